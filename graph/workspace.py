"""A graph folder in Python: ask it, look at it, export it.

import tieline
graph = tieline.open("g")
graph.query("members-of", organization="Popular Mobilization Forces")
network = graph.network()          # a networkx.MultiDiGraph
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import language
from .articles import read
from .errors import GraphFolderError, UsageError
from .extraction.extract import extract as extract_article
from .findings import Findings
from .identity import Authority, resolve
from .network import network as project
from .network import node_named, paths
from .records import Article, Extraction, Source

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset

    from .network import Path as TiePath
    from .rdf.results import Result
    from .rdf.store import Store

__all__ = ["Graph", "extract", "open_graph", "read"]


def extract(article: Article | str, *, model: str | None = None, authority: Sequence[str | Path] = ()) -> Extraction:
    """Return what one article says, identities included.

    Args:
        article: from `tieline.read`, or plain text, which is taken as it is.
        model: "accurate" (the default), "small", or an installed spaCy pipeline.
        authority: authority files of the user's own.
    """
    if isinstance(article, str):
        article = Article(id="text", key="text", text=article, source=Source("text", 0, len(article)))
    names = Authority.shipped()
    for file in authority:
        names = names.with_file(Path(file))
    nlp = language.load(model)
    return resolve(extract_article(article, nlp, names=names, model=language.model_version(model)), names)


def open_graph(folder: str | Path) -> Graph:
    """Open a graph folder for reading.

    Raises:
        GraphFolderError: if it is no graph folder.
    """
    return Graph(Path(folder))


class Graph:
    """A graph folder, opened for reading. Close it, or use it in a `with` block.

    Args:
        folder: made by `tieline build`.
    """

    def __init__(self, folder: Path) -> None:
        from .rdf.store import Store

        if not (folder / "findings.sqlite").is_file():
            raise GraphFolderError(f"no graph in {folder}; make one with: tieline build INPUT --into {folder}")
        self.folder = folder
        self._findings = Findings(folder / "findings.sqlite", read_only=True)
        self.store: Store = Store.open(folder / "snapshot", read_only=True)
        self._network = cache(self._project)

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the files."""
        self._findings.close()
        self.store.close()

    def extractions(self) -> list[Extraction]:
        """Return what was read out of every article, in order of the article keys."""
        return list(self._findings.resolved())

    def query(self, name: str, **parameters: str) -> Result:
        """Run a query of the library, a `.rq` file, or SPARQL text.

        Args:
            name: name in the library ("ties-between"), path of a file ending in .rq, or the query itself.
            parameters: as the query's header lists them; entities may be given by name.

        Raises:
            UsageError: unknown query, parameter or entity, or faulty SPARQL.
        """
        from .rdf.library import load, run

        return run(self.store, load(name), parameters)

    def network(self, *, statements: bool = True) -> nx.MultiDiGraph[str]:
        """Return the ties as a networkx graph; see `tieline.network.network` for its attributes."""
        return self._network(statements)

    def _project(self, statements: bool) -> nx.MultiDiGraph[str]:
        return project(self._findings.resolved(), names=self._preferred_names(), statements=statements)

    def _preferred_names(self) -> dict[str, str]:
        rows = self.query("SELECT DISTINCT ?entity ?name WHERE { ?entity tl:authorityId ?id ; rdfs:label ?name }").rows
        return {getattr(node, "value", ""): getattr(name, "value", "") for node, name in rows}

    def entity(self, name: str) -> dict[str, Any]:
        """Return the attributes of one actor by IRI, name or alias, its ties under "ties".

        Raises:
            UsageError: if nothing, or more than one thing, is called so.
        """
        network = self.network()
        node = node_named(network, name)
        return {"iri": node, **network.nodes[node], "ties": self.ties(node)}

    def ties(self, name: str, other: str | None = None) -> list[dict[str, Any]]:
        """Return the ties of one actor, or between two, most articles first; each with its evidence."""
        network = self.network()
        node = node_named(network, name)
        end = node_named(network, other) if other else None
        found = [
            {"subject": a, "object": b, **data}
            for a, b, data in [*network.out_edges(node, data=True), *network.in_edges(node, data=True)]
            if end is None or end in {a, b}
        ]
        unique = {(tie["subject"], tie["object"], tie["type"]): tie for tie in found}
        return sorted(unique.values(), key=lambda tie: (-tie["weight"], tie["type"], tie["subject"], tie["object"]))

    def path(self, a: str, b: str, *, limit: int = 3) -> list[TiePath]:
        """Return how two actors are tied: shortest and strongest chains, each step with its sentences."""
        return paths(self.network(), a, b, limit=limit)

    def view(self, *, title: str = "tieline", focus: str | None = None, hops: int = 1, limit: int = 400) -> str:
        """Return the network as one HTML page that needs no other file and no network."""
        from .view import view

        return view(self.network(statements=False), title=title, focus=focus, hops=hops, limit=limit)

    def export(self, form: str) -> bytes:
        """Return the graph in one of the formats of `tieline export`.

        Raises:
            UsageError: if there is no such format.
        """
        from io import BytesIO

        from .network import FORMATS as NETWORK_FORMATS
        from .network import export as export_network
        from .rdf.export import FORMATS, export

        if form in NETWORK_FORMATS:
            return export_network(self.network(), form).encode()
        if form not in FORMATS:
            known = ", ".join([*FORMATS, *NETWORK_FORMATS])
            raise UsageError(f"unknown format {form!r}; choose one of {known}")
        stream = BytesIO()
        export(self.store, form, stream)
        return stream.getvalue()

    def dataset(self) -> Dataset:
        """Return an rdflib Dataset over the same store."""
        return self.store.dataset()
