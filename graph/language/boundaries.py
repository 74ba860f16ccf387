"""Sentence boundaries that the parser must respect.

A sentence starts only after closing punctuation, never after the abbreviation of a rank or title, an initial or the
number of a list. After a full stop it starts wherever a capital, a digit or an opening mark follows; after other
closing marks and after what may be an abbreviation ("the U.S.", "Inc.") where a word follows that seldom has a capital
elsewhere ("The", "Nobody"). What no rule decides ("!” Smith said", "the U.S. Congress") is left to the parser.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from .lexicon import column, mapping

CLOSERS = frozenset("\"'”’»)]}") | {"''"}
OPENERS = frozenset("\"'“‘«([{") | {"``"}
_INITIAL = re.compile(r"[A-Z]\.")
_INITIALISM = re.compile(r"(?:[A-Za-z]\.){2,}")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?|[A-Za-z]|[IVX]+")


def _closing(doc: Doc, i: int) -> str:
    """Tell what the token `i` closes: "stop", "maybe" a sentence, or "" for nothing."""
    token = doc[i]
    text = token.text
    if text == "." and i and not doc[i - 1].whitespace_:
        kind = _abbreviated(doc, i, doc[i - 1].text + ".")
        if kind is not None:
            return kind
        numbered = (i == 1 or doc[i - 1].is_sent_start) and _NUMBER.fullmatch(doc[i - 1].text)
        return "" if numbered else "stop"
    if text in {"..", "...", "…", "。", ".", "!", "?", "!!", "?!", "??"}:
        return "maybe"
    if (kind := _abbreviated(doc, i, text)) is not None:
        return kind
    return "maybe" if len(text) > 1 and text.endswith((".", "!", "?", "…")) else ""


def _abbreviated(doc: Doc, i: int, written: str) -> str | None:
    """Return what `_closing` says of an abbreviation that ends at the token `i`; None if it is none."""
    after = doc[i + 1] if i + 1 < len(doc) else None
    kind = mapping("abbreviations", "abbreviation", "kind").get(written)
    if kind == "number":
        return "" if after is not None and (after.like_num or after.text[0].isdigit()) else None
    if kind == "either" or _INITIALISM.fullmatch(written):
        return "maybe"
    if kind:
        return ""
    named = after is not None and after.text[0].isupper() and after.text not in column("openers", "word")
    if _INITIAL.fullmatch(written) and (named or (i and _INITIAL.fullmatch(doc[i - 1].text))):
        return ""
    return None


@Language.component("tieline_boundaries")
def boundaries(doc: Doc) -> Doc:
    """Set `is_sent_start` where the marks decide it, before the parser runs."""
    for i in range(1, len(doc)):
        start = _starts(doc[i], doc)
        if start is not None:
            doc[i].is_sent_start = start
    return doc


def _starts(token: Token, doc: Doc) -> bool | None:
    """Tell whether a sentence starts at a token; None where the parser decides."""
    before = token.i - 1
    if token.text in CLOSERS and not doc[before].whitespace_:
        return False
    while before > 0 and doc[before].text in CLOSERS and not doc[before - 1].whitespace_:
        before -= 1
    closing = _closing(doc, before)
    article = token.lower_ in {"al", "el"}
    quoted = before < token.i - 1
    if not closing or (token.text[0].islower() and (not article or (quoted and closing == "maybe"))):
        return False
    if closing == "stop" and (token.text[0].isupper() or token.text[0].isdigit() or token.text in OPENERS):
        return True
    return True if token.text in column("openers", "word") else None
