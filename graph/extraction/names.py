"""Names in a Doc: those the pipeline marks, corrected by the authority file, the titles and the marks around them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..records import THING_TYPES, AuthorityEntry
from .metonyms import metonym
from .naming import CONNECTORS, HYPHENS, NOTHING, NameIndex, is_title, name_words, title_kind, type_by_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TYPE_OF_LABEL = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "NORP": "Nationality",
    "WEAPON": "Weapon",
    "DATE": "Date",
    "TIME": "Date",
    "MONEY": "Money",
}
LONGEST_NAME = 8
"""Words of the longest name looked up in the authority file."""


@dataclass(frozen=True)
class Name:
    """One named mention: tokens `first` to `last` (excluded), the token that heads it, class and authority entry."""

    first: int
    last: int
    head: int
    text: str
    type: str
    entry: AuthorityEntry | None = None
    title: str | None = None
    words: tuple[str, ...] = field(default=(), compare=False)


def find_names(doc: Doc, names: NameIndex) -> list[Name]:
    """Return the names of a Doc in text order, none overlapping.

    The longest entry of the authority file wins over the pipeline's marks; titles, ranks and nationalities before
    a person's name and a leading "the" are cut off; marks without a capital letter are dropped unless they are
    dates, amounts or weapons. Equal names take the class that most of their mentions have, and a lone surname
    that of the full name.
    """
    known = {(a, b): entry for a, b, entry in _known(doc, names) if not part_of_office(doc, a, b)}
    taken = [False] * len(doc)
    found: list[Name] = []
    for (first, last), entry in known.items():
        found.append(_name(doc, first, last, entry.type, entry))
        taken[first:last] = [True] * (last - first)
    for ent in doc.ents:
        for first, last, marked in _trimmed(doc, ent.start, ent.end, TYPE_OF_LABEL.get(ent.label_), names):
            if any(taken[first:last]):
                continue
            taken[first:last] = [True] * (last - first)
            text = _text(doc, first, last)
            lone = marked == "Person" and last - first == 1 and not _title_before(doc, first)
            label = _not_a_person(text, names) or marked if lone else marked
            told = _told(text) if label in {"Organization", "Place", "Facility"} else None
            if told == NOTHING or part_of_office(doc, first, last):
                continue
            found.append(_name(doc, first, last, told or label, None))
    for token in doc:
        if not taken[token.i] and token.text[0].isupper() and names.capital(token.text):
            found.append(_name(doc, token.i, token.i + 1, "Place", None))
    found += _surnames(doc, found, taken)
    found = [metonym(doc, name, names) for name in sorted(found, key=lambda name: name.first)]
    return _voted(found, names)


def _not_a_person(text: str, names: NameIndex) -> str | None:
    """Return the class of a lone word that the world knows as a capital or a movement only ("Washington", "Badr").

    A surname like it becomes a person again where the text has the full name.
    """
    if names.capital(text):
        return "Place"
    known = {entry.type for entry in names.candidates(text)}
    return known.pop() if len(known) == 1 and "Person" not in known else None


def _told(text: str) -> str | None:
    """Return the class that the words of a name or an acronym tell ("Tiyas Airfield", "IEDs"), or None."""
    first = text.split(maxsplit=1)[0].casefold()
    if first in {"operation", "resolution"} and " " in text:
        return NOTHING
    return type_by_words(text) if " " in text else type_by_words(text.removesuffix("s")) if text[:2].isupper() else None


def part_of_office(doc: Doc, first: int, last: int) -> bool:
    """Tell whether a mark is a part of an office: "Secretary of [State]"."""
    return (
        last - first == 1 and doc[first].text == "State" and first > 1 and title_kind(doc[first - 2].text) == "office"
    )


def _surnames(doc: Doc, found: list[Name], taken: list[bool]) -> list[Name]:
    """Return the surnames of people named in full that the pipeline left unmarked."""
    last = {name.words[-1] for name in found if name.type == "Person" and len(name.words) > 1}
    return [
        _name(doc, token.i, token.i + 1, "Person", None)
        for token in doc
        if not taken[token.i]
        and token.text[0].isupper()
        and token.pos_ == "PROPN"
        and name_words(token.text)[-1:]
        and name_words(token.text)[-1] in last
    ]


def _text(doc: Doc, first: int, last: int) -> str:
    return str(doc[first:last].text)


def _name(doc: Doc, first: int, last: int, type_: str, entry: AuthorityEntry | None) -> Name:
    text = _text(doc, first, last)
    title = _title_before(doc, first) if type_ == "Person" else None
    return Name(first, last, doc[first:last].root.i, text, type_, entry, title, name_words(text))


def _known(doc: Doc, names: NameIndex) -> Iterator[tuple[int, int, AuthorityEntry]]:
    """Yield (first, last, entry) of the longest authority names, left to right."""
    i = 0
    while i < len(doc):
        best = None
        if (doc[i].text[0].isupper() and doc[i].lower_ != "the") or doc[i].lower_ == "al":
            for last in range(min(i + LONGEST_NAME * 2, doc[i].sent.end), i, -1):
                end = doc[last - 1]
                if not (end.text[0].isupper() or end.text[0].isdigit()) or not _joinable(doc, i, last):
                    continue
                entry = names.find(_text(doc, i, last))
                if entry is not None and not (last - i == 1 and _inside_longer_name(doc, i, entry)):
                    best = (i, last, entry)
                    break
        if best:
            yield best
            i = best[1]
        else:
            i += 1


def _joinable(doc: Doc, first: int, last: int) -> bool:
    """Tell whether tokens can be one name: no full stop, comma or lower-case word but connectors in between."""
    for token in doc[first:last]:
        word = token.lower_
        if token.is_punct and word not in HYPHENS and word not in {"'", "’", "‘", ".", "&"}:
            return False
        if token.is_alpha and word == token.text and word not in CONNECTORS and not token.is_punct:
            return False
    return True


def _inside_longer_name(doc: Doc, i: int, entry: AuthorityEntry) -> bool:
    """Tell whether a one-word authority name is only a part of a longer mark ("Hezbollah" in "Kataib Hezbollah")."""
    token = doc[i]
    if token.ent_iob_ == "O":
        before = doc[i - 1] if i else None
        return bool(
            before is not None and before.ent_type_ == "PERSON" and entry.type == "Person" and not is_title(before.text)
        )
    ent = next((ent for ent in doc.ents if ent.start <= i < ent.end), None)
    if ent is None or len(ent) == 1:
        return False
    rest = [t for t in ent if t.i != i and t.is_alpha and not is_title(t.text) and t.lower_ not in CONNECTORS]
    if not rest:
        return False
    return entry.type in {"State", "Place"} or all(t.text[0].isupper() for t in rest)


def _trimmed(doc: Doc, first: int, last: int, type_: str | None, names: NameIndex) -> Iterator[tuple[int, int, str]]:
    """Yield the mark(s) left after cutting titles, nationalities, "the", possessive endings and loose marks off."""
    if type_ is None or (type_ == "Weapon" and first and doc[first - 1].lower_ == "think"):
        return
    for i in range(first + 1, last - 1):
        if doc[i].lower_ in {"based", "backed", "led", "linked"} and doc[i - 1].text in HYPHENS:
            yield from _trimmed(doc, first, i - 1, "Place", names)
            yield from _trimmed(doc, i + 1, last, "Organization" if type_ == "Place" else type_, names)
            return
    if type_ == "Person" and last - first == 1 and doc[first].pos_ == "ADJ":
        type_ = "Nationality"
    if type_ in {"Date", "Money"}:
        yield first, last, type_
        return
    while first < last and (doc[first].is_punct or doc[first].lower_ in {"the", "a", "an", "former", "late"}):
        first += 1
    while first < last and (
        (doc[last - 1].is_punct and doc[last - 1].text != ".") or doc[last - 1].lower_ in {"'s", "’s"}
    ):
        last -= 1
    while last < len(doc) and type_ in {"Person", "Organization"} and _goes_on(doc, last):
        last += 1
    while last - 1 > first and doc[last - 1].lower_ in {"and", "of", "for", "in", "on", "the"}:
        last -= 1
    if type_ == "Person":
        while first < last - 1 and doc[first].is_stop and doc[first].lower_ not in CONNECTORS:
            first += 1
        while first < last - 1 and (is_title(doc[first].text) or names.demonym(doc[first].text) or doc[first].is_punct):
            first += 1
        if last - first == 1 and title_kind(doc[first].text) in {"office", "modifier"}:
            return
    if all(is_title(t.text) for t in doc[first:last]):
        return
    if first >= last or (type_ != "Weapon" and not any(t.text[0].isupper() for t in doc[first:last])):
        return
    if type_ != "Weapon" and all(t.lower_ in CONNECTORS or t.is_punct or t.is_stop for t in doc[first:last]):
        return
    if type_ == "Nationality":
        state = names.demonym(_text(doc, first, last))
        if state is None and doc[first].text[0].islower():
            return
    yield first, last, type_


def _goes_on(doc: Doc, i: int) -> bool:
    """Tell whether token `i` is the rest of a name whose mark ended too early ("Century | International")."""
    token = doc[i]
    capital = token.pos_ == "PROPN" and token.text[0].isupper() and not token.ent_type_
    return capital and bool(doc[i - 1].whitespace_) and not token.is_sent_start and not is_title(token.text)


def _title_before(doc: Doc, first: int) -> str | None:
    """Return the office or rank that stands before a name, lower-case, without nationality and "former"; or None."""
    words: list[Token] = []
    i = first - 1
    start = doc[first].sent.start
    while i >= start and (is_title(doc[i].text) or (doc[i].text in HYPHENS and words)):
        words.insert(0, doc[i])
        i -= 1
    while i >= start and words and doc[i].lower_ == "of" and i > start and is_title(doc[i - 1].text):
        words = [doc[i - 1], doc[i], *words]
        i -= 2
    kinds = {title_kind(word.text) for word in words}
    if not kinds & {"office", "rank"}:
        return None
    kept = [w for w in words if title_kind(w.text) != "courtesy" and w.lower_ not in {"former", "late", "then"}]
    return "".join(w.text_with_ws for w in kept).strip().strip("-").strip().lower() or None


def _voted(found: list[Name], names: NameIndex) -> list[Name]:
    """Give equal names one class, and lone surnames that of the one full name that ends with them."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in found:
        if name.type not in THING_TYPES - {"Place", "Facility"} and not names.capital(name.text):
            votes[name.words][name.type] += 3 if name.title or name.entry else 1
    surnames: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for words, counts in votes.items():
        if len(words) > 1 and counts.most_common(1)[0][0] == "Person":
            surnames[words[-1]].add(words)
    result = []
    for name in found:
        type_ = name.type
        if name.words in votes and name.entry is None and type_ not in {"Nationality", "Weapon", "Date", "Money"}:
            counts = votes[name.words]
            type_ = min(counts, key=lambda t: (-counts[t], t))
        if name.entry is None and len(name.words) == 1 and len(surnames.get(name.words[0], ())) == 1:
            type_ = type_ if type_ == "Nationality" and names.demonym(name.text) else "Person"
        result.append(replace(name, type=type_))
    return result
