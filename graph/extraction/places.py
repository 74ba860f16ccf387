"""Where an event took place, as the text gives it: "in Basra", "near the town of Hit", "west of Kirkuk"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import column
from .clauses import objects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..records import Entity
    from .arguments import Argument
    from .index import EntityIndex
    from .triggers import Trigger

_HERE = frozenset(
    {"in", "at", "near", "inside", "outside", "across", "around", "off", "throughout", "within", "along", "close to"}
)
_ON_THE_GROUND = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})
"""Deeds: where those are whom they are done to ("shot a man in Basra"), there they happened."""
_IN_WORDS = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Words: where the other is ("condemned the ministry in Tunis") says nothing about where they were said."""
_DIRECTIONS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
_PLACES = frozenset({"Place", "State", "Facility"})
_DEEPEST = 3


def place_of(
    entities: EntityIndex, trigger: Trigger, actors: Sequence[Argument], recipients: Sequence[Argument]
) -> str | None:
    """Return the id of the place where the trigger, its verb or those acted on stand, or None; towns before states.

    Who takes part is not also the place. A place that only a dateline or another sentence gives is not taken.
    """
    taken = {argument.head.i for argument in (*actors, *recipients)}
    verb = trigger.verb
    struck = objects(verb) if verb is not None and trigger.type not in _IN_WORDS else []
    sources = [trigger.token, verb, *(noun for noun in struck if noun.dep_ != "conj")]
    standing = {"PROTEST": actors}.get(trigger.type, recipients if trigger.type in _ON_THE_GROUND else ())
    states = [a for a in (*recipients, *actors) if a.entity is not None and a.entity.type == "State"]
    sources += [argument.head for argument in (*standing, *states)]  # parsers hang "in Cairo" on "talks with Iran"
    nouns = (noun for source in sources if source is not None for noun in _places_at(source))
    found = [entity for noun in nouns if (entity := _named(entities, noun, taken)) is not None]
    return next((entity.id for entity in sorted(found, key=lambda entity: entity.type == "State")), None)


def _places_at(source: Token) -> Iterator[Token]:
    """Yield the nouns that tell where, of what hangs on a word."""
    for prep, noun in syntax.obliques(source):
        if prep in _HERE or (prep == "on" and _is_place(noun)):
            yield noun
    for child in source.children:
        if child.lower_ in _DIRECTIONS and child.dep_ in {"advmod", "obl", "nmod", "amod"} and child.i > source.i:
            yield from (noun for prep, noun in syntax.obliques(child) if prep == "of")


def _named(entities: EntityIndex, noun: Token, taken: set[int], depth: int = 0) -> Entity | None:
    """Return the named place that a phrase means or says where it is."""
    entity = entities.headed_by(noun) or entities.covering(noun)
    if entity is not None and entity.type in _PLACES and noun.i not in taken:
        return entity
    if depth == _DEEPEST:
        return None
    inner = list(_places_at(noun))
    if _is_place(noun):
        inner += [each for prep, each in syntax.obliques(noun) if prep in {"of", "to"}]
        inner += [*syntax.appositions(noun), *syntax.possessors(noun), *syntax.premodifiers(noun)]
    found = (_named(entities, each, taken, depth + 1) for each in inner)
    return next((each for each in found if each is not None), None)


def _is_place(noun: Token) -> bool:
    return not column("place_nouns", "word").isdisjoint(syntax.lemmas(noun))
