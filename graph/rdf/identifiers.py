"""Mint IRIs: the same content gets the same IRI, and hostile text never gets into one.

Under the base (default `https://w3id.org/tieline/id/`) stand `article/KEY` with its text spans `article/KEY#char=b,e`
(RFC 5147), `graph/NAME`, `entity/ID`, `assertion/`, `statement/`, `event/` with `KEY-DIGEST`, `happening/` with
that of an event, `syndication/KEY`, `run/` and `decision/` with `DIGEST`, `tool/` and `agent/` with the name.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode

from ..errors import TielineError, UsageError
from ..records import DEFAULT_BASE, Span

_UNSAFE = re.compile(r"[^a-z0-9]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 80
_SURROGATES = re.compile("[\ud800-\udfff]")
# What RFC 3987 leaves out of every part of an IRI, and "%" only where it starts no escape.
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\xa0]|%(?![0-9A-Fa-f]{2})')


def slug(text: str) -> str:
    """Return `text` as lower-case ASCII letters, digits and single hyphens, never empty.

    A text that is such a slug already is returned unchanged. Any other gets a hash of the whole text at its end, so
    that two texts never share a slug ("Kataib" and "Kata'ib" do not).
    """
    if len(text) <= _LONGEST_SLUG and _SLUG.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    readable = _UNSAFE.sub("-", plain).strip("-")[:48].strip("-")
    digest = hashlib.sha256(well_formed(text).encode()).hexdigest()[:10]
    return f"{readable}-{digest}" if readable else digest


def well_formed(text: str) -> str:
    r"""Return `text` with lone surrogates replaced by U+FFFD, character for character: offsets stay right.

    JSON can carry them (`"\ud800"`); RDF and UTF-8 cannot.
    """
    return _SURROGATES.sub("�", text)


@lru_cache(maxsize=16)
def checked_base(base: str) -> str:
    """Return `base` if IRIs can be minted under it.

    Raises:
        UsageError: if it is no absolute http(s) IRI that ends in "/" or "#".
    """
    node = web_iri(base)
    if node is None or node.value != base or not base.endswith(("/", "#")):
        raise UsageError(f"base of identifiers: got {base!r}, expected an http or https IRI that ends in '/' or '#'")
    return base


def article_iri(key: str, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of an article, by its key."""
    return NamedNode(f"{checked_base(base)}article/{slug(key)}")


def span_iri(article: NamedNode, span: Span) -> NamedNode:
    """Return the IRI of a run of an article's text (RFC 5147: characters, end excluded)."""
    return NamedNode(f"{article.value}#char={span.start},{span.end}")


def graph_iri(key: str, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of the graph that holds what was read out of one article."""
    return NamedNode(f"{checked_base(base)}graph/{slug(key)}")


def authority_graph(base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of the graph of the authority entries in use."""
    return graph_iri("authority", base)


def names_graph(base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of the graph of the names that entities are shown by."""
    return graph_iri("names", base)


def runs_graph(base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of the graph that tells which program read the articles."""
    return graph_iri("runs", base)


def happenings_graph(base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of the graph of the happenings, each with its reports."""
    return graph_iri("happenings", base)


def copies_graph(base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of the graph of copies and their sources."""
    return graph_iri("copies", base)


def decisions_graph(base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of the graph of the decisions that apply."""
    return graph_iri("decisions", base)


def decision_iri(content: object, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of a decision, by its content (JSON)."""
    return NamedNode(f"{checked_base(base)}decision/{_digest(content)}")


def syndication_iri(root: str, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of a family of copies, by the key of its first article."""
    return NamedNode(f"{checked_base(base)}syndication/{slug(root)}")


def authority_iri(entry_id: str, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of an authority entry: `entity/ID`, the id unchanged, as `tieline.identity` writes it.

    Raises:
        TielineError: if the id holds what no IRI may hold.
    """
    return entity_node(f"{checked_base(base)}entity/{entry_id}", f"authority entry {entry_id!r}")


def run_iri(content: object, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of a run of the program, by its content (JSON)."""
    return NamedNode(f"{checked_base(base)}run/{_digest(content)}")


def tool_iri(name: str, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of a version of tieline or of a language pipeline."""
    return NamedNode(f"{checked_base(base)}tool/{slug(name)}")


def person_iri(name: str, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of somebody who makes decisions, by the name given with them."""
    return NamedNode(f"{checked_base(base)}agent/{slug(name)}")


def record_iri(kind: str, key: str, content: object, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of an assertion, statement or event of an article.

    Args:
        kind: "assertion", "statement" or "event".
        key: of the article.
        content: what tells this record from the others of the article, as JSON can hold it. Local ids ("e1") and
            resolved IRIs do not belong in it: both change when other things are found.
    """
    return NamedNode(f"{checked_base(base)}{kind}/{slug(key)}-{_digest(content)}")


def entity_node(iri: str, where: str) -> NamedNode:
    """Return an entity's resolved IRI as a node.

    Raises:
        TielineError: if it is empty or no absolute IRI.
    """
    if not iri:
        raise TielineError(f"{where}: got no iri, expected one; resolve the article with tieline.identity first")
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise TielineError(f"{where}: got iri {iri!r}, expected an absolute IRI ({error})") from error


def web_iri(url: str) -> NamedNode | None:
    """Return a page's address as a node, with characters that no IRI may hold escaped; None unless http or https."""
    text = _NOT_IN_IRI.sub(lambda found: quote(found[0]), well_formed(url).strip())
    try:
        parts = urlsplit(text)
        return NamedNode(text) if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def _digest(content: object) -> str:
    canonical = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
