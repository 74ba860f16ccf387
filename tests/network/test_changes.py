from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Report, iri
from tieline.errors import UsageError
from tieline.network import changes, network

OLD, NEW = date(2019, 6, 1), date(2020, 6, 1)


def made(*told: tuple[date, str, str, str], **fields):
    return network(
        Report(f"a{number:02}", day=day).event(type_, actor, recipient, **fields).done()
        for number, (day, type_, actor, recipient) in enumerate(told)
    )


def kinds(found) -> list[tuple]:
    return [(change.kind, change.subject_label, change.type, change.before, change.after) for change in found.found]


def test_new_gone_stronger_and_weaker_ties():
    found = changes(
        made(
            (OLD, "AID", "gone", "x"),
            (NEW, "AID", "new", "x"),
            (OLD, "AID", "more", "x"),
            (NEW, "AID", "more", "x"),
            (NEW, "AID", "more", "x"),
            (OLD, "AID", "less", "x"),
            (OLD, "AID", "less", "x"),
            (NEW, "AID", "less", "x"),
            (OLD, "AID", "same", "x"),
            (NEW, "AID", "same", "x"),
        ),
        "2020",
        "2020",
    )
    assert kinds(found) == [
        ("new", "new", "AID", 0, 1),
        ("gone", "gone", "AID", 1, 0),
        ("strengthened", "more", "AID", 1, 2),
        ("weakened", "less", "AID", 2, 1),
    ]
    assert (found.before, found.after) == (("2019-01-01", "2019-12-31"), ("2020-01-01", "2020-12-31"))
    assert (found.articles_before, found.articles_after) == (5, 5)


def test_a_pair_that_changes_sides_is_flipped_with_the_evidence_of_both_periods():
    found = changes(made((OLD, "AID", "a", "b"), (NEW, "ASSAULT", "b", "a")), "2020", "2020")
    flip = found.found[0]
    assert (flip.kind, flip.subject, flip.object, flip.type, flip.sign) == ("flipped", iri("a"), iri("b"), None, -1)
    assert [item["text"] for item in (*flip.evidence_before, *flip.evidence_after)] == [
        "a sent grain to b.",
        "b shelled a.",
    ]
    assert [change.kind for change in found.found] == ["flipped", "new", "gone"]


def test_a_new_tie_tells_whether_its_ends_were_written_about_before():
    reports = [
        Report("a1", day=OLD).event("AID", "a", "c").done(),
        Report("a2", day=NEW).event("AID", "a", "b").event("AID", "d", "e").event("AID", "a", "c").done(),
    ]
    found = {
        (change.subject_label, change.object_label): change.seen
        for change in changes(network(reports), "2020", "2020").found
    }
    assert found == {("a", "b"): 1, ("d", "e"): 0}


def test_denials_make_no_tie():
    assert changes(made((NEW, "AID", "a", "b"), factuality="denied"), "2020", "2020").found == ()


def test_a_vague_date_in_both_periods_is_no_change():
    report = Report("a1", day=NEW).event("AID", "a", "b", date="2020")
    assert changes(network([report.done()]), "2020-06", "2020-06").found == ()


@pytest.mark.parametrize(
    ("since", "until", "before", "expected"),
    [
        ("2020", "2020", None, ("2019-01-01", "2019-12-31")),  # whole months, leap year or not
        ("2020-03", "2020-04", None, ("2020-01-01", "2020-02-29")),
        ("2020-01-10", "2020-01-12", None, ("2020-01-07", "2020-01-09")),
        ("2020", "2020", "2015-06", ("2015-06-01", "2019-12-31")),
    ],
)
def test_the_earlier_period_is_as_long(since, until, before, expected):
    assert changes(made(), since, until, before=before).before == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"since": "2020", "until": "2019"}, "period: got 2020 to 2019"),
        ({"since": "2020", "until": "2020", "before": "2020-02"}, "earlier period: got start 2020-02"),
        ({"since": "0001", "until": "0009"}, "expected room for one before"),
        ({"since": "soon", "until": "2020"}, "date: got 'soon'"),
    ],
)
def test_wrong_periods_are_refused(arguments, message):
    with pytest.raises(UsageError, match=message):
        changes(made(), **arguments)


drawn = st.lists(
    st.tuples(
        st.sampled_from([OLD, NEW]), st.sampled_from(["AID", "ASSAULT"]), st.sampled_from("abc"), st.sampled_from("abc")
    ).filter(lambda told: told[2] != told[3]),
    max_size=8,
)


@given(drawn)
def test_turning_the_periods_round_turns_the_changes_round(told):
    other = {OLD: NEW, NEW: OLD}
    there = changes(made(*told), "2020", "2020").found
    back = changes(made(*((other[day], *rest) for day, *rest in told)), "2020", "2020").found
    turned = {
        "new": "gone",
        "gone": "new",
        "strengthened": "weakened",
        "weakened": "strengthened",
        "flipped": "flipped",
    }
    plain = {"evidence_before": (), "evidence_after": (), "sign": 0, "seen": 0}
    assert {
        replace(change, kind=turned[change.kind], before=change.after, after=change.before, **plain) for change in there
    } == {replace(change, **plain) for change in back}
