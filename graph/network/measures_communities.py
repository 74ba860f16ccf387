"""Who holds together: communities, cores, and the nodes that hold parts of the network together."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx

from .simple import simple

if TYPE_CHECKING:
    from collections.abc import Iterable

Engine = Literal["networkit", "networkx"]

LARGE = 20_000
"""Nodes above which networkit finds the communities, where it is installed."""
_SEED = 1


def communities(network: nx.MultiDiGraph[str], *, engine: Engine | None = None) -> dict[str, int]:
    """Group the nodes that hold together; numbers start at 0 with the largest group.

    Louvain on the layer of cooperative and neutral ties, weighted by sources: two sides that only fight each other
    are not put together because they meet so often. Denials are no ties. Nodes with no such tie are groups of their
    own. The seed is fixed; equally large groups are numbered by their alphabetically first node.

    Args:
        network: as `tieline.network.network` gives it.
        engine: None for networkx up to `LARGE` nodes, so that groups are the same everywhere, and above it networkit
            where it is installed. networkit's groups are of like modularity but not the same.

    Source: Blondel et al. (2008), "Fast unfolding of communities in large networks"; networkit: Staudt and Meyerhenke
    (2016), "Engineering parallel algorithms for community detection in massive networks" (PLM).
    """
    layer = _friendly(network)
    found = _with_networkit(layer) if (engine or community_engine(len(layer))) == "networkit" else _louvain(layer)
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))
    return {node: number for number, group in enumerate(groups) for node in group}


def community_engine(nodes: int) -> Engine:
    """Tell which library finds the communities of so many nodes."""
    return "networkit" if nodes > LARGE and find_spec("networkit") else "networkx"


def modularity(network: nx.MultiDiGraph[str], groups: dict[str, int]) -> float | None:
    """Give how much more the ties of that layer stay inside the groups than by chance (-0.5 to 1), None without ties.

    Source: Newman and Girvan (2004), "Finding and evaluating community structure in networks".
    """
    layer = _friendly(network)
    if not layer.number_of_edges():
        return None
    members: dict[int, set[str]] = {}
    for node, group in groups.items():
        members.setdefault(group, set()).add(node)
    parts = [members[number] for number in sorted(members)]
    return round(float(nx.community.modularity(layer, parts, weight="weight")), 6)


def cores(network: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Give for each node the largest k of whose k-core it is part: all there have k ties to others there.

    Source: Seidman (1983), "Network structure and minimum degree".
    """
    return {node: int(core) for node, core in nx.core_number(simple(network, denied=False)).items()}


def cut_points(network: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Give for each node into how many more parts its component falls without it; 0 for most.

    Source: Hopcroft and Tarjan (1973), "Efficient algorithms for graph manipulation" (articulation points).
    """
    collapsed = simple(network, denied=False)
    blocks = dict.fromkeys(collapsed, 0)
    found: Any = nx.biconnected_components(collapsed)
    for block in found:
        for node in block:
            blocks[node] += 1
    return {node: max(0, count - 1) for node, count in blocks.items()}


def _friendly(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    friendly: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    friendly.add_nodes_from(network)
    for a, b, key, tie in network.edges(keys=True, data=True):
        if tie["sign"] >= 0:
            friendly.add_edge(a, b, key=key, **tie)
    layer: nx.Graph[str] = nx.Graph()
    layer.add_nodes_from(sorted(network))
    layer.add_weighted_edges_from(
        (a, b, tie["weight"]) for a, b, tie in simple(friendly, denied=False).edges(data=True)
    )
    return layer


def _louvain(layer: nx.Graph[str]) -> Iterable[Iterable[str]]:
    found: Iterable[Iterable[str]] = nx.community.louvain_communities(layer, weight="weight", seed=_SEED)
    return found


def _with_networkit(layer: nx.Graph[str]) -> Iterable[Iterable[str]]:
    import networkit

    nodes = list(layer)
    place = {node: number for number, node in enumerate(nodes)}
    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)  # the seed holds with one thread only
    networkit.setSeed(_SEED, False)
    try:
        made = networkit.Graph(len(nodes), weighted=True)
        for a, b, tie in layer.edges(data=True):
            made.addEdge(place[a], place[b], float(tie["weight"]))
        parts = networkit.community.PLM(made, refine=True).run().getPartition()
    finally:
        networkit.setNumberOfThreads(threads)
    return [[nodes[number] for number in parts.getMembers(part)] for part in sorted(parts.getSubsetIds())]
