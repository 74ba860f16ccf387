"""Real SPARQL servers hold the graphs of a folder, answer the library, and fail in one line."""

import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from dispatches import BASE, filled_store, grain, harbour
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from tieline.builder import build
from tieline.errors import RemoteStoreError, UsageError
from tieline.rdf import article_quads, graph_iri, run
from tieline.rdf.remote import RemoteStore
from tieline.rdf.remote_http import PASSWORD, USER
from tieline.rdf.terms import term
from tieline.workspace import open_graph
from virtuoso import running

G = NamedNode("https://example.org/g/one")
PAGE = (
    "{} met Omar Said in Cairo on Monday. Tarek Nassar, a spokesman for the Levant Policy Forum, accused Omar Said.\n"
)
NASTY = [
    '"} } ; DROP ALL ; INSERT DATA { <a:b> <a:b> "',
    "\\u0022 } DROP ALL",
    "\\\\u0022 \\U00000022",
    "<x>'''\"\"\"\\",
    "\t\r\n\x07\x7f\x85",
    "😀 لواء \u202e \u2028 it's",
    "?x $y %s {{ }} # no comment",
]


@contextmanager
def oxigraph(*options):
    """Run the server of Oxigraph, in memory, on a free port; yield its address."""
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if found is None:
        pytest.skip("no oxigraph server; install it with: pip install oxigraph")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen([found, "serve", "--bind", address, *options], stderr=subprocess.DEVNULL) as process:
        for _ in range(100):
            try:
                urlopen(f"http://{address}/").close()
                break
            except URLError:
                time.sleep(0.1)
        yield f"http://{address}"
        process.kill()


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request, tmp_path_factory):
    """A running server: its address; user and password stand in the environment."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (USER, PASSWORD):
            patch.delenv(name, raising=False)
        if request.param == "oxigraph":
            with oxigraph() as address:
                yield address
            return
        if shutil.which("virtuoso-t") is None:
            pytest.skip("no Virtuoso; install it with: sh scripts/virtuoso.sh")
        with running(tmp_path_factory.mktemp("virtuoso")) as found:
            patch.setenv(USER, found.user)
            patch.setenv(PASSWORD, found.password)
            yield found.query_url


@pytest.fixture
def remote(server):
    with RemoteStore(server) as store:
        yield store
        for graph in names(store):
            store.remove_graph(graph)


def names(remote):
    """The graphs that a server holds of ours."""
    rows = remote.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER STRSTARTS(STR(?g), 'https://') }")
    return [row["g"] for row in rows if "w3id.org/tieline/ns" not in row["g"].value]


def says(text, number=0, graph=G):
    return Quad(NamedNode(f"https://example.org/s{number}"), term("rdfs:comment"), Literal(text), graph)


def texts(remote):
    return {row["o"].value for row in remote.query(f"SELECT DISTINCT ?o {{ GRAPH {G} {{ ?s ?p ?o }} }}")}


def plain(quads):
    """Quads with the values that servers write in another way (`true` as 1, 0.90 as 0.9) in one way."""
    return {(q.subject, q.predicate, _value(q.object), q.graph_name) for q in quads}


def _value(node):
    if not isinstance(node, Literal):
        return node
    value = {"1": "true", "0": "false"}.get(node.value, node.value) if "boolean" in str(node.datatype) else node.value
    return value, node.language, None if node.language else node.datatype


def held(remote, graph):
    rows = remote.query(f"SELECT DISTINCT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    return [Quad(row["s"], row["p"], row["o"], graph) for row in rows]


def test_an_article_comes_back_as_it_was(remote):
    graph = graph_iri("aaa1", BASE)
    quads = article_quads(harbour(), base=BASE)
    remote.replace_graph(graph, quads)
    assert plain(held(remote, graph)) == plain(quads)
    remote.replace_graph(graph, quads[:5])
    assert plain(held(remote, graph)) == plain(quads[:5])
    remote.remove_graph(graph)
    remote.remove_graph(graph)
    assert not remote.holds(graph)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_comes_back_unchanged(remote, text):
    remote.replace_graph(G, [says(text)])
    assert texts(remote) == {text}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back_unchanged(remote, text):
    remote.replace_graph(G, [says(text), says("beside", 1)])
    assert texts(remote) == {text, "beside"}


def test_a_large_graph_goes_in_pieces(remote):
    words = {f"words {number}" for number in range(6_000)}
    remote.replace_graph(G, [says(text, number) for number, text in enumerate(sorted(words))])
    assert texts(remote) == words
    long = "long words " * 20_000
    remote.replace_graph(G, [says(long, number) for number in range(12)])
    assert texts(remote) == {long}
    remote.replace_graph(G, [])
    assert not remote.holds(G)


def test_without_update_the_graph_store_protocol_serves(remote):
    remote._updates = False
    graph = graph_iri("aaa1", BASE)
    quads = article_quads(harbour(), base=BASE)
    remote.replace_graph(graph, [says("older", graph=graph)])
    remote.replace_graph(graph, quads)
    assert plain(held(remote, graph)) == plain(quads)
    remote.replace_graph(G, [says(f"words {number}", number) for number in range(2_500)])
    assert len(texts(remote)) == 2_500
    remote.remove_graph(G)
    remote.remove_graph(G)
    assert names(remote) == [graph]


QUESTIONS = [
    ("members-of", {"organization": "River Front"}),
    ("ties-between", {"a": "Marsh Brigade", "b": "River Front"}),
    ("SELECT DISTINCT ?name { ?x a tl:State ; rdfs:label ?name }", {}),
    ("ASK { ?x tl:arms ?y }", {}),
    ("CONSTRUCT { ?x rdfs:label ?name } WHERE { ?x a tl:State ; rdfs:label ?name }", {}),
]


@pytest.mark.parametrize(("query", "parameters"), QUESTIONS, ids=[query[:12] for query, _ in QUESTIONS])
def test_the_library_answers_as_on_the_disk(remote, query, parameters):
    store = filled_store(harbour(), grain())
    for graph in store.graphs():
        remote.replace_graph(graph, store.quads(graph))
    here, there = (run(each, query, parameters) for each in (store, remote))
    assert (there.kind, there.variables) == (here.kind, here.variables)
    shown = [[[getattr(cell, "value", None) for cell in row] for row in result.rows] for result in (there, here)]
    assert shown[0] == shown[1]
    assert here.rows


def test_a_question_leaves_no_machine(remote):
    with pytest.raises(UsageError, match="SERVICE"):
        remote.query("SELECT * { SERVICE <http://192.0.2.1/sparql> { ?s ?p ?o } }")


def test_a_faulty_query_is_one_line(remote):
    with pytest.raises(RemoteStoreError, match=r"refused the request \(400\)") as caught:
        remote.query("SELECT ?x\nWHERE { GRAPH")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 450


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("Lina Haddad", "Leila Hamdan"):
        (folder / f"{name.split()[0]}.txt").write_text(PAGE.format(name))
    return folder


def same(remote, folder):
    """Tell whether the server holds the graphs of the folder and no others."""
    with open_graph(folder) as graph:
        here = {name: plain(graph.store.quads(name)) for name in graph.store.graphs()}
    return here == {name: plain(held(remote, name)) for name in names(remote)}


def test_a_build_keeps_the_server_in_step(server, remote, pages, tmp_path):
    folder = tmp_path / "g"
    everything = build([pages], folder, model="small", store=server).sent
    assert everything >= 5
    assert same(remote, folder)
    assert build([pages], folder, model="small", store=server).sent == 0
    (pages / "Lina.txt").write_text(PAGE.format("Basma Chami"))
    build([pages], folder, model="small", store=server)
    assert same(remote, folder)
    build([pages / "Leila.txt"], folder, remove=True, store=server)
    assert same(remote, folder)
    for graph in names(remote):
        remote.remove_graph(graph)
    assert build([pages / "Lina.txt"], folder, model="small", store=server).sent == everything - 1
    assert same(remote, folder)


def test_what_was_interrupted_goes_on(server, remote, pages, tmp_path, monkeypatch):
    folder = tmp_path / "g"
    sent = []
    whole = RemoteStore.replace_graph

    def broken(self, graph, quads):
        if len(sent) == 2:
            whole(self, graph, list(quads)[:1])
            raise RemoteStoreError("store: gone")
        sent.append(graph)
        whole(self, graph, quads)

    monkeypatch.setattr(RemoteStore, "replace_graph", broken)
    with pytest.raises(RemoteStoreError, match="gone"):
        build([pages], folder, model="small", store=server)
    assert json.loads((folder / "report.json").read_text())["articles"] == 2
    monkeypatch.setattr(RemoteStore, "replace_graph", whole)
    again = build([pages], folder, model="small", store=server).sent
    assert build([pages], tmp_path / "other", model="small", store=server).sent == again + 2
    assert same(remote, folder)


def test_the_command_line_asks_a_server(server, remote):
    store = filled_store(harbour(), grain())
    for graph in store.graphs():
        remote.replace_graph(graph, store.quads(graph))
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tieline",
        "query",
        "--store",
        server,
        "members-of",
        "--format",
        "csv",
    ]
    done = subprocess.run(
        [*command, "--set", "organization=River Front"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Marsh Brigade" in done.stdout


class Answers(http.server.BaseHTTPRequestHandler):
    """Says to every request what a test wants to hear."""

    status, headers_, body = 200, (), ""

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.status is None:
            time.sleep(1)
            return
        self.send_response(self.status)
        for name, value in self.headers_:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def answering(monkeypatch):
    """A function (status, body, headers) that makes a server say so; it gives its address."""
    monkeypatch.setenv("HOME", os.devnull)
    service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Answers,), {}))
    thread = threading.Thread(target=service.serve_forever)
    thread.start()

    def say(status, body="", headers=()):
        handler = service.RequestHandlerClass
        handler.status, handler.body, handler.headers_ = status, body, headers
        return f"http://127.0.0.1:{service.server_port}/sparql"

    yield say
    service.shutdown()
    thread.join()
    service.server_close()


FAULTS = [
    (401, "", r"expects a user and password \(401\); set TIELINE_STORE_USER"),
    (403, "no writing", r"does not allow this \(403\): no writing"),
    (404, "nothing", "got no answer to a SPARQL query"),
    (500, "it\nbroke\tdown", r"failed \(500\): it broke down"),
    (200, "<html>", "got no answer to a SPARQL query"),
    (301, "", "got no answer to a SPARQL query"),
]


@pytest.mark.parametrize(("status", "body", "message"), FAULTS)
def test_what_a_server_says_is_told_in_one_line(answering, monkeypatch, status, body, message):
    monkeypatch.delenv(USER, raising=False)
    monkeypatch.delenv(PASSWORD, raising=False)
    with pytest.raises(RemoteStoreError, match=message) as caught:
        RemoteStore(answering(status, body))
    assert "\n" not in str(caught.value)


def test_a_wrong_password_is_told_but_not_shown(answering, monkeypatch):
    monkeypatch.setenv(USER, "editor")
    monkeypatch.setenv(PASSWORD, "open-sesame")
    for scheme in ('Basic realm="x"', 'Digest realm="x", nonce="1", qop="auth", algorithm=MD5'):
        address = answering(401, "open what?", [("WWW-Authenticate", scheme)])
        with pytest.raises(RemoteStoreError, match="refused the user and password") as caught:
            RemoteStore(address)
        assert "sesame" not in str(caught.value)


def test_servers_that_are_away_or_too_slow(answering):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(RemoteStoreError, match=r"cannot be reached \(.*refused\)"):
        RemoteStore(f"http://127.0.0.1:{port}/sparql")
    with pytest.raises(RemoteStoreError, match="no answer in time"):
        RemoteStore(answering(None), timeout=0.2)


@pytest.mark.parametrize("url", ["", "localhost:8890", "ftp://x/", "http://", "http://x:99999/", "http://me:secret@x/"])
def test_addresses_that_are_none(url):
    with pytest.raises(UsageError, match="address of the store") as caught:
        RemoteStore(url)
    assert "secret" not in str(caught.value)


def test_netrc_gives_the_password(answering, monkeypatch, tmp_path):
    monkeypatch.delenv(USER, raising=False)
    monkeypatch.delenv(PASSWORD, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login editor password open-sesame\n")
    (tmp_path / ".netrc").chmod(0o600)
    address = answering(401, "", [("WWW-Authenticate", "Basic")])
    with pytest.raises(RemoteStoreError, match="refused the user and password"):
        RemoteStore(address)
    monkeypatch.setenv(USER, "editor")
    with pytest.raises(UsageError, match="expected both"):
        RemoteStore(address)


def test_rows_that_were_cut_are_no_answer(answering):
    body = '{"head": {"vars": ["s"]}, "results": {"bindings": []}, "boolean": true}'
    kind = ("Content-Type", "application/sparql-results+json")
    with RemoteStore(answering(200, '{"head": {}, "boolean": true}', [kind])) as store:
        answering(200, body.replace(', "boolean": true', ""), [kind, ("X-SPARQL-MaxRows", "100")])
        with pytest.raises(RemoteStoreError, match="gives 100 rows at most"):
            store.query("SELECT ?s { GRAPH ?g { ?s ?p ?o } }")


def test_a_server_without_union_is_refused():
    with oxigraph() as address, RemoteStore(address) as store:
        store.replace_graph(G, [says("words")])
        store.endpoints = type(store.endpoints)(**{**vars(store.endpoints), "query_options": {}})
        with pytest.raises(RemoteStoreError, match="not the union of its graphs"):
            store.query("SELECT ?o { ?s ?p ?o }")
