"""A graph folder in Python: ask it, look at it, export it.

import tieline
graph = tieline.open("g")
graph.query("members-of", organization="Popular Mobilization Forces")
network = graph.network()          # a networkx.MultiDiGraph
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from . import language
from .articles import read
from .errors import GraphFolderError
from .extraction.extract import extract as extract_article
from .findings import Findings, Snapshot
from .identity import Authority, Happening, resolve
from .identity.decisions import Tie
from .identity.decisions_records import told
from .network import belonging, changes, disagreement, narrowed, node_named, paths, table
from .network import network as project
from .records import Article, Extraction, Source, Span

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset

    from .exports import Contents
    from .network import Changes, Choices, Table, Voices
    from .network import Path as TiePath
    from .rdf.checking import Checked, Progress
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

    Attributes:
        snapshot: what is shown; builds that end later do not change it. Open the folder again to see theirs: after the
            second of them the records of this one are gone.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "findings.sqlite").is_file():
            raise GraphFolderError(f"no graph in {folder}; make one with: tieline build INPUT --into {folder}")
        self.folder = folder
        self._findings = Findings(folder / "findings.sqlite", read_only=True)
        self.snapshot = self._current()
        self.store: Store = self._opened()
        self._network = cache(self._project)
        self.base = self.snapshot.base

    def _current(self) -> Snapshot:
        current = self._findings.current()
        if current is None:
            self._findings.close()
            raise GraphFolderError(f"no graph in {self.folder} yet: its build was not finished; run it again")
        return current

    def _opened(self) -> Store:
        """Open the snapshot; while builds publish others it may be gone before it is open."""
        from .rdf.snapshots import snapshot_path
        from .rdf.store import Store

        while True:
            try:
                return Store.open(snapshot_path(self.folder, self.snapshot.number), read_only=True)
            except GraphFolderError:
                before, self.snapshot = self.snapshot, self._current()
                if self.snapshot == before:
                    self._findings.close()
                    raise

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
        return list(self._told())

    def _told(self) -> Iterator[Extraction]:
        return self._findings.records(self.snapshot.number)

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

    def network(
        self,
        *,
        statements: bool = True,
        since: str | None = None,
        until: str | None = None,
        voice: str | None = None,
        types: Sequence[str] = (),
        asserted: bool = False,
    ) -> nx.MultiDiGraph[str]:
        """Return the ties as a networkx graph; see `tieline.network.network` for its attributes.

        `since`, `until`, `voice`, `types` and `asserted` keep a part of the evidence, as `tieline.network.narrowed`
        tells; all nodes stay. What is returned without them is kept: copy it before you change it.

        Raises:
            UsageError: a faulty date or period, an unknown name or type.
        """
        found = self._network(statements)
        if since is None and until is None and voice is None and not types and not asserted:
            return found
        return narrowed(found, since=since, until=until, voice=voice, types=types, asserted=asserted)

    def _project(self, statements: bool) -> nx.MultiDiGraph[str]:
        from .rdf.copies import copies_in

        first = copies_in(self.store, self.base).first
        return project(self._told(), listed=belonging(self.store), first=first, statements=statements, base=self.base)

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
        """Return the ties of one actor, or between two, with evidence: most sources first, who speaks of whom last."""
        network = self.network()
        node = node_named(network, name)
        end = node_named(network, other) if other else None
        found = [
            {"subject": a, "object": b, **data}
            for a, b, data in [*network.out_edges(node, data=True), *network.in_edges(node, data=True)]
            if end is None or end in {a, b}
        ]
        unique = {(tie["subject"], tie["object"], tie["type"]): tie for tie in found}

        def rank(tie: dict[str, Any]) -> tuple[bool, int, str, str, str]:
            return tie["kind"] == "statement", -tie["weight"], tie["type"], tie["subject"], tie["object"]

        return sorted(unique.values(), key=rank)

    def records(self) -> dict[Tie, list[tuple[str, Span, str]]]:
        """Return what each tie rests on: (article key, sentences, IRI of the assertion, event or statement), sorted.

        Offices are ties too, their object in words; the ends of a symmetric tie stand in sorted order.
        """
        from .rdf.triples import record_iris

        found: defaultdict[Tie, set[tuple[str, Span, str]]] = defaultdict(set)
        for extraction in self._told():
            iris = {entity.id: entity.iri for entity in extraction.entities}
            for record, iri in record_iris(extraction, base=self.base).items():
                for tie in told(record, iris):
                    found[tie].add((extraction.article.key, record.evidence, iri))
        return {tie: sorted(found[tie]) for tie in sorted(found)}

    def happenings(self) -> list[Happening]:
        """Return every event once, whoever tells it, those of most articles first; see docs/events.md."""
        from .rdf.happenings import happenings_in

        return happenings_in(self.store, self.base)

    def holds_record(self, iri: str) -> bool:
        """Tell whether an assertion, event or statement has this IRI."""
        from .rdf.identifiers import web_iri
        from .rdf.terms import term

        node = web_iri(iri)
        return node is not None and any(
            True for _ in self.store.matching(subject=node, predicate=term("tl:sentenceText"))
        )

    def path(
        self, a: str, b: str, *, limit: int = 3, sources: int = 1, statements: bool = False, **part: Any
    ) -> list[TiePath]:
        """Return how two actors are tied: shortest and strongest chains, each step with its sentences.

        `sources` is the fewest independent sources of a step; `part` as for `network`.
        """
        return paths(self.network(statements=statements, **part), a, b, limit=limit, sources=sources)

    def measure(self, name: str = "actors", *, choices: Choices | None = None, **part: Any) -> Table:
        """Return a measure of `tieline.network.TABLES`; speaking about somebody is no tie; `part` as for `network`."""
        return table(self.network(statements=False, **part), name, choices)

    def changes(self, since: str, until: str, *, before: str | None = None, **part: Any) -> Changes:
        """Return what differs between a period and the one before it; `part` is `voice`, `types` and `asserted`."""
        return changes(self.network(statements=False, **part), since, until, before=before)

    def disagreement(self, a: str | None = None, b: str | None = None, *, days: int = 7) -> list[Voices]:
        """Return who asserts, claims and denies the ties of two actors, and which outlets are silent."""
        return disagreement(self.network(statements=False), a, b, days=days)

    def view(self, *, title: str = "tieline", focus: str | None = None, hops: int = 1, limit: int = 400) -> str:
        """Return the network as one HTML page that needs no other file and no network."""
        from .view import view

        return view(self.network(), title=title, focus=focus, hops=hops, limit=limit)

    def report_page(
        self, *, title: str = "tieline", since: str | None = None, until: str | None = None, before: str | None = None
    ) -> str:
        """Return the brief of the graph as one HTML page: what was read, who is tied to whom, what is disputed.

        `since`, `until` and `before` name the periods to compare, as for `changes`; without them the articles decide.

        Raises:
            UsageError: if matplotlib is not installed, or a period is faulty.
        """
        from .briefing import Periods, read_corpus, report_page
        from .rdf.copies import copies_in

        network = self.network(statements=False)
        labels = {node: data["label"] for node, data in network.nodes(data=True)}
        copied = copies_in(self.store, self.base).sources
        corpus = read_corpus(self._told(), labels, copied=copied, base=self.base)
        periods = Periods(since, until, before)
        spoken = self.network()
        return report_page(network, spoken, corpus, self.happenings(), title=title, periods=periods, base=self.base)

    def export(self, form: str) -> bytes:
        """Return the graph in one of the formats of `tieline export`; tables as a ZIP archive.

        Raises:
            UsageError: if there is no such format, or it needs a library that is not installed.
        """
        from .exports import export_bytes

        return export_bytes(self._contents(), form)

    def export_file(self, form: str, output: str | Path) -> None:
        """Write the graph in one of the formats of `tieline export`, piece by piece.

        A failed export leaves what stood there before.

        Args:
            form: the format.
            output: a file; for tables a folder, or a name ending in .zip.

        Raises:
            UsageError: as `export`, and if the place cannot be written.
        """
        from .exports import export_file

        export_file(self._contents(), form, Path(output))

    def export_stream(self, form: str, stream: IO[bytes]) -> None:
        """Write the graph in a format that is one file to an open stream, piece by piece.

        Raises:
            UsageError: as `export`, and for tables.
        """
        from .exports import export_stream

        export_stream(self._contents(), form, stream)

    def _contents(self) -> Contents:
        from .exports import Contents

        return Contents(self.store, self._told, self._preferred_names, self.network, self.base)

    def check(self, *, workers: int | None = 1, progress: Progress | None = None) -> Checked:
        """Re-read all of the graph against the shapes, the text it keeps and the findings it was made from.

        Args:
            workers: processes; with more than one the caller's script needs `if __name__ == "__main__":`. None for as
                many as are of use.
            progress: called as the work goes on.

        Raises:
            UsageError: for fewer than one worker.
            GraphFolderError: if the folder is damaged.
        """
        from .rdf.checking import check

        return check(self.store, self._told(), base=self.base, workers=workers, progress=progress)

    def dataset(self) -> Dataset:
        """Return an rdflib Dataset over the same store."""
        return self.store.dataset()
