"""Templates filled in: every text escaped, every IRI of the graph with the address of its page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from pyoxigraph import BlankNode, Literal, NamedNode

from ..rdf.store import Store
from ..rdf.terms import compact, term
from .marking import place
from .messages import KINDS, Reply
from .negotiation import NAMED

if TYPE_CHECKING:
    from jinja2 import Environment

    from ..workspace import Graph

_LOCAL = re.compile(rf"(?:{'|'.join(KINDS)})/[^/].*")
_WEB = ("http://", "https://")
_NAMES = ("rdfs:label", "schema:headline")


def html(graph: Graph, template: str, *, status: int = 200, **values: Any) -> Reply:
    """Give a page made of a template; a value that a template needs and does not get is an error."""
    page = _environment().get_template(template)
    text = page.render(
        address=lambda iri: address(graph, iri),
        outside=lambda iri: iri if iri.startswith(_WEB) else None,
        encoded=lambda values: urlencode(values, quote_via=quote),
        formats=[name for name in NAMED if name != "html"],
        base=graph.base,
        **values,
    )
    return Reply(status, "text/html", text.encode("utf-8", "replace"))


def address(graph: Graph, iri: str) -> str:
    """Give the address of an IRI's page on this server."""
    local = iri.removeprefix(graph.base)
    return f"/{local}" if local != iri and _LOCAL.fullmatch(local) else f"/describe?{urlencode({'iri': iri})}"


def cells(graph: Graph, row: Iterable[object]) -> list[dict[str, str]]:
    """Give terms as cells: what to show, and where it leads; terms of the vocabularies lead nowhere.

    What has a name in the graph is shown by it, and keeps its IRI as title.
    """
    made = []
    for each in row:
        value = each.value if isinstance(each, NamedNode | Literal | BlankNode) else str(each or "")
        cell = {"text": value, "link": "", "outside": "", "title": ""}
        if isinstance(each, NamedNode):
            cell["text"] = compact(value)
            if value.startswith(graph.base):
                cell |= {"link": address(graph, value), "text": called(graph.store, value, graph.base), "title": value}
            elif cell["text"] == value and value.startswith(_WEB):
                cell["outside"] = value
        made.append(cell)
    return made


def called(store: Store, iri: str, base: str) -> str:
    """Give the name or headline of a thing of the graph, else its IRI without the base; of a span its characters."""
    span = place(iri)
    if span:
        return f"characters {span[0]}–{span[1]}"
    for name in _NAMES:
        found = sorted(
            quad.object.value
            for quad in store.matching(subject=NamedNode(iri), predicate=term(name))
            if isinstance(quad.object, Literal) and quad.object.value.strip()
        )
        if found:
            return found[0]
    return iri.removeprefix(base)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
