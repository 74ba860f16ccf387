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
from pyoxigraph import RdfFormat, parse
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


def test_an_empty_store_exports_too():
    assert exported(Store.memory(), "nquads") == b""
    assert list(parse(exported(Store.memory(), "trig"), format=RdfFormat.TRIG)) == []


def test_an_unknown_format_is_named_with_the_known_ones():
    with pytest.raises(UsageError, match="'xml': choose one of turtle, trig, nquads, jsonld"):
        export(Store.memory(), "xml", io.BytesIO())
