"""Where the articles of a page start.

An article starts at the top of the page; at a headline with a machine-made summary or a dateline behind it, with a
byline, date, age or publisher beside it, or behind a rule, a wide gap or the line with which every item of the page
ends; on a digest at every headline. A headline alone is a subhead. A live page is one article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .datelines import read_dateline
from .furniture import is_outlet
from .headers import HeaderFact
from .lines import Line
from .pages import Page

BODY = frozenset({"prose", "summary_text"})
"""Kinds of lines that are running text."""
LEAST_TEASER = 300
"""Characters; a headline with less text behind it in a list of other articles is a teaser."""
_LEAST_BLOCK = 100  # the same where the list names the publisher of each article
_LONGEST_STANDFIRST = 300
_WIDE_GAP = 2
_CLOSES = frozenset({"end", "greeting"})


@dataclass(frozen=True, slots=True)
class Start:
    """Where an article starts.

    Attributes:
        first: index of its first line.
        title: index of its headline, None if it has none.
        publisher: text of the line that names its publisher, else None.
    """

    first: int
    title: int | None
    publisher: str | None


def find_starts(lines: Sequence[Line], summaries: frozenset[int], page: Page) -> list[Start]:
    """Return the starts of the articles of a page, in page order.

    Args:
        lines: of the page.
        summaries: indexes of those that are machine-made summaries.
        page: what the page is as a whole.
    """
    wide = _wide_gap(lines)
    before: tuple[int, int] | None = None
    found: list[Start] = []
    for first, body in _runs(lines, wide):
        start = _start_in(lines, first, body, summaries, page, wide=wide, top=before is None)
        if start is None and before and _is_standfirst(lines, before, first, body):
            start = named(lines, before[0], before[1], None)
        if start and (not found or start.first > found[-1].first):
            found.append(start)
        before = (first, body)
    if page.live is not None:
        last = page.live
        found = [start for number, start in enumerate(found) if number == 0 or start.first > last]
    return found


def _runs(lines: Sequence[Line], wide: int) -> Iterator[tuple[int, int]]:
    """Runs of lines that are no prose, each with prose behind it; empty ones at the top and before a new dateline."""
    first = 0
    dated = False
    for index, line in enumerate(lines):
        if line.kind in BODY:
            fresh = first == index and dated and line.gap >= wide and read_dateline(line.text) is not None
            if first < index or index == 0 or fresh:
                yield first, index
            if not dated and first == index == 0:
                dated = read_dateline(line.text) is not None
            first = index + 1


def _wide_gap(lines: Sequence[Line]) -> int:
    """Blank lines that are more than this page has between paragraphs."""
    gaps = sorted(
        line.gap for before, line in zip(lines, lines[1:], strict=False) if line.kind == before.kind == "prose"
    )
    usual = gaps[len(gaps) * 9 // 10] if gaps else 0
    return max(_WIDE_GAP, usual + 1)


def _is_standfirst(lines: Sequence[Line], before: tuple[int, int], first: int, body: int) -> bool:
    """Headline, one short paragraph, then byline or date: the paragraph is a standfirst of a new article."""
    titles = [line for line in lines[before[0] : before[1]] if line.kind == "title"]
    return (
        len(titles) == 1
        and first == before[1] + 1
        and len(lines[before[1]].text) <= _LONGEST_STANDFIRST
        and any(line.header and _tells(line.header) for line in lines[first:body])
        and not any(line.kind == "title" for line in lines[first:body])
    )


def _tells(fact: HeaderFact) -> bool:
    """Whether a header line is a sign of a new article by itself."""
    return bool(fact.byline or fact.age or fact.published or fact.updated or (fact.publisher and not fact.dashed))


def _start_in(
    lines: Sequence[Line], first: int, body: int, summaries: frozenset[int], page: Page, *, wide: int, top: bool
) -> Start | None:
    """The article that starts in a run of lines, if one does."""
    run = range(first, body)
    if first == body and not top:
        return Start(body, None, None)  # a dateline behind a wide gap
    if body in summaries:
        title = _headline(lines, [index for index in run if lines[index].kind in {"title", "label"}])
        if title is not None or top:
            start = named(lines, first, body, title)
            return (
                _at_top(lines, start, body) if top else replace(start, first=_after_break(lines, first, title or body))
            )
    if top:
        times = [index for index in run if page.live is not None and _is_time(lines[index])]
        return _at_top(lines, named(lines, first, min(times, default=body), None), body)
    closed = [index for index in run if lines[index].kind in _CLOSES or index in page.sources]
    start = named(lines, closed[-1] + 1 if closed else first, body, None)
    if start.title is None or lines[start.title].kind == "label":
        return None
    listed = any(lines[index].kind == "aside" for index in run)
    sourced = start.publisher or any((fact := lines[index].header) and fact.publisher for index in run)
    if listed and length_behind(lines, body) < (_LEAST_BLOCK if sourced else LEAST_TEASER):
        return None
    head = lines[start.title]
    item = (page.digest and (head.numbered or not page.divided)) or bool({first - 1, *run} & page.closers)
    told = item or any(index in page.sources for index in closed) or head.level == 1
    if (
        told
        or _has_sign(lines, run, start)
        or read_dateline(lines[body].text) is not None
        or _is_behind_break(lines, run, start.title, wide)
    ):
        return replace(start, first=max(start.first, _after_break(lines, first, start.title)))
    return None


def _is_time(line: Line) -> bool:
    return line.header is not None and (line.header.clock or line.header.age)


def _at_top(lines: Sequence[Line], start: Start, body: int) -> Start:
    """The first article of a page, from its headline or first header line on."""
    heads = [index for index in range(start.first, body) if lines[index].kind == "header" or index == start.title]
    return replace(start, first=min(heads, default=body))


def _has_sign(lines: Sequence[Line], run: range, start: Start) -> bool:
    """Whether a byline, date, age or publisher in the run belongs to its headline."""
    if start.publisher:
        return True
    for index in run:
        fact = lines[index].header
        if fact and start.title is not None and _tells(fact):
            attached = index < start.title and fact.named and lines[index].gap == 0  # a source below the last article
            if not attached and (index >= start.title or not fact.dated or index + 1 == start.title):
                return True
    return False


def _is_behind_break(lines: Sequence[Line], run: range, title: int, wide: int) -> bool:
    """Whether a headline of four words or more stands behind a rule, a wide gap or the head of a list of articles."""
    if len(lines[title].text.split()) < 4:
        return False
    before = [index for index in run if index <= title]
    if any(lines[index].kind == "rule" for index in before) or any(lines[index].gap >= wide for index in before):
        return True
    if not any(lines[index].kind == "aside" for index in before):
        return False
    return sum(lines[index].kind == "title" for index in run) == 1


def length_behind(lines: Sequence[Line], body: int) -> int:
    """Characters of prose from a line on, up to the next line that is none."""
    total = 0
    for line in lines[body:]:
        if line.kind not in BODY | {"furniture", "caption"} or total >= LEAST_TEASER:
            break
        total += len(line.text) if line.kind in BODY else 0
    return total


def _after_break(lines: Sequence[Line], first: int, title: int) -> int:
    """First line of an article in its run: what stands above a break still belongs to the article before."""
    breaks = [index for index in range(first, title) if lines[index].kind in {"rule", "aside", "end", "greeting"}]
    if breaks:
        return breaks[-1] + 1
    while first < title and (fact := lines[first].header) and fact.named and lines[first].gap == 0:
        first += 1
    return first


def named(lines: Sequence[Line], first: int, body: int, title: int | None) -> Start:
    """Choose headline and publisher line of a run."""
    heads = [index for index in range(first, body) if lines[index].kind in {"title", "label"}]
    publisher = _publisher_line(lines, first, body, heads)
    if title is None:
        heads = [index for index in heads if lines[index].text != publisher and not is_outlet(lines[index].text)]
        title = _headline(lines, heads)
    return Start(first, title, publisher)


def _headline(lines: Sequence[Line], heads: Sequence[int]) -> int | None:
    """The Markdown heading; else the last headline with a header line below it; else the last of four words or more.

    What stands above it is a section, a button or the end of the article before. The line below a headline may be a
    second, longer one: then the first of the two is meant.
    """
    long = [index for index in heads if lines[index].kind == "title" and len(_words(lines[index])) > 3]
    ranked = (
        [index for index in heads if lines[index].level == 1][:1],
        [index for index in long if lines[index].header is not None][-1:],
        [index for index in long if index + 1 < len(lines) and _is_head(lines[index + 1])][-1:],
        long[-1:],
        [index for index in heads if lines[index].kind == "title"][-1:],
        [index for index in heads if len(_words(lines[index])) > 1][-1:],
    )
    chosen = next((index for choice in ranked for index in choice), None)
    if chosen is not None and long == [chosen - 1, chosen] and not lines[chosen].level and _is_deck(lines, chosen):
        return chosen - 1
    return chosen


def _words(line: Line) -> list[str]:
    return line.text.split()


def _is_head(line: Line) -> bool:
    return line.kind == "header" and line.header is not None and not line.header.clock


def _is_deck(lines: Sequence[Line], index: int) -> bool:
    """Whether a headline is the second, longer line of the one above."""
    own, above = _words(lines[index]), _words(lines[index - 1])
    return len(own) >= 12 and len(own) > 1.3 * len(above) and lines[index].gap <= 1


def _publisher_line(lines: Sequence[Line], first: int, body: int, heads: Sequence[int]) -> str | None:
    """Publisher that a line of its own names: above an age, or behind a dash and once more above."""
    texts = {lines[index].text for index in heads}
    for index in range(first, body):
        fact = lines[index].header
        if not fact:
            continue
        if fact.publisher and (fact.publisher in texts or is_outlet(fact.publisher)) and fact.dashed:
            return fact.publisher
        above = lines[index - 1] if index > first else None
        if fact.age and above and above.kind in {"title", "label"} and len(above.text.split()) <= 5 and len(heads) > 1:
            return above.text
    return None
