"""Ties told by nouns of fighting and helping: "X's war against Y", "Iran's support for Z", "weapons from Iran"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from ..language import syntax
from .tie import Tie, among, doers

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .index import EntityIndex

_STRUGGLES = frozenset(
    {"fight", "war", "battle", "campaign", "struggle", "operation", "offensive", "effort", "jihad", "insurgency"}
    | {"strategy", "mission", "crackdown", "conflict", "feud", "fighting", "hostility"}
)
_WAGING = frozenset(
    {"wage", "fight", "lead", "launch", "conduct", "continue", "pursue", "mount", "join", "have", "run", "declare"}
    | {"resume", "expand", "intensify", "wag", "start", "open", "carry", "keep", "engage", "participate", "take"}
)
_MUTUAL = frozenset({"war", "fight", "battle", "conflict", "feud", "fighting", "hostility", "struggle"})
_HELP = {
    "support": "supports",
    "backing": "supports",
    "patronage": "supports",
    "sponsorship": "supports",
    "funding": "funds",
    "financing": "funds",
    "fund": "funds",
    "money": "funds",
    "salary": "funds",
    "stipend": "funds",
    "weapon": "arms",
    "weaponry": "arms",
    "arm": "arms",
    "missile": "arms",
    "rocket": "arms",
    "drone": "arms",
    "ammunition": "arms",
}
_GIVING = frozenset(
    {"give", "provide", "supply", "send", "lend", "offer", "ship", "deliver", "funnel", "channel", "extend", "furnish"}
    | {"reaffirm", "reiterate", "pledge", "maintain", "continue", "remain", "conduct"}
)
_RECEIVING = frozenset({"receive", "get", "have", "enjoy", "win", "secure", "obtain", "draw", "retain", "keep"})


def struggles(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of "X's fight against Y", "X is waging a campaign against Y", "the war between X and Y"."""
    lemma = syntax.lemma(noun)
    if lemma not in _STRUGGLES:
        return
    trigger = (noun.i, noun.i + 1)
    obliques = syntax.obliques(noun)
    sides = [n for prep, n in obliques if prep == "between"]
    for one, other in combinations(sides, 2):
        if lemma in _MUTUAL:
            yield Tie("fightsAgainst", one, other, "struggle", trigger, confidence=0.7)
    if noun.dep_ in syntax.OBJECTS:
        obliques = obliques + syntax.obliques(noun.head)  # "fought a long war with X"
    enemies = [n for prep, n in obliques if prep == "against" or (prep == "with" and lemma in _MUTUAL)]
    if noun.head.pos_ == "VERB" and not syntax.possessors(noun) and not among(noun.head, _WAGING):
        return  # "does not seek a conflict with X", "advised Y in the war against X"
    for one in doers(noun, entities) if enemies else ():
        for other in enemies:
            yield Tie("fightsAgainst", one, other, "struggle", trigger, confidence=0.7)


def helping(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of "Iran's support for X", "X has the backing of Iran", "Iran gives X weapons"."""
    relation = _HELP.get(syntax.lemma(noun))
    if relation is None:
        return
    verb, obliques = noun.head, syntax.obliques(noun)
    lemma = syntax.lemma(verb) if verb.pos_ == "VERB" else ""
    is_object = noun.dep_ in syntax.OBJECTS
    givers = [n for prep, n in obliques if prep in {"from", "by"}]
    takers = [n for prep, n in obliques if prep in {"for", "to"}] if relation != "arms" else []
    of = [n for prep, n in obliques if prep == "of"]
    if is_object and lemma in _GIVING | _RECEIVING:
        around = syntax.obliques(verb)
        takers = takers or [n for prep, n in around if prep == "to"]
        takers = takers or [c for c in verb.children if c.dep_ in {"iobj", "dative"}]
        givers = givers or [n for prep, n in around if prep == "from"]
    if lemma in _GIVING and syntax.preposition(noun) == "with" and not is_object:
        givers, takers = syntax.logical_subjects(verb), syntax.logical_objects(verb)  # "provides X with weapons"
    elif is_object and lemma in _RECEIVING:
        takers, givers = syntax.logical_subjects(verb), givers or (of if relation == "supports" else [])
    elif relation != "supports" and not (is_object and lemma in _GIVING):
        return
    elif syntax.preposition(noun) == "in":
        takers = takers or of
    elif syntax.preposition(noun) == "with" and (givers or of):
        givers, takers = givers or of, doers(noun, entities)
    if takers and not givers:
        givers = doers(noun, entities)
    for one in givers:
        for other in takers:
            yield Tie(relation, one, other, "help", (noun.i, noun.i + 1), confidence=0.7)
