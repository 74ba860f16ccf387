"""The graph of happenings: what is written is read back, and a build counts events and reports apart."""

import random

import tieline
from tieline.builder import build
from tieline.identity import Happening
from tieline.rdf.happenings import happening_quads, happenings_in
from tieline.rdf.identifiers import happenings_graph
from tieline.rdf.shapes import graph_violations
from tieline.rdf.store import Store
from tieline.records import DEFAULT_BASE as BASE

ATTACK = Happening(
    f"{BASE}happening/a-1",
    (f"{BASE}event/a-1", f"{BASE}event/b-2"),
    ("a", "b"),
    ("claimed", "happened"),
    "the same parties on the same day",
)
DENIED = Happening(
    f"{BASE}happening/c-3", (f"{BASE}event/c-3",), ("c",), ("denied",), "told once", f"{BASE}happening/a-1"
)
PAGES = {
    "one": "Kataib Hezbollah attacked Israel on Monday. Lina Dovan met Omar Veltan in Cairo.",
    "two": "Israel was attacked by Kataib Hezbollah on Monday, officials said.",
    "three": "Kataib Hezbollah denied that it had attacked Israel on Monday.",
}


def test_what_is_written_is_read_back_those_of_most_articles_first():
    store = Store.memory()
    store.replace_graph(happenings_graph(), happening_quads([DENIED, ATTACK]))
    assert happenings_in(store) == [ATTACK, DENIED]
    assert happenings_in(Store.memory()) == []


def test_the_graph_keeps_to_its_shapes():
    assert graph_violations(happening_quads([ATTACK, DENIED])) == []
    unfounded = Happening(f"{BASE}happening/x", (), (), (), "")
    assert {one.path.rpartition("#")[2] for one in graph_violations(happening_quads([unfounded]))} == {
        *("report", "reportedIn", "articleCount", "toldAs", "sameEventReason")
    }


def pages(folder):
    folder.mkdir()
    for name, text in PAGES.items():
        head = f"---\ntitle: Page {name}\npublisher: {name} Post\npublished: 2024-03-05\n---\n"
        (folder / f"{name}.md").write_text(head + text + "\n")
    return sorted(folder.iterdir())


def test_a_build_counts_events_once_and_keeps_every_report(tmp_path):
    files = pages(tmp_path / "pages")
    report = build(files, tmp_path / "g")
    with tieline.open(tmp_path / "g") as graph:
        found = graph.happenings()
        told = {record.id for x in graph.extractions() for record in x.events}
        assert report.happenings == len(found) < report.events
        assert told
        first = found[0]
        assert (len(first.articles), first.told) == (2, ("claimed", "happened"))
        assert [one.told for one in found if one.counterpart == first.iri] == [("denied",)]
        keys = {x.article.key for x in graph.extractions()}
        assert {key for one in found for key in one.articles} <= keys
        rows = graph.query("events-by-reports").rows
        assert [row[0].value for row in rows] == ["2"]
        assert graph.check(workers=1).faults == ()


def test_the_order_of_inputs_does_not_matter_and_what_is_removed_leaves_no_report(tmp_path):
    files = pages(tmp_path / "pages")
    build(files, tmp_path / "a")
    random.Random(5).shuffle(files)
    build(files[:1], tmp_path / "b")
    build(files, tmp_path / "b")
    with tieline.open(tmp_path / "a") as a, tieline.open(tmp_path / "b") as b:
        assert a.happenings() == b.happenings()
        before = len(a.happenings())
    build([tmp_path / "pages" / "two.md"], tmp_path / "a", remove=True)
    with tieline.open(tmp_path / "a") as a:
        assert len(a.happenings()) == before
        assert max(len(one.articles) for one in a.happenings()) == 1
