"""`tieline build` and `tieline load`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .application import Application
from .console import progress, result, say
from .inputs import ALLOW_PRIVATE, COLUMNS, INPUTS, URLS, all_inputs, languages, reading_of
from .parts import as_json, checked

if TYPE_CHECKING:
    from ..builder import Report


WORKERS: int | None = typer.Option(None, min=1, help="Processes that read (default: up to 4 if there is much to read).")
CLUSTER: str | None = typer.Option(None, help="Let a Dask cluster read: address of its scheduler, tcp://HOST:8786.")


def add_to(app: Application) -> None:
    """Add the commands to the application."""
    app.command(has_json=True)(build)
    app.command(has_json=True)(load)


def build(
    inputs: list[str] = INPUTS,
    into: Path = typer.Option(..., "--into", help="The graph folder to make or update."),
    model: str | None = typer.Option(None, help="accurate (default), small, or an installed spaCy pipeline."),
    authority: list[Path] = typer.Option([], help="Your own authority file (.tsv or .ttl); its entries win."),
    base: str | None = typer.Option(None, help="IRI prefix of the data, ending in / or #."),
    remove: bool = typer.Option(False, "--remove", help="Take the articles of these inputs out of the graph."),
    store: str | None = typer.Option(None, "--store", help="A SPARQL server to hold the same graphs: its address."),
    urls: Path | None = URLS,
    columns: str | None = COLUMNS,
    allow_private: bool = ALLOW_PRIVATE,
    workers: int | None = WORKERS,
    cluster: str | None = CLUSTER,
    form: str = typer.Option("text", "--format", help="How to print what was done: text or json."),
) -> None:
    """Make or update a graph folder; only what changed is read again.

    Example: tieline build articles/ --into graph
    """
    from ..builder import build as build_graph

    checked(form, ("text", "json"))
    with progress() as show:
        report = build_graph(
            all_inputs(inputs, urls),
            into,
            model=model,
            authority=authority or None,
            base=base,
            remove=remove,
            store=store,
            reading=reading_of(columns, allow_private=allow_private),
            workers=workers,
            cluster=cluster,
            progress=show,
        )
    _tell(report, form, store)


def load(
    folder: Path = typer.Argument(
        metavar="FINDINGS", help="Folder of findings: tieline extract --format parquet --into FOLDER."
    ),
    into: Path = typer.Option(..., "--into", help="The graph folder to make or update."),
    authority: list[Path] = typer.Option([], help="Your own authority files the findings were made with."),
    base: str | None = typer.Option(None, help="IRI prefix of the data, ending in / or #."),
    store: str | None = typer.Option(None, "--store", help="A SPARQL server to hold the same graphs: its address."),
    form: str = typer.Option("text", "--format", help="How to print what was done: text or json."),
) -> None:
    """Make or update a graph folder from findings made elsewhere; nothing is read again.

    Example: tieline extract articles/ --format parquet --into findings

    Example: tieline load findings/ --into graph
    """
    from ..builder import load_findings

    checked(form, ("text", "json"))
    with progress() as show:
        report = load_findings(folder, into, authority=authority, base=base, store=store, progress=show)
    _tell(report, form, store)


def _tell(report: Report, form: str, store: str | None) -> None:
    """Print what was done; exit status 1 if something could not be read."""
    for where, why in report.skipped:
        say(f"skipped: {where}: {why}")
    if report.foreign:
        say(languages([language for _, language in report.foreign]))
    for line in report.notes:
        say(f"left out: {line}")
    for line in report.stale:
        say(line)
    if form == "json":
        print(as_json(asdict(report)), end="")
    else:
        result(summary(report))
        if report.sent is not None:
            result(f"{report.sent:,} graphs changed in {store}")
    if report.skipped or report.foreign:
        raise typer.Exit(1)


def summary(report: Report) -> str:
    """Return the report as one short paragraph."""
    return (
        f"{report.articles:,} articles in the graph ({report.added} written, {report.unchanged} unchanged, "
        f"{report.removed} removed, {report.copies} copies, {len(report.skipped) + len(report.foreign)} skipped)\n"
        f"{report.entities:,} entities, {report.statements:,} statements, "
        f"{report.happenings:,} events told in {report.events:,} places, "
        f"{report.ties:,} ties in {report.seconds:.1f} s"
    )
