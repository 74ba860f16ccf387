"""Write a whole store in a standard RDF format: the same quads give the same bytes, however they came in."""

from __future__ import annotations

from types import MappingProxyType
from typing import IO

from pyoxigraph import Quad, RdfFormat, Triple

from ..errors import UsageError
from .serialize import serialized
from .store import Store
from .terms import term

FORMATS = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
        "jsonld": RdfFormat.JSON_LD,
    }
)
"""Name of a format -> what Oxigraph calls it. Turtle has no named graphs: it is the union of all, each triple once."""


def export(store: Store, format: str, stream: IO[bytes]) -> None:
    """Write every quad of the store, in UTF-8, sorted by graph, subject, predicate (type first) and object.

    Args:
        format: one of `FORMATS`.

    Raises:
        UsageError: if there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: choose one of {', '.join(FORMATS)}")
    statements: list[Quad] | list[Triple]
    if format == "turtle":
        statements = sorted({quad.triple for quad in store.quads()}, key=_place)
    else:
        statements = sorted(store.quads(), key=lambda quad: (str(quad.graph_name), *_place(quad)))
    stream.write(serialized(statements, FORMATS[format]))


def _place(statement: Quad | Triple) -> tuple[str, bool, str, str]:
    predicate = statement.predicate
    return str(statement.subject), predicate != term("rdf:type"), predicate.value, str(statement.object)
