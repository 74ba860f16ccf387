"""Events: who did what to whom, in the types of PLOVER (2021)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from ..language import syntax
from ..language.lexicon import mapping
from ..records import Event, EventType, Factuality, Statement
from .arguments import Argument, forms
from .clauses import finite, objects
from .complements import COOPERATIVE, find_triggers
from .factuality import factuality
from .parties import parties
from .places import place_of
from .retold import Told, grouped
from .time import Dates, ahead
from .triggers import Trigger, all_needs, has_form

if TYPE_CHECKING:
    from ..language import AlignedDoc
    from .index import EntityIndex

_AGREED = COOPERATIVE - {"AGREE"}
"""Of these a plan or promise is AGREE (PLOVER 2021: verbal cooperation)."""
_SPEAKING = frozenset({"ask", "insist", "plead", "beg", "question", "complain", "promise", "warn"})
_NEED_RECIPIENT = frozenset({"COOPERATE", "AID"})
"""PLOVER 2021: no such event without a recipient (nor a SANCTION, where the text often leaves it out)."""
_ALONE = frozenset({"ASSAULT", "COERCE", "RETREAT"})
"""A noun of these tells an event with one party ("the release of the envoy")."""
_HARM = frozenset({"ASSAULT"})
_CLASSES = mapping("event_objects", "lemma", "class")
_ACCIDENTS = frozenset(lemma for lemma, class_ in _CLASSES.items() if class_ == "accident")
_VERBAL = frozenset({"attack", "target", "assault", "hit"})
_WILL = frozenset({"will", "shall", "'ll", "’ll"})
_WORDS = frozenset(
    {"tweet", "post", "speech", "interview", "statement", "article", "editorial", "letter", "advert", "ad", "debate"}
)
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
    dates = Dates(aligned, published)
    made: list[Told] = []
    for trigger in find_triggers(aligned.doc):
        if trigger.row["lemma"] in _SPEAKING and _speaks(aligned, trigger, statements):
            continue
        if trigger.type in _HARM and _accidental(trigger):
            continue
        found = parties(aligned, entities, trigger)
        if found is None or not _told(trigger, *found):
            continue
        event = _event(aligned, entities, statements, dates, trigger, *found, f"v{len(made) + 1}")
        made.append(Told(event, trigger, *found))
    return grouped(made)


def _speaks(aligned: AlignedDoc, trigger: Trigger, statements: Sequence[Statement]) -> bool:
    """Tell whether the trigger only carries a quotation ("“Why?” asked Haddad")."""
    start = aligned.starts[trigger.token.i]
    return any(s.form == "direct" and s.cue and s.cue.start <= start < s.cue.end for s in statements)


def _accidental(trigger: Trigger) -> bool:
    """Tell whether nobody did the harm: "killed in a flood", "injured when the bus overturned"."""
    near = [trigger.verb, *(syntax.surface_subjects(trigger.verb) if trigger.verb is not None else ()), trigger.token]
    near = [each for each in near if each is not None]
    words = [noun for each in near for _, noun in syntax.obliques(each)]
    words += [t for each in near if each is not trigger.verb for t in (each, *syntax.premodifiers(each))]
    words += [c for each in near for c in each.children if c.dep_ in {"advcl", "conj"}]
    return any(not _ACCIDENTS.isdisjoint(syntax.lemmas(word)) for word in words)


def _told(trigger: Trigger, actors: list[Argument], recipients: list[Argument]) -> bool:
    """Tell an event from a topic or a figure of speech: it has the parties that its trigger needs."""
    able = [a for a in recipients if a.actor]
    struck = bool(recipients) and trigger.type in {"ASSAULT", "COERCE"} and trigger.pattern != "noun"
    if not actors and not able and not struck:
        return False
    if not all(_met(needs, trigger, actors, recipients) for needs in all_needs(trigger.row)):
        return False
    if trigger.pattern == "must" and not able:
        return False
    if trigger.type in _NEED_RECIPIENT and not able and len(actors) < 2:
        return False
    if trigger.pattern == "noun":
        named = any(_body(a) and a.head.pos_ != "PRON" for a in actors)
        if trigger.type == "CONSULT" and any(a.direct and _body(a) for a in actors):
            return True  # "talks with the agency": who else takes part is told elsewhere
        alone = bool(recipients) or (named and trigger.type == "ASSAULT")
        return bool(actors and recipients) or len(actors) > 1 or (alone and trigger.type in _ALONE)
    return True


def _met(needs: set[str], trigger: Trigger, actors: list[Argument], recipients: list[Argument]) -> bool:
    """Tell whether one of the needs is met."""
    if trigger.verb is not None and has_form(needs, trigger.verb):
        return True
    able = [a for a in recipients if a.actor]
    kinds = {a.entity.type for a in able if a.entity is not None}
    found = {
        "actor": bool(able) or (len(actors) > 1 and "obj" not in trigger.places),
        "target": bool(recipients),
        "person": any(a.direct and (a.entity is None or a.entity.type == "Person" or a.entity.generic) for a in able),
        "mutual": bool(able) or len(actors) > 1 or any(a.head.tag_ == "NNS" or _body(a) for a in actors),
        "known": any(a.entity is not None and a.entity.type in {"Person", "State"} for a in able),
        "craft": any(_CLASSES.get(word) == "craft" for a in recipients for word in forms(a.head)),
        "state": "State" in kinds,
        "force": any(_armed(a) for a in actors),
        "official": any(_official(a) for a in actors),
        "content": True,
    }
    return any(found.get(need, False) for need in needs)


def _body(argument: Argument) -> bool:
    """Tell whether a party is an organization with a name of its own, companies and media left out."""
    entity = argument.entity
    private = {"Person", "Company", "MediaOutlet", "Place", "Facility", "Nationality"}
    return entity is not None and entity.type not in private and not entity.generic


def _official(argument: Argument) -> bool:
    """Tell whether a party holds an office, or is a state, one of its bodies or a named organization."""
    entity = argument.entity
    if _body(argument) or (entity is not None and (entity.role or entity.type == "GovernmentBody")):
        return True
    titled = {"minister", "president", "envoy", "ambassador", "delegation", "official", "diplomat", "premier", "leader"}
    return not titled.isdisjoint(forms(argument.head))


def _armed(argument: Argument) -> bool:
    """Tell whether a party bears arms."""
    if argument.entity is not None and argument.entity.type in {"MilitaryUnit", "ArmedGroup"}:
        return True
    classes = mapping("actor_nouns", "lemma", "type")
    return any(classes.get(word) in {"MilitaryUnit", "ArmedGroup"} for word in forms(argument.head))


def _event(
    aligned: AlignedDoc,
    entities: EntityIndex,
    statements: Sequence[Statement],
    dates: Dates,
    trigger: Trigger,
    actors: list[Argument],
    recipients: list[Argument],
    id_: str,
) -> Event:
    told, voice, statement = factuality(aligned, trigger.verb or trigger.token, statements)
    if trigger.refused:
        told = "claimed" if statement is not None and _others(statement, actors) else "happened"
    words, when = dates.of(trigger.verb or trigger.token)
    if told == "planned" and trigger.verb is not None and syntax.modal(trigger.verb) in _WILL and words and when:
        when = ahead(words, when, dates.published)
    both = bool(actors) and bool(recipients)
    type_, mode = _type(trigger, told, actors)
    if type_ == "ASSAULT" and _in_words(trigger, actors, recipients):
        type_, mode = "ACCUSE", "disapprove"
    return Event(
        id=id_,
        type=cast("EventType", type_),
        trigger=aligned.span(*_trigger_range(trigger)),
        evidence=aligned.sentence_at(aligned.starts[trigger.token.i]),
        actors=_ids(actors),
        recipients=_ids(recipients),
        actor_spans=tuple(a.span for a in actors),
        recipient_spans=tuple(a.span for a in recipients),
        mode=mode or None,
        place=place_of(entities, trigger, actors, recipients),
        date=when[0] if when else None,
        date_precision=when[1] if when else None,
        date_text=words,
        factuality=told,
        voice=voice,
        confidence=round((0.8 if both else 0.55) - (0.15 if trigger.pattern == "noun" else 0), 2),
        pattern=trigger.pattern,
        trigger_lemma=trigger.row["lemma"],
    )


def _in_words(trigger: Trigger, actors: list[Argument], recipients: list[Argument]) -> bool:
    """Tell an attack in words from one in deeds: one person on another, or "in an interview", "over the budget"."""
    if not {*syntax.lemmas(trigger.token)} & _VERBAL:
        return False
    sources = [t for t in (trigger.verb, trigger.noun) if t is not None]
    places = [pair for source in sources for pair in syntax.obliques(source)]
    if any(prep in {"over", "as"} or not _WORDS.isdisjoint(syntax.lemmas(noun)) for prep, noun in places):
        return True
    named = [
        a.entity is not None and a.entity.type == "Person" and not a.entity.generic for a in (*actors, *recipients)
    ]
    return bool(actors and recipients) and all(named)


def _type(trigger: Trigger, told: Factuality, actors: list[Argument]) -> tuple[str, str]:
    """Return type and mode: a cooperative deed that is still to come is AGREE."""
    if told == "planned" and trigger.type in _AGREED and trigger.verb is not None and actors:
        future = syntax.modal(trigger.verb) in {"will", "would", "shall", "wo", "'ll", "’ll"}
        if future or syntax.lemma(trigger.verb.head) in {"plan", "intend", "prepare", "schedule", "agree", "undertake"}:
            return "AGREE", ""
    if trigger.type == "PROTEST" and trigger.row["lemma"] == "protest" and _says(trigger):
        return "ACCUSE", "disapprove"
    return trigger.type, trigger.mode or _mode(trigger)


def _says(trigger: Trigger) -> bool:
    """Tell whether one protests in words: "protested that the ministry had lied", "It lied, the union protested"."""
    verb = trigger.verb
    if verb is None or verb.tag_ == "VB" or objects(verb):
        return False
    return verb.dep_ == "parataxis" or any(c.dep_ == "ccomp" and finite(c) for c in verb.children)


def _others(statement: Statement, actors: list[Argument]) -> bool:
    """Tell whether somebody else than the actor says it."""
    return statement.speaker is None or statement.speaker not in _ids(actors)


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
    if trigger.type != "ASSAULT" or trigger.noun is None:
        return ""
    words = {c.lower_ for c in trigger.noun.children if c.dep_ in {"compound", "amod"}}
    return next((mode for word, mode in _MODES.items() if word in words), "")
