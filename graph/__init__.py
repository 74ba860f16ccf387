"""tieline: news articles in, a knowledge graph out, every triple traced to the sentence that says it.

    read(inputs)            files and folders → articles
    extract(article)        one article → entities, statements, events, relations
    build(inputs, into)     articles → a graph folder
    open(folder)            a graph folder → Graph: query, network, view, export

Importing is light; spaCy and the stores load on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .articles import ReadOptions, read
    from .builder import Report, build
    from .errors import GraphFolderError, ModelNotFound, TielineError, UnreadableInput, UsageError
    from .workspace import Graph, extract
    from .workspace import open_graph as open

__all__ = [
    "Graph",
    "GraphFolderError",
    "ModelNotFound",
    "ReadOptions",
    "Report",
    "TielineError",
    "UnreadableInput",
    "UsageError",
    "build",
    "extract",
    "open",
    "read",
]

_HOMES = {
    "Graph": ("workspace", "Graph"),
    "GraphFolderError": ("errors", "GraphFolderError"),
    "ModelNotFound": ("errors", "ModelNotFound"),
    "ReadOptions": ("articles", "ReadOptions"),
    "Report": ("builder", "Report"),
    "TielineError": ("errors", "TielineError"),
    "UnreadableInput": ("errors", "UnreadableInput"),
    "UsageError": ("errors", "UsageError"),
    "build": ("builder", "build"),
    "extract": ("workspace", "extract"),
    "open": ("workspace", "open_graph"),
    "read": ("articles", "read"),
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module(".version", __name__).VERSION
    if name == "language":
        return import_module(".language", __name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    value = getattr(import_module(f".{module}", __name__), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__", "language"])
