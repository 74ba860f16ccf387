"""`tieline extract` and `tieline explain`."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import typer

from ..errors import Interrupted, UnreadableInput, UsageError
from ..records import Article
from .application import Application
from .console import note, progress, tell
from .inputs import ALLOW_PRIVATE, COLUMNS, INPUTS, URLS, Skipped, all_inputs, reading_of
from .make import CLUSTER
from .parts import as_json, checked


def add_to(app: Application) -> None:
    """Add the commands to the application."""
    app.command()(extract)
    app.command(has_json=True)(explain)


def extract(
    inputs: list[str] = INPUTS,
    form: str = typer.Option("jsonl", "--format", help="Output format: jsonl, or parquet for tieline load."),
    into: Path | None = typer.Option(None, "--into", help="Folder for the Parquet files; more are added to its own."),
    model: str | None = typer.Option(None, help="accurate (default), small, or an installed spaCy pipeline."),
    authority: list[Path] = typer.Option([], help="Your own authority file (.tsv or .ttl); its entries win."),
    urls: Path | None = URLS,
    columns: str | None = COLUMNS,
    allow_private: bool = ALLOW_PRIVATE,
    workers: int | None = typer.Option(None, min=1, help="Processes that read (default: this one)."),
    cluster: str | None = CLUSTER,
) -> None:
    """Print what each article says, one JSON object per line, in the order of the inputs.

    Example: tieline extract article.txt | python -m json.tool
    """
    checked(form, ("jsonl", "parquet"))
    if (form == "parquet") != (into is not None):
        raise UsageError("--format parquet and --into FOLDER go together; give both or neither")
    from ..articles import read
    from ..builder import authority_of
    from ..findings import place_of
    from ..intake import Means
    from ..intake.partitions import PartitionsWriter
    from ..workers import Recipe, in_order

    given, reading = all_inputs(inputs, urls), reading_of(columns, allow_private=allow_private)
    means = Means(Recipe.of(model, authority, printed=into is None), authority_of(authority), reading, workers, cluster)
    made_by = means.made_by
    skip = Skipped()
    done = 0

    with ExitStack() as opened:
        parts = opened.enter_context(PartitionsWriter(into, made_by)) if into else None
        reader, show = opened.enter_context(means.reader(0)), opened.enter_context(progress())

        def wanted(article: Article) -> bool:
            nonlocal done
            there = parts is not None and (article.key, place_of(article)[0]) in parts.there
            done += there
            return not there

        try:
            for article, outcome in in_order(filter(wanted, read(given, options=reading, on_error=skip)), reader):
                if outcome.fault:
                    skip(UnreadableInput(place_of(article)[0] or article.id, outcome.fault))
                    continue
                if parts:
                    parts.add(article, outcome)
                else:
                    print(outcome.data.decode(), flush=True)
                done += 1
                show("reading articles", done, 0)
        except KeyboardInterrupt as error:
            on = "; run the same command to go on" if parts else ""
            raise Interrupted(f"interrupted: {done} articles read{on}") from error
    skip.close()
    if not done and not skip.count:
        raise UsageError(f"no article in {', '.join(given)}; docs/inputs.md lists what is read")
    if parts:
        note(f"{done:,} articles in {into}; make a graph of them with: tieline load {into} --into GRAPH")
    if skip.count:
        raise typer.Exit(1 if done else 2)


def explain(
    text: str = typer.Argument(metavar="TEXT", help="A sentence or two, in quotation marks."),
    model: str | None = typer.Option(None, help="accurate (default), small, or an installed spaCy pipeline."),
    form: str = typer.Option("text", "--format", help="text, or json as tieline extract prints it."),
) -> None:
    """Show what tieline reads out of a text, and by which rule.

    Example: tieline explain "Iran-backed militias attacked U.S. forces, the Pentagon said on Monday."
    """
    from ..workspace import extract as extract_text

    if not text.strip():
        raise UsageError("nothing to explain in an empty text; give a sentence")
    found = extract_text(text, model=model)
    if checked(form, ("text", "json")) == "json":
        from ..extraction.codec import contract

        print(as_json(contract(found)), end="")
        return
    names = {entity.id: entity.name for entity in found.entities}

    def quote(start: int, end: int) -> str:
        return repr(text[start:end])

    tell("entities")
    for entity in found.entities:
        words = ", ".join(quote(m.start, m.end) for m in entity.mentions)
        tell(f"  {entity.name} [{entity.type}{', ' + entity.role if entity.role else ''}] {words}\n    {entity.reason}")
    tell("statements")
    for s in found.statements:
        who = names.get(s.speaker or "") or (quote(s.speaker_span.start, s.speaker_span.end) if s.speaker_span else "?")
        tell(f"  {who}: {' … '.join(quote(c.start, c.end) for c in s.content)} [{s.form} {s.kind}; {s.pattern}]")
    tell("events")
    for e in found.events:
        actors = ", ".join(quote(x.start, x.end) for x in e.actor_spans) or "?"
        recipients = ", ".join(quote(x.start, x.end) for x in e.recipient_spans) or "-"
        told = f"{e.factuality}{', says ' + names[e.voice] if e.voice else ''}"
        kind = f"{e.type}/{e.mode}" if e.mode else e.type
        tell(f"  {kind}: {actors} → {recipients} [{told}; {e.date or 'no date'}; {e.pattern}]")
    tell("relations")
    for r in found.relations:
        end = names.get(r.object or "", r.object_text or "?")
        former = "former " if r.former else ""
        told = f"{r.factuality}{', says ' + names[r.voice] if r.voice else ''}"
        tell(f"  {names[r.subject]} {former}{r.type} {end} [{told}; {r.pattern}]")
