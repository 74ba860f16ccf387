"""The sample corpus is our own, complete and readable."""

import re
from datetime import date
from importlib.resources import files

import pytest
import tieline
import yaml

ARTICLES = sorted(path for path in files("tieline.corpus").iterdir() if path.name.endswith(".md"))


def test_there_are_enough():
    assert len(ARTICLES) >= 12


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_each_says_what_it_is(path):
    _, head, body = path.read_text(encoding="utf8").split("---\n", 2)
    front = yaml.safe_load(head)
    assert front["byline"] == "Written for tieline"
    assert front["publisher"].endswith("(sample)")
    assert date(2014, 1, 1) <= front["published"] <= date(2025, 12, 31)
    words = len(body.split())
    assert 250 <= words <= 800 if "pickup" in path.name else 400 <= words <= 800
    assert not re.search(r"[^\n]\n[^\n]", body.strip()), "one line per paragraph"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_each_is_read_as_one_article(path):
    (article,) = tieline.read([str(path)])
    front = yaml.safe_load(path.read_text(encoding="utf8").split("---\n", 2)[1])
    assert (article.title, article.publisher) == (front["title"], front["publisher"])
    assert article.published == front["published"]
    assert article.text.split()[0] == path.read_text(encoding="utf8").split("---\n", 2)[2].split()[0]
