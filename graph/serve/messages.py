"""What passes between the server, its workers and whoever starts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import TielineError

MEGABYTE = 1 << 20
KINDS = (
    "entity",
    "article",
    "graph",
    "assertion",
    "statement",
    "event",
    "happening",
    "syndication",
    "run",
    "decision",
    "tool",
    "agent",
)
"""First part of the path of every IRI that is minted under the base."""


@dataclass(frozen=True)
class Limits:
    """What one client may take.

    Attributes:
        seconds: for one query; then its worker is killed.
        memory: bytes that a worker may hold, where the system can limit them (not on Windows; weak on macOS).
        answer: bytes of one answer.
        request: bytes of the body of a request.
        patience: seconds that a client may take to send its headers, then its body, and to take more of an answer.
        connections: open at once; what comes beyond is refused.
    """

    seconds: float = 30
    memory: int = 2048 * MEGABYTE
    answer: int = 64 * MEGABYTE
    request: int = MEGABYTE
    patience: float = 15
    connections: int = 200


@dataclass(frozen=True)
class Settings:
    """What a server is started with.

    Attributes:
        folder: the graph folder.
        host, port: address to listen at; port 0 takes a free one.
        workers: processes, each answering one query at a time.
        cors: origins whose pages may read answers; "*" for all.
        names: host names that requests may ask for; none given means the loopback names where `host` is a loopback
            address, else any.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8181
    workers: int = 2
    cors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Job:
    """A question to a worker: the name of an answer or page and its arguments."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """What a worker says; `fault` where the body is one line about what went wrong."""

    status: int
    media: str
    body: bytes
    fault: bool = False
    location: str | None = None


class Fault(TielineError):
    """A request that cannot be answered, with the HTTP status that says so."""

    def __init__(self, status: int, message: str, *, retry: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.retry = retry

    def reply(self) -> Reply:
        """Return the reply that tells it."""
        return Reply(self.status, "text/plain", f"{self.message}\n".encode(), fault=True)
