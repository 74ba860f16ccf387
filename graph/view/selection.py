"""Which part of a network is drawn, and what that leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from ..errors import UsageError
from ..network.lookup import node_named
from ..network.simple import simple

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Selection:
    """The part to draw. `tied` counts the nodes with ties there were to choose from, `loose` those without any."""

    network: nx.MultiDiGraph[str]
    tied: int
    loose: int
    focus: str | None = None


def select(network: nx.MultiDiGraph[str], *, limit: int, focus: str | None, hops: int) -> Selection:
    """Take the nodes around `focus` (or all), drop those without ties, keep the `limit` with the strongest ties.

    With a focus the nearer come first, and the focus itself always stays. Nodes that lose all their ties through the
    limit are dropped too.

    Args:
        network: as `tieline.network.network` gives it.
        limit: most nodes to draw, at least 1.
        focus: IRI, label or alias, or None for the whole network.
        hops: how many ties away from the focus, at least 0.

    Raises:
        UsageError: unknown focus, or a number out of its range.
    """
    if limit < 1:
        raise UsageError(f"limit of a view: got {limit}, expected 1 or more; leave it out for 400")
    if hops < 0:
        raise UsageError(f"hops of a view: got {hops}, expected 0 or more; leave it out for 1")
    collapsed = simple(network)
    centre = node_named(network, focus) if focus is not None else None
    if centre is not None:
        collapsed = nx.ego_graph(collapsed, centre, radius=hops)
    distances: Mapping[str, int] = nx.single_source_shortest_path_length(collapsed, centre) if centre else {}
    strength: Mapping[str, int] = dict(collapsed.degree(weight="weight"))
    tied = sorted(node for node in collapsed if strength[node])
    chosen = set(sorted(tied, key=lambda node: (distances.get(node, 0), -strength[node], node))[:limit])
    kept = {node for node in chosen if not chosen.isdisjoint(collapsed[node])}
    if centre is not None:
        kept.add(centre)
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    drawn.add_nodes_from((node, network.nodes[node]) for node in sorted(kept))
    for subject, target, key, tie in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        if subject in kept and target in kept:
            drawn.add_edge(subject, target, key=key, **tie)
    return Selection(drawn, tied=len(tied), loose=len(collapsed) - len(tied), focus=centre)
