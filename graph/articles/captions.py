"""Photo credits and the captions before them, as whole lines or glued into a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .datelines import read_dateline
from .furniture import agencies

_SHORT = 450  # a paragraph up to this length that ends with a credit is a caption as a whole
_WORD = r"[A-Z][\w.’'\-]{0,30}"
_PERSON = rf"{_WORD}(?: (?:{_WORD}|al-{_WORD}|al|bin|bint|ibn|de|del|der|den|di|da|el|la|van|von)){{0,4}}"
_ABBREVIATION = re.compile(
    r"(?:\b(?:Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Brig|Sen|Rep|Gov|Rev|Hon|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|No|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)$"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,2}\s{1,4}(?=[\"“‘'(\[]?[A-Z0-9])")
_PHOTO_WORD = re.compile(
    r"^(?:FILE(?: PHOTO)?\b|In this (?:photo|image|picture|frame)|This (?:photo|image|picture))"
    r"|^(?:Image|Photo|Picture) caption\b"
    r"|^(?:Image|Photo|Picture) (?:source|credit)\b"
    r"|\b(?:pictured|seen here|\(left\)|\(right\)|, left,|, right,|file photo)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2,3}\.)"
    r" \d{1,2}(?:, [12]\d{3})?|\b\d{1,2} [A-Z][a-z]{2,8} [12]\d{3}"
)
_FIRST_WORDS = re.compile(
    r"Pictured(?: \w+)?:|FILE\b ?[-–—:]|(?:FILE PHOTO|File (?:photo|image|picture))\b"
    r"|(?:Image|Photo|Picture) (?:caption|source|credit)\b"
)
_MOST_SENTENCES = 4
_REPORTING = re.compile(r"[“”\"]|\b(?:said|says|told|according to|added|reported)\b")
_CREDIT_LINE = re.compile(
    r"(?:photo(?:graph|graphy)?s?|image|video|picture|illustration|graphic|credit|source image|footage)s?"
    r"(?: (?:by|credit|source|courtesy(?: of)?|via))?\s?(?::|/|…|\.\.\.|\bby\b)\s?\S.{0,120}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Credits:
    """Three forms of a photo credit: in brackets, a whole line, behind the end of a sentence."""

    bracketed: re.Pattern[str]
    line: re.Pattern[str]
    glued: re.Pattern[str]


@cache
def _credits() -> _Credits:
    agency = "(?:" + "|".join(re.escape(name) for name in agencies()) + ")"
    inside = (
        rf"(?:[^()\[\]]{{0,160}}\b(?:Photo|Video|Image|Photograph|Picture|Graphic|Illustration|Credit|Handout|File)s?"
        rf"(?: (?:by|credit|courtesy of|via|from|provided by))?\s?[:/][^()\[\]]{{0,160}}"
        rf"|[^()\[\]]{{0,80}}/\s?{agency}(?:\b[^()\[\]]{{0,60}})?"
        rf"|(?:Photo|Image|Video) (?:by|courtesy of|via)[^()\[\]]{{0,120}}"
        rf"|{agency} via {agency}|(?:Getty Images|AFP|Handout|File photo|File)(?:[,/ ][^()\[\]]{{0,40}})?)"
    )
    bare = (
        rf"(?:(?:{_PERSON}\s?/\s?){{1,3}}{agency}(?:\s?/\s?(?:{agency}|{_WORD}))*|{agency} via {agency}"
        rf"|{agency}\s?/\s?{_WORD} {_WORD}|Getty Images|(?:AP )?Photo(?: by|:) {_PERSON}"
        rf"|(?:Image|Photo|Video) (?:credit|source|courtesy of):? (?:{agency}|{_PERSON}))(?:\s?(?:via|/)\s?{agency})?"
    )
    before_text = r"(?=\s+[\"“‘'(]?[A-Z0-9]|\s*$)"
    return _Credits(
        bracketed=re.compile(rf"[(\[]{inside}[)\]]\.?"),
        line=re.compile(bare),
        glued=re.compile(
            rf"(?<=[.!?]\s){agency}\s?/\s?{_PERSON}$"
            rf"|(?:(?<=[.!?]\s)|(?<=[.!?][\"”’)]\s)){bare}{before_text}"
            rf"|Credit(?:\.\.\.|…|:)\s?{_PERSON}(?:(?:/| for | via |, via )\s?(?:the )?(?:{agency}|{_PERSON}))?"
            rf"{before_text}"
            rf"|\bREUTERS/{_WORD}(?: {_WORD})?(?:/File Photo)?\.?(?=\s|$)"
            rf"|(?<=[.!?]\s)(?:Photo(?:graph)?|Picture|Image|Video|Illustration|Credit)s?(?: by|:| ©)\s?"
            rf"(?:{agency}|{_PERSON})(?:\s?[/,]\s?(?:{agency}|{_PERSON}))*{before_text}"
            rf"|(?<=[.!?]\s){_PERSON}, {agency}(?:\s?/\s?{agency})?$"
            rf"|(?:(?<=[.!?]\s)|^)©\s?(?:{_PERSON}\s?/\s?)?{agency}{before_text}"
            rf"|(?<=\s[-–—|]\s){_PERSON}\s?/\s?{agency}$"
            rf"|(?:^|(?<=[.!?]\s))(?:Illustration|Graphic|Courtesy|Handout)s? (?:by|of|from|via|courtesy of)"
            rf" (?:the )?{_PERSON}(?: of {_PERSON})?$"
        ),
    )


def is_credit(line: str) -> bool:
    """Whether a whole line is a photo credit ("Ana Ruiz / AP", "Photo: Handout", "AFP via Getty Images")."""
    if len(line) > 160:
        return False
    credit = _credits()
    return any(form.fullmatch(line) for form in (_CREDIT_LINE, credit.bracketed, credit.line, credit.glued))


def is_caption(line: str) -> bool:
    """Whether a whole line is a caption: it ends with a credit, or says that it describes a picture."""
    if len(line) > _SHORT:
        return False
    if _FIRST_WORDS.match(line):
        return True
    credit = _last_credit(line)
    return credit is not None and _describes(line[: credit.start()])


def ends_with_credit(line: str) -> bool:
    """Whether a photo credit stands at the end of a line."""
    return len(line) <= _SHORT and _last_credit(line) is not None


def _last_credit(line: str) -> re.Match[str] | None:
    return next((match for match in _hits(line) if match.end() == len(line)), None)


def _describes(words: str) -> bool:
    """Whether all before a credit is its caption: one sentence, or more of which the first tells the day."""
    starts = _sentence_starts(words.rstrip())
    if len(starts) == 1:
        return True
    first = words[: starts[1]]
    return len(starts) <= _MOST_SENTENCES and bool(_PHOTO_WORD.search(first) or _DAY.search(first))


def reads_like_caption(line: str, *, touching: bool) -> bool:
    """Whether the line before a credit line is its caption.

    Args:
        line: the line before.
        touching: the credit follows without a blank line, in a page that has blank lines between paragraphs.
    """
    if len(line) > _SHORT or _REPORTING.search(line) or len(_sentence_starts(line)) > 2:
        return False
    return touching or bool(_PHOTO_WORD.search(line)) or bool(re.search(r"\b[12]\d{3}\.?$", line))


def caption_spans(paragraph: str) -> list[tuple[int, int]]:
    """Return the glued captions of a paragraph with their credits, as sorted spans (end excluded).

    A caption is the sentence before a credit; where that sentence reports speech and has no word of a photo
    only the credit is taken, for then the caption is missing.
    """
    if not any(
        name in paragraph for name in ("/", "Getty", "Credit", "Photo", "Picture", "Image", "©", "via", "Courtesy")
    ):
        return []
    spans: list[tuple[int, int]] = []
    dateline = read_dateline(paragraph)
    for match in _hits(paragraph):
        floor = spans[-1][1] if spans else dateline.end if dateline else 0
        if match.start() < floor:
            continue
        start = _caption_start(paragraph, floor, match.start())
        caption = paragraph[start : match.start()]
        if _REPORTING.search(caption) and not _PHOTO_WORD.search(caption):
            start = match.start()
        spans.append((start, match.end()))
    return spans


def _hits(text: str) -> list[re.Match[str]]:
    """Credits inside a text, in text order."""
    credit = _credits()
    return sorted((hit for form in (credit.bracketed, credit.glued) for hit in form.finditer(text)), key=re.Match.start)


def _caption_start(paragraph: str, floor: int, credit: int) -> int:
    """Start of the last sentence before a credit."""
    offset = max(floor, credit - 600)
    # The credit stands behind a sentence end of its own: the end sought is the one before that.
    return offset + _sentence_starts(paragraph[offset:credit].rstrip())[-1]


def _sentence_starts(text: str) -> list[int]:
    """Where sentences start, 0 first, abbreviations passed over."""
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[max(0, match.start() - 12) : match.start()]):
            starts.append(match.end())
    return starts
