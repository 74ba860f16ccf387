"""Measure reading at scale; print Markdown tables: rules against the bare pipeline, workers, rebuilding, the cost.

Usage: python benchmarks/scale.py [ARTICLES] [--model NAME]       (default: 200 of benchmarks/synthetic.py, accurate)

Ratios compare what ran in turns in one run. Seconds are of wall-clock; on a machine that does other things look at the
seconds of CPU beside them. One thread per process throughout.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"

import psutil
import synthetic
import tieline.language
from tieline.extraction.codec import dumps
from tieline.extraction.extract import extract
from tieline.identity import Authority
from tieline.records import Article
from tieline.workers import Local, Recipe, article_bytes

TURNS = 3


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", nargs="?", type=int, default=200)
    parser.add_argument("--model", default="accurate")
    given = parser.parse_args()
    made = [
        Article(one.id, one.id, one.text, title=one.title, publisher=one.publisher)
        for one in synthetic.articles(given.articles)
    ]
    print(f"{len(made)} synthetic articles, {words(made):,} words, pipeline {given.model}, {os.cpu_count()} cores\n")
    print("| measure | value |\n| --- | ---: |")
    for part in (against_bare, two_workers):
        for name, value in apart(part, made, given.model):
            print(f"| {name} | {value} |", flush=True)
    for name, value in rebuilt(given.articles, given.model):
        print(f"| {name} | {value} |", flush=True)


def against_bare(made: list[Article], model: str) -> list[tuple[str, str]]:
    """Compare extraction, findings written out included, with the pipeline alone over the same paragraphs."""
    nlp, names = tieline.language.load(model), Authority.shipped()
    some = made[: max(20, len(made) // 4)]

    def bare() -> None:
        for one in some:
            list(nlp.pipe([line for line in one.text.split("\n") if line]))

    def whole() -> None:
        for one in some:
            dumps(extract(one, nlp, names=names))

    extract(some[0], nlp, names=names)
    bare_seconds, whole_seconds = (min(seconds) for seconds in in_turns(bare, whole))
    return [
        ("pipeline alone, words per second of CPU", f"{words(some) / bare_seconds:,.0f}"),
        ("extraction, words per second of CPU", f"{words(some) / whole_seconds:,.0f}"),
        ("extraction against the pipeline alone", f"{bare_seconds / whole_seconds:.2f}"),
    ]


def in_turns(*works: Callable[[], Any]) -> list[list[float]]:
    """Run each several times, one after the other; return their seconds of CPU."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(TURNS):
        for taken, work in zip(seconds, works, strict=True):
            begun = time.process_time()
            work()
            taken.append(time.process_time() - begun)
    return seconds


def two_workers(made: list[Article], model: str) -> list[tuple[str, str]]:
    """Compare two processes with one, both warm.

    On idle cores a second worker costs time only by what it adds to the CPU; so the ratio that the seconds of CPU allow
    is given too, which other jobs on the machine change less.
    """
    recipe = Recipe(model)
    made_by = recipe.made_by(Authority.shipped())
    some = made[: max(20, len(made) // 4)]
    with Local(recipe, made_by, 1) as one, Local(recipe, made_by, 2) as two:
        for reader in (one, two):
            read(reader, made[:8])
        walls: dict[int, list[float]] = {1: [], 2: []}
        used: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(TURNS):
            for count, reader in ((1, one), (2, two)):
                begun, before = time.perf_counter(), cpu()
                read(reader, some)
                walls[count].append(time.perf_counter() - begun)
                used[count].append(cpu() - before)
    first, second = min(walls[1]), min(walls[2])
    return [
        ("one worker, words/s", f"{words(some) / first:,.0f}"),
        ("two workers, words/s", f"{words(some) / second:,.0f}"),
        ("two workers against one", f"{first / second:.2f}"),
        ("two workers against one, by seconds of CPU", f"{2 * min(used[1]) / min(used[2]):.2f}"),
    ]


def cpu() -> float:
    """Return the seconds of CPU of this process and its workers."""
    processes = [psutil.Process(), *psutil.Process().children()]
    return sum(used.user + used.system for used in (process.cpu_times() for process in processes))


def read(reader: Local, articles: list[Article]) -> None:
    """Read articles to the end."""
    for one in articles:
        while not reader.room:
            reader.finished(waiting=True)
        reader.submit(one.key, article_bytes(one))
    while reader.finished(waiting=True):
        pass


def rebuilt(count: int, model: str) -> list[tuple[str, str]]:
    """Build, and build again with nothing changed; each in a process of its own."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        with (folder / "articles.jsonl").open("w", encoding="utf8") as stream:
            for one in synthetic.articles(count):
                stream.write(one.line() + "\n")
        first = apart(build, folder, model)
        again = apart(build, folder, model)
        findings = (folder / "graph" / "findings.sqlite").stat().st_size
        store = sum(file.stat().st_size for file in (folder / "graph" / "store").rglob("*"))
    thousand = 1000 / count
    return [
        ("first build, s", f"{first['wall']:.1f}"),
        ("build again, nothing changed, s", f"{again['wall']:.2f}"),
        ("first build against again", f"{first['wall'] / again['wall']:.0f}"),
        ("CPU of the first build, s per 1,000 articles", f"{first['cpu'] * thousand:,.0f}"),
        ("memory of the building process, MB", f"{first['memory']:,.0f}"),
        ("largest worker, MB", f"{first['worker']:,.0f}"),
        ("findings on the disk, MB per 1,000 articles", f"{findings / 1e6 * thousand:,.0f}"),
        ("store on the disk, MB per 1,000 articles", f"{store / 1e6 * thousand:,.0f}"),
    ]


def build(folder: Path, model: str) -> dict[str, float]:
    """Build the graph of the articles in a folder with two workers; return what it took."""
    begun = time.perf_counter()
    tieline.build([folder / "articles.jsonl"], folder / "graph", model=model, workers=2)
    wall = time.perf_counter() - begun
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return {
        "wall": wall,
        "cpu": sum(used.ru_utime + used.ru_stime for used in (own, workers)),
        "memory": own.ru_maxrss / unit,
        "worker": workers.ru_maxrss / unit,
    }


def apart(part: Callable[..., Any], *given: Any) -> Any:
    """Run one part in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(part, given)


def words(articles: list[Article]) -> int:
    """Return the number of words."""
    return sum(len(article.text.split()) for article in articles)


if __name__ == "__main__":
    main()
