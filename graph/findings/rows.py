"""What the rows of the findings file are made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..extraction.codec import dumps
from ..records import Article, Extraction

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True)
class Snapshot:
    """A state of the graph that readers see.

    Attributes:
        number: 1 for the first; a later one is greater.
        base: IRI prefix of its data.
        content: digest of all its triples.
    """

    number: int
    base: str
    content: str


@dataclass(frozen=True)
class Record:
    """What the graph says of one article, in the form that is kept."""

    key: str
    digest: str
    data: bytes

    @classmethod
    def of(cls, extraction: Extraction) -> Record:
        data = dumps(extraction)
        return cls(extraction.article.key, hashlib.sha256(data).hexdigest(), data)


class Input(NamedTuple):
    """An article as an input has it, its text replaced by a digest."""

    key: str
    data: bytes

    @classmethod
    def of(cls, article: Article) -> Input:
        return cls(article.key, article_json().dump_json(replace(article, text=hashed(article.text))))


def place_of(article: Article) -> tuple[str, int]:
    """Return the file and place an article was read from, by which one of several inputs of it is chosen."""
    return (article.source.file, article.source.start) if article.source else ("", 0)


@cache
def article_json() -> TypeAdapter[Article]:
    """Return what writes articles as JSON and reads them."""
    from pydantic import TypeAdapter

    return TypeAdapter(Article)


def hashed(text: str) -> str:
    """Return the digest that stands for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
