"""To whom something is said: "told Iran", "called on the U.N.", "in a letter to the council", "was asked by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import syntax
from .attributions import Attribution
from .cues import Cue, cue_at
from .reaches import hearer_of
from .speakers import head_of, phrase_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from .quoted import QuotedText

_TO = frozenset({"to", "with"})
_OF_VERBS = {
    "call": frozenset({"on", "upon"}),
    "demand": frozenset({"from", "of"}),
    "request": frozenset({"from", "of"}),
    "testify": frozenset({"to", "before"}),
    "appeal": frozenset({"to"}),
}
"""Prepositions of the hearer for verbs whose content has one too, or that take others than "to" and "with"."""
_LETTERS = frozenset(
    ["address", "appeal", "cable", "comments", "complaint", "e-mail", "email", "letter", "memo", "memorandum",
     "message", "note", "petition", "remarks", "reply", "report", "response", "speech", "statement", "telegram",
     "testimony", "text", "warning"]
)  # fmt: skip
"""What is said or written to somebody."""
_TALKS = frozenset(["briefing", "call", "conversation", "interview", "interviews", "meeting", "phone", "talks"])
"""In what somebody talks with somebody."""
_SPEAKING = {"speak": _TO, "talk": _TO, "write": frozenset({"to"}), "testify": frozenset({"to", "before"})}
_REACH = 8


def addressees(text: QuotedText, made: Attribution) -> Iterator[Token]:
    """Yield the heads of phrases that may name the hearer of a statement, the surest first."""
    if made.cue is None or made.kind != "communication":
        return
    cue = _verb(text, made)
    if cue is not None and cue.verb:
        yield from _of_verb(cue, made)
    elif cue is not None:
        yield from (noun for prep, noun in syntax.obliques(cue.token) if prep == "to" and noun.tag_ != "VB")
    yield from _of_utterance(text, made)


def _verb(text: QuotedText, made: Attribution) -> Cue | None:
    assert made.cue is not None
    tokens = [t for t in reversed(text.doc[slice(*made.cue)]) if t.pos_ in {"VERB", "NOUN"}]
    return next((cue for t in tokens if (cue := cue_at(t)) is not None), None)


def _of_verb(cue: Cue, made: Attribution) -> Iterator[Token]:
    verb = cue.token
    addressed = "h" in cue.frames or "o" in cue.frames
    if addressed and syntax.is_passive(verb):
        yield from (s for s in syntax.surface_subjects(verb) if s.i < cue.first)
        return
    if addressed and (hearer := hearer_of(verb)) is not None:
        yield hearer
    told = {i for first, last in made.content for i in range(first, last)}
    wanted = _OF_VERBS.get(cue.lemma, _TO if "to" not in cue.prepositions else frozenset())
    for prep, noun in syntax.obliques(verb):
        if prep in wanted and noun.i > verb.i and (noun.i not in told or cue.lemma in _OF_VERBS):
            yield noun


def utterances(text: QuotedText, made: Attribution) -> Iterator[int]:
    """Yield the words beside what is said that mean the act or form of saying: "in a letter", "speaking to …"."""
    if made.cue is None:
        return
    doc = text.doc
    first, last = text.sentence(made.cue[0])
    told = {i for a, b in made.content for i in range(a, b)}
    for i in range(first, last):
        if i in told or text.at[i] >= 0 or made.cue[0] <= i < made.cue[1]:
            continue
        token = doc[i]
        named = token.lower_ in _LETTERS or token.lower_ in _TALKS or token.lower_ == "addressing"
        if named or (token.tag_ == "VBG" and syntax.lemma(token) in _SPEAKING):
            yield i


def _of_utterance(text: QuotedText, made: Attribution) -> Iterator[Token]:
    """Yield Z of "in a letter to Z", "in an interview with Z" and "speaking to Z", beside what is said."""
    assert made.cue is not None
    last = text.sentence(made.cue[0])[1]
    told = {i for a, b in made.content for i in range(a, b)}
    for i in utterances(text, made):
        token = text.doc[i]
        if token.lower_ in _LETTERS:
            wanted = frozenset({"to", "before"})
        elif token.lower_ in _TALKS:
            wanted = frozenset({"with"})
        else:
            wanted = _SPEAKING.get(syntax.lemma(token), frozenset())
        yield from _after(text, i + 1, last, wanted, told)


def _after(text: QuotedText, first: int, last: int, wanted: frozenset[str], told: set[int]) -> Iterator[Token]:
    doc = text.doc
    for i in range(first, min(first + _REACH, last)):
        if i in told or text.at[i] >= 0 or doc[i].is_punct or doc[i].tag_ in {"VBD", "VBZ", "VBP"}:
            return
        if not wanted or doc[i].lower_ in wanted:
            phrase = phrase_after(doc, i + 1 if wanted else i, last)
            if phrase is not None:
                yield head_of(doc, *phrase)
            return
