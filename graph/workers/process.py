"""The worker process: `python -m tieline.workers.process` reads articles from standard input until it ends.

It is started as a command rather than by `multiprocessing`, so that a user's script needs no guard around its main
part and one worker inherits nothing of another.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from types import ModuleType
from typing import IO, cast

from ..errors import TielineError
from ..language import SHIPPED
from .frames import FAULT, FOUND, READY, receive, send
from .recipe import Recipe


def main() -> None:
    """Serve one parent; end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides, also when a terminal tells both
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    try:
        serve(asked, told)
    except (EOFError, BrokenPipeError):
        sys.exit(0)


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Answer a recipe and then articles, one message each."""
    recipe = Recipe.from_bytes(receive(asked)[1])
    if recipe.model in {None, *SHIPPED}:
        # thinc imports torch wherever it is installed, two seconds and 300 MB that our own pipelines have no use for.
        sys.modules.setdefault("torch", cast("ModuleType", None))
    try:
        names = recipe.names()
        read = recipe.reading(names)
    except TielineError as error:
        send(told, FAULT, str(error).encode())
        return
    send(told, READY, recipe.made_by(names).encode())
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 -- a device
        while True:
            article = receive(asked)[1]
            # A thread of C ends the process: a regular expression that runs for ever would let no Python thread in.
            faulthandler.dump_traceback_later(recipe.time_limit(article), exit=True, file=nowhere)
            try:
                kind, data = FOUND, read(article)
            except Exception as error:  # noqa: BLE001 -- one bad article never stops the rest
                kind, data = FAULT, fault_of(error).encode()
            faulthandler.cancel_dump_traceback_later()
            send(told, kind, data)


def fault_of(error: Exception) -> str:
    """Return what is said of an article that fails."""
    return f"cannot be analysed ({type(error).__name__}: {error}); please report it"


if __name__ == "__main__":
    main()
