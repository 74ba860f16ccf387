"""Look at the text of a SPARQL query without being fooled by what stands in its strings, IRIs and comments."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

_OPAQUE = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*\''''
    r"""|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n\r]*""",
    re.DOTALL,
)
_WORD = re.compile(r"(?<![?$:\w.-])[A-Za-z]+(?![\w:-])")
# A literal's escaped backslash before "u" reads like a \uXXXX escape to engines that expand those before they parse
# (rdflib: the text \u0022 would close the string). The "u" is therefore itself written as an escape, of
# eight digits, since rdflib takes eight where it can.
_ESCAPE = re.compile(r"\\\\([uU])|\\.", re.DOTALL)


def blanked(sparql: str) -> str:
    """Return the query with strings, IRIs and comments as blanks; every other character keeps its place."""
    return _OPAQUE.sub(lambda found: " " * len(found[0]), sparql)


def keywords(sparql: str) -> set[str]:
    """Return the bare words of a query in capitals: SELECT, FROM, SERVICE, …, but no variables and prefixed names."""
    return {word.upper() for word in _WORD.findall(blanked(sparql))}


def written(node: NamedNode | Literal) -> str:
    """Return a term as SPARQL text that every engine reads back as the same term, whatever characters it holds."""
    return _ESCAPE.sub(lambda found: rf"\\\U{ord(found[1]):08X}" if found[1] else found[0], str(node))
