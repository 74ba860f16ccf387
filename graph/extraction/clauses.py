"""What a verb has around it: its lemmas, objects, prepositions, and the kind of a clause below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset({"will", "would", "wo", "'ll", "’ll"})


def prepositions(verb: Token) -> list[str]:
    """Return the prepositions after a verb, those of dates left out ("called her on Friday")."""
    return [prep for prep, noun in syntax.obliques(verb) if noun.ent_type_ not in {"DATE", "TIME"}]


def lemmas(verb: Token) -> list[str]:
    """Return what the lemma of a verb may be; irregular forms the lemmatizer leaves as they are included."""
    regular = mapping("irregular_verbs", "form", "lemma").get(verb.lower_)
    return list(dict.fromkeys([*([regular] if regular else []), *syntax.lemmas(verb)]))


def objects(verb: Token) -> list[Token]:
    """Return what the verb acts on; where the parse gives nothing, the noun phrase right after an active verb."""
    found = syntax.logical_objects(verb)
    if found or syntax.is_passive(verb) or verb.tag_ not in {"VBD", "VBN", "VBZ", "VBP", "VBG", "VB"}:
        return found
    for token in verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]:
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "amod", "flat"}:
            return [token] if syntax.preposition(token) == "" and token.dep_ not in syntax.SUBJECTS else []
        if token.pos_ not in {"DET", "ADJ", "NUM", "NOUN", "PROPN"}:
            break
    return []


def infinitival(clause: Token) -> bool:
    """Tell whether a clause is an infinitive with "to"."""
    return any(c.lower_ == "to" and c.i < clause.i and c.pos_ == "PART" for c in clause.children)


def finite(clause: Token) -> bool:
    """Tell a clause with "that" or none of it from a question ("whether", "why")."""
    marks = {c.lower_ for c in clause.children if c.i < clause.i}
    return marks.isdisjoint({"whether", "if", "why", "what", "how", "when", "where", "who"})


def wished(clause: Token) -> bool:
    """Tell a clause that says what is to be done from one that says what is: "that Iran stop", not "stopped"."""
    past = clause.tag_ == "VBD" or any(c.lower_ in {"had", "has", "was", "were", "is"} for c in clause.children)
    return finite(clause) and not past


def refuses(verb: Token) -> bool:
    """Tell whether a verb says that somebody will not do it ("will not accept", "would no longer tolerate")."""
    longer = any(c.lower_ in {"longer", "more"} and c.dep_ == "advmod" for c in verb.children)
    return syntax.modal(verb) in WILL and (syntax.negated(verb) or longer)
