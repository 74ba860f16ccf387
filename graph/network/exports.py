"""The network as text for other programs: GraphML, GEXF, CSV and JSON lines, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from ..errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_EDGE_COLUMNS = (
    "source",
    "target",
    "source_label",
    "target_label",
    "kind",
    "type",
    "sign",
    "weight",
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
    return "\n".join(nx.generate_graphml(_flat(network), named_key_ids=True)) + "\n"


def gexf(network: nx.MultiDiGraph[str]) -> str:
    """Give GEXF 1.2 (Gephi); as `graphml`, without the date of writing.

    The type of a tie is written as `tie` and as the label: in GEXF the type of an edge is its direction.
    """
    flat = _flat(network)
    for _, _, tie in flat.edges(data=True):
        tie["tie"] = tie["label"] = tie.pop("type")
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(flat)
    root = writer.xml
    for meta in root.findall("meta") + root.findall("{*}meta"):
        meta.attrib.pop("lastmodifieddate", None)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def csv_edges(network: nx.MultiDiGraph[str]) -> str:
    """Give one line per tie under a header; text a spreadsheet would run as a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_EDGE_COLUMNS)
    for source, target, _, tie in _sorted_edges(network):
        row = _scalars(tie) | {
            "source": source,
            "target": target,
            "source_label": network.nodes[source]["label"],
            "target_label": network.nodes[target]["label"],
        }
        writer.writerow([_neutral(row.get(column, "")) for column in _EDGE_COLUMNS])
    return out.getvalue()


def jsonl(network: nx.MultiDiGraph[str]) -> str:
    """Give one JSON object per line, nodes (`"node": …`) before edges (`"source": …`), with structured evidence."""
    lines: list[dict[str, Any]] = [{"node": node, **network.nodes[node]} for node in sorted(network)]
    lines += [{"source": source, "target": target, **tie} for source, target, _, tie in _sorted_edges(network)]
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)


FORMATS: Mapping[str, Callable[[nx.MultiDiGraph[str]], str]] = {
    "csv": csv_edges,
    "gexf": gexf,
    "graphml": graphml,
    "jsonl": jsonl,
}
"""Name of a format -> the function that writes it."""


def export(network: nx.MultiDiGraph[str], form: str) -> str:
    """Give the network in one of `FORMATS`.

    Raises:
        UsageError: if there is no such format.
    """
    if form not in FORMATS:
        raise UsageError(f"format of a network: got {form!r}, expected one of {', '.join(FORMATS)}; choose one of them")
    return FORMATS[form](network)


def _sorted_edges(network: nx.MultiDiGraph[str]) -> list[tuple[str, str, str, dict[str, Any]]]:
    return sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])


def _flat(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Copy the network with scalar attributes only, nodes and edges sorted."""
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(network):
        flat.add_node(node, **_xml_safe(_scalars(network.nodes[node])))
    for number, (source, target, key, tie) in enumerate(_sorted_edges(network)):
        flat.add_edge(source, target, key=key, id=f"t{number}", **_xml_safe(_scalars(tie)))
    return flat


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


def _neutral(value: float | str) -> float | str:
    """Keep spreadsheets from running text of the web as a formula (numbers stay numbers)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_START) else value
