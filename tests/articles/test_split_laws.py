"""Laws of splitting, on pages glued together from our own articles at random."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"
PARTS = ("A", "B", "C", "D")


@pytest.fixture(scope="module")
def pages():
    """Return one page of every layout with the articles read from it."""
    sys.path.insert(0, str(FOLDER))
    try:
        from glued import pages
        from splitting import articles_of

        return [(page, articles_of(page.text)) for part in PARTS for page in pages(16, part, 11)], articles_of
    finally:
        sys.path.remove(str(FOLDER))


def test_segments_hold_the_characters_of_the_page_in_order(pages):
    for page, found in pages[0]:
        last = 0
        for article in found:
            assert article.source.start >= last
            for segment in article.segments:
                end = segment.start + segment.length
                source = page.text[segment.file_start : segment.file_start + segment.length]
                assert article.text[segment.start : end] == source
                assert segment.file_start >= last
                last = segment.file_start + segment.length


def test_article_of_its_own_is_not_split_again(pages):
    found, articles_of = pages
    for page, articles in found:
        if "live" in page.style:  # without the times of its entries it is no live page any more
            continue
        for article in articles:
            alone = "\n\n".join(filter(None, (article.title, article.text)))
            assert [again.text for again in articles_of(alone)] == [article.text], page.style


def test_articles_joined_with_header_lines_are_split_as_before(pages):
    found, articles_of = pages
    for page, articles in found:
        if "live" in page.style or not all(article.title for article in articles):
            continue
        joined = "\n\n-----\n\n".join(f"{a.title}\nReuters | June 2, 2025\n\n{a.text}" for a in articles)
        assert [again.text for again in articles_of(joined)] == [article.text for article in articles], page.style


def test_hardly_a_paragraph_is_lost_and_hardly_any_furniture_kept(pages):
    lost = kept = 0
    for page, articles in pages[0]:
        covered = {
            place
            for article in articles
            for segment in article.segments
            for place in range(segment.file_start, segment.file_start + segment.length)
        }
        for piece in page.pieces:
            share = sum(place in covered for place in range(piece.start, piece.end)) / (piece.end - piece.start)
            lost += piece.role == "body" and share < 0.9
            kept += piece.role in {"furniture", "head", "summary"} and share > 0.5
    pieces = [piece.role for page, _ in pages[0] for piece in page.pieces]
    assert lost < 0.03 * pieces.count("body")
    assert kept < 0.05 * pieces.count("furniture")
