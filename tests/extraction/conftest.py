"""One way to read a sentence in the tests of extraction."""

from datetime import date

import pytest
from tieline.extraction.extract import extract
from tieline.identity import Authority
from tieline.language import load
from tieline.records import Article


@pytest.fixture(scope="session")
def reading():
    """Return a function: text (and day of publication) → its Extraction."""
    nlp = load()
    authority = Authority.shipped()

    def read(text, published=date(2024, 3, 6)):
        return extract(Article("a", "a", text, published=published), nlp, names=authority)

    return read
