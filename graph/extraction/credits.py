"""Speakers named beside the words by layout: "Haddad: ‘…’" in headlines, "HOST: …" in transcripts, “…” — Haddad."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from .speakers import head_of, nominal, phrase_after

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..records import StatementKind
    from .quoted import QuotedText

    Made = tuple[
        tuple[tuple[int, int], ...], StatementKind, str, tuple[int, int] | None, str | None, tuple[int, int], Token
    ]

_DASHES = frozenset({"—", "–", "―", "--", "-"})
_LONGEST_NAME = 6


def credited(text: QuotedText) -> Iterator[Made]:
    """Yield (content, kind, pattern, cue, lemma, speaker, head) of speakers set apart by a colon or a dash."""
    paragraphs = text.aligned.paragraphs
    for number, group in groupby(range(len(paragraphs)), key=lambda i: paragraphs[i]):
        tokens = list(group)
        first, last = tokens[0], tokens[-1] + 1
        yield from _before_colon(text, first, last, headline=number == 0)
        yield from _after_dash(text, first, last)


def _before_colon(text: QuotedText, first: int, last: int, *, headline: bool) -> Iterator[Made]:
    doc = text.doc
    colon = next((i for i in range(first, min(first + _LONGEST_NAME + 1, last)) if doc[i].text == ":"), None)
    if colon is None or colon == first or colon + 2 >= last:
        return
    name = doc[first:colon]
    person = any(t.ent_type_ in {"PERSON", "ORG", "GPE"} or (t.pos_ == "PROPN" and t.is_upper) for t in name)
    spoken = text.at[colon + 1] >= 0
    if not all(t.pos_ in {"PROPN", "NOUN", "ADJ", "DET"} or t.is_upper for t in name) or not nominal(name[-1]):
        return
    if spoken or (person and (headline or all(t.is_upper or t.is_punct for t in name))):
        yield (
            ((colon + 1, last),), "communication", "colon", (colon, colon + 1), ":", (first, colon),
            head_of(doc, first, colon),
        )  # fmt: skip


def _after_dash(text: QuotedText, first: int, last: int) -> Iterator[Made]:
    """Yield the quotation of a paragraph that ends in a dash and a name."""
    doc = text.doc
    if text.at[first] < 0:
        return
    quoted = text.quotations[text.at[first]]
    dash = quoted.outer[1]
    if dash + 1 >= last or doc[dash].text not in _DASHES or last - dash > 16:
        return
    speaker = phrase_after(doc, dash + 1, last)
    if speaker is not None:
        yield (
            (quoted.outer,), "communication", "credit", (dash, dash + 1), doc[dash].text, speaker,
            head_of(doc, *speaker),
        )  # fmt: skip
