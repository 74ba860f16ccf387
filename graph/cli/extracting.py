"""`tieline extract` and `tieline explain`."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from ..errors import UnreadableInput, UsageError
from .application import Application
from .console import progress, say
from .parts import as_json, checked


def add_to(app: Application) -> None:
    """Add the commands to the application."""
    app.command()(extract)
    app.command(has_json=True)(explain)


def extract(
    inputs: list[str] = typer.Argument(help="Files (.txt, .md, .jsonl), folders of them, or - for standard input."),
    form: str = typer.Option("jsonl", "--format", help="Output format: jsonl."),
    model: str | None = typer.Option(None, help="accurate (default), small, or an installed spaCy pipeline."),
    authority: list[Path] = typer.Option([], help="Your own authority file (.tsv or .ttl); its entries win."),
) -> None:
    """Print what each article says, one JSON object per line.

    Example: tieline extract article.txt | python -m json.tool
    """
    if form != "jsonl":
        raise UsageError(f"unknown format {form!r}; extract writes jsonl")
    from .. import language
    from ..articles import read
    from ..extraction.codec import contract
    from ..extraction.extract import extract as extract_article
    from ..identity import Authority, resolve

    names = Authority.shipped()
    for file in authority:
        names = names.with_file(file)
    skipped: list[UnreadableInput] = []
    printed = 0

    def skip(error: UnreadableInput) -> None:
        skipped.append(error)
        say(f"skipped: {error}")

    nlp = language.load(model)
    version = language.model_version(model)
    with progress() as show:
        for article in read(inputs, on_error=skip):
            show("reading articles", printed, printed + 1)
            try:
                found = resolve(extract_article(article, nlp, names=names, model=version), names)
            except Exception as error:  # noqa: BLE001 -- one bad article never stops the rest
                where = article.source.file if article.source else article.id
                skipped.append(UnreadableInput(where, f"cannot be analysed ({type(error).__name__}: {error})"))
                say(f"skipped: {skipped[-1]}")
                continue
            print(json.dumps(contract(found), ensure_ascii=True), flush=True)
            printed += 1
    if not printed and not skipped:
        raise UsageError(f"no article in {', '.join(inputs)}; give .txt, .md or .jsonl files or folders of them")
    if skipped:
        raise typer.Exit(1 if printed else 2)


def explain(
    text: str = typer.Argument(help="A sentence or two, in quotation marks."),
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

    print("entities")
    for entity in found.entities:
        words = ", ".join(quote(m.start, m.end) for m in entity.mentions)
        print(
            f"  {entity.name} [{entity.type}{', ' + entity.role if entity.role else ''}] {words}\n    {entity.reason}"
        )
    print("statements")
    for s in found.statements:
        who = names.get(s.speaker or "") or (quote(s.speaker_span.start, s.speaker_span.end) if s.speaker_span else "?")
        print(f"  {who}: {' … '.join(quote(c.start, c.end) for c in s.content)} [{s.form} {s.kind}; {s.pattern}]")
    print("events")
    for e in found.events:
        actors = ", ".join(quote(x.start, x.end) for x in e.actor_spans) or "?"
        recipients = ", ".join(quote(x.start, x.end) for x in e.recipient_spans) or "-"
        told = f"{e.factuality}{', says ' + names[e.voice] if e.voice else ''}"
        kind = f"{e.type}/{e.mode}" if e.mode else e.type
        print(f"  {kind}: {actors} → {recipients} [{told}; {e.date or 'no date'}; {e.pattern}]")
    print("relations")
    for r in found.relations:
        end = names.get(r.object or "", r.object_text or "?")
        former = "former " if r.former else ""
        told = f"{r.factuality}{', says ' + names[r.voice] if r.voice else ''}"
        print(f"  {names[r.subject]} {former}{r.type} {end} [{told}; {r.pattern}]")
