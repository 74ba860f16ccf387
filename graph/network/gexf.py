"""GEXF 1.3, line by line: what Gephi needs to show parallel ties, their evidence and their days.

Source: the GEXF 1.3 primer (gexf.net); Gephi's importer, for the kind of an edge and the spells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from ..rdf.literals import period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>tieline</creator>
  </meta>
  <graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">
"""
_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}
_RENAMED = {"type": "tie", "kind": "tie_kind"}
_OWN_PLACE = frozenset({"id", "label", "weight"})


def gexf_lines(network: nx.MultiDiGraph[str], days: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the document in pieces; nodes and edges in the order of the network.

    Args:
        network: attributes are texts that XML can hold, numbers and truths; edges have an `id` of their own,
            a `label`, `type`, `kind` and `weight`.
        days: edge id -> ISO dates (day, month or year) of its evidence; an edge without any is there at all times.
    """
    nodes = [(node, dict(data)) for node, data in network.nodes(data=True)]
    edges = [(source, target, _named(data)) for source, target, data in network.edges(data=True)]
    of_nodes = _declared("n", (data for _, data in nodes))
    of_edges = _declared("e", (data for *_, data in edges))
    yield _HEAD
    yield from _attributes("node", of_nodes)
    yield from _attributes("edge", of_edges)
    yield "    <nodes>\n"
    for node, data in nodes:
        yield f"      <node id={_quoted(node)} label={_quoted(data['label'])}>\n"
        yield from _values(data, of_nodes)
        yield "      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for source, target, data in edges:
        kind, weight = _quoted(data["tie"]), _quoted(float(data["weight"]))
        yield f"      <edge id={_quoted(data['id'])} source={_quoted(source)} target={_quoted(target)}"
        yield f' type="directed" kind={kind} label={_quoted(data["label"])} weight={weight}>\n'
        yield from _values(data, of_edges)
        spells = "".join(f'<spell start="{start}" end="{end}"/>' for start, end in _spells(days.get(data["id"], ())))
        yield f"        <spells>{spells}</spells>\n" if spells else ""
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _named(tie: Mapping[str, Any]) -> dict[str, Any]:
    """Rename what has another meaning in GEXF or in Gephi."""
    return {_RENAMED.get(name, name): value for name, value in tie.items()}


def _declared(prefix: str, records: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Map attribute name -> its id in the document and its type, by name."""
    found: dict[str, type] = {}
    for record in records:
        for name, value in record.items():
            if name not in _OWN_PLACE:
                found.setdefault(name, type(value))
    return {name: (f"{prefix}{number}", _TYPES[found[name]]) for number, name in enumerate(sorted(found))}


def _attributes(kind: str, declared: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    if not declared:
        return
    yield f'    <attributes class="{kind}" mode="static">\n'
    for name, (id_, type_) in declared.items():
        yield f'      <attribute id="{id_}" title={_quoted(name)} type="{type_}"/>\n'
    yield "    </attributes>\n"


def _values(record: Mapping[str, Any], declared: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    yield "        <attvalues>\n"
    for name, (id_, _) in declared.items():
        if name in record:
            yield f'          <attvalue for="{id_}" value={_quoted(record[name])}/>\n'
    yield "        </attvalues>\n"


def _quoted(value: str | float) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return quoteattr(text)


def _spells(dates: Iterable[str]) -> list[tuple[str, str]]:
    """Give first and last day of each date, sorted; dates that share a day become one run."""
    runs: list[tuple[str, str]] = []
    for first, last in sorted(tuple(day.isoformat() for day in period(date)) for date in set(dates)):
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs
