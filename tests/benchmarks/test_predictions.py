"""The benchmark wrappers: what `tieline extract` prints, in the words of the scorers."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from tieline.records import EVENT_TYPES, RELATION_TYPES

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"
TEXT = "Iran backs the Marsh Brigade, Omar Said said in Iran."


def span(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def entity(id_, type_, *spans):
    return {"id": id_, "type": type_, "mentions": [{**place, "kind": "name"} for place in spans]}


def event(type_, confidence, actors, recipients):
    return {"type": type_, "actor_spans": actors, "recipient_spans": recipients, "confidence": confidence}


FOUND = {
    "text": TEXT,
    "entities": [
        entity("e1", "State", span("Iran"), span("Iran", 1)),
        entity("e2", "ArmedGroup", span("Marsh Brigade")),
        entity("e3", "Person", span("Omar Said")),
        entity("e4", "Date", span("in")),
    ],
    "statements": [
        {
            "speaker": "e3",
            "speaker_span": span("Omar Said"),
            "cue": span("said"),
            "content": [span("Iran backs the Marsh Brigade")],
            "kind": "communication",
            "addressee": None,
            "evidence": span(TEXT),
        },
        {
            "speaker": None,
            "speaker_span": None,
            "cue": None,
            "content": [span("backs")],
            "kind": "stance",
            "addressee": None,
            "evidence": span(TEXT),
        },
    ],
    "events": [
        event("AID", 0.4, [span("Iran")], []),
        event("SUPPORT", 0.9, [span("Iran")], [span("Marsh Brigade")]),
    ],
    "relations": [
        {
            "type": "supports",
            "subject": "e1",
            "object": "e2",
            "subject_span": span("Iran"),
            "object_span": span("the Marsh Brigade"),
        }
    ],
}


@pytest.fixture(scope="module")
def predictions():
    spec = spec_from_file_location("predictions", FOLDER / "predictions.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_statements_keep_the_source_as_it_stands(predictions):
    told = predictions.statements("a", FOUND)
    assert told["id"] == "a"
    assert told["statements"][0] == {
        "source": span("Omar Said"),
        "cue": span("said"),
        "content": [span("Iran backs the Marsh Brigade")],
        "kind": "communication",
    }
    assert told["statements"][1]["source"] is None


def test_a_state_is_an_organisation_where_it_acts_and_a_place_elsewhere(predictions):
    types = {(m["start"], m["type"]) for m in predictions.entities("a", FOUND)["entities"]}
    assert types == {
        (span("Iran")["start"], "Organisation"),
        (span("Iran", 1)["start"], "Location"),
        (span("Marsh Brigade")["start"], "Organisation"),
        (span("Omar Said")["start"], "Person"),
    }


def test_of_nested_mentions_the_longest_counts(predictions):
    nested = {**FOUND, "entities": [*FOUND["entities"], entity("e5", "ArmedGroup", span("the Marsh Brigade"))]}
    places = {(m["start"], m["end"]) for m in predictions.entities("a", nested)["entities"]}
    outer, inner = span("the Marsh Brigade"), span("Marsh Brigade")
    assert (outer["start"], outer["end"]) in places
    assert (inner["start"], inner["end"]) not in places


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Marsh Brigade", True),
        ("the Marsh Brigade", True),
        ("The brigade", False),
        ("He", False),
        ("its Basra office", True),
    ],
)
def test_named_mentions_hold_a_capital_behind_the_determiner(predictions, text, kept):
    mention = {"start": 0, "end": len(text), "kind": "nominal"}
    found = {"text": text, "entities": [{"id": "e1", "type": "ArmedGroup", "mentions": [mention]}]}
    assert bool(predictions.entities("a", found, named=True)["entities"]) == kept
    assert predictions.entities("a", found)["entities"]


def test_relations_run_from_subject_to_object(predictions):
    (told,) = predictions.relations("a", FOUND)["relations"]
    assert told == {"type": "supports", "source": span("Iran"), "target": span("the Marsh Brigade")}


def test_every_relation_has_its_place_in_the_map(predictions):
    assert set(predictions.RE3D_RELATIONS) == set(RELATION_TYPES)
    assert set(predictions.RE3D_EVENTS) <= set(EVENT_TYPES)


def told(predictions, **found):
    return predictions.relations("a", {**FOUND, "relations": [], "events": [], "statements": [], **found})["relations"]


def test_what_a_tie_and_an_event_tell_counts_once_and_dealings_are_relations_there(predictions):
    dealing = [event("ASSAULT", 0.9, [span("Iran")], [span("Marsh Brigade")])]
    assert told(predictions, events=dealing) == [
        {"type": "ASSAULT", "source": span("Iran"), "target": span("Marsh Brigade")}
    ]
    assert told(predictions, events=[event("ASSAULT", 0.9, [span("Iran")], [span("backs")])]) == []  # no actor


def test_a_speaker_talks_with_the_one_addressed(predictions):
    statement = {**FOUND["statements"][0], "content": [span("backs")], "addressee": "e2"}
    assert told(predictions, statements=[statement]) == [
        {"type": "CONSULT", "source": span("Omar Said"), "target": span("Marsh Brigade")}
    ]


def test_names_in_apposition_are_synonyms_there(predictions):
    text = "The Marsh Brigade (MB) left."
    mentions = [{"start": 4, "end": 17, "kind": "name"}, {"start": 19, "end": 21, "kind": "name"}]
    entities = [{"id": "e1", "type": "ArmedGroup", "mentions": mentions}]
    assert told(predictions, text=text, entities=entities) == [
        {"type": "IsSynonymOf", "source": {"start": 4, "end": 17}, "target": {"start": 19, "end": 21}}
    ]


def test_events_are_told_in_words_surest_first(predictions):
    told = predictions.events("a", FOUND)["events"]
    assert [event["type"] for event in told] == ["SUPPORT", "AID"]
    assert all(event["type"] in EVENT_TYPES for event in told)
    assert told[0] == {"type": "SUPPORT", "source": ["Iran"], "target": ["Marsh Brigade"]}


def test_without_gold_sets_nothing_is_measured(tmp_path):
    command = [sys.executable, str(FOLDER / "score.py"), str(tmp_path / "nowhere")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert "nothing measured" in done.stdout
