"""What is sent by hand to make the server fail, hang, or answer for somebody else. It answers, refuses or hangs up."""

import socket
import time
from contextlib import suppress

import pytest
from served import serving

HOST = b"Host: localhost\r\nConnection: close\r\n"
QUERY = b"Content-Type: application/sparql-query\r\n"


@pytest.fixture(scope="module")
def hurried(folder):
    with serving(folder, seconds=10, patience=1.5) as client:
        yield client


def said(client, sent, *, pause=0.0):
    """All that the server says; `pause` is the time between two bytes sent."""
    heard = b""
    with socket.create_connection(("127.0.0.1", client.base_url.port)) as connection:
        connection.settimeout(15)
        with suppress(OSError):
            if pause:
                for at in range(len(sent)):
                    connection.sendall(sent[at : at + 1])
                    time.sleep(pause)
            else:
                connection.sendall(sent)
            while piece := connection.recv(65536):
                heard += piece
    return heard


def status(heard):
    return int(heard[9:12]) if heard.startswith(b"HTTP/1.1 ") else None


def get(target, *headers):
    return b"GET " + target + b" HTTP/1.1\r\n" + HOST + b"".join(header + b"\r\n" for header in headers) + b"\r\n"


@pytest.mark.parametrize(
    "host",
    [
        *(
            b"evil.example",
            b"localhost.evil.example",
            b"evil.example#localhost",
            b"localhost@evil.example",
            b"localhost.",
        ),
        *(b"localhost, evil.example", b"127.0.0.1.evil.example", b"[::1].evil.example", b"127.0.0.2", b"0.0.0.0", b""),
        *(b"\xff\xfe", b"localhost:80:evil", b"<script>alert(1)</script>"),
    ],
)
def test_other_names_are_refused(hurried, host):
    for target in (b"/", b"/sparql?query=ASK%20%7B%7D", b"/style.css"):
        heard = said(hurried, b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
        assert status(heard) in {400, 421}
        assert b"text/html" not in heard


def test_names_elsewhere_in_the_request_do_not_count(hurried):
    assert (
        status(said(hurried, b"GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        == 421
    )
    assert status(said(hurried, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")) == 400
    assert status(said(hurried, b"GET / HTTP/1.0\r\n\r\n")) == 421
    heard = said(hurried, get(b"/", b"X-Forwarded-Host: evil.example", b"Forwarded: host=evil.example"))
    assert status(heard) == 200
    assert b"evil" not in heard


@pytest.mark.parametrize(
    "target",
    [
        *(b"/../../../../etc/passwd", b"/entity/..%2f..%2f..%2f..%2fetc%2fpasswd", b"/query/..%2f..%2fetc%2fpasswd"),
        *(
            b"/query/%2fetc%2fpasswd.rq",
            b"/query/%2e%2e%5c%2e%2e",
            b"/style.css/../app.py",
            b"/entity/%00",
            b"//evil.example/x",
        ),
        *(
            b"/entity/%zz%f",
            b"/entity/%ff%fe",
            b"/entity/%ed%a0%80",
            b"/entity/a%0d%0aSet-Cookie:%20x=1",
            b"*",
            b"/%2e%2e/",
        ),
        *(b"/describe?iri=file:///etc/passwd", b"/find?name=a%0d%0aSet-Cookie:%20x=1", b"/describe?iri=%ed%a0%80"),
        *(b"/entity/" + b"a" * 100_000, b"/find?name=" + b"a" * 100_000, b"/query/members-of?organization=%00"),
        *(
            b"/articles?page=" + b"9" * 5000,
            b"/articles?page=%c2%b2",
            b"/network?focus=x&hops=%c2%b2",
            b"/find?name=%00",
        ),
    ],
)
def test_no_address_leads_out_or_makes_it_fail(hurried, target):
    heard = said(hurried, get(target))
    assert status(heard) in {400, 404}
    head = heard.partition(b"\r\n\r\n")[0].lower()
    assert b"set-cookie" not in head
    assert b"\nlocation:" not in head
    assert b"root:" not in heard


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (get(b"/articles?" + b"a=1&" * 30_000), {200}),
        (get(b"/", *(b"X-%d: a" % number for number in range(8_000))), {200}),
        (get(b"/", b"X: " + b"a" * 300_000), {400}),
        (get(b"/", b"Accept: " + b"a/b;q=0.5," * 8_000), {200, 406}),
        (get(b"/", b"Accept: text/html;q=" + b"9" * 5_000), {200}),
        (get(b"/style.css", b"Range: bytes=0-,0-,0-"), {200}),
        (b"TRACE / HTTP/1.1\r\n" + HOST + b"\r\n", {405}),
        (b"FOO / HTTP/1.1\r\n" + HOST + b"\r\n", {405}),
        (b"CONNECT evil.example:80 HTTP/1.1\r\n" + HOST + b"\r\n", {404, 405}),
        (b"DELETE /sparql HTTP/1.1\r\n" + HOST + b"\r\n", {405}),
        (b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n", {400, 413}),
        (b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999\r\n\r\n", {413}),
        (b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", {400}),
        (b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\nASK {}x", {400}),
        (b"POST /sparql HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip\r\n\r\nx", {400, 501}),
        (b"POST /sparql HTTP/1.1\r\n" + HOST + QUERY + b"Transfer-Encoding: chunked\r\n\r\nfffffffffff\r\na", {408}),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 421}),
    ],
)
def test_strange_requests_are_answered(hurried, sent, expected):
    assert status(said(hurried, sent)) in expected
    assert hurried.get("sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100 + b"\r\n\r\n", None),
        (b"POST /sparql HTTP/1.1\r\n" + HOST + QUERY + b"Content-Length: 999\r\n\r\n", None),
    ],
)
def test_bytes_that_trickle_in_do_not_buy_time(hurried, sent, expected):
    assert status(said(hurried, sent, pause=0.05)) == expected


def test_an_answer_that_trickles_out_is_cut(folder):
    query = b"SELECT%20*%20%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff%7D%20LIMIT%2030000"
    with serving(folder, patience=1, answer=64 << 20) as client, socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", client.base_url.port))
        connection.sendall(get(b"/sparql?query=" + query))
        connection.settimeout(15)
        head = connection.recv(1000)
        assert b"content-length: 1" in head.lower()  # more than 10 MB
        taken = 0
        for _ in range(30):
            taken += len(connection.recv(1000))
            time.sleep(0.2)
        with suppress(ConnectionError):  # what the system has taken over already still comes
            while piece := connection.recv(65536):
                taken += len(piece)
        assert taken < 10_000_000
        assert client.get("sparql", params={"query": "ASK {}"}).status_code == 200
