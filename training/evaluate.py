"""Score a pipeline on the test sets. Usage: python training/evaluate.py BINS [MODEL]

BINS is what prepare.py wrote; MODEL is accurate, small or the path of a spaCy pipeline. Prints Markdown rows: syntax on
the treebanks' test part with gold words; sentences of GUM's news as running text, read as tieline reads an article;
names on each set as exact spans of PERSON, ORG and PLACE (GPE, LOC and FAC as one: the sets draw no line between them);
and every label on our own passages, the only set that has them all.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

import spacy
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from tieline import language

NAME_SETS = ("uner_pud_test", "uner_ewt_test", "gum_test", "gmb_test", "own_dev")
PLACES = {"GPE", "LOC", "FAC"}
SHIPPED_FOLDER = Path(language.__file__).parent / "models"
COUNTED = PLACES | {"PERSON", "ORG"}


def read(path, nlp):
    """Return the gold Docs of a DocBin."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def syntax(nlp, path):
    """Return tag, POS, UAS, LAS and sentence F1 in percent."""
    gold = read(path, nlp)
    words = sum(len(doc) for doc in gold)
    started = time.perf_counter()
    guesses = list(nlp.pipe(Doc(nlp.vocab, [t.text for t in d], [bool(t.whitespace_) for t in d]) for d in gold))
    seconds = time.perf_counter() - started
    scores = Scorer(nlp).score([Example(a, b) for a, b in zip(guesses, gold, strict=True)])
    keys = ("tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
    return {**{key: 100 * scores[key] for key in keys}, "words/s": words / seconds}


def sentences(nlp, path):
    """Return F1 in percent of exact sentence spans in running text."""
    right = found = wanted = 0
    for line in path.read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        expected = {tuple(pair) for pair in record["sentences"]}
        guessed = {(span.start, span.end) for span in language.analyse(record["text"], nlp).sentences}
        right, found, wanted = right + len(expected & guessed), found + len(guessed), wanted + len(expected)
    return {"sents_f": f1(right, found, wanted), "sentences": wanted}


def merged(doc):
    """Return the names of persons, organizations and places, the three sorts of places as one label."""
    return {(start, end, "PLACE" if label in PLACES else label) for start, end, label in every(doc) if label in COUNTED}


def every(doc):
    """Return all names with their labels."""
    return {(e.start_char, e.end_char, e.label_) for e in doc.ents}


def names(nlp, path, marks=merged):
    """Return F1 in percent over all marks and per label; guesses that touch missing tokens do not count."""
    found, right, wanted = Counter(), Counter(), Counter()
    gold_docs = read(path, nlp)
    for gold, guess in zip(gold_docs, nlp.pipe(doc.text for doc in gold_docs), strict=True):
        unknown = [token.idx for token in gold if token.ent_iob_ == ""]
        expected = marks(gold)
        wanted.update(label for *_, label in expected)
        for start, end, label in marks(guess):
            if (start, end, label) in expected:
                found[label] += 1
                right[label] += 1
            elif not any(start <= i < end for i in unknown):
                found[label] += 1
    labels = {label: f1(right[label], found[label], wanted[label]) for label in sorted(wanted)}
    return {"F1": f1(right.total(), found.total(), wanted.total()), **labels}


def f1(right, found, wanted):
    """Return F1 in percent."""
    return 200 * right / (found + wanted) if found + wanted else 0.0


def show(title, scores):
    """Print one row."""
    print(f"| {title} | " + " | ".join(f"{key} {value:,.1f}" for key, value in scores.items()) + " |")


def main(bins, model):
    """Print the rows."""
    complete = language.load(model)
    nlp = spacy.load(SHIPPED_FOLDER / model if model in language.SHIPPED else model)  # without the rules on sentences
    show("EWT + GUM test", syntax(nlp, bins / "ud_test.spacy"))
    show("GUM news, running text", sentences(complete, bins / "news.jsonl"))
    for name in NAME_SETS:
        show(name, names(nlp, bins / "all" / f"{name}.spacy"))
    show("own_dev, every label", names(nlp, bins / "all" / "own_dev.spacy", marks=every))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "accurate")
