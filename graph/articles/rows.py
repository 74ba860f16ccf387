"""Rows of tables and JSON lines to articles: which column holds what, and what a row says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ..errors import UnreadableInput
from ..records import Article, Source
from ..wording import printable
from .assemble import article_key
from .frontmatter import given
from .options import FIELDS

_KNOWN: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "article", "fulltext", "maintext", "articletext", "articlebody", "bodytext"),
        *("story", "plaintext", "contents"),
    ),
    "title": ("title", "headline", "heading", "articletitle"),
    "published": (
        *("published", "date", "publicationdate", "publisheddate", "datepublished", "datepublish", "publishdate"),
        *("publishedat", "publishedon", "pubdate", "timestamp", "datetime"),
    ),
    "publisher": (
        *("publisher", "source", "outlet", "sourcename", "sitename", "newspaper", "publication", "domain"),
        *("sourcedomain", "website"),
    ),
    "byline": ("byline", "author", "authors", "authorname", "writer", "journalist"),
    "url": ("url", "link", "permalink", "articleurl", "address", "uri"),
    "id": ("id", "articleid", "docid", "documentid", "uid", "uuid", "guid"),
}
"""Field -> names of columns that are taken for it, letters and digits only, the first that is there wins."""
_SLOTS = {"published": ("published", "date"), "byline": ("byline", "author", "authors")}
_BASIC_DATE = re.compile(r"[12]\d{7}")
_SECONDS = (100_000_000, 10_000_000_000)  # 1973 to 2286


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field.

    Attributes:
        text: the column of the text.
        others: field -> columns for it, the first that says something wins.
    """

    text: str
    others: Mapping[str, tuple[str, ...]]

    def all(self) -> list[str]:
        """Return the columns that are read."""
        return sorted({self.text, *(name for names in self.others.values() for name in names)})


def choose_columns(names: Sequence[str], wanted: Mapping[str, str], where: str, *, sparse: bool = False) -> Columns:
    """Tell which of a table's columns hold what.

    A name is recognised whatever its case, spaces and underscores ("Published At", "published_at", "publishedAt").

    Args:
        names: of the columns, in their order.
        wanted: field -> its column, where the user has named it.
        where: the table for the error.
        sparse: a row may lack columns: one that the user has named and that is not there says nothing.

    Raises:
        UnreadableInput: if a column that the user named is not there, if none is recognised as the text, or if two
            are; the message names the columns found.
    """
    found = ", ".join(repr(printable(name)) for name in names[:30]) or "none"
    by_plain: dict[str, list[str]] = {}
    for name in names:
        by_plain.setdefault(_plain(name), []).append(name)
    others: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        if field not in wanted:
            known = [column for plain in _KNOWN[field] for column in by_plain.get(plain, ())]
            # A column whose name is the field's is it, whatever else there is.
            exact = [column for column in known if column.lower() == field]
            others[field] = tuple(exact or known) if field == "text" else tuple(known)
            continue
        name = wanted[field]
        same = [name] if name in names else [column for column in names if column.lower() == name.lower()]
        if len(same) != 1 and not (sparse and field != "text"):
            raise UnreadableInput(where, f"got no column {name!r} for the {field}, found {found}; see --columns")
        others[field] = tuple(same[:1])
    texts = others.pop("text")
    if len(texts) != 1:
        fault = f"{len(texts)} columns that may be the text" if texts else "no column that is known to hold the text"
        raise UnreadableInput(where, f"got {fault}, found {found}; name it: --columns text=NAME")
    return Columns(texts[0], others)


def article_of(row: Mapping[str, object], text: str, columns: Columns, source: Source) -> Article:
    """Return the article of a row; its text is taken as it is."""
    fields: dict[object, object] = {}
    for field, names in columns.others.items():
        values = [value for name in names if (value := row.get(name)) not in (None, "")]
        if field == "published":
            values = [_moment(value) for value in values]
        fields.update(zip(_SLOTS.get(field, (field,)), values, strict=False))
    facts = given(fields)
    key = article_key(text, title=facts.title, publisher=facts.publisher, published=facts.published)
    return Article(
        id=facts.id or key,
        key=key,
        text=text,
        title=facts.title,
        publisher=facts.publisher,
        byline=facts.byline,
        published=facts.published,
        url=facts.url,
        source=source,
    )


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def _moment(value: object) -> object:
    """A date that is written as eight digits or as seconds or milliseconds since 1970 (UTC); else the value itself."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        for scale in (1, 1000):
            if _SECONDS[0] * scale <= value < _SECONDS[1] * scale:
                return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=value / scale)).date()
    digits = str(value).strip()
    if _BASIC_DATE.fullmatch(digits):
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return value
    return value
