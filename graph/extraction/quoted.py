"""A parsed text with its quotations: which tokens stand inside marks, and sentences that no quotation breaks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..records import Span
from .quotations import Quotation, find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ..language import AlignedDoc

FINAL = frozenset({".", "!", "?", "…", "..."})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation over tokens: `outer` with the marks, `inner` without, ends excluded."""

    mark: Quotation
    outer: tuple[int, int]
    inner: tuple[int, int]
    paragraph: int


class QuotedText:
    """Quotations and sentences of one text by token.

    Attributes:
        quotations: in text order, those that hold a word.
        at: per token, the index of the quotation it stands in (marks included), or -1.
    """

    def __init__(self, aligned: AlignedDoc) -> None:
        self.aligned = aligned
        self.doc: Doc = aligned.doc
        self.quotations: list[Quoted] = []
        self.at = [-1] * len(self.doc)
        for mark in find_quotations(aligned.text, self._paragraphs()):
            inner = aligned.tokens(mark.inner.start, mark.inner.end)
            outer = aligned.tokens(mark.start, mark.end)
            if not any(t.is_alpha or t.like_num for t in self.doc[inner[0] : inner[1]]):
                continue
            for i in range(*outer):
                self.at[i] = len(self.quotations)
            self.quotations.append(Quoted(mark, outer, inner, aligned.paragraphs[inner[0]]))

    def _paragraphs(self) -> list[Span]:
        found: list[Span] = []
        number = -1
        for i, paragraph in enumerate(self.aligned.paragraphs):
            start = found.pop().start if paragraph == number else self.aligned.starts[i]
            found.append(Span(start, self.aligned.ends[i]))
            number = paragraph
        return found

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        """Per token, its sentence: (first, last excluded), made whole where a boundary falls inside a quotation."""
        joined: list[tuple[int, int]] = []
        for sent in self.doc.sents:
            first, last = sent.start, sent.end
            inside = joined and self.at[first] >= 0 and self.at[first] == self.at[first - 1]
            loose = joined and not any(t.is_alpha or t.like_num for t in sent)
            if inside or (loose and self._same_paragraph(first)):
                first = joined.pop()[0]
            joined.append((first, last))
        return [bounds for bounds in joined for _ in range(bounds[1] - bounds[0])]

    def _same_paragraph(self, i: int) -> bool:
        return self.aligned.paragraphs[i] == self.aligned.paragraphs[i - 1]

    def sentence(self, i: int) -> tuple[int, int]:
        """Return (first, last excluded) of the sentence of token `i`; a quotation of several sentences is in one."""
        return self._bounds[i]

    def ends_spoken(self, quoted: Quoted) -> str:
        """Return the mark that ends the words of a quotation: the last inside, or a comma right after it; else ""."""
        words = self.aligned.slice(quoted.mark.inner).rstrip("'’” ")
        if words[-1:] and words[-1] in ".!?…,—–-":
            return words[-1]
        after = quoted.outer[1]
        if after < len(self.doc) and self._same_paragraph(after) and self.doc[after].text == ",":
            return ","
        return ""

    def closes(self, i: int) -> bool:
        """Tell whether the closing mark of a quotation stands at token `i`."""
        return i >= 0 and self.at[i] >= 0 and self.quotations[self.at[i]].outer[1] == i + 1

    def words(self, first: int, last: int) -> list[Token]:
        """Return the words (no marks) among tokens `first` to `last`."""
        return [t for t in self.doc[first:last] if t.is_alpha or t.like_num]

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Return a range without loose marks and "that" at its ends; whole quotations keep their marks."""
        doc = self.doc
        while first < last and (
            (doc[first].lower_ == "that" and doc[first].pos_ == "SCONJ")
            or ((doc[first].is_punct or doc[first].text in {"-", "—", "–"}) and not self._opens(first, last))
        ):
            first += 1
        while last > first and (doc[last - 1].is_punct or doc[last - 1].text in {"-", "—", "–"}):
            opened = doc[last - 1].text in {")", "]"} and any(t.text in {"(", "["} for t in doc[first:last])
            if opened or doc[last - 1].text == "%" or self._closes(first, last - 1):
                break
            last -= 1
        return first, last

    def _opens(self, i: int, last: int) -> bool:
        if self.doc[i].text in {"(", "["}:
            return True
        return self.at[i] >= 0 and i == self.quotations[self.at[i]].outer[0] and i + 1 < last

    def _closes(self, first: int, i: int) -> bool:
        if self.at[i] < 0:
            return False
        quoted = self.quotations[self.at[i]]
        return quoted.outer[0] >= first and (i >= quoted.outer[1] - 1 or self.doc[i].text in {"!", "?"})
