"""The training passages written for tieline are marked as their guide says."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "training" / "passages"
TYPES = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "MONEY", "WEAPON"}
MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")


def passages(path):
    return [text.strip() for text in re.split(r"^---\s*$", path.read_text(encoding="utf8"), flags=re.MULTILINE)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_marks(path):
    wrong = []
    for passage in filter(None, passages(path)):
        marks = MARK.findall(passage)
        unclean = any(label not in TYPES or text != text.strip() for text, label in marks)
        if not marks or unclean or re.search(r"[\[\]|]", MARK.sub(r"\1", passage)):
            wrong.append(passage)
    assert wrong == []


def test_there_are_enough_and_none_twice():
    found = [MARK.sub(r"\1", text) for path in FOLDER.glob("*.txt") for text in passages(path) if text]
    assert len(found) == len(set(found)) >= 1600
