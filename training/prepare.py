"""Turn the portable training sets into spaCy DocBins.

Usage: python training/prepare.py DATA OUT

DATA holds ud/*.conllu.gz (CoNLL-U) and ner/*.jsonl.gz ({"text", "spans", "mask"}: characters under a mask are of
unknown status and become missing tokens); our own passages lie in passages/ beside this file, their names marked
[text|TYPE]. OUT gets ud_{train,dev,test}.spacy, all/NAME.spacy for every name set, and the folders ner_train/ and
ner_dev/ with the sets that the shipped pipelines learn from. Sets named *_nc (non-commercial texts) and *_test are
never among those; nor are re3d, so that its documents can be measured on, and GMB (docs/model.md says why).
"""

import gzip
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

SENTENCES_PER_DOC = 8
PASSAGES = Path(__file__).parent / "passages"
MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")
NER_TRAIN = {  # name of a set -> how often it is read in one pass
    "gum_train": 1,
    "uner_ewt_dev": 1,
    "wikigold_train": 1,
    "crossner_politics_train": 1,
    "augmented_names": 1,
    "own_train": 3,
}
NER_DEV = ("gum_dev", "own_dev")
LEFT_OUT = "GMB"  # its annotation, and sentences that carry it, teach nothing that ships

nlp = spacy.blank("en")


def sentences(path):
    """Yield (name of the document it starts or "", starts a paragraph, rows) per sentence; a row is one word."""
    document, paragraph = "", False
    rows, multiword = [], None
    for raw in gzip.open(path, "rt", encoding="utf8"):
        line = raw.rstrip("\n")
        if not line:
            if rows:
                yield document, paragraph, rows
            document, paragraph = "", False
            rows, multiword = [], None
        elif line.startswith("#"):
            if line.startswith("# newdoc"):
                document = line.removeprefix("# newdoc").removeprefix(" id = ") or "document"
            paragraph |= line.startswith("# newpar")
        else:
            cells = line.split("\t")
            glued = "SpaceAfter=No" in cells[9]
            if "-" in cells[0]:  # a multi-word token: its own spacing holds for its last part
                multiword = (int(cells[0].split("-")[1]), glued)
                continue
            if multiword:
                last, after = multiword
                glued = after if int(cells[0]) == last else True
                multiword = None if int(cells[0]) == last else multiword
            morph = "" if cells[5] == "_" else cells[5]
            rows.append([cells[1], not glued, cells[2], cells[3], cells[4], morph, int(cells[6]), cells[7]])


def make_doc(group):
    """Join sentences into one Doc with gold words, spacing and annotation."""
    columns = [[] for _ in range(8)]
    for rows in group:
        start = len(columns[0])
        for i, (form, space, lemma, pos, tag, morph, head, dep) in enumerate(rows):
            head_index = start + (i if head == 0 else head - 1)
            values = (form, space, lemma, pos, tag, morph, head_index, "ROOT" if head == 0 else dep)
            for column, value in zip(columns, values, strict=True):
                column.append(value)
    words, spaces, lemmas, pos, tags, morphs, heads, deps = columns
    return Doc(
        nlp.vocab, words=words, spaces=spaces, lemmas=lemmas, pos=pos, tags=tags, morphs=morphs, heads=heads, deps=deps
    )


def treebank(path, out):
    """Write a treebank set; return the number of Docs."""
    bin_, group = DocBin(), []
    for new_document, new_paragraph, rows in sentences(path):
        if group and (new_document or len(group) == SENTENCES_PER_DOC):
            bin_.add(make_doc(group))
            group = []
        if group and new_paragraph:
            group[-1][-1][1] = True
        group.append(rows)
    if group:
        bin_.add(make_doc(group))
    bin_.to_disk(out)
    return len(bin_)


def records(path):
    """Yield the records of a portable set of names."""
    for line in gzip.open(path, "rt", encoding="utf8"):
        yield json.loads(line)


def passages(part):
    """Yield the records of our own passages; a fifth of them, told by the hash of the text, is "dev"."""
    for path in sorted(PASSAGES.glob("*.txt")):
        for passage in re.split(r"^---\s*$", path.read_text(encoding="utf8"), flags=re.MULTILINE):
            marked, text, spans, last = passage.strip(), "", [], 0
            for mark in MARK.finditer(marked):
                text += marked[last : mark.start()]
                spans.append({"start": len(text), "end": len(text) + len(mark[1]), "label": mark[2]})
                text += mark[1]
                last = mark.end()
            text += marked[last:]
            dev = int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), 16) % 5 == 0
            if text and dev == (part == "dev"):
                yield {"text": text, "spans": spans}


def news(path, out):
    """Write the running text of GUM's news documents with the characters of their sentences; return their number."""
    documents, wanted = [], False
    for document, paragraph, rows in sentences(path):
        if document:
            wanted = document.startswith("GUM_news")
            if wanted:
                documents.append({"doc": document, "text": "", "sentences": []})
        if wanted:
            text = documents[-1]["text"]
            text += ("\n\n" if paragraph else " ") if text else ""
            written = "".join(form + " " * space for form, space, *_ in rows).strip()
            documents[-1]["sentences"].append([len(text), len(text) + len(written)])
            documents[-1]["text"] = text + written
    out.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf8")
    return len(documents)


def names(rows, out):
    """Write a set of marked names; return the number of Docs."""
    bin_ = DocBin()
    for record in rows:
        doc = nlp.make_doc(record["text"])
        entities, unknown = [], []
        for mark in record["spans"]:
            span = doc.char_span(mark["start"], mark["end"], label=mark["label"])
            if span is None:
                unknown.append(mark)
            else:
                entities.append(span)
        used = {token.i for entity in entities for token in entity}
        missing = set()
        for mark in unknown + record.get("mask", []):
            span = doc.char_span(mark["start"], mark["end"], alignment_mode="expand")
            missing |= {token.i for token in span or ()} - used
        doc.set_ents(entities, missing=[doc[i : i + 1] for i in sorted(missing)], default="outside")
        bin_.add(doc)
    bin_.to_disk(out)
    return len(bin_)


def main(data, out):
    """Convert everything and lay out the training folders."""
    for folder in ("all", "ner_train", "ner_dev"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev", "test"):
        print(f"ud_{part}", treebank(data / "ud" / f"{part}.conllu.gz", out / f"ud_{part}.spacy"))
    print("news", news(data / "ud" / "test.conllu.gz", out / "news.jsonl"))
    for path in sorted((data / "ner").glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        if not name.startswith("own_"):
            rows = (r for r in records(path) if name != "augmented_names" or LEFT_OUT not in r["source"])
            print(name, names(rows, out / "all" / f"{name}.spacy"))
    for part in ("train", "dev"):
        print(f"own_{part}", names(passages(part), out / "all" / f"own_{part}.spacy"))
    for name, times in NER_TRAIN.items():
        for n in range(times):
            shutil.copy(out / "all" / f"{name}.spacy", out / "ner_train" / f"{name}_{n}.spacy")
    for name in NER_DEV:
        shutil.copy(out / "all" / f"{name}.spacy", out / "ner_dev" / f"{name}.spacy")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
