"""`tieline changes`, `tieline disagreement`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from .application import Application
from .console import harmless, write
from .parts import ASSERTED, GRAPH, OUTPUT, TYPES, VOICE, as_csv, as_json, checked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..network import Change, Changes, Voices

_CHANGE_COLUMNS = (
    "kind",
    "subject_label",
    "type",
    "object_label",
    "sign",
    "before",
    "after",
    "seen",
    "subject",
    "object",
    "evidence_before",
    "evidence_after",
)
_TIE = ("subject_label", "type", "object_label", "subject", "object")
_VOICE_COLUMNS = (*_TIE[:3], "position", "who", "articles", "evidence", *_TIE[3:])
_POSITIONS = ("asserts", "claims", "expects", "denies")


def add_to(app: Application) -> None:
    """Add the commands to the application."""
    app.command(has_json=True)(changes)
    app.command(has_json=True)(disagreement)


def changes(
    folder: Path = GRAPH,
    since: str = typer.Option(..., "--from", help="First day, month or year of the later period."),
    until: str = typer.Option(..., "--to", help="Its last day, month or year."),
    before: str | None = typer.Option(None, help="First day of the earlier period (default: as many days)."),
    voice: str | None = VOICE,
    types: list[str] | None = TYPES,
    asserted: bool = ASSERTED,
    limit: int = typer.Option(10, help="Changes to print of each kind; 0 for all. CSV and JSON have all."),
    form: str = typer.Option("text", "--format", help="text, csv or json."),
    output: Path | None = OUTPUT,
) -> None:
    """Tell what changed against the period before: pairs that changed sides, ties new, gone, stronger, weaker.

    Example: tieline changes graph --from 2020-01-03 --to 2020-12-31
    """
    from ..workspace import open_graph

    checked(form, ("text", "csv", "json"))
    with open_graph(folder) as graph:
        found = graph.changes(since, until, before=before, voice=voice, types=types or (), asserted=asserted)
    if form == "json":
        text = as_json(asdict(found))
    elif form == "csv":
        text = as_csv(_CHANGE_COLUMNS, map(_change_row, found.found))
    else:
        text = harmless(_changes_text(found, limit))
    write(text.encode(), output)


def disagreement(
    folder: Path = GRAPH,
    a: str | None = typer.Argument(None, metavar="A", help="One actor (default: all)."),
    b: str | None = typer.Argument(
        None, metavar="B", help="The other; with both, ties that nobody disputes are told too."
    ),
    days: int = typer.Option(7, help="Days around the reports in which an outlet could have told of the tie."),
    form: str = typer.Option("text", "--format", help="text, csv or json."),
    output: Path | None = OUTPUT,
) -> None:
    """Tell who asserts, claims and denies a tie, and which outlets on both its ends are silent.

    Example: tieline disagreement graph Iran "United States"
    """
    from ..workspace import open_graph

    checked(form, ("text", "csv", "json"))
    with open_graph(folder) as graph:
        found = graph.disagreement(a, b, days=days)
    if form == "json":
        text = as_json([{**asdict(each), "disputed": each.disputed} for each in found])
    elif form == "csv":
        text = as_csv(_VOICE_COLUMNS, [row for each in found for row in _voice_rows(each)])
    else:
        text = harmless("".join(map(_voices_text, found)) or "no tie is denied\n")
    write(text.encode(), output)


def _change_row(change: Change) -> dict[str, Any]:
    from ..network.footnotes import citation

    cited = {name: " | ".join(map(citation, getattr(change, name))) for name in ("evidence_before", "evidence_after")}
    return {column: getattr(change, column) for column in _CHANGE_COLUMNS} | cited


def _changes_text(found: Changes, limit: int) -> str:
    later = f"{' to '.join(found.after)} ({found.articles_after} articles)"
    lines = [f"{later} against {' to '.join(found.before)} ({found.articles_before} articles)"]
    kinds: dict[str, list[Change]] = {}
    for change in found.found:
        kinds.setdefault(change.kind, []).append(change)
    for kind, same in kinds.items():
        lines.append(f"\n{kind}: {len(same)}")
        for change in same[: limit or None]:
            lines += _change_lines(change)
        if limit and len(same) > limit:
            lines.append(f"  … and {len(same) - limit} more (--limit 0 shows all)")
    return "\n".join(lines) + "\n"


def _change_lines(change: Change) -> list[str]:
    from ..network.footnotes import best_evidence, citation

    ends = (
        f"{change.subject_label} – {change.object_label}, now {'cooperative' if change.sign > 0 else 'conflict'}"
        if change.type is None
        else f"{change.subject_label} —{change.type}→ {change.object_label}"
    )
    other = "before" if change.kind == "new" else "later"
    unseen = "" if change.seen == 2 else f"; {('neither end', 'one end only')[change.seen]} in the articles {other}"
    lines = [f"  {ends}  ({change.before} → {change.after} sources{unseen})"]
    for when, cited in (("before", change.evidence_before), ("after", change.evidence_after)):
        if cited:
            lines.append(f"      {when}: {citation(best_evidence({'evidence': cited}))}")
    return lines


def _voice_rows(voices: Voices) -> list[dict[str, Any]]:
    from ..network.footnotes import citation

    tie = {name: getattr(voices, name) for name in _TIE}
    told = [(position, *heard) for position in _POSITIONS for heard in getattr(voices, position).items()]
    rows = [
        {"position": position, "who": who, "articles": _articles(cited), "evidence": " | ".join(map(citation, cited))}
        for position, who, cited in told
    ]
    rows += [
        {"position": "silent", "who": each.outlet, "articles": each.articles, "evidence": ""} for each in voices.silent
    ]
    return [tie | row for row in rows]


def _articles(cited: tuple[Mapping[str, Any], ...]) -> int:
    return len({item["article"] for item in cited})


def _voices_text(voices: Voices) -> str:
    from ..network.footnotes import best_evidence, citation

    lines = [f"{voices.subject_label} —{voices.type}→ {voices.object_label}{'  (disputed)' if voices.disputed else ''}"]
    for position in _POSITIONS:
        for who, cited in getattr(voices, position).items():
            lines.append(f"  {position}: {who or 'an unnamed speaker'} ({len(cited)})")
            lines.append(f"      {citation(best_evidence({'evidence': cited}))}")
    if voices.denies and voices.alike:
        lines.append(f"  but others tell of: {', '.join(voices.alike)}")
    if voices.silent and voices.period:
        names = [f"{each.outlet} ({each.on_both} of {each.articles} articles name both)" for each in voices.silent]
        lines.append(f"  silent, {' to '.join(voices.period)}: {'; '.join(names)}")
    return "\n".join(lines) + "\n"
