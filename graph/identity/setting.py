"""Which state an article is about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..records import AuthorityEntry, Entity, Extraction

if TYPE_CHECKING:
    from .lookup import Authority

_FEWEST = 3
_SHARE = 0.75


def leading_state(extraction: Extraction, authority: Authority) -> AuthorityEntry | None:
    """Return the state that three mentions of states in four are of, or None; listed actors and capitals count too.

    None with fewer than three mentions.
    """
    told: Counter[str] = Counter()
    for entity in extraction.entities:
        state = _state(entity, authority)
        if state:
            told[state] += len(entity.mentions)
    for id_, count in told.items():
        if count >= max(_FEWEST, _SHARE * told.total()):
            return authority.entry(id_)
    return None


def _state(entity: Entity, authority: Authority) -> str | None:
    if entity.type == "Nationality":
        entry = authority.demonym(entity.name)
    else:
        entry = authority.find(entity.name) or (authority.capital(entity.name) if entity.type == "Place" else None)
    if entry is None:
        return None
    return entry.id if entry.type == "State" else entry.state
