"""Speakers named beside the words by layout: "Haddad: ‘…’" in headlines, "HOST: …" in transcripts, “…” — Haddad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from .quoted import FINAL
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
_ASKING = frozenset({"a", "answer", "host", "interviewer", "journalist", "moderator", "q", "question", "reporter"})


def credited(text: QuotedText) -> Iterator[Made]:
    """Yield (content, kind, pattern, cue, lemma, speaker, head) of speakers set apart by a colon or a dash."""
    paragraphs = text.aligned.paragraphs
    yield from _turns(text)
    for number, group in groupby(range(len(paragraphs)), key=lambda i: paragraphs[i]):
        tokens = list(group)
        first, last = tokens[0], tokens[-1] + 1
        yield from _before_colon(text, first, last, headline=number == 0)
        if number == 0:
            yield from _after_colon(text, first, last)
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


def _after_colon(text: QuotedText, first: int, last: int) -> Iterator[Made]:
    """Yield a headline that names its speaker at the end: "Border will stay closed: Haddad"."""
    doc = text.doc
    colon = next((i for i in range(last - 1, max(first, last - _LONGEST_NAME - 2), -1) if doc[i].text == ":"), None)
    if colon is None or colon - first < 3 or text.at[first] >= 0 or doc[last - 1].is_punct:
        return
    name = doc[colon + 1 : last]
    named = any(t.ent_type_ in {"PERSON", "ORG", "GPE"} for t in name) or name[-1].lower_ in {"official", "officials"}
    verb = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "TO"} for t in doc[first:colon])
    if named and verb and all(t.pos_ in {"PROPN", "NOUN", "ADJ"} or t.text == "-" for t in name):
        yield (
            ((first, colon),), "communication", "colon", (colon, colon + 1), ":", (colon + 1, last),
            head_of(doc, colon + 1, last),
        )  # fmt: skip


def _after_dash(text: QuotedText, first: int, last: int) -> Iterator[Made]:
    """Yield the quotation of a paragraph that ends in a dash and a name."""
    doc = text.doc
    if text.at[first] < 0:
        return
    quoted = text.quotations[text.at[first]]
    dash = quoted.outer[1]
    if dash + 1 >= last or doc[dash].text not in _DASHES | {":"} or last - dash > 16:
        return
    speaker = phrase_after(doc, dash + 1, last)
    if speaker is not None:
        yield (
            (quoted.outer,), "communication", "credit", (dash, dash + 1), doc[dash].text, speaker,
            head_of(doc, *speaker),
        )  # fmt: skip


def _turns(text: QuotedText) -> Iterator[Made]:
    """Yield the turns of a transcript: "Q: Is it safe? KELLER: It is." Two must take turns, one of them twice."""
    doc, paragraphs = text.doc, text.aligned.paragraphs
    labels = [(first, i) for i in range(1, len(doc) - 1) if (first := _label(text, i)) is not None]
    count = Counter(doc[i - 1].lower_ for _, i in labels)
    turns = [
        (first, i)
        for first, i in labels
        if count[doc[i - 1].lower_] > 1 or doc[i - 1].lower_ in _ASKING or (i - first > 1 and doc[i - 1].is_upper)
    ]
    names = Counter(doc[i - 1].lower_ for _, i in turns)
    if len(names) < 2 or max(names.values()) < 2:
        return
    for (first, colon), after in zip(turns, [*(a for a, _ in turns[1:]), len(doc)], strict=True):
        last = next((i for i in range(colon, after) if paragraphs[i] != paragraphs[colon]), after)
        if last == len(doc) and paragraphs[first] == paragraphs[0]:
            last = min(last, text.sentence(min(colon + 1, last - 1))[1])  # all in one paragraph: the narrator ends it
        yield (
            ((colon + 1, last),), "communication", "turn", (colon, colon + 1), ":", (first, colon),
            head_of(doc, first, colon),
        )  # fmt: skip


def _label(text: QuotedText, colon: int) -> int | None:
    """Return where the name before a colon begins, where it begins a sentence and words follow; else None."""
    doc, paragraphs = text.doc, text.aligned.paragraphs
    if doc[colon].text != ":" or text.at[colon] >= 0 or paragraphs[colon + 1] != paragraphs[colon]:
        return None
    first = colon
    while first > 0 and colon - first < _LONGEST_NAME and paragraphs[first - 1] == paragraphs[colon]:
        token = doc[first - 1]
        title = token.text.endswith(".") and token.text[0].isupper() and len(token) > 1
        if not (token.text[0].isupper() or token.text == "-" or title):
            break
        first -= 1
    opens = first == 0 or paragraphs[first - 1] != paragraphs[colon] or doc[first - 1].text in FINAL
    return first if first < colon and (opens or doc[first - 1].is_quote) and doc[colon - 1].is_alpha else None
