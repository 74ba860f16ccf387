"""Full calendar dates as news pages write them. A date without a year needs another one that it lies before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_TIME = r"(?:[T ]\d{2}:\d{2}[\d:.]*(?: ?Z|[+-]\d{2}:?\d{2})?)?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<year>[12]\d{{3}})-(?P<number>\d{{2}})-(?P<day>\d{{2}}){_TIME}(?!\d)",
        rf"\b{_MONTH}\s(?P<day>\d{{1,2}}){_ORDINAL},?\s(?P<year>[12]\d{{3}})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}}){_ORDINAL}\s(?:of\s)?{_MONTH},?\s(?P<year>[12]\d{{3}})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})-{_MONTH}-(?P<year>[12]\d{{3}})(?!\d)",
        rf"(?<!\d)(?P<year>[12]\d{{3}})\s{_MONTH}\s(?P<day>\d{{1,2}})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>[12]\d{3})(?!\d)",
        r"(?<!\d)(?P<either>\d{1,2})/(?P<other>\d{1,2})/(?P<year>[12]\d{3})(?!\d)",
        r"(?<!\d)(?P<year>[12]\d{3})/(?P<number>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
    )
)
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH}\s(?P<day>\d{{1,2}}){_ORDINAL}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}}){_ORDINAL}\s(?:of\s)?{_MONTH}(?!\w)",
    )
)
_MOST_DAYS = 334


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the characters that say it (end excluded)."""

    day: date
    start: int
    end: int


def find_date(text: str) -> FoundDate | None:
    """Find the first full date (day, month, year) of a short text.

    "06/25/2025" is read because 25 can be no month; "06/05/2025" is not, for it has two readings.

    Returns:
        None if there is none.
    """
    found = [hit for form in _FORMS if (hit := _first(form, text))]
    return min(found, key=lambda hit: (hit.start, -hit.end), default=None)


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day and month without a year ("June 3")."""

    month: int
    day: int

    def before(self, last: date) -> date | None:
        """Return the latest such day that is not after `last`, within the eleven months before it; else None."""
        for year in (last.year, last.year - 1):
            try:
                found = date(year, self.month, self.day)
            except ValueError:  # 29 February
                continue
            if found <= last:
                return found if (last - found).days <= _MOST_DAYS else None
        return None


def find_day_of_year(text: str) -> DayOfYear | None:
    """Find the first day and month of a short text, whatever stands behind them."""
    for form in _DAYS:
        match = form.search(text)
        if match and 1 <= int(match["day"]) <= 31:
            return DayOfYear(_MONTHS.index(match["month"][:3].lower()) + 1, int(match["day"]))
    return None


def _first(form: re.Pattern[str], text: str) -> FoundDate | None:
    match = form.search(text)
    if not match:
        return None
    try:
        day = _calendar(match.groupdict())
    except ValueError:  # 31 February
        return None
    return FoundDate(day, match.start(), match.end()) if day else None


def _calendar(parts: dict[str, str]) -> date | None:
    year = int(parts["year"])
    if "either" in parts:
        low, high = sorted((int(parts["either"]), int(parts["other"])))
        return date(year, low, high) if high > 12 or low == high else None
    month = int(parts["number"]) if "number" in parts else _MONTHS.index(parts["month"][:3].lower()) + 1
    return date(year, month, int(parts["day"]))
