"""Entities of FollowTheMoney: ids, values, the documents of articles and the things they tell of.

Source: the schemata of followthemoney 4.11 (MIT licence).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ..rdf.identifiers import authority_graph, web_iri, well_formed
from ..rdf.store import Store
from ..rdf.terms import term
from ..records import Article
from ..wording import one_line, shortened

SCHEMATA: Mapping[str, str] = MappingProxyType(
    {
        "Person": "Person",
        "State": "PublicBody",
        "GovernmentBody": "PublicBody",
        "MilitaryUnit": "PublicBody",
        "ArmedGroup": "Organization",
        "InternationalOrganization": "Organization",
        "PoliticalParty": "Organization",
        "MediaOutlet": "Organization",
        "ThinkTank": "Organization",
        "Organization": "Organization",
        "Company": "Company",
        "Place": "Address",
        "Facility": "Address",
    }
)
"""Entity type -> schema. Weapons, nationalities, dates and sums of money have none and are left out."""

_WIKIDATA = "http://www.wikidata.org/entity/"
_LONGEST_NAME = 380
_LONGEST_TEXT = 60_000


def is_thing(node: Mapping[str, Any]) -> bool:
    """Tell whether a node of the network becomes an entity."""
    return node["type"] in SCHEMATA and not node["generic"]


def ftm_id(kind: str, content: str) -> str:
    """Return the id of what has this IRI (or other content): the same in every export."""
    return f"tl-{kind}-{hashlib.sha256(well_formed(content).encode()).hexdigest()[:32]}"


def made(id_: str, schema: str, **properties: object) -> dict[str, Any]:
    """Return an entity; a property is one text or several, None, empty and repeated ones are left out."""
    cleaned = {}
    for name, given in properties.items():
        values = given if isinstance(given, list | tuple) else [given]
        texts = list(
            dict.fromkeys(well_formed(str(value)) for value in values if value is not None and str(value).strip())
        )
        if texts:
            cleaned[name] = texts
    return {"id": id_, "schema": schema, "properties": cleaned}


def titled(text: str) -> str:
    """Return a text as a name: white space as single blanks, not longer than names may be."""
    return shortened(one_line(text), _LONGEST_NAME)


def document_id(article_key: str) -> str:
    """Return the id of the document that an article is."""
    return ftm_id("article", article_key)


def address(url: str | None) -> str | None:
    """Return a web address as FollowTheMoney takes it, None for any other."""
    node = web_iri(url) if url else None
    return node.value if node else None


def document(article: Article) -> dict[str, Any]:
    """Return the document that the proofs of an article's entities lead to."""
    return made(
        document_id(article.key),
        "Article",
        fileName=f"{article.key}.txt",
        title=titled(article.title or ""),
        author=article.byline,
        publisher=article.publisher,
        publishedAt=article.published.isoformat() if article.published else None,
        sourceUrl=address(article.url),
        language="eng",
        mimeType="text/plain",
        bodyText=_pieces(article.text),
    )


def wikidata_ids(store: Store, base: str) -> dict[str, list[str]]:
    """Return IRI -> Wikidata ids, sorted, of the authority entries that have one."""
    found: dict[str, list[str]] = {}
    for quad in store.matching(predicate=term("owl:sameAs"), graph=authority_graph(base)):
        there = getattr(quad.object, "value", "")
        if there.startswith(_WIKIDATA):
            found.setdefault(getattr(quad.subject, "value", ""), []).append(there.removeprefix(_WIKIDATA))
    return {iri: sorted(ids) for iri, ids in found.items()}


def thing(iri: str, schema: str, node: Mapping[str, Any], wikidata: list[str]) -> dict[str, Any]:
    """Return the entity of a node of the network; its notes hold the IRI, its proofs lead to all that mention it."""
    name = titled(node["label"])
    return made(
        ftm_id("entity", iri),
        schema,
        name=name,
        alias=[titled(alias) for alias in node["aliases"]],
        full=name if schema == "Address" else None,
        position=list(node["roles"]) if schema == "Person" else None,
        keywords=node["type"],
        wikidataId=wikidata,
        notes=iri,
        proof=sorted(document_id(evidence["article"]) for evidence in node["evidence"]),
    )


def _pieces(text: str) -> list[str]:
    """Cut a long text where a paragraph ends: one value holds no more than some 60,000 characters."""
    pieces, start = [], 0
    while len(text) - start > _LONGEST_TEXT:
        end = text.rfind("\n", start, start + _LONGEST_TEXT) + 1 or start + _LONGEST_TEXT
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]
