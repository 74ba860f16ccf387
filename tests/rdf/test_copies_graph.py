"""The graph of copies: what a build finds is read back, counted and checked."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad
from tieline import build
from tieline import open as open_graph
from tieline.rdf import Store
from tieline.rdf.copies import Copied, copies_in
from tieline.rdf.evidence_copies import read_copies
from tieline.rdf.identifiers import article_iri, copies_graph
from tieline.rdf.shapes import graph_violations
from tieline.rdf.terms import term

WIRE = (
    "Iran supports the Harakat al-Sabrun in the province of Wasit, Iraq said. Iraq accused Iran of a breach of the "
    "border agreement. The prime minister of Iraq, Salim Qadduri, met the governor on Sunday. He told reporters that "
    "the road to the port would stay open for trucks with grain.\n\nThe governor, Nadia Farhan, criticized the "
    "Harakat al-Sabrun. Twelve trucks of the ministry of trade reached the silo before the evening, and the drivers "
    "went home on foot because the bridge was closed to cars.\n"
)
OTHER = (
    "Turkey condemned Syria on Monday. The foreign minister of Turkey, Emin Talu, said that nothing had been agreed "
    "about water. Farmers along the river have waited three years for the pumps.\n"
)
ADDED = "Russia accused Turkey of lying about the pumps."


def page(title: str, day: int, publisher: str, text: str) -> str:
    return f"---\ntitle: {title}\npublisher: {publisher}\npublished: 2024-03-{day:02}\n---\n{text}"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    (folder / "b.md").write_text(page("Border quarrel", 4, "River Wire", WIRE))
    (folder / "c.md").write_text(page("Water quarrel", 4, "Tigris Daily", OTHER))
    return folder


@pytest.fixture(scope="module")
def graph(pages, tmp_path_factory):
    folder = tmp_path_factory.mktemp("graphs") / "g"
    alone = build([pages], folder)
    (pages / "a.md").write_text(page("Border row", 5, "Star", f"{ADDED}\n\n{WIRE}"))
    report = build([pages], folder)
    with open_graph(folder) as found:
        yield alone, report, found


def test_a_build_counts_a_copy_and_tells_of_it_in_a_graph_of_its_own(graph):
    alone, report, found = graph
    assert (alone.copies, report.copies, report.articles) == (0, 1, 3)
    copied = copies_in(found.store)
    ((copy, sources),) = copied.sources.items()
    assert copied.groups == {copy: sources[0], sources[0]: sources[0]}
    terms = (term("tl:syndicationGroup"), term("tl:firstPrintedIn"), term("tl:firstArticle"))
    stands_in = {quad.graph_name for name in terms for quad in found.store.matching(predicate=name)}
    assert stands_in == {copies_graph()}


def test_only_what_the_copy_adds_is_a_source_of_its_own(graph):
    *_, found = graph
    ties = {(tie["type"], tie["articles"], tie["weight"]) for _, _, tie in found.network().edges(data=True)}
    assert ("ACCUSE", 2, 1) in ties  # Iraq accused Iran, in both
    (added,) = found.ties("Russia", "Turkey")[:1]
    assert (added["weight"], added["evidence"][0]["copied_from"], added["evidence"][0]["text"]) == (1, None, ADDED)
    (row,) = [row for row in found.query("independent-sources", a="Iraq", b="Iran").rows if "ACCUSE" in str(row[1])]
    assert [cell.value for cell in row[4:]] == ["1", "2", "1", "1"]


def test_the_check_passes_and_the_shapes_hold(graph):
    *_, found = graph
    checked = found.check(workers=1)
    assert checked.faults == ()
    assert checked.checked["copy"] > 3
    assert graph_violations(found.store.quads(copies_graph()), copies_graph().value) == []


def test_without_its_copy_an_article_stands_alone_again(pages, tmp_path):
    build([pages], tmp_path / "g")
    report = build([pages / "a.md"], tmp_path / "g", remove=True)
    assert report.copies == 0
    with open_graph(tmp_path / "g") as found:
        assert copies_in(found.store) == Copied()


def spoiled(store: Store, *, drop: str = "", add: tuple[NamedNode, str, NamedNode] | None = None) -> set[str]:
    """Give the faults that are found once triples are gone or there is another."""
    made = Store.memory()
    made.extend(quad for quad in store.quads() if quad.predicate != (term(drop) if drop else None))
    if add:
        made.extend([Quad(add[0], term(add[1]), add[2], copies_graph())])
    return {fault.message.split(":")[0] for fault in read_copies(made).faults}


def test_what_is_told_wrongly_is_found(graph):
    *_, found = graph
    copied = copies_in(found.store)
    ((copy, (source,)),) = copied.sources.items()
    (other,) = {x.article.key for x in found.extractions()} - {copy, source}
    nodes = {name: article_iri(key) for name, key in (("copy", copy), ("source", source), ("other", other))}
    record = NamedNode(min(copied.first))
    assert spoiled(found.store) == set()
    assert spoiled(found.store, add=(nodes["copy"], "prov:wasDerivedFrom", nodes["other"])) == {
        "does not have the words of what it is a copy of"
    }
    assert "is older than what it is a copy of" in spoiled(
        found.store, add=(nodes["source"], "prov:wasDerivedFrom", nodes["copy"])
    )
    assert spoiled(found.store, drop="tl:firstArticle") == {"is neither the first of its group nor a copy"}
    assert spoiled(found.store, drop="prov:wasDerivedFrom") >= {
        "is told to be printed first elsewhere, and stands in no copy"
    }
    assert spoiled(found.store, add=(record, "tl:firstPrintedIn", nodes["other"])) == {
        "does not stand in the article that is said to have printed it first"
    }


def test_a_store_without_the_graph_has_no_copies():
    store = Store.memory()
    assert copies_in(store) == Copied()
    assert read_copies(store).faults == []
