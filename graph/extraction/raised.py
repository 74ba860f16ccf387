"""Attributions whose subject is raised out of the content: "the talks are expected to fail", "X reportedly fled"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import syntax
from .reaches import Range, clause_end

if TYPE_CHECKING:
    from .cues import Cue
    from .quoted import QuotedText

_COPULAR = frozenset({"seem", "appear"})


def raised(text: QuotedText, cue: Cue) -> list[Range] | None:
    """Return subject and predicate that an unnamed source reports, or None where the cue does not raise."""
    doc, token = text.doc, cue.token
    if cue.pos == "adverb":
        return _of_adverb(cue)
    passive = syntax.is_passive(token)
    if not passive and cue.lemma not in _COPULAR:
        return None
    subjects = [s for s in syntax.surface_subjects(token) if s.i < cue.first]
    if not subjects or (passive and syntax.agents(token)):
        return None
    start = cue.last
    if start >= len(doc):
        return None
    if subjects[-1].lower_ in {"it", "there"} and cue.lemma in _COPULAR | {"expect", "believe", "say", "report"}:
        return None
    opens = doc[start].lower_ == "to" and doc[start].pos_ == "PART"
    if not opens and not (cue.lemma in _COPULAR and doc[start].pos_ in {"ADJ", "ADV", "ADP", "VERB", "DET"}):
        return None
    first, last = syntax.noun_phrase(subjects[-1], prepositional=True)
    return [(first, min(last, cue.first)), (start, clause_end(text, cue, start))]


def _of_adverb(cue: Cue) -> list[Range] | None:
    """Return the clause of "reportedly" without the adverb."""
    verb = cue.token.head
    if verb.pos_ not in {"VERB", "AUX"} or verb.sent.start != cue.token.sent.start:
        return None
    subjects = [s for s in syntax.surface_subjects(verb) if s.i < verb.i]
    first = min([syntax.noun_phrase(subjects[-1], prepositional=True)[0]] if subjects else [verb.left_edge.i])
    last = max(verb.right_edge.i + 1, cue.last)
    return [(a, b) for a, b in ((first, cue.token.i), (cue.last, last)) if b > a] if last - first >= 3 else None
