"""The names that a describing noun is said of: in apposition, by "X is …", "X became …", "named X …", "its ally X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..language import syntax
from .naming import HYPHENS, is_title
from .tie import among, is_person, noun_class, noun_relation, owners

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .index import EntityIndex

_BECOMING = frozenset({"become", "remain"})
_SERVING = frozenset({"serve", "act", "work", "resign", "retire", "return", "continue"})
_NAMING = frozenset({"appoint", "name", "elect", "confirm", "designate", "install", "reappoint", "reelect", "re-elect"})


def described(noun: Token, entities: EntityIndex) -> Iterator[Token]:
    """Yield the names a noun describes: in apposition, by "X is …", "X became …", "named X …", "ally X"."""
    if noun.dep_ == "appos" and entities.headed_by(noun.head) is not None:
        told, people = noun_relation(noun), noun_class(noun.head) in {"person", "people"}
        nearer = _before_comma(noun, entities)
        if nearer is not None and not (told is not None and told[0].startswith("partOf") and people):
            nearer = nearer if is_person(nearer, entities) and is_person(noun.head, entities) else None
        own = next((t for t in syntax.appositions(noun) if t.i > noun.i and is_person(t, entities)), None)
        if own is not None and not is_person(noun.head, entities):
            nearer = own
        yield nearer or noun.head  # "men of the 3rd Brigade, part of the army": the brigade is
        return
    for child in noun.children:
        if child.dep_ == "appos" and child.i > noun.i and entities.headed_by(child) is not None:
            yield child
            return
    if any(child.dep_ == "cop" for child in noun.children):
        if syntax.preposition(noun):
            return  # "is in the room" says nothing of who it is
        yield from (child for child in syntax.surface_subjects(noun) if entities.headed_by(child) is not None)
        return
    after = _after_phrase(noun, entities)
    if after:
        yield from after
        return
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" and noun.head.i < noun.i:
        if not any(t.ent_type_ == "PERSON" for t in noun.doc[noun.head.i : noun.i + 1]) and not _titled(noun, entities):
            yield from (t for t in described(noun.head, entities) if t.i < noun.head.i)
        return
    if noun.dep_ == "conj" and is_person(noun.head, entities) and syntax.appositions(noun.head):
        if noun_relation(noun) is not None and not _titled(noun, entities):
            yield noun.head  # "X, a tester and member of Y"
        return
    found = list(_by_verb(noun, entities))
    if found:
        yield from found
        return
    named = _named_after(noun, entities)
    if named is not None:
        yield named
        return
    if _titled(noun, entities):
        return  # a title: it describes the name that follows, not the one before the comma
    before = _before_comma(noun, entities)
    if before is not None:
        yield before


def _by_verb(noun: Token, entities: EntityIndex) -> Iterator[Token]:
    """Yield whom a verb makes what the noun says: "became", "served as", "was named", "appointed X as"."""
    verb, prep = noun.head, syntax.preposition(noun)
    if prep == "as" and is_person(verb, entities) and among(verb.head, _NAMING):
        yield verb
        return
    naming = next((c for c in noun.children if c.tag_ == "VBN" and among(c, _NAMING)), None)
    if naming is not None and naming.i < noun.i:  # small parsers make "was appointed director" a copula
        for child in (*noun.children, *naming.children):
            if child.dep_ in syntax.PASSIVE_SUBJECTS and entities.headed_by(child) is not None:
                yield child
        return
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    if (among(verb, _BECOMING) and noun.dep_ in {"xcomp", "attr", "obj", "dobj"}) or (
        among(verb, _SERVING) and prep == "as"
    ):
        found = syntax.surface_subjects(verb)
    elif among(verb, _NAMING) and (prep == "as" or noun.dep_ in {"xcomp", "oprd", "obj", "dobj"}):
        found = [t for t in syntax.logical_objects(verb) if t.i != noun.i]
    else:
        return
    yield from (t for t in found if entities.headed_by(t) is not None)


def _after_phrase(noun: Token, entities: EntityIndex) -> list[Token]:
    """Return the person after the comma of "the commander of the Border Guard, Lt. Gen. X", whatever the parse says."""
    told = noun_relation(noun)
    if noun_class(noun) != "person" and (told is None or told[0] not in {"leads", "spokespersonFor"}):
        return []
    doc, i = noun.doc, noun.i + 1
    phrase = {t.i for t in noun.subtree}
    while i < noun.sent.end and doc[i].text != ",":
        if i not in phrase or doc[i].pos_ in {"VERB", "AUX"} or is_person(doc[i], entities):
            return []
        i += 1
    if i == noun.i + 1:
        return []
    before = _before_comma(noun, entities)
    if before is not None and is_person(before, entities):
        return []  # "X, the commander of the Border Guard, Y": X is
    i += 1
    while i < noun.sent.end and is_title(doc[i].text):
        i += 1
    if i >= noun.sent.end:
        return []
    entity, start = entities.covering(doc[i]), entities.aligned.starts[i]
    mention = next((m for m in entity.mentions if m.start == start and m.kind == "name"), None) if entity else None
    if entity is None or entity.type != "Person" or mention is None:
        return []
    _, last = entities.aligned.tokens(mention.start, mention.end)
    if last < noun.sent.end and doc[last].lower_ in {"and", "or"}:
        return []  # a list
    return [doc[entities.aligned.tokens(mention.head, mention.head + 1)[0]]]


def _named_after(noun: Token, entities: EntityIndex) -> Token | None:
    """Return the group right after an owned noun that tells how it stands to the owner: "its ally Hezbollah"."""
    told = noun_relation(noun)
    if noun.pos_ != "NOUN" or told is None or told[0] in {"leads", "memberOf"} or noun.i + 1 >= noun.sent.end:
        return None
    after = noun.doc[noun.i + 1]
    entity, start = entities.covering(after), entities.aligned.starts[after.i]
    if entity is None or entity.type in {"Person", "Nationality"} or entities.covering(noun) is entity:
        return None
    mention = next((m for m in entity.mentions if m.start == start and m.kind == "name"), None)
    if mention is None or not owners(noun, entities):
        return None
    return noun.doc[entities.aligned.tokens(mention.head, mention.head + 1)[0]]


def _titled(noun: Token, entities: EntityIndex) -> bool:
    """Tell whether a name follows a noun at once, titles between."""
    follows = noun.i + 1
    while follows < noun.sent.end and (is_title(noun.doc[follows].text) or noun.doc[follows].text in HYPHENS):
        follows += 1
    after = entities.covering(noun.doc[follows]) if follows < noun.sent.end else None
    return after is not None and not after.generic


def _before_comma(noun: Token, entities: EntityIndex) -> Token | None:
    """Return the name that stands before a comma and the noun's phrase, where the parse does not join them."""
    doc, aligned = noun.doc, entities.aligned
    first = min(syntax.noun_phrase(noun)[0], noun.i)
    if first > noun.sent.start and doc[first - 1].lower_ == "as":
        first -= 1
    while first > noun.sent.start and (doc[first - 1].ent_type_ or doc[first - 1].tag_ in {"POS", "DT", "JJ"}):
        first -= 1
    if first - 2 < noun.sent.start or doc[first - 1].text not in {",", "—", "–", "("}:
        return None
    before = entities.covering(doc[first - 2])
    person = noun_class(noun) == "person" and noun.lower_ != "member"
    if before is None or before.generic or (person and before.type != "Person"):
        return None
    if noun_relation(noun) is None or noun.dep_ == "conj" or (noun.dep_ in syntax.SUBJECTS and not _second(noun)):
        return None
    head = next((m.head for m in before.mentions if m.end == aligned.ends[first - 2]), None)
    return doc[aligned.tokens(head, head + 1)[0]] if head is not None else None


def _second(noun: Token) -> bool:
    """Tell whether its verb has a subject before it: one clause has one, so this one is in apposition."""
    return any(child.i < noun.i and child.dep_ in syntax.SUBJECTS for child in noun.head.children)


def in_passing(noun: Token) -> bool:
    """Tell whether a noun describes beside the clause: in apposition, not by "is", "became" or "was named"."""
    if any(child.dep_ == "cop" or (child.tag_ == "VBN" and among(child, _NAMING)) for child in noun.children):
        return False
    return noun.head.i == noun.i or not among(noun.head, _BECOMING | _SERVING | _NAMING)
