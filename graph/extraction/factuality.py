"""Whether a thing told is asserted, planned, possible, denied or only claimed, and by whom.

Source of the distinctions: FactBank (Saurí and Pustejovsky, 2009), reduced to the five values of the records.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping
from ..records import Span
from .quotations import find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..language import AlignedDoc
    from ..records import Factuality, Statement

_POSSIBLE_MODALS = frozenset({"may", "might", "could", "would", "should", "can", "must"})
_PLANNED_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_POSSIBLE_WORDS = frozenset(
    [
        "possible",
        "potential",
        "alleged",
        "suspected",
        "apparent",
        "likely",
        "reported",
        "purported",
        "would-be",
        "hypothetical",
    ]
)
_POSSIBLE_ADVERBS = frozenset(
    ["possibly", "perhaps", "maybe", "allegedly", "reportedly", "apparently", "purportedly", "supposedly", "likely"]
)
_PLANNED_WORDS = frozenset(
    ["planned", "upcoming", "forthcoming", "scheduled", "proposed", "future", "looming", "imminent"]
)
_CLAUSE_BREAKS = frozenset({"ROOT", "ccomp", "parataxis", "advcl", "acl:relcl", "relcl"})


def factuality(
    aligned: AlignedDoc, token: Token, statements: Sequence[Statement]
) -> tuple[Factuality, str | None, Statement | None]:
    """Return how a trigger is told, the speaker's entity id, and the statement it stands in.

    "happened" only where the article's own voice asserts it. Inside a statement's content nothing happened: it is
    claimed, or planned, possible or denied by the speaker; the speaker's id may be None (unnamed source).

    Args:
        aligned: the text and its parse.
        token: the trigger: a verb, or a noun.
        statements: of the same text.
    """
    start = aligned.starts[token.i]
    told = [s for s in statements if any(span.start <= start < span.end for span in s.content)]
    statement = min(told, key=lambda s: sum(span.end - span.start for span in s.content)) if told else None
    voice = statement.speaker if statement else None
    own = _own(token)
    if statement is not None and own == "possible" and _foretold(token, statement):
        own = "planned"
    if statement is None:
        # Words in quotation marks are somebody's, even where no statement says whose.
        quoted = any(span.start <= start < span.end for span in _quoted(aligned.text, aligned.paragraph_spans))
        return ("claimed" if quoted and own == "happened" else own), None, None
    if statement.pattern == "infinitive" and own == "happened":
        own = "planned" if statement.cue_lemma in _INTENTIONS else "possible"
    negated = _negated_cue(aligned, statement)
    if statement.cue_lemma in _DENIALS and own == "happened" and not negated:
        own = "denied"
    if negated and statement.cue_lemma in _CONFIRMING:
        own = "denied"
    if statement.cue_lemma in _SUSPECTING and own == "happened":
        own = "possible"
    return ("claimed" if own == "happened" else own), voice, statement


_INTENTIONS = frozenset(
    [
        "vow",
        "pledge",
        "promise",
        "threaten",
        "offer",
        "agree",
        "plan",
        "intend",
        "aim",
        "decide",
        "propose",
        "undertake",
        "prepare",
    ]
)
_CONFIRMING = frozenset({"confirm", "claim", "believe", "think", "see", "find"})
_SUSPECTING = frozenset({"suspect", "fear", "worry", "wonder", "speculate"})
_DENIALS = frozenset({"deny", "reject", "dispute", "refute", "rebut"})


@lru_cache(maxsize=8)
def _quoted(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(quotation.inner for quotation in find_quotations(text, paragraphs))


def _foretold(token: Token, statement: Statement) -> bool:
    """Tell whether "would" is the future of somebody's past words ("said it would leave") and no condition."""
    if syntax.modal(token) != "would" or statement.form == "direct":
        return False
    marks = {c.lower_ for clause in token.children if clause.dep_ == "advcl" for c in clause.children}
    return marks.isdisjoint({"if", "unless"})


def _negated_cue(aligned: AlignedDoc, statement: Statement) -> bool:
    """Tell whether the cue itself is negated ("did not confirm that")."""
    if statement.cue is None:
        return False
    first, last = aligned.tokens(statement.cue.start, statement.cue.end)
    return any(syntax.negated(token) for token in aligned.doc[first:last])


def _own(token: Token) -> Factuality:
    """Return the factuality that the trigger's own clause and those above it give, speech aside."""
    if token.pos_ in {"NOUN", "PROPN"}:
        found = _noun(token)
        if found != "happened":
            return found
        verb = _governor(token)
        if verb is None:
            return "happened"
        token = verb
    return _verb(token)


def _noun(noun: Token) -> Factuality:
    """Return what words around a noun say of it: "planned", "no", "threat of", "calls for"."""
    classes = mapping("veridicality", "lemma", "noun_complement")
    for child in noun.children:
        if child.lower_ in _POSSIBLE_WORDS:
            return "possible"
        if child.lower_ in _PLANNED_WORDS:
            return "planned"
        if child.lower_ in {"no", "any"} and child.dep_ == "det":
            return "denied" if child.lower_ == "no" else "possible"
    if syntax.preposition(noun) in {"of", "for", "to", "against", "on", "about"} and noun.head.pos_ in {"NOUN", "VERB"}:
        return _as_factuality(classes.get(syntax.lemma(noun.head), ""))
    if noun.dep_ in syntax.OBJECTS:
        return _as_factuality(mapping("veridicality", "lemma", "object").get(syntax.lemma(noun.head), ""))
    return "happened"


def _governor(noun: Token) -> Token | None:
    """Return the verb a noun is an argument of, through nouns only."""
    token = noun
    while token.dep_ != "ROOT" and token.head.pos_ in {"NOUN", "PROPN", "ADP"} and token.dep_ not in _CLAUSE_BREAKS:
        token = token.head
    head = token.head
    return (
        head
        if head.pos_ in {"VERB", "AUX"} and token.dep_.split(":")[0] in {"nsubj", "obj", "dobj", "nsubjpass"}
        else None
    )


def _verb(verb: Token) -> Factuality:
    modal = syntax.modal(verb)
    if modal in {"may", "might"} or _asked(verb):
        return "possible"
    if _negative(verb):
        return "denied"
    if any(child.dep_ == "advmod" and child.lower_ in _POSSIBLE_ADVERBS for child in verb.children):
        return "possible"
    if modal in _PLANNED_MODALS:
        return "planned"
    if modal in _POSSIBLE_MODALS:
        return "possible"
    if any(child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"} for child in verb.children):
        return "possible"
    if verb.dep_ == "conj":
        return _verb(verb.head) if not any(c.dep_ in syntax.SUBJECTS for c in verb.children) else "happened"
    above = verb.head
    to = any(child.lower_ == "to" and child.dep_ in {"mark", "aux"} for child in verb.children)
    if verb.dep_ in {"xcomp", "ccomp", "csubj", "advcl", "acl", "acl:relcl"} and above is not verb:
        told = _governed(above, "infinitive" if to else "clause")
        if told != "happened":
            return told
        if to and verb.dep_ == "acl" and (noun := _noun_told(above)):
            return noun
        if to and verb.dep_ in {"acl", "advcl"} and above.pos_ in {"NOUN", "VERB"}:
            return "planned" if verb.dep_ == "advcl" else "possible"
        if verb.dep_ == "xcomp":
            return _verb(above) if above.pos_ in {"VERB", "AUX", "ADJ"} else "happened"
    return "happened"


def _negative(verb: Token) -> bool:
    """Tell whether a verb is denied: by itself, by "no longer", "without", or by "no" before one of its parties."""
    doc = verb.doc
    not_only = any(c.lower_ == "not" and c.i + 1 < len(doc) and doc[c.i + 1].lower_ == "only" for c in verb.children)
    if syntax.negated(verb):
        return not not_only
    if any(c.lower_ == "longer" and c.i and doc[c.i - 1].lower_ == "no" for c in verb.children):
        return True
    if any(c.lower_ == "without" and c.dep_ in {"mark", "case", "prep"} for c in verb.children):
        return True
    parties = (c for c in verb.children if c.dep_ in syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS | syntax.OBJECTS)
    return any(
        c.lower_ in {"no", "neither", "none"}
        and (c.dep_ in {"det", "preconj", "cc:preconj"} or c.dep_.startswith("cc"))
        for party in parties
        for c in party.children
    )


def _asked(verb: Token) -> bool:
    """Tell whether an auxiliary stands before the subject: "Did Iran attack …?", "Had Iran attacked, …"."""
    subjects = [c.i for c in verb.children if c.dep_ in syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS]
    early = [c for c in verb.children if c.dep_.startswith("aux") and subjects and c.i < subjects[0]]
    if not early:
        return False
    question = verb.sent.text.rstrip("”\"' ").endswith("?")
    return question or (verb.dep_ == "advcl" and early[0].lower_ in {"had", "should", "were"})


def _governed(above: Token, form: str) -> Factuality:
    """Return what a governing word says of its complement, its own negation included ("did not deny that")."""
    table = mapping("veridicality", "lemma", form)
    told = next((_as_factuality(table[word]) for word in (above.lower_, syntax.lemma(above)) if table.get(word)), None)
    if told == "denied" and syntax.negated(above):
        return "happened"
    if told is None and syntax.lemma(above) in {"true", "correct"} and syntax.negated(above):
        return "denied"
    return told or "happened"


def _noun_told(noun: Token) -> Factuality | None:
    """Return what a noun says of its infinitive ("plans to leave"), or None where it says nothing."""
    if noun.pos_ != "NOUN":
        return None
    classes = mapping("veridicality", "lemma", "noun_complement")
    return _as_factuality(classes[syntax.lemma(noun)]) if classes.get(syntax.lemma(noun)) else None


def _as_factuality(word: str) -> Factuality:
    if word == "planned":
        return "planned"
    if word == "possible":
        return "possible"
    if word == "denied":
        return "denied"
    return "claimed" if word == "claimed" else "happened"
