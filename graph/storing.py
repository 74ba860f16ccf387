"""Findings → store → snapshot: who is who, what is decided, and the graph of it, written where it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from .errors import GraphFolderError
from .findings import Findings, Record, Snapshot
from .identity import Authority, happenings, join, resolve, used_entries
from .identity.decisions_applied import apply, corrected, former_iris
from .rdf.background import authority_quads, name_quads, run_quads
from .rdf.decisions import decision_quads, load
from .rdf.happenings import happening_quads
from .rdf.identifiers import authority_graph, decisions_graph, graph_iri, happenings_graph, names_graph, runs_graph
from .rdf.snapshots import next_number, remove_snapshots, snapshot_path, write_snapshot
from .rdf.store import Store, digest
from .rdf.triples import article_quads, record_iris
from .records import Extraction
from .report import Progress, Report

DECISIONS = "decisions.ttl"
_BATCH = 20_000
"""So many quads are written at once; what is written at once is written again after a kill."""


def complete(
    folder: Path,
    findings: Findings,
    store: Store,
    names: Authority,
    settings: Mapping[str, str],
    report: Report,
    progress: Progress | None = None,
) -> None:
    """Make the graph of a folder from its findings and decisions, and put it where readers look.

    It may be killed at any moment: readers go on with the snapshot they had, and what the store holds is trusted again
    only where it is known; `complete` writes the rest anew.

    Raises:
        GraphFolderError: if it cannot be written.
        UsageError: if the decisions cannot be read.
    """
    base = settings["base"]
    decisions = load(folder / DECISIONS)
    told = [resolve(extraction, names, base=base) for extraction in findings.extractions()]
    resolved = [_states(extraction) for extraction in join(told, names, base=base)]
    former = former_iris(told, resolved)
    decided = apply(decisions, resolved, record_iris=partial(record_iris, base=base), former=former)
    report.stale = decided.stale
    entries = corrected(used_entries(decided.extractions, names, base=base), decided.holding, base=base)
    runs = (run_quads(*_reader(made_by), articles=keys, base=base) for made_by, keys in findings.makers().items())
    try:
        writer = GraphsWriter(store, findings)
        shown = _write_articles(writer, decided.extractions, base, report, progress)
        writer.put(authority_graph(base), authority_quads(entries, base=base))
        writer.put(runs_graph(base), chain.from_iterable(runs))
        happened = happenings(decided.extractions, names, partial(record_iris, base=base), base=base)
        report.happenings = len(happened)
        writer.put(happenings_graph(base), happening_quads(happened, base=base))
        writer.put(decisions_graph(base), decision_quads(decided.reached, base=base))
        report.removed += writer.remove_others(keep={names_graph(base)})
        writer.put(names_graph(base), name_quads(store, base))
        writer.flush()
        publish(folder, store, findings, base, shown)
    except OSError as error:
        reason = " ".join(str(error).split())
        raise GraphFolderError(f"cannot write the graph in {folder}: {reason}; run the same command again") from error


def _write_articles(
    writer: GraphsWriter,
    extractions: list[Extraction],
    base: str,
    report: Report,
    progress: Progress | None,
) -> dict[str, str]:
    """Write the graph of each article; return key -> digest of its records."""
    shown = {}
    for done, extraction in enumerate(extractions):
        if progress:
            progress("writing the graph", done, len(extractions))
        record = Record.of(extraction)
        shown[record.key] = record.digest
        quads = article_quads(extraction, base=base)
        report.added += writer.put(graph_iri(record.key, base), quads, record)
        _count(extraction, report)
    report.articles = len(extractions)
    report.entities = len({entity.iri for extraction in extractions for entity in extraction.entities})
    return shown


def publish(folder: Path, store: Store, findings: Findings, base: str, shown: Mapping[str, str]) -> None:
    """Let readers see the store as it is and these records (article key -> digest), unless they do already."""
    content = hashlib.sha256(repr(sorted(findings.stored().items())).encode()).hexdigest()
    current = findings.current()
    if (
        current
        and (current.base, current.content) == (base, content)
        and findings.shown(current.number) == shown
        and snapshot_path(folder, current.number).is_dir()
    ):
        return
    number = next_number(folder, current.number if current else 0)
    write_snapshot(store, folder, number)
    kept = findings.publish(Snapshot(number, base, content), shown)
    remove_snapshots(folder, keep=kept)


class GraphsWriter:
    """Writes graphs whose content is not what the store holds, many at once.

    The graphs at hand are first marked as doubtful, then written, then trusted: a kill in between leaves them doubtful,
    so that the next build writes them again, whatever it is to write.

    Args:
        store: written by nobody else.
        findings: of the same folder.
    """

    def __init__(self, store: Store, findings: Findings) -> None:
        self._store = store
        self._findings = findings
        self._there = set(store.graphs())
        self._stored = findings.stored()
        self._put: set[NamedNode] = set()
        self._waiting: dict[NamedNode, list[Quad]] = {}
        self._digests: dict[str, str] = {}
        self._records: list[Record] = []
        self._size = 0

    def put(self, graph: NamedNode, quads: Iterable[Quad], record: Record | None = None) -> bool:
        """Let `graph` hold these quads, at the latest after `flush`; return whether it held others."""
        given = list(quads)
        self._put.add(graph)
        if record and not self._findings.holds(record):
            self._records.append(record)
            self._size += 1
        content = digest(given)
        if self._stored.get(graph.value) == content and (not given or graph in self._there):
            return False
        self._waiting[graph] = given
        self._digests[graph.value] = content
        self._size += len(given)
        if self._size >= _BATCH:
            self.flush()
        return True

    def flush(self) -> None:
        """Write what waits."""
        self._findings.doubt(self._digests)
        self._store.add_graphs({graph: quads for graph, quads in self._waiting.items() if graph not in self._there})
        for graph, quads in self._waiting.items():
            if graph in self._there:
                self._store.replace_graph(graph, quads)
        self._findings.trust(self._digests, self._records)
        self._there |= self._waiting.keys()
        self._stored |= self._digests
        self._waiting, self._digests, self._records, self._size = {}, {}, [], 0

    def remove_others(self, *, keep: Iterable[NamedNode] = ()) -> int:
        """Remove all graphs that were not put and are not to be kept, after writing what waits; return how many."""
        self.flush()
        others = self._there - self._put - set(keep)
        gone = self._stored.keys() - {graph.value for graph in (*self._put, *keep)}
        self._findings.doubt({*gone, *(graph.value for graph in others)})
        for graph in sorted(others, key=lambda node: node.value):
            self._store.remove_graph(graph)
        self._there -= others
        return len(others)


def _reader(made_by: str) -> tuple[str, str, dict[str, str]]:
    """Return version, pipeline and settings by which an article was read, from what is kept of it."""
    version, _, rest = made_by.partition(" ")
    model, _, authority = rest.rpartition(" ")
    return version, model, {"authority": authority}


def _states(extraction: Extraction) -> Extraction:
    """Let nationalities that mean a state be mentions of it ("Iraqi" of Iraq), so that the graph has one node."""
    entities = tuple(
        replace(entity, type="State") if entity.type == "Nationality" and "/nationality/" not in entity.iri else entity
        for entity in extraction.entities
    )
    return replace(extraction, entities=entities)


def _count(extraction: Extraction, report: Report) -> None:
    report.statements += len(extraction.statements)
    report.events += len(extraction.events)
    report.ties += sum(1 for relation in extraction.relations if relation.object)
    report.ties += sum(1 for event in extraction.events if event.actors and event.recipients)
