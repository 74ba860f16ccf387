"""Files that are there as a whole or not at all: written beside their place, then renamed."""

from __future__ import annotations

import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ..errors import UsageError

_NO_TIME = (1980, 1, 1, 0, 0, 0)


def write_file(output: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Write a file by `fill`. When that fails, what stood there before still does.

    A device or pipe is written to directly; a link stays, and what it leads to is replaced.

    Raises:
        UsageError: if the file cannot be written, for whatever reason the system gives.
    """
    with _told(output):
        place = output.resolve()
        if place.exists() and not place.is_file():
            with place.open("wb") as stream:
                fill(stream)
            return
        with _beside(place) as fresh:
            with fresh.open("xb") as stream:
                fill(stream)
            fresh.replace(place)


def write_folder(output: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write files into an empty folder, then put them into `output`, which is made when missing.

    Files of other names in `output` stay as they are. When `fill` fails, so do all.

    Raises:
        UsageError: if the folder cannot be written.
    """
    with _told(output):
        place = output.resolve()
        if place.exists() and not place.is_dir():
            raise UsageError(
                f"output {output}: got a file, expected a folder or a name ending in .zip; choose another -o"
            )
        with _beside(place) as fresh:
            fresh.mkdir()
            fill(fresh)
            if not place.exists():
                fresh.rename(place)
                return
            for file in sorted(fresh.iterdir()):
                file.replace(place / file.name)


def zipped(fill: Callable[[Path], None], near: Path, stream: IO[bytes]) -> None:
    """Let `fill` write files into an empty folder `near` some place, and write them as one ZIP archive.

    The archive holds no times: the same files give the same bytes.
    """
    with _beside(near) as fresh, zipfile.ZipFile(stream, "w") as archive:
        fresh.mkdir()
        fill(fresh)
        for file in sorted(fresh.iterdir()):
            entry = zipfile.ZipInfo(file.name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.file_size = file.stat().st_size
            with file.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target)


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """Give a path that is not taken, on the same file system; what is left there at the end is removed."""
    fresh = place.with_name(f".{place.name}.{secrets.token_hex(4)}.partial")
    try:
        yield fresh
    finally:
        if fresh.is_dir():
            shutil.rmtree(fresh, ignore_errors=True)
        else:
            fresh.unlink(missing_ok=True)


@contextmanager
def _told(output: Path) -> Iterator[None]:
    """Say in one line that something cannot be written, and why."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror or error}; choose another -o") from error
