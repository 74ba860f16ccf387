"""The same event told by several articles is one happening; what differs in day, place, party or standing is not."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tieline.extraction.extract import extract
from tieline.extraction.retold import dates_agree
from tieline.identity import Authority, happenings, join, resolve
from tieline.language import load
from tieline.rdf.triples import record_iris
from tieline.records import Article, Entity, Event, Extraction, Mention, Span

AUTHORITY = Authority.shipped()
PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "event_pairs.tsv").read_text(encoding="utf8").splitlines()
    if line and not line.startswith(("#", "told\t"))
]
BASE = "https://w3id.org/tieline/id/"


def found(extractions):
    return happenings(extractions, AUTHORITY, record_iris)


@pytest.fixture(scope="module")
def read():
    """Return a function: (day, text) … → resolved and joined extractions k0, k1, …"""
    nlp = load()
    names = AUTHORITY

    def reading(*told):
        articles = (Article(f"k{n}", f"k{n}", t, published=date.fromisoformat(d)) for n, (d, t) in enumerate(told))
        return join([resolve(extract(article, nlp, names=names), names) for article in articles], names)

    return reading


def test_one_article_may_call_a_party_by_two_names(read):
    text = "Israeli jets bombed Hezbollah on Monday. Israel struck Hezbollah on Monday, officials said."
    (happening,) = found(read(("2024-03-05", text)))
    assert len(happening.reports) == 2
    assert happening.reason == "told again in its article"


def told_as_one(extractions):
    return [happening for happening in found(extractions) if len(happening.articles) > 1]


def test_pairs_of_reports_are_joined_where_they_tell_the_same_event(read):
    verdicts = [
        (told == "same", bool(told_as_one(read((day, one), (other_day, other)))), one, other)
        for told, day, one, other_day, other in PAIRS
    ]
    right = [same and joined for same, joined, *_ in verdicts]
    wrong = [v[2:] for v in verdicts if v[1] and not v[0]]
    missed = [v[2:] for v in verdicts if v[0] and not v[1]]
    assert len(verdicts) >= 40
    assert sum(right) / (sum(right) + len(wrong)) >= 0.95, wrong
    assert sum(right) / (sum(right) + len(missed)) >= 0.9, missed


NAMES = ("iran", "iraq", "turkey", "quds-force", "kataib-hezbollah", "class/soldiers")
TOWNS = ("basra", "mosul")
DAYS = ("2024-03-04", "2024-03-05", "2024-03", "2024", None)
PUBLISHED = [None, *(date(2024, 3, 4) + timedelta(days=n) for n in range(5))]

event = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["ASSAULT", "CONSULT", "ACCUSE"]),
        "actors": st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        "recipients": st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        "place": st.sampled_from([None, *TOWNS]),
        "date": st.sampled_from(DAYS),
        "factuality": st.sampled_from(["happened", "happened", "claimed", "denied", "planned"]),
        "trigger_lemma": st.sampled_from(["attack", "strike", "kill"]),
        "group": st.sampled_from(["", "", "v0"]),
    }
)
reports = st.lists(st.tuples(st.sampled_from(PUBLISHED), st.lists(event, max_size=3)), min_size=1, max_size=7)


def made(key, published, events):
    """Make a resolved article; every event has a sentence of its own, or the group of the first if they agree."""
    text = "".join(f"Report {n} of article {key} tells of a deed.\n" for n in range(len(events)))
    ids = {name: f"e{n}" for n, name in enumerate((*NAMES, *TOWNS))}
    width = len(text) // max(len(events), 1)
    parts = []
    for n, told in enumerate(events):
        span = Span(n * width, (n + 1) * width - 1)
        group = told["group"] if not parts or _like(parts[0], told) else ""
        fields = {**told, "group": group and "v0", "place": ids.get(told["place"])}
        fields |= {side: tuple(ids[name] for name in told[side]) for side in ("actors", "recipients")}
        parts.append(Event(f"v{n}", trigger=Span(span.start, span.start + 6), evidence=span, **fields))
    entities = tuple(
        Entity(
            id_, name, "Place" if name in TOWNS else "State", (Mention(0, 6, "name", 0),), iri=f"{BASE}entity/{name}"
        )
        for name, id_ in ids.items()
    )
    return Extraction(Article(key, key, text, published=published), (), entities, events=tuple(parts))


def _like(first, told):
    kinds = {"happened": 1, "claimed": 1, "denied": 2, "planned": 3}
    same = first.type == told["type"] and kinds[first.factuality] == kinds[told["factuality"]]
    return same and dates_agree(d for d in (first.date, told["date"]) if d)


def articles(given_reports):
    return [made(f"k{n}", published, events) for n, (published, events) in enumerate(given_reports)]


def events_by_iri(extractions):
    return {iri: record for x in extractions for record, iri in record_iris(x).items() if isinstance(record, Event)}


@given(reports, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=150)
def test_the_order_of_articles_does_not_matter(given_reports, order: random.Random):
    extractions = articles(given_reports)
    shuffled = order.sample(extractions, len(extractions))
    assert found(shuffled) == found(extractions)


@given(reports)
@settings(deadline=None, max_examples=150)
def test_every_report_is_of_one_happening(given_reports):
    extractions = articles(given_reports)
    told = [report for happening in found(extractions) for report in happening.reports]
    assert sorted(told) == sorted(events_by_iri(extractions))
    assert len({happening.iri for happening in found(extractions)}) == len(found(extractions))


@given(reports)
@settings(deadline=None, max_examples=300)
def test_what_differs_in_date_type_or_standing_is_never_one(given_reports):
    extractions = articles(given_reports)
    known = events_by_iri(extractions)
    for happening in found(extractions):
        of = [known[report] for report in happening.reports]
        assert dates_agree(one.date for one in of if one.date)
        assert len({one.type for one in of if one.factuality != "planned"}) <= 1
        told = {one.factuality for one in of}
        assert told <= {"happened", "claimed"} or len(told) == 1
        assert happening.told == tuple(sorted(told))


@given(reports)
@settings(deadline=None, max_examples=150)
def test_the_articles_of_a_happening_alone_give_it_again(given_reports):
    extractions = articles(given_reports)
    for happening in found(extractions):
        kept = [
            replace(x, events=tuple(e for e in x.events if record_iris(x)[e] in happening.reports)) for x in extractions
        ]
        assert [(one.iri, one.reports) for one in found(kept)] == [(happening.iri, happening.reports)]


@given(reports)
@settings(deadline=None, max_examples=100)
def test_an_article_about_something_else_changes_nothing(given_reports):
    extractions = articles(given_reports)
    other = made("other", date(2024, 3, 5), [dict.fromkeys(("place", "date")) | OTHER])
    before = {happening.iri: happening for happening in found(extractions)}
    after = {happening.iri: happening for happening in found([*extractions, other])}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


OTHER = {
    "type": "RETREAT",
    "actors": ["turkey"],
    "recipients": [],
    "factuality": "happened",
    "trigger_lemma": "leave",
    "group": "",
}
DEED = {
    "type": "ASSAULT",
    "actors": ["iran"],
    "recipients": ["iraq"],
    "place": None,
    "date": "2024-03-04",
    "factuality": "happened",
    "trigger_lemma": "attack",
    "group": "",
}
DAY = date(2024, 3, 5)


def alone(*changes, days=()):
    """Return whether two reports, that of `DEED` and it with changes, are one."""
    told = [DEED, *({**DEED, **change} for change in changes)]
    days = days or (DAY,) * len(told)
    return len(found([made(f"k{n}", day, [one]) for n, (day, one) in enumerate(zip(days, told, strict=True))])) == 1


@pytest.mark.parametrize(
    ("change", "one"),
    [
        ({}, True),
        ({"factuality": "claimed"}, True),
        ({"factuality": "denied"}, False),
        ({"factuality": "planned"}, False),
        ({"trigger_lemma": "launch airstrike"}, True),
        ({"actors": []}, True),
        ({"actors": [], "trigger_lemma": "kill"}, False),
        ({"actors": ["turkey"]}, False),
        ({"recipients": ["class/soldiers"]}, True),
        ({"date": "2024-03"}, True),
        ({"date": "2024"}, True),
        ({"date": "2023"}, False),
        ({"date": "2024-03-05"}, False),
        ({"date": None}, True),
        ({"date": None, "trigger_lemma": "kill"}, False),
        ({"type": "COERCE"}, False),
    ],
)
def test_one_change_decides(change, one):
    assert alone(change) is one


def test_an_undated_report_of_another_week_is_of_something_else():
    assert not alone({"date": None}, days=(DAY, DAY + timedelta(days=7)))
    assert not alone({"date": None}, days=(DAY, date(2024, 3, 3)))


def test_a_report_that_fits_two_events_is_of_neither():
    days = ["2024-03-04", "2024-03-05", "2024-03"]
    told = found([made(f"k{n}", DAY, [{**DEED, "date": day}]) for n, day in enumerate(days)])
    assert [happening.articles for happening in told] == [("k0",), ("k1",), ("k2",)]


def test_what_is_denied_or_planned_has_the_event_as_its_counterpart():
    told = ["happened", "claimed", "denied", "planned"]
    given_reports = [made(f"k{n}", DAY, [{**DEED, "factuality": one}]) for n, one in enumerate(told)]
    actual, denied, planned = sorted(found(given_reports), key=lambda happening: happening.articles)
    assert actual.told == ("claimed", "happened")
    assert actual.reason == "the same parties on the same day"
    assert (denied.counterpart, planned.counterpart, actual.counterpart) == (actual.iri, actual.iri, None)


def test_what_is_denied_has_no_counterpart_where_two_events_may_be_meant():
    changes = [{"place": "basra"}, {"place": "mosul"}, {"factuality": "denied"}]
    told = found([made(f"k{n}", DAY, [{**DEED, **change}]) for n, change in enumerate(changes)])
    assert [happening.counterpart for happening in told] == [None, None, None]


def test_a_happening_bears_the_iri_of_its_earliest_report():
    later, earlier = (made(key, day, [DEED]) for key, day in (("a", date(2024, 3, 6)), ("b", DAY)))
    (happening,) = found([later, earlier])
    assert happening.articles == ("b", "a")
    assert happening.iri.startswith(f"{BASE}happening/b-")


@pytest.mark.parametrize(("actor", "one"), [("quds-force", True), ("kataib-hezbollah", False)])
def test_a_body_of_a_state_may_stand_for_it(actor, one):
    assert alone({"actors": [actor]}) is one
