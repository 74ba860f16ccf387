"""The network as text for other programs: GraphML, GEXF and a list of ties in CSV, the same bytes every time."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import networkx as nx

from ..rdf.cells import defused
from ..wording import one_of
from .gexf import gexf_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EDGE_COLUMNS = (
    "source",
    "target",
    "source_label",
    "target_label",
    "kind",
    "type",
    "sign",
    "weight",
    "articles",
    "asserted",
    "claimed",
    "denied",
    "planned",
    "possible",
    "first",
    "last",
    "evidence",
)


def graphml(network: nx.MultiDiGraph[str]) -> str:
    """Give GraphML; lists become text with one item per line, missing values are left out."""
    lines = nx.generate_graphml(_flat(network), named_key_ids=False, edge_id_from_attribute="id")
    return "\n".join(lines) + "\n"


def gexf(network: nx.MultiDiGraph[str]) -> str:
    """Give GEXF 1.3 (Gephi), ties with the days of their evidence; lists and missing values as in `graphml`.

    The type of a tie is written as `tie` and as the kind of edge: in GEXF the type of an edge is its direction, and
    Gephi keeps parallel edges apart by their kind. The label says where a tie is only claimed, denied or planned.
    """
    flat = _flat(network)
    days = {
        flat.edges[source, target, key]["id"]: [item["date"] for item in tie["evidence"] if item["date"]]
        for source, target, key, tie in _sorted_edges(network)
    }
    return "".join(gexf_lines(flat, days))


def ties(network: nx.MultiDiGraph[str]) -> str:
    """Give CSV (RFC 4180) with one line per tie under a header, cells as `defused` leaves them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_EDGE_COLUMNS)
    for source, target, _, tie in _sorted_edges(network):
        row = _scalars(tie) | {
            "source": source,
            "target": target,
            "source_label": network.nodes[source]["label"],
            "target_label": network.nodes[target]["label"],
        }
        writer.writerow([defused(row.get(column, "")) for column in _EDGE_COLUMNS])
    return out.getvalue()


FORMATS: Mapping[str, Callable[[nx.MultiDiGraph[str]], str]] = {
    "gexf": gexf,
    "graphml": graphml,
    "ties": ties,
}
"""Name of a format -> the function that writes it."""


def export(network: nx.MultiDiGraph[str], form: str) -> str:
    """Give the network in one of `FORMATS`.

    Raises:
        UsageError: if there is no such format.
    """
    return FORMATS[one_of("format of a network", form, FORMATS)](network)


def _sorted_edges(network: nx.MultiDiGraph[str]) -> list[tuple[str, str, str, dict[str, Any]]]:
    return sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])


def _flat(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Copy the network with scalar attributes only, nodes and edges sorted."""
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(network):
        flat.add_node(node, **_xml_safe(_scalars(network.nodes[node])))
    for number, (source, target, key, tie) in enumerate(_sorted_edges(network)):
        own = {"id": f"t{number}", "label": _label(tie)}
        flat.add_edge(source, target, key=key, **own, **_xml_safe(_scalars(tie)))
    return flat


def _label(tie: Mapping[str, Any]) -> str:
    """Give the type of a tie, and how it is told where no article asserts it in its own voice."""
    told = [name for name in ("claimed", "denied", "planned", "possible") if tie[name]]
    return tie["type"] if tie["asserted"] else f"{tie['type']} ({', '.join(told)})"


def _scalars(attributes: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    flat: dict[str, str | int | float | bool] = {}
    for name, value in sorted(attributes.items()):
        if name == "evidence":
            flat[name] = "\n".join(_footnote(evidence) for evidence in value)
        elif isinstance(value, tuple):
            flat[name] = "\n".join(str(item) for item in value)
        elif value is not None:
            flat[name] = value
    return flat


def _footnote(evidence: Mapping[str, Any]) -> str:
    """Write evidence as one line: outlet, date, title, the sentence, and whose word it is."""
    source = ", ".join(str(evidence[name]) for name in ("publisher", "published", "title") if evidence[name])
    sentence = " ".join(evidence["text"].split())
    voice = f", {evidence['voice']}" if evidence.get("voice") else ""
    told = f" [{evidence['factuality']}{voice}]" if evidence.get("factuality") else ""
    return f"{source or evidence['article']}: {sentence}{told}"


def _xml_safe(attributes: Mapping[str, str | float | bool]) -> dict[str, Any]:
    """Drop the characters that XML 1.0 cannot hold."""
    return {name: _NOT_IN_XML.sub("", value) if isinstance(value, str) else value for name, value in attributes.items()}
