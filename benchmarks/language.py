"""Measure the two language pipelines; print a Markdown table.

Usage: python benchmarks/language.py [INPUT ...]       (default: the sample corpus)

Each figure comes from a fresh process: seconds to load (the import of spaCy included), words between white space read
in a second by the whole pipeline on one core and on all (best of several runs), peak memory of the process on all.
"""

import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import as_file, files
from pathlib import Path

from speed import best, peak
from tieline.language import SHIPPED


def main(inputs: list[str]) -> None:
    """Print the table."""
    with as_file(files("tieline.corpus")) as corpus:
        paths = inputs or [str(corpus)]
        print("| pipeline | on disk | loads in | one core | all cores | peak memory |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        for model in SHIPPED:
            one, many = (apart(model, paths, cores) for cores in (1, None))
            size = sum(f.stat().st_size for f in folder(model).rglob("*") if f.is_file()) / 1e6
            print(f"| {model} | {size:.0f} MB | {one[0]:.1f} s | {one[1]} | {many[1]} | {many[2]:.0f} MB |")


def folder(model: str) -> Path:
    """Return where a pipeline lies."""
    return Path(str(files("tieline.language"))) / "models" / model


def apart(model: str, paths: list[str], cores: int | None) -> tuple[float, str, float]:
    """Measure in a process of its own."""
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, model, paths, cores).result()


def measure(model: str, paths: list[str], cores: int | None) -> tuple[float, str, float]:
    """Return seconds to load, the rate and the peak memory in megabytes."""
    if cores and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    import tieline

    begun = time.perf_counter()
    nlp = tieline.language.load(model)
    seconds = time.perf_counter() - begun
    articles = list(tieline.read(paths))
    rate = best(lambda: [tieline.language.analyse(article.text, nlp) for article in articles], articles)
    return seconds, rate, peak()


if __name__ == "__main__":
    main(sys.argv[1:])
