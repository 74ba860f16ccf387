"""Measure the second half of a build: from findings to a published snapshot; print a Markdown table.

Usage: python benchmarks/building.py [ARTICLES ...] [--sentences N]       (default: 500 1000 2000, of 24 sentences)

The articles are records made from a seed (benchmarks/invented.py); keeping them, which stands for reading, is not
counted. Each step runs in a process of its own: "first" makes the graph, "again" finds nothing changed, "more" adds one
article in a hundred, "less" takes them out again. "first" is followed by milliseconds of CPU per article and their
ratio to those of the first row: 1 is linear. MB are the largest resident memory of the process.
"""

import argparse
import multiprocessing
import os
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import invented
from tieline.findings import Findings
from tieline.identity import Authority
from tieline.rdf import Store
from tieline.records import DEFAULT_BASE, Article
from tieline.report import Report
from tieline.storing import complete
from tieline.version import VERSION

_DAILY = 25
"""Articles that are published on one day: what is added is later than what was there, as in news."""
_FILE = 100
"""Articles that stand in one input file."""


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("articles", nargs="*", type=int, default=[500, 1000, 2000])
    asked.add_argument("--sentences", type=int, default=invented.SENTENCES)
    chosen = asked.parse_args()
    print("| articles | first | CPU ms each | to linear | MB | again | more | MB | less | readers MB | folder MB |")
    print("| ---: " * 11 + "|")
    linear = 0.0
    for size in chosen.articles:
        folder = Path(tempfile.mkdtemp())
        try:
            row = measured(folder, size, chosen.sentences)
            linear = linear or row["each"]
            print(
                f"| {size:,} | {row['first']:.1f} s | {row['each']:.1f} | {row['each'] / linear:.2f} "
                f"| {row['MB']:,.0f} | {row['again']:.2f} s | {row['more']:.1f} s | {row['more MB']:,.0f} "
                f"| {row['less']:.1f} s | {row['readers MB']:,.0f} | {row['folder MB']:,.0f} |",
                flush=True,
            )
        finally:
            shutil.rmtree(folder)


def measured(folder: Path, size: int, sentences: int) -> dict[str, float]:
    """Return what the steps cost for a number of articles."""
    more = size + max(1, size // 100)
    alone(keep, folder, 0, size, sentences)
    first = alone(build, folder, size)
    again = alone(build, folder, size)
    space = sum(path.stat().st_size for path in (folder / "store").rglob("*")) / 1e6
    readers = alone(network, folder)
    alone(keep, folder, size, more, sentences)
    added = alone(build, folder, more)
    alone(keep, folder, size, size, sentences)
    return {
        "first": first[0],
        "each": first[1] / size * 1000,
        "MB": first[2],
        "again": again[0],
        "more": added[0],
        "more MB": added[2],
        "less": alone(build, folder, size)[0],
        "readers MB": readers[2],
        "folder MB": space + (folder / "findings.sqlite").stat().st_size / 1e6,
    }


def alone(work: Callable[..., None], *given: Any) -> tuple[float, float, float]:
    """Do something in a process of its own; return its seconds, seconds of CPU and largest memory in MB."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(timed, (work, given))


def timed(work: Callable[..., None], given: tuple[Any, ...]) -> tuple[float, float, float]:
    begun, used = time.perf_counter(), time.process_time()
    work(*given)
    took = time.perf_counter() - begun, time.process_time() - used
    return *took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def keep(folder: Path, start: int, stop: int, sentences: int) -> None:
    """Keep the findings of the articles from one number to another, and take all those before into the graph."""
    invented.SENTENCES = sentences
    chance = random.Random(11)
    made = invented.extractions(chance, invented.actors(chance))
    findings = Findings(folder / "findings.sqlite")
    inputs: dict[str, list[Article]] = {path: [] for path in findings.paths()}
    for number, found in enumerate(islice(made, stop)):
        published = date(2020, 1, 1) + timedelta(days=number // _DAILY)
        extraction = replace(found, article=replace(found.article, published=published))
        inputs.setdefault(f"{number // _FILE:06}.jsonl", []).append(extraction.article)
        if number >= start:
            findings.keep(extraction, "made 1 0")
    findings.accept(inputs, settings())
    findings.close()


def build(folder: Path, articles: int) -> None:
    """Complete the graph."""
    store, findings = Store.open(folder / "store"), Findings(folder / "findings.sqlite")
    report = Report()
    told = showing() if os.environ.get("TIELINE_SHOW") else None
    complete(folder, findings, store, Authority.shipped(), settings(), report, told)
    findings.close()
    store.close()
    assert report.articles == articles, report


def showing() -> Callable[[str, int, int], None]:
    begun, last = time.perf_counter(), [""]

    def show(what: str, done: int, total: int) -> None:
        if what != last[0] or done % 1000 == 0:
            now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"  {time.perf_counter() - begun:7.2f} s {now} MB {what} {done} of {total}", flush=True)
            last[0] = what

    return show


def network(folder: Path) -> None:
    """Open the graph and make its network, as the commands that look at it do."""
    import tieline

    with tieline.open(folder) as graph:
        graph.network(statements=False)


def settings() -> dict[str, str]:
    names = Authority.shipped().digest
    return {"base": DEFAULT_BASE, "model": "made 1", "version": VERSION, "names": names, "authority": "[]"}


if __name__ == "__main__":
    main()
