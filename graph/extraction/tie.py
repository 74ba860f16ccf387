"""A candidate tie, and the questions that all forms of tie ask of a noun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping, table
from ..records import ACTOR_TYPES, Entity
from .arguments import entity_of
from .naming import title_kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .index import EntityIndex

GROUPS = ACTOR_TYPES - {"Person"}
"""Actors that are no persons."""
BODIES = GROUPS - {"State"}
MEMBERLIKE = frozenset({"official", "officer", "figure", "general", "admiral", "colonel", "politician", "veteran"})
"""Words for people of a party or force that say no more than that they belong to it."""
FORMER = frozenset(
    {"former", "late", "then", "ex", "onetime", "erstwhile", "previous", "slain", "deposed", "ousted", "retired"}
    | {"once", "formerly", "previously", "dismissed", "sacked"}
)
JOINED = frozenset({"PoliticalParty", "ArmedGroup", "MilitaryUnit"})
_JOINED_WORDS = frozenset(
    {"committee", "parliament", "party", "alliance", "caucus", "bloc", "movement", "tribe", "union", "front"}
    | {"senate", "congress", "house", "knesset", "assembly", "coalition", "league", "federation", "cabinet"}
    | {"army", "navy", "guard", "guards", "brigade", "battalion", "division", "corps", "militia", "group"}
)

COLLECTIVES = frozenset(
    {"coalition", "alliance", "bloc", "union", "federation", "umbrella", "front", "community", "league", "axis", "camp"}
)
_MEMBERS = frozenset({"member", "nation", "country", "state", "partner", "government", "faction", "component"})
_CHOICES = frozenset({"nomination", "appointment", "election", "choice", "bid", "candidacy", "selection"})


@dataclass(frozen=True)
class Tie:
    """A tie before its factuality is known; ends are tokens, `text` the words of an office."""

    type: str
    subject: Token
    object: Token | None
    pattern: str
    trigger: tuple[int, int] | None = None
    former: bool = False
    office: tuple[int, int] | None = None
    confidence: float = 0.8


def oriented(
    relation: str,
    one: Token,
    other: Token,
    pattern: str,
    trigger: Token,
    *,
    former: bool = False,
    confidence: float = 0.8,
) -> Tie:
    """Return the tie that a lexicon's relation tells of `one` and `other`: "_by" turns it round, "-" makes it past."""
    former = former or relation.endswith("-")
    if relation.endswith("_by"):
        one, other = other, one
    type_ = relation.removesuffix("_by").rstrip("-")
    return Tie(type_, one, other, pattern, (trigger.i, trigger.i + 1), former, confidence=confidence)


@cache
def noun_relations() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return noun -> (relation, prepositions before the other end)."""
    return {row["lemma"]: (row["relation"], frozenset(row["prepositions"].split(","))) for row in table("tie_nouns")}


def noun_relation(noun: Token) -> tuple[str, frozenset[str]] | None:
    """Return what a noun tells of the phrase it describes, or None."""
    known, before = noun_relations(), noun.doc[max(noun.i - 2, 0) : noun.i].text.lower()
    if noun.lower_ == "general" and before.replace(" ", "").strip("-").endswith("secretary"):
        return known["secretary-general"]
    return known.get(noun.lower_) or known.get(syntax.lemma(noun))


def noun_class(noun: Token) -> str:
    """Return the class of an actor's common noun ("person", "group", …), or ""."""
    classes = mapping("actor_nouns", "lemma", "class")
    return classes.get(noun.lower_) or classes.get(syntax.lemma(noun), "")


def is_name(token: Token, entities: EntityIndex) -> bool:
    """Tell whether a token stands for a named group, place or nationality."""
    entity = entities.headed_by(token) or entities.covering(token)
    return entity is not None and not entity.generic and entity.type in GROUPS | {"Place", "Nationality"}


def is_office(noun: Token) -> bool:
    """Tell whether a noun is an office."""
    kinds = mapping("tie_nouns", "lemma", "kind")
    lemma = syntax.lemma(noun)
    told = kinds.get(noun.lower_) or kinds.get(lemma)
    if told in {"office", "occupation"}:
        return told == "office"
    return title_kind(noun.lower_) == "office" or title_kind(lemma) == "office"


def among(token: Token, words: frozenset[str]) -> bool:
    """Tell whether one of the lemmas a token may have is among the words."""
    return any(each in words for each in syntax.lemmas(token))


def in_name(token: Token, entities: EntityIndex) -> bool:
    """Tell whether a token is a word of a name."""
    entity, start = entities.covering(token), entities.aligned.starts[token.i]
    return entity is not None and any(m.kind == "name" and m.start <= start < m.end for m in entity.mentions)


def is_former(noun: Token) -> bool:
    """Tell whether a word before a noun puts it in the past."""
    before = noun.doc[max(noun.left_edge.i, noun.i - 4) : noun.i]
    was = any(c.dep_ == "cop" and c.lower_ in {"was", "were"} for c in noun.children)
    return was or any(t.lower_ in FORMER for t in (*noun.children, *before))


def belonging(entity: Entity | None) -> str:
    """Return how a person belongs to it: member of a party, force or council, affiliated with the rest."""
    if entity is None:
        return "affiliatedWith"
    last = entity.name.casefold().split()[-1:] or [""]
    joined = last[0] in _JOINED_WORDS and entity.type not in {"ThinkTank", "MediaOutlet", "Company"}
    return "memberOf" if joined or entity.type in JOINED else "affiliatedWith"


def owners(noun: Token, entities: EntityIndex) -> list[Token]:
    """Return the names that own or describe a noun: "Iran's …", "its …", "the Hezbollah …", "X, whose …"."""
    before = [syntax.antecedent(t) or t for t in syntax.possessors(noun)]
    return [t for t in (*before, *syntax.premodifiers(noun)) if is_name(t, entities)]


def collects(noun: Token, entities: EntityIndex) -> bool:
    """Tell whether a noun names something with members: an alliance, "coalition partners", an organization's name."""
    entity = entities.headed_by(noun)
    if entity is None:
        return False
    if entity.type in BODIES and not entity.generic:
        return noun_class(noun) not in {"person", "people"}
    if entity.type in BODIES and (noun_class(noun) == "alliance" or syntax.lemma(noun) in COLLECTIVES):
        return True
    of = [n for prep, n in syntax.obliques(noun) if prep == "of"]
    return syntax.lemma(noun) in _MEMBERS and any(
        syntax.lemma(t) in COLLECTIVES for t in (*syntax.premodifiers(noun), *of)
    )


def is_person(token: Token, entities: EntityIndex) -> bool:
    """Tell whether a token heads a mention of a person."""
    entity = entities.headed_by(token)
    return entity is not None and entity.type == "Person"


def is_state(token: Token, entities: EntityIndex) -> bool:
    """Tell whether a token heads a mention of a state."""
    entity = entities.headed_by(token)
    return entity is not None and entity.type == "State"


def is_body(token: Token, entities: EntityIndex) -> bool:
    """Tell whether a token means a group that is no state and not only described."""
    entity = entity_of(entities, token)
    return entity is not None and entity.type in BODIES and not entity.generic


def doers(noun: Token, entities: EntityIndex) -> list[Token]:
    """Return who carries out what a noun names: "X's campaign", "the coalition effort", "X wages a war"."""
    found = syntax.possessors(noun) or [
        t for t in syntax.premodifiers(noun) if t.pos_ in {"NOUN", "PROPN"} and entity_of(entities, t) is not None
    ]
    if found:
        return found
    if any(child.dep_ == "cop" for child in noun.children):
        return syntax.surface_subjects(noun)
    head = noun.head
    if head.pos_ in {"VERB", "AUX", "ADJ"} and noun.dep_.split(":")[0] in {*syntax.OBJECTS, "obl", "xcomp"}:
        return syntax.logical_subjects(head)
    if head.pos_ in {"NOUN", "PROPN"} and noun.dep_.split(":")[0] == "nmod":
        return [head] if entities.headed_by(head) is not None else doers(head, entities) if head.i < noun.i else []
    return []


def agents_of(verb: Token, entities: EntityIndex) -> list[Token]:
    """Return who acts, also where a noun rules an infinitive: "X's plan to …", "X is committed to …-ing"."""
    if verb.tag_ == "VBG" and verb.head.pos_ == "VERB" and any(c.lower_ == "of" for c in verb.children):
        return syntax.logical_objects(verb.head)  # "accused X of supporting Y"
    found = syntax.logical_subjects(verb)
    if found or syntax.is_passive(verb):
        return found
    while verb.dep_ == "conj":
        verb = verb.head
    noun = verb.head
    if syntax.lemma(noun) in _CHOICES:
        return [n for prep, n in syntax.obliques(noun) if prep == "of"] or syntax.possessors(noun)
    if verb.dep_ in {"acl", "advcl", "xcomp", "ccomp"} and noun.pos_ == "NOUN":
        return doers(noun, entities)
    return []
