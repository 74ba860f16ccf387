"""Chains of voices: whose words a speaker, an outlet or a report passes on, and what those were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language import syntax
from .attributions import Attribution
from .cues import FINITE, Cue, cue_at
from .reaches import Range
from .relays import cited, passes_on, passing_on, trailing
from .reported import content_of
from .sources import Speaker, speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .quoted import QuotedText

_NESTED = frozenset({"clause", "infinitive"})
_LEAST = 2
_GAP = 4
"""Words (a day, a place) between a statement and "according to Y" at most."""


def chained(text: QuotedText, found: Sequence[Attribution], outlet: Callable[[Token], bool]) -> list[Attribution]:
    """Return the attributions with those who pass them on, and the statements that others pass on whole.

    "Y reported that X said P" gives, besides what Y reported, that X said P by way of Y. Of "Y reported P, citing X"
    the speaker is X.

    Args:
        text: the article.
        found: its attributions in order.
        outlet: tells whether a head noun means somebody who passes on what others say.
    """
    merged = _cited(text, _according(text, found), outlet)
    made = [replace(each, via=_distinct(each, _around(text, each, merged, outlet))) for each in merged]
    inner = [each for outer in made if _relays(outer, outlet) for each in _nested(text, outer)]
    return sorted((*made, *inner), key=lambda a: (a.content, a.cue or (0, 0)))


def _distinct(made: Attribution, relays: Iterator[Speaker]) -> tuple[Speaker, ...]:
    """Return who passes on, each once, without the speaker."""
    seen = {made.head.i} if made.head is not None else set()
    kept = []
    for range_, head in (*made.via, *relays):
        if head.i not in seen:
            seen.add(head.i)
            kept.append((range_, head))
    return tuple(kept)


def _relays(outer: Attribution, outlet: Callable[[Token], bool]) -> bool:
    if outer.kind != "communication" or outer.head is None or outer.speaker is None:
        return False
    return outer.cue_lemma in {"according to", "report"} or outlet(outer.head)


def _according(text: QuotedText, found: Sequence[Attribution]) -> list[Attribution]:
    """Drop "according to Y" where the words before are a whole statement of somebody else: Y passes it on."""
    kept = []
    for made in found:
        whole = made.pattern == "according-to" and any(
            other is not made and _covers(text, other, made.content[0]) for other in found
        )
        if not whole:
            kept.append(made)
    return kept


def _covers(text: QuotedText, made: Attribution, range_: Range) -> bool:
    parts = [*made.content, *(part for part in (made.cue, made.speaker) if part)]
    words = text.words(*range_)
    told = [t for t in words if any(first <= t.i < last for first, last in parts)]
    return len(words) - len(told) <= _GAP and 2 * len(told) > len(words) and made.pattern != "raised"


def _cited(text: QuotedText, found: Sequence[Attribution], outlet: Callable[[Token], bool]) -> list[Attribution]:
    """Let the source speak that an outlet cites ("Y reported P, citing X"); "as cited by Y" says nothing by itself."""
    dropped = {n for n, made in enumerate(found) if made.cue and passes_on(text, made.cue[1] - 1)}
    changed: dict[int, Attribution] = {}
    for token in text.doc:
        source = cited(text, token) if text.at[token.i] < 0 else None
        if source is None:
            continue
        first, last = text.sentence(token.i)
        for m, made in enumerate(found):
            if made.cue is None or made.speaker is None or made.head is None or not first <= made.cue[0] < last:
                continue
            if made.cue[0] <= token.i < made.cue[1]:
                dropped.add(m)
            elif made.kind == "communication" and m not in changed and outlet(made.head):
                changed[m] = replace(
                    made, speaker=source[0], head=source[1], via=((made.speaker, made.head), *made.via)
                )
        if not any(m in changed and first <= made.cue[0] < last for m, made in enumerate(found) if made.cue):
            dropped -= {m for m, made in enumerate(found) if made.cue and made.cue[0] <= token.i < made.cue[1]}
    return [changed.get(n, made) for n, made in enumerate(found) if n not in dropped]


def _around(
    text: QuotedText, made: Attribution, found: Sequence[Attribution], outlet: Callable[[Token], bool]
) -> Iterator[Speaker]:
    """Yield who passes a statement on, by the words beside it and by the clause it stands in."""
    if made.cue is None:
        return
    first, last = text.sentence(made.cue[0])
    parts = sorted([*made.content, made.cue, *([made.speaker] if made.speaker else [])])
    alone = not any(o is not made and o.cue and first <= o.cue[0] < last for o in found)
    end = max(b for _, b in parts)
    for relay in passing_on(text, first, last):
        at = relay[0][0]
        if any(a <= at < b for a, b in made.content) or (made.speaker and made.speaker[0] <= at < made.speaker[1]):
            continue
        gap = text.words(end, at)
        near = at >= end and len(gap) <= _GAP and not any(t.pos_ == "CCONJ" for t in gap)
        if (alone or near) and not any(o.speaker == relay[0] for o in found):
            yield relay
    last_words = trailing(text, end, last) if end < last else None
    if last_words is not None and not any(o.cue and end <= o.cue[0] < last for o in found):
        yield last_words
    yield from _governing(text, made, outlet)


def _governing(text: QuotedText, made: Attribution, outlet: Callable[[Token], bool]) -> Iterator[Speaker]:
    """Yield an outlet in whose clause a cue stands that has taken the words for itself."""
    assert made.cue is not None
    tops = [t for t in text.doc[slice(*made.cue)] if not made.cue[0] <= t.head.i < made.cue[1]]
    for above in tops[0].ancestors if tops else ():
        cue = cue_at(above)
        if cue is None or not cue.verb or cue.kind != "communication" or text.at[above.i] >= 0:
            continue
        speaker = speaker_of(text, cue, [False] * len(text.doc))
        if speaker is not None and outlet(speaker[1]) and tops[0].dep_ == "ccomp":
            yield speaker


def _nested(text: QuotedText, outer: Attribution) -> Iterator[Attribution]:
    """Yield the statements of others inside what is passed on, those nearest to its surface."""
    if outer.speaker is None or outer.head is None:
        return
    covered: list[Range] = []
    cues = [
        cue
        for first, last in outer.content
        for token in text.doc[first:last]
        if text.at[token.i] < 0 and (cue := cue_at(token)) is not None and _told(text, cue)
    ]
    for cue in sorted(cues, key=lambda cue: (len(list(cue.token.ancestors)), cue.token.i)):
        if any(first <= cue.token.i < last for first, last in covered):
            continue
        speaker = speaker_of(text, cue, [False] * len(text.doc))
        if speaker is None or speaker[1].i == outer.head.i or not _within(outer, speaker[0]):
            continue
        ranges, pattern = content_of(text, cue, spoken=True)
        ranges = [text.trimmed(first, last) for first, last in ranges]
        ranges = [(first, last) for first, last in ranges if last > first]
        said = sum(len(text.words(first, last)) for first, last in ranges)
        if pattern in _NESTED and said >= _LEAST and all(_within(outer, range_) for range_ in ranges):
            covered += ranges
            via = ((outer.speaker, outer.head), *outer.via)
            yield Attribution(tuple(ranges), cue.kind, "passed-on", (cue.first, cue.last), cue.lemma, *speaker, via)


def _told(text: QuotedText, cue: Cue) -> bool:
    """Tell whether a cue is a finite verb of saying."""
    finite = any(t.tag_ in FINITE or t.tag_ == "MD" for t in text.doc[cue.first : cue.last])
    return cue.verb and cue.kind == "communication" and finite and not syntax.negated(cue.token)


def _within(outer: Attribution, range_: Range) -> bool:
    return any(first <= range_[0] and range_[1] <= last for first, last in outer.content)
