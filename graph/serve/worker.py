"""A worker process: opens the newest snapshot for reading and answers one job after another until it is killed."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from ..errors import TielineError, UsageError
from ..rdf.identifiers import web_iri
from . import answers
from .messages import Fault, Job, Limits, Reply

if TYPE_CHECKING:
    from ..workspace import Graph

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET of Linux."""

_PAGES = ("start", "articles", "entities", "happenings", "queries", "library", "box", "find")

Answer = Callable[..., Reply]


def work(pipe: Connection, folder: Path, limits: Limits) -> None:
    """Say which snapshot is open (its number), then answer each `Job` that comes through the pipe with a `Reply`.

    A number of None stands for a folder that cannot be opened; the reason follows it. A reply of None says that the
    store could not be read, which happens when a later build has removed the snapshot.
    """
    leave_network()
    _go_with_parent()
    _quiet()
    _limit_memory(limits.memory)
    from ..workspace import open_graph  # its libraries start threads, so not before the network is left

    try:
        graph = open_graph(folder)
    except TielineError as error:
        pipe.send((None, _line(error)))
        return
    pipe.send((graph.snapshot.number, ""))
    try:
        while True:
            job: Job = pipe.recv()
            pipe.send(answered(graph, limits, job))
    except (EOFError, OSError):
        return


def answered(graph: Graph, limits: Limits, job: Job) -> Reply | None:
    """Return the reply to a job; faults become replies."""
    try:
        return _ANSWERS[job.name](graph, limits, **job.arguments)
    except Fault as fault:
        return fault.reply()
    except UsageError as error:
        return Fault(400, _line(error)).reply()
    except (OSError, TielineError):
        return None
    except MemoryError:
        return Fault(500, "answer: needs more memory than a worker may take; ask for less").reply()
    except Exception as error:  # noqa: BLE001 -- one bad question never ends a worker
        return Fault(500, f"answer: failed ({type(error).__name__}: {_line(error)})").reply()


def _query(graph: Graph, limits: Limits, **arguments: Any) -> Reply:
    return answers.query(graph.store, limits, **arguments)


def _service(graph: Graph, limits: Limits, **arguments: Any) -> Reply:
    return answers.service(graph.store, limits, **arguments)


def _resource(graph: Graph, limits: Limits, *, path: str = "", iri: str = "", media: str) -> Reply:
    """Show what is known of an IRI, or of the IRI that stands at a path under the base."""
    node = _node(f"{graph.base}{path}" if path else iri)
    if media == "text/html":
        from . import pages

        return pages.resource(graph, node)
    return answers.triples_about(graph.store, node, limits, media)


def _node(iri: str) -> NamedNode:
    node = web_iri(iri)
    if node is None:
        raise Fault(404, f"nothing in this graph is called {iri!r}")
    return node


def _page(name: str) -> Answer:
    def answer(graph: Graph, limits: Limits, **arguments: Any) -> Reply:
        from . import choosing

        return choosing.PAGES[name](graph, limits, **arguments)

    return answer


def _network(graph: Graph, _limits: Limits, *, focus: str | None = None, hops: int = 1) -> Reply:
    title = graph.folder.resolve().name
    return Reply(200, "text/html", graph.view(title=title, focus=focus, hops=hops).encode("utf-8", "replace"))


_ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "query": _query,
        "service": _service,
        "resource": _resource,
        "network": _network,
        **{name: _page(name) for name in _PAGES},
    }
)


def leave_network() -> bool:
    """Move this process where there is no network, if the system lets it; return whether it did.

    SERVICE is refused before a query runs; should a parser ever find one where `keywords` does not, it leads nowhere.
    Linux only, and for users who are not root only where they may make namespaces. Must be called before the first
    thread starts.
    """
    if sys.platform != "linux":
        return False
    try:
        unshare = ctypes.CDLL(None).unshare
    except (OSError, AttributeError):
        return False
    return any(unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


def _go_with_parent() -> None:
    """End when the server does, however it ends, also in the middle of a query (which runs without the GIL)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        wait([parent.sentinel])
        os._exit(0)

    threading.Thread(target=follow, daemon=True).start()


def _quiet() -> None:
    """Keep the traces that Rust prints when memory runs out off the terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _limit_memory(most: int) -> None:
    """Limit the data this process may hold, where the system can; one thread for arrays, each takes its share."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _line(error: BaseException) -> str:
    return re.sub(r"\s+", " ", str(error)).strip()
