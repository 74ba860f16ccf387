"""Nobody can take more than a share: time, memory, bytes, patience."""

import os
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import dispatches
import httpx
import pytest
from served import put_graph, serving

EVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n"
HUGE = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(?c) ?f ?i"


def ask(client, query, **options):
    return client.get("sparql", params={"query": query}, **options)


def workers():
    """The process ids of the workers of this process."""
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    found = {pid for path in children for pid in path.read_text().split()}
    return {pid for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()}


@pytest.fixture(scope="module")
def hurried(folder):
    """A client of a server with tight limits."""
    with serving(folder, seconds=2, answer=200_000, request=5000, patience=1.5) as client:
        yield client


def test_a_query_that_runs_for_ever_is_stopped_while_others_are_answered(hurried):
    replies = [ask(hurried, "ASK {}") for _ in range(2)]  # both workers have started
    replies.clear()
    slow = threading.Thread(target=lambda: replies.append(ask(hurried, EVER)))
    started = time.monotonic()
    slow.start()
    time.sleep(0.5)
    assert ask(hurried, "ASK {}").json()["boolean"] is True
    assert time.monotonic() - started < 2
    slow.join()
    assert replies[0].status_code == 503
    assert "longer than 2 seconds" in replies[0].text
    assert time.monotonic() - started < 5
    for _ in range(4):  # both workers answer again
        assert ask(hurried, "ASK {}").status_code == 200


def test_more_queries_than_workers_wait_their_turn(hurried):
    replies = []

    def worth_it():
        replies.append(ask(hurried, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").status_code)

    threads = [threading.Thread(target=worth_it) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == [200] * 20


def test_a_short_answer_does_not_wait_for_the_network(hurried):
    seconds = []
    for _ in range(20):
        started = time.monotonic()
        assert hurried.get("style.css").status_code == 200
        seconds.append(time.monotonic() - started)
    assert min(seconds) < 0.03


def test_where_all_workers_are_busy_the_client_is_told_to_come_back(hurried):
    slow = [threading.Thread(target=lambda: ask(hurried, EVER)) for _ in range(4)]
    for thread in slow:
        thread.start()
    time.sleep(0.3)
    reply = ask(hurried, "ASK {}")
    assert reply.status_code in {200, 503}
    if reply.status_code == 503:
        assert reply.headers["retry-after"]
    for thread in slow:
        thread.join()
    assert ask(hurried, "ASK {}").status_code == 200


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_client_that_goes_away_frees_its_worker(folder):
    with serving(folder, workers=1, seconds=60) as client:
        assert ask(client, "ASK {}").status_code == 200
        port = client.base_url.port
        with socket.create_connection(("127.0.0.1", port)) as impatient:
            query = EVER.replace(" ", "%20").replace("?", "%3F")
            impatient.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(1)
        started = time.monotonic()
        assert ask(client, "ASK {}").status_code == 200
        assert time.monotonic() - started < 10


def test_an_answer_too_long_is_an_error_and_not_a_part(hurried):
    reply = ask(hurried, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert reply.status_code == 500
    assert "longer than 200,000 bytes" in reply.text
    reply = ask(hurried, "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }")
    assert "longer than 200,000 bytes" in reply.text


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the limit of memory works on Linux")
def test_a_query_that_wants_all_memory_ends_its_worker_only(folder):
    with serving(folder, workers=1, seconds=60, memory=300 << 20) as client:
        reply = ask(client, HUGE, timeout=90)
        assert reply.status_code == 500
        assert "300 MB of memory" in reply.text
        assert ask(client, "ASK {}").status_code == 200


def test_a_request_too_long_is_refused(hurried):
    query = "ASK {}" + " " * 6000
    reply = hurried.post("sparql", data={"query": query})
    assert (reply.status_code, reply.headers["connection"]) == (413, "close")

    def pieces():
        for _ in range(10):
            yield b" " * 1000

    kind = {"Content-Type": "application/sparql-query"}
    assert hurried.post("sparql", content=pieces(), headers=kind).status_code == 413
    with suppress(httpx.ReadError, httpx.WriteError):  # the refusal may be lost, since not all of it was read
        assert hurried.get("sparql", headers={"X-Long": "x" * 3_000_000}).status_code == 400


def _said(connection):
    connection.settimeout(8)
    heard = b""
    try:
        while piece := connection.recv(4096):
            heard += piece
    except ConnectionResetError:
        pass
    return heard


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost: local", b""),
        (b"GET /style.css HTTP/1.1\r\nHost: localhost\r\n\r\nGET /st", b"200"),
        (POST + b"Content-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK", b"408"),
    ],
)
def test_slow_clients_are_cut(hurried, sent, heard):
    with socket.create_connection(("127.0.0.1", hurried.base_url.port)) as connection:
        connection.sendall(sent)
        started = time.monotonic()
        assert heard in _said(connection)
        assert time.monotonic() - started < 7


def test_a_client_that_takes_nothing_of_its_answer_is_cut(folder):
    with serving(folder, patience=1, answer=64 << 20) as client:
        query = "SELECT%20*%20%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff%7D%20LIMIT%2030000"
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", client.base_url.port))
            connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            connection.settimeout(30)
            beginning = connection.recv(1000)
            assert b"content-length: 1" in beginning.lower()  # more than 10 MB
            time.sleep(4)
            assert len(_said(connection)) < 10_000_000
        assert ask(client, "ASK {}").status_code == 200


def test_too_many_connections_are_refused(folder):
    with serving(folder, connections=5) as client:
        held = [socket.create_connection(("127.0.0.1", client.base_url.port)) for _ in range(6)]
        time.sleep(0.3)
        assert client.get("style.css").status_code == 503
        for connection in held:
            connection.close()
        time.sleep(0.3)
        assert client.get("style.css").status_code == 200


@pytest.mark.parametrize("bytes_", [b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00" * 200])
def test_what_is_no_http_is_refused(hurried, bytes_):
    with socket.create_connection(("127.0.0.1", hurried.base_url.port)) as connection:
        connection.sendall(bytes_ + b"\r\n\r\n")
        assert _said(connection)[:12] in {b"HTTP/1.1 400", b"HTTP/1.1 421", b""}
    assert ask(hurried, "ASK {}").status_code == 200


def test_a_graph_built_anew_is_picked_up(tmp_path):
    count = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle }"
    made = put_graph(tmp_path / "g", dispatches.harbour())

    def articles(client):
        return int(ask(client, count).json()["results"]["bindings"][0]["n"]["value"])

    with serving(made, workers=2) as client:
        assert [articles(client) for _ in range(3)] == [1, 1, 1]
        assert "Grain for Osmar" not in client.get("").text
        for _ in range(3):
            put_graph(made, dispatches.harbour())
            put_graph(made, dispatches.harbour(), dispatches.grain())
            assert [articles(client) for _ in range(3)] == [2, 2, 2]
        assert "Grain for Osmar" in client.get("").text
        assert client.get("network").status_code == 200


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_worker_that_was_killed_is_replaced(folder):
    with serving(folder, workers=1) as client:
        assert ask(client, "ASK {}").status_code == 200
        for pid in workers() - _WORKERS_BEFORE:
            os.kill(int(pid), 9)
        time.sleep(0.2)
        assert ask(client, "ASK {}").status_code == 200


_WORKERS_BEFORE: set[str] = set()


@pytest.fixture(autouse=True)
def _remember():
    _WORKERS_BEFORE.clear()
    if Path("/proc/self/task").exists():
        _WORKERS_BEFORE.update(workers())
