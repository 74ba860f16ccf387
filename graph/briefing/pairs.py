"""Who stands with and against whom, who stands between, who speaks of whom: from the network, with the sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..network.footnotes import best_evidence
from ..network.signs import SAYS_ABOUT
from ..network.sources import independent_sources, told
from ..network.tables import table
from ..records import ACTOR_TYPES, SYMMETRIC_RELATIONS

if TYPE_CHECKING:
    import networkx as nx

_BELONGING = frozenset({"leads", "memberOf", "partOf", "spokespersonFor", "affiliatedWith", "holdsOffice"})
"""Cooperative ties that only tell where somebody belongs: no alliance."""

Cited = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors: independent sources of cooperation and of conflict between them, denials and belonging left out.

    Attributes:
        a, b: nodes in sorted order; labels: their names.
        friendly, hostile: independent sources; types: of the ties of each, sorted.
        best: sign -> the evidence to show first.
    """

    a: str
    b: str
    labels: tuple[str, str]
    friendly: int
    hostile: int
    types: Mapping[int, tuple[str, ...]]
    best: Mapping[int, Cited]

    @property
    def balance(self) -> int:
        return self.friendly - self.hostile


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of the table of actors; `ties` are its strongest, each with its best evidence."""

    node: str
    label: str
    type: str
    articles: int
    degree: int
    sources: int
    conflict: float | None
    best: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Broker:
    """Who stands between how many pairs, by role, and one of them: two ties and their best evidence."""

    label: str
    group: str
    total: int
    role: str
    example: tuple[str, str]
    best: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks of whom: statements, their independent sources, and the newest of them."""

    speaker: str
    about: str
    statements: int
    sources: int
    newest: Cited


def pairs(network: nx.MultiDiGraph[str]) -> list[Pair]:
    """Return the pairs of actors with signed ties, most sources first."""
    cited: defaultdict[tuple[str, str], dict[int, list[Cited]]] = defaultdict(lambda: {1: [], -1: []})
    types: defaultdict[tuple[str, str], dict[int, set[str]]] = defaultdict(lambda: {1: set(), -1: set()})
    for a, b, tie in network.edges(data=True):
        counted = told(tie)
        actors = {network.nodes[a]["type"], network.nodes[b]["type"]} <= ACTOR_TYPES
        if tie["sign"] and counted and actors and tie["type"] not in _BELONGING:
            pair = (min(a, b), max(a, b))
            cited[pair][tie["sign"]] += counted
            types[pair][tie["sign"]].add(tie["type"])
    made = [
        Pair(
            *pair,
            (network.nodes[pair[0]]["label"], network.nodes[pair[1]]["label"]),
            independent_sources(by_sign[1]),
            independent_sources(by_sign[-1]),
            {sign: tuple(sorted(found, key=str.casefold)) for sign, found in types[pair].items()},
            {sign: best_evidence({"evidence": items}) for sign, items in by_sign.items() if items},
        )
        for pair, by_sign in cited.items()
    ]
    return sorted(made, key=lambda pair: (-pair.friendly - pair.hostile, pair.labels, pair.a, pair.b))


def strongest(found: Iterable[Pair], sign: int, most: int) -> list[Pair]:
    """Return the pairs with most sources of one sign, where more tell of it than of the other."""
    chosen = [pair for pair in found if pair.balance * sign > 0]
    return sorted(chosen, key=lambda pair: (-(pair.friendly if sign > 0 else pair.hostile), -abs(pair.balance)))[:most]


def actors(network: nx.MultiDiGraph[str], most: int) -> list[Actor]:
    """Return the actors with most ties, each with the evidence of its three strongest."""
    found: list[Actor] = []
    for row in table(network, "actors").rows:
        if row["type"] in ACTOR_TYPES and len(found) < most:
            node = row["node"]
            best = [best_evidence(tie) for tie in _strongest_ties(network, node)[:3]]
            found.append(
                Actor(
                    node,
                    row["label"],
                    row["type"],
                    row["articles"],
                    row["degree"],
                    row["strength"],
                    row["conflict"],
                    tuple(best),
                )
            )
    return found


def _strongest_ties(network: nx.MultiDiGraph[str], node: str) -> list[Cited]:
    """Give the ties of a node that somebody tells, most sources first, one for each other end."""
    ends: dict[str, tuple[tuple[Any, ...], Cited]] = {}
    for a, b, tie in (*network.out_edges(node, data=True), *network.in_edges(node, data=True)):
        cited = told(tie)
        if cited:
            other = b if a == node else a
            rank = (-tie["weight"], not tie["asserted"], tie["type"], network.nodes[other]["label"], other)
            held = ends.get(other)
            if held is None or rank < held[0]:
                ends[other] = (rank, {**tie, "evidence": cited})
    return [tie for _, tie in sorted(ends.values(), key=lambda item: item[0])]


def brokers(network: nx.MultiDiGraph[str], most: int) -> tuple[list[Broker], str]:
    """Return who stands between most pairs, each with one of them as an example, and how it was computed."""
    made = table(network, "brokers")
    best = _cooperation(network)
    found: list[Broker] = []
    for row in made.rows[:most]:
        roles = {name: row[name] for name in made.columns if name not in {"node", "label", "group", "total"}}
        a, c, cited = _example(best, row["node"])
        if cited:
            role = min(roles, key=lambda name: (-roles[name], name))
            ends = (network.nodes[a]["label"], network.nodes[c]["label"])
            found.append(Broker(row["label"], row["group"], row["total"], role, ends, cited))
    return found, made.method


def _cooperation(network: nx.MultiDiGraph[str]) -> dict[tuple[str, str], Cited]:
    """Give the strongest cooperative tie for each way from one node to another."""
    best: dict[tuple[str, str], Cited] = {}
    for a, b, tie in network.edges(data=True):
        if tie["sign"] > 0 and told(tie):
            for way in ((a, b), (b, a))[: 1 + (tie["type"] in SYMMETRIC_RELATIONS)]:
                if way not in best or (-tie["weight"], tie["type"]) < (-best[way]["weight"], best[way]["type"]):
                    best[way] = {**tie, "evidence": told(tie)}
    return best


def _example(best: Mapping[tuple[str, str], Cited], broker: str) -> tuple[str, str, tuple[Cited, ...]]:
    """Give the best-told pair that a broker stands between, with a sentence for each of its two ties."""
    into = sorted((a, tie) for (a, b), tie in best.items() if b == broker)
    out = sorted((c, tie) for (b, c), tie in best.items() if b == broker)
    ways = [
        ((-first["weight"] - second["weight"], a, c), first, second)
        for a, first in into
        for c, second in out
        if a != c and (a, c) not in best
    ]
    if not ways:
        return "", "", ()
    (_, a, c), first, second = min(ways, key=lambda way: way[0])
    return a, c, (best_evidence(first), best_evidence(second))


def speeches(network: nx.MultiDiGraph[str], most: int) -> list[Speech]:
    """Return who speaks most of whom, actors only, each with the newest statement."""
    found = []
    for a, b, tie in network.edges(data=True):
        if tie["type"] == SAYS_ABOUT and {network.nodes[a]["type"], network.nodes[b]["type"]} <= ACTOR_TYPES:
            newest = max(tie["evidence"], key=lambda item: (item["date"] or "", item["article"], item["start"]))
            ends = (network.nodes[a]["label"], network.nodes[b]["label"])
            found.append(Speech(*ends, len(tie["evidence"]), independent_sources(tie["evidence"]), newest))
    return sorted(found, key=lambda each: (-each.sources, -each.statements, each.speaker, each.about))[:most]
