"""How is A tied to B? Chains of ties, each step with its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx

from ..errors import UsageError
from .lookup import node_named
from .simple import simple
from .sources import independent_sources, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path, from `source` to `target` (node IRIs).

    `ties` are all ties between the two in either direction, asserted ones first and those that are only denied last,
    each by falling number of sources: the edge attributes of the network with `subject` and `object` added. `weight`
    counts independent sources over all of them but denials.
    """

    source: str
    target: str
    source_label: str
    target_label: str
    weight: int
    ties: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A chain without repeated nodes. `kind` says why it is shown; `length` is the sum of 1 / weight."""

    kind: Literal["shortest", "strongest"]
    steps: tuple[Step, ...]
    length: float


def paths(network: nx.MultiDiGraph[str], a: str, b: str, limit: int = 3, *, sources: int = 1) -> list[Path]:
    """Give up to `limit` different paths from `a` to `b`, shortest and strongest in turn.

    Shortest: fewest steps, among equals those that more sources support. Strongest: least sum of 1 / weight, where
    weight counts the independent sources of a step, so that a detour over well-attested ties may win.
    Direction of ties is ignored, and so are denials: what is only denied joins nobody.

    Args:
        network: as `tieline.network.network` gives it; `narrowed` leaves a part of it.
        a, b: IRI, label or alias.
        limit: most paths to give, at least 1.
        sources: fewest independent sources of every step, at least 1.

    Returns:
        The paths, the shortest first; an empty list where no chain of ties joins the two.

    Raises:
        UsageError: unknown or ambiguous name, the same node twice, or a limit or number of sources below 1.
    """
    if limit < 1:
        raise UsageError(f"limit in paths: got {limit}, expected 1 or more; leave it out for 3")
    if sources < 1:
        raise UsageError(f"sources in paths: got {sources}, expected 1 or more; leave it out for 1")
    source, target = node_named(network, a), node_named(network, b)
    if source == target:
        raise UsageError(f"ends of a path: got {a!r} twice, expected two different nodes; name another end")
    collapsed = simple(network, denied=False)
    collapsed.remove_edges_from([(a, b) for a, b, tie in collapsed.edges(data=True) if tie["weight"] < sources])
    # The second part stays below 1 over any path, so it only decides among paths of equal length.
    for _, _, tie in collapsed.edges(data=True):
        tie["step"] = 1 + tie["distance"] / (len(collapsed) + 1)
    found: dict[tuple[str, ...], Path] = {}
    shortest = islice(_chains(collapsed, source, target, "step"), limit)
    strongest = islice(_chains(collapsed, source, target, "distance"), limit)
    for by_steps, by_strength in zip(shortest, strongest, strict=True):
        found.setdefault(by_steps, Path("shortest", *_walk(network, collapsed, by_steps)))
        found.setdefault(by_strength, Path("strongest", *_walk(network, collapsed, by_strength)))
    return list(found.values())[:limit]


def _chains(collapsed: nx.Graph[str], source: str, target: str, weight: str) -> Iterator[tuple[str, ...]]:
    try:
        for chain in nx.shortest_simple_paths(collapsed, source, target, weight=weight):
            yield tuple(chain)
    except nx.NetworkXNoPath:
        return


def _walk(
    network: nx.MultiDiGraph[str], collapsed: nx.Graph[str], chain: tuple[str, ...]
) -> tuple[tuple[Step, ...], float]:
    labels = {node: str(network.nodes[node]["label"]) for node in chain}
    steps = tuple(
        Step(a, b, labels[a], labels[b], collapsed.edges[a, b]["weight"], _ties_between(network, a, b))
        for a, b in pairwise(chain)
    )
    return steps, round(sum(collapsed.edges[a, b]["distance"] for a, b in pairwise(chain)), 6)


def _ties_between(network: nx.MultiDiGraph[str], a: str, b: str) -> tuple[dict[str, Any], ...]:
    ties: list[dict[str, Any]] = []
    for subject, target in ((a, b), (b, a)):
        if network.has_edge(subject, target):
            ties += [{"subject": subject, "object": target, **tie} for tie in network[subject][target].values()]
    return tuple(sorted(ties, key=_order))


def _order(tie: Mapping[str, Any]) -> tuple[bool, bool, int, str, str]:
    cited = told(tie)
    return (not cited, not tie["asserted"], -independent_sources(cited), tie["type"], tie["subject"])
