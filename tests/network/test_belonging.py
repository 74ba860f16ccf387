from __future__ import annotations

import pytest
from tieline.network import belonging
from tieline.rdf import Store, authority_quads, name_quads
from tieline.rdf.identifiers import authority_iri
from tieline.records import DEFAULT_BASE, AuthorityEntry

ENTRIES = [
    AuthorityEntry("tarvia", "Tarvia", "State"),
    AuthorityEntry("army", "Army of Tarvia", "MilitaryUnit", state="tarvia"),
    AuthorityEntry("scouts", "River Scouts", "MilitaryUnit", parent="army"),
    AuthorityEntry("front", "Marsh Front", "ArmedGroup", state="tarvia"),
    AuthorityEntry("wing", "Marsh Wing", "ArmedGroup", parent="front"),
    AuthorityEntry("chief", "Ana Ruiz", "Person", state="tarvia", office="Prime Minister of Tarvia"),
    AuthorityEntry("general", "Ivo Sant", "Person", state="tarvia", office="commander of the Army of Tarvia"),
    AuthorityEntry("rebel", "Lio Marn", "Person", state="tarvia", office="founder of the Marsh Front"),
    AuthorityEntry("poet", "Una Dell", "Person", state="tarvia", office="poet"),
]


def named(id_: str) -> str:
    return authority_iri(id_, DEFAULT_BASE).value


def filled(entries: list[AuthorityEntry]) -> Store:
    store = Store.memory()
    store.extend(authority_quads(entries, DEFAULT_BASE))
    store.extend(name_quads(store, DEFAULT_BASE))
    return store


@pytest.fixture(scope="module")
def found():
    return belonging(filled(ENTRIES))


@pytest.mark.parametrize(
    ("entry", "bodies"),
    [
        ("tarvia", []),
        ("army", ["tarvia"]),
        ("scouts", ["army", "tarvia"]),
        ("front", []),  # of the state, but not for it
        ("wing", ["front"]),
        ("chief", ["tarvia"]),
        ("general", ["army", "tarvia"]),
        ("rebel", ["front"]),
        ("poet", []),
    ],
)
def test_whom_a_listed_actor_acts_for(found, entry, bodies):
    assert found.bodies.get(named(entry), ()) == tuple(map(named, bodies))


def test_all_are_of_the_state_and_have_names(found):
    assert set(found.states.values()) == {"Tarvia"}
    assert set(found.states) == {named(entry.id) for entry in ENTRIES}
    assert found.names[named("poet")] == "Una Dell"


def test_bodies_that_are_above_each_other_end_the_chain():
    circle = [
        AuthorityEntry("a", "A", "Organization", parent="b"),
        AuthorityEntry("b", "B", "Organization", parent="a"),
    ]
    assert belonging(filled(circle)).bodies == {named("a"): (named("b"),), named("b"): (named("a"),)}
