"""Texts of articles never become part of a page, in its source and in a real browser."""

import pytest
from served import CANARY

PATHS = [
    "/",
    "/entity/ko-lan",
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


@pytest.mark.parametrize("path", PATHS)
def test_no_text_is_markup(client, path):
    text = client.get(path, headers={"Accept": "text/html"}).text
    assert CANARY not in text
    assert "<script>document" not in text
    assert "<img" not in text.replace("<img src=x", "") or path == "/network"
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
