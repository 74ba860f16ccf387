"""What the page needs to know, as JSON: things stand once and are referred to by number."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from ..network.signs import SIGNS
from ..records import SYMMETRIC_RELATIONS
from .citing import Citations, cap, in_reading_order, sighted
from .drawing import drawing, measured
from .style import ACTOR_STYLES, SIGN_COLOURS, actor_style, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from .selection import Selection

_UNSAFE_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def payload(selection: Selection, whole: nx.MultiDiGraph[str], title: str) -> dict[str, Any]:
    """Give the data of the page: actors in the order in which they are drawn, ties, evidence, legend and counts.

    Args:
        selection: a part of `whole`.
        whole: the network that actors are measured in.
        title: heading of the page.
    """
    network = selection.network
    edges = list(network.edges(keys=True, data=True))
    told = [in_reading_order(tie["evidence"]) for *_, tie in edges]
    seen = {node: network.nodes[node]["evidence"][::-1] for node in selection.order}
    most = cap(told, list(seen.values()))
    citations = Citations(item for *_, tie in edges for item in tie["evidence"])
    types = _tie_types((tie["type"], tie["kind"]) for *_, tie in edges)
    measures = measured(whole)
    numbers = {kind["type"]: number for number, kind in enumerate(types)}
    index = {node: number for number, node in enumerate(selection.order)}
    rows = [
        [
            index[subject],
            index[target],
            numbers[tie["type"]],
            [citations.row(item, in_words=at < most) for at, item in enumerate(ordered)],
        ]
        for (subject, target, _, tie), ordered in zip(edges, told, strict=True)
    ]
    nodes = _nodes(selection, measures)
    for node in nodes:
        sightings = seen[node["id"]]
        node["seen"] = [citations.sentence(item) for item in sightings[: sighted(most)]]
    return {
        "title": title,
        "nodes": nodes,
        "drawn": selection.drawn,
        "ties": rows,
        "sentences": citations.sentences.rows,
        "articles": citations.articles.rows,
        "sources": citations.sources.rows,
        "dates": citations.dates.rows,
        "measures": [{name: measure[name] for name in ("key", "name")} for measure in measures],
        "actorTypes": _actor_types(node["type"] for node in nodes),
        "tieTypes": types,
        "signColours": {str(sign): colour for sign, colour in SIGN_COLOURS.items()},
        "counts": {"tied": selection.tied, "loose": selection.loose},
        "focus": None if selection.focus is None else index[selection.focus],
    }


def script_json(data: Mapping[str, Any]) -> str:
    """Write JSON that may stand inside a `script` element, whatever the texts in it say."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(SURROGATES | _UNSAFE_IN_SCRIPT)


def _nodes(selection: Selection, measures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    drawn = drawing(selection.first, measures[0]["of"])
    nodes: list[dict[str, Any]] = []
    for node in selection.order:
        attributes = selection.network.nodes[node]
        actor = {
            "id": node,
            "name": attributes["label"],
            "type": attributes["type"],
            "generic": attributes["generic"],
            "roles": list(attributes["roles"]),
            "aliases": list(attributes["aliases"]),
            "articles": attributes["articles"],
            "mentions": attributes["mentions"],
            "sightings": len(attributes["evidence"]),
            "measures": [measure["of"][node] for measure in measures],
        }
        if node in drawn.places:
            x, y = drawn.places[node]
            actor |= {"x": x, "y": y, "group": drawn.groups[node], "rank": drawn.ranks[node]}
        nodes.append(actor)
    return nodes


def _actor_types(types: Iterable[str]) -> list[dict[str, Any]]:
    counts = Counter(types)
    listed = [name for name in ACTOR_STYLES if name in counts]
    return [
        {
            "type": name,
            "name": readable(name),
            "colour": actor_style(name).colour,
            "shape": actor_style(name).shape,
            "count": counts[name],
        }
        for name in [*listed, *sorted(counts.keys() - set(listed))]
    ]


def _tie_types(types: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    counts = Counter(types)
    ordered = sorted(counts, key=lambda item: (-SIGNS[item[0]], -counts[item], item))
    return [
        {
            "type": name,
            "name": readable(name),
            "kind": kind,
            "sign": SIGNS[name],
            "symmetric": name in SYMMETRIC_RELATIONS,
            "count": counts[name, kind],
        }
        for name, kind in ordered
    ]
