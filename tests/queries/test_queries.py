"""Every shipped question: the same answer on three engines, in any order of writing, and built as they all need it."""

from __future__ import annotations

import random
import re
import warnings
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
import rdflib
from dispatches import entity_iri
from press import press
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from tieline.rdf import Store, export, list_queries, load, run
from tieline.rdf.library import bound
from tieline.rdf.sparql import blanked
from tieline.rdf.terms import PREFIXES, definitions, relation_predicates, term

ASKED: list[tuple[str, dict[str, str]]] = [
    ("actors-by-articles", {"least": "2"}),
    ("actors-of-class", {"class": "ArmedGroup"}),
    ("armed-groups-of-state", {"state": "tarvia"}),
    ("articles-by-publisher", {}),
    ("asserted-network", {}),
    ("asserted-network", {"tie": "supports"}),
    ("brokers", {"a": "Marsh Brigade", "b": "Tarvia"}),
    ("claims-not-facts", {}),
    ("claims-not-facts", {"voice": "Jon Bel"}),
    ("contradictions", {}),
    ("contradictions", {"entity": "Osmar"}),
    ("decisions", {}),
    ("denied-events", {}),
    ("denied-events", {"type": "ASSAULT"}),
    ("denied-or-planned", {}),
    ("denied-or-planned", {"factuality": "Denied"}),
    ("disputed-events", {}),
    ("events-between", {"a": "Osmar", "b": "Tarvia"}),
    ("events-by-month", {}),
    ("events-by-month", {"type": "ACCUSE"}),
    ("events-by-reports", {"least": "1"}),
    ("events-by-reports", {"type": "ASSAULT", "least": "1"}),
    ("events-by-type-and-period", {}),
    ("events-by-type-and-period", {"type": "aid", "since": "2024-02-29", "until": "2024-03-31"}),
    ("evidence-for-entity", {"entity": entity_iri("ada-wenn")}),
    ("evidence-for-tie", {"from": "Tarvia", "to": "River Front"}),
    ("evidence-for-tie", {"from": "River Front", "to": "Lorin", "tie": "ASSAULT"}),
    ("facts-about", {"entity": entity_iri("ada-wenn")}),
    ("former-ties", {}),
    ("former-ties", {"entity": "Osmar"}),
    ("independent-sources", {"a": "River Front", "b": "Tarvia"}),
    ("independent-sources", {"a": "Lorin", "b": "River Front"}),
    ("leaders-of", {"organization": "MB"}),
    ("members-of", {"organization": "River Front"}),
    ("mentions-of", {"entity": "Tarvia"}),
    ("most-attacked", {}),
    ("most-attacking", {}),
    ("most-attacking", {"type": "ACCUSE"}),
    ("namesakes", {}),
    ("offices", {}),
    ("offices-over-time", {}),
    ("offices-over-time", {"person": "Jon Bel"}),
    ("places-of-events", {}),
    ("planned-then-happened", {}),
    ("planned-then-happened", {"type": "CONSULT"}),
    ("search-sentences", {"words": "GRAIN"}),
    ("several-names", {"least": "2"}),
    ("single-source-claims", {}),
    ("single-source-claims", {"voice": "Jon Bel"}),
    ("speakers-about", {"about": "Tarvia"}),
    ("statements-by", {"speaker": "Jon Bel"}),
    ("stances-on", {"about": "Tarvia"}),
    ("subgraph-of", {"entity": "Jon Bel"}),
    ("ties-between", {"a": "Marsh Brigade", "b": "Tarvia"}),
    ("ties-by-sign", {"a": "Tarvia", "b": "Osmar"}),
    ("timeline-of", {"entity": "Tarvia"}),
    ("timeline-of-two", {"a": "Tarvia", "b": "Osmar"}),
    ("triads", {"patron": "Tarvia", "host": "Osmar"}),
    ("two-step-ties", {"a": "Tarvia", "b": "Harbour Police"}),
    ("weapons-of-events", {}),
    ("who-accuses-whom", {}),
    ("who-said-what-about", {"about": "Tarvia"}),
    ("who-said-what-about", {"about": "Tarvia", "speaker": "Jon Bel"}),
    ("who-speaks-about-whom", {}),
]


BOOLEANS = {"0": "false", "1": "true"}
"""How Virtuoso writes truth values."""


@cache
def store() -> Store:
    return press()


@cache
def dataset() -> rdflib.Dataset:
    stream = BytesIO()
    export(store(), "nquads", stream)
    made = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings():  # rdflib 7.6 warns about its own use of a property it gave up
        warnings.simplefilter("ignore", DeprecationWarning)
        made.parse(data=stream.getvalue(), format="nquads")
    return made


@pytest.fixture(scope="module")
def loaded(virtuoso):
    """The server with the articles in it."""
    virtuoso.load(store().quads())
    yield virtuoso
    virtuoso.clear(store().graphs())


def shown(name: str, parameters: dict[str, str]) -> list[tuple[str, ...]]:
    found = run(store(), name, parameters)
    return [tuple("" if cell is None else cell.value for cell in row) for row in found.rows]


@pytest.mark.parametrize(("name", "parameters"), ASKED, ids=str)
def test_oxigraph_and_rdflib_agree_and_find_something(name, parameters):
    found = shown(name, parameters)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        result = dataset().query(bound(store(), load(name), parameters))
        other = [tuple("" if cell is None else str(cell) for cell in row) for row in result]
    assert sorted(found) == sorted(other)
    assert len(found) == len(set(found)) > 0


@pytest.mark.parametrize(("name", "parameters"), ASKED, ids=str)
def test_oxigraph_and_virtuoso_agree(loaded, name, parameters):
    text = bound(store(), load(name), parameters)
    variables = run(store(), name, parameters).variables
    if "CONSTRUCT" in text:
        other = [
            (triple.subject.value, triple.predicate.value, triple.object.value) for triple in loaded.construct(text)
        ]
    else:
        other = [tuple(value(row.get(variable)) for variable in variables) for row in loaded.select(text)]
    assert sorted(shown(name, parameters)) == sorted(other)


def value(cell: dict[str, str] | None) -> str:
    if cell is None:
        return ""
    truth = cell.get("datatype", "").endswith("#boolean")
    return BOOLEANS.get(cell["value"], cell["value"]) if truth else cell["value"]


def test_every_shipped_query_is_asked_here():
    assert {query.name for query in list_queries()} == {name for name, _ in ASKED}


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_every_shipped_query_introduces_itself_and_parses_as_sparql_1_1(query):
    assert query.title
    assert query.purpose.endswith(".")
    assert all(parameter.description for parameter in query.parameters)
    assert all(f"?{parameter.name}" in query.sparql for parameter in query.parameters)
    assert "# example:" in query.sparql
    assert set(query.example) <= {parameter.name for parameter in query.parameters}
    assert "SELECT DISTINCT" in query.sparql or query.sparql.count("CONSTRUCT") == 1
    parseQuery(query.sparql)


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_every_prefix_is_declared_and_used_as_ours(query):
    declared = dict(re.findall(r"^PREFIX (\w+): <(.*)>$", query.sparql, re.MULTILINE))
    used = set(re.findall(r"(?<![\w?:])([a-z]+):\w", blanked(query.sparql)))
    assert set(declared) == used
    assert declared.items() <= PREFIXES.items()


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_nothing_that_must_be_there_follows_what_may_be_missing(query):
    """Oxigraph becomes a hundred times slower by it, and Virtuoso may fail."""
    for part in parts(prepareQuery(query.sparql).algebra):
        assert part.name != "Join" or "LeftJoin" not in {part.p1.name, part.p2.name}


def parts(algebra: CompValue) -> Iterator[CompValue]:
    yield algebra
    for each in algebra.values():
        for part in each if isinstance(each, list) else [each]:
            if isinstance(part, CompValue):
                yield from parts(part)


def test_signs_are_those_of_the_vocabulary():
    told = dict(re.findall(r"\((\w+:\w+) (-?[01])\)", load("ties-by-sign").sparql))
    relations = {node.value for node in relation_predicates().values()}
    signs = {s: o for s, p, o in definitions("vocabulary.ttl") if p == term("tl:sign").value and s in relations}
    quarters = {s: o for s, p, o in definitions("plover.ttl") if p == term("tl:quadClass").value}
    signs |= {type_: "1" if quarter.endswith("Cooperation") else "-1" for type_, quarter in quarters.items()}
    assert {term(name).value: sign for name, sign in told.items()} == signs


@pytest.mark.parametrize(("name", "parameters"), ASKED, ids=str)
def test_the_order_of_the_answer_does_not_depend_on_the_order_of_writing(name, parameters):
    quads = sorted(store().quads(), key=str)
    random.Random(7).shuffle(quads)
    other = Store.memory()
    other.extend(quads)
    assert run(other, name, parameters).rows == run(store(), name, parameters).rows
