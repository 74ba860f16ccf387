"""The library of questions: SPARQL files with their title, purpose and parameters in their first comment lines.

    # title: Who belongs to an organization
    # purpose: …
    # parameter: organization (entity) — name or IRI of the organization
    # parameter: since (date) — first day [default 1900-01-01]
    # example: organization=Popular Mobilization Forces; since=2020-01-01

A parameter `organization` is the variable `?organization` of the query. Its value is bound as a term where a line
`# bind` stands (else at the start of WHERE); it never becomes part of the query's text as typed. A parameter without a
default may be left out when its type is followed by "optional"; its variable is then free. The line `# bind` may stand
in several groups, so that each of them is narrow from the start. The example is what docs/queries.md asks the graph of
the sample corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from ..errors import UsageError
from ..wording import suggestion
from .parameters import PARAMETER_TYPES, bound_term
from .results import Result, result
from .sparql import blanked, keywords, written
from .store import Askable

_HEADER = re.compile(r"#\s*(title|purpose|parameter|example):\s*(.*)")
_PARAMETER = re.compile(
    r"(?P<name>\w+)\s*\((?P<type>\w+)(?P<optional>,\s*optional)?\)\s*(?:—|--?)\s*"
    r"(?P<description>.*?)\s*(?:\[default (?P<default>.*)\])?"
)
_MARKER = re.compile(r"^[ \t]*#[ \t]*bind[ \t]*$", re.MULTILINE)
_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a query.

    Attributes:
        name: of the variable, without "?".
        type: "entity", "text", "date", "number", "class" (of entities), "type" (a PLOVER event type) or "tie" (a
            relation or a PLOVER event type).
        default: used when no value is given; None for none.
        optional: without value and default the variable stays free.
    """

    name: str
    type: str
    description: str
    default: str | None = None
    optional: bool = False


@dataclass(frozen=True)
class Query:
    """A question: its text and what its header says.

    Attributes:
        example: parameter -> value, to be asked of the graph of the sample corpus.
    """

    name: str
    sparql: str
    title: str = ""
    purpose: str = ""
    parameters: tuple[Parameter, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)


def list_queries() -> list[Query]:
    """Return the queries that ship with tieline, sorted by name."""
    return [_shipped()[name] for name in sorted(_shipped())]


def load(name_or_path: str) -> Query:
    """Return a query of the library by name, of a file by path (ending in .rq), or SPARQL text as it is.

    Raises:
        UsageError: if there is no such query or file (close names are suggested), or its header cannot be read.
    """
    if name_or_path in _shipped():
        return _shipped()[name_or_path]
    if any(mark in name_or_path for mark in "{\n"):
        return _parsed("query", name_or_path)
    if name_or_path.endswith(".rq"):
        try:
            return _parsed(Path(name_or_path).stem, Path(name_or_path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(
                f"query file {name_or_path}: cannot be read ({error}); give the path of a .rq file"
            ) from error
    hint = suggestion(name_or_path, _shipped(), f"the library has {', '.join(sorted(_shipped()))}", cutoff=0.4)
    raise UsageError(f"unknown query {name_or_path!r}: {hint} (tieline queries lists them)")


def run(store: Askable, query: Query | str, parameters: Mapping[str, str] | None = None) -> Result:
    """Answer a query with its parameters bound.

    Args:
        store: to ask.
        query: as `load` gives it, or what `load` takes.
        parameters: parameter -> value as typed: the name or IRI of an entity, words, a day (YYYY-MM-DD), a number, a
            class of entities, a PLOVER type, a relation.

    Raises:
        UsageError: for a parameter that is unknown, missing or not of its type, an entity that is unknown or not the
            only one of that name, or a query that cannot be parsed.
    """
    asked = load(query) if isinstance(query, str) else query
    return result(store.query(bound(store, asked, parameters or {})), ordered="ORDER" in keywords(asked.sparql))


def bound(store: Askable, query: Query, parameters: Mapping[str, str]) -> str:
    """Return the SPARQL text of a query with its parameters bound; `run` says what may go wrong."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in parameters:
        if name not in known:
            hint = suggestion(name, known, f"it has: {', '.join(known) or 'none'}")
            raise UsageError(f"unknown parameter {name!r} of query {query.name}: {hint}")
    terms: dict[str, str] = {}
    for parameter in query.parameters:
        value = parameters.get(parameter.name, parameter.default)
        if value is not None:
            terms[parameter.name] = written(bound_term(store, parameter.type, parameter.name, value))
        elif not parameter.optional:
            raise UsageError(
                f"query {query.name}: got no {parameter.name}, expected {parameter.description or parameter.type}; "
                f"give it as {parameter.name}=…"
            )
    block = "".join(f" VALUES ?{name} {{ {value} }}" for name, value in terms.items())
    return _with_block(query.sparql, block) if block else query.sparql


def _with_block(sparql: str, block: str) -> str:
    if _MARKER.search(sparql):
        return _MARKER.sub(lambda _: block, sparql)
    text = blanked(sparql)
    found = _WHERE.search(text)
    place = found.end() if found else text.find("{") + 1
    return f"{sparql[:place]}{block} {sparql[place:]}"


@cache
def _shipped() -> Mapping[str, Query]:
    folder = files("tieline.queries")
    names = (entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return {
        name.removesuffix(".rq"): _parsed(name.removesuffix(".rq"), folder.joinpath(name).read_text(encoding="utf-8"))
        for name in sorted(names)
    }


def _parsed(name: str, sparql: str) -> Query:
    header: dict[str, list[str]] = {"title": [], "purpose": [], "parameter": [], "example": []}
    for key, value in _header_lines(sparql):
        header[key].append(value)
    parameters = tuple(_parameter(name, line) for line in header["parameter"])
    example = dict(_example(name, line) for line in ";".join(header["example"]).split(";") if line.strip())
    return Query(name, sparql, " ".join(header["title"]), " ".join(header["purpose"]), parameters, example)


def _header_lines(sparql: str) -> Iterator[tuple[str, str]]:
    for line in sparql.splitlines():
        if line.strip() and not line.startswith("#"):
            return
        found = _HEADER.fullmatch(line.strip())
        if found:
            yield found[1], found[2].strip()


def _example(query: str, setting: str) -> tuple[str, str]:
    name, sign, value = setting.partition("=")
    if not sign:
        raise UsageError(f"example of query {query}: got {setting.strip()!r}, expected name=value; name=value")
    return name.strip(), value.strip()


def _parameter(query: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None or found["type"] not in PARAMETER_TYPES:
        raise UsageError(
            f"parameter of query {query}: got {line!r}, expected `name (type) — description [default …]` "
            f"with a type of {', '.join(PARAMETER_TYPES)}"
        )
    return Parameter(found["name"], found["type"], found["description"], found["default"], bool(found["optional"]))
