"""Content that is no clause: "Iran to stop", "a truce" after "called for", "the envoy of lying" after "accused"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import syntax
from .clauses import infinitival
from .reaches import Range, clause_end

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .cues import Cue
    from .quoted import QuotedText


def infinitive(text: QuotedText, cue: Cue) -> Range | None:
    """Return "Iran to stop" in "urged Iran to stop", "to stop" in "vowed to stop" and "his vow to stop"."""
    doc, token = text.doc, cue.token
    for child in token.children:
        if child.dep_ not in {"xcomp", "advcl", "ccomp", "acl"} or child.i < cue.last or not infinitival(child):
            continue
        first = next(g.i for g in child.children if g.lower_ == "to" and g.i < child.i)
        if not cue.verb and first > cue.last + 1:
            continue
        if cue.verb and "i" in cue.frames:
            first = _asked(token, cue.last, first)
        if not cue.verb:
            return first, child.right_edge.i + 1
        return first, clause_end(text, cue, first, within=child)
    if cue.verb and cue.last + 1 < len(doc) and doc[cue.last].lower_ == "to" and doc[cue.last].pos_ == "PART":
        return cue.last, clause_end(text, cue, cue.last)
    return None


def _asked(verb: Token, after: int, to: int) -> int:
    """Return where the one begins who is asked to do it ("called on Iran to …"), else the infinitive itself."""
    objects = [c for c in verb.children if c.dep_ in syntax.OBJECTS and after <= c.i < to]
    asked = [noun for prep, noun in syntax.obliques(verb) if prep in {"on", "for", "upon"} and after <= noun.i < to]
    asked = [noun for noun in asked if noun.ent_type_ not in {"DATE", "TIME"}]
    if not objects and not asked:
        return to
    first = min(t.left_edge.i for t in (*objects, *asked))
    return first + 1 if verb.doc[first].lower_ in {"on", "for", "upon"} else first


def noun_phrase(text: QuotedText, cue: Cue) -> list[Range]:
    """Return the object with what is said of it ("the envoy of lying"); of a passive the subject and "as a trap"."""
    token = cue.token
    if syntax.is_passive(token):
        subjects = [s for s in syntax.surface_subjects(token) if s.i < cue.first]
        if not subjects:
            return []
        first, last = syntax.noun_phrase(subjects[0], prepositional=True)
        roles = [noun for prep, noun in syntax.obliques(token) if prep == "as" and noun.i >= cue.last]
        return [(first, min(last, cue.first)), *((noun.left_edge.i, noun.right_edge.i + 1) for noun in roles[:1])]
    after = [c for c in token.children if c.i >= cue.last]
    targets = [c for c in after if c.dep_ in {"obj", "dobj", "ccomp", "xcomp"}] or [
        c for c in after if c.dep_ == "iobj"
    ]
    if not targets:
        return []
    first, last = max(targets[0].left_edge.i, cue.last), _phrase_end(text, cue, targets[-1])
    completed = [c for c in after if c.left_edge.i > last and _completes(c)]
    between = text.doc[last : completed[0].left_edge.i] if completed else ()
    if completed and all(t.ent_type_ in {"DATE", "TIME"} or t.pos_ == "ADP" for t in between):
        return [(first, last), (completed[0].left_edge.i, completed[0].right_edge.i + 1)]  # past "on Monday"
    return [(first, last)]


def rated(cue: Cue) -> bool:
    """Tell whether a cue has an object and says as what or at how much: "put the loss at $12 million"."""
    roles = [prep for prep, noun in syntax.obliques(cue.token) if noun.i > cue.last]
    return bool({"at", "as"} & set(roles)) and any(c.dep_ in syntax.OBJECTS for c in cue.token.children)


def prepositional(text: QuotedText, cue: Cue) -> Range | None:
    """Return what stands after the preposition of a cue: "a truce" in "called for a truce"."""
    doc = text.doc
    for i in range(cue.last, min(cue.last + (4 if cue.verb else 1), len(doc) - 1)):
        if doc[i].lower_ in cue.prepositions and doc[i].pos_ in {"ADP", "SCONJ"}:
            if doc[i + 1].tag_ in {"WRB", "WP", "VBG"} or doc[i + 1].lower_ == "whether":
                return i + 1, clause_end(text, cue, i + 1)
            target = doc[i].head if doc[i].head.i > i else doc[i + 1]
            return i + 1, _phrase_end(text, cue, target)
        if doc[i].pos_ in {"VERB", "AUX", "PUNCT", "SCONJ", "ADP", "NOUN"} and doc[i].ent_type_ != "DATE":
            return None
    return None


def _phrase_end(text: QuotedText, cue: Cue, target: Token) -> int:
    """Return the end of a noun phrase after a cue, with what the cue's own phrases add ("accused X of Y")."""
    last = target.right_edge.i + 1
    if cue.verb:
        for child in cue.token.children:
            wanted = child.dep_.split(":")[0] in {"obl", "xcomp", "prep", "advcl", "ccomp"}
            if wanted and child.left_edge.i <= last + 1 and child.i > target.i and _completes(child):
                last = max(last, child.right_edge.i + 1)
    last = min(last, clause_end(text, cue, max(target.i, cue.last)))
    for i in (last, last - 1):
        if 0 <= i < len(text.at) and text.at[i] >= 0 and text.quotations[text.at[i]].outer[0] < last:
            last = max(last, text.quotations[text.at[i]].outer[1])
    return last


def _completes(child: Token) -> bool:
    """Tell whether a phrase completes a verb of judging: "of lying", "as a trap", "for the delay", "to stop"."""
    return child.dep_ in {"xcomp", "ccomp"} or any(
        t.lower_ in {"as", "at", "of", "for", "over", "against", "to", "with"}
        for t in (child.left_edge, *child.children)
    )
