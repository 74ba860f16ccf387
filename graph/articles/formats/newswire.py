"""News agencies' XML to pages: NewsML-G2 items and messages, NITF documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ...errors import UnreadableInput
from ..frontmatter import Given
from .facts import day_of
from .markup import decode_markup, paragraphs
from .page import Page
from .xml import local_name, parse_xml

_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_WITHDRAWN = re.compile(r"cancell?ed|killed|withheld|withdrawn", re.IGNORECASE)
_DASH = re.compile(r"[-–—]\s*$")
# In order of what comes closest to the day of publication.
_G2_DATES = (
    ".//*[local-name()='pubHistory']/*[local-name()='published']",
    "./*[local-name()='itemMeta']/*[local-name()='firstCreated']",
    "./*[local-name()='itemMeta']/*[local-name()='versionCreated']",
    "./*[local-name()='contentMeta']/*[local-name()='contentCreated']",
)
_G2_PROVIDERS = ("provider", "infoSource", "creditline", "copyrightHolder")


def read_newswire(
    data: bytes, where: str, *, url: str | None = None, report: Callable[[UnreadableInput], None]
) -> Iterator[Page]:
    """Yield one page for each text item, in the order of the document.

    Args:
        data: a NewsML-G2 `newsItem` or `newsMessage`, or an NITF document.
        where: its name for errors.
        url: the address it was fetched from.
        report: called for each item that has no text or that its provider has withdrawn.

    Raises:
        UnreadableInput: if it is not well-formed, declares entities or has no item.
    """
    root = parse_xml(decode_markup(data, where), where)
    items = [element for element in root.iter("{*}newsItem", "{*}nitf") if _is_outermost(element)]
    if not items:
        raise UnreadableInput(where, f"got XML of root {local_name(root)!r}, expected NewsML-G2 or NITF with an item")
    for number, item in enumerate(items, start=1):
        place = where if len(items) == 1 else f"{where}: item {number}"
        try:
            page = _nitf(item, place, url) if local_name(item) == "nitf" else _g2(item, place, url)
        except UnreadableInput as error:
            report(error)
        else:
            yield page


def _g2(item: Any, where: str, url: str | None) -> Page:
    _require_usable(item.xpath("string(.//*[local-name()='pubStatus']/@qcode)"), where)
    body: list[str] = []
    for content in item.xpath(".//*[local-name()='contentSet']/*"):
        if local_name(content) == "inlineXML":
            inner = content.xpath(".//*[local-name()='body.content']") or content.xpath(".//*[local-name()='body']")
            body = body or paragraphs((inner or [content])[0])
        elif local_name(content) == "inlineData" and content.get("contenttype", "text/plain").startswith("text/plain"):
            body = body or [" ".join(line.split()) for line in (content.text or "").splitlines() if line.strip()]
    given = Given(
        title=_first(item, ".//*[local-name()='contentMeta']/*[local-name()='headline']"),
        byline=_byline(_first(item, ".//*[local-name()='contentMeta']/*[local-name()='by']")),
        publisher=_provider(item),
        published=next(filter(None, (day_of(_first(item, path)) for path in _G2_DATES)), None),
        url=url,
    )
    dateline = _first(item, ".//*[local-name()='contentMeta']/*[local-name()='dateline']")
    return _page(body, dateline, given, where)


def _nitf(item: Any, where: str, url: str | None) -> Page:
    _require_usable(item.xpath("string(.//*[local-name()='docdata']/@management-status)"), where)
    content = item.xpath(".//*[local-name()='body.content']")
    dates = [
        item.xpath(f"string(.//*[local-name()='{name}']/@{attribute})")
        for name, attribute in (
            ("pubdata", "date.publication"),
            ("date.issue", "norm"),
            ("date.release", "norm"),
            ("story.date", "norm"),
        )
    ]
    publishers = (
        item.xpath("string(.//*[local-name()='pubdata']/@name)"),
        _first(item, ".//*[local-name()='distributor']"),
        item.xpath("string(.//*[local-name()='doc-id']/@regsrc)"),
        item.xpath("string(.//*[local-name()='doc.copyright']/@holder)"),
    )
    given = Given(
        title=_first(item, ".//*[local-name()='hedline']/*[local-name()='hl1']")
        or _first(item, "./*[local-name()='head']/*[local-name()='title']"),
        byline=_byline(_first(item, ".//*[local-name()='body.head']/*[local-name()='byline']")),
        publisher=next((text.strip() for text in publishers if text and text.strip()), None),
        published=next(filter(None, map(day_of, dates)), None),
        url=url,
    )
    dateline = _first(item, ".//*[local-name()='body.head']/*[local-name()='dateline']")
    return _page(paragraphs(content[0]) if content else [], dateline, given, where)


def _page(body: Sequence[str], dateline: str | None, given: Given, where: str) -> Page:
    """The page of an item; its dateline stands before the first words, as agencies print it."""
    lines = list(body)
    if not any(map(str.isalpha, "".join(lines))):
        raise UnreadableInput(where, "got an item without text (a picture, say), expected an article; leave it out")
    if dateline and not lines[0].startswith(("#", dateline)):
        lines[0] = f"{dateline} {lines[0]}" if _DASH.search(dateline) else f"{dateline} — {lines[0]}"
    return Page("\n\n".join(lines), given, whole=True, markdown=True)


def _require_usable(status: str, where: str) -> None:
    if _WITHDRAWN.search(status):
        raise UnreadableInput(where, f"got an item of status {status!r}: its provider took it back; leave it out")


def _provider(item: Any) -> str | None:
    """Name of the provider: its name in words, else its literal or code."""
    for tag in _G2_PROVIDERS:
        for element in item.xpath(f".//*[local-name()='{tag}']"):
            name = _first(element, "./*[local-name()='name']") or _text(element) or element.get("literal")
            name = name or (element.get("qcode") or "").rpartition(":")[2]
            if name:
                return str(name)
    return None


def _byline(text: str | None) -> str | None:
    return _BY.sub("", text, count=1) if text and _BY.match(text) else text


def _first(element: Any, path: str) -> str | None:
    """Text of the first element at a path, on one line; None if it is not there or empty."""
    return next(filter(None, map(_text, element.xpath(path))), None)


def _text(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None


def _is_outermost(element: Any) -> bool:
    """Whether an item lies in no other one: NITF inside NewsML-G2 is its text."""
    return not any(local_name(above) in {"newsItem", "nitf"} for above in element.iterancestors())
