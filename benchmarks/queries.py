"""Measure every query of the library over a large graph of invented articles; print a Markdown table.

Usage: python benchmarks/queries.py [QUADS [QUADS_FOR_RDFLIB]] [--only NAME ...]    (default: 1,000,000 and 20,000)

The articles are records made from a seed, no text is read: as many mentions, events, statements and ties to an article
as in the sample corpus, among actors of whom a few are in most articles. They go through the same code into the same
quads as real ones. Oxigraph is asked over a snapshot on disk, as `tieline query` does, and again over a smaller graph;
rdflib, in memory, over the smaller graph alone: it would need minutes and gigabytes for the large one. Seconds are the
better of two runs; over the large graph, names of entities are looked up in them too, elsewhere they are bound before.
The last column is rdflib's seconds for one of Oxigraph's. Ends with 1 if a query takes a second or more over the
large graph.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from invented import actors, extractions
from tieline.identity import Authority, happenings
from tieline.rdf import (
    Store,
    article_quads,
    authority_graph,
    authority_quads,
    list_queries,
    name_quads,
    names_graph,
    run,
)
from tieline.rdf.happenings import happening_quads
from tieline.rdf.identifiers import happenings_graph
from tieline.rdf.library import Query, bound
from tieline.rdf.results import result
from tieline.rdf.triples import record_iris

LONGEST = 30
"""Seconds after which rdflib is stopped; Oxigraph cannot be."""
VALUES = {
    "class": "ArmedGroup",
    "date": "2021-06-01",
    "number": "2",
    "text": "koram",
    "tie": "supports",
    "type": "ASSAULT",
}
"""Parameter type -> value asked for where the query has no default; entities come from the pool."""


def main() -> int:
    """Print the table; 1 if a query takes a second or more over the large graph."""
    parser = argparse.ArgumentParser(description="Measure every query of the library.")
    parser.add_argument("quads", nargs="*", type=int, default=[1_000_000, 20_000])
    parser.add_argument("--only", nargs="+", default=[])
    arguments = parser.parse_args()
    signal.signal(signal.SIGALRM, stop)
    large, small = [*arguments.quads, 20_000][:2]
    chosen = [query for query in list_queries() if not arguments.only or query.name in arguments.only]
    with tempfile.TemporaryDirectory() as folder:
        full, part = (filled(size, Path(folder) / str(place)) for place, size in enumerate((large, small)))
        dataset = in_rdflib(part)
        print(f"Oxigraph: {len(full):,} quads on disk; rdflib: {len(part):,} in memory.\n")
        print(f"| query | rows | Oxigraph, {len(full):,} | Oxigraph, {len(part):,} | rdflib, {len(part):,} | ratio |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        slow = [query.name for query in chosen if measured(query, full, part, dataset) >= 1]
    if slow:
        print(f"\na second or more: {', '.join(slow)}", file=sys.stderr)
    return 1 if slow else 0


def measured(query: Query, full: Store, part: Store, dataset: object) -> float:
    """Print the row of one query; return its seconds over the large graph."""
    asked = parameters(query)
    seconds = seconds_of(lambda: run(full, query, asked))
    text = bound(part, query, asked)
    fewer = seconds_of(lambda: result(part.query(text), ordered=True))
    other = seconds_of(lambda: list(dataset.query(text)))  # type: ignore[attr-defined]
    compared = (
        f"{other:.3f} s | {other / fewer:,.0f}"
        if other < LONGEST
        else f"over {LONGEST} s | over {LONGEST / fewer:,.0f}"
    )
    row = f"| {query.name} | {len(run(full, query, asked).rows):,} | {seconds:.3f} s"
    print(f"{row} | {fewer:.4f} s | {compared} |", flush=True)
    return seconds


def seconds_of(asked: Callable[[], object]) -> float:
    """Return the better of two runs; of one that takes over five seconds only the first, endless where it is ended."""
    best = float("inf")
    for _ in range(2):
        begun = time.perf_counter()
        signal.alarm(LONGEST)
        try:
            asked()
        except TimeoutError:
            break
        finally:
            signal.alarm(0)
        best = min(best, time.perf_counter() - begun)
        if best > 5:
            break
    return best


def stop(*_: object) -> None:
    raise TimeoutError


def parameters(query: Query) -> dict[str, str]:
    """Return a value for each parameter that needs one; entities are the busiest of the kind asked for."""
    pool = [actor.entry for actor in actors(random.Random(7))]
    states = iter(entry.name for entry in pool if entry.type == "State")
    others = iter(entry.name for entry in pool if entry.type == "Person")
    asked = {}
    for each in query.parameters:
        if each.type == "entity" and not each.optional:
            asked[each.name] = next(others if each.name in {"person", "speaker"} else states)
        elif each.default is None and not each.optional:
            asked[each.name] = VALUES[each.type]
    return asked


def filled(quads: int, folder: Path) -> Store:
    """Return a snapshot on disk of so many quads or a few more."""
    chance = random.Random(7)
    pool = actors(chance)
    folder.mkdir()
    store = Store.open(folder / "store")
    store.replace_graph(authority_graph(), authority_quads(actor.entry for actor in pool))
    collected, made = [], []
    for extraction in extractions(chance, pool):
        collected += article_quads(extraction)
        made.append(extraction)
        if len(collected) >= quads * 0.97:
            break
    told = happenings(made, Authority(([actor.entry for actor in pool],), ()), record_iris)
    store.replace_graph(happenings_graph(), happening_quads(told))
    store.oxigraph.bulk_extend(collected)
    store.replace_graph(names_graph(), name_quads(store))
    store.flush()
    store.oxigraph.optimize()
    store.backup(folder / "snapshot")
    store.close()
    return Store.open(folder / "snapshot", read_only=True)


def in_rdflib(store: Store) -> object:
    """Return the same quads as an rdflib Dataset in memory, its default graph the union of all."""
    from io import BytesIO

    from rdflib import Dataset
    from tieline.rdf import export

    warnings.simplefilter("ignore", DeprecationWarning)
    stream = BytesIO()
    export(store, "nquads", stream)
    dataset = Dataset(default_union=True)
    dataset.parse(data=stream.getvalue(), format="nquads")
    return dataset


if __name__ == "__main__":
    sys.exit(main())
