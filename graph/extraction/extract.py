"""The road of one article: parse → entities → statements → events and relations → Extraction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language import AlignedDoc, analyse_many
from ..records import Article, Entity, Event, Extraction, Relation, Statement
from .entities import find_entities
from .events import find_events
from .first_person import with_first_person
from .index import EntityIndex
from .naming import NameIndex, NoNames
from .relations import find_relations
from .statements import find_statements

if TYPE_CHECKING:
    from spacy.language import Language


def extract(article: Article, nlp: Language, *, names: NameIndex | None = None, model: str = "") -> Extraction:
    """Return all that can be read out of one article.

    Args:
        article: cleaned; its text may be empty, which gives an empty Extraction.
        nlp: the spaCy pipeline (`language.load()`).
        names: the authority file; without one only the text itself tells who is who.
        model: "name-version" of the pipeline, recorded in the result.
    """
    return next(extract_many([article], nlp, names=names, model=model))


def extract_many(
    articles: Iterable[Article], nlp: Language, *, names: NameIndex | None = None, model: str = ""
) -> Iterator[Extraction]:
    """Yield the Extraction of each article, in order."""
    for article in articles:
        aligned = next(analyse_many([article.text], nlp))
        yield _extract(article, aligned, names or NoNames(), model)


def _extract(article: Article, aligned: AlignedDoc, names: NameIndex, model: str) -> Extraction:
    index = EntityIndex(aligned, find_entities(aligned, names))
    statements = find_statements(aligned, index, published=article.published)
    index = EntityIndex(aligned, with_first_person(aligned, index.entities, statements))
    events = find_events(aligned, index, statements, published=article.published)
    relations = find_relations(aligned, index, statements)
    entities = tuple(_used(index.entities, statements, events, relations))
    return _renumbered(Extraction(article, aligned.sentences, entities, statements, events, relations, model))


def _used(
    entities: Iterable[Entity],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    relations: tuple[Relation, ...],
) -> Iterator[Entity]:
    """Yield entities with a name or a named state in their description, others only where they act or are tied."""
    used: set[str | None] = set()
    for statement in statements:
        used |= {statement.speaker, statement.addressee, statement.institution, *statement.via}
    for event in events:
        used |= {*event.actors, *event.recipients, event.voice}
    for relation in relations:
        used |= {relation.subject, relation.object, relation.voice}
    for entity in entities:
        named = any(mention.kind == "name" for mention in entity.mentions)
        if entity.id in used or named or any(word[0].isupper() for word in entity.name.split()):
            yield entity


def _renumbered(extraction: Extraction) -> Extraction:
    """Number the entities from e1 without gaps and follow that in every finding."""
    new = {entity.id: f"e{n}" for n, entity in enumerate(extraction.entities, 1)}

    def one(id_: str | None) -> str | None:
        return new.get(id_) if id_ else None

    def many(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(new[id_] for id_ in ids if id_ in new)

    return replace(
        extraction,
        entities=tuple(replace(entity, id=new[entity.id]) for entity in extraction.entities),
        statements=tuple(
            replace(
                s,
                speaker=one(s.speaker),
                addressee=one(s.addressee),
                about=many(s.about),
                via=many(s.via),
                institution=one(s.institution),
            )
            for s in extraction.statements
        ),
        events=tuple(
            replace(e, actors=many(e.actors), recipients=many(e.recipients), place=one(e.place), voice=one(e.voice))
            for e in extraction.events
        ),
        relations=tuple(
            replace(r, subject=new[r.subject], object=one(r.object), voice=one(r.voice)) for r in extraction.relations
        ),
    )
