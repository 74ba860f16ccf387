"""Everything read out of one article, as the quads of its own named graph; and the graphs that no article tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from ..errors import TielineError
from ..records import DEFAULT_BASE, Entity, Event, Extraction, Relation, Span, Statement
from . import literals
from .background import authority_quads, name_quads, run_quads
from .identifiers import record_iri, web_iri
from .terms import entity_classes, event_mode, event_type, individuals, relation_predicates, term
from .writer import ArticleWriter

__all__ = ["article_quads", "authority_quads", "name_quads", "run_quads"]

_Record = TypeVar("_Record", Relation, Event, Statement)
_VALUES = frozenset({"Date", "Money"})
"""Values of other things: without an IRI they are no nodes, and that is no fault."""


def article_quads(extraction: Extraction, *, base: str = DEFAULT_BASE) -> list[Quad]:
    """Return the graph of one article: its text, entities, relations, statements and events, each with its evidence.

    A relation is always a `tl:Assertion`. Its plain triple is added only where the article's own voice asserts it as
    a present fact: factuality "happened", no speaker, not former. Events and statements are nodes, never plain triples.

    Args:
        extraction: with every `Entity.iri` set (Date and Money may lack one and are then left out). Records that agree
            in everything but confidence and pattern are one; the higher confidence stays.
        base: where IRIs are minted; ends in "/" or "#".

    Returns:
        Quads of the graph `graph/KEY`, sorted, each once, without blank nodes. The same extraction gives the same list;
        local ids and the order of records do not matter.

    Raises:
        TielineError: for an entity without IRI, a reference to an unknown entity, a span outside the text, a date or a
            mode that does not exist.
        UsageError: for a base that IRIs cannot stand under.
    """
    writer = ArticleWriter(extraction, base)
    _write_article(writer, extraction.model)
    _write_entities(writer, extraction.entities)
    relations = _minted(writer, "assertion", extraction.relations)
    events = _minted(writer, "event", extraction.events)
    for node, relation in relations.items():
        _write_relation(writer, node, relation)
    for node, event in events.items():
        _write_event(writer, node, event)
    for node, statement in _minted(writer, "statement", extraction.statements).items():
        _write_statement(writer, node, statement)
        writer.add(node, "tl:content", *_told_in(statement, relations, events))
    return writer.quads()


def record_iris(extraction: Extraction, *, base: str = DEFAULT_BASE) -> dict[Relation | Event | Statement, str]:
    """Return each relation, event and statement -> the IRI that `article_quads` gives it.

    Records that agree in everything but confidence and pattern have the same.
    """
    writer = ArticleWriter(extraction, base)
    parts: dict[str, Sequence[Relation | Event | Statement]] = {
        "assertion": extraction.relations,
        "event": extraction.events,
        "statement": extraction.statements,
    }
    return {record: _record_node(writer, kind, record).value for kind, records in parts.items() for record in records}


def _write_article(writer: ArticleWriter, model: str) -> None:
    article, node = writer.article, writer.node
    writer.add(node, "rdf:type", term("schema:NewsArticle"), term("nif:Context"))
    writer.add(node, "dct:identifier", literals.text(article.id))
    writer.add(node, "nif:isString", literals.text(article.text))
    for predicate, value in (
        ("schema:headline", article.title),
        ("schema:publisher", article.publisher),
        ("schema:author", article.byline),
        ("tl:modelName", model),
    ):
        writer.add(node, predicate, literals.text(value) if value else None)
    writer.add(node, "schema:datePublished", literals.day(article.published) if article.published else None)
    writer.add(node, "schema:url", web_iri(article.url) if article.url else None)


def _write_entities(writer: ArticleWriter, entities: Iterable[Entity]) -> None:
    """Entities that were resolved to one IRI are one: named and classed by the one with most mentions by name."""
    by_node = defaultdict(list)
    for entity in entities:
        if entity.iri or entity.type not in _VALUES:
            by_node[writer.entity(entity.id)].append(entity)
    for node, same in by_node.items():
        main = min(same, key=lambda entity: (-len(_names(writer, entity)), -len(entity.name), entity.name, entity.type))
        writer.add(node, "rdf:type", *entity_classes(main.type))
        preferred = literals.label(main.name)
        writer.add(node, "skos:prefLabel", preferred)
        if all(entity.generic for entity in same):
            writer.add(node, "tl:generic", literals.truth(value=True))
        for entity in same:
            others = {literals.label(name) for name in (entity.name, *_names(writer, entity))} - {preferred}
            writer.add(node, "skos:altLabel", *(other for other in others if other.value))
            writer.add(node, "tl:role", literals.text(entity.role) if entity.role else None)
            writer.add(node, "tl:identityReason", literals.text(entity.reason) if entity.reason else None)
            for mention in entity.mentions:
                words = writer.span(Span(mention.start, mention.end))
                writer.add(node, "gaf:denotedBy", words)
                writer.add(words, "tl:mentionKind", individuals("tl:MentionKind")[mention.kind])


def _names(writer: ArticleWriter, entity: Entity) -> list[str]:
    return [writer.words(Span(m.start, m.end)) for m in entity.mentions if m.kind == "name"]


def _write_relation(writer: ArticleWriter, node: NamedNode, relation: Relation) -> None:
    subject = writer.entity(relation.subject)
    predicate = relation_predicates()[relation.type]
    object_ = _object(writer, relation)
    writer.add(node, "rdf:type", term("tl:Assertion"))
    writer.add(node, "rdf:subject", subject)
    writer.add(node, "rdf:predicate", predicate)
    writer.add(node, "rdf:object", object_)
    writer.add(node, "tl:former", literals.truth(relation.former))
    writer.add(node, "tl:subjectSpan", *writer.spans(relation.subject_span))
    writer.add(node, "tl:objectSpan", *writer.spans(relation.object_span))
    writer.add(node, "tl:trigger", *writer.spans(relation.trigger))
    writer.assertedness(node, relation)
    writer.evidence(node, relation.evidence, relation.confidence, relation.pattern)
    # A thing is not tied to itself: that both ends were resolved to one IRI is a reading to look at, not a fact.
    if relation.factuality == "happened" and relation.voice is None and not relation.former and subject != object_:
        writer.add(subject, predicate, object_)


def _object(writer: ArticleWriter, relation: Relation) -> NamedNode | Literal:
    """An office stays as the text words it; every other tie ends in an entity, or in words where there is none."""
    if relation.object is not None and relation.type != "holdsOffice":
        return writer.entity(relation.object)
    return literals.label(relation.object_text or writer.words(relation.object_span))


def _write_event(writer: ArticleWriter, node: NamedNode, event: Event) -> None:
    writer.add(node, "rdf:type", term("sem:Event"))
    writer.add(node, "sem:eventType", event_type(event.type))
    writer.add(node, "tl:mode", event_mode(event.type, event.mode) if event.mode else None)
    for role, ids, spans in (
        ("tl:initiator", event.actors, event.actor_spans),
        ("tl:target", event.recipients, event.recipient_spans),
    ):
        taking_part = [writer.entity(id_) for id_ in ids]
        writer.add(node, role, *taking_part)
        writer.add(node, "sem:hasActor", *taking_part)
        writer.add(node, f"{role}Span", *writer.spans(*spans))
        for entity in taking_part:
            writer.add(entity, "rdf:type", term("sem:Actor"))
    writer.add(node, "sem:hasPlace", writer.entity(event.place) if event.place else None)
    trigger = writer.span(event.trigger)
    writer.add(node, "tl:trigger", trigger)
    writer.add(node, "gaf:denotedBy", trigger)
    if event.date:
        first, last = literals.period(event.date)
        writer.add(node, "sem:hasTimeStamp", literals.partial_date(event.date))
        writer.add(node, "sem:hasEarliestBeginTimeStamp", literals.day(first))
        writer.add(node, "sem:hasLatestEndTimeStamp", literals.day(last))
        writer.add(node, "tl:precision", individuals("tl:Precision")[literals.precision(event.date)])
    writer.add(node, "tl:timeExpression", literals.text(event.date_text) if event.date_text else None)
    writer.assertedness(node, event)
    writer.evidence(node, event.evidence, event.confidence, event.pattern)


def _write_statement(writer: ArticleWriter, node: NamedNode, statement: Statement) -> None:
    writer.add(node, "rdf:type", term("tl:Statement"), term("schema:Claim"))
    writer.add(node, "schema:text", literals.text(" ".join(writer.words(span) for span in statement.content)))
    writer.add(node, "tl:contentSpan", *writer.spans(*statement.content))
    writer.add(node, "tl:quoteType", individuals("tl:QuoteType")[statement.form])
    writer.add(node, "tl:statementKind", individuals("tl:StatementKind")[statement.kind])
    writer.add(node, "prov:wasAttributedTo", writer.entity(statement.speaker) if statement.speaker else None)
    writer.add(node, "tl:speakerSpan", *writer.spans(statement.speaker_span))
    writer.add(node, "tl:addressee", writer.entity(statement.addressee) if statement.addressee else None)
    writer.add(node, "tl:relayedBy", *(writer.entity(id_) for id_ in statement.via))
    writer.add(node, "tl:relaySpan", *writer.spans(*statement.via_spans))
    writer.add(node, "tl:onBehalfOf", writer.entity(statement.institution) if statement.institution else None)
    writer.add(node, "tl:anonymitySpan", *writer.spans(statement.anonymity))
    writer.add(node, "tl:cue", literals.text(statement.cue_lemma) if statement.cue_lemma else None)
    writer.add(node, "tl:cueSpan", *writer.spans(statement.cue))
    about = (id_ for id_ in statement.about if writer.entities[id_].iri or writer.entities[id_].type not in _VALUES)
    writer.add(node, "schema:about", *(writer.entity(id_) for id_ in about))
    writer.add(node, "tl:statedOn", literals.partial_date(statement.date) if statement.date else None)
    writer.add(node, "tl:timeExpression", literals.text(statement.date_text) if statement.date_text else None)
    writer.evidence(node, statement.evidence, statement.confidence, statement.pattern)


def _told_in(
    statement: Statement, relations: dict[NamedNode, Relation], events: dict[NamedNode, Event]
) -> list[NamedNode]:
    """Give the assertions and events that stand inside the words said, in the voice of who says them."""
    places: list[tuple[NamedNode, Relation | Event, Span]] = [
        *((node, relation, relation.trigger or relation.subject_span) for node, relation in relations.items()),
        *((node, event, event.trigger) for node, event in events.items()),
    ]
    return [
        node
        for node, record, place in places
        if (record.voice is not None or record.factuality == "claimed")
        and record.voice == statement.speaker
        and any(span.start <= place.start and place.end <= span.end for span in statement.content)
    ]


def _minted(writer: ArticleWriter, kind: str, records: Sequence[_Record]) -> dict[NamedNode, _Record]:
    """Give each record its IRI; of records with the same content the most confident stays."""
    minted: dict[NamedNode, _Record] = {}
    for record in sorted(records, key=lambda record: (-record.confidence, record.pattern)):
        minted.setdefault(_record_node(writer, kind, record), record)
    return minted


def _record_node(writer: ArticleWriter, kind: str, record: Relation | Event | Statement) -> NamedNode:
    return record_iri(kind, writer.article.key, _content(writer, record), writer.base)


def _content(writer: ArticleWriter, record: Relation | Event | Statement) -> list[object]:
    """What tells a record from the others of its article, in places of the text."""
    place = [record.evidence.start, record.evidence.end]
    if isinstance(record, Statement):
        content = [[span.start, span.end] for span in record.content]
        return [*place, content, writer.anchor(record.speaker), record.kind]
    asserted = [record.type, record.factuality, writer.anchor(record.voice)]
    if isinstance(record, Event):
        actors, recipients = (sorted(map(str, map(writer.anchor, ids))) for ids in (record.actors, record.recipients))
        return [*place, *asserted, record.mode, record.trigger.start, record.trigger.end, actors, recipients]
    if record.object is None and record.object_text is None and record.type != "holdsOffice":
        raise TielineError(f"relation {record.id} of article {writer.article.key}: got no object, expected an entity")
    ends = [[span.start, span.end] for span in (record.subject_span, record.object_span)]
    return [*place, *asserted, record.former, ends, writer.anchor(record.subject), writer.anchor(record.object)]
