"""A store of named graphs on disk or in memory, over Oxigraph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat

from ..errors import GraphFolderError, UsageError
from ..wording import one_line
from .serialize import serialized
from .sparql import keywords
from .terms import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

QueryResults = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Askable(Protocol):
    """What the library can ask: a `Store` or a `RemoteStore`."""

    def query(self, sparql: str) -> QueryResults:
        """Answer a SPARQL 1.1 query over the union of all graphs."""

    def matching(self, *, subject: NamedNode | None = None, predicate: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads with this subject and predicate (each if given)."""


class Store:
    """Quads in named graphs, one writer at a time.

    Make one with `Store.open` or `Store.memory`. Each change is one transaction: all of it or nothing is kept, and no
    reader sees a half.
    """

    def __init__(self, oxigraph: ox.Store) -> None:
        self.oxigraph = oxigraph
        """The store beneath, for what this class does not offer. It must not be kept beyond the life of this object."""

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False) -> Store:
        """Open the store in a folder; without `read_only` the folder is made if it is missing.

        A folder that a writer has open must not be opened with `read_only` (what it shows is undefined): read a
        `backup` instead.

        Raises:
            GraphFolderError: if another process writes to it, it is missing (`read_only`), or it is no store.
        """
        where = str(path)
        if read_only and not (Path(path) / "CURRENT").is_file():
            raise GraphFolderError(f"graph folder {where}: got no store there, expected one; build it first")
        try:
            return cls(ox.Store.read_only(where) if read_only else ox.Store(where))
        except OSError as error:
            if "LOCK" in str(error):
                raise GraphFolderError(
                    f"graph folder {where}: in use by another process, expected one writer at a time; "
                    "wait for it to end or work on a backup"
                ) from error
            raise GraphFolderError(f"graph folder {where}: cannot be opened as a store ({one_line(error)})") from error

    @classmethod
    def memory(cls) -> Store:
        """Make an empty store that is gone with the process."""
        return cls(ox.Store())

    def __len__(self) -> int:
        return len(self.oxigraph)

    def graphs(self) -> list[NamedNode]:
        """Return the named graphs that hold anything, sorted by IRI."""
        named = (node for node in self.oxigraph.named_graphs() if isinstance(node, NamedNode))
        filled = (node for node in named if any(True for _ in self.quads(node)))
        return sorted(filled, key=lambda node: node.value)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of a graph, or all, in no order."""
        return self.oxigraph.quads_for_pattern(None, None, None, graph)

    def matching(
        self, *, subject: NamedNode | None = None, predicate: NamedNode | None = None, graph: NamedNode | None = None
    ) -> Iterator[Quad]:
        """Yield the quads with this subject, predicate and graph (each if given), in no order."""
        return self.oxigraph.quads_for_pattern(subject, predicate, None, graph)

    def replace_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Let `graph` hold these quads and nothing else, in one transaction.

        Raises:
            UsageError: if a quad belongs to another graph.
        """
        new, old = set(_checked(graph, quads)), set(self.quads(graph))
        gone, fresh = old - new, new - old
        if any(isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode) for quad in gone):
            gone, fresh = old, new
            emptied = f"CLEAR SILENT GRAPH {graph}"  # nothing can be deleted by the name of a blank node
        else:
            emptied = f"DELETE DATA {{ GRAPH {graph} {{ {_data(gone)} }} }}"
        if gone or fresh:
            self.oxigraph.update(f"{emptied} ; INSERT DATA {{ GRAPH {graph} {{ {_data(fresh)} }} }}")

    def replace_subjects(self, graph: NamedNode, subjects: Iterable[str], quads: Iterable[Quad]) -> None:
        """Let `graph` hold these quads and no others of the subjects; what is new comes in one transaction.

        Raises:
            UsageError: if a quad belongs to another graph.
        """
        new = set(_checked(graph, quads))
        old = {quad for iri in subjects for quad in self.matching(subject=NamedNode(iri), graph=graph)}
        if gone := old - new:
            self.oxigraph.update(f"DELETE DATA {{ GRAPH {graph} {{ {_data(gone)} }} }}")
        self.oxigraph.extend(new - old)

    def remove_graph(self, graph: NamedNode) -> None:
        """Remove a graph and all it holds; one that is not there is no error."""
        self.oxigraph.update(f"DROP SILENT GRAPH {graph}")

    def query(self, sparql: str) -> QueryResults:
        """Answer a SPARQL 1.1 query; the prefixes of `terms.PREFIXES` need no declaration.

        The default graph is the union of all graphs, in which a triple that two graphs hold counts twice: say DISTINCT.
        A query with FROM gets the graphs it names.

        Raises:
            UsageError: if it cannot be parsed or calls another server (SERVICE): nothing leaves this machine.
        """
        words = keywords(sparql)
        if "SERVICE" in words:
            raise UsageError("query: got SERVICE, expected a query over this graph alone; remove the SERVICE block")
        try:
            return self.oxigraph.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union="FROM" not in words)
        except SyntaxError as error:
            raise UsageError(f"query: cannot be parsed as SPARQL 1.1 ({one_line(error)})") from error

    def dataset(self) -> Dataset:
        """Return an rdflib Dataset over the same quads, its default graph the union of all graphs.

        Give it queries as text: a prepared query silently runs on rdflib's own engine, some thirty times slower.
        """
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        dataset = Dataset(store=OxigraphStore(store=self.oxigraph), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def flush(self) -> None:
        """Write what is in memory to the disk; a store in memory has nothing to write."""
        self.oxigraph.flush()

    def close(self) -> None:
        """Let go of the folder, so that another process may write to it. The store is of no use afterwards."""
        del self.oxigraph

    def backup(self, path: Path | str) -> None:
        """Write a copy of a store on disk into a new folder (hard links where the file system is the same).

        Raises:
            GraphFolderError: if the folder exists, cannot be written, or this store is in memory.
        """
        if Path(path).exists():
            raise GraphFolderError(
                f"backup folder {path}: got one that exists, expected a new one; choose another name"
            )
        try:
            self.oxigraph.backup(str(path))
        except (OSError, RuntimeError) as error:
            raise GraphFolderError(f"backup folder {path}: cannot be written ({one_line(error)})") from error

    def add_graphs(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> None:
        """Write graphs that hold nothing yet, three times as fast as `replace_graph`.

        On a disk this is no transaction: if the process is killed, some quads may be there and others not.

        Raises:
            UsageError: if a quad belongs to another graph.
        """
        inserted: list[Quad] = []
        for graph, quads in graphs.items():
            inserted += _checked(graph, quads)
        self.oxigraph.bulk_extend(inserted)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads to whatever graphs they belong to, in one transaction: for a first build."""
        self.oxigraph.extend(list(quads))


def digest(quads: Iterable[Quad]) -> str:
    """Return a hash of the quads, whatever their order and however often each is given."""
    lines = serialized(quads, RdfFormat.N_QUADS).splitlines()
    return hashlib.sha256(b"\n".join(sorted(set(lines)))).hexdigest()


def _data(quads: Iterable[Quad]) -> str:
    """Return the triples of quads as SPARQL text: N-Triples is its data syntax too, every literal escaped."""
    # A backslash before a "u" needs care in engines that expand \u escapes before they parse; Oxigraph does not.
    return serialized((quad.triple for quad in quads), RdfFormat.N_TRIPLES).decode()


def _checked(graph: NamedNode, quads: Iterable[Quad]) -> list[Quad]:
    given = list(quads)
    stray = next((quad for quad in given if quad.graph_name != graph), None)
    if stray is not None:
        raise UsageError(f"quad for graph {graph.value}: got one of {stray.graph_name}, expected one of this graph")
    return given
