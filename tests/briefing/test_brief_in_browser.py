"""The brief in a real browser: hostile text stays text, nothing is asked for, it prints."""

from datetime import date

import pytest
from newsroom import Report
from valley import brief

pytestmark = pytest.mark.browser

CANARY = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">$\\frac{1}{2}$]]>--><!--"
RTL = "\u202eبرج\" onmouseover='document.title=1' </title></svg><svg onload=\"document.title='ran'\">\u202c"


def hostile():
    page = {"title": CANARY, "publisher": CANARY, "byline": CANARY, "url": "javascript:document.title='ran'"}
    first = Report("a1", day=date(2020, 5, 2), types={RTL: "State"})
    first.page |= page
    first.event("ASSAULT", f"Ko {CANARY}", RTL, f"Ko {CANARY} struck {RTL} </style></title>.", date="2020-05-01")
    first.says(RTL, f"Ko {CANARY}", f"Ko {CANARY} lied {CANARY}")
    second = Report("a2", day=date(2021, 5, 2), outlet=RTL, types={RTL: "State"})
    second.page["url"] = "https://evil.example.org/\"onclick='x'"
    second.event(
        "ASSAULT", f"Ko {CANARY}", RTL, f"{RTL} denied that Ko {CANARY} struck.", RTL, factuality="denied"
    ).event("AID", "Guards", RTL)
    return [first.done(), second.done()]


@pytest.fixture(scope="module")
def text():
    return brief(hostile(), title=CANARY)


def opened(page, folder, text):
    (folder / "brief.html").write_text(text, encoding="utf-8")
    page.goto((folder / "brief.html").as_uri())
    return page


def test_hostile_text_stays_text_and_nothing_is_asked_for(chromium_page, tmp_path, text):
    page = opened(chromium_page, tmp_path, text)
    page.wait_for_timeout(200)
    assert page.title() == CANARY
    assert page.asked == []
    assert page.faults == []
    counts = page.evaluate(
        "[document.scripts.length, document.images.length, document.querySelectorAll('svg').length,"
        " [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name))).length]"
    )
    assert counts == [0, 0, 3, 0]
    addresses = page.evaluate("[...document.links].map((link) => link.protocol)")
    assert set(addresses) <= {"file:", "https:"}
    assert page.get_by_role("heading", level=1).inner_text() == " ".join(CANARY.split())


def test_names_in_figures_are_text(chromium_page, tmp_path, text):
    page = opened(chromium_page, tmp_path, text)
    labels = page.evaluate("[...document.querySelectorAll('svg text')].map((t) => t.textContent)")
    assert any(label.startswith("Ko <script>") for label in labels)
    assert any("برج" in label for label in labels)
    assert page.evaluate("[...document.querySelectorAll('svg')].every((s) => s.getBoundingClientRect().width > 300)")
    assert not page.evaluate(
        "[...document.querySelectorAll('svg text')].some((t) => t.textContent.includes('\\u202e'))"
    )


def test_it_prints_and_fits_a_phone(chromium_page, tmp_path, page):
    opened(chromium_page, tmp_path, page)
    printed = chromium_page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert len(printed) > 20_000
    chromium_page.set_viewport_size({"width": 390, "height": 844})
    assert chromium_page.evaluate("document.documentElement.scrollWidth") <= 390
    chromium_page.emulate_media(media="print")
    assert not chromium_page.locator("nav").is_visible()
    assert chromium_page.locator("figure svg").first.is_visible()


def test_a_footnote_leads_to_its_sentence(chromium_page, tmp_path, page):
    opened(chromium_page, tmp_path, page)
    link = chromium_page.locator("#alliances ~ .table a.ref").first
    number = link.inner_text()
    link.click()
    assert chromium_page.url.endswith(f"#n{number}")
    target = chromium_page.locator(f"#n{number}")
    assert target.is_visible()
    assert "“" in target.inner_text()
