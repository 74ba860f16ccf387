"""What the page counts is what tieline counts."""

from __future__ import annotations

import pytest
from newsroom import Report, iri
from pages import crowd, line_between, shown, slide, small
from tieline.network import narrowed, network, paths

pytestmark = pytest.mark.browser


def counts(made) -> set[tuple]:
    return {(a, b, key, tie["weight"], tie["articles"]) for a, b, key, tie in made.edges(keys=True, data=True)}


def in_page(page) -> set[tuple]:
    shown(page)
    return {tuple(row) for row in page.evaluate("tieline.counts()")}


def test_sources_follow_period_and_asserted_as_in_tieline(opened):
    made = crowd(8, reports=140)
    page = opened(made)
    assert in_page(page) == counts(made)
    assert any(sources < articles for *_, sources, articles in counts(made))
    slide(page, "#period-from", 2020 * 12 + 2)
    slide(page, "#period-to", 2021 * 12 + 5)
    assert in_page(page) == counts(narrowed(made, since="2020-03", until="2021-06"))
    page.locator("#asserted").check()
    assert in_page(page) == counts(narrowed(made, since="2020-03", until="2021-06", asserted=True))


def test_copies_count_once(opened):
    sentence = "Northland sent grain to Guards before the bridge in the hills was closed for the winter."
    outlets = ("Ledger", "Post", "Times")
    reports = [
        Report(f"a{at}", outlet=name).event("AID", "Northland", "Guards", sentence) for at, name in enumerate(outlets)
    ]
    page = opened(
        network([*(report.done() for report in reports), Report("b").event("AID", "Northland", "Guards").done()])
    )
    page.evaluate("(id) => tieline.select(id)", line_between(page, "Northland", "Guards", 1))
    assert "4 articles, 2 independent" in page.locator("#panel").inner_text()


def test_least_sources_goes_with_the_period(opened):
    made = crowd(8, reports=140)
    page = opened(made)
    slide(page, "#least", 3)
    whole = shown(page)["lines"]
    slide(page, "#period-from", 2021 * 12)
    part = shown(page)["lines"]
    assert set(part) < set(whole)
    assert "at least 3 independent sources" in page.locator("#summary").inner_text()
    for line in part:
        page.evaluate("(id) => tieline.select(id)", line)
        assert page.locator("#panel details.tie").count()


@pytest.mark.parametrize("seed", range(4))
def test_paths_are_those_of_tieline_path(opened, seed):
    made = crowd(24, seed=seed, reports=70)
    page = opened(made)
    for other in range(1, 24):
        a, b = iri("Brigade of the 0th valley"), iri(f"Brigade of the {other}th valley")
        if a not in made or b not in made:
            continue
        wanted = paths(made, a, b, 1) if made.degree(a) and made.degree(b) else []
        found = page.evaluate("([a, b]) => tieline.paths(a, b, 1)", [a, b])
        assert [(path["kind"], len(path["way"]), path["length"]) for path in found] == [
            (path.kind, len(path.steps) + 1, path.length) for path in wanted
        ]


def test_a_longer_chain_of_many_sources_is_given_too(opened):
    reports = [Report("short", outlet="Ledger").event("AID", "a", "d")]
    for number, name in enumerate(("Ledger", "Post", "Times", "Herald")):
        reports.append(Report(f"l{number}", outlet=name).event("AID", "a", "b").event("AID", "b", "d"))
    reports.append(Report("no").event("AID", "a", "c", factuality="denied").event("AID", "c", "d"))
    made = network([report.done() for report in reports])
    found = opened(made).evaluate("([a, b]) => tieline.paths(a, b)", [iri("a"), iri("d")])
    wanted = paths(made, "a", "d")
    assert [(path["kind"], path["way"][1:-1], path["length"]) for path in found] == [
        (path.kind, [step.target for step in path.steps[:-1]], path.length) for path in wanted
    ]
    assert [path["kind"] for path in found] == ["shortest", "strongest"]


def test_a_path_reads_like_a_footnote_and_obeys_the_filters(opened):
    page = opened(small())
    page.locator("#open-paths").click()
    page.keyboard.type("ana")
    page.keyboard.press("Enter")
    page.keyboard.type("reb")
    page.keyboard.press("Enter")
    first = page.locator("#paths details.path").first
    assert "Shortest: 2 steps" in first.inner_text()
    steps = first.locator(".step").all_inner_texts()
    assert "Ana Ruiz → Guards: member of" in steps[0]
    assert "Rebels → Guards: assault" in steps[1]
    assert "Rebels shelled Guards." in steps[1]
    assert "Daily Ledger, 2020-05-02: Report a1" in steps[1]
    assert "conflict · 1 article, 1 independent" in steps[1]
    page.locator('input[data-key="sign -1"]').uncheck()
    shown(page)
    assert "No chain of ties joins the two" in page.locator("#paths").inner_text()
