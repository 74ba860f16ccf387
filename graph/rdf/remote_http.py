"""Speak HTTP to a SPARQL server: find its addresses, log in, and tell in one line what went wrong.

User and password come from TIELINE_STORE_USER and TIELINE_STORE_PASSWORD, or from the netrc file of the user's home;
they are sent to nobody but the server named, and stand in no message.
"""

from __future__ import annotations

import netrc
import os
import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx

from ..errors import RemoteStoreError, UsageError
from ..wording import one_line, shortened

USER, PASSWORD = "TIELINE_STORE_USER", "TIELINE_STORE_PASSWORD"
RESULTS, TRIPLES = "application/sparql-results+json", "text/turtle"
_CONNECT, _ANSWER = 10.0, 120.0
_LONGEST = 300


@dataclass(frozen=True)
class Endpoints:
    """Where a server takes queries, updates and whole graphs, and whether it is asked for the union of its graphs."""

    query: str
    update: str
    graphs: str
    query_options: Mapping[str, str]


class Connection:
    """Requests to one server.

    Args:
        url: of its SPARQL query service, or the address below which that is `/sparql` or `/query`.
        timeout: seconds to wait for an answer.

    Raises:
        UsageError: if it is no http or https address, or holds a password.
    """

    def __init__(self, url: str, *, timeout: float = _ANSWER) -> None:
        self.url = _checked(url)
        credentials = _credentials(self.url)
        self.known_user = credentials is not None
        self._client = httpx.Client(
            auth=_Challenged(*credentials) if credentials else None, timeout=httpx.Timeout(timeout, connect=_CONNECT)
        )

    def close(self) -> None:
        self._client.close()

    def find(self) -> Endpoints:
        """Ask for the query service, and tell from its address and kind where the others are.

        Raises:
            RemoteStoreError: if there is none.
        """
        for address in (self.url, f"{self.url}/sparql", f"{self.url}/query"):
            try:
                answer = self.post(address, data={"query": "ASK {}"}, accept=RESULTS)
            except ServiceMissing:
                continue
            if answer.headers.get("content-type", "").startswith(RESULTS):
                return _endpoints(address, answer.headers.get("server", ""), login=self.known_user)
        raise RemoteStoreError(
            f"store {self.url}: got no answer to a SPARQL query, expected one; give the address of its query service"
        )

    def post(
        self,
        url: str,
        *,
        accept: str = "*/*",
        data: Mapping[str, str] | None = None,
        content: bytes | None = None,
        kind: str = "",
        params: Mapping[str, str] | None = None,
        method: str = "POST",
    ) -> httpx.Response:
        """Send a form (`data`) or a body of some kind, and return an answer that says it was done.

        Raises:
            ServiceMissing: if the server does not offer this.
            RemoteStoreError: if it cannot be reached, is too slow, refuses or fails.
        """
        headers = {"Accept": accept, "User-Agent": "tieline"} | ({"Content-Type": kind} if kind else {})
        try:
            answer = self._client.request(method, url, headers=headers, data=data, content=content, params=params)
        except httpx.TimeoutException as error:
            raise RemoteStoreError(f"store {self.url}: got no answer in time; is it busy? run it again") from error
        except httpx.HTTPError as error:
            reason = one_line(error) or type(error).__name__
            raise RemoteStoreError(
                f"store {self.url}: cannot be reached ({reason}); start the server or correct the address"
            ) from error
        if answer.is_success:
            return answer
        raise self._fault(answer)

    def _fault(self, answer: httpx.Response) -> RemoteStoreError:
        where, code, said = f"store {self.url}", answer.status_code, _said(answer)
        if code == httpx.codes.UNAUTHORIZED:
            if self.known_user:
                return RemoteStoreError(f"{where}: refused the user and password (401); correct {USER} and {PASSWORD}")
            return RemoteStoreError(
                f"{where}: expects a user and password (401); set {USER} and {PASSWORD}, or write them into netrc"
            )
        if code == httpx.codes.FORBIDDEN:
            return RemoteStoreError(f"{where}: does not allow this (403): {said}; ask who runs it")
        if code in {httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED, httpx.codes.NOT_IMPLEMENTED}:
            return ServiceMissing(f"{where}: has no such service at {answer.request.url.path} ({code}): {said}")
        if answer.is_redirect:
            return ServiceMissing(f"{where}: sends elsewhere ({code}); give the address it names")
        if answer.is_server_error:
            return RemoteStoreError(f"{where}: failed ({code}): {said}")
        return RemoteStoreError(f"{where}: refused the request ({code}): {said}")


class ServiceMissing(RemoteStoreError):
    """The server does not offer this, at least not at this address."""


class _Challenged(httpx.Auth):
    """Log in as the server asks, digest or basic; send no password before it asks."""

    def __init__(self, user: str, password: str) -> None:
        self._digest = httpx.DigestAuth(user, password)
        self._basic = httpx.BasicAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            answer = yield request
            if answer.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = answer.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if asked.startswith("digest") or " digest " in asked else self._basic
        yield from self._chosen.auth_flow(request)


def _endpoints(query: str, server: str, *, login: bool) -> Endpoints:
    """Return the addresses of a server by its kind; the standard leaves them open."""
    parts = urlsplit(query)

    def at(path: str) -> str:
        return urlunsplit(parts._replace(path=path))

    folder = parts.path.rpartition("/")[0]
    if server.startswith("Virtuoso"):
        if not login:
            return Endpoints(query, query, at(f"{folder}/sparql-graph-crud"), {})
        return Endpoints(query, at(f"{folder}/sparql-auth"), at(f"{folder}/sparql-graph-crud-auth"), {})
    if server.startswith("Oxigraph"):
        return Endpoints(query, at(f"{folder}/update"), at(f"{folder}/store"), {"union-default-graph": "true"})
    if "/repositories/" in parts.path:  # GraphDB, RDF4J
        return Endpoints(query, f"{query}/statements", f"{query}/rdf-graphs/service", {})
    if parts.path.endswith(("/query", "/sparql")) and folder:  # Fuseki: /dataset/query
        return Endpoints(query, at(f"{folder}/update"), at(f"{folder}/data"), {})
    return Endpoints(query, query, query, {})


def _said(answer: httpx.Response) -> str:
    """Return the server's own words in one line, without the query that some repeat."""
    text = answer.text.partition("SPARQL query:")[0]
    if "html" in answer.headers.get("content-type", ""):
        text = re.sub(r"(?s)<(style|script|title).*?</\1>|<[^>]*>", " ", text)
    return shortened(one_line(text), _LONGEST) or "no words"


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or port == 0 or parts.scheme not in {"http", "https"}:
        raise UsageError("address of the store: expected one such as http://localhost:8890/sparql; correct --store")
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"address of the store: got a user in it; leave it out and set {USER} and {PASSWORD}")
    return urlunsplit(parts._replace(path=parts.path.rstrip("/"), query="", fragment=""))


def _credentials(url: str) -> tuple[str, str] | None:
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if user and password:
        return user, password
    if user or password:
        raise UsageError(f"user of the store: got one of {USER} and {PASSWORD}, expected both; set the other")
    try:
        found = netrc.netrc().authenticators(urlsplit(url).hostname or "")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (netrc.NetrcParseError, OSError) as error:
        what = error.msg if isinstance(error, netrc.NetrcParseError) else error.strerror
        raise UsageError(f"netrc file: cannot be read ({what}); correct it, or set {USER} and {PASSWORD}") from error
    return (found[0], found[2] or "") if found else None
