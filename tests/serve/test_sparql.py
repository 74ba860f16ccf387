"""The SPARQL 1.1 Protocol as programs speak it."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import dispatches
import pyoxigraph as ox
import pytest

BASE = dispatches.BASE
HARBOUR, GRAIN = f"{BASE}graph/aaa1", f"{BASE}graph/bbb2"
NAMES = "SELECT ?name { ?x rdfs:label ?name . ?x tl:authorityId ?id } ORDER BY ?name"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
EXPECTED = ["Marsh Brigade", "River Front", "Tarvia"]


def ask(client, query, accept=None, **parameters):
    return client.get("sparql", params={"query": query, **parameters}, headers={"Accept": accept} if accept else {})


def number(reply):
    assert reply.status_code == 200, reply.text
    (row,) = reply.json()["results"]["bindings"]
    return int(row["n"]["value"])


@pytest.fixture(scope="module")
def sizes(folder):
    from tieline.workspace import open_graph

    with open_graph(folder) as graph:
        return {node.value: len(list(graph.store.quads(node))) for node in graph.store.graphs()} | {
            "": len(graph.store)
        }


@pytest.mark.parametrize("accept", [None, "*/*", "application/sparql-results+json", "application/json"])
def test_rows_as_json(client, accept):
    reply = ask(client, NAMES, accept)
    assert [row["name"]["value"] for row in reply.json()["results"]["bindings"]] == EXPECTED
    assert reply.headers["content-type"] == (
        accept if accept and "/json" in accept else "application/sparql-results+json"
    )
    assert "accept" in reply.headers["vary"].lower()


@pytest.mark.parametrize("accept", ["application/sparql-results+xml", "application/xml", "text/xml"])
def test_rows_as_xml(client, accept):
    reply = ask(client, NAMES, accept)
    found = ET.fromstring(reply.content).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert [each.text for each in found] == EXPECTED
    assert reply.headers["content-type"].startswith(accept)


def test_rows_as_csv_and_tsv(client):
    reply = ask(client, NAMES, "text/csv")
    assert list(csv.reader(io.StringIO(reply.text))) == [["name"], *([name] for name in EXPECTED)]
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    reply = ask(client, NAMES, "text/tab-separated-values")
    assert reply.text.splitlines() == ["?name", *(f'"{name}"' for name in EXPECTED)]


@pytest.mark.parametrize(
    ("accept", "told"),
    [
        ("application/sparql-results+json", '{"head":{},"boolean":true}'),
        ("text/csv", "true"),
        ("text/tab-separated-values", "true"),
    ],
)
def test_truth_values(client, accept, told):
    assert ask(client, "ASK { ?s ?p ?o }", accept).text.strip() == told


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        (None, ox.RdfFormat.TURTLE),
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
@pytest.mark.parametrize(
    "query",
    [f"DESCRIBE <{BASE}entity/lorin>", f"CONSTRUCT {{ <{BASE}entity/lorin> ?p ?o }} {{ <{BASE}entity/lorin> ?p ?o }}"],
)
def test_triples_in_every_format(client, query, accept, format):
    reply = ask(client, query, accept)
    assert reply.headers["content-type"].split(";")[0] == (accept or "text/turtle")
    found = {str(quad.object) for quad in ox.parse(reply.content, format=format)}
    assert '"Lorin"' in found


def test_the_q_values_decide(client):
    reply = ask(client, NAMES, "application/sparql-results+json;q=0.2, text/csv;q=0.9, */*;q=0.1")
    assert reply.headers["content-type"].startswith("text/csv")
    reply = ask(client, NAMES, "text/csv;q=0, */*")
    assert reply.headers["content-type"] == "application/sparql-results+json"


@pytest.mark.parametrize("query", [NAMES, "ASK {}", "DESCRIBE <x:y>"])
def test_nothing_acceptable(client, query):
    reply = ask(client, query, "image/png")
    assert reply.status_code == 406
    assert "expected one of" in reply.text


def test_the_three_ways_to_ask(client):
    plus = 'SELECT ("100%25+1 & é" AS ?n) {}'
    for reply in (
        ask(client, plus),
        client.post("sparql", data={"query": plus}),
        client.post("sparql", content=plus.encode(), headers={"Content-Type": "application/sparql-query"}),
    ):
        assert reply.json()["results"]["bindings"][0]["n"]["value"] == "100%25+1 & é"


def test_default_graph_uri(client, sizes):
    assert number(ask(client, COUNT)) == sizes[""]
    assert number(ask(client, COUNT, **{"default-graph-uri": HARBOUR})) == sizes[HARBOUR]
    both = {"default-graph-uri": [HARBOUR, GRAIN]}
    assert sizes[HARBOUR] < number(ask(client, COUNT, **both)) <= sizes[HARBOUR] + sizes[GRAIN]
    assert number(client.post("sparql", data={"query": COUNT, "default-graph-uri": GRAIN})) == sizes[GRAIN]
    query = {"content": COUNT.encode(), "headers": {"Content-Type": "application/sparql-query"}}
    assert number(client.post("sparql", params={"default-graph-uri": GRAIN}, **query)) == sizes[GRAIN]


def test_named_graph_uri(client, sizes):
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(ask(client, inside, **{"named-graph-uri": GRAIN})) == sizes[GRAIN]
    assert number(ask(client, COUNT, **{"named-graph-uri": GRAIN})) == 0
    assert number(ask(client, inside, **{"default-graph-uri": GRAIN})) == 0


def test_from_is_not_overridden_by_the_union_and_the_request_wins_over_it(client, sizes):
    of_one = f"SELECT (COUNT(*) AS ?n) FROM <{HARBOUR}> {{ ?s ?p ?o }}"
    assert number(ask(client, of_one)) == sizes[HARBOUR]
    assert number(ask(client, of_one, **{"default-graph-uri": GRAIN})) == sizes[GRAIN]
    assert number(ask(client, f"SELECT (COUNT(*) AS ?n) FROMNAMED<{HARBOUR}>{{ ?s ?p ?o }}")) == 0


def test_a_graph_elsewhere_is_never_fetched(client, tmp_path):
    (tmp_path / "secret.ttl").write_text("<x:s> <x:p> <x:o> .")
    for graph in ((tmp_path / "secret.ttl").as_uri(), "http://127.0.0.1:9/x"):
        assert number(ask(client, f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}")) == 0
        assert number(ask(client, COUNT, **{"default-graph-uri": graph})) == 0


@pytest.mark.parametrize(
    ("parameters", "status", "words"),
    [
        ({"query": ["ASK {}", "ASK {}"]}, 400, "got 2 of them"),
        ({"query": "SELEKT"}, 400, "cannot be read as SPARQL"),
        ({"query": ""}, 400, "cannot be read as SPARQL"),
        ({"query": "ASK {}", "default-graph-uri": "no iri"}, 400, "cannot be read"),
        ({"default-graph-uri": "x:y"}, 400, "got none"),
        ({"query": "LOAD <file:///etc/passwd>"}, 403, "read-only"),
        ({"query": "INSERT DATA { <x:s> <x:p> <x:o> }"}, 403, "read-only"),
        ({"query": "PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }"}, 403, "read-only"),
        ({"update": "CLEAR ALL"}, 403, "read-only"),
    ],
)
def test_what_is_refused(client, parameters, status, words):
    for reply in (client.get("sparql", params=parameters), client.post("sparql", data=parameters)):
        assert reply.status_code == status
        assert words in reply.text
        assert reply.text.count("\n") == 1


def test_an_update_is_refused_in_every_form(client, sizes):
    update = "CLEAR ALL"
    assert client.post("sparql", data={"update": update}).status_code == 403
    kind = {"Content-Type": "application/sparql-update"}
    assert client.post("sparql", content=update, headers=kind).status_code == 403
    assert number(ask(client, COUNT)) == sizes[""]


def test_a_query_in_the_address_and_in_the_body_are_two(client):
    reply = client.post("sparql", params={"query": "ASK {}"}, data={"query": "ASK {}"})
    assert reply.status_code == 400


def test_faulty_bodies(client):
    assert client.post("sparql", content=b"ASK {}").status_code == 415
    assert client.post("sparql", data={"q": "ASK {}"}).status_code == 400
    kind = {"Content-Type": "application/sparql-query"}
    assert client.post("sparql", content=b"ASK { <x:\xff> ?p ?o }", headers=kind).status_code == 400
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("sparql", content=b"query=%FF", headers=form).status_code == 400
    assert client.post("sparql", content="a=1&" * 2000, headers=form).status_code == 400


def test_without_a_query_the_service_describes_itself(client):
    reply = client.get("sparql")
    assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
    told = {
        (quad.predicate.value.rpartition("#")[2], str(quad.object))
        for quad in ox.parse(reply.content, format=ox.RdfFormat.TURTLE)
    }
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert ("endpoint", f"<{client.base_url}sparql>") in told
    assert ("supportedLanguage", f"<{sd}SPARQL11Query>") in told
    assert ("feature", f"<{sd}UnionDefaultGraph>") in told
    assert client.get("sparql", headers={"Accept": "image/png"}).status_code == 406
    assert json.loads(client.get("sparql", headers={"Accept": "application/ld+json"}).content)


def test_methods(client):
    get = ask(client, NAMES)
    head = client.head("sparql", params={"query": NAMES})
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", get.headers["content-length"])
    options = client.options("sparql")
    assert (options.status_code, options.headers["allow"]) == (204, "HEAD, GET, POST, OPTIONS")
    for method in ("PUT", "DELETE", "PATCH", "TRACE"):
        assert client.request(method, "sparql").status_code == 405
    assert client.post("").status_code == 405


def test_links_name_their_format(client):
    assert ask(client, NAMES, "text/html", format="csv").text.startswith("name")
    assert ask(client, "ASK {}", format="nonsense").json() == {"head": {}, "boolean": True}
