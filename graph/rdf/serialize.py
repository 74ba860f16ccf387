"""Quads and triples as bytes, the same every time."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat, Triple

from .terms import PREFIXES

_PREFIXED = frozenset({RdfFormat.TURTLE, RdfFormat.TRIG})


def serialized(statements: Iterable[Quad] | Iterable[Triple], format: RdfFormat) -> bytes:
    """Return the statements in the order given, in UTF-8; Turtle and TriG begin with `PREFIXES`, sorted."""
    return head(format) + body(statements, format)


def head(format: RdfFormat) -> bytes:
    """Return what a document of a format begins with: `PREFIXES`, sorted, in Turtle and TriG; nothing else."""
    if format not in _PREFIXED:
        return b""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items())).encode()


def body(statements: Iterable[Quad] | Iterable[Triple], format: RdfFormat) -> bytes:
    """Return the statements without `head`, so that a document can be written in parts."""
    if format not in _PREFIXED:
        return ox.serialize(statements, format=format) or b""
    data = ox.serialize(statements, format=format, prefixes=dict(PREFIXES)) or b""
    # Oxigraph writes the prefixes in the order of a hash map, another one in every process.
    *_, rest = data.split(b"\n", len(PREFIXES))
    return rest
