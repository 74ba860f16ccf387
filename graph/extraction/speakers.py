"""The phrase of a speaker: its head word and how far it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INSIDE = _NOMINAL | {"DET", "ADJ", "SYM"}
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})
_LINKS = frozenset({"of", "for", "at", "in", "from", "with", "on", "to"})
_OF_UTTERANCE = frozenset(
    ["address", "appearance", "briefing", "call", "column", "conference", "e-mail", "email", "event", "interview",
     "letter", "memo", "message", "news", "phone", "post", "press", "radio", "rally", "remarks", "report", "speech",
     "statement", "telephone", "television", "testimony", "tweet", "video"]
)  # fmt: skip
"""Nouns of the place or form of an utterance: "said Haddad in an interview"."""
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that", "where", "when"})
_VOID = frozenset({"it", "there", "this", "which"})


def nominal(token: Token) -> bool:
    """Tell whether a token can head the phrase of a speaker."""
    return token.pos_ in _NOMINAL or token.lower_ in {"both", "many", "some", "others", "most", "several", "all", "few"}


def head_of(doc: Doc, first: int, last: int) -> Token:
    """Return the head of a noun phrase that takes up the tokens `first` to `last`: of its part before any comma."""
    stop = next((i for i in range(first + 1, last) if doc[i].text in {",", "(", "—", "–"}), last)
    inside = doc[first:stop]
    tops = [t for t in inside if not first <= t.head.i < stop or t.head.i == t.i]
    named = [t for t in tops if nominal(t)]
    if named:
        return named[0]
    nouns = [t for t in inside if nominal(t)]
    end = next((i for i in range(first + 1, stop) if doc[i].pos_ == "ADP"), stop)
    before = [t for t in nouns if t.i < end]
    return (before or nouns or list(inside))[-1]


def phrase_before(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Return the noun phrase that fills the tokens `first` to `last`, without relative clauses and adverbs at its ends.

    None where a finite verb stands outside relative clauses, or there is no noun.
    """
    while first < last and (doc[first].is_punct or doc[first].pos_ in {"ADV", "CCONJ", "SCONJ", "INTJ"}):
        first += 1
    while first < last and (doc[last - 1].is_punct and doc[last - 1].text not in {")", "."}):
        last -= 1
    stop = last
    for i in range(first, last):
        if doc[i].lower_ in _RELATIVES and i > first and doc[i].pos_ != "DET":
            stop = i
            break
        if doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None
    while stop > first and doc[stop - 1].is_punct and doc[stop - 1].text != ")":
        stop -= 1
    if stop <= first or not any(nominal(t) for t in doc[first:stop]):
        return None
    return first, stop


def phrase_left(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends right before token `last`, brackets and an apposition included."""
    i = last
    while i > first and doc[i - 1].pos_ in {"ADV", "PART"} and doc[i - 1].tag_ != "POS":
        i -= 1
    if i > first and doc[i - 1].text == ",":
        comma = next((j for j in range(i - 2, max(first, i - 30), -1) if doc[j].text == ","), None)
        if comma is None:
            return None
        relative = doc[comma + 1].lower_ in _RELATIVES or doc[comma + 1].tag_ in {"VBG", "VBN"}
        if not relative and any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "VBG"} for t in doc[comma + 1 : i]):
            return None
        i = comma
    while i > first:
        token = doc[i - 1]
        if token.text == ")":
            i = next((j for j in range(i - 1, max(first, i - 10) - 1, -1) if doc[j].text == "("), i)
            if doc[i].text != "(":
                break
        elif token.pos_ in _INSIDE or token.tag_ == "POS" or (token.lower_ in {"of", "and", "for"} and i - 1 > first):
            if token.lower_ == "and" and doc[i].pos_ == "PRON":
                break
            i -= 1
        elif token.text in {"-", "–", "/"} and not token.whitespace_:
            i -= 1
        else:
            break
        if token.tag_ in {"PRP", "WP", "WDT"}:
            break
    return phrase_before(doc, i, last) if i < last else None


def phrase_after(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at token `first` ("said Lina Haddad, a fellow at the forum, on Monday")."""
    i = first
    while i < last:
        token, after = doc[i], doc[i + 1] if i + 1 < last else None
        if token.ent_type_ in {"DATE", "TIME"} and token.pos_ != "NUM" and i > first:
            break
        inside = token.pos_ in _INSIDE or token.tag_ == "POS" or token.ent_type_ in _NAMES
        if inside or (token.tag_ in {"VBN", "VBG"} and i == first):
            if token.pos_ == "PRON" and i > first:
                break
            i += 1
            if token.pos_ == "PRON" and token.tag_ == "PRP":
                break
        elif after is not None and token.lower_ in _LINKS and i > first and after.pos_ in _INSIDE:
            common = doc[i - 1].pos_ == "NOUN" or any(t.text == "," for t in doc[first:i])
            if (token.lower_ != "of" and not common) or _utterance(doc, i + 1, last):
                break
            i += 1
        elif i > first and after is not None and _links(token, after):
            i += 1
        elif token.text == "(" and i > first:
            close = next((j for j in range(i, min(i + 8, last)) if doc[j].text == ")"), None)
            if close is None:
                break
            i = close + 1
        elif token.text == "," and i > first and (end := _apposition(doc, i + 1, last)):
            i = end
        else:
            break
    while i > first and doc[i - 1].is_punct and doc[i - 1].text != ")":
        i -= 1
    return (first, i) if i > first and any(nominal(t) for t in doc[first:i]) else None


def _links(token: Token, after: Token) -> bool:
    """Tell whether a token joins what stands around it: "and" between nouns, a hyphen inside a word."""
    if token.lower_ in {"and", "&"}:
        return after.pos_ in _INSIDE
    return token.text in {"-", "–", "/", "."} and not token.nbor(-1).whitespace_


def _utterance(doc: Doc, first: int, last: int) -> bool:
    """Tell whether a phrase after a preposition says where or when something was said."""
    for token in doc[first : min(first + 6, last)]:
        if token.ent_type_ in {"DATE", "TIME"} or token.lower_ in _OF_UTTERANCE:
            return True
        if token.pos_ in {"ADP", "PUNCT", "VERB"}:
            return False
    return False


def _apposition(doc: Doc, first: int, last: int) -> int | None:
    """Return the end of an apposition or age that begins at `first`, after a comma; None where none does."""
    if first >= last or (doc[first].ent_type_ in {"DATE", "TIME"} and doc[first].pos_ != "NUM"):
        return None
    if doc[first].pos_ not in {"DET", "NOUN", "ADJ", "NUM", "PROPN"} or doc[first].lower_ in _RELATIVES:
        return None
    stop = next((i for i in range(first, last) if doc[i].text in {",", ";", "—", "–", "”", '"'}), last)
    if stop - first > 14:
        return None
    for i in range(first, stop):
        if doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD", "VBG"} or doc[i].lower_ in _RELATIVES or doc[i].pos_ == "SCONJ":
            return i if i - first >= 2 and doc[i].lower_ in _RELATIVES else None
    return stop


def phrase_of(head: Token, cue: Token) -> tuple[int, int]:
    """Return the whole phrase of a speaker found by the parse: titles, "of" phrases and appositions, no clauses."""
    doc = head.doc
    if head.tag_ in {"WP", "WDT"}:
        return head.i, head.i + 1
    first, last = syntax.noun_phrase(head, prepositional=True)
    for other in head.children:
        if other.dep_ == "appos" and other.i > head.i:
            clauses = [c.left_edge.i for c in other.subtree if c.dep_ in {"acl:relcl", "relcl", "acl"}]
            last = max(last, min([other.right_edge.i + 1, *clauses]))
    if last < len(doc) and head.pos_ == "NOUN" and doc[last].dep_ in {"acl", "amod"} and doc[last].head.i == head.i:
        last = doc[last].right_edge.i + 1  # "a person briefed on the plan"
    if head.i < cue.i:
        last = min(last, cue.i)
    elif first <= cue.i:
        first = min(head.i, cue.i + 1)
    while last > first + 1 and doc[last - 1].is_punct and doc[last - 1].text not in {".", ")"}:
        last -= 1
    while first < last - 1 and (doc[first].is_punct or doc[first].pos_ in {"CCONJ", "ADP"}):
        first += 1
    return first, max(last, first + 1)


def subject_of(verb: Token) -> Token | None:
    """Return the head of who speaks: subject of an active verb, by-phrase of a passive one; None where none is told."""
    if syntax.is_passive(verb):
        agents = syntax.agents(verb)
        return agents[0] if agents else None
    own = [c for c in verb.children if c.dep_ in syntax.SUBJECTS]
    if own and own[-1].tag_ in {"WP", "WDT"} and own[-1].i < verb.i:
        return own[-1]
    found = [s for s in syntax.surface_subjects(verb) if nominal(s) and s.lower_ not in _VOID]
    before = [s for s in found if s.i < verb.i and s.dep_ != "conj"] or found
    if len(before) > 1 and before[-2].ent_type_ in _NAMES and before[-1].pos_ == "NOUN":
        comma = before[-2].i + 1
        if verb.doc[comma].text == "," and comma <= before[-1].left_edge.i <= comma + 1:
            return before[-2]  # "Hezbollah, part of the alliance, said": an apposition taken for a subject
    return before[-1] if before else None
