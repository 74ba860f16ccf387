"""A file, or a part of one that holds many: what kind it is by its name, and how it is called in reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Literal

from ..errors import LeftOut, OtherLanguage, UnreadableInput
from .formats import SUFFIXES as DOCUMENTS
from .formats import can_read

Kind = Literal["zip", "tar", "packed", "warc", "csv", "parquet", "lines", "document"]
Report = Callable[[UnreadableInput], None]

TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
WARCS = (".warc", ".warc.gz")
LINES = (".jsonl", ".ndjson")
DELIMITED = (".csv", ".tsv")
PACKED = (".gz", ".bz2", ".xz")
SUFFIXES = (*DOCUMENTS, *LINES, *DELIMITED, ".parquet", ".zip", *TARS, *WARCS)
"""Lower-case suffixes of the files that are read; a document, table or JSON lines file may be packed (`.csv.gz`)."""
TOLD = 20
"""So many faults of one table or web archive are told one by one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file or a part of one.

    Attributes:
        name: path inside its container, or file name; the suffix tells the kind.
        where: how reports call it.
        file: how `Source.file` of its articles calls it.
        stream: its bytes, from their start; those of a file on disk can be sought in.
        size: bytes of the file on disk that it is or lies in.
        depth: how many archives it lies in.
        media_type, charset, url: as the server said that it came from, else None.
    """

    name: str
    where: str
    file: str
    stream: BinaryIO
    size: int
    depth: int = 0
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None


def kind_of(name: str, media_type: str | None = None) -> Kind | None:
    """Return what kind of file has this name, None if it is none that is read."""
    lower = name.lower()
    suffix = PurePosixPath(lower).suffix
    if lower.endswith(WARCS):
        return "warc"
    if lower.endswith(TARS):
        return "tar"
    if suffix in PACKED:
        return "packed" if kind_of(lower.removesuffix(suffix)) in {"lines", "csv", "document"} else None
    by_suffix: dict[str, Kind] = {".zip": "zip", ".parquet": "parquet"}
    by_suffix |= dict.fromkeys(LINES, "lines")
    by_suffix |= dict.fromkeys(DELIMITED, "csv")
    return by_suffix.get(suffix) or ("document" if can_read(name, media_type) else None)


def is_hidden(name: str) -> bool:
    """Whether a file is passed over in folders and archives: hidden, a README, or in a hidden folder."""
    *folders, last = PurePosixPath(name).parts
    return last.upper().startswith("README") or any(part.startswith((".", "__MACOSX")) for part in (*folders, last))


def kinds() -> str:
    """The kinds of files that are read, for messages."""
    return ", ".join(SUFFIXES[:-1]) + " or " + SUFFIXES[-1]


def counted(count: int, noun: str) -> str:
    """Return a count with its noun, "1 row" or "2 rows"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


class Capped:
    """A report that tells the first faults of one input one by one and counts the others.

    Articles in other languages and what is left out on purpose pass: they are counted elsewhere.
    """

    def __init__(self, report: Report, where: str, what: str) -> None:
        self._report = report
        self._where = where
        self._what = what
        self._count = 0

    def __call__(self, error: UnreadableInput) -> None:
        if isinstance(error, OtherLanguage | LeftOut):
            self._report(error)
            return
        self._count += 1
        if self._count <= TOLD:
            self._report(error)

    def close(self) -> None:
        """Tell how many were not told."""
        if self._count > TOLD:
            more = self._count - TOLD
            self._report(UnreadableInput(self._where, f"got {counted(more, self._what)} more that cannot be read"))
