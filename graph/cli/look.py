"""`tieline view`, `tieline show`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from ..records import Span
from .application import Application
from .console import tell, write
from .parts import GRAPH, as_json, checked


def add_to(app: Application) -> None:
    """Add the commands to the application."""
    app.command()(view)
    app.command(has_json=True)(show)


def view(
    folder: Path = GRAPH,
    output: Path | None = typer.Option(None, "-o", "--output", help="The page (default: DIR.html)."),
    focus: str | None = typer.Option(None, help="Only what is near this actor."),
    hops: int = typer.Option(1, help="How far from --focus."),
    limit: int = typer.Option(400, help="Most actors to draw at first; the page holds up to 3,000."),
    title: str | None = typer.Option(None, help="Heading of the page."),
) -> None:
    """Write the network as one HTML page that opens without a network.

    Example: tieline view graph -o graph.html --focus "Kataib Hezbollah" --hops 2
    """
    from ..workspace import open_graph

    with open_graph(folder) as graph:
        page = graph.view(title=title or folder.resolve().name, focus=focus, hops=hops, limit=limit)
    write(page.encode(), output or Path(f"{folder.resolve()}.html"))


def show(
    folder: Path = GRAPH,
    name: str = typer.Argument(metavar="NAME", help="An actor: name, alias or IRI."),
    limit: int = typer.Option(15, help="Most ties to print; 0 for all."),
    ids: bool = typer.Option(False, "--ids", help="Print all evidence of each tie, with its article and IRI."),
    form: str = typer.Option("text", "--format", help="text, or json with all ties and all their evidence."),
) -> None:
    """Show one actor: names, roles, why it is who it is, and its ties with their sentences.

    Example: tieline show graph "Kataib Hezbollah"
    """
    from ..identity.decisions import Tie
    from ..workspace import open_graph

    checked(form, ("text", "json"))
    with open_graph(folder) as graph:
        actor = graph.entity(name)
        network = graph.network()
        reasons = sorted(
            {e.reason for x in graph.extractions() for e in x.entities if e.iri == actor["iri"] and e.reason}
        )
        labels = {node: data["label"] for node, data in network.nodes(data=True)}
        records = graph.records() if ids else {}
    if form == "json":
        print(as_json(actor | {"identity": reasons}), end="")
        return
    tell(f"{actor['label']}  [{actor['type']}]  {actor['iri']}")
    tell(f"in {actor['articles']} articles, {actor['mentions']} mentions")
    if actor["roles"]:
        tell(f"roles: {', '.join(actor['roles'])}")
    if actor["aliases"]:
        tell(f"also: {', '.join(actor['aliases'])}")
    for reason in reasons:
        tell(f"identity: {reason}")
    for office, found in records.items():
        if office.subject == actor["iri"] and office.in_words:
            tell(f"{actor['label']} —holdsOffice→ {office.object}")
            for _, _, iri in found:
                tell(f"        {iri}")
    for tie in actor["ties"][: limit or None]:
        if ids:
            _print_records(tie, labels, records[Tie(tie["subject"], tie["type"], tie["object"])])
        else:
            _print_tie(tie, labels)
    if limit and len(actor["ties"]) > limit:
        tell(f"… and {len(actor['ties']) - limit} more ties (--limit 0 shows all)")


def _print_tie(tie: Any, labels: dict[str, str]) -> None:
    """Print a tie and the sentence of its best evidence."""
    from ..network.footnotes import best_evidence, citation, tie_line

    tell(tie_line(tie, labels))
    tell(f"    {citation(best_evidence(tie))}")


def _print_records(tie: Any, labels: dict[str, str], records: list[tuple[str, Span, str]]) -> None:
    """Print a tie and all its sentences, each with the IRIs of what was read out of it."""
    from ..network.footnotes import citation, tie_line

    tell(tie_line(tie, labels))
    for evidence in tie["evidence"]:
        tell(f"    {citation(evidence)}")
        tell(f"        article {evidence['article']}")
        for article, place, iri in records:
            if (article, place.start, place.end) == (evidence["article"], evidence["start"], evidence["end"]):
                tell(f"        {iri}")
