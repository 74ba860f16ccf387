"""No query makes the server call another: a trap listens, and nothing ever comes."""

import multiprocessing
import socket
import threading
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tieline.rdf.sparql import keywords
from tieline.serve.worker import leave_network


@pytest.fixture(scope="module")
def trap():
    """The address of a server that counts who calls, and the calls."""
    calls = []
    listener = socket.create_server(("127.0.0.1", 0))

    def answer():
        with suppress(OSError):
            while True:
                caller, _ = listener.accept()
                calls.append(caller.recv(1000))
                caller.sendall(b"HTTP/1.1 500 no\r\nContent-Length: 0\r\n\r\n")
                caller.close()

    thread = threading.Thread(target=answer)
    thread.start()
    port = listener.getsockname()[1]
    yield f"http://127.0.0.1:{port}/", calls
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


CALLING = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o .SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'@en .SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <URL> PREFIX SERVICE: <x:> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX ex: <x:> SELECT * { ?s ?p ex:a\\' . SERVICE <URL> { ?s ?p ?o } #'\n }",
    "PREFIX ex: <x:> SELECT * { ?s ?p ex:.SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX ex: <x:> SELECT * { ?s ?p ex:a.b.SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(1<2)SERVICE#>\n<URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(1<2)#>'''\nSERVICE <URL> { ?s ?p ?o } #'''\n }",
    "SELECT * { ?s ?p ?o # a comment\rSERVICE <URL> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\u0022" . SERVICE <URL> { ?s ?p ?o } #"\n }',
    "SELECT * { SERV\\u0049CE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE ?g { ?s ?p ?o } VALUES ?g { <URL> } } } }",
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
]
QUIET = [
    "SELECT ?service { ?service ?p ?o }",
    "SELECT $service { $service ?p ?o }",
    'SELECT * { ?s ?p "SERVICE <x> {" }',
    "SELECT * { ?s ?p '''it's a SERVICE''' }",
    "SELECT * { ?s ?p '\\'SERVICE' }",
    "PREFIX ex: <http://example.org/services#> SELECT * { ?s ex:service ex:a-service }",
    "SELECT * { ?s <http://example.org/SERVICE> ?o } # SERVICE",
    "SELECT * { ?s <urn:SERVICE:x> ?o FILTER(?o < 3 && ?o > 1) }",
    "SELECT * { ?s ?p _:SERVICE }",
]


@pytest.mark.parametrize("query", CALLING)
def test_other_servers_are_never_called(client, trap, query):
    address, calls = trap
    reply = client.get("sparql", params={"query": query.replace("URL", address)})
    assert reply.status_code == 403
    assert "SERVICE" in reply.text
    reply = client.get("ask", params={"query": query.replace("URL", address)})
    assert reply.status_code == 403
    assert calls == []


def _call(address, told):
    if not leave_network():
        told.put(None)
        return
    try:
        list(ox.Store().query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))
        told.put("answered")
    except OSError as error:
        told.put(str(error))


def test_a_worker_has_no_network_even_if_a_call_got_through(trap):
    address, calls = trap
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    process = context.Process(target=_call, args=(address, told))
    process.start()
    outcome = told.get(timeout=60)
    process.join()
    process.close()
    told.close()
    told.join_thread()
    if outcome is None:
        pytest.skip("this system lets no process leave the network")
    assert "unreachable" in outcome
    assert calls == []


@pytest.mark.parametrize("query", QUIET)
def test_the_word_elsewhere_is_no_service(client, query):
    assert client.get("sparql", params={"query": query}).status_code == 200


@given(
    st.lists(
        st.sampled_from(["<", ">", "'", '"', "'''", "#", "\n", ")", "(", "\\", ":", "a", "?", " ", "x:", "1", "."]),
        max_size=12,
    )
)
def test_a_plain_service_is_seen_whatever_sound_text_stands_before(pieces):
    """Oxigraph parses the text before as a whole only if it is sound; then the word after it must be seen."""
    before = "".join(pieces)
    with suppress(SyntaxError):
        ox.Store().query(f"PREFIX x: <x:> PREFIX : <y:> SELECT * {{ ?s ?p ?o . {before}\n OPTIONAL {{ ?z ?z ?z }} }}")
        text = f"PREFIX x: <x:> PREFIX : <y:> SELECT * {{ ?s ?p ?o . {before}\n SERVICE <x:> {{ ?z ?z ?z }} }}"
        assert "SERVICE" in keywords(text)
