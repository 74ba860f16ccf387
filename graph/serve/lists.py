"""What there is to choose from: articles, actors, events, names like one that was typed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from ..rdf.store import Store
from ..rdf.terms import entity_classes, event_type, term
from .cited import bare_rows, rows

PAGE = 100
"""Entries of a list on one page."""
_NAMES = ("rdfs:label", "skos:prefLabel", "skos:altLabel")


@dataclass(frozen=True)
class Listing:
    """One page of a list: its rows, its number (from 1), and how many entries and pages there are."""

    rows: list[dict[str, str]]
    number: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def counts(store: Store) -> dict[str, int]:
    """Return how much of each kind there is; of kinds there are none of, nothing."""
    found = rows(
        store,
        """SELECT ?what (COUNT(DISTINCT ?node) AS ?many) WHERE {
          VALUES (?what ?class) { ("articles" schema:NewsArticle) ("statements" tl:Statement) ("reports" sem:Event)
            ("events" tl:Happening) ("assertions" tl:Assertion) }
          ?node a ?class } GROUP BY ?what ORDER BY ?what""",
    )
    return {row["what"]: int(row["many"]) for row in found if row["what"]}


def articles(store: Store, *, outlet: str = "", number: int = 1) -> Listing:
    """Return articles, the newest first; of one outlet if it is named."""
    chosen = f"?article schema:publisher {Literal(outlet)} ." if outlet else ""
    return _listing(
        store,
        "?article",
        f"?article a schema:NewsArticle . {chosen}",
        """OPTIONAL { ?article schema:headline ?title } OPTIONAL { ?article schema:datePublished ?day }
        OPTIONAL { ?article schema:publisher ?who }""",
        "(SAMPLE(?title) AS ?headline) (SAMPLE(STR(?day)) AS ?published) (SAMPLE(?who) AS ?publisher)",
        "DESC(?published) ?headline",
        number,
    )


def outlets(store: Store) -> list[dict[str, str]]:
    """Return the publishers with the number of their articles, most first."""
    return rows(
        store,
        """SELECT ?publisher (COUNT(DISTINCT ?article) AS ?many) WHERE {
          ?article a schema:NewsArticle ; schema:publisher ?publisher
        } GROUP BY ?publisher ORDER BY DESC(?many) ?publisher""",
    )


def entities(store: Store, *, kind: str = "", number: int = 1) -> Listing:
    """Return what the articles mention, in most articles first; of one type of the records if it is named."""
    chosen = f"?entity a {entity_classes(kind)[0]} ." if kind else ""
    return _listing(
        store,
        "?entity",
        f"GRAPH ?article {{ ?entity gaf:denotedBy ?span }} ?entity rdfs:label ?label . {chosen}",
        "",
        "(MIN(?label) AS ?name) (COUNT(DISTINCT ?article) AS ?many)",
        "DESC(?many) ?name",
        number,
    )


def kinds(store: Store) -> dict[str, int]:
    """Return how many entities of each type the articles mention, most first; those there are none of left out."""
    from ..records import ENTITY_TYPES

    classes = {entity_classes(name)[0].value: name for name in ENTITY_TYPES}
    found = rows(
        store,
        f"""SELECT ?class (COUNT(DISTINCT ?entity) AS ?many) WHERE {{
          VALUES ?class {{ {" ".join(f"<{iri}>" for iri in classes)} }}
          ?entity a ?class ; gaf:denotedBy ?span }} GROUP BY ?class""",
    )
    counted = {classes[row["class"]]: int(row["many"]) for row in found if row["class"]}
    return {name: counted[name] for name in sorted(counted, key=lambda name: (-counted[name], name))}


def happenings(store: Store, *, kind: str = "", order: str = "newest", number: int = 1) -> Listing:
    """Return the IRIs of events (`happening`).

    Args:
        kind: a PLOVER type, "" for all.
        order: "newest" by date in the text or publication; "reported" by articles; "denied": only those that some
            assert or claim and others deny, newest first.
    """
    chosen = f"?record sem:eventType {event_type(kind)} ." if kind else ""
    denied = "?denial tl:counterpart ?happening ; tl:toldAs tl:Denied ." if order == "denied" else ""
    first = "DESC(?many) " if order == "reported" else ""
    return _listing(
        store,
        "?happening",
        f"?happening a tl:Happening ; tl:articleCount ?articles ; tl:report ?record . {chosen} {denied}",
        """OPTIONAL { ?record sem:hasTimeStamp ?stated } OPTIONAL { ?record dct:date ?published }
        BIND(COALESCE(STR(?stated), STR(?published), "") AS ?when)""",
        "(MAX(?articles) AS ?many) (MAX(?when) AS ?day)",
        f"{first}DESC(?day)",
        number,
    )


@lru_cache(maxsize=1)
def familiar_names(store: Store, most: int = 300) -> tuple[str, ...]:
    """Return names of those in most articles, for a form to propose; a worker asks one snapshot again and again."""
    found = bare_rows(
        store,
        f"""SELECT ?name (COUNT(DISTINCT ?article) AS ?many) WHERE {{
          GRAPH ?article {{ ?entity gaf:denotedBy ?span }} ?entity rdfs:label ?name
        }} GROUP BY ?name ORDER BY DESC(?many) ?name LIMIT {most}""",
    )
    return tuple(sorted(row["name"] for row in found if "name" in row))


def names_like(store: Store, typed: str, most: int = PAGE) -> list[tuple[str, str, list[str]]]:
    """Return entities with a name that holds all words typed, else a name like them: (IRI, name, other names found).

    Letter case, accents and marks do not matter. Names that begin with the words come first, short before long.
    """
    wanted = _folded(typed).split()
    known: dict[str, dict[str, str]] = {}
    shown: dict[str, str] = {}
    for predicate in _NAMES:
        for quad in store.matching(predicate=term(predicate)):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                known.setdefault(_folded(quad.object.value), {})[quad.subject.value] = quad.object.value
                held = shown.get(quad.subject.value)
                if predicate == "rdfs:label" and (held is None or quad.object.value < held):
                    shown[quad.subject.value] = quad.object.value
    fit = [folded for folded in known if wanted and all(word in folded for word in wanted)]
    fit = fit or get_close_matches(" ".join(wanted), sorted(known), n=10, cutoff=0.6)
    begins = " ".join(wanted)
    found: dict[str, list[str]] = {}
    for folded in sorted(fit, key=lambda name: (not name.startswith(begins), len(name), name)):
        for iri in sorted(known[folded]):
            if iri in shown:
                found.setdefault(iri, []).append(known[folded][iri])
    return [(iri, shown[iri], [name for name in names if name != shown[iri]]) for iri, names in found.items()][:most]


def _listing(store: Store, what: str, pattern: str, details: str, chosen: str, order: str, number: int) -> Listing:
    (counted,) = rows(store, f"SELECT (COUNT(DISTINCT {what}) AS ?many) WHERE {{ {pattern} }}")
    total = int(counted["many"] or 0)
    page = min(max(1, number), max(1, -(-total // PAGE)))
    found: list[dict[str, str]] = rows(
        store,
        f"""SELECT {what} {chosen} WHERE {{ {pattern} {details} }} GROUP BY {what}
        ORDER BY {order} {what} LIMIT {PAGE} OFFSET {(page - 1) * PAGE}""",
    )
    return Listing([row for row in found if row[what[1:]]], page, total)


def _folded(name: str) -> str:
    """Write a name without letter case, accents and apostrophes, so that what looks alike compares alike."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(_plain(c) for c in plain).split())


def _plain(char: str) -> str:
    if unicodedata.combining(char) or unicodedata.category(char) == "Lm" or char in "'’‘`´":
        return ""
    return char if char.isalnum() else " "
