"""First person: "I" and "me" in a quotation are its speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..records import Entity, Mention, Statement

if TYPE_CHECKING:
    from ..language import AlignedDoc

_FIRST = frozenset({"i", "me", "my", "mine", "myself"})


def with_first_person(
    aligned: AlignedDoc, entities: Iterable[Entity], statements: Sequence[Statement]
) -> tuple[Entity, ...]:
    """Return the entities with a pronoun mention for each "I" that a quoted person says of herself.

    Only direct and mixed speech of a Person counts: who "we" are a quotation seldom tells.
    """
    people = {entity.id for entity in entities if entity.type == "Person"}
    spoken: defaultdict[str, list[Mention]] = defaultdict(list)
    for statement in statements:
        if statement.form == "indirect" or statement.speaker not in people:
            continue
        for span in statement.content:
            for i in range(*aligned.tokens(span.start, span.end)):
                if aligned.doc[i].lower_ in _FIRST and aligned.doc[i].tag_ in {"PRP", "PRP$"}:
                    spoken[statement.speaker].append(
                        Mention(aligned.starts[i], aligned.ends[i], "pronoun", aligned.starts[i])
                    )
    return tuple(
        replace(entity, mentions=tuple(sorted({*entity.mentions, *spoken[entity.id]})))
        if entity.id in spoken
        else entity
        for entity in entities
    )
