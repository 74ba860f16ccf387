from __future__ import annotations

from importlib import import_module
from itertools import combinations, product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Report, iri
from tieline.network import factions, network, signed_pairs, triads
from tieline.network.frustration import fewest, lower_bound


def made(*ties: tuple[str, int]) -> nx.MultiDiGraph:
    """Make a network of pairs ("ab", sign), each told by one article."""
    types = {1: "AID", -1: "ASSAULT"}
    return network(
        Report(f"{number}").event(types[sign], pair[0], pair[1]).done() for number, (pair, sign) in enumerate(ties)
    )


def sides(found) -> dict[str, int]:
    return {node.rsplit("/", 1)[1]: side for node, side in found.side.items()}


@pytest.mark.parametrize(
    ("signs", "counts", "share"),
    [
        ((1, 1, 1), (1, 0, 0, 0), 1.0),
        ((1, 1, -1), (0, 1, 0, 0), 0.0),
        ((1, -1, -1), (0, 0, 1, 0), 1.0),  # the enemy of my enemy is my friend
        ((-1, -1, -1), (0, 0, 0, 1), 0.0),
    ],
)
def test_the_four_triads(signs, counts, share):
    found = triads(made(*zip(("ab", "bc", "ca"), signs, strict=True)))
    assert (found.friends, found.one_hostile, found.two_hostile, found.all_hostile) == counts
    assert found.share == share


def test_a_pair_has_the_sign_of_most_sources_and_none_where_they_are_even():
    found = made(("ab", 1), ("ab", -1), ("bc", -1), ("bc", -1), ("bc", 1))
    assert [(a[-1], b[-1], tie["sign"]) for a, b, tie in signed_pairs(found).edges(data=True)] == [("b", "c", -1)]
    assert triads(found).mixed_pairs == 1
    assert triads(found).share is None


def test_two_planted_camps_are_found():
    camps = ["abc", "defg"]
    inside = [(a + b, 1) for camp in camps for a, b in combinations(camp, 2)]
    across = [(a + b, -1) for a, b in product(*camps)]
    found = factions(made(*inside, *across))
    assert (found.frustration, found.exact, found.at_least, found.pairs) == (0, True, 0, 21)
    assert sides(found) == {"a": 1, "b": 1, "c": 1, "d": 0, "e": 0, "f": 0, "g": 0}  # 0 is the larger


def test_one_traitor_is_the_pair_against_the_camps():
    found = factions(made(("ab", 1), ("bc", 1), ("ac", 1), ("de", 1), ("ad", -1), ("be", -1), ("cd", -1), ("ce", 1)))
    assert found.against == ((iri("c"), iri("e")),)


def test_each_component_is_split_by_itself():
    assert sides(factions(made(("ab", -1), ("cd", -1), ("ce", -1)))) == {"a": 0, "b": 1, "c": 1, "d": 0, "e": 0}


def test_five_enemies_cannot_be_split_in_two():
    found = factions(made(*((a + b, -1) for a, b in combinations("abcde", 2))))
    assert (found.frustration, found.exact) == (4, True)  # 10 pairs, at most 2 * 3 of them across


def test_a_network_without_signed_ties_has_no_camps():
    assert factions(network([])).side == {}


lines = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]), st.sampled_from([1, -1])
).map(lambda signs: sorted((a, b, sign) for (a, b), sign in signs.items()))


def against(split, told) -> int:
    return sum((split[a] != split[b]) != (sign < 0) for a, b, sign in told)


@given(lines)
def test_elimination_finds_the_fewest_of_all_splits(told):
    found, exact = fewest(7, told)
    least = min(against(split, told) for split in product((0, 1), repeat=7))
    assert exact
    assert against(found, told) == least
    assert lower_bound(7, told) <= least


@given(lines)
def test_a_search_is_between_the_bounds(told):
    module = import_module("tieline.network.frustration")
    widest, module.WIDEST = module.WIDEST, -1
    try:
        found, exact = fewest(7, told)
    finally:
        module.WIDEST = widest
    assert not exact
    assert against(fewest(7, told)[0], told) <= against(found, told) <= sum(sign < 0 for *_, sign in told)


@given(lines, st.integers(0, 127))
def test_turning_the_side_of_actors_with_all_their_signs_changes_nothing(told, turned):
    switched = [(a, b, sign * (-1) ** ((turned >> a & 1) ^ (turned >> b & 1))) for a, b, sign in told]
    assert against(fewest(7, told)[0], told) == against(fewest(7, switched)[0], switched)


def test_a_large_dense_network_says_that_it_was_searched(monkeypatch):
    monkeypatch.setattr(import_module("tieline.network.frustration"), "WIDEST", 2)
    found = factions(made(*((a + b, -1) for a, b in combinations("abcdefg", 2))))
    assert (found.frustration, found.exact, found.at_least) == (9, False, 7)  # 21 pairs, at most 3 * 4 across
