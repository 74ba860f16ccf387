"""Every shipped question: the same answer on two engines, and the answer a reader of the articles would give."""

from __future__ import annotations

import random
import warnings
from functools import cache
from io import BytesIO

import pytest
import rdflib
from dispatches import BASE, HARBOUR, filled_store
from rdflib.plugins.sparql.parser import parseQuery
from tieline.rdf import Store, export, list_queries, load, run
from tieline.rdf.library import bound
from tieline.rdf.terms import compact

LINES = HARBOUR.split("\n")
ASKED: list[tuple[str, dict[str, str]]] = [
    ("actors-by-articles", {"least": "2"}),
    ("armed-groups-of-state", {"state": "tarvia"}),
    ("claims-not-facts", {}),
    ("claims-not-facts", {"voice": "Jon Bel"}),
    ("denied-or-planned", {}),
    ("denied-or-planned", {"factuality": "Denied"}),
    ("events-between", {"a": "Osmar", "b": "Tarvia"}),
    ("events-by-type-and-period", {}),
    ("events-by-type-and-period", {"type": "aid", "since": "2024-02-29", "until": "2024-03-31"}),
    ("evidence-for-entity", {"entity": "Ada Wenn"}),
    ("facts-about", {"entity": "Ada Wenn"}),
    ("former-ties", {}),
    ("former-ties", {"entity": "Osmar"}),
    ("leaders-of", {"organization": "MB"}),
    ("members-of", {"organization": "River Front"}),
    ("offices", {}),
    ("search-sentences", {"words": "GRAIN"}),
    ("speakers-about", {"about": "Tarvia"}),
    ("statements-by", {"speaker": "Jon Bel"}),
    ("ties-between", {"a": "Marsh Brigade", "b": "Tarvia"}),
    ("timeline-of", {"entity": "Tarvia"}),
    ("who-accuses-whom", {}),
    ("who-said-what-about", {"about": "Tarvia"}),
    ("who-said-what-about", {"about": "Tarvia", "speaker": "Jon Bel"}),
]


@cache
def store() -> Store:
    return filled_store()


@cache
def dataset() -> rdflib.Dataset:
    stream = BytesIO()
    export(store(), "nquads", stream)
    made = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings():  # rdflib 7.6 warns about its own use of a property it gave up
        warnings.simplefilter("ignore", DeprecationWarning)
        made.parse(data=stream.getvalue(), format="nquads")
    return made


def answers(name: str, **parameters: str) -> list[dict[str, str]]:
    """Give the rows as the table shows them, without empty cells."""
    found = run(store(), name, parameters)
    rows = [dict(zip(found.variables, row, strict=True)) for row in found.rows]
    return [{key: compact(cell.value) for key, cell in row.items() if cell is not None} for row in rows]


def columns(name: str, *wanted: str, **parameters: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column, "") for column in wanted) for row in answers(name, **parameters)]


@pytest.mark.parametrize(("name", "parameters"), ASKED, ids=str)
def test_oxigraph_and_rdflib_agree_and_find_something(name, parameters):
    query = load(name)
    found = [tuple("" if cell is None else cell.value for cell in row) for row in run(store(), query, parameters).rows]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        result = dataset().query(bound(store(), query, parameters))
        other = [tuple("" if cell is None else str(cell) for cell in row) for row in result]
    assert sorted(found) == sorted(other)
    assert len(found) == len(set(found)) > 0


def test_every_shipped_query_is_asked_here():
    assert {query.name for query in list_queries()} == {name for name, _ in ASKED}


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_every_shipped_query_introduces_itself_and_parses_as_sparql_1_1(query):
    assert query.title
    assert query.purpose.endswith(".")
    assert all(parameter.description for parameter in query.parameters)
    assert all(f"?{parameter.name}" in query.sparql for parameter in query.parameters)
    assert "DISTINCT" in query.sparql or query.sparql.count("CONSTRUCT") == 1
    parseQuery(query.sparql)


@pytest.mark.parametrize(("name", "parameters"), ASKED, ids=str)
def test_the_order_of_the_answer_does_not_depend_on_the_order_of_writing(name, parameters):
    quads = sorted(store().quads(), key=str)
    random.Random(7).shuffle(quads)
    other = Store.memory()
    other.extend(quads)
    assert run(other, name, parameters).rows == run(store(), name, parameters).rows


def test_members_and_leaders():
    assert columns("members-of", "member", "tie", "said_by", organization="River Front") == [
        ("Ada Wenn", "org:memberOf", "the article"),
        ("Marsh Brigade", "org:subOrganizationOf", "the article"),
    ]
    assert columns("leaders-of", "leader", "sentence", organization="Marsh Brigade") == [("Ada Wenn", LINES[1])]


def test_who_said_what():
    assert columns("who-said-what-about", "said_by", "words", about="Tarvia") == [
        ("Jon Bel", "Tarvia armed the Marsh Brigade")
    ]
    assert columns("who-said-what-about", "words", about="River Front", speaker="Jon Bel") == []
    assert columns("statements-by", "words", "cue", "said_on", speaker="Jon Bel") == [
        ("Tarvia armed the Marsh Brigade", "say", "2024-03-04")
    ]
    assert columns("speakers-about", "speaker", "articles", about="River Front") == [("Tarvia", "1")]


def test_claims_and_denials_are_told_as_such():
    assert columns("claims-not-facts", "said_by", "subject", "claim", "object") == [
        ("Jon Bel", "Tarvia", "tl:arms", "Marsh Brigade"),
        ("Tarvia", "Tarvia", "tl:supports", "River Front"),
        ("an unnamed source", "", "tlp:ASSAULT", ""),
        ("an unnamed source", "Tarvia", "tlp:SUPPORT", "Marsh Brigade"),
    ]
    assert columns("denied-or-planned", "told_as", "subject", "what", "object") == [
        ("tl:Denied", "Tarvia", "tl:supports", "River Front"),
        ("tl:Planned", "the militias", "tlp:CONSULT", "Osmar"),
        ("tl:Possible", "the militias", "tl:meetsWith", "Osmar"),
    ]


def test_ties_and_events_between_two_in_either_direction():
    assert columns("ties-between", "subject", "tie", "object", "said_by", a="Marsh Brigade", b="Tarvia") == [
        ("Tarvia", "tl:arms", "Marsh Brigade", "Jon Bel")
    ]
    one = columns("events-between", "actor", "type", "recipient", a="Osmar", b="Tarvia")
    assert one == columns("events-between", "actor", "type", "recipient", a="Tarvia", b="Osmar")
    assert one == [("Tarvia", "tlp:AID", "Osmar")]
    assert columns("who-accuses-whom", "accuser", "accused", "mode") == [("Ilo Sant", "Tarvia", "tlp:ACCUSE-allege")]


def test_a_month_touches_every_period_it_reaches_into():
    def dates(**period):
        return columns("events-by-type-and-period", "date", **period)

    assert dates() == [("2024-02",), ("2024-03-04",)]
    assert dates(since="2024-02-29", until="2024-02-29") == [("2024-02",)]
    assert dates(since="2024-03-01") == [("2024-03-04",)]
    assert dates(type="ASSAULT") == [("2024-03-04",)]


def test_offices_and_ties_of_the_past():
    assert columns("offices", "holder", "office", "former") == [
        ("Ilo Sant", "prime minister", "true"),
        ("Jon Bel", "foreign minister of Osmar", "false"),
    ]
    assert columns("former-ties", "subject", "tie", "object") == [
        ("Ilo Sant", "tl:holdsOffice", "prime minister"),
        ("Marsh Brigade", "tl:alliedWith", "Osmar"),
    ]


def test_armed_groups_by_authority_and_by_evidence():
    assert columns("armed-groups-of-state", "group", "tie", "said_by", state="Tarvia") == [
        ("Marsh Brigade", "tl:arms", "Jon Bel"),
        ("Marsh Brigade", "tl:ofState", ""),
        ("River Front", "tl:supports", "Tarvia"),
    ]


def test_timeline_evidence_and_search_lead_to_the_sentence():
    assert [date for (date,) in columns("timeline-of", "date", entity="Tarvia")] == [
        "2024-02",
        "2024-02-20",
        "2024-03-05",
        "2024-03-05",
    ]
    for row in answers("evidence-for-entity", entity="Ada Wenn"):
        if row["article"] == f"{BASE}article/aaa1":
            assert HARBOUR[int(row["begin"]) : int(row["end"])] == row["sentence"]
    assert columns("search-sentences", "sentence", words="FOREIGN minister") == [(LINES[2],)]


def test_most_mentioned_actors_come_first():
    assert columns("actors-by-articles", "actor", "articles", least="2") == [
        (name, "2") for (name,) in columns("actors-by-articles", "actor", least="2")
    ]
    assert {name for (name,) in columns("actors-by-articles", "actor", least="2")} == {
        "Ada Wenn",
        "Marsh Brigade",
        "Osmar",
        "River Front",
        "Tarvia",
    }


def test_facts_are_only_plain_triples():
    facts = answers("facts-about", entity="Tarvia")
    assert {row["predicate"] for row in facts} == {"tl:citizenOf", "rdfs:label"}
