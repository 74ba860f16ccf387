"""Graphs → store: what the store does not hold yet is written so that a kill at any moment leaves nothing wrong."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import NamedNode, Quad

from ..findings import Findings, Record
from ..rdf.store import Store, digest

_BATCH = 20_000
"""So many quads are written at once; what is written at once is written again after a kill."""

Save = Callable[[sqlite3.Connection], None]


class GraphsWriter:
    """Writes graphs whose content is not what the store holds, many at once.

    The graphs at hand are first marked as doubtful, then written, then trusted: a kill in between leaves them doubtful,
    so that the next build writes them again, whatever it is to write.

    Args:
        store: written by nobody else.
        findings: of the same folder.
        following: graphs made from others, doubtful as soon as one of these changes.
    """

    def __init__(self, store: Store, findings: Findings, *, following: Iterable[NamedNode] = ()) -> None:
        self._store = store
        self._findings = findings
        self._following = {graph.value for graph in following}
        self._there = set(store.graphs())
        self._stored = findings.stored()
        self._put: set[NamedNode] = set()
        self._waiting: dict[NamedNode, list[Quad]] = {}
        self._digests: dict[str, str] = {}
        self._records: list[Record] = []
        self._saves: list[Save] = []
        self._size = 0

    def holds(self, graph: NamedNode) -> bool:
        """Tell whether it is known what the store holds for a graph that is not empty."""
        return graph in self._there and graph.value in self._stored

    def put(
        self, graph: NamedNode, quads: Iterable[Quad], record: Record | None = None, save: Save | None = None
    ) -> bool:
        """Let `graph` hold these quads, at the latest after `flush`; return whether it held others.

        Args:
            graph: which is put once.
            quads: its content.
            record: kept with it.
            save: writes what else is to be recorded when the store holds it.
        """
        given = list(quads)
        self._put.add(graph)
        if record and not self._findings.holds(record):
            self._records.append(record)
            self._size += 1
        if save:
            self._saves.append(save)
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
        if self._size or self._digests:
            self._doubt(self._digests)
        self._store.add_graphs({graph: quads for graph, quads in self._waiting.items() if graph not in self._there})
        for graph, quads in self._waiting.items():
            if graph in self._there:
                self._store.replace_graph(graph, quads)
        self._findings.trust(self._digests, self._records, self._save)
        self._there |= self._waiting.keys()
        self._stored |= self._digests
        self._waiting, self._digests, self._records, self._saves, self._size = {}, {}, [], [], 0

    def remove_others(self, *, keep: Iterable[NamedNode] = ()) -> int:
        """Remove all graphs that were not put and are not to be kept, after writing what waits; return how many."""
        self.flush()
        wanted = self._put | set(keep)
        others = self._there - wanted
        gone = self._stored.keys() - {graph.value for graph in wanted}
        if gone or others:
            self._doubt({*gone, *(graph.value for graph in others)})
        for graph in sorted(others, key=lambda node: node.value):
            self._store.remove_graph(graph)
        self._there -= others
        return len(others)

    def _doubt(self, graphs: Iterable[str]) -> None:
        doubtful = {*graphs, *self._following}
        self._findings.doubt(doubtful)
        for graph in doubtful:
            self._stored.pop(graph, None)

    def _save(self, database: sqlite3.Connection) -> None:
        for save in self._saves:
            save(database)


class PartedGraph:
    """A large graph, written part by part: a part has a name that stands for its content, and subjects of its own.

    Which subjects a part has is remembered, so that those of a part that is gone are found in the store. While the
    graph changes it is doubtful; then the parts that were to go or to come are looked at again.

    Args:
        store: written by nobody else.
        findings: of the same folder.
        graph: written by nobody else.
    """

    def __init__(self, store: Store, findings: Findings, graph: NamedNode) -> None:
        self._store = store
        self._findings = findings
        self._graph = graph

    def trusted(self) -> bool:
        """Tell whether the graph is what it was made from, and nothing of that has changed."""
        return self._graph.value in self._findings.stored()

    def subjects(self) -> int:
        """Return how many subjects the parts have together."""
        asked = "SELECT coalesce(sum(size), 0) FROM parts WHERE graph = ?"
        ((size,),) = self._findings.database.execute(asked, (self._graph.value,))
        return int(size)

    def write(self, wanted: Sequence[str], quads_of: Callable[[str], list[Quad]]) -> None:
        """Let the graph hold these parts and nothing else.

        Args:
            wanted: names of parts, each once.
            quads_of: gives the quads of a part; called where the store does not hold it already, in the order given.
        """
        known = self._known()
        fresh = [part for part in wanted if not known.get(part)]
        gone = known.keys() - set(wanted)
        doubtful = [part for part, sure in known.items() if not sure or part in gone]
        name = self._graph.value
        with self._findings.transaction() as db:
            db.execute("DELETE FROM stored WHERE graph = ?", (name,))
            db.executemany("UPDATE parts SET sure = 0 WHERE graph = ? AND part = ?", [(name, p) for p in doubtful])
        left = self._subjects(doubtful)
        first = not known
        rows: list[tuple[str, str, int, bytes]] = []
        waiting: list[Quad] = []
        for part in fresh:
            quads = quads_of(part)
            subjects = sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})
            left.difference_update(subjects)
            rows.append((name, part, len(subjects), zlib.compress(json.dumps(subjects).encode(), 1)))
            waiting += quads
            if len(waiting) >= _BATCH:
                self._change(rows, waiting, first=first)
                rows, waiting = [], []
        self._change(rows, waiting, first=first)
        self._remove(left)
        content = hashlib.sha256(repr(sorted(wanted)).encode()).hexdigest() if wanted else digest(())
        with self._findings.transaction() as db:
            db.executemany("DELETE FROM parts WHERE graph = ? AND part = ?", [(name, part) for part in gone])
            db.execute("UPDATE parts SET sure = 1 WHERE graph = ?", (name,))
            db.execute("INSERT OR REPLACE INTO stored VALUES (?, ?)", (name, content))

    def _known(self) -> dict[str, bool]:
        """Return part -> whether the store holds it, for a store and parts that agree on whether there is anything."""
        asked = "SELECT part, sure FROM parts WHERE graph = ?"
        known = {part: bool(sure) for part, sure in self._findings.database.execute(asked, (self._graph.value,))}
        filled = any(True for _ in self._store.quads(self._graph))
        if filled and not known:
            self._findings.doubt([self._graph.value])
            self._store.remove_graph(self._graph)
        if known and not filled:
            with self._findings.transaction() as db:
                db.execute("DELETE FROM parts WHERE graph = ?", (self._graph.value,))
            return {}
        return known

    def _subjects(self, parts: Iterable[str]) -> set[str]:
        asked = "SELECT subjects FROM parts WHERE graph = ? AND part = ?"
        found: set[str] = set()
        for part in parts:
            ((subjects,),) = self._findings.database.execute(asked, (self._graph.value, part))
            found.update(json.loads(zlib.decompress(subjects)))
        return found

    def _change(self, rows: list[tuple[str, str, int, bytes]], quads: list[Quad], *, first: bool) -> None:
        with self._findings.transaction() as db:
            db.executemany(
                "INSERT OR REPLACE INTO parts (graph, part, sure, size, subjects) VALUES (?, ?, 0, ?, ?)", rows
            )
        if first:
            self._store.add_graphs({self._graph: quads})
        else:
            subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
            self._store.replace_subjects(self._graph, subjects, quads)

    def _remove(self, subjects: set[str]) -> None:
        ordered = sorted(subjects)
        for start in range(0, len(ordered), _BATCH):
            self._store.replace_subjects(self._graph, ordered[start : start + _BATCH], [])


def forget_parts(findings: Findings, *, keep: Iterable[NamedNode]) -> None:
    """Forget the parts of all graphs but these; called when the others have been removed."""
    kept = [graph.value for graph in keep]
    marks = ", ".join("?" * len(kept))
    with findings.transaction() as db:
        db.execute(f"DELETE FROM parts WHERE graph NOT IN ({marks})", kept)  # noqa: S608 -- question marks
