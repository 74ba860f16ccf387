"""Content negotiation (RFC 9110, section 12.5.1): which of the formats on offer a client likes best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from pyoxigraph import QueryResultsFormat, RdfFormat

_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")

RESULTS = MappingProxyType(
    {
        "application/sparql-results+json": QueryResultsFormat.JSON,
        "application/json": QueryResultsFormat.JSON,
        "application/sparql-results+xml": QueryResultsFormat.XML,
        "application/xml": QueryResultsFormat.XML,
        "text/xml": QueryResultsFormat.XML,
        "text/csv": QueryResultsFormat.CSV,
        "text/tab-separated-values": QueryResultsFormat.TSV,
    }
)
"""Media type -> format of rows and truth values, the one for clients without a wish first."""

TRIPLES = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/xml": RdfFormat.RDF_XML,
        "text/xml": RdfFormat.RDF_XML,
        "text/plain": RdfFormat.N_TRIPLES,
    }
)
"""Media type -> format of triples, the one for clients without a wish first."""

NAMED = MappingProxyType(
    {
        "html": "text/html",
        "turtle": "text/turtle",
        "jsonld": "application/ld+json",
        "ntriples": "application/n-triples",
        "rdfxml": "application/rdf+xml",
    }
)
"""Name of a format in a link (`?format=turtle`) -> media type."""


def preferred(accept: str | None, offers: Iterable[str]) -> str | None:
    """Return the media type on offer that an Accept header likes best, None where it likes none.

    Of those liked equally the one offered first. The most specific range that matches a type decides about it;
    parameters other than `q` are not looked at, and a range whose `q` cannot be read is ignored.

    Args:
        accept: the header; None or blank likes everything.
        offers: media types without parameters.
    """
    choices = list(offers)
    ranges = list(_ranges(accept)) if accept and accept.strip() else [("*/*", 1.0)]
    best = max(choices, key=lambda choice: _liking(choice, ranges), default=None)
    return best if best is not None and _liking(best, ranges) > 0 else None


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        qualities = [piece[2:].strip() for piece in parameters if piece.startswith("q=")]
        if not qualities:
            yield media, 1.0
        elif _QUALITY.fullmatch(qualities[0]):
            yield media, float(qualities[0])


def _liking(choice: str, ranges: Sequence[tuple[str, float]]) -> float:
    for wanted in (choice, f"{choice.partition('/')[0]}/*", "*/*"):
        found = [quality for media, quality in ranges if media == wanted]
        if found:
            return max(found)
    return 0.0
