"""What a graph folder remembers beside its triples: the findings of every article and the inputs they came from.

One SQLite file. Findings are kept in their lossless JSON form by article key, so that a second build of the same
input reads no text again; each row is written in a transaction of its own, so an interrupted build goes on where it
stopped.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from .errors import GraphFolderError
from .extraction.codec import dumps, loads
from .records import Extraction

_SCHEMA = """
CREATE TABLE IF NOT EXISTS findings (key TEXT PRIMARY KEY, made_by TEXT NOT NULL, extraction BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS resolved (key TEXT PRIMARY KEY, digest TEXT NOT NULL, extraction BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS inputs (path TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (path, key));
"""


class Findings:
    """The findings file of a graph folder.

    Args:
        path: the SQLite file; made when missing unless `read_only`.

    Raises:
        GraphFolderError: if the file is missing (read-only) or is no findings file.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        try:
            if read_only:
                self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
                self._db.execute("SELECT 1 FROM resolved LIMIT 1")
            else:
                self._db = sqlite3.connect(path)
                self._db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise GraphFolderError(f"cannot read {path}: {error}; build the graph again with: tieline build") from error

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        self._db.close()

    def known(self, key: str, made_by: str) -> bool:
        """Tell whether an article's findings are there, made by the same model, version and authority."""
        row = self._db.execute("SELECT 1 FROM findings WHERE key = ? AND made_by = ?", (key, made_by)).fetchone()
        return row is not None

    def keep(self, extraction: Extraction, made_by: str) -> None:
        """Store the findings of one article, replacing older ones."""
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", (extraction.article.key, made_by, dumps(extraction))
            )

    def extractions(self) -> Iterator[Extraction]:
        """Yield the findings of all articles in order of their keys, entities not yet identified."""
        for (data,) in self._db.execute("SELECT extraction FROM findings ORDER BY key").fetchall():
            yield loads(data)

    def keys(self) -> set[str]:
        """Return the keys of all articles with findings."""
        return {key for (key,) in self._db.execute("SELECT key FROM findings")}

    def digests(self) -> dict[str, str]:
        """Return article key -> digest of the triples that stand in the store for it."""
        return dict(self._db.execute("SELECT key, digest FROM resolved"))

    def keep_resolved(self, extraction: Extraction, digest: str) -> None:
        """Record what the store now holds for one article."""
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO resolved VALUES (?, ?, ?)", (extraction.article.key, digest, dumps(extraction))
            )

    def resolved(self) -> Iterator[Extraction]:
        """Yield what the graph was made of, identities included, in order of the article keys."""
        for (data,) in self._db.execute("SELECT extraction FROM resolved ORDER BY key").fetchall():
            yield loads(data)

    def forget(self, key: str) -> None:
        """Remove everything about one article."""
        with self._db:
            for table in ("findings", "resolved", "inputs"):
                self._db.execute(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608 -- names of our own tables

    def paths(self) -> dict[str, set[str]]:
        """Return input path -> keys of the articles read from it."""
        found: dict[str, set[str]] = {}
        for path, key in self._db.execute("SELECT path, key FROM inputs"):
            found.setdefault(path, set()).add(key)
        return found

    def set_inputs(self, path: str, keys: set[str]) -> None:
        """Record that exactly these articles were read from `path`; none removes the path."""
        with self._db:
            self._db.execute("DELETE FROM inputs WHERE path = ?", (path,))
            self._db.executemany("INSERT INTO inputs VALUES (?, ?)", [(path, key) for key in sorted(keys)])
