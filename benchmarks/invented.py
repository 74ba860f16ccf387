"""Invented articles, as records made from a seed: no text is read, and they go into the graph as real ones do.

An article has as many mentions, events, statements and ties as one of the sample corpus, among actors of whom a few are
in most articles; every thirtieth is the one before it, printed by another paper.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tieline.records import (
    DEFAULT_BASE,
    EVENT_TYPES,
    RELATION_TYPES,
    Article,
    AuthorityEntry,
    Entity,
    Event,
    Extraction,
    Mention,
    Relation,
    Span,
    Statement,
)

SENTENCES = 24
SYLLABLES = (
    "ba",
    "da",
    "fa",
    "ka",
    "la",
    "ma",
    "na",
    "ra",
    "sa",
    "ta",
    "bel",
    "dor",
    "fin",
    "gul",
    "kir",
    "lam",
    "mon",
)
TYPES = {
    "State": 30,
    "GovernmentBody": 150,
    "ArmedGroup": 60,
    "MilitaryUnit": 60,
    "PoliticalParty": 30,
    "MediaOutlet": 30,
    "Person": 900,
    "Place": 120,
    "Weapon": 30,
}


@dataclass(frozen=True)
class Actor:
    """One of the pool: its entry of the authority file, and how often it is chosen."""

    entry: AuthorityEntry
    weight: float


def actors(chance: random.Random) -> list[Actor]:
    """Return the pool: the busiest of each type first, each body and group under a state."""
    made: list[Actor] = []
    states: list[str] = []
    for type_, count in TYPES.items():
        for rank in range(count):
            name = invented(chance, type_)
            id_ = f"{type_.lower()}-{rank}"
            state = chance.choice(states) if states and type_ not in {"Place", "Weapon"} else None
            if type_ == "State":
                states.append(id_)
            entry = AuthorityEntry(id_, name, type_, {f"{name} group": "name"}, state=state)  # type: ignore[arg-type]
            made.append(Actor(entry, 1 / (rank + 1)))
    return made


def invented(chance: random.Random, type_: str) -> str:
    name = " ".join("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))
    return name if type_ in {"Person", "State", "Place"} else f"{name} {type_}"


def extractions(chance: random.Random, pool: list[Actor]) -> Iterator[Extraction]:
    """Yield articles without end; every thirtieth is the one before it, printed by another paper."""
    number = 0
    last = None
    while True:
        number += 1
        publisher = f"Paper {chance.randrange(40)}"
        published = date(2020, 1, 1) + timedelta(days=chance.randrange(730))
        if last is None or number % 30:
            last = Desk(chance, pool)
        yield last.extraction(f"{number:020x}", publisher, published)


class Desk:
    """The text of one article, and all that is read out of it."""

    def __init__(self, chance: random.Random, pool: list[Actor]) -> None:
        self.chance = chance
        things = [actor for actor in pool if actor.entry.type in {"Place", "Weapon"}]
        others = [actor for actor in pool if actor.entry.type not in {"Place", "Weapon"}]
        self.cast = self._chosen(others, 24)
        self.things = self._chosen(things, 5)
        self.text = ""
        self.mentions: dict[str, list[Mention]] = {}
        self.sentences: list[Span] = []
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.relations: list[Relation] = []
        for _ in range(SENTENCES):
            self._sentence()

    def _chosen(self, pool: list[Actor], count: int) -> list[AuthorityEntry]:
        found = self.chance.choices(pool, [actor.weight for actor in pool], k=count)
        return list({actor.entry.id: actor.entry for actor in found}.values())

    def _write(self, words: str, entry: AuthorityEntry | None = None) -> Span:
        span = Span(len(self.text), len(self.text) + len(words))
        self.text += words
        if entry:
            self.mentions.setdefault(entry.id, []).append(Mention(span.start, span.end))
        return span

    def _sentence(self) -> None:
        chance, begin = self.chance, len(self.text)
        actor, recipient = chance.sample(self.cast, 2)
        speaker, thing = chance.choice(self.cast), chance.choice(self.things)
        subject = self._write(actor.name, actor)
        self._write(" ")
        verb = self._write(invented(chance, "Person").lower())
        self._write(" ")
        object_ = self._write(recipient.name, recipient)
        self._write(" near ")
        self._write(thing.name, thing)
        content = Span(begin, len(self.text))
        self._write(", ")
        source = self._write(speaker.name, speaker)
        cue = self._write(" said")
        evidence = Span(begin, self._write(".").end)
        self._write("\n")
        self.sentences.append(evidence)
        told = chance.choices(("happened", "claimed", "planned", "possible", "denied"), (55, 25, 10, 5, 5))[0]
        voice = speaker.id if told in {"claimed", "denied"} else None
        asserted = {"factuality": told, "voice": voice, "confidence": 0.8, "pattern": "made"}
        id_ = str(len(self.sentences))
        if chance.random() < 0.85:
            day = f"2021-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}" if chance.random() < 0.2 else None
            place = thing.id if thing.type == "Place" and chance.random() < 0.15 else None
            self.events.append(
                Event(
                    id_,
                    chance.choice(EVENT_TYPES),  # type: ignore[arg-type]
                    verb,
                    evidence,
                    (actor.id,),
                    (recipient.id,),
                    (subject,),
                    (object_,),
                    date=day,
                    place=place,
                    **asserted,  # type: ignore[arg-type]
                )
            )
        if chance.random() < 0.85:
            about = tuple(sorted({actor.id, recipient.id}))
            lemma = chance.choice(("say", "tell", "deny", "warn", "hope"))
            kind = "stance" if lemma == "hope" else "communication"
            self.statements.append(
                Statement(
                    id_,
                    (content,),
                    evidence,
                    "indirect",
                    kind,
                    cue,
                    lemma,
                    speaker.id,
                    source,
                    None,
                    about,  # type: ignore[arg-type]
                )
            )
        if chance.random() < 0.63:
            type_ = chance.choice((*RELATION_TYPES, "holdsOffice", "holdsOffice", "leads"))
            office = type_ == "holdsOffice"
            self.relations.append(
                Relation(
                    id_,
                    type_,  # type: ignore[arg-type]
                    actor.id,
                    evidence,
                    subject,
                    object_,
                    None if office else recipient.id,
                    f"office of {recipient.name}" if office else None,
                    former=chance.random() < 0.1,
                    **asserted,  # type: ignore[arg-type]
                )
            )

    def extraction(self, key: str, publisher: str, published: date) -> Extraction:
        """Return the article under a key, printed by a paper on a day."""
        entities = tuple(
            Entity(
                entry.id, entry.name, entry.type, tuple(self.mentions[entry.id]), iri=f"{DEFAULT_BASE}entity/{entry.id}"
            )
            for entry in {entry.id: entry for entry in (*self.cast, *self.things)}.values()
            if entry.id in self.mentions
        )
        article = Article(key, key, self.text, f"Dispatch {key}", publisher, published=published)
        return Extraction(
            article,
            tuple(self.sentences),
            entities,
            tuple(self.statements),
            tuple(self.events),
            tuple(self.relations),
            "made 1",
        )
