"""The same named graphs in a SPARQL 1.1 server: write them there, and ask it the questions of the library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat

from ..errors import RemoteStoreError, UsageError
from .remote_http import RESULTS, TRIPLES, Connection, ServiceMissing
from .sparql import blanked, keywords, written
from .store import QueryResults
from .terms import PREFIXES

_TRIPLES = 1_000
_CHARACTERS = 1_000_000
"""A request holds no more than these: Virtuoso runs out of memory over 5,000 triples of a request."""
_CUT_AT = "x-sparql-maxrows"
_BOOLEAN = f"{PREFIXES['xsd']}boolean"
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


class RemoteStore:
    """Named graphs in a SPARQL server. Close it, or use it in a `with` block.

    Args:
        url: of its SPARQL query service, or the address below which that is `/sparql` or `/query`.
        timeout: seconds to wait for one answer.

    Raises:
        UsageError: if the address is none, or holds a password.
        RemoteStoreError: if the server cannot be reached or there is no SPARQL service.
    """

    def __init__(self, url: str, *, timeout: float = 120.0) -> None:
        self._connection = Connection(url, timeout=timeout)
        self.url = self._connection.url
        try:
            self.endpoints = self._connection.find()
        except BaseException:
            self.close()
            raise
        self._union: bool | None = None
        self._updates = True

    def __enter__(self) -> RemoteStore:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def replace_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Let `graph` hold these quads and nothing else.

        Its first thousand triples come in one request with the emptying, the others after it: if one fails, the graph
        is there in part. Servers without SPARQL update get it by the graph store protocol.

        Raises:
            RemoteStoreError: if the server does not do it.
        """
        pieces = list(_pieces(quads))
        if self._updates:
            updates = [f"INSERT DATA {{ GRAPH {graph} {{ {piece} }} }}" for piece in pieces]
            try:
                self._update(" ; ".join([f"CLEAR SILENT GRAPH {graph}", *updates[:1]]))
            except ServiceMissing:
                self._updates = False
            else:
                for update in updates[1:]:
                    self._update(update)
                return
        if not pieces:
            self.remove_graph(graph)
        for number, piece in enumerate(pieces):
            self._whole("POST" if number else "PUT", graph, piece)

    def remove_graph(self, graph: NamedNode) -> None:
        """Remove a graph and all it holds; one that is not there is no error."""
        if self._updates:
            try:
                return self._update(f"DROP SILENT GRAPH {graph}")
            except ServiceMissing:
                self._updates = False
        if self.holds(graph):
            self._whole("DELETE", graph)
        return None

    def holds(self, graph: NamedNode) -> bool:
        """Tell whether a graph holds anything."""
        return bool(self.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"))

    def query(self, sparql: str) -> QueryResults:
        """Answer a SPARQL 1.1 query; the prefixes of `terms.PREFIXES` need no declaration.

        As in `Store.query`, the default graph is the union of all graphs unless the query says FROM.

        Raises:
            UsageError: if it calls another server (SERVICE).
            RemoteStoreError: if the server cannot answer it, answers in part, or knows no union of its graphs.
        """
        words = keywords(sparql)
        if "SERVICE" in words:
            raise UsageError("query: got SERVICE, expected a query over this graph alone; remove the SERVICE block")
        if not words & {"FROM", "GRAPH"}:
            self._demand_union()
        return self._answer(_with_prefixes(sparql), {} if "FROM" in words else self.endpoints.query_options)

    def matching(self, *, subject: NamedNode | None = None, predicate: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads with this subject and predicate (each if given), without their graphs, each once."""
        s, p = subject or "?s", predicate or "?p"
        found = self.query(f"SELECT DISTINCT {'' if subject else '?s'} {'' if predicate else '?p'} ?o {{ {s} {p} ?o }}")
        assert isinstance(found, ox.QuerySolutions)
        for row in found:
            about, how, what = subject or row["s"], predicate or row["p"], row["o"]
            if isinstance(about, NamedNode | BlankNode) and isinstance(how, NamedNode) and what is not None:
                yield Quad(about, how, what, DefaultGraph())

    def _answer(self, sparql: str, options: Mapping[str, str]) -> QueryResults:
        text = blanked(sparql).upper().split()
        form = next((word for word in text if word in _FORMS), "SELECT")
        triples = form in {"CONSTRUCT", "DESCRIBE"}
        data = {"query": sparql, **options}
        answer = self._connection.post(self.endpoints.query, data=data, accept=TRIPLES if triples else RESULTS)
        if triples:
            memory = ox.Store()
            memory.extend(self._parsed(answer.content))
            return memory.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        try:
            found = ox.parse_query_results(_canonical(answer.content), format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise RemoteStoreError(f"store {self.url}: answered what is no result of a query ({error})") from error
        if _CUT_AT in answer.headers:
            limit = answer.headers[_CUT_AT]
            raise RemoteStoreError(f"store {self.url}: gives {limit} rows at most; ask for less, or raise its limit")
        return found

    def _parsed(self, turtle: bytes) -> list[Quad]:
        try:
            return list(ox.parse(turtle, format=RdfFormat.TURTLE))
        except SyntaxError as error:
            raise RemoteStoreError(f"store {self.url}: answered what is no Turtle ({error})") from error

    def _update(self, sparql: str) -> None:
        kind = "application/sparql-update; charset=utf-8"
        self._connection.post(self.endpoints.update, content=sparql.encode(), kind=kind)

    def _whole(self, method: str, graph: NamedNode, triples: str = "") -> None:
        """Send a graph by the graph store protocol; N-Triples are Turtle."""
        parameter = "graph-uri" if "sparql-graph-crud" in self.endpoints.graphs else "graph"
        where, kind = {parameter: graph.value}, "" if method == "DELETE" else TRIPLES
        self._connection.post(self.endpoints.graphs, method=method, params=where, content=triples.encode(), kind=kind)

    def _demand_union(self) -> None:
        """Refuse a server whose default graph is empty while its named graphs are not: every answer would be empty."""
        if self._union is None:
            options = self.endpoints.query_options
            self._union = bool(self._answer("ASK { ?s ?p ?o }", options)) or not self._answer(
                "ASK { GRAPH ?g { ?s ?p ?o } }", options
            )
        if not self._union:
            raise RemoteStoreError(
                f"store {self.url}: its default graph is not the union of its graphs, expected that; "
                "switch it on in the settings of the server"
            )


def _pieces(quads: Iterable[Quad]) -> Iterator[str]:
    """Give the triples as SPARQL text in pieces that a server takes in one request."""
    lines: list[str] = []
    size = 0
    for quad in quads:
        line = " ".join(_written(node) for node in (quad.subject, quad.predicate, quad.object)) + " ."
        if lines and (len(lines) == _TRIPLES or size + len(line) > _CHARACTERS):
            yield "\n".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield "\n".join(lines)


def _written(node: object) -> str:
    assert isinstance(node, NamedNode | Literal)  # we mint an IRI for everything
    return written(node)


def _canonical(results: bytes) -> bytes:
    """Return SPARQL JSON with truth values as `true` and `false`; Virtuoso gives them as 1 and 0."""
    if _BOOLEAN.encode() not in results:
        return results
    document = json.loads(results)
    for row in document["results"]["bindings"]:
        for cell in row.values():
            if cell.get("datatype") == _BOOLEAN:
                cell["value"] = {"1": "true", "0": "false"}.get(cell["value"], cell["value"])
    return json.dumps(document).encode()


def _with_prefixes(sparql: str) -> str:
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items()) + sparql
