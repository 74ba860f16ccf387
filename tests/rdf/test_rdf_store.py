from __future__ import annotations

import subprocess
import sys

import pytest
from dispatches import BASE, filled_store, grain, harbour
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from tieline.errors import GraphFolderError, UsageError
from tieline.rdf import Store, article_quads, graph_iri
from tieline.rdf.store import digest
from tieline.rdf.terms import term

ONE, TWO = NamedNode("https://example.org/g/1"), NamedNode("https://example.org/g/2")
NODE = NamedNode("https://example.org/n")


def says(text: str, graph: NamedNode = ONE) -> Quad:
    return Quad(NODE, term("rdfs:label"), Literal(text), graph)


def test_replacing_a_graph_leaves_only_the_new_quads_and_the_other_graphs():
    store = Store.memory()
    store.replace_graph(ONE, [says("old"), says("older")])
    store.replace_graph(TWO, [says("other", TWO)])
    store.replace_graph(ONE, [says("new")])
    assert set(store.quads(ONE)) == {says("new")}
    assert set(store.quads(TWO)) == {says("other", TWO)}
    assert store.graphs() == [ONE, TWO]
    store.replace_graph(ONE, [])
    store.remove_graph(TWO)
    store.remove_graph(TWO)
    assert store.graphs() == []
    assert len(store) == 0


def test_a_graph_is_untouched_when_its_replacement_is_refused():
    store = Store.memory()
    store.replace_graph(ONE, [says("kept")])
    with pytest.raises(UsageError, match="expected one of this graph"):
        store.replace_graph(ONE, [says("new"), says("stray", TWO)])
    assert set(store.quads()) == {says("kept")}


NASTY = [
    '"} } ; DROP ALL ; INSERT DATA { <a:b> <a:b> "',
    "\\u0022 } DROP ALL",
    "\\\\u0022",
    "<x>'''\"\"\"\\",
    "\x00\x07\x7f\x85\r\n\t",
    "😀 لواء \u202e",
]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_comes_back_unchanged(text):
    store = Store.memory()
    store.replace_graph(TWO, [says("kept", TWO)])
    store.replace_graph(ONE, [says(text)])
    assert set(store.quads(ONE)) == {says(text)}
    assert set(store.quads(TWO)) == {says("kept", TWO)}


@settings(max_examples=80)
@given(st.lists(st.text(), max_size=4))
def test_any_text_comes_back_unchanged(texts):
    store = Store.memory()
    store.replace_graph(ONE, [says(text) for text in texts])
    assert set(store.quads(ONE)) == {says(text) for text in texts}


def test_what_an_article_says_comes_back_term_for_term():
    store = filled_store(harbour())
    assert set(store.quads(graph_iri("aaa1", BASE))) == set(article_quads(harbour(), base=BASE))


def test_the_default_graph_is_the_union_unless_the_query_says_from():
    store = Store.memory()
    store.replace_graph(ONE, [says("one")])
    store.replace_graph(TWO, [says("two", TWO)])
    everything = "SELECT DISTINCT ?o WHERE { ?s ?p ?o }"
    assert {row["o"].value for row in store.query(everything)} == {"one", "two"}
    only = f"SELECT DISTINCT ?o FROM {ONE} WHERE {{ ?s ?p ?o }}"
    assert {row["o"].value for row in store.query(only)} == {"one"}
    fooled = 'SELECT DISTINCT ?o WHERE { ?s ?p ?o FILTER(?o != " FROM ") } # FROM <x>'
    assert {row["o"].value for row in store.query(fooled)} == {"one", "two"}


def test_nothing_leaves_the_machine():
    with pytest.raises(UsageError, match="SERVICE"):
        Store.memory().query("SELECT * { SERVICE <http://192.0.2.1/sparql> { ?s ?p ?o } }")
    assert not Store.memory().query('ASK { ?s ?p "SERVICE" }')


def test_a_faulty_query_is_one_line():
    with pytest.raises(UsageError) as caught:
        Store.memory().query("SELECT ?x\nWHERE {")
    assert "\n" not in str(caught.value)


def test_a_store_on_disk_is_there_when_opened_again(tmp_path):
    store = Store.open(tmp_path / "store")
    store.replace_graph(ONE, [says("kept")])
    store.close()
    again = Store.open(tmp_path / "store", read_only=True)
    assert set(again.quads()) == {says("kept")}


def test_a_second_writer_is_told_to_wait(tmp_path):
    store = Store.open(tmp_path / "store")
    code = (
        "import sys; from tieline.rdf import Store; from tieline.errors import GraphFolderError\n"
        "try: Store.open(sys.argv[1])\n"
        "except GraphFolderError as error: print(error)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "store")], capture_output=True, text=True, check=True
    ).stdout
    assert "in use by another process" in told
    assert told.count("\n") == 1
    with pytest.raises(GraphFolderError, match="in use by another process"):
        Store.open(tmp_path / "store")
    store.close()
    Store.open(tmp_path / "store").close()


def test_folders_that_hold_no_store(tmp_path):
    with pytest.raises(GraphFolderError, match="build it first"):
        Store.open(tmp_path / "missing", read_only=True)
    (tmp_path / "file").write_text("x")
    with pytest.raises(GraphFolderError, match="cannot be opened as a store"):
        Store.open(tmp_path / "file")


def test_a_backup_does_not_see_later_changes(tmp_path):
    store = Store.open(tmp_path / "store")
    store.replace_graph(ONE, [says("before")])
    store.backup(tmp_path / "copy")
    store.replace_graph(ONE, [says("after")])
    assert set(Store.open(tmp_path / "copy", read_only=True).quads()) == {says("before")}
    with pytest.raises(GraphFolderError, match="expected a new one"):
        store.backup(tmp_path / "copy")
    with pytest.raises(GraphFolderError, match="cannot be written"):
        Store.memory().backup(tmp_path / "from-memory")


def test_rdflib_sees_the_same_quads():
    store = filled_store(grain())
    dataset = store.dataset()
    query = "SELECT DISTINCT ?name WHERE { ?x a tl:State ; rdfs:label ?name }"
    assert {str(row[0]) for row in dataset.query(query)} == {"Tarvia", "Osmar"}
    assert {str(row[0]) for row in dataset.query(query)} == {row["name"].value for row in store.query(query)}


def test_new_graphs_are_written_many_at_once(tmp_path):
    store = Store.open(tmp_path / "store")
    store.add_graphs({ONE: [says("one"), says("one")], TWO: [says("two", TWO)]})
    assert set(store.quads()) == {says("one"), says("two", TWO)}
    with pytest.raises(UsageError, match="expected one of this graph"):
        store.add_graphs({ONE: [says("stray", TWO)]})


def test_a_digest_tells_what_a_graph_holds_and_no_order():
    assert digest([says("a"), says("b")]) == digest([says("b"), says("a"), says("b")])
    assert digest([says("a")]) != digest([says("b")]) != digest([])
