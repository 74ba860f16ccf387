"""What joining needs to know of an article, as JSON: so that articles are joined without being read again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..records import DEFAULT_BASE, Article, Entity, Extraction
from .clues import BESIDE, ArticleFacts, Clue, Facts
from .joining import Member, unlisted

if TYPE_CHECKING:
    from .lookup import Authority

_SETS = ("states", "employers", "fields")
Beside = list[Clue]
"""What is named in an article, as clues."""


def kept(
    extraction: Extraction, authority: Authority, *, base: str = DEFAULT_BASE
) -> tuple[list[list[str]], dict[str, list[Any]]]:
    """Return what `beside` reads, and key of `unlisted` -> what `members` makes those with this key from.

    What stands beside them is kept once for the article, since each of them has nearly the same.
    """
    facts = ArticleFacts(extraction, authority, base)
    found: dict[str, list[Any]] = {}
    for name, entity in unlisted(extraction, base):
        told = facts.of(entity)
        one = {
            "id": entity.id,
            "name": entity.name,
            "type": entity.type,
            "iri": entity.iri,
            "clues": [[clue.kind, clue.token, clue.said] for clue in told.clues if clue.kind != BESIDE],
            "beside": any(clue.kind == BESIDE for clue in told.clues),
            "own": facts.token(entity),
            **{part: sorted(getattr(told, part)) for part in _SETS},
        }
        found.setdefault(name, []).append(one)
    said = {clue.token: clue.said for clue in facts.beside}
    return [[token, said[token]] for token in sorted(said)], found


def beside(told: list[list[str]]) -> Beside:
    """Return the clues that `kept` returned first."""
    return [Clue(BESIDE, token, said) for token, said in told]


def members(told: list[Any], article: Article, named: Beside) -> Iterator[Member]:
    """Yield the members of an article that have one key.

    Args:
        told: as `kept` returned it, or what JSON made of that.
        article: its text is not needed.
        named: what stands beside them in it.
    """
    for one in told:
        clues = [Clue(kind, token, said) for kind, token, said in one["clues"]]
        if one["beside"]:
            clues += [clue for clue in named if clue.token != one["own"]]
        clues.sort(key=lambda clue: (clue.kind, clue.token))
        facts = Facts(tuple(clues), *(frozenset(one[part]) for part in _SETS))
        yield Member(article, Entity(one["id"], one["name"], one["type"], (), iri=one["iri"]), facts)
