"""Listen, and serve until told to stop."""

from __future__ import annotations

import logging
import os
import socket
from types import TracebackType

import uvicorn

from ..errors import GraphFolderError, UsageError
from .app import application
from .connection import protocol
from .guard import is_loopback
from .messages import Fault, Job, Settings
from .pool import Pool, Worker

_IDLE = 15
"""Seconds that a connection may stay open without a request."""
_GRACE = 3
"""Seconds that answers under way may take once the server is told to stop."""
_MOST_HEADERS = 128 << 10


class Server:
    """A server that listens; `run` serves. Use it in a `with` block, or close it.

    Args:
        settings: as `Settings` says.

    Raises:
        UsageError: if it cannot listen there.
        GraphFolderError: if there is no graph in the folder.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        _try_graph(settings)
        self._socket = _listening(settings.host, settings.port)
        config = uvicorn.Config(
            application(settings, Pool(settings.folder, settings.workers, settings.limits)),
            http=protocol(settings.limits.patience),
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=settings.limits.connections,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=_GRACE,
            h11_max_incomplete_event_size=_MOST_HEADERS,
        )
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self._server = uvicorn.Server(config)

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the server is reached from this machine."""
        host, port = self._socket.getsockname()[:2]
        if host in {"0.0.0.0", "::"}:  # noqa: S104 -- not bound here: this is how "everywhere" reads
            host = "127.0.0.1" if host == "0.0.0.0" else "::1"  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    @property
    def is_open_to_others(self) -> bool:
        """Whether other machines can reach it."""
        return not is_loopback(self._socket.getsockname()[0])

    def run(self) -> None:
        """Serve until `stop`, or until a signal to end (SIGINT, SIGTERM), which then takes its usual effect."""
        self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """Let `run` return, from any thread."""
        self._server.should_exit = True

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


def _try_graph(settings: Settings) -> None:
    """Open the graph once, so that a faulty folder is told before anybody asks."""
    from ..workspace import open_graph

    open_graph(settings.folder).close()
    worker = Worker(settings.folder, settings.limits)
    try:
        worker.ask(Job("query", {"query": "ASK {}"}), seconds=settings.limits.seconds)
    except Fault as fault:
        raise GraphFolderError(f"graph folder {settings.folder}: cannot be served ({fault.message})") from fault
    finally:
        worker.stop()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=256)
    except (OSError, OverflowError, UnicodeError) as error:
        number = getattr(error, "errno", None) or 0
        reason = os.strerror(number) if number > 0 else getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"address to serve at: got {host}:{port}, which cannot be had ({reason}); choose another --host or --port"
        ) from error
