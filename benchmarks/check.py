"""Measure `tieline check`: seconds for a graph of many articles; print a Markdown table.

Usage: python benchmarks/check.py [QUADS] [WORKERS ...]       (default: 100000 quads, 1 and 2 workers)

The articles are records made from a seed, no text is read: thirty sentences each, every one with a tie, an event or a
statement. The seconds count everything, the start of the workers included.
"""

import random
import sys
import time

from tieline.rdf import Store, article_quads, run_quads
from tieline.rdf.checking import Checked, check
from tieline.records import RELATION_TYPES, Article, Entity, Event, Extraction, Mention, Relation, Span, Statement

SENTENCES = 30
NAMES = ("Abzari", "Bektash", "Chamoun", "Darwazeh", "Ersoy", "Fakhrouri", "Gharbawi", "Halabji", "Izmirli", "Kiwani")
FACTUALITIES = ("happened", "happened", "happened", "claimed", "denied", "planned", "possible")
PART = ("assertion", "event", "statement")


def main(quads: int, workers: list[int]) -> None:
    """Print the table."""
    chance = random.Random(7)
    store, extractions = Store.memory(), []
    while len(store) < quads:
        made = article(chance, f"a{len(extractions)}")
        extractions.append(made)
        store.extend(article_quads(made))
    store.extend(run_quads("1", "by-hand-1", articles=[made.article.key for made in extractions]))
    print("| quads | articles | records | workers | seconds | quads a second | faults |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for number in workers:
        begun = time.perf_counter()
        found = check(store, extractions, workers=number)
        seconds = time.perf_counter() - begun
        print(row(len(store), found, number, seconds))


def row(quads: int, found: Checked, workers: int, seconds: float) -> str:
    records = sum(found.checked[kind] for kind in PART)
    counts = f"| {quads:,} | {found.checked['article']:,} | {records:,} | {workers} "
    return f"{counts}| {seconds:.1f} | {quads / seconds:,.0f} | {len(found.faults)} |"


def article(chance: random.Random, key: str) -> Extraction:
    """Return one article; each sentence names two of ten people."""
    text, sentences, parts = "", [], {kind: [] for kind in PART}
    mentions: list[list[Mention]] = [[] for _ in NAMES]
    for at in range(SENTENCES):
        one, other = chance.sample(range(len(NAMES)), 2)
        start = len(text)
        text += f"{NAMES[one]} is said, by people who ought to know, to have met with {NAMES[other]} on day {at}.\n"
        sentence = Span(start, len(text) - 1)
        sentences.append(sentence)
        ends = []
        for person in (one, other):
            place = text.index(NAMES[person], start)
            ends.append(Span(place, place + len(NAMES[person])))
            mentions[person].append(Mention(ends[-1].start, ends[-1].end))
        verb = text.index("met", start)
        told = (f"r{at}", f"e{one}", f"e{other}", sentence, ends, Span(verb, verb + 3))
        kind = PART[at % 3]
        parts[kind].append(MAKE[kind](chance, *told))
    entities = tuple(
        Entity(f"e{at}", name, "Person", tuple(mentions[at]), iri=f"https://w3id.org/tieline/id/entity/{name.lower()}")
        for at, name in enumerate(NAMES)
        if mentions[at]
    )
    records = (tuple(parts[kind]) for kind in ("statement", "event", "assertion"))
    return Extraction(Article(key, key, text), tuple(sentences), entities, *records, model="by-hand-1")


def tie(chance, name, one, other, sentence, ends, verb) -> Relation:
    type_ = chance.choice([type_ for type_ in RELATION_TYPES if type_ != "holdsOffice"])
    how = chance.choice(FACTUALITIES)
    return Relation(name, type_, one, sentence, *ends, other, None, verb, factuality=how, pattern="by-hand")


def event(chance, name, one, other, sentence, ends, verb) -> Event:
    how = chance.choice(FACTUALITIES)
    spans = ((ends[0],), (ends[1],))
    return Event(name, "CONSULT", verb, sentence, (one,), (other,), *spans, date="2024-01-02", factuality=how)


def statement(chance, name, one, other, sentence, ends, verb) -> Statement:
    content = Span(verb.start, sentence.end - 1)
    form = chance.choice(("direct", "indirect", "mixed"))
    return Statement(name, (content,), sentence, form, speaker=one, speaker_span=ends[0], about=(other,))


MAKE = {"assertion": tie, "event": event, "statement": statement}


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(given[0] if given else 100_000, given[1:] or [1, 2])
