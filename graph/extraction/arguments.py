"""Who takes part: the noun phrases in the roles of a trigger, and the entities they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import column, mapping
from ..records import ACTOR_TYPES, Entity, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..language import AlignedDoc
    from .index import EntityIndex

_ACTING = ACTOR_TYPES | {"Place", "Facility", "Nationality"}
_NEGATED = frozenset({"nobody", "none", "nothing"})


@dataclass(frozen=True)
class Argument:
    """A phrase in a role: its head, its characters, the entity it means (None where it is none), whether it can act."""

    head: Token
    span: Span
    entity: Entity | None
    actor: bool
    direct: bool = True
    """Whether the phrase itself names the actor, not only its owner ("Iran" in "Iran's demands")."""


def arguments(aligned: AlignedDoc, entities: EntityIndex, heads: Iterable[Token]) -> list[Argument]:
    """Return the arguments for the heads of noun phrases, each once, in text order."""
    found: dict[int, Argument] = {}
    for given in heads:
        head = counted(given)
        if head.lower_ in _NEGATED or head.i in found or head.ent_type_ in {"DATE", "MONEY", "TIME"} or _dateline(head):
            continue
        if nations := _nations(head):
            for nation in nations:
                last = head.i + 1 if nation is nations[-1] else nation.i + 1
                entity = entities.headed_by(nation) or entities.covering(nation)
                found[nation.i] = Argument(nation, aligned.span(nation.i, last), entity, actor=True)
            continue
        first, last = syntax.noun_phrase(head)
        if given is not head:
            first = min(first, syntax.noun_phrase(given)[0])
        entity = entity_of(entities, head)
        if named := _named_after(head, last):
            last = syntax.noun_phrase(named)[1]
            entity = entity_of(entities, named) or entity
        span = aligned.span(first, last)
        if head.pos_ == "PRON" and entity is not None:
            span = _antecedent(aligned, entity, head) or span
        found[head.i] = Argument(head, span, entity, _can_act(head, entity), _direct(entities, head))
    once = {a.span: a for a in (found[i] for i in sorted(found, reverse=True))}
    return _joined(aligned, [once[span] for span in sorted(once)])


def _named_after(head: Token, end: int) -> Token | None:
    """Return the name right after its description: "the newspaper *La Prensa*", "the capital *Kabul*"."""
    if head.pos_ != "NOUN":
        return None
    named = (c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_)
    return next((c for c in named if syntax.noun_phrase(c)[0] == end), None)


def _dateline(head: Token) -> bool:
    """Tell whether a name only opens the article ("ANKARA — Turkey and Iran agreed")."""
    if not head.is_upper or head.i > head.sent.start + 2:
        return False
    after = head.doc[head.i + 1 : min(head.i + 9, head.sent.end)]
    dash = next((t for t in after if t.text in {"—", "–", "--", "-"}), None)
    return dash is not None and not any(t.pos_ == "VERB" for t in head.doc[head.i : dash.i])


def _nations(head: Token) -> list[Token]:
    """Return the two nations of "Hungarian and Romanian officials", else nothing."""
    if head.tag_ not in {"NNS", "NNPS"}:
        return []
    named = [t for t in syntax.premodifiers(head) if t.ent_type_ in {"GPE", "NORP"}]
    joined = syntax.coordinated(named[0]) if named else []
    alike = len(joined) == 2 and all(t.ent_type_ in {"GPE", "NORP"} and t.i < head.i for t in joined)
    return joined if alike else []


def _direct(entities: EntityIndex, head: Token) -> bool:
    """Tell whether the head word names an actor itself."""
    known = entities.headed_by(head) is not None or head.pos_ in {"PRON", "PROPN"}
    return known or any(word in column("actor_nouns", "lemma") for word in forms(head))


def _joined(aligned: AlignedDoc, found: list[Argument]) -> list[Argument]:
    """Drop a description right before the name it describes: "the watchdog Amnesty International" is one party."""
    kept = list(found)
    for first, second in pairwise(found):
        if aligned.text[first.span.end : second.span.start] == " " and first in kept:
            named = second.entity is None and first.entity is not None
            kept.remove(second if named else first)
    return kept


def counted(head: Token) -> Token:
    """Return what a quantity counts: "thousands of Kurds", "a group of deputies", "tons of food"."""
    if not column("quantities", "lemma").isdisjoint({head.lower_, syntax.lemma(head)}):
        counted = [noun for prep, noun in syntax.obliques(head) if prep == "of" and noun.i > head.i]
        if counted:
            return counted[0]
    return head


def _antecedent(aligned: AlignedDoc, entity: Entity, pronoun: Token) -> Span | None:
    """Return the words that a pronoun stands for where the same sentence has them."""
    sentence = aligned.sentence_at(aligned.starts[pronoun.i])
    near = [m for m in entity.mentions if m.kind != "pronoun" and sentence.start <= m.start and m.end <= sentence.end]
    return Span(near[0].start, near[0].end) if near else None


def entity_of(entities: EntityIndex, head: Token) -> Entity | None:
    """Return the actor or place a noun phrase means: its own, that of the name it holds, or that of its owner.

    "Iran's nuclear sites" means Iran where the sites are no entity; "the house of Soleimani" is nobody.
    """
    own = entities.headed_by(head)
    if own is not None:
        return own if own.type in _ACTING else None
    covering = entities.covering(head)
    if covering is not None and covering.type in _ACTING:
        return covering
    for owner in syntax.possessors(head):
        entity = entities.headed_by(owner) or entities.covering(owner)
        if entity is not None and entity.type in _ACTING:
            return entity
    if _language(head):
        return None
    for child in syntax.premodifiers(head):
        entity = entities.headed_by(child) or entities.covering(child)
        if entity is not None and entity.type in ACTOR_TYPES | {"Nationality"}:
            return entity
    return None


def _language(head: Token) -> bool:
    """Tell whether a phrase means what people speak, not the people: "the Russian language"."""
    return syntax.lemma(head) in {"language", "dialect", "alphabet"}


def forms(noun: Token) -> list[str]:
    """Return a noun as it stands and what its lemma may be ("gunmen", "gunman")."""
    derived = noun.lower_.endswith(("ing", "ed"))
    found = [noun.lower_, *([syntax.lemma(noun)] if derived else syntax.lemmas(noun))]
    return [*found, noun.lower_.removesuffix("men") + "man"] if noun.lower_.endswith("men") else found


def _can_act(head: Token, entity: Entity | None) -> bool:
    """Tell whether a phrase is a political actor or a place that stands for one."""
    if entity is not None:
        return entity.type in _ACTING
    nouns, others = column("actor_nouns", "lemma"), mapping("event_objects", "lemma", "class")
    if any(word in nouns or others.get(word) in {"people", "kin"} for word in forms(head)):
        return True
    if head.pos_ == "PRON":
        return head.lower_ in {"he", "she", "they", "we", "him", "them", "us", "who", "i"}
    if _language(head):
        return False
    words = (head, *syntax.premodifiers(head), *syntax.possessors(head))
    return any(t.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} for t in words)
