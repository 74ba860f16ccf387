"""The pages of single things: an article, an entity, an event, whatever else the graph knows."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pyoxigraph import Literal, NamedNode

from ..rdf.library import Query, list_queries
from ..rdf.terms import compact, term
from ..workspace import Graph
from . import answers, facts, marking, occurrences, reading
from .cited import PATTERN, bare_rows, evidence, objects
from .messages import Fault, Reply
from .rendering import called, cells, html

SHOWN = 500
"""Most rows, ties, events or statements on one page."""
_SENTENCES = 1
"""Sentences shown for each tie; the rest is counted and folded."""


def resource(graph: Graph, node: NamedNode) -> Reply:
    """Give the page of an IRI: of an article, an entity, an event, or whatever else the graph knows.

    Raises:
        Fault: 404 where the graph says nothing of it.
    """
    quads = list(graph.store.matching(subject=node))
    classes = {quad.object for quad in quads if quad.predicate == term("rdf:type")}
    if term("schema:NewsArticle") in classes:
        return _article(graph, node)
    if term("tl:Happening") in classes:
        return _happening(graph, node)
    named = {term("skos:prefLabel"), term("gaf:denotedBy")}
    if term("sem:Event") not in classes and any(quad.predicate in named for quad in quads):
        return _entity(graph, node)
    return _other(graph, node)


def _other(graph: Graph, node: NamedNode) -> Reply:
    """Give all triples of a thing; of a record the sentence first."""
    triples = answers.described(graph.store, node)
    if not triples:
        raise Fault(404, f"nothing in this graph is called {node.value}")
    rows = [(triple.subject, triple.predicate, triple.object) for triple in triples]
    subject = len({row[0] for row in rows}) > 1
    cited = bare_rows(
        graph.store, f"SELECT DISTINCT * WHERE {{ VALUES ?record {{ {node} }} {PATTERN} }} ORDER BY ?place"
    )
    of = f"SELECT DISTINCT ?happening WHERE {{ ?happening tl:report {node} }} ORDER BY ?happening"
    return html(
        graph,
        "resource.html",
        node=node.value,
        heading=node.value.removeprefix(graph.base).partition("/")[0] or node.value,
        cited=[evidence(row) for row in cited],
        happenings=[row["happening"] for row in bare_rows(graph.store, of)],
        columns=["subject", "property", "value"][0 if subject else 1 :],
        rows=[cells(graph, row if subject else row[1:]) for row in rows[:SHOWN]],
        left_out=max(0, len(rows) - SHOWN),
    )


def _entity(graph: Graph, node: NamedNode) -> Reply:
    store = graph.store
    said = facts.labels(store, node)
    names = {*said["preferred"], *said["names"]}
    label = next(iter([*said["label"], *sorted(names)]), node.value)
    ties, read = facts.ties(store, node)
    by, about = facts.statements_by(store, node), facts.statements_about(store, node)
    events = occurrences.of_entity(store, node)
    articles = facts.mentioning(store, node)
    most = max(read, len(by), len(about), sum(len(event.reports) for event in events))
    return html(
        graph,
        "entity.html",
        node=node.value,
        label=label,
        types=facts.type_names(said["types"]),
        aliases=sorted(names - {label}),
        said=said,
        ties=ties[:SHOWN],
        sentences=_SENTENCES,
        cut=max(len(ties), len(events), len(by), len(about), len(articles)) > SHOWN or most >= facts.MOST,
        years=_by_year(events[:SHOWN]),
        events=events[:SHOWN],
        by=by[:SHOWN],
        about=about[:SHOWN],
        articles=articles[:SHOWN],
        mentions=sum(many for _, _, many in articles),
        questions=[query for query in list_queries() if _asks_for_one_entity(query)],
    )


def _asks_for_one_entity(query: Query) -> bool:
    needed = [each for each in query.parameters if each.default is None and not each.optional]
    return [each.type for each in needed] == ["entity"]


def _by_year(events: list[occurrences.Occurrence]) -> list[tuple[str, list[occurrences.Occurrence]]]:
    return [(year, list(group)) for year, group in groupby(events, key=lambda event: event.date[:4])]


def _happening(graph: Graph, node: NamedNode) -> Reply:
    store = graph.store
    told = occurrences.told_together(store, node)
    if told is None:
        return _other(graph, node)
    against = occurrences.counterparts(store, node)
    voices = occurrences.voices([told, *against])
    reasons = (quad.object for quad in store.matching(subject=node, predicate=term("tl:sameEventReason")))
    places = dict.fromkeys(place for report in told.reports for place in report.places)
    return html(
        graph,
        "happening.html",
        node=node.value,
        event=told,
        sources=occurrences.sources(store, told),
        against=against,
        voices=voices,
        disputed=occurrences.disputed(voices),
        places=list(places),
        modes=sorted({mode for report in told.reports for mode in report.modes}),
        dates=sorted({(report.date, report.words) for report in told.reports if report.date}),
        reasons=sorted(each.value for each in reasons if isinstance(each, Literal)),
    )


def _article(graph: Graph, node: NamedNode) -> Reply:
    store = graph.store
    said: dict[str, str] = {}
    for quad in store.matching(subject=node):
        if isinstance(quad.object, NamedNode | Literal):
            said[compact(quad.predicate.value)] = quad.object.value
    spans, findings = reading.in_article(store, node)
    text = said.get("nif:isString", "")
    sentences: list[Any] = [
        (number >= 0, list(pieces))
        for number, pieces in groupby(marking.pieces(text, spans), key=lambda piece: piece.sentence)
    ]
    return html(
        graph,
        "article.html",
        node=node.value,
        copied=sorted((called(store, iri, graph.base), iri) for iri in objects(store, node, "prov:wasDerivedFrom")),
        title=said.get("schema:headline") or called(store, node.value, graph.base),
        said=said,
        sentences=sentences,
        groups=[(place, list(group)) for place, group in groupby(findings, key=lambda each: (each.start, each.end))],
        findings=len({each.record for each in findings}),
    )
