"""The pages for people: written here as HTML, every text escaped, no script, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode

from ..errors import UsageError
from ..rdf.library import bound, list_queries, load
from ..rdf.parameters import entity_called
from ..rdf.terms import compact, term
from . import answers, facts, marking
from .messages import KINDS, Fault, Limits, Reply
from .negotiation import NAMED

if TYPE_CHECKING:
    from jinja2 import Environment

    from ..workspace import Graph

_SHOWN = 500
"""Most rows, ties or statements on one page."""
_SENTENCES = 3
"""Sentences shown for each tie; the rest is counted and folded."""
_LOCAL = re.compile(rf"(?:{'|'.join(KINDS)})/[^/].*")
_WEB = ("http://", "https://")


def start(graph: Graph, _limits: Limits) -> Reply:
    """Give the start page: what the graph holds, the library of questions, a box for one's own."""
    store = graph.store
    counts = facts.rows(
        store,
        """SELECT ?what (COUNT(DISTINCT ?node) AS ?many) WHERE {
          VALUES (?what ?class) { ("articles" schema:NewsArticle) ("statements" tl:Statement) ("events" sem:Event)
            ("assertions" tl:Assertion) }
          ?node a ?class } GROUP BY ?what ORDER BY ?what""",
    )
    actors = facts.rows(
        store,
        """SELECT ?entity (SAMPLE(?label) AS ?name) (COUNT(DISTINCT ?article) AS ?many) WHERE {
          GRAPH ?article { ?entity gaf:denotedBy ?span } ?entity rdfs:label ?label
        } GROUP BY ?entity ORDER BY DESC(?many) ?name ?entity LIMIT 40""",
    )
    articles = facts.rows(
        store,
        """SELECT ?article (SAMPLE(?title) AS ?headline) (SAMPLE(?day) AS ?published) (SAMPLE(?who) AS ?publisher)
        WHERE { ?article a schema:NewsArticle OPTIONAL { ?article schema:headline ?title }
          OPTIONAL { ?article schema:datePublished ?day } OPTIONAL { ?article schema:publisher ?who }
        } GROUP BY ?article ORDER BY DESC(?published) ?headline ?article LIMIT 40""",
    )
    return _html(
        graph,
        "start.html",
        folder=graph.folder.resolve().name,
        counts={row["what"]: int(row["many"]) for row in counts},
        triples=len(store),
        actors=actors,
        articles=articles,
        queries=list_queries(),
    )


def find(graph: Graph, _limits: Limits, *, name: str) -> Reply:
    """Lead to the page of the entity with a name or IRI, or say which names are like it."""
    try:
        node = entity_called(graph.store, name)
    except UsageError as error:
        return _html(graph, "message.html", status=404, heading="Nothing found", message=str(error))
    return Reply(303, "text/plain", b"", location=_address(graph, node.value))


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
    shown: dict[str, Any] = {"query": query, "values": given}
    if given.keys() >= set(needed):
        try:
            sparql = bound(graph.store, query, given)
        except UsageError as error:
            return _html(graph, "question.html", status=400, problem=str(error), **shown)
        return _html(graph, "question.html", **shown, **_answer(graph, limits, sparql))
    return _html(graph, "question.html", **shown)


def box(graph: Graph, limits: Limits, *, query: str) -> Reply:
    """Give the query box with the answer to the query in it."""
    shown: dict[str, Any] = {"query": None, "sparql": query}
    if not query.strip():
        return _html(graph, "question.html", **shown)
    try:
        return _html(graph, "question.html", **{**shown, **_answer(graph, limits, query)})
    except Fault as fault:
        return _html(graph, "question.html", status=fault.status, problem=fault.message, **shown)


def resource(graph: Graph, node: NamedNode) -> Reply:
    """Give the page of an IRI: of an article, an entity, or whatever else the graph knows.

    Raises:
        Fault: 404 where the graph says nothing of it.
    """
    quads = list(graph.store.matching(subject=node))
    if any(quad.object == term("schema:NewsArticle") for quad in quads):
        return _article(graph, node)
    if any(quad.predicate in {term("skos:prefLabel"), term("gaf:denotedBy")} for quad in quads) and not any(
        quad.object == term("sem:Event") for quad in quads
    ):
        return _entity(graph, node)
    triples = answers.described(graph.store, node)
    if not triples:
        raise Fault(404, f"nothing in this graph is called {node.value}")
    rows = [(triple.subject, triple.predicate, triple.object) for triple in triples]
    subject = len({row[0] for row in rows}) > 1
    return _html(
        graph,
        "resource.html",
        node=node.value,
        columns=["subject", "property", "value"][0 if subject else 1 :],
        rows=[_cells(graph, row if subject else row[1:]) for row in rows[:_SHOWN]],
        left_out=max(0, len(rows) - _SHOWN),
    )


def _entity(graph: Graph, node: NamedNode) -> Reply:
    store = graph.store
    said = facts.labels(store, node)
    names = {*said["preferred"], *said["names"]}
    label = next(iter([*said["label"], *sorted(names)]), node.value)
    ties, read = facts.ties(store, node)
    by, about = facts.statements_by(store, node), facts.statements_about(store, node)
    articles = facts.mentioning(store, node)
    return _html(
        graph,
        "entity.html",
        node=node.value,
        label=label,
        types=facts.type_names(said["types"]),
        aliases=sorted(names - {label}),
        said=said,
        ties=ties[:_SHOWN],
        sentences=_SENTENCES,
        cut=len(ties) > _SHOWN or read >= facts.MOST or max(len(by), len(about)) >= facts.MOST,
        by=by[:_SHOWN],
        about=about[:_SHOWN],
        articles=articles[:_SHOWN],
        mentions=sum(many for _, _, many in articles),
    )


def _article(graph: Graph, node: NamedNode) -> Reply:
    said: dict[str, str] = {}
    for quad in graph.store.matching(subject=node):
        if isinstance(quad.object, NamedNode | Literal):
            said[compact(quad.predicate.value)] = quad.object.value
    spans, findings = facts.in_article(graph.store, node)
    text = said.get("nif:isString", "")
    return _html(
        graph,
        "article.html",
        node=node.value,
        title=said.get("schema:headline") or said.get("dct:identifier", ""),
        said=said,
        sentences=[
            (number >= 0, list(pieces))
            for number, pieces in groupby(marking.pieces(text, spans), key=lambda piece: piece.sentence)
        ],
        findings=findings,
    )


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
        cells = _cells(graph, row)
        size += sum(len(cell["text"]) for cell in cells)
        if len(rows) == _SHOWN or size > limits.answer:
            more = True
            break
        rows.append(cells)
    return {"sparql": sparql, "columns": columns, "rows": rows, "more": more, "data_formats": formats}


def _cells(graph: Graph, row: Iterable[object]) -> list[dict[str, str]]:
    """Give terms as cells: what to show, and where it leads; terms of the vocabularies lead nowhere."""
    cells = []
    for each in row:
        value = each.value if isinstance(each, NamedNode | Literal | BlankNode) else str(each or "")
        cell = {"text": value, "link": "", "outside": ""}
        if isinstance(each, NamedNode):
            cell["text"] = compact(value)
            if value.startswith(graph.base):
                cell["link"] = _address(graph, value)
                cell["text"] = value.removeprefix(graph.base)
            elif cell["text"] == value and value.startswith(_WEB):
                cell["outside"] = value
        cells.append(cell)
    return cells


def _address(graph: Graph, iri: str) -> str:
    """Give the address of an IRI's page on this server."""
    local = iri.removeprefix(graph.base)
    return f"/{local}" if local != iri and _LOCAL.fullmatch(local) else f"/describe?{urlencode({'iri': iri})}"


def _html(graph: Graph, template: str, *, status: int = 200, **values: Any) -> Reply:
    page = _environment().get_template(template)
    text = page.render(
        address=lambda iri: _address(graph, iri),
        outside=lambda iri: iri if iri.startswith(_WEB) else None,
        encoded=lambda values: urlencode(values, quote_via=quote),
        formats=[name for name in NAMED if name != "html"],
        **values,
    )
    return Reply(status, "text/html", text.encode())


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


PAGES: Mapping[str, Callable[..., Reply]] = MappingProxyType(
    {"start": start, "library": library, "box": box, "find": find}
)
"""Name of a job -> the page."""
