"""Write the page: our template, pyvis' copy of vis-network and the data, in one file."""

from __future__ import annotations

import html
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .payload import payload, script_json
from .pyvis_network import to_pyvis
from .selection import select

if TYPE_CHECKING:
    import networkx as nx

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def view(
    network: nx.MultiDiGraph[str], *, title: str, limit: int = 400, focus: str | None = None, hops: int = 1
) -> str:
    """Give one HTML page that draws the network and shows the sentences behind every actor and tie.

    The page is whole in itself: it opens from a file, asks for no other address (a content security policy forbids
    it), and treats all text of articles as text. Nodes without ties are left out and counted. The same network gives
    the same bytes.

    Args:
        network: as `tieline.network.network` gives it; an empty one gives a page that says so.
        title: heading of the page.
        limit: most nodes to draw, those with the strongest ties first; the page tells how many there are.
        focus: draw only what is at most `hops` ties away from this node (IRI, label or alias).
        hops: see `focus`.

    Raises:
        UsageError: unknown focus, or a limit or number of hops out of range.
    """
    selection = select(network, limit=limit, focus=focus, hops=hops)
    data = payload(selection, to_pyvis(selection.network), title)
    parts = {
        "title": html.escape(title),
        "css": _own("page.css"),
        "vis": _vis(),
        "data": script_json(data),
        "script": _own("page.js"),
    }
    # One pass: what is put in is never looked at again.
    return _SLOT.sub(lambda slot: parts[slot[1]], _own("page.html"))


@cache
def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _vis() -> str:
    """Read vis-network from pyvis; its source map is an address the page must not ask for."""
    return _SOURCE_MAP.sub("", files("pyvis").joinpath(_VIS).read_text(encoding="utf-8"))
