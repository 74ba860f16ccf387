"""One article's mentions, ties, events and statements as FollowTheMoney links, events and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ..rdf.terms import relation_readings
from ..records import Extraction
from .ftm_entities import address, document_id, ftm_id, made, titled
from .rows import ArticleRows, Row

_ACTORS = frozenset({"Person", "PublicBody", "Organization", "Company"})
_BODIES = _ACTORS - {"Person"}
_LINKS: Mapping[str, tuple[str, str, frozenset[str], str, frozenset[str]]] = MappingProxyType(
    {
        "leads": ("Directorship", "director", _ACTORS, "organization", _BODIES),
        "memberOf": ("Membership", "member", _ACTORS, "organization", _BODIES),
        "partOf": ("Membership", "member", _ACTORS, "organization", _BODIES),
        "spokespersonFor": ("Representation", "agent", _ACTORS, "client", _ACTORS),
    }
)
"""Relation type -> schema, and for its subject and object the property and the schemata it takes.

All others are an UnknownLink, and so are these where an end is of another schema.
"""
_OWNED = ("Ownership", "asset", frozenset({"Company"}), "owner", _ACTORS)
"""For a company that is part of something: only companies are assets."""


class ArticleLinks:
    """What one article says about entities that FollowTheMoney has.

    Args:
        extraction: with every identity set.
        things: IRI -> schema of the entities there are.
        labels: IRI -> preferred name.
        base: under which the IRIs are minted.
    """

    def __init__(self, extraction: Extraction, things: Mapping[str, str], labels: Mapping[str, str], base: str) -> None:
        self._rows = ArticleRows(extraction, labels, base)
        self._things = things
        article = extraction.article
        self._document = document_id(article.key)
        self._source = {
            "proof": self._document,
            "publisher": article.publisher,
            "sourceUrl": address(article.url),
        }
        self._day = article.published.isoformat() if article.published else None

    def entities(self) -> Iterator[dict[str, Any]]:
        """Yield mentions by entity, then relations, events and statements by place."""
        yield from self._documentation()
        for row in self._rows.relations():
            yield from self._relation(row)
        for row in self._rows.events():
            yield from self._event(row)
        for row in self._rows.statements():
            yield from self._statement(row)

    def _documentation(self) -> Iterator[dict[str, Any]]:
        """Tie each entity to the article, with the sentence that first names it there."""
        by_entity: dict[str, list[Row]] = {}
        for row in self._rows.mentions():
            if row["entity"] in self._things:
                by_entity.setdefault(row["entity"], []).append(row)
        for iri, rows in sorted(by_entity.items()):
            first = min(rows, key=lambda row: (row["kind"] != "name", row["start"]))
            yield made(
                ftm_id("documentation", f"{self._document} {iri}"),
                "Documentation",
                document=self._document,
                entity=ftm_id("entity", iri),
                role=f"mentioned in {len(rows)} place{'s' if len(rows) > 1 else ''}",
                date=self._day,
                summary=first["sentence"],
                recordId=first["iri"],
                **self._source,
            )

    def _relation(self, row: Row) -> Iterator[dict[str, Any]]:
        """Make a link of what the article asserts about two entities, a note of anything else."""
        reading = relation_readings()[row["type"]][0]
        ends = [self._id(row["subject"]), self._id(row["object"])]
        words = f"{row['subject_name']} {reading} {row['object_name']}"
        common = {"status": "former" if row["former"] else None, **self._common(row)}
        schema, first, second = self._link(row)
        if row["asserted"] and row["type"] == "holdsOffice" and self._things.get(row["subject"]) == "Person":
            post = ftm_id("position", f"{row['subject']} {row['object_name'].casefold()}")
            yield made(post, "Position", name=titled(row["object_name"]), proof=self._document)
            held = common | {"status": "ended" if row["former"] else None}
            yield made(ftm_id("relation", row["iri"]), "Occupancy", holder=ends[0], post=post, **held)
        elif row["asserted"] and all(ends) and ends[0] != ends[1]:
            role = f"formerly: {reading}" if row["former"] else reading
            linked = {first: ends[0], second: ends[1], "role": role}
            yield made(ftm_id("relation", row["iri"]), schema, **linked, **common)
        else:
            former = "formerly: " if row["former"] else ""
            yield from self._note("relation", row, f"{_voiced(row)}: {former}{words}", ends)

    def _link(self, row: Row) -> tuple[str, str, str]:
        """Give the schema that takes both ends, the loosest where no other does, and the properties of the ends."""
        subject, object_ = self._things.get(row["subject"], ""), self._things.get(row["object"], "")
        wanted = [_OWNED] if row["type"] == "partOf" else []
        wanted += [_LINKS[row["type"]]] if row["type"] in _LINKS else []
        for link in wanted:
            if subject in link[2] and object_ in link[4]:
                return link[0], link[1], link[3]
        return "UnknownLink", "subject", "object"

    def _event(self, row: Row) -> Iterator[dict[str, Any]]:
        involved = [self._id(iri) for iri in (*row["actors"], *row["recipients"]) if self._things.get(iri) in _ACTORS]
        actors, recipients = (
            ", ".join(row[f"{side}_names"] or row[f"{side}_texts"]) for side in ("actor", "recipient")
        )
        kind = f"{row['type']} ({row['mode']})" if row["mode"] else row["type"]
        words = f"{kind}: {actors or '?'} → {recipients or '?'}"
        if not row["asserted"]:
            yield from self._note("event", row, f"{_voiced(row)}: {words}", involved)
            return
        common = self._common(row) | {"date": row["date"]}
        yield made(
            ftm_id("event", row["iri"]),
            "Event",
            name=titled(words),
            involved=involved,
            location=titled(row["place_name"] or "")[:250],
            addressEntity=self._id(row["place"]) if self._things.get(row["place"]) == "Address" else None,
            keywords=[row["type"], row["mode"]],
            **common,
        )

    def _statement(self, row: Row) -> Iterator[dict[str, Any]]:
        """Make a note of who says what; a stance is one that the article ascribes."""
        speaker = row["speaker_name"] or row["speaker_text"] or "an unnamed source"
        verb = "says" if row["kind"] == "communication" else "is said to hold"
        ends = [self._id(iri) for iri in (row["speaker"], *row["about"])]
        yield from self._note("statement", row, f"{speaker} {verb}: {row['content']}", ends)

    def _note(self, kind: str, row: Row, name: str, ends: list[str | None]) -> Iterator[dict[str, Any]]:
        """Give a note on the entities it is about, on the article where there are none."""
        yield made(
            ftm_id(kind, row["iri"]),
            "Note",
            name=titled(name),
            description=row.get("content"),
            summary=row["sentence"],
            entity=ends if any(ends) else self._document,
            keywords=[kind, row.get("type") or row.get("kind"), row.get("factuality")],
            notes=f"{row['iri']}\n{_offsets(row)}",
            **self._source,
        )

    def _common(self, row: Row) -> dict[str, str | None]:
        """Give what every link and event has: day, sentence, place, record and document."""
        return {
            "date": self._day,
            "summary": row["sentence"],
            "description": _offsets(row),
            "recordId": row["iri"],
            **self._source,
        }

    def _id(self, iri: str | None) -> str | None:
        """Give the id of an entity that FollowTheMoney has, None for any other."""
        return ftm_id("entity", iri) if iri and iri in self._things else None


def _voiced(row: Row) -> str:
    voice = row["voice_name"] or "somebody"
    return f"{voice} says" if row["asserted"] else f"{row['factuality']}, says {voice}"


def _offsets(row: Row) -> str:
    return f"characters {row['start']} to {row['end']} of the article"
