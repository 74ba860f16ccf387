"""XML that strangers wrote: parsed without entities, without its DTD, without a network."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from lxml import etree

from ...errors import UnreadableInput
from ...wording import one_line

_DOCTYPE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*+<!DOCTYPE\s[^>\[]*+(?P<subset>\[)?", re.DOTALL)
_OWN = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_REFUSED = (
    "got XML that declares entities, expected none; such a file can blow up or read other files: export it anew"
    " without a DTD"
)


def safe_text(text: str, where: str) -> str:
    """Return XML text without its declaration, the named characters of HTML written out.

    Raises:
        UnreadableInput: if its document type declares anything, used or not.
    """
    doctype = _DOCTYPE.match(text)
    if doctype and doctype["subset"]:
        raise UnreadableInput(where, _REFUSED)
    return _NAMED.sub(_character, _DECLARATION.sub("", text)).strip()


def parse_xml(text: str, where: str) -> Any:
    """Return the root element of an XML text.

    Raises:
        UnreadableInput: if it is not well-formed, declares entities or is nested too deep.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        return etree.fromstring(safe_text(text, where).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        reason = one_line(error)[:200]
        raise UnreadableInput(where, f"got broken XML ({reason}), expected a well-formed document") from error


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _character(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _OWN else html5.get(name, match[0])
