"""Word documents (.docx) to a page: paragraphs and headings of the main text, core properties."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from ...errors import UnreadableInput
from ..frontmatter import Given
from .page import Page
from .xml import local_name, parse_xml

_MAX_PART = 60_000_000
"""Bytes of an unpacked part; a novel has two million."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OLD = b"\xd0\xcf\x11\xe0"  # an OLE file: Word before 2007, or one with a password
_TITLES = frozenset({"title", "titel", "titre", "heading1"})


def read_docx(data: bytes, where: str, *, url: str | None = None) -> Iterator[Page]:
    """Yield the page of a Word document.

    Deleted text of tracked changes, headers, footers, notes, comments, text boxes and fields' instructions are left
    out; macros and linked files are never looked at. Title and byline are those of the core properties; the date of
    the file is not taken for the date of publication.

    Args:
        data: the file.
        where: its name for errors.
        url: the address it was fetched from.

    Raises:
        UnreadableInput: if it is no Word document, has a password, is too large or has no text.
    """
    if data.startswith(_OLD):
        raise UnreadableInput(
            where, "got an old or password-protected Word file, expected .docx; save it anew as .docx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", where)
            core = _part(archive, "docProps/core.xml", where) if "docProps/core.xml" in archive.namelist() else None
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError) as error:
        why = f"got no Word document ({type(error).__name__}), expected .docx; save it anew as .docx"
        raise UnreadableInput(where, why) from error
    except ValueError as error:
        raise UnreadableInput(where, "got a damaged Word document, expected .docx; save it anew as .docx") from error
    lines = list(_lines(parse_xml(body, where)))
    if not any(map(str.isalpha, "".join(lines))):
        raise UnreadableInput(where, "got a Word document without text, expected an article; check the file")
    yield Page("\n\n".join(lines), _given(core, where, url), markdown=True)


def _part(archive: zipfile.ZipFile, name: str, where: str) -> str:
    """One part as text; its size is counted while it is unpacked, for the directory may lie."""
    with archive.open(name) as stream:
        data = stream.read(_MAX_PART + 1)
    if len(data) > _MAX_PART:
        raise UnreadableInput(where, f"got over {_MAX_PART:,} bytes unpacked, expected less; split the document")
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    return data.decode(encoding)


def _lines(root: Any) -> Iterator[str]:
    """Paragraphs in document order, headings marked; short cells of tables are left out."""
    for paragraph in root.iter(f"{_W}p", f"{_STRICT}p"):
        above = {local_name(element) for element in paragraph.iterancestors()}
        if above & {"txbxContent", "del", "Fallback"}:
            continue
        text = " ".join("".join(_runs(paragraph)).split())
        if text and not ("tc" in above and len(text) < 60):
            level = _level(paragraph)
            yield f"{'#' * level} {text}" if level else text


def _runs(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter():
        kind = local_name(element)
        if kind == "t" and not any(
            local_name(above) in {"del", "moveFrom", "txbxContent"} for above in _up(element, paragraph)
        ):
            yield element.text or ""
        elif kind in {"tab", "br", "cr"} and local_name(element.getparent()) == "r":
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"


def _up(element: Any, top: Any) -> Iterator[Any]:
    for above in element.iterancestors():
        if above is top:
            return
        yield above


def _level(paragraph: Any) -> int:
    """Depth of a heading by its style or outline level, 0 for other paragraphs."""
    properties = next((child for child in paragraph if local_name(child) == "pPr"), None)
    for child in properties if properties is not None else ():
        value = next((text for key, text in child.attrib.items() if key.rpartition("}")[2] == "val"), "")
        if local_name(child) == "outlineLvl" and value.isdecimal() and int(value) < 6:
            return int(value) + 1
        style = value.casefold().replace(" ", "")
        if local_name(child) == "pStyle" and style in _TITLES:
            return 1
        if local_name(child) == "pStyle" and style.startswith(("heading", "berschrift", "titre", "subtitle")):
            return max(2, min(6, int(style[-1]))) if style[-1].isdecimal() else 2
    return 0


def _given(core: str | None, where: str, url: str | None) -> Given:
    if core is None:
        return Given(url=url)
    try:
        root = parse_xml(core, where)
    except UnreadableInput:
        return Given(url=url)
    title, creator = (" ".join((root.findtext(f".//{_DC}{name}") or "").split()) for name in ("title", "creator"))
    return Given(title=title or None, byline=creator or None, url=url)
