"""Which two periods the brief compares, and what changed between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..network.changes import Change, Changes, changes

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Periods:
    """The later period, and the start of the earlier, as `tieline changes` takes them; None: chosen by the articles."""

    since: str | None = None
    until: str | None = None
    before: str | None = None


def compared(network: nx.MultiDiGraph[str], days: Sequence[str], periods: Periods) -> Changes | None:
    """Return what changed, None where the articles are of one day or undated.

    Unless a period is given, the later one begins with the month in which the second half of the articles begins, and
    the earlier with the first article.

    Args:
        network: without statements.
        days: dates of publication, sorted.
        periods: as the user names them.

    Raises:
        UsageError: a faulty date or period, or an end without a start.
    """
    if periods.since is None:
        if periods.until or periods.before:
            raise UsageError("periods of the report: got no start of the later one, expected it too; add --from")
        halves = _halves(days)
        if halves is None:
            return None
        return changes(network, halves[1], days[-1], before=halves[0])
    until = periods.until or (days[-1] if days else periods.since)
    return changes(network, periods.since, until, before=periods.before)


def _halves(days: Sequence[str]) -> tuple[str, str] | None:
    """Give the starts of the two periods."""
    if not days or days[0] == days[-1]:
        return None
    middle = f"{days[len(days) // 2][:7]}-01"
    if middle <= days[0]:
        middle = (date.fromisoformat(days[0]) + timedelta(days=1)).isoformat()
    return days[0], middle


def told_most(found: Changes, most: int) -> list[tuple[str, list[Change], int]]:
    """Return for each kind of change the first few that are not of attention only, and how many there are.

    A tie that is new or gone counts only where both its ends are written about in the other period too.
    """
    made = []
    for kind in dict.fromkeys(change.kind for change in found.found):
        firm = [change for change in found.found if change.kind == kind and change.seen == 2]
        if firm:
            made.append((str(kind), sorted(firm, key=_weight)[:most], len(firm)))
    return made


def _weight(change: Change) -> tuple[int, str, str, str]:
    return (-max(change.before, change.after), change.subject_label, change.type or "", change.object_label)
