"""Extractions as JSON: the public contract of `tieline extract`, and the lossless form a graph folder keeps."""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from ..records import Entity, Event, Extraction, Relation, Span, Statement

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _adapter() -> TypeAdapter[Extraction]:
    from pydantic import TypeAdapter

    return TypeAdapter(Extraction)


def dumps(extraction: Extraction) -> bytes:
    """Return the lossless JSON form; `loads` gives an equal Extraction back."""
    return _adapter().dump_json(extraction)


def loads(data: bytes) -> Extraction:
    """Return the Extraction that `dumps` wrote.

    Raises:
        pydantic.ValidationError: if the bytes are not such a form.
    """
    return _adapter().validate_json(data)


def packed(data: bytes) -> bytes:
    """Return what `dumps` returned, made smaller; `unpacked` gives it back."""
    return zlib.compress(data, 1)


def unpacked(data: bytes) -> bytes:
    """Return the JSON that was `packed`; what is JSON already stays as it is.

    Raises:
        ValueError: if the bytes are neither.
    """
    if bytes(data[:1]) == b"{":
        return data
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(f"packed JSON cannot be read ({error})") from error


def contract(extraction: Extraction) -> dict[str, Any]:
    """Return the object `tieline extract` prints for one article; keys and values as docs/json.md lists them."""
    article = extraction.article
    source = article.source
    return {
        "id": article.id,
        "source": {"file": source.file, "start": source.start, "end": source.end} if source else None,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "byline": article.byline,
        "url": article.url,
        "text": article.text,
        "entities": [_entity(entity) for entity in extraction.entities],
        "statements": [_statement(statement) for statement in extraction.statements],
        "events": [_event(event) for event in extraction.events],
        "relations": [_relation(relation) for relation in extraction.relations],
        "model": extraction.model,
    }


def _span(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span else None


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "iri": entity.iri or None,
        "name": entity.name,
        "type": entity.type,
        "role": entity.role,
        "generic": entity.generic,
        "reason": entity.reason,
        "mentions": [{"start": m.start, "end": m.end, "kind": m.kind} for m in entity.mentions],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "speaker": statement.speaker,
        "speaker_span": _span(statement.speaker_span),
        "addressee": statement.addressee,
        "cue": _span(statement.cue),
        "content": [_span(span) for span in statement.content],
        "form": statement.form,
        "kind": statement.kind,
        "about": list(statement.about),
        "date": statement.date,
        "evidence": _span(statement.evidence),
        "confidence": statement.confidence,
        "pattern": statement.pattern,
        "via": list(statement.via),
        "via_spans": [_span(span) for span in statement.via_spans],
        "institution": statement.institution,
        "anonymity": _span(statement.anonymity),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "group": event.group or event.id,
        "type": event.type,
        "mode": event.mode,
        "trigger": _span(event.trigger),
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "actor_spans": [_span(span) for span in event.actor_spans],
        "recipient_spans": [_span(span) for span in event.recipient_spans],
        "place": event.place,
        "date": event.date,
        "date_text": event.date_text,
        "factuality": event.factuality,
        "voice": event.voice,
        "evidence": _span(event.evidence),
        "confidence": event.confidence,
        "pattern": event.pattern,
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "type": relation.type,
        "subject": relation.subject,
        "object": relation.object,
        "object_text": relation.object_text,
        "subject_span": _span(relation.subject_span),
        "object_span": _span(relation.object_span),
        "trigger": _span(relation.trigger),
        "former": relation.former,
        "factuality": relation.factuality,
        "voice": relation.voice,
        "evidence": _span(relation.evidence),
        "confidence": relation.confidence,
        "pattern": relation.pattern,
    }
