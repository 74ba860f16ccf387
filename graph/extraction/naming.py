"""Words of names: keys to compare them, titles to cut off, what kind of thing a name's own words tell."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol

from ..language.lexicon import mapping
from ..records import AuthorityEntry

PARTICLES = frozenset({"al", "el", "as", "ash", "an", "ad", "ar", "at", "az", "the", "bin", "ibn", "bint", "de", "da"})
"""Articles and particles of names, which come and go between mentions of one name."""

CONNECTORS = frozenset(
    {"of", "the", "and", "for", "al", "el", "bin", "ibn", "de", "da", "van", "von", "on", "in", "-", "'s", "’s"}
)
HYPHENS = frozenset("-‐‑–")
NOTHING = "-"
"""Class of names that name no actor, place or thing: laws, books, wars."""


class NameIndex(Protocol):
    """What extraction asks of an authority file: names the world knows."""

    def find(self, name: str) -> AuthorityEntry | None:
        """Return the one entry with this name or unambiguous alias, or None."""

    def candidates(self, name: str) -> tuple[AuthorityEntry, ...]:
        """Return all entries with this name or alias, ambiguous ones too."""

    def demonym(self, word: str) -> AuthorityEntry | None:
        """Return the state whose people or adjective `word` is ("Iraqi", "Americans"), or None."""

    def capital(self, word: str) -> AuthorityEntry | None:
        """Return the state whose capital `word` is ("Tehran"), or None."""

    def never_merge(self, a: str, b: str) -> bool:
        """Tell whether the two names must never be joined."""


class NoNames:
    """A name index that knows nothing: extraction from the text alone."""

    def find(self, name: str) -> AuthorityEntry | None:  # noqa: ARG002 -- the protocol's signature
        return None

    def candidates(self, name: str) -> tuple[AuthorityEntry, ...]:  # noqa: ARG002
        return ()

    def demonym(self, word: str) -> AuthorityEntry | None:  # noqa: ARG002
        return None

    def capital(self, word: str) -> AuthorityEntry | None:  # noqa: ARG002
        return None

    def never_merge(self, a: str, b: str) -> bool:  # noqa: ARG002
        return False


@cache
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name for comparison: no accents, case, apostrophes, hyphens, full stops or particles.

    >>> name_words("Mustafa al-Kadhimi")
    ('mustafa', 'kadhimi')
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"['’‘ʿʾ`.]s?(?=\s|$)|['’‘ʿʾ`.]", "", plain)
    words = tuple(word for word in re.split(r"[^\w]+", plain) if word)
    return tuple(word for word in words if word not in PARTICLES) or words


def initials(name: str) -> str:
    """Return the capitals that an acronym of the name would have: "Popular Mobilization Forces" -> "PMF"."""
    return "".join(word[0] for word in re.split(r"[\s\-]+", name) if word[:1].isupper())


def is_title(word: str) -> bool:
    """Tell whether a word can stand before a person's name without being part of it."""
    return word.casefold() in mapping("titles", "word", "kind")


def title_kind(word: str) -> str:
    """Return "office", "rank", "courtesy", "modifier" or ""."""
    return mapping("titles", "word", "kind").get(word.casefold(), "")


@cache
def type_by_words(name: str) -> str | None:
    """Return the class that the name's own words tell ("… Ministry", "42nd Brigade"), or None."""
    nouns = mapping("name_nouns", "word", "type")
    words = [re.sub(r"['’]s$", "", word.casefold()) for word in re.split(r"[\s\-]+", name)]
    if "of" in words or "for" in words:
        stop = min(words.index(word) for word in ("of", "for") if word in words)
        for word in reversed(words[:stop]):
            if word in nouns:
                return nouns[word]
    return next((nouns[word] for word in reversed(words) if word in nouns), None)


def variant(a: str, b: str) -> bool:
    """Tell whether two surnames are spellings of one within an article: the same letters but for one slip.

    Only for words of six letters or more with the same first letter; proposes, never decides.
    """
    if a == b or min(len(a), len(b)) < 6 or a[0] != b[0]:
        return a == b
    if sorted(a) == sorted(b):
        return True
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    if len(longer) - len(shorter) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(longer, shorter, strict=False)) if x != y), len(shorter))
    return longer[i + 1 :] == shorter[i:] or (len(a) == len(b) and longer[i + 1 :] == shorter[i + 1 :])
