"""A graph folder made without a language model, one article in it hostile, and a server over it: for tests."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import dispatches
import httpx
from tieline.findings import Findings, Record
from tieline.identity import Authority, happenings
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
from tieline.rdf.happenings import happening_quads
from tieline.rdf.identifiers import happenings_graph
from tieline.rdf.triples import record_iris
from tieline.records import Article, Event, Extraction
from tieline.serve import Limits, Server, Settings
from tieline.serve.messages import MEGABYTE
from tieline.storing import GraphsWriter, publish

BASE = dispatches.BASE
RTL = "\u202eبرج\" onmouseover='document.title=1' <b>\u202c"
CANARY = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"


def hostile() -> Extraction:
    """An article whose every text is meant to break out of the page."""
    bad = f"Ko {CANARY} Lan"
    text = (
        f"{bad} leads the Marsh Brigade.\n“{CANARY} is near,” said {bad}.\n"
        f"{bad} shelled {RTL} on {CANARY}.\n{bad} denied that the Marsh Brigade shelled the port of Lorin on Monday."
    )
    desk = dispatches.Desk(text)
    sentence = desk.sentences[0]
    said = desk.sentences[1]
    made = dispatches.harbour()
    return Extraction(
        Article("bad", "ccc3", text, title=CANARY, publisher=CANARY, byline=CANARY, url="javascript:alert(1)"),
        desk.sentences,
        (
            desk.entity("e1", bad, "Person", iri="ko-lan", role=CANARY),
            desk.entity("e2", "Marsh Brigade", "ArmedGroup", iri="marsh-brigade"),
            desk.entity("e3", RTL, "ArmedGroup", iri="rtl"),
            desk.entity("e4", "Lorin", "Place", iri="lorin"),
        ),
        (
            replace(
                made.statements[0],
                content=(desk.span(f"{CANARY} is near"),),
                evidence=said,
                cue=None,
                speaker="e1",
                speaker_span=None,
                about=("e1",),
            ),
        ),
        (
            Event(
                "ev1",
                "ASSAULT",
                desk.span("shelled"),
                desk.sentences[2],
                ("e1",),
                ("e3",),
                date="2024-03-09",
                date_precision="day",
                date_text=CANARY,
            ),
            Event(
                "ev2",
                "ASSAULT",
                desk.span("shelled", "denied"),
                desk.sentences[3],
                ("e2",),
                recipient_spans=(desk.span("the port of Lorin"),),
                date="2024-03-04",
                date_precision="day",
                place="e4",
                factuality="denied",
                voice="e1",
            ),
        ),
        (
            replace(
                made.relations[1],
                subject="e1",
                object="e2",
                evidence=sentence,
                subject_span=desk.span(bad),
                object_span=desk.span("Marsh Brigade"),
            ),
        ),
        model="by hand 1",
    )


def put_graph(folder, *extractions):
    """Make or update a graph folder without a language model, as a build does."""
    folder.mkdir(exist_ok=True)
    store, findings = Store.open(folder / "store"), Findings(folder / "findings.sqlite")
    try:
        writer = GraphsWriter(store, findings)
        shown = {}
        for extraction in extractions:
            record = Record.of(extraction)
            shown[record.key] = record.digest
            writer.put(graph_iri(record.key, BASE), article_quads(extraction, base=BASE), record)
        keys = sorted(shown)
        writer.put(authority_graph(BASE), authority_quads(dispatches.authority(), BASE))
        writer.put(runs_graph(BASE), run_quads("0.0", "by-hand-1", {"lines": "all"}, articles=keys, base=BASE))
        told = happenings(extractions, Authority((), ()), partial(record_iris, base=BASE), base=BASE)
        writer.put(happenings_graph(BASE), happening_quads(told, base=BASE))
        writer.remove_others(keep={names_graph(BASE)})
        writer.put(names_graph(BASE), name_quads(store, BASE))
        writer.flush()
        publish(folder, store, findings, BASE, shown)
    finally:
        findings.close()
        store.close()
    return folder


@contextmanager
def serving(folder, *, workers=2, cors=(), names=(), host="127.0.0.1", **limits):
    """A running server on a free port: gives an httpx client for it."""
    settings = Settings(folder, host, 0, workers, cors, names, Limits(**{"memory": 1024 * MEGABYTE, **limits}))
    with Server(settings) as server:
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            with httpx.Client(base_url=server.address, timeout=30, trust_env=False) as client:
                yield client
        finally:
            server.stop()
            thread.join(20)
            assert not thread.is_alive()
