"""Values as RDF literals, in the canonical form that stores keep unchanged."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from pyoxigraph import Literal

from ..errors import TielineError
from .identifiers import well_formed
from .terms import term

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DATATYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


def text(value: str) -> Literal:
    """Return words of an article as they are: a plain string, since stores fold language tags."""
    return Literal(well_formed(value))


def label(value: str, language: str | None = None) -> Literal:
    """Return a name with runs of white space as one blank, language-tagged if a tag is given."""
    return Literal(" ".join(well_formed(value).split()), language=language)


def truth(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=term("xsd:boolean"))


def offset(value: int) -> Literal:
    """Return a place in the text as xsd:integer: Oxigraph keeps no xsd:nonNegativeInteger (NIF's choice)."""
    return Literal(str(value), datatype=term("xsd:integer"))


def confidence(value: float) -> Literal:
    """Return a confidence as xsd:decimal of at most three places, without closing zeros."""
    digits = f"{value:.3f}".rstrip("0").rstrip(".")
    return Literal(digits, datatype=term("xsd:decimal"))


def day(value: date) -> Literal:
    return Literal(value.isoformat(), datatype=term("xsd:date"))


def year(value: int) -> Literal:
    return Literal(f"{value:04d}", datatype=term("xsd:gYear"))


def partial_date(value: str) -> Literal:
    """Return an ISO date as xsd:date, xsd:gYearMonth or xsd:gYear, as exact as it is given.

    Raises:
        TielineError: if it is no such date of the calendar.
    """
    period(value)
    return Literal(value, datatype=term(_DATATYPES[len(value)]))


def precision(value: str) -> str:
    """Return "day", "month" or "year" for an ISO date that `period` accepts."""
    return _PRECISIONS[len(value)]


def period(value: str) -> tuple[date, date]:
    """Return the first and the last day of an ISO date ("2020-02" -> 1 and 29 February 2020).

    Raises:
        TielineError: if it is no such date of the calendar.
    """
    found = _DATE.fullmatch(value)
    try:
        if found is None:
            raise ValueError("not of this form")
        first_year, month, day_ = (int(part) if part else 0 for part in found.groups())
        first = date(first_year, month or 1, day_ or 1)
        last_month = month or 12
        return first, date(first_year, last_month, day_ or monthrange(first_year, last_month)[1])
    except ValueError as error:
        raise TielineError(f"date: got {value!r}, expected YYYY, YYYY-MM or YYYY-MM-DD ({error})") from error
