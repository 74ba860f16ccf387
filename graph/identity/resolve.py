"""Give every entity of one article its IRI, with the reason.

In this order: an entry of the authority file with the name; the one person there with the same first and last name, or
with the same surname and office; the one body there with an ambiguous name, in an article about its state; the one
entry of which the name is another spelling, where the article gives a second reason; the full name alone, for places,
things and institutions whose name tells whose it is; else an identity of the article's own, with the article's key in
it, which `join` may find to be another article's as well. Each decision looks at one article alone.
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
from .distinctive import telling
from .setting import leading_state
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
        own, reason = _by_full_name(entity, kind, authority)
        slug = f"{slug}-{extraction.article.key}" if own else slug
        return replace(entity, iri=f"{base}entity/{kind}/{slug}", reason=reason)
    local = f"{extraction.article.key}/{entity.id}-{slug}"
    return replace(entity, iri=f"{base}entity/in/{local}", reason="named only in part: kept inside its article")


def _by_full_name(entity: Entity, kind: str, authority: Authority) -> tuple[bool, str]:
    """Tell whether an unlisted full name needs the article's key beside it, and the reason for the identity."""
    if kind == "person":
        return True, "full name, known from this article"
    if kind != "group":
        return False, "same full name and kind"
    told = telling(entity.name, authority)
    if told == "distinctive":
        return False, "same full name, distinctive"
    if told == "stated":
        return False, "same full name, with its state"
    return True, "a name that several bear, known from this article"


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
    elif only := _only(entity, authority):
        state = leading_state(extraction, authority)
        if state is not None and only.state == state.id:
            return only, f"authority file: the only {entity.name!r} there, in an article about {state.name}"
    return _spelled(entity, extraction, authority)


def _only(entity: Entity, authority: Authority) -> AuthorityEntry | None:
    """Return the one body that an ambiguous name means in the file; outlets are named like towns and people."""
    found = authority.candidates(entity.name) if entity.type not in {"Place", "Facility"} else ()
    only = found[0] if len(found) == 1 and _compatible(entity, found[0]) else None
    return (
        only if only is not None and only.type not in {"Person", "State", "Place", "MediaOutlet", "ThinkTank"} else None
    )


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
    """Return a part of an IRI for a name: ASCII letters and digits, with a hash where letters or the end were lost."""
    plain = unicodedata.normalize("NFKD", " ".join(name_words(name)))
    whole = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    ascii_ = whole[:80].strip("-")
    lost = ascii_ != whole or any(
        ord(c) > 127 for c in unicodedata.normalize("NFKC", plain) if not unicodedata.combining(c)
    )
    if ascii_ and not lost:
        return ascii_
    return f"{ascii_}-{hashlib.sha256(name.encode()).hexdigest()[:8]}".strip("-")
