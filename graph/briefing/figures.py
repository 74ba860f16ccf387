"""The figures of the brief: articles by outlet and month, events by day and type, pairs of actors by sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from .corpus import Corpus
from .drawing import FRIENDLY, HOSTILE, INK, LINE, SOFT, figure, short
from .happened import Occurrence
from .pairs import Actor, Pair

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROWS = 16
"""Outlets drawn; the table has all."""
_MARKS = {"happened": "o", "claimed": "s", "planned": "^", "possible": "^", "denied": "X"}
_MANY, _FINE, _COARSE = 600, 400, 120
"""More than `_MANY` events are drawn in `_COARSE` steps of time, fewer in `_FINE` ones: every dot has its bytes."""
_YEARS_AROUND = 2
"""Events this many years outside the days of publication are not drawn: one of 1979 would crowd all others."""


def articles_by_month(corpus: Corpus) -> str:
    """Draw a dot for each outlet and month, its area by the number of articles."""
    rows = list(corpus.by_outlet().items())[:_ROWS]
    counts = [Counter(article.published[:7] for article in found if article.published) for _, found in rows]
    months = sorted({month for found in counts for month in found})

    def draw(axes: Axes) -> None:
        for row, found in enumerate(counts):
            days = [_ordinal(month) for month in sorted(found)]
            sizes = [34.0 * found[month] for month in sorted(found)]
            axes.hlines(row, _ordinal(months[0]), _ordinal(months[-1]), color=LINE, linewidth=0.8, zorder=1)
            axes.scatter(days, [row] * len(days), s=sizes, color=FRIENDLY, linewidths=0, zorder=2)
            for day, month in zip(days, sorted(found), strict=True):
                if found[month] > 1:
                    axes.annotate(str(found[month]), (day, row), color="white", ha="center", va="center", fontsize=8)
        _rows(axes, [short(name) for name, _ in rows])
        _time(axes, _ordinal(months[0]), _ordinal(months[-1]))

    many = len(corpus.articles)
    return figure(
        "articles",
        draw,
        height=0.9 + 0.27 * len(rows),
        title="Articles by outlet and month",
        description=f"{many} articles; a dot stands for an outlet and month, its area for the number of articles. "
        "The table below has the same numbers.",
        margins=_margins(len(rows)),
    )


def drawn_events(events: Sequence[Occurrence], days: Sequence[str]) -> list[Occurrence]:
    """Return the events with a day near the days of publication (sorted)."""
    if not days:
        return [event for event in events if event.date]
    first, last = int(days[0][:4]) - _YEARS_AROUND, int(days[-1][:4]) + _YEARS_AROUND
    return [event for event in events if event.date and first <= int(event.date[:4]) <= last]


def events_by_day(events: Sequence[Occurrence], numbers: Mapping[str, int]) -> str:
    """Draw each event on a line for its type; those with a number carry it.

    Args:
        events: with dates, at least one.
        numbers: IRI of an event -> its number in the table.
    """
    seen = Counter(event.type for event in events)
    types = sorted(seen, key=lambda type_: (max(e.sign for e in events if e.type == type_), -seen[type_], type_))

    def draw(axes: Axes) -> None:
        for (told, sign, numbered), dots in _dots(events, numbers).items():
            axes.scatter(
                [day for _, day in dots],
                [types.index(type_) for type_, _ in dots],
                s=[min(24.0 + 26.0 * (many - 1), 260.0) for many in dots.values()],
                marker=_MARKS[told],
                color=FRIENDLY if sign > 0 else HOSTILE,
                alpha=0.9 if numbered else 0.4,
                linewidths=0,
                zorder=3 if numbered else 2,
            )
        for (type_, day), label in _labels(events, numbers).items():
            place = (day, types.index(type_))
            axes.annotate(label, place, xytext=(0, 7), textcoords="offset points", ha="center", fontsize=8.5)
        for row in range(len(types)):
            axes.axhline(row, color=LINE, linewidth=0.8, zorder=1)
        _rows(axes, [f"{type_.lower()} ({seen[type_]})" for type_ in types])
        _time(axes, min(_ordinal(event.date) for event in events), max(_ordinal(event.date) for event in events))

    counts = ", ".join(f"{seen[type_]} {type_.lower()}" for type_ in types)
    return figure(
        "events",
        draw,
        height=0.9 + 0.42 * len(types),
        title="Events by day and type",
        description=f"{len(events)} events: {counts}. Blue is cooperation, red conflict; a circle happened, a square "
        "is claimed, a triangle planned or possible, a cross denied; size by articles. Numbers are those of the table.",
        margins=_margins(len(types), unit=0.42),
    )


def pairs_by_sign(actors: Sequence[Actor], pairs: Sequence[Pair]) -> str:
    """Draw the actors against each other: cooperation minus conflict, in independent sources."""
    place = {actor.node: number for number, actor in enumerate(actors)}
    known = [pair for pair in pairs if pair.a in place and pair.b in place]
    most = max((abs(pair.balance) for pair in known), default=1) or 1
    names = [short(actor.label, 26) for actor in actors]

    def draw(axes: Axes) -> None:
        from matplotlib.colors import LinearSegmentedColormap
        from matplotlib.patches import Rectangle

        shades = LinearSegmentedColormap.from_list("signed", ["#b2182b", "#f4a582", "#f7f7f7", "#92c5de", "#2166ac"])
        for pair in known:
            share = pair.balance / most
            for column, row in ((place[pair.a], place[pair.b]), (place[pair.b], place[pair.a])):
                colour = shades((share + 1) / 2)
                axes.add_patch(Rectangle((column - 0.48, row - 0.48), 0.96, 0.96, facecolor=colour, linewidth=0))
                axes.annotate(
                    f"{pair.friendly}:{pair.hostile}",
                    (column, row),
                    ha="center",
                    va="center",
                    fontsize=9,
                    color="white" if abs(share) > 0.75 else INK,
                )
        axes.set_xlim(-0.5, len(names) - 0.5)
        axes.set_ylim(len(names) - 0.5, -0.5)
        for edge in range(len(names) + 1):
            axes.axhline(edge - 0.5, color=LINE, linewidth=0.6, zorder=0)
            axes.axvline(edge - 0.5, color=LINE, linewidth=0.6, zorder=0)
        axes.set_yticks(range(len(names)), names)
        axes.set_xticks(range(len(names)), names, rotation=40, ha="left", rotation_mode="anchor")
        axes.xaxis.tick_top()
        axes.spines[["left", "bottom"]].set_visible(False)

    told = "; ".join(f"{pair.labels[0]} and {pair.labels[1]} {pair.friendly}:{pair.hostile}" for pair in known[:20])
    height = 2.0 + 0.38 * len(names)
    return figure(
        "pairs",
        draw,
        height=height,
        title="Cooperation and conflict between the most connected actors",
        description=f"Independent sources of cooperation and of conflict: {told or 'none'}. The table below has all.",
        margins={"left": 0.25, "right": 0.86, "top": 1 - 1.85 / height, "bottom": 0.1 / height},
    )


def _rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.75)
    axes.spines[["left", "bottom"]].set_visible(False)


def _time(axes: Axes, first: int, last: int) -> None:
    """Mark the years, or the months where there are few years."""
    room = max(20, (last - first) // 40)
    axes.set_xlim(first - room, last + room)
    marks: list[tuple[int, str]] = []
    start, end = date.fromordinal(max(1, first - room)), date.fromordinal(min(date.max.toordinal(), last + room))
    years = range(start.year, end.year + 1)
    if len(years) > 2:
        step = max(1, len(years) // 12)
        marks = [(date(year, 1, 1).toordinal(), str(year)) for year in years if not year % step]
    else:
        months = [date(year, month, 1) for year in years for month in range(1, 13)]
        marks = [(day.toordinal(), day.isoformat()[:7]) for day in months if start <= day <= end]
        marks = marks[:: max(1, len(marks) // 12)]
    inside = [mark for mark in marks if first - room <= mark[0] <= last + room]
    axes.set_xticks([day for day, _ in inside], [name for _, name in inside])
    for day, _ in inside:
        axes.axvline(day, color=LINE, linewidth=0.5, zorder=0)
    axes.tick_params(axis="x", labelcolor=SOFT)


def _margins(rows: int, unit: float = 0.27) -> dict[str, float]:
    height = 0.9 + unit * rows
    return {"left": 0.29, "right": 0.985, "top": 1 - 0.25 / height, "bottom": 0.4 / height}


def _dots(
    events: Sequence[Occurrence], numbers: Mapping[str, int]
) -> dict[tuple[str, int, bool], dict[tuple[str, int], int]]:
    """Give for each way of telling, sign and whether numbered: (type, day) -> articles, added up where dots are one."""
    days = [_ordinal(event.date) for event in events]
    width = max(1, (max(days) - min(days)) // (_FINE if len(events) <= _MANY else _COARSE))
    found: dict[tuple[str, int, bool], dict[tuple[str, int], int]] = {}
    for day, event in sorted(zip(days, events, strict=True), key=lambda item: (item[0], item[1].iri)):
        numbered = event.iri in numbers
        dots = found.setdefault((event.told[0], event.sign, numbered), {})
        place = (event.type, day if numbered else day - day % width)
        dots[place] = dots.get(place, 0) + event.articles
    return {key: found[key] for key in sorted(found)}


def _labels(events: Sequence[Occurrence], numbers: Mapping[str, int]) -> dict[tuple[str, int], str]:
    """Give for each type and place the numbers there: those that would cover each other share a label ("1–3, 7")."""
    width = _close(events)
    groups: dict[tuple[str, int], list[int]] = {}
    last: dict[str, int] = {}
    for event in sorted((event for event in events if event.iri in numbers), key=lambda each: _ordinal(each.date)):
        day = _ordinal(event.date)
        if event.type not in last or day - last[event.type] > width:
            last[event.type] = day
        groups.setdefault((event.type, last[event.type]), []).append(numbers[event.iri])
    return {place: _runs(sorted(group)) for place, group in groups.items()}


def _runs(group: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for number in group:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _close(events: Sequence[Occurrence]) -> int:
    """Give the days within which numbers of one line would cover each other."""
    days = [_ordinal(event.date) for event in events]
    return max(1, (max(days) - min(days)) // 18)


def _ordinal(day: str) -> int:
    """Give an ISO day, month or year as a number; of a month or year its middle."""
    parts = [int(part) for part in day.split("-")]
    return date(*parts, *((7, 1), (15,), ())[len(parts) - 1]).toordinal()
