"""Read a request of the SPARQL 1.1 Protocol: query, graphs and format, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qsl

from .messages import Fault

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000

FORMATS = MappingProxyType(
    {
        "json": "application/sparql-results+json, application/ld+json",
        "xml": "application/sparql-results+xml, application/rdf+xml",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "turtle": "text/turtle",
        "ntriples": "application/n-triples",
        "rdfxml": "application/rdf+xml",
        "jsonld": "application/ld+json",
    }
)
"""Value of the parameter `format`, for links and clients that cannot set headers -> what it accepts."""


@dataclass(frozen=True)
class Operation:
    """A query operation; `query` is None where the request asks for the service description."""

    query: str | None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    accept: str | None = None


def operation(method: str, query_string: str, content_type: str, body: bytes, accept: str | None) -> Operation:
    """Return what a request asks for.

    Args:
        method: "GET", "HEAD" or "POST".
        query_string: of the URL, still encoded.
        content_type: header, empty where there is none.
        body: of a POST.
        accept: the Accept header.

    Raises:
        Fault: 400 where the query is missing, doubled or not UTF-8; 403 for an update; 415 for another content type.
    """
    fields = _fields(query_string)
    if method == "POST":
        media = content_type.partition(";")[0].strip().lower()
        if media == _FORM:
            fields += _fields(_decoded(body))
        elif media == _QUERY:
            fields.append(("query", _decoded(body)))
        elif media == _UPDATE:
            fields.append(("update", ""))
        else:
            raise Fault(415, f"content type of the request: got {content_type!r}, expected {_FORM} or {_QUERY}")
    if _values(fields, "update"):
        raise Fault(403, "request: got an update, expected a query; this endpoint is read-only")
    queries = _values(fields, "query")
    if len(queries) > 1:
        raise Fault(400, f"parameter query: got {len(queries)} of them, expected one")
    if not queries and (method == "POST" or _values(fields, "default-graph-uri", "named-graph-uri")):
        raise Fault(400, "parameter query: got none, expected one")
    for form in _values(fields, "format"):
        accept = FORMATS.get(form, accept)
    return Operation(
        queries[0] if queries else None,
        tuple(_values(fields, "default-graph-uri")),
        tuple(_values(fields, "named-graph-uri")),
        accept,
    )


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise Fault(400, f"parameters of the request: cannot be read ({error})") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(
            400, f"body of the request: got bytes that are not UTF-8 ({error.reason} at {error.start})"
        ) from error


def _values(fields: Sequence[tuple[str, str]], *names: str) -> list[str]:
    return [value for name, value in fields if name in names]
