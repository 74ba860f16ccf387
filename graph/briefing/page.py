"""The brief as one HTML page: no script, nothing from elsewhere, every text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ..identity import Happening
from ..network.disagreement import disagreement
from ..network.footnotes import written_day
from . import figures, happened, pairs
from .corpus import Corpus, Read
from .drawing import library
from .notes import Notes, figure_markup, web
from .periods import Periods, compared, told_most

if TYPE_CHECKING:
    import networkx as nx
    from jinja2 import Environment

_ACTORS, _MATRIX, _BROKERS, _PAIRS, _EVENTS, _SPEECHES, _DISPUTES, _CHANGES = 15, 12, 8, 10, 25, 15, 10, 6
"""Most rows of each part of the page."""
_LISTED = 300
"""So many articles are listed by title; of more, only those that are cited."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def report_page(
    network: nx.MultiDiGraph[str],
    spoken: nx.MultiDiGraph[str],
    corpus: Corpus,
    happenings: Iterable[Happening],
    *,
    title: str,
    periods: Periods | None = None,
    base: str = "",
) -> str:
    """Return the brief as one HTML page; the same graph gives the same bytes with the same matplotlib.

    Args:
        network: ties without statements; spoken: ties with them.
        corpus: as `read_corpus` gives it.
        happenings: all events.
        periods: to compare; None lets the articles decide.
        base: under which the IRIs of articles stand.

    Raises:
        UsageError: if matplotlib is not installed, or a period is faulty.
    """
    library()
    events = happened.occurrences(happenings, corpus)
    listed = happened.most_told(events, _EVENTS)
    actors, found = pairs.actors(network, _ACTORS), pairs.pairs(network)
    brokers, method = pairs.brokers(network, _BROKERS)
    changes = compared(network, corpus.days(), periods or Periods())
    disputes = [voices for voices in disagreement(network) if voices.disputed]
    denied = happened.denied(events)
    matrix = actors[:_MATRIX]
    shown = {actor.node for actor in matrix}
    notes = Notes()
    text = (
        _environment()
        .get_template("brief.html")
        .render(
            title=title,
            css=files(__package__).joinpath("brief.css").read_text(encoding="utf-8"),
            corpus=corpus,
            outlets=_outlets(corpus),
            copies=[article for article in corpus.articles if article.copied],
            titles={article.key: article for article in corpus.articles},
            days=corpus.days(),
            happenings=len(events),
            actors=actors,
            brokers=brokers,
            method=method,
            friends=pairs.strongest(found, 1, _PAIRS),
            enemies=pairs.strongest(found, -1, _PAIRS),
            matrix=[pair for pair in found if {pair.a, pair.b} <= shown],
            events=listed,
            undrawn=len(events) - len(figures.drawn_events(events, corpus.days())),
            speeches=pairs.speeches(spoken, _SPEECHES),
            disputes=disputes[:_DISPUTES],
            more_disputes=max(0, len(disputes) - _DISPUTES),
            denied=denied[:_DISPUTES],
            changes=changes,
            changed=told_most(changes, _CHANGES) if changes else [],
            figures=_figures(corpus, events, listed, matrix, found),
            notes=notes,
            cite=notes.cite,
            listed=lambda: _listed(corpus, notes),
            ids={article.key: f"a{number}" for number, article in enumerate(corpus.articles, 1)},
            article_base=f"{base}article/",
            whole=len(corpus.articles) <= _LISTED,
            day=written_day,
            web=web,
            words=lambda name: _HUMP.sub(" ", name).lower(),
        )
    )
    return text.encode("utf-8", "replace").decode()


def _figures(
    corpus: Corpus,
    events: Sequence[happened.Occurrence],
    listed: Sequence[happened.Occurrence],
    matrix: Sequence[pairs.Actor],
    found: Sequence[pairs.Pair],
) -> Mapping[str, Any]:
    """Draw the figures; those of nothing are left out."""
    drawn = figures.drawn_events(events, corpus.days())
    made = {}
    if corpus.days():
        made["articles"] = figures.articles_by_month(corpus)
    if drawn:
        made["events"] = figures.events_by_day(drawn, {event.iri: number for number, event in enumerate(listed, 1)})
    if len(matrix) > 1:
        made["pairs"] = figures.pairs_by_sign(matrix, found)
    return {name: figure_markup(svg) for name, svg in made.items()}


def _outlets(corpus: Corpus) -> list[dict[str, Any]]:
    """Give the rows of the table of outlets: articles, months with their numbers, copies."""
    rows = []
    for name, articles in corpus.by_outlet().items():
        months: dict[str, int] = {}
        for article in articles:
            months[article.published[:7]] = months.get(article.published[:7], 0) + 1
        copied = [article for article in articles if article.copied]
        rows.append({"name": name, "articles": articles, "months": sorted(months.items()), "copied": copied})
    return rows


def _listed(corpus: Corpus, notes: Notes) -> list[Read]:
    """Give the articles to list, once all footnotes are given."""
    if len(corpus.articles) <= _LISTED:
        return corpus.articles
    cited = {note.article for note in notes.given}
    return [article for article in corpus.articles if article.key in cited]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(__package__, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
