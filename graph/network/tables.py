"""Measures as tables for people: rows, and in one sentence how they were computed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..wording import one_of
from .groups import by_state_and_kind
from .measures import measures
from .measures_balance import factions, triads
from .measures_betweenness import SOURCES, is_estimated
from .measures_brokerage import ROLES, brokerage
from .measures_communities import communities, community_engine, modularity
from .measures_roles import OUT, roles, ways_of

if TYPE_CHECKING:
    import networkx as nx

_SIGN_WORDS = {1: "cooperation", 0: "neutral", -1: "conflict"}


@dataclass(frozen=True, slots=True)
class Table:
    """A measure: `rows` of one shape (`columns`), best first; `method` says how, and whether exact or estimated."""

    name: str
    method: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user may choose: node -> group for brokers (None: by state and kind), exact betweenness or not."""

    groups: Mapping[str, str] | None = None
    exact: bool | None = None


def table(network: nx.MultiDiGraph[str], name: str = "actors", choices: Choices | None = None) -> Table:
    """Compute one of `TABLES`; nodes without ties are left out.

    Raises:
        UsageError: if there is no such measure.
    """
    method, columns, rows = TABLES[one_of("measure", name, TABLES)](network, choices or Choices())
    return Table(name, method, columns, tuple(rows))


_Made = tuple[str, tuple[str, ...], list[dict[str, Any]]]


def _actors(network: nx.MultiDiGraph[str], choices: Choices) -> _Made:
    rows = [row for row in measures(network, exact=choices.exact) if row["degree"]]
    estimated = not choices.exact if choices.exact is not None else is_estimated(len(network))
    how = f"estimated from {min(SOURCES, len(network))} of {len(network)} nodes" if estimated else "exact"
    columns = (
        "label",
        "type",
        "articles",
        "degree",
        "strength",
        "betweenness",
        "community",
        "core",
        "parts",
        "conflict",
    )
    method = (
        f"betweenness {how}, distance 1/sources; communities by Louvain ({community_engine(len(network))}); "
        "parts: more parts without the actor"
    )
    return method, ("node", *columns), rows


def _brokers(network: nx.MultiDiGraph[str], choices: Choices) -> _Made:
    groups = choices.groups if choices.groups is not None else by_state_and_kind(network)
    rows = [
        {
            "node": node,
            "label": network.nodes[node]["label"],
            "group": groups[node],
            **counts,
            "total": sum(counts.values()),
        }
        for node, counts in brokerage(network, groups).items()
        if any(counts.values())
    ]
    rows.sort(key=lambda row: (-row["total"], row["label"], row["node"]))
    method = (
        "pairs a, c with a → actor → c and no a → c, by the groups of the three (Gould and Fernandez 1989); "
        "cooperative ties; exact"
    )
    return method, ("node", "label", "group", *ROLES, "total"), rows


def _communities(network: nx.MultiDiGraph[str], _: Choices) -> _Made:
    found = communities(network)
    tied = {node for pair in network.edges() for node in pair}
    members: defaultdict[int, list[str]] = defaultdict(list)
    for row in measures_order(network):
        if row in tied:
            members[found[row]].append(row)
    rows = [
        {"community": number, "size": len(nodes), "actors": _labels(network, nodes)}
        for number, nodes in sorted(members.items())
    ]
    held = modularity(network, found)
    engine = community_engine(len(network))
    return (
        f"Louvain ({engine}) on cooperative and neutral ties, weighted by sources; modularity {held}",
        ("community", "size", "actors"),
        rows,
    )


def _balance(network: nx.MultiDiGraph[str], _: Choices) -> _Made:
    counts, split = triads(network), factions(network)
    share = None if not split.pairs else round(split.frustration / split.pairs, 6)
    values = {
        "signed pairs": split.pairs,
        "mixed pairs, left out": counts.mixed_pairs,
        "triads of friends (balanced)": counts.friends,
        "triads with one hostile pair (unbalanced)": counts.one_hostile,
        "triads with two hostile pairs (balanced)": counts.two_hostile,
        "triads of enemies (unbalanced)": counts.all_hostile,
        "share of balanced triads": counts.share,
        "frustration index": split.frustration,
        "frustration index at least": split.at_least,
        "frustration index by signed pairs": share,
    }
    return (
        f"a pair has the sign of most of its sources; frustration index {_how(split.exact)}",
        ("measure", "value"),
        [{"measure": name, "value": value} for name, value in values.items()],
    )


def _factions(network: nx.MultiDiGraph[str], _: Choices) -> _Made:
    split = factions(network)
    torn = Counter(node for pair in split.against for node in pair)
    rows = [
        {"node": node, "label": network.nodes[node]["label"], "faction": side, "against": torn[node]}
        for node, side in split.side.items()
    ]
    rows.sort(key=lambda row: (row["faction"], -row["against"], row["label"], row["node"]))
    fewest = f"{split.frustration} of {split.pairs} signed pairs against them ({_how(split.exact)})"
    method = f"two camps with the fewest pairs against them: {fewest}; against: such pairs of the actor"
    return method, ("node", "label", "faction", "against"), rows


def _roles(network: nx.MultiDiGraph[str], _: Choices) -> _Made:
    ways = ways_of(network)
    members: defaultdict[int, list[str]] = defaultdict(list)
    found = roles(network)
    for node in measures_order(network):
        if node in found:
            members[found[node]].append(node)
    rows = [
        {
            "role": number,
            "size": len(nodes),
            "gives": ", ".join(_SIGN_WORDS[sign] for where, sign in ways[nodes[0]] if where == OUT),
            "receives": ", ".join(_SIGN_WORDS[sign] for where, sign in ways[nodes[0]] if where != OUT),
            "actors": _labels(network, nodes),
        }
        for number, nodes in sorted(members.items())
    ]
    method = (
        "same directions and signs of ties to actors with the same directions and signs: two rounds of regular "
        "equivalence (Borgatti and Everett 1993); exact"
    )
    return method, ("role", "size", "gives", "receives", "actors"), rows


TABLES: Mapping[str, Callable[[nx.MultiDiGraph[str], Choices], _Made]] = {
    "actors": _actors,
    "brokers": _brokers,
    "communities": _communities,
    "balance": _balance,
    "factions": _factions,
    "roles": _roles,
}
"""Name of a measure -> the function that computes its table."""


def measures_order(network: nx.MultiDiGraph[str]) -> list[str]:
    """Give the nodes in the order in which a reader wants them: most articles first, then by label."""
    return sorted(network, key=lambda node: (-network.nodes[node]["articles"], network.nodes[node]["label"], node))


def _labels(network: nx.MultiDiGraph[str], nodes: list[str]) -> tuple[str, ...]:
    return tuple(network.nodes[node]["label"] for node in nodes)


def _how(exact: bool) -> str:
    return "exact" if exact else "an upper bound"
