r"""Bytes of a file to text: byte order mark, then UTF-8 or what is declared, then a guess; line ends become "\n"."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from ..errors import UnreadableInput

# The UTF-32 marks come first: the UTF-16 little-endian mark is a prefix of one of them.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESS_BYTES = 200_000
_BINARY = "got binary data, expected text; convert the file to plain text first"


# What browsers take these labels for: pages that declare the left hold the characters of the right.
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


def decode(data: bytes, where: str, charset: str | None = None) -> str:
    r"""Decode one file and normalise its line ends.

    The characters of the result are what `Source` and `Segment` count: the byte order mark is gone,
    "\r\n" and "\r" have become "\n", nothing else is changed.

    Args:
        data: the whole file.
        where: name of the file for the error.
        charset: encoding declared for it; a byte order mark wins, and so does UTF-8 where the data are UTF-8. A name
            that is unknown or does not fit is passed over.

    Raises:
        UnreadableInput: for data that is no text.
    """
    text = _decoded(data, where, charset)
    if "\x00" in text:
        raise UnreadableInput(where, _BINARY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, where: str, charset: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    declared = _codec(charset)
    if b"\x00" in data:
        if declared and declared.startswith(("utf-16", "utf-32")):
            return data.decode(declared, errors="replace")
        raise UnreadableInput(where, _BINARY)
    # An escape means text in a seven-bit encoding, which is UTF-8 too.
    if declared and b"\x1b" in data and declared.startswith(("iso2022", "hz")):
        return data.decode(declared, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data, declared) or _damaged_utf8(data) or _guessed(data, where)


def _codec(charset: str | None) -> str | None:
    """Name of the Python codec for a declared encoding; None for a name that no text encoding has."""
    try:
        info = codecs.lookup((charset or "").strip("\"' \t\r\n"))
    except (LookupError, ValueError):
        return None
    # Some codecs turn bytes to bytes ("hex", "zip"): they are none for text.
    return _MEANT.get(info.name, info.name) if getattr(info, "_is_text_encoding", True) else None


def _declared(data: bytes, codec: str | None) -> str | None:
    """Text in the declared encoding, None if the data are surely not in it."""
    if codec is None or codec in {
        "utf-8",
        "utf-8-sig",
        "utf-7",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
    }:
        return None
    text = data.decode(codec, errors="replace")
    return text if text.count("\ufffd") * 50 <= len(text) else None


def _damaged_utf8(data: bytes) -> str | None:
    """Text of UTF-8 with a few broken bytes; None if the bytes above 127 are mostly not UTF-8."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(1 for char in text if char > "\x7f") - broken
    return text if sound >= 10 * broken else None


def _guessed(data: bytes, where: str) -> str:
    matches = list(from_bytes(data[:_GUESS_BYTES]))
    if not matches or _is_noise(data):
        raise UnreadableInput(where, _BINARY)
    # Western European code pages read a short English text equally well: the usual one wins.
    names = [match.encoding for match in matches]
    encoding = "cp1252" if "cp1252" in names else names[0]
    return data.decode(encoding, errors="replace")


def _is_noise(data: bytes) -> bool:
    sample = data[:_GUESS_BYTES]
    control = sum(1 for byte in sample if byte < 32 and byte not in b"\t\n\r\f\x0b")
    return control * 50 > len(sample)
