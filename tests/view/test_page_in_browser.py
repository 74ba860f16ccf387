from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from newsroom import Report, iri
from pages import coloured_pixels, crowd, line_between, settle, shown, slide, small
from tieline.network import network

pytestmark = pytest.mark.browser


def test_it_draws_and_tells_what_it_shows(opened):
    page = opened(small())
    assert coloured_pixels(page) > 800
    assert page.locator("#title").inner_text() == "Ties"
    assert page.locator("#summary").inner_text() == "4 actors · 4 ties · 3 articles"


def test_a_click_on_a_line_shows_its_sentence_outlet_date_and_voice(opened):
    page = opened(small())
    place = page.evaluate("(id) => tieline.position(id)", line_between(page, "Rebels", "Northland", -1))
    page.mouse.click(place["x"], place["y"])
    panel = page.locator("#panel").inner_text()
    assert "Ana Ruiz said Rebels shelled Northland." in panel
    assert "claimed by Ana Ruiz" in panel
    assert "Evening Post, 2023-05-02: Report a2" in panel
    assert "1 article, 1 independent" in panel
    assert page.locator("#panel mark.who").all_inner_texts() == ["Rebels", "Northland"]


def test_a_click_on_an_actor_shows_ties_events_and_statements_and_escape_closes(opened):
    page = opened(small())
    place = page.evaluate("(id) => tieline.position(id)", iri("Guards"))
    page.mouse.click(place["x"], place["y"])
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Guards"
    assert [head.split("\n")[0] for head in panel.locator("h3").all_inner_texts()] == [
        "Ties 1",
        "Events 2",
        "Where it is mentioned 2",
    ]
    panel.locator("summary", has_text="Northland").click()
    panel.locator("details[open] mark").first.wait_for()  # what is folded is filled when it opens
    assert "Northland sent grain to Guards." in panel.locator("details[open]").inner_text()
    assert panel.locator("a").first.get_attribute("rel") == "noopener noreferrer"
    page.keyboard.press("Escape")
    assert page.evaluate("tieline.network.getSelectedNodes()") == []
    assert "Ties with most sources" in panel.inner_text()


def test_what_was_said_is_marked_in_its_sentence(opened):
    page = opened(small())
    page.evaluate("(id) => tieline.select(id)", iri("Ana Ruiz"))
    page.locator("#panel summary", has_text="speaks about").click()
    page.locator("#panel mark.said").first.wait_for()
    assert page.locator("#panel mark.said").all_inner_texts() == ["Northland", " had won"]


def test_who_speaks_about_whom_is_drawn_on_demand_only(opened):
    page = opened(small())
    spoken = line_between(page, "Ana Ruiz", "Northland", 0)
    assert spoken not in shown(page)["lines"]
    page.locator('input[data-key="tie says-about"]').check()
    assert spoken in shown(page)["lines"]


def test_legend_entries_switch_types_and_signs_off_and_back(opened):
    page = opened(small())
    everything = shown(page)
    assert (len(everything["nodes"]), len(everything["lines"])) == (4, 4)
    for key, nodes, lines in (("actor State", 3, 2), ("sign -1", 3, 2), ("sign 1", 3, 2)):
        box = page.locator(f'input[data-key="{key}"]')
        box.uncheck()
        found = shown(page)
        assert (key, len(found["nodes"]), len(found["lines"])) == (key, nodes, lines)
        box.check()
    page.locator("#tie-details summary").click()
    page.locator('input[data-key="tie ASSAULT"]').uncheck()
    assert len(shown(page)["lines"]) == 2
    assert "without assault" in page.locator("#summary").inner_text()
    page.locator("#tie-types button", has_text="None").click()
    assert shown(page)["lines"] == []
    page.locator("#reset").click()
    assert shown(page) == everything


def test_only_asserted_hides_what_is_merely_claimed_and_denials_are_dotted(opened):
    denied = Report("d").event("AID", "x", "y", factuality="denied").event("AID", "y", "z", factuality="claimed")
    page = opened(network([denied.event("AID", "x", "z").done()]))
    dashes = {
        ends: page.evaluate("(id) => tieline.network.body.data.edges.get(id).dashes", line_between(page, *ends, 1))
        for ends in (("x", "y"), ("y", "z"), ("x", "z"))
    }
    assert dashes == {("x", "y"): [2, 4], ("y", "z"): [7, 5], ("x", "z"): False}
    page.locator("#asserted").check()
    assert shown(page)["lines"] == [line_between(page, "x", "z", 1)]


def test_search_suggests_names_and_aliases_and_is_worked_by_keys(opened):
    page = opened(small())
    page.keyboard.press("/")
    page.keyboard.type("r")
    assert [text.split("\n")[0] for text in page.locator("#names li").all_inner_texts()] == [
        "Rebels",
        "Ana Ruiz",
        "Guards",
        "Northland",
    ]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator('#names li[aria-selected="true"] .what').inner_text() == "Ana Ruiz"
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Ana Ruiz"
    page.keyboard.press("Control+k")
    page.keyboard.type("nobody")
    page.keyboard.press("Enter")
    assert page.locator("#found").inner_text() == "nobody called “nobody” in this page"


def test_actors_are_reached_without_a_mouse(opened):
    page = opened(crowd(30))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.querySelector('.what').textContent")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == first
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "Actors"


PART = """() => {
  const part = document.activeElement.closest("#skip, header, #filters, #drawing, #panel");
  return part ? part.id || part.tagName : "";
}"""


def test_the_order_of_tabs_goes_from_search_to_filters_to_drawing_to_list(opened):
    page = opened(small())
    order = []
    for _ in range(40):
        page.keyboard.press("Tab")
        order.append(page.evaluate(PART))
    assert list(dict.fromkeys(order))[:5] == ["skip", "HEADER", "filters", "drawing", "panel"]


def test_sizes_follow_the_chosen_measure(opened):
    page = opened(small())
    size = "(id) => tieline.network.body.data.nodes.get(id).size"
    before = page.evaluate(size, iri("Guards"))
    assert page.locator("#measure option").all_inner_texts() == [
        "sources of its ties",
        "actors it is tied to",
        "betweenness",
        "articles that name it",
        "core (k-core)",
    ]
    page.locator("#measure").select_option("betweenness")
    assert page.evaluate(size, iri("Guards")) == before == 30
    assert page.evaluate(size, iri("Ana Ruiz")) == 9
    assert "By betweenness" in page.locator("#panel").inner_text()


def test_movement_is_off_until_the_reader_wants_it_and_goes_off_again(opened):
    page = opened(small())
    at = page.evaluate("(id) => tieline.position(id)", iri("Guards"))
    page.wait_for_timeout(150)
    assert page.evaluate("(id) => tieline.position(id)", iri("Guards")) == at
    page.locator("#moving").check()
    page.wait_for_timeout(300)
    assert page.evaluate("(id) => tieline.position(id)", iri("Guards")) != at
    page.locator("#moving").uncheck()
    still = page.evaluate("(id) => tieline.position(id)", iri("Guards"))
    page.wait_for_timeout(150)
    assert page.evaluate("(id) => tieline.position(id)", iri("Guards")) == still


HOSTILE = '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script> href \u202e"\'`'


@pytest.mark.parametrize(
    "evil", [HOSTILE, "javascript:window.hacked=1", "{{script}}${window.hacked=1}", "\u202eevil\u2066"]
)
def test_hostile_texts_do_not_run(opened, evil):
    report = Report("a1", outlet=evil, url="javascript:window.hacked=1", day=date(2020, 1, 1))
    report.page["title"] = evil
    report.event("AID", "x", "y", f"x and y and {evil}.").describe("x", role=evil)
    report.relation("memberOf", "y", "z", f"{evil} y with z")
    page = opened(network([report.done()], names={iri("x"): evil, iri("y"): f"{evil} 2"}), title=evil)
    place = page.evaluate("(id) => tieline.position(id)", iri("x"))
    page.mouse.move(place["x"], place["y"])
    page.mouse.click(place["x"], place["y"])
    page.evaluate("([a, b]) => tieline.select(tieline.line(a, b, 1))", [iri("x"), iri("y")])
    assert evil in page.locator("#panel").text_content()
    page.locator("#query").fill(evil[:3])
    page.locator("#open-paths").click()
    page.locator("#path-from").fill(evil)
    page.keyboard.press("Enter")
    page.locator("#path-to").fill("z")
    page.keyboard.press("Enter")
    assert page.locator("#paths .step").count() == 2
    assert page.evaluate("window.hacked") is None
    assert page.locator("a[href]:not(#skip), img").count() == 0


@pytest.mark.parametrize(("width", "height", "least"), [(1280, 720, 12), (390, 844, 5)])
def test_labels_never_overlap_and_stay_on_the_drawing(opened, width, height, least):
    page = opened(crowd(120), size=(width, height))
    labels = page.evaluate("tieline.labels()")
    assert len(labels) >= least
    for a, b in combinations(labels, 2):
        apart = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
        assert apart or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"], (a, b)
    frame = page.locator("#canvas").bounding_box()
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= frame["width"] for box in labels)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_panel_is_a_sheet_and_filters_fold(opened):
    page = opened(small(), size=(390, 844))
    assert coloured_pixels(page) > 400
    assert page.locator("#signs").is_hidden()
    low = page.locator("#panel").bounding_box()
    page.locator("#query").fill("guards")
    page.keyboard.press("Enter")
    high = page.locator("#panel").bounding_box()
    assert (low["height"] < 120, high["height"] > 400) == (True, True)
    place = page.evaluate("(id) => tieline.position(id)", iri("Guards"))
    assert place["y"] < high["y"]
    page.locator("#panel .close").click()
    page.locator("#filters > summary").click()
    page.locator('input[data-key="sign -1"]').uncheck()
    assert len(shown(page)["lines"]) == 2


def test_zooming_in_shows_more_names(opened):
    page = opened(crowd(120))
    named = {label["id"] for label in page.evaluate("tieline.labels()")}
    for _ in range(4):
        page.locator("#closer").click()
    settle(page)
    assert {label["id"] for label in page.evaluate("tieline.labels()")} - named


def test_focus_is_open_from_the_start(opened):
    page = opened(crowd(60), focus="Brigade of the 7th valley", hops=2, limit=9)
    assert page.locator("#panel h2").inner_text() == "Brigade of the 7th valley"
    assert "showing 9 of" in page.locator("#summary").inner_text()


def test_an_empty_network_gives_a_friendly_page(opened):
    page = opened(network([]))
    assert page.locator("#empty").is_visible()


def test_a_slider_that_leaves_nothing_says_so(opened):
    page = opened(small())
    slide(page, "#period-from", 2021 * 12)
    slide(page, "#period-to", 2021 * 12)
    assert shown(page)["lines"] == []
    assert "2021-01 to 2021-01" in page.locator("#summary").inner_text()
