"""Sentence boundaries that the parser must respect.

A sentence starts only after closing punctuation, and never after the abbreviation of a rank or title; after a
full stop it starts wherever a capital, a digit or an opening mark follows. What neither rule decides ("!” Smith
said", "the U.S. Congress") is left to the parser.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from .lexicon import column

CLOSERS = frozenset("\"'”’»)]}") | {"''"}
OPENERS = frozenset("\"'“‘«([{") | {"``"}


def _closing(token: Token) -> str:
    """Return "stop" after a sentence-final full stop, "maybe" after other final marks, else ""."""
    text = token.text
    if text in {".", "..", "...", "…", "。"}:
        return "stop" if text == "." else "maybe"
    if text in {"!", "?", "!!", "?!", "??"}:
        return "maybe"
    if text in column("abbreviations", "abbreviation"):
        return ""
    return "maybe" if len(text) > 1 and text.endswith((".", "!", "?", "…")) else ""


@Language.component("tieline_boundaries")
def boundaries(doc: Doc) -> Doc:
    """Set `is_sent_start` where the marks decide it, before the parser runs."""
    for i in range(1, len(doc)):
        token, before = doc[i], i - 1
        if token.text in CLOSERS and not doc[i - 1].whitespace_:
            token.is_sent_start = False
            continue
        while before > 0 and doc[before].text in CLOSERS and not doc[before - 1].whitespace_:
            before -= 1
        closing = _closing(doc[before])
        if not closing or (token.text[0].islower() and token.lower_ not in {"al", "el"}):
            token.is_sent_start = False
        elif closing == "stop" and (token.text[0].isupper() or token.text[0].isdigit() or token.text in OPENERS):
            token.is_sent_start = True
    return doc
