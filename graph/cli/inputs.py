"""Options that say what is read, shared by the commands that read articles, and what is told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..errors import LeftOut, OtherLanguage, UnreadableInput, UsageError
from .console import say

if TYPE_CHECKING:
    from ..articles import ReadOptions

INPUTS: list[str] = typer.Argument(
    None,
    metavar="INPUT",
    show_default=False,
    help="Files (text, HTML, PDF, tables, archives, … see docs/inputs.md), folders of them, web addresses, or - for"
    " standard input.",
)
URLS: Path | None = typer.Option(None, "--urls", help="File of web addresses to read too, one per line.")
COLUMNS: str | None = typer.Option(
    None, "--columns", help="Columns of tables and keys of JSON lines, where not recognised: text=body,title=headline."
)
ALLOW_PRIVATE: bool = typer.Option(
    False, "--allow-private", help="Also fetch addresses of this machine and of private networks."
)


def reading_of(columns: str | None, *, allow_private: bool) -> ReadOptions:
    """Return how inputs are to be read."""
    from ..articles.options import ReadOptions, parse_columns

    return ReadOptions(columns=parse_columns(columns), allow_private=allow_private)


def all_inputs(inputs: Sequence[str] | None, urls: Path | None) -> list[str]:
    """Return the inputs with the addresses of a file.

    Raises:
        UsageError: if there is none, the file cannot be read, or a line of it is no address.
    """
    from ..articles.addresses import is_address

    given = list(inputs or ())
    if urls:
        try:
            lines = urls.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8"
            raise UsageError(f"--urls {urls}: cannot be read ({str(reason).lower()}); check the file") from error
        for number, line in enumerate(lines, start=1):
            address = line.strip()
            if address and not address.startswith("#"):
                if not is_address(address):
                    raise UsageError(f"--urls {urls}:{number}: got {address[:80]!r}, expected an http or https address")
                given.append(address)
    if not given:
        raise UsageError("no input; give files, folders, addresses, or - for standard input")
    return list(dict.fromkeys(given))


def languages(codes: Sequence[str]) -> str:
    """Return one line for articles that were skipped because they are not English, by ISO 639-1 code."""
    counts = sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0]))
    listed = ", ".join(f"{code} {count:,}" for code, count in counts)
    articles = "article in another language" if len(codes) == 1 else "articles in other languages"
    return f"skipped: {len(codes):,} {articles} ({listed})"


class Skipped:
    """What could not be read, told as it happens; articles in other languages at the end, in one line."""

    def __init__(self) -> None:
        self.count = 0
        self._codes: list[str] = []

    def __call__(self, error: UnreadableInput) -> None:
        if isinstance(error, LeftOut):
            say(f"left out: {error}")
            return
        self.count += 1
        if isinstance(error, OtherLanguage):
            self._codes.append(error.language)
        else:
            say(f"skipped: {error}")

    def close(self) -> None:
        if self._codes:
            say(languages(self._codes))
