"""Who stands between others: betweenness with evidence as nearness, the same values whichever library computes it."""

from __future__ import annotations

import random
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

import numpy as np

from .simple import simple

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    from numpy.typing import NDArray

Engine = Literal["networkit", "rustworkx", "tieline"]

EXACT_UP_TO = 2_000
"""Nodes up to which betweenness is exact unless the caller decides."""
SOURCES = 500
"""Nodes from which it is estimated above that."""
_UNIT = 720_720
"""Distances are whole numbers of 1/720,720: 1/n exactly for n up to 16, so that equal ways are equal everywhere."""
_SEED = 1
_FAR = 1 << 60
_BATCH_CELLS = 1 << 16
"""Steps times sources in one batch: arrays of this size stay in the cache."""


def betweenness(
    network: nx.MultiDiGraph[str], *, weighted: bool = True, exact: bool | None = None, engine: Engine | None = None
) -> dict[str, float]:
    """Give for each node the share (0 to 1) of shortest paths between others that pass through it.

    A tie is the shorter the more sources speak of it: distance = 1 / weight, rounded to 1/720,720. Denials are no ties.
    Values are rounded to 6 places.

    Args:
        network: as `tieline.network.network` gives it.
        weighted: False counts every tie as 1 step.
        exact: False estimates from `SOURCES` nodes drawn with a fixed seed, scaled up; None leaves it to
            `is_estimated`.
        engine: what computes exact values, None for the fastest that is installed: networkit for weighted, rustworkx
            for unweighted ones; estimates are always our own, since the libraries draw their own nodes.

    Source: Freeman (1977), "A set of measures of centrality based on betweenness"; Brandes (2001), "A faster algorithm
    for betweenness centrality"; the estimate: Brandes and Pich (2007), "Centrality estimation in large networks".
    """
    collapsed = simple(network, denied=False)
    nodes = sorted(collapsed)
    place = {node: number for number, node in enumerate(nodes)}
    lines = [
        (place[a], place[b], max(1, round(_UNIT / tie["weight"])) if weighted else 1)
        for a, b, tie in collapsed.edges(data=True)
    ]
    estimated = not exact if exact is not None else is_estimated(len(nodes))
    if estimated:
        draw = random.Random(_SEED)  # noqa: S311
        drawn = sorted(draw.sample(range(len(nodes)), min(SOURCES, len(nodes))))
        sums: Sequence[float] | NDArray[np.float64] = _brandes(len(nodes), lines, drawn)
        share = len(nodes) / len(drawn) if drawn else 1.0
    else:
        sums, share = _exact(len(nodes), lines, engine or _fastest(weighted=weighted)), 1.0
    pairs = max(1, (len(nodes) - 1) * (len(nodes) - 2))
    return {node: round(float(sums[number]) * share / pairs, 6) + 0.0 for node, number in place.items()}


def is_estimated(nodes: int) -> bool:
    """Tell whether betweenness of so many nodes is estimated unless the caller decides."""
    return nodes > EXACT_UP_TO


def _fastest(*, weighted: bool) -> Engine:
    wanted: Engine = "networkit" if weighted else "rustworkx"
    return wanted if find_spec(wanted) else "tieline"


def _exact(count: int, lines: Sequence[tuple[int, int, int]], engine: Engine) -> Sequence[float] | NDArray[np.float64]:
    """Sum over ordered pairs of other nodes the share of their shortest paths through each node."""
    if engine == "networkit" and count > 2:
        return _with_networkit(count, lines)
    if engine == "rustworkx" and count > 2:
        return _with_rustworkx(count, lines)
    return _brandes(count, lines, range(count))


def _with_networkit(count: int, lines: Sequence[tuple[int, int, int]]) -> Sequence[float]:
    import networkit

    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)
    try:
        made = networkit.Graph(count, weighted=True)
        for a, b, distance in lines:
            made.addEdge(a, b, float(distance))
        scores: list[float] = networkit.centrality.Betweenness(made, normalized=False).run().scores()
    finally:
        networkit.setNumberOfThreads(threads)
    return scores


def _with_rustworkx(count: int, lines: Sequence[tuple[int, int, int]]) -> Sequence[float]:
    import rustworkx

    made = rustworkx.PyGraph()
    made.add_nodes_from(range(count))
    made.add_edges_from_no_data([(a, b) for a, b, _ in lines])
    found = rustworkx.betweenness_centrality(made, normalized=False, parallel_threshold=count + 1)
    return [2 * found[number] for number in range(count)]


def _brandes(count: int, lines: Sequence[tuple[int, int, int]], sources: Sequence[int]) -> NDArray[np.float64]:
    """Add up the dependencies of the sources on each node, a batch of sources at a time."""
    sums = np.zeros(count)
    both = np.array([*lines, *((b, a, distance) for a, b, distance in lines)], dtype=np.int64).reshape(-1, 3)
    own, near, distance = both[np.lexsort((both[:, 1], both[:, 0]))].T
    tied, starts = np.unique(own, return_index=True)
    batch = max(1, min(64, _BATCH_CELLS // max(1, len(own))))
    reached = [source for source in sources if source in set(tied.tolist())]
    for first in range(0, len(reached), batch):
        drawn = np.array(reached[first : first + batch])
        sums += _dependencies(count, (own, near, distance), (tied, starts), drawn)
    return sums


def _dependencies(
    count: int,
    steps: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    nodes: tuple[NDArray[np.int64], NDArray[np.intp]],
    sources: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Sum Brandes' dependencies of some sources: each array has a row per source; rounds go on until nothing changes.

    Args:
        steps: node, neighbour and distance of every step, sorted by node.
        nodes: those with steps, and where the steps of each begin.
    """
    own, near, distance = steps
    tied, starts = nodes
    rows = np.arange(len(sources))
    away = np.full((len(sources), count), _FAR, dtype=np.int64)
    away[rows, sources] = 0
    while True:
        nearer = away.copy()
        nearer[:, tied] = np.minimum(away[:, tied], np.minimum.reduceat(away[:, near] + distance, starts, axis=1))
        if np.array_equal(nearer, away):
            break
        away = nearer
    comes = (away[:, near] + distance == away[:, own]) & (away[:, own] < _FAR)
    ways = np.zeros((len(sources), count))
    ways[rows, sources] = 1
    while True:
        more = ways.copy()
        more[:, tied] = np.add.reduceat(np.where(comes, ways[:, near], 0), starts, axis=1)
        more[rows, sources] = 1
        if np.array_equal(more, ways):
            break
        ways = more
    goes = (away[:, own] + distance == away[:, near]) & (away[:, near] < _FAR)
    known = np.where(ways > 0, ways, 1)
    owed = np.zeros((len(sources), count))
    while True:
        more = owed.copy()
        passed = np.where(goes, (1 + owed[:, near]) / known[:, near], 0)
        more[:, tied] = ways[:, tied] * np.add.reduceat(passed, starts, axis=1)
        if np.array_equal(more, owed):
            break
        owed = more
    owed[rows, sources] = 0
    return np.asarray(owed.sum(axis=0))
