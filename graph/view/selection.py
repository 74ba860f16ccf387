"""Which part of a network the page holds, and which part of that it draws at first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from ..errors import UsageError
from ..network.lookup import node_named
from ..network.simple import simple

if TYPE_CHECKING:
    from collections.abc import Mapping

HELD = 3_000
"""Most nodes in one page, drawn or not."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the page holds.

    `network` has the nodes of `order` and all ties between them; `order` is the order in which they are drawn, and the
    first `drawn` of them are drawn at once. `tied` counts the nodes with ties there were to choose from, `loose` those
    without any.
    """

    network: nx.MultiDiGraph[str]
    order: tuple[str, ...]
    drawn: int
    tied: int
    loose: int
    focus: str | None = None

    @property
    def first(self) -> nx.MultiDiGraph[str]:
        """What is drawn at once."""
        return self.network.subgraph(self.order[: self.drawn])


def without_statements(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Leave out who speaks about whom, which is no tie to measures and paths; all nodes stay."""
    kept: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kept.add_nodes_from(network.nodes(data=True))
    for subject, target, key, tie in network.edges(keys=True, data=True):
        if tie["kind"] != "statement":
            kept.add_edge(subject, target, key=key, **tie)
    return kept


def select(network: nx.MultiDiGraph[str], *, limit: int, focus: str | None, hops: int, held: int = HELD) -> Selection:
    """Take the nodes around `focus` (or all), drop those without ties, keep the `held` with the strongest ties.

    With a focus the nearer come first, and the focus itself always stays. Speaking about somebody is no tie here, but
    where nothing else is told: who only speaks comes last and is not drawn at once.

    Args:
        network: as `tieline.network.network` gives it.
        limit: most nodes to draw at once, at least 1; those that none of the others is tied to wait.
        focus: IRI, label or alias, or None for the whole network.
        hops: how many ties away from the focus, at least 0.
        held: most nodes to keep; at least `limit` are kept.

    Raises:
        UsageError: unknown focus, or a number out of its range.
    """
    if limit < 1:
        raise UsageError(f"limit of a view: got {limit}, expected 1 or more; leave it out for 400")
    if hops < 0:
        raise UsageError(f"hops of a view: got {hops}, expected 0 or more; leave it out for 1")
    lasting = without_statements(network)
    ties = simple(lasting if lasting.number_of_edges() else network)
    spoken = simple(network)
    centre = node_named(network, focus) if focus is not None else None
    if centre is not None:
        ties = nx.ego_graph(ties, centre, radius=hops)
        spoken = spoken.subgraph(ties)
    distances: Mapping[str, int] = nx.single_source_shortest_path_length(ties, centre) if centre else {}
    strength: Mapping[str, int] = dict(ties.degree(weight="weight"))
    tied = [node for node in spoken if spoken.degree(node)]
    ordered = sorted(tied, key=lambda node: (distances.get(node, 0), -strength[node], -spoken.degree(node), node))
    kept = ordered[: max(limit, held)]
    chosen = {node for node in kept[:limit] if strength[node]}
    first = [node for node in kept if node in chosen and not chosen.isdisjoint(ties[node])]
    if centre is not None and centre not in first:
        first.insert(0, centre)
    drawn = set(first)
    order = (*first, *(node for node in kept if node not in drawn))
    return Selection(_part(network, set(order)), order, len(first), len(tied), len(spoken) - len(tied), centre)


def _part(network: nx.MultiDiGraph[str], nodes: set[str]) -> nx.MultiDiGraph[str]:
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_nodes_from((node, network.nodes[node]) for node in sorted(nodes))
    for subject, target, key, tie in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        if subject in nodes and target in nodes:
            part.add_edge(subject, target, key=key, **tie)
    return part
