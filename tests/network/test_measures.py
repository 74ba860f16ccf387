from __future__ import annotations

from importlib import import_module

import networkx as nx
import pytest
from newsroom import Report, iri
from tieline.network import betweenness, communities, degree, measures, network, strength
from tieline.network import measures as rows_of


def made(*ties: tuple[str, str, str, int]) -> nx.MultiDiGraph:
    """Make a network in which each tie (type, actor, recipient) is told by the given number of articles."""
    extractions = []
    for type_, actor, recipient, articles in ties:
        for number in range(articles):
            extractions.append(Report(f"{type_}{actor}{recipient}{number}").event(type_, actor, recipient).done())
    return network(extractions)


def named(values: dict[str, float]) -> dict[str, float]:
    return {node.rsplit("/", 1)[1]: value for node, value in values.items()}


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


def test_betweenness_is_sampled_above_the_limit(monkeypatch):
    monkeypatch.setattr(import_module("tieline.network.measures"), "SAMPLED_ABOVE", 8)
    star = made(*(("AID", "hub", f"leaf{number}", 1) for number in range(12)))
    found = named(betweenness(star))
    assert max(found, key=found.__getitem__) == "hub"
    assert found == named(betweenness(star))


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
        "conflict": 0.75,
    }


def test_without_signed_ties_there_is_no_share_of_conflict():
    assert measures(network([Report("a1").describe("a").done()]))[0]["conflict"] is None


def test_nothing_to_measure():
    empty = network([])
    assert (measures(empty), communities(empty), betweenness(empty), degree(empty)) == ([], {}, {}, {})
