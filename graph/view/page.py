"""Write the page: our template, pyvis' copy of vis-network and the data, in one file."""

from __future__ import annotations

import html
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .payload import SURROGATES, payload, script_json
from .selection import select

if TYPE_CHECKING:
    import networkx as nx

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = (
    "data",
    "marking",
    "sources",
    "filters",
    "drawing",
    "labels",
    "growing",
    "citing",
    "ties",
    "panel",
    "suggesting",
    "routes",
    "paths",
    "saving",
    "legend",
    "controls",
    "start",
)
"""The scripts of the page, in the order in which they are joined: each uses only what stands before it at once."""
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def view(
    network: nx.MultiDiGraph[str], *, title: str, limit: int = 400, focus: str | None = None, hops: int = 1
) -> str:
    """Give one HTML page that draws the network and shows the sentences behind every actor and tie.

    The page is whole in itself: it opens from a file, asks for no other address (a content security policy forbids
    it), and treats all text of articles as text. Nodes without ties are left out and counted. Who speaks about whom is
    in the panel of an actor, and drawn only where the reader asks for it. The same network gives the same bytes.

    Args:
        network: as `tieline.network.network` gives it; an empty one gives a page that says so.
        title: heading of the page.
        limit: most nodes to draw at first, those with the strongest ties. The page holds up to 3,000 (or `limit`, if
            that is more) and draws more of them when the reader asks; it tells how many there are.
        focus: hold only what is at most `hops` ties away from this node (IRI, label or alias).
        hops: see `focus`.

    Raises:
        UsageError: unknown focus, or a limit or number of hops out of range.
    """
    selection = select(network, limit=limit, focus=focus, hops=hops)
    parts = {
        "title": html.escape(title.translate(SURROGATES)),
        "css": _own("page.css"),
        "vis": _vis(),
        "data": script_json(payload(selection, network, title)),
        "script": _script(),
    }
    # One pass: what is put in is never looked at again.
    return _SLOT.sub(lambda slot: parts[slot[1]], _own("page.html"))


@cache
def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    """Join the scripts inside one function, so that their names do not reach the page's global scope."""
    parts = [_own(f"scripts/{name}.js") for name in _SCRIPTS]
    return "\n".join(['"use strict";', "(() => {", *parts, "})();"])


@cache
def _vis() -> str:
    """Read vis-network from pyvis; its source map is an address the page must not ask for."""
    return _SOURCE_MAP.sub("", files("pyvis").joinpath(_VIS).read_text(encoding="utf-8"))
