"""Numbered footnotes: the same sentence, told the same way, has one number wherever it is cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..network.footnotes import written_day

Cited = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the sentence, whose word it is, and where it was printed."""

    number: int
    text: str
    source: str
    dated: str
    factuality: str
    voice: str
    former: bool
    article: str
    place: str
    url: str


class Notes:
    """Gives footnotes their numbers, in the order in which they are first cited."""

    def __init__(self) -> None:
        self.given: list[Note] = []
        self._numbers: dict[tuple[Any, ...], int] = {}

    def cite(self, evidence: Cited | Iterable[Cited]) -> Markup:
        """Return links to the footnotes of evidence, each footnote once."""
        several = [evidence] if isinstance(evidence, Mapping) else list(evidence)
        numbers = list(dict.fromkeys(self._number(each) for each in several))
        return Markup("").join(self._link(number) for number in numbers)

    def _number(self, evidence: Cited) -> int:
        names = ("article", "start", "end", "factuality", "voice", "former", "date")
        key = tuple(evidence[name] for name in names)
        if key not in self._numbers:
            self._numbers[key] = len(self.given) + 1
            self.given.append(_note(self._numbers[key], evidence))
        return self._numbers[key]

    def _link(self, number: int) -> Markup:
        return Markup('<sup><a class="ref" href="#n{0}" aria-label="footnote {0}">{0}</a></sup>').format(number)


def _note(number: int, evidence: Cited) -> Note:
    date = evidence["date"]
    return Note(
        number,
        " ".join(evidence["text"].split()),
        ", ".join(filter(None, (evidence["publisher"] or evidence["title"], written_day(evidence["published"])))),
        written_day(date) if date and date != evidence["published"] else "",
        evidence["factuality"] if evidence["factuality"] != "happened" else "",
        evidence["voice"] or "",
        bool(evidence["former"]),
        evidence["article"],
        f"{evidence['start']}–{evidence['end']}",
        web(evidence["url"]),
    )


def web(url: str | None) -> str:
    """Return an address that a link may lead to, "" for all others."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""


def figure_markup(svg: str) -> Markup:
    """Let a figure of our own stand as markup; its texts were escaped when it was drawn."""
    return Markup(svg)  # noqa: S704
