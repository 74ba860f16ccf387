"""Give every entity its IRI across articles, with the reason.

Five ways, in this order: an entry of the authority file with the name; the one person there with the same first and
last name, or with the same surname and office; the one entry of which the name is another spelling, where the article
gives a second reason; the same full name and kind in another article; else an identity of its own inside the article.
Each decision looks at one entity alone, so the order of articles cannot matter, and no identity changes when unrelated
articles are added.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..extraction.naming import name_words
from ..records import DEFAULT_BASE, AuthorityEntry, Entity, Extraction
from .spellings import SPELLED, spellings

if TYPE_CHECKING:
    from .lookup import Authority

_KINDS = {"Person": "person", "State": "place", "Place": "place", "Facility": "place"}
_VALUES = {"Date", "Money", "Weapon", "MilitaryPlatform", "Nationality"}


def resolve(extraction: Extraction, authority: Authority, *, base: str = DEFAULT_BASE) -> Extraction:
    """Return the extraction with `iri` and `reason` of every entity set; dates and amounts, being values, have none.

    Args:
        extraction: of one article.
        authority: names the world knows, the user's own first.
        base: IRI prefix of the data, ending in "/" or "#".
    """
    entities = tuple(_identified(entity, extraction, authority, base) for entity in extraction.entities)
    return replace(extraction, entities=entities)


def used_entries(
    extractions: Iterable[Extraction], authority: Authority, *, base: str = DEFAULT_BASE
) -> list[AuthorityEntry]:
    """Return the authority entries that entities of the extractions lead to, with their states and parents, by id."""
    used: dict[str, AuthorityEntry] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            entry = authority.entry(entity.iri.removeprefix(f"{base}entity/"))
            while entry is not None and entry.id not in used:
                used[entry.id] = entry
                if entry.state and (state := authority.entry(entry.state)):
                    used.setdefault(state.id, state)
                entry = authority.entry(entry.parent) if entry.parent else None
    return [used[id_] for id_ in sorted(used)]


def _identified(entity: Entity, extraction: Extraction, authority: Authority, base: str) -> Entity:
    if entity.type in {"Date", "Money"}:
        return entity
    if entity.type == "Nationality" and (state := authority.demonym(entity.name)):
        return replace(
            entity, iri=f"{base}entity/{state.id}", reason=f"authority file: {entity.name!r} is of {state.name}"
        )
    entry, reason = _known(entity, extraction, authority)
    if entry is not None:
        return replace(entity, iri=f"{base}entity/{entry.id}", type=entry.type, reason=reason)
    words = name_words(entity.name)
    kind = _KINDS.get(entity.type, entity.type.lower() if entity.type in _VALUES else "group")
    slug = _slug(entity.name)
    if entity.generic:
        if _owned(entity, authority):
            slug = _slug(_with_states(entity.name, authority))
            return replace(entity, iri=f"{base}entity/class/{slug}", reason="same description, with its state or owner")
    elif len(words) > 1 or (kind != "person" and words):
        return replace(entity, iri=f"{base}entity/{kind}/{slug}", reason="same full name and kind")
    local = f"{extraction.article.key}/{entity.id}-{slug}"
    return replace(entity, iri=f"{base}entity/in/{local}", reason="named only in part: kept inside its article")


def _known(entity: Entity, extraction: Extraction, authority: Authority) -> tuple[AuthorityEntry | None, str]:
    text = extraction.article.text
    names = dict.fromkeys(
        [entity.name, *(" ".join(text[m.start : m.end].split()) for m in entity.mentions if m.kind == "name")]
    )
    for name in names:
        entry = authority.find(name)
        if entry is not None and _compatible(entity, entry):
            return entry, f"authority file: {name!r} is {entry.name}"
    if entity.generic:
        return None, ""
    if entity.type == "Person":
        entry, reason = _person(entity, extraction, authority)
        if entry is not None:
            return entry, reason
    return _spelled(entity, extraction, authority)


def _person(entity: Entity, extraction: Extraction, authority: Authority) -> tuple[AuthorityEntry | None, str]:
    words = name_words(entity.name)
    same_surname = list(authority.people_by_surname(words[-1])) if words else []
    firsts = [entry for entry in same_surname if len(words) > 1 and name_words(entry.name)[0] == words[0]]
    if len(firsts) == 1 and not authority.never_merge(entity.name, firsts[0].name):
        return firsts[0], f"authority file: same first and last name as {firsts[0].name}"
    if len(words) == 1 and entity.role:
        held = [e for e in same_surname if e.office and entity.role.split(" of ")[0] in e.office.casefold()]
        if len(held) == 1:
            return held[0], f"authority file: same surname and office ({entity.role}) as {held[0].name}"
    if len(words) == 1 and len(same_surname) == 1 and entity.name in same_surname[0].aliases:
        known = same_surname[0]
        context = next((end for end in (known.parent, known.state) if end and _names(extraction, end, authority)), None)
        end = authority.entry(context) if context else None
        if end is not None:
            return known, f"authority file: the only {entity.name} there, in an article that names {end.name}"
    return None, ""


def _spelled(entity: Entity, extraction: Extraction, authority: Authority) -> tuple[AuthorityEntry | None, str]:
    """Return the one entry whose name is spelled otherwise, where office, state or parent agree as well."""
    if entity.type not in SPELLED:
        return None, ""
    like = [entry for entry in spellings(authority).like(entity.name) if _compatible(entity, entry)]
    if len(like) != 1:
        return None, ""
    (entry,) = like
    said = f"authority file: {entity.name!r} is a spelling of {entry.name}"
    if entity.role and entry.office and entity.role.split(" of ")[0] in entry.office.casefold():
        return entry, f"{said}, with the same office ({entity.role})"
    for id_ in filter(None, (entry.parent, entry.state)):
        end = authority.entry(id_)
        if end is not None and _names(extraction, id_, authority):
            return entry, f"{said}, in an article that names {end.name}"
    return None, ""


def _names(extraction: Extraction, id_: str, authority: Authority) -> bool:
    """Tell whether an article names the entry with this id, as itself or by nationality."""
    for entity in extraction.entities:
        entry = authority.demonym(entity.name) if entity.type == "Nationality" else authority.find(entity.name)
        if entry is not None and entry.id == id_:
            return True
    return False


def _compatible(entity: Entity, entry: AuthorityEntry) -> bool:
    """Tell whether the kinds agree: a person is never a group, whatever the name; values have no entry."""
    if entity.type in _VALUES:
        return False
    return (entity.type == "Person") == (entry.type == "Person")


def _owned(entity: Entity, authority: Authority) -> bool:
    """Tell whether a description names a state or people ("Iraqi militias"), so that it means the same elsewhere."""
    words = re.split(r"[\s\-–’']+", entity.name)
    return any(word[:1].isupper() and (authority.demonym(word) or authority.find(word)) for word in words)


def _with_states(name: str, authority: Authority) -> str:
    """Return a description with its nationality as the state's name: "U.S. forces" and "American forces" are one."""
    words = []
    for word in name.split():
        state = authority.demonym(word) or authority.find(re.sub(r"['’]s$", "", word))
        words.append(state.name if state is not None and state.type == "State" else word)
    return " ".join(words)


def _slug(name: str) -> str:
    """Return a part of an IRI for a name: ASCII letters and digits, with a hash where letters were lost."""
    plain = unicodedata.normalize("NFKD", " ".join(name_words(name)))
    ascii_ = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:80]
    lost = any(ord(c) > 127 for c in unicodedata.normalize("NFKC", plain) if not unicodedata.combining(c))
    if ascii_ and not lost:
        return ascii_
    return f"{ascii_}-{hashlib.sha256(name.encode()).hexdigest()[:8]}".strip("-")
