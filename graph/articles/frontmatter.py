"""YAML front matter: the lines between two `---` at the top of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import yaml

from ..errors import UnreadableInput
from .dates import find_date

_FENCE = re.compile(r"(?m)^---[ \t]*\n(?P<yaml>(?:[^\n]*\n){1,60}?)---[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?mi)^(title|publisher|published|date|byline|author|authors|url|id)[ \t]*:")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONGEST = 20_000  # characters


class _Loader(yaml.SafeLoader):
    """Reads plain values only: with aliases a few lines could stand for more values than any memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class Given:
    """What a front matter or a JSON line says about an article; None where it is silent."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A part of a file: `start` and `end` of its body (end excluded), and its front matter if it has one."""

    start: int
    end: int
    given: Given | None = field(default=None)


def documents(text: str, where: str) -> Iterator[Document]:
    """Yield the documents of a file: one per front matter, and the text before the first.

    Args:
        text: the decoded file.
        where: name of the file for the error.

    Raises:
        UnreadableInput: if a front matter is broken YAML.
    """
    fences = [match for match in _FENCE.finditer(text) if _FIELD.search(match["yaml"])]
    if not fences:
        yield Document(0, len(text))
        return
    if text[: fences[0].start()].strip():
        yield Document(0, fences[0].start())
    ends = [match.start() for match in fences[1:]] + [len(text)]
    for match, end in zip(fences, ends, strict=True):
        yield Document(match.end(), end, _given(match["yaml"], where))


def _given(source: str, where: str) -> Given | None:
    """Fields of a front matter; None where the lines between two rules are text that only looks like it."""
    if len(source) > _LONGEST:
        what = f"got {len(source):,} characters, expected at most {_LONGEST:,}"
        raise UnreadableInput(where, f"front matter: {what}; shorten it")
    try:
        fields = yaml.load(source, _Loader)  # noqa: S506 -- a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UnreadableInput(where, f"front matter: got broken YAML ({line}), expected `key: value` lines") from error
    return given(fields) if isinstance(fields, Mapping) else None


def given(fields: Mapping[object, object]) -> Given:
    """Read the keys title, publisher, published or date, byline or author, url and id; the rest is ignored."""
    return Given(
        id=_text(fields.get("id")),
        title=_text(fields.get("title")),
        publisher=_text(fields.get("publisher")),
        byline=_text(fields.get("byline")) or _text(fields.get("author")) or _text(fields.get("authors")),
        published=_day(fields.get("published")) or _day(fields.get("date")),
        url=_text(fields.get("url")),
    )


def _text(value: object) -> str | None:
    """Text, number or list of them on one line; half a surrogate pair, which no file can hold, becomes U+FFFD."""
    if isinstance(value, list):
        return ", ".join(text for item in value if not isinstance(item, list) and (text := _text(item))) or None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        try:
            return _SURROGATES.sub("\ufffd", " ".join(str(value).split())) or None
        except ValueError:  # a number of thousands of digits
            return None
    return None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = find_date(value) if isinstance(value, str) else None
    return found.day if found else None
