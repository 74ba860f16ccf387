"""The SQLite file of a graph folder: its tables, and how it is opened."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from ..errors import GraphFolderError
from ..extraction.codec import unpacked

_SCHEMA = """
CREATE TABLE IF NOT EXISTS findings (
  key TEXT PRIMARY KEY, made_by TEXT NOT NULL, extraction BLOB NOT NULL, digest TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS inputs (path TEXT, key TEXT, article BLOB NOT NULL, PRIMARY KEY (path, key));
CREATE INDEX IF NOT EXISTS inputs_by_key ON inputs (key);
CREATE TABLE IF NOT EXISTS sketches (key TEXT PRIMARY KEY, sketch BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS stored (graph TEXT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (key TEXT, digest TEXT, extraction BLOB NOT NULL, PRIMARY KEY (key, digest));
CREATE TABLE IF NOT EXISTS snapshots (number INTEGER PRIMARY KEY, base TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS shown (number INTEGER, key TEXT, digest TEXT NOT NULL, PRIMARY KEY (number, key));
CREATE TABLE IF NOT EXISTS sent (store TEXT, graph TEXT, digest TEXT NOT NULL, PRIMARY KEY (store, graph));
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS identified (
  key TEXT PRIMARY KEY, source TEXT NOT NULL, about BLOB NOT NULL, entities BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS members (name TEXT, key TEXT, told BLOB NOT NULL, PRIMARY KEY (name, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS members_by_key ON members (key);
CREATE TABLE IF NOT EXISTS touched (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS joined (
  name TEXT, key TEXT, entity TEXT, iri TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (name, key, entity)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS joined_by_key ON joined (key);
CREATE TABLE IF NOT EXISTS made (
  key TEXT PRIMARY KEY, digest TEXT NOT NULL, decided INTEGER NOT NULL, tally TEXT NOT NULL, entities BLOB NOT NULL,
  digests BLOB NOT NULL, clues BLOB NOT NULL, tellings BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS parts (
  graph TEXT, part TEXT, sure INTEGER NOT NULL, size INTEGER NOT NULL, subjects BLOB NOT NULL, PRIMARY KEY (graph, part)
) WITHOUT ROWID;
"""


def opened_for_writing(path: Path) -> sqlite3.Connection:
    """Open the file, made when missing, with the tables of today."""
    database = sqlite3.connect(path)
    database.executescript(f"BEGIN;{_SCHEMA}COMMIT;")
    _bring_up_to_date(database)
    return database


def _bring_up_to_date(database: sqlite3.Connection) -> None:
    """Give a file of version 0.1.0 the columns of today; what that version showed is made anew by the next build."""
    if "article" not in _columns(database, "inputs"):
        database.execute("ALTER TABLE inputs ADD COLUMN article BLOB NOT NULL DEFAULT ''")
    if "digest" not in _columns(database, "findings"):
        database.execute("ALTER TABLE findings ADD COLUMN digest TEXT NOT NULL DEFAULT ''")
        for (key,) in database.execute("SELECT key FROM findings").fetchall():
            ((data,),) = database.execute("SELECT extraction FROM findings WHERE key = ?", (key,))
            row = (hashlib.sha256(unpacked(data)).hexdigest(), key)
            database.execute("UPDATE findings SET digest = ? WHERE key = ?", row)
    database.commit()


def _columns(database: sqlite3.Connection, table: str) -> set[str]:
    return {name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")}


def opened_for_reading(path: Path) -> sqlite3.Connection:
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
