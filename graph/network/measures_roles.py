"""Who plays the same role: actors that stand in the same ways to actors that stand in the same ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..records import SYMMETRIC_RELATIONS
from .sources import told

if TYPE_CHECKING:
    import networkx as nx

_Ways = Mapping[str, frozenset[tuple[str, int, str]]]

OUT, IN = "out", "in"


def roles(network: nx.MultiDiGraph[str], *, rounds: int = 2, start: Mapping[str, str] | None = None) -> dict[str, int]:
    """Group the tied nodes by role; numbers start at 0 with the largest group (then by the first node).

    At first all nodes are alike, or those with the same `start`. In each round those stay together that have ties of
    the same directions and signs to others of the same groups of the round before; how many of each does not matter.
    After enough rounds these are the regular equivalence classes; after few, actors that are alike so far as their
    neighbours (1 round: themselves) show. Denials are no ties.

    Source: White and Reitz (1983), "Graph and semigroup homomorphisms on networks of relations"; the rounds: CATREGE,
    Borgatti and Everett (1993), "Two algorithms for computing regular equivalence".
    """
    ways = _ways(network)
    groups = _first(ways, start)
    for _ in range(rounds):
        groups = _refined(ways, groups)
    return groups


def role_similarity(
    network: nx.MultiDiGraph[str], node: str, *, start: Mapping[str, str] | None = None
) -> dict[str, float]:
    """Give for each tied node how long it stays in one group with `node`: the share (0 to 1) of the rounds of `roles`.

    1 is regularly equivalent. The rounds are those until the groups are stable, the start included. A node without
    ties is like none: the answer is empty.

    Source: as `roles`.
    """
    ways = _ways(network)
    if node not in ways:
        return {}
    groups = _first(ways, start)
    together = Counter({other: 1 for other in ways if groups[other] == groups[node]})
    rounds = 1
    while (finer := _refined(ways, groups)) != groups:
        groups, rounds = finer, rounds + 1
        together.update(other for other in ways if groups[other] == groups[node])
    return {other: round(together[other] / rounds, 6) for other in sorted(ways)}


def ways_of(network: nx.MultiDiGraph[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Give for each tied node the directions ("out", "in") and signs of its ties, sorted."""
    return {node: tuple(sorted({(where, sign) for where, sign, _ in found})) for node, found in _ways(network).items()}


def _ways(network: nx.MultiDiGraph[str]) -> _Ways:
    found: defaultdict[str, set[tuple[str, int, str]]] = defaultdict(set)
    for a, b, tie in network.edges(data=True):
        if told(tie):
            ends = ((a, b), (b, a)) if tie["type"] in SYMMETRIC_RELATIONS else ((a, b),)
            for actor, recipient in ends:
                found[actor].add((OUT, tie["sign"], recipient))
                found[recipient].add((IN, tie["sign"], actor))
    return {node: frozenset(found[node]) for node in sorted(found)}


def _first(ways: _Ways, start: Mapping[str, str] | None) -> dict[str, int]:
    return _numbered({node: ((start or {}).get(node, ""),) for node in ways})


def _refined(ways: _Ways, groups: Mapping[str, int]) -> dict[str, int]:
    seen = {
        node: (groups[node], *sorted({(where, sign, groups[other]) for where, sign, other in found}))
        for node, found in ways.items()
    }
    return _numbered(seen)


def _numbered(kinds: Mapping[str, tuple[object, ...]]) -> dict[str, int]:
    members: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for node, kind in kinds.items():
        members[kind].append(node)
    ordered = sorted(members.values(), key=lambda group: (-len(group), group[0]))
    return {node: number for number, group in enumerate(ordered) for node in group}
