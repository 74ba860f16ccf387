"""Check a store against the published shapes (shapes.ttl), graph by graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

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

    Each graph is checked alone, since an article's graph must not lean on another. It takes a tenth of a second for a
    short article: for `tieline check`, not for every build.

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
    from rdflib import RDF, SH, BNode, Graph

    data = _checked_graph()
    triples = serialized((quad.triple for quad in quads), RdfFormat.N_TRIPLES)
    data.parse(data=triples, format="nt")
    _, report, _ = validate(data, shacl_graph=_shapes(), inference="none", advanced=False, do_owl_imports=False)
    if not isinstance(report, Graph):
        raise TielineError(f"shapes of graph {graph}: cannot be checked ({report})")

    def value(result: Node, predicate: Node) -> str:
        """A path over several properties is a blank node, and stands for none of them."""
        found = report.value(result, predicate)
        return "" if found is None or isinstance(found, BNode) else str(found)

    return sorted(
        Violation(graph, value(one, SH.focusNode), value(one, SH.resultPath), value(one, SH.resultMessage))
        for one in report.subjects(RDF.type, SH.ValidationResult)
    )


def _checked_graph() -> Graph:
    """Return an empty graph that parses each query once: pySHACL asks the same one of every node, as text."""
    from rdflib import Graph

    class CheckedGraph(Graph):
        def query(self, query_object: Any, *arguments: Any, **named: Any) -> Any:
            asked = _prepared(query_object) if isinstance(query_object, str) else query_object
            return super().query(asked, *arguments, **named)

    return CheckedGraph()


@cache
def _prepared(query: str) -> Any:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(query)


@cache
def _shapes() -> Graph:
    from rdflib import Graph

    return Graph().parse(data=files(__package__).joinpath("shapes.ttl").read_bytes(), format="turtle")
