from __future__ import annotations

import math
from itertools import combinations

from newsroom import Report, iri
from tieline.network import network
from tieline.view.layout import groups_for_layout, layout

CAMPS = [[f"{side}{number}" for number in range(6)] for side in ("north", "south")]


def two_camps():
    inside = [("AID", a, b) for camp in CAMPS for a, b in combinations(camp, 2)]
    across = [("ASSAULT", a, b) for a, b in zip(*CAMPS, strict=True)]
    return network([Report(a + b).event(type_, a, b).done() for type_, a, b in [*inside, *across]])


def test_camps_are_placed_apart_and_no_two_nodes_touch():
    camps = two_camps()
    groups = groups_for_layout(camps)
    places = layout(camps, groups, dict.fromkeys(camps, 20.0))
    assert [sorted(group) for group in groups] == [sorted(map(iri, camp)) for camp in CAMPS]
    assert min(math.dist(places[a], places[b]) for a, b in combinations(places, 2)) > 40
    far = min(math.dist(places[iri(a)], places[iri(b)]) for a in CAMPS[0] for b in CAMPS[1])
    near = [min(math.dist(places[iri(a)], places[iri(b)]) for b in camp if b != a) for camp in CAMPS for a in camp]
    assert far > max(near) * 0.8


def test_positions_are_rounded_and_repeatable():
    first, second = (
        layout(made, groups_for_layout(made), dict.fromkeys(made, 10.0)) for made in (two_camps(), two_camps())
    )
    assert first == second
    assert all(round(axis, 1) == axis for place in first.values() for axis in place)


def test_who_only_fights_stands_with_the_strongest_tie():
    reports = [Report("a1").event("AID", "a", "b").done(), Report("a2").event("ASSAULT", "c", "a").done()]
    assert [set(group) for group in groups_for_layout(network(reports))] == [{iri("a"), iri("b"), iri("c")}]


def test_hundreds_of_strangers_do_not_overlap():
    pairs = network([Report(f"a{number}").event("AID", f"x{number}", f"y{number}").done() for number in range(60)])
    places = layout(pairs, groups_for_layout(pairs), dict.fromkeys(pairs, 12.0))
    assert min(math.dist(places[a], places[b]) for a, b in combinations(places, 2)) > 24


def test_nothing_to_place():
    empty = network([])
    assert layout(empty, groups_for_layout(empty), {}) == {}
