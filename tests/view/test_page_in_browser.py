from __future__ import annotations

import base64
import random
from datetime import date
from itertools import combinations

import pytest
from newsroom import Report, iri
from tieline.network import network
from tieline.view import view

pytestmark = pytest.mark.browser

TYPES = {"Northland": "State", "Ana Ruiz": "Person"}


def small():
    told = Report("a1", day=date(2020, 5, 2), outlet="Daily Ledger", url="https://ledger.example/1", types=TYPES)
    told.event("AID", "Northland", "Guards").event("ASSAULT", "Rebels", "Guards")
    claim = Report("a2", day=date(2023, 5, 2), outlet="Evening Post", types=TYPES)
    claim.event("ASSAULT", "Rebels", "Northland", voice="Ana Ruiz", factuality="claimed")
    speech = Report("a3", types=TYPES).says("Ana Ruiz", "Northland", "Northland had won")
    return network([told.done(), claim.done(), speech.done()])


def crowd(count: int):
    dice = random.Random(3)
    names = [f"Brigade of the {number}th valley" for number in range(count)]
    reports = []
    for number in range(count * 2):
        a, b = dice.choice(names), dice.choice(names)
        if a != b:
            reports.append(Report(f"a{number}").event(dice.choice(["AID", "ASSAULT"]), a, b).done())
    return network(reports)


@pytest.fixture
def opened(chromium_page, tmp_path):
    def show(made, title="Ties", **options):
        (tmp_path / "page.html").write_text(view(made, title=title, **options), encoding="utf-8")
        chromium_page.goto((tmp_path / "page.html").as_uri())
        settle(chromium_page)
        return chromium_page

    return show


def settle(page):
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def line_between(page, a: str, b: str, sign: int) -> str:
    script = "([a, b, sign]) => tieline.data.lines.find((l) => l.from === a && l.to === b && l.sign === sign).id"
    return page.evaluate(script, [*sorted([iri(a), iri(b)]), sign])


COUNT_COLOURED = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = data.slice(at, at + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count += 1;
  }
  return count;
}"""


def coloured_pixels(page) -> int:
    """Count the pixels of a screenshot of the drawing that are neither white nor grey."""
    png = base64.b64encode(page.locator("#canvas").screenshot()).decode()
    blank = page.context.browser.new_page()
    count = blank.evaluate(COUNT_COLOURED, png)
    blank.close()
    return count


def test_it_draws_asks_for_nothing_and_has_no_faults(opened):
    page = opened(small())
    assert coloured_pixels(page) > 800
    assert page.asked == []
    assert page.faults == []
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


def test_a_click_on_an_actor_shows_its_ties_and_mentions_and_escape_closes(opened):
    page = opened(small())
    place = page.evaluate("(id) => tieline.position(id)", iri("Guards"))
    page.mouse.click(place["x"], place["y"])
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Guards"
    assert "2 ties" in panel.inner_text()
    assert "Northland sent grain to Guards." in panel.inner_text()
    assert panel.locator("a").first.get_attribute("rel") == "noopener noreferrer"
    page.keyboard.press("Escape")
    assert page.evaluate("tieline.network.getSelectedNodes()") == []
    assert "Tied to most others" in panel.inner_text()


def test_what_was_said_is_marked_in_its_sentence(opened):
    page = opened(small())
    page.evaluate("(id) => tieline.select(id)", line_between(page, "Ana Ruiz", "Northland", 0))
    assert page.locator("#panel mark").inner_text() == "Northland had won"


def test_legend_entries_switch_types_and_signs_off_and_back(opened):
    page = opened(small())
    everything = page.evaluate("tieline.shown()")
    assert (len(everything["nodes"]), len(everything["lines"])) == (4, 4)
    for key, nodes, lines in (("actor State", 2, 1), ("sign -1", 3, 2), ("sign 1", 4, 3), ("sign 0", 3, 3)):
        box = page.locator(f'input[data-key="{key}"]')
        box.uncheck()
        shown = page.evaluate("tieline.shown()")
        assert (key, len(shown["nodes"]), len(shown["lines"])) == (key, nodes, lines)
        box.check()
    page.locator("#tie-details summary").click()
    page.locator('input[data-key="tie ASSAULT"]').uncheck()
    assert len(page.evaluate("tieline.shown()")["lines"]) == 2
    page.locator("#reset").click()
    assert page.evaluate("tieline.shown()") == everything


def test_only_asserted_hides_what_is_merely_claimed(opened):
    page = opened(small())
    claimed = line_between(page, "Rebels", "Northland", -1)
    assert page.evaluate("(id) => tieline.network.body.data.edges.get(id).dashes", claimed) == [6, 5]
    page.locator("#asserted").check()
    assert claimed not in page.evaluate("tieline.shown()")["lines"]


def test_years_hide_what_was_told_outside_them_and_keep_the_undated(opened):
    page = opened(small())
    page.locator("#year-from").fill("2023")
    shown = page.evaluate("tieline.shown()")["lines"]
    assert sorted(shown) == sorted(
        [line_between(page, "Rebels", "Northland", -1), line_between(page, "Ana Ruiz", "Northland", 0)]
    )


def test_search_finds_part_of_a_name_and_says_when_there_is_none(opened):
    page = opened(small())
    page.locator("#query").fill("ruiz")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Ana Ruiz"
    page.locator("#query").fill("nobody")
    page.keyboard.press("Enter")
    assert page.locator("#found").inner_text() == "nobody of that name is drawn here"


def test_hostile_texts_do_not_run(opened):
    evil = '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script> href'
    report = Report("a1", outlet=evil, url="javascript:window.hacked=1", day=date(2020, 1, 1))
    report.page["title"] = evil
    report.event("AID", "x", "y", f"x and y and {evil}.").describe("x", role=evil)
    page = opened(network([report.done()], names={iri("x"): evil}), title=evil)
    place = page.evaluate("(id) => tieline.position(id)", iri("x"))
    page.mouse.move(place["x"], place["y"])
    page.mouse.click(place["x"], place["y"])
    page.evaluate("tieline.select('l0')")
    assert evil in page.locator("#panel").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator("#panel a, #panel img").count() == 0
    assert (page.asked, page.faults) == ([], [])


@pytest.mark.parametrize(("width", "height", "least"), [(1280, 800, 15), (390, 800, 5)])
def test_labels_never_overlap_and_stay_on_the_drawing(opened, width, height, least):
    page = opened(crowd(120))
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(100)
    settle(page)
    labels = page.evaluate("tieline.labels()")
    assert len(labels) >= least
    for a, b in combinations(labels, 2):
        apart = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
        assert apart or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"], (a, b)
    frame = page.locator("#canvas").bounding_box()
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= frame["width"] for box in labels)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_zooming_in_shows_more_names(opened):
    page = opened(crowd(120))
    named = {label["id"] for label in page.evaluate("tieline.labels()")}
    for _ in range(4):
        page.locator("#closer").click()
    settle(page)
    assert {label["id"] for label in page.evaluate("tieline.labels()")} - named


def test_focus_is_open_from_the_start_and_the_rest_is_told(opened):
    page = opened(crowd(60), focus="Brigade of the 7th valley", hops=2, limit=9)
    assert page.locator("#panel h2").inner_text() == "Brigade of the 7th valley"
    assert "showing 9 of" in page.locator("#summary").inner_text()


def test_an_empty_network_gives_a_friendly_page(opened):
    page = opened(network([]))
    assert page.locator("#empty").is_visible()
    assert page.faults == []
