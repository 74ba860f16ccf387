"""Headlines with more in their line: publisher and date ("Reuters, 3 June 2025: …"), a number ("2. …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from .dates import find_date
from .furniture import is_outlet, reads_like_outlet
from .headers import HeaderFact
from .lines import Line

_LONGEST = 260
_DAY = "\x00"  # stands for the date of a line
_PUBLISHER = r"(?P<publisher>[A-ZÀ-Þ][\w.'’&/-]*(?: (?:[A-ZÀ-Þ0-9][\w.'’&/-]*|of|the|and|al-\w+)){0,5})"
_OPEN, _CLOSE = "[“\"‘'«]", "[”\"’'»]"
_TITLE = rf"(?:{_OPEN}(?P<quoted>[^\x00]{{8,200}}){_CLOSE}|(?P<plain>[^\x00“\"«]{{12,200}}))"
_JOINT = r"(?:\s?[,|·•]\s?|\s[-–—]\s)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_PUBLISHER}{_JOINT}{_DAY}(?:\s?:|\s[-–—])\s+{_TITLE}",
        rf"{_DAY}{_JOINT}{_PUBLISHER}(?:\s?:|\s[-–—])\s+{_TITLE}",
        rf"{_PUBLISHER}(?:\s?:|\s[-–—|])\s+{_TITLE}(?:,|{_JOINT}|\s)\s?[(\[]?{_DAY}[)\]]?",
        rf"{_TITLE}(?:,\s|{_JOINT}|\s(?=[(\[]))[(\[]?{_PUBLISHER}(?:{_JOINT}|\s){_DAY}[)\]]?",
    )
)
_QUOTED_ONLY = re.compile(rf"{_PUBLISHER}:\s+{_OPEN}(?P<quoted>[^\x00“”\"]{{8,200}}){_CLOSE}")
_FIELD = re.compile(r"(?:headline|title|heading|hl)\s*:\s+(?P<title>\S.*)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:#(?P<hash>\d{1,2})|\((?P<bracket>\d{1,2})\)|(?P<plain>\d{1,2})(?:[.):]|\s?[-–—](?=\s)))\s+(?=\S)"
)


def read_head(line: str) -> tuple[int, int, HeaderFact] | None:
    """Read a headline with its publisher and date in one line: the span of the headline, and what the rest says."""
    field = _FIELD.fullmatch(line) if len(line) <= _LONGEST else None
    if field:
        return *field.span("title"), HeaderFact()
    if not 20 <= len(line) <= _LONGEST:
        return None
    found = find_date(line)
    if found is None:
        match = _QUOTED_ONLY.fullmatch(line)
        return _read(match, None, line, 0, 0) if match and _is_outlet(match["publisher"]) else None
    before = line[: found.start]
    short = re.sub(
        r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )$", "", before, flags=re.IGNORECASE
    )
    after = re.sub(
        r"^,? (?:at )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[apAP]\.?[mM]\.?)?(?: [A-Z]{2,4}\b)?", "", line[found.end :]
    )
    bare = short + _DAY + after
    for form in _FORMS:
        match = form.fullmatch(bare)
        if match:
            return _read(match, found.day, line, len(short), len(line) - len(after))
    return None


def _read(
    match: re.Match[str], day: date | None, line: str, start: int, end: int
) -> tuple[int, int, HeaderFact] | None:
    """Turn the match in a line whose date is one character into offsets of the line itself."""
    named = "quoted" if match.groupdict().get("quoted") else "plain"
    left, right = match.span(named)
    if day is not None and left > start:
        left, right = left + end - start - 1, right + end - start - 1
    words = line[left:right].split()
    if len(words) < 3 or not (line[left].isupper() or line[left].isdigit() or line[left] in "“\"‘'"):
        return None
    return left, right, HeaderFact(publisher=match["publisher"], published=day)


def _is_outlet(name: str) -> bool:
    return is_outlet(name) or reads_like_outlet(name)


def with_numbers(lines: Sequence[Line]) -> list[Line]:
    """Mark what is the headline behind its number, where headlines are counted 1, 2, 3 …"""
    marked = list(lines)
    counted: list[tuple[int, int]] = []  # index, length of the number
    for index, line in enumerate(marked):
        match = _NUMBER.match(line.text) if line.kind == "title" else None
        if not match:
            continue
        number = int(match["hash"] or match["bracket"] or match["plain"])
        if number == 1:
            counted = _marked(marked, counted)
        if number == len(counted) + 1:
            counted.append((index, match.end()))
    _marked(marked, counted)
    return marked


def _marked(lines: list[Line], counted: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(counted) > 1:
        for index, size in counted:
            line = lines[index]
            lines[index] = replace(line, title=line.title or (size, len(line.text)), numbered=True)
    return []
