"""A spaCy Doc whose tokens know where they stand in the article's own characters.

The pipeline reads paragraphs one by one with white space collapsed, because blank lines and runs of spaces take
part in its parse; the offsets lead back to the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ..records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_CLOSING = frozenset(".!?”\"’':")
LONGEST_PASSAGE = 8_000
"""Characters handed to the parser at once; longer paragraphs are cut after a sentence."""


@dataclass(frozen=True)
class AlignedDoc:
    """One text and its parse.

    Attributes:
        text: the text as given.
        doc: one spaCy Doc over all paragraphs; its own character offsets differ from those of `text`.
        starts, ends: per token, its characters in `text` (end excluded).
        paragraphs: per token, the number of its paragraph from 0.
    """

    text: str
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens `first` up to, not including, `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return (first, last excluded) of the tokens that touch the characters `start` to `end`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def slice(self, span: Span) -> str:
        """Return the characters of a span."""
        return self.text[span.start : span.end]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order; none crosses a paragraph."""
        return tuple(self.span(sent.start, sent.end) for sent in self.doc.sents)

    @cached_property
    def paragraph_spans(self) -> tuple[Span, ...]:
        """The paragraphs in order, from their first to their last token."""
        firsts = [i for i, number in enumerate(self.paragraphs) if i == 0 or number != self.paragraphs[i - 1]]
        return tuple(self.span(a, b) for a, b in pairwise([*firsts, len(self.starts)]))

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [span.end for span in self.sentences]

    def sentence_at(self, start: int, end: int | None = None) -> Span:
        """Return the sentence that holds the character `start`, up to the end of the one that holds `end` - 1.

        Args:
            start: a character inside a sentence.
            end: a later character (excluded), or None for one sentence.
        """
        first = bisect_right(self._sentence_ends, start)
        last = first if end is None else max(first, bisect_right(self._sentence_ends, end - 1))
        last = min(last, len(self.sentences) - 1)
        return Span(self.sentences[min(first, last)].start, self.sentences[last].end)


def analyse(text: str, nlp: Language) -> AlignedDoc:
    """Run the pipeline over one text. An empty text gives an empty Doc."""
    return next(analyse_many([text], nlp))


def analyse_many(texts: Iterable[str], nlp: Language) -> Iterator[AlignedDoc]:
    """Run the pipeline over texts, in order, each as `analyse` does."""
    from spacy.tokens import Doc

    for text in texts:
        passages = list(_passages(text))
        docs = list(nlp.pipe(words for words, _, _ in passages))
        starts: list[int] = []
        ends: list[int] = []
        paragraphs: list[int] = []
        for doc, (_, offsets, paragraph) in zip(docs, passages, strict=True):
            for token in doc:
                starts.append(offsets[token.idx])
                ends.append(offsets[token.idx + len(token) - 1] + 1)
                paragraphs.append(paragraph)
        merged = Doc.from_docs(docs, ensure_whitespace=True) if docs else Doc(nlp.vocab)
        assert merged is not None
        yield AlignedDoc(text, merged, tuple(starts), tuple(ends), tuple(paragraphs))


def _passages(text: str) -> Iterator[tuple[str, list[int], int]]:
    """Yield (text with single spaces, offset of each of its characters in `text`, number of the paragraph)."""
    for number, (start, end) in enumerate(_paragraphs(text)):
        for first, last in _cut(text, start, end):
            words = [(m.start() + first, m.group()) for m in re.finditer(r"\S+", text[first:last])]
            if not words:
                continue
            joined = " ".join(word for _, word in words)
            begins = accumulate((len(word) + 1 for _, word in words[:-1]), initial=0)
            offsets = [0] * len(joined)
            for begin, (offset, word) in zip(begins, words, strict=True):
                offsets[begin : begin + len(word)] = range(offset, offset + len(word))
                if begin + len(word) < len(joined):
                    offsets[begin + len(word)] = offset + len(word)
            yield joined, offsets, number


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs: lines, joined where a paragraph is wrapped by hand."""
    wrapped = _wrapped(text)
    start = last = -1
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip()
        if not line:
            continue
        before = text[start:last] if start >= 0 else ""
        soft = bool(before) and text[last : match.start()].count("\n") == 1 and _runs_on(before, line, wrapped=wrapped)
        if not soft:
            if start >= 0:
                yield start, last
            start = match.start()
        last = match.end()
    if start >= 0:
        yield start, last


def _runs_on(before: str, line: str, *, wrapped: bool) -> bool:
    """Tell whether a line goes on with the sentence that the line before it left open."""
    width = len(before.rsplit("\n", 1)[-1].strip())
    open_ended = before.rstrip()[-1:] not in _CLOSING
    return wrapped or (width >= 40 and open_ended and line[0].islower())


def _wrapped(text: str) -> bool:
    """Tell whether the lines of a text are cut at a fixed width rather than at paragraphs."""
    lines = [line.rstrip() for line in text.split("\n")]
    inner = [line for line, after in pairwise(lines) if line and after]
    broken = [line for line in inner if 40 <= len(line) <= 130 and line[-1] not in _CLOSING]
    return len(inner) >= 3 and len(broken) > 0.6 * len(inner)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield `start`-`end` in pieces of at most LONGEST_PASSAGE characters, cut after a sentence or a space."""
    while end - start > LONGEST_PASSAGE:
        window = text[start : start + LONGEST_PASSAGE]
        stops = [m.end() for m in re.finditer(r"[.!?][\"'”’)]*\s", window)]
        spaces = [m.end() for m in re.finditer(r"\s", window)]
        cut = stops[-1] if stops else spaces[-1] if spaces else LONGEST_PASSAGE
        yield start, start + cut
        start += cut
    yield start, end
