"""The decisions of a graph folder: change the file, and apply it to what was read before."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from .builder import authority_of_last
from .errors import GraphFolderError, UsageError
from .findings import Findings
from .identity.decisions import Decision
from .rdf.decisions import load, parse, text_of
from .rdf.store import Store
from .report import Report, write_report
from .storing import DECISIONS, complete
from .version import VERSION

Change = Callable[[str], str]
"""Gives the new text of decisions.ttl from the old."""


def decisions(folder: Path) -> tuple[Decision, ...]:
    """Return the decisions in a graph folder, in the order of their numbers.

    Raises:
        UsageError: if decisions.ttl cannot be read or contradicts itself.
    """
    return load(folder / DECISIONS)


def reapply(folder: Path, change: Change | None = None) -> Report:
    """Make the graph anew from what was read before and the decisions; no input is read again.

    Args:
        folder: made by `tieline.build`.
        change: changes decisions.ttl first; called when no other process can write to the folder.

    Returns:
        Counts of the graph as it is now; what could not be read is that of the last build.

    Raises:
        GraphFolderError: if there is no graph in the folder, or it is in use.
        UsageError: if decisions.ttl cannot be read or would contradict itself, or the graph was made by another version
            or another authority file than is there now. The file is then as it was.
    """
    if not (folder / "findings.sqlite").is_file():
        raise GraphFolderError(f"no graph in {folder}; make one with: tieline build INPUT --into {folder}")
    started = time.monotonic()
    store = Store.open(folder / "store")
    findings = Findings(folder / "findings.sqlite")
    try:
        settings = findings.settings()
        if settings.get("version") != VERSION:
            made_by = settings.get("version", "an earlier version")
            again = f"run the last tieline build into {folder} again"
            raise UsageError(f"graph in {folder}: got one made by {made_by}, expected {VERSION}; {again}")
        names = authority_of_last(folder, settings)
        file = folder / DECISIONS
        text = text_of(file)
        changed = change(text) if change else text
        parse(changed, str(file))
        if changed != text:
            _write(file, changed)
        report = Report(skipped=_pairs(folder, "skipped"), foreign=_pairs(folder, "foreign"))
        complete(folder, findings, store, names, settings, report)
    finally:
        findings.close()
        store.close()
    report.unchanged = report.articles - report.added
    write_report(folder, report, started)
    return report


def _write(file: Path, text: str) -> None:
    """Write through a temporary file, so that a failed write leaves the old."""
    partial = file.with_name(f".{file.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UsageError(f"cannot write {file}: {error.strerror}; nothing was changed") from error


def _pairs(folder: Path, name: str) -> list[tuple[str, str]]:
    try:
        last = json.loads((folder / "report.json").read_text(encoding="utf8"))
        return [(where, why) for where, why in last.get(name, ())]
    except (OSError, ValueError):
        return []
