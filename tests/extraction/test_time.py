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
    ("recent years", None),
    ("decades", None),
    ("the past 20 years", None),
]


@pytest.mark.parametrize(("words", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_dates(words, expected):
    assert resolve_date(words, DAY) == expected


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
