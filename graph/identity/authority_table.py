"""Authority files as tables: read, checked, and turned into entries.

A table has the columns of `COLUMNS`; `aliases` is a list `name|kind|language` joined by ";", `ambiguous` a list of
names of the row. Lines that begin with # are notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ..records import ENTITY_TYPES, AuthorityEntry, EntityType

COLUMNS = (
    "id",
    "name",
    "type",
    "aliases",
    "ambiguous",
    "state",
    "parent",
    "office",
    "since",
    "until",
    "wikidata",
    "source",
)
KINDS = frozenset({"name", "short", "acronym", "transliteration", "former", "demonym", "capital"})
WIKIDATA = "http://www.wikidata.org/entity/"
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of the lines that are no notes."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip(" \r") for cell in line.split("\t")]


def entries(text: str, where: str, faults: list[str], known: frozenset[str] | None = None) -> Iterator[AuthorityEntry]:
    """Yield the entries of a table; what is wrong with a row goes to `faults`.

    Args:
        known: ids that `state` and `parent` may name beside those of the table; None: any.
    """
    lines = list(rows(text))
    header = lines[0][1] if lines else []
    line = lines[0][0] if lines else 1
    if missing := [column for column in COLUMNS[:3] if column not in header]:
        faults.append(f"columns in {where}:{line}: {missing[0]!r} is missing, expected {', '.join(COLUMNS)}")
        return
    ids: dict[str, int] = {}
    place = header.index("id")
    named = None if known is None else known | {row[place] for _, row in lines[1:] if len(row) > place}
    for number, cells in lines[1:]:
        row = dict(zip(header, cells, strict=False))
        fault = _fault(row, named) or (
            f"row: got {len(cells)} cells, expected {len(header)} or fewer" if len(cells) > len(header) else ""
        )
        if not fault and ids.setdefault(row["id"], number) != number:
            fault = f"id: got {row['id']!r} again, expected each id once (first in line {ids[row['id']]})"
        if fault:
            what, _, rest = fault.partition(": ")
            faults.append(f"{what} in {where}:{number}: {rest}")
        else:
            yield _entry(row)


def _fault(row: dict[str, str], known: frozenset[str] | None) -> str:
    """Return what is wrong with a row ("column: got …, expected …"), or ""."""
    for column, cell in row.items():
        if UNPRINTABLE.search(cell):
            return f"{column}: got {cell[:60]!r}, expected no control characters"
    rules = {
        "id": (r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters, digits and hyphens"),
        "name": (r".*\w.*", "a name"),
        "type": ("|".join(ENTITY_TYPES), f"one of {', '.join(ENTITY_TYPES)}"),
        "since": (r"(\d{4})?", "a year"),
        "until": (r"(\d{4})?", "a year"),
        "wikidata": (r"(Q\d+)?", "an id like Q796"),
    }
    for column, (rule, said) in rules.items():
        if not re.fullmatch(rule, row.get(column, "")):
            return f"{column}: got {row.get(column, '')[:60]!r}, expected {said}"
    names = {row["name"]}
    for part in filter(None, row.get("aliases", "").split(";")):
        pieces = [piece.strip() for piece in part.split("|")]
        if len(pieces) != 3 or not re.search(r"\w", pieces[0]) or pieces[1] not in KINDS:
            return f"alias: got {part[:60]!r}, expected name|kind|language, kind one of {', '.join(sorted(KINDS))}"
        names.add(pieces[0])
    for name in _list(row, "ambiguous"):
        if name not in names:
            return f"ambiguous: got {name[:60]!r}, expected the name or an alias of the row"
    for column in ("state", "parent"):
        if known is not None and row.get(column) and row[column] not in known:
            return f"{column}: got {row[column][:60]!r}, expected the id of an entry"
    return ""


def _list(row: dict[str, str], column: str) -> list[str]:
    return [part.strip() for part in row.get(column, "").split(";") if part.strip()]


def _entry(row: dict[str, str]) -> AuthorityEntry:
    aliases = [[piece.strip() for piece in part.split("|")] for part in _list(row, "aliases")]
    wikidata = row.get("wikidata", "")
    return AuthorityEntry(
        id=row["id"],
        name=row["name"],
        type=cast("EntityType", row["type"]),
        aliases={name: kind for name, kind, _ in aliases},
        languages={name: language for name, _, language in aliases if language},
        ambiguous=frozenset(_list(row, "ambiguous")),
        state=row.get("state") or None,
        parent=row.get("parent") or None,
        office=row.get("office") or None,
        since=int(row["since"]) if row.get("since") else None,
        until=int(row["until"]) if row.get("until") else None,
        same_as=(f"{WIKIDATA}{wikidata}",) if wikidata else (),
        source=row.get("source", ""),
    )
