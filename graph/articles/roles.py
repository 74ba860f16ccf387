"""What a line is in its place: a caption above a credit, a byline above a job, a publisher beside a headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .captions import is_credit, reads_like_caption
from .furniture import is_outlet, reads_like_outlet
from .headers import HeaderFact, is_job, is_person, read_header
from .heads import read_head, with_numbers
from .lines import Line, is_title
from .repeats import without_repeats
from .starts import BODY

_HEAD = 8  # lines at the top in which a masthead stands
_COMMENTS = re.compile(r"\W*(?:\d+ |(?:leave|add|post|write) an? )?comments?\b", re.IGNORECASE)
_PASSED = frozenset({"furniture", "caption", "title"})
_LEAST_PARAGRAPH = 150  # characters; a shorter one behind "Comments" may be a comment


def in_place(lines: Sequence[Line]) -> list[Line]:
    """Correct the kinds of lines, which shape alone decided, by what stands around them; none is added or left out."""
    lines = _with_prose(lines)
    lines = _out_of_place(lines)
    lines = _with_bylines(_with_captions(lines))
    return without_repeats(with_numbers(_with_outlets(_with_heads(lines))))


def _with_prose(lines: Sequence[Line]) -> list[Line]:
    """Take the headline shapes for prose where there is nothing else: sentences typed without full stops."""
    if any(line.kind in BODY for line in lines):
        return list(lines)
    return [replace(line, kind="prose") if line.kind == "title" and not line.level else line for line in lines]


def _out_of_place(lines: Sequence[Line]) -> list[Line]:
    """Take words of a newsletter or digest for text where they do not stand at its top or end."""
    top = next((index for index, line in enumerate(lines) if line.kind == "prose"), len(lines))
    last = max((index for index, line in enumerate(lines) if line.kind == "prose"), default=-1)
    named = any(line.kind == "masthead" for line in lines[: min(top, _HEAD)])
    marked = list(lines)
    for index, line in enumerate(lines):
        if line.kind == "masthead" and not (index < min(top, _HEAD)):
            marked[index] = _as_text(line)
        elif index and marked[index - 1].kind == "masthead" and _is_date(line):
            marked[index] = replace(line, kind="masthead")
        elif line.kind == "greeting":
            titled = index + 1 < len(lines) and lines[index + 1].kind in {"title", "rule", "masthead"}
            if not ((index < top and (titled or named)) or (index > last and named)):
                marked[index] = _as_text(line)
        elif line.kind == "points" and not (index + 1 < len(lines) and lines[index + 1].kind in {"prose", "furniture"}):
            marked[index] = _as_text(line)
        elif line.kind == "end" and _COMMENTS.match(line.text) and _goes_on(lines, index):
            marked[index] = replace(line, kind="furniture")
    return marked


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a paragraph of the article follows, buttons, pictures and a subhead passed over."""
    following = next((line for line in lines[index + 1 :] if line.kind not in _PASSED), None)
    return following is not None and following.kind == "prose" and len(following.text) >= _LEAST_PARAGRAPH


def _is_date(line: Line) -> bool:
    """Whether a header line says a date and nothing else but the time."""
    fact = line.header
    return fact is not None and fact.published is not None and not (fact.byline or fact.publisher or fact.age)


def _as_text(line: Line) -> Line:
    """A line as if it had no words of the web."""
    header = read_header(line.text)
    if header:
        return replace(line, kind="header", header=header)
    if not is_title(line.text):
        return replace(line, kind="prose")
    return replace(line, kind="title" if len(line.text.split()) > 2 else "label")


def _with_captions(lines: Sequence[Line]) -> list[Line]:
    """Mark the caption before a credit that stands on a line of its own."""
    marked = list(lines)
    for index in range(1, len(marked)):
        line, before = marked[index], marked[index - 1]
        if line.kind == "caption" and before.kind in {"prose", "title"} and is_credit(line.text):
            touching = line.gap == 0 and before.gap > 0 and index > 1
            if reads_like_caption(before.text, touching=touching):
                marked[index - 1] = replace(before, kind="caption")
    return marked


def _with_bylines(lines: Sequence[Line]) -> list[Line]:
    """Mark a line of names with a line of their job below as a byline."""
    marked = list(lines)
    for index in range(len(marked) - 1):
        name, job = marked[index], marked[index + 1]
        if name.kind in {"title", "label"} and not name.level and is_person(name.text) and is_job(job.text):
            marked[index] = replace(name, kind="header", header=HeaderFact(byline=name.text))
            marked[index + 1] = replace(job, kind="furniture")
        elif job.kind == "header" and index and _is_headline(marked[index - 1]) and _is_names(name):
            marked[index] = replace(name, kind="header", header=HeaderFact(byline=name.text))
    return marked


def _is_headline(line: Line) -> bool:
    return line.kind == "title" and len(line.text.split()) > 3


def _is_names(line: Line) -> bool:
    """Whether a line can be a byline without "By": names between a headline and its header lines, no newspaper."""
    return (
        line.kind in {"title", "label"} and not line.level and is_person(line.text) and not reads_like_outlet(line.text)
    )


def _with_heads(lines: Sequence[Line]) -> list[Line]:
    """Mark headlines that name publisher and date in their line: of a known outlet, or two such on the page."""
    marked = list(lines)
    hits = [
        (index, *head)
        for index, line in enumerate(lines)
        if line.kind in {"title", "prose", "header"}
        and not (line.header and line.header.byline)  # "By Ana Ruiz | Reuters | 2 June 2025"
        and not line.text.endswith(".")
        and (head := read_head(line.text))
    ]
    for index, left, right, fact in hits:
        name = fact.publisher or ""
        if not name or len(hits) > 1 or is_outlet(name) or reads_like_outlet(name):
            marked[index] = replace(lines[index], kind="title", header=fact, title=(left, right))
    return marked


def _with_outlets(lines: Sequence[Line]) -> list[Line]:
    """Mark a line that reads like the name of a newspaper right beside a headline or header line as a publisher."""
    marked = list(lines)
    for index, line in enumerate(lines):
        if line.kind not in {"title", "label"} or line.level or not reads_like_outlet(line.text):
            continue
        around = [lines[place] for place in (index - 1, index + 1) if 0 <= place < len(lines)]
        if index + 1 == len(lines) or any(_is_beside(other) for other in around):
            marked[index] = replace(line, kind="header", header=HeaderFact(publisher=line.text))
    return marked


def _is_beside(line: Line) -> bool:
    return line.kind == "header" or _is_headline(line)
