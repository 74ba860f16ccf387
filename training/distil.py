"""Let the accurate pipeline annotate text that the small one learns from.

Usage: python training/distil.py BINS PIPELINE

PIPELINE is what export.py wrote. Texts: the public-domain news of GMB (its own annotation is not read), the train part
of the treebanks and that of our own passages. Writes BINS/small_syntax/ (the treebanks with their gold trees, and
trees by the pipeline for the other texts) and BINS/small_names/ (the gold sets, and names by the pipeline for texts
that have none).
"""

import shutil
import sys
from itertools import islice
from pathlib import Path

import spacy
import tieline.language.encoder  # noqa: F401 -- registers the architecture
from spacy.tokens import Doc, DocBin

SENTENCES = 6  # of GMB, whose records are single sentences, to a text
TREE = ("TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START")
NAMES = ("ENT_IOB", "ENT_TYPE")


def texts(path, vocab, together=1):
    """Yield the texts of a DocBin, so many records to a text."""
    docs = DocBin().from_disk(path).get_docs(vocab)
    while group := list(islice(docs, together)):
        yield " ".join(doc.text.strip() for doc in group)


def copy(docs, keep):
    """Return a DocBin with some of the annotation."""
    out = DocBin(attrs=[*keep])
    for doc in docs:
        out.add(doc)
    return out


def main(bins, pipeline):
    """Annotate and lay out the folders."""
    nlp = spacy.load(pipeline)
    syntax, names = bins / "small_syntax", bins / "small_names"
    for folder in (syntax, names):
        folder.mkdir(exist_ok=True)
    news = list(nlp.pipe(texts(bins / "all" / "gmb_train.spacy", nlp.vocab, SENTENCES)))
    own = list(nlp.pipe(texts(bins / "all" / "own_train.spacy", nlp.vocab)))
    gold = DocBin().from_disk(bins / "ud_train.spacy").get_docs(nlp.vocab)
    treebanks = list(nlp.pipe(Doc(nlp.vocab, [t.text for t in d], [bool(t.whitespace_) for t in d]) for d in gold))
    shutil.copy(bins / "ud_train.spacy", syntax / "gold.spacy")
    copy([*news, *own], TREE).to_disk(syntax / "silver.spacy")
    copy([*news, *treebanks], NAMES).to_disk(names / "silver.spacy")
    for path in (bins / "ner_train").glob("*.spacy"):
        shutil.copy(path, names)
    for part in (news, own, treebanks):
        print(len(part), "texts", sum(len(doc) for doc in part), "words", sum(len(doc.ents) for doc in part), "names")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
