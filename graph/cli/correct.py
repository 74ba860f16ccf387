"""`tieline decide`: correct the graph by hand, in a way that outlives every rebuild."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer

from ..errors import UsageError
from ..records import ENTITY_TYPES, EntityType
from ..wording import one_of
from .application import Application
from .console import say, tell
from .named import article_named, entity_named, tie_named
from .parts import GRAPH

if TYPE_CHECKING:
    from datetime import date

    from ..identity.decisions import Decision
    from ..workspace import Graph

WHY = typer.Option(..., "--why", help="The reason; tieline show prints it.")
MADE = typer.Option(None, "--made", help="The day of the decision, as YYYY-MM-DD (default: today).")
BY = typer.Option(None, "--by", help="Who decides.")

decide = Application(
    help="Correct the graph: merge, split, rename, retype, reject, confirm. Decisions are kept in DIR/decisions.ttl "
    'and applied after every build.\n\nExample: tieline decide graph rename "Twitter" "X" --why "its name now"',
    no_args_is_help=True,
    subcommand_metavar="COMMAND [ARGS]...",
)


def add_to(app: Application) -> None:
    """Add the commands to the application."""
    app.add_typer(decide, name="decide")


@decide.callback()
def _folder(context: typer.Context, folder: Path = GRAPH) -> None:
    context.obj = folder


@decide.command()
def merge(
    context: typer.Context,
    keep: str = typer.Argument(metavar="ENTITY", help="Who it is: name, alias or IRI."),
    others: list[str] = typer.Argument(metavar="OTHER", help="Who is the same."),
    why: str = WHY,
    made: str | None = MADE,
    by: str | None = BY,
) -> None:
    """Say that actors are one: the others take the IRI, name and type of the first.

    Example: tieline decide graph merge "U.S. Department of Defense" "Department of Defense" --why "one ministry"
    """
    from ..identity.decisions import Merge

    def decisions(graph: Graph) -> list[Decision]:
        kept = entity_named(graph, keep)
        dropped = [entity_named(graph, other) for other in others]
        if kept in dropped:
            raise UsageError(f"merge of {keep!r}: it is {others[dropped.index(kept)]!r} already; name two actors")
        return [Merge(kept, each, **_shared(why, made, by)) for each in dropped]

    _decided(context.obj, decisions)


@decide.command()
def split(
    context: typer.Context,
    entity: str = typer.Argument(metavar="ENTITY", help="Name, alias or IRI."),
    articles: list[str] = typer.Option([], "--article", help="An article: key, its first characters, id or title."),
    called: list[str] = typer.Option([], "--called", help="A name by which it is somebody else."),
    name: str | None = typer.Option(None, "--name", help="What to call the one split off."),
    why: str = WHY,
    made: str | None = MADE,
    by: str | None = BY,
) -> None:
    """Say that an actor is somebody else in some articles, or where it goes by some names.

    Example: tieline decide graph split Iraq --called Baghdad --name "Government in Baghdad" --why "not the country"
    """
    from ..identity.decisions import Split

    def decisions(graph: Graph) -> list[Decision]:
        if not articles and not called:
            raise UsageError(f"split of {entity!r}: got no article and no name; give --article or --called")
        iri = entity_named(graph, entity)
        keys = tuple(sorted({article_named(graph, each) for each in articles}))
        names = tuple(sorted({_line(each) for each in called}))
        found = Split(iri, keys, names, _line(name) if name is not None else None, **_shared(why, made, by))
        return [replace(found, into=found.new)]

    _decided(context.obj, decisions)


@decide.command()
def rename(
    context: typer.Context,
    entity: str = typer.Argument(metavar="ENTITY", help="Name, alias or IRI."),
    name: str = typer.Argument(metavar="NAME", help="What to call it."),
    why: str = WHY,
    made: str | None = MADE,
    by: str | None = BY,
) -> None:
    """Say what to call an actor; an earlier rename of it is replaced.

    Example: tieline decide graph rename "Popular Mobilization Forces" "Hashd al-Shaabi" --why "its own name"
    """
    from ..identity.decisions import Rename

    _decided(
        context.obj,
        lambda graph: [Rename(entity_named(graph, entity), _line(name), **_shared(why, made, by))],
    )


@decide.command()
def retype(
    context: typer.Context,
    entity: str = typer.Argument(metavar="ENTITY", help="Name, alias or IRI."),
    type_: str = typer.Argument(metavar="TYPE", help=f"One of {', '.join(ENTITY_TYPES)}."),
    why: str = WHY,
    made: str | None = MADE,
    by: str | None = BY,
) -> None:
    """Say what an actor is; an earlier retype of it is replaced.

    Example: tieline decide graph retype "Levant Policy Forum" ThinkTank --why "it says so itself"
    """
    from ..identity.decisions import Retype

    def decisions(graph: Graph) -> list[Decision]:
        type_named = cast("EntityType", one_of("type", type_, ENTITY_TYPES))
        return [Retype(entity_named(graph, entity), type_named, **_shared(why, made, by))]

    _decided(context.obj, decisions)


@decide.command()
def reject(
    context: typer.Context,
    tie: list[str] = typer.Argument(metavar="TIE", help="An IRI (tieline show --ids), or SUBJECT TYPE OBJECT."),
    why: str = WHY,
    made: str | None = MADE,
    by: str | None = BY,
) -> None:
    """Say that a sentence was misread: the assertion, event or statement, or all of a tie, leaves the graph.

    Example: tieline decide graph reject "Abu Baqir al-Saadi" leads "Kataib Hezbollah" --why "one of many"
    """
    from ..identity.decisions import Reject

    _decided(
        context.obj,
        lambda graph: [Reject(tie_named(graph, tie), **_shared(why, made, by))],
    )


@decide.command()
def confirm(
    context: typer.Context,
    tie: list[str] = typer.Argument(metavar="TIE", help="An IRI (tieline show --ids), or SUBJECT TYPE OBJECT."),
    why: str = WHY,
    made: str | None = MADE,
    by: str | None = BY,
) -> None:
    """Say that a sentence was read rightly: its confidence becomes 1; a claim stays a claim.

    Example: tieline decide graph confirm "Hadi al-Amiri" leads "Badr Organization" --why "checked"
    """
    from ..identity.decisions import Confirm

    _decided(
        context.obj,
        lambda graph: [Confirm(tie_named(graph, tie), **_shared(why, made, by))],
    )


@decide.command(name="list")
def list_(context: typer.Context) -> None:
    """List the decisions by number, and whether they apply.

    Example: tieline decide graph list
    """
    from ..deciding import decisions
    from ..identity.decisions import Rename, described
    from ..rdf.decisions import applying
    from ..workspace import open_graph

    known = decisions(context.obj)
    with open_graph(context.obj) as graph:
        name = _names(graph)
        applies = applying(graph.store, known, base=graph.base)
    for number, decision in enumerate(known, 1):
        state = {True: "applies", False: "no longer applies", None: "not applied yet"}[applies[decision]]
        made = " ".join(filter(None, [str(decision.made or ""), f"by {decision.by}" if decision.by else ""]))
        told = described(decision) if isinstance(decision, Rename) else described(decision, name)
        tell(f"{number}. {told}  [{state}]\n    {decision.why}{f' ({made})' if made else ''}")
    if not known:
        tell(f"no decisions in {context.obj}")


@decide.command()
def undo(
    context: typer.Context, number: int = typer.Argument(metavar="NUMBER", help="As tieline decide DIR list prints it.")
) -> None:
    """Take a decision back.

    Example: tieline decide graph undo 1
    """
    from ..deciding import decisions
    from ..identity.decisions import described
    from ..rdf.decisions import removed

    known = decisions(context.obj)
    if not 1 <= number <= len(known):
        raise UsageError(
            f"decision in {context.obj}: got {number}, expected 1 to {len(known)}; see tieline decide list"
        )
    _reapplied(context.obj, lambda text: removed(text, known[number - 1]))
    tell(f"undone: {described(known[number - 1])}")


@decide.command()
def apply(context: typer.Context) -> None:
    """Apply decisions.ttl after you have edited it by hand.

    Example: tieline decide graph apply
    """
    _reapplied(context.obj, None)


def _decided(folder: Path, decide_on: Callable[[Graph], list[Decision]]) -> None:
    """Write decisions into the file, in place of earlier ones about the same, and apply them."""
    from ..deciding import decisions
    from ..identity.decisions import described, subject_of
    from ..rdf.decisions import added, removed
    from ..workspace import open_graph

    known = decisions(folder)
    with open_graph(folder) as graph:
        made = decide_on(graph)
        name = _names(graph)
    subjects = {subject_of(decision) for decision in made} - {None}
    replaced = [decision for decision in known if subject_of(decision) in subjects]

    def change(text: str) -> str:
        for decision in replaced:
            text = removed(text, decision)
        for decision in made:
            text = added(text, decision)
        return text

    _reapplied(folder, change)
    for decision in replaced:
        tell(f"replaced: {described(decision, name)}")
    for decision in made:
        tell(f"decided: {described(decision, name)}")


def _names(graph: Graph) -> Callable[[str], str]:
    """Return how to write an IRI: by its name in the graph, if it has one."""
    labels = {node: data["label"] for node, data in graph.network().nodes(data=True)}
    return lambda iri: labels.get(iri, f"<{iri}>")


def _reapplied(folder: Path, change: Callable[[str], str] | None) -> None:
    from ..deciding import reapply

    report = reapply(folder, change)
    for line in report.stale:
        say(line)
    tell(f"{report.added} of {report.articles} articles written")


def _shared(why: str, made: str | None, by: str | None) -> dict[str, Any]:
    return {"why": _line(why), "made": _day(made), "by": _line(by) if by is not None else None}


def _day(made: str | None) -> date:
    from datetime import UTC, date, datetime

    if made is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(made)
    except ValueError as error:
        raise UsageError(f"day of a decision: got {made!r}, expected YYYY-MM-DD") from error


def _line(words: str) -> str:
    """Return words on one line, as they can be written into the file."""
    from ..rdf.literals import label

    line = label(words).value
    if not line:
        raise UsageError("words of a decision: got none, expected some; say why, and what to call it")
    return line
