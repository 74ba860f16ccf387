"""What a graph folder remembers beside its triples: findings, the inputs they came from, and what readers are shown.

One SQLite file. Findings are kept in their lossless JSON form by article key, each in a transaction of its own, so
that a second build reads no text again and one that was killed goes on where it stopped.

What readers see changes in one transaction (`publish`): the number of the snapshot that is current, and which records
belong to it. Records are kept by what they hold, so that a reader of the snapshot before still finds its own.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import GraphFolderError
from .extraction.codec import dumps, loads
from .records import Article, Extraction

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_SCHEMA = """
CREATE TABLE IF NOT EXISTS findings (key TEXT PRIMARY KEY, made_by TEXT NOT NULL, extraction BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS inputs (path TEXT, key TEXT, article BLOB NOT NULL, PRIMARY KEY (path, key));
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS stored (graph TEXT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (key TEXT, digest TEXT, extraction BLOB NOT NULL, PRIMARY KEY (key, digest));
CREATE TABLE IF NOT EXISTS snapshots (number INTEGER PRIMARY KEY, base TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS shown (number INTEGER, key TEXT, digest TEXT NOT NULL, PRIMARY KEY (number, key));
CREATE TABLE IF NOT EXISTS sent (store TEXT, graph TEXT, digest TEXT NOT NULL, PRIMARY KEY (store, graph));
"""
_KEPT = 2
"""So many snapshots keep their records: the current one and the one before, which readers may have open."""


@dataclass(frozen=True)
class Snapshot:
    """A state of the graph that readers see.

    Attributes:
        number: 1 for the first; a later one is greater.
        base: IRI prefix of its data.
        content: digest of all its triples.
    """

    number: int
    base: str
    content: str


@dataclass(frozen=True)
class Record:
    """What the graph says of one article, in the form that is kept."""

    key: str
    digest: str
    data: bytes

    @classmethod
    def of(cls, extraction: Extraction) -> Record:
        data = dumps(extraction)
        return cls(extraction.article.key, hashlib.sha256(data).hexdigest(), data)


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
            self._db = _opened_for_reading(path) if read_only else sqlite3.connect(path)
            if not read_only:
                self._db.executescript(f"BEGIN;{_SCHEMA}COMMIT;")
                _bring_up_to_date(self._db)
        except sqlite3.Error as error:
            raise GraphFolderError(f"cannot read {path}: {error}; build the graph again with: tieline build") from error

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._db:
                yield self._db
        except sqlite3.Error as error:
            raise GraphFolderError(
                f"cannot write {self._path}: {error}; what was kept before is still there"
            ) from error

    def known(self, key: str, made_by: str) -> bool:
        """Tell whether an article's findings are there, made by the same model, version and authority."""
        row = self._db.execute("SELECT 1 FROM findings WHERE key = ? AND made_by = ?", (key, made_by)).fetchone()
        return row is not None

    def keep(self, extraction: Extraction, made_by: str) -> None:
        """Store the findings of one article, replacing older ones; `accept` takes it into the graph."""
        with self._transaction() as db:
            row = (extraction.article.key, made_by, dumps(extraction))
            db.execute("INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", row)

    def extractions(self) -> Iterator[Extraction]:
        """Yield the findings of all articles with an input, in order of their keys, entities not yet identified.

        Each with the name, author and address it has now in its input, of several inputs in the one that comes first by
        file name: none of these is part of the key.
        """
        rows = self._db.execute(
            "SELECT key, extraction FROM findings WHERE key IN (SELECT key FROM inputs) ORDER BY key"
        )
        for key, data in rows.fetchall():
            extraction = loads(data)
            inputs = self._db.execute("SELECT article FROM inputs WHERE key = ? ORDER BY path", (key,))
            articles = (_articles().validate_json(article) for (article,) in inputs if article)
            # Equal keys have equal texts but for the Unicode form, in which offsets would differ.
            same = [article for article in articles if article.text == _hash(extraction.article.text)]
            if same:
                place = min(same, key=place_of)
                extraction = replace(extraction, article=replace(place, text=extraction.article.text))
            yield extraction

    def makers(self) -> dict[str, list[str]]:
        """Return what made findings -> keys of the articles with an input that it read, both sorted."""
        found: dict[str, list[str]] = {}
        accepted = "SELECT made_by, key FROM findings WHERE key IN (SELECT key FROM inputs) ORDER BY made_by, key"
        for made_by, key in self._db.execute(accepted):
            found.setdefault(made_by, []).append(key)
        return found

    def paths(self) -> dict[str, set[str]]:
        """Return input path -> keys of the articles read from it."""
        found: dict[str, set[str]] = {}
        for path, key in self._db.execute("SELECT path, key FROM inputs"):
            found.setdefault(path, set()).add(key)
        return found

    def accept(self, inputs: Mapping[str, Iterable[Article]], settings: Mapping[str, str]) -> None:
        """Record what a build read, in one transaction, and forget articles that no input holds any more.

        Args:
            inputs: path -> exactly the articles read from it, each key once; a path without any is forgotten, one that
                is not named stays as it was.
            settings: of the build, in place of those of the build before.
        """
        with self._transaction() as db:
            for path, articles in inputs.items():
                db.execute("DELETE FROM inputs WHERE path = ?", (path,))
                for article in articles:
                    short = _articles().dump_json(replace(article, text=_hash(article.text)))
                    db.execute("INSERT INTO inputs VALUES (?, ?, ?)", (path, article.key, short))
            db.execute("DELETE FROM findings WHERE key NOT IN (SELECT key FROM inputs)")
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
        with self._transaction() as db:
            db.executemany("DELETE FROM stored WHERE graph = ?", [(graph,) for graph in graphs])

    def trust(self, digests: Mapping[str, str], records: Iterable[Record] = ()) -> None:
        """Record graph IRI -> digest of what the store holds now, and records of articles as it holds them."""
        with self._transaction() as db:
            db.executemany("INSERT OR REPLACE INTO stored VALUES (?, ?)", list(digests.items()))
            rows = [(record.key, record.digest, record.data) for record in records]
            db.executemany("INSERT OR IGNORE INTO records VALUES (?, ?, ?)", rows)

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
        with self._transaction() as db:
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
        asked = "SELECT extraction FROM records JOIN shown USING (key, digest) WHERE number = ? ORDER BY key"
        try:
            for (data,) in self._db.execute(asked, (number,)).fetchall():
                yield loads(data)
        except (sqlite3.Error, ValueError) as error:
            fault = f"cannot read {self._path}: {error}"
            raise GraphFolderError(f"{fault}; build the graph again with: tieline build") from error

    def sent(self, store: str) -> dict[str, str]:
        """Return graph IRI -> digest of what a remote store holds of this graph."""
        return dict(self._db.execute("SELECT graph, digest FROM sent WHERE store = ?", (store,)))

    def set_sent(self, store: str, graph: str, digest: str | None) -> None:
        """Record what a remote store holds for a graph; None for nothing that is known."""
        with self._transaction() as db:
            db.execute("DELETE FROM sent WHERE store = ? AND graph = ?", (store, graph))
            if digest is not None:
                db.execute("INSERT INTO sent VALUES (?, ?, ?)", (store, graph, digest))


def place_of(article: Article) -> tuple[str, int]:
    """Return the file and place an article was read from, by which one of several inputs of it is chosen."""
    return (article.source.file, article.source.start) if article.source else ("", 0)


@cache
def _articles() -> TypeAdapter[Article]:
    from pydantic import TypeAdapter

    return TypeAdapter(Article)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _bring_up_to_date(database: sqlite3.Connection) -> None:
    """Give a file of version 0.1.0 the columns of today; what that version showed is made anew by the next build."""
    columns = {name for _, name, *_ in database.execute("PRAGMA table_info(inputs)")}
    if "article" not in columns:
        database.execute("ALTER TABLE inputs ADD COLUMN article BLOB NOT NULL DEFAULT ''")
        database.execute("DROP TABLE IF EXISTS resolved")
        database.commit()


def _opened_for_reading(path: Path) -> sqlite3.Connection:
    """Open the file without changing what it says.

    After a build was killed SQLite may have to roll its last transaction back, which it cannot do with `mode=ro`; where
    the file may not be written, nothing was killed there either.
    """
    for mode in ("rw", "ro"):
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)
        try:
            database.execute("PRAGMA query_only = ON")
            empty = database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
            if not empty:
                database.execute("SELECT 1 FROM snapshots LIMIT 1").fetchone()
        except sqlite3.Error as error:
            database.close()
            if mode == "ro" or not isinstance(error, sqlite3.OperationalError):
                raise
        else:
            if empty:  # killed before its tables were there
                database.close()
                raise GraphFolderError(f"no graph in {path.parent} yet: its build was not finished; run it again")
            return database
    raise AssertionError("unreachable")
