"""Markup bytes to text, and elements to paragraphs."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from ...errors import UnreadableInput
from ..decoding import decode

MAX_MARKUP = 10_000_000
"""Longest markup read, in characters, pictures inside it left out."""
_MAX_ELEMENTS = 200_000
_MAX_ATTRIBUTES = 200
_LONG_TAG = 100_000  # characters; reading a tag takes time that grows with the square of its attributes
_MANY = 10_000
_SCANNED = 4096  # bytes in which an encoding is declared
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(?P<meta>[\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"'](?P<xml>[\w.:-]{2,40})[\"']",
    re.IGNORECASE,
)
# Saved pages hold their pictures and fonts as base64: most of their bytes, and nothing to read.
_EMBEDDED = re.compile(r"data:[\w.+/-]{1,80}(?:;[\w=.+-]{1,80}){0,4},[\w+/=%.~-]{200,}")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_HEADING = re.compile(r"h([1-6])|hl([12])")
_BLOCK_NAMES = (
    "address article aside block blockquote body bq br caption cell center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 head header hl1 hl2 hr html item lb li list main nav ol p pre quote row"
    " section summary table tbody td tfoot th thead tr ul"
)
_DROPPED_NAMES = (
    "aside audio button canvas datalist dialog embed figcaption figure footer form graphic iframe input map math media"
    " menu meta nav noscript object option picture rp rt script select style svg template textarea title video"
)
_BLOCKS, _DROPPED = frozenset(_BLOCK_NAMES.split()), frozenset(_DROPPED_NAMES.split())
_CELLS = frozenset({"td", "th", "cell"})
_LEAST_CELL = 60  # characters; shorter cells are figures of a table, not sentences
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert\w*|banner|breadcrumbs?|captions?|comments?|consent|cookies?|disqus|gdpr|modal"
    r"|newsletter|outbrain|pagination|paywall|popup|promo|recommended|related|share|sharing|sidebar|signup|sitefooter"
    r"|social|sponsored|subscribe|subscription|taboola|toolbar|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)


def decode_markup(data: bytes, where: str, charset: str | None = None) -> str:
    """Decode HTML or XML: by the byte order mark, the given charset, what the markup declares, a guess, in this order.

    Embedded pictures and fonts (`data:` addresses) are left out.

    Raises:
        UnreadableInput: for data that is no text, or too much.
    """
    match = _DECLARED.search(data[:_SCANNED])
    declared = (match["meta"] or match["xml"]).decode("ascii") if match else None
    if declared and declared.lower().startswith(("utf-16", "utf16", "ucs-2", "utf-32")):
        declared = None  # a declaration that can be read as ASCII is not in that encoding
    text = decode(data, where, charset or declared)
    text = _EMBEDDED.sub("data:,", text) if "data:" in text else text
    if len(text) > MAX_MARKUP:
        raise UnreadableInput(where, f"got {len(text):,} characters, expected at most {MAX_MARKUP:,}; split the file")
    return text


def parse_html(text: str, where: str) -> Any:
    """Return the root element of an HTML text; nothing outside it is loaded.

    Raises:
        UnreadableInput: if it has no element, or too many.
    """
    if any(len(part) > _LONG_TAG and part.rpartition("<")[2].count("=") > _MANY for part in text.split(">")):
        raise UnreadableInput(where, f"got a tag of over {_MANY:,} attributes, expected fewer; save the page as text")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInput(where, "got no HTML, expected a page with text; check the file") from error
    count = 0
    for element in root.iter():
        count += 1
        if len(element.attrib) > _MAX_ATTRIBUTES:
            element.attrib.clear()
    if count > _MAX_ELEMENTS:
        raise UnreadableInput(where, f"got a page of {count:,} elements, expected at most {_MAX_ELEMENTS:,}; split it")
    return root


def paragraphs(root: Any, *, furniture: bool = True) -> list[str]:
    """Return the paragraphs below an element, white space collapsed; headings begin with "# " to "###### ".

    Scripts, forms, navigation, figures, asides and what is hidden are left out, and the figures of tables.

    Args:
        root: of HTML, NITF, or what trafilatura makes of HTML.
        furniture: keep elements whose class or id says that they are furniture (comments, cookies, related).
    """
    found: list[str] = []
    words: list[str] = []
    cells: list[int] = []
    level = dropped = 0

    def flush() -> None:
        text = _SPACES.sub(" ", "".join(words)).strip()
        words.clear()
        if text:
            found.append(f"{'#' * level} {text}" if level else text)

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = _tag(element)
        if event == "start":
            if dropped or (element is not root and _is_dropped(element, tag, furniture=furniture)):
                dropped += 1
                continue
            if tag in _BLOCKS:
                flush()
                level = _level(element, tag) or (level if tag in {"br", "lb"} else 0)
                if tag in _CELLS:
                    cells.append(len(found))
            words.append(element.text or "")
            continue
        if not dropped and tag in _BLOCKS:
            flush()
            level = 0 if tag not in {"br", "lb"} else level
            if tag in _CELLS and cells:
                first = cells.pop()
                if len(found) - first == 1 and len(found[first]) < _LEAST_CELL:
                    found.pop()
        dropped = max(0, dropped - 1)
        if not dropped and element is not root:
            words.append(element.tail or "")
    flush()
    return found


def _tag(element: Any) -> str:
    """Local name in lower case; "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _level(element: Any, tag: str) -> int:
    match = _HEADING.fullmatch(element.get("rend") or "h2" if tag == "head" else tag)
    return int(match[1] or match[2]) if match else 0


def _is_dropped(element: Any, tag: str, *, furniture: bool) -> bool:
    if not tag or tag in _DROPPED or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    if furniture or tag in {"body", "html", "main", "article"}:
        return False
    return any(_FURNITURE.search(element.get(name) or "") for name in ("class", "id"))
