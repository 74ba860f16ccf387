"""Connections that do not wait for ever: headers must come in time, and answers must be taken."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with two limits that uvicorn lacks.

    A connection is cut when the headers of a request take longer than `patience` seconds, and when the client takes
    nothing of a waiting answer for so long. Idle connections uvicorn ends; the time for a body is kept by `app`.
    """

    patience = 15.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # asyncio does so only for sockets that name their protocol; without it a short answer waits 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._headers_due: asyncio.TimerHandle | None = None
        self._waiting = 0
        self._await_headers()
        self._look_again()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._forget_headers()
        else:
            self._await_headers()

    def on_response_complete(self) -> None:
        self._forget_headers()
        super().on_response_complete()
        if self.conn.trailing_data[0]:  # the beginning of the next request came with this one
            self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_headers()
        self._look.cancel()
        super().connection_lost(exc)

    def _await_headers(self) -> None:
        if self._headers_due is None:
            self._headers_due = self.loop.call_later(self.patience, self.transport.abort)

    def _forget_headers(self) -> None:
        if self._headers_due is not None:
            self._headers_due.cancel()
            self._headers_due = None

    def _look_again(self) -> None:
        """Cut the connection if as much of the answer waits as at the last look."""
        waiting = self.transport.get_write_buffer_size()
        if waiting and waiting >= self._waiting > 0:
            self.transport.abort()
        self._waiting = waiting
        self._look = self.loop.call_later(self.patience, self._look_again)


def protocol(patience: float) -> Any:
    """Return the protocol with this patience, in seconds."""
    return type("PatientProtocol", (PatientProtocol,), {"patience": patience})
