"""Articles for the tests of the workers, and the reading of many."""

from tieline.records import Article, Source
from tieline.workers import article_bytes


def article(number, text):
    return Article(
        f"a{number}", f"a{number}", text, title=f"Report {number}", source=Source(f"{number}.md", 0, len(text))
    )


def all_of(reader, articles):
    """Return key -> outcome of all articles."""
    found = {}
    for one in articles:
        while not reader.room:
            found |= {outcome.key: outcome for outcome in reader.finished(waiting=True)}
        reader.submit(one.key, article_bytes(one))
    while outcomes := reader.finished(waiting=True):
        found |= {outcome.key: outcome for outcome in outcomes}
    return found
