"""Grammatical roles over a parse, for Universal Dependencies labels (ours) and CLEAR labels (en_core_web_*).

Functions take and return spaCy tokens: the head word of the phrase in that role. Lists are in text order.
Sources: de Marneffe et al., Universal Dependencies (2021); Choi and Palmer, CLEAR style labels (2012).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
OBJECTS = frozenset({"obj", "dobj", "iobj", "dative"})
RELATIVE_CLAUSES = frozenset({"acl:relcl", "advcl:relcl", "relcl"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely"})
RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})
SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "pledge", "offer", "agree", "refuse", "swear"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_CLAUSES = RELATIVE_CLAUSES | {"acl", "advcl", "appos", "parataxis", "conj", "cc", "punct", "ccomp", "dep", "list"}
_MODALS = frozenset({"will", "would", "shall", "should", "may", "might", "can", "could", "must", "'ll", "’ll", "wo"})


def lemma(token: Token) -> str:
    """Return the lemma in lower case; past forms the lemmatizer leaves open fall back on the word itself."""
    return (token.lemma_ or token.text).lower()


def lemmas(token: Token) -> list[str]:
    """Return what the lemma may be, most likely first: the lemmatizer errs on doubled letters and mute e.

    >>> # "kidnapped" with lemma "kidnapp" gives ["kidnapp", "kidnap"]
    """
    found = [lemma(token)]
    word = token.lower_
    for ending, base in (("ied", "y"), ("ies", "y"), ("ed", ""), ("ing", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)] + base
            found += [stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem]
            if ending in {"ied", "ies", "ed", "ing"}:
                break
    return list(dict.fromkeys(found))


def coordinated(token: Token) -> list[Token]:
    """Return the token and all conjuncts that follow it ("A, B and C")."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            found.extend(coordinated(child))
    return sorted(found, key=lambda t: t.i)


def appositions(token: Token) -> list[Token]:
    """Return the heads of its appositions."""
    return [child for child in token.children if child.dep_ == "appos"]


def negated(token: Token) -> bool:
    """Tell whether a negation word modifies the token itself."""
    return any(
        child.dep_ == "neg" or (child.dep_ in {"advmod", "det", "cc:preconj", "preconj"} and child.lower_ in NEGATIONS)
        for child in token.children
    )


def auxiliaries(verb: Token) -> list[str]:
    """Return its auxiliaries, lower-case, in text order."""
    return [child.lower_ for child in verb.children if child.dep_.startswith("aux")]


def modal(verb: Token) -> str | None:
    """Return its modal auxiliary ("will", "may"), lower-case, or None."""
    return next((aux for aux in auxiliaries(verb) if aux in _MODALS), None)


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is passive: with auxiliary, or a past participle that modifies a noun."""
    if verb.tag_ != "VBN":
        return any(child.dep_ in {"aux:pass", "auxpass"} for child in verb.children)
    if any(child.dep_ in {"aux:pass", "auxpass"} or child.dep_ in PASSIVE_SUBJECTS for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not auxiliaries(verb):
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "amod"} and "have" not in {lemma(c) for c in verb.children if "aux" in c.dep_}


def obliques(head: Token) -> list[tuple[str, Token]]:
    """Return (preposition, noun) pairs that hang on a verb or noun: "in Baghdad", "of the group".

    The preposition is lower-case, "" for bare obliques ("last week"); conjoined nouns are given each.
    """
    found: list[tuple[str, Token]] = []
    for child in head.children:
        if child.dep_.split(":")[0] in {"obl", "nmod"} and child.dep_ not in {"nmod:poss", "nmod:desc"}:
            found.extend((preposition(child), noun) for noun in coordinated(child))
        elif child.dep_ in {"prep", "agent"}:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    found.extend((child.lower_, noun) for noun in coordinated(grandchild))
        elif child.dep_ == "npadvmod":
            found.append(("", child))
    return found


def preposition(noun: Token) -> str:
    """Return the preposition that governs a noun, lower-case, or ""."""
    # Small parsers hang the preposition of "at Chatham House" on "Chatham".
    bearers = (noun, *(child for child in noun.children if child.dep_ in {"compound", "flat"} and child.i < noun.i))
    cases = [c for bearer in bearers for c in bearer.children if c.dep_ == "case" and c.lower_ not in _POSSESSIVES]
    if cases:
        words = [cases[0], *(t for t in cases[0].children if t.dep_ == "fixed"), *cases[1:]]
        return " ".join(t.lower_ for t in sorted(words, key=lambda t: t.i))
    if noun.dep_ == "conj":
        return preposition(noun.head)
    return noun.head.lower_ if noun.dep_ == "pobj" else ""


def agents(verb: Token) -> list[Token]:
    """Return the nouns after "by" of a passive verb or of a nominalisation ("an attack by …")."""
    return [noun for prep, noun in obliques(verb) if prep == "by"]


def possessors(noun: Token) -> list[Token]:
    """Return the nouns that own it: "Iran's nuclear programme"."""
    owners = [child for child in noun.children if child.dep_ in {"nmod:poss", "poss"}]
    return [each for owner in owners for each in coordinated(owner)]


def premodifiers(noun: Token) -> list[Token]:
    """Return adjectives and nouns before it: "Iranian", "drone" in "Iranian drone attack"."""
    deps = {"amod", "compound", "nmod", "nmod:desc", "flat", "nn"}
    return [child for child in noun.children if child.dep_ in deps and child.i < noun.i]


def antecedent(pronoun: Token) -> Token | None:
    """Return the noun a relative pronoun stands for, or None where it is no relative pronoun."""
    if pronoun.lower_ not in RELATIVE_PRONOUNS:
        return None
    for ancestor in (pronoun.head, *pronoun.head.ancestors):
        if ancestor.dep_ in RELATIVE_CLAUSES:
            return ancestor.head
        if ancestor.dep_ in {"ROOT", "root", "ccomp"}:
            return None
    return None


def _resolved(tokens: Iterator[Token]) -> list[Token]:
    found = []
    for token in tokens:
        noun = antecedent(token) if token.tag_ in {"WP", "WDT", "WP$"} or token.lower_ == "that" else None
        found.append(noun if noun is not None else token)
    return sorted((each for token in found for each in coordinated(token)), key=lambda t: t.i)


def surface_subjects(verb: Token, _depth: int = 0) -> list[Token]:
    """Return the grammatical subjects: own, shared by coordination, controlled, or the noun a clause modifies.

    Relative pronouns give their antecedent. Empty where the subject is not in the sentence.
    """
    bearers = [verb, *(c for c in verb.children if c.dep_.startswith("aux"))]  # small parsers: "Iran" under "had"
    own = [c for each in bearers for c in each.children if c.dep_ in SUBJECTS or c.dep_ in PASSIVE_SUBJECTS]
    if own:
        return _resolved(iter(own))
    if _depth > 6:
        return []
    head = verb.head
    if verb.dep_ == "conj":
        return surface_subjects(head, _depth + 1)
    if verb.dep_ in {"xcomp", "ccomp"} and not any(c.dep_ == "mark" and c.lower_ != "to" for c in verb.children):
        objects = [c for c in head.children if c.dep_ in OBJECTS]
        if objects and lemma(head) not in SUBJECT_CONTROL:
            return _resolved(iter(objects))
        return surface_subjects(head, _depth + 1)
    if verb.dep_ in RELATIVE_CLAUSES and not any(c.tag_ in {"WP", "WDT"} for c in verb.subtree):
        return []
    if verb.dep_ == "acl":
        return [head] if head.pos_ in {"NOUN", "PROPN", "PRON"} and verb.tag_ != "VB" else []
    if verb.dep_ == "advcl" and verb.tag_ in {"VBG", "VBN", "VB"} and head.pos_ in {"VERB", "AUX"}:
        return surface_subjects(head, _depth + 1)
    return []


def logical_subjects(verb: Token) -> list[Token]:
    """Return who acts: the subjects of an active verb, the by-phrase of a passive one."""
    return agents(verb) if is_passive(verb) else surface_subjects(verb)


def logical_objects(verb: Token) -> list[Token]:
    """Return who undergoes it: the objects of an active verb, the subjects of a passive one.

    Relative pronouns in object position give their antecedent; conjoined verbs share an object that follows them.
    """
    if is_passive(verb):
        return surface_subjects(verb)
    own = [c for c in verb.children if c.dep_ in OBJECTS]
    if not own:
        shared = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
        own = [c for each in shared for c in each.children if c.dep_ in OBJECTS][:1]
    return _resolved(iter(own))


def complements(verb: Token) -> list[Token]:
    """Return the heads of its clausal complements (ccomp, xcomp)."""
    return [child for child in verb.children if child.dep_ in {"ccomp", "xcomp", "pcomp"}]


def noun_phrase(head: Token, *, prepositional: bool = False) -> tuple[int, int]:
    """Return (first, last excluded) of the tokens of a noun phrase without clauses, appositions and conjuncts.

    Args:
        head: its head noun.
        prepositional: whether "of" and other prepositional phrases after the head belong to it.
    """
    first, last = head.i, head.i + 1
    for child in head.children:
        dep = child.dep_
        if dep in _CLAUSES or (dep == "case" and child.i < head.i) or dep in {"mark", "cop", "aux"} | SUBJECTS:
            continue
        if child.i < head.i:
            first = min(first, child.left_edge.i)
        elif dep.split(":")[0] in {"nmod", "obl"} or dep == "prep":
            if prepositional:
                last = max(last, _right_edge(child))
        elif dep in {"flat", "compound", "nummod", "amod", "fixed", "goeswith", "flat:name"}:
            last = max(last, _right_edge(child))
    while first < head.i and head.doc[first].is_punct and head.doc[first].text not in {"“", '"', "‘"}:
        first += 1
    return first, last


def _right_edge(token: Token) -> int:
    """Return the end of a dependent's own phrase, leaving clauses and appositions inside it out."""
    last = token.i + 1
    for child in token.children:
        if child.i > token.i and child.dep_ not in _CLAUSES:
            last = max(last, _right_edge(child))
    return last
