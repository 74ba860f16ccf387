"""Candidates for lasting ties: the forms in which a sentence tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping
from ..records import ACTOR_TYPES
from .arguments import entity_of
from .naming import HYPHENS, is_title, title_kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .index import EntityIndex

_FORMER = frozenset({"former", "late", "then", "ex", "onetime", "erstwhile", "previous", "slain", "deposed", "ousted"})
GROUPS = ACTOR_TYPES - {"Person"}
"""Actors that are no persons."""
_STRUGGLES = frozenset({"fight", "war", "battle", "campaign", "struggle", "operation", "offensive", "effort"})
_RULERS = frozenset(
    {"president", "premier", "chancellor", "leader", "king", "queen", "emir", "sultan", "ruler", "monarch"}
)
_OFFICES = frozenset({"office", "rank"})
_PARTICIPLES = {  # how the word before a hyphen is tied to what follows
    "backed": "supports",
    "supported": "supports",
    "sponsored": "supports",
    "trained": "supports",
    "funded": "funds",
    "financed": "funds",
    "armed": "arms",
    "equipped": "arms",
    "aligned": "affiliatedWith",
    "linked": "affiliatedWith",
    "affiliated": "affiliatedWith",
    "allied": "alliedWith",
    "led": "leads",
    "run": "leads",
    "controlled": "leads",
    "based": "basedIn",
    "headquartered": "basedIn",
}
_FROM_PARTICIPLE = frozenset({"supports", "funds", "arms", "leads"})


@dataclass(frozen=True)
class Tie:
    """A tie before its factuality is known; ends are tokens, `text` the words of an office."""

    type: str
    subject: Token
    object: Token | None
    pattern: str
    trigger: tuple[int, int] | None = None
    former: bool = False
    office: tuple[int, int] | None = None
    confidence: float = 0.8


def ties(token: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield the ties that the phrase or clause of a token tells, whatever its ends turn out to be."""
    if token.pos_ in {"NOUN", "PROPN"}:
        yield from _noun(token, entities)
        yield from _member(token, entities)
        yield from _struggle(token)
        yield from _before_name(token, entities)
        yield from _of_organization(token, entities)
    if token.pos_ in {"VERB", "AUX", "ADJ"}:
        yield from _verb(token)
        yield from _hyphenated(token, entities)
    if token.lower_ in {"pro", "anti"} and token.i + 2 < len(token.doc) and token.nbor(1).text in HYPHENS:
        yield from _pro(token, entities)


def _noun(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of "X, the head of Y", "X is a member of Y", "Y's spokesman, X"."""
    lemma = syntax.lemma(noun)
    relation = mapping("tie_nouns", "lemma", "relation").get(lemma)
    if relation is None:
        return
    described = list(_described(noun, entities))
    if not described:
        return
    allowed = mapping("tie_nouns", "lemma", "prepositions")[lemma].split(",")
    others = [n for prep, n in syntax.obliques(noun) if prep in allowed]
    owners = [t for t in (*syntax.possessors(noun), *syntax.premodifiers(noun)) if _is_name(t, entities)]
    former = _is_former(noun)
    for subject in described:
        for other in (*others, *owners):
            entity = entity_of(entities, other)
            of_something = any(c.dep_ == "compound" and c.pos_ == "NOUN" for c in noun.children)  # "militia leader"
            ruler = (lemma in _RULERS and not of_something) or noun.doc[max(noun.i - 1, 0)].lower_ == "prime"
            if relation == "leads" and not ruler and entity and entity.type in {"State", "Nationality"}:
                continue  # "Iran's top commander" leads no state
            yield from _told(relation, subject, other, noun, former, "apposition")
        if (entity := entities.headed_by(subject)) is not None and entity.type == "Person" and _office(noun):
            ends = [*owners, *others]
            yield Tie(
                "holdsOffice", subject, ends[0] if ends else None, "office", (noun.i, noun.i + 1), former, _phrase(noun)
            )


def _member(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of people without a name: "fighters of X", "a member of X"."""
    entity = entities.headed_by(noun)
    if (
        entity is None
        or not entity.generic
        or mapping("tie_nouns", "lemma", "relation").get(syntax.lemma(noun)) != "memberOf"
    ):
        return
    for prep, other in syntax.obliques(noun):
        if prep in {"of", "from"} and _is_name(other, entities):
            yield Tie("memberOf", noun, other, "member-of", (noun.i, noun.i + 1), _is_former(noun), confidence=0.7)


def _struggle(noun: Token) -> Iterator[Tie]:
    """Yield ties of "X's fight against Y" and "X is waging a campaign against Y"."""
    if syntax.lemma(noun) not in _STRUGGLES:
        return
    enemies = [other for prep, other in syntax.obliques(noun) if prep == "against"]
    fighting = syntax.possessors(noun)
    if not fighting and noun.head.pos_ == "VERB" and noun.dep_ in syntax.OBJECTS | {"obl"}:
        fighting = syntax.logical_subjects(noun.head)
    for one in fighting:
        for other in enemies:
            yield Tie("fightsAgainst", one, other, "struggle", (noun.i, noun.i + 1), confidence=0.7)


def _told(relation: str, subject: Token, other: Token, noun: Token, former: bool, pattern: str) -> Iterator[Tie]:
    trigger = (noun.i, noun.i + 1)
    if relation == "supports_by":
        yield Tie("supports", other, subject, pattern, trigger, former)
    else:
        yield Tie(relation, subject, other, pattern, trigger, former)


def _described(noun: Token, entities: EntityIndex) -> Iterator[Token]:
    """Yield the names a noun describes: what it is in apposition to, or the subject of "X is the head of Y"."""
    if noun.dep_ == "appos" and entities.headed_by(noun.head) is not None:
        yield noun.head
        return
    for child in noun.children:
        if child.dep_ == "appos" and child.i > noun.i and entities.headed_by(child) is not None:
            yield child
            return
    if any(child.dep_ == "cop" for child in noun.children):
        yield from (child for child in syntax.surface_subjects(noun) if entities.headed_by(child) is not None)
        return
    doc, aligned = noun.doc, entities.aligned
    follows = noun.i + 1
    while follows < noun.sent.end and (is_title(doc[follows].text) or doc[follows].text in HYPHENS):
        follows += 1
    after = entities.covering(doc[follows]) if follows < noun.sent.end else None
    if after is not None and not after.generic:
        return  # a title: it describes the name that follows, not the one before the comma
    first = min(syntax.noun_phrase(noun)[0], noun.i)
    while first > noun.sent.start and (doc[first - 1].ent_type_ or doc[first - 1].tag_ in {"POS", "DT", "JJ"}):
        first -= 1
    if first - 2 < noun.sent.start or doc[first - 1].text not in {",", "—", "–", "("}:
        return
    before = entities.covering(doc[first - 2])
    person = mapping("actor_nouns", "lemma", "class").get(syntax.lemma(noun)) == "person" and noun.lower_ != "member"
    if before is None or before.generic or (person and before.type != "Person"):
        return
    head = next((m.head for m in before.mentions if m.end == aligned.ends[first - 2]), None)
    if head is not None:
        yield doc[aligned.tokens(head, head + 1)[0]]


def _before_name(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of a title before a name: "Iraqi Prime Minister X", "Crisis Group analyst X", "Hezbollah leader X"."""
    person, mention = entities.headed_by(noun), entities.mention_at(noun)
    if person is None or mention is None or person.type != "Person" or mention.kind != "name":
        return
    aligned, doc = entities.aligned, noun.doc
    start, _ = aligned.tokens(mention.start, mention.end)
    first, former = start, False
    words: list[Token] = []
    while first > noun.sent.start:
        token = doc[first - 1]
        if token.lower_ in _FORMER or (token.text in HYPHENS and former):
            former = True
        elif is_title(token.text) or (
            token.lower_ in mapping("tie_nouns", "lemma", "relation") and token.pos_ in {"NOUN", "PROPN"}
        ):
            words.insert(0, token)
        elif not (token.text in HYPHENS and words):
            break
        first -= 1
    titles = [
        t for t in words if title_kind(t.text) in _OFFICES or t.lower_ in mapping("tie_nouns", "lemma", "relation")
    ]
    if not titles:
        return
    office = (words[0].i, words[-1].i + 1)
    owner = doc[first - 1] if first > noun.sent.start else None
    if owner is not None and owner.tag_ == "POS" and first - 2 >= noun.sent.start:
        owner = doc[first - 2]
    named = owner is not None and _is_name(owner, entities)
    last = titles[-1]
    relation = mapping("tie_nouns", "lemma", "relation").get(last.lower_) or "holdsOffice"
    if named and owner is not None and relation in {"leads", "spokespersonFor", "memberOf", "affiliatedWith"}:
        entity = entity_of(entities, owner)
        if entity is not None and entity.type in GROUPS - {"State"}:
            yield Tie(relation, noun, owner, "title", office, former)
    if any(title_kind(t.text) in _OFFICES for t in titles):
        yield Tie("holdsOffice", noun, owner if named else None, "title", office, former, office)


def _of_organization(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield "X, of Century International" and "X of the Heritage Foundation", "the Heritage Foundation's X"."""
    person = entities.headed_by(noun)
    mention = entities.mention_at(noun)
    if person is None or mention is None or mention.kind != "name" or person.type != "Person":
        return
    ends = [n for prep, n in syntax.obliques(noun) if prep in {"of", "with", "from", "at"}] + syntax.possessors(noun)
    for other in ends:
        entity = entity_of(entities, other)
        if entity is not None and entity.type in GROUPS - {"State"} and not entity.generic:
            yield Tie("affiliatedWith", noun, other, "of-organization", confidence=0.7)


def _verb(verb: Token) -> Iterator[Tie]:
    """Yield ties of verbs in the present or as participles: "Iran supports X", "X, backed by Iran", "who heads Y"."""
    relation = mapping("tie_verbs", "lemma", "relation").get(syntax.lemma(verb))
    if relation is None:
        return
    subjects = syntax.logical_subjects(verb)
    where = mapping("tie_verbs", "lemma", "object")[syntax.lemma(verb)].split(",")
    passive = syntax.is_passive(verb)
    objects: list[Token] = []
    if "obj" in where:
        objects = syntax.logical_objects(verb)
    if not objects:
        objects = [n for prep, n in syntax.obliques(verb) if prep in where]
        if passive and "obj" not in where:
            subjects = syntax.surface_subjects(verb)
    former = verb.tag_ == "VBD" and relation in {"leads", "memberOf"} and not passive
    for subject in subjects:
        for other in objects:
            yield Tie(relation, subject, other, "verb", (verb.i, verb.i + 1), former, confidence=0.75)


def _hyphenated(token: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of "Iran-backed militias", "U.S.-led coalition", "New York-based Century International"."""
    relation = _PARTICIPLES.get(token.lower_)
    if relation is None or token.i < 2 or token.nbor(-1).text not in HYPHENS:
        return
    owner = token.nbor(-2)
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


def _pro(token: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of "pro-Iran militias" and "anti-Houthi forces"."""
    other = token.nbor(2)
    target = next(
        (t for t in token.doc[other.i + 1 : other.i + 5] if t.pos_ in {"NOUN", "PROPN"} and entities.headed_by(t)), None
    )
    if target is None:
        return
    relation = "supports" if token.lower_ == "pro" else "opposes"
    yield Tie(relation, target, other, f"{token.lower_}-", (token.i, other.i + 1))


def _is_name(token: Token, entities: EntityIndex) -> bool:
    entity = entities.headed_by(token) or entities.covering(token)
    return entity is not None and not entity.generic and entity.type in GROUPS | {"Place", "Nationality"}


def _office(noun: Token) -> bool:
    return title_kind(noun.lower_) == "office" or title_kind(syntax.lemma(noun)) == "office"


def _is_former(noun: Token) -> bool:
    return any(t.lower_ in _FORMER for t in (*noun.children, *(noun.doc[max(noun.left_edge.i, noun.i - 4) : noun.i])))


def _phrase(noun: Token) -> tuple[int, int]:
    """Return the words of an office: the noun with its compounds and adjectives, nationality and article left out."""
    first = noun.i
    while first > noun.left_edge.i and (
        is_title(noun.doc[first - 1].text) and noun.doc[first - 1].lower_ not in _FORMER
    ):
        first -= 1
    return first, noun.i + 1
