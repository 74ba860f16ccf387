"""A page to its articles: which of their lines are headline, header, summary and body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .bios import is_bio
from .headers import HeaderFact
from .lines import Line
from .pages import Page, read_page
from .roles import in_place
from .starts import LEAST_TEASER, Start, find_starts, length_behind
from .summaries import find_summaries

_LONGEST_CHROME = 200  # characters


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
        page_date: date of the digest it stands in, else None.
    """

    title: Line | None
    header: tuple[HeaderFact, ...]
    publisher: str | None
    summaries: tuple[Line, ...]
    body: tuple[Line, ...]
    first: int
    last: int
    page_date: date | None = None


def split_page(lines: Sequence[Line], *, whole: bool = False) -> list[Block]:
    """Return the articles of a page in page order; blocks without body are left out.

    Args:
        lines: of the page.
        whole: the page is known to be one article (it has a front matter): clean it, do not split it.
    """
    lines = in_place(lines)
    page = read_page(lines)
    summaries = frozenset[int]() if whole else find_summaries(lines)
    starts = find_starts(lines, summaries, page)
    starts = starts[:1] if whole else starts
    ends = [*(start.first for start in starts[1:]), len(lines)] if starts else []
    blocks = [_block(lines, start, end, summaries, page) for start, end in zip(starts, ends, strict=True)]
    return _without_chrome([block for block in blocks if any(line.kind == "prose" for line in block.body)])


def _without_chrome(blocks: list[Block]) -> list[Block]:
    """Leave out a few words without a headline above the first article that has one: the page's own."""
    if len(blocks) > 1 and blocks[0].title is None and blocks[1].title is not None:
        return blocks if sum(len(line.text) for line in blocks[0].body) > _LONGEST_CHROME else blocks[1:]
    return blocks


def _block(lines: Sequence[Line], start: Start, end: int, summaries: frozenset[int], page: Page) -> Block:
    own = range(start.first, end)
    prose = [index for index in own if lines[index].kind == "prose" and index not in summaries]
    head = prose[2] if len(prose) > 2 else end
    facts = [
        fact
        for index in own
        if (fact := lines[index].header)
        and lines[index].kind != "masthead"
        and (index in page.sources or ((index < head or fact.named) and not _is_item(fact)))
    ]
    body = list(_body(lines, start, end, summaries, live=page.live is not None))
    return Block(
        title=None if start.title is None else lines[start.title],
        header=tuple(facts),
        publisher=start.publisher,
        summaries=tuple(lines[index] for index in own if index in summaries),
        body=tuple(body),
        first=lines[start.first].start if start.first < len(lines) else 0,
        last=body[-1].end if body else lines[end - 1].end,
        page_date=page.published,
    )


def _is_item(fact: HeaderFact) -> bool:
    """Whether a header line may be an item of a list ("- Tehran")."""
    return fact.dashed and not (fact.age or fact.published)


def _body(lines: Sequence[Line], start: Start, end: int, summaries: frozenset[int], *, live: bool) -> Iterator[Line]:
    """Paragraphs, subheads and headlines of entries; no header, no furniture, nothing behind the end."""
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
        elif not listing and _is_subhead(line) and (begun or (live and index - 1 > (start.title or 0))):
            kept.append(line)
    bylines = [fact.byline for line in lines[start.first : end] if (fact := line.header) and fact.byline]
    while kept and (kept[-1].kind != "prose" or (len(kept) > 1 and is_bio(kept[-1].text, bylines))):
        kept.pop()
    yield from kept


def _is_teaser(lines: Sequence[Line], index: int) -> bool:
    """Whether a paragraph in a list of other articles belongs to one of them, not to the article around the list."""
    last, before = lines[index - 1], lines[index - 2]
    own_head = last.kind == "header" or (last.kind in {"title", "label"} and before.kind not in {"title", "label"})
    return own_head and length_behind(lines, index) < LEAST_TEASER


def _is_subhead(line: Line) -> bool:
    return line.kind in {"title", "label"} or (line.header is not None and line.header.dated)
