"""A Virtuoso server for tests: on a free loopback port, with a data folder of its own, gone when the tests end."""

from __future__ import annotations

import json
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPDigestAuthHandler, HTTPPasswordMgrWithDefaultRealm, ProxyHandler, Request, build_opener

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

BATCH = 1_000
"""Triples in one request; at 5,000 the server says that it is out of memory."""
_SETTINGS = """\
[Database]
DatabaseFile = {data}/virtuoso.db
ErrorLogFile = {data}/virtuoso.log
LockFile = {data}/virtuoso.lck
TransactionFile = {data}/virtuoso.trx
xa_persistent_file = {data}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {data}/virtuoso-temp.db
TransactionFile = {data}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {data}
CaseMode = 2
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
MaxQueryMem = 512M
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {data}
ServerThreads = 8
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 100000
MaxQueryExecutionTime = 60
MaxQueryCostEstimationTime = 0
"""


class Virtuoso:
    """A server that runs.

    Attributes:
        query_url, update_url, graph_url: of SPARQL query, update and the graph store; the last two ask for digest
            authentication.
        user, password: for the last two.
    """

    user = "dba"

    def __init__(self, port: int, password: str) -> None:
        self.password = password
        self.query_url = f"http://127.0.0.1:{port}/sparql"
        self.update_url = f"http://127.0.0.1:{port}/sparql-auth"
        self.graph_url = f"http://127.0.0.1:{port}/sparql-graph-crud-auth"
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, f"http://127.0.0.1:{port}/", self.user, password)
        self._opener = build_opener(ProxyHandler({}), HTTPDigestAuthHandler(passwords))

    def select(self, sparql: str) -> list[dict[str, dict[str, str]]]:
        """Return the bindings of a SELECT query."""
        answer = json.loads(self._query(sparql, "application/sparql-results+json"))
        return list(answer["results"]["bindings"])

    def construct(self, sparql: str) -> set[Triple]:
        """Return the triples of a CONSTRUCT query."""
        # Some answers are of no triples and say so by a comment alone.
        return {quad.triple for quad in parse(self._query(sparql, "text/turtle"), format=RdfFormat.TURTLE)}

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads to their graphs, in batches."""
        by_graph: dict[NamedNode, list[Triple]] = {}
        for quad in quads:
            assert isinstance(quad.graph_name, NamedNode)
            by_graph.setdefault(quad.graph_name, []).append(quad.triple)
        for graph, triples in by_graph.items():
            for start in range(0, len(triples), BATCH):
                data = serialize(triples[start : start + BATCH], format=RdfFormat.N_TRIPLES)
                assert data is not None
                self.update(f"INSERT DATA {{ GRAPH {graph} {{ {data.decode()} }} }}")

    def clear(self, graphs: Iterable[NamedNode]) -> None:
        """Empty graphs; one that is not there is no error."""
        for graph in graphs:
            self.update(f"DROP SILENT GRAPH {graph}")

    def update(self, sparql: str) -> None:
        """Run a SPARQL update."""
        kind = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._sent(Request(self.update_url, sparql.encode(), kind, method="POST"))

    def _query(self, sparql: str, accept: str) -> bytes:
        body = urlencode({"query": sparql}).encode()
        return self._sent(Request(self.query_url, body, {"Accept": accept}, method="POST"))

    def _sent(self, request: Request) -> bytes:
        try:
            with self._opener.open(request, timeout=60) as answer:
                body: bytes = answer.read()
        except HTTPError as error:
            with error:
                message = error.read().decode(errors="replace")
            raise AssertionError(f"Virtuoso: HTTP {error.code}: {message}") from None
        return body


@contextmanager
def running(data: Path) -> Iterator[Virtuoso]:
    """Run a server over a folder until the block ends. It listens on 127.0.0.1 only, with a password of its own."""
    sql, http = _free_ports(2)
    settings = data / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(data=data, sql=sql, http=http), encoding="utf-8")
    with (data / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            ["virtuoso-t", "+foreground", "+configfile", str(settings)], stdout=output, stderr=output, cwd=data
        )
        try:
            _wait(process, data / "output.txt")
            password = f"p{secrets.token_hex(16)}"  # a word to isql
            client = shutil.which("isql-vt") or "isql"
            subprocess.run(
                [client, f"127.0.0.1:{sql}", "dba", "dba", f"exec=set password dba {password};"],
                check=True,
                capture_output=True,
                timeout=60,
            )
            yield Virtuoso(http, password)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if "Server online" in log.read_text(errors="replace"):
            return
        assert process.poll() is None, "Virtuoso ended before it was ready"
        time.sleep(0.1)
    raise AssertionError("Virtuoso was not ready after a minute")


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
