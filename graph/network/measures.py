"""Who is central: measures of actors on the collapsed network, never on signed weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .measures_betweenness import betweenness
from .measures_communities import communities, cores, cut_points
from .simple import simple
from .sources import independent_sources, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

__all__ = ["betweenness", "communities", "conflict_share", "degree", "measures", "strength"]


def degree(network: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Count for each node the others it is tied to, whatever the number and direction of ties; denials are none."""
    return {node: int(count) for node, count in simple(network, denied=False).degree()}


def strength(network: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Sum for each node the independent sources behind its ties (`simple`: a source counts once per pair)."""
    return {node: int(total) for node, total in simple(network, denied=False).degree(weight="weight")}


def conflict_share(network: nx.MultiDiGraph[str]) -> dict[str, float | None]:
    """Give for each node the share (0 to 1) of its signed tie weight that is conflictual, None without signed ties."""
    hostile = dict.fromkeys(network, 0)
    signed = dict.fromkeys(network, 0)
    for a, b, tie in network.edges(data=True):
        sources = independent_sources(told(tie)) if tie["sign"] else 0
        for node in (a, b):
            signed[node] += sources
            hostile[node] += sources if tie["sign"] < 0 else 0
    return {node: round(hostile[node] / signed[node], 3) if signed[node] else None for node in network}


def measures(network: nx.MultiDiGraph[str], *, exact: bool | None = None) -> list[dict[str, Any]]:
    """Give one row per node: `node`, `label`, `type`, `articles` and the measures; most tied first.

    The measures are `degree`, `strength`, `betweenness`, `community`, `core` (`cores`), `parts` (`cut_points`) and
    `conflict` (`conflict_share`). Rows are sorted by falling strength, then label, then node.

    Args:
        network: as `tieline.network.network` gives it.
        exact: as for `betweenness`.
    """
    columns: dict[str, Mapping[str, float | None]] = {
        "degree": degree(network),
        "strength": strength(network),
        "betweenness": betweenness(network, exact=exact),
        "community": communities(network),
        "core": cores(network),
        "parts": cut_points(network),
        "conflict": conflict_share(network),
    }
    rows = [
        {"node": node}
        | {name: data[name] for name in ("label", "type", "articles")}
        | {name: values[node] for name, values in columns.items()}
        for node, data in network.nodes(data=True)
    ]
    return sorted(rows, key=lambda row: (-row["strength"], row["label"], row["node"]))
