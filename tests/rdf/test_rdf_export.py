from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from dispatches import filled_store
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.compare import isomorphic
from tieline.errors import UsageError
from tieline.rdf import Store, export
from tieline.rdf.export import FORMATS

QUADS = sorted(filled_store().quads(), key=str)


def exported(store: Store, form: str) -> bytes:
    stream = io.BytesIO()
    export(store, form, stream)
    return stream.getvalue()


def store_of(quads) -> Store:
    store = Store.memory()
    for quad in quads:
        store.extend([quad])
    return store


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_writing_does_not_show(form, seed):
    shuffled = list(QUADS)
    random.Random(seed).shuffle(shuffled)
    assert exported(store_of(shuffled), form) == exported(store_of(QUADS), form)


@pytest.mark.parametrize("form", FORMATS)
def test_another_process_writes_the_same_bytes(form):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from dispatches import filled_store; from tieline.rdf import export\n"
        "export(filled_store(), sys.argv[2], sys.stdout.buffer)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parents[1]), form], capture_output=True, check=True
    ).stdout
    assert made == exported(filled_store(), form)


@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld"])
def test_nothing_is_lost_with_graphs(form):
    assert set(parse(exported(store_of(QUADS), form), format=FORMATS[form])) == set(QUADS)


def test_turtle_is_the_union_with_each_triple_once():
    data = exported(store_of(QUADS), "turtle")
    triples = [quad.triple for quad in parse(data, format=RdfFormat.TURTLE)]
    assert len(triples) == len(set(triples))
    assert set(triples) == {quad.triple for quad in QUADS}
    assert data.startswith(b"@prefix dct: <http://purl.org/dc/terms/> .\n")


def test_rdflib_reads_what_is_written():
    triples = {quad.triple for quad in QUADS}
    turtle = rdflib.Graph().parse(data=exported(store_of(QUADS), "turtle"), format="turtle")
    assert len(turtle) == len(triples)
    lines = b"".join(f"{triple} .\n".encode() for triple in triples)
    assert isomorphic(turtle, rdflib.Graph().parse(data=lines, format="nt"))
    document = json.loads(exported(store_of(QUADS), "jsonld"))
    assert {graph["@id"] for graph in document} == {quad.graph_name.value for quad in QUADS}


REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ENDS = [NamedNode(RDF + name) for name in ("subject", "predicate", "object")]
ASSERTION = NamedNode("https://w3id.org/tieline/ns#Assertion")


def test_turtle12_says_the_same_with_reifiers():
    data = exported(store_of(QUADS), "turtle12")
    assert data.startswith(b'@version "1.2" .\n@prefix dct:')
    triples = {quad.triple for quad in parse(data, format=RdfFormat.TURTLE)}
    reified = {triple for triple in triples if triple.predicate == REIFIES}
    assert {triple.subject for triple in reified} == {quad.subject for quad in QUADS if quad.object == ASSERTION}
    unfolded = {
        Triple(triple.subject, end, getattr(triple.object, name))
        for triple in reified
        for end, name in zip(ENDS, ("subject", "predicate", "object"), strict=True)
    }
    assert (triples - reified) | unfolded == {quad.triple for quad in QUADS}


def test_turtle12_asserts_no_claim():
    told = {quad.triple for quad in QUADS}
    triples = {quad.triple for quad in parse(exported(store_of(QUADS), "turtle12"), format=RdfFormat.TURTLE)}
    reified = {triple.object for triple in triples if triple.predicate == REIFIES}
    assert reified & triples == reified & told
    assert reified - triples  # claims, denials, plans and former ties


def test_turtle12_leaves_other_reifications_alone():
    node = NamedNode("https://example.org/x")
    store = store_of(Quad(node, end, Literal("a"), node) for end in ENDS)
    store.extend([Quad(NamedNode("https://example.org/y"), ENDS[0], node, node)])
    triples = {quad.triple for quad in parse(exported(store, "turtle12"), format=RdfFormat.TURTLE)}
    assert triples == {quad.triple for quad in store.quads()}


@pytest.mark.parametrize("form", FORMATS)
def test_many_subjects_are_written_in_parts(form, monkeypatch):
    whole = exported(store_of(QUADS), form)
    monkeypatch.setattr(sys.modules["tieline.rdf.export"], "_PART", 7)
    assert exported(store_of(QUADS), form) == whole


def test_quads_of_no_graph_are_written_too():
    node = NamedNode("https://example.org/x")
    for form in FORMATS:
        assert b"of no graph" in exported(store_of([*QUADS, Quad(node, ENDS[0], Literal("of no graph"))]), form)


def test_an_empty_store_exports_too():
    assert exported(Store.memory(), "nquads") == b""
    assert list(parse(exported(Store.memory(), "trig"), format=RdfFormat.TRIG)) == []


def test_an_unknown_format_is_named_with_the_known_ones():
    with pytest.raises(UsageError, match="'xml', expected one of turtle, turtle12, trig, nquads, jsonld"):
        export(Store.memory(), "xml", io.BytesIO())
