"""Score the events of our own annotated passages, and count false ones in plain background prose.

Usage: python benchmarks/own_events.py [--model NAME]

A predicted event is paired with a gold one where their triggers share a word of the text. `type` counts pairs of equal
type; `actor` and `recipient` the parties of all events, those without a partner included; `strict` the pairs equal in
type, actors and recipients. A party is right where its words, or another name that the article uses for the same
entity, share the head word of the gold one. Events in which all are actors (a meeting) are compared with roles pooled.
"""

import argparse
import re
from pathlib import Path

import own

BACKGROUND = Path(__file__).resolve().parent.parent / "tests" / "extraction" / "background.txt"
MEASURES = ("type", "actor", "recipient", "strict")
SMALL_WORDS = frozenset(
    {"of", "in", "from", "at", "on", "for", "with", "by", "to", "who", "which", "that", "near", "against"}
)
NO_WEIGHT = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "mr", "mrs", "ms", "dr", "some", "several", "many"}
)


def main() -> None:
    """Extract the passages and print the rows."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", default=None)
    read = _reader(arguments.parse_args().model)
    print("\n".join(rows({id_: read(text) for id_, text in annotated_texts().items()})))


def annotated_texts() -> dict[str, str]:
    """Return what is to be extracted: the passages by id, the background sentences as "background-1" and so on."""
    texts = {record["doc"]: own.passage(record["doc"]) for record in own.annotations("events")}
    return texts | {f"background-{n}": sentence for n, sentence in enumerate(background(), 1)}


def rows(found: dict[str, dict]) -> list[str]:
    """Return the rows of the table of `score.py`: test third, the rest, background.

    Args:
        found: id of `annotated_texts` → what `tieline extract` prints of it.
    """
    gold = {record["doc"]: record["events"] for record in own.annotations("events")}
    made = []
    for name, third in (("own passages, test third", True), ("own passages, the rest", False)):
        scored = score({doc: gold[doc] for doc in gold if own.in_test_third(doc, "events") is third}, found)
        for measure in MEASURES:
            cells = " | ".join(f"{100 * value:.1f}" for value in scored[measure])
            made.append(f"| {name if measure == MEASURES[0] else ''} | events: {measure} | {cells} |")
    false = [len(each["events"]) for id_, each in found.items() if id_.startswith("background-")]
    made.append(f"| own background prose | false events per 100 sentences | | | {100 * sum(false) / len(false):.1f} |")
    return made


def background() -> list[str]:
    """Return the sentences in which nothing political happens, one a line."""
    return [line for line in BACKGROUND.read_text(encoding="utf8").splitlines() if line and not line.startswith("#")]


def _reader(model: str | None):
    """Return a function: text → what `tieline extract` prints of it."""
    from tieline.extraction.codec import contract
    from tieline.extraction.extract import extract
    from tieline.identity import Authority
    from tieline.language import load
    from tieline.records import Article

    nlp, names = load(model), Authority.shipped()
    return lambda text: contract(extract(Article("a", "a", text), nlp, names=names))


def score(gold: dict[str, list[dict]], found: dict[str, dict]) -> dict[str, tuple[float, float, float]]:
    """Return (precision, recall, F1) by measure.

    Args:
        gold: passage → its events as annotated.
        found: passage → what `tieline extract` prints of it.
    """
    counts = {measure: [0, 0, 0] for measure in MEASURES}
    for doc, events in gold.items():
        for measure, parts in _counts(events, found[doc]).items():
            counts[measure] = [a + b for a, b in zip(counts[measure], parts, strict=True)]
    return {measure: _prf(*parts) for measure, parts in counts.items()}


def _counts(gold: list[dict], found: dict) -> dict[str, list[int]]:
    """Return the numbers right, predicted and wanted by measure."""
    pairs = pair(gold, found)
    counts = {measure: [0, 0, 0] for measure in MEASURES}
    for measure in ("type", "strict"):
        counts[measure] = [0, len(found["events"]), len(gold)]
    counts["type"][0] = sum(gold[i]["type"] == found["events"][j]["type"] for i, j in pairs)
    partner = dict(pairs)
    for i, each in enumerate(gold):
        other = found["events"][partner[i]] if i in partner else None
        right = other is not None and each["type"] == other["type"]
        for measure, wanted, given in parties(each, other, found):
            hits = _assigned(wanted, given)
            right = right and hits == len(wanted) == len(given)
            counts[measure] = [a + b for a, b in zip(counts[measure], (hits, len(given), len(wanted)), strict=True)]
        counts["strict"][0] += right
    alone = set(range(len(found["events"]))) - {j for _, j in pairs}
    for event in (found["events"][j] for j in alone):
        counts["actor"][1] += len(event["actor_spans"])
        counts["recipient"][1] += len(event["recipient_spans"])
    return counts


def pair(gold: list[dict], found: dict) -> list[tuple[int, int]]:
    """Return (gold, found) numbers of events whose triggers overlap, each once, equal types and parties first."""
    possible = [
        (
            each["type"] != event["type"],
            -sum(_assigned(wanted, given) for _, wanted, given in parties(each, event, found)),
            i,
            j,
        )
        for i, each in enumerate(gold)
        for j, event in enumerate(found["events"])
        for match in re.finditer(re.escape(each["trigger"]), found["text"])
        if match.start() < event["trigger"]["end"] and event["trigger"]["start"] < match.end()
    ]
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(possible):
        if i not in {a for a, _ in pairs} and j not in {b for _, b in pairs}:
            pairs.append((i, j))
    return pairs


def parties(gold: dict, event: dict | None, found: dict) -> list[tuple[str, list[str], list[set[str]]]]:
    """Return (measure, gold words, found words and other names of the same) for each role."""
    given = {
        role: [_names(found, event[f"{role}s"], span) for span in event[f"{role}_spans"]] if event else []
        for role in ("actor", "recipient")
    }
    if len(gold["actors"]) > 1 and not gold["recipients"]:
        given = {"actor": given["actor"] + given["recipient"], "recipient": []}
    return [(role, gold[f"{role}s"], given[role]) for role in ("actor", "recipient")]


def _names(found: dict, ids: list[str], span: dict) -> set[str]:
    """Return the words of a party and those that the article uses elsewhere for the same entity."""
    text = found["text"]
    words = {text[span["start"] : span["end"]]}
    for entity in found["entities"]:
        mentions = [(m["start"], m["end"]) for m in entity["mentions"]]
        if entity["id"] in ids and any(a < span["end"] and span["start"] < b for a, b in mentions):
            words |= {entity["name"], *(text[a:b] for a, b in mentions)}
    return words


def _assigned(wanted: list[str], given: list[set[str]]) -> int:
    """Return how many of the wanted find a given one of their own, first come first served."""
    left = list(given)
    for each in wanted:
        same = next((names for names in left if any(_same(each, name) for name in names)), None)
        if same is not None:
            left.remove(same)
    return len(given) - len(left)


def _same(one: str, other: str) -> bool:
    (words, head), (words2, head2) = _head(one), _head(other)
    return bool(head and head2) and (head in words2 or head2 in words)


def _head(text: str) -> tuple[set[str], str]:
    """Return the words of weight and the head: the last before the first preposition or comma."""
    words: list[str] = []
    head = ""
    for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)?|[,()]", re.sub(r"\b(\w)\.(?=\w\b|\s|$)", r"\1", text.lower())):
        if word in SMALL_WORDS or word in ",()":
            head = head or (words[-1] if words else "")
        elif word not in NO_WEIGHT:
            words.append(re.sub(r"['’]s?$", "", word).removesuffix("s") if len(word) > 3 else word)
    return set(words), head or (words[-1] if words else "")


def _prf(right: int, given: int, wanted: int) -> tuple[float, float, float]:
    precision = right / given if given else 0.0
    recall = right / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
