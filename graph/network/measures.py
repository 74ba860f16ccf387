"""Who is central and who stands with whom: measures on the collapsed network, never on signed weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from .simple import simple

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLED_ABOVE = 2_000
"""Nodes above which betweenness is estimated from that many sources divided by four."""
_SEED = 1


def degree(network: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Count for each node the others it is tied to, whatever the number and direction of ties."""
    return {node: int(count) for node, count in simple(network).degree()}


def strength(network: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Sum for each node the articles behind its ties (`simple`: an article counts once per pair)."""
    return {node: int(total) for node, total in simple(network).degree(weight="weight")}


def betweenness(network: nx.MultiDiGraph[str]) -> dict[str, float]:
    """Give for each node the share (0 to 1) of shortest paths between others that pass through it.

    A tie is the shorter the more articles speak of it: distance = 1 / weight. Above `SAMPLED_ABOVE` nodes the value
    is estimated from 500 sources, drawn with a fixed seed.

    Source: Brandes (2001), "A faster algorithm for betweenness centrality".
    """
    collapsed = simple(network)
    sources = SAMPLED_ABOVE // 4 if len(collapsed) > SAMPLED_ABOVE else None
    found = nx.betweenness_centrality(collapsed, k=sources, weight="distance", seed=_SEED)
    return {node: round(float(value), 6) for node, value in found.items()}


def communities(network: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Group the nodes that hold together; numbers start at 0 with the largest group.

    Louvain on the layer of cooperative and neutral ties, weighted by articles: two sides that only fight each other
    are not put together because they meet so often. Nodes with no such tie are groups of their own. The seed is
    fixed; equally large groups are numbered by their alphabetically first node.

    Source: Blondel et al. (2008), "Fast unfolding of communities in large networks".
    """
    layer: nx.Graph[str] = nx.Graph()
    layer.add_nodes_from(sorted(network))
    friendly: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for a, b, key, tie in network.edges(keys=True, data=True):
        if tie["sign"] >= 0:
            friendly.add_edge(a, b, key=key, **tie)
    layer.add_weighted_edges_from((a, b, tie["weight"]) for a, b, tie in simple(friendly).edges(data=True))
    groups = [sorted(group) for group in nx.community.louvain_communities(layer, weight="weight", seed=_SEED)]
    groups.sort(key=lambda group: (-len(group), group[0]))
    return {node: number for number, group in enumerate(groups) for node in group}


def measures(network: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """Give one row per node: `node`, `label`, `type`, `articles` and the four measures; most tied first.

    `conflict` is the share (0 to 1) of the node's signed tie weight that is conflictual, None without signed ties.
    Rows are sorted by falling strength, then label, then node.
    """
    columns: dict[str, Mapping[str, float]] = {
        "degree": degree(network),
        "strength": strength(network),
        "betweenness": betweenness(network),
        "community": communities(network),
    }
    rows = [
        {"node": node}
        | {name: data[name] for name in ("label", "type", "articles")}
        | {name: values[node] for name, values in columns.items()}
        | {"conflict": _conflict_share(network, node)}
        for node, data in network.nodes(data=True)
    ]
    return sorted(rows, key=lambda row: (-row["strength"], row["label"], row["node"]))


def _conflict_share(network: nx.MultiDiGraph[str], node: str) -> float | None:
    ties = [*network.in_edges(node, data=True), *network.out_edges(node, data=True)]
    signed = sum(tie["weight"] for _, _, tie in ties if tie["sign"])
    hostile = sum(tie["weight"] for _, _, tie in ties if tie["sign"] < 0)
    return round(hostile / signed, 3) if signed else None
