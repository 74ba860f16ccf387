"""Builds: what goes in comes out, twice is once, and one bad article stops nothing."""

import json
import random

import pytest
import tieline
from tieline.builder import build
from tieline.errors import GraphFolderError, UsageError
from tieline.workspace import open_graph

ONE = """---
title: Envoy meets minister
publisher: Levant Wire
published: 2024-03-05
---
Lina Haddad, the head of the Levant Policy Forum, met Iraqi officials in Baghdad on Monday. “We agreed on nothing,”
Haddad said. Iran-backed militias attacked U.S. forces in Syria last week, the Pentagon said.
"""
TWO = """---
title: Group denies role
publisher: Basra Post
published: 2024-03-07
---
Kataib Hezbollah, an Iraqi militia that is part of the Popular Mobilization Forces, denied on Wednesday that it had
fired rockets at Ain al-Asad air base. Iraqi Prime Minister Mohammed Shia al-Sudani condemned the attack.
"""


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.md").write_text(ONE)
    (folder / "two.md").write_text(TWO)
    return folder


def trig(folder):
    with open_graph(folder) as graph:
        return graph.export("trig")


def test_a_second_build_doubles_and_loses_nothing(pages, tmp_path):
    first = build([pages], tmp_path / "g")
    before = trig(tmp_path / "g")
    second = build([pages], tmp_path / "g")
    assert (first.articles, first.added) == (2, 2)
    assert (second.articles, second.added, second.unchanged) == (2, 0, 2)
    assert trig(tmp_path / "g") == before


def test_the_order_of_inputs_does_not_matter(pages, tmp_path):
    files = sorted(pages.iterdir())
    build(files, tmp_path / "a")
    random.Random(3).shuffle(files)
    build(list(reversed(files)), tmp_path / "b")
    assert trig(tmp_path / "a") == trig(tmp_path / "b")


def test_adding_changing_and_removing_equals_a_fresh_build(pages, tmp_path):
    build([pages / "one.md"], tmp_path / "g")
    build([pages], tmp_path / "g")
    (pages / "one.md").write_text(ONE.replace("on Monday", "on Tuesday"))
    changed = build([pages], tmp_path / "g")
    assert (changed.added, changed.removed) == (1, 1)
    build([pages], tmp_path / "fresh")
    assert trig(tmp_path / "g") == trig(tmp_path / "fresh")
    (pages / "two.md").unlink()
    assert build([pages], tmp_path / "g").articles == 1
    build([pages], tmp_path / "fresh-too")
    assert trig(tmp_path / "g") == trig(tmp_path / "fresh-too")


def test_remove_takes_an_input_out(pages, tmp_path):
    build([pages], tmp_path / "g")
    build([pages / "two.md"], tmp_path / "g", remove=True)
    build([pages / "one.md"], tmp_path / "one")
    assert trig(tmp_path / "g") == trig(tmp_path / "one")
    with pytest.raises(UsageError, match=r"nothing in the graph was read from .*two\.md"):
        build([pages / "two.md"], tmp_path / "g", remove=True)


def test_bad_inputs_are_reported_and_the_rest_is_built(pages, tmp_path):
    (pages / "empty.txt").write_text("")
    (pages / "binary.txt").write_bytes(b"\x00\xff\x00" * 50)
    (pages / "line.txt").write_text("word " * 1_000_000)
    (pages / "broken.jsonl").write_text('{"id": "x", "text": "Lina Haddad met Omar Said in Cairo."}\n{"id": \n')
    (pages / "german.txt").write_text("Der Minister sagte am Montag, dass die Verhandlungen weitergehen werden. " * 8)
    report = build([pages, tmp_path / "missing.txt"], tmp_path / "g")
    assert report.articles == 3
    where = " ".join(where for where, _ in report.skipped)
    for name in ("empty.txt", "binary.txt", "line.txt", "broken.jsonl", "missing.txt"):
        assert name in where
    assert report.foreign == [(str(pages / "german.txt"), "de")]
    assert all("\n" not in f"{where}{why}" for where, why in report.skipped)


def test_nothing_to_read_is_an_error(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"nothing could be read: .*without articles"):
        build([tmp_path / "empty"], tmp_path / "g")


def test_a_folder_with_other_files_is_left_alone(pages):
    with pytest.raises(GraphFolderError, match="holds other files"):
        build([pages], pages)


def test_the_report_is_written(pages, tmp_path):
    report = build([pages], tmp_path / "g")
    written = json.loads((tmp_path / "g" / "report.json").read_text())
    assert written["articles"] == report.articles == 2
    assert written["entities"] == report.entities > 4


def test_an_article_in_two_files_is_one(pages, tmp_path):
    (pages / "again.md").write_text(ONE)
    report = build([pages], tmp_path / "g")
    assert (report.articles, report.copies) == (2, 1)


def test_a_claim_is_no_fact(tmp_path):
    page = tmp_path / "claim.md"
    page.write_text("---\ntitle: A claim\n---\nThe envoy said that Iran supports Hezbollah. Russia supports Syria.\n")
    build([page], tmp_path / "g")
    with open_graph(tmp_path / "g") as graph:
        facts = graph.query("SELECT DISTINCT ?s ?o { ?s tl:supports ?o }").rows
        claimed = graph.query(
            "SELECT DISTINCT ?a { ?a a tl:Assertion ; rdf:predicate tl:supports ; tl:factuality tl:Claimed }"
        ).rows
    assert [[term.value.rsplit("/", 1)[-1] for term in row] for row in facts] == [["russia", "syria"]]
    assert len(claimed) == 1


def test_what_is_built_keeps_the_published_shapes(pages, tmp_path):
    from tieline.rdf.shapes import violations

    build([pages], tmp_path / "g")
    with open_graph(tmp_path / "g") as graph:
        assert list(violations(graph.store)) == []


def test_evidence_is_the_text_itself(pages, tmp_path):
    build([pages], tmp_path / "g")
    with open_graph(tmp_path / "g") as graph:
        for extraction in graph.extractions():
            text = extraction.article.text
            sentences = set(extraction.sentences)
            for found in (*extraction.statements, *extraction.events, *extraction.relations):
                assert any(s.start == found.evidence.start for s in sentences)
                assert any(s.end == found.evidence.end for s in sentences)
                assert text[found.evidence.start : found.evidence.end].strip()


def test_the_public_names_are_there():
    assert set(tieline.__all__) <= set(dir(tieline))
    for name in tieline.__all__:
        assert getattr(tieline, name) is not None
