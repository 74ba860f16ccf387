from __future__ import annotations

from importlib import import_module

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import Report, named
from tieline.network import betweenness, network, simple

ENGINES = ["tieline", "networkit", "rustworkx"]


def made(*ties: tuple[str, str, int]) -> nx.MultiDiGraph:
    return network(
        Report(f"{a}{b}{number}").event("AID", a, b).done() for a, b, times in ties for number in range(times)
    )


def test_a_detour_as_long_as_the_direct_way_shares_the_paths():
    # a–c directly 1/1; over b 1/2 + 1/2: two shortest ways, and b lies on one of them.
    found = made(("a", "c", 1), ("a", "b", 2), ("b", "c", 2))
    assert named(betweenness(found)) == {"a": 0, "b": 0.5, "c": 0}
    assert named(betweenness(found, weighted=False)) == {"a": 0, "b": 0, "c": 0}


@pytest.mark.parametrize("engine", ENGINES)
def test_three_thirds_are_one_whatever_library_adds_them(engine):
    pytest.importorskip(engine)
    found = made(("a", "d", 1), ("a", "b", 3), ("b", "c", 3), ("c", "d", 3))
    if engine != "rustworkx":
        # On one of the two ways from a to d; b is also between a and c, c between b and d: 3 pairs of others each.
        expected = {"a": 0, "b": 0.5, "c": 0.5, "d": 0}
        assert named(betweenness(found, engine=engine)) == pytest.approx(expected, abs=1e-6)
    square = {"a": 1 / 6, "b": 1 / 6, "c": 1 / 6, "d": 1 / 6}
    assert named(betweenness(found, engine=engine, weighted=False)) == pytest.approx(square, abs=1e-6)


drawn = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.integers(1, 4)), max_size=14)


@settings(max_examples=40, deadline=None)
@given(drawn, st.booleans())
def test_all_engines_agree_with_networkx(ties, weighted):
    found = made(*ties)
    lines = simple(found)
    for *_, tie in lines.edges(data=True):
        tie["units"] = round(720_720 / tie["weight"])
    expected = nx.betweenness_centrality(lines, weight="units" if weighted else None)
    for engine in ENGINES:
        if not weighted or engine != "rustworkx":
            pytest.importorskip(engine)
            values = betweenness(found, weighted=weighted, engine=engine)
            assert values == pytest.approx(expected, abs=1e-6)


def test_it_is_estimated_above_the_limit_and_the_same_each_time(monkeypatch):
    module = import_module("tieline.network.measures_betweenness")
    monkeypatch.setattr(module, "EXACT_UP_TO", 8)
    monkeypatch.setattr(module, "SOURCES", 6)
    star = made(*(("hub", f"leaf{number}", 1) for number in range(12)))
    found = named(betweenness(star))
    assert max(found, key=found.__getitem__) == "hub"
    assert found == named(betweenness(star))
    assert named(betweenness(star, exact=True))["hub"] == 1


def test_an_estimate_from_all_nodes_is_exact():
    chain = made(("a", "b", 1), ("b", "c", 1), ("c", "d", 1))
    assert betweenness(chain, exact=False) == betweenness(chain, exact=True)
