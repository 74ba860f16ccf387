"""The authority file: names the world knows, and what they name.

Its tables are `authority/*.tsv`. Demonyms and capitals do not name the state itself and are looked up apart.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from ..errors import UsageError
from ..extraction.naming import name_words
from ..records import AuthorityEntry
from . import authority_table, authority_turtle

TABLES = ("states.tsv", "groups.tsv", "bodies.tsv", "people.tsv", "outlets.tsv")
_APOSTROPHES = "['’‘ʿʾʼʻ`´]"
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})


@cache
def key(name: str) -> str:
    """Return the form under which names are compared: no accents, apostrophes, hyphens, stops, leading "the" or case.

    Acronyms of up to four letters keep their capitals, so that "US", "IS" or "WHO" are never "us", "is" or "who".

    >>> key("the Kata’ib-Hizballah"), key("U.S."), key("us")
    ('kataib hizballah', 'US', 'us')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(rf"{_APOSTROPHES}s$|{_APOSTROPHES}", "", plain.strip()).replace(".", "")
    bare = re.sub(r"^the\s+(?=\S)", "", plain, flags=re.IGNORECASE)
    if bare.isupper() and len(bare) <= 4 and bare.isascii():
        return bare
    return " ".join(re.sub(r"[\W_]+", " ", bare.casefold()).split())


class Authority:
    """Entries by name. Make one with `Authority.shipped()`; add the user's own with `with_file`.

    Args:
        layers: entries, the strongest layer first. Where layers disagree on an id or a name, the strongest has it;
            a name claimed twice within a layer is ambiguous.
        apart: pairs of names that must never be joined.
        digest: stands for all of it in the caches.
    """

    def __init__(
        self, layers: Sequence[Sequence[AuthorityEntry]], apart: Iterable[tuple[str, str]], *, digest: str = ""
    ) -> None:
        self.digest = digest
        self._layers = tuple(map(tuple, layers))
        self._apart = tuple(apart)
        self._pairs = frozenset(frozenset((key(a), key(b))) for a, b in self._apart)
        self._by_id: dict[str, AuthorityEntry] = {}
        self._all: _Index = {}
        self._sure: _Index = {}
        self._demonyms: _Index = {}
        self._capitals: _Index = {}
        self._surnames: _Index = {}
        for layer in self._layers:
            self._add(layer)
        self.entries = tuple(self._by_id.values())

    def _add(self, layer: Sequence[AuthorityEntry]) -> None:
        """Index a layer; names that a stronger layer has already stay with it."""
        held = {id(index): frozenset(index) for index in (self._all, self._demonyms, self._capitals)}
        for entry in layer:
            if self._by_id.setdefault(entry.id, entry) is not entry:
                continue
            for name, kind in [(entry.name, "name"), *entry.aliases.items()]:
                form = key(name)
                special = {"demonym": self._demonyms, "capital": self._capitals}.get(kind)
                if special is not None:
                    if form not in held[id(special)]:
                        special.setdefault(form, {})[entry.id] = entry
                    continue
                self._all.setdefault(form, {})[entry.id] = entry
                if name not in entry.ambiguous and form not in held[id(self._all)]:
                    self._sure.setdefault(form, {})[entry.id] = entry
                if entry.type == "Person" and (surname := _surname(name, kind)):
                    self._surnames.setdefault(surname, {})[entry.id] = entry

    @classmethod
    def shipped(cls) -> Authority:
        """Return the authority of the package, read once per process."""
        return _shipped()

    def with_file(self, path: str | Path) -> Authority:
        """Return an authority in which the entries of a file of the user's own come first and win.

        Args:
            path: a .tsv file with the columns above, of which only id, name and type must be filled; or a .ttl file
                in the form of `authority_turtle`.

        Raises:
            UsageError: if it cannot be read or an entry is faulty; the first five faults are named, with their places.
        """
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(
                f"cannot read authority file {path}: {error}; give a .tsv or .ttl file in UTF-8"
            ) from error
        faults: list[str] = []
        if Path(path).suffix.lower() == ".ttl":
            own = list(authority_turtle.entries(text, str(path), faults, self.entry))
        else:
            own = list(authority_table.entries(text, str(path), faults, frozenset(self._by_id)))
        if faults:
            more = f" (and {len(faults) - 5} more)" if len(faults) > 5 else ""
            raise UsageError(f"{'; '.join(faults[:5])}{more}; correct the file and try again")
        digest = hashlib.sha256((self.digest + text).encode()).hexdigest()[:16]
        return Authority([own, *self._layers], self._apart, digest=digest)

    def find(self, name: str) -> AuthorityEntry | None:
        """Return the one entry that a name means by itself, or None: unknown, ambiguous, a demonym or a capital."""
        return _one(self._sure.get(_form(name, self._all)))

    def candidates(self, name: str) -> tuple[AuthorityEntry, ...]:
        """Return all entries with this name or alias, ambiguous ones too, the user's first."""
        return tuple(self._all.get(_form(name, self._all), {}).values())

    def is_ambiguous(self, name: str) -> bool:
        """Tell whether a known name needs a second reason before it counts."""
        return bool(self.candidates(name)) and self.find(name) is None

    def demonym(self, word: str) -> AuthorityEntry | None:
        """Return the one state that a nationality word belongs to ("Iraqi", "Americans"), or None."""
        return _one(self._demonyms.get(key(word))) if word[:1].isupper() else None

    def capital(self, word: str) -> AuthorityEntry | None:
        """Return the state whose capital this is, or None."""
        return _one(self._capitals.get(key(word)))

    def entry(self, id_: str) -> AuthorityEntry | None:
        """Return the entry with this id, or None."""
        return self._by_id.get(id_)

    def people_by_surname(self, surname: str) -> tuple[AuthorityEntry, ...]:
        """Return the persons of whose name or spellings this is the last word, without regard to "al-"."""
        words = name_words(surname)
        return tuple(self._surnames.get(words[-1], {}).values()) if words else ()

    def never_merge(self, a: str, b: str) -> bool:
        """Tell whether two names are known to be two: listed so, word for word too, or names of two entries."""
        if frozenset((key(a), key(b))) in self._pairs:
            return True
        one, other = self.find(a), self.find(b)
        if one is not None and other is not None:
            return one.id != other.id
        words_a, words_b = name_words(a), name_words(b)
        if set(words_a) <= set(words_b) or set(words_b) <= set(words_a):
            return False
        together = zip(words_a, words_b, strict=True) if len(words_a) == len(words_b) else [(words_a[-1], words_b[-1])]
        return any(frozenset(pair) in self._pairs for pair in together)


_Index = dict[str, dict[str, AuthorityEntry]]


def _one(found: dict[str, AuthorityEntry] | None) -> AuthorityEntry | None:
    return next(iter(found.values())) if found and len(found) == 1 else None


def _form(name: str, index: _Index) -> str:
    """Return the key of a name; capitals in a headline ("IRAQ") count as a plain name where no acronym has them."""
    form = key(name)
    return form if form in index else form.casefold() if form.isupper() and len(form) == 4 else form


def _surname(name: str, kind: str) -> str:
    words = [word for word in name_words(name) if word not in _SUFFIXES]
    return words[-1] if words and kind in {"name", "transliteration"} else ""


@cache
def _shipped() -> Authority:
    folder = files(f"{__package__}.authority")
    texts = {name: (folder / name).read_text(encoding="utf8") for name in TABLES}
    faults: list[str] = []
    entries = [entry for name in TABLES for entry in authority_table.entries(texts[name], name, faults)]
    assert not faults, faults
    pairs = (folder / "never_merge.tsv").read_text(encoding="utf8")
    apart = [(a, b) for _, (a, b, *_) in list(authority_table.rows(pairs))[1:]]
    digest = hashlib.sha256("".join([*texts.values(), pairs]).encode()).hexdigest()[:16]
    return Authority([entries], apart, digest=digest)
