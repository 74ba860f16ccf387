"""Cut the text of an article into pieces for its page: sentences with findings, mentions, and a place for each span."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SPAN = re.compile(r"#char=(\d+),(\d+)$")


@dataclass(frozen=True)
class Span:
    """A span of the text with what it is.

    Attributes:
        sentence: whether something was read out of it; such spans do not overlap.
        entity: IRI of the entity that the words refer to, "" for other words; `name` of it.
    """

    start: int
    end: int
    sentence: bool = False
    entity: str = ""
    name: str = ""


@dataclass(frozen=True)
class Piece:
    """A run of text that is all the same.

    Attributes:
        anchors: fragments of the spans that begin here ("char=0,8"), longest first.
        sentence: where the sentence with findings begins that it is in, -1 in none.
        entity: IRI of the entity meant, of the shortest mention around; `name` of it.
    """

    text: str
    anchors: tuple[str, ...]
    sentence: int
    entity: str
    name: str


def place(iri: str) -> tuple[int, int] | None:
    """Return the offsets in the IRI of a span, None where it is none."""
    found = _SPAN.search(iri)
    return (int(found[1]), int(found[2])) if found else None


def pieces(text: str, spans: Iterable[Span]) -> Iterator[Piece]:
    """Yield the text cut wherever a span begins or ends; joined, the pieces are the text.

    Spans that do not lie in the text are left out.
    """
    beginning: defaultdict[int, list[Span]] = defaultdict(list)
    cuts = {0, len(text)}
    for span in spans:
        if 0 <= span.start < span.end <= len(text):
            beginning[span.start].append(span)
            cuts |= {span.start, span.end}
    open_: list[Span] = []
    edges = sorted(cuts)
    for start, end in zip(edges, edges[1:], strict=False):
        open_ = [span for span in open_ if span.end > start] + beginning[start]
        mentions = [span for span in open_ if span.entity]
        meant = min(mentions, key=lambda span: (span.end - span.start, span.entity), default=Span(0, 0))
        fragments = dict.fromkeys(
            f"char={span.start},{span.end}" for span in sorted(beginning[start], key=lambda span: -span.end)
        )
        sentence = max((span.start for span in open_ if span.sentence), default=-1)
        yield Piece(text[start:end], tuple(fragments), sentence, meant.entity, meant.name)
