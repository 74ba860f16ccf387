"""Mails and pages saved as one file (MHTML) to a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import cast

from ...errors import UnreadableInput
from ..decoding import decode
from ..frontmatter import Given
from .facts import day_of
from .html import read_markup
from .markup import decode_markup, paragraphs, parse_html
from .page import Page

_MAX_PARTS = 5_000
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PREFIX = re.compile(r"(?:re|fwd?|aw|wg|tr|sv)\s*(?:\[\d+\])?:\s*", re.IGNORECASE)
_QUOTE = re.compile(r"(?:>[ \t]?){1,9}")
_WROTE = re.compile(
    r"On .{6,200}\bwrote:|-{3,}\s*(?:Original|Forwarded) message\s*-{3,}|Begin forwarded message:", re.IGNORECASE
)
_PLAIN_ENOUGH = 0.5
_LONGEST_HEADER = 2_000  # characters; the standard library takes time that grows with the square of the length
_BROKEN = (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError)


class _Policy(policy.EmailPolicy):
    """Reads no more of a header than its beginning."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def read_mail(data: bytes, where: str, *, url: str | None = None) -> Iterator[Page]:
    """Yield the page of a mail or of a web page saved as MHTML. Attachments are not read.

    Of a mail, the plain text is taken unless the HTML holds more than twice as much. Quotation marks of replies
    (">") and the signature are left out; the subject is the title, the sender the publisher and the date that of
    the mail, unless it is forwarded: then the text itself has to say. A newsletter is split into its articles.

    Args:
        data: the mail.
        where: its name for errors.
        url: the address it was fetched from; the one that MHTML names wins.

    Raises:
        UnreadableInput: if it has no text.
    """
    message = _parsed(data, where)
    parts = _text_parts(message, where)
    saved = message.get("Snapshot-Content-Location") or message.get_content_type() == "multipart/related"
    pages = [part for part in parts if part.get_content_type() in _HTML]
    if saved and pages:
        own = _header(message, "Snapshot-Content-Location") or _header(pages[0], "Content-Location")
        address = own if own and own.startswith(("http://", "https://")) else url
        yield from read_markup(decode_markup(_payload(pages[0]), where, _charset(pages[0])), where, url=address)
        return
    lines = _body(parts, where)
    if not any(map(str.isalpha, "".join(lines))):
        raise UnreadableInput(where, "got a mail without text, expected an article; save its attachments as files")
    yield Page("\n".join(lines), _given(message, url))


def _parsed(data: bytes, where: str) -> EmailMessage:
    try:
        message = cast("EmailMessage", BytesParser(_class=EmailMessage, policy=_Policy()).parsebytes(data))
    except _BROKEN as error:
        raise UnreadableInput(where, f"got a broken mail ({type(error).__name__}), expected MIME") from error
    if not message.keys():
        raise UnreadableInput(where, "got no mail headers, expected a mail or MHTML; check the file")
    return message


def _text_parts(message: EmailMessage, where: str) -> list[EmailMessage]:
    """Text parts that are no attachments, in order; those of an attached mail too."""
    found = []
    try:
        for number, part in enumerate(message.walk()):
            if number > _MAX_PARTS:
                raise UnreadableInput(where, f"got over {_MAX_PARTS:,} parts, expected fewer; save the text alone")
            wanted = part.get_content_type() in _HTML or part.get_content_type() == "text/plain"
            if wanted and "attachment" not in (_header(part, "Content-Disposition") or "").lower():
                found.append(part)
    except RecursionError as error:
        raise UnreadableInput(where, "got parts nested too deep, expected a mail; save the text alone") from error
    return found


def _body(parts: list[EmailMessage], where: str) -> list[str]:
    """Lines of the plain text, or of the HTML where that holds much more."""
    plain = [line for part in parts if part.get_content_type() == "text/plain" for line in _plain_lines(part, where)]
    rich: list[str] = []
    for part in parts:
        if part.get_content_type() in _HTML:
            text = decode_markup(_payload(part), where, _charset(part))
            if text.strip():
                rich += [line for text in paragraphs(parse_html(text, where)) for line in (text.lstrip("# "), "")]
    enough = sum(map(len, plain)) >= _PLAIN_ENOUGH * sum(map(len, rich))
    return plain if enough and any(map(str.strip, plain)) else rich


def _plain_lines(part: EmailMessage, where: str) -> Iterator[str]:
    """Lines without marks of quotation; soft line ends (RFC 3676) joined; nothing behind the signature."""
    text = decode(_payload(part), where, _charset(part))
    flowed = str(part.get_param("format") or "").lower() == "flowed"
    tight = str(part.get_param("delsp") or "").lower() == "yes"
    held = ""
    for raw in text.split("\n"):
        if raw in {"-- ", "--"}:
            break
        mark = _QUOTE.match(raw)
        line = raw[mark.end() :] if mark else raw
        if _WROTE.fullmatch(line.strip()):
            continue
        if flowed and not mark and line.startswith(" "):
            line = line[1:]  # space-stuffed
        if flowed and line.endswith(" ") and line.strip():
            held += line[:-1] if tight else line
            continue
        yield held + line
        held = ""
    if held:
        yield held


def _given(message: EmailMessage, url: str | None) -> Given:
    subject = _header(message, "Subject") or ""
    title = subject
    while match := _PREFIX.match(title):
        title = title[match.end() :]
    given = Given(title=" ".join(title.split()) or None, url=url)
    if title != subject:
        return given  # sender and date are those of the one who passed it on
    name, address = parseaddr(_header(message, "From") or "")
    return replace(
        given, publisher=" ".join(name.split()) or address or None, published=day_of(_header(message, "Date"))
    )


def _header(message: EmailMessage, name: str) -> str | None:
    """Value of a header, None if it is missing or too broken for the standard library."""
    try:
        value = message.get(name)
    except _BROKEN:
        return None
    return str(value) if value is not None else None


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except _BROKEN:
        return None
