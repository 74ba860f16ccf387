from __future__ import annotations

import pytest
from pages import settle
from tieline.view import view


@pytest.fixture
def opened(chromium_page, tmp_path):
    """Write the page of a network and open it; afterwards it must have asked for nothing and made no fault."""

    def show(made, title="Ties", *, size=None, **options):
        if size:
            chromium_page.set_viewport_size({"width": size[0], "height": size[1]})
        (tmp_path / "page.html").write_text(view(made, title=title, **options), encoding="utf-8")
        chromium_page.goto((tmp_path / "page.html").as_uri())
        settle(chromium_page)
        return chromium_page

    yield show
    assert chromium_page.asked == []
    assert chromium_page.faults == []
