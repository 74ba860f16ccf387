"""Members of ZIP and tar files, one after the other, without unpacking anything onto the disk.

Names of members are only names here, so none can lead out of the archive; those that try are told and left out, for
what they hold is not what the archive pretends to be. So are links, devices and members with a password.
"""

from __future__ import annotations

import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Literal, cast

from ..errors import UnreadableInput
from ..wording import printable
from .part import PACKED, Part, Report, is_hidden, kind_of, kinds
from .unpacking import Budget, metered, spooled, unpacked, unpacking

MAX_DEPTH = 2
"""An archive may hold archives; those inside them are not opened."""
_MAX_READ = 64_000_000  # a tar header may announce names of any length, which tarfile reads at once
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class _Member:
    """A member: its name with forward slashes, what is wrong with it if anything is, and how to open it."""

    name: str
    fault: str | None
    open: Callable[[], IO[bytes]]


def members(part: Part, kind: Literal["zip", "tar"], budget: Budget, report: Report) -> Iterator[Part]:
    """Yield the members of an archive that may hold articles, in order of their names.

    Hidden members, READMEs and those of kinds that are not read are passed over without a word, as in folders. Of
    members with the same name the last counts, which is the one that unpacking would leave. The stream of a member
    must be read before the next is asked for.

    Args:
        part: the archive.
        kind: by its name.
        budget: what it may unpack to, with everything in it.
        report: called for each member that is left out.

    Raises:
        UnreadableInput: if the archive cannot be read at all, lies too deep or holds nothing to read.
    """
    if part.depth >= MAX_DEPTH:
        raise UnreadableInput(
            part.where, "got an archive in an archive in an archive, expected two levels at most; unpack the outer one"
        )
    empty = True
    with _seekable(part, kind, budget) as stream, unpacking(part.where):
        found = _zip_members(stream) if kind == "zip" else _tar_members(stream)
        for member in _sound(found, part.where, report):
            empty = False
            where = f"{part.where}/{printable(member.name)}"
            try:
                with unpacking(where):
                    opened = member.open()
            except UnreadableInput as error:
                report(error)
                continue
            with metered(opened, budget, where) as data:
                file = f"{part.file}/{printable(member.name)}"
                yield Part(member.name, where, file, data, part.size, part.depth + 1)
    if empty:
        raise UnreadableInput(part.where, f"got an archive without articles, expected {kinds()} files in it")


def _seekable(part: Part, kind: Literal["zip", "tar"], budget: Budget) -> BinaryIO:
    """The archive's bytes as a stream to seek in: as they are on disk, else unpacked as a whole."""
    stream = part.stream
    suffix = PurePosixPath(part.name.lower()).suffix.replace(".t", ".")
    packed = kind == "tar" and suffix in PACKED
    if packed:
        stream = unpacked(stream, suffix, budget, part.where)
    return spooled(stream, part.where) if packed or part.depth else stream


def _sound(found: Iterable[_Member], where: str, report: Report) -> Iterator[_Member]:
    """Members that may be read, sorted by name; the others are told."""
    by_name: dict[str, _Member] = {}
    for member in found:
        name = str(PurePosixPath(member.name))
        wrong = _fault_of_name(member.name)
        if kind_of(name) is None or (wrong is None and is_hidden(name)):
            continue
        fault = member.fault or wrong
        if fault is None and name in by_name:
            fault = "got a second member of that name, expected one; the last is read"
        if fault:
            report(UnreadableInput(f"{where}/{printable(name)}", fault))
        if not (member.fault or wrong):
            by_name[name] = _Member(name, None, member.open)
    yield from (by_name[name] for name in sorted(by_name))


def _fault_of_name(name: str) -> str | None:
    if name.startswith("/") or _DRIVE.match(name):
        return "got an absolute name, expected one inside the archive; left out"
    if ".." in PurePosixPath(name).parts:
        return "got a name that leads out of the archive, expected one inside; left out"
    if "\x00" in name:
        return "got a name with a null character; left out"
    return None


def _zip_members(stream: BinaryIO) -> Iterator[_Member]:
    archive = zipfile.ZipFile(stream)
    for info in archive.infolist():
        if info.is_dir():
            continue
        fault = None
        mode = info.external_attr >> 16
        if info.flag_bits & 0x1:
            fault = "got a member with a password, expected an open one; unpack it yourself"
        elif stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
            fault = "got a link or device, expected a file; left out"
        # Windows packers write backslashes.
        yield _Member(info.filename.replace("\\", "/"), fault, lambda info=info: archive.open(info))  # type: ignore[misc]


def _tar_members(stream: BinaryIO) -> Iterator[_Member]:
    archive = tarfile.open(fileobj=cast("IO[bytes]", _Bounded(stream)), mode="r:")  # noqa: SIM115 -- the stream is closed
    for info in archive:
        if info.isdir():
            continue
        fault = None if info.isreg() else "got a link or device, expected a file; left out"
        yield _Member(info.name, fault, lambda info=info: cast("IO[bytes]", archive.extractfile(info)))  # type: ignore[misc]
    if not archive.getmembers():
        raise tarfile.ReadError("no members")


class _Bounded:
    """A stream that refuses to read very much at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, count: int = -1) -> bytes:
        if not 0 <= count <= _MAX_READ:
            raise tarfile.ReadError("a name or header of many megabytes")
        return self._stream.read(count)
