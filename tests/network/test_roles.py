from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Report, iri, named
from tieline.network import network, role_similarity, roles


def made(*ties: tuple[str, str, str]) -> nx.MultiDiGraph:
    report = Report("a1")
    for tie in ties:
        report.event(*tie)
    return network([report.done()])


def patrons() -> nx.MultiDiGraph:
    """Two patrons, one with two clients and one with three, each of whom fights a foe of its own."""
    clients = {"p": ["a", "b"], "q": ["c", "d", "e"]}
    aid = [("AID", patron, client) for patron, own in clients.items() for client in own]
    return made(*aid, *(("ASSAULT", client, f"foe {client}") for own in clients.values() for client in own))


def test_how_many_clients_a_patron_has_does_not_change_its_role():
    found = named(roles(patrons()))
    assert {found[name] for name in "pq"} == {2}
    assert {found[name] for name in "abcde"} == {0}
    assert {found[f"foe {name}".replace(" ", "-")] for name in "abcde"} == {1}


def test_rounds_look_further():
    chain = made(("AID", "a", "b"), ("AID", "b", "c"), ("AID", "c", "d"), ("AID", "x", "y"))
    one, two = named(roles(chain, rounds=1)), named(roles(chain, rounds=2))
    assert one["a"] == one["x"]
    assert two["a"] != two["x"]  # a helps one that helps, x does not
    assert len(set(named(roles(chain, rounds=0)).values())) == 1


def test_what_actors_are_can_be_told_apart_from_the_start():
    start = {iri("p"): "state", iri("q"): "company"}
    found = named(roles(patrons(), start=start))
    assert found["p"] != found["q"]


def test_similarity_is_the_share_of_rounds_together():
    chain = made(("AID", "a", "b"), ("AID", "b", "c"), ("AID", "c", "d"), ("AID", "x", "y"))
    found = named(role_similarity(chain, iri("a")))
    assert (found["a"], found["x"], found["d"]) == (1.0, 0.666667, 0.333333)  # of 3 rounds
    assert named(role_similarity(patrons(), iri("p")))["q"] == 1.0
    assert role_similarity(chain, iri("nobody")) == {}


drawn = st.lists(
    st.tuples(st.sampled_from(["AID", "ASSAULT"]), st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=8
).map(lambda ties: [tie for tie in ties if tie[1] != tie[2]])


@given(drawn)
def test_similarity_is_symmetric_and_roles_get_finer(ties):
    found = made(*ties)
    values = {node: role_similarity(found, node) for node in roles(found)}
    assert all(values[a][b] == values[b][a] and values[a][a] == 1 for a in values for b in values)
    coarse, fine = roles(found, rounds=1), roles(found, rounds=3)
    assert all(coarse[a] == coarse[b] for a in fine for b in fine if fine[a] == fine[b])
