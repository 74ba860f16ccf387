"""Lasting ties between entities: offices, membership, parts, support, alliances, seats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from ..language import syntax
from ..records import ACTOR_TYPES, SYMMETRIC_RELATIONS, Entity, Relation, RelationType, Span, Statement
from .arguments import entity_of
from .factuality import factuality
from .naming import name_words
from .quotations import has_mark
from .tie import BODIES, GROUPS, Tie
from .ties import ties

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..language import AlignedDoc
    from .index import EntityIndex

_ENDS = ACTOR_TYPES | {"Nationality"}
"""A nationality stands for its state: "Iranian-backed militias"."""

_IN_PASSING = frozenset(
    {"title", "hyphenated", "of-organization", "pro-", "anti-", "office", "apposition", "part", "seat", "list"}
)
"""Patterns of ties that are told beside what the sentence is about."""
_JUDGING = frozenset({"hyphenated", "pro-", "anti-"})
"""Those that may be a speaker's own words for somebody: "opposes the Iran-backed militias"."""


def find_relations(aligned: AlignedDoc, entities: EntityIndex, statements: Sequence[Statement]) -> tuple[Relation, ...]:
    """Return the ties a text states, in order, ids "r1", "r2", …; a symmetric tie is given once.

    Args:
        aligned: the text and its parse.
        entities: who the ends are; both must be entities, but for the office of a person.
        statements: of the same text; what stands in their content is claimed by their speakers.
    """
    made: list[Relation] = []
    seen: set[tuple[object, ...]] = set()
    for token in aligned.doc:
        for tie in ties(token, entities):
            relation = _relation(aligned, entities, statements, tie)
            if relation is None:
                continue
            ends: tuple[object, ...] = (relation.subject, relation.object or relation.object_text)
            if relation.type in SYMMETRIC_RELATIONS:
                ends = tuple(sorted(map(str, ends)))
            key = (relation.type, ends, relation.evidence)
            if key not in seen:
                seen.add(key)
                made.append(relation)
    made.sort(key=lambda r: (r.subject_span, r.object_span, r.type))
    return tuple(replace(relation, id=f"r{n}") for n, relation in enumerate(made, 1))


def _relation(aligned: AlignedDoc, entities: EntityIndex, statements: Sequence[Statement], tie: Tie) -> Relation | None:
    subject = entity_of(entities, tie.subject)
    other = entity_of(entities, tie.object) if tie.object is not None else None
    if subject is None or subject.type not in _ENDS:
        return None
    fits = tie.pattern == "adherent" or (other is not None and _fits(tie.type, subject, other))
    if tie.type != "holdsOffice" and (other is None or _same(subject, other) or not fits):
        return None
    if tie.type == "holdsOffice" and subject.type != "Person":
        return None
    token = aligned.doc[tie.trigger[0]] if tie.trigger else tie.subject
    told, voice, statement = factuality(aligned, token, statements)
    if tie.pattern in _IN_PASSING:
        if told != "claimed":
            told = "happened"  # a description in passing is asserted whatever the clause around it plans or denies
        elif tie.pattern not in _JUDGING and statement is not None and _only_names(aligned.text, statement):
            told, voice = "happened", None
    office = aligned.span(*tie.office) if tie.office else None
    object_span = office or _span(aligned, entities, tie.object)
    if object_span is None:
        return None
    return Relation(
        id="",
        type=cast("RelationType", tie.type),
        subject=subject.id,
        object=other.id if other is not None and other.id != subject.id else None,
        object_text=" ".join(aligned.slice(office).split()) if office else None,
        subject_span=_span(aligned, entities, tie.subject) or aligned.span(tie.subject.i, tie.subject.i + 1),
        object_span=object_span,
        trigger=aligned.span(*tie.trigger) if tie.trigger else None,
        evidence=aligned.sentence_at(aligned.starts[tie.subject.i]),
        former=tie.former,
        factuality=told,
        voice=voice,
        confidence=tie.confidence,
        pattern=tie.pattern,
    )


def _only_names(text: str, statement: Statement) -> bool:
    """Tell whether it names what somebody backs or opposes: how that is described are the article's own words."""
    quoted = any(has_mark(text[span.start : span.end]) for span in statement.content)
    return statement.kind == "stance" and statement.pattern == "noun-phrase" and not quoted


def _same(one: Entity, other: Entity) -> bool:
    """Tell whether two ends are one thing: the same entity, or two of the same name."""
    return one.id == other.id or name_words(one.name) == name_words(other.name)


def _fits(type_: str, subject: Entity, other: Entity) -> bool:
    """Tell whether the ends can stand in such a tie: a seat is a place, a part is no person."""
    if type_ in {"basedIn", "operatesIn"}:
        return other.type in {"Place", "State", "Facility"} and (type_ == "operatesIn" or subject.type != "State")
    if type_ == "partOf":
        return subject.type in BODIES and other.type in BODIES
    if type_ == "affiliatedWith" and subject.type == "Person":
        return other.type in BODIES
    if type_ == "memberOf":
        return other.type in BODIES or (other.type == "State" and other.generic)  # "coalition nations"
    if type_ == "spokespersonFor":
        return other.type in GROUPS
    if type_ == "citizenOf":
        return subject.type == "Person" and other.type in {"State", "Nationality"}
    if type_ == "leads":
        return other.type in GROUPS | {"Nationality", "Place", "Facility"}
    return other.type in _ENDS


def _span(aligned: AlignedDoc, entities: EntityIndex, token: Token | None) -> Span | None:
    """Return the mention a token heads or stands in, else its noun phrase."""
    if token is None:
        return None
    mention = entities.mention_at(token)
    if mention is not None:
        return Span(mention.start, mention.end)
    entity = entities.covering(token)
    start = aligned.starts[token.i]
    if entity is not None:
        found = next((m for m in entity.mentions if m.start <= start < m.end), None)
        if found is not None:
            return Span(found.start, found.end)
    first, last = syntax.noun_phrase(token)
    return aligned.span(first, last)
