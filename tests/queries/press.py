"""The two dispatches and three articles more, with what only some questions ask for, and a few decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from dispatches import BASE, Desk, authority, entity_iri, grain, harbour
from pyoxigraph import Quad
from tieline.articles.copies import find_copies
from tieline.articles.reused import reused
from tieline.articles.shingles import Sketch
from tieline.identity import Authority, happenings
from tieline.identity.decisions import Merge, Reject, Rename, Tie
from tieline.rdf import (
    Store,
    article_quads,
    authority_graph,
    authority_quads,
    graph_iri,
    name_quads,
    names_graph,
)
from tieline.rdf.copies import copy_quads
from tieline.rdf.decisions import decision_quads
from tieline.rdf.happenings import happening_quads
from tieline.rdf.identifiers import copies_graph, decisions_graph, happenings_graph
from tieline.rdf.triples import record_iris
from tieline.records import Article, AuthorityEntry, Event, Extraction, Relation, Statement

TALKS = (
    "Jon Bel, the foreign minister of Osmar, will visit Tarvia next week.\n"
    "Tarvia supports the River Front.\n"
    "The River Front denied that it shelled Lorin with rockets.\n"
    "The Harbour Police fights against the Marsh Brigade.\n"
    "Osmar fears Tarvia."
)
VISIT = (
    "Jon Bel, a former foreign minister of Osmar, visited Tarvia on 12 March.\n"
    "The River Front shelled Lorin with rockets, Osmar said.\n"
    "Osmar accused Tarvia of war.\n"
    "The Harbour Police detained Ada Wenn, a teacher, in Lorin."
)


def talks() -> Extraction:
    desk = Desk(TALKS)
    return Extraction(
        Article("dispatch-3", "ccc3", TALKS, "A visit to come", "Osmar Post", published=date(2024, 3, 8)),
        desk.sentences,
        (
            desk.entity("e1", "Jon Bel", "Person", iri="jon-bel", role="foreign minister"),
            desk.entity("e2", "Tarvia", "State", iri="tarvia"),
            desk.entity("e3", "River Front", "ArmedGroup", iri="river-front"),
            desk.entity("e4", "Lorin", "Place", iri="lorin"),
            desk.entity("e5", "rockets", "Weapon", iri="rockets"),
            desk.entity("e6", "Harbour Police", "GovernmentBody", iri="harbour-police"),
            desk.entity("e7", "Marsh Brigade", "ArmedGroup", iri="marsh-brigade"),
            desk.entity("e8", "Osmar", "State", iri="osmar"),
        ),
        (
            Statement(
                "s1",
                (desk.span("it shelled Lorin with rockets"),),
                desk.sentence("denied"),
                "indirect",
                cue=desk.span("denied"),
                cue_lemma="deny",
                speaker="e3",
                about=("e4", "e5"),
            ),
            Statement(
                "s2",
                (desk.span("Tarvia", "fears"),),
                desk.sentence("fears"),
                "indirect",
                "stance",
                desk.span("fears"),
                "fear",
                "e8",
                about=("e2",),
            ),
        ),
        (
            Event("ev1", "CONSULT", desk.span("visit"), desk.sentence("visit"), ("e1",), ("e2",), factuality="planned"),
            Event(
                "ev2",
                "ASSAULT",
                desk.span("shelled"),
                desk.sentence("shelled"),
                ("e3",),
                ("e4",),
                place="e4",
                date="2024-03-07",
                date_precision="day",
                factuality="denied",
                voice="e3",
            ),
        ),
        (
            Relation(
                "r1",
                "supports",
                "e2",
                desk.sentence("supports"),
                desk.span("Tarvia", "Tarvia supports"),
                desk.span("River Front"),
                "e3",
            ),
            Relation(
                "r2", "fightsAgainst", "e6", desk.sentence("fights"), desk.span("Police"), desk.span("Marsh"), "e7"
            ),
            Relation(
                "r3",
                "holdsOffice",
                "e1",
                desk.sentence("minister"),
                desk.span("Jon Bel"),
                desk.span("foreign minister of Osmar"),
                object_text="foreign minister of Osmar",
            ),
            Relation(
                "r4",
                "opposes",
                "e8",
                desk.sentence("fears"),
                desk.span("Osmar", "Osmar fears"),
                desk.span("Tarvia", "fears"),
                "e2",
                factuality="denied",
                voice="e8",
            ),
        ),
    )


def visit() -> Extraction:
    desk = Desk(VISIT)
    return Extraction(
        Article("dispatch-4", "ddd4", VISIT, "The visit", "Example Courier", published=date(2024, 3, 13)),
        desk.sentences,
        (
            desk.entity("e1", "Jon Bel", "Person", iri="jon-bel"),
            desk.entity("e2", "Tarvia", "State", iri="tarvia"),
            desk.entity("e3", "River Front", "ArmedGroup", iri="river-front"),
            desk.entity("e4", "Lorin", "Place", iri="lorin"),
            desk.entity("e5", "rockets", "Weapon", iri="rockets"),
            desk.entity("e6", "Osmar", "State", "Osmar", iri="osmar"),
            desk.entity("e7", "Ada Wenn", "Person", iri="ada-wenn-teacher", role="teacher"),
            desk.entity("e8", "Harbour Police", "GovernmentBody", iri="harbour-police"),
        ),
        (
            Statement(
                "s1",
                (desk.span("The River Front shelled Lorin with rockets"),),
                desk.sentence("shelled"),
                "indirect",
                cue=desk.span("said"),
                cue_lemma="say",
                speaker="e6",
                about=("e3", "e4", "e5"),
            ),
            Statement(
                "s2",
                (desk.span("of war"),),
                desk.sentence("accused"),
                "indirect",
                cue=desk.span("accused"),
                cue_lemma="accuse",
                speaker="e6",
                about=("e2",),
            ),
        ),
        (
            Event(
                "ev1",
                "CONSULT",
                desk.span("visited"),
                desk.sentence("visited"),
                ("e1",),
                ("e2",),
                mode="visit",
                date="2024-03-12",
                date_precision="day",
                date_text="on 12 March",
            ),
            Event(
                "ev2",
                "ASSAULT",
                desk.span("shelled"),
                desk.sentence("shelled"),
                ("e3",),
                ("e4",),
                place="e4",
                date="2024-03-07",
                date_precision="day",
                factuality="claimed",
                voice="e6",
            ),
            Event("ev3", "ACCUSE", desk.span("accused"), desk.sentence("accused"), ("e6",), ("e2",), mode="allege"),
            Event("ev4", "COERCE", desk.span("detained"), desk.sentence("detained"), ("e8",), ("e7",), place="e4"),
        ),
        (
            Relation(
                "r1",
                "holdsOffice",
                "e1",
                desk.sentence("minister"),
                desk.span("Jon Bel"),
                desk.span("foreign minister of Osmar"),
                object_text="foreign minister of Osmar",
                former=True,
            ),
            Relation(
                "r2",
                "opposes",
                "e2",
                desk.sentence("accused"),
                desk.span("Tarvia", "accused"),
                desk.span("Osmar", "Osmar accused"),
                "e6",
            ),
        ),
    )


def copied() -> Extraction:
    """Return the third dispatch as another paper prints it, word for word and without a date."""
    made = talks()
    article = Article("dispatch-5", "eee5", TALKS, "Visit expected", "Lorin Gazette")
    return replace(made, article=article)


def listed() -> list[AuthorityEntry]:
    return [
        *authority(),
        AuthorityEntry("osmar", "Osmar", "State"),
        AuthorityEntry("harbour-police", "Harbour Police", "GovernmentBody", {"HP": "acronym"}, state="osmar"),
        AuthorityEntry(
            "jon-bel", "Jon Bel", "Person", office="foreign minister", since=2019, until=2024, state="osmar"
        ),
    ]


def press() -> Store:
    """Return a store in memory with all five articles, the authority, names, happenings, copies and decisions."""
    store = Store.memory()
    extractions = [harbour(), grain(), talks(), visit(), copied()]
    for extraction in extractions:
        store.replace_graph(graph_iri(extraction.article.key, BASE), article_quads(extraction, base=BASE))
    store.replace_graph(authority_graph(BASE), authority_quads(listed(), BASE))
    made = {
        Rename(entity_iri("lorin"), "Lorin", why="its name", made=date(2024, 4, 1), by="L. H."): [entity_iri("lorin")],
        Reject(Tie(entity_iri("osmar"), "supports", entity_iri("tarvia")), why="misread"): [],
        Merge(entity_iri("osmar"), entity_iri("osmar-2"), why="the same", made=date(2024, 4, 2)): [entity_iri("osmar")],
    }
    store.replace_graph(decisions_graph(BASE), decision_quads(made, base=BASE))
    told = happenings(extractions, Authority((listed(),), ()), partial(record_iris, base=BASE), base=BASE)
    store.replace_graph(happenings_graph(BASE), happening_quads(told, base=BASE))
    store.replace_graph(copies_graph(BASE), copied_quads(extractions))
    store.replace_graph(names_graph(BASE), name_quads(store, BASE))
    return store


def copied_quads(extractions: list[Extraction]) -> list[Quad]:
    copies = find_copies(Sketch.of(extraction.article) for extraction in extractions)
    by_key = {extraction.article.key: extraction for extraction in extractions}
    source = {(key, span): first for key, span, first in reused(copies, by_key.__getitem__)}
    records = [(x.article.key, record, iri) for x in extractions for record, iri in record_iris(x, base=BASE).items()]
    first = [(iri, source[key, record.evidence]) for key, record, iri in records if (key, record.evidence) in source]
    return copy_quads(copies, first, base=BASE)
