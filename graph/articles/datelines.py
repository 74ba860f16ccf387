"""Datelines: "BAGHDAD, June 3, 2025 (Reuters) —" at the start of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .dates import DayOfYear, find_date, find_day_of_year
from .furniture import is_outlet, reads_like_outlet

_LONGEST = 120
_CITY = r"(?P<city>[^\W\d_a-z][^\W\d_a-z.'’\-]{2,}(?: [^\W\d_a-z][^\W\d_a-z.'’\-]*){0,4})"
_TOWN = r"(?P<town>[A-Z][\w'’.\-]+(?: (?:[A-Z][\w'’.\-]+|al-\w+|of|el|the)){0,3})"
_REGION = r"(?:, (?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,2}){0,2}"
_DAY = r"[^\W_][\w.]*\.? [\w,.]{1,9}(?:,? \d{4})?"
_FORM = re.compile(
    rf"(?:{_CITY}|{_TOWN}){_REGION}(?:, (?P<before>{_DAY}))?"
    rf"(?:\s?\((?P<agency>[A-Za-z][^()\n]{{1,40}})\))?(?:, (?P<after>{_DAY}))?"
    r"\s?(?:—|--|(?<=[\s)])[-–](?=\s)|–(?=\s))\s?(?=[^\W_a-z]|[\"“‘'(\[])"
)
_AGENCY_FIRST = re.compile(r"\((?P<agency>[A-Za-z][^()\n]{1,40})\)\s?[-–—]{1,2}\s(?=\S)")
_ACRONYM = re.compile(r"[A-Z]{3,6}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says.

    Attributes:
        agency: name in its brackets.
        published: its date, where it has a year.
        day: its day and month, where it has none.
        end: number of characters of the paragraph that it takes.
    """

    agency: str | None
    published: date | None
    day: DayOfYear | None
    end: int


def read_dateline(paragraph: str) -> Dateline | None:
    """Read the dateline of a paragraph; None if it has none.

    A town in small letters makes a dateline only with an agency or a date behind it.
    """
    start = paragraph[:_LONGEST]
    first = _AGENCY_FIRST.match(start)
    if first:
        agency = _agency(first["agency"])
        return Dateline(agency, None, None, first.end()) if agency else None
    match = _FORM.match(start)
    if not match:
        return None
    inside = match["agency"]
    name, _, rest = (inside or "").partition(",")
    said = next((part for part in (match["before"], match["after"], rest.strip()) if part), "")
    found, day = find_date(said), find_day_of_year(said)
    if said and not (found or day):
        return None
    agency = name.strip() if said and name.istitle() else _agency(name.strip())
    if inside and not agency:
        return None
    if not (match["city"] or agency or found or day):
        return None
    return Dateline(agency, found.day if found else None, None if found else day, match.end())


def _agency(name: str) -> str | None:
    known = is_outlet(name) or reads_like_outlet(name) or _ACRONYM.fullmatch(name)
    return name if known else None
