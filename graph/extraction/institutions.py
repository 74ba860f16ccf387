"""Whom a spokesperson speaks for: "a spokesman for the ministry said", "the army's spokeswoman, Lina Haddad, said"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping
from .attributions import Attribution
from .speakers import head_of, phrase_after

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .quoted import QuotedText

_PREPOSITIONS = frozenset({"for", "of", "at", "with"})
_WHOLE = 12
"""Words after a name in which its apposition may say what it speaks for at most."""


def institutions(text: QuotedText, made: Attribution) -> Iterator[Token]:
    """Yield heads of phrases that may name the institution of a speaker who is called a spokesperson, nearest first."""
    if made.speaker is None or made.head is None:
        return
    doc = text.doc
    first, last = made.speaker
    end = min(text.sentence(first)[1], last + _WHOLE) if last < len(doc) and doc[last].text in {",", "("} else last
    told = {i for a, b in made.content for i in range(a, b)}
    if made.cue:
        told |= set(range(*made.cue))
    for i in range(first, end):
        if i in told:
            break
        if _speaks(doc[i]):
            yield from _of(text, i, first, end)


def _speaks(token: Token) -> bool:
    if mapping("tie_nouns", "lemma", "relation").get(syntax.lemma(token)) == "spokespersonFor":
        return True
    return token.lower_ in {"secretary", "officer", "office"} and token.i > 0 and token.nbor(-1).lower_ == "press"


def _of(text: QuotedText, i: int, first: int, end: int) -> Iterator[Token]:
    doc = text.doc
    yield from syntax.possessors(doc[i])
    if i + 1 < end and doc[i + 1].lower_ in _PREPOSITIONS:
        phrase = phrase_after(doc, i + 2, end)
        if phrase is not None:
            yield head_of(doc, *phrase)
    before = i - 1
    if before >= first and doc[before].lower_ == "press":
        before -= 1
    if before >= first and doc[before].tag_ == "POS":
        before -= 1
    if before >= first:
        yield doc[before]
