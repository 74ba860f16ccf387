"""Who stands between two that are not tied themselves, and in which role towards their groups."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from ..records import SYMMETRIC_RELATIONS
from .sources import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
Layer = Literal["cooperative", "conflict", "all"]
_SIGNS: Mapping[Layer, frozenset[int]] = {
    "cooperative": frozenset({1}),
    "conflict": frozenset({-1}),
    "all": frozenset({-1, 0, 1}),
}


def brokerage(
    network: nx.MultiDiGraph[str], groups: Mapping[str, str], *, layer: Layer = "cooperative"
) -> dict[str, dict[str, int]]:
    """Count for each grouped node the pairs it brokers, by role.

    The node b brokers between a and c where a tie leads from a to b and one from b to c, but none from a to c. With
    the groups of a, b and c:

    - coordinator: all three the same; consultant (itinerant broker): a and c the same, b another;
    - gatekeeper: b and c the same, a another: b lets into its group; representative: a and b the same, c another;
    - liaison: three different groups.

    Direction is that of the tie; symmetric relations lead both ways. Denials are no ties; how many sources a tie has
    does not matter. Nodes without a group take no part.

    Args:
        network: as `tieline.network.network` gives it.
        groups: node -> group, for example from `groups.by_state_and_kind`.
        layer: the ties that count: those of cooperation, of conflict, or all.

    Returns:
        node -> role -> ordered pairs (a, c), all of `ROLES`, for the grouped nodes.

    Source: Gould and Fernandez (1989), "Structures of mediation".
    """
    after = _targets(network, groups, _SIGNS[layer])
    before: defaultdict[str, set[str]] = defaultdict(set)
    for node, targets in after.items():
        for target in targets:
            before[target].add(node)
    counts = {node: dict.fromkeys(ROLES, 0) for node in sorted(groups) if node in network}
    for broker, roles in counts.items():
        for a in before[broker]:
            for c in after[broker] - after[a]:
                if c != a:
                    roles[_role(groups[a], groups[broker], groups[c])] += 1
    return counts


def _targets(
    network: nx.MultiDiGraph[str], groups: Mapping[str, str], signs: frozenset[int]
) -> defaultdict[str, set[str]]:
    after: defaultdict[str, set[str]] = defaultdict(set)
    for a, b, tie in network.edges(data=True):
        if tie["sign"] in signs and a in groups and b in groups and told(tie):
            after[a].add(b)
            if tie["type"] in SYMMETRIC_RELATIONS:
                after[b].add(a)
    return after


def _role(a: str, broker: str, c: str) -> str:
    if a == c:
        return "coordinator" if broker == a else "consultant"
    if broker == c:
        return "gatekeeper"
    return "representative" if broker == a else "liaison"
