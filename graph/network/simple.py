"""One line per pair: the collapse on which distances, measures and layouts work."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import networkx as nx

from .sources import independent_sources, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .signs import Sign

_LAYERS: tuple[tuple[str, Sign], ...] = (("cooperative", 1), ("conflict", -1), ("neutral", 0))


def simple(network: nx.MultiDiGraph[str], *, signed: bool = False, denied: bool = True) -> nx.Graph[str]:
    """Collapse all ties between two nodes into one undirected edge; all nodes stay, also those without ties.

    The rule: direction and type are dropped; `weight` is the number of independent sources with evidence for any tie
    between the two, so that a source never counts twice; `distance` is 1 / `weight`, for everything that reads a
    weight as a length; `types` are the tie types, sorted. Weights are never negative.

    Args:
        network: as `tieline.network.network` gives it.
        signed: also count each layer. `cooperative`, `conflict` and `neutral` are independent sources with evidence
            of that sign (a source may be in several); `sign` is +1 where more are cooperative than conflictual, -1
            where fewer, 0 where neither.
        denied: False leaves out evidence that denies a tie, and pairs of which nothing else is told: for measures,
            where a tie that is only denied is none.

    Returns:
        A new graph with nodes and edges in sorted order; node attributes are copied.
    """
    cited: defaultdict[tuple[str, str], dict[Sign, list[Mapping[str, Any]]]] = defaultdict(
        lambda: {1: [], 0: [], -1: []}
    )
    types: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, target, tie in network.edges(data=True):
        counted = tie["evidence"] if denied else told(tie)
        if counted:
            pair = (min(subject, target), max(subject, target))
            cited[pair][tie["sign"]] += counted
            types[pair].add(tie["type"])
    collapsed: nx.Graph[str] = nx.Graph()
    collapsed.add_nodes_from(sorted(network.nodes(data=True), key=lambda item: item[0]))
    for pair in sorted(cited):
        layers = cited[pair]
        weight = independent_sources(item for layer in layers.values() for item in layer)
        collapsed.add_edge(*pair, weight=weight, distance=1 / weight, types=tuple(sorted(types[pair])))
        if signed:
            counts = {name: independent_sources(layers[sign]) for name, sign in _LAYERS}
            balance = counts["cooperative"] - counts["conflict"]
            collapsed.edges[pair].update(counts, sign=(balance > 0) - (balance < 0))
    return collapsed
