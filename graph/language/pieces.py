"""Word pieces: how an encoder with a fixed vocabulary reads the tokens of a Doc, in windows it can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

LONGEST = 126
"""Most pieces of a window, the marks of its ends left out."""
OVERLAP = 32
"""Pieces that two windows of one text share; each counts in the window where it stands further from the edge."""
LOWER, CAPITALIZED, UPPER, MIXED = range(4)


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once: `ids` and `cases`, both int64 of shape (length,), with the marks of its ends."""

    ids: NDArray[np.int64]
    cases: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the encoder reads it.

    Attributes:
        windows: the windows, in the order of the text.
        rows: the row of each piece among the rows of all windows put under one another, int64 of shape (pieces,).
        lengths: number of pieces of each token, int32 of shape (tokens,); 0 for white space.
    """

    windows: list[Window]
    rows: NDArray[np.int64]
    lengths: NDArray[np.int32]


def case_of(word: str) -> int:
    """Return the class of case of a token, which an uncased vocabulary does not tell."""
    if word == word.lower():
        return LOWER
    if word == word.upper():
        return UPPER if len(word) > 1 else CAPITALIZED
    return CAPITALIZED if word[0].isupper() and word[1:] == word[1:].lower() else MIXED


def split(words: Sequence[str], tokenizer: Tokenizer) -> Pieces:
    """Cut tokens into word pieces and the pieces into windows that overlap."""
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    owners = np.array(encoding.word_ids, dtype=np.int64).reshape(-1)
    ids = np.array(encoding.ids, dtype=np.int64)
    cases = np.array([case_of(word) for word in words], dtype=np.int64)[owners] if len(owners) else owners
    first, last = (np.array([tokenizer.token_to_id(mark)], dtype=np.int64) for mark in ("[CLS]", "[SEP]"))
    edge = np.array([LOWER], dtype=np.int64)
    windows: list[Window] = []
    rows = np.zeros(len(ids), dtype=np.int64)
    start = offset = 0
    while start < len(ids):
        end = min(start + LONGEST, len(ids))
        windows.append(
            Window(np.concatenate((first, ids[start:end], last)), np.concatenate((edge, cases[start:end], edge)))
        )
        own = start + (OVERLAP // 2 if start else 0)
        rows[own:end] = np.arange(own, end) - start + offset + 1
        offset += end - start + 2
        if end == len(ids):
            break
        start = end - OVERLAP
    return Pieces(windows, rows, np.bincount(owners, minlength=len(words)).astype(np.int32))
