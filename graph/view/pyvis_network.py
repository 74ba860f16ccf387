"""The network as a pyvis `Network`: what the page draws, for users who know pyvis."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

from ..network.simple import simple
from ..records import SYMMETRIC_RELATIONS
from .layout import groups_for_layout, layout
from .style import SIGN_COLOURS, actor_size, actor_style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

_NAMED_FIRST = 3
"""Nodes of each group whose labels go before all others."""


def to_pyvis(network: nx.MultiDiGraph[str]) -> Network:
    """Build a directed pyvis network with positions, physics off.

    One pyvis node per node, with `x`, `y`, `size` (by articles), `shape` (by type), `color` (by class of actor) and our
    own `type`, `group_number` and `rank` (the order in which labels are placed). One pyvis edge per pair and sign, with
    an `id` ("l0", …), `sign`, arrows in the directions its ties have, `dashes` where no article asserts any of them,
    and `ties`: (subject, object, type) of each, those with most articles first.

    Nodes carry no `title`: pyvis' own template would run scripts from titles of web pages.
    """
    made = Network(directed=True, cdn_resources="in_line")
    made.toggle_physics(status=False)
    articles = {node: int(network.nodes[node]["articles"]) for node in network}
    sizes = {node: actor_size(count, max(articles.values())) for node, count in articles.items()}
    groups = groups_for_layout(network)
    places = layout(network, groups, sizes)
    ranks = {node: rank for rank, node in enumerate(_by_importance(network, groups))}
    for number, group in enumerate(groups):
        for node in group:
            place = {"x": places[node][0], "y": places[node][1], "size": sizes[node]}
            look = _look(network.nodes[node])
            made.add_node(node, physics=False, group_number=number, rank=ranks[node], **place, **look)
    for number, line in enumerate(_lines(network)):
        made.add_edge(line.pop("from"), line.pop("to"), id=f"l{number}", physics=False, **line)
    return made


def _by_importance(network: nx.MultiDiGraph[str], groups: Sequence[Sequence[str]]) -> list[str]:
    """Order nodes for labelling: the first of each group, the second of each, …, then the rest by strength."""
    strength: Mapping[str, int] = dict(simple(network).degree(weight="weight"))
    place = {node: position for group in groups for position, node in enumerate(group)}
    # Pairs and triples would otherwise claim as much room as the large groups.
    room = {node: min(_NAMED_FIRST, 1 + len(group) // 5) for group in groups for node in group}
    return sorted(
        network,
        key=lambda node: (place[node] if place[node] < room[node] else _NAMED_FIRST, -strength[node], node),
    )


def _look(attributes: Mapping[str, Any]) -> dict[str, Any]:
    style = actor_style(attributes["type"])
    return {
        "label": attributes["label"],
        "type": attributes["type"],
        "shape": style.shape,
        # A class of actors without a name is drawn hollow.
        "color": {"background": "#ffffff" if attributes["generic"] else style.colour, "border": style.colour},
    }


def _lines(network: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """Gather the ties of each pair and sign into one line."""
    bundles: defaultdict[tuple[str, str, int], list[tuple[str, str, str]]] = defaultdict(list)
    for subject, target, key, tie in network.edges(keys=True, data=True):
        bundles[min(subject, target), max(subject, target), tie["sign"]].append((subject, target, key))
    pairs: defaultdict[tuple[str, str], int] = defaultdict(int)
    for a, b, _ in bundles:
        pairs[a, b] += 1
    return [_line(network, bundle, bundles[bundle], pairs[bundle[:2]]) for bundle in sorted(bundles)]


def _line(
    network: nx.MultiDiGraph[str], bundle: tuple[str, str, int], ties: list[tuple[str, str, str]], parallel: int
) -> dict[str, Any]:
    a, b, sign = bundle
    edges = network.edges
    articles = {evidence["article"] for tie in ties for evidence in edges[tie]["evidence"]}
    asserted = any(edges[tie]["asserted"] for tie in ties)
    heads = {target for _, target, key in ties if key not in SYMMETRIC_RELATIONS}
    return {
        "from": a,
        "to": b,
        "sign": sign,
        "weight": len(articles),
        "color": SIGN_COLOURS[sign],
        "dashes": not asserted,
        "arrows": {"to": {"enabled": b in heads}, "from": {"enabled": a in heads}},
        "smooth": _bend(sign) if parallel > 1 else False,
        "ties": sorted(ties, key=lambda tie: (-edges[tie]["weight"], tie)),
    }


def _bend(sign: int) -> dict[str, Any] | bool:
    """Bend the lines of one pair to different sides, so that each can be seen and clicked."""
    if sign == 0:
        return False
    return {"enabled": True, "type": "curvedCW" if sign > 0 else "curvedCCW", "roundness": 0.14}
