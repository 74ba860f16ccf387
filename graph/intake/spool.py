"""The articles of a build while it reads: what is still to be analysed, and which article stands in which input.

In a temporary file, so that a million articles take no memory; it is gone when it is closed or the process ends.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from ..findings import Input, place_of
from ..records import Article
from ..workers import article_bytes

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE inputs (path TEXT, key TEXT, file TEXT, start INTEGER, data BLOB, PRIMARY KEY (path, key)) WITHOUT ROWID;
CREATE TABLE emptied (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE articles (key TEXT PRIMARY KEY, text BLOB, file TEXT, start INTEGER, waits INTEGER, article BLOB);
CREATE INDEX waiting ON articles (key) WHERE waits = 1;
"""


# What `waits` says in `articles`: it was analysed by a build before, has been taken, waits, or waits for the rest.
_KNOWN, _TAKEN, _WAITS, _AGAIN = None, 0, 1, 2


class Spool:
    """Articles by input and by key. Close it.

    Args:
        known: tells of a key whether its findings are there already.
    """

    def __init__(self, known: Callable[[str], bool]) -> None:
        self._known = known
        self._db = sqlite3.connect("", isolation_level=None)  # a file of its own that nobody else sees
        self._db.executescript(_SCHEMA)
        self.todo = 0
        """Articles to be analysed so far; some of them may have been taken."""
        self.characters = 0
        """The length of their texts."""
        self.unchanged = 0

    def close(self) -> None:
        """Drop the file; the object is of no use afterwards."""
        self._db.close()

    def expect(self, path: str) -> None:
        """Note an input that holds no article unless one is added."""
        self._db.execute("INSERT OR IGNORE INTO emptied VALUES (?)", (path,))

    def add(self, path: str, article: Article) -> bool:
        """Take an article of an input; return whether it was there before.

        Of several articles with one key in an input, the one that comes first by file and place counts, and the text
        that is analysed is that of the first of all inputs: equal keys may differ in the Unicode form of their texts.
        """
        key, (file, start) = article.key, place_of(article)
        text = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).digest()
        self._db.execute(
            "INSERT INTO inputs VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET file = excluded.file, "
            "start = excluded.start, data = excluded.data WHERE (excluded.file, excluded.start) < (file, start)",
            (path, key, file, start, Input.of(article).data),
        )
        seen = self._db.execute("SELECT text, file, start, waits FROM articles WHERE key = ?", (key,)).fetchone()
        if seen is None:
            known = self._known(key)
            row = (key, text, file, start, *((_KNOWN, None) if known else (_WAITS, article_bytes(article))))
            self._db.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)", row)
            self.todo += not known
            self.unchanged += known
            self.characters += 0 if known else len(article.text)
            return False
        if (file, start) < (seen[1], seen[2]):
            asked = "UPDATE articles SET text = ?, file = ?, start = ? WHERE key = ?"
            self._db.execute(asked, (text, file, start, key))
            if seen[3] in {_WAITS, _AGAIN} or (seen[3] == _TAKEN and text != seen[0]):
                row = (_WAITS if seen[3] == _WAITS else _AGAIN, article_bytes(article), key)
                self._db.execute("UPDATE articles SET waits = ?, article = ? WHERE key = ?", row)
        return True

    def take(self, most: int) -> list[tuple[str, bytes]]:
        """Return articles that wait to be analysed, by key, each once."""
        asked = "SELECT key, article FROM articles WHERE waits = 1 ORDER BY key LIMIT ?"
        taken: list[tuple[str, bytes]] = self._db.execute(asked, (most,)).fetchall()
        keys = [(key,) for key, _ in taken]
        self._db.executemany("UPDATE articles SET waits = 0, article = NULL WHERE key = ?", keys)
        return taken

    def again(self) -> int:
        """Let those wait whose text was taken before the article that counts was added; return how many."""
        return self._db.execute("UPDATE articles SET waits = 1 WHERE waits = 2").rowcount

    def holds(self, key: str) -> bool:
        """Tell whether an article of this key was added."""
        return self._db.execute("SELECT 1 FROM articles WHERE key = ?", (key,)).fetchone() is not None

    def names(self, path: str) -> bool:
        """Tell whether an input of this path was expected or had articles."""
        asked = "SELECT 1 FROM emptied WHERE path = ?1 UNION ALL SELECT 1 FROM inputs WHERE path = ?1"
        return self._db.execute(asked, (path,)).fetchone() is not None

    def file_of(self, key: str) -> str:
        """Return the name of the file an article stands in."""
        return str(self._db.execute("SELECT file FROM articles WHERE key = ?", (key,)).fetchone()[0])

    def inputs(self, *, without: Mapping[str, str]) -> Iterator[tuple[str, Iterator[Input]]]:
        """Yield every input with its articles, in order; of these all but those with a key in `without`."""
        asked = "SELECT path, NULL, NULL FROM emptied UNION ALL SELECT path, key, data FROM inputs ORDER BY 1, 2"
        for path, rows in groupby(self._db.execute(asked), key=itemgetter(0)):
            yield path, (Input(key, data) for _, key, data in rows if key is not None and key not in without)
