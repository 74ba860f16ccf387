"""The same event told by several articles: one happening, so that what is counted is events and not reports.

What may be one is found by the clues of `tellings`, the strongest first: all who share one are joined, unless two of
them conflict (in date, place, a party, or because one article tells them apart). Where some do, only those are joined
who agree in all of these. What happened and what is claimed may be the same, each report keeps its factuality; what is
denied, planned or only possible is never the same as what happened, but may be its counterpart.

A happening bears the IRI of its earliest report (by date of publication, undated ones last, then by key). So the order
of articles and of builds does not matter. Cost grows with the number of clues, not of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from ..extraction.retold import ACTUAL, POOLED, dates_agree
from ..records import DEFAULT_BASE, Extraction, Factuality
from .tellings import NEAR, SAID, SENTENCE, Kinship, Party, RecordIris, Telling, places_conflict, tellings

if TYPE_CHECKING:
    from .lookup import Authority

WINDOW = timedelta(days=3)
"""Reports that are near are not further apart than this, each from the next."""
_MOST = 40
"""Sets of parties beyond which a clue tells nothing: they are not compared."""
_Key = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, whoever tells it; that it is told does not say that it happened.

    Attributes:
        iri: of its own, made from that of its earliest report.
        reports: IRIs of the events of articles that tell of it, the earliest article first.
        articles: keys of these articles, the earliest first.
        told: how the reports tell it, sorted: "happened", "claimed" or both; else one of the others.
        reason: why the reports are taken to tell one event.
        counterpart: for what is denied, planned or possible: the happening that others tell as a fact or claim.
    """

    iri: str
    reports: tuple[str, ...]
    articles: tuple[str, ...]
    told: tuple[Factuality, ...]
    reason: str
    counterpart: str | None = None


@dataclass(eq=False, slots=True)
class _Cluster:
    """Tellings held to be of one event."""

    tellings: list[Telling]
    kinds: set[int] = field(default_factory=set)

    def told(self) -> tuple[frozenset[str], ...]:
        """Return what must be equal where others conflict."""
        parts = ("actors", "recipients", "dates", "places")
        return tuple(frozenset(x for t in self.tellings for x in getattr(t, part)) for part in parts)


def happenings(
    extractions: Iterable[Extraction], authority: Authority, record_iris: RecordIris, *, base: str = DEFAULT_BASE
) -> list[Happening]:
    """Return every event told, by IRI; each report belongs to one of them.

    Args:
        extractions: of all articles of the graph, with the IRIs of their entities.
        authority: as given to `resolve`.
        record_iris: gives the IRIs of an extraction's events.
        base: as given to `resolve`.
    """
    told = [one for extraction in extractions for one in tellings(extraction, record_iris(extraction), base)]
    return happenings_told(told, Kinship(authority, base), base=base)


def happenings_told(told: Iterable[Telling], kinship: Kinship, *, base: str = DEFAULT_BASE) -> list[Happening]:
    """Return the happenings of tellings, by IRI; they do not depend on tellings that are not `related` to them."""
    clusters = _clusters(sorted(told, key=lambda one: one.rank), kinship)
    made = {cluster: _happening(cluster, base) for cluster in clusters}
    for cluster, actual in _counterparts(clusters, kinship).items():
        made[cluster] = replace(made[cluster], counterpart=made[actual].iri)
    return sorted(made.values(), key=lambda happening: happening.iri)


def _clusters(told: Sequence[Telling], kinship: Kinship) -> list[_Cluster]:
    """Join tellings, sorted by rank, by their clues; each cluster is sorted so."""
    of = {id(one): _Cluster([one]) for one in told}
    for (kind, _), sharing in _sharing(told):
        clusters = list(dict.fromkeys(of[id(one)] for one in sharing))
        for group in _that_can_be_one(clusters, kinship):
            first, *others = group
            first.kinds.add(kind)
            for cluster in others:
                of.update((id(one), first) for one in cluster.tellings)
                first.tellings += cluster.tellings
                first.kinds |= cluster.kinds
    found = list(dict.fromkeys(of.values()))
    for cluster in found:
        cluster.tellings.sort(key=lambda one: one.rank)
    return found


def _sharing(told: Iterable[Telling]) -> Iterator[tuple[_Key, list[Telling]]]:
    """Yield each clue that several share with them, the strongest kind first; of what is near, what is within reach."""
    by_clue: defaultdict[_Key, list[Telling]] = defaultdict(list)
    for one in told:
        for kind, token in one.clues():
            by_clue[kind, (one.standing, *token)].append(one)
    for key, sharing in sorted(by_clue.items(), key=lambda item: item[0]):
        for run in _runs(sharing) if key[0] == NEAR else [sharing]:
            if len(run) > 1:
                yield key, run


def _runs(sharing: Iterable[Telling]) -> Iterator[list[Telling]]:
    """Yield those told of within three days; of a longer row without a gap nobody knows which are one."""
    dated = sorted((one for one in sharing if one.anchor), key=lambda one: (one.anchor, one.rank))
    run: list[Telling] = []
    for one in dated:
        if run and one.anchor - run[-1].anchor > WINDOW:  # type: ignore[operator]
            yield from [run] if _short(run) else []
            run = []
        run.append(one)
    yield from [run] if run and _short(run) else []


def _short(run: Sequence[Telling]) -> bool:
    days = [one.anchor for one in (run[0], run[-1]) if one.anchor is not None]
    return days[-1] - days[0] <= WINDOW


def _that_can_be_one(clusters: list[_Cluster], kinship: Kinship) -> Iterator[list[_Cluster]]:
    """Yield all clusters together if none conflict, else those together that are told the same."""
    if len(clusters) < 2:
        return
    if not _conflict(clusters, kinship):
        yield clusters
        return
    by_facts: defaultdict[tuple[frozenset[str], ...], list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        by_facts[cluster.told()].append(cluster)
    for group in by_facts.values():
        if len(group) > 1 and not _conflict(group, kinship):
            yield group


def _conflict(clusters: Iterable[_Cluster], kinship: Kinship) -> bool:
    """Tell whether two of the clusters cannot be one."""
    told = [one for cluster in clusters for one in cluster.tellings]
    if not dates_agree(date for one in told for date in one.dates) or places_conflict([one.places for one in told]):
        return True
    if _told_too_soon(told):
        return True
    apart = [(one.article.key, word) for one in told for word in one.wordings]
    if len(set(apart)) < len(apart):
        return True
    if told[0].type in POOLED:
        groups = sorted({one.actors for one in told}, key=lambda group: (len(group), sorted(group)))
        return any(not a <= b for a, b in zip(groups, groups[1:], strict=False))
    return any(_parties_conflict([one.parties[side] for one in told], kinship) for side in (0, 1))


def _told_too_soon(told: Sequence[Telling]) -> bool:
    """Tell whether a report of what is done was published before the day it was done on."""
    latest = max((date for one in told for date in one.dates), default="")
    published = [one.article.published.isoformat() for one in told if one.standing == ACTUAL and one.article.published]
    return any(day[: len(latest)] < latest for day in published)


def _parties_conflict(sides: Iterable[Party], kinship: Kinship) -> bool:
    different = set(sides)
    if len(different) > _MOST:
        return True
    return any(kinship.conflict(a, b) for a, b in combinations(different, 2))


def _counterparts(clusters: Sequence[_Cluster], kinship: Kinship) -> dict[_Cluster, _Cluster]:
    """Return what is denied, planned or possible -> the only one that is told as a fact or claim with the same clue."""
    by_clue: defaultdict[_Key, list[Telling]] = defaultdict(list)
    of = {id(one): cluster for cluster in clusters for one in cluster.tellings}
    for one in (one for cluster in clusters for one in cluster.tellings):
        for kind, token in one.clues():
            if kind != SENTENCE:
                by_clue[kind, token].append(one)
    found: dict[_Cluster, _Cluster] = {}
    for key, sharing in sorted(by_clue.items(), key=lambda item: item[0]):
        ordered = sorted(sharing, key=lambda one: one.rank)
        for run in _runs(ordered) if key[0] == NEAR else [ordered]:
            actual = list(dict.fromkeys(of[id(one)] for one in run if one.standing == ACTUAL))
            for one in run:
                other = of[id(one)]
                if one.standing != ACTUAL and len(actual) == 1 and not _apart(other, actual[0], kinship):
                    found.setdefault(other, actual[0])
    return found


def _apart(one: _Cluster, other: _Cluster, kinship: Kinship) -> bool:
    """Tell whether two clusters conflict; one article may tell both, for what it tells and denies has two words."""
    return _conflict([_Cluster([replace(t, wordings=frozenset()) for t in (*one.tellings, *other.tellings)])], kinship)


def _happening(cluster: _Cluster, base: str) -> Happening:
    iri = f"{base}happening/{cluster.tellings[0].events[0].removeprefix(f'{base}event/')}"
    keys = tuple(dict.fromkeys(one.article.key for one in cluster.tellings))
    said = [SAID[kind] for kind in sorted(cluster.kinds)]
    if any(len(one.events) > 1 for one in cluster.tellings):
        said.append("told again in its article")
    return Happening(
        iri,
        tuple(dict.fromkeys(event for one in cluster.tellings for event in one.events)),
        keys,
        tuple(sorted({told for one in cluster.tellings for told in one.factuality})),
        "; ".join(said) or "told once",
    )
