"""Indirect speech and stance: the clause, infinitive or noun phrase that a cue reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import syntax
from .clauses import infinitival
from .cues import FINITE, Cue
from .phrases import infinitive, noun_phrase, prepositional, rated
from .reaches import DASHES, Range, clause_end, hearer_of
from .relays import passes_on

if TYPE_CHECKING:
    from .quoted import QuotedText

_ADJUNCTS = frozenset({"on", "in", "at", "during", "after", "before", "to", "through", "via", "for", "from", "earlier"})
_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})


def content_of(text: QuotedText, cue: Cue, *, spoken: bool) -> tuple[list[Range], str]:
    """Return the ranges a cue reports and the pattern that found them; none where it reports nothing.

    Args:
        text: the article.
        cue: a cue outside quotations.
        spoken: whether the cue has a speaker; noun phrases count only with one.
    """
    if "c" in cue.frames or "q" in cue.frames:
        if found := _clause(text, cue):
            return [found], "noun-clause" if cue.pos == "noun" else "clause"
        if cue.verb and "b" in cue.frames and cue.token.tag_ != "VBN" and (found := _rest(text, cue)):
            return [found], "rest-of-sentence"
    if ("i" in cue.frames or cue.pos == "noun") and (found := infinitive(text, cue)):
        return [found], "infinitive"
    if cue.prepositions and spoken and (found := prepositional(text, cue)):
        return [found], "noun-phrase"
    judged = "n" in cue.frames or ("a" in cue.frames and rated(cue))
    if judged and spoken and cue.verb and (phrases := noun_phrase(text, cue)):
        return phrases, "noun-phrase"
    return [], ""


def _clause(text: QuotedText, cue: Cue) -> Range | None:
    """Return the clause after a cue; for nouns and adjectives only one with "that", and as far as the parse says."""
    doc, token = text.doc, cue.token
    marker = _that(text, cue)
    deps = {"ccomp", "csubj", "acl", "advcl"} if not cue.verb else {"ccomp", "csubj", "xcomp"}
    clauses = [c for c in token.children if c.dep_ in deps and c.i >= cue.last and not infinitival(c)]
    clauses = [c for c in clauses if cue.verb or any(g.lower_ == "that" and g.i < c.i for g in c.children)]
    if cue.verb:
        clauses = [c for c in clauses if c.dep_ != "xcomp" or c.tag_ in FINITE]
    if not clauses and marker is None:
        asks = cue.verb and cue.kind == "communication" and cue.last < len(doc) and text.at[cue.last] < 0
        if asks and doc[cue.last].tag_ in {"WRB", "WP"}:
            return cue.last, clause_end(text, cue, cue.last)  # "wondered why the border was closed"
        return _equated(text, cue) if cue.pos == "noun" else None
    if cue.pos == "noun" and marker is None:
        return _equated(text, cue)
    edge = clauses[0].left_edge.i if clauses else len(doc)
    first = max(cue.last, edge if marker is None else marker if cue.verb else min(marker, edge))
    if cue.verb and marker is None:
        first = min(first, _opening(text, cue, first))
    within = clauses[0] if clauses else None
    if cue.verb or cue.pos == "adjective":
        return first, clause_end(text, cue, first, within=within)
    ends = [clauses[0].right_edge.i + 1] if clauses else [clause_end(text, cue, first)]
    return first, ends[0]


def _equated(text: QuotedText, cue: Cue) -> Range | None:
    """Return what a noun is said to be: "the claim was that …", "her message is “…”"."""
    doc, end = text.doc, text.sentence(cue.token.i)[1]
    for i in range(cue.last, min(cue.last + 6, end - 2)):
        if doc[i].pos_ in {"VERB", "PUNCT", "SCONJ"} or text.at[i] >= 0:
            return None
        if doc[i].lower_ in {"is", "was", "are", "were"}:
            opens = doc[i + 1].lower_ == "that" and doc[i + 1].pos_ == "SCONJ"
            return (i + 1, clause_end(text, cue, i + 1)) if opens or text.at[i + 1] >= 0 else None
    return None


def _opening(text: QuotedText, cue: Cue, edge: int) -> int:
    """Return where a clause without "that" begins at the latest: right after the cue, its hearer and a date."""
    doc, i = text.doc, cue.last
    if "h" in cue.frames:
        hearer = hearer_of(cue.token)
        if hearer is None or hearer.i >= edge:
            return edge
        i = max(i, syntax.noun_phrase(hearer)[1])
    while i < edge and (doc[i].ent_type_ in {"DATE", "TIME"} or doc[i].text == ","):
        i += 1
    return edge if i >= edge or (doc[i].pos_ in {"ADP", "ADV", "PUNCT", "PART"} and text.at[i] < 0) else i


def _that(text: QuotedText, cue: Cue) -> int | None:
    """Return the place of a "that" that opens the reported clause, past hearer, day and place; or None."""
    doc, end = text.doc, text.sentence(cue.token.i)[1]
    by = not cue.verb and cue.last < end and doc[cue.last].lower_ in {"by", "from"}
    reach = 14 if cue.verb else 8 if by else 2
    after = doc[cue.last] if cue.last < end else None
    named = after is not None and after.pos_ in _NOMINAL and after.ent_type_ not in {"DATE", "TIME"}
    if named and after is not None and after.lower_ != "that" and "h" not in cue.frames:
        return None
    for i in range(cue.last, min(cue.last + reach, end)):
        token = doc[i]
        if text.at[i] >= 0:
            return None
        if token.lower_ == "that" and token.pos_ in {"SCONJ", "PRON", "DET"} and token.tag_ in {"IN", "WDT"}:
            return i
        if (token.pos_ in {"VERB", "AUX"} and not passes_on(text, i)) or token.text in {";", ":"} | DASHES:
            return None
    return None


def _rest(text: QuotedText, cue: Cue) -> Range | None:
    """Return the rest of the sentence after a verb of saying, past hearer, day and place."""
    doc, end = text.doc, text.sentence(cue.token.i)[1]
    first = cue.last
    if "h" in cue.frames:
        hearer = hearer_of(cue.token)
        if hearer is None:
            return None
        first = max(first, syntax.noun_phrase(hearer)[1])
    while first < end and (doc[first].ent_type_ in {"DATE", "TIME"} or (doc[first].is_punct and text.at[first] < 0)):
        first += 1
    if first < end and doc[first].lower_ in _ADJUNCTS and doc[first].pos_ == "ADP":
        return None
    last = clause_end(text, cue, first) if first < end else end
    verb = any(t.tag_ in FINITE or t.tag_ == "MD" for t in doc[first:last])
    return (first, last) if verb and last - first >= 3 else None
