"""Texts of articles never become part of a page, in its source and in a real browser."""

from html.parser import HTMLParser

import pytest
from served import CANARY, RTL

PATHS = [
    "/",
    "/entity/ko-lan",
    "/entity/rtl",
    "/entities",
    "/articles",
    "/articles?outlet=%3Cscript%3Edocument.title%3D%27ran%27%3C/script%3E",
    "/happenings",
    "/happenings?order=denied",
    "/queries",
    "/find?name=ko",
    "/network?focus=https://example.org/data/entity/ko-lan",
    "/query/evidence-for-entity?entity=https://example.org/data/entity/ko-lan",
    "/entity/marsh-brigade",
    "/article/ccc3",
    "/graph/ccc3",
    "/graph/names",
    "/network",
    "/query/members-of?organization=%3Cscript%3Edocument.title%3D%27ran%27%3C/script%3E",
    "/ask?query=%3C/textarea%3E%3Cscript%3Edocument.title%3D%27ran%27%3C/script%3E",
    "/ask?query=SELECT+%2A+%7B+%3Fs+rdfs%3Alabel+%3Fo+%7D",
    "/ask?query=SELECT+%28%22%3Cscript%3Edocument.title%3D%27ran%27%3C%2Fscript%3E%22+AS+%3Fx%29+%7B%7D",
    "/find?name=%3Cscript%3Edocument.title%3D%27ran%27%3C/script%3E",
    "/entity/%3Cscript%3Edocument.title='ran'%3C/script%3E",
    "/describe?iri=%3Cscript%3Edocument.title='ran'%3C/script%3E",
    "/%3Cscript%3Edocument.title='ran'%3C/script%3E",
]


class Attributes(HTMLParser):
    """Collects the names of all attributes of a page."""

    def __init__(self):
        super().__init__()
        self.names = set()

    def handle_starttag(self, _tag, attrs):
        self.names |= {name for name, _ in attrs}


@pytest.mark.parametrize("path", PATHS)
def test_no_text_is_markup(client, path):
    text = client.get(path, headers={"Accept": "text/html"}).text
    assert CANARY not in text
    assert "<script>document" not in text
    assert "<img" not in text.replace("<img src=x", "") or path.startswith("/network")
    assert "<b>\u202c" not in text
    reader = Attributes()
    reader.feed(text)
    assert not [name for name in reader.names if name.startswith("on")]
    assert "javascript:" not in text or 'href="javascript:' not in text


@pytest.mark.browser
@pytest.mark.parametrize("path", PATHS)
def test_no_script_runs_in_a_browser(client, chromium, path):
    page = chromium.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto(f"{client.base_url}{path.removeprefix('/')}")
    page.wait_for_timeout(200)
    assert page.title() != "ran"
    assert page.evaluate("document.title") != "ran"
    own = str(client.base_url)
    assert [url for url in asked if not url.startswith((own, "data:"))] == []
    page.close()


@pytest.mark.browser
def test_a_hostile_name_stands_as_text_and_does_not_turn_its_neighbours(client, chromium):
    page = chromium.new_page()
    page.goto(f"{client.base_url}entity/rtl")
    heading = page.get_by_role("heading", level=1)
    assert heading.inner_text() == RTL
    assert page.evaluate("document.querySelector('h1 bdi').children.length") == 0
    assert page.evaluate("getComputedStyle(document.querySelector('h1 bdi')).unicodeBidi") == "isolate"
    line = page.locator("#timeline + h3 + ol > li > p").first
    words = line.inner_text().replace(RTL, "…")
    assert words.startswith("2024-03-09 assault Ko <script>")
    page.close()


CONTRAST = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((c) => c / 255)
      .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!colour.endsWith(", 0)")) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  for (const element of document.querySelectorAll("main *, header *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(element.outerHTML.slice(0, 120));
  }
  return faint;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "entity/marsh-brigade", "article/aaa1", "happenings", "query/members-of"])
def test_words_can_be_read_on_a_phone_and_by_weak_eyes(client, chromium, path):
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{client.base_url}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(CONTRAST) == []
    page.close()


@pytest.mark.browser
def test_the_keyboard_reaches_the_content_and_every_link_shows_that_it_is_reached(client, chromium):
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{client.base_url}entity/marsh-brigade")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()


@pytest.mark.browser
def test_the_pages_work_without_scripts_and_look_like_pages(client, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.goto(str(client.base_url))
    assert page.evaluate("getComputedStyle(document.querySelector('header')).display") == "flex"  # the style is there
    page.get_by_label("Find").fill("marsh brigade")
    page.get_by_role("button", name="Go").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Marsh Brigade"
    page.get_by_role("link", name="Example Courier, 2024-03-05").first.click()
    assert "#char=" in page.url
    assert page.locator("p.text").inner_text().startswith("The Marsh Brigade, part of the River Front")
    page.goto(f"{client.base_url}query/members-of")
    page.get_by_label("organization").fill("River Front")
    page.get_by_role("button", name="Ask").click()
    assert page.locator("table").inner_text().count("Ada Wenn") >= 1
    page.set_viewport_size({"width": 380, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    context.close()
