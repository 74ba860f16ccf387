"""How far reported words reach: where the narrator takes over again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import syntax
from .cues import FINITE, Cue, cue_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .quoted import QuotedText

Range = tuple[int, int]
"""Tokens of a run, the last excluded."""

DASHES = frozenset({"—", "–", "--", "-", "―"})
_COORDINATORS = frozenset({"and", "but", "or", "yet", "while"})


def clause_end(text: QuotedText, cue: Cue, first: int, *, within: Token | None = None) -> int:
    """Return where a reported clause that begins at `first` ends: with its sentence, unless the narrator goes on.

    The narrator goes on where another cue is coordinated with this one ("said A but argued B"), with a participle
    ("…, adding that B"), or after the subject that the cue's relative clause belongs to.

    Args:
        within: the head of the clause, whose own coordination does not end it.
    """
    doc = text.doc
    last = min(text.sentence(cue.token.i)[1], _dependent_end(cue.token, first))
    for i in range(first + 1, last):
        if text.at[i] >= 0:
            continue
        if (doc[i].text == "," and _participle(doc, i + 1, last)) or (
            text.at[i - 1] >= 0 and doc[i - 2].text == "," and _participle(doc, i, last)
        ):
            return i
        if doc[i].lower_ == "according" and i + 1 < last and doc[i + 1].lower_ == "to":
            return i
        if doc[i].lower_ in _COORDINATORS and _coordinated_cue(doc, i + 1, last, cue.token):
            return i
        if doc[i].dep_ == "conj" and doc[i].head.i <= cue.token.i and _narrated(doc[i], cue.token, within):
            return max(first, _before_coordinator(doc, doc[i].left_edge.i, first))
        if doc[i].text == ";" and (cue.token.head.i > i or _independent(doc, i + 1, last)):
            return i
    return last


def _independent(doc: Doc, first: int, last: int) -> bool:
    """Tell whether a clause with a subject and finite verb of its own begins after a semicolon."""
    if first < last and doc[first].lower_ in {"that", *_COORDINATORS}:
        return False
    subjects = [t for t in doc[first:last] if t.dep_ in syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS]
    return any(t.head.tag_ in {*FINITE, "VB", "VBN"} or t.head.pos_ in {"ADJ", "NOUN"} for t in subjects)


def _dependent_end(token: Token, first: int) -> int:
    """Return where the clause ends in which a cue depends on a later word ("those who said X split evenly")."""
    node = token
    while node.head.i != node.i:
        if node.head.i > first and node.head.i > node.right_edge.i >= first:
            return node.right_edge.i + 1
        node = node.head
    return len(token.doc)


def _participle(doc: Doc, i: int, last: int) -> bool:
    """Tell whether a participle with a report of its own begins at `i` ("adding that …")."""
    if i < last and doc[i].pos_ in {"ADV", "CCONJ"}:
        i += 1
    return i < last and doc[i].tag_ == "VBG" and doc[i].pos_ == "VERB" and cue_at(doc[i]) is not None


def _coordinated_cue(doc: Doc, i: int, last: int, cue: Token) -> bool:
    """Tell whether a cue without a subject of its own begins at `i`, in the same form as `cue`."""
    while i < last and doc[i].pos_ == "ADV":
        i += 1
    same = i < last and (doc[i].tag_ == cue.tag_ or (doc[i].tag_ == "VBN" and cue.tag_ == "VBD"))
    if not same or cue.tag_ not in FINITE:
        return False
    found = cue_at(doc[i])
    return found is not None and found.kind == "communication"


def _narrated(verb: Token, cue: Token, within: Token | None) -> bool:
    """Tell whether a verb is coordinated with the cue or what governs it, rather than with the clause."""
    if verb.pos_ not in {"VERB", "AUX"} or (within is not None and within.is_ancestor(verb)):
        return False
    subjects = [c for c in verb.children if c.dep_ in syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS]
    if subjects:
        return cue.tag_ == verb.tag_ and subjects[0].pos_ != "PRON"
    return verb.tag_ == cue.tag_ and verb.tag_ in FINITE and not syntax.auxiliaries(verb)


def _before_coordinator(doc: Doc, i: int, first: int) -> int:
    while i > first and (doc[i - 1].lower_ in _COORDINATORS or doc[i - 1].text == ","):
        i -= 1
    return i


def hearer_of(verb: Token) -> Token | None:
    """Return whom a verb names as hearer: "told reporters", "asked the envoy"."""
    objects = [c for c in verb.children if c.dep_ in syntax.OBJECTS and c.i > verb.i]
    if objects:
        return objects[0]
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if after is None or after.pos_ not in {"NOUN", "PROPN", "PRON", "DET"}:
        return None
    return next((t for t in verb.doc[after.i : after.i + 4] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
