"""Check a store against the published shapes (shapes.ttl), graph by graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat

from ..errors import TielineError
from .serialize import serialized
from .store import Store

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


@dataclass(frozen=True, order=True)
class Violation:
    """One fault: the graph it is in, the node at fault, the property (empty for a fault of the node), what is wrong."""

    graph: str
    node: str
    path: str
    message: str


def violations(store: Store, graphs: Iterable[NamedNode] | None = None) -> list[Violation]:
    """Return what breaks the shapes, sorted; an empty list for a sound store.

    Each graph is checked alone, since an article's graph must not lean on another. It takes a fifth of a second for a
    short article: for tests and for looking into a fault, not for every build.

    Args:
        store: to check.
        graphs: those to check, None for all.
    """
    found: list[Violation] = []
    for graph in store.graphs() if graphs is None else graphs:
        found += graph_violations(store.quads(graph), graph.value)
    return sorted(found)


def graph_violations(quads: Iterable[Quad], graph: str = "") -> list[Violation]:
    """Return what breaks the shapes in the quads of one graph, sorted."""
    from pyshacl import validate
    from rdflib import RDF, SH, Graph

    data = Graph()
    triples = serialized((quad.triple for quad in quads), RdfFormat.N_TRIPLES)
    data.parse(data=triples, format="nt")
    _, report, _ = validate(data, shacl_graph=_shapes(), inference="none", advanced=False, do_owl_imports=False)
    if not isinstance(report, Graph):
        raise TielineError(f"shapes of graph {graph}: cannot be checked ({report})")

    def value(result: Node, predicate: Node) -> str:
        return str(report.value(result, predicate) or "")

    return sorted(
        Violation(graph, value(one, SH.focusNode), value(one, SH.resultPath), value(one, SH.resultMessage))
        for one in report.subjects(RDF.type, SH.ValidationResult)
    )


@cache
def _shapes() -> Graph:
    from rdflib import Graph

    return Graph().parse(data=files(__package__).joinpath("shapes.ttl").read_bytes(), format="turtle")
