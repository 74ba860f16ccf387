"""Look at the text of a SPARQL query without being fooled by what stands in its strings, IRIs and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

_STRING = r""" "{3}(?:[^\\]|\\.)*?"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' """
_COMMENT = r"\#[^\n\r]*"
_OPAQUE = re.compile(rf"""{_STRING} | <[^<>"{{}}|^`\\\x00-\x20]*> | {_COMMENT}""", re.DOTALL | re.VERBOSE)
# A prefixed name's local part may hold escaped signs (ex:o\'clock) and begins with no dot: in `ex:.SERVICE` the name is
# `ex:`. An IRI may hold \u escapes.
_TOKEN = re.compile(
    rf"""{_STRING} | <[^<>"{{}}|^`\x00-\x20]*> | {_COMMENT} | [?$]\w+ | @[A-Za-z0-9-]+
    | (?P<name>_:[\w.-]*
        | (?P<prefix>(?:[^\W\d_][\w.-]*)?):(?:(?:[\w:]|%[0-9A-Fa-f]{{2}}|\\.)(?:[\w:.-]|%[0-9A-Fa-f]{{2}}|\\.)*)?)
    | (?P<word>[^\W\d]\w*) | .""",
    re.DOTALL | re.VERBOSE,
)
_FROM_PREFIX = re.compile(r"(?i)\bprefix\s+from\s*:")
_FROM_PREFIX = re.compile(r"(?i)\bprefix\s+from\s*:")
_HIERARCHICAL = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# A literal's escaped backslash before "u" reads like a \uXXXX escape to engines that expand those before they parse
# (rdflib: the text \u0022 would close the string). The "u" is therefore itself written as an escape, of
# eight digits, since rdflib takes eight where it can.
_ESCAPE = re.compile(r"\\\\([uU])|\\.", re.DOTALL)


def blanked(sparql: str) -> str:
    """Return the query with strings, IRIs and comments as blanks; every other character keeps its place."""
    return _OPAQUE.sub(lambda found: " " * len(found[0]), sparql)


def keywords(sparql: str) -> set[str]:
    """Return the bare words of a query in capitals: SELECT, FROM, SERVICE, …, but no variables and prefixed names.

    SERVICE and FROM are found wherever a parser might find them, also where words run together (`SERVICESILENT`,
    `FROM:graph`) or an escape hides a letter; a prefix that holds "service" therefore counts as SERVICE, and so does
    a name with ".service" in it, since Oxigraph ends some names before a dot.
    """
    found = set()
    for text in {sparql, _CODE_POINT.sub(_decoded, sparql)}:
        own_from = _FROM_PREFIX.search(text) is not None
        for token in _tokens(text):
            word, prefix, name = ((token[group] or "").upper() for group in ("word", "prefix", "name"))
            found.add(word)
            if "SERVICE" in word or "SERVICE" in prefix or ".SERVICE" in name:
                found.add("SERVICE")
            if word == "FROMNAMED" or (prefix == "FROM" and not own_from):
                found.add("FROM")
    return found - {""}


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Give the tokens of every reading of the text.

    `<` opens an IRI or says "less than". Which of them only a parser knows, so that both are followed where they lead
    to different tokens: where what looks like an IRI holds a bracket that closes, a quotation mark or the start of a
    comment, and has no `//` after its scheme.
    """
    waiting, seen = [0], set()
    while waiting:
        place = waiting.pop()
        while place < len(text) and place not in seen:
            seen.add(place)
            token = _TOKEN.match(text, place)
            assert token is not None  # its last branch takes any character
            ambiguous = len(token[0]) > 1 and token[0][0] == "<" and set(token[0]) & set(")'#")
            if ambiguous and not _HIERARCHICAL.match(token[0]):
                waiting.append(place + 1)
            place = token.end()
            yield token


def _decoded(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]


def written(node: NamedNode | Literal) -> str:
    """Return a term as SPARQL text that every engine reads back as the same term, whatever characters it holds."""
    return _ESCAPE.sub(lambda found: rf"\\\U{ord(found[1]):08X}" if found[1] else found[0], str(node))
