"""Second-hand speech: who passes on what a speaker said ("X was quoted by Y as saying …", "…, as reported by Z")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping
from .cues import Cue, cue_at
from .reaches import Range, clause_end
from .sources import Speaker
from .speakers import head_of, nominal, phrase_after, phrase_before, phrase_left

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .quoted import QuotedText

    Quoting = tuple[Cue, list[Range], str, Speaker | None, tuple[Speaker, ...]]

_CITING = frozenset({"quote", "cite", "paraphrase"})
_PASSED_ON = frozenset(
    ["air", "broadcast", "carry", "circulate", "cite", "publish", "quote", "relay", "report", "reprint"]
)
_OUTLETS = frozenset({"agency", "media", "press", "radio", "television", "tv", "wire"})
_OF_UTTERANCE = frozenset(
    ["comments", "interview", "letter", "message", "remarks", "report", "speech", "statement", "statements", "words"]
)
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def is_outlet(token: Token) -> bool:
    """Tell whether a noun by itself means somebody who passes on what others say: "the news agency", "state TV"."""
    return token.lower_ in _OUTLETS or mapping("actor_nouns", "lemma", "type").get(syntax.lemma(token)) == "MediaOutlet"


def quoting(text: QuotedText, token: Token) -> Quoting | None:
    """Return the attribution of "Y quoted X as saying …" and "X was quoted (by Y) as saying …".

    Returns:
        the cue, from "quoted" to "saying"; the content; the pattern; the speaker X; those who pass it on (Y).
    """
    if token.pos_ != "VERB" or syntax.lemma(token) not in _CITING:
        return None
    doc = text.doc
    first, last = text.sentence(token.i)
    as_ = next((i for i in range(token.i + 1, min(token.i + 16, last - 1)) if doc[i].lower_ == "as"), None)
    said = cue_at(doc[as_ + 1]) if as_ is not None and doc[as_ + 1].tag_ == "VBG" else None
    if as_ is None or said is None or not said.verb or "c" not in said.frames:
        return None
    start = cue_start = token.i
    while start > first and (doc[start - 1].pos_ in {"AUX", "ADV"}):
        start -= 1
        cue_start = start if doc[start].pos_ == "AUX" else cue_start
    passive = any(syntax.lemma(t) == "be" for t in doc[cue_start : token.i])
    before = phrase_left(doc, first, cue_start)
    after = phrase_before(doc, token.i + 1, as_)
    end = said.last
    if passive:
        speaker, relay = before, None
        by = next((i for i in (token.i + 1, end) if i < last and doc[i].lower_ == "by"), None)
        if by is not None:
            relay = phrase_after(doc, by + 1, as_ if by < as_ else last)
            end = relay[1] if relay is not None and by > as_ else end
    else:
        speaker, relay = after, before
    if speaker is None:
        return None
    cue = replace(said, first=cue_start)
    content, pattern = _told(text, cue, end, speaker[0] if passive else relay[0] if relay else cue_start)
    passed_on = ((relay, head_of(doc, *relay)),) if relay is not None else ()
    return (cue, content, pattern, (speaker, head_of(doc, *speaker)), passed_on) if content else None


def _told(text: QuotedText, cue: Cue, end: int, start: int) -> tuple[list[Range], str]:
    """Return what was said: after `end`, where the cue ends, else before `start`, where its clause begins."""
    doc = text.doc
    first, last = text.sentence(cue.token.i)
    if words := text.words(end, last):
        opened = text.at[words[0].i]
        if opened >= 0:
            return [text.quotations[opened].outer], "quotation"
        if words[0].i == end or doc[end].text in {":", ","}:
            return [(words[0].i, clause_end(text, cue, words[0].i))], "clause"
    if not text.words(end, last) and end < len(doc) and doc[last - 1].text == ":" and last < len(doc):
        return ([text.quotations[text.at[last]].outer], "quotation") if text.at[last] >= 0 else ([], "")
    if text.words(first, start) and doc[start - 1].text in {",", "”", '"', "’", "'", "—", "–"}:
        return [(first, start)], "quotation" if text.at[first] >= 0 else "parataxis"
    return [], ""


def passing_on(text: QuotedText, first: int, last: int) -> Iterator[Speaker]:
    """Yield who passes on, by words of their own: "as reported by Z", "remarks carried by Z", "according to Z"."""
    doc = text.doc
    for i in range(first, last - 2):
        token = doc[i]
        if token.lower_ == "according" and doc[i + 1].lower_ == "to" and text.at[i] < 0:
            relay = phrase_after(doc, i + 2, last)
            if relay is not None:
                yield relay, head_of(doc, *relay)
        if passes_on(text, i - 1):
            relay = phrase_after(doc, i + 1, last)
            if relay is not None:
                yield relay, head_of(doc, *relay)


def passes_on(text: QuotedText, i: int) -> bool:
    """Tell whether the participle of "as reported by Z" or "remarks carried by Z" stands at token `i`."""
    doc = text.doc
    if i < 1 or i + 1 >= len(doc) or doc[i + 1].lower_ != "by" or doc[i].tag_ not in {"VBN", "VBD"}:
        return False
    noun = doc[i - 1].lower_ in _OF_UTTERANCE
    return (noun or doc[i - 1].lower_ == "as") and bool(_PASSED_ON & set(syntax.lemmas(doc[i])))


def as_passed_on(text: QuotedText, i: int) -> bool:
    """Tell whether "as reported by Z" begins at token `i`."""
    return i + 1 < len(text.doc) and text.doc[i].lower_ == "as" and passes_on(text, i + 1)


def trailing(text: QuotedText, first: int, last: int) -> Speaker | None:
    """Return who reports, where a sentence ends in no more than that: "…, the governor said, Shafaq News reported"."""
    doc = text.doc
    words = text.words(first, last)
    if len(words) < 2 or not _PASSED_ON & set(syntax.lemmas(words[-1])) or words[-1].tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    relay = phrase_before(doc, first, words[-1].i)
    return (relay, head_of(doc, *relay)) if relay is not None else None


def cited(text: QuotedText, token: Token) -> Speaker | None:
    """Return whom a reporter cites as source: "citing a security source", not "citing the cold"."""
    if token.tag_ != "VBG" or syntax.lemma(token) not in _CITING:
        return None
    source = phrase_after(text.doc, token.i + 1, text.sentence(token.i)[1])
    head = head_of(text.doc, *source) if source is not None else None
    if source is None or head is None or not nominal(head):
        return None
    known = syntax.lemma(head) in mapping("actor_nouns", "lemma", "type") or head.ent_type_ in _ACTORS
    return (source, head) if known or is_outlet(head) else None
