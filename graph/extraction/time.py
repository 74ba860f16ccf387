"""Dates: expressions of the text against the day of publication.

dateparser does the calendar; what it leaves out ("last week", "earlier this month", "in January 2020" as a month) is
told by the words. Nothing depends on today's date.
"""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ..language import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..language import AlignedDoc
    from ..records import DatePrecision

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = re.compile(r"\b(" + "|".join(f"{m}|{m[:3]}\\.?" for m in _MONTHS) + r"|sept\.?)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,2})(st|nd|rd|th)?\b(?!\s*(percent|%|:))")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_VAGUE = re.compile(
    r"\b(years?|months?|weeks?|decades?|hours?|minutes?|days|recent\w*|now|currently|decade|century)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def resolve_date(text: str, published: date | None) -> tuple[str, DatePrecision] | None:
    """Return (ISO date, precision) that an expression names, or None where it names none for sure.

    Args:
        text: "Monday", "on June 28, 2021", "last month", "in January 2020", "two days ago".
        published: what relative expressions count from; without it only absolute ones are resolved. A weekday is the
            last one up to that day, a day and month without a year the last such day.

    Returns:
        ("2020-01-03", "day"), ("2020-01", "month") or ("2020", "year").
    """
    words = " ".join(text.lower().replace("’", "'").split())
    month, year, day = _MONTH.search(words), _YEAR.search(words), _DAY.search(_YEAR.sub(" ", words))
    if month and (day or year):
        if day:
            return _parse(words, published, "day") if year or published else None
        return f"{year[1]}-{_month_number(month[1]):02d}" if year else None, "month"  # type: ignore[return-value]
    if year and not _VAGUE.search(words):
        return year[1], "year"
    if published is None:
        return None
    if found := _relative(words, published):
        return found
    if month and not day:
        number = _month_number(month[1])
        return f"{published.year - (number > published.month)}-{number:02d}", "month"
    if _WEEKDAY.search(words) and not _VAGUE.search(words.replace("last week", "")):
        back = 7 if "last" in words else 0
        wanted = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"].index(_WEEKDAY.search(words)[1])  # type: ignore[index]
        days = (published.weekday() - wanted) % 7
        if "next" in words:
            return (published + timedelta(days=7 - days)).isoformat(), "day"
        return (published - timedelta(days=days + (back if days == 0 else 0))).isoformat(), "day"
    if re.search(r"\b(ago|later|earlier|before)\b", words) and re.search(r"\b(day|days)\b", words):
        return _parse(words, published, "day")
    return None


def _month_number(word: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _relative(words: str, published: date) -> tuple[str, DatePrecision] | None:
    """Resolve "today", "yesterday", "last month", "this year" and their like."""
    if re.search(r"\b(today|tonight|this (morning|afternoon|evening))\b", words):
        return published.isoformat(), "day"
    if re.search(r"\b(yesterday|last night)\b", words):
        return (published - timedelta(days=1)).isoformat(), "day"
    if re.search(r"\btomorrow\b", words):
        return (published + timedelta(days=1)).isoformat(), "day"
    if match := re.search(r"\b(last|previous|this|next|earlier this|later this) (month|year)\b", words):
        step = {"last": -1, "previous": -1, "next": 1}.get(match[1], 0)
        if match[2] == "year":
            return str(published.year + step), "year"
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02d}", "month"
    return None


def _parse(words: str, published: date | None, precision: DatePrecision) -> tuple[str, DatePrecision] | None:
    import dateparser

    base = datetime.combine(published or date(2000, 1, 1), datetime.min.time())
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}
    clean = re.sub(r"^(on|in|by|since|until|from|late|early|around|about)\s+", "", words)
    clean = re.sub(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", "", clean) if _MONTH.search(clean) else clean
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = dateparser.parse(clean, languages=["en"], settings=settings)
    return (found.date().isoformat(), precision) if found else None


def date_of(aligned: AlignedDoc, trigger: Token) -> str | None:
    """Return the words of the date that hangs on a trigger or its clause, or None."""
    doc = aligned.doc
    places = [trigger, *([trigger.head] if trigger.pos_ in {"NOUN", "PROPN"} and trigger.head.pos_ == "VERB" else [])]
    for place in places:
        for prep, noun in syntax.obliques(place):
            if noun.ent_type_ in {"DATE", "TIME"} and prep in {"", "on", "in", "since", "during", "by"}:
                return _words(aligned, noun)
    near = [t for t in trigger.sent if t.ent_type_ == "DATE" and abs(t.i - trigger.i) <= 10]
    clear = [
        t for t in near if not any(doc[i].pos_ == "VERB" for i in range(min(t.i, trigger.i) + 1, max(t.i, trigger.i)))
    ]
    return _words(aligned, min(clear, key=lambda t: abs(t.i - trigger.i))) if clear else None


def date_of_cue(aligned: AlignedDoc, cue: tuple[int, int]) -> str | None:
    """Return the words of the date of saying ("said on Monday"): an adverbial of the cue itself, or None."""
    for token in aligned.doc[cue[0] : cue[1]]:
        for prep, noun in syntax.obliques(token):
            if noun.ent_type_ == "DATE" and prep in {"", "on"}:
                return _words(aligned, noun)
    return None


def _words(aligned: AlignedDoc, token: Token) -> str:
    ent = next((e for e in aligned.doc.ents if e.start <= token.i < e.end), None)
    span = aligned.span(ent.start, ent.end) if ent is not None else aligned.span(token.i, token.i + 1)
    return " ".join(aligned.slice(span).split())
