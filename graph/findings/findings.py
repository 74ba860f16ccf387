"""What a graph folder remembers beside its triples: findings, the inputs they came from, and what readers are shown.

One SQLite file. Findings are kept in their lossless JSON form by article key, each in a transaction of its own, so
that a second build reads no text again and one that was killed goes on where it stopped.

What readers see changes in one transaction (`publish`): the number of the snapshot that is current, and which records
belong to it. Records are kept by what they hold, so that a reader of the snapshot before still finds its own.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from ..articles.shingles import Sketch
from ..errors import GraphFolderError
from ..extraction.codec import dumps, loads, packed, unpacked
from ..records import Article, Extraction
from .file import opened_for_reading, opened_for_writing
from .rows import Input, Record, Snapshot, article_json, hashed, place_of

__all__ = ["Findings", "Input", "Record", "Snapshot", "place_of"]

_KEPT = 2
"""So many snapshots keep their records: the current one and the one before, which readers may have open."""


class Findings:
    """The findings file of a graph folder.

    Args:
        path: the SQLite file; made when missing unless `read_only`.

    Raises:
        GraphFolderError: if the file is missing (read-only) or is no findings file.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        try:
            self._db = opened_for_reading(path) if read_only else opened_for_writing(path)
        except sqlite3.Error as error:
            raise GraphFolderError(f"cannot read {path}: {error}; build the graph again with: tieline build") from error

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Change the file: all that is done inside is kept, or nothing."""
        try:
            with self._db:
                yield self._db
        except sqlite3.Error as error:
            raise GraphFolderError(
                f"cannot write {self._path}: {error}; what was kept before is still there"
            ) from error

    @property
    def database(self) -> sqlite3.Connection:
        """The file, for reading what else is kept in it."""
        return self._db

    def known(self, key: str, made_by: str) -> bool:
        """Tell whether an article's findings are there, made by the same model, version and authority."""
        row = self._db.execute("SELECT 1 FROM findings WHERE key = ? AND made_by = ?", (key, made_by)).fetchone()
        return row is not None

    def keep(self, extraction: Extraction, made_by: str) -> None:
        """Store the findings of one article, replacing older ones; `accept` takes it into the graph."""
        sketch = Sketch.of(extraction.article).to_bytes()
        self.keep_all([(extraction.article.key, dumps(extraction), sketch)], made_by)

    def keep_all(self, found: Sequence[tuple[str, bytes, bytes]], made_by: str) -> None:
        """Store (key, findings as `dumps` gives them, sketch) of articles, as `keep` does, in one transaction."""
        with self.transaction() as db:
            rows = [(key, made_by, packed(data), hashlib.sha256(data).hexdigest()) for key, data, _ in found]
            db.executemany("INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?)", rows)
            sketches = [(key, sketch) for key, _, sketch in found]
            db.executemany("INSERT OR REPLACE INTO sketches VALUES (?, ?)", sketches)

    def extraction(self, key: str) -> Extraction:
        """Return the findings of an article with an input, entities not yet identified.

        With the name, author and address it has now in its input, of several inputs in the one that comes first by file
        name: none of these is part of the key.
        """
        ((data,),) = self._db.execute("SELECT extraction FROM findings WHERE key = ?", (key,))
        extraction = loads(unpacked(data))
        inputs = self._db.execute("SELECT article FROM inputs WHERE key = ? ORDER BY path", (key,))
        articles = (article_json().validate_json(article) for (article,) in inputs if article)
        # Equal keys have equal texts but for the Unicode form, in which offsets would differ.
        same = [article for article in articles if article.text == hashed(extraction.article.text)]
        if not same:
            return extraction
        return replace(extraction, article=replace(min(same, key=place_of), text=extraction.article.text))

    def sources(self) -> dict[str, str]:
        """Return key -> digest of all that `extraction` returns for it, of all articles with an input, by key."""
        found: dict[str, str] = {}
        told = "SELECT key, digest, article FROM findings JOIN inputs USING (key) ORDER BY key, path"
        for key, rows in groupby(self._db.execute(told), key=itemgetter(0)):
            content = hashlib.sha256()
            for _, digest, article in rows:
                content.update(repr((digest, article)).encode())
            found[key] = content.hexdigest()
        return found

    def sketches(self) -> Iterator[Sketch]:
        """Yield the sketches of all articles with an input, by which copies are found, in order of their keys."""
        missing = "SELECT extraction FROM findings WHERE key NOT IN (SELECT key FROM sketches)"  # of version 0.1.0
        for (data,) in self._db.execute(missing).fetchall():
            article = loads(unpacked(data)).article
            with self.transaction() as db:
                db.execute("INSERT INTO sketches VALUES (?, ?)", (article.key, Sketch.of(article).to_bytes()))
        for (sketch,) in self._db.execute(
            "SELECT sketch FROM sketches WHERE key IN (SELECT key FROM inputs) ORDER BY key"
        ):
            yield Sketch.from_bytes(sketch)

    def makers(self) -> dict[str, list[str]]:
        """Return what made findings -> keys of the articles with an input that it read, both sorted."""
        found: dict[str, list[str]] = {}
        accepted = "SELECT made_by, key FROM findings WHERE key IN (SELECT key FROM inputs) ORDER BY made_by, key"
        for made_by, key in self._db.execute(accepted):
            found.setdefault(made_by, []).append(key)
        return found

    def inputs(self) -> Iterator[tuple[str, set[str]]]:
        """Yield each input path, sorted, with the keys of the articles read from it."""
        rows = self._db.execute("SELECT path, key FROM inputs ORDER BY path")
        for path, found in groupby(rows, key=itemgetter(0)):
            yield path, {key for _, key in found}

    def input_paths(self) -> list[str]:
        """Return the input paths, sorted."""
        return [path for (path,) in self._db.execute("SELECT DISTINCT path FROM inputs ORDER BY path")]

    def paths(self) -> dict[str, set[str]]:
        """Return input path -> keys of the articles read from it."""
        found: dict[str, set[str]] = {}
        for path, key in self._db.execute("SELECT path, key FROM inputs"):
            found.setdefault(path, set()).add(key)
        return found

    def accept(
        self,
        inputs: Mapping[str, Iterable[Article]] | Iterable[tuple[str, Iterable[Input]]],
        settings: Mapping[str, str],
    ) -> None:
        """Record what a build read, in one transaction, and forget articles that no input holds any more.

        Args:
            inputs: path -> exactly the articles read from it, each key once; a path without any is forgotten, one that
                is not named stays as it was.
            settings: of the build, in place of those of the build before.
        """
        with self.transaction() as db:
            for path, articles in inputs.items() if isinstance(inputs, Mapping) else inputs:
                db.execute("DELETE FROM inputs WHERE path = ?", (path,))
                rows = (Input.of(one) if isinstance(one, Article) else one for one in articles)
                db.executemany("INSERT INTO inputs VALUES (?, ?, ?)", ((path, key, data) for key, data in rows))
            db.execute("DELETE FROM findings WHERE key NOT IN (SELECT key FROM inputs)")
            db.execute("DELETE FROM sketches WHERE key NOT IN (SELECT key FROM inputs)")
            db.execute("DELETE FROM settings")
            db.executemany("INSERT INTO settings VALUES (?, ?)", sorted(settings.items()))

    def settings(self) -> dict[str, str]:
        """Return the settings of the last build, by name; none before the first."""
        return dict(self._db.execute("SELECT name, value FROM settings"))

    def stored(self) -> dict[str, str]:
        """Return graph IRI -> digest of the triples that stand in the store for it; without those in doubt."""
        return dict(self._db.execute("SELECT graph, digest FROM stored"))

    def doubt(self, graphs: Iterable[str]) -> None:
        """Record that these graphs of the store are about to change: until `trust`, nothing is known of them."""
        with self.transaction() as db:
            db.executemany("DELETE FROM stored WHERE graph = ?", [(graph,) for graph in graphs])

    def trust(
        self,
        digests: Mapping[str, str],
        records: Iterable[Record] = (),
        also: Callable[[sqlite3.Connection], None] | None = None,
    ) -> None:
        """Record graph IRI -> digest of what the store holds now, and records of articles as it holds them.

        `also` writes what else is to be recorded in the same transaction.
        """
        with self.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO stored VALUES (?, ?)", list(digests.items()))
            rows = [(record.key, record.digest, packed(record.data)) for record in records]
            db.executemany("INSERT OR IGNORE INTO records VALUES (?, ?, ?)", rows)
            if also:
                also(db)

    def holds(self, record: Record) -> bool:
        """Tell whether a record is there, shown or not."""
        place = (record.key, record.digest)
        return self._db.execute("SELECT 1 FROM records WHERE key = ? AND digest = ?", place).fetchone() is not None

    def current(self) -> Snapshot | None:
        """Return the snapshot that readers are shown; None before the first."""
        row = self._db.execute("SELECT number, base, content FROM snapshots ORDER BY number DESC LIMIT 1").fetchone()
        return Snapshot(*row) if row else None

    def publish(self, snapshot: Snapshot, records: Mapping[str, str]) -> list[int]:
        """Let readers see a snapshot and these records (article key -> digest), in one transaction.

        Returns:
            The numbers of the snapshots whose records are kept, this one last.
        """
        with self.transaction() as db:
            db.execute("INSERT INTO snapshots VALUES (?, ?, ?)", (snapshot.number, snapshot.base, snapshot.content))
            rows = [(snapshot.number, key, digest) for key, digest in sorted(records.items())]
            db.executemany("INSERT INTO shown VALUES (?, ?, ?)", rows)
            kept = "(SELECT number FROM snapshots ORDER BY number DESC LIMIT ?)"
            db.execute(f"DELETE FROM shown WHERE number NOT IN {kept}", (_KEPT,))  # noqa: S608 -- words of our own
            db.execute(f"DELETE FROM snapshots WHERE number NOT IN {kept}", (_KEPT,))  # noqa: S608
            db.execute("DELETE FROM records WHERE (key, digest) NOT IN (SELECT key, digest FROM shown)")
        return [number for (number,) in self._db.execute("SELECT number FROM snapshots ORDER BY number")]

    def shown(self, number: int) -> dict[str, str]:
        """Return article key -> digest of its records, for a snapshot."""
        return dict(self._db.execute("SELECT key, digest FROM shown WHERE number = ?", (number,)))

    def records(self, number: int) -> Iterator[Extraction]:
        """Yield what a snapshot was made of, identities included, in order of the article keys.

        Raises:
            GraphFolderError: if the snapshot is not kept any more, or the file is damaged.
        """
        if not self._db.execute("SELECT 1 FROM snapshots WHERE number = ?", (number,)).fetchone():
            raise GraphFolderError(
                f"graph in {self._path.parent}: got two builds since it was opened, expected one at most; open it again"
            )
        try:
            for place in sorted(self.shown(number).items()):
                yield self.record(*place)
        except (sqlite3.Error, ValueError, TypeError) as error:
            fault = f"cannot read {self._path}: {error}"
            raise GraphFolderError(f"{fault}; build the graph again with: tieline build") from error

    def record(self, key: str, digest: str) -> Extraction:
        """Return a record that is there."""
        ((data,),) = self._db.execute("SELECT extraction FROM records WHERE key = ? AND digest = ?", (key, digest))
        return loads(unpacked(data))

    def sent(self, store: str) -> dict[str, str]:
        """Return graph IRI -> digest of what a remote store holds of this graph."""
        return dict(self._db.execute("SELECT graph, digest FROM sent WHERE store = ?", (store,)))

    def set_sent(self, store: str, graph: str, digest: str | None) -> None:
        """Record what a remote store holds for a graph; None for nothing that is known."""
        with self.transaction() as db:
            db.execute("DELETE FROM sent WHERE store = ? AND graph = ?", (store, graph))
            if digest is not None:
                db.execute("INSERT INTO sent VALUES (?, ?, ?)", (store, graph, digest))
