"""What changed between two periods: ties that are new, gone, stronger, weaker, and pairs that changed sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from ..errors import UsageError
from .narrowing import narrowed, span_of_days
from .simple import simple
from .sources import independent_sources, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

Kind = Literal["flipped", "new", "gone", "strengthened", "weakened"]
KINDS: tuple[Kind, ...] = ("flipped", "new", "gone", "strengthened", "weakened")
_NO_EVIDENCE: Mapping[str, Any] = {"evidence": ()}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the periods.

    Attributes:
        kind: one of `KINDS`.
        subject, object: nodes; of a flipped pair in sorted order; `subject_label`, `object_label`: their names.
        type: of the tie; None for a flipped pair, which has many. `sign`: of the tie; of a pair in the later period.
        before, after: independent sources in the two periods, denials left out.
        seen: of the ends, how many (0 to 2) any article of the earlier period mentions for a tie that is new, of the
            later for one that is gone; else 2. Below 2 the change may be one of attention only.
        evidence_before, evidence_after: as in the network.
    """

    kind: Kind
    subject: str
    object: str
    subject_label: str
    object_label: str
    type: str | None
    sign: int
    before: int
    after: int
    seen: int
    evidence_before: tuple[Mapping[str, Any], ...]
    evidence_after: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Two periods, ISO days included at both ends, the articles published in each, and what differs, as sorted."""

    before: tuple[str, str]
    after: tuple[str, str]
    articles_before: int
    articles_after: int
    found: tuple[Change, ...]


def changes(network: nx.MultiDiGraph[str], since: str, until: str, *, before: str | None = None) -> Changes:
    """Compare the period from `since` to `until` with the one that ends on the day before it.

    A tie is new or gone where evidence that does not deny it has dates in one period only; stronger or weaker where
    it has more or fewer independent sources. A pair is flipped where most sources told of cooperation in one period
    and of conflict in the other. Numbers are not corrected for how many articles a period has: `articles_before` and
    `articles_after` tell. Evidence that is dated by month or year counts for every period it overlaps, so that a tie
    is not taken for new or gone on a guess.

    Args:
        network: as `tieline.network.network` gives it.
        since, until: ISO dates, both included.
        before: start of the earlier period; None for one as long as the later: as many months where that is of whole
            months, else as many days.

    Returns:
        Changes by kind (as in `KINDS`), then by falling difference, then by names.

    Raises:
        UsageError: a faulty date or period, or an earlier period that does not start before the later.
    """
    first, last = span_of_days(since, until)
    earlier = _earlier(first, last, before)
    old, new = (narrowed(network, since=start, until=end) for start, end in (earlier, (first, last)))
    seen_old, seen_new = _seen(network, *earlier), _seen(network, first, last)
    found = [*_flips(network, old, new)]
    for edge in sorted({*old.edges(keys=True), *new.edges(keys=True)}):
        was, now = (part.edges.get(edge, _NO_EVIDENCE) for part in (old, new))
        counts = independent_sources(told(was)), independent_sources(told(now))
        kind = _kind(*counts)
        if kind:
            seen = {"new": seen_old, "gone": seen_new}.get(kind)
            ends = 2 if seen is None else sum(node in seen for node in edge[:2])
            found.append(_change(network, kind, edge, counts, ends, (was, now)))
    found.sort(key=_order)
    articles = (_articles(network, *earlier), _articles(network, first, last))
    return Changes(earlier, (first, last), *articles, tuple(found))


def _earlier(first: str, last: str, before: str | None) -> tuple[str, str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if before is not None:
        begins = span_of_days(before, None)[0]
        if begins >= first:
            raise UsageError(f"earlier period: got start {before}, expected a day before {first}; correct it")
    else:
        try:
            begins = _as_long_before(start, end).isoformat()
        except (OverflowError, ValueError):
            raise UsageError(f"period: got {first} to {last}, expected room for one before; start later") from None
    return begins, (start - timedelta(days=1)).isoformat()


def _as_long_before(start: date, end: date) -> date:
    after = end + timedelta(days=1)
    if start.day == after.day == 1:
        month = 2 * (12 * start.year + start.month - 1) - (12 * after.year + after.month - 1)
        return date(month // 12, month % 12 + 1, 1)
    return start - (after - start)


def _kind(before: int, after: int) -> Kind | None:
    if before == after:
        return None
    if not before:
        return "new"
    if not after:
        return "gone"
    return "strengthened" if after > before else "weakened"


def _flips(network: nx.MultiDiGraph[str], old: nx.MultiDiGraph[str], new: nx.MultiDiGraph[str]) -> list[Change]:
    was, now = (simple(part, signed=True, denied=False) for part in (old, new))
    found = []
    for a, b, tie in was.edges(data=True):
        sign = now.edges[a, b]["sign"] if now.has_edge(a, b) else 0
        if tie["sign"] * sign < 0:
            counts = tie["weight"], now.edges[a, b]["weight"]
            cited = tuple({"evidence": _signed_evidence(part, a, b)} for part in (old, new))
            found.append(_change(network, "flipped", (a, b, None), counts, 2, (cited[0], cited[1]), sign=sign))
    return found


def _signed_evidence(part: nx.MultiDiGraph[str], a: str, b: str) -> tuple[Mapping[str, Any], ...]:
    """Give the evidence of a pair's signed ties that does not deny them, in the order of the ties, each once."""
    ends = [(start, end) for start, end in ((a, b), (b, a)) if part.has_edge(start, end)]
    ties = [part[start][end][key] for start, end in ends for key in sorted(part[start][end])]
    cited = [item for tie in ties if tie["sign"] for item in told(tie)]
    return tuple(item for number, item in enumerate(cited) if item not in cited[:number])


def _change(
    network: nx.MultiDiGraph[str],
    kind: Kind,
    edge: tuple[str, str, str | None],
    counts: tuple[int, int],
    seen: int,
    ties: tuple[Mapping[str, Any], Mapping[str, Any]],
    sign: int | None = None,
) -> Change:
    subject, target, tie_type = edge
    labels = network.nodes[subject]["label"], network.nodes[target]["label"]
    of_tie = network.edges[edge]["sign"] if sign is None else sign
    return Change(kind, subject, target, *labels, tie_type, of_tie, *counts, seen, told(ties[0]), told(ties[1]))


def _order(change: Change) -> tuple[Any, ...]:
    names = (change.subject_label, change.type or "", change.object_label, change.subject, change.object)
    return (KINDS.index(change.kind), -abs(change.after - change.before), *names)


def _sightings(network: nx.MultiDiGraph[str], first: str, last: str) -> list[tuple[str, str]]:
    return [
        (node, item["article"])
        for node, data in network.nodes(data=True)
        for item in data["evidence"]
        if item["published"] and first <= item["published"] <= last
    ]


def _seen(network: nx.MultiDiGraph[str], first: str, last: str) -> set[str]:
    return {node for node, _ in _sightings(network, first, last)}


def _articles(network: nx.MultiDiGraph[str], first: str, last: str) -> int:
    return len({article for _, article in _sightings(network, first, last)})
