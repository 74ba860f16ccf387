"""Cues that stand beside what is said: “…,” X said; the vote was fair, officials said; X said: “…”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import syntax
from .cues import FINITE, Cue, cue_at, unlisted_cue
from .quoted import FINAL, Quoted, QuotedText
from .reaches import DASHES, Range, hearer_of
from .relays import trailing
from .sources import Speaker
from .speakers import head_of, phrase_after, phrase_before, phrase_of, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_BREAKS = frozenset({",", "—", "–", "--", "―", ";"})
_OPENING = frozenset(
    ["after", "although", "as", "because", "before", "despite", "if", "once", "since", "though", "unless", "until",
     "when", "while", "with"]
)  # fmt: skip
"""Words that open a clause of the narrator's, not words reported ("As the vote neared, officials said …")."""
_JOINING = frozenset({"and", "because", "but", "that", "when", "where", "which", "who", "while"})
_LONGEST_LEAD = 12
"""Words between a cue and the quotation it opens at most (“told reporters in Ankara on Monday, “…”)."""


def is_finite(cue: Cue) -> bool:
    """Tell whether a verb or its first auxiliary is finite."""
    doc = cue.token.doc
    mistagged = cue.verb and cue.token.tag_ == "NNS"  # “We won,” vows Haddad
    return (
        mistagged
        or cue.token.tag_ in FINITE
        or any(t.tag_ in FINITE or t.tag_ == "MD" for t in doc[cue.first : cue.last])
    )


def beside(text: QuotedText, token: Token) -> tuple[Cue, list[Range], Speaker] | None:
    """Return the attribution of a cue that stands after, or in the middle of, what it reports.

    Returns:
        the cue; the ranges before and after its clause; the speaker.
    """
    first, last = text.sentence(token.i)
    first = _after_dateline(text, first, token.i)
    close = next((i + 1 for i in range(token.i - 1, first - 1, -1) if text.at[i] >= 0), None)
    if close is None and (made := _after_exclamation(text, token, first, last)):
        return made
    quoted = text.quotations[text.at[close - 1]] if close is not None else None
    cue = cue_at(token)
    if quoted is not None and text.ends_spoken(quoted):
        if cue is None and token.pos_ == "VERB" and token.tag_ in FINITE:
            cue = unlisted_cue(token) if _bare(text, token, last) else None
        if cue is not None and cue.verb and is_finite(cue) and ("q" in cue.frames or "c" in cue.frames):
            assert close is not None
            found = _gap(text, cue, close, last)
            if found is not None:
                speaker, after = found
                return cue, [(first, close), *_resumed(text, after, last, direct=True)], speaker
    if cue is None or not cue.verb or "c" not in cue.frames or not is_finite(cue):
        return None
    if cue.kind != "communication" and cue.lemma not in {"think", "believe"}:
        return None
    return _parenthetical(text, cue, first, last)


def _after_dateline(text: QuotedText, first: int, last: int) -> int:
    """Return where a sentence begins after "TEHRAN (AP) —" at the head of a paragraph, else `first`."""
    doc, paragraphs = text.doc, text.aligned.paragraphs
    if (first and paragraphs[first - 1] == paragraphs[first]) or not doc[first].is_upper or len(doc[first]) < 3:
        return first
    return next((i + 1 for i in range(first + 1, min(first + 14, last)) if doc[i].text in DASHES), first)


def _bare(text: QuotedText, token: Token, last: int) -> bool:
    """Tell whether nothing hangs on a verb as an object ("he thundered.")."""
    after = text.doc[token.i + 1] if token.i + 1 < last else None
    return after is None or (after.is_punct and text.at[after.i] < 0)


def _after_exclamation(
    text: QuotedText, token: Token, first: int, last: int
) -> tuple[Cue, list[Range], Speaker] | None:
    """Return the attribution of “Why?” Higel asked, where the parse begins a sentence after the mark."""
    if first == 0 or text.at[first - 1] < 0 or token.i - first > 12:
        return None
    quoted = text.quotations[text.at[first - 1]]
    if quoted.paragraph != text.aligned.paragraphs[first] or text.ends_spoken(quoted) not in {"?", "!", ".", "…"}:
        return None
    cue = cue_at(token)
    if cue is None or not cue.verb or not is_finite(cue) or "q" not in cue.frames or _complemented(cue):
        return None
    found = _gap(text, cue, first, last)
    if found is None or not _ends_clause(text, found[1], last) or any(text.at[i] >= 0 for i in range(first, last)):
        return None
    return cue, [quoted.outer], found[0]


def _gap(text: QuotedText, cue: Cue, start: int, last: int) -> tuple[Speaker, int] | None:
    """Return the speaker in a clause between a closing mark and its end, and where the clause goes on."""
    doc = text.doc
    if not text.words(start, cue.first):
        range_ = phrase_after(doc, cue.last, last)
        if range_ is None:
            return None
        return (range_, head_of(doc, *range_)), range_[1]
    if any(text.at[i] >= 0 for i in range(start, cue.first)):
        return None
    range_ = phrase_before(doc, start, cue.first)
    if range_ is None or doc[range_[0]].tag_ == "VBG" or any(t.lower_ in {"but", "than"} for t in doc[slice(*range_)]):
        return None
    return (range_, head_of(doc, *range_)), cue.last


def _parenthetical(text: QuotedText, cue: Cue, first: int, last: int) -> tuple[Cue, list[Range], Speaker] | None:
    doc = text.doc
    comma = next((i for i in range(cue.first - 1, first - 1, -1) if doc[i].text in _BREAKS and text.at[i] < 0), None)
    subject = subject_of(cue.token)
    speaker: Speaker | None = None
    if comma is not None and not text.words(comma, cue.first) and "v" in cue.frames:
        range_ = phrase_after(doc, cue.last, last)
        told_of = range_ is not None and range_[1] < last and doc[range_[1]].tag_ in {"WP", "WDT"}
        if range_ is None or not (told_of or _ends_clause(text, range_[1], last)):
            return None
        start, after = comma, range_[1]
        speaker = range_, head_of(doc, *range_)
    else:
        after = _past_hearer(cue, last) if subject is not None and comma is not None else cue.last
        whole = comma is not None and _sentence(text, first, comma) and _halts(text, after, last)
        goes_on = _complemented(cue) and not _inserted(text, cue, comma, last) and not whole
        if goes_on or not _ends_clause(text, after, last):
            return None
        if "v" not in cue.frames and cue.last < last and doc[cue.last].pos_ in {"ADP", "ADV"}:
            return None
        if subject is not None and first <= subject.i < cue.first:
            range_ = phrase_of(subject, cue.token)
            start = range_[0] - 1
            speaker = range_, subject
            if start > first and doc[start].lower_ == "as":
                start -= doc[start - 1].text in _BREAKS
        if speaker is None or start <= first or (doc[start].text not in _BREAKS and doc[start + 1].lower_ != "as"):
            if after != cue.last or comma is None or (range_ := phrase_before(doc, comma + 1, cue.first)) is None:
                return None
            if any(t.pos_ == "SCONJ" or t.lower_ in {"but", "than"} or t.tag_ == "VBG" for t in doc[comma : cue.first]):
                return None
            start, speaker = comma, (range_, head_of(doc, *range_))
    parts = [(first, start), *_resumed(text, after, last, direct=False)]
    if len(parts) > 1 and doc[start - 1].lower_ in _JOINING:
        del parts[0]  # "the town, where, she says, girls still marry": only the clause is hers
    told = [t for a, b in parts for t in doc[a:b]]
    if len(parts) == 1 and doc[first].lower_ in _OPENING and not any(t.text == "," for t in told):
        return None
    if len(told) < 3 or not any(t.tag_ in FINITE or t.tag_ == "MD" for t in told):
        return None
    return cue, parts, speaker


def _inserted(text: QuotedText, cue: Cue, comma: int | None, last: int) -> bool:
    """Tell whether a cue stands between a subject and its verb: "the vote, Haddad said, was stolen"."""
    doc = text.doc
    if comma is None or cue.last + 1 >= last or doc[cue.last].text != "," or doc[comma].text != ",":
        return False
    return doc[comma - 1].pos_ in {"NOUN", "PROPN", "PRON"} and doc[cue.last + 1].tag_ in {*FINITE, "MD"}


def _past_hearer(cue: Cue, last: int) -> int:
    """Return where the clause of a cue goes on after its hearer ("the talks failed, Haddad told reporters")."""
    hearer = hearer_of(cue.token) if "h" in cue.frames else None
    return min(syntax.noun_phrase(hearer)[1], last) if hearer is not None and hearer.i < last else cue.last


def _halts(text: QuotedText, i: int, last: int) -> bool:
    """Tell whether a clause comes to a comma or semicolon, past a day, and no quotation follows."""
    i = _past_day(text, i, last)
    stops = i + 1 < last and text.doc[i].text in {",", ";"} and text.doc[i + 1].lower_ != "that"
    return stops and all(number < 0 for number in text.at[i:last])


def _sentence(text: QuotedText, first: int, last: int) -> bool:
    """Tell whether a range is a main clause: one that a finite verb and no conjunction, participle or adverb begins."""
    doc = text.doc
    words = text.words(first, last)
    if not words or words[0].pos_ in {"ADP", "ADV", "SCONJ", "CCONJ", "VERB", "AUX"} or text.at[words[0].i] >= 0:
        return False
    return words[-1].pos_ != "AUX" and any(t.tag_ in {*FINITE, "MD"} for t in doc[first:last])


def _past_day(text: QuotedText, i: int, last: int) -> int:
    doc, start = text.doc, i
    if i < last and doc[i].lower_ in {"on", "in", "late", "early", "earlier"}:
        i += 1
    while i < last and doc[i].ent_type_ in {"DATE", "TIME"}:
        i += 1
    return i if i > start and doc[i - 1].ent_type_ in {"DATE", "TIME"} else start


def _ends_clause(text: QuotedText, i: int, last: int) -> bool:
    """Tell whether the clause of a cue ends at `i`, or goes on with no more than a time or place."""
    i = _past_day(text, i, last)
    if i >= last:
        return True
    token = text.doc[i]
    if text.at[i] >= 0:
        return False
    if token.is_punct or token.ent_type_ in {"DATE", "TIME"}:
        return token.text != ":"
    if token.pos_ not in {"ADP", "SCONJ", "ADV"} or token.lower_ in {"that", "if", "whether", "how", "why"}:
        return False
    return not any(t.lower_ == "that" or t.text == "," for t in text.doc[i : min(i + 12, last)])


def _complemented(cue: Cue) -> bool:
    return any(c.dep_ in {"ccomp", "xcomp", "obj", "dobj"} and c.i >= cue.last for c in cue.token.children)


def _resumed(text: QuotedText, after: int, last: int, *, direct: bool) -> list[Range]:
    """Return what a sentence goes on to say after ", he said,": a quotation, or the rest of the clause."""
    doc = text.doc
    opened = next((i for i in range(after, last) if text.at[i] >= 0), None)
    if direct:
        if opened is None or doc[opened - 1].text not in _BREAKS | FINAL | {":"} or opened - after > _LONGEST_LEAD:
            return []
        lead = doc[after:opened]
        if any(t.pos_ == "VERB" or t.lower_ == "that" for t in lead):
            return []
        return [text.quotations[text.at[opened]].outer]
    if after >= last or doc[after].text not in _BREAKS or after + 2 >= last or trailing(text, after, last):
        return []
    following = doc[after + 1]
    if following.tag_ in {"VBG", "VBN", "WP", "WDT"} or following.ent_type_ == "DATE" or following.pos_ == "SCONJ":
        return []
    if following.lower_ in {"according", "when", "as", "who", "which", "citing", "in", "during", "after", "and"}:
        return []
    return [(after + 1, last)]


def introduced(text: QuotedText, cue: Cue) -> Quoted | None:
    """Return the quotation that a cue opens (He said: “…”; Haddad told reporters, “…”), also in the next paragraph."""
    doc = text.doc
    first, last = text.sentence(cue.token.i)
    if not (cue.verb or cue.pos == "noun") or cue.kind != "communication":
        return None
    opened = next((i for i in range(cue.last, last) if text.at[i] >= 0), None)
    if opened is None:
        ends = next((t for t in reversed(doc[first:last]) if not t.is_space), None)
        if ends is None or ends.text != ":" or last >= len(doc) or text.at[last] < 0 or ends.i - cue.last > 20:
            return None
        return text.quotations[text.at[last]]
    quoted = text.quotations[text.at[opened]]
    mark = doc[opened - 1].text
    lead = doc[cue.last : opened]
    verbs = any((t.pos_ == "VERB" and t.tag_ != "VBG") or t.lower_ == "that" for t in lead)
    if mark == ":" and len(lead) <= 20:
        return quoted
    if cue.pos == "noun" or verbs or len(lead) > _LONGEST_LEAD or not text.ends_spoken(quoted):
        return None
    if mark == ",":
        return quoted
    if not text.words(cue.last, opened) and text.ends_spoken(quoted) in {"!", "?"} and "q" in cue.frames:
        return quoted
    capital = doc[quoted.inner[0]].text[:1].isupper()
    return quoted if capital and "q" in cue.frames and text.sentence(opened)[1] <= quoted.outer[1] + 1 else None
