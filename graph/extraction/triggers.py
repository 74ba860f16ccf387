"""Words that tell an event: a verb, a verb with its object, a noun, an adjective."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import table
from .arguments import counted
from .clauses import finite, infinitival, lemmas, objects, prepositions, refuses, wished

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ROWS = {(row["lemma"], row["pos"]): row for row in table("event_triggers")}
_SAYING = frozenset({"say", "declare", "announce", "state", "stress", "insist", "add", "tell", "warn", "argue", "urge"})
_OBLIGATION = frozenset({"must", "should", "shall"})
_CHANGING = frozenset({"off", "out", "down", "over", "back", "away", "on"})
"""Particles that give a verb another sense."""
_PARTICLES = frozenset({"RP", "RB", "IN"})
PARTY_NEEDS = frozenset(
    {"known", "craft", "actor", "target", "person", "state", "force", "official", "mutual", "content"}
)
LIGHT = frozenset(row["lemma"] for row in table("event_triggers") if row["pos"] == "light")


@dataclass(frozen=True)
class Trigger:
    """A word (or verb and object) that tells an event.

    Attributes:
        token: carries it; `verb`: has its subject; `noun`: has its own phrases ("talks with X").
        type, mode: of PLOVER, as the row or the words around it give them.
        content: the event inside its complement ("refused to *meet* the envoy"), which is no event of its own.
        asked: the clause that says what must be done ("said that Sudan *must return* it"), else None.
        refused: told by a negated "will", which then denies nothing.
    """

    token: Token
    row: dict[str, str]
    verb: Token | None
    noun: Token | None
    pattern: str
    type: str
    mode: str = ""
    content: Trigger | None = None
    asked: Token | None = None
    refused: bool = False

    @property
    def places(self) -> list[str]:
        """Where the recipient stands: "obj", or prepositions, first match first."""
        return [place for place in self.row["recipients"].split(",") if place]


def single_triggers(doc: Doc) -> Iterator[Trigger]:
    """Yield the single triggers in text order; the object of a verb that is one with it is no trigger of its own."""
    taken: set[int] = set()
    for token in doc:
        if token.i in taken or token.ent_type_ in {"PERSON", "DATE", "EVENT"}:
            continue
        if token.pos_ in {"VERB", "AUX"} or (token.tag_.startswith("VB") and token.pos_ != "AUX"):
            found = _verb(token) or _obliging(token)
        elif token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.ent_type_ == ""):
            found = _noun(token)
        elif token.pos_ == "ADJ":
            found = _adjective(token)
        else:
            found = None
        if found is not None:
            taken |= {found.noun.i} if found.noun is not None else set()
            yield found


def _row(keys: Iterable[str], pos: str) -> dict[str, str] | None:
    return next((_ROWS[(key, pos)] for key in keys if (key, pos) in _ROWS), None)


def _made(token: Token, row: dict[str, str], verb: Token | None, noun: Token | None, pattern: str) -> Trigger:
    return Trigger(token, row, verb, noun, pattern, row["type"], row["mode"])


def _lemmas(verb: Token) -> list[str]:
    """Return the possible lemmas with their particle, then alone."""
    particles = [c.lower_ for c in verb.children if c.dep_ in {"compound:prt", "prt"}]
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if after is not None and after.tag_ in _PARTICLES and after.dep_ in {"advmod", "case", "prep", "obl", "mark"}:
        particles.append(after.lower_)
    bases = lemmas(verb)
    particles += prepositions(verb)
    return [*(f"{base} {particle}" for base in bases for particle in dict.fromkeys(particles) if particle), *bases]


def _verb(verb: Token) -> Trigger | None:
    verbs = _lemmas(verb)
    for given in objects(verb):
        for head in dict.fromkeys((given, counted(given))):
            nouns = syntax.lemmas(head)
            row = _row((f"{one} {noun}" for one in verbs for noun in nouns), "verb+object")
            if row is not None and _needed(row, verb):
                return _made(verb, row, verb, head, "verb+object")
            row = _noun_row(head)
            if row is not None and _opposite(row, verb) and not LIGHT.isdisjoint(verbs) and "compound" not in head.dep_:
                return _made(head, row, verb, head, "light-verb")
    for prep, noun in syntax.obliques(verb):
        row = _row((f"{one} {prep} {word}" for one in verbs for word in syntax.lemmas(noun)), "verb+object")
        if row is not None:
            return _made(verb, row, verb, None if "obj" in row["recipients"] else noun, "verb+object")
    row = _row((verb.lower_,), "adjective") if verb.tag_ == "VBN" and syntax.is_passive(verb) else None
    if row is not None and _needed(row, verb):
        return _made(verb, row, verb, None, "verb")
    if any(c.dep_ in {"compound:prt", "prt"} and c.lower_ in _CHANGING for c in verb.children):
        verbs = [one for one in verbs if " " in one]  # "backed off" is no backing
    row = _row(verbs, "verb")
    if (
        row is None
        or _asked_by_reporters(row, verb)
        or not _needed(row, verb)
        or any(c.lower_.endswith(("self", "selves")) for c in objects(verb))
    ):
        return None
    return _made(verb, row, verb, None, "verb")


def _asked_by_reporters(row: dict[str, str], verb: Token) -> bool:
    """Tell whether the verb only says what an answer is given to ("Asked to describe it, she said …")."""
    return row["lemma"] == "ask" and verb.tag_ == "VBN" and verb.dep_ == "advcl"


def _opposite(row: dict[str, str], verb: Token) -> bool:
    """Tell whether verb and noun go together: a ceasefire or a ban that is ended is none."""
    ended = {"end", "cancel", "suspend", "complete", "call off"} & {*syntax.lemmas(verb)}
    return not ended or row["type"] in {"ACCUSE", "RETREAT", "CONSULT"}


def _needed(row: dict[str, str], verb: Token) -> bool:
    """Tell whether the verb has one of the things its row needs; parties are looked at later."""
    return all(not needs.isdisjoint(PARTY_NEEDS) or has_form(needs, verb) for needs in all_needs(row))


def all_needs(row: dict[str, str]) -> list[set[str]]:
    """Return the needs of a row: of each set one must be there."""
    return [set(needs.split(",")) for needs in row["needs"].split(";") if needs]


def has_form(needs: set[str], verb: Token) -> bool:
    """Tell whether the verb has one of the complements, objects or prepositions that are needed."""
    form = needs - PARTY_NEEDS
    if "inf" in form and any(infinitival(c) for c in verb.children if c.i > verb.i):
        return True
    if "other-inf" in form and any(infinitival(c) for c in verb.children if c.i > verb.i):
        return bool(objects(verb)) or syntax.is_passive(verb)
    if "that" in form and any(c.dep_ == "ccomp" and finite(c) for c in verb.children):
        return True
    if "should" in form and any(c.dep_ == "ccomp" and wished(c) for c in verb.children):
        return True
    if "object" in form and objects(verb):
        return True
    if "no-object" in form and not objects(verb):
        return True
    if "refusal" in form:
        return refuses(verb)
    if "alone" in form and not objects(verb) and not syntax.complements(verb):
        return True
    return any(prep in form for prep in prepositions(verb)) or any(
        c.dep_ in {"advcl", "pcomp", "xcomp"} and any(m.lower_ in form for m in c.children if m.dep_ == "mark")
        for c in verb.children
    )


def _noun_row(noun: Token) -> dict[str, str] | None:
    nouns = syntax.lemmas(noun)
    before = [c.lower_ for c in noun.children if c.dep_ in {"compound", "amod"} and c.i == noun.i - 1]
    return _row((*(f"{word} {one}" for word in before for one in nouns), *nouns), "noun")


def _noun(noun: Token) -> Trigger | None:
    if noun.dep_ in {"compound", "flat", "amod"}:
        return None
    row = _noun_row(noun)
    return _made(noun, row, None, noun, "noun") if row is not None else None


def _adjective(word: Token) -> Trigger | None:
    """Return "is willing to help", "is opposed to": an adjective with its complement."""
    row = _row((word.lower_, syntax.lemma(word)), "adjective")
    if row is None or not any(c.dep_ in syntax.SUBJECTS for c in word.children) or not _needed(row, word):
        return None
    return _made(word, row, word, None, "verb")


def _obliging(verb: Token) -> Trigger | None:
    """Return a demand told as a duty: "said that Sudan must return the helicopter"."""
    if not {*syntax.lemmas(verb)} & _SAYING:
        return None
    for clause in syntax.complements(verb):
        modal = syntax.modal(clause)
        duty = modal in _OBLIGATION or any(
            c.dep_ == "aux" and syntax.lemma(c) in {"have", "need"} and infinitival(clause) for c in clause.children
        )
        subjects = [c for c in clause.children if c.dep_ in syntax.SUBJECTS or c.dep_ in syntax.PASSIVE_SUBJECTS]
        if duty and subjects and not syntax.is_passive(clause):
            row = _ROWS[("demand", "verb")]
            return replace(_made(verb, row, verb, None, "must"), asked=clause)
    return None
