"""What a page is as a whole: a live page, a digest, the date in its masthead, source lines below its items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .furniture import is_cut_off, tail_start
from .lines import Line

_LEAST_ENTRIES = 3
_LEAST_SOURCES = 2
_LEAST_RULES = 2
_LEAST_PARAGRAPH = 150  # characters; shorter prose behind the last item is its page's own
_LEAST_CLOSERS = 3
_LONGEST_CLOSER = 40
_PASSED = frozenset({"furniture", "caption", "rule", "header", "label"})
_HEAD = 8  # lines at the top that may hold a masthead


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is.

    Attributes:
        live: index of the last time line of a live page, None for another page.
        digest: it has the name of a digest at its top.
        divided: rules, numbers or source lines tell its items apart: a headline alone is a subhead.
        published: the date of its masthead.
        sources: indexes of the header lines that stand below the item they are about.
        closers: indexes of the buttons and cut-off paragraphs with which every item ends.
    """

    live: int | None
    digest: bool
    divided: bool
    published: date | None
    sources: frozenset[int]
    closers: frozenset[int]


def read_page(lines: Sequence[Line]) -> Page:
    """Tell what kind of page the lines are."""
    top = next((index for index, line in enumerate(lines) if line.kind == "prose"), len(lines))
    mastheads = [index for index in range(min(top, _HEAD)) if lines[index].kind == "masthead"]
    digest = bool(mastheads) or any(line.kind == "greeting" for line in lines[: min(top, _HEAD)])
    sources = _sources(lines, top)
    rules = sum(line.kind == "rule" for line in lines[top:])
    divided = rules >= _LEAST_RULES or bool(sources) or any(line.numbered for line in lines)
    return Page(_last_time(lines, top), digest, divided, _date(lines, mastheads), sources, _closers(lines))


def _last_time(lines: Sequence[Line], top: int) -> int | None:
    """Index of the last line with the time of an entry, if the page is a live page."""
    named = any(line.kind == "live" for line in lines[: top + 1])
    times = [index for index, line in enumerate(lines) if _is_time(line, named=named) and _has_entry(lines, index)]
    return times[-1] if len(times) >= _LEAST_ENTRIES else None


def _is_time(line: Line, *, named: bool) -> bool:
    fact = line.header
    if fact is None or line.kind != "header" or fact.publisher or fact.byline:
        return False
    return fact.clock or (named and (fact.age or (fact.published is not None and not fact.dated)))


def _has_entry(lines: Sequence[Line], index: int) -> bool:
    """Whether prose follows, after a headline at most."""
    following = [line.kind for line in lines[index + 1 : index + 4]]
    return "prose" in following and not {"aside", "end"} & set(following[: following.index("prose")])


def _date(lines: Sequence[Line], mastheads: Sequence[int]) -> date | None:
    """Date in the masthead or in the line below it."""
    for index in mastheads:
        for line in lines[index : index + 2]:
            if line.kind == "masthead" and line.header and line.header.published:
                return line.header.published
    return None


def _sources(lines: Sequence[Line], top: int) -> frozenset[int]:
    """Lines below items: each names a publisher behind prose, and the last one ends the page."""
    if any(_names(line) for line in lines[:top]):
        return frozenset()
    last = max((index for index, line in enumerate(lines) if _is_long(line)), default=0)
    found: list[int] = []
    for index in range(top + 1, len(lines)):
        before = index - 1
        while before > top and lines[before].kind in {"furniture", "caption"}:
            before -= 1
        if _names(lines[index]) and lines[before].kind == "prose":
            found.append(index)
    if len(found) < _LEAST_SOURCES or found[-1] < last:
        return frozenset()
    return frozenset(found)


def _is_long(line: Line) -> bool:
    return line.kind == "prose" and len(line.text) >= _LEAST_PARAGRAPH


def _names(line: Line) -> bool:
    return line.kind == "header" and line.header is not None and bool(line.header.publisher)


def _closers(lines: Sequence[Line]) -> frozenset[int]:
    """Lines with which every item ends: cut-off paragraphs, or one button below each of them.

    All but one must have a headline or nothing behind them: a button between the paragraphs of an article ends nothing.
    """
    groups: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.kind == "prose" and (is_cut_off(line.text) or tail_start(line.text) < len(line.text.rstrip())):
            groups.setdefault("", []).append(index)
        elif (
            line.kind == "furniture"
            and len(line.text) <= _LONGEST_CLOSER
            and index
            and lines[index - 1].kind == "prose"
        ):
            groups.setdefault(line.text.casefold(), []).append(index)
    found: set[int] = set()
    for indexes in groups.values():
        ending = [index for index in indexes if _ends_item(lines, index)]
        if len(indexes) >= _LEAST_CLOSERS and len(ending) >= len(indexes) - 1:
            found.update(ending)
    return frozenset(found)


def _ends_item(lines: Sequence[Line], index: int) -> bool:
    following = next((line.kind for line in lines[index + 1 :] if line.kind not in _PASSED), "end")
    return following in {"title", "end", "aside"}
