"""Evidence as pages show it: a sentence, its place, its outlet and day, and whose word it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from ..network.sources import independent_sources, outlet, text_family
from ..rdf.store import Store
from ..rdf.terms import PREFIXES, compact, term
from ..records import Article

PATTERN = """
  ?record tl:sentenceText ?sentence ; tl:sentence ?place ; dct:source ?article .
  OPTIONAL { ?record dct:date ?published }
  OPTIONAL { ?record tl:factuality ?factuality }
  OPTIONAL { ?record tl:former ?former }
  OPTIONAL { ?record tl:voice ?voice . OPTIONAL { ?voice rdfs:label ?voiceName } }
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?record tl:firstPrintedIn ?first }
"""
"""The part of a query that finds what `evidence` reads, for a bound `?record`."""
ORDER = ("happened", "", "claimed", "planned", "possible", "denied")
"""Factualities as a reader wants them; "" for statements."""
_ARTICLE = term("tl:ArticleVoice").value


@dataclass(frozen=True)
class Evidence:
    """A sentence of an article that tells something.

    Attributes:
        record: IRI of the assertion, event or statement.
        place: IRI of the sentence; article: of its article.
        publisher, headline, published, url: of the article, "" where unknown.
        factuality: "happened" (only in the article's own voice), "claimed", … or "" for a statement.
        first: IRI of the article that printed the sentence before, "" where it is the article's own.
        voice: name of who says so, "" for the article itself; `speaker`: IRI of the same.
    """

    record: str
    place: str
    article: str
    sentence: str
    publisher: str = ""
    headline: str = ""
    published: str = ""
    url: str = ""
    first: str = ""
    factuality: str = ""
    voice: str = ""
    speaker: str = ""
    former: bool = False

    @property
    def source(self) -> str:
        """Outlet or headline, and the day, as one line."""
        return ", ".join(filter(None, (self.publisher or self.headline, self.published)))


def evidence(row: Mapping[str, str]) -> Evidence:
    """Return the evidence in a row of a query with `PATTERN`."""
    speaker = row.get("voice", "")
    own = speaker in {"", _ARTICLE}
    told = compact(row["factuality"]).removeprefix("tl:").lower() if row.get("factuality") else ""
    given = {name: row.get(name, "") for name in ("publisher", "headline", "published", "url", "first")}
    return Evidence(
        row["record"],
        row["place"],
        row["article"],
        row["sentence"],
        **given,
        factuality="claimed" if told == "happened" and not own else told,
        voice="" if own else row.get("voiceName", ""),
        speaker="" if speaker.startswith(PREFIXES["tl"]) else speaker,
        former=row.get("former") == "true",
    )


def best_first(evidences: Iterable[Evidence]) -> list[Evidence]:
    """Return evidence with the asserted first, then standing before former ties, then the newest."""
    newest = sorted(evidences, key=lambda each: each.published, reverse=True)
    return sorted(newest, key=lambda each: (ORDER.index(each.factuality), each.former))


def independent(store: Store, evidences: Iterable[Evidence]) -> int:
    """Count the independent sources behind evidence, as `tieline.network` does."""
    return independent_sources(
        {
            "article": each.article,
            "publisher": each.publisher,
            "url": each.url,
            "text": each.sentence,
            "family": _family(store, each.first or each.article),
            "copied_from": _outlet(store, each.first) if each.first else None,
        }
        for each in evidences
    )


def rows(store: Store, sparql: str) -> list[dict[str, str]]:
    """Return the rows of a SELECT query of our own: variable -> value as text, "" where it has none."""
    return [defaultdict(str, row) for row in bare_rows(store, sparql)]


def bare_rows(store: Store, sparql: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a SELECT query of our own: variable -> value as text, where it has one."""
    found = store.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    for solution in found:
        cells: list[tuple[str, Any]] = [(name, solution[name]) for name in names]
        yield {name: cell.value for name, cell in cells if isinstance(cell, NamedNode | Literal | ox.BlankNode)}


def objects(store: Store, node: NamedNode, property_: str) -> set[str]:
    """Return the values of a property (as "tl:mode") of a thing, IRIs and texts."""
    found = (quad.object for quad in store.matching(subject=node, predicate=term(property_)))
    return {each.value for each in found if isinstance(each, NamedNode | Literal)}


@lru_cache(maxsize=4096)
def _outlet(store: Store, article: str) -> str:
    """Return who published an article."""
    node = NamedNode(article)
    publisher, url = (min(objects(store, node, name), default="") for name in ("schema:publisher", "schema:url"))
    return outlet({"publisher": publisher, "url": url, "article": article})


@lru_cache(maxsize=4096)
def _family(store: Store, article: str) -> str:
    """Return the group of copies an article belongs to; a worker asks one snapshot again and again."""
    text = min(objects(store, NamedNode(article), "nif:isString"), default="")
    return text_family(Article(article, article, text)) if text else article
