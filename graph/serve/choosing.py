"""The pages to choose from: the start, lists, the search, the library of questions with their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from ..errors import UsageError
from ..rdf.library import bound, list_queries, load
from ..rdf.parameters import entity_called
from ..records import ENTITY_TYPES, EVENT_TYPES, RELATION_TYPES
from ..workspace import Graph
from . import answers, lists, occurrences
from .messages import Fault, Limits, Reply
from .pages import SHOWN
from .rendering import address, cells, html

_OPTIONS = MappingProxyType({"class": ENTITY_TYPES, "type": EVENT_TYPES, "tie": (*RELATION_TYPES, *EVENT_TYPES)})
"""Words to choose from for a parameter of this type."""
_ORDERS = ("newest", "reported", "denied")
_SHORT = 12
"""Entries of each list on the start page."""


def start(graph: Graph, _limits: Limits) -> Reply:
    """Give the start page: what the graph holds, and where to go."""
    store = graph.store
    counts = lists.counts(store)
    return html(
        graph,
        "start.html",
        folder=graph.folder.resolve().name,
        counts=counts,
        triples=len(store),
        actors=lists.entities(store).rows[:_SHORT],
        articles=lists.articles(store).rows[:_SHORT],
        events=_told(graph, lists.happenings(store, order="reported").rows[:_SHORT]),
        queries=list_queries(),
    )


def articles(graph: Graph, _limits: Limits, *, values: Mapping[str, str]) -> Reply:
    """Give a list of articles, the newest first."""
    outlet = _chosen(values, "outlet")
    listing = lists.articles(graph.store, outlet=outlet, number=_number(values))
    return html(
        graph,
        "articles.html",
        listing=listing,
        outlet=outlet,
        outlets=lists.outlets(graph.store),
        kept={"outlet": outlet} if outlet else {},
        path="/articles",
    )


def entities(graph: Graph, _limits: Limits, *, values: Mapping[str, str]) -> Reply:
    """Give a list of what the articles mention, in most articles first."""
    kind = _one_of(values, "class", ENTITY_TYPES)
    listing = lists.entities(graph.store, kind=kind, number=_number(values))
    kept = {"class": kind} if kind else {}
    kinds = lists.kinds(graph.store)
    return html(graph, "entities.html", listing=listing, kind=kind, kinds=kinds, kept=kept, path="/entities")


def happenings(graph: Graph, _limits: Limits, *, values: Mapping[str, str]) -> Reply:
    """Give a list of events, each once, whoever tells it."""
    kind, order = _one_of(values, "type", EVENT_TYPES), _one_of(values, "order", _ORDERS) or _ORDERS[0]
    listing = lists.happenings(graph.store, kind=kind, order=order, number=_number(values))
    return html(
        graph,
        "happenings.html",
        listing=listing,
        events=_told(graph, listing.rows),
        kind=kind,
        types=EVENT_TYPES,
        order=order,
        kept={**({"type": kind} if kind else {}), **({"order": order} if order != _ORDERS[0] else {})},
        path="/happenings",
    )


def queries(graph: Graph, _limits: Limits) -> Reply:
    """Give the library of questions."""
    return html(graph, "questions.html", queries=list_queries())


def find(graph: Graph, _limits: Limits, *, name: str) -> Reply:
    """Lead to the page of the only entity with a name or IRI, or list those whose names are like it."""
    try:
        return Reply(303, "text/plain", b"", location=address(graph, entity_called(graph.store, name).value))
    except UsageError:
        found = lists.names_like(graph.store, name)
    return html(graph, "found.html", status=200 if found else 404, typed=name, found=found)


def library(graph: Graph, limits: Limits, *, name: str, values: Mapping[str, str]) -> Reply:
    """Give a question of the library with its form and, where its parameters are given, the answer.

    Values are bound as terms; they never become part of the query's text as typed.
    """
    known = {query.name: query for query in list_queries()}
    if name not in known:
        raise Fault(404, f"no question in the library is called {name!r}")
    query = load(name)
    given = {key: value for key, value in values.items() if value.strip()}
    needed = [each.name for each in query.parameters if each.default is None and not each.optional]
    shown: dict[str, Any] = {"query": query, "values": given, "options": _OPTIONS}
    shown["names"] = lists.familiar_names(graph.store) if any(p.type == "entity" for p in query.parameters) else ()
    if given.keys() >= set(needed):
        try:
            sparql = bound(graph.store, query, given)
        except UsageError as error:
            return html(graph, "question.html", status=400, problem=str(error), **shown)
        return html(graph, "question.html", **shown, **_answer(graph, limits, sparql))
    return html(graph, "question.html", **shown)


def box(graph: Graph, limits: Limits, *, query: str) -> Reply:
    """Give the query box with the answer to the query in it."""
    shown: dict[str, Any] = {"query": None, "sparql": query}
    if not query.strip():
        return html(graph, "question.html", **shown)
    try:
        return html(graph, "question.html", **{**shown, **_answer(graph, limits, query)})
    except Fault as fault:
        return html(graph, "question.html", status=fault.status, problem=fault.message, **shown)


def _answer(graph: Graph, limits: Limits, sparql: str) -> dict[str, Any]:
    """Answer a query for a page: the first rows as cells, whether there are more, and the formats to get all in."""
    found = answers.asked(graph.store, sparql)
    columns, formats = ["subject", "property", "value"], ["turtle", "jsonld"]
    given: Iterable[Iterable[object]]
    if isinstance(found, ox.QueryBoolean):
        columns, formats, given = ["answer"], ["csv", "json"], [["yes" if found else "no"]]
    elif isinstance(found, ox.QuerySolutions):
        columns, formats, given = [variable.value for variable in found.variables], ["csv", "json"], found
    else:
        given = ((triple.subject, triple.predicate, triple.object) for triple in found)
    rows: list[list[dict[str, str]]] = []
    size, more = 0, False
    for row in given:
        made = cells(graph, row)
        size += sum(len(cell["text"]) for cell in made)
        if len(rows) == SHOWN or size > limits.answer:
            more = True
            break
        rows.append(made)
    return {"sparql": sparql, "columns": columns, "rows": rows, "more": more, "data_formats": formats}


def _told(graph: Graph, rows: Iterable[Mapping[str, str]]) -> list[occurrences.Occurrence]:
    return occurrences.occurrences(graph.store, (row["happening"] for row in rows))


def _chosen(values: Mapping[str, str], name: str) -> str:
    return values.get(name, "").strip()


def _one_of(values: Mapping[str, str], name: str, known: Iterable[str]) -> str:
    value = _chosen(values, name)
    if value and value not in known:
        raise Fault(400, f"parameter {name}: got {value!r}, expected one of {', '.join(known)}")
    return value


def _number(values: Mapping[str, str]) -> int:
    value = _chosen(values, "page") or "1"
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise Fault(400, f"parameter page: got {value!r}, expected a number from 1")
    return int(value)


PAGES: Mapping[str, Callable[..., Reply]] = MappingProxyType(
    {
        "start": start,
        "articles": articles,
        "entities": entities,
        "happenings": happenings,
        "queries": queries,
        "library": library,
        "box": box,
        "find": find,
    }
)
"""Name of a job -> the page."""
