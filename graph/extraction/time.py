"""Dates: expressions of the text against the day of publication.

dateparser reads absolute days; the rest ("last week", "earlier this month", "two days later") is told by the words.
Nothing depends on today's date.
"""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ..language import syntax

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

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
_NUMBERS = {
    word: n for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_STEP = re.compile(
    rf"\b(an?|{'|'.join(_NUMBERS)}|\d{{1,2}}) (day|week|month|year)s? (ago|later|earlier|before|after|afterwards)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:the )?(next|following|previous|same) (day|week|month|year)\b", re.IGNORECASE)
_DAY_BESIDE = re.compile(r"\bthe day (before|after)\b", re.IGNORECASE)
_LEFT = frozenset(
    ["last", "next", "this", "earlier", "later", "late", "early", "mid", "previous", "past", "following", "the", "same"]
)
_RIGHT = frozenset({"ago", "later", "earlier", "before", "after", "afterwards"})


@lru_cache(maxsize=4096)
def resolve_date(text: str, published: date | None, before: date | None = None) -> tuple[str, DatePrecision] | None:
    """Return (ISO date, precision) that an expression names, or None where it names none for sure.

    Args:
        text: "Monday", "on June 28, 2021", "last month", "in January 2020", "two days ago".
        published: what relative expressions count from; without it only absolute ones are resolved. A weekday is the
            last one up to that day, a day and month without a year the last such day.
        before: the day told before it, from which "two days later" and "the next day" count.

    Returns:
        ("2020-01-03", "day"), ("2020-01", "month") or ("2020", "year"). A week is given as the month or year that holds
        all of it.
    """
    words = " ".join(text.lower().replace("’", "'").split())
    month, year, day = _MONTH.search(words), _YEAR.search(words), _DAY.search(_YEAR.sub(" ", words))
    if month and (day or year):
        if day:
            return _parse(words, published, "day") if year or published else None
        return f"{year[1]}-{_month_number(month[1]):02d}" if year else None, "month"  # type: ignore[return-value]
    if year and not _VAGUE.search(words):
        return year[1], "year"
    if stepped := _stepped(words, published, before):
        return stepped
    if published is None or _told_before(words):
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
    return None


def ahead(words: str, when: tuple[str, DatePrecision], published: date | None) -> tuple[str, DatePrecision]:
    """Return a date of `resolve_date` as one to come, where its words leave open which: "will meet on Friday"."""
    day, precision = when
    if published is None or day >= published.isoformat()[: len(day)] or _YEAR.search(words):
        return when
    if _MONTH.search(words):
        year = f"{int(day[:4]) + 1:04d}"
        return when if day[5:] == "02-29" else (year + day[4:], precision)
    if _WEEKDAY.search(words) and re.search(r"\blast\b", words.lower()) is None and precision == "day":
        return (date.fromisoformat(day) + timedelta(days=7)).isoformat(), precision
    return when


def _month_number(word: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _told_before(words: str) -> bool:
    """Tell whether an expression counts from the day told before it ("two days later", "the next day")."""
    step = _STEP.search(words)
    return bool((step and step[3] != "ago") or _beside(words) or _DAY_BESIDE.search(words))


def _beside(words: str) -> re.Match[str] | None:
    """Return "the next day", "the following week"; "next week" counts from the day of publication."""
    found = _BESIDE.search(words)
    bare = found is not None and found[1] in {"next", "previous"} and found[2] != "day" and "the " not in found[0]
    return None if bare else found


def _stepped(words: str, published: date | None, before: date | None) -> tuple[str, DatePrecision] | None:
    """Resolve "two days ago", "three weeks later", "the next day", "the day before"."""
    if step := _STEP.search(words):
        number = 1 if step[1] in {"a", "an"} else _NUMBERS.get(step[1]) or int(step[1])
        sign, unit = (1 if step[3] in {"later", "after", "afterwards"} else -1), step[2]
        start = published if step[3] == "ago" else before
    elif beside := _beside(words):
        number, unit = 1, beside[2]
        sign, start = {"next": 1, "following": 1, "previous": -1, "same": 0}[beside[1]], before
    elif day := _DAY_BESIDE.search(words):
        number, unit, sign, start = 1, "day", (1 if day[1] == "after" else -1), before
    else:
        return None
    return _moved(start, sign * number, unit) if start is not None else None


def _moved(start: date, number: int, unit: str) -> tuple[str, DatePrecision] | None:
    """Return the day, month or year that lies a number of units after a day; of weeks what holds all of the week."""
    try:
        if unit == "day":
            return (start + timedelta(days=number)).isoformat(), "day"
        if unit == "week":
            middle = start + timedelta(weeks=number)
            monday = middle - timedelta(days=middle.weekday())
            return _holding(monday, monday + timedelta(days=6))
    except OverflowError:
        return None
    months = start.year * 12 + start.month - 1 + number * (12 if unit == "year" else 1)
    if not 12 <= months < 120_000:
        return None
    return (f"{months // 12:04d}", "year") if unit == "year" else (f"{months // 12:04d}-{months % 12 + 1:02d}", "month")


def _holding(first: date, last: date) -> tuple[str, DatePrecision] | None:
    """Return the month, else the year, in which both days lie."""
    if first.year != last.year:
        return None
    return (
        (f"{first.year:04d}-{first.month:02d}", "month") if first.month == last.month else (f"{first.year:04d}", "year")
    )


def _relative(words: str, published: date) -> tuple[str, DatePrecision] | None:
    """Resolve "today", "yesterday", "last month", "this year" and their like."""
    if re.search(r"\b(today|tonight|this (morning|afternoon|evening))\b", words):
        return published.isoformat(), "day"
    if re.search(r"\b(yesterday|last night)\b", words):
        return (published - timedelta(days=1)).isoformat(), "day"
    if re.search(r"\btomorrow\b", words):
        return (published + timedelta(days=1)).isoformat(), "day"
    if match := re.search(r"\b(last|previous|this|next) (week|month|year)\b", words):
        step = {"last": -1, "previous": -1, "next": 1}.get(match[1], 0)
        if not _WEEKDAY.search(words):
            return _moved(published, step, match[2])
    if re.search(r"\b(over|at|during|on|last|this) (the )?weekend\b", words) or words in {"weekend", "the weekend"}:
        saturday = published - timedelta(days=(published.weekday() - 5) % 7)
        return _holding(saturday, saturday + timedelta(days=1))
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


class Dates:
    """The dates of one article.

    Args:
        aligned: the text and its parse.
        published: what relative expressions count from.
    """

    def __init__(self, aligned: AlignedDoc, published: date | None) -> None:
        self.aligned = aligned
        self.published = published
        self._found: list[tuple[int, int, tuple[str, DatePrecision] | None]] = []
        day: date | None = None
        for sent in aligned.doc.sents:
            for first, last in _expressions(aligned, sent):
                when = resolve_date(_text(aligned, first, last), published, day)
                self._found.append((first, last, when))
                if when is not None and when[1] == "day":
                    day = date.fromisoformat(when[0])

    def of(self, trigger: Token) -> tuple[str | None, tuple[str, DatePrecision] | None]:
        """Return the words of the date that hangs on a trigger or its clause, and what they name; None for none."""
        place = self._hanging(trigger) or self._nearest(trigger)
        return (_text(self.aligned, place[0], place[1]), place[2]) if place is not None else (None, None)

    def _at(self, i: int) -> tuple[int, int, tuple[str, DatePrecision] | None] | None:
        return next((each for each in self._found if each[0] <= i < each[1]), None)

    def _hanging(self, trigger: Token) -> tuple[int, int, tuple[str, DatePrecision] | None] | None:
        """Return the expression that the parse hangs on the trigger or its verb."""
        noun = trigger.pos_ in {"NOUN", "PROPN"} and trigger.head.pos_ == "VERB"
        for place in (trigger, *([trigger.head] if noun else [])):
            for prep, each in syntax.obliques(place):
                if prep in {"", "on", "in", "since", "during", "by", "over"} and (found := self._at(each.i)):
                    return found
        return None

    def _nearest(self, trigger: Token) -> tuple[int, int, tuple[str, DatePrecision] | None] | None:
        """Return the nearest expression of the sentence with no verb between."""
        doc, sent = trigger.doc, trigger.sent
        near = []
        for first, last, when in self._found:
            gap = range(last, trigger.i) if last <= trigger.i else range(trigger.i + 1, first)
            inside = sent.start <= first and last <= sent.end
            if inside and len(gap) <= 10 and not any(doc[i].pos_ == "VERB" for i in gap):
                near.append((len(gap), first, last, when))
        return min(near, key=lambda each: each[:3])[1:] if near else None


def _expressions(aligned: AlignedDoc, sent: Span) -> list[tuple[int, int]]:
    """Return the token ranges of the dates of a sentence in order, with "last", "this", "ago" and their like."""
    doc = sent.doc
    found = []
    for ent in sent.ents:
        if ent.label_ == "DATE":
            first, last = ent.start, ent.end
            while first > sent.start and doc[first - 1].lower_ in _LEFT:
                first -= 1
            if last < sent.end and doc[last].lower_ in _RIGHT:
                last += 1
            found.append((first, last))
    start, end = aligned.starts[sent.start], aligned.ends[sent.end - 1]
    for pattern in (_STEP, _BESIDE, _DAY_BESIDE):
        for match in pattern.finditer(aligned.text, start, end):
            first, last = aligned.tokens(match.start(), match.end())
            if not any(a < last and first < b for a, b in found):
                found.append((first, last))
    return sorted(found)


def _text(aligned: AlignedDoc, first: int, last: int) -> str:
    return " ".join(aligned.slice(aligned.span(first, last)).split())


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
