"""Score a pipeline on the test sets. Usage: python training/evaluate.py BINS [MODEL]

BINS is what prepare.py wrote. Prints Markdown rows: syntax on the treebanks' test part, names on each test set, with
PERSON, ORG and place (GPE, LOC and FAC as one) merged into one score beside all labels.
"""

import sys
import time
from pathlib import Path

import spacy
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

NAME_SETS = ("uner_pud_test", "uner_ewt_test", "gum_test", "gmb_test", "own_dev")
PLACES = {"GPE", "LOC", "FAC"}


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


def merged(doc):
    """Return the entities that count, places as one label."""
    return {
        (e.start_char, e.end_char, "PLACE" if e.label_ in PLACES else e.label_)
        for e in doc.ents
        if e.label_ in PLACES | {"PERSON", "ORG"}
    }


def names(nlp, path):
    """Return precision, recall and F1 in percent, and F1 per label; guesses on missing tokens do not count."""
    found, right, wanted = {}, {}, {}
    gold_docs = read(path, nlp)
    for gold, guess in zip(gold_docs, nlp.pipe(doc.text for doc in gold_docs), strict=True):
        unknown = [t.idx for t in gold if t.ent_iob_ == ""]
        expected = merged(gold)
        for e in merged(guess):
            if e in expected or not any(e[0] <= i < e[1] for i in unknown):
                found[e[2]] = found.get(e[2], 0) + 1
                right[e[2]] = right.get(e[2], 0) + (e in expected)
        for e in expected:
            wanted[e[2]] = wanted.get(e[2], 0) + 1
    total = tuple(sum(counts.values()) for counts in (right, found, wanted))
    labels = {key: f1(right.get(key, 0), found.get(key, 0), wanted[key]) for key in sorted(wanted)}
    return {"F1": f1(*total), **labels}


def f1(right, found, wanted):
    """Return F1 in percent."""
    return 200 * right / (found + wanted) if found + wanted else 0.0


def main(bins, model):
    """Print the tables."""
    nlp = spacy.load(model) if model else __import__("tieline").language.load()
    scores = syntax(nlp, bins / "ud_test.spacy")
    print("| EWT + GUM test | " + " | ".join(f"{key} {value:,.1f}" for key, value in scores.items()) + " |")
    for name in NAME_SETS:
        scores = names(nlp, bins / "all" / f"{name}.spacy")
        print(f"| {name} | " + " | ".join(f"{key} {value:.1f}" for key, value in scores.items()) + " |")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
