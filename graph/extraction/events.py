"""Events: who did what to whom, in the types of PLOVER (2021)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from ..language import syntax
from ..language.lexicon import table
from ..records import Event, EventType, Statement
from .arguments import Argument, arguments
from .factuality import factuality
from .time import date_of, resolve_date

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..language import AlignedDoc
    from .index import EntityIndex

_TRIGGERS = {(row["lemma"], row["pos"]): row for row in table("event_triggers")}
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_LIGHT = frozenset(
    {
        "carry out",
        "conduct",
        "launch",
        "stage",
        "mount",
        "hold",
        "wage",
        "make",
        "issue",
        "pay",
        "begin",
        "start",
        "open",
    }
    | {
        "resume",
        "renew",
        "undertake",
        "complete",
        "lead",
        "join",
        "attend",
        "continue",
        "order",
        "offer",
        "declare",
        "announce",
        "give",
        "commit",
        "perform",
        "suffer",
    }
)
_INSTRUMENTS = frozenset(
    {"drone", "missile", "rocket", "air", "artillery", "bomb", "suicide", "mortar", "roadside", "car"}
)

_INWARD = frozenset({"of", "from", "to", "with", "against", "by", "for", "on"})
_ADDRESSING = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT"})
_AGREED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"})
"""Of these a plan or promise is AGREE (PLOVER 2021: verbal cooperation)."""
_SPEAKING = frozenset({"ask", "insist", "plead", "beg", "question", "complain", "promise", "warn"})
_NEED_RECIPIENT = frozenset({"COOPERATE", "AID"})
"""PLOVER 2021: no such event without a recipient (nor a SANCTION, where the text often leaves it out)."""
_MODES = {
    "drone": "drone",
    "air": "aerial",
    "missile": "heavy-weapons",
    "rocket": "heavy-weapons",
    "artillery": "heavy-weapons",
    "mortar": "heavy-weapons",
    "suicide": "suicide-attack",
    "bomb": "explosives",
}


@dataclass(frozen=True)
class Trigger:
    """A word (or verb and object) that tells an event; `token` carries it, `verb` its subject."""

    token: Token
    row: dict[str, str]
    verb: Token | None
    noun: Token | None
    pattern: str


def find_events(
    aligned: AlignedDoc, entities: EntityIndex, statements: Sequence[Statement], *, published: date | None = None
) -> tuple[Event, ...]:
    """Return the events of a text in order, ids "v1", "v2", …; none without an actor or recipient that can act.

    Args:
        aligned: the text and its parse.
        entities: who the arguments are.
        statements: of the same text; what stands in their content is claimed by their speakers.
        published: what "on Monday" counts from.
    """
    made: list[Event] = []
    for trigger in _triggers(aligned):
        if trigger.row["lemma"] in _SPEAKING and _speaks(aligned, trigger, statements):
            continue
        actors, recipients = _roles(aligned, entities, trigger)
        if not any(argument.actor for argument in (*actors, *recipients)):
            continue
        if trigger.pattern == "noun" and not _eventful(trigger, actors, recipients):
            continue
        if trigger.row["type"] in _NEED_RECIPIENT and not any(argument.actor for argument in recipients):
            continue
        made.append(_event(aligned, entities, statements, published, trigger, actors, recipients, f"v{len(made) + 1}"))
    return tuple(made)


def _speaks(aligned: AlignedDoc, trigger: Trigger, statements: Sequence[Statement]) -> bool:
    """Tell whether the trigger only carries a quotation ("“Why?” asked Haddad")."""
    start = aligned.starts[trigger.token.i]
    return any(s.form == "direct" and s.cue and s.cue.start <= start < s.cue.end for s in statements)


def _triggers(aligned: AlignedDoc) -> Iterator[Trigger]:
    """Yield the triggers in text order; the object of a verb that is one with it is no trigger of its own."""
    taken: set[int] = set()
    for token in aligned.doc:
        if token.i in taken or token.ent_type_ in {"PERSON", "DATE", "EVENT"}:
            continue
        if token.pos_ in {"VERB", "AUX"} or (token.tag_.startswith("VB") and token.pos_ != "AUX"):
            found = _verb(token)
        elif token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.ent_type_ == ""):
            found = _noun(token)
        else:
            found = None
        if found is not None:
            taken |= {found.noun.i} if found.noun is not None else set()
            yield found


def _lemmas(verb: Token) -> list[str]:
    """Return the possible lemmas with their particle, then alone."""
    particles = [c.lower_ for c in verb.children if c.dep_ in {"compound:prt", "prt"}]
    nearby = [
        c.lower_ for c in verb.children if c.dep_ == "advmod" and c.i == verb.i + 1 and c.tag_ in {"RP", "RB", "IN"}
    ]
    bases = syntax.lemmas(verb)
    return [*(f"{base} {particle}" for base in bases for particle in (*particles, *nearby)), *bases]


def _row(keys: Iterable[str], pos: str) -> dict[str, str] | None:
    return next((_TRIGGERS[(key, pos)] for key in keys if (key, pos) in _TRIGGERS), None)


def _verb(verb: Token) -> Trigger | None:
    verbs = _lemmas(verb)
    for head in _objects(verb):
        nouns = syntax.lemmas(head)
        row = _row((f"{one} {noun}" for one in verbs for noun in nouns), "verb+object")
        if row is not None:
            return Trigger(verb, row, verb, head, "verb+object")
        row = _row(nouns, "noun")
        if row is not None and not _LIGHT.isdisjoint(verbs):
            return Trigger(head, row, verb, head, "light-verb")
    row = _row(verbs, "verb")
    return Trigger(verb, row, verb, None, "verb") if row is not None else None


def _objects(verb: Token) -> list[Token]:
    """Return what the verb acts on; where the parse gives nothing, the noun phrase right after an active verb."""
    found = syntax.logical_objects(verb)
    if found or syntax.is_passive(verb) or verb.tag_ not in {"VBD", "VBN", "VBZ", "VBP", "VBG", "VB"}:
        return found
    for token in verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]:
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "amod", "flat"}:
            return [token] if syntax.preposition(token) == "" and token.dep_ not in syntax.SUBJECTS else []
        if token.pos_ not in {"DET", "ADJ", "NUM", "NOUN", "PROPN"}:
            break
    return []


def _noun(noun: Token) -> Trigger | None:
    if noun.dep_ in {"compound", "flat", "amod"}:
        return None
    nouns = syntax.lemmas(noun)
    before = [c.lower_ for c in noun.children if c.dep_ in {"compound", "amod"} and c.i == noun.i - 1]
    row = _row((*(f"{word} {one}" for word in before for one in nouns), *nouns), "noun")
    return Trigger(noun, row, None, noun, "noun") if row is not None else None


def _eventful(trigger: Trigger, actors: list[Argument], recipients: list[Argument]) -> bool:
    """Tell a noun that tells an event from one that only names a topic: it has parties of its own."""
    return (
        bool(actors and recipients)
        or len(actors) > 1
        or (bool(actors or recipients) and trigger.row["type"] in {"ASSAULT", "COERCE", "RETREAT"})
    )


def _roles(aligned: AlignedDoc, entities: EntityIndex, trigger: Trigger) -> tuple[list[Argument], list[Argument]]:
    """Return actors and recipients of a trigger."""
    where = [place for place in trigger.row["recipients"].split(",") if place]
    if trigger.verb is not None:
        acting = syntax.logical_subjects(trigger.verb)
        if not acting and "obj" not in where:  # "protested" has no passive, whatever the parse makes of it
            acting = syntax.surface_subjects(trigger.verb)
        undergoing = _recipients(trigger, where)
        if not acting and trigger.noun is not None:
            acting = _owners(trigger.noun)
    else:
        assert trigger.noun is not None
        acting, undergoing = _nominal(trigger.noun, where)
    actors = arguments(aligned, entities, acting)
    recipients = arguments(aligned, entities, undergoing)
    if recipients and not any(a.actor for a in recipients):
        recipients = _within(aligned, entities, recipients) or recipients
    recipients = [a for a in recipients if a.head.i not in {b.head.i for b in actors}]
    if trigger.row["type"] in _MUTUAL and not actors and recipients:
        return recipients, []
    return actors, recipients


def _within(aligned: AlignedDoc, entities: EntityIndex, objects: list[Argument]) -> list[Argument]:
    """Return the actors inside objects that cannot act themselves: "demanded the removal of X", "support from Y"."""
    nouns = [noun for a in objects for prep, noun in syntax.obliques(a.head) if prep in _INWARD]
    found = arguments(aligned, entities, nouns)
    return [a for a in found if a.actor]


def _recipients(trigger: Trigger, where: list[str]) -> list[Token]:
    verb = trigger.verb
    assert verb is not None
    sources = [trigger.noun, verb, *(() if trigger.noun is not None else _objects(verb))]
    places = [place for source in sources if source is not None for place in syntax.obliques(source)]
    if syntax.is_passive(verb):
        direct = [] if trigger.noun is not None else syntax.surface_subjects(verb)
    else:
        direct = [] if trigger.noun is not None else _objects(verb)
    given = [c for c in verb.children if c.dep_ in {"iobj", "dative"} and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    if given and "to" in where:
        return given
    if direct and direct[0].doc[syntax.noun_phrase(direct[0])[0]].lower_ == "that" and direct[0].i > verb.i:
        direct = _told_to(verb)  # a clause the parse took for an object
    for place in where:
        found = direct if place == "obj" else [noun for prep, noun in places if prep == place]
        if found:
            return found
    if direct and ("obj" in where or syntax.is_passive(verb)):
        return direct
    if trigger.pattern in {"verb+object", "light-verb"} and trigger.noun is not None:
        return _owners(trigger.noun)
    return _told_to(verb) if trigger.row["type"] in _ADDRESSING else []


def _told_to(verb: Token) -> list[Token]:
    """Return whom the complement names: the subject of "that Iran leave", the object of "refused to meet the envoy"."""
    for clause in syntax.complements(verb):
        subjects = [c for c in clause.children if c.dep_ in syntax.SUBJECTS]
        if subjects:
            return subjects
        infinitive = any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in clause.children)
        if infinitive:
            inner = _objects(clause) + [noun for prep, noun in syntax.obliques(clause) if prep in _INWARD]
            return inner or [
                noun for head in _objects(clause) for prep, noun in syntax.obliques(head) if prep in _INWARD
            ]
    after = verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]
    start = next((t.i + 1 for t in after if t.lower_ == "that"), None)
    rest = list(verb.doc[start : verb.sent.end]) if start is not None else []
    noun = next((t for t in rest if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"compound", "amod"}), None)
    return [noun] if noun is not None and noun.i <= (start or 0) + 5 else []


def _owners(noun: Token) -> list[Token]:
    """Return the nouns and nationalities that own a noun: possessors, else names before it."""
    owners = syntax.possessors(noun)
    return owners or [t for t in syntax.premodifiers(noun) if t.ent_type_ in {"GPE", "ORG", "NORP", "PERSON"}]


def _nominal(noun: Token, where: list[str]) -> tuple[list[Token], list[Token]]:
    """Return (actors, recipients) of a noun: "A's killing of B", "an attack by A on B", "talks between A and B"."""
    places = syntax.obliques(noun)
    acting = [n for prep, n in places if prep == "by"]
    between = [n for prep, n in places if prep in {"between", "among"}]
    owners = _owners(noun)
    led = [c for c in noun.children if c.dep_ == "amod" and syntax.lemma(c) in {"lead", "led", "back"} and c.i < noun.i]
    for each in led:
        owners = [t for t in each.subtree if t.ent_type_ in {"GPE", "ORG"}] or owners
    if between:
        return between, []
    undergoing: list[Token] = []
    for place in where:
        if place != "by" and not undergoing:
            undergoing = [n for prep, n in places if prep == place]
    acting = acting or [t for t in owners if t.lower_ not in _INSTRUMENTS]
    if not acting and noun.dep_ in syntax.OBJECTS and noun.head.pos_ == "VERB" and syntax.lemma(noun.head) in _LIGHT:
        acting = syntax.logical_subjects(noun.head)
    return acting, undergoing


def _event(
    aligned: AlignedDoc,
    entities: EntityIndex,
    statements: Sequence[Statement],
    published: date | None,
    trigger: Trigger,
    actors: list[Argument],
    recipients: list[Argument],
    id_: str,
) -> Event:
    told, voice, _ = factuality(aligned, trigger.verb or trigger.token, statements)
    words = date_of(aligned, trigger.verb or trigger.token)
    when = resolve_date(words, published) if words else None
    first, last = _trigger_range(trigger)
    place = _place(entities, trigger, {a.head.i for a in (*actors, *recipients)})
    both = bool(actors) and bool(recipients)
    mode = trigger.row["mode"] or _mode(trigger)
    type_ = trigger.row["type"]
    if told == "planned" and type_ in _AGREED and trigger.verb is not None and actors:
        type_, mode = "AGREE", ""
    return Event(
        id=id_,
        type=cast("EventType", type_),
        trigger=aligned.span(first, last),
        evidence=aligned.sentence_at(aligned.starts[trigger.token.i]),
        actors=_ids(actors),
        recipients=_ids(recipients),
        actor_spans=tuple(a.span for a in actors),
        recipient_spans=tuple(a.span for a in recipients),
        mode=mode or None,
        place=place,
        date=when[0] if when else None,
        date_precision=when[1] if when else None,
        date_text=words,
        factuality=told,
        voice=voice,
        confidence=round((0.8 if both else 0.55) - (0.15 if trigger.pattern == "noun" else 0), 2),
        pattern=trigger.pattern,
    )


def _ids(found: list[Argument]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.entity.id for a in found if a.entity is not None))


def _trigger_range(trigger: Trigger) -> tuple[int, int]:
    token = trigger.token
    particle = [c.i for c in token.children if c.dep_ in {"compound:prt", "prt"} and 0 < c.i - token.i <= 2]
    last = max([token.i, *particle]) + 1
    if trigger.pattern == "verb+object" and trigger.noun is not None and 0 < trigger.noun.i - token.i <= 4:
        last = trigger.noun.i + 1
    return token.i, last


def _mode(trigger: Trigger) -> str:
    """Return the mode that an instrument tells: "drone attack", "airstrike", "suicide bombing"."""
    if trigger.row["type"] != "ASSAULT" or trigger.noun is None:
        return ""
    words = {c.lower_ for c in trigger.noun.children if c.dep_ in {"compound", "amod"}}
    return next((mode for word, mode in _MODES.items() if word in words), "")


def _place(entities: EntityIndex, trigger: Trigger, taken: set[int]) -> str | None:
    """Return the place the text gives: "in Baghdad", "at Camp Taji", on the trigger or its verb."""
    for source in (trigger.token, trigger.verb, *(_objects(trigger.verb) if trigger.verb is not None else ())):
        for prep, noun in syntax.obliques(source) if source is not None else ():
            entity = entities.headed_by(noun) or entities.covering(noun)
            here = prep in {"in", "at", "near", "inside", "outside"} and noun.i not in taken
            if here and entity is not None and entity.type in {"Place", "State", "Facility"}:
                return entity.id
    return None
