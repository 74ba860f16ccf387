"""What a build derives from each article, kept for the next: so that only what changed is worked out again.

Every table can be emptied and is filled again. What depends on a row that changes is forgotten in the same transaction,
so that a build that is killed leaves nothing stale behind:

    findings ──► identified, members ──► joined ──► made (the record and graph of the article are those in the store)
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..findings import Findings

Joined = dict[tuple[str, str], tuple[str, str]]
"""Article key and local id of an entity -> IRI and reason."""


class Identified(NamedTuple):
    """An article whose entities have been resolved.

    Attributes:
        source: digest of the findings it was made from.
        about: what other articles may say of it and its members have in common, as JSON can hold it.
        entities: what was found of each entity, in their order.
        members: key of a name -> what joining is to know of those who bear it.
    """

    key: str
    source: str
    about: Any
    entities: list[Any]
    members: Mapping[str, Any]


class Made(NamedTuple):
    """An article as it stands in the store.

    Attributes:
        digest: of its record.
        decided: whether decisions were applied to it.
        tally: counts for the report, and the listed entities in it.
        entities: eight bytes for each IRI of an entity.
        digests, clues, tellings: see `identity.related`; tellings one to a line.
    """

    key: str
    digest: str
    decided: bool
    tally: dict[str, Any]
    entities: bytes
    digests: bytes
    clues: bytes
    tellings: bytes

    def save(self, database: sqlite3.Connection) -> None:
        """Write it within a transaction."""
        row = (self.key, self.digest, self.decided, json.dumps(self.tally), self.entities)
        rest = (self.digests, self.clues, zlib.compress(self.tellings, 1))
        database.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, *rest))


class Derived:
    """The tables of a graph folder that are derived from findings.

    Args:
        findings: of the folder, open for writing.
        stamp: of all settings that what is derived depends on; under another nothing that is there counts.
    """

    def __init__(self, findings: Findings, stamp: str) -> None:
        self._findings = findings
        self._db = findings.database
        if self.noted("stamp") != stamp:
            with findings.transaction() as db:
                for table in ("identified", "members", "touched", "joined", "made"):
                    db.execute(f"DELETE FROM {table}")  # noqa: S608 -- words of our own
                db.execute("DELETE FROM meta")
                db.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp,))

    def noted(self, name: str) -> str | None:
        """Return what was noted under a name."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def note(self, name: str, value: str | None) -> None:
        """Note something under a name, None to forget it."""
        with self._findings.transaction() as db:
            db.execute("DELETE FROM meta WHERE name = ?", (name,))
            if value is not None:
                db.execute("INSERT INTO meta VALUES (?, ?)", (name, value))

    def sources(self) -> dict[str, str]:
        """Return key -> source of the articles that are identified."""
        return dict(self._db.execute("SELECT key, source FROM identified"))

    def identify(self, articles: Sequence[Identified], gone: Iterable[str] = ()) -> None:
        """Keep articles in place of what is known of them, and forget those that are gone."""
        with self._findings.transaction() as db:
            for key in (*gone, *(article.key for article in articles)):
                db.execute("INSERT OR IGNORE INTO touched SELECT name FROM members WHERE key = ?", (key,))
                for table in ("identified", "members", "made"):
                    db.execute(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608
            for one in articles:
                row = (one.key, one.source, json.dumps(one.about), zlib.compress(json.dumps(one.entities).encode(), 1))
                db.execute("INSERT INTO identified VALUES (?, ?, ?, ?)", row)
                told = [(name, one.key, json.dumps(members)) for name, members in one.members.items()]
                db.executemany("INSERT INTO members VALUES (?, ?, ?)", told)
                db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [(name,) for name in one.members])

    def touched(self) -> list[str]:
        """Return the names that are borne in several articles or were, and of which not all is known any more."""
        asked = """
            SELECT name FROM touched
            WHERE EXISTS (SELECT 1 FROM joined WHERE joined.name = touched.name)
            OR (SELECT count(*) FROM (SELECT 1 FROM members WHERE members.name = touched.name LIMIT 2)) = 2
            ORDER BY name"""
        return [name for (name,) in self._db.execute(asked)]

    def members(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield the key of each article with a name, sorted, and what joining is to know."""
        for key, told in self._db.execute("SELECT key, told FROM members WHERE name = ? ORDER BY key", (name,)):
            yield key, json.loads(told)

    def about(self, key: str) -> Any:
        """Return what is kept about an identified article."""
        ((about,),) = self._db.execute("SELECT about FROM identified WHERE key = ?", (key,))
        return json.loads(about)

    def entities(self, key: str) -> list[Any]:
        """Return what was found of each entity of an identified article."""
        ((entities,),) = self._db.execute("SELECT entities FROM identified WHERE key = ?", (key,))
        found: list[Any] = json.loads(zlib.decompress(entities))
        return found

    def join(self, names: Mapping[str, Joined], *, last: bool = False) -> None:
        """Keep what has been found for names, and forget the graphs of articles where it is not what it was.

        With `last` nothing is left to be found for any other name.
        """
        with self._findings.transaction() as db:
            for name, found in names.items():
                rows = db.execute("SELECT key, entity, iri, reason FROM joined WHERE name = ?", (name,))
                before = {(key, entity): (iri, reason) for key, entity, iri, reason in rows}
                other = {key for key, _ in {place for place, _ in before.items() ^ found.items()}}
                if other:
                    db.executemany("DELETE FROM made WHERE key = ?", [(key,) for key in other])
                    db.execute("DELETE FROM joined WHERE name = ?", (name,))
                    told = [(name, *place, *identity) for place, identity in sorted(found.items())]
                    db.executemany("INSERT INTO joined VALUES (?, ?, ?, ?, ?)", told)
                db.execute("DELETE FROM touched WHERE name = ?", (name,))
            if last:
                db.execute("DELETE FROM touched")

    def joined(self, key: str) -> dict[str, tuple[str, str]]:
        """Return local id -> IRI and reason, for the entities of an article that were joined with those of others."""
        rows = self._db.execute("SELECT entity, iri, reason FROM joined WHERE key = ?", (key,))
        return {entity: (iri, reason) for entity, iri, reason in rows}

    def made(self) -> dict[str, tuple[str, bool]]:
        """Return key -> digest of the record, and whether decisions were applied, of articles that are in the store."""
        rows = self._db.execute("SELECT key, digest, decided FROM made ORDER BY key")
        return {key: (digest, bool(decided)) for key, digest, decided in rows}

    def tallies(self) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Yield the tally and the entities of each article, by key."""
        for tally, entities in self._db.execute("SELECT tally, entities FROM made ORDER BY key"):
            yield json.loads(tally), entities

    def clues(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield key, digests and clues of the tellings of each article, by key."""
        yield from self._db.execute("SELECT key, digests, clues FROM made ORDER BY key")

    def tellings(self, key: str) -> list[bytes]:
        """Return the tellings of an article."""
        ((told,),) = self._db.execute("SELECT tellings FROM made WHERE key = ?", (key,))
        return zlib.decompress(told).splitlines()
