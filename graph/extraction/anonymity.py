"""Why a source is not named: "on condition of anonymity because he was not authorised to brief the media"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ..language.lexicon import table
from .attributions import Attribution
from .cues import FINITE
from .reaches import DASHES, Range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .quoted import QuotedText

_RELATIVES = frozenset({"who", "which", "that", "whose"})
_REASONS = frozenset({"because", "as", "since", "citing", "due", "fearing", "given", "for", "owing"})
_STOPS = frozenset({",", ";", ":", ".", "?", "!", ")", "("}) | DASHES


@cache
def _phrases() -> dict[str, list[tuple[list[str], bool]]]:
    """Return the phrases of the lexicon by their first word, longest first."""
    found: dict[str, list[tuple[list[str], bool]]] = {}
    for row in sorted(table("anonymity"), key=lambda row: (-len(row["words"].split()), row["words"])):
        words = row["words"].split()
        found.setdefault(words[0], []).append((words, row["begins"] == "yes"))
    return found


def with_anonymity(text: QuotedText, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, those of unnamed sources with the words that give condition and reason.

    They stand in the sentence of the statement, outside what is said, or in the one after it ("The official spoke on
    condition of anonymity."). Where a sentence has several speakers they belong to the nearest. That a source "asked
    not to be named" is no statement by itself.
    """
    phrases = [(i, *phrase) for i in range(len(text.doc)) if text.at[i] < 0 and (phrase := _begins(text, i))]
    if not phrases:
        return list(found)
    kept = [made for made in found if not any(_asks(made, i, i + length) for i, length, _ in phrases)]
    told = {i for made in kept for first, last in made.content for i in range(first, last)}
    last = 0
    for i, length, begins in phrases:
        if i in told or i < last:
            continue
        words = _whole(text, i, length, begins=begins, told=told, found=kept)
        last = words[1]
        kept = [made for made in kept if not (made.cue and words[0] <= made.cue[0] < words[1])]
        for n in _whose(text, words, kept):
            kept[n] = replace(kept[n], anonymity=words)
    return kept


def _asks(made: Attribution, first: int, last: int) -> bool:
    """Tell whether an attribution says no more than that somebody asks for what the phrase says."""
    return made.cue is not None and first - 2 < made.cue[1] <= last and first - 1 <= made.content[0][0] <= last + 1


def _begins(text: QuotedText, i: int) -> tuple[int, bool] | None:
    """Return the length of the phrase of the lexicon that begins at a token, and whether it begins the condition."""
    for words, begins in _phrases().get(text.doc[i].lower_, ()):
        if [t.lower_ for t in text.doc[i : i + len(words)]] == words:
            return len(words), begins
    return None


def _whole(
    text: QuotedText, i: int, length: int, *, begins: bool, told: set[int], found: Sequence[Attribution]
) -> Range:
    """Return the phrase with its verb before it, where it has one, and the reason after it."""
    doc = text.doc
    sentence = text.sentence(i)
    cued = {j for made in found if made.cue and _announces(doc, *made.cue) for j in range(*made.cue)}
    told = told - {j for each in found if each.cue and each.cue[0] not in cued for a in each.content for j in range(*a)}
    first = i
    while not begins and first > sentence[0] and not _outside(doc[first - 1], told, cued):
        first -= 1
    if begins and doc[first - 1].pos_ == "VERB" and first - 1 not in cued:
        first -= 1
    last = i + length
    while last < sentence[1] and last not in told and last not in cued and text.at[last] < 0:
        token = doc[last]
        goes_on = token.text == "," and last + 1 < sentence[1] and doc[last + 1].lower_ in _REASONS
        if token.text in _STOPS and not goes_on:
            break
        last += 1
    while last > i + length and doc[last - 1].pos_ in {"PUNCT", "CCONJ"}:
        last -= 1
    return first, last


def _announces(doc: Doc, first: int, last: int) -> bool:
    """Tell whether a cue is finite and not part of a reason ("because he fears reprisals")."""
    reason = first > 1 and doc[first - 1].pos_ == "PRON" and doc[first - 2].lower_ in _REASONS
    return not reason and any(t.tag_ in FINITE or t.tag_ == "MD" for t in doc[first:last])


def _outside(token: Token, told: set[int], cued: set[int]) -> bool:
    subject = token.dep_.startswith("nsubj") or token.pos_ in {"PRON", "PROPN"}
    return token.i in told or token.i in cued or token.text in _STOPS or token.lower_ in _RELATIVES or subject


def _whose(text: QuotedText, words: Range, found: Sequence[Attribution]) -> list[int]:
    """Return the statements whose source it is that asks not to be named."""
    unnamed = [
        (n, made) for n, made in enumerate(found) if made.head is not None and made.speaker and not _named(made.head)
    ]
    sentence = text.sentence(words[0])
    beside = [(n, made) for n, made in unnamed if made.cue and sentence[0] <= made.cue[0] < sentence[1]]
    if not beside and sentence[0] > 0:
        before = text.sentence(sentence[0] - 1)
        near = text.aligned.paragraphs[sentence[0]] - text.aligned.paragraphs[before[0]] <= 1
        beside = [(n, made) for n, made in unnamed if near and made.cue and before[0] <= made.cue[0] < before[1]][-1:]
    if not beside:
        return []
    nearest = min(beside, key=lambda pair: _distance(pair[1], words))[1]
    return [n for n, made in beside if made.head is nearest.head or made.head == nearest.head]


def _distance(made: Attribution, words: Range) -> int:
    assert made.speaker is not None
    first, last = made.speaker
    return words[0] - last if last <= words[0] else 2 * max(0, first - words[1])


def _named(head: Token) -> bool:
    return head.ent_type_ == "PERSON"
