"""Which format a document has: by its media type, its suffix, its first bytes, in this order."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

Kind = Literal["text", "markdown", "html", "mail", "pdf", "docx", "feed", "newswire", "xml"]

_BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "mail",
    ".mhtml": "mail",
    ".eml": "mail",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xml": "xml",
    ".rss": "feed",
    ".atom": "feed",
    ".nitf": "newswire",
}
SUFFIXES = tuple(_BY_SUFFIX)
"""Lower-case suffixes of the documents that are read."""
_BY_MEDIA_TYPE: dict[str, Kind] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "multipart/related": "mail",
    "application/x-mimearchive": "mail",
    "message/rfc822": "mail",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/nitf+xml": "newswire",
    "text/nitf": "newswire",
    "application/vnd.iptc.g2.newsitem+xml": "newswire",
    "application/vnd.iptc.g2.newsmessage+xml": "newswire",
}
_MARKUP = frozenset({"html", "xml", "feed", "newswire"})
# Servers send these for anything.
_VAGUE = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream", "application/x-download"})
_BY_ROOT: dict[str, Kind] = {
    "html": "html",
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "nitf": "newswire",
    "newsitem": "newswire",
    "newsmessage": "newswire",
}
_SNIFFED = 8_000  # bytes looked at
_NO_TAG = re.compile(
    r"\s*(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE\s+(?P<doctype>\w+)[^>\[]*(?:\[.*?\])?\s*>)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"\s*<(?:[\w.-]{1,40}:)?(?P<name>[A-Za-z][\w.-]{0,60})[\s/>]")
_HTML_TAGS = frozenset({"head", "body", "meta", "title", "article", "main", "div", "p", "h1", "section", "script"})
_MAIL = re.compile(
    r"(?:(?:From|To|Subject|Date|MIME-Version|Received|Return-Path|Delivered-To|Message-ID|Content-Type"
    r"|X-[\w-]{1,40}|Snapshot-Content-\w{1,20}):[^\n]*\n(?:[ \t][^\n]*\n){0,20}){2}",
    re.IGNORECASE,
)


def can_read(name: str, media_type: str | None = None) -> bool:
    """Whether a document of this name or media type is of a format that is read."""
    return _bare(media_type) in _BY_MEDIA_TYPE or _suffix(name) in _BY_SUFFIX


def kind_of(data: bytes, name: str, media_type: str | None = None) -> Kind | None:
    """Return the format of a document, None if nothing tells it.

    A media type wins over the suffix, but for those that servers send for anything (`text/plain`). The first bytes
    decide where both are silent, and between formats that share a suffix or type: a feed in `.xml` or `text/html`.
    """
    bare = _bare(media_type)
    named = None if bare in _VAGUE else _BY_MEDIA_TYPE.get(bare)
    kind = named or _BY_SUFFIX.get(_suffix(name)) or sniff(data) or _BY_MEDIA_TYPE.get(bare)
    root = _root(_head(data)) if kind in _MARKUP else None
    return kind if root in {None, "xml"} else root


def sniff(data: bytes) -> Kind | None:
    """Return the format that the first bytes show, None if they show none."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx" if b"word/document.xml" in data else None
    head = _head(data)
    return "mail" if _MAIL.match(head) else _root(head)


def _head(data: bytes) -> str:
    """First characters, of whatever encoding, as far as they are ASCII."""
    head = data[:_SNIFFED].replace(b"\x00", b"").decode("latin-1")
    return head.lstrip("\xef\xbb\xbf\xff\xfe \t\r\n").replace("\r\n", "\n")


def _root(head: str) -> Kind | None:
    """Format of the first tag."""
    place, prolog = 0, False
    while match := _NO_TAG.match(head, place):
        if (match["doctype"] or "").lower() == "html":
            return "html"
        prolog = prolog or head.startswith("<?xml", match.start())
        place = match.end()
    tag = _TAG.match(head, place)
    name = tag["name"].lower() if tag else ""
    if name in _HTML_TAGS:
        return "html"
    return _BY_ROOT.get(name, "xml" if prolog else None)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _bare(media_type: str | None) -> str:
    return (media_type or "").partition(";")[0].strip().lower()
