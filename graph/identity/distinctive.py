"""How much the name of an institution tells by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from ..extraction.naming import CONNECTORS, PARTICLES, name_words, type_by_words
from ..language.lexicon import column, mapping
from ..records import AuthorityEntry

if TYPE_CHECKING:
    from .lookup import Authority

Telling = Literal["distinctive", "stated", "acronym", "common"]
"""How a name tells: by a word of its own, by its state, not without what its letters stand for, or hardly."""

_POSTED = frozenset({"embassy", "consulate", "mission", "delegation", "base", "camp", "troops", "forces", "unit"})
"""What a state has many of, so that its name does not tell which."""
_OFFICIAL = frozenset({"ministry", "department", "parliament", "court", "cabinet", "senate", "congress", "judiciary"})
"""What every state has, whatever it is called after."""
_NUMBER = re.compile(r"\d+(st|nd|rd|th)?|[ivx]+")


@cache
def telling(name: str, authority: Authority) -> Telling:
    """Tell what the full name of a group says about whose it is.

    "distinctive": a word that is neither a common word of institutions nor a number ("Rojava Information Center"), or
    four common ones of no organ of a state ("Center for Economic and Policy Research"); and no ministry, court or other
    body that every state has;
    "stated": common words and a state, nationality or capital ("Syrian National Council"), but nothing that a state has
    many of; "acronym": up to five capitals; "common": the rest ("Interior Ministry"), and names that the authority
    file calls ambiguous.
    """
    bare = re.sub(r"\W", "", name)
    if bare.isupper() and 1 < len(bare) <= 5:
        return "acronym"
    if authority.is_ambiguous(name):
        return "common"
    rest, state = _rest(name, authority)
    words = frozenset(name_words(rest))
    if not words & _OFFICIAL and (not all(map(_is_common, words)) or _is_long(words, name)):
        return "distinctive"
    return "stated" if state and not words & _POSTED else "common"


def state_in(name: str, authority: Authority) -> AuthorityEntry | None:
    """Return the one state that a name tells: by its name, a nationality or the capital; None for none or several."""
    return _rest(name, authority)[1]


@cache
def _rest(name: str, authority: Authority) -> tuple[str, AuthorityEntry | None]:
    """Return a name without the words that tell a state, and the state."""
    words = [re.sub(r"['’]s?$", "", word) for word in re.split(r"[\s\-–]+", name)]
    states: dict[str, AuthorityEntry] = {}
    kept: list[str] = []
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            state = _state(" ".join(words[at : at + size]), authority) if at + size <= len(words) else None
            if state is not None:
                states[state.id] = state
                break
        else:
            kept.append(words[at])
            size = 1
        at += size
    return " ".join(kept), next(iter(states.values())) if len(states) == 1 else None


def _state(words: str, authority: Authority) -> AuthorityEntry | None:
    if not words[:1].isupper():
        return None
    found = authority.demonym(words) or authority.capital(words) or authority.find(words)
    return found if found is not None and found.type == "State" else None


def _is_long(words: frozenset[str], name: str) -> bool:
    return len(words - CONNECTORS) > 3 and type_by_words(name) in {None, "Organization", "ThinkTank", "MediaOutlet"}


def _is_common(word: str) -> bool:
    return (
        len(word) == 1
        or word in PARTICLES
        or word in column("institution_words", "word")
        or word in mapping("name_nouns", "word", "type")
        or _NUMBER.fullmatch(word) is not None
    )
