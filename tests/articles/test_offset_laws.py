"""Laws of the offsets, for pages put together at random."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tieline.articles import read
from tieline.articles.decoding import decode
from tieline.articles.markdown import inline_marks

_LINES = st.sampled_from(
    [
        "Council closes old bridge after dispute",
        "The council of Marsh County voted to close the bridge. “It is over,” said Dora Finch.",
        "Cars wait on Sunday, June 1, 2025. Ana Ruiz / AP The mayor left. (Photo: Bo Li/AFP) She said nothing.",
        "The *old* bridge is [closed](http://x.org/a), **really** closed. Read more at the site.",
        "By Ana Ruiz | Reuters | 2 June 2025",
        "Advertisement",
        "Related Articles",
        "Comments",
        "an hour ago",
        "- Gull Bay Herald",
        "-----",
        "# A heading in the page",
        "> “We wait,” he said.",
        "this line is wrapped at some column by the program that",
        "---\ntitle: Given\n---",
        "",
        "",
        "  \u200b\u00a0 ",
        "\x07 A bell\x0crings\u2028twice.",
    ]
)
_PAGES = st.lists(st.one_of(_LINES, st.text(max_size=60)), max_size=25)


@settings(max_examples=150, deadline=None)
@given(_PAGES, st.sampled_from(["page.txt", "page.md"]), st.sampled_from(["\n", "\r\n"]))
def test_text_is_made_of_runs_of_the_file(lines, name, newline):
    data = newline.join(lines).encode("utf-8", errors="ignore")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        articles = list(read([path], on_error=lambda _: None))
    if not articles:
        return
    page = decode(data, name)
    last = 0
    for article in articles:
        covered = 0
        joints = []
        for segment in article.segments:
            joints.append(article.text[covered : segment.start])
            end = segment.start + segment.length
            assert article.text[segment.start : end] == page[segment.file_start : segment.file_start + segment.length]
            assert article.source.start <= segment.file_start
            assert segment.file_start + segment.length <= article.source.end
            covered = end
        assert covered == len(article.text)
        assert set(joints) <= {"", "\n\n"}
        assert last <= article.source.start <= article.source.end
        last = article.source.end


@given(st.text(alphabet="ab*_[]()! \n", max_size=60))
def test_marks_are_sorted_and_apart(text):
    edges = [edge for span in inline_marks(text) for edge in span]
    assert edges == sorted(edges)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_reported(data):
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.txt", "a.md", "a.jsonl"):
            path = Path(folder, name)
            path.write_bytes(data)
            errors = []
            articles = list(read([path], on_error=errors.append))
            assert articles or errors
