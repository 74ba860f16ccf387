"""The annotated passages: every string stands in its passage, every label is one of the guide's."""

import json
import re
from pathlib import Path

import pytest
from tieline.records import EVENT_TYPES, RELATION_TYPES

TRAINING = Path(__file__).parent.parent / "training"
MARK = re.compile(r"\[([^\[\]|]+)\|[A-Z]+\]")
FACTUALITY = {"happened", "planned", "possible", "denied", "claimed"}


def read(name):
    lines = (TRAINING / "annotations" / f"{name}.jsonl").read_text(encoding="utf8").splitlines()
    return [json.loads(line) for line in lines]


def passage(doc):
    stem, _, number = doc.rpartition("-")
    text = (TRAINING / "passages" / f"{stem}.txt").read_text(encoding="utf8")
    return MARK.sub(r"\1", re.split(r"^---\s*$", text, flags=re.MULTILINE)[int(number)])


@pytest.mark.parametrize("name", ["attributions", "events"])
def test_each_passage_is_annotated_once(name):
    docs = [record["doc"] for record in read(name)]
    assert len(docs) == len(set(docs)) >= 400


def test_attributions():
    wrong = []
    for record in read("attributions"):
        text = passage(record["doc"])
        for each in record["attributions"]:
            strings = [each["source"], each["cue"], each["speaker"], *each["content"]]
            known = each["form"] in {"direct", "indirect", "mixed"} and each["kind"] in {"communication", "stance"}
            if (
                not known
                or not each["content"]
                or any(s is not None and s not in text for s in strings[:2] + strings[3:])
            ):
                wrong.append((record["doc"], each))
    assert wrong == []


def test_events_and_relations():
    wrong = []
    for record in read("events"):
        text = passage(record["doc"])
        for each in record["events"]:
            strings = [
                each["trigger"],
                *each["actors"],
                *each["recipients"],
                each["place"],
                each["date"],
                each["voice"],
            ]
            known = each["type"] in EVENT_TYPES and each["factuality"] in FACTUALITY
            if not known or any(s is not None and s not in text for s in strings):
                wrong.append((record["doc"], each))
        for each in record["relations"]:
            strings = [each["subject"], each["object"], each["voice"]]
            if each["type"] not in RELATION_TYPES or any(s is not None and s not in text for s in strings):
                wrong.append((record["doc"], each))
    assert wrong == []
