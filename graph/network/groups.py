"""Which side an actor stands on: groups by state and kind, for brokers and tables, or the user's own."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..records import THING_TYPES
from .lookup import node_named
from .narrowing import is_standing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import networkx as nx

_KINDS = {
    "State": "state",
    "GovernmentBody": "state",
    "MilitaryUnit": "armed forces",
    "ArmedGroup": "armed groups",
    "PoliticalParty": "parties",
    "InternationalOrganization": "international organizations",
    "MediaOutlet": "media",
    "Company": "companies",
    "ThinkTank": "think tanks",
    "Organization": "organizations",
    "Person": "people",
}
_MEMBER = ("leads", "spokespersonFor", "memberOf", "partOf")
"""Ties that place an actor in a body, the surest first."""
_NEAR = ("citizenOf", "basedIn", "affiliatedWith")
"""Ties that tell a state where no other does, the surest first."""


def by_state_and_kind(network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Group actors as "Iraq: armed groups", "Iran: state", "media" (of no known state); things have no group.

    The state is that of the authority files, else that of the body which an article asserts the actor to lead, speak
    for or belong to (not formerly; the surest type of tie first, then the most sources), or of the body above that;
    else where one of these is based, a citizen or affiliated. A person counts to the kind of the body it leads, speaks
    for, belongs to or is affiliated with, else to "people".
    """
    states = by_state(network)
    kinds = by_kind(network)
    return {node: f"{states[node]}: {kind}" if node in states else kind for node, kind in kinds.items()}


def by_kind(network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Group actors by what they are ("state", "armed groups", "parties", …), persons by the body they belong to."""
    found: dict[str, str] = {}
    for node, data in network.nodes(data=True):
        if data["type"] in THING_TYPES:
            continue
        body = next(iter(_bodies(network, node, (*_MEMBER, _NEAR[-1]))), None) if data["type"] == "Person" else node
        kind = network.nodes[body]["type"] if body else "Person"
        found[node] = _KINDS.get(kind, _KINDS["Person"] if data["type"] == "Person" else "organizations")
    return found


def by_state(network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Group actors by the name of their state; those of whom none is known have no group."""
    found: dict[str, str] = {}
    for node, data in network.nodes(data=True):
        if data["type"] in THING_TYPES:
            continue
        chain = [node]
        for each in chain:
            chain += (body for body in _bodies(network, each, _MEMBER) if body not in chain)
        chain += [place for each in chain for place in _bodies(network, each, _NEAR)]
        state = next((known for each in chain if (known := _own_state(network, each))), None)
        if state:
            found[node] = state
    return found


def by_type(network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Group nodes by their type."""
    return {node: data["type"] for node, data in network.nodes(data=True)}


GROUPINGS: Mapping[str, Callable[[nx.MultiDiGraph[str]], dict[str, str]]] = {
    "state-kind": by_state_and_kind,
    "state": by_state,
    "kind": by_kind,
    "type": by_type,
}
"""Name of a way to group -> the function that groups."""


def groups_from(network: nx.MultiDiGraph[str], file: Path) -> dict[str, str]:
    """Read groups from a table: per line an actor (IRI, name or alias), a tab and its group.

    Raises:
        UsageError: if the file cannot be read, a line has not two cells, or an actor is unknown or named twice.
    """
    try:
        lines = list(
            csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"groups in {file}: got {error}, expected a table in UTF-8; correct it") from error
    found: dict[str, str] = {}
    for number, cells in enumerate(lines, 1):
        if not cells or cells[0].startswith("#"):
            continue
        if len(cells) != 2 or not all(cell.strip() for cell in cells):
            raise UsageError(
                f"groups in {file}, line {number}: got {cells}, expected an actor, a tab and a group; correct it"
            )
        node = node_named(network, cells[0].strip())
        if found.setdefault(node, cells[1].strip()) != cells[1].strip():
            raise UsageError(f"groups in {file}, line {number}: got {cells[0]!r} twice, expected one group; drop one")
    return found


def _own_state(network: nx.MultiDiGraph[str], node: str) -> str | None:
    data = network.nodes[node]
    return data["state"] or (data["label"] if data["type"] == "State" else None)


def _bodies(network: nx.MultiDiGraph[str], node: str, types: Sequence[str]) -> list[str]:
    """Give the bodies a node belongs to: those of the authority files, then those of asserted ties, surest first."""
    listed = [body for body in network.nodes[node]["within"] if body in network] if types[0] == _MEMBER[0] else []
    sources: Counter[tuple[int, str]] = Counter()
    for _, body, tie in network.out_edges(node, data=True):
        if tie["type"] in types and network.nodes[body]["type"] != "Person" and is_standing(tie):
            sources[types.index(tie["type"]), body] = tie["weight"]
    told = [body for _, body in sorted(sources, key=lambda key: (key[0], -sources[key], key[1]))]
    return [*listed, *(body for body in told if body not in listed)]
