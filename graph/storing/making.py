"""An article as it goes into the store: what is counted in it, and what it tells that others may tell too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from ..identity import Authority, used_entries
from ..identity.tellings import Iris, tellings
from ..identity.tellings_kept import clues, digest, line
from ..records import Article, AuthorityEntry, Entity, Extraction
from ..report import Report
from .derived import Made

_COUNTED = ("statements", "events", "ties")
_BYTES = 8


def made_of(extraction: Extraction, record: str, decided: bool, iris: Iris, names: Authority, base: str) -> Made:
    """Return what is to be remembered of an article.

    Args:
        extraction: with identities, as decided.
        record: digest of its record.
        decided: whether decisions were applied to it.
        iris: of its records.
        names: the authority.
        base: of the data.
    """
    told = tellings(extraction, iris, base)
    lines = [line(one) for one in told]
    entities = dict.fromkeys(entity.iri for entity in extraction.entities)
    prefix = f"{base}entity/"
    tally = {
        "statements": len(extraction.statements),
        "events": len(extraction.events),
        "ties": sum(1 for relation in extraction.relations if relation.object)
        + sum(1 for event in extraction.events if event.actors and event.recipients),
        "listed": [iri for iri in entities if names.entry(iri.removeprefix(prefix)) is not None],
    }
    return Made(
        extraction.article.key,
        record,
        decided,
        tally,
        b"".join(hashlib.blake2b(iri.encode(), digest_size=_BYTES).digest() for iri in entities),
        b"".join(map(digest, lines)),
        clues(told),
        b"\n".join(lines),
    )


class Tallied:
    """What all articles tell together.

    Args:
        tallies: of each article, see `Derived.tallies`.
    """

    def __init__(self, tallies: Iterable[tuple[Mapping[str, Any], bytes]]) -> None:
        self._articles = 0
        self._counts = dict.fromkeys(_COUNTED, 0)
        self._listed: dict[str, None] = {}
        self._entities = bytearray()
        for tally, entities in tallies:
            self._articles += 1
            for name in _COUNTED:
                self._counts[name] += tally[name]
            self._listed.update(dict.fromkeys(tally["listed"]))
            self._entities += entities

    def tell(self, report: Report) -> None:
        """Report the counts."""
        import numpy as np

        report.articles = self._articles
        report.entities = len(np.unique(np.frombuffer(self._entities, dtype="<u8")))
        for name, count in self._counts.items():
            setattr(report, name, count)

    def used_entries(self, names: Authority, base: str) -> list[AuthorityEntry]:
        """Return the authority entries that the articles lead to, with their states and parents, by id."""
        entities = tuple(Entity(iri, iri, "Organization", (), iri=iri) for iri in self._listed)
        return used_entries([Extraction(Article("", "", ""), entities=entities)], names, base=base)
