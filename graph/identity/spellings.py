"""Entries of the authority file by how their names sound: proposals for names spelled as no row has them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .transliteration import parts, same_name, skeleton

if TYPE_CHECKING:
    from ..records import AuthorityEntry
    from .lookup import Authority

SPELLED = frozenset({"Person", "ArmedGroup", "MilitaryUnit", "PoliticalParty", "Organization"})
"""Kinds whose names news romanizes; the names of ministries and outlets are translated instead."""
_KINDS = frozenset({"name", "transliteration", "former"})


class Spellings:
    """The names of two and more parts in an authority, by the sound of their first and last part."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._by_sound: dict[str, dict[str, AuthorityEntry]] = {}
        self._found: dict[str, tuple[AuthorityEntry, ...]] = {}
        for entry in authority.entries:
            if entry.type in SPELLED:
                for name in _names(entry):
                    for sound in _ends(name):
                        self._by_sound.setdefault(sound, {})[entry.id] = entry

    def like(self, name: str) -> tuple[AuthorityEntry, ...]:
        """Return the entries with a name that may be a spelling of this one, never-merge pairs left out."""
        if name not in self._found:
            near: dict[str, AuthorityEntry] = {}
            for sound in _ends(name):
                near.update(self._by_sound.get(sound, {}))
            apart = self._authority.never_merge
            self._found[name] = tuple(
                e for e in near.values() if any(same_name(name, other, apart) for other in _names(e))
            )
        return self._found[name]


@cache
def spellings(authority: Authority) -> Spellings:
    """Return the spellings of an authority, made once for each."""
    return Spellings(authority)


def _names(entry: AuthorityEntry) -> list[str]:
    known = [entry.name, *(name for name, kind in entry.aliases.items() if kind in _KINDS)]
    return [name for name in known if len(parts(name)) > 1]


def _ends(name: str) -> frozenset[str]:
    found = parts(name)
    return frozenset((skeleton(found[0]), skeleton(found[-1]))) if len(found) > 1 else frozenset()
