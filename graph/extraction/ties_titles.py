"""Ties told by what stands before or after a person's name: "Hezbollah leader X", "X of the Heritage Foundation"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping
from .arguments import entity_of
from .naming import HYPHENS, is_title, title_kind, type_by_words
from .tie import BODIES, FORMER, MEMBERLIKE, Tie, belonging, in_name, is_name, is_office, noun_relations

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .index import EntityIndex

_LEADING = frozenset({"prime", "secretary", "general", "chief", "executive", "acting", "supreme", "top", "commander"})
_PLAIN = frozenset({"head", "leader", "chief", "commander", "boss"})
_OF = frozenset({"of", "for", "to"})


def titles(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield ties of a title before a name: "Iraqi Prime Minister X", "Crisis Group analyst X", "Hezbollah leader X"."""
    person, mention = entities.headed_by(noun), entities.mention_at(noun)
    if person is None or mention is None or person.type != "Person" or mention.kind != "name":
        return
    start, _ = entities.aligned.tokens(mention.start, mention.end)
    first, words, former = _words(noun, start, entities)
    told = [t for t in words if is_office(t) or _personal(t)]
    if not told:
        yield from _ranked(noun, words, first, former, entities)
        yield from _of_titles(noun, start, entities)
        return
    if first - 2 >= noun.sent.start and noun.doc[first - 1].lower_ in _OF and is_title(noun.doc[first - 2].text):
        yield from _of_titles(noun, start, entities)  # "Minister of Justice X"
        return
    office = (words[0].i, words[-1].i + 1)
    owner = _owner(noun, first)
    named = owner is not None and is_name(owner, entities)
    last = told[-1]
    if last.lower_ == "general" and len(told) > 1:
        last = told[-2]  # "Secretary General", "Attorney General"
    relation = noun_relations().get(last.lower_, ("holdsOffice", frozenset()))[0]
    entity = entity_of(entities, owner) if named and owner is not None else None
    if owner is not None and entity is not None and entity.type in BODIES:
        if relation == "leads" and any(t.lower_ not in _LEADING for t in words if t.i != last.i):
            relation = "affiliatedWith"
        elif relation == "leads" and last.lower_ == "minister" and type_by_words(entity.name) is None:
            relation = "holdsOffice"  # "Social Affairs Minister": the words tell the office
        elif relation == "affiliatedWith" and last.lower_ in MEMBERLIKE:
            relation = belonging(entity)
        if relation in {"leads", "spokespersonFor", "memberOf", "affiliatedWith"}:
            yield Tie(relation, noun, owner, "title", office, former)
            if relation == "spokespersonFor" or (relation == "leads" and len(words) == 1 and last.lower_ in _PLAIN):
                return
    if any(is_office(t) for t in told):
        yield Tie("holdsOffice", noun, owner if named else None, "title", office, former, office)


def _words(noun: Token, start: int, entities: EntityIndex) -> tuple[int, list[Token], bool]:
    """Return where the words of titles before a name begin, those words, and whether they are of the past."""
    doc, first, former = noun.doc, start, False
    words: list[Token] = []
    while first > noun.sent.start:
        token = doc[first - 1]
        if words and in_name(token, entities):
            break  # "Dawn Party leader": "Party" is a word of the name
        if token.lower_ in FORMER or (token.text in HYPHENS and former):
            former = True
        elif (is_title(token.text) and token.pos_ != "ADP") or (_personal(token) and token.pos_ in {"NOUN", "PROPN"}):
            words.insert(0, token)
        elif not (token.text in HYPHENS and words):
            break
        first -= 1
    return first, words, former


def _personal(token: Token) -> bool:
    """Tell whether a word before a name says how its bearer belongs somewhere."""
    return noun_relations().get(token.lower_, ("",))[0] in {"leads", "memberOf", "affiliatedWith", "spokespersonFor"}


def _owner(noun: Token, first: int) -> Token | None:
    """Return the word before the titles, without its possessive ending."""
    owner = noun.doc[first - 1] if first > noun.sent.start else None
    if owner is not None and owner.tag_ == "POS" and first - 2 >= noun.sent.start:
        return noun.doc[first - 2]
    return owner


def _ranked(noun: Token, words: list[Token], first: int, former: bool, entities: EntityIndex) -> Iterator[Tie]:
    """Yield "Peshmerga Maj. X": a rank after the name of a force."""
    owner = _owner(noun, first)
    if not words or owner is None or not is_name(owner, entities):
        return
    entity = entity_of(entities, owner)
    if entity is not None and entity.type in BODIES and any(title_kind(t.text) == "rank" for t in words):
        yield Tie("memberOf", noun, owner, "title", (words[0].i, words[-1].i + 1), former)


def _of_titles(noun: Token, start: int, entities: EntityIndex) -> Iterator[Tie]:
    """Yield "Minister of Water Resources X", "Ambassador to NATO X": a title with its complement before the name."""
    doc, i = noun.doc, start - 1
    while i > noun.sent.start and start - i < 9:
        token = doc[i]
        if token.lower_ in _OF and token.pos_ in {"ADP", "SCONJ"}:
            title = doc[i - 1]
            if not (title.text[0].isupper() and title_kind(title.text) == "office"):
                return
            first = title.i
            while first > noun.sent.start and is_title(doc[first - 1].text) and doc[first - 1].lower_ not in FORMER:
                first -= 1
            former = first > noun.sent.start and doc[first - 1].lower_ in FORMER
            inside = [e for t in doc[i + 1 : start] if (e := entities.headed_by(t)) is not None]
            other = next((t for t in doc[i + 1 : start] if entities.headed_by(t) is not None), None)
            if (inside and inside[0].type == "Person") or entities.headed_by(title) not in {
                None,
                entities.headed_by(noun),
            }:
                return
            if (
                other is not None
                and inside[0].type in BODIES
                and noun_relations().get(title.lower_, ("",))[0] == "leads"
            ):
                yield Tie("leads", noun, other, "title", (first, i), former)
            yield Tie("holdsOffice", noun, other, "title", (first, start), former, (first, start))
            return
        if not (token.text[0].isupper() or token.lower_ in {"the", "and", "-"} or token.pos_ == "ADP"):
            return
        i -= 1


def of_organization(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield "X, of Century International" and "X of the Heritage Foundation", "the Heritage Foundation's X"."""
    person, mention = entities.headed_by(noun), entities.mention_at(noun)
    if person is None or mention is None or mention.kind != "name" or person.type != "Person":
        return
    ends = [n for prep, n in syntax.obliques(noun) if prep in {"of", "with", "from", "at"}] + syntax.possessors(noun)
    for other in ends:
        entity = entity_of(entities, other)
        if entity is None or entity.generic:
            continue
        if entity.type in BODIES:
            yield Tie(belonging(entity), noun, other, "of-organization", confidence=0.7)
        elif entity.type == "State" and syntax.preposition(other) == "of":
            yield Tie("citizenOf", noun, other, "of-organization", confidence=0.7)


def now_with(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield "X is now with the Gulf Centre" and "X is from Fatah"."""
    entity, prep = entities.headed_by(noun), syntax.preposition(noun)
    cop = next((child for child in noun.children if child.dep_ == "cop"), None)
    if (
        cop is None
        or prep not in {"with", "from", "at"}
        or entity is None
        or entity.generic
        or entity.type not in BODIES
    ):
        return
    for subject in syntax.surface_subjects(noun):
        person = entities.headed_by(subject)
        if person is not None and person.type == "Person":
            former = cop.lower_ in {"was", "were"}
            yield Tie(belonging(entity), subject, noun, "copula", (cop.i, cop.i + 1), former, confidence=0.7)


def adherents(noun: Token, entities: EntityIndex) -> Iterator[Tie]:
    """Yield "X, an Illinois Republican" and "X, a Social Democrat": the word names the party itself."""
    head, known = noun.head, entities.headed_by(noun)
    person = entities.headed_by(head)
    if noun.dep_ != "appos" or known is None or person is None or person.type != "Person" or noun.i < head.i:
        return
    article = any(child.lower_ in {"a", "an"} for child in noun.children)
    kind = mapping("tie_nouns", "lemma", "kind").get(noun.lower_)
    party = known.type in {"PoliticalParty", "Organization"} or (known.type == "Nationality" and kind == "adherent")
    if article and party and not known.generic:
        yield Tie("memberOf", head, noun, "adherent", (noun.i, noun.i + 1), confidence=0.7)
