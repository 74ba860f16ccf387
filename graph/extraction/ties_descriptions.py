"""Ties told by a noun that describes a name: "X, the head of Y", "X is a member of Y", "named X director of Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..language import syntax
from ..records import Entity
from .arguments import entity_of
from .described import described, in_passing
from .naming import HYPHENS, is_title
from .tie import (
    BODIES,
    FORMER,
    MEMBERLIKE,
    Tie,
    belonging,
    in_name,
    is_former,
    is_office,
    is_person,
    is_state,
    noun_class,
    noun_relation,
    oriented,
    owners,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .index import EntityIndex

_RULERS = frozenset(
    {"president", "premier", "chancellor", "leader", "king", "queen", "emir", "sultan", "ruler", "monarch"}
)
_PLACED = frozenset({"mayor", "governor", "manager", "director"})
"""Those who lead a town, a province or a site."""
_PERSONAL = frozenset({"of", "at", "with", "from", "for"})
_EMPLOYED = _PERSONAL - {"of"}
_HEAD_WORDS = frozenset(
    {"prime", "chief", "executive", "general", "commander", "secretary", "editor", "commanding", "managing", "party"}
    | {"supreme", "top", "senior"}
)
_PLAIN = frozenset({"head", "leader", "chief", "commander", "boss"})
"""Words that say no more than that someone leads."""
_SECOND = frozenset({"in", "chief", "general", "elect"})
_LESSER = frozenset({"deputy", "vice", "assistant", "associate", "junior", "country", "regional", "branch", "local"})


def descriptions(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield the ties a describing noun tells of each name it describes."""
    chief = _in_chief(noun)
    if in_name(noun, entities) or (chief is not None and chief.i == noun.i):
        return
    names = list(described(noun, entities))
    told = noun_relation(noun)
    former = is_former(noun) or _past(noun)
    own = owners(noun, entities)
    pattern = "apposition" if in_passing(noun) else "description"
    yield from _persons_group(noun, names, entities, former=former)
    for subject in names:
        person = is_person(subject, entities)
        if told is None and not (person and noun.pos_ == "NOUN"):
            continue
        relation, allowed = told or ("affiliatedWith", _PERSONAL if noun_class(noun) == "person" else _EMPLOYED)
        ends = [(prep, n) for prep, n in _obliques(noun, chief) if prep in allowed]
        ends += [("", n) for n in own if told is not None]
        ends = ends or [("", n) for n in _after_comma(noun, entities) if relation == "leads"]
        said: set[str] = set()
        for prep, other in ends:
            entity = entity_of(entities, other)
            type_ = None if entity is None else _type(noun, relation, prep, other, entity, person=person)
            if type_ is not None:
                said.add(type_)
                if type_ == "partOf" and is_state(subject, entities):
                    type_ = "memberOf"
                yield oriented(type_, subject, other, pattern, noun, former=former)
        plain = syntax.lemma(noun) in _PLAIN and "leads" in said
        if person and noun.tag_ != "NNS" and is_office(noun) and "spokespersonFor" not in said and not plain:
            first = ends[0][1] if ends else None
            yield Tie("holdsOffice", subject, first, "office", (noun.i, noun.i + 1), former, _phrase(noun))


def _obliques(noun: Token, chief: Token | None) -> list[tuple[str, Token]]:
    """Return the prepositional phrases of a noun; those of "commander-in-chief" hang on its last word."""
    return syntax.obliques(noun) + (syntax.obliques(chief) if chief is not None else [])


def _persons_group(noun: Token, names: list[Token], entities: EntityIndex, *, former: bool) -> Iterator[Tie]:
    """Yield "her party, X" and "the company of A, Y": the person belongs to the group that is named."""
    if noun_class(noun) not in {"group", "force", "party", "organization", "company", "alliance", "media"}:
        return
    for owner in syntax.possessors(noun):
        person = entities.headed_by(owner)
        for group in names:
            entity = entities.headed_by(group)
            if person is None or person.type != "Person" or entity is None or entity.type not in BODIES:
                continue
            type_ = "memberOf" if noun_class(noun) in {"party", "force"} else belonging(entity)
            yield Tie(type_, owner, group, "apposition", (noun.i, noun.i + 1), former)


def _type(noun: Token, relation: str, prep: str, other: Token, entity: Entity, *, person: bool) -> str | None:
    """Return the tie a describing noun tells to a named end, or None: "Iran's top commander" leads no state."""
    if relation == "leads":
        if not person:
            return None
        if entity.type in {"State", "Nationality", "Place"} and not _rules(noun, entity.type):
            return None
        return "affiliatedWith" if prep == "in" or _lesser(noun, other) else relation
    if relation.startswith("partOf") and (person or entity.generic):
        return None
    if relation == "affiliatedWith" and not person:
        return "memberOf" if entity.type == "InternationalOrganization" else None
    if relation == "affiliatedWith" and (noun_relation(noun) is None or syntax.lemma(noun) in MEMBERLIKE):
        return belonging(entity)
    return relation


def _rules(noun: Token, type_: str) -> bool:
    """Tell whether who bears a noun leads a state (a president) or a place (a mayor)."""
    lemma = syntax.lemma(noun)
    if type_ == "Place":
        return lemma in _PLACED
    of_something = any(c.dep_ == "compound" and c.pos_ == "NOUN" for c in noun.children)  # "militia leader"
    return (lemma in _RULERS and not of_something) or noun.doc[max(noun.i - 1, 0)].lower_ == "prime"


def _lesser(noun: Token, owner: Token) -> bool:
    """Tell whether a leader leads only a part: "deputy head", "intelligence chief", "Y's director for sales"."""
    for child in noun.children:
        if child.i >= noun.i or child.i == owner.i or child.lower_ in _HEAD_WORDS | FORMER:
            continue
        if child.lower_ in _LESSER or (child.dep_ == "compound" and child.pos_ == "NOUN"):
            return True
    if any(prep in {"of", "for"} and n.i != owner.i and n.pos_ == "NOUN" for prep, n in syntax.obliques(noun)):
        return True
    before = syntax.premodifiers(noun)
    if syntax.lemma(noun) not in {"minister", "secretary"} or any(t.lower_ == "prime" for t in before):
        return False
    return any(is_title(t.text) and t.lower_ not in _HEAD_WORDS | FORMER for t in before)


def _past(noun: Token) -> bool:
    """Tell whether the verb over a describing noun tells of a tie that is over: "served as", "resigned as"."""
    verb = noun.head
    if verb.pos_ != "VERB" or syntax.preposition(noun) != "as":
        return False
    lemma = syntax.lemma(verb)
    return lemma in {"resign", "retire"} or (lemma in {"serve", "act", "work"} and verb.tag_ == "VBD")


def _after_comma(noun: Token, entities: EntityIndex) -> list[Token]:
    """Return the force of "X, commander, 3rd Fleet": military style names it after a comma."""
    doc, i = noun.doc, noun.i + 1
    if i + 1 >= noun.sent.end or doc[i].text != "," or noun.doc[noun.i - 1].text != ",":
        return []
    entity, start = entities.covering(doc[i + 1]), entities.aligned.starts[i + 1]
    mention = next((m for m in entity.mentions if m.start == start and m.kind == "name"), None) if entity else None
    if entity is None or mention is None or entity.type not in BODIES:
        return []
    return [doc[entities.aligned.tokens(mention.head, mention.head + 1)[0]]]


def _in_chief(noun: Token) -> Token | None:
    """Return the last word of "commander-in-chief" for its first or last word, else None."""
    for first in (noun.i, noun.i - 4):
        if first >= 0 and first + 5 <= len(noun.doc) and noun.doc[first + 1 : first + 5].text.lower() == "-in-chief":
            return noun.doc[first + 4]
    return None


def _phrase(noun: Token) -> tuple[int, int]:
    """Return the words of an office: the noun with its compounds and adjectives, nationality and article left out."""
    doc, first, last = noun.doc, noun.i, noun.i + 1
    while first > noun.sent.start and doc[first - 1].lower_ not in FORMER:
        if is_title(doc[first - 1].text) and doc[first - 1].pos_ != "ADP":
            first -= 1
        elif first - 2 >= noun.sent.start and doc[first - 1].text in HYPHENS and is_title(doc[first - 2].text):
            first -= 2  # "secretary-general"
        else:
            break
    while last + 1 < noun.sent.end and doc[last].text in HYPHENS and doc[last + 1].lower_ in _SECOND:
        last += 2  # "secretary" of "secretary-general"
    return first, last
