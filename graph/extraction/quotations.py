"""Quotation marks of every kind, paired paragraph by paragraph.

Marks on real pages do not balance: a quotation without a close ends with its paragraph. Single marks count as
quotation marks only in paragraphs without double ones, and apostrophes are told apart from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..records import Span

_OPEN = {"“": "”", "„": "“”", "«": "»", "‟": "”"}
_STRAIGHT = '"'
_BEFORE_OPEN = frozenset(" \t\n\u00a0([{—–-:")


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


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a text in order; none crosses a paragraph or overlaps another."""
    found: list[Quotation] = []
    left_open = False
    for paragraph in re.finditer(r"[^\n]+", text):
        pairs = list(_double(text, paragraph.start(), paragraph.end()))
        if not pairs:
            pairs = list(_single(text, paragraph.start(), paragraph.end()))
        for number, (start, end, closed) in enumerate(pairs):
            inner = _trim(text, start + 1, end - 1 if closed else end)
            if inner is not None:
                found.append(Quotation(start, end, inner, closed, left_open and number == 0))
        left_open = bool(pairs) and not pairs[-1][2]
    return tuple(found)


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _double(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, closed) of quotations in double marks or guillemets."""
    opened, closers = -1, ""
    for i in range(start, end):
        char = text[i]
        if opened < 0:
            if char in _OPEN:
                opened, closers = i, _OPEN[char] + _STRAIGHT
            elif char == _STRAIGHT and (i == start or text[i - 1] in _BEFORE_OPEN):
                opened, closers = i, _STRAIGHT + "”"
            elif text.startswith("``", i):
                opened, closers = i, "'" + _STRAIGHT
        elif char in closers and not (char == _STRAIGHT and _opens(text, i, end) and text[i - 1].isspace()):
            if char == "'" and text[i : i + 2] != "''":
                continue
            yield opened, i + 1, True
            opened = -1
    if opened >= 0:
        yield opened, end, False


def _opens(text: str, i: int, end: int) -> bool:
    return i + 1 < end and text[i + 1].isalnum()


def _single(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield quotations in single marks; a mark between letters, or after a plural s before a word, is an apostrophe."""
    i = start
    while i < end:
        if text[i] in "‘'’`" and (i == start or text[i - 1] in _BEFORE_OPEN) and _opens(text, i, end):
            close = _closing_single(text, i + 1, end)
            if close is not None:
                yield i, close + 1, True
                i = close
        i += 1


def _closing_single(text: str, start: int, end: int) -> int | None:
    """Return the closing mark: the first after punctuation, else the last that can be no apostrophe."""
    weak = None
    for i in range(start, end):
        if text[i] not in "’'":
            continue
        after = text[i + 1] if i + 1 < end else " "
        if after.isalnum():
            continue
        if text[i - 1] in ",.?!…;":
            return i
        possessive = text[i - 1] in "sS" and re.match(r"\s+[a-z]", text[i + 1 : end])
        if not possessive:
            return i
        weak = weak if weak is not None else i
    return weak
