"""Compressed streams, read within limits: a small file that unpacks to a huge one is noticed while it unpacks."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, cast

from ..errors import UnreadableInput

RATIO = 200
"""Largest growth on unpacking. Prose shrinks to a third, the most repetitive files of records to a hundredth."""
UNSUSPECTED = 100_000_000
"""Bytes that may be unpacked whatever the growth."""
MAX_UNPACKED = 100_000_000_000
"""Most bytes unpacked from one file."""
MAX_SPOOLED = 10_000_000_000
"""Most bytes of a compressed tar file, or of an archive in an archive: it is unpacked as a whole before it is read."""
_IN_MEMORY = 64_000_000
_CHUNK = 1 << 20
_PACKERS: dict[str, Callable[[IO[bytes]], Any]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
FAULTS = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),  # zipfile: unknown methods, passwords, closed files
)
"""What the readers of the standard library raise for damaged data."""


class TooMuch(UnreadableInput):
    """An archive unpacks to more than is allowed: nothing more of it is read."""


class Budget:
    """How many bytes a file may unpack to.

    Args:
        where: the file for the error.
        size: its bytes as they are on disk.
    """

    def __init__(self, where: str, size: int) -> None:
        self._where = where
        self._size = size
        self._limit = min(MAX_UNPACKED, max(UNSUSPECTED, RATIO * size))
        self._spent = 0

    def spend(self, count: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            TooMuch: if they are too many by now.
        """
        self._spent += count
        if self._spent > self._limit:
            raise TooMuch(
                self._where,
                f"got more than {self._limit:,} bytes out of {self._size:,}, expected less; if the file is sound, "
                "unpack it yourself and give the folder",
            )


class _Metered(io.RawIOBase):
    """A stream that counts what is read against a budget and tells faults of its data as unreadable input."""

    def __init__(self, stream: IO[bytes], budget: Budget, where: str) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget
        self._where = where

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        with unpacking(self._where):
            data = self._stream.read(len(view))
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


@contextmanager
def unpacking(where: str) -> Iterator[None]:
    """Tell damaged data as `UnreadableInput` of `where`."""
    try:
        yield
    except FAULTS as error:
        reason = str(error).strip().lower() or type(error).__name__
        fault = f"got damaged or cut data ({reason}), expected a whole file; fetch it again"
        raise UnreadableInput(where, fault) from error


def metered(stream: IO[bytes], budget: Budget, where: str) -> BinaryIO:
    """Return the stream, counted against the budget; reading damaged data raises `UnreadableInput`."""
    return io.BufferedReader(_Metered(stream, budget, where), _CHUNK)


def unpacked(stream: IO[bytes], suffix: str, budget: Budget, where: str) -> BinaryIO:
    """Return what a compressed stream holds, as `metered` does; `suffix` is ".gz", ".bz2" or ".xz"."""
    return metered(_PACKERS[suffix](stream), budget, where)


def spooled(stream: BinaryIO, where: str) -> BinaryIO:
    """Return a stream that can be sought in, with the same bytes: in memory, the large ones in a nameless file.

    Raises:
        UnreadableInput: if it holds more than `MAX_SPOOLED` bytes.
    """
    spool = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 -- its reader closes it
    total = 0
    try:
        while data := stream.read(_CHUNK):
            total += len(data)
            if total > MAX_SPOOLED:
                raise UnreadableInput(where, f"got more than {MAX_SPOOLED:,} bytes, expected less; unpack it yourself")
            spool.write(data)
    except BaseException:
        spool.close()
        raise
    spool.seek(0)
    return cast("BinaryIO", spool)
