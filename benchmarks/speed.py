"""Measure speed and memory; print a Markdown table.

Usage: python benchmarks/speed.py [INPUT ...]       (default: the sample corpus)

The size of the wheel is that of the newest one in dist/ (`make dist`), and left out where there is none.

Each row runs in a fresh interpreter, so that none profits from what another has loaded. Words are runs of characters
between white space. One process throughout; times are wall-clock seconds, the best of several runs where that is said.
"""

import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import as_file, files
from pathlib import Path

RUNS = 5
ROOT = Path(__file__).resolve().parent.parent


def main(inputs: list[str]) -> None:
    """Print the table."""
    with as_file(files("tieline.corpus")) as corpus:
        paths = inputs or [str(corpus)]
        print("| measure | value | peak memory |\n| --- | ---: | ---: |")
        for wheel in sorted((ROOT / "dist").glob("*.whl"), key=lambda path: path.stat().st_mtime)[-1:]:
            print(f"| the wheel, language pipelines included | {wheel.stat().st_size / 1e6:.1f} MB | |")
        print(f"| `import tieline`, above a bare interpreter (median of {RUNS}) | {1000 * import_seconds():.0f} ms | |")
        print(f"| `tieline --help`, from start to end (median of {RUNS}) | {1000 * help_seconds():.0f} ms | |")
        for part in (load, parse, statements, extract, build):
            for name, value, megabytes in apart(part, paths):
                print(f"| {name} | {value} | {megabytes:.0f} MB |")


def import_seconds() -> float:
    """Return what `import tieline` adds to the start of Python."""

    started("-c", "import tieline")  # fills the file cache
    return statistics.median(started("-c", "import tieline") - started("-c", "pass") for _ in range(RUNS))


def help_seconds() -> float:
    """Return how long `tieline --help` takes, the start of Python included."""
    started("-m", "tieline", "--help")
    return statistics.median(started("-m", "tieline", "--help") for _ in range(RUNS))


def started(*arguments: str) -> float:
    """Run Python with these arguments; return the seconds it took."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def apart(part, paths: list[str]) -> list[tuple[str, str, float]]:
    """Run one part in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(part, paths).result()


def load(_: list[str]) -> list[tuple[str, str, float]]:
    """Time the loading of the language pipeline, with the import of spaCy."""
    import tieline

    begun = time.perf_counter()
    tieline.language.load()
    return [("load the language pipeline", f"{time.perf_counter() - begun:.1f} s", peak())]


def parse(paths: list[str]) -> list[tuple[str, str, float]]:
    """Time the language pipeline alone."""
    import tieline

    articles, nlp = list(tieline.read(paths)), tieline.language.load()
    rate = best(lambda: [tieline.language.analyse(article.text, nlp) for article in articles], articles)
    return [(f"language pipeline alone (best of {RUNS})", rate, peak())]


def statements(paths: list[str]) -> list[tuple[str, str, float]]:
    """Time who-says-what over parses that are there already, as a share of the time the language pipeline takes."""
    import tieline
    from tieline.extraction.entities import find_entities
    from tieline.extraction.index import EntityIndex
    from tieline.extraction.statements import find_statements
    from tieline.identity import Authority

    articles, nlp, names = list(tieline.read(paths)), tieline.language.load(), Authority.shipped()
    parsing = shortest(lambda: [tieline.language.analyse(article.text, nlp) for article in articles])
    parses = [tieline.language.analyse(article.text, nlp) for article in articles]
    indexes = [(aligned, EntityIndex(aligned, find_entities(aligned, names))) for aligned in parses]
    finding = shortest(lambda: [find_statements(aligned, index) for aligned, index in indexes])
    return [("statements, share of the language pipeline's time", f"{100 * finding / parsing:.1f} %", peak())]


def extract(paths: list[str]) -> list[tuple[str, str, float]]:
    """Time `tieline.extract`: the pipeline, the rules and identity."""
    import tieline

    articles = list(tieline.read(paths))
    tieline.extract(articles[0])  # loads the model and the authority file
    rate = best(lambda: [tieline.extract(article) for article in articles], articles)
    return [(f"`tieline.extract` (best of {RUNS})", rate, peak())]


def build(paths: list[str]) -> list[tuple[str, str, float]]:
    """Time a first build, loading included, and one with nothing new."""
    import tieline

    articles = list(tieline.read(paths))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("first build, start-up included", "build again, nothing changed"):
            begun = time.perf_counter()
            tieline.build(paths, Path(folder) / "graph")
            seconds = time.perf_counter() - begun
            counted = f"{len(articles)} articles, {words(articles):,} words"
            rows.append((f"{name}: {counted}", f"{seconds:.1f} s, {words(articles) / seconds:,.0f} words/s", peak()))
    return rows


def best(work, articles) -> str:
    """Run `work` several times; return the best rate."""
    return f"{words(articles) / shortest(work):,.0f} words/s"


def shortest(work) -> float:
    """Run `work` several times; return the shortest time in seconds."""
    seconds = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def words(articles) -> int:
    """Return the number of words."""
    return sum(len(article.text.split()) for article in articles)


def peak() -> float:
    """Return the greatest memory this process has held, in megabytes."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (size if sys.platform == "darwin" else 1024 * size) / 1e6


if __name__ == "__main__":
    main(sys.argv[1:])
