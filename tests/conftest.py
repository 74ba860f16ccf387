from __future__ import annotations

import os
import shutil

import pytest
from virtuoso import running

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium; skips without one, unless TIELINE_REQUIRE_BROWSER=1 asks to fail."""
    api = pytest.importorskip("playwright.sync_api")
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    with api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        except api.Error as error:
            if os.environ.get("TIELINE_REQUIRE_BROWSER") == "1":
                raise
            pytest.skip(f"no Chromium: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture
def chromium_page(chromium):
    """A fresh page of 1280 by 800; it may open files, and every other request is refused and listed in `.asked`.

    `.faults` lists errors of scripts and of the console.
    """
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.asked, page.faults = [], []

    def judge(route):
        if route.request.url.startswith(("file:", "data:")):
            route.continue_()
        else:
            page.asked.append(route.request.url)
            route.abort()

    page.route("**/*", judge)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    yield page
    page.close()


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory):
    """A Virtuoso server of its own for these tests, empty; skips without one. Who loads graphs clears them again."""
    if shutil.which("virtuoso-t") is None:
        pytest.skip("no Virtuoso (virtuoso-t): install virtuoso-opensource-7")
    with running(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server
