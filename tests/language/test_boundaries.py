"""Sentences begin and end where a careful reader says so."""

from pathlib import Path

import pytest
from tieline import language

LEAST = 0.9


def cases():
    """Return the cases, each as its sentences."""
    text = (Path(__file__).parent / "hard_boundaries.txt").read_text(encoding="utf8")
    return [block.strip().split("\n") for block in text.split("\n\n")[1:]]


def spans(sentences):
    """Return the (start, end) of sentences joined by spaces."""
    found, at = set(), 0
    for sentence in sentences:
        found.add((at, at + len(sentence)))
        at += len(sentence) + 1
    return found


@pytest.mark.parametrize("model", language.SHIPPED)
def test_hard_cases(model):
    wanted = found = right = 0
    wrong = []
    for sentences in cases():
        aligned = language.analyse(" ".join(sentences), language.load(model))
        gold, guess = spans(sentences), {(span.start, span.end) for span in aligned.sentences}
        wanted, found, right = wanted + len(gold), found + len(guess), right + len(gold & guess)
        if gold != guess:
            wrong.append(" | ".join(aligned.slice(span) for span in aligned.sentences))
    f1 = 2 * right / (wanted + found)
    assert f1 >= LEAST, f"F1 {f1:.3f}\n" + "\n".join(wrong)


@pytest.mark.parametrize("model", language.SHIPPED)
@pytest.mark.parametrize(
    "text",
    [
        "Maj. Gen. Tahsin al-Khafaji of the U.S. Army spoke at 1 a.m. near Kata'ib Hezbollah's base.",
        "BAGHDAD (AP) — The cabinet met on Sunday.",
        "“Who ordered it?” asked the judge.",
    ],
)
def test_a_sentence_is_never_cut_at_ranks_datelines_or_quotations(text, model):
    assert len(language.analyse(text, language.load(model)).sentences) == 1
