"""How inputs are to be read, where they leave a choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..errors import UsageError

MAX_LINE = 1_000_000
"""Longest line read, in bytes for JSON lines, in characters for text and the text of a table's row."""
FIELDS = ("text", "title", "published", "publisher", "byline", "url", "id")
"""What a row of a table may say of an article."""
NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
"""No column of a table has a name of its own."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are to be read.

    Attributes:
        columns: field of an article (text, title, published, publisher, byline, url, id) -> name of the column of a
            table, or of the key of a JSON line, that holds it; needed only for names that are not recognised.
        allow_private: whether addresses of this machine and of private networks may be fetched.
        delay: seconds between two visits to one host.
    """

    columns: Mapping[str, str] = field(default_factory=lambda: NO_COLUMNS)
    allow_private: bool = False
    delay: float = 1.0

    def __reduce__(self) -> tuple[type[ReadOptions], tuple[dict[str, str], bool, float]]:
        """Let worker processes have them too."""
        return ReadOptions, (dict(self.columns), self.allow_private, self.delay)


DEFAULT = ReadOptions()
"""What holds without options."""


def parse_columns(text: str | None) -> Mapping[str, str]:
    """Read "text=body,title=headline": field of an article = name of its column.

    Raises:
        UsageError: for another form, a field that articles do not have, or one that is named twice.
    """
    columns: dict[str, str] = {}
    for pair in (text or "").split(","):
        field_name, equals, column = (side.strip() for side in pair.partition("="))
        if not pair.strip():
            continue
        if not equals or not column or field_name not in FIELDS or field_name in columns:
            raise UsageError(
                f"--columns: got {pair.strip()!r}, expected FIELD=COLUMN once for each of {', '.join(FIELDS)}"
            )
        columns[field_name] = column
    return columns
