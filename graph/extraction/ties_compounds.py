"""Ties told by a hyphenated word: "Iran-backed militias", "a New York-based group", "pro-Iran factions"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .naming import HYPHENS
from .tie import Tie

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .index import EntityIndex

_PARTICIPLES = {  # how the word before a hyphen is tied to what follows
    "backed": "supports",
    "supported": "supports",
    "sponsored": "supports",
    "trained": "supports",
    "assisted": "supports",
    "funded": "funds",
    "financed": "funds",
    "armed": "arms",
    "equipped": "arms",
    "supplied": "arms",
    "aligned": "affiliatedWith",
    "linked": "affiliatedWith",
    "affiliated": "affiliatedWith",
    "allied": "alliedWith",
    "led": "leads",
    "run": "leads",
    "controlled": "leads",
    "dominated": "leads",
    "based": "basedIn",
    "headquartered": "basedIn",
}
_FROM_PARTICIPLE = frozenset({"supports", "funds", "arms", "leads"})


def hyphenated(token: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of "Iran-backed militias", "U.S.-led coalition", "New York-based Century International"."""
    relation = _PARTICIPLES.get(token.lower_)
    if relation is None or token.i < 2 or token.nbor(-1).text not in HYPHENS:
        return
    owner = token.nbor(-2)
    if entities.covering(owner) is entities.covering(token):
        return  # no name of its own: a group is not tied to its own description
    target = _next_name(token, entities) or (token.head if token.head.i > token.i else None)
    while target is not None and target.dep_ in {"compound", "amod"} and target.head.i > target.i:
        target = target.head
    if target is None:
        target = next((t for t in token.doc[token.i + 1 : token.sent.end] if t.pos_ in {"NOUN", "PROPN"}), None)
    if target is None:
        return
    trigger = (token.i, token.i + 1)
    if relation in _FROM_PARTICIPLE:
        yield Tie(relation, owner, target, "hyphenated", trigger)
    else:
        yield Tie(relation, target, owner, "hyphenated", trigger)


def _next_name(token: Token, entities: EntityIndex) -> Token | None:
    """Return the head of the name right after a token, or None."""
    if token.i + 1 >= token.sent.end:
        return None
    after = token.nbor(1)
    entity, start = entities.covering(after), entities.aligned.starts[after.i]
    mention = next((m for m in entity.mentions if m.start == start and m.kind == "name"), None) if entity else None
    return token.doc[entities.aligned.tokens(mention.head, mention.head + 1)[0]] if mention else None


def pro_or_anti(token: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of "pro-Iran militias" and "anti-Houthi forces"."""
    if token.lower_ not in {"pro", "anti"} or token.i + 2 >= len(token.doc) or token.nbor(1).text not in HYPHENS:
        return
    other = token.nbor(2)
    named = entities.covering(other)
    if named is None or named is entities.covering(token):
        return  # no name of its own: a group is not tied to its own description
    target = next(
        (
            t
            for t in token.doc[other.i + 1 : min(other.i + 5, token.sent.end)]
            if t.pos_ in {"NOUN", "PROPN"} and (found := entities.headed_by(t)) is not None and found is not named
        ),
        None,
    )
    if target is None:
        return
    relation = "supports" if token.lower_ == "pro" else "opposes"
    yield Tie(relation, target, other, f"{token.lower_}-", (token.i, other.i + 1))
