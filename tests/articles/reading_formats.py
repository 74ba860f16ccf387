"""Read documents given as bytes, as the tests of the formats do."""

from __future__ import annotations

from tieline.articles.documents import read_document
from tieline.articles.formats import pages
from tieline.errors import UnreadableInput

VOTE = "The council of Marsh County voted on Monday to close the old bridge, the mayor's office said."
QUOTE = "“It is over,” said Dora Finch, the mayor of Gull Bay, after the vote."


def read_bytes(data, name, **given):
    """Articles of a document and the faults told on the way; the offsets law is checked on each."""
    data = data.encode() if isinstance(data, str) else data
    faults: list[UnreadableInput] = []
    try:
        articles = list(read_document(data, name=name, where=name, file=name, report=faults.append, **given))
    except UnreadableInput as error:
        faults.append(error)
        articles = []
    told = [str(fault) for fault in faults]
    assert all("\n" not in line for line in told)
    if articles:
        check_offsets(data, name, articles, given)
    return articles, told


def check_offsets(data, name, articles, given):
    """Every run of an article stands where its segment says, in the pages put one after the other."""
    text = "\n".join(page.text for page in pages(data, name=name, where=name, report=lambda _: None, **given))
    last = 0
    for article in articles:
        assert last <= article.source.start < article.source.end <= len(text)
        last = article.source.end
        for segment in article.segments:
            run = article.text[segment.start : segment.start + segment.length]
            assert text[segment.file_start : segment.file_start + segment.length] == run
        assert "".join(article.text[s.start : s.start + s.length] for s in article.segments) == "".join(
            article.text.split("\n\n")
        )
