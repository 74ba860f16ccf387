"""Measure accuracy on the gold sets and rewrite the table of docs/accuracy.md.

Usage: python benchmarks/score.py [GOLD_FOLDER] [--model NAME] [--dry]

GOLD_FOLDER (../shared/benchmarks beside the checkout unless given) holds polnear/, re3d/, events/ and their scorers;
without it nothing is measured. Only the dev parts are read. The texts are never printed or kept.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import own_events
import own_relations
import own_statements
import predictions

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
GOLD = ROOT.parent / "shared" / "benchmarks"
START, END = "<!-- scores:start -->", "<!-- scores:end -->"


def main() -> int:
    """Run everything; exit status 0 also where the data is absent."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path, nargs="?", default=GOLD)
    arguments.add_argument("--model", default=None)
    arguments.add_argument("--dry", action="store_true", help="print the table, leave docs/accuracy.md alone")
    options = arguments.parse_args()
    if not (options.gold / "score_statements.py").exists():
        print(f"no gold sets in {options.gold}: nothing measured (make score DATA=folder)")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(options.gold, Path(folder), options.model)
    table = "\n".join(["| set | measure | P | R | F1 |", "| --- | --- | ---: | ---: | ---: |", *rows])
    print(table)
    if not options.dry:
        before, _, rest = PAGE.read_text(encoding="utf8").partition(START)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{START}\n{table}\n{END}{after}", encoding="utf8")
    return 0


def measure(gold: Path, folder: Path, model: str | None) -> list[str]:
    """Extract the three sets, score them, and return the rows of the table."""
    polnear = read(gold / "polnear" / "dev.jsonl.gz")
    re3d = read(gold / "re3d" / "dev.jsonl")
    events = read(gold / "events" / "events_dev.jsonl")
    sentences = {record["sent_id"]: record["text"] for record in events}
    rows = []

    found, words, seconds = extract({d["id"]: d["text"] for d in polnear}, folder, model)
    path = write(folder / "statements.jsonl", (predictions.statements(id_, x) for id_, x in found.items()))
    scored = score(gold / "score_statements.py", gold / "polnear" / "dev.jsonl.gz", path)
    spoken = score(gold / "score_statements.py", gold / "polnear" / "dev.jsonl.gz", path, "--communication")
    for group in ("ALL", "QUOTED", "INDIRECT"):
        rows.append(row("PolNeAR dev", f"statements, {group}: source+content", scored[group]["source_content"]))
        rows.append(row("", f"statements, {group}: content", scored[group]["content"]))
    rows.append(row("", "statements, --communication ALL: source+content", spoken["ALL"]["source_content"]))
    rows.append(f"| | speaker accuracy, ALL | | | {scored['ALL']['speaker_accuracy']} |")

    rows += own_statements.rows(extract(own_statements.annotated_texts(), folder, model)[0])

    found, more, longer = extract({d["id"]: d["text"] for d in re3d}, folder, model)
    words, seconds = words + more, seconds + longer
    kinds = ("--types", "Person,Organisation,Location", "--trim")
    for name, options in (("named only", (*kinds, "--named-only")), ("all mentions", kinds)):
        named = name == "named only"
        path = write(folder / "entities.jsonl", (predictions.entities(id_, x, named=named) for id_, x in found.items()))
        scored = score(gold / "score_entities.py", gold / "re3d" / "dev.jsonl", path, *options)
        rows.append(row("re3d dev", f"mentions, {name}: overlap", scored["overlap"]["micro"]))
        rows.append(row("", f"mentions, {name}: exact", scored["exact"]["micro"]))
    path = write(folder / "relations.jsonl", (predictions.relations(id_, x) for id_, x in found.items()))
    mapping = folder / "map.json"
    mapping.write_text(json.dumps({**predictions.RE3D_RELATIONS, **predictions.RE3D_EVENTS}))
    options = ("--arg-types", "Person,Organisation", "--map", str(mapping))
    scored = score(gold / "score_relations.py", gold / "re3d" / "dev.jsonl", path, *options)
    rows.append(row("", "relations between actors, untyped", scored["untyped"]))
    rows.append(row("", "relations between actors, typed", scored["typed"]))
    rows += own_relations.rows(extract(own_relations.annotated_texts(), folder, model)[0])

    found, _, _ = extract(sentences, folder, model)
    path = write(folder / "events.jsonl", (predictions.events(id_, x) for id_, x in found.items()))
    scored = score(gold / "events" / "score_events.py", gold / "events" / "events_dev.jsonl", path)
    for name, measure_ in (("type", "type"), ("source", "source"), ("target", "target"), ("tuple, strict", "strict")):
        rows.append(row("PLOVER gold sentences dev", f"events: {name}", scored[measure_], percent=100))
    silent = sum(1 for x in (found[id_] for id_ in gsr(events)) if not x["events"])
    rows.append(f"| | sentences with no event at all | | | {100 * silent / len(gsr(events)):.1f} % |")
    rows += own_events.rows(extract(own_events.annotated_texts(), folder, model)[0])
    rows.append(
        f"| PolNeAR and re3d dev | words per second, `tieline extract`, one process | | | {words / seconds:,.0f} |"
    )
    return rows


def gsr(events: list[dict]) -> list[str]:
    """Return the sentence ids of the scored subset."""
    return sorted({record["sent_id"] for record in events if record["subset"] == "plover_gsr"})


def row(name: str, measure_: str, values: dict, percent: float = 1) -> str:
    """Format one row."""
    cells = " | ".join(f"{percent * values[key]:.1f}" for key in ("p", "r", "f1"))
    return f"| {name} | {measure_} | {cells} |"


def read(path: Path) -> list[dict]:
    """Read JSON lines, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(path: Path, records) -> Path:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def extract(texts: dict[str, str], folder: Path, model: str | None) -> tuple[dict[str, dict], int, float]:
    """Run `tieline extract` over texts: id -> what it prints, number of words, seconds without the start-up."""
    path = write(folder / "input.jsonl", ({"id": id_, "text": text} for id_, text in texts.items()))
    command = [sys.executable, "-m", "tieline", "extract", *(["--model", model] if model else [])]
    empty = write(folder / "one.jsonl", [{"id": "0", "text": "The minister met the envoy."}])
    started = time.perf_counter()
    subprocess.run([*command, str(empty)], check=True, capture_output=True)
    begun = time.perf_counter()
    done = subprocess.run([*command, str(path)], check=False, capture_output=True, text=True)
    seconds = (time.perf_counter() - begun) - (begun - started)
    if done.returncode == 2:
        sys.exit(done.stderr)
    if done.stderr.strip():
        print(done.stderr.strip(), file=sys.stderr)
    found = {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}
    nothing = {"text": "", "entities": [], "statements": [], "events": [], "relations": []}
    words = sum(len(text.split()) for text in texts.values())
    return {id_: found.get(id_, nothing) for id_ in texts}, words, seconds


def score(scorer: Path, gold: Path, path: Path, *options: str) -> dict:
    """Run a scorer and return what it prints."""
    command = [sys.executable, str(scorer), str(gold), str(path), *options, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    sys.exit(main())
