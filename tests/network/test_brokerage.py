from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Report, iri
from tieline.errors import UsageError
from tieline.network import GROUPINGS, Belonging, brokerage, by_state_and_kind, groups_from, network
from tieline.network.groups import by_kind, by_state
from tieline.network.measures_brokerage import ROLES


def made(*ties: tuple[str, str, str]) -> nx.MultiDiGraph:
    report = Report("a1")
    for type_, a, b in ties:
        if type_ == "alliedWith":
            report.relation(type_, a, b)
        else:
            report.event(type_, a, b)
    return network([report.done()])


def grouped(**groups: str) -> dict[str, str]:
    return {iri(name): group for name, group in groups.items()}


def roles_of(found: dict[str, dict[str, int]], name: str) -> dict[str, int]:
    return {role: count for role, count in found[iri(name)].items() if count}


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ({"a": "X", "b": "X", "c": "X"}, "coordinator"),
        ({"a": "X", "b": "Y", "c": "X"}, "consultant"),
        ({"a": "X", "b": "Y", "c": "Y"}, "gatekeeper"),
        ({"a": "X", "b": "X", "c": "Y"}, "representative"),
        ({"a": "X", "b": "Y", "c": "Z"}, "liaison"),
    ],
)
def test_the_five_roles(groups, role):
    found = brokerage(made(("AID", "a", "b"), ("AID", "b", "c")), grouped(**groups))
    assert roles_of(found, "b") == {role: 1}
    assert roles_of(found, "a") == roles_of(found, "c") == {}


def test_a_direct_tie_leaves_nothing_to_broker():
    closed = made(("AID", "a", "b"), ("AID", "b", "c"), ("SUPPORT", "a", "c"))
    assert roles_of(brokerage(closed, grouped(a="X", b="X", c="X")), "b") == {}


def test_symmetric_ties_lead_both_ways():
    found = brokerage(made(("alliedWith", "a", "b"), ("alliedWith", "b", "c")), grouped(a="X", b="Y", c="X"))
    assert roles_of(found, "b") == {"consultant": 2}


def test_layers_and_nodes_without_a_group():
    fights = made(("ASSAULT", "a", "b"), ("ASSAULT", "b", "c"), ("AID", "b", "d"))
    groups = grouped(a="X", b="X", c="X")
    assert roles_of(brokerage(fights, groups), "b") == {}
    assert roles_of(brokerage(fights, groups, layer="conflict"), "b") == {"coordinator": 1}
    assert iri("d") not in brokerage(fights, groups)


drawn = st.lists(st.tuples(st.just("AID"), st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=12)


@given(drawn, st.lists(st.sampled_from("XYZ"), min_size=5, max_size=5))
def test_roles_share_out_the_open_pairs(ties, chosen):
    network_ = made(*((t, a, b) for t, a, b in ties if a != b))
    groups = {iri(name): group for name, group in zip("abcde", chosen, strict=True)}
    plain = nx.DiGraph(network_)
    for node, counts in brokerage(network_, groups).items():
        open_pairs = sum(
            1 for a in plain.predecessors(node) for c in plain.successors(node) if a != c and not plain.has_edge(a, c)
        )
        assert sum(counts.values()) == open_pairs
        assert set(counts) == set(ROLES)


def listed_network() -> nx.MultiDiGraph:
    types = {
        "Northland": "State",
        "Ministry": "GovernmentBody",
        "Chief": "Person",
        "Captain": "Person",
        "Old Bridge": "Facility",
    }
    report = Report("a1", types=types | {"Passer": "Person", "World Body": "InternationalOrganization"})
    report.describe("Northland").describe("Old Bridge").describe("Passer").describe("World Body")
    report.relation("leads", "Chief", "Ministry").relation("leads", "Captain", "Brigade")
    report.relation("basedIn", "Brigade", "Northland")
    listed = Belonging(
        bodies={iri("Ministry"): (iri("Northland"),)},
        states={iri("Ministry"): "Northland", iri("Northland"): "Northland"},
    )
    return network([report.done()], listed=listed)


def test_groups_by_state_and_kind():
    assert by_state_and_kind(listed_network()) == {
        iri("Brigade"): "Northland: armed groups",
        iri("Captain"): "Northland: armed groups",
        iri("Chief"): "Northland: state",
        iri("Ministry"): "Northland: state",
        iri("Northland"): "Northland: state",
        iri("Passer"): "people",
        iri("World Body"): "international organizations",
    }


def test_what_is_only_claimed_or_past_places_nobody():
    report = Report("a1", types={"Chief": "Person", "Ministry": "GovernmentBody"})
    report.relation("leads", "Chief", "Ministry", former=True).relation(
        "leads", "Chief", "Brigade", factuality="claimed"
    )
    assert by_kind(network([report.done()]))[iri("Chief")] == "people"
    assert by_state(network([report.done()])) == {}


def test_every_grouping_gives_texts():
    for group in GROUPINGS.values():
        assert all(isinstance(name, str) for name in group(listed_network()).values())


def test_groups_from_a_file(tmp_path):
    file = tmp_path / "groups.tsv"
    file.write_text("# actor\tgroup\nchief\tours\nBrigade\ttheirs\n\n")
    assert groups_from(listed_network(), file) == {iri("Chief"): "ours", iri("Brigade"): "theirs"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Chief ours", "line 1: got"),
        ("Chief\tours\nchief\ttheirs", "line 2: got 'chief' twice"),
        ("Nobody\tours", "unknown name"),
    ],
)
def test_faulty_groups_are_refused(tmp_path, text, message):
    file = tmp_path / "groups.tsv"
    file.write_text(text)
    with pytest.raises(UsageError, match=message):
        groups_from(listed_network(), file)


def test_a_missing_file_of_groups_is_refused(tmp_path):
    with pytest.raises(UsageError, match="groups in"):
        groups_from(listed_network(), tmp_path / "none.tsv")
