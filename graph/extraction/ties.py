"""Candidates for lasting ties: every form in which a sentence tells them, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .tie import Tie
from .ties_compounds import hyphenated, pro_or_anti
from .ties_descriptions import descriptions
from .ties_groups import lists, members, parts, seats
from .ties_struggles import helping, struggles
from .ties_titles import adherents, now_with, of_organization, titles
from .ties_verbs import verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .index import EntityIndex


def ties(token: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield the ties that the phrase or clause of a token tells, whatever its ends turn out to be."""
    if token.pos_ in {"NOUN", "PROPN"}:
        yield from descriptions(token, entities)
        yield from members(token, entities)
        yield from struggles(token, entities)
        yield from helping(token, entities)
        yield from titles(token, entities)
        yield from of_organization(token, entities)
        yield from now_with(token, entities)
        yield from adherents(token, entities)
        yield from parts(token, entities)
        yield from seats(token, entities)
        yield from lists(token, entities)
    if token.pos_ in {"VERB", "AUX", "ADJ"} or token.dep_ == "amod":
        yield from verbs(token, entities)
        yield from hyphenated(token, entities)
    yield from pro_or_anti(token, entities)
