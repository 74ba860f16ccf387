"""The application all commands belong to: what every command can be told besides its own options."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import typer

from ..errors import Interrupted
from .console import talk

Run = TypeVar("Run", bound=Callable[..., Any])

QUIET = typer.Option(False, "--quiet", "-q", help="Results and errors only: no progress, no notes.")
VERBOSE = typer.Option(False, "--verbose", "-v", help="Tell each step and how long it took.")
JSON = typer.Option(False, "--json", help="The same as --format json.")
_OPTIONS = {"quiet": QUIET, "verbose": VERBOSE}
_AS_JSON = "printed_as_json"


class Application(typer.Typer):
    """A typer application whose commands also take --quiet and --verbose."""

    def command(self, name: str | None = None, *, has_json: bool = False, **settings: Any) -> Callable[[Run], Run]:
        """Register a function as a command, as typer does, with the options of every command.

        Args:
            name: of the command; that of the function if None.
            has_json: the function takes a format in its parameter `form` and knows "json": offer --json too.
            settings: see `typer.Typer.command`.
        """
        register = super().command(name, **settings)

        def registered(run: Run) -> Run:
            register(_with_common_options(run, has_json=has_json))
            return run

        return registered


def _with_common_options(run: Callable[..., Any], *, has_json: bool) -> Callable[..., Any]:
    """Wrap a command so that its signature, which typer reads, has the common options too."""
    added = _OPTIONS | ({_AS_JSON: JSON} if has_json else {})

    @wraps(run)
    def wrapped(**given: Any) -> Any:
        chosen = {option: given.pop(option) for option in added}
        talk(quiet=chosen["quiet"], verbose=chosen["verbose"])
        if chosen.get(_AS_JSON):
            given["form"] = "json"
        try:
            return run(**given)
        except KeyboardInterrupt as error:
            raise Interrupted("interrupted; what was stored is kept, run the same command to go on") from error

    signature, keyword = inspect.signature(run), inspect.Parameter.KEYWORD_ONLY
    extra = [inspect.Parameter(name, keyword, default=option, annotation=bool) for name, option in added.items()]
    wrapped.__signature__ = signature.replace(parameters=[*signature.parameters.values(), *extra])  # type: ignore[attr-defined]
    wrapped.__annotations__ = run.__annotations__ | dict.fromkeys(added, bool)
    return wrapped
