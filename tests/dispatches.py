"""Two articles and all that was read out of them, by hand, with every kind of record: for tests of RDF and queries."""

from __future__ import annotations

from datetime import date

from tieline.rdf import (
    Store,
    article_quads,
    authority_graph,
    authority_quads,
    graph_iri,
    name_quads,
    names_graph,
    run_quads,
    runs_graph,
)
from tieline.records import Article, AuthorityEntry, Entity, Event, Extraction, Mention, Relation, Span, Statement

BASE = "https://example.org/data/"
HARBOUR = (
    "The Marsh Brigade, part of the River Front, shelled the port of Lorin on Monday.\n"
    "General Ada Wenn leads the Marsh Brigade.\n"
    "“Tarvia armed the Marsh Brigade,” said Jon Bel, the foreign minister of Osmar.\n"
    "Ilo Sant, a former prime minister of Osmar, accused Tarvia of meddling.\n"
    "Tarvia denied that it supports the River Front.\n"
    "The militias may meet with Osmar next month, and Lorin was bombed, a witness said."
)
GRAIN = (
    "Tarvia sent grain to Osmar in February.\n"
    "Ada Wenn, a citizen of Tarvia, is a member of the River Front.\n"
    "The Marsh Brigades were once allied with Osmar.\n"
    "Tarvia praised the Marsh Brigades, the ministry said, and “fears Osmar”."
)


def entity_iri(name: str) -> str:
    return f"{BASE}entity/{name}"


class Desk:
    """Finds words of one text, so that fixtures hold words and not numbers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = tuple(self.span(line) for line in text.split("\n"))

    def span(self, words: str, after: str = "") -> Span:
        start = self.text.index(words, self.text.index(after))
        return Span(start, start + len(words))

    def sentence(self, words: str) -> Span:
        at = self.text.index(words)
        return next(span for span in self.sentences if span.start <= at < span.end)

    def entity(self, id_: str, name: str, type_: str, *mentions: str, iri: str, **fields: object) -> Entity:
        found = [self.span(words) for words in mentions or (name,)]
        kind = "nominal" if fields.get("generic") else "name"
        marks = tuple(sorted(Mention(span.start, span.end, kind) for span in found))
        return Entity(id_, name, type_, marks, iri=entity_iri(iri), reason="for the test", **fields)


def harbour() -> Extraction:
    desk = Desk(HARBOUR)
    tie = {"confidence": 0.9, "pattern": "by-hand"}
    said = desk.sentence("armed")
    return Extraction(
        Article(
            "dispatch-1",
            "aaa1",
            HARBOUR,
            title="Shells on Lorin",
            publisher="Example Courier",
            published=date(2024, 3, 5),
            url="https://news.example.org/lorin",
        ),
        desk.sentences,
        (
            desk.entity("e1", "Marsh Brigade", "ArmedGroup", iri="marsh-brigade"),
            desk.entity("e2", "River Front", "ArmedGroup", iri="river-front"),
            desk.entity("e3", "Lorin", "Place", iri="lorin"),
            desk.entity("e4", "Ada Wenn", "Person", iri="ada-wenn", role="General"),
            desk.entity("e5", "Tarvia", "State", iri="tarvia"),
            desk.entity("e6", "Jon Bel", "Person", iri="jon-bel", role="foreign minister"),
            desk.entity("e7", "Osmar", "State", iri="osmar"),
            desk.entity("e8", "Ilo Sant", "Person", iri="ilo-sant"),
            desk.entity("e9", "the militias", "ArmedGroup", "The militias", iri="in/aaa1/e9", generic=True),
        ),
        (
            Statement(
                "s1",
                (desk.span("Tarvia armed the Marsh Brigade"),),
                said,
                "direct",
                cue=desk.span("said"),
                cue_lemma="say",
                speaker="e6",
                speaker_span=desk.span("Jon Bel"),
                about=("e1", "e5"),
                date="2024-03-04",
                date_text="on Monday",
                confidence=0.95,
                pattern="quotation",
            ),
            Statement(
                "s2",
                (desk.span("it supports the River Front"),),
                desk.sentence("denied"),
                "indirect",
                cue=desk.span("denied"),
                cue_lemma="deny",
                speaker="e5",
                about=("e2",),
            ),
        ),
        (
            Event(
                "ev1",
                "ASSAULT",
                desk.span("shelled"),
                desk.sentence("shelled"),
                actors=("e1",),
                actor_spans=(desk.span("The Marsh Brigade"),),
                recipient_spans=(desk.span("the port of Lorin"),),
                mode="heavy-weapons",
                place="e3",
                date="2024-03-04",
                date_precision="day",
                date_text="on Monday",
                confidence=0.8,
            ),
            Event(
                "ev2",
                "ACCUSE",
                desk.span("accused"),
                desk.sentence("accused"),
                ("e8",),
                ("e5",),
                mode="allege",
            ),
            Event("ev3", "CONSULT", desk.span("meet"), desk.sentence("meet"), ("e9",), ("e7",), factuality="planned"),
            Event(
                "ev4",
                "ASSAULT",
                desk.span("bombed"),
                desk.sentence("bombed"),
                recipient_spans=(desk.span("Lorin", "and Lorin"),),
                factuality="claimed",
            ),
        ),
        (
            Relation(
                "r1", "partOf", "e1", desk.sentence("part of"), desk.span("Brigade"), desk.span("Front"), "e2", **tie
            ),
            Relation(
                "r2", "leads", "e4", desk.sentence("leads"), desk.span("Wenn"), desk.span("Brigade", "leads"), "e1"
            ),
            Relation(
                "r3",
                "arms",
                "e5",
                said,
                desk.span("Tarvia", "“"),
                desk.span("the Marsh Brigade", "armed"),
                "e1",
                trigger=desk.span("armed"),
                factuality="claimed",
                voice="e6",
            ),
            Relation(
                "r4",
                "supports",
                "e5",
                desk.sentence("denied"),
                desk.span("it ", "denied"),
                desk.span("River Front", "supports"),
                "e2",
                factuality="denied",
                voice="e5",
            ),
            Relation(
                "r5",
                "holdsOffice",
                "e8",
                desk.sentence("former"),
                desk.span("Ilo Sant"),
                desk.span("prime minister"),
                object_text="prime minister",
                former=True,
            ),
            Relation(
                "r6",
                "holdsOffice",
                "e6",
                said,
                desk.span("Jon Bel"),
                desk.span("foreign minister of Osmar"),
                object_text="foreign minister of Osmar",
            ),
            Relation(
                "r7",
                "meetsWith",
                "e9",
                desk.sentence("meet"),
                desk.span("The militias"),
                desk.span("Osmar", "meet"),
                "e7",
                factuality="possible",
            ),
        ),
        model="by hand 1",
    )


def grain() -> Extraction:
    desk = Desk(GRAIN)
    return Extraction(
        Article("dispatch-2", "bbb2", GRAIN, title="Grain for Osmar", published=date(2024, 2, 20)),
        desk.sentences,
        (
            desk.entity("e1", "Tarvia", "State", iri="tarvia"),
            desk.entity("e2", "Osmar", "State", iri="osmar"),
            desk.entity("e3", "Ada Wenn", "Person", iri="ada-wenn"),
            desk.entity("e4", "River Front", "ArmedGroup", iri="river-front"),
            desk.entity("e5", "Marsh Brigades", "ArmedGroup", iri="marsh-brigade"),
        ),
        (
            Statement(
                "s1",
                (desk.span("Tarvia praised the Marsh Brigades"), desk.span("fears Osmar")),
                desk.sentence("praised"),
                "mixed",
                cue=desk.span("said"),
                cue_lemma="say",
                speaker_span=desk.span("the ministry"),
                about=("e1", "e2", "e5"),
            ),
        ),
        (
            Event("ev1", "AID", desk.span("sent"), desk.sentence("sent"), ("e1",), ("e2",), date="2024-02"),
            Event(
                "ev2",
                "SUPPORT",
                desk.span("praised"),
                desk.sentence("praised"),
                ("e1",),
                ("e5",),
                factuality="claimed",
            ),
        ),
        (
            Relation(
                "r1", "citizenOf", "e3", desk.sentence("citizen"), desk.span("Wenn"), desk.span("Tarvia", "of"), "e1"
            ),
            Relation(
                "r2", "memberOf", "e3", desk.sentence("citizen"), desk.span("Wenn"), desk.span("River Front"), "e4"
            ),
            Relation(
                "r3",
                "alliedWith",
                "e5",
                desk.sentence("allied"),
                desk.span("Brigades"),
                desk.span("Osmar", "allied"),
                "e2",
                former=True,
            ),
        ),
    )


def authority() -> list[AuthorityEntry]:
    return [
        AuthorityEntry(
            "marsh-brigade",
            "Marsh Brigade",
            "ArmedGroup",
            {"MB": "acronym", "لواء الأهوار": "name", "Marsher": "demonym"},
            state="tarvia",
            parent="river-front",
            languages={"لواء الأهوار": "ar"},
            same_as=("https://elsewhere.example.org/Q1",),
        ),
        AuthorityEntry("tarvia", "Tarvia", "State", {"Republic of Tarvia": "name"}),
        AuthorityEntry("river-front", "River Front", "ArmedGroup"),
    ]


def filled_store(*extractions: Extraction) -> Store:
    """Return a store in memory with the given articles (both, if none is given) and the graphs that go with them."""
    store = Store.memory()
    extractions = extractions or (harbour(), grain())
    keys = [extraction.article.key for extraction in extractions]
    for extraction in extractions:
        store.replace_graph(graph_iri(extraction.article.key, BASE), article_quads(extraction, base=BASE))
    store.replace_graph(authority_graph(BASE), authority_quads(authority(), BASE))
    store.replace_graph(runs_graph(BASE), run_quads("0.0", "by-hand-1", {"lines": "all"}, articles=keys, base=BASE))
    store.replace_graph(names_graph(BASE), name_quads(store, BASE))
    return store
