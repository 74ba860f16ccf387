"""Score lasting ties on the passages of our own that are annotated by hand; print a Markdown table.

Usage: python benchmarks/own_relations.py [--model NAME]

Two thirds are there to look at errors; the test third (`own.in_test_third`) only measures.

The gold names its ends by their words, so an end is right where a name or description of the found entity (or the
found office) holds the gold's words or the other way round; "the", "a" and "'s" do not count. Each tie counts once a
passage, however often it is told. Matching is one to one. Untyped: the two ends alone, in either order.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import own

SYMMETRIC = {"alliedWith", "opposes", "fightsAgainst", "meetsWith"}
SKIPPED = {"the", "a", "an", "his", "her", "its", "their", "of", "s"}


def words(text: str) -> tuple[str, ...]:
    """Return the words of a name for comparison, in lower case."""
    found = re.findall(r"\w+", re.sub(r"['’`‘]", "", re.sub(r"['’]s\b", "", text.casefold())))
    return tuple(word for word in found if word not in SKIPPED) or tuple(found)


def same(gold: str, names: list[str]) -> bool:
    """Tell whether one of the names holds the gold's words or the other way round."""
    wanted = words(gold)
    return any(_inside(wanted, each) or _inside(each, wanted) for each in map(words, names))


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1)) if short else False


def ties(found: dict) -> list[dict]:
    """Return the ties of what `tieline extract` printed for a passage, each once: type and what its ends are called."""
    text = found["text"]
    called = {}
    for entity in found["entities"]:
        mentions = [text[m["start"] : m["end"]] for m in entity["mentions"] if m["kind"] != "pronoun"]
        called[entity["id"]] = [entity["name"], *mentions]
    kept = {}
    for each in found["relations"]:
        office = each["type"] == "holdsOffice"
        end = each["object_text"] if office else each["object"]
        ends = sorted((each["subject"], end)) if each["type"] in SYMMETRIC else (each["subject"], end)
        kept.setdefault(
            (each["type"], *ends),
            {
                "type": each["type"],
                "subject": called[each["subject"]],
                "object": [end] if office else called[end],
                "former": each["former"],
                "sentence": text[each["evidence"]["start"] : each["evidence"]["end"]],
                "pattern": each["pattern"],
            },
        )
    return list(kept.values())


def matched(gold: list[dict], guesses: list[dict], *, typed: bool) -> dict[int, int]:
    """Return guess -> gold, by number, of a largest one-to-one matching."""
    edges = [[g for g, each in enumerate(gold) if _fits(each, guess, typed)] for guess in guesses]
    owner: dict[int, int] = {}

    def augment(guess: int, seen: set[int]) -> bool:
        for g in edges[guess]:
            if g not in seen:
                seen.add(g)
                if g not in owner or augment(owner[g], seen):
                    owner[g] = guess
                    return True
        return False

    for guess in range(len(guesses)):
        augment(guess, set())
    return {guess: g for g, guess in owner.items()}


def _fits(gold: dict, guess: dict, typed: bool) -> bool:
    if typed and gold["type"] != guess["type"]:
        return False
    ends = gold["subject"], gold["object"]
    orders = [ends] if typed and gold["type"] not in SYMMETRIC else [ends, ends[::-1]]
    return any(same(a, guess["subject"]) and same(b, guess["object"]) for a, b in orders)


def measure(gold: dict[str, list[dict]], found: dict[str, dict]) -> dict[str, dict]:
    """Return P, R, F1 and counts of "typed" and "untyped"; `right_time` is the share of typed hits with `former` right.

    Args:
        gold: passage -> its annotated relations.
        found: passage -> what `tieline extract` prints.
    """
    scores = {}
    for name in ("typed", "untyped"):
        right = guessed = wanted = timed = 0
        for doc, annotated in gold.items():
            guesses, relations = ties(found[doc]) if doc in found else [], annotated
            if name == "untyped":
                guesses = _pairs(guesses, lambda each: (each["subject"][0], each["object"][0]))
                relations = _pairs(annotated, lambda each: (each["subject"], each["object"]))
            hits = matched(relations, guesses, typed=name == "typed")
            right, guessed, wanted = right + len(hits), guessed + len(guesses), wanted + len(relations)
            timed += sum(guesses[a]["former"] == relations[b]["former"] for a, b in hits.items())
        p, r = right / guessed if guessed else 0.0, right / wanted if wanted else 0.0
        scores[name] = {
            "p": 100 * p,
            "r": 100 * r,
            "f1": 200 * p * r / (p + r) if p + r else 0.0,
            "tp": right,
            "fp": guessed - right,
            "fn": wanted - right,
            "right_time": 100 * timed / right if right else 0.0,
        }
    return scores


def _pairs(relations: list[dict], ends: Callable[[dict], tuple[str, str]]) -> list[dict]:
    """Return one tie for each pair of ends."""
    kept: dict[tuple[str, ...], dict] = {}
    for each in relations:
        kept.setdefault(tuple(sorted(ends(each))), each)
    return list(kept.values())


def annotated_texts() -> dict[str, str]:
    """Return the texts of the annotated passages by id."""
    return {record["doc"]: own.passage(record["doc"]) for record in own.annotations("events")}


def gold(*, test: bool) -> dict[str, list[dict]]:
    """Return passage -> its annotated relations, of the test third or of the rest."""
    return {
        record["doc"]: record["relations"]
        for record in own.annotations("events")
        if own.in_test_third(record["doc"], "events") is test
    }


def rows(found: dict[str, dict]) -> list[str]:
    """Return rows of the table for the test third and for the rest; `found` is what `tieline extract` prints, by id."""
    made = []
    for name, test in (("own passages, test third", True), ("own passages, the rest", False)):
        scored = measure(gold(test=test), found)
        for kind in ("untyped", "typed"):
            cells = " | ".join(f"{scored[kind][key]:.1f}" for key in ("p", "r", "f1"))
            made.append(f"| {name} | ties: {kind} | {cells} |")
        made.append(f"| | ties: past or present right | | | {scored['typed']['right_time']:.1f} |")
    return made


def main() -> int:
    """Extract the passages and print the table."""
    import score

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", default=None)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found, _, _ = score.extract(annotated_texts(), Path(folder), options.model)
    print("\n".join(["| set | measure | P | R | F1 |", "| --- | --- | ---: | ---: | ---: |", *rows(found)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
