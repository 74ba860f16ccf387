"""Check a whole store: every graph against the shapes, its text and the findings it was made from."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from ..errors import GraphFolderError, TielineError, UsageError
from ..records import DEFAULT_BASE, Extraction
from .agreement import disagreements
from .evidence import KINDS, Fault, Reading, read_evidence
from .evidence_copies import read_copies
from .evidence_happenings import read_happenings
from .identifiers import graph_iri
from .serialize import serialized
from .shapes import graph_violations
from .store import Store
from .terms import term

CHECKED = ("graph", *KINDS, "happening", "copy", "findings")
"""What a check looks at, in the order of its table: graphs (against the shapes), what is in them, and the findings."""

_WORTH_A_WORKER = 20_000
"""Quads below which starting another process costs more than it saves."""
_WAITING = 4
"""Graphs that wait for each worker."""

Progress = Callable[[str, int, int], None]
_Task = tuple[str, bytes, Extraction | None, str]


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Attributes:
        checked: kind of `CHECKED` -> how many were looked at.
        wrong: kind -> how many of them are at fault.
        faults: sorted by graph, kind and node.
    """

    checked: dict[str, int]
    wrong: dict[str, int]
    faults: tuple[Fault, ...]


def check(
    store: Store,
    extractions: Iterable[Extraction] | None = None,
    *,
    base: str = DEFAULT_BASE,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Check every graph of a store by itself; the store is only read.

    Args:
        store: to check.
        extractions: what the graphs of articles were made from; None to check the store alone.
        base: of the IRIs.
        workers: processes; None for as many as the size of the store and the processors of the machine call for.
        progress: called as the work goes on.

    Raises:
        UsageError: for fewer than one worker.
        GraphFolderError: if the store is damaged.
        TielineError: if a worker was killed.
    """
    if workers is not None and workers < 1:
        raise UsageError(f"workers: got {workers}, expected 1 or more")
    graphs = store.graphs()
    number = workers or max(1, min(_processors(), len(graphs), len(store) // _WORTH_A_WORKER))
    whole = read_happenings(store)
    printed = read_copies(store)
    whole.checked += printed.checked
    whole.faults += printed.faults
    tasks = _tasks(store, graphs, extractions, base, whole)
    for done, reading in enumerate(_read(tasks, number)):
        if progress:
            progress("checking graphs", done, len(graphs))
        whole.checked += reading.checked
        whole.faults += reading.faults
    wrong = Counter(kind for kind, _ in {(fault.kind, _culprit(fault)) for fault in whole.faults})
    return Checked(
        {kind: whole.checked[kind] for kind in CHECKED if kind != "findings" or extractions is not None},
        {kind: wrong[kind] for kind in CHECKED if kind != "findings" or extractions is not None},
        tuple(sorted(whole.faults)),
    )


def _culprit(fault: Fault) -> tuple[str, ...]:
    """Give what counts as one thing at fault."""
    if fault.kind in {"graph", "findings"}:
        return (fault.graph,)
    return (fault.graph, fault.node, fault.message if fault.kind == "plain triple" else "")


def _tasks(
    store: Store, graphs: list[NamedNode], extractions: Iterable[Extraction] | None, base: str, whole: Reading
) -> Iterator[_Task]:
    """Give the graphs with what they were made from; note what is on one side only."""
    for quad in store.oxigraph.quads_for_pattern(None, None, None, DefaultGraph()):
        whole.faults.append(Fault("", "graph", str(quad.subject), "stands in no named graph", quad.predicate.value))
    left = {graph.value: graph for graph in graphs}
    for one in extractions or ():
        whole.checked["findings"] += 1
        iri = graph_iri(one.article.key, base).value
        if iri in left:
            yield iri, _bytes(store, left.pop(iri)), one, base
        else:
            whole.faults.append(
                Fault(iri, "findings", iri, "is in the findings and not in the store", "", one.article.id)
            )
    for iri, graph in left.items():
        if extractions is not None and _tells_an_article(store, graph):
            whole.faults.append(Fault(iri, "findings", iri, "is in the store and not in the findings"))
        yield iri, _bytes(store, graph), None, base


def _bytes(store: Store, graph: NamedNode) -> bytes:
    try:
        return serialized(store.quads(graph), RdfFormat.N_QUADS)
    except (OSError, RuntimeError) as error:
        raise GraphFolderError(
            f"graph {graph.value}: cannot be read from the store ({error}); build it again"
        ) from error


def _tells_an_article(store: Store, graph: NamedNode) -> bool:
    kinds = store.matching(predicate=term("rdf:type"), graph=graph)
    return any(quad.object == term("schema:NewsArticle") for quad in kinds)


def _read(tasks: Iterator[_Task], workers: int) -> Iterator[Reading]:
    """Read graphs, in no order; no more of them wait than the workers need."""
    if workers == 1:
        yield from map(_read_graph, tasks)
        return
    waiting = set()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            for task in tasks:
                waiting.add(pool.submit(_read_graph, task))
                while len(waiting) >= workers * _WAITING:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (one.result() for one in done)
            yield from (one.result() for one in waiting)
        except BrokenProcessPool as error:
            raise TielineError(
                f"check: one of {workers} workers was killed, perhaps for lack of memory; try fewer with --workers"
            ) from error
        finally:
            for one in waiting:
                one.cancel()


def _read_graph(task: _Task) -> Reading:
    """Check one graph in every way."""
    graph, data, extraction, base = task
    quads: list[Quad] = list(ox.parse(data, format=RdfFormat.N_QUADS))
    reading = read_evidence(quads, graph)
    article = extraction.article.id if extraction else next((f.article for f in reading.faults if f.article), "")
    reading.checked["graph"] = 1
    for one in graph_violations(quads, graph):
        reading.faults.append(Fault(graph, "graph", one.node, one.message, one.path, article))
    if extraction is not None:
        reading.faults += disagreements(quads, extraction, base=base)
    return reading


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
