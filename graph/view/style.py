"""How actors and ties look: colour by class of actor, shape by type, line by sign; safe for colour-blind readers.

Source of the palette: Okabe and Ito (2008), "Color Universal Design"; of the blue and red of ties: ColorBrewer RdBu.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..network.signs import SAYS_ABOUT

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ActorStyle:
    """Fill colour, and a shape that vis-network knows."""

    colour: str
    shape: str


_STATE, _ARMED, _PERSON, _PARTY = "#0072b2", "#d55e00", "#e69f00", "#cc79a7"
_INTERNATIONAL, _CIVIL, _PLACE, _THING = "#56b4e9", "#009e73", "#a3a8ae", "#5c6066"

ACTOR_STYLES: Mapping[str, ActorStyle] = MappingProxyType(
    {
        "State": ActorStyle(_STATE, "square"),
        "GovernmentBody": ActorStyle(_STATE, "hexagon"),
        "ArmedGroup": ActorStyle(_ARMED, "triangle"),
        "MilitaryUnit": ActorStyle(_ARMED, "triangleDown"),
        "Person": ActorStyle(_PERSON, "dot"),
        "PoliticalParty": ActorStyle(_PARTY, "diamond"),
        "InternationalOrganization": ActorStyle(_INTERNATIONAL, "star"),
        "Organization": ActorStyle(_CIVIL, "diamond"),
        "MediaOutlet": ActorStyle(_CIVIL, "square"),
        "Company": ActorStyle(_CIVIL, "hexagon"),
        "ThinkTank": ActorStyle(_CIVIL, "triangleDown"),
        "Place": ActorStyle(_PLACE, "dot"),
        "Facility": ActorStyle(_PLACE, "square"),
        "Nationality": ActorStyle(_PLACE, "diamond"),
        "Weapon": ActorStyle(_THING, "star"),
        "MilitaryPlatform": ActorStyle(_THING, "triangleDown"),
    }
)
"""Style of every entity type that can be a node, in the order of the legend."""

OTHER_ACTOR: Final = ActorStyle(_THING, "dot")
SIGN_COLOURS: Mapping[int, str] = MappingProxyType({1: "#2166ac", -1: "#b2182b", 0: "#7d838b"})

_SMALLEST, _GROWTH = 9.0, 21.0
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def actor_style(entity_type: str) -> ActorStyle:
    """Give the style of an entity type, a plain dark dot for one that is not listed."""
    return ACTOR_STYLES.get(entity_type, OTHER_ACTOR)


def actor_size(value: float, most: float) -> float:
    """Give the radius of a node: it grows with the root of a measure, in proportion to the node with most."""
    return round(_SMALLEST + _GROWTH * math.sqrt(value / most if most else 0), 1)


def readable(name: str) -> str:
    """Write the name of a type as words: "GovernmentBody" as "government body", "ASSAULT" as "assault"."""
    return "speaks about" if name == SAYS_ABOUT else _HUMP.sub(" ", name).lower()
