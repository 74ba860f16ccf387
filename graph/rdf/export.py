"""Write a whole store in a standard RDF format: the same quads give the same bytes, however they came in.

One graph, or some thousand triples, are in memory at a time, never all as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from ..wording import one_of
from .serialize import body, head
from .store import Store
from .terms import term

FORMATS = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "turtle12": RdfFormat.TURTLE,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
        "jsonld": RdfFormat.JSON_LD,
    }
)
"""Name of a format -> what Oxigraph calls it. Turtle has no named graphs: it is the union of all, each triple once.
`turtle12` is Turtle of RDF 1.2, in which an assertion is the reifier of its triple."""

_PART = 5000
"""Triples of Turtle that are written at once."""


def export(store: Store, format: str, stream: IO[bytes]) -> None:
    """Write every quad of the store, in UTF-8, sorted by graph, subject, predicate (type first) and object.

    In `turtle12` the `rdf:subject`, `rdf:predicate` and `rdf:object` of a `tl:Assertion` become one
    `rdf:reifies <<( s p o )>>`. What is reified is not thereby asserted: the plain triple stands beside it where the
    article's own voice asserts it, and nowhere else.

    Args:
        format: one of `FORMATS`.

    Raises:
        UsageError: if there is no such format.
    """
    one_of("format of an export", format, FORMATS)
    if format == "turtle12":
        stream.write(b'@version "1.2" .\n')
    stream.write(head(FORMATS[format]))
    if format in {"turtle", "turtle12"}:
        for part in _parts(store, reify=format == "turtle12"):
            stream.write(body(part, RdfFormat.TURTLE))
    elif format == "jsonld":
        _write_json(store, stream)
    else:
        for quads in _graphs(store):
            stream.write(body(quads, FORMATS[format]))


def _write_json(store: Store, stream: IO[bytes]) -> None:
    """Write one array with an object for each graph."""
    stream.write(b"[")
    for number, quads in enumerate(_graphs(store)):
        stream.write(b"," if number else b"")
        stream.write(body(quads, RdfFormat.JSON_LD).strip().removeprefix(b"[").removesuffix(b"]"))
    stream.write(b"]")


def _graphs(store: Store) -> Iterator[list[Quad]]:
    """Yield the quads of each graph, named ones by IRI, then those of no graph."""
    graphs: list[NamedNode | DefaultGraph] = [*store.graphs(), DefaultGraph()]
    for graph in graphs:
        quads = sorted(store.oxigraph.quads_for_pattern(None, None, None, graph), key=_place)
        if quads:
            yield quads


def _parts(store: Store, *, reify: bool) -> Iterator[list[Triple]]:
    """Yield the union of all graphs, subject by subject, in parts that cut no subject."""
    part: list[Triple] = []
    for subject in sorted({quad.subject for quad in store.quads()}, key=str):
        triples = {quad.triple for quad in store.oxigraph.quads_for_pattern(subject, None, None)}
        part += sorted(_reified(triples) if reify else triples, key=_place)
        if len(part) >= _PART:
            yield part
            part = []
    if part:
        yield part


def _reified(triples: Iterable[Triple]) -> set[Triple]:
    """Let a `tl:Assertion` be the RDF 1.2 reifier of its triple; anything else stays as it is."""
    told = {triple.predicate: triple for triple in triples}
    ends = [told.get(term(f"rdf:{name}")) for name in ("subject", "predicate", "object")]
    kept = {triple for triple in triples if triple not in ends}
    if Triple(next(iter(told.values())).subject, term("rdf:type"), term("tl:Assertion")) not in kept:
        return set(triples)
    subject, predicate, object_ = (end.object if end else None for end in ends)
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode) or object_ is None:
        return set(triples)
    node = next(iter(kept)).subject
    return kept | {Triple(node, term("rdf:reifies"), Triple(subject, predicate, object_))}


def _place(statement: Quad | Triple) -> tuple[str, bool, str, str]:
    predicate = statement.predicate
    return str(statement.subject), predicate != term("rdf:type"), predicate.value, str(statement.object)
