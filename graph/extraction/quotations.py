"""Quotation marks of every kind, paired paragraph by paragraph.

Marks on real pages do not balance: a quotation without a close ends with its paragraph. Single marks count as
quotation marks only in paragraphs without double ones, and apostrophes are told apart from them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..records import Span

_MARK = re.compile(r"``|''|’’|‘‘|[“”„‟«»\"]")
_SINGLE = re.compile(r"[‘'’`]")
_NEXT_WORD = re.compile(r"\s+[a-z]")
_CLOSERS = {
    "“": {"”", '"', "’’"},
    "„": {"“", "”", '"'},
    "‟": {"”", '"'},
    "«": {"»"},
    "»": {"«"},
    '"': {'"', "”"},
    "``": {"''", '"'},
    "''": {"''", '"'},
    "‘‘": {"’’", '"', "''"},
    "”": {"”", '"'},
}
"""Opening mark -> marks that close it. A closing curly mark opens where it stands before a word (a common misprint)."""
_BEFORE_OPEN = frozenset(" \t\r\n\u00a0([{—–-―:/")


@dataclass(frozen=True, order=True, slots=True)
class Quotation:
    """A pair of marks and what stands between them.

    Attributes:
        start, end: with the marks.
        inner: the words inside the marks, white space trimmed.
        closed: False where the closing mark is missing.
        continued: True where it takes up a quotation left open in the paragraph before.
    """

    start: int
    end: int
    inner: Span
    closed: bool = True
    continued: bool = False


def has_mark(text: str) -> bool:
    """Tell whether a double quotation mark of any kind stands in a text."""
    return _MARK.search(text) is not None


def find_quotations(text: str, paragraphs: Iterable[Span] | None = None) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a text in order; none crosses a paragraph or overlaps another.

    Args:
        text: any text.
        paragraphs: its paragraphs in order; without them every line is one.
    """
    if paragraphs is None:
        paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    found: list[Quotation] = []
    left_open = False
    for paragraph in paragraphs:
        pairs = list(_double(text, paragraph.start, paragraph.end))
        if not pairs:
            pairs = list(_single(text, paragraph.start, paragraph.end))
        for number, (start, opened, closed, end) in enumerate(pairs):
            inner = _trimmed(text, opened, closed)
            if inner is not None:
                first = number == 0 and not text[paragraph.start : start].strip()
                found.append(Quotation(start, end, inner, closed < end, left_open and first))
        left_open = bool(pairs) and pairs[-1][2] == pairs[-1][3]
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _double(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end of the opening mark, start of the closing mark, end) of quotations in double marks."""
    opening: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        if opening is None:
            if mark.group() in _CLOSERS and _may_open(mark.group(), before, after):
                opening = mark
        elif mark.group() in _CLOSERS[opening.group()] and not (before.isspace() and not after.isspace()):
            yield opening.start(), opening.end(), mark.start(), mark.end()
            opening = None
    if opening is not None:
        yield opening.start(), opening.end(), end, end


def _may_open(mark: str, before: str, after: str) -> bool:
    if mark in {"“", "„", "‟", "«", "``", "‘‘"}:
        return True
    return before in _BEFORE_OPEN and not after.isspace()


def _single(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield quotations in single marks; a mark between letters, or after a plural s before a word, is an apostrophe."""
    sure, weak = _closing_marks(text, start, end)
    behind = start
    for mark in _SINGLE.finditer(text, start, end):
        i = mark.start()
        opens = i >= behind and (i == start or text[i - 1] in _BEFORE_OPEN)
        if opens and i + 1 < end and (text[i + 1].isalnum() or text[i + 1] in "[…."):
            close = _first(sure, i + 1) or _first(weak, i + 1)
            if close is not None and not (close == i + 2 and "a" <= text[i + 1] <= "z"):  # rock ’n’ roll
                yield i, i + 1, close, close + 1
                behind = close + 1


def _closing_marks(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Return the marks that can be no apostrophe, and those after a plural s, which close where none of them follows.

    They are found once for a paragraph, not once for each opening mark: in a long one that would take for ever.
    """
    sure: list[int] = []
    weak: list[int] = []
    for mark in _SINGLE.finditer(text, start, end):
        i = mark.start()
        if text[i] == "‘" or text[i] == "`":
            continue
        after = text[i + 1] if i + 1 < end else " "
        before = text[i - 1] if i > start else " "
        if after.isalnum() or (after == "-" and before.isalnum()):
            continue
        (weak if before in "sS" and _NEXT_WORD.match(text, i + 1, end) else sure).append(i)
    return sure, weak


def _first(places: list[int], least: int) -> int | None:
    """Return the first of the sorted places that is not before `least`."""
    at = bisect_left(places, least)
    return places[at] if at < len(places) else None
