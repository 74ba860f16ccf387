"""Messages between a process and its worker: a kind, a length, the bytes."""

from __future__ import annotations

import struct
from typing import IO

RECIPE = b"S"
READY = b"R"
"""The worker can begin; the bytes are what its findings are made by."""
ARTICLE = b"A"
FOUND = b"F"
FAULT = b"X"
"""The article, or the recipe, cannot be read; the bytes say why."""
_HEAD = struct.Struct(">cQ")


def send(stream: IO[bytes], kind: bytes, data: bytes) -> None:
    """Write a message.

    Raises:
        OSError: if nobody reads.
    """
    stream.write(_HEAD.pack(kind, len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Return the kind and the bytes of the next message.

    Raises:
        EOFError: if there is none, or only a part of it.
    """
    kind, size = _HEAD.unpack(_exactly(stream, _HEAD.size))
    return kind, _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
