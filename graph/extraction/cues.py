"""Cues: the words that attribute content to a speaker, and where their speaker stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..records import StatementKind

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_ENTRIES = {(row["lemma"], row["pos"]): row for row in table("cues")}
SPEECH = frozenset(row["lemma"] for row in table("cues") if row["class"] == "communication" and row["pos"] == "verb")
INVERTED = frozenset({"say", "add", "tell", "ask", "write", "reply", "continue", "explain", "note", "warn", "insist"})


@dataclass(frozen=True)
class Cue:
    """A cue word in its sentence; `frames` are letters of the lexicon: c clause, q quotation, i infinitive, n noun."""

    token: Token
    lemma: str
    kind: StatementKind
    frames: str
    noun: bool = False


def cue_at(token: Token) -> Cue | None:
    """Return the cue that a token is, or None.

    Adjectives count only as predicates ("is confident that"), nouns only with a clause of their own.
    """
    pos = _POS.get(token.pos_)
    if pos is None:
        return None
    entry = next((_ENTRIES[(lemma, pos)] for lemma in syntax.lemmas(token) if (lemma, pos) in _ENTRIES), None)
    if entry is None:
        return None
    if (
        pos == "adjective"
        and not any(child.dep_ == "cop" for child in token.children)
        and token.head.pos_ not in {"AUX", "VERB"}
    ):
        return None
    kind: StatementKind = "communication" if entry["class"] == "communication" else "stance"
    return Cue(token, entry["lemma"], kind, entry["frames"], noun=pos == "noun")


def cue_span(cue: Cue) -> tuple[int, int]:
    """Return (first, last excluded) of the cue with its auxiliaries, negation and particle ("has not ruled out")."""
    tokens = [cue.token.i]
    if not cue.noun:
        for child in cue.token.children:
            if (
                child.dep_.startswith("aux")
                or child.dep_ in {"neg", "compound:prt", "prt", "cop"}
                or (child.dep_ == "advmod" and child.lower_ in syntax.NEGATIONS)
            ):
                tokens.append(child.i)
    near = [i for i in tokens if abs(i - cue.token.i) <= 4]
    return min(near), max(near) + 1


def speaker_head(cue: Cue) -> Token | None:
    """Return the head of the speaker's phrase, or None where the clause names none.

    The subject, the by-phrase of a passive, the possessor of a noun; where the parse gives none, the noun right
    before or (inverted: "said Higel") right after the verb.
    """
    token = cue.token
    if cue.noun:
        owners = syntax.possessors(token) or [
            noun for prep, noun in syntax.obliques(token) if prep in {"by", "from", "of"}
        ]
        if owners:
            return owners[0]
        if token.head.pos_ == "VERB" and token.dep_ in syntax.OBJECTS:
            subjects = syntax.logical_subjects(token.head)
            return subjects[0] if subjects else None
        return None
    passive = syntax.is_passive(token)
    subjects = syntax.agents(token) if passive else syntax.surface_subjects(token)
    if subjects:
        return min(subjects, key=lambda s: (s.sent.start != token.sent.start, abs(s.i - token.i)))
    return None if passive else _beside(token)


def _beside(token: Token) -> Token | None:
    doc = token.doc
    if token.tag_ in {"VBD", "VBZ", "VBP"}:
        if token.lower_ in {"said", "says"} or cue_inverts(token):
            near = range(token.i + 1, min(token.i + 12, token.sent.end))
            after = next((doc[i] for i in near if _nominal(doc[i])), None)
            if after is not None and all(
                doc[i].pos_ in {"DET", "ADJ", "ADP", "PART"} for i in range(token.i + 1, after.i)
            ):
                return _top(after, token)
        before = doc[token.i - 1] if token.i > token.sent.start else None
        if before is not None and _nominal(before):
            return _top(before, token)
    return None


def cue_inverts(token: Token) -> bool:
    """Tell whether the verb usually stands before its speaker after a quotation ("said Higel")."""
    return syntax.lemma(token) in INVERTED


def _nominal(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "PRP"


def _top(token: Token, verb: Token) -> Token:
    """Climb from a word to the head of its noun phrase, without leaving the verb's clause."""
    while token.dep_ in {"compound", "flat", "amod", "nmod", "nmod:poss", "poss"} and token.head.i != verb.i:
        if token.head.pos_ not in {"NOUN", "PROPN"}:
            break
        token = token.head
    return token


def speaker_span(head: Token, cue: Token) -> tuple[int, int]:
    """Return the whole phrase of a speaker: with titles, "of" and "for" phrases and appositions, without clauses."""
    first, last = syntax.noun_phrase(head, prepositional=True)
    for name in head.children:
        if name.dep_ == "appos" and name.i > head.i:
            clauses = [c.left_edge.i for c in name.subtree if c.dep_ in {"acl:relcl", "relcl", "acl"}]
            last = max(last, min([name.right_edge.i + 1, *clauses]))
    if head.i < cue.i:
        last = min(last, cue.i)
    elif first <= cue.i:
        first = min(head.i, cue.i + 1)
    doc = head.doc
    while last > first + 1 and doc[last - 1].is_punct and doc[last - 1].text != ".":
        last -= 1
    while first < last - 1 and doc[first].is_punct:
        first += 1
    return first, max(last, first + 1)
