"""Answer the questions of programs: SPARQL queries, the service description, the triples about an IRI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import IO, cast

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from ..rdf.serialize import serialized
from ..rdf.sparql import keywords
from ..rdf.store import QueryResults, Store
from ..rdf.terms import PREFIXES, term
from .messages import Fault, Limits, Reply
from .negotiation import RESULTS, TRIPLES, preferred

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"


class Capped:
    """Takes what is written to it, up to a number of bytes.

    Raises:
        Fault: from `write`, when it would hold more.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._size += len(data)
        if self._size > self.limit:
            raise Fault(500, f"answer: longer than {self.limit:,} bytes, which is the most sent; ask for less (LIMIT)")
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing; files have it."""

    def bytes(self) -> bytes:
        return b"".join(self._parts)


def query(
    store: Store,
    limits: Limits,
    *,
    query: str,
    default: Sequence[str] = (),
    named: Sequence[str] = (),
    accept: str | None = None,
) -> Reply:
    """Answer a query of the SPARQL 1.1 Protocol.

    Without FROM and `default-graph-uri` the default graph is the union of all graphs. A dataset given with the request
    takes the place of the one in the query. Graphs are those of the store; none is ever fetched.

    Args:
        default: IRIs of `default-graph-uri`.
        named: IRIs of `named-graph-uri`.
        accept: the Accept header.

    Raises:
        Fault: 400 for a query that cannot be parsed, 403 for an update or SERVICE, 406 for a format there is none of,
            500 for an answer too long or a failure in between.
    """
    found = asked(store, query, default=default, named=named)
    rows = not isinstance(found, ox.QueryTriples)
    media = preferred(accept, RESULTS if rows else TRIPLES)
    if media is None:
        offers = ", ".join(RESULTS if rows else TRIPLES)
        raise Fault(406, f"format of the answer: got Accept {accept!r}, expected one of {offers}")
    output = Capped(limits.answer)
    if isinstance(found, ox.QueryTriples):
        found.serialize(cast("IO[bytes]", output), TRIPLES[media])
    else:
        found.serialize(cast("IO[bytes]", output), RESULTS[media])
    return Reply(200, media, output.bytes())


def asked(store: Store, sparql: str, *, default: Sequence[str] = (), named: Sequence[str] = ()) -> QueryResults:
    """Return what the store finds; the arguments and faults are those of `query`."""
    words = keywords(sparql)
    if "SERVICE" in words:
        raise Fault(403, "query: got SERVICE, expected a query over this graph alone; remove the SERVICE block")
    if words & _UPDATES and not words & _FORMS:
        raise Fault(403, "query: got an update, expected a query; this endpoint is read-only")
    try:
        return store.oxigraph.query(
            sparql,
            prefixes=dict(PREFIXES),
            use_default_graph_as_union="FROM" not in words and not default and not named,
            default_graph=[NamedNode(iri) for iri in default] if default or named else None,
            named_graphs=[NamedNode(iri) for iri in named] if default or named else None,
        )
    except (SyntaxError, ValueError) as error:
        raise Fault(400, f"query: cannot be read as SPARQL 1.1 ({_line(error)})") from error
    except RuntimeError as error:
        raise Fault(500, f"query: cannot be answered ({_line(error)})") from error


def triples_about(store: Store, node: NamedNode, limits: Limits, accept: str | None) -> Reply:
    """Return the triples of an IRI: those of its named graph if it is one, else those with it as subject.

    An article is the whole of what was read out of it.

    Raises:
        Fault: 404 where the graph says nothing of it, 406, 500 as for `query`.
    """
    found = described(store, node)
    if not found:
        raise Fault(404, f"nothing in this graph is called {node.value}")
    return written(found, limits, accept)


def described(store: Store, node: NamedNode) -> list[Triple]:
    """Return the triples of an IRI, sorted, each once; an article's and a graph's are all of their graph."""
    own = list(store.matching(subject=node))
    graphs = {quad.graph_name for quad in own if quad.object == term("schema:NewsArticle")}
    quads = [quad for graph in graphs for quad in store.quads(cast("NamedNode", graph))] or own
    quads += store.quads(node)
    return sorted({quad.triple for quad in quads}, key=str)


def written(triples: Iterable[Triple], limits: Limits, accept: str | None) -> Reply:
    """Return triples in the format that a client likes best.

    Raises:
        Fault: 406 where it likes none, 500 where the answer is too long.
    """
    media = preferred(accept, TRIPLES)
    if media is None:
        raise Fault(406, f"format of the answer: got Accept {accept!r}, expected one of {', '.join(TRIPLES)}")
    output = Capped(limits.answer)
    output.write(serialized(triples, TRIPLES[media]))
    return Reply(200, media, output.bytes())


def service(store: Store, limits: Limits, *, endpoint: str, accept: str | None = None) -> Reply:
    """Return the description of this endpoint (SPARQL 1.1 Service Description).

    Args:
        endpoint: its IRI.
        accept: the Accept header.

    Raises:
        Fault: 406 where the client likes no format of triples.
    """
    node, data, union = NamedNode(endpoint), NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#union")
    formats = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    graphs = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")

    def sd(name: str) -> NamedNode:
        return NamedNode(_SD + name)

    triples = [
        Triple(node, term("rdf:type"), sd("Service")),
        Triple(node, sd("endpoint"), node),
        Triple(node, sd("supportedLanguage"), sd("SPARQL11Query")),
        Triple(node, sd("feature"), sd("UnionDefaultGraph")),
        *(Triple(node, sd("resultFormat"), NamedNode(_FORMATS + name)) for name in (*formats, *graphs)),
        Triple(node, sd("defaultDataset"), data),
        Triple(data, term("rdf:type"), sd("Dataset")),
        Triple(data, sd("defaultGraph"), union),
        Triple(union, term("rdf:type"), sd("Graph")),
        Triple(union, NamedNode(f"{_VOID}triples"), Literal(len(store))),
    ]
    if preferred(accept, TRIPLES) == "text/turtle":
        prefixes = {"sd": _SD, "void": _VOID, "rdf": PREFIXES["rdf"]}
        return Reply(200, "text/turtle", ox.serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"")
    return written(triples, limits, accept)


def _line(error: BaseException) -> str:
    return re.sub(r"\s+", " ", str(error)).strip()
