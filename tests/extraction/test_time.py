"""Dates against the day of publication, Wednesday 6 March 2024."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tieline.extraction.time import resolve_date

DAY = date(2024, 3, 6)
ROWS = [
    ("Monday", ("2024-03-04", "day")),
    ("Wednesday", ("2024-03-06", "day")),
    ("on Sunday", ("2024-03-03", "day")),
    ("yesterday", ("2024-03-05", "day")),
    ("today", ("2024-03-06", "day")),
    ("last month", ("2024-02", "month")),
    ("earlier this month", ("2024-03", "month")),
    ("last year", ("2023", "year")),
    ("January 2020", ("2020-01", "month")),
    ("in October", ("2023-10", "month")),
    ("January 3, 2020", ("2020-01-03", "day")),
    ("3 January 2020", ("2020-01-03", "day")),
    ("Feb. 10", ("2024-02-10", "day")),
    ("December 27", ("2023-12-27", "day")),
    ("2014", ("2014", "year")),
    ("two days ago", ("2024-03-04", "day")),
    ("a day ago", ("2024-03-05", "day")),
    ("three months ago", ("2023-12", "month")),
    ("two years ago", ("2022", "year")),
    ("two weeks ago", ("2024-02", "month")),  # 19 to 25 February
    ("last week", ("2024", "year")),  # 26 February to 3 March: no one month holds it
    ("this week", ("2024-03", "month")),
    ("over the weekend", ("2024-03", "month")),
    ("last Friday", ("2024-03-01", "day")),
    ("next Tuesday", ("2024-03-12", "day")),
    ("tomorrow", ("2024-03-07", "day")),
    ("next month", ("2024-04", "month")),
    ("later this year", ("2024", "year")),
    ("in late 2022", ("2022", "year")),
    ("the spring of 2019", ("2019", "year")),
    ("early January 2020", ("2020-01", "month")),
    ("two days later", None),
    ("the next day", None),
    ("recent years", None),
    ("decades", None),
    ("the past 20 years", None),
]


@pytest.mark.parametrize(("words", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_dates(words, expected):
    assert resolve_date(words, DAY) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two days later", ("2020-01-05", "day")),
        ("a day earlier", ("2020-01-02", "day")),
        ("the next day", ("2020-01-04", "day")),
        ("the day before", ("2020-01-02", "day")),
        ("the same day", ("2020-01-03", "day")),
        ("three weeks later", ("2020-01", "month")),
        ("a month later", ("2020-02", "month")),
        ("ten years later", ("2030", "year")),
        ("two days ago", ("2024-03-04", "day")),
    ],
)
def test_what_is_later_counts_from_the_day_told_before(words, expected):
    assert resolve_date(words, DAY, date(2020, 1, 3)) == expected
    assert resolve_date(words, None, date(2020, 1, 3)) == (None if words.endswith("ago") else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested three lawmakers last Friday.", [("last Friday", "2024-03-01")]),
        ("Police arrested three lawmakers earlier this month.", [("earlier this month", "2024-03")]),
        ("Police arrested three lawmakers in January 2020.", [("January 2020", "2020-01")]),
        ("Police arrested three lawmakers two weeks ago.", [("two weeks ago", "2024-02")]),
        (
            "Gunmen killed two soldiers in Kirkuk on Monday. Two days later police arrested a suspect.",
            [("Monday", "2024-03-04"), ("Two days later", "2024-03-06")],
        ),
        (
            "On January 3, 2020, gunmen shot a mayor. The next day, rebels left. The day after, police arrested a man.",
            [("January 3, 2020", "2020-01-03"), ("The next day", "2020-01-04"), ("The day after", "2020-01-05")],
        ),
        ("Two days later police arrested a suspect.", [("Two days later", None)]),
    ],
)
def test_dates_of_events_in_their_article(reading, text, expected):
    assert [(event.date_text, event.date) for event in reading(text).events] == expected


def test_without_a_day_of_publication_only_absolute_dates_count():
    assert resolve_date("Monday", None) is None
    assert resolve_date("last month", None) is None
    assert resolve_date("June 28, 2021", None) == ("2021-06-28", "day")


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_last_one(published, weekday):
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    iso, precision = resolve_date(name, published)
    found = date.fromisoformat(iso)
    assert precision == "day"
    assert found.weekday() == weekday
    assert timedelta(0) <= published - found < timedelta(7)


@given(st.text(max_size=40), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_text_gives_a_date_or_nothing(words, published):
    found = resolve_date(words, published)
    assert found is None or len(found[0]) == {"day": 10, "month": 7, "year": 4}[found[1]]
