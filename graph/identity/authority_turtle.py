"""Authority files in Turtle: the form in which tieline itself exports the authority graph.

One subject per entry, with the terms of `_TERMS`; its id is `tl:authorityId`, else the last part of its IRI. What this
form cannot say of an entry that is known already (nationalities, capitals, ambiguous names, the kind of a name) stays
as it is, so that an export fed back changes nothing. Nothing is fetched: IRIs are names here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import cast

from ..records import ENTITY_TYPES, AuthorityEntry, EntityType
from .authority_table import UNPRINTABLE, WIKIDATA

LARGEST = 20_000_000
"""Most characters of a file."""
_LONGEST = 300
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q\d+)")

_TL = "https://w3id.org/tieline/ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TERMS = {
    f"{_TL}authorityId": "tl:authorityId",
    f"{_SKOS}prefLabel": "skos:prefLabel",
    f"{_SKOS}altLabel": "skos:altLabel",
    f"{_SKOS}hiddenLabel": "skos:hiddenLabel",
    f"{_TL}ofState": "tl:ofState",
    f"{_TL}parentBody": "tl:parentBody",
    f"{_TL}knownOffice": "tl:knownOffice",
    f"{_TL}officeSince": "tl:officeSince",
    f"{_TL}officeUntil": "tl:officeUntil",
    "http://purl.org/dc/terms/source": "dct:source",
    "http://www.w3.org/2002/07/owl#sameAs": "owl:sameAs",
}
_CLASSES = {
    "http://xmlns.com/foaf/0.1/Person": "Person",
    "http://www.w3.org/ns/org#Organization": "Organization",
    "https://schema.org/Country": "State",
    "https://schema.org/Place": "Place",
}
"""Classes that count where no class of tieline's is given."""
_OF_ARTICLES = frozenset({f"{_TL}Assertion", f"{_TL}Statement", "https://schema.org/NewsArticle"})

_Label = tuple[str, str]
"""A text and its language tag, "" for none."""


class _Subject:
    """What the file says of one subject: term -> IRIs and labels."""

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self.classes: list[str] = []
        self.iris: dict[str, list[str]] = {}
        self.labels: dict[str, list[_Label]] = {}

    @property
    def id(self) -> str:
        told = self.labels.get("tl:authorityId")
        return told[0][0] if told else last_part(self.iri)


def last_part(iri: str) -> str:
    """Return what stands behind the last "/", "#" or ":" of an IRI."""
    return re.split(r"[/#:]", iri)[-1]


def entries(
    text: str, where: str, faults: list[str], known: Callable[[str], AuthorityEntry | None]
) -> Iterator[AuthorityEntry]:
    """Yield the entries of an authority file in Turtle, sorted by id; what is wrong with it goes to `faults`.

    Args:
        text: of the file.
        where: its name, for the faults.
        known: id -> entry of the layers below.
    """
    subjects = _subjects(text, where, faults)
    by_id: dict[str, _Subject] = {}
    for subject in subjects.values():
        if by_id.setdefault(subject.id, subject) is not subject:
            faults.append(f"id in {where}: got {subject.id[:60]!r} of two subjects, expected each id once")
    for id_, subject in sorted(by_id.items()):
        fault = _fault(subject, lambda iri: _end(iri, subjects) in by_id or known(_end(iri, subjects)) is not None)
        if fault:
            what, _, rest = fault.partition(": ")
            faults.append(f"{what} in {where}, {id_[:60]!r}: {rest}")
        else:
            yield _entry(subject, known(id_), lambda iri: _end(iri, subjects))


def _subjects(text: str, where: str, faults: list[str]) -> dict[str, _Subject]:
    import pyoxigraph as ox

    found: dict[str, _Subject] = {}
    strange: list[str] = []
    if len(text) > LARGEST:
        faults.append(f"size of {where}: got {len(text):,} characters, expected {LARGEST:,} or fewer")
        return {}
    try:
        for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, base_iri="urn:tieline:authority/"):
            if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
                faults.append(f"subject in {where}: got a blank node, expected an IRI for every entry")
                return {}
            subject = found.setdefault(quad.subject.value, _Subject(quad.subject.value))
            predicate, value = quad.predicate.value, quad.object
            if predicate == _TYPE:
                subject.classes.append(getattr(value, "value", ""))
            elif predicate not in _TERMS:
                if predicate.startswith((_TL, _SKOS)):
                    strange.append(predicate)
            elif isinstance(value, ox.Literal):
                subject.labels.setdefault(_TERMS[predicate], []).append((value.value, value.language or ""))
            elif isinstance(value, ox.NamedNode):
                subject.iris.setdefault(_TERMS[predicate], []).append(value.value)
    except (SyntaxError, ValueError) as error:
        line = f":{error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        why = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
        faults.append(f"Turtle in {where}{line}: {why[:200]}")
        return {}
    if any(_OF_ARTICLES.intersection(subject.classes) for subject in found.values()):
        faults.append(f"subject in {where}: got what articles say, expected the authority graph alone")
        return {}
    if strange:
        faults.append(f"predicate in {where}: got <{strange[0]}>, expected one of {', '.join(_TERMS.values())}")
        return {}
    return {iri: subject for iri, subject in found.items() if subject.classes or subject.labels}


def _end(iri: str, subjects: dict[str, _Subject]) -> str:
    return subjects[iri].id if iri in subjects else last_part(iri)


def _fault(subject: _Subject, is_known: Callable[[str], bool]) -> str:
    """Return what is wrong with a subject ("term: got …, expected …"), or ""."""
    if not _ID.fullmatch(subject.id):
        return f"id: got {subject.id[:60]!r}, expected lower-case letters, digits and hyphens"
    for term, labels in subject.labels.items():
        for text, _ in labels:
            if UNPRINTABLE.search(text) or not re.search(r"\w", text) or len(text) > _LONGEST:
                return f"{term}: got {text[:60]!r}, expected a text of one line, at most {_LONGEST} characters"
        if term in {"tl:ofState", "tl:parentBody", "owl:sameAs"}:
            return f"{term}: got {labels[0][0][:60]!r}, expected an IRI"
    for term, iris in subject.iris.items():
        if term not in {"tl:ofState", "tl:parentBody", "owl:sameAs"}:
            return f"{term}: got <{iris[0][:60]}>, expected a text"
        for iri in iris:
            if term == "owl:sameAs" and not _WIKIDATA.fullmatch(iri):
                return f"{term}: got <{iri[:60]}>, expected an IRI like http://www.wikidata.org/entity/Q796"
            if term != "owl:sameAs" and not is_known(iri):
                return f"{term}: got <{iri[:60]}>, expected an entry of this file or a known one"
    for term in ("tl:officeSince", "tl:officeUntil"):
        for year, _ in subject.labels.get(term, ()):
            if not re.fullmatch(r"\d{4}", year):
                return f"{term}: got {year[:60]!r}, expected a year"
    single = ("tl:authorityId", "tl:ofState", "tl:parentBody", "tl:knownOffice", "tl:officeSince", "tl:officeUntil")
    for term in (*single, "owl:sameAs"):
        if len(subject.labels.get(term, [])) + len(subject.iris.get(term, [])) > 1:
            return f"{term}: got several, expected one"
    if len(_types(subject)) != 1:
        return f"type: got {', '.join(_types(subject)) or 'none'}, expected one class tl:{', tl:'.join(ENTITY_TYPES)}"
    if _preferred(subject) is None:
        got = "none" if not subject.labels.get("skos:prefLabel") else "several"
        return f"skos:prefLabel: got {got}, expected one name, in English or without a language"
    return ""


def _types(subject: _Subject) -> list[str]:
    own = {c.removeprefix(_TL) for c in subject.classes if c.startswith(_TL)} & set(ENTITY_TYPES)
    return sorted(own or {_CLASSES[c] for c in subject.classes if c in _CLASSES})


def _preferred(subject: _Subject) -> _Label | None:
    """Return the English name, else the one without a language; None where there is none or several."""
    labels = subject.labels.get("skos:prefLabel", [])
    for tags in ({"en"}, {""}):
        fitting = [label for label in labels if label[1].lower().partition("-")[0] in tags]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return labels[0] if len(labels) == 1 else None


def _entry(subject: _Subject, known: AuthorityEntry | None, end: Callable[[str], str]) -> AuthorityEntry:
    name = cast("_Label", _preferred(subject))
    others = [label for label in subject.labels.get("skos:prefLabel", []) if label != name]
    others += subject.labels.get("skos:altLabel", [])
    hidden = subject.labels.get("skos:hiddenLabel", [])
    aliases, languages, ambiguous = _kept(known, name[0])
    for text, language in sorted({*others, *hidden} - {name}):
        before = known.aliases.get(text) if known else None
        aliases[text] = before or _kind(text, language, "short" if (text, language) in hidden else "name")
        languages[text] = (known.languages.get(text, language) if known else language) or languages.get(text, "")
    ambiguous |= {text for text, _ in hidden}
    one: dict[str, str] = {term: labels[0][0] for term, labels in subject.labels.items()}
    iris = {term: found[0] for term, found in subject.iris.items()}
    same = _WIKIDATA.fullmatch(iris.get("owl:sameAs", ""))
    return AuthorityEntry(
        id=subject.id,
        name=name[0],
        type=cast("EntityType", _types(subject)[0]),
        aliases=aliases,
        ambiguous=frozenset(ambiguous),
        state=end(iris["tl:ofState"]) if "tl:ofState" in iris else None,
        parent=end(iris["tl:parentBody"]) if "tl:parentBody" in iris else None,
        office=one.get("tl:knownOffice"),
        since=int(one["tl:officeSince"]) if "tl:officeSince" in one else None,
        until=int(one["tl:officeUntil"]) if "tl:officeUntil" in one else None,
        same_as=(f"{WIKIDATA}{same[1]}",) if same else (),
        languages={text: language for text, language in languages.items() if language},
        source=one.get("dct:source", ""),
    )


def _kept(known: AuthorityEntry | None, name: str) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Return aliases, their languages and the ambiguous names of a known entry that Turtle cannot say."""
    if known is None:
        return {}, {}, set()
    ambiguous = known.ambiguous & {name, *known.aliases}
    aliases = {
        text: kind for text, kind in known.aliases.items() if kind in {"demonym", "capital"} or text in ambiguous
    }
    return aliases, {text: known.languages[text] for text in aliases if text in known.languages}, set(ambiguous)


def _kind(text: str, language: str, other: str) -> str:
    if language.lower().endswith("-latn"):
        return "transliteration"
    return "acronym" if text.isupper() and len(text) <= 6 and text.isascii() else other
