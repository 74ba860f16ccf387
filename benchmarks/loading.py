"""Measure loading: seconds to write the graphs of many articles into a store on disk; print a Markdown table.

Usage: python benchmarks/loading.py [ARTICLES ...]       (default: 100 300)

The articles are records made from a seed (benchmarks/identity.py makes them). "raw" is pyoxigraph's bulk loader over
all quads at once, "tieline" what a build does with them: compare each graph with what is there, write those that differ
so that a kill leaves nothing wrong, remember them. "again" changes nothing, "changed" one quad of every graph. The last
column divides raw by tieline: 1 is as fast, the aim is 0.5. Making the quads from the records is not counted.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from identity import corpus
from pyoxigraph import NamedNode, Quad
from tieline.findings import Findings
from tieline.identity import Authority, resolve
from tieline.rdf import Store, article_quads, graph_iri
from tieline.storing import GraphsWriter

Graphs = dict[NamedNode, list[Quad]]
_TIMES = 3


def main(sizes: list[int]) -> None:
    """Print the table."""
    authority = Authority.shipped()
    print("| articles | quads | raw | tieline | again | changed | raw / tieline |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        articles = [resolve(article, authority) for article in corpus(size)]
        graphs = {graph_iri(article.article.key): article_quads(article) for article in articles}
        other = {graph: quads[1:] for graph, quads in graphs.items()}
        count = sum(map(len, graphs.values()))
        raw, first, again, changed = (
            min(times) for times in zip(*(measured(graphs, other) for _ in range(_TIMES)), strict=True)
        )
        seconds = " | ".join(f"{took:.2f} s" for took in (raw, first, again, changed))
        print(f"| {size:,} | {count:,} | {seconds} | {raw / first:.2f} |")


def measured(graphs: Graphs, other: Graphs) -> tuple[float, float, float, float]:
    """Return the seconds of raw loading, of a first build, of one that changes nothing and of one that changes all."""
    folder = Path(tempfile.mkdtemp())
    try:
        return (
            seconds(lambda: bulk(graphs, folder / "raw")),
            seconds(lambda: written(graphs, folder)),
            seconds(lambda: written(graphs, folder)),
            seconds(lambda: written(other, folder)),
        )
    finally:
        shutil.rmtree(folder)


def seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def bulk(graphs: Graphs, path: Path) -> None:
    """Load with nothing around the library."""
    store = ox.Store(str(path))
    store.bulk_extend([quad for quads in graphs.values() for quad in quads])
    store.flush()


def written(graphs: Graphs, folder: Path) -> None:
    """Load as a build does."""
    store, findings = Store.open(folder / "store"), Findings(folder / "findings.sqlite")
    writer = GraphsWriter(store, findings)
    for graph, quads in graphs.items():
        writer.put(graph, quads)
    writer.flush()
    store.flush()
    findings.close()
    store.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 300])
