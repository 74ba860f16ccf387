"""All attributions of an article over tokens: direct, indirect and mixed; of nested ones the outermost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ..articles.captions import is_caption
from .credits import credited
from .cues import FINITE, Cue, cue_at
from .quoted import Quoted, QuotedText
from .raised import raised
from .reaches import Range
from .relays import as_passed_on, quoting
from .reported import content_of
from .sources import Speaker, speaker_of
from .speakers import head_of, phrase_after
from .spoken import beside, introduced

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..records import StatementKind


@dataclass(frozen=True)
class Attribution:
    """One attribution over tokens; ranges exclude their end.

    Attributes:
        content: ranges in order.
        pattern: the rule that found it.
        cue, speaker: ranges; `head` is the head of the speaker. None where there is none.
        via: who passes it on, outermost last.
        anonymity: range of the words for which a source is not named.
    """

    content: tuple[Range, ...]
    kind: StatementKind
    pattern: str
    cue: Range | None = None
    cue_lemma: str | None = None
    speaker: Range | None = None
    head: Token | None = None
    via: tuple[Speaker, ...] = ()
    anonymity: Range | None = None

    @property
    def end(self) -> int:
        """The end of the last of content and cue."""
        return max(self.content[-1][1], self.cue[1] if self.cue else 0)


def find_attributions(text: QuotedText) -> list[Attribution]:
    """Return all attributions of a text in order; none lies inside the content of another."""
    return _Collector(text).run()


class _Collector:
    """Collects the attributions of one text, the surest first; what one has taken, no other takes."""

    def __init__(self, text: QuotedText) -> None:
        self.text = text
        self.found: list[Attribution] = []
        self.taken = [False] * len(text.doc)
        self.cued = [False] * len(text.doc)
        for span in text.aligned.paragraph_spans:
            if is_caption(text.aligned.slice(span)):
                first, last = text.aligned.tokens(span.start, span.end)
                self.taken[first:last] = [True] * (last - first)

    def run(self) -> list[Attribution]:
        for made in credited(self.text):
            self._add(Attribution(*made))
        for token in self.text.doc:
            if self.text.at[token.i] < 0 and (quotes := quoting(self.text, token)) is not None:
                self._add_cued(*quotes)
        outside = [t for t in self.text.doc if self.text.at[t.i] < 0 and not t.is_punct]
        for token in outside:
            if (token.pos_ == "VERB" or self.text.closes(token.i - 1)) and not self.taken[token.i]:
                self._beside(token)
        cues = [cue for t in outside if (cue := cue_at(t)) is not None]
        for cue in sorted(cues, key=_nearness):
            self._introduced(cue)
        for token in outside:
            if token.lower_ == "according" and not self.taken[token.i]:
                self._according(token)
        for cue in sorted(cues, key=lambda c: (self.text.sentence(c.token.i), _depth(c.token), c.token.i)):
            if self._free(cue):
                self._reported(cue)
        for quoted, after in reversed(list(pairwise(self.text.quotations))):
            self._opens(quoted, after)
        for quoted in self.text.quotations:
            self._uncued(quoted)
        return sorted(self.found, key=lambda a: (a.content, a.cue or (0, 0)))

    def _free(self, cue: Cue) -> bool:
        return not self.taken[cue.token.i] and not self.cued[cue.token.i]

    def _add(self, made: Attribution) -> None:
        """Keep an attribution unless others have taken most of its content."""
        parts = [self.text.trimmed(first, last) for first, last in made.content]
        parts = [(first, last) for first, last in parts if last > first and self.text.words(first, last)]
        taken = sum(self.taken[i] for part in parts for i in range(*part))
        if not parts or 2 * taken > sum(last - first for first, last in parts):
            return
        for first, last in parts:
            self.taken[first:last] = [True] * (last - first)
        if made.cue is not None:
            self.cued[slice(*made.cue)] = [True] * (made.cue[1] - made.cue[0])
        self.found.append(replace(made, content=tuple(parts)))

    def _add_cued(
        self, cue: Cue, content: list[Range], pattern: str, speaker: Speaker | None, via: tuple[Speaker, ...] = ()
    ) -> None:
        span, head = speaker or (None, None)
        if head is not None and head.lower_ in {"nobody", "none"}:
            return  # "nobody said why"
        self._add(Attribution(tuple(content), cue.kind, pattern, (cue.first, cue.last), cue.lemma, span, head, via))

    def _beside(self, token: Token) -> None:
        made = beside(self.text, token)
        if made is not None:
            cue, content, speaker = made
            direct = all(self.text.at[t.i] >= 0 for part in content for t in self.text.words(*part))
            self._add_cued(cue, content, "quotation" if direct else "parataxis", speaker)

    def _introduced(self, cue: Cue) -> None:
        quoted = introduced(self.text, cue) if self._free(cue) else None
        if quoted is not None and not self.taken[quoted.inner[0]]:
            self._add_cued(cue, [quoted.outer], "quotation", self._speaker(cue))

    def _speaker(self, cue: Cue) -> Speaker | None:
        """Return who speaks; for ", adding that …" and "… and promised to …" the speaker of the sentence so far."""
        speaker = speaker_of(self.text, cue, self.taken)
        if speaker is not None or cue.first == 0:
            return speaker
        added = cue.token.tag_ == "VBG" and self.text.doc[cue.first - 1].text == ","
        first = self.text.sentence(cue.token.i)[0]
        for said in reversed(self.found):
            if said.cue is not None and said.speaker is not None and said.head is not None:
                shared = cue.token.dep_ == "conj" and said.cue[0] <= cue.token.head.i < said.cue[1]
                if shared or (added and first <= said.cue[0] < cue.first):
                    return said.speaker, said.head
        return None

    def _reported(self, cue: Cue) -> None:
        if "r" in cue.frames or cue.pos == "adverb":
            content = raised(self.text, cue)
            if content:
                self._add_cued(cue, content, "raised", None)
            if content or cue.pos == "adverb":
                return
        speaker = self._speaker(cue)
        ranges, pattern = content_of(self.text, cue, spoken=speaker is not None)
        if ranges:
            outside = [(cue.first, cue.last), *([speaker[0]] if speaker else [])]
            self._add_cued(cue, _without(ranges, outside), pattern, speaker)

    def _according(self, token: Token) -> None:
        """Add what "according to X" attributes: the rest of its sentence."""
        doc = self.text.doc
        first, last = self.text.sentence(token.i)
        speaker = phrase_after(doc, token.i + 2, last) if doc[min(token.i + 1, last - 1)].lower_ == "to" else None
        if speaker is None:
            return
        commas = [i for i in range(speaker[1], last) if doc[i].text == ","]
        if len(commas) > 1 and commas[0] == speaker[1] and doc[commas[0] + 1].tag_ in {"WP", "WDT", "VBG"}:
            del commas[0]  # the one before what is told of the speaker: "according to X, who asked …, the bank closed"
        comma = commas[0] if commas else None
        before = self.text.words(first, token.i)
        inserted = comma == speaker[1] and doc[token.i - 1].text == "," and bool(before) and before[0].pos_ != "ADP"
        joined = token.i > first and doc[token.i - 1].pos_ == "CCONJ"  # "…, but according to X the road is open"
        if joined or (len(before) < 3 and not inserted):
            content = [(speaker[1] if comma is None else comma, last)]
        elif inserted and comma is not None:
            content = [(first, token.i), *([] if as_passed_on(self.text, comma + 1) else [(comma, last)])]
        else:
            content = [(first, token.i)]
        cue = (token.i, token.i + 2)
        self._add(
            Attribution(
                tuple(content), "communication", "according-to", cue, "according to", speaker, head_of(doc, *speaker)
            )
        )

    def _uncued(self, quoted: Quoted) -> None:
        """Add a quoted sentence without a cue of its own: joined to, or carried on from, what was said before."""
        text, (first, last) = self.text, quoted.inner
        sentence = text.sentence(first)
        bare = not text.words(sentence[0], quoted.outer[0]) and not text.words(quoted.outer[1], sentence[1])
        taken = 2 * sum(self.taken[first:last]) > last - first
        if taken or not bare or not text.ends_spoken(quoted):
            return
        before = [s for s in self.found if s.end <= first and self._paragraphs_after(s, first) <= 1]
        said = max(before, key=lambda s: s.end) if before else None
        if said is not None and said.kind == "communication" and self._goes_on(said, quoted):
            self.taken[first:last] = [True] * (last - first)
            self.found[self.found.index(said)] = replace(said, content=(*said.content, quoted.inner))
        elif len(text.words(first, last)) < 3:
            return
        elif said is None:
            self._add(Attribution((quoted.outer,), "communication", "quotation-alone"))
        else:
            self._add(
                Attribution((quoted.outer,), "communication", "quotation-carried", speaker=said.speaker, head=said.head)
            )

    def _opens(self, quoted: Quoted, after: Quoted) -> None:
        """Put a quotation left open before the next paragraph's, which takes it up and names the speaker."""
        first, last = quoted.inner
        if quoted.mark.closed or not after.mark.continued or any(self.taken[first:last]):
            return
        said = next((s for s in self.found if s.content[0][0] == after.outer[0] and s.pattern == "quotation"), None)
        sentence = self.text.sentence(first)
        if said is not None and not self.text.words(sentence[0], quoted.outer[0]):
            self.taken[first:last] = [True] * (last - first)
            self.found[self.found.index(said)] = replace(said, content=(quoted.inner, *said.content))

    def _paragraphs_after(self, said: Attribution, start: int) -> int:
        paragraphs = self.text.aligned.paragraphs
        return paragraphs[start] - paragraphs[said.end - 1]

    def _goes_on(self, said: Attribution, quoted: Quoted) -> bool:
        """Tell whether a quotation follows on quoted words with nothing but their cue's clause between."""
        text, start, paragraphs = self.text, quoted.outer[0], self.text.aligned.paragraphs
        over = max(text.sentence((said.cue or said.content[-1])[1] - 1)[1], said.content[-1][1])
        opens = start == 0 or paragraphs[start - 1] != paragraphs[start]
        near = quoted.mark.continued or opens or paragraphs[start] == paragraphs[said.content[-1][1] - 1]
        return near and text.at[said.content[-1][1] - 1] >= 0 and not text.words(over, start)


def _nearness(cue: Cue) -> tuple[int, int]:
    """Order cues so that the finite verb nearest to a quotation comes first ("Asked why, Ruiz said: …")."""
    return (0 if cue.token.tag_ in FINITE else 1 if cue.verb else 2), -cue.token.i


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _without(ranges: list[Range], parts: list[Range]) -> list[Range]:
    """Return ranges without the parts that cue and speaker take up."""
    for first, last in parts:
        cut = [piece for a, b in ranges for piece in ((a, min(b, first)), (max(a, last), b))]
        ranges = [(a, b) for a, b in cut if b > a]
    return ranges
