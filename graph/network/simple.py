"""One line per pair: the collapse on which distances, measures and layouts work."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from .signs import Sign

_LAYERS: tuple[tuple[str, Sign], ...] = (("cooperative", 1), ("conflict", -1), ("neutral", 0))


def simple(network: nx.MultiDiGraph[str], *, signed: bool = False) -> nx.Graph[str]:
    """Collapse all ties between two nodes into one undirected edge; all nodes stay, also those without ties.

    The rule: direction and type are dropped; `weight` is the number of distinct articles with evidence for any tie
    between the two, so that one article never counts twice; `distance` is 1 / `weight`, for everything that reads a
    weight as a length; `types` are the tie types, sorted. Weights are never negative.

    Args:
        network: as `tieline.network.network` gives it.
        signed: also count each layer. `cooperative`, `conflict` and `neutral` are distinct articles with evidence of
            that sign (an article may be in several); `sign` is +1 where more articles are cooperative than
            conflictual, -1 where fewer, 0 where neither.

    Returns:
        A new graph with nodes and edges in sorted order; node attributes are copied.
    """
    articles: defaultdict[tuple[str, str], dict[Sign, set[str]]] = defaultdict(lambda: {1: set(), 0: set(), -1: set()})
    types: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, target, tie in network.edges(data=True):
        pair = (min(subject, target), max(subject, target))
        articles[pair][tie["sign"]].update(evidence["article"] for evidence in tie["evidence"])
        types[pair].add(tie["type"])
    collapsed: nx.Graph[str] = nx.Graph()
    collapsed.add_nodes_from(sorted(network.nodes(data=True), key=lambda item: item[0]))
    for pair in sorted(articles):
        layers = articles[pair]
        weight = len(set().union(*layers.values()))
        collapsed.add_edge(*pair, weight=weight, distance=1 / weight, types=tuple(sorted(types[pair])))
        if signed:
            counts = {name: len(layers[sign]) for name, sign in _LAYERS}
            balance = counts["cooperative"] - counts["conflict"]
            collapsed.edges[pair].update(counts, sign=(balance > 0) - (balance < 0))
    return collapsed
