"""Statements: who said, thinks or wants what; direct, indirect and mixed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ..records import Span, Statement, StatementForm
from .cues import Cue, cue_at, cue_span, speaker_head, speaker_span
from .quotations import Quotation, find_quotations
from .reported import Reported, find_reported, is_speech
from .time import date_of_cue, resolve_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from ..language import AlignedDoc
    from .index import EntityIndex

_REACH = 28
"""Tokens between a quotation and its cue at most."""


@dataclass
class _Direct:
    """A statement in quotation marks while it is put together."""

    quotations: list[Quotation]
    paragraph: int
    cue: Cue | None = None
    head: Token | None = None
    carried: _Direct | None = None
    ends_at: int = field(default=0)


def find_statements(
    aligned: AlignedDoc, entities: EntityIndex, *, published: date | None = None
) -> tuple[Statement, ...]:
    """Return the statements of a text in order, ids "s1", "s2", …

    A quotation broken by "he said" is one statement with two spans, as are consecutive quoted sentences of one
    speaker; words quoted inside a reported clause make it mixed. Of nested attributions only the outermost is given.

    Args:
        aligned: the text and its parse.
        entities: resolves speakers, addressees and what a statement is about.
        published: what the date of saying ("said on Monday") counts from; without one in the sentence there is none.
    """
    quotations = find_quotations(aligned.text)
    ranges = {q: aligned.tokens(q.inner.start, q.inner.end) for q in quotations}
    quoted = [False] * len(aligned.doc)
    for first, last in ranges.values():
        quoted[first:last] = [True] * (last - first)
    direct = list(_direct(aligned, quotations, ranges, quoted))
    used = {statement.cue.token.i for statement in direct if statement.cue}
    spoken = {i for statement in direct for q in statement.quotations for i in range(*ranges[q])}
    made = [_from_direct(aligned, entities, statement, published) for statement in direct]
    for reported in find_reported(aligned.doc, quoted, used):
        inside = sum(1 for first, last in reported.content for i in range(first, last) if i in spoken)
        if 2 * inside < sum(last - first for first, last in reported.content):
            made.append(_from_reported(aligned, entities, reported, quotations, published))
    made.sort(key=lambda s: (s.content[0], s.evidence))
    return tuple(_numbered(made))


def _numbered(made: Iterable[Statement]) -> Iterable[Statement]:
    from dataclasses import replace

    for number, statement in enumerate(made, 1):
        yield replace(statement, id=f"s{number}")


def _direct(
    aligned: AlignedDoc, quotations: tuple[Quotation, ...], ranges: dict[Quotation, tuple[int, int]], quoted: list[bool]
) -> Iterable[_Direct]:
    """Yield the statements in quotation marks, in text order."""
    last: _Direct | None = None
    for quotation in quotations:
        first, end = ranges[quotation]
        if first >= end:
            continue
        paragraph = aligned.paragraphs[first]
        same = last is not None and last.paragraph == paragraph
        gap = range(last.ends_at, first) if same and last is not None else range(0)
        if same and last is not None and last.cue is not None and _joined(aligned, last, gap, first):
            last.quotations.append(quotation)
            last.ends_at = end
            continue
        if not _speechlike(aligned, quotation, first, end):
            continue
        cue = _cue_after(aligned, quotation, end, quoted) or _cue_before(aligned, quotation, first, quoted)
        if cue is None and last is not None and _continues(aligned, last, quotation, first, paragraph):
            last.quotations.append(quotation)
            last.ends_at, last.paragraph = end, paragraph
            continue
        if cue is None and not _whole_sentence(aligned, quotation, first, end):
            continue
        if last is not None:
            yield last
        carried = last if cue is None and last is not None and paragraph - last.paragraph <= 1 else None
        last = _Direct([quotation], paragraph, cue, speaker_head(cue) if cue else None, carried, end)
    if last is not None:
        yield last


def _joined(aligned: AlignedDoc, last: _Direct, gap: range, first: int) -> bool:
    """Tell whether only "he said" (or nothing) stands between the statement so far and the next quotation."""
    if len(gap) > _REACH or last.cue is None:
        return False
    words = [aligned.doc[i] for i in gap if aligned.doc[i].is_alpha]
    if not words:
        return True
    others = [t for t in words if is_speech(t) and t.i != last.cue.token.i]
    inside = last.cue.token.i in gap
    verbs = [t for t in words if t.pos_ == "VERB" and t.i != last.cue.token.i and t.dep_ not in {"acl", "advcl"}]
    before = last.cue.token.i < aligned.tokens(last.quotations[0].start, last.quotations[0].end)[0]
    return (inside and not others and len(verbs) <= 1) or (
        before and not verbs and len(words) <= 2 and first > gap.start
    )


def _speechlike(aligned: AlignedDoc, quotation: Quotation, first: int, end: int) -> bool:
    """Tell speech from scare quotes and titles: a closing mark of its own, or a clause of some length."""
    text = aligned.text[quotation.inner.start : quotation.inner.end]
    after = aligned.text[quotation.end : quotation.end + 1]
    words = [t for t in aligned.doc[first:end] if t.is_alpha]
    if text.endswith((",", "?", "!", "…", "—")) or (text.endswith(".") and len(words) > 2):
        return len(words) >= 1
    if after == "," and len(words) >= 3:
        return True
    return len(words) >= 6 and any(t.pos_ in {"VERB", "AUX"} for t in aligned.doc[first:end])


def _cue_after(aligned: AlignedDoc, quotation: Quotation, end: int, quoted: list[bool]) -> Cue | None:
    """Return the cue in "…,” Higel said" and "…,” said Higel"."""
    text = aligned.text[quotation.inner.start : quotation.inner.end]
    after = aligned.text[quotation.end : quotation.end + 1]
    if text.endswith(".") or (after == "." and not text.endswith(",")):
        return None
    doc = aligned.doc
    for i in range(end, min(end + _REACH, len(doc))):
        if quoted[i] or aligned.paragraphs[i] != aligned.paragraphs[end - 1]:
            return None
        token = doc[i]
        if i > end and token.is_sent_start and doc[i - 1].text in {".", "!", "?"} and i > end + 1:
            return None
        if is_speech(token) and token.tag_ != "VB":
            return cue_at(token)
    return None


def _cue_before(aligned: AlignedDoc, quotation: Quotation, first: int, quoted: list[bool]) -> Cue | None:
    """Return the cue in "He said: “…”" and "Higel told reporters, “…”"; clause words between make it mixed."""
    doc = aligned.doc
    colon = aligned.text[: quotation.start].rstrip()[-1:] == ":"
    for i in range(first - 1, max(first - _REACH, -1), -1):
        token = doc[i]
        if aligned.paragraphs[i] != aligned.paragraphs[first] or quoted[i] or token.text in {".", "!", "?"}:
            return None
        if is_speech(token):
            between = [t for t in doc[i + 1 : first] if t.is_alpha]
            if colon or not any(t.pos_ in {"VERB", "AUX", "SCONJ"} or t.lower_ == "that" for t in between):
                return cue_at(token) if colon or len(between) <= 8 else None
            return None
    return None


def _continues(aligned: AlignedDoc, last: _Direct, quotation: Quotation, first: int, paragraph: int) -> bool:
    """Tell whether a quotation without a cue goes on with what the last speaker said."""
    if paragraph == last.paragraph:
        return not any(aligned.doc[i].is_alpha for i in range(last.ends_at, first))
    return paragraph == last.paragraph + 1 and (quotation.continued or _alone(aligned, quotation))


def _alone(aligned: AlignedDoc, quotation: Quotation) -> bool:
    """Tell whether the quotation is all of its paragraph."""
    text = aligned.text
    start = text.rfind("\n", 0, quotation.start) + 1
    end = text.find("\n", quotation.end)
    return not text[start : quotation.start].strip() and not text[quotation.end : end if end >= 0 else None].strip()


def _whole_sentence(aligned: AlignedDoc, quotation: Quotation, first: int, end: int) -> bool:
    """Tell whether a quotation without any cue is a sentence of its own, not words inside another one."""
    start = aligned.doc[first].sent.start
    lead = [t for t in aligned.doc[start:first] if t.is_alpha]
    text = aligned.text[quotation.inner.start : quotation.inner.end]
    return not lead and text.endswith((".", "!", "?", "…")) and end - first >= 6


def _from_direct(aligned: AlignedDoc, entities: EntityIndex, direct: _Direct, published: date | None) -> Statement:
    content = tuple(q.inner for q in direct.quotations)
    source = direct if direct.head is not None or direct.carried is None else direct.carried
    speaker = speaker_span(source.head, source.cue.token) if source.head is not None and source.cue else None
    cue = cue_span(direct.cue) if direct.cue else None
    pattern = "quotation" if direct.cue else "quotation-carried" if source is not direct else "quotation-alone"
    confidence = 0.9 if direct.cue and direct.head is not None else 0.5
    return _statement(
        aligned, entities, content, "direct", "communication", pattern, confidence,
        cue, direct.cue.lemma if direct.cue else None, speaker, source.head, published,
    )  # fmt: skip


def _from_reported(
    aligned: AlignedDoc,
    entities: EntityIndex,
    reported: Reported,
    quotations: tuple[Quotation, ...],
    published: date | None,
) -> Statement:
    content = tuple(aligned.span(first, last) for first, last in reported.content)
    marked = any(span.start <= q.inner.start and q.inner.end <= span.end for q in quotations for span in content)
    confidence = 0.75 if reported.pattern in {"clause", "according-to", "parataxis"} else 0.6
    return _statement(
        aligned, entities, content, "mixed" if marked else "indirect", reported.kind, reported.pattern, confidence,
        reported.cue, reported.cue_lemma, reported.speaker, reported.head, published,
    )  # fmt: skip


def _statement(
    aligned: AlignedDoc,
    entities: EntityIndex,
    content: tuple[Span, ...],
    form: StatementForm,
    kind: str,
    pattern: str,
    confidence: float,
    cue: tuple[int, int] | None,
    cue_lemma: str | None,
    speaker: tuple[int, int] | None,
    head: Token | None,
    published: date | None,
) -> Statement:
    cue_chars = aligned.span(*cue) if cue else None
    speaker_chars = aligned.span(*speaker) if speaker else None
    near = [span for span in (cue_chars, *content) if span]
    evidence = aligned.sentence_at(min(s.start for s in near), max(s.end for s in near))
    words = date_of_cue(aligned, cue) if cue else None
    when = resolve_date(words, published) if words else None
    who = (entities.headed_by(head) or entities.covering(head)) if head is not None else None
    told = _addressee(aligned, cue)
    addressee = (entities.headed_by(told) or entities.covering(told)) if told is not None else None
    about = {e.id: None for span in content for e in entities.within(span)}
    return Statement(
        id="",
        content=content,
        evidence=evidence,
        form=form,
        kind="communication" if kind == "communication" else "stance",
        cue=cue_chars,
        cue_lemma=cue_lemma,
        speaker=who.id if who else None,
        speaker_span=speaker_chars,
        addressee=addressee.id if addressee and addressee != who else None,
        about=tuple(sorted(about, key=lambda id_: int(id_[1:]))),
        date=when[0] if when else None,
        date_text=words,
        confidence=confidence,
        pattern=pattern,
    )


def _addressee(aligned: AlignedDoc, cue: tuple[int, int] | None) -> Token | None:
    """Return whom the cue names as hearer: "told reporters", "said to Rutte"."""
    if cue is None:
        return None
    token = aligned.doc[cue[0] : cue[1]].root
    if token.pos_ != "VERB" or token.lemma_ not in {
        "tell",
        "inform",
        "ask",
        "urge",
        "warn",
        "remind",
        "assure",
        "notify",
    }:
        return None
    return next((c for c in token.children if c.dep_ in {"obj", "iobj", "dobj", "dative"} and c.i > token.i), None)
