from __future__ import annotations

import pytest
from dispatches import BASE, entity_iri, filled_store
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph
from tieline.errors import UsageError
from tieline.rdf import list_queries, load, run
from tieline.rdf.library import bound
from tieline.rdf.parameters import PARAMETER_TYPES, bound_term
from tieline.rdf.sparql import keywords, written
from tieline.rdf.terms import term

STORE = filled_store()
ECHO = "# parameter: words (text) — anything\nSELECT DISTINCT ?words WHERE {\n  # bind\n}"
HOSTILE = [
    '"} DROP ALL #',
    '" } ; DROP ALL ; SELECT * { ?s ?p "',
    "\\u0022 } DROP ALL",
    "\\\\u0022",
    "\\U0001F600\\",
    "'''\"\"\"\n\r\t",
    "?s <x> $1 \\1 \\g<0>",
    "# bind",
    "> } DROP ALL #",
    "x\n# bind\n} DROP ALL #",
    "<https://example.org/>",
    "{{ }} $$ %s {0} \u2028 \x07",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_words_stay_words(value):
    before = len(STORE)
    assert [row[0] for row in run(STORE, ECHO, {"words": value}).rows] == [Literal(value)]
    assert [str(row[0]) for row in Graph().query(bound(STORE, load(ECHO), {"words": value}))] == [value]
    assert len(STORE) == before


@settings(max_examples=100)
@given(st.text(alphabet=st.one_of(st.sampled_from('\\uU"0{}<>\n'), st.characters(codec="utf-8"))))
def test_any_words_stay_words(value):
    assert [row[0] for row in run(STORE, ECHO, {"words": value}).rows] == [Literal(value)]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_words_stay_words_on_virtuoso(virtuoso, value):
    (row,) = virtuoso.select(bound(STORE, load(ECHO), {"words": value}))
    assert row["words"]["value"] == value


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("type_", sorted(set(PARAMETER_TYPES) - {"text"}))
def test_what_is_no_text_takes_no_hostile_value(type_, value):
    query = f"# parameter: x ({type_}) — anything\nSELECT DISTINCT ?x WHERE {{\n  # bind\n}}"
    with pytest.raises(UsageError) as caught:
        run(STORE, query, {"x": value})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("iri", ["https://example.org/> } DROP ALL #", 'https://example.org/"{}\\u003e'])
def test_a_hostile_iri_is_only_unknown(iri):
    with pytest.raises(UsageError, match="unknown entity"):
        run(STORE, "leaders-of", {"organization": iri})


@pytest.mark.parametrize(
    ("type_", "value", "found"),
    [
        ("class", "armedgroup", "tl:ArmedGroup"),
        ("class", "tl:Person", "tl:Person"),
        ("type", "tlp:assault", "tlp:ASSAULT"),
        ("tie", "leads", "org:headOf"),
        ("tie", "org:headOf", "org:headOf"),
        ("tie", "SUPPORTS", "tl:supports"),
        ("tie", "support", "tlp:SUPPORT"),
    ],
)
def test_words_of_the_vocabulary_are_read_as_terms(type_, value, found):
    assert bound_term(STORE, type_, "x", value) == term(found)


def test_terms_are_written_so_that_every_engine_reads_them_back():
    assert written(Literal("\\u0022")) == '"\\\\\\U000000750022"'
    assert written(term("tl:arms")) == "<https://w3id.org/tieline/ns#arms>"


def test_hostile_entity_names_are_only_unknown():
    with pytest.raises(UsageError, match="unknown entity"):
        run(STORE, "leaders-of", {"organization": "> } DROP ALL #"})


@pytest.mark.parametrize(
    "name", ["Marsh Brigade", "marsh  BRIGADE", "Marsh Brigades", "MB", "لواء الأهوار", entity_iri("marsh-brigade")]
)
def test_an_entity_is_found_by_any_of_its_names_or_its_iri(name):
    assert len(run(STORE, "leaders-of", {"organization": name}).rows) == 1


def test_an_unknown_entity_suggests_near_names():
    with pytest.raises(UsageError, match="did you mean 'Marsh Brigade"):
        run(STORE, "leaders-of", {"organization": "Mash Brigade"})


def test_namesakes_are_listed_not_guessed():
    store = filled_store()
    graph = NamedNode(f"{BASE}graph/more")
    namesake = NamedNode(entity_iri("other-osmar"))
    store.replace_graph(graph, [Quad(namesake, term("rdfs:label"), Literal("OSMAR"), graph)])
    with pytest.raises(UsageError) as caught:
        run(store, "timeline-of", {"entity": "Osmar"})
    assert entity_iri("osmar") in str(caught.value)
    assert entity_iri("other-osmar") in str(caught.value)
    assert run(store, "timeline-of", {"entity": entity_iri("osmar")}).rows


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("leaders-of", {}, "got no organization"),
        ("leaders-of", {"organisation": "x"}, "did you mean 'organization'"),
        ("events-by-type-and-period", {"since": "March"}, "parameter since: got 'March', expected a day"),
        ("events-by-type-and-period", {"type": "WAR"}, "parameter type: got 'WAR', expected one of AGREE"),
        ("actors-by-articles", {"least": "many"}, "parameter least: got 'many', expected a number"),
        ("leaders", {}, "unknown query 'leaders': did you mean 'leaders-of'"),
        ("xyzzy", {}, "the library has actors-by-articles"),
        ("missing.rq", {}, "query file missing.rq: cannot be read"),
    ],
)
def test_wrong_questions_get_a_next_step(name, parameters, message):
    with pytest.raises(UsageError) as caught:
        run(STORE, name, parameters)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_query_of_ones_own_needs_no_marker(tmp_path):
    file = tmp_path / "own.rq"
    file.write_text(
        "# title: States\n# purpose: Own.\n# parameter: node (entity) — which\n"
        "# parameter: least (number) — n [default 0.5]\n"
        "CONSTRUCT { ?node a tl:State } WHERE { ?node a tl:State FILTER(?least < 1) } # {",
        encoding="utf-8",
    )
    query = load(str(file))
    assert (query.name, query.title) == ("own", "States")
    assert [row[0].value for row in run(STORE, query, {"node": "Osmar"}).rows] == [entity_iri("osmar")]


def test_text_can_be_asked_directly():
    found = run(STORE, "SELECT DISTINCT ?x WHERE { ?x a tl:State }")
    assert {row[0].value for row in found.rows} == {entity_iri("osmar"), entity_iri("tarvia")}


def test_the_example_of_a_query_names_its_parameters():
    assert load("triads").example == {"patron": "Iran", "host": "Iraq"}
    with pytest.raises(UsageError, match="example of query query: got 'Iran'"):
        load("# example: Iran\nSELECT * {}")


def test_a_header_that_cannot_be_read_is_named():
    with pytest.raises(UsageError, match="expected `name \\(type\\)"):
        load("# parameter: x (planet) — y\nSELECT * {}")


def test_the_list_is_sorted_and_complete():
    names = [query.name for query in list_queries()]
    assert names == sorted(names)
    assert len(names) >= 25


def test_words_of_the_language_are_told_from_names_and_strings():
    words = keywords("SELECT ?from { ?s ex:FROM \"FROM\" ; <FROM> 'service' } # ORDER BY")
    assert words & {"FROM", "SERVICE", "ORDER"} == set()
    assert keywords("select * from<http://x> where{}") >= {"SELECT", "FROM", "WHERE"}
