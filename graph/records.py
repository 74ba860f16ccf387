"""The records that pass between tieline's floors: frozen, sortable, without behaviour of their own.

All offsets count characters (Unicode code points) of `Article.text`; `start` is included, `end` is not.
Entity ids ("e1", "e2", …) are local to one article; `Entity.iri` is the identity across articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

DEFAULT_BASE = "https://w3id.org/tieline/id/"
"""IRI prefix of the data unless the user names another."""

EntityType = Literal[
    "Person",
    "State",
    "GovernmentBody",
    "ArmedGroup",
    "MilitaryUnit",
    "InternationalOrganization",
    "PoliticalParty",
    "MediaOutlet",
    "Company",
    "ThinkTank",
    "Organization",
    "Place",
    "Facility",
    "Weapon",
    "MilitaryPlatform",
    "Date",
    "Money",
    "Nationality",
]
MentionKind = Literal["name", "nominal", "pronoun"]
StatementForm = Literal["direct", "indirect", "mixed"]
StatementKind = Literal["communication", "stance"]
Factuality = Literal["happened", "planned", "possible", "denied", "claimed"]
DatePrecision = Literal["day", "month", "year"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
RelationType = Literal[
    "leads",
    "memberOf",
    "affiliatedWith",
    "spokespersonFor",
    "partOf",
    "supports",
    "funds",
    "arms",
    "alliedWith",
    "opposes",
    "basedIn",
    "operatesIn",
    "citizenOf",
    "holdsOffice",
    "fightsAgainst",
    "meetsWith",
]

ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
RELATION_TYPES: tuple[str, ...] = get_args(RelationType)
SYMMETRIC_RELATIONS = frozenset({"alliedWith", "opposes", "fightsAgainst", "meetsWith"})
THING_TYPES = frozenset({"Place", "Facility", "Weapon", "MilitaryPlatform", "Date", "Money", "Nationality"})
ACTOR_TYPES = frozenset(ENTITY_TYPES) - THING_TYPES
"""Types that act and speak; the others are places, things and values."""


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A run of characters of `Article.text`, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, order=True, slots=True)
class Source:
    """Where an article stands in the file it was read from (characters of the decoded file)."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, order=True, slots=True)
class Segment:
    """A run that was copied unchanged from the file into the cleaned text.

    `text[start:start + length]` equals `file_text[file_start:file_start + length]`.
    """

    start: int
    file_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article, cleaned.

    Attributes:
        id: as the input gives it (JSON lines), else `key`.
        key: hash of text, title, publisher and date: equal keys are the same article, wherever it was found.
        text: the cleaned body; paragraphs are separated by newlines; all offsets are into it.
        title, publisher, byline, url: as the page gives them, else None.
        published: calendar date of publication as the page gives it, else None.
        source: where it stands in the input file.
        segments: how runs of `text` map back to the file, sorted, without overlap.
        summaries: machine-made summaries found before the article; kept out of `text`, never evidence.
    """

    id: str
    key: str
    text: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: date | None = None
    url: str | None = None
    source: Source | None = None
    segments: tuple[Segment, ...] = ()
    summaries: tuple[str, ...] = ()


@dataclass(frozen=True, order=True, slots=True)
class Mention:
    """One place of the text that refers to an entity. `head` is the start of its head word."""

    start: int
    end: int
    kind: MentionKind = "name"
    head: int = -1


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place or thing of one article, with all its mentions in text order.

    Attributes:
        id: local to the article ("e1").
        name: the fullest name in the article, or the description of a generic entity.
        role: office or role the text gives ("prime minister"), else None.
        generic: a class of actors without a proper name ("the Iraqi militias").
        iri: identity across articles; empty until `identity` has resolved it.
        reason: why `iri` was chosen (authority entry, same full name, local to the article).
    """

    id: str
    name: str
    type: EntityType
    mentions: tuple[Mention, ...]
    role: str | None = None
    generic: bool = False
    iri: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said (or thinks, wants, fears) what.

    Attributes:
        content: the words said; several spans where the speaker's name or cue breaks them.
        speaker: entity id, None where the speaker is unnamed or unresolved.
        speaker_span: the source as it stands at that place ("he", "the ministry"), None where there is none.
        via, via_spans: who passes it on, outermost last ("the minister said …, Reuters reported" gives Reuters): ids of
            those that are entities, and the words of all.
        institution: whom a spokesperson speaks for, None where the sentence does not say.
        anonymity: the words that give the condition and reason for which the speaker is not named, else None.
        about: ids of entities mentioned inside the content, sorted.
        evidence: the sentence (or sentences) that hold all of these spans.
        pattern: the rule that found it, for `tieline explain`.
        confidence: 0 to 1.
    """

    id: str
    content: tuple[Span, ...]
    evidence: Span
    form: StatementForm
    kind: StatementKind = "communication"
    cue: Span | None = None
    cue_lemma: str | None = None
    speaker: str | None = None
    speaker_span: Span | None = None
    addressee: str | None = None
    about: tuple[str, ...] = ()
    date: str | None = None
    date_text: str | None = None
    confidence: float = 0.5
    pattern: str = ""
    via: tuple[str, ...] = ()
    via_spans: tuple[Span, ...] = ()
    institution: str | None = None
    anonymity: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom (PLOVER).

    Attributes:
        actors, recipients: entity ids, in text order; `actor_spans`, `recipient_spans` are the words as they stand
            (one span per argument, also for those that are no entity).
        date: ISO date, of the given precision ("2020-01-03", "2020-01", "2020"), or None.
        factuality: "happened" only where the article's own voice asserts it.
        voice: entity id of the speaker inside whose statement the event is told, else None.
        evidence: the sentence.
        trigger_lemma: the trigger as the lexicon of triggers has it ("launch airstrike"), or None.
        group: the same for all events of one article that tell of the same: the id of the first of them; empty where
            nobody has compared them, and then an event stands for itself.
    """

    id: str
    type: EventType
    trigger: Span
    evidence: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    mode: str | None = None
    place: str | None = None
    date: str | None = None
    date_precision: DatePrecision | None = None
    date_text: str | None = None
    factuality: Factuality = "happened"
    voice: str | None = None
    confidence: float = 0.5
    pattern: str = ""
    trigger_lemma: str | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A lasting tie between two entities (or a person and an office, `object_text`).

    `former` is True for a past tie. `factuality` and `voice` as for events.
    """

    id: str
    type: RelationType
    subject: str
    evidence: Span
    subject_span: Span
    object_span: Span
    object: str | None = None
    object_text: str | None = None
    trigger: Span | None = None
    former: bool = False
    factuality: Factuality = "happened"
    voice: str | None = None
    confidence: float = 0.5
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one article, and nothing else.

    `sentences` are the sentence spans of `article.text` in order; every evidence span starts and ends on them.
    """

    article: Article
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    model: str = ""


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One row of an authority file: a thing the world knows, with its names.

    Attributes:
        id: last part of its IRI ("kataib-hezbollah").
        name: preferred English name.
        aliases: other names -> kind ("name", "acronym", "transliteration", "demonym", "capital", "former", "short").
        ambiguous: aliases that need a second reason before they count ("Sadr", "the Guards").
        state: id of the state it belongs to, or None; `parent`: id of the body it is part of, or None.
        office: for persons, the best-known office; `since`, `until`: years of it.
        same_as: IRIs elsewhere (Wikidata), only where sure.
    """

    id: str
    name: str
    type: EntityType
    aliases: Mapping[str, str] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()
    state: str | None = None
    parent: str | None = None
    office: str | None = None
    since: int | None = None
    until: int | None = None
    same_as: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
