"""Who takes part: the noun phrases in the roles of a trigger, and the entities they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import column
from ..records import ACTOR_TYPES, Entity, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..language import AlignedDoc
    from .index import EntityIndex

_ACTING = ACTOR_TYPES | {"Place", "Facility", "Nationality"}
_QUANTITIES = frozenset(
    {"thousand", "hundred", "dozen", "score", "million", "ten", "number", "group", "most", "some", "many", "majority"}
    | {
        "part",
        "third",
        "half",
        "several",
        "lot",
        "crowd",
        "series",
        "handful",
        "couple",
        "pair",
        "member",
        "all",
        "both",
    }
)
_NEGATED = frozenset({"nobody", "none", "nothing"})


@dataclass(frozen=True)
class Argument:
    """A phrase in a role: its head, its characters, the entity it means (None where it is none), whether it can act."""

    head: Token
    span: Span
    entity: Entity | None
    actor: bool


def arguments(aligned: AlignedDoc, entities: EntityIndex, heads: Iterable[Token]) -> list[Argument]:
    """Return the arguments for the heads of noun phrases, each once, in text order."""
    found: dict[int, Argument] = {}
    for given in heads:
        head = _counted(given)
        if head.lower_ in _NEGATED or head.i in found or head.ent_type_ in {"DATE", "MONEY", "TIME"}:
            continue
        first, last = syntax.noun_phrase(head)
        if given is not head:
            first = min(first, syntax.noun_phrase(given)[0])
        entity = entity_of(entities, head)
        span = aligned.span(first, last)
        if head.pos_ == "PRON" and entity is not None:
            span = _antecedent(aligned, entity, head) or span
        found[head.i] = Argument(head, span, entity, _can_act(head, entity))
    return [found[i] for i in sorted(found)]


def _counted(head: Token) -> Token:
    """Return what a quantity counts: "thousands of Kurds", "a group of deputies", "most of the fighters"."""
    if head.lower_ in _QUANTITIES or syntax.lemma(head) in _QUANTITIES:
        counted = [noun for prep, noun in syntax.obliques(head) if prep == "of" and noun.i > head.i]
        if counted:
            return counted[0]
    return head


def _antecedent(aligned: AlignedDoc, entity: Entity, pronoun: Token) -> Span | None:
    """Return the words that a pronoun stands for where the same sentence has them."""
    sentence = aligned.sentence_at(aligned.starts[pronoun.i])
    near = [m for m in entity.mentions if m.kind != "pronoun" and sentence.start <= m.start and m.end <= sentence.end]
    return Span(near[0].start, near[0].end) if near else None


def entity_of(entities: EntityIndex, head: Token) -> Entity | None:
    """Return the actor or place a noun phrase means: its own, that of the name it holds, or that of its owner.

    "Iran's nuclear sites" means Iran where the sites are no entity; "the house of Soleimani" is nobody.
    """
    own = entities.headed_by(head)
    if own is not None:
        return own if own.type in _ACTING else None
    covering = entities.covering(head)
    if covering is not None and covering.type in _ACTING:
        return covering
    for owner in syntax.possessors(head):
        entity = entities.headed_by(owner) or entities.covering(owner)
        if entity is not None and entity.type in _ACTING:
            return entity
    for child in syntax.premodifiers(head):
        entity = entities.headed_by(child) or entities.covering(child)
        if entity is not None and entity.type in ACTOR_TYPES | {"Nationality"}:
            return entity
    return None


def _can_act(head: Token, entity: Entity | None) -> bool:
    """Tell whether a phrase is a political actor or a place that stands for one."""
    if entity is not None:
        return entity.type in _ACTING
    nouns = column("actor_nouns", "lemma")
    if head.lower_ in nouns or syntax.lemma(head) in nouns:
        return True
    if head.pos_ == "PRON":
        return head.lower_ in {"he", "she", "they", "we", "him", "them", "us", "who", "i"}
    words = (head, *syntax.premodifiers(head), *syntax.possessors(head))
    return any(t.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} for t in words)
