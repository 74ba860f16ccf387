"""The same small files as a folder, archive, web archive, table or JSON lines, for the tests of inputs."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
import tarfile
import zipfile

PLACES = ("bridge", "harbour", "library", "market", "school", "station", "theatre")


def prose(number):
    """Two sentences of one article, different for each number, long enough to be surely English."""
    place = PLACES[number % len(PLACES)]
    return (
        f"The council voted on Monday to close the old {place} for {number + 2} weeks, the mayor's office said. "
        f"Residents of the {place} quarter had asked for the repairs since the storms of last winter, and the council "
        f"member Ana Ruiz said that the work would start before the end of the month."
    )


def zipped(files, **options):
    """Bytes of a ZIP file with these members, name -> bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(files, mode="w"):
    """Bytes of a tar file with these members, name -> bytes, or TarInfo for a member that is no file."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        for name, data in files.items():
            if isinstance(data, tarfile.TarInfo):
                archive.addfile(data)
            else:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def answer(body, *headers, status="200 OK", media_type="text/html; charset=utf-8"):
    """Bytes of an HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def record(url, block, *headers, kind="response", cut=0):
    """Bytes of one WARC record; `cut` takes so many bytes off the end of its content."""
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2031-05-06T07:08:09Z",
        f"WARC-Record-ID: <urn:uuid:{hashlib.md5(url.encode() + block).hexdigest()}>",
        "Content-Type: application/http; msgtype=response",
        *headers,
        f"Content-Length: {len(block)}",
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + (block[:-cut] if cut else block + b"\r\n\r\n")


def warced(pages, pack=gzip.compress):
    """Bytes of a web archive, url -> body of the page, each record compressed by itself."""
    return b"".join(pack(record(url, answer(body))) for url, body in pages.items())


def digest(data):
    """The value of a WARC digest header."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def tabled(rows, delimiter=",", **options):
    """Text of a CSV table of dicts, all with the same keys."""
    packed = io.StringIO()
    writer = csv.DictWriter(packed, list(rows[0]), delimiter=delimiter, **options)
    writer.writeheader()
    writer.writerows(rows)
    return packed.getvalue()


def lined(rows):
    """Bytes of a JSON lines file."""
    return "".join(json.dumps(row) + "\n" for row in rows).encode()
