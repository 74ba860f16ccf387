"""Indirect speech and stance: what a clause, an infinitive or a noun phrase reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import syntax
from .cues import SPEECH, Cue, cue_at, cue_span, speaker_head, speaker_span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from ..records import StatementKind

PURE = frozenset({"say", "add", "tell", "announce", "state", "note", "report", "warn", "claim", "argue", "insist"})
"""Verbs whose content is the rest of the sentence where the parse gives no clause."""
_ADVERBIALS = frozenset({"on", "in", "at", "during", "after", "before", "to", "through", "via"})


@dataclass(frozen=True)
class Reported:
    """One attribution over tokens; ranges exclude their end.

    Attributes:
        content: one or two ranges, in order.
        cue, speaker: ranges, `head` the head of the speaker; None where there is none.
    """

    content: tuple[tuple[int, int], ...]
    kind: StatementKind
    pattern: str
    cue: tuple[int, int] | None = None
    cue_lemma: str | None = None
    speaker: tuple[int, int] | None = None
    head: Token | None = None


def find_reported(doc: Doc, quoted: list[bool], used: set[int]) -> Iterator[Reported]:
    """Yield the outermost attributions whose cue stands outside quotation marks.

    Args:
        doc: the parse.
        quoted: per token, whether it stands inside quotation marks.
        used: cue tokens that direct speech has taken.
    """
    covered = [False] * len(doc)
    ranked = sorted((t for t in doc if not quoted[t.i]), key=lambda t: (t.sent.start, _depth(t), t.i))
    for token in ranked:
        if covered[token.i] or token.i in used:
            continue
        found = _according(token) if token.lower_ == "according" else _of_cue(token)
        if found is None:
            continue
        for first, last in found.content:
            covered[first:last] = [True] * (last - first)
        yield found


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _of_cue(token: Token) -> Reported | None:
    cue = cue_at(token)
    if cue is None:
        return None
    head = speaker_head(cue)
    content, pattern = _content(cue, head)
    if content is None:
        return None
    speaker = speaker_span(head, token) if head is not None else None
    span = cue_span(cue)
    ranges = _without(content, [span, *([speaker] if speaker else [])], token.doc)
    return Reported(ranges, cue.kind, pattern, span, cue.lemma, speaker, head) if ranges else None


def _content(cue: Cue, head: Token | None) -> tuple[tuple[int, int] | None, str]:
    """Return the content of a cue and the pattern that found it."""
    token = cue.token
    clauses = [c for c in token.children if c.dep_ in {"ccomp", "csubj"} or (cue.noun and c.dep_ in {"acl", "ccomp"})]
    clauses = [
        c for c in clauses if not (cue.noun and not any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children))
    ]
    if "c" in cue.frames or "q" in cue.frames:
        if clauses:
            return _clause(clauses[0], token), "noun-clause" if cue.noun else "clause"
        if not cue.noun and (found := _parataxis(token)):
            return found, "parataxis"
    if cue.noun:
        return None, ""
    if "i" in cue.frames and (found := _infinitive(token)):
        return found, "infinitive"
    if head is not None and "n" in cue.frames and token.pos_ == "VERB" and (found := _noun(token)):
        return found, "noun-phrase"
    if head is not None and cue.lemma in PURE and token.tag_ in {"VBD", "VBZ", "VBP"} and (found := _rest(token)):
        return found, "rest-of-sentence"
    return None, ""


def _clause(clause: Token, cue: Token) -> tuple[int, int] | None:
    first, last = clause.left_edge.i, clause.right_edge.i + 1
    if clause.i > cue.i:
        first = max(first, cue.i + 1)
        last = max(last, _to_end(clause, last))
    else:
        last = min(last, cue.i)
    return (first, last) if last - first >= 2 else None


def _to_end(clause: Token, last: int) -> int:
    """Take in what coordination and relative clauses after the clause add, up to the end of the sentence."""
    doc, end = clause.doc, clause.sent.end
    while last < end and not doc[last].is_punct and doc[last].dep_ != "cc" and clause in doc[last].ancestors:
        last = doc[last].right_edge.i + 1
    return min(last, end)


def _parataxis(token: Token) -> tuple[int, int] | None:
    """Return "the vote was fair" in "the vote was fair, officials said", wherever the parse hangs the cue."""
    sent = token.sent
    edge = min(token.left_edge.i, token.i)
    if token.dep_ == "parataxis" and token.head.i < token.i:
        first = sent.start
        return (first, edge) if edge - first >= 3 and _has_verb(sent.doc[first:edge]) else None
    for child in token.children:
        if child.dep_ == "parataxis" and _has_verb(sent.doc[child.left_edge.i : child.right_edge.i + 1]):
            first, last = child.left_edge.i, child.right_edge.i + 1
            return (first, min(last, token.i)) if child.i < token.i else (max(first, token.i + 1), last)
    return None


def _infinitive(token: Token) -> tuple[int, int] | None:
    for child in token.children:
        marked = any(g.lower_ == "to" and g.i < child.i for g in child.children)
        if child.dep_ in {"xcomp", "advcl", "ccomp"} and child.i > token.i and marked:
            first = min(g.i for g in child.children if g.lower_ == "to")
            objects = [c for c in token.children if c.dep_ in syntax.OBJECTS and token.i < c.i < first]
            asked = [
                noun for prep, noun in syntax.obliques(token) if prep in {"on", "for"} and token.i < noun.i < first
            ]
            if objects or asked:
                first = min(t.left_edge.i for t in (*objects, *asked))
                if token.doc[first].lower_ in {"on", "for"}:
                    first += 1
            return first, child.right_edge.i + 1
    return None


def _noun(token: Token) -> tuple[int, int] | None:
    targets = (
        syntax.logical_objects(token)
        if syntax.is_passive(token)
        else [c for c in token.children if c.dep_ in {"obj", "dobj"}]
    )
    if not targets or targets[0].pos_ == "PRON":
        return None
    target = targets[0]
    first, last = target.left_edge.i, target.right_edge.i + 1
    as_phrase = [
        noun for prep, noun in syntax.obliques(token) if prep in {"as", "for", "of", "over"} and noun.i >= last
    ]
    if as_phrase:
        last = max(noun.right_edge.i + 1 for noun in as_phrase)
    if target.i < token.i:
        last = min(last, token.i)
    return (first, last) if target.i > token.i or syntax.is_passive(token) else None


def _rest(token: Token) -> tuple[int, int] | None:
    """Return the rest of the sentence after a verb of saying, or what stands before ", X said"."""
    doc, sent = token.doc, token.sent
    last = sent.end - 1 if doc[sent.end - 1].is_punct else sent.end
    first = token.i + 1
    while first < last and (doc[first].ent_type_ == "DATE" or doc[first].lower_ in _ADVERBIALS or doc[first].is_punct):
        first += 1
    if last - first >= 3 and _has_verb(doc[first:last]):
        return first, last
    edge = min(token.left_edge.i, token.i)
    if edge - sent.start >= 4 and doc[edge - 1].is_punct and _has_verb(doc[sent.start : edge]):
        return sent.start, edge
    return None


def _has_verb(span: Span) -> bool:
    return any(token.pos_ in {"VERB", "AUX"} for token in span)


def _according(token: Token) -> Reported | None:
    """Return the attribution of "according to X": the rest of its sentence."""
    doc, sent = token.doc, token.sent
    if token.i + 2 >= sent.end or doc[token.i + 1].lower_ != "to":
        return None
    nouns = [t for t in doc[token.i + 2 : sent.end] if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    if not nouns:
        return None
    head = nouns[0]
    while head.head.i > head.i and head.dep_ in {"compound", "flat", "amod", "nmod", "nmod:poss", "poss"}:
        head = head.head
    first, last = speaker_span(head, doc[token.i + 1])
    first = min(max(first, token.i + 2), head.i)
    end = sent.end - 1 if doc[sent.end - 1].is_punct else sent.end
    before, after = (sent.start, token.i), (last, end)
    content = before if before[1] - before[0] >= 3 else after
    ranges = _without(content, [], doc)
    if not ranges:
        return None
    return Reported(
        ranges, "communication", "according-to", (token.i, token.i + 2), "according to", (first, last), head
    )


def _without(content: tuple[int, int], parts: list[tuple[int, int]], doc: Doc) -> tuple[tuple[int, int], ...]:
    """Return the content without cue and speaker, without loose marks and "that" at its ends; one or two ranges."""
    ranges = [content]
    for first, last in parts:
        cut: list[tuple[int, int]] = []
        for a, b in ranges:
            cut += [(a, min(b, first)), (max(a, last), b)]
        ranges = [(a, b) for a, b in cut if b > a]
    trimmed = []
    for start, end in ranges:
        a, b = start, end
        while a < b and (doc[a].lower_ == "that" or doc[a].text in {",", ";", ":", "—", "–", "-"}):
            a += 1
        while b > a and doc[b - 1].text in {",", ";", ":", "—", "–", "-", ".", "!", "?"}:
            b -= 1
        if b - a >= 2 or (b > a and doc[a].pos_ in {"NOUN", "PROPN"}):
            trimmed.append((a, b))
    return tuple(trimmed[:2])


def is_speech(token: Token) -> bool:
    """Tell whether a verb can carry a quotation."""
    return token.pos_ in {"VERB", "AUX"} and syntax.lemma(token) in SPEECH
