"""The scores that the documents quote are those of docs/accuracy.md."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ROW = re.compile(r"^\| *(.*?) *\| *(.+?) *\| *([\d.]*) *\| *([\d.]*) *\| *([\d.,]+)[^|]*\|$", re.MULTILINE)


def rows(text):
    """(set, measure) -> P, R, F1; a set that is left out is that of the row above."""
    found, last = {}, ""
    for name, measure, *scores in ROW.findall(text):
        last = name or last
        found[last, measure] = scores
    return found


MEASURED = rows((ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", ["README.md", "docs/limits.md"])
def test_a_page_quotes_the_scores_as_they_were_measured(page):
    quoted = rows((ROOT / page).read_text(encoding="utf-8"))
    assert quoted
    assert {row: MEASURED.get(row) for row in quoted} == quoted


def test_the_words_around_the_scores_hold():
    """README and limits.md speak of a half, of most, of a fifth to a third."""
    _, tie_recall, _ = map(float, MEASURED["own passages, test third", "ties: typed"])
    _, event_recall, _ = map(float, MEASURED["own passages, test third", "events: type"])
    assert 40 <= tie_recall <= 50
    assert 30 <= event_recall < 50
    quoted = rows((ROOT / "README.md").read_text(encoding="utf-8"))
    assert all(66 <= float(precision) <= 80.5 for precision, _, _ in quoted.values())
