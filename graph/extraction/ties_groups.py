"""Ties of groups: parts and wholes, members, seats, lists ("the alliance, including X and Y")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..language import syntax
from ..records import Mention
from .arguments import entity_of
from .tie import BODIES, JOINED, Tie, collects, in_name, is_former, is_name, is_person, noun_class, noun_relation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .index import EntityIndex

_LISTING = frozenset({"including", "include", "included", "notably", "especially", "such as", "like", "among"})
_UNITS = frozenset({"MilitaryUnit", "GovernmentBody", "ArmedGroup", "PoliticalParty", "Organization", "Company"})
_UNIT_NOUNS = frozenset(
    {"arm", "branch", "wing", "unit", "division", "brigade", "battalion", "regiment", "corps", "squad", "squadron"}
    | {"committee", "bureau", "department", "directorate", "chapter", "section", "affiliate", "subsidiary", "faction"}
)
"""Parts that take the name of their whole before them; "the X group" is X itself."""
_MISSIONS = frozenset(
    {"embassy", "consulate", "mission", "ministry", "court", "university", "bank", "institute", "academy", "college"}
    | {"center", "centre"}
)
_OF_PLACE = {
    ("of", "Place", "Company"),
    ("of", "State", "Company"),
    ("from", "Place", "Company"),
    ("of", "Place", "Organization"),
}
_SEATED = BODIES - {"MediaOutlet"}


def parts(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield "Hezbollah's Radwan Force", "the 84th Division of the army", "the PMF brigades"; "Sadr's Mahdi Army"."""
    entity, mention = entities.headed_by(noun), entities.mention_at(noun)
    if entity is None or mention is None or mention.kind == "pronoun" or entity.type not in _UNITS:
        return
    named = mention.kind == "name"
    if not named and (noun_class(noun) in {"person", "people"} or _people(noun) or _vague(noun)):
        return
    for prep, leader in syntax.obliques(noun):
        if prep == "under" and leader.pos_ == "PROPN" and is_person(leader, entities):
            yield Tie("leads", leader, noun, "part", _case(leader), is_former(noun), confidence=0.6)
    obliques = [n for prep, n in syntax.obliques(noun) if prep in {"of", "within"} and in_name(n, entities)]
    wholes = syntax.possessors(noun) + [n for n in obliques if not (named and n.dep_ == "conj")]
    if not named and syntax.lemma(noun) in _UNIT_NOUNS:
        wholes += [t for t in syntax.premodifiers(noun) if t.dep_ == "compound" and is_name(t, entities)]
    for whole in wholes:
        other = entities.headed_by(whole) or entities.covering(whole)
        if other is None or other.id == entity.id:
            continue
        if other.type in BODIES and not (other.generic and other.type == "Organization"):
            yield Tie("partOf", noun, whole, "part", _case(whole), is_former(noun), confidence=0.7)
        elif other.type == "Person" and named and whole.pos_ == "PROPN" and entity.type in {*JOINED, "Company"}:
            yield Tie("leads", whole, noun, "part", _case(whole), is_former(noun), confidence=0.6)


def _case(noun: Token) -> tuple[int, int] | None:
    """Return the preposition or possessive ending that ties a noun to its head."""
    while noun.dep_ == "conj":
        noun = noun.head
    word = next((child for child in noun.children if child.dep_ in {"case", "prep"}), None)
    return (word.i, word.i + 1) if word is not None else None


def _people(noun: Token) -> bool:
    told = noun_relation(noun)
    return told is not None and told[0] == "memberOf"


def _vague(noun: Token) -> bool:
    """Tell whether a noun means a place or errand rather than a part, or the same thing again."""
    return syntax.lemma(noun) in {"office", "delegation", "headquarters"} or any(
        child.lower_ in {"same", "own"} for child in noun.children
    )


def members(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of people without a name: "fighters of X", "a member of X"."""
    entity = entities.headed_by(noun)
    if entity is None or not _people(noun) or noun.dep_ == "appos" or in_name(noun, entities):
        return
    if not (entity.generic or (entity.type != "Person" and noun_class(noun) == "people")):
        return
    for prep, other in syntax.obliques(noun):
        group = entity_of(entities, other)
        if prep in {"of", "from", "in"} and is_name(other, entities) and group is not None and group.type in BODIES:
            yield Tie("memberOf", noun, other, "member-of", (noun.i, noun.i + 1), is_former(noun), confidence=0.7)


def seats(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield "the Calvert Institute in Washington" and "DP World of Dubai"; an armed group operates where it is."""
    described = noun.head if noun.dep_ == "appos" and noun_class(noun) in {"company", "organization", "media"} else noun
    entity, mention = entities.headed_by(described), entities.mention_at(described)
    if entity is None or mention is None or entity.type not in _SEATED:
        return
    if mention.kind != "name" and syntax.lemma(noun) not in _MISSIONS:
        return
    places = syntax.obliques(noun)
    for prep, place in places or _next(noun, mention, entities):
        other = entities.headed_by(place)
        if other is None or place.i < noun.i:
            continue
        where = {"in", "at", "near"} if described is noun else {"in", "from"}
        if other.type in {"Place", "Facility"} and prep in where:
            type_ = "operatesIn" if entity.type == "ArmedGroup" else "basedIn"
            yield Tie(type_, described, place, "seat", _case(place), confidence=0.6)
        elif (prep, other.type, entity.type) in _OF_PLACE:
            yield Tie("basedIn", described, place, "seat", _case(place), confidence=0.6)


def _next(noun: Token, mention: Mention, entities: EntityIndex) -> list[tuple[str, Token]]:
    """Return the place right after an institution with a seat, wherever the parse hangs it: "the embassy in Rome"."""
    _, last = entities.aligned.tokens(mention.start, mention.end)
    words = {t.lower_ for t in noun.doc[max(last - 8, 0) : last] if mention.start <= entities.aligned.starts[t.i]}
    if not words & _MISSIONS or last + 1 >= noun.sent.end or noun.doc[last].lower_ != "in":
        return []
    head = noun.doc[last + 1]
    while entities.headed_by(head) is None and head.dep_ in {"compound", "amod", "flat"} and head.head.i > head.i:
        head = head.head
    return [("in", head)] if entities.headed_by(head) is not None else []


def lists(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield the listed members: "the alliance, including X and Y", "coalition partners, especially Z"."""
    if not collects(noun, entities):
        return
    for prep, each in syntax.obliques(noun):
        entity = entities.headed_by(each)
        if prep in _LISTING and entity is not None and not entity.generic:
            type_ = "memberOf" if entity.type in {"Person", "State"} else "partOf"
            yield Tie(type_, each, noun, "list", _case(each), confidence=0.7)
