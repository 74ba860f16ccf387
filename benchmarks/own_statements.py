"""Score who says what on the passages of our own that are annotated by hand; print a Markdown table.

Usage: python benchmarks/own_statements.py [--model NAME]

Two thirds of training/annotations/attributions.jsonl are there to look at errors; the test third only measures. Only
words count. A statement found matches an annotated one when at least half of the words in either content are in both
(Jaccard index), one to one, the best pairs first; its speaker is right when the words that stand for it there share one
besides articles and the like, or when neither gives any. Form and kind are counted over the matched statements.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable

import own
from tieline import language
from tieline.extraction.codec import contract
from tieline.extraction.extract import extract
from tieline.identity import Authority
from tieline.records import Article

_WORD = re.compile(r"\w+")
_LIGHT = frozenset(
    ["the", "a", "an", "of", "and", "or", "for", "in", "on", "at", "to", "by", "from", "with", "s", "his", "her", "its",
     "their", "our", "my", "this", "that", "who"]
)  # fmt: skip
_LEAST = 0.5

Words = frozenset[int]
"""Words of a text by the character each begins at."""


def main() -> int:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", default=None)
    options = arguments.parse_args()
    nlp, names = language.load(options.model), Authority.shipped()
    found = {
        doc: contract(extract(Article(doc, doc, text), nlp, names=names)) for doc, text in annotated_texts().items()
    }
    print("\n".join(["| set | measure | P | R | F1 |", "| --- | --- | ---: | ---: | ---: |", *rows(found)]))
    return 0


def annotated_texts() -> dict[str, str]:
    """Return the texts of the annotated passages by id."""
    return {record["doc"]: own.passage(record["doc"]) for record in own.annotations("attributions")}


def rows(found: dict[str, dict]) -> list[str]:
    """Return rows of the table for the test third and for the rest; `found` is what `tieline extract` prints, by id."""
    gold = {record["doc"]: record["attributions"] for record in own.annotations("attributions")}
    texts = annotated_texts()
    made = []
    for name, test in (("own passages, test third", True), ("own passages, the rest", False)):
        counts: Counter[str] = Counter()
        for doc, annotated in gold.items():
            if own.in_test_third(doc, "attributions") == test:
                counts += compare(texts[doc], annotated, found[doc]["statements"])
        for measure, key in (("source+content", "both"), ("content", "content")):
            precision, recall = (100 * counts[key] / max(counts[side], 1) for side in ("found", "gold"))
            f1 = 2 * precision * recall / max(precision + recall, 1)
            made.append(f"| {name} | statements: {measure} | {precision:.1f} | {recall:.1f} | {f1:.1f} |")
        for measure, key, of in (
            ("speaker accuracy", "speaker", "spoken"),
            ("form accuracy", "form", "content"),
            ("kind accuracy", "kind", "content"),
        ):
            made.append(f"| | statements: {measure} | | | {100 * counts[key] / max(counts[of], 1):.1f} |")
    return made


def compare(text: str, gold: Iterable[dict], found: Iterable[dict]) -> Counter[str]:
    """Count what agrees between the annotated and the found statements of one passage."""
    told = [(placed(text, each), each) for each in gold]
    said = [((_words(text, each["content"]), _named(text, each["speaker_span"])), each) for each in found]
    counts: Counter[str] = Counter(gold=len(told), found=len(said))
    for i, j in matched([places for places, _ in told], [places for places, _ in said]):
        (_, source), annotated = told[i]
        (_, speaker), made = said[j]
        right = bool(source & speaker) if source else not speaker
        counts.update(
            content=1,
            both=int(right),
            spoken=int(bool(source)),
            speaker=int(right and bool(source)),
            form=int(annotated["form"] == made["form"]),
            kind=int(annotated["kind"] == made["kind"]),
        )
    return counts


def matched(gold: list[tuple[Words, Words]], found: list[tuple[Words, Words]]) -> list[tuple[int, int]]:
    """Return pairs (annotated, found) whose contents agree, each of them in one pair at most."""
    ranked = []
    for i, (told, source) in enumerate(gold):
        for j, (said, speaker) in enumerate(found):
            share = len(told & said) / max(len(told | said), 1)
            if share >= _LEAST:
                ranked.append((-share, not source & speaker, i, j))
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(ranked):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def placed(text: str, annotated: dict) -> tuple[Words, Words]:
    """Return the words of content and source of an annotation: a string that stands twice is the one near its cue."""
    source, cue = (_place(text, annotated[key], annotated.get(f"{key}_at", 0)) for key in ("source", "cue"))
    near = cue or source or (0, 0)
    content = []
    for words in annotated["content"]:
        starts = [m.start() for m in re.finditer(re.escape(words), text)]
        start = min(starts, key=lambda start: min(abs(start - near[1]), abs(start + len(words) - near[0])))
        content.append({"start": start, "end": start + len(words)})
    return _words(text, content), _named(text, {"start": source[0], "end": source[1]} if source else None)


def _place(text: str, words: str | None, number: int) -> tuple[int, int] | None:
    """Return where a string stands for the time `number` (from 0) as words of its own: "he" is not in "the"."""
    if words is None:
        return None
    edges = [r"\b" if re.match(r"\w", words[at]) else "" for at in (0, -1)]
    return [(m.start(), m.end()) for m in re.finditer(edges[0] + re.escape(words) + edges[1], text)][number]


def _words(text: str, spans: Iterable[dict]) -> Words:
    return frozenset(m.start() for span in spans for m in _WORD.finditer(text, span["start"], span["end"]))


def _named(text: str, span: dict | None) -> Words:
    """Return the words of a speaker: those that carry weight, where there are such."""
    every = list(_WORD.finditer(text, span["start"], span["end"])) if span else []
    weighty = [m for m in every if m.group().lower() not in _LIGHT]
    return frozenset(m.start() for m in weighty or every)


if __name__ == "__main__":
    sys.exit(main())
