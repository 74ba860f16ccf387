"""Whether a tie is cooperative (+1), conflictual (-1) or neither (0).

Events take the sign of their PLOVER quad: verbal and material cooperation +1, verbal and material conflict -1.
Relations that only place an actor (where it is based, whose citizen it is) carry no sign, nor does speaking about
someone.

Source: PLOVER manual (Open Event Data Alliance, 2021), table of event types.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from ..records import EVENT_TYPES, RELATION_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

Sign = Literal[-1, 0, 1]

SAYS_ABOUT: Final = "says-about"
"""The tie from a speaker to an entity that is mentioned inside what was said."""

_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_HOSTILE_RELATIONS = frozenset({"opposes", "fightsAgainst"})
_UNSIGNED_RELATIONS = frozenset({"basedIn", "operatesIn", "citizenOf"})


def _relation_sign(relation_type: str) -> Sign:
    if relation_type in _HOSTILE_RELATIONS:
        return -1
    return 0 if relation_type in _UNSIGNED_RELATIONS else 1


SIGNS: Mapping[str, Sign] = MappingProxyType(
    {name: 1 if name in _COOPERATION else -1 for name in EVENT_TYPES}
    | {name: _relation_sign(name) for name in RELATION_TYPES}
    | {SAYS_ABOUT: 0}
)
"""Sign of every tie type: event types, relation types and `says-about`."""
