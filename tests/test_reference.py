"""docs/cli.md and docs/python.md say what the code says; `make docs` writes them anew."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

import make_reference

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("page", ["cli", "python"])
def test_the_page_says_what_the_code_says(page):
    written = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    assert written == getattr(make_reference, page)(), "run: make docs"


def test_every_command_and_public_name_has_words_of_its_own():
    for page in (make_reference.cli(), make_reference.python()):
        lines = [line for line in page.split("\n") if line]
        bare = [
            line
            for line, after in zip(lines, lines[1:], strict=False)
            if line.startswith("##") and after.startswith("##")
        ]
        assert bare == []
