"""Ties told by verbs and adjectives: "Iran supports X", "X, backed by Iran", "who heads Y", "a party loyal to Z"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import table
from ..records import Entity
from .arguments import entity_of
from .tie import BODIES, Tie, agents_of, belonging, collects, is_body, is_person, noun_class, oriented

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .index import EntityIndex

_OFTEN = frozenset({"regularly", "often", "frequently", "routinely", "weekly", "monthly", "repeatedly", "usually"})
_STATE_LEADING = frozenset({"lead", "govern", "rule"})
_PAST = frozenset({"leads", "memberOf", "affiliatedWith"})
_NO_PAST = frozenset({"join", "found", "co-found", "establish", "link", "tie", "affiliate", "connect", "enlist"})
_PERSONAL = frozenset({"teach", "lecture", "write", "speak"})
_TEACHING = frozenset({"train", "mentor", "advise", "shelter"})
_WORKING = frozenset({"work", "cooperate", "collaborate", "coordinate", "partner"})
_POWERS = frozenset({"State", "ArmedGroup", "MilitaryUnit", "PoliticalParty", "Organization"})
"""Those whose work together makes allies; an agency works with everybody."""
_ANSWERING = frozenset({"answer", "report", "belong"})
_LINKING = frozenset({"link", "tie", "connect", "affiliate", "ally", "align"})


@cache
def _rows() -> Mapping[str, tuple[dict[str, str], ...]]:
    found: dict[str, tuple[dict[str, str], ...]] = {}
    for row in table("tie_verbs"):
        found[row["lemma"]] = (*found.get(row["lemma"], ()), row)
    return found


def verbs(verb: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield the ties of a verb or adjective of the lexicon."""
    lemma = next((each for each in (*syntax.lemmas(verb), verb.lower_) if each in _rows()), "")
    for row in _rows().get(lemma, ()):
        if not _in_time(verb, row["when"]):
            continue
        subjects, objects = _ends(verb, row["object"].split(","), entities)
        subjects = [t for t in subjects if is_person(t, entities) == is_person(subjects[0], entities)]
        for subject in subjects:
            for other in objects:
                yield from _tie(verb, lemma, row["relation"], subject, other, entities)


def _ends(verb: Token, where: list[str], entities: EntityIndex) -> tuple[list[Token], list[Token]]:
    """Return the heads at both ends; of a passive the by-phrase is the subject where an object is asked for."""
    passive = syntax.is_passive(verb)
    if syntax.lemma(verb) in _LINKING and not passive and (linked := syntax.logical_objects(verb)):
        return linked, [noun for prep, noun in syntax.obliques(verb) if prep in where]
    objects = syntax.logical_objects(verb) if "obj" in where else []
    acting = agents_of(verb, entities) if objects else []
    if acting:
        return acting, objects
    objects = [noun for prep, noun in syntax.obliques(verb) if prep in where]
    if verb.pos_ not in {"VERB", "AUX"}:
        return _described_by(verb), objects
    if passive:
        return syntax.surface_subjects(verb), objects
    return agents_of(verb, entities), objects


def _described_by(adjective: Token) -> list[Token]:
    """Return what an adjective is said of: "X is loyal to Y", "a party close to Y"."""
    found = syntax.surface_subjects(adjective)
    head = adjective.head
    if not found and adjective.dep_ in {"amod", "acl", "acl:relcl"} and head.i < adjective.i:
        return [head.head if head.dep_ == "appos" else head]
    return found


def _tie(verb: Token, lemma: str, relation: str, subject: Token, other: Token, entities: EntityIndex) -> Iterator[Tie]:
    one, two = entity_of(entities, subject), entity_of(entities, other)
    if one is not None and one.type == "Person" and relation == "leads" and (two is None or two.generic):
        yield from _part_led(verb, subject, other, entities)
    if one is None or two is None:
        return
    if relation == "comprises":
        if collects(subject, entities):
            type_ = "memberOf" if two.type in {"Person", "State"} else "partOf"
            yield oriented(type_, other, subject, "verb", verb, confidence=0.75)
        return
    people = one.type == "Person" or noun_class(subject) in {"person", "people"}
    named = entities.headed_by(other) or entities.covering(other)
    told = _told(lemma, relation, one, two, people=people, named=named is not None)
    owned = named is not None or bool(syntax.possessors(other))
    if told is None or (relation in {"supports", "opposes"} and not owned):
        return  # "supports the American right to …"
    if lemma in _WORKING and relation == "alliedWith" and syntax.logical_objects(verb):
        return
    past = relation in _PAST and verb.tag_ == "VBD" and lemma not in _NO_PAST and not syntax.is_passive(verb)
    yield oriented(told, subject, other, "verb", verb, former=past, confidence=0.75)


def _told(lemma: str, relation: str, one: Entity, two: Entity, *, people: bool, named: bool) -> str | None:
    """Return what a verb tells of two such ends, or None; `named` is False for "the Guards' directorate"."""
    if lemma in _ANSWERING:
        return belonging(two) if people else "partOf"
    if relation.startswith("memberOf"):
        if two.type not in BODIES or (lemma in {"leave", "quit"} and belonging(two) != "memberOf"):
            return None
        return relation if people or one.type == "State" else relation.replace("memberOf", "partOf")
    if relation == "leads" and not named:
        return "affiliatedWith" if people else None
    if relation == "leads" and two.type in {"State", "Place"} and lemma not in _STATE_LEADING:
        return None
    if lemma in _WORKING and relation == "alliedWith" and not {one.type, two.type} <= _POWERS:
        return None
    personal = lemma in _PERSONAL and not people
    vague = (lemma == "close" and one.generic) or (lemma in _TEACHING and two.type == "Nationality")
    return None if personal or vague else relation


def _part_led(verb: Token, subject: Token, part: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield "X heads the drylands group at ICRISAT": who leads a nameless part is affiliated with the whole."""
    wholes = [n for prep, n in syntax.obliques(part) if prep in {"at", "of", "in"}] + syntax.possessors(part)
    for whole in wholes:
        if is_body(whole, entities) and whole.i > verb.i:
            yield oriented("affiliatedWith", subject, whole, "verb", verb, former=verb.tag_ == "VBD", confidence=0.6)


def _in_time(verb: Token, when: str) -> bool:
    """Tell whether a verb stands in a tense that tells a lasting tie."""
    if when == "any":
        return True
    if when == "present":
        return verb.tag_ in {"VBP", "VBZ"}
    if when == "aim":
        return verb.tag_ in {"VB", "VBG"} or (verb.dep_ == "conj" and verb.head.tag_ in {"VB", "VBG"})
    if when == "habit":
        often = any(child.lower_ in _OFTEN for child in verb.children)
        return often and verb.tag_ in {"VBP", "VBZ", "VBG", "VBN"}
    was = {"was", "were"} & set(syntax.auxiliaries(verb))
    return verb.tag_ != "VBD" and not (was and verb.tag_ == "VBN")
