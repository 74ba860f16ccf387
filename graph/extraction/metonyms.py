"""Capitals that stand for their states: "Tehran said", "talks with Baghdad", "pro-Tehran"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..language import syntax
from .naming import HYPHENS, NameIndex, type_by_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .names import Name

_MOVES = frozenset(
    ["travel", "fly", "go", "return", "come", "arrive", "trip", "visit", "journey", "head", "flight", "move",
     "drive", "way", "road"]
)  # fmt: skip
"""After these "to Tehran" is a way, not an addressee."""
_TOWN = frozenset(
    ["cemetery", "district", "downtown", "mayor", "municipality", "neighborhood", "neighbourhood", "outskirts",
     "quarter", "resident", "skyline", "slum", "street", "suburb", "thoroughfare", "traffic"]
)  # fmt: skip
"""What towns have; a capital that has it is meant as a town."""


def metonym(doc: Doc, name: Name, names: NameIndex) -> Name:
    """Let a capital that acts or speaks stand for its state: "Tehran said", "talks with Baghdad", "pro-Tehran"."""
    state = names.capital(name.text) if name.type == "Place" and name.entry is None else None
    if state is None:
        return name
    token = doc[name.head]
    verb = token.head.head if token.head.pos_ == "ADV" else token.head
    dateline = name.text.isupper() and name.last < len(doc) and not doc[name.last].is_alpha
    apposed = name.first > 1 and doc[name.first - 1].text == "," and doc[name.first - 2].lower_ in {"capital", "city"}
    if syntax.lemma(verb) in _MOVES or dateline or apposed:
        return name
    acts = token.dep_ in syntax.SUBJECTS and verb.pos_ == "VERB" and not syntax.is_passive(verb)
    acts = acts or (token.dep_ in syntax.OBJECTS and verb.pos_ in {"VERB", "NOUN"})
    acts = acts or (token.dep_ in {"nmod:poss", "poss"} and verb.pos_ == "NOUN" and not _of_town(verb))
    acts = acts or (syntax.preposition(token) in {"with", "by", "against", "between", "to"})
    acts = acts or (syntax.preposition(token) == "from" and verb.pos_ == "NOUN")
    before = doc[name.first - 1].text if name.first else ""
    after = doc[name.last].text if name.last < len(doc) else ""
    acts = acts or (before in HYPHENS or (after in HYPHENS and not doc[name.last].whitespace_))
    based = name.last + 1 < len(doc) and doc[name.last + 1].lower_ in {"based", "born"}
    return replace(name, type=state.type, entry=state) if acts and not based else name


def _of_town(noun: Token) -> bool:
    """Tell whether a noun is what towns have and states do not: squares, an airport, suburbs, a mayor."""
    return type_by_words(syntax.lemma(noun)) == "Facility" or syntax.lemma(noun) in _TOWN
