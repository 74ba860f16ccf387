"""The fewest lines against a split in two: exact where the network is small or sparse, else searched for."""

from __future__ import annotations

import heapq
import random
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Line = tuple[int, int, int]
"""Two numbers of nodes and the sign between them, +1 or -1."""

WIDEST = 18
"""Most nodes that the one to be eliminated may stand beside: tables have 2 ** 18 cells at most."""
_STARTS = 20
_SEED = 1

_Scope = tuple[int, ...]


def fewest(count: int, lines: Sequence[Line]) -> tuple[list[int], bool]:
    """Give each node a side, 0 or 1, with as few lines as possible against: a + across, or a - inside.

    Nodes are eliminated one by one, the one with the fewest others beside it first, each leaving a table of the
    fewest lines for every split of these others. So all networks of up to 19 nodes are solved exactly, and large ones
    that are sparse. Where a table would have more than 2 ** `WIDEST` cells, the best of 20 seeded searches is taken,
    that move one node at a time as long as lines are won.

    Returns:
        The sides, and whether no split has fewer lines against it.

    Source: bucket elimination (Dechter, 1999); moving single nodes: Doreian and Mrvar (1996), "A partitioning approach
    to structural balance".
    """
    order = _order(count, lines)
    if order is not None:
        return _eliminated(order, lines), True
    return _searched(count, lines), False


def lower_bound(count: int, lines: Sequence[Line]) -> int:
    """Count triangles with an odd number of minus signs that share no line; each needs a line of its own to change."""
    signs = {(a, b): sign for a, b, sign in lines}
    beside = _beside(count, lines)
    used: set[tuple[int, int]] = set()
    for a, b, sign in lines:
        for c in sorted(beside[a] & beside[b]):
            around = [(a, b), (min(a, c), max(a, c)), (min(b, c), max(b, c))]
            odd = sign * signs[around[1]] * signs[around[2]] < 0
            if odd and used.isdisjoint(around):
                used.update(around)
                break
    return len(used) // 3


def _beside(count: int, lines: Sequence[Line]) -> list[set[int]]:
    beside: list[set[int]] = [set() for _ in range(count)]
    for a, b, _ in lines:
        beside[a].add(b)
        beside[b].add(a)
    return beside


def _order(count: int, lines: Sequence[Line]) -> list[tuple[int, _Scope]] | None:
    """Give the nodes in the order of elimination, each with those beside it then; None where there are too many."""
    beside = _beside(count, lines)
    queue = [(len(others), node) for node, others in enumerate(beside)]
    heapq.heapify(queue)
    order: list[tuple[int, _Scope]] = []
    done: set[int] = set()
    while queue:
        degree, node = heapq.heappop(queue)
        if node in done or degree != len(beside[node]):
            continue
        if degree > WIDEST:
            return None
        scope = tuple(sorted(beside[node]))
        for other in scope:
            beside[other] |= beside[node]
            beside[other] -= {other, node}
            heapq.heappush(queue, (len(beside[other]), other))
        done.add(node)
        order.append((node, scope))
    return order


def _eliminated(order: Sequence[tuple[int, _Scope]], lines: Sequence[Line]) -> list[int]:
    """Solve by elimination; where both sides are as good, 0 is taken."""
    rank = {node: number for number, (node, _) in enumerate(order)}
    tables: list[list[tuple[_Scope, NDArray[np.int32]]]] = [[] for _ in order]
    for a, b, sign in lines:
        against = np.array([[0, 1], [1, 0]] if sign > 0 else [[1, 0], [0, 1]], dtype=np.int32)
        tables[min(rank[a], rank[b])].append(((a, b), against))
    choices: list[NDArray[np.bool_]] = []
    for number, (node, scope) in enumerate(order):
        axes = (node, *scope)
        total = np.zeros((2,) * len(axes), dtype=np.int32)
        for of, table in tables[number]:
            total += _spread(of, table, axes)
        choices.append(total[1] < total[0])
        if scope:
            tables[min(rank[other] for other in scope)].append((scope, np.minimum(total[0], total[1])))
    sides = [0] * len(order)
    for (node, scope), choice in zip(reversed(order), reversed(choices), strict=True):
        sides[node] = int(choice[tuple(sides[other] for other in scope)])
    return sides


def _spread(of: _Scope, table: NDArray[np.int32], axes: _Scope) -> NDArray[np.int32]:
    """Turn the axes of a table into the order of `axes`, with those that it lacks of length 1."""
    turned = table.transpose(sorted(range(len(of)), key=lambda number: axes.index(of[number])))
    return turned.reshape([2 if node in of else 1 for node in axes])


def _searched(count: int, lines: Sequence[Line]) -> list[int]:
    beside: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for a, b, sign in lines:
        beside[a].append((b, sign))
        beside[b].append((a, sign))
    draw = random.Random(_SEED)  # noqa: S311
    best, least = [0] * count, sum(sign < 0 for *_, sign in lines)
    for start in range(_STARTS):
        spins = [1] * count if not start else [draw.choice((-1, 1)) for _ in range(count)]
        waiting = list(range(count))
        draw.shuffle(waiting)
        while waiting:
            node = waiting.pop()
            if spins[node] * sum(sign * spins[other] for other, sign in beside[node]) < 0:
                spins[node] = -spins[node]
                waiting += (other for other, _ in beside[node])
        found = sum(spins[a] * spins[b] * sign < 0 for a, b, sign in lines)
        if found < least:
            best, least = [int(spin < 0) for spin in spins], found
    return best
