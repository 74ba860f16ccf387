"""The network as a pyvis `Network`: what the page draws, for users who know pyvis."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

from ..network.measures import strength
from ..records import SYMMETRIC_RELATIONS
from .drawing import drawing
from .style import SIGN_COLOURS, actor_style

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx


def to_pyvis(network: nx.MultiDiGraph[str]) -> Network:
    """Build a directed pyvis network with positions, physics off.

    One pyvis node per node, with `x`, `y`, `size` (by strength), `shape` (by type), `color` (by class of actor) and our
    own `type`, `group_number` and `rank` (the order in which labels are placed). One pyvis edge per pair and sign, with
    an `id` ("l0", …), `sign`, arrows in the directions its ties have, `dashes` where no article asserts any of them,
    and `ties`: (subject, object, type) of each, those with most articles first.

    Nodes carry no `title`: pyvis' own template would run scripts from titles of web pages.
    """
    made = Network(directed=True, cdn_resources="in_line")
    made.toggle_physics(status=False)
    drawn = drawing(network, strength(network))
    for node in sorted(network, key=lambda node: drawn.ranks[node]):
        x, y = drawn.places[node]
        place = {"x": x, "y": y, "size": drawn.sizes[node], "group_number": drawn.groups[node]}
        made.add_node(node, physics=False, rank=drawn.ranks[node], **place, **_look(network.nodes[node]))
    for number, line in enumerate(_lines(network)):
        made.add_edge(line.pop("from"), line.pop("to"), id=f"l{number}", physics=False, **line)
    return made


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
