"""Web archives (WARC, ISO 28500): the pages that servers sent, one record after the other, in constant memory."""

from __future__ import annotations

import base64
import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Literal
from urllib.parse import urlsplit

from ..errors import LeftOut, UnreadableInput
from ..wording import printable
from .documents import MAX_FILE
from .part import Capped, Part, Report, counted

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
"""Media types of the records that are read."""
_ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha512"})


def web_pages(part: Part, report: Report) -> Iterator[Part]:
    """Yield the HTML and text pages of a web archive that were answered with status 200, in file order.

    `file` of a page is the archive with the byte offset of its record ("crawl.warc.gz/10482"), its `url` the target
    address. The date of the record is that of the visit, so it is not taken for the date of publication. A record that
    is cut or does not match its digest is told and left out; so are, as one line with their number, visits that
    found what an earlier one had stored (revisit) and pages over `MAX_FILE`.

    Args:
        part: the archive, compressed or not.
        report: called for each record that is left out.

    Raises:
        UnreadableInput: if it is no web archive, or cannot be read further.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    left_out: Counter[tuple[str, str]] = Counter()
    seen = told = 0
    faults = Capped(report, part.where, "record")
    try:
        for record in ArchiveIterator(_Forward(part.stream), parse_http=False):
            seen += 1
            if record.record_type == WarcRecordType.revisit:
                left_out["visit", "without new content"] += 1
            elif record.content_length > MAX_FILE:
                left_out["record", f"over {MAX_FILE:,} bytes"] += 1
            elif record.record_type == WarcRecordType.response or "WARC-Type" not in record.headers:
                try:
                    page = _page(record, part)
                except UnreadableInput as error:
                    told += 1
                    faults(error)
                else:
                    if page:
                        told += 1
                        yield page
    except OSError as error:
        faults.close()
        reason = str(error).lower() or type(error).__name__
        raise UnreadableInput(part.where, f"got damaged data ({reason}), expected WARC records to the end") from error
    faults.close()
    if not seen:
        raise UnreadableInput(part.where, "got no record, expected a web archive (WARC)")
    if not told and not left_out:
        raise UnreadableInput(part.where, f"got {counted(seen, 'record')} without a page, expected answers with HTML")
    for (noun, what), count in sorted(left_out.items()):
        report(LeftOut(part.where, f"{counted(count, noun)} {what}"))


class _Forward:
    """A stream that knows its place but is read from front to end only, as those of members of archives."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._place = 0

    def read(self, count: int = -1) -> bytes:
        data = self._stream.read(count)
        self._place += len(data)
        return data

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if (offset, whence) not in {(0, io.SEEK_CUR), (self._place, io.SEEK_SET)}:
            raise io.UnsupportedOperation("seek")
        return self._place

    def close(self) -> None:
        self._stream.close()


def _page(record: WarcRecord, part: Part) -> Part | None:
    """The page that a response holds; None if it is no page or its server did not answer 200."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    place = f"{part.where} at byte {record.stream_pos}"
    where = f"{place} ({printable(url)})" if url else place
    length = record.content_length
    block = record.reader.read(length)
    if len(block) < length or not length:
        raise UnreadableInput(where, f"got a record cut after {len(block):,} of {length:,} bytes; fetch the file again")
    path = _path(url)
    if path is None or path == "/robots.txt":
        return None
    answer = _answer(block, "none", where)
    media_type = (answer.http_content_type or "").lower()
    if answer.http_headers.status_code != 200 or media_type not in PAGES:
        return None
    _check_digests(record, block, where)
    charset = answer.http_charset
    with_content = _answer(block, "all", where)
    try:
        data = with_content.reader.read(MAX_FILE + 1)
    except OSError as error:
        raise UnreadableInput(where, f"got a page that cannot be unpacked ({error})") from error
    name = PurePosixPath(path).name
    stream = io.BytesIO(data)
    file = f"{part.file}/{record.stream_pos}"
    return Part(name, where, file, stream, len(data), part.depth, media_type, charset, url)


def _path(url: str) -> str | None:
    """Path of an address of the web, None for what is none."""
    try:
        return urlsplit(url).path if url.lower().startswith(("http://", "https://")) else None
    except ValueError:  # brackets without an IPv6 address
        return None


def _answer(block: bytes, decode: Literal["none", "transfer", "all"], where: str) -> WarcRecord:
    """The HTTP message of a record, its payload still chunked and compressed or not."""
    from fastwarc.warc import WarcRecord

    answer = WarcRecord()
    answer.set_bytes_content(block)
    answer.is_http = True
    try:
        answer.parse_http(auto_decode=decode)
    except OSError as error:
        raise UnreadableInput(where, f"got a broken HTTP answer ({error}), expected headers and a body") from error
    return answer


def _check_digests(record: WarcRecord, block: bytes, where: str) -> None:
    """Raise for content that is not what was recorded.

    The payload digest counts the body as it was sent, or without the chunks of its transfer: crawlers do both.
    """
    whole = record.headers.get("WARC-Block-Digest")
    payload = record.headers.get("WARC-Payload-Digest")
    if whole and _matches(whole, block) is False:
        raise UnreadableInput(where, "got content that does not match its block digest; fetch the file again")
    if payload and not any(
        _matches(payload, _answer(block, decode, where).reader.read()) is not False for decode in ("none", "transfer")
    ):
        raise UnreadableInput(where, "got content that does not match its payload digest; fetch the file again")


def _matches(digest: str, data: bytes) -> bool | None:
    """Whether data have a digest, as `sha1:` and base 32 or hexadecimal digits; None for one of another kind."""
    algorithm, _, value = digest.strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        return None
    found = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    return value.lower().rstrip("=") in {found.hex(), base64.b32encode(found).decode().lower().rstrip("=")}
