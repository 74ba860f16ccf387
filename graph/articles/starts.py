"""Where the articles of a page start.

An article starts at the top of the page; at a headline with a machine-made summary behind it; at a headline with a
byline, date, age or publisher beside it; at a headline behind a rule or a wide gap. A headline alone is a subhead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .furniture import is_outlet
from .headers import HeaderFact
from .lines import Line

BODY = frozenset({"prose", "summary_text"})
"""Kinds of lines that are running text."""
LEAST_TEASER = 300
"""Characters; a headline with less text behind it in a list of other articles is a teaser."""
_LEAST_BLOCK = 100  # the same where the list names the publisher of each article
_LONGEST_STANDFIRST = 300
_WIDE_GAP = 2


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


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines that are no prose, each with prose behind it; the first may be empty."""
    first = 0
    for index, line in enumerate(lines):
        if line.kind in BODY:
            if first < index or index == 0:
                yield first, index
            first = index + 1


def find_starts(lines: Sequence[Line], summaries: frozenset[int]) -> list[Start]:
    """Return the starts of the articles of a page, in page order.

    Args:
        lines: of the page.
        summaries: indexes of those that are machine-made summaries.
    """
    wide = _wide_gap(lines)
    before: tuple[int, int] | None = None
    found: list[Start] = []
    for first, body in _runs(lines):
        start = _start_in(lines, first, body, summaries, wide=wide, top=before is None)
        if start is None and before and _is_standfirst(lines, before, first, body):
            start = _named(lines, before[0], before[1], None)
        if start and (not found or start.first > found[-1].first):
            found.append(start)
        before = (first, body)
    return found


def _wide_gap(lines: Sequence[Line]) -> int:
    """Blank lines that are more than this page has between paragraphs."""
    usual = max((line.gap for line in lines if line.kind == "prose"), default=0)
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
    lines: Sequence[Line], first: int, body: int, summaries: frozenset[int], *, wide: int, top: bool
) -> Start | None:
    """The article that starts in a run of lines, if one does."""
    run = range(first, body)
    if body in summaries:
        title = next((index for index in reversed(run) if lines[index].kind in {"title", "label"}), None)
        if title is not None or top:
            start = _named(lines, first, body, title)
            return (
                _at_top(lines, start, body) if top else replace(start, first=_after_break(lines, first, title or body))
            )
    if top:
        return _at_top(lines, _named(lines, first, body, None), body)
    closed = [index for index in run if lines[index].kind == "end"]
    start = _named(lines, closed[-1] + 1 if closed else first, body, None)
    if start.title is None or lines[start.title].kind == "label":
        return None
    listed = any(lines[index].kind == "aside" for index in run)
    if listed and length_behind(lines, body) < (_LEAST_BLOCK if start.publisher else LEAST_TEASER):
        return None
    if lines[start.title].level == 1 or _has_sign(lines, run, start) or _is_behind_break(lines, run, start.title, wide):
        return replace(start, first=_after_break(lines, first, start.title))
    return None


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
            if not attached and (index > start.title or not fact.dated):
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
    breaks = [index for index in range(first, title) if lines[index].kind in {"rule", "aside", "end"}]
    if breaks:
        return breaks[-1] + 1
    while first < title and (fact := lines[first].header) and fact.named and lines[first].gap == 0:
        first += 1
    return first


def _named(lines: Sequence[Line], first: int, body: int, title: int | None) -> Start:
    """Choose headline and publisher line of a run."""
    heads = [index for index in range(first, body) if lines[index].kind in {"title", "label"}]
    publisher = _publisher_line(lines, first, body, heads)
    if title is None:
        heads = [index for index in heads if lines[index].text != publisher and not is_outlet(lines[index].text)]
        title = _headline(lines, heads)
    return Start(first, title, publisher)


def _headline(lines: Sequence[Line], heads: Sequence[int]) -> int | None:
    """The Markdown heading; else a headline with a header line below it; else the first of four words or more."""
    ranked = (
        (index for index in heads if lines[index].level == 1),
        (
            index
            for index in heads
            if len(lines[index].text.split()) > 3 and index + 1 < len(lines) and lines[index + 1].kind == "header"
        ),
        (index for index in heads if len(lines[index].text.split()) > 3),
        (index for index in heads if lines[index].kind == "title"),
        (index for index in heads if len(lines[index].text.split()) > 1),
    )
    return next((index for choice in ranked for index in choice), None)


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
