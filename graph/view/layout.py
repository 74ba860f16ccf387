"""Where each node stands: groups apart from each other, members close together; no chance, no physics in the page.

Each group is laid out by itself (Fruchterman and Reingold, 1991, from a fixed start), freed of overlaps, and packed as
a disc near the groups it is tied to; then it is turned towards them. All arithmetic on arrays is element by element or
summed along the first axis, so that the same input gives the same positions on every machine, after rounding to 0.1.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from ..network.measures import communities
from ..network.simple import simple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

_GOLDEN = math.pi * (3 - math.sqrt(5))
_SPACING = 58.0
"""Ideal length of a tie inside a group, in pixels of the unscaled page."""
_GAP = 26.0
"""Least free space between two nodes."""
_MOAT = 26.0
"""Least free space between two groups."""
_WIDE = 1.15
"""Width over height that the packing aims at."""

Points = np.ndarray[Any, np.dtype[np.float64]]
Position = tuple[float, float]


def groups_for_layout(network: nx.MultiDiGraph[str]) -> list[list[str]]:
    """Give the communities, where a node without friends stands with the one it is most tied to.

    Returns:
        Groups of nodes, largest first; within a group the most tied first.
    """
    collapsed = simple(network)
    group_of = communities(network)
    sizes: defaultdict[int, int] = defaultdict(int)
    for number in group_of.values():
        sizes[number] += 1
    for node in sorted(collapsed):
        if sizes[group_of[node]] == 1 and collapsed[node]:
            nearest = min(collapsed[node], key=lambda other: (-collapsed.edges[node, other]["weight"], other))
            sizes[group_of[node]] -= 1
            group_of[node] = group_of[nearest]
            sizes[group_of[node]] += 1
    groups: defaultdict[int, list[str]] = defaultdict(list)
    strength: Mapping[str, int] = dict(collapsed.degree(weight="weight"))
    for node in sorted(collapsed, key=lambda node: (-strength[node], node)):
        groups[group_of[node]].append(node)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


def layout(
    network: nx.MultiDiGraph[str], groups: Sequence[Sequence[str]], sizes: Mapping[str, float]
) -> dict[str, Position]:
    """Give each node its position (x to the right, y down, rounded to 0.1) around the origin.

    Args:
        network: the nodes and ties to place.
        groups: as `groups_for_layout` gives them.
        sizes: radius of each node in pixels.
    """
    collapsed = simple(network)
    local = [_spread(group, collapsed, sizes) for group in groups]
    radii = [
        max(math.hypot(x, y) + sizes[node] for node, (x, y) in zip(group, points, strict=True))
        for group, points in zip(groups, local, strict=True)
    ]
    index = {node: number for number, group in enumerate(groups) for node in group}
    links: defaultdict[tuple[int, int], int] = defaultdict(int)
    for a, b, tie in collapsed.edges(data=True):
        links[index[a], index[b]] += tie["weight"]
        links[index[b], index[a]] += tie["weight"]
    centres = _pack(radii, links)
    turned = [
        _turn(dict(zip(group, local[number], strict=True)), _pulls(group, centres, collapsed, index))
        for number, group in enumerate(groups)
    ]
    return {
        node: (round(x + centres[number][0], 1), round(y + centres[number][1], 1))
        for number, places in enumerate(turned)
        for node, (x, y) in places.items()
    }


def _spread(group: Sequence[str], collapsed: nx.Graph[str], sizes: Mapping[str, float]) -> list[Position]:
    """Place one group around its middle."""
    count = len(group)
    turns = np.arange(count) * _GOLDEN
    reach = _SPACING * 0.8 * np.sqrt(np.arange(count))
    points: Points = np.stack([reach * np.cos(turns), reach * np.sin(turns)], axis=1)
    pull = np.zeros((count, count))
    index = {node: number for number, node in enumerate(group)}
    for a, b, tie in collapsed.subgraph(group).edges(data=True):
        pull[index[a], index[b]] = pull[index[b], index[a]] = 1 + math.log(tie["weight"])
    rounds = max(40, min(200, 8_000_000 // (count * count)))
    for step in range(rounds):
        across = points[:, None, :] - points[None, :, :]
        distance = np.sqrt(across[..., 0] ** 2 + across[..., 1] ** 2) + 0.01
        push = _SPACING**2 / distance**2 - pull * distance / _SPACING
        move = (across * push[..., None]).sum(axis=0) * -1 - points * 0.2
        length = np.sqrt(move[:, 0] ** 2 + move[:, 1] ** 2) + 0.01
        heat = _SPACING * (1 - step / rounds)
        points = points + move / length[:, None] * np.minimum(length, heat)[:, None]
    points = _part(points, np.array([sizes[node] for node in group]))
    points = points - (points.min(axis=0) + points.max(axis=0)) / 2
    return [(float(x), float(y)) for x, y in points]


def _part(points: Points, radii: Points) -> Points:
    """Push nodes apart until each pair has `_GAP` between its rims (or 80 rounds have passed)."""
    wanted = radii[:, None] + radii[None, :] + _GAP
    np.fill_diagonal(wanted, 0)
    for _ in range(80):
        across = points[:, None, :] - points[None, :, :]
        distance = np.sqrt(across[..., 0] ** 2 + across[..., 1] ** 2) + 0.01
        lacking = np.maximum(wanted - distance, 0)
        if lacking.max() < 0.5:
            break
        points = points - (across * (lacking / distance * 0.3)[..., None]).sum(axis=0)
    return points


def _pack(radii: Sequence[float], links: Mapping[tuple[int, int], int]) -> list[Position]:
    """Place discs one by one, each on the free spot nearest to those it is tied to."""
    placed: list[Position] = []
    for number, radius in enumerate(radii):
        ties = [(links.get((number, other), 0), at) for other, at in enumerate(placed)]
        total = sum(weight for weight, _ in ties)
        goal_x = sum(weight * x for weight, (x, _) in ties) / total if total else 0.0
        goal_y = sum(weight * y for weight, (_, y) in ties) / total if total else 0.0
        spot, turn = (goal_x, goal_y), 0
        while any(
            math.hypot(spot[0] - x, spot[1] - y) < radius + radii[other] + _MOAT for other, (x, y) in enumerate(placed)
        ):
            turn += 1
            reach = 9.0 * math.sqrt(turn)
            # A golden spiral looks at every direction evenly; the stretch prefers the wide side of a screen.
            spot = (
                goal_x + reach * _WIDE * math.cos(turn * _GOLDEN),
                goal_y + reach * math.sin(turn * _GOLDEN),
            )
        placed.append(spot)
    return placed


def _pulls(
    group: Sequence[str], centres: Sequence[Position], collapsed: nx.Graph[str], index: Mapping[str, int]
) -> dict[str, list[Position]]:
    """Give for each member the directions of the groups it is tied to."""
    x0, y0 = centres[index[group[0]]]
    outside = {node: [index[other] for other in sorted(collapsed[node])] for node in group}
    return {
        node: [(centres[other][0] - x0, centres[other][1] - y0) for other in others if other != index[node]]
        for node, others in outside.items()
    }


def _turn(places: Mapping[str, Position], pulls: Mapping[str, Sequence[Position]]) -> dict[str, Position]:
    """Turn a group about its middle so that members face the groups they are tied to."""
    pairs = [(places[node], pull) for node, found in pulls.items() for pull in found]
    along = sum(x * to_x + y * to_y for (x, y), (to_x, to_y) in pairs)
    across = sum(x * to_y - y * to_x for (x, y), (to_x, to_y) in pairs)
    angle = math.atan2(across, along)
    cos, sin = math.cos(angle), math.sin(angle)
    return {node: (x * cos - y * sin, x * sin + y * cos) for node, (x, y) in places.items()}
