"""Pages from the web, when the user gives their addresses: politely, and only what can be read.

No cookie is kept, no script is run, nothing that a page names is fetched. Only public machines are asked.
"""

from __future__ import annotations

import io
import time
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..errors import UnreadableInput
from ..version import VERSION
from ..wording import printable
from .addresses import machine_of
from .documents import MAX_FILE
from .formats import can_read
from .options import ReadOptions
from .part import Part
from .robots import LARGEST, NAME, Robots, delay_of

if TYPE_CHECKING:
    import ssl
    from urllib.robotparser import RobotFileParser

    from httpx import URL, Client

USER_AGENT = f"{NAME}/{VERSION} (+https://w3id.org/tieline)"
MAX_REDIRECTS = 5
_SECONDS = 20.0  # without a byte
_ALL_SECONDS = 120.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_UNKNOWN = "application/octet-stream"
_ACCEPTED = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.5"


def fetch(address: str, options: ReadOptions) -> Part:
    """Return the document at an address of the web.

    The site's robots.txt is respected at each redirect, and two visits to one host are at least `options.delay`
    seconds apart, or as many as it asks for.

    Raises:
        UnreadableInput: if it cannot be fetched, may not be, is no document or is too large.
    """
    return _visitor().fetch(address, options)


@cache
def _visitor() -> _Visitor:
    return _Visitor()


class _Visitor:
    """What is remembered between two addresses: the sites' rules and when each was visited."""

    def __init__(self) -> None:
        self._robots = Robots()
        self._next_visit: dict[str, float] = {}

    def fetch(self, address: str, options: ReadOptions) -> Part:
        """See `fetch`."""
        import httpx

        where = printable(address)
        try:
            url = httpx.URL(address).copy_with(fragment=None)
            with _client() as client:
                for _ in range(MAX_REDIRECTS + 1):
                    self._wait_for_leave(client, url, where, options)
                    answer = _Answer(client, url, where, options, MAX_FILE)
                    if answer.next is None:
                        return answer.part(address, where)
                    url = answer.next
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            reason = str(error).splitlines()[0].lower() if str(error) else type(error).__name__
            raise UnreadableInput(where, f"cannot be fetched ({reason}); check the address and the network") from error
        raise UnreadableInput(where, f"got more than {MAX_REDIRECTS} redirects, expected a page; open it in a browser")

    def _wait_for_leave(self, client: Client, url: URL, where: str, options: ReadOptions) -> None:
        """Wait until the site may be visited again; raise if it does not want to be."""
        rules = self._rules(client, url, where, options)
        if not rules.can_fetch(NAME, str(url)):
            raise UnreadableInput(
                where, f"the robots.txt of {url.host} does not allow it; ask the site, or save the page"
            )
        now = time.monotonic()
        first = max(now, self._next_visit.get(url.host, now))
        self._next_visit[url.host] = first + max(options.delay, delay_of(rules))
        time.sleep(first - now)

    def _rules(self, client: Client, url: URL, where: str, options: ReadOptions) -> RobotFileParser:
        import httpx

        def ask() -> tuple[int, bytes]:
            asked = url.copy_with(raw_path=b"/robots.txt")
            try:
                for _ in range(MAX_REDIRECTS + 1):
                    answer = _Answer(client, asked, where, options, LARGEST, cut=True)
                    if answer.next is None:
                        return answer.status, answer.data
                    asked = answer.next
            except (httpx.HTTPError, httpx.InvalidURL):
                return 0, b""
            return 404, b""  # RFC 9309: after so many redirects it counts as missing

        machine_of(url, where, allow_private=options.allow_private)  # its own fault, not one of the robots.txt
        return self._robots.rules(f"{url.scheme}://{url.netloc.decode()}", ask)


class _Answer:
    """The answer of a server: where it sends us on to, or what it holds."""

    def __init__(
        self, client: Client, url: URL, where: str, options: ReadOptions, most: int, *, cut: bool = False
    ) -> None:
        machine = machine_of(url, where, allow_private=options.allow_private)
        deadline = time.monotonic() + _ALL_SECONDS
        self.url = url
        self.next: URL | None = None
        client.cookies.clear()
        request = client.build_request(
            "GET",
            url.copy_with(host=machine),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        answer = client.send(request, stream=True)
        try:
            self.status = answer.status_code
            self.media_type, _, rest = answer.headers.get("content-type", "").partition(";")
            self.media_type = self.media_type.strip().lower()
            self.charset = answer.charset_encoding if rest else None
            if self.status in _REDIRECTS and "location" in answer.headers:
                self.next = url.join(answer.headers["location"]).copy_with(fragment=None)
                return
            data = bytearray()
            for chunk in answer.iter_bytes():
                data += chunk
                if len(data) > most and cut:
                    break
                if len(data) > most or time.monotonic() > deadline:
                    got = f"{len(data):,} bytes and no end"
                    raise UnreadableInput(where, f"got {got}, expected at most {most:,} in {_ALL_SECONDS:.0f} seconds")
            self.data = bytes(data[:most])
        finally:
            answer.close()

    def part(self, address: str, where: str) -> Part:
        """The document that was sent."""
        if self.status != 200:
            raise UnreadableInput(where, f"got status {self.status}, expected 200; check the address")
        name = PurePosixPath(self.url.path).name
        media_type = self.media_type or _UNKNOWN
        if media_type != _UNKNOWN and not can_read("", media_type):
            raise UnreadableInput(
                where,
                f"got {printable(media_type)[:60]!r}, expected a page, text or document; save it and give the file",
            )
        stream = io.BytesIO(self.data)
        return Part(name, where, address, stream, len(self.data), 0, media_type, self.charset, str(self.url))


def _client() -> Client:
    import httpx

    # Proxies of the environment would resolve names themselves: what is checked would not be what is asked.
    return httpx.Client(
        headers={"User-Agent": USER_AGENT, "Accept": _ACCEPTED, "Accept-Language": "en"},
        timeout=_SECONDS,
        trust_env=False,
        verify=_certificates(),
    )


@cache
def _certificates() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context(trust_env=False)
