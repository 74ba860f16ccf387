from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, parse_query_results
from tieline.errors import UsageError
from tieline.rdf import Store, render, run
from tieline.rdf.results import Result
from tieline.rdf.terms import term

NODE = NamedNode("https://example.org/n")
GRAPH = NamedNode("https://example.org/g")
NUMBER = Literal("-5", datatype=term("xsd:integer"))


def rows(*cells: Literal | NamedNode | None) -> Result:
    return Result("select", ("cell",), tuple((cell,) for cell in cells))


def test_a_table_shows_prefixes_and_never_obeys_the_text():
    shown = render(rows(term("tl:arms"), Literal("[red]x[/red]"), Literal("a\x1b[31mb"), None))
    assert "tl:arms" in shown
    assert "[red]x[/red]" in shown
    assert "\x1b" not in shown


def test_an_empty_table_says_so():
    assert render(rows()) == "no answer\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_cells_are_no_formulas(text):
    (_, (cell,)) = csv.reader(io.StringIO(render(rows(Literal(text)), "csv"), newline=""))
    assert cell == f"'{text}"


def test_csv_keeps_numbers_iris_and_gaps():
    table = list(csv.reader(io.StringIO(render(rows(NUMBER, NODE, None), "csv"), newline="")))
    assert table == [["cell"], ["-5"], [NODE.value], [""]]


@given(st.lists(st.text(), max_size=5))
def test_json_is_what_sparql_clients_read(texts):
    data = render(rows(*map(Literal, texts)), "json").encode()
    read = parse_query_results(data, format=QueryResultsFormat.JSON)
    assert [solution["cell"].value for solution in read] == texts


def test_json_tells_kinds_of_terms_apart():
    document = json.loads(render(rows(NODE, NUMBER, Literal("x", language="ar"), None), "json"))
    assert document["results"]["bindings"] == [
        {"cell": {"type": "uri", "value": NODE.value}},
        {"cell": {"type": "literal", "value": "-5", "datatype": term("xsd:integer").value}},
        {"cell": {"type": "literal", "value": "x", "xml:lang": "ar"}},
        {},
    ]


def test_ask_and_construct_have_their_own_forms():
    store = Store.memory()
    store.replace_graph(GRAPH, [Quad(NODE, term("rdfs:label"), Literal("n"), GRAPH)])
    asked = run(store, "ASK { ?s ?p ?o }")
    assert asked.answer
    assert json.loads(render(asked, "json")) == {"head": {}, "boolean": True}
    assert not run(store, "ASK { ?s a ?o }").answer
    built = run(store, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert render(built, "turtle").endswith('<https://example.org/n> rdfs:label "n" .\n')
    assert "rdfs:label" in render(built)


def test_rows_do_not_make_turtle_and_formats_are_listed():
    with pytest.raises(UsageError, match="use CONSTRUCT"):
        render(rows(NODE), "turtle")
    with pytest.raises(UsageError, match="expected one of table, csv, json, turtle"):
        render(rows(NODE), "xml")


def test_rows_are_sorted_unless_the_query_orders_them():
    store = Store.memory()
    store.replace_graph(GRAPH, [Quad(NODE, term("rdfs:label"), Literal(text), GRAPH) for text in "bca"])
    asked = "SELECT DISTINCT ?order WHERE { ?s ?p ?order }"
    assert [row[0].value for row in run(store, asked).rows] == ["a", "b", "c"]
    assert [row[0].value for row in run(store, f"{asked} ORDER BY DESC(?order)").rows] == ["c", "b", "a"]
