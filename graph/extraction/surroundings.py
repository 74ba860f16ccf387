"""Who stands around a word of the parse: its subjects, owners, leaders and planners, and what its phrases hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..language import syntax
from .clauses import infinitival, prepositions
from .cues import cue_at
from .triggers import LIGHT

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD = frozenset({"obj", "obl", "nmod", "acl", "xcomp", "conj", "advcl", "pcomp"})
_INSTRUMENTS = frozenset(
    {"drone", "missile", "rocket", "air", "artillery", "bomb", "suicide", "mortar", "roadside", "car"}
)


def phrases(start: Token) -> Iterator[Token]:
    """Yield the words after a word that its phrases and infinitives hold, those of finite clauses left out."""
    for child in start.children:
        if child.i > start.i and child.dep_.split(":")[0] in _HELD and child.dep_ != "acl:relcl":
            if child.dep_ == "advcl" and not infinitival(child) and (child.tag_ != "VBN" or subjects(child)):
                continue
            yield child
            yield from phrases(child)


def shifted(verb: Token) -> list[Token]:
    """Return a heavy object after "as": "denounced as a crime *the suppression* of the protests"."""
    if "obj" in {c.dep_ for c in verb.children} or syntax.is_passive(verb):
        return []
    told = [noun for prep, noun in syntax.obliques(verb) if prep == "as"]
    after = [c for noun in told for c in noun.children if c.dep_ == "appos" and c.i > noun.i]
    return [c for c in after if not any(t.text == "," for t in c.doc[c.head.i : c.i])]


def engaged(verb: Token) -> bool:
    """Tell whether a passive says what its subject does: "were engaged in fighting"."""
    return syntax.lemma(verb) in {"engage", "involve"} and "in" in prepositions(verb)


def wanted(clause: Token) -> bool:
    """Tell whether a clause after "for" says what somebody is to do ("pushed for *Iran to leave*")."""
    return clause.tag_ in {"VB", "VBP"} and any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.children)


def led(noun: Token) -> list[Token]:
    """Return who leads or backs what a noun means: "the *US*-led war"."""
    return [t for each in _leading(noun) for t in each.subtree if t.ent_type_ in {"GPE", "ORG", "NORP"}]


def _leading(noun: Token) -> list[Token]:
    """Return the participles before a noun that say who leads or backs it."""
    return [
        each
        for each in noun.children
        if each.dep_ == "amod" and each.i < noun.i
        if syntax.lemma(each) in {"lead", "led", "back"} or each.lower_.endswith(("-led", "-backed"))
    ]


def subjects(clause: Token) -> list[Token]:
    """Return the subjects of a clause, active or passive, and what is joined to them; none that "no" negates."""
    own = [c for c in clause.children if c.dep_ in syntax.SUBJECTS or c.dep_ in syntax.PASSIVE_SUBJECTS]
    own = [c for c in own if all(d.lower_ != "no" for d in c.children)]
    return [noun for each in own for noun in syntax.coordinated(each)]


def speaker(pronoun: Token) -> Token | None:
    """Return who says of itself "it will", "they would": the subject of the verb of saying; None for other words."""
    if pronoun.lower_ not in {"it", "they", "he", "she", "we", "i"} or pronoun.head.dep_ != "ccomp":
        return None
    saying = pronoun.head.head
    if cue_at(saying) is None:
        return None
    found = [t for t in syntax.surface_subjects(saying) if t.pos_ in {"NOUN", "PROPN"}]
    return found[0] if len(found) == 1 else None


def owners(noun: Token) -> list[Token]:
    """Return the nouns and nationalities that own a noun: possessors, else names before it."""
    return syntax.possessors(noun) or [
        t for t in syntax.premodifiers(noun) if t.ent_type_ in {"GPE", "ORG", "NORP", "PERSON"}
    ]


def planners(noun: Token) -> list[Token]:
    """Return whose plan it is: "announced plans to leave", "Iran's decision to leave"."""
    if owning := syntax.possessors(noun):
        return owning
    verb = noun.head
    return syntax.logical_subjects(verb) if verb.pos_ == "VERB" and noun.dep_ in syntax.OBJECTS else []


def nominal_actors(noun: Token) -> list[Token]:
    """Return who acts in a noun: "an attack by A", "talks between A and B", "A's visit", "US-led strikes"."""
    places = syntax.obliques(noun)
    if acting := [n for prep, n in places if prep == "by"]:
        return acting
    if between := [n for prep, n in places if prep in {"between", "among"}]:
        return between
    owning = owners(noun)
    for each in _leading(noun):
        owning = [t for t in each.subtree if t.ent_type_ in {"GPE", "ORG", "NORP"} or t.pos_ == "PROPN"] or owning
    if owning := [t for t in owning if t.lower_ not in _INSTRUMENTS]:
        return owning
    if syntax.preposition(noun) == "in" and (found := subjects(noun)):
        return found  # "Iraq was in talks"
    verb = noun.head
    if verb.pos_ == "VERB" and noun.dep_ in syntax.OBJECTS and not LIGHT.isdisjoint(syntax.lemmas(verb)):
        return syntax.logical_subjects(verb)
    if verb.pos_ in {"VERB", "AUX"} and syntax.preposition(noun) in {"in", "at", "for", "during", "after", "on"}:
        return syntax.surface_subjects(verb) if any(prep in {"with", "against"} for prep, _ in places) else []
    return []
