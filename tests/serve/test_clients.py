"""Clients that people use, against the endpoint."""

import dispatches
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

BASE = dispatches.BASE
NAMES = "SELECT ?name { ?x rdfs:label ?name . ?x tl:authorityId ?id } ORDER BY ?name"
EXPECTED = ["Marsh Brigade", "River Front", "Tarvia"]


@pytest.fixture
def wrapper(client):
    return SPARQLWrapper(f"{client.base_url}sparql")


def test_sparqlwrapper_reads_rows(wrapper):
    wrapper.setQuery(NAMES)
    wrapper.setReturnFormat(JSON)
    for method, request in (("GET", None), (POST, None), (POST, POSTDIRECTLY)):
        wrapper.setMethod(method)
        if request:
            wrapper.setRequestMethod(request)
        found = wrapper.queryAndConvert()["results"]["bindings"]
        assert [row["name"]["value"] for row in found] == EXPECTED


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper still makes one
def test_sparqlwrapper_reads_every_format(wrapper):
    wrapper.setQuery(NAMES)
    wrapper.setReturnFormat(XML)
    assert "Marsh Brigade" in wrapper.queryAndConvert().toxml()
    for form in (CSV, TSV):
        wrapper.setReturnFormat(form)
        assert b"Marsh Brigade" in wrapper.queryAndConvert()
    wrapper.setQuery(f"DESCRIBE <{BASE}entity/lorin>")
    wrapper.setReturnFormat(TURTLE)
    assert b'"Lorin"' in wrapper.queryAndConvert()
    wrapper.setReturnFormat(RDFXML)
    assert (
        rdflib.URIRef(f"{BASE}entity/lorin"),
        rdflib.RDFS.label,
        rdflib.Literal("Lorin"),
    ) in wrapper.queryAndConvert()


def test_sparqlwrapper_chooses_graphs_and_hears_of_faults(wrapper):
    wrapper.setReturnFormat(JSON)
    wrapper.addDefaultGraph(f"{BASE}graph/bbb2")
    wrapper.setQuery("SELECT DISTINCT ?a { ?a a schema:NewsArticle }")
    (row,) = wrapper.queryAndConvert()["results"]["bindings"]
    assert row["a"]["value"] == f"{BASE}article/bbb2"
    wrapper.setQuery("SELECT * { ")
    with pytest.raises(QueryBadFormed, match="cannot be read as SPARQL"):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_as_a_store(client, method, form):
    store = SPARQLStore(f"{client.base_url}sparql", method=method, returnFormat=form)
    graph = rdflib.Graph(store)
    prefixes = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX tl: <https://w3id.org/tieline/ns#> "
    assert [str(row.name) for row in graph.query(prefixes + NAMES)] == EXPECTED
    lorin = rdflib.URIRef(f"{BASE}entity/lorin")
    assert graph.value(lorin, rdflib.RDFS.label) == rdflib.Literal("Lorin")


def test_rdflib_builds_a_graph(client):
    graph = rdflib.Graph(SPARQLStore(f"{client.base_url}sparql"))
    made = graph.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . ?s rdfs:label 'Lorin' }", initNs={"rdfs": rdflib.RDFS})
    assert (rdflib.URIRef(f"{BASE}entity/lorin"), rdflib.RDFS.label, rdflib.Literal("Lorin")) in made.graph


def test_rdflib_reads_an_iri_of_the_graph_as_it_stands(client):
    found = rdflib.Graph().parse(f"{client.base_url}entity/lorin")
    assert (rdflib.URIRef(f"{BASE}entity/lorin"), rdflib.RDFS.label, rdflib.Literal("Lorin")) in found
