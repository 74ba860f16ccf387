"""Find the entity at a place of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..records import Entity, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..language import AlignedDoc


VALUES = frozenset({"Date", "Money"})
"""Values of other things: they take part in nothing and are not found by place."""


class EntityIndex:
    """The entities of one article by the token that heads each mention; dates and amounts left out.

    Args:
        aligned: the article's parse.
        entities: all of its entities, ids unique.
    """

    def __init__(self, aligned: AlignedDoc, entities: Sequence[Entity]) -> None:
        self.aligned = aligned
        self.entities = tuple(entities)
        self.by_id = {entity.id: entity for entity in entities}
        self._heads: dict[int, tuple[Entity, Mention]] = {}
        self._covering: dict[int, tuple[Entity, Mention]] = {}
        for entity in entities:
            if entity.type in VALUES:
                continue
            for mention in entity.mentions:
                first, last = aligned.tokens(mention.start, mention.end)
                head, _ = aligned.tokens(mention.head, mention.head + 1)
                self._heads[head] = (entity, mention)
                for i in range(first, last):
                    known = self._covering.get(i)
                    if known is None or mention.end - mention.start < known[1].end - known[1].start:
                        self._covering[i] = (entity, mention)

    def headed_by(self, token: Token) -> Entity | None:
        """Return the entity with a mention whose head is `token` (the argument of a verb, say), or None."""
        found = self._heads.get(token.i)
        return found[0] if found else None

    def mention_at(self, token: Token) -> Mention | None:
        """Return the mention headed by `token`, or None."""
        found = self._heads.get(token.i)
        return found[1] if found else None

    def covering(self, token: Token) -> Entity | None:
        """Return the entity with the shortest mention that holds `token` anywhere ("Iran" in "Iran-backed")."""
        found = self._covering.get(token.i)
        return found[0] if found else None

    def within(self, span: Span) -> tuple[Entity, ...]:
        """Return the entities with a mention inside `span`, in order of their ids."""
        return tuple(
            entity
            for entity in self.entities
            if entity.type not in VALUES
            and any(span.start <= mention.start and mention.end <= span.end for mention in entity.mentions)
        )
