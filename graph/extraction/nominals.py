"""Nominal mentions: common nouns for actors ("the Iraqi army", "the group", "three senior officials")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping
from .names import part_of_office
from .naming import NameIndex, is_title, name_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "both"})
POSSESSIVE = frozenset({"my", "your", "our", "its", "their", "his", "her"})
INDEFINITE = frozenset({"a", "an", "some", "several", "many", "other", "another", "any", "no", "few", "two", "three"})
OWNERS = frozenset({"nmod:poss", "poss"})


@dataclass(frozen=True)
class Nominal:
    """A common noun phrase for an actor: its head, class, state or owner words, determiner.

    `owned` tells of a pronoun that owns it ("their leaders"): whose it is, the noun alone does not say.
    """

    head: int
    first: int
    last: int
    lemma: str
    type: str
    group: str
    plural: bool
    definite: bool
    demonstrative: bool
    modified: bool
    owned: bool
    owner: tuple[str, ...]


def find_nominals(doc: Doc, taken: set[int], names: NameIndex) -> Iterator[Nominal]:
    """Yield the nominal mentions whose head is not inside a name, in text order."""
    classes = mapping("actor_nouns", "lemma", "class")
    types = mapping("actor_nouns", "lemma", "type")
    for token in doc:
        if token.i in taken or token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "amod"}:
            continue
        lemma = token.lower_ if token.lower_ in classes else syntax.lemma(token)
        if lemma not in classes or part_of_office(doc, token.i, token.i + 1):
            continue
        if token.dep_ in {"flat", "nmod:desc", "nmod"} and token.head.i in taken and token.head.i > token.i:
            continue
        if _titles_a_name(token, taken):
            continue
        group = classes[lemma]
        plural = token.tag_ in {"NNS", "NNPS"} or group == "people"
        if group == "person" and plural:
            group = "people"
        first, last = syntax.noun_phrase(token)
        while first < token.i and doc[first].ent_type_ == "DATE":
            first += 1
        of = _of_place(token, names)
        last = of[1] if of is not None else last
        determiner = next(
            (c.lower_ for c in token.children if c.dep_ in {"det", "nmod:poss", "poss"} and c.i < token.i), ""
        )
        yield Nominal(
            head=token.i,
            first=first,
            last=last,
            lemma=syntax.lemma(token),
            type="Organization" if group == "people" else types[lemma],
            group=group,
            plural=plural,
            definite=determiner in DEFINITE,
            demonstrative=determiner in {"this", "these", "that", "those"},
            modified=any(t.is_alpha and t.pos_ != "DET" and t.dep_ not in OWNERS for t in doc[first : token.i]),
            owned=determiner in POSSESSIVE,
            owner=tuple(dict.fromkeys(_owner(token, names))),
        )


def _titles_a_name(token: Token, taken: set[int]) -> bool:
    """Tell whether a capitalized office stands before a name with more of it: "[Secretary] General Mark Rutte"."""
    doc, i = token.doc, token.i + 1
    while i < len(doc) and token.text[0].isupper() and is_title(doc[i].text):
        i += 1
    return i > token.i + 1 and i < len(doc) and i in taken


def _owner(token: Token, names: NameIndex) -> Iterator[str]:
    """Yield what the noun belongs to: ids of states by adjective or possessive, else the words of its owner."""
    for each in (*syntax.possessors(token), *syntax.premodifiers(token)):
        text = each.text
        state = names.demonym(text) or names.find(text)
        if state is not None and state.type in {"State", "Place"}:
            yield state.id
        elif each.pos_ == "PROPN" and each.ent_type_ in {"ORG", "GPE", "NORP"}:
            yield "-".join(name_words(text))
    of = _of_place(token, names)
    if of is not None:
        yield of[0]


def _of_place(token: Token, names: NameIndex) -> tuple[str, int] | None:
    """Return the place in "the government of Iraq", "the people of Mosul", as a key, and where its name ends.

    Read off the words: parsers hang such phrases on the wrong noun.
    """
    doc, first = token.doc, token.i + 1
    if first + 1 >= len(doc) or doc[first].lower_ != "of":
        return None
    first += 2 if doc[first + 1].lower_ == "the" else 1
    for last in range(min(first + 4, token.sent.end), first, -1):
        entry = names.find(doc[first:last].text) if doc[first].text[0].isupper() else None
        if entry is not None and entry.type == "State":
            return entry.id, last
    city = next((ent for ent in doc.ents if ent.start == first and ent.label_ == "GPE"), None)
    return ("-".join(name_words(city.text)), city.end) if city is not None else None
