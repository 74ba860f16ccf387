"""A page as lines, each with its kind, decided by shape alone.

Offsets count characters of the decoded file. A hard-wrapped paragraph is one line whose text keeps its newlines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from .ages import is_clock
from .captions import ends_with_credit, is_caption, is_credit
from .furniture import is_cut_off, scope_of
from .headers import HeaderFact, dated_masthead, read_header, read_signature, read_source

Kind = Literal[
    "prose",
    "title",
    "label",
    "header",
    "furniture",
    "aside",
    "end",
    "rule",
    "caption",
    "summary",
    "summary_text",
    "points",
    "masthead",
    "live",
    "greeting",
]

# Also the separators that browsers copy: line tabulation, form feed, next line, line and paragraph separator.
_BREAK = re.compile(r"[\n\x0b\x0c\x85\u2028\u2029]")
_STRIP = "".join(map(chr, range(33))) + "\x7f\u00a0\u1680\u2007\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u3000\ufeff"
_RULE = re.compile(r"(?:[-_=*~#+•·—–]\s{0,4}){3,200}")
_CLOSING = " \"“”‘’'»)]"
_DOTTED = re.compile(r"(?:\b[A-Z]\.){2,}$")
_OWN_LINE = re.compile(r"[-*•>#▪]\s|\d{1,2}[.)]\s|[-_=*~#+•·—–]{3}")
_MAX_TITLE = 180
_MAX_WRAP = 130


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it.

    Attributes:
        start, end: where it stands in the decoded file, end excluded.
        text: the characters there.
        kind: what it is; "title" is any headline shape (subheads too), "label" a title of one or two words.
        gap: number of blank lines before it.
        level: depth of a Markdown heading, 0 for other lines.
        header: what a header line says (byline, date, publisher, age), else None; a headline may say it too.
        title: which of its characters are the headline, where publisher, date or a number stand around it.
        numbered: it is one of a row of counted headlines.
    """

    start: int
    end: int
    text: str
    kind: Kind
    gap: int = 0
    level: int = 0
    header: HeaderFact | None = None
    title: tuple[int, int] | None = None
    numbered: bool = False


def split_lines(text: str, start: int, end: int) -> list[Line]:
    """Return the lines between two offsets of a file, blank ones left out, wrapped paragraphs joined."""
    spans = _spans(text, start, end)
    width = _wrap_width(text, spans)
    if width:
        spans = _unwrapped(text, spans, width)
    return [_classified(text, left, right, gap) for left, right, gap in spans]


def classify(text: str) -> tuple[Kind, HeaderFact | None]:
    """Return the kind of one stripped line, and what it says if it is a header line."""
    if _RULE.fullmatch(text):
        return "rule", None
    if not any(char.isalnum() for char in text[:1000]):
        return "furniture", None
    source = read_source(text)
    if source:
        return "header", source
    scope = scope_of(text)
    if scope == "break":
        return "rule", None
    dated = dated_masthead(text)
    if dated:
        return "masthead", dated
    if scope and not (scope == "line" and is_clock(text)):
        return ("furniture" if scope == "line" else scope), None
    header = read_header(text) if text[0] in "([" else None
    if header:
        return "header", header
    if is_credit(text) or is_caption(text):
        return "caption", None
    if ends_with_credit(text):
        return "prose", None  # a paragraph with a caption glued to it
    header = read_header(text) or read_signature(text)
    if header:
        return "header", replace(header, clock=header.age and is_clock(text))
    if is_clock(text):
        return "header", HeaderFact(clock=True)
    if is_title(text):
        return ("title" if len(text.split()) > 2 else "label"), None
    return "prose", None


def is_title(text: str) -> bool:
    """Whether a line has the shape of a headline: short, starts upper case, no full stop at its end."""
    if len(text) > _MAX_TITLE or "\n" in text or len(text.split()) > 30 or is_cut_off(text):
        return False
    first = re.sub(r"^#(?=\d)", "", text).lstrip("\"“‘'«([¿¡")[:1]
    if not first or not (first.isupper() or first.isdigit()):
        return False
    bare = text.rstrip(_CLOSING)
    if bare.endswith(("!", "?")) and text.endswith(("”", '"')):
        return False  # the end of a quotation, not a headline that asks or calls
    return not bare.endswith((".", ";", ":", ",", "…")) or bool(_DOTTED.search(bare))


def _classified(text: str, start: int, end: int, gap: int) -> Line:
    line = text[start:end]
    kind, header = classify(line)
    return Line(start, end, line, kind, gap, header=header)


def _spans(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Stripped lines as (start, end, blank lines before)."""
    spans, gap, left = [], 0, start
    while left <= end:
        match = _BREAK.search(text, left, end)
        right = match.start() if match else end
        raw = text[left:right]
        body = raw.strip(_STRIP)
        if body:
            first = left + raw.index(body[0])
            spans.append((first, first + len(body), gap))
            gap = 0
        else:
            gap += 1
        left = right + 1
    return spans


def _wrap_width(text: str, spans: list[tuple[int, int, int]]) -> int:
    """Width at which the page is hard-wrapped, 0 if its paragraphs are whole lines."""
    widest = max((right - left for left, right, _ in spans), default=0)
    if widest > _MAX_WRAP:
        return 0
    touching = [
        (left, right, following[0])
        for (left, right, _), following in zip(spans, spans[1:], strict=False)
        if following[2] == 0
    ]
    running_on = sum(
        1
        for left, right, after in touching
        if right - left >= 40 and text[right - 1] not in '.!?:"”' and text[after].islower()
    )
    return widest if running_on >= 2 and running_on * 5 >= len(touching) else 0


def _stands_alone(line: str) -> bool:
    """Whether a line is never the continuation of a wrapped paragraph."""
    return bool(_OWN_LINE.match(line)) or classify(line)[0] in {
        "header",
        "furniture",
        "rule",
        "aside",
        "end",
        "caption",
    }


def _unwrapped(text: str, spans: list[tuple[int, int, int]], width: int) -> list[tuple[int, int, int]]:
    """Join a line to the one before where the first word of it did not fit there any more."""
    joined: list[tuple[int, int, int]] = []
    last_left = 0
    for left, right, gap in spans:
        word = text[left:right].split(maxsplit=1)[0]
        if joined and gap == 0 and not _stands_alone(text[left:right]):
            start, end, before = joined[-1]
            filled = end - last_left + 1 + len(word) > width - 6
            if (text[left].islower() or filled) and end - last_left >= 30:
                joined[-1] = (start, right, before)
                last_left = left
                continue
        joined.append((left, right, gap))
        last_left = left
    return joined
