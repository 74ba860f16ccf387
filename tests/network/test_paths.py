from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Report, iri
from tieline.errors import UsageError
from tieline.network import network, node_named, paths


def made(*ties: tuple[str, str, int]):
    reports = [Report(f"{a}{b}{number}").event("AID", a, b).done() for a, b, times in ties for number in range(times)]
    return network(reports)


def nodes(path) -> list[str]:
    return [path.steps[0].source_label, *(step.target_label for step in path.steps)]


def test_the_direct_tie_comes_first_and_the_well_attested_detour_second():
    found = paths(made(("a", "c", 1), ("a", "b", 4), ("b", "c", 4)), "a", "c")
    assert [(path.kind, nodes(path)) for path in found] == [("shortest", ["a", "c"]), ("strongest", ["a", "b", "c"])]
    assert found[1].length == 0.5


def test_each_step_cites_its_sentences_whatever_the_direction():
    (path,) = paths(made(("b", "a", 2)), "a", "b")
    (step,) = path.steps
    assert (step.source, step.target, step.weight) == (iri("a"), iri("b"), 2)
    assert step.ties[0]["subject"] == iri("b")
    assert [evidence["text"] for evidence in step.ties[0]["evidence"]] == ["b sent grain to a."] * 2


def test_among_equally_short_paths_the_better_attested_is_first():
    found = paths(made(("a", "x", 1), ("x", "c", 1), ("a", "y", 2), ("y", "c", 2)), "a", "c")
    assert [nodes(path) for path in found] == [["a", "y", "c"], ["a", "x", "c"]]


def test_limit():
    assert len(paths(made(("a", "x", 1), ("x", "c", 1), ("a", "y", 2), ("y", "c", 2)), "a", "c", limit=1)) == 1


def test_no_chain_gives_no_path():
    assert paths(made(("a", "b", 1), ("c", "d", 1)), "a", "d") == []


@pytest.mark.parametrize(
    ("a", "b", "limit", "message"),
    [
        ("a", "A", 3, "ends of a path: got 'a' twice"),
        ("a", "nobody", 3, "unknown name in network: got 'nobody'"),
        ("a", "b", 0, "limit in paths: got 0"),
    ],
)
def test_wrong_ends_are_refused(a, b, limit, message):
    with pytest.raises(UsageError, match=message):
        paths(made(("a", "b", 1)), a, b, limit)


def test_names_are_found_by_iri_label_and_alias():
    found = network([Report("a1").describe("Red Brigade", name="The Red Brigade").done()])
    assert {node_named(found, name) for name in (iri("Red Brigade"), "the red brigade", "Red Brigade")} == {
        iri("Red Brigade")
    }


def test_a_misspelt_name_gets_a_suggestion():
    with pytest.raises(UsageError, match="did you mean 'Red Brigade'"):
        node_named(network([Report("a1").describe("Red Brigade").done()]), "Red Brigde")


@pytest.mark.parametrize("part", ["brigade", "Brigde"])
def test_part_of_a_name_gets_a_suggestion(part):
    told = network([Report("a1").describe("Second Brigade of the Northern Marshes").describe("Blue Army").done()])
    with pytest.raises(UsageError, match="did you mean 'Second Brigade of the Northern Marshes'\\?"):
        node_named(told, part)


def test_a_name_like_none_gets_no_suggestion():
    with pytest.raises(UsageError, match="list the names"):
        node_named(network([Report("a1").describe("Red Brigade").done()]), "Zutphen")


def test_a_name_of_two_nodes_is_refused():
    two = Report("a1").describe("Red Brigade").describe("Blue Army", name="Red Brigade")
    with pytest.raises(UsageError, match="ambiguous name"):
        node_named(network([two.done()]), "Red Brigade")


def test_steps_of_too_few_sources_are_not_taken():
    network_ = made(("a", "c", 1), ("a", "b", 2), ("b", "c", 3))
    assert [nodes(path) for path in paths(network_, "a", "c", sources=2)] == [["a", "b", "c"]]
    assert paths(network_, "a", "c", sources=4) == []
    with pytest.raises(UsageError, match="sources in paths: got 0"):
        paths(network_, "a", "c", sources=0)


def test_what_is_only_denied_joins_nobody():
    report = Report("a1").event("AID", "a", "b", factuality="denied").event("AID", "b", "c")
    assert paths(network([report.done()]), "a", "b") == []


def test_asserted_ties_come_before_claimed_and_denied_ones():
    report = Report("a1").event("AID", "a", "b", voice="Minister", factuality="claimed")
    report.event("ACCUSE", "a", "b", factuality="denied").event("SUPPORT", "b", "a")
    (path,) = paths(
        network([report.done(), Report("a2").event("AID", "a", "b", factuality="claimed").done()]), "a", "b"
    )
    assert [tie["type"] for tie in path.steps[0].ties] == ["SUPPORT", "AID", "ACCUSE"]


@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.integers(1, 3)), min_size=1, max_size=9)
)
def test_paths_back_are_the_same_paths_turned_round(ties):
    found = made(*ties, ("a", "b", 1))
    there, back = paths(found, "a", "b", 1), paths(found, "b", "a", 1)
    assert there[0].length == back[0].length
    assert len(there[0].steps) == len(back[0].steps)
