"""More actors than are drawn at first; and what is shown as files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from newsroom import Report, iri
from pages import coloured_pixels, crowd, shown, slide
from tieline.network import network
from tieline.network.exports import ties as ties_csv

pytestmark = pytest.mark.browser


def ends_of(page) -> int:
    return len(page.evaluate("tieline.network.body.nodeIndices"))


def test_neighbours_are_drawn_beside_the_actor_and_nothing_is_covered(opened):
    page = opened(crowd(80), limit=10)
    drawn = shown(page)["nodes"]
    page.evaluate("(id) => tieline.select(id)", drawn[0])
    page.locator("#panel button", has_text="more neighbour").click()
    more = shown(page)["nodes"]
    assert set(drawn) < set(more)
    places = page.evaluate("(ids) => Object.values(tieline.network.getPositions(ids))", more)
    apart = [abs(a["x"] - b["x"]) + abs(a["y"] - b["y"]) for at, a in enumerate(places) for b in places[:at]]
    assert min(apart) > 18
    assert "more neighbour" not in page.locator("#panel").inner_text()


def test_more_can_be_drawn_and_the_start_comes_back(opened):
    page = opened(crowd(80), limit=10)
    before = shown(page)
    assert "showing 10 of 76 actors" in page.locator("#summary").inner_text()
    page.locator("#draw-more").click()
    assert len(shown(page)["nodes"]) == 76
    assert page.locator("#draw-more").count() == 0
    page.locator("#reset").click()
    assert shown(page) == before


def test_search_draws_whom_it_finds(opened):
    page = opened(crowd(80), limit=10)
    hidden = next(
        number for number in range(80) if iri(f"Brigade of the {number}th valley") not in shown(page)["nodes"]
    )
    page.locator("#query").fill(f"{hidden}th valley")
    page.keyboard.press("Enter")
    assert page.evaluate("tieline.network.body.nodeIndices").count(iri(f"Brigade of the {hidden}th valley")) == 1
    assert page.locator("#panel h2").inner_text() == f"Brigade of the {hidden}th valley"


def test_paths_may_pass_by_actors_that_are_not_drawn(opened):
    chain = [Report(a + b).event("AID", a, b) for a, b in ("ab", "bc", "cd", "de")]
    made = network(
        [*(report.done() for report in chain), *(Report(f"s{n}").event("AID", "a", "x").done() for n in range(3))]
    )
    page = opened(made, limit=2)
    page.locator("#open-paths").click()
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    page.keyboard.type("e")
    page.keyboard.press("Enter")
    assert "Shortest: 5 steps" in page.locator("#paths").inner_text()
    assert len(shown(page)["nodes"]) == 6


def test_hundreds_of_actors_are_usable(opened):
    page = opened(crowd(700, reports=1400))
    first = ends_of(page)
    assert 300 < first <= 400
    assert coloured_pixels(page) > 5000
    page.locator("#draw-more").click()
    assert ends_of(page) == first + 100
    page.locator("#query").fill("634th")
    page.keyboard.press("Enter")
    assert "634th valley" in page.locator("#panel h2").inner_text()


def test_the_table_holds_what_is_shown_and_no_formula(opened):
    report = (
        Report("a1", outlet="Daily Ledger")
        .event("AID", "=x", "+y", '=x said "no, thanks" to +y')
        .event("ASSAULT", "-z", "@w")
    )
    made = network([report.done()], names={iri("=x"): "=HYPERLINK(1)"})
    page = opened(made, title="Ties of = all")
    with page.expect_download() as waiting:
        page.locator("#save-csv").click()
    assert waiting.value.suggested_filename == "Ties-of-all.csv"
    table = Path(waiting.value.path()).read_bytes().decode()
    assert table == ties_csv(made)
    assert [row["source_label"] for row in csv.DictReader(io.StringIO(table))] == ["'-z", "'=HYPERLINK(1)"]
    page.locator('input[data-key="sign -1"]').uncheck()
    shown(page)
    assert page.evaluate("tieline.csv()").count("\r\n") == 2


def test_the_picture_is_saved_as_it_is_seen(opened):
    page = opened(crowd(40))
    with page.expect_download() as waiting:
        page.locator("#save-png").click()
    png = Path(waiting.value.path()).read_bytes()
    assert png.startswith(b"\x89PNG")
    assert coloured_pixels(page, png) > 1000


def test_trimmed_sentences_are_counted(opened):
    reports = [Report(f"a{number:02}").event("AID", "Northland", "Ally").done() for number in range(25)]
    page = opened(network(reports))
    page.evaluate("([a, b]) => tieline.select(tieline.line(a, b, 1))", [iri("Northland"), iri("Ally")])
    panel = page.locator("#panel").inner_text()
    assert "25 articles, 25 independent" in panel
    assert "… and 5 more sentences in the graph, counted here but not in this page" in panel
    assert page.locator("#panel blockquote").count() == 20
    slide(page, "#least", 25)
    assert len(shown(page)["lines"]) == 1
