"""What a build did, in numbers, and how it tells that it goes on."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, how many are done, of how many; 0 while that is not known)."""


@dataclass
class Report:
    """What a build did.

    Attributes:
        articles: in the graph after the build; `added`, `removed`, `unchanged`: against the build before.
        copies: articles of the graph that print what another printed, word for word or nearly (docs/copies.md), and
            those that stood in more than one input.
        skipped: (where, why) of inputs that could not be read.
        foreign: (where, ISO 639-1 code) of articles in other languages than English, which were skipped too.
        notes: what was left out on purpose, in numbers: revisits of a web archive, rows without text.
        events: as the articles tell them; `happenings`: those told more than once counted once.
        ties: relations and events between two entities.
        stale: a line for each decision that no longer applies.
        sent: graphs written to or removed from a remote store; None without one.
        seconds: wall-clock time of the build.
    """

    articles: int = 0
    added: int = 0
    removed: int = 0
    unchanged: int = 0
    copies: int = 0
    entities: int = 0
    statements: int = 0
    events: int = 0
    happenings: int = 0
    ties: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    foreign: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    sent: int | None = None
    seconds: float = 0.0


def write_report(folder: Path, report: Report, started: float) -> None:
    """Write report.json; `started` is of the same clock as `time.monotonic`."""
    report.seconds = round(time.monotonic() - started, 2)
    partial = folder / "report.json.partial"
    partial.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    partial.replace(folder / "report.json")
