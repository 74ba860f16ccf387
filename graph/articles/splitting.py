"""A page to its articles: which of their lines are headline, header, summary and body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .captions import is_credit, reads_like_caption
from .headers import HeaderFact, is_job, is_person
from .lines import Line
from .starts import BODY, LEAST_TEASER, Start, find_starts, length_behind
from .summaries import find_summaries


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one article.

    Attributes:
        title: its headline, None if it has none.
        header: what its header lines say, in page order.
        publisher: outlet named by a line of its own ("CBS News" above "an hour ago"), else None.
        summaries: machine-made summaries.
        body: paragraphs and subheads in page order.
        first, last: offsets of the file where the block starts and ends (end excluded).
    """

    title: Line | None
    header: tuple[HeaderFact, ...]
    publisher: str | None
    summaries: tuple[Line, ...]
    body: tuple[Line, ...]
    first: int
    last: int


def split_page(lines: Sequence[Line], *, whole: bool = False) -> list[Block]:
    """Return the articles of a page in page order; blocks without body are left out.

    Args:
        lines: of the page.
        whole: the page is known to be one article (it has a front matter): clean it, do not split it.
    """
    lines = _with_bylines(_with_captions(_with_prose(lines)))
    summaries = frozenset[int]() if whole else find_summaries(lines)
    starts = find_starts(lines, summaries)
    starts = starts[:1] if whole else starts
    ends = [*(start.first for start in starts[1:]), len(lines)] if starts else []
    blocks = [_block(lines, start, end, summaries) for start, end in zip(starts, ends, strict=True)]
    return [block for block in blocks if any(line.kind == "prose" for line in block.body)]


def _with_prose(lines: Sequence[Line]) -> list[Line]:
    """Take the headline shapes for prose where there is nothing else: sentences typed without full stops."""
    if any(line.kind in BODY for line in lines):
        return list(lines)
    return [replace(line, kind="prose") if line.kind == "title" and not line.level else line for line in lines]


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
    return marked


def _block(lines: Sequence[Line], start: Start, end: int, summaries: frozenset[int]) -> Block:
    own = range(start.first, end)
    prose = [index for index in own if lines[index].kind == "prose" and index not in summaries]
    head = prose[2] if len(prose) > 2 else end
    facts = [
        fact for index in own if (fact := lines[index].header) and (index < head or fact.named) and not _is_item(fact)
    ]
    body = list(_body(lines, start, end, summaries))
    return Block(
        title=None if start.title is None else lines[start.title],
        header=tuple(facts),
        publisher=start.publisher,
        summaries=tuple(lines[index] for index in own if index in summaries),
        body=tuple(body),
        first=lines[start.first].start if start.first < len(lines) else 0,
        last=body[-1].end if body else lines[end - 1].end,
    )


def _is_item(fact: HeaderFact) -> bool:
    """Whether a header line may be an item of a list ("- Tehran")."""
    return fact.dashed and not (fact.age or fact.published)


def _body(lines: Sequence[Line], start: Start, end: int, summaries: frozenset[int]) -> Iterator[Line]:
    """Paragraphs and subheads of an article; no header, no furniture, nothing behind its end."""
    kept: list[Line] = []
    listing = False  # in a list of other articles
    begun = False
    for index in range(start.first, end):
        line = lines[index]
        if line.kind == "end" and begun:
            break
        if line.kind == "aside":
            listing = True
        elif line.kind == "prose" and index not in summaries:
            if not (listing and _is_teaser(lines, index)):
                kept.append(line)
                begun, listing = True, False
        elif begun and not listing and _is_subhead(line):
            kept.append(line)
    while kept and kept[-1].kind != "prose":
        kept.pop()
    yield from kept


def _is_teaser(lines: Sequence[Line], index: int) -> bool:
    """Whether a paragraph in a list of other articles belongs to one of them, not to the article around the list."""
    last, before = lines[index - 1], lines[index - 2]
    own_head = last.kind == "header" or (last.kind in {"title", "label"} and before.kind not in {"title", "label"})
    return own_head and length_behind(lines, index) < LEAST_TEASER


def _is_subhead(line: Line) -> bool:
    return line.kind in {"title", "label"} or (line.header is not None and line.header.dated)
