from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Report, iri, named
from tieline.network import (
    betweenness,
    communities,
    conflict_share,
    cores,
    cut_points,
    degree,
    measures,
    modularity,
    network,
    simple,
    strength,
)
from tieline.network import measures as rows_of


def made(*ties: tuple[str, str, str, int]) -> nx.MultiDiGraph:
    """Make a network in which each tie (type, actor, recipient) is told by the given number of articles."""
    extractions = []
    for type_, actor, recipient, articles in ties:
        for number in range(articles):
            extractions.append(Report(f"{type_}{actor}{recipient}{number}").event(type_, actor, recipient).done())
    return network(extractions)


def test_degree_and_strength_of_a_star():
    star = made(("AID", "hub", "a", 3), ("ASSAULT", "hub", "b", 1), ("AID", "c", "hub", 1), ("ASSAULT", "a", "hub", 2))
    assert named(degree(star)) == {"a": 1, "b": 1, "c": 1, "hub": 3}
    assert named(strength(star)) == {"a": 5, "b": 1, "c": 1, "hub": 7}


def test_betweenness_of_a_chain():
    chain = made(("AID", "a", "b", 1), ("AID", "b", "c", 1), ("AID", "c", "d", 1))
    assert named(betweenness(chain)) == pytest.approx({"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0}, abs=1e-6)


def test_many_articles_make_a_tie_short():
    triangle = made(("AID", "a", "c", 1), ("AID", "a", "b", 3), ("AID", "b", "c", 3))
    assert named(betweenness(triangle)) == {"a": 0, "b": 1, "c": 0}


def two_camps() -> nx.MultiDiGraph:
    camps = [[f"{side}{number}" for number in range(5)] for side in ("north", "south")]
    inside = [("AID", a, b, 1) for camp in camps for a in camp for b in camp if a < b]
    across = [("ASSAULT", a, b, 2) for a, b in zip(*camps, strict=True)]
    return made(*inside, *across)


def test_camps_that_fight_each_other_stay_apart():
    found = named(communities(two_camps()))
    assert {found[f"north{number}"] for number in range(5)} == {0}
    assert {found[f"south{number}"] for number in range(5)} == {1}


def test_who_only_fights_is_a_group_of_its_own():
    assert named(communities(made(("ASSAULT", "a", "b", 4)))) == {"a": 0, "b": 1}


def test_communities_of_networkit_are_the_planted_ones_too():
    pytest.importorskip("networkit")
    assert communities(two_camps(), engine="networkit") == communities(two_camps(), engine="networkx")


def test_modularity_of_two_pairs():
    # Half of the weight is in each of two groups, each with half of the ends: 2 * (1/2 - (1/2) ** 2).
    pairs = made(("AID", "a", "b", 2), ("AID", "c", "d", 2))
    assert modularity(pairs, communities(pairs)) == 0.5
    assert modularity(made(("ASSAULT", "a", "b", 1)), {}) is None


def test_cores_of_a_square_with_a_tail():
    square = made(*(("AID", a, b, 1) for a, b in ("ab", "bc", "cd", "da", "ac", "bd", "de", "ef")))
    assert named(cores(square)) == {"a": 3, "b": 3, "c": 3, "d": 3, "e": 1, "f": 1}


def test_cut_points_tell_into_how_many_more_parts_the_rest_falls():
    found = made(*(("AID", a, b, 1) for a, b in ("ab", "bc", "ca", "cd", "ce")))
    assert named(cut_points(found)) == {"a": 0, "b": 0, "c": 2, "d": 0, "e": 0}


def test_a_denied_tie_counts_nowhere():
    report = Report("a1").event("AID", "a", "b").event("AID", "b", "c", factuality="denied")
    found = network([report.done()])
    assert named(degree(found)) == {"a": 1, "b": 1, "c": 0}
    assert named(betweenness(found)) == {"a": 0, "b": 0, "c": 0}
    assert named(cores(found)) == {"a": 1, "b": 1, "c": 0}
    assert named(conflict_share(found)) == {"a": 0, "b": 0, "c": None}


def test_rows_are_sorted_by_strength_and_tell_the_share_of_conflict():
    found = rows_of(made(("AID", "a", "b", 1), ("ASSAULT", "b", "c", 3)))
    assert [row["label"] for row in found] == ["b", "c", "a"]
    assert found[0] == {
        "node": iri("b"),
        "label": "b",
        "type": "ArmedGroup",
        "articles": 4,
        "degree": 2,
        "strength": 4,
        "betweenness": 1.0,
        "community": 0,
        "core": 1,
        "parts": 1,
        "conflict": 0.75,
    }


def test_without_signed_ties_there_is_no_share_of_conflict():
    assert measures(network([Report("a1").describe("a").done()]))[0]["conflict"] is None


def test_nothing_to_measure():
    empty = network([])
    assert (measures(empty), communities(empty), betweenness(empty), degree(empty)) == ([], {}, {}, {})


drawn = st.lists(
    st.tuples(st.sampled_from(["AID", "ASSAULT"]), st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12
)


@given(drawn, st.permutations(range(12)))
def test_sums_and_the_order_of_articles(ties, order):
    reports = [Report(f"a{number}").event(*tie).done() for number, tie in enumerate(ties) if tie[1] != tie[2]]
    found = network(reports)
    assert sum(strength(found).values()) == 2 * sum(tie["weight"] for *_, tie in simple(found).edges(data=True))
    assert sum(degree(found).values()) == 2 * simple(found).number_of_edges()
    shuffled = [reports[number] for number in order if number < len(reports)]
    assert rows_of(network(shuffled)) == rows_of(found)
