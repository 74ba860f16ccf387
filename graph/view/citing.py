"""Evidence for the page: a short row for every piece, so that sources can be counted there, and words for the best."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ..network.sources import copied_sentence, outlet

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

FACTUALITY = ("happened", "claimed", "planned", "possible", "denied")
CAPS = (20, 12, 8, 5, 3, 2, 1)
"""Most sentences per tie: the first of these that keeps the page within `TEXT_BYTES`."""
TEXT_BYTES = 2_500_000
"""Most bytes of sentences in one page, if one sentence per tie does not take more."""

Row = list[Any]


class Table:
    """Gives things their numbers, in the order in which they are first asked for."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._numbers: dict[Hashable, int] = {}

    def number(self, key: Hashable, row: Any) -> int:
        """Return the number of `key`; where it is new, its row is added."""
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append(row)
        return self._numbers[key]


class Citations:
    """Writes evidence as rows of numbers that point into tables of articles, sources, dates and sentences.

    Args:
        cited: all evidence that will be asked for: a sentence found in two articles is a sign of copying.
    """

    def __init__(self, cited: Iterable[Mapping[str, Any]]) -> None:
        self.articles, self.sources, self.dates, self.sentences = Table(), Table(), Table(), Table()
        self._outlets, self._families, self._copies = Table(), Table(), Table()
        printed: defaultdict[str, set[str]] = defaultdict(set)
        for evidence in cited:
            if words := copied_sentence(evidence["text"]):
                printed[words].add(evidence["article"])
        self._copied = {words for words, articles in printed.items() if len(articles) > 1}

    def row(self, evidence: Mapping[str, Any], *, in_words: bool) -> Row:
        """Give `[article, source, date, factuality, copied sentence]`, all numbers; -1 is none.

        A source is the pair of an outlet and a family of texts (`tieline.network.sources`). With `in_words` a sixth
        item has the sentence and what else a reader wants to know of it.
        """
        name = (evidence.get("copied_from") or outlet(evidence)).casefold()
        pair = (self._outlets.number(name, name), self._families.number(evidence["family"], None))
        words = copied_sentence(evidence["text"])
        row: Row = [
            self._article(evidence),
            self.sources.number(pair, list(pair)),
            self.dates.number(evidence["date"], evidence["date"]) if evidence["date"] else -1,
            FACTUALITY.index(evidence["factuality"]),
            self._copies.number(words, None) if words in self._copied else -1,
        ]
        return [*row, self._told(evidence)] if in_words else row

    def sentence(self, evidence: Mapping[str, Any]) -> int:
        """Return the number of a sentence: `[article, start, end, text]`."""
        place = (evidence["article"], evidence["start"], evidence["end"])
        return self.sentences.number(place, [self._article(evidence), *place[1:], evidence["text"]])

    def _told(self, evidence: Mapping[str, Any]) -> dict[str, Any]:
        names = ("voice", "former", "quote", "copied_from")
        told = {name: evidence[name] for name in names if evidence.get(name)}
        if evidence.get("trigger"):
            told["trigger"] = [place - evidence["start"] for place in evidence["trigger"]]
        return {"sentence": self.sentence(evidence), **told}

    def _article(self, evidence: Mapping[str, Any]) -> int:
        held = {name: evidence[name] for name in ("title", "publisher", "published", "url") if evidence[name]}
        return self.articles.number(evidence["article"], {"key": evidence["article"], **held})


def in_reading_order(evidence: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Sort evidence so that a cut leaves every year something: asserted before the rest, the newest first."""
    newest = sorted(evidence, key=lambda item: item["date"] or "", reverse=True)
    ranked = sorted(newest, key=lambda item: FACTUALITY.index(item["factuality"]))
    seen: defaultdict[str, int] = defaultdict(int)
    turns: list[int] = []
    for item in ranked:
        year = (item["date"] or "")[:4]
        turns.append(seen[year])
        seen[year] += 1
    return [ranked[at] for at in sorted(range(len(ranked)), key=lambda at: turns[at])]


def cap(ties: Sequence[Sequence[Mapping[str, Any]]], sightings: Sequence[Sequence[Mapping[str, Any]]]) -> int:
    """Return how many sentences of each tie fit into the page; of sightings a quarter of that, at least one."""
    for most in CAPS[:-1]:
        chosen = [item for told in ties for item in told[:most]]
        chosen += [item for seen in sightings for item in seen[: sighted(most)]]
        texts = {(item["article"], item["start"], item["end"]): item["text"] for item in chosen}
        if sum(len(text.encode("utf-8", "replace")) for text in texts.values()) <= TEXT_BYTES:
            return most
    return CAPS[-1]


def sighted(most: int) -> int:
    """Return how many sentences that name an actor go with `most` of each tie."""
    return max(1, most // 4)
