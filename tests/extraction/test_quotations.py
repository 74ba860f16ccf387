"""Where quotations begin and end, whatever marks a page uses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tieline.extraction.quotations import find_quotations
from tieline.records import Span


def inside(text):
    return [text[q.inner.start : q.inner.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We stay,” he said.", ["We stay,"]),
        ('"We stay," he said. "All of us."', ["We stay,", "All of us."]),
        ("«Nous restons», dit-il.", ["Nous restons"]),
        ("„Wir bleiben“, sagte er.", ["Wir bleiben"]),
        ("``We stay,'' he said.", ["We stay,"]),
        ("''We stay,'' he said.", ["We stay,"]),
        ("'We stay,' he said.", ["We stay,"]),
        ("‘We stay,’ he said.", ["We stay,"]),
        ("“ We stay ,” he said.", ["We stay ,"]),
        ("He called it a (“quiet”) war.", ["quiet"]),
    ],
)
def test_all_kinds_of_marks(text, words):
    assert inside(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The minister's aide didn't know.",
        "The ministers' aides left in the '90s.",
        "It was the farmers' and the traders' day.",
        "Rock ’n’ roll isn’t dead.",
        "She is 5'4\" tall.",
        "",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text):
    assert inside(text) == []


def test_apostrophes_inside_single_marks_do_not_close_them():
    assert inside("'It's the villagers' land and we won't leave,' she said.") == [
        "It's the villagers' land and we won't leave,"
    ]


def test_a_quotation_inside_another_is_part_of_it():
    assert inside("“He told me ‘go home’ and left,” she said.") == ["He told me ‘go home’ and left,"]


def test_a_missing_close_ends_with_the_paragraph():
    text = "“We wait.\nThe town was quiet. “Nobody came,” Okoro said."
    first, second = find_quotations(text)
    assert not first.closed
    assert text[first.start : first.end] == "“We wait."
    assert second.closed
    assert not second.continued


def test_marks_opened_anew_continue_the_quotation_before():
    text = "“We wait.\n\n“And we hope,” he said."
    assert [(q.closed, q.continued) for q in find_quotations(text)] == [(False, False), (True, True)]


def test_lines_wrapped_by_hand_are_one_paragraph_where_the_caller_says_so():
    text = "“We will wait\nfor them,” he said."
    assert [text[q.inner.start : q.inner.end] for q in find_quotations(text, [Span(0, len(text))])] == [
        "We will wait\nfor them,"
    ]


@given(st.text(alphabet="ab .,'\"“”‘’«»„`\n", max_size=80))
def test_quotations_are_ordered_disjoint_and_within_one_line(text):
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.start < quotation.inner.start < quotation.inner.end <= quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]
        inner = text[quotation.inner.start : quotation.inner.end]
        assert inner == inner.strip()
        end = quotation.end
