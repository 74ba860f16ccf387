"""Is the enemy of my enemy my friend? Triads, how far the network is from two camps, and the camps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from .frustration import fewest, lower_bound
from .simple import simple

if TYPE_CHECKING:
    from collections.abc import Mapping

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Triads:
    """Triangles of signed pairs, by their number of hostile pairs.

    Attributes:
        friends: none hostile; one_hostile, two_hostile, all_hostile.
        mixed_pairs: pairs with as much cooperation as conflict: they have no sign and are in no triad.
    """

    friends: int
    one_hostile: int
    two_hostile: int
    all_hostile: int
    mixed_pairs: int

    @property
    def balanced(self) -> int:
        """Triads with an even number of hostile pairs."""
        return self.friends + self.two_hostile

    @property
    def unbalanced(self) -> int:
        """Triads with an odd number of hostile pairs."""
        return self.one_hostile + self.all_hostile

    @property
    def share(self) -> float | None:
        """Balanced triads of all (0 to 1), None where there are none."""
        total = self.balanced + self.unbalanced
        return round(self.balanced / total, 6) if total else None


@dataclass(frozen=True, slots=True)
class Factions:
    """A split in two camps with as few pairs as possible against it: friends apart, or enemies in one camp.

    Attributes:
        side: node -> 0 or 1, for the nodes with signed pairs. Each component is split by itself; 0 is its larger camp.
        against: the pairs against it, sorted; their number is the frustration index (or an upper bound of it).
        exact: whether no other split has fewer; there may be others with as few.
        at_least: a lower bound of the frustration index.
        pairs: signed pairs in all.
    """

    side: Mapping[str, int]
    against: tuple[Pair, ...]
    exact: bool
    at_least: int
    pairs: int

    @property
    def frustration(self) -> int:
        """Pairs against the split."""
        return len(self.against)


def signed_pairs(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Give the pairs that are mainly cooperative or mainly hostile (`sign`, +1 or -1), with their nodes.

    A pair is hostile where more independent sources tell of conflict than of cooperation; denials do not count.
    """
    collapsed = simple(network, signed=True, denied=False)
    signed: nx.Graph[str] = nx.Graph()
    for a, b, tie in collapsed.edges(data=True):
        if tie["sign"]:
            signed.add_edge(a, b, sign=tie["sign"], weight=tie["weight"])
    return signed


def triads(network: nx.MultiDiGraph[str]) -> Triads:
    """Count the triangles of signed pairs; balanced are those with an even number of hostile pairs.

    Source: Heider (1946), "Attitudes and cognitive organization"; Cartwright and Harary (1956), "Structural balance".
    """
    signed = signed_pairs(network)
    hostile = [0, 0, 0, 0]
    for node in sorted(signed):
        later = sorted(other for other in signed[node] if other > node)
        for a, b in combinations(later, 2):
            if signed.has_edge(a, b):
                signs = (signed[node][a]["sign"], signed[node][b]["sign"], signed[a][b]["sign"])
                hostile[signs.count(-1)] += 1
    mixed = sum(
        1
        for _, _, tie in simple(network, signed=True, denied=False).edges(data=True)
        if not tie["sign"] and tie["conflict"]
    )
    return Triads(hostile[0], hostile[1], hostile[2], hostile[3], mixed_pairs=mixed)


def factions(network: nx.MultiDiGraph[str]) -> Factions:
    """Split the actors in two camps with as few pairs as possible against it (the frustration index).

    Friends are mainly cooperative pairs, enemies mainly hostile ones; each pair counts once, whatever its sources.
    Exact where the pairs are few or sparse (`frustration.fewest`), else the best of several seeded searches, with a
    lower bound from triads that share no pair.

    Source: Harary (1959), "On the measurement of structural balance"; Aref and Wilson (2019), "Balance and frustration
    in signed networks".
    """
    signed = signed_pairs(network)
    nodes = sorted(signed)
    place = {node: number for number, node in enumerate(nodes)}
    lines = sorted((*sorted((place[a], place[b])), tie["sign"]) for a, b, tie in signed.edges(data=True))
    sides, exact = fewest(len(nodes), lines)
    side = {node: sides[number] for node, number in place.items()}
    for component in nx.connected_components(signed):
        first = min(component)
        one = sum(side[node] for node in component)
        if one * 2 > len(component) or (one * 2 == len(component) and side[first]):
            side |= {node: 1 - side[node] for node in component}
    against = tuple((nodes[a], nodes[b]) for a, b, sign in lines if sides[a] ^ sides[b] != (sign < 0))
    bound = len(against) if exact else lower_bound(len(nodes), lines)
    return Factions(side, against, exact or bound == len(against), bound, len(lines))
