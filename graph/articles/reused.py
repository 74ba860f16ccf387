"""Which sentences of a copy stand in an article before it: these are that article's, the others its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ..records import Article, Event, Extraction, Relation, Span, Statement
from .copies import Copies
from .shingles import words_of

_PART = 0.6
"""Part of a sentence's pairs of neighbouring words that stand in one or two sentences of the article before it."""
_SHORT = 5
"""Pairs of words below which all of them must."""

Pairs = frozenset[tuple[str, str]]


def reused(
    copies: Copies, told: Callable[[str], Extraction], roots: Iterable[str] | None = None
) -> Iterator[tuple[str, Span, str]]:
    """Yield the evidence of copies that an earlier article printed first.

    Args:
        copies: of `find_copies`.
        told: gives the extraction of an article by its key.
        roots: of the families to look at; of all unless given.

    Yields:
        (key of the copy, evidence, key of the earliest article that has all of its sentences, nearly in these words).
    """
    for keys in (copies.families[root] for root in (copies.families if roots is None else roots)):
        pages: dict[str, Page] = {}
        for key in keys:
            earlier = copies.earlier(key)
            spans = evidence_of(told(key)) if earlier else []
            for other in (key, *earlier) if spans else ():
                if other not in pages:
                    found = told(other)
                    pages[other] = Page(found.article, found.sentences)
            for span in spans:
                first = next((other for other in earlier if pages[key].stands_in(span, pages[other])), None)
                if first is not None:
                    yield key, span, first


def evidence_of(extraction: Extraction) -> list[Span]:
    """Return the spans on which the records of an article rest, sorted, each once."""
    records: tuple[Relation | Event | Statement, ...] = (
        *extraction.relations,
        *extraction.events,
        *extraction.statements,
    )
    return sorted({record.evidence for record in records})


def pairs_of(text: str) -> Pairs:
    """Return the pairs of neighbouring words of a text, its first word with nothing before it."""
    words: Sequence[str] = ["", *words_of(text)]
    return frozenset(zip(words, words[1:], strict=False))


class Page:
    """The sentences of an article, to be looked for in others.

    Args:
        article: whose text it is.
        sentences: where they stand in it; without any its lines are taken.
    """

    def __init__(self, article: Article, sentences: Iterable[Span]) -> None:
        self._text = article.text
        self._spans = sorted(sentences) or _lines(article.text)
        self._sentences = [pairs_of(article.text[span.start : span.end]) for span in self._spans]
        following = [*self._sentences[1:], frozenset[tuple[str, str]]()]
        self._windows = [one | other for one, other in zip(self._sentences, following, strict=False)]

    def stands_in(self, span: Span, other: Page) -> bool:
        """Tell whether each sentence of a span of this text stands in the other, nearly in the same words."""
        within = (at for at in self._spans if at.start < span.end and span.start < at.end)
        parts = [Span(max(at.start, span.start), min(at.end, span.end)) for at in within] or [span]
        return all(other.holds(self._text[part.start : part.end]) for part in parts)

    def holds(self, sentence: str) -> bool:
        """Tell whether a sentence stands in one or two neighbouring sentences here, nearly in the same words."""
        pairs = pairs_of(sentence)
        if len(pairs) < _SHORT:
            return not pairs or any(pairs <= own for own in self._sentences)
        return any(len(pairs & own) >= _PART * len(pairs) for own in self._windows)


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append(Span(start, start + len(line)))
        start += len(line)
    return spans
