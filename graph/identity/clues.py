"""What one article tells of an unlisted person or group, beside the name, that tells it from its namesakes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..language.lexicon import mapping
from ..records import DEFAULT_BASE, AuthorityEntry, Entity, Extraction, Relation
from .distinctive import state_in, telling
from .setting import leading_state
from .transliteration import is_common, parts, skeleton

if TYPE_CHECKING:
    from .lookup import Authority

SENTENCE, OFFICE_OF, TIE, STATE, OFFICE, BESIDE, NAME = range(7)
"""Kinds of second reasons, the strongest first; from `OFFICE` on, another employer or walk of life outweighs them."""

_TIES = frozenset({"leads", "memberOf", "affiliatedWith", "spokespersonFor", "holdsOffice", "partOf", "basedIn"})
_POSTS = frozenset({"leads", "spokespersonFor", "holdsOffice"})
_EMPLOYMENT = _POSTS | {"memberOf", "partOf"}
_TOLD = frozenset({"happened", "claimed"})
_OF_MANY = frozenset(
    {"State", "GovernmentBody", "InternationalOrganization", "PoliticalParty", "MediaOutlet", "Place", "Facility"}
)
"""What half of all articles name: that two name it says nothing."""
_EMINENT = re.compile(r"\b(president|prime minister|premier|chancellor|king|queen|emir|sultan|crown prince|supreme)\b")
_DETERMINERS = re.compile(r"^(an?|the|his|her|its|their|another|one of the)\s+", re.IGNORECASE)
_MODIFIERS = frozenset({"former", "ex", "then", "late", "acting", "senior", "top", "current", "retired", "s"})
_LOWER = frozenset({"deputy", "vice", "assistant"})
_SPOKES = re.compile(r"(man|woman|person)$")
_BEFORE = re.compile(r"([\w.]+)(?:['’]s?)?\s+$")


@dataclass(frozen=True, slots=True)
class Clue:
    """A second reason that another article may give too.

    Attributes:
        kind: `SENTENCE` to `NAME`.
        token: equal where the reason is the same.
        said: how it reads between "same full name" and "as in" ("and tie to Levant Policy Forum").
    """

    kind: int
    token: str
    said: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article tells of one entity: clues, and what of two namesakes cannot both be.

    Attributes:
        clues: sorted.
        states: ids of states it belongs to.
        employers: what it works for or is part of, with the bodies above; none where a tie is a past one.
        fields: walks of life of its role.
    """

    clues: tuple[Clue, ...] = ()
    states: frozenset[str] = frozenset()
    employers: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Sign:
    """Who an entity is, as far as one article can tell: the same in every article, whatever else is read."""

    token: str
    name: str
    entry: AuthorityEntry | None
    specific: bool


class ArticleFacts:
    """The facts of the entities of one resolved article.

    Args:
        extraction: its entities have their IRIs from `resolve`.
        authority: as given to `resolve`.
        base: as given to `resolve`.
    """

    def __init__(self, extraction: Extraction, authority: Authority, base: str = DEFAULT_BASE) -> None:
        self._text = extraction.article.text
        self._extraction = extraction
        self._authority = authority
        self._prefix = f"{base}entity/"

    def of(self, entity: Entity) -> Facts:
        """Return what the article tells of one of its persons or groups, which must not be listed."""
        ties = self._ties.get(entity.id, [])
        person = entity.type == "Person"
        states = self._states(entity, ties)
        former = any(relation.former for relation, _, _ in ties)
        field = _field(entity.role or "")
        work = () if former else (s for r, s, subject in ties if subject and s and r.type in _EMPLOYMENT)
        clues = {(clue.kind, clue.token): clue for clue in self._clues(entity, ties, states)}
        return Facts(
            tuple(clues[key] for key in sorted(clues)),
            states,
            frozenset(token for sign in work for token in self._above(sign)),
            frozenset({field} - {"", "vague"} if person and not former else ()),
        )

    def _clues(
        self, entity: Entity, ties: list[tuple[Relation, _Sign | None, bool]], states: frozenset[str]
    ) -> Iterator[Clue]:
        person = entity.type == "Person"
        told = "" if person else telling(entity.name, self._authority)
        for digest in self._sentences(entity):
            yield Clue(SENTENCE, digest, "and the same sentence")
        office = _office(entity.role or "") if person else ""
        for relation, sign, is_subject in ties:
            if sign is None or (sign.entry is not None and sign.entry.type == "State" and relation.type not in _POSTS):
                continue
            if office and is_subject and relation.type != "basedIn":
                yield Clue(OFFICE_OF, f"{office} {sign.token}", f"and office ({entity.role}) with {sign.name}")
            yield Clue(TIE, sign.token, f"and tie to {sign.name}")
        if told in {"common", "acronym"}:
            by_name = state_in(entity.name, self._authority)  # of "US embassy", it says nothing
            for state in states - ({by_name.id} if by_name else set()):
                yield Clue(STATE, state, f"and state ({state})")
        if told == "common":
            return
        if told in {"distinctive", "stated"}:
            yield Clue(NAME, "", ", which is distinctive," if told == "distinctive" else ", which tells its state,")
        if person and is_common(entity.name):
            return
        if office and _field(office) != "vague":
            yield Clue(OFFICE, office, f"and office ({entity.role})")
        for words in self._descriptions(entity):
            yield Clue(OFFICE, f"“{words}”", f"and description (“{words}”)")
        own = self.token(entity)
        yield from (clue for clue in self.beside if clue.token != own)

    def token(self, entity: Entity) -> str | None:
        """Return what stands for an entity in clues, the same in every article; None where nothing does."""
        sign = self._signs.get(entity.id)
        return sign.token if sign is not None else None

    @cached_property
    def _signs(self) -> dict[str, _Sign]:
        found = {entity.id: self._sign(entity) for entity in self._extraction.entities}
        return {id_: sign for id_, sign in found.items() if sign is not None}

    def _sign(self, entity: Entity) -> _Sign | None:
        id_ = entity.iri.removeprefix(self._prefix)
        entry = self._authority.entry(id_)
        if entry is not None:
            eminent = entry.type == "Person" and _EMINENT.search((entry.office or "").casefold())
            return _Sign(id_, entry.name, entry, entity.type not in _OF_MANY | {"Nationality"} and not eminent)
        kind = id_.partition("/")[0]
        if kind not in {"person", "group"}:
            return _Sign(id_, entity.name, None, False) if kind in {"place", "class"} else None
        name = " ".join(sorted(map(skeleton, parts(entity.name))))
        telling_ = not is_common(entity.name) if kind == "person" else telling(entity.name, self._authority)
        return _Sign(f"{kind} {name}", entity.name, None, telling_ is True or telling_ == "distinctive")

    @cached_property
    def beside(self) -> list[Clue]:
        """The clues that being named in this article is."""
        return [Clue(BESIDE, sign.token, f"beside {sign.name}") for sign in self._signs.values() if sign.specific]

    @cached_property
    def _ties(self) -> dict[str, list[tuple[Relation, _Sign | None, bool]]]:
        """Entity id -> its ties, the other end, and whether the entity is the subject."""
        found: dict[str, list[tuple[Relation, _Sign | None, bool]]] = {}
        for relation in self._extraction.relations:
            if relation.factuality in _TOLD and (relation.type in _TIES or relation.type == "citizenOf"):
                other = self._signs.get(relation.object or "")
                found.setdefault(relation.subject, []).append((relation, other, True))
                if relation.object and relation.object != relation.subject:
                    subject = self._signs.get(relation.subject)
                    found.setdefault(relation.object, []).append((relation, subject, False))
        return found

    def _above(self, sign: _Sign) -> Iterator[str]:
        """Yield an employer and the bodies it is part of, but no state, government or place: their offices are many."""
        if sign.entry is None and not sign.token.startswith("place"):
            yield sign.token
        seen: set[str] = set()
        entry = sign.entry
        while entry is not None and entry.id not in seen and entry.type != "State":
            if entry is sign.entry or entry.parent:
                yield entry.id
            seen.add(entry.id)
            entry = self._authority.entry(entry.parent) if entry.parent else None

    def _states(self, entity: Entity, ties: list[tuple[Relation, _Sign | None, bool]]) -> frozenset[str]:
        vague = entity.type != "Person" and telling(entity.name, self._authority) in {"common", "acronym"}
        loose = {"affiliatedWith"} if vague else {"affiliatedWith", "basedIn"}
        found = set()
        for relation, sign, is_subject in ties:
            if is_subject and sign is not None and sign.entry is not None and relation.type not in loose:
                found.add(sign.entry.id if sign.entry.type == "State" else sign.entry.state)
        words = [] if entity.type == "Person" else [entity.name]
        for mention in entity.mentions if vague else ():
            before = _BEFORE.search(self._text[max(0, mention.start - 40) : mention.start])
            words += [before[1]] if before and mention.kind == "name" else []
        found |= {state.id for state in (state_in(each, self._authority) for each in words) if state}
        if not found - {None} and vague and self._leading is not None:
            found.add(self._leading.id)
        return frozenset(id_ for id_ in found if id_)

    @cached_property
    def _leading(self) -> AuthorityEntry | None:
        return leading_state(self._extraction, self._authority)

    def _sentences(self, entity: Entity) -> Iterator[str]:
        """Yield what stands for the sentences that name an entity: equal in copies, whatever their punctuation."""
        named = [mention.start for mention in entity.mentions if mention.kind == "name"]
        for start, end in self._spans:
            if any(start <= at < end for at in named):
                words = re.findall(r"\w+", self._text[start:end].casefold())
                if len(words) > 7:
                    yield hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in self._extraction.sentences]

    def _descriptions(self, entity: Entity) -> Iterator[str]:
        """Yield what the article calls an entity in two words or more ("Basra-based charity")."""
        for mention in entity.mentions:
            if mention.kind == "nominal":
                words = _DETERMINERS.sub("", " ".join(self._text[mention.start : mention.end].split())).casefold()
                kept = [word for word in re.findall(r"\w+", words) if word not in _MODIFIERS]
                if len(kept) > 1 and _field(kept[-1]) != "vague":
                    yield words


def _words(role: str) -> list[str]:
    """Return the words of a role up to "of", without those that do not change the office."""
    words = re.findall(r"\w+", re.split(r"\s(?:of|for|in|at|to)\s", role.casefold())[0])
    return [word for word in words if word not in _MODIFIERS]


def _office(role: str) -> str:
    """Return the word of a role that names the office, with "deputy" where it stands there; "" for none."""
    words = _words(role)
    if not words:
        return ""
    office = _SPOKES.sub("", words[-1]) if len(words[-1]) > 7 else words[-1]
    return f"deputy {office}" if _LOWER.intersection(words[:-1]) else office


def _field(role: str) -> str:
    """Return the walk of life of a role, "vague" where it is no office at all, or ""."""
    return mapping("role_fields", "word", "field").get((_words(role) or [""])[-1], "")
