"""Who speaks: the speaker of a cue by the parse, else by what stands right before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import syntax
from .cues import FINITE, Cue
from .reaches import Range
from .speakers import head_of, phrase_before, phrase_left, phrase_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from .quoted import QuotedText

Speaker = tuple[Range, "Token"]
"""The phrase of a speaker and its head."""


def speaker_of(text: QuotedText, cue: Cue, taken: Sequence[bool]) -> Speaker | None:
    """Return the phrase and head of who speaks, or None where the sentence does not say.

    Args:
        text: the article.
        cue: outside quotations.
        taken: per token, whether it stands inside what another speaker says.
    """
    if cue.pos == "noun":
        return _owner(text, cue)
    token = cue.token
    head = subject_of(token)
    finite = token.tag_ in FINITE
    placed = head is not None and (head.i < cue.first or finite or not cue.verb or syntax.is_passive(token))
    if head is not None and placed and text.at[head.i] < 0 and not taken[head.i]:
        return _with_apposition(text, phrase_of(head, token), cue), head
    if cue.verb and (finite or cue.first < token.i) and not syntax.is_passive(token):
        range_ = phrase_left(text.doc, text.sentence(token.i)[0], cue.first)
        if range_ is not None and text.doc[range_[0]].tag_ == "WDT" and range_[1] - range_[0] > 1:
            range_ = range_[0] + 1, range_[1]  # "which officials say"
        before = head_of(text.doc, *range_) if range_ is not None else None
        if range_ is not None and before is not None and before.ent_type_ not in {"DATE", "TIME"}:
            return range_, before
    return None


def _with_apposition(text: QuotedText, range_: Range, cue: Cue) -> Range:
    """Take an apposition between the speaker and the cue into the speaker's phrase ("X, a lawyer, said")."""
    doc, (first, last) = text.doc, range_
    if last < cue.first - 1 <= last + 25 and doc[last].text == "," and doc[cue.first - 1].text == ",":
        whole = phrase_before(doc, first, cue.first)
        if whole is not None and whole[0] == first and not any(t.tag_ == "VBG" for t in doc[last : whole[1]]):
            return whole
    return range_


def _owner(text: QuotedText, cue: Cue) -> Speaker | None:
    """Return the speaker of a noun: its possessor, "by X", "from X", or the subject it is the object of."""
    token = cue.token
    owners = syntax.possessors(token) or [noun for prep, noun in syntax.obliques(token) if prep in {"by", "from"}]
    if not owners and token.dep_ in syntax.OBJECTS and token.head.pos_ == "VERB":
        subject = subject_of(token.head)
        owners = [subject] if subject is not None else []
    owners = [owner for owner in owners if text.at[owner.i] < 0]
    return (phrase_of(owners[0], token), owners[0]) if owners else None
