"""What an export is made of, over articles written by hand; and one whose every text is an attack on readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dispatches import BASE, authority, filled_store, grain, harbour
from tieline.exports import Contents
from tieline.network import network
from tieline.records import Article, Entity, Extraction, Mention, Relation, Span

NAMES = {f"{BASE}entity/{entry.id}": entry.name for entry in authority()}
HOSTILE = '=HYPERLINK("http://evil.example";"\nx")\t\x00\u202eكتائب\'\ud800,'


def contents(*extractions):
    told = sorted(extractions, key=lambda extraction: extraction.article.key)
    store = filled_store(*told)
    return Contents(store, lambda: iter(told), lambda: NAMES, lambda: network(told, names=NAMES), BASE)


def turned(extraction):
    """An extraction with its records in the opposite order."""
    parts = {name: getattr(extraction, name)[::-1] for name in ("entities", "statements", "events", "relations")}
    return replace(extraction, **parts)


def hostile():
    """One article whose every text is an attack on a reader of tables."""
    text = f"{HOSTILE} leads @Group."
    who = Entity("e1", HOSTILE, "Person", (Mention(0, len(HOSTILE)),), role="+1", iri=f"{BASE}entity/who")
    group = Entity("e2", "@Group", "Organization", (Mention(len(text) - 7, len(text) - 1),), iri=f"{BASE}entity/group")
    line = Span(0, len(text))
    tie = Relation("r1", "leads", "e1", line, Span(0, len(HOSTILE)), Span(len(text) - 7, len(text) - 1), object="e2")
    article = Article("x", "ccc3", text, title="-2+3", publisher="'quoted'", published=date(2024, 1, 2))
    return Extraction(article, (line,), (who, group), relations=(tie,))


ALL = contents(harbour(), grain())
