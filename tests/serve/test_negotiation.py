import pytest
from tieline.serve.negotiation import preferred

OFFERS = ["text/html", "text/turtle", "application/json"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle ; Q=1", "text/turtle"),
        ("text/*", "text/html"),
        ("application/*, text/*;q=0.5", "application/json"),
        ("text/html;q=0.3, text/turtle;q=0.4", "text/turtle"),
        ("text/*;q=0.9, text/html;q=0.1, application/json;q=0.5", "text/turtle"),
        ("*/*, text/html;q=0", "text/turtle"),
        ("application/json;q=0.000", None),
        ("image/png", None),
        ("text/turtle;q=high", None),
        ("text/turtle;q=2", None),
        ("text/turtle;q=high, application/json", "application/json"),
        ("application/json;profile=x;q=0.5, text/html;q=0.4", "application/json"),
        (",,;;q=1,", None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_the_best_liked_format(accept, expected):
    assert preferred(accept, OFFERS) == expected


def test_nothing_on_offer():
    assert preferred("*/*", []) is None
