"""The authority file: names the world knows, and what they name.

Tables (`authority/*.tsv`) have the columns id, name, type, aliases, ambiguous, state, parent, office, since, until,
wikidata, source; `aliases` is a list `name|kind|language` joined by ";". Kinds: name, short, acronym, transliteration,
former; demonyms and capitals do not name the state itself and are looked up apart. Lines that begin with # are notes.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast, get_args

from ..errors import UsageError
from ..extraction.naming import name_words
from ..records import AuthorityEntry, EntityType

COLUMNS = (
    "id",
    "name",
    "type",
    "aliases",
    "ambiguous",
    "state",
    "parent",
    "office",
    "since",
    "until",
    "wikidata",
    "source",
)
KINDS = frozenset({"name", "short", "acronym", "transliteration", "former", "demonym", "capital"})
_WIKIDATA = "http://www.wikidata.org/entity/"


def key(name: str) -> str:
    """Return the form under which names are compared: no accents, apostrophes, hyphens, stops, leading "the" or case.

    Acronyms of up to four letters keep their capitals, so that "US", "IS" or "WHO" are never "us", "is" or "who".
    """
    plain = unicodedata.normalize("NFKD", name.strip())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’‘ʿʾ`´]s$", "", plain)
    plain = re.sub(r"['’‘ʿʾ`´]", "", plain)
    stopless = plain.replace(".", "")
    if stopless.isupper() and len(stopless) <= 4 and stopless.isascii():
        return stopless
    words = re.sub(r"[\W_]+", " ", stopless.casefold()).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


class Authority:
    """Entries by name. Make one with `Authority.shipped()`; add the user's own with `with_file`.

    Args:
        entries: in order of rank: of two entries that claim a name, the earlier one has it if the later is shipped
            with the package and the earlier is the user's; otherwise the name is ambiguous.
        apart: pairs of names that must never be joined.
        own: how many of the first entries are the user's.
        digest: stands for all of it in the caches.
    """

    def __init__(
        self, entries: Iterable[AuthorityEntry], apart: Iterable[tuple[str, str]], *, own: int = 0, digest: str = ""
    ) -> None:
        self.entries = tuple(entries)
        self.digest = digest
        self._own = own
        self._apart = frozenset(frozenset((key(a), key(b))) for a, b in apart)
        self._by_id: dict[str, AuthorityEntry] = {}
        self._sure: dict[str, list[AuthorityEntry]] = defaultdict(list)
        self._all: dict[str, list[AuthorityEntry]] = defaultdict(list)
        self._demonyms: dict[str, list[AuthorityEntry]] = defaultdict(list)
        self._capitals: dict[str, AuthorityEntry] = {}
        self._surnames: dict[str, list[AuthorityEntry]] = defaultdict(list)
        for rank, entry in enumerate(self.entries):
            self._index(entry, user=rank < own)

    def _index(self, entry: AuthorityEntry, *, user: bool) -> None:
        if entry.id in self._by_id:
            return
        self._by_id[entry.id] = entry
        for name, kind in [(entry.name, "name"), *entry.aliases.items()]:
            form = key(name)
            if kind == "demonym":
                if entry not in self._demonyms[form]:
                    self._demonyms[form].append(entry)
            elif kind == "capital":
                self._capitals.setdefault(form, entry)
            else:
                if entry not in self._all[form]:
                    self._all[form].append(entry)
                sure = self._sure[form]
                claimed = bool(sure) and self._is_own(sure[0]) and not user
                if name not in entry.ambiguous and entry not in sure and not claimed:
                    sure.append(entry)
        if entry.type == "Person":
            self._surnames[name_words(entry.name)[-1]].append(entry)

    def _is_own(self, entry: AuthorityEntry) -> bool:
        return any(entry is own for own in self.entries[: self._own])

    @classmethod
    def shipped(cls) -> Authority:
        """Return the authority of the package, read once per process."""
        return _shipped()

    def with_file(self, path: str | Path) -> Authority:
        """Return an authority in which the entries of a table of the user's own come first and win.

        Args:
            path: a .tsv file with the columns above; only id, name and type must be filled.

        Raises:
            UsageError: if it cannot be read or a row is faulty; every faulty row is named.
        """
        file = Path(path)
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"cannot read authority file {file}: {error}; give a .tsv file in UTF-8") from error
        faults: list[str] = []
        rows = list(_entries(text, file.name, faults))
        if faults:
            raise UsageError("; ".join(faults[:5]))
        digest = hashlib.sha256((self.digest + text).encode()).hexdigest()[:16]
        pairs = [(min(pair), max(pair)) for pair in self._apart]
        return Authority([*rows, *self.entries], pairs, own=len(rows) + self._own, digest=digest)

    def find(self, name: str) -> AuthorityEntry | None:
        """Return the one entry that a name means by itself, or None: unknown, ambiguous, a demonym or a capital."""
        found = self._sure.get(key(name), [])
        return found[0] if len(found) == 1 or (found and self._is_own(found[0])) else None

    def candidates(self, name: str) -> tuple[AuthorityEntry, ...]:
        """Return all entries with this name or alias, ambiguous ones too."""
        return tuple(self._all.get(key(name), ()))

    def is_ambiguous(self, name: str) -> bool:
        """Tell whether a known name needs a second reason before it counts."""
        return bool(self.candidates(name)) and self.find(name) is None

    def demonym(self, word: str) -> AuthorityEntry | None:
        """Return the one state that a nationality word belongs to ("Iraqi", "Americans"), or None."""
        found = self._demonyms.get(key(word), [])
        return found[0] if len(found) == 1 and word[:1].isupper() else None

    def capital(self, word: str) -> AuthorityEntry | None:
        """Return the state whose capital this is, or None."""
        return self._capitals.get(key(word))

    def entry(self, id_: str) -> AuthorityEntry | None:
        """Return the entry with this id, or None."""
        return self._by_id.get(id_)

    def people_by_surname(self, surname: str) -> tuple[AuthorityEntry, ...]:
        """Return the persons whose last name this is, in the form `naming.name_words` gives."""
        return tuple(self._surnames.get(surname, ()))

    def never_merge(self, a: str, b: str) -> bool:
        """Tell whether two names are listed as different, whole or by their last words."""
        pairs = {frozenset((key(a), key(b)))}
        words_a, words_b = name_words(a), name_words(b)
        if words_a and words_b:
            pairs.add(frozenset((words_a[-1], words_b[-1])))
        return not pairs.isdisjoint(self._apart)


@cache
def _shipped() -> Authority:
    folder = files(f"{__package__}.authority")
    texts = {name: (folder / name).read_text(encoding="utf8") for name in TABLES}
    faults: list[str] = []
    entries = [entry for name in TABLES for entry in _entries(texts[name], name, faults)]
    assert not faults, faults
    pairs = (folder / "never_merge.tsv").read_text(encoding="utf8")
    apart = [tuple(line.split("\t")[:2]) for line in pairs.splitlines()[1:] if line and not line.startswith("#")]
    digest = hashlib.sha256("".join([*texts.values(), pairs]).encode()).hexdigest()[:16]
    return Authority(entries, [(a, b) for a, b in apart], digest=digest)


TABLES = ("states.tsv", "groups.tsv", "bodies.tsv", "people.tsv", "outlets.tsv")


def _entries(text: str, where: str, faults: list[str]) -> Iterator[AuthorityEntry]:
    """Yield the entries of a table; what is wrong with a row goes to `faults`."""
    numbered = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        faults.append(f"{where}: no rows; the first line must name the columns {', '.join(COLUMNS[:4])}, …")
        return
    header = numbered[0][1].split("\t")
    if missing := [column for column in COLUMNS[:3] if column not in header]:
        faults.append(f"{where}:{numbered[0][0]}: no column {missing[0]!r}; expected {', '.join(COLUMNS)}")
        return
    for number, line in numbered[1:]:
        cells = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        fault = _fault(row)
        if fault:
            faults.append(f"{where}:{number}: {fault}")
        else:
            yield _entry(row)


def _fault(row: dict[str, str]) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.get("id", "")):
        return f"id {row.get('id', '')!r}: expected lower-case letters, digits and hyphens"
    if not row.get("name"):
        return "no name; fill the second column"
    if row.get("type") not in get_args(EntityType):
        return f"type {row.get('type', '')!r}: expected one of {', '.join(get_args(EntityType))}"
    for part in filter(None, row.get("aliases", "").split(";")):
        pieces = part.split("|")
        if len(pieces) != 3 or not pieces[0].strip() or pieces[1] not in KINDS:
            return f"alias {part!r}: expected name|kind|language, kind one of {', '.join(sorted(KINDS))}"
    for column in ("since", "until"):
        if row.get(column) and not re.fullmatch(r"\d{4}", row[column]):
            return f"{column} {row[column]!r}: expected a year"
    return ""


def _entry(row: dict[str, str]) -> AuthorityEntry:
    aliases = [part.split("|") for part in row.get("aliases", "").split(";") if part]
    wikidata = row.get("wikidata", "")
    return AuthorityEntry(
        id=row["id"],
        name=row["name"],
        type=cast("EntityType", row["type"]),
        aliases={name.strip(): kind for name, kind, _ in aliases},
        languages={name.strip(): language for name, _, language in aliases if language},
        ambiguous=frozenset(name.strip() for name in row.get("ambiguous", "").split(";") if name.strip()),
        state=row.get("state") or None,
        parent=row.get("parent") or None,
        office=row.get("office") or None,
        since=int(row["since"]) if row.get("since") else None,
        until=int(row["until"]) if row.get("until") else None,
        same_as=(f"{_WIKIDATA}{wikidata}",) if wikidata else (),
        source=row.get("source", ""),
    )
