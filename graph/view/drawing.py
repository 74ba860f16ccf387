"""The first drawing: where its nodes stand and in which order they are labelled; what measures they may be sized by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..network.measures_betweenness import betweenness
from ..network.measures_communities import cores
from ..network.simple import simple
from .layout import Position, groups_for_layout, layout
from .selection import without_statements
from .style import actor_size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

_NAMED_FIRST = 3
"""Nodes of each group whose labels go before all others."""
_BETWEENNESS_UP_TO = 5_000
"""Nodes up to which betweenness is computed, so that writing a page takes seconds."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """By node: its place, its group (numbered by falling size), its rank for labels (0 first), its radius."""

    places: Mapping[str, Position]
    groups: Mapping[str, int]
    ranks: Mapping[str, int]
    sizes: Mapping[str, float]


def drawing(network: nx.MultiDiGraph[str], sized_by: Mapping[str, float]) -> Drawing:
    """Place all nodes of a network; statements do not pull.

    Args:
        network: what is drawn.
        sized_by: measure by node that gives the sizes; it may have more nodes.
    """
    ties = without_statements(network)
    most = max((sized_by[node] for node in network), default=0)
    sizes = {node: actor_size(sized_by[node], most) for node in network}
    groups = groups_for_layout(ties)
    numbers = {node: number for number, group in enumerate(groups) for node in group}
    ranks = {node: rank for rank, node in enumerate(_by_importance(ties, groups))}
    return Drawing(layout(ties, groups, sizes), numbers, ranks, sizes)


def measured(network: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """Give the measures a reader may size actors by: `key`, `name` and `of` (node -> value); the first is the default.

    They are of the whole network and all periods, as `tieline measure` prints them; statements are no ties. Betweenness
    is left out above `_BETWEENNESS_UP_TO` nodes.
    """
    ties = without_statements(network)
    collapsed = simple(ties, denied=False)
    found: list[dict[str, Any]] = [
        {"key": "strength", "name": "sources of its ties", "of": dict(collapsed.degree(weight="weight"))},
        {"key": "degree", "name": "actors it is tied to", "of": dict(collapsed.degree())},
        {
            "key": "articles",
            "name": "articles that name it",
            "of": {node: data["articles"] for node, data in ties.nodes(data=True)},
        },
        {"key": "core", "name": "core (k-core)", "of": cores(ties)},
    ]
    if len(network) <= _BETWEENNESS_UP_TO:
        found.insert(2, {"key": "betweenness", "name": "betweenness", "of": betweenness(ties)})
    return found


def _by_importance(network: nx.MultiDiGraph[str], groups: Sequence[Sequence[str]]) -> list[str]:
    """Order nodes for labelling: the first of each group, the second of each, …, then the rest by strength."""
    weights: Mapping[str, int] = dict(simple(network).degree(weight="weight"))
    place = {node: position for group in groups for position, node in enumerate(group)}
    # Pairs and triples would otherwise claim as much room as the large groups.
    room = {node: min(_NAMED_FIRST, 1 + len(group) // 5) for group in groups for node in group}
    return sorted(
        network,
        key=lambda node: (place[node] if place[node] < room[node] else _NAMED_FIRST, -weights[node], node),
    )
