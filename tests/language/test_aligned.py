"""Offsets of the parse lead back to the text as it was given."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tieline import language
from tieline.records import Span

WORDS = st.sampled_from(
    ["Baghdad", "said", "Gen.", "“We", "won”", "U.S.", "3.5", "al-Sudani", "the", "it’s", ".", "café"]
)
GAPS = st.sampled_from([" ", "  ", "\n", "\n\n", "\t", " \n \n", " "])


@pytest.fixture(scope="module")
def nlp():
    return language.load()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WORDS, GAPS), max_size=40))
def test_every_token_stands_where_its_offsets_say(nlp, parts):
    text = "".join(word + gap for word, gap in parts)
    aligned = language.analyse(text, nlp)
    words = [text[a:b] for a, b in zip(aligned.starts, aligned.ends, strict=True)]
    assert words == [token.text for token in aligned.doc]
    assert "".join(words) == "".join(text.split())
    assert list(aligned.starts) == sorted(aligned.starts)


def test_no_sentence_crosses_a_paragraph(nlp):
    aligned = language.analyse("Talks resume in Muscat\nIran's envoy arrived on Sunday. He met no one.", nlp)
    assert [aligned.slice(s) for s in aligned.sentences] == [
        "Talks resume in Muscat",
        "Iran's envoy arrived on Sunday.",
        "He met no one.",
    ]


def test_lines_wrapped_by_hand_are_one_paragraph(nlp):
    text = (
        "The minister of oil said on Tuesday that the pipeline through\n"
        "the northern provinces would open again before the end of the\n"
        "year, and that talks with the companies had gone well so far,\n"
        "although nothing had been signed."
    )
    aligned = language.analyse(text, nlp)
    assert len(aligned.sentences) == 1
    assert aligned.slice(aligned.sentences[0]) == text


def test_tokens_and_span_are_inverse(nlp):
    text = "Lt. Gen.   Abdul   Amir met the  envoy."
    aligned = language.analyse(text, nlp)
    start = text.index("Abdul")
    first, last = aligned.tokens(start, text.index(" met"))
    assert aligned.slice(aligned.span(first, last)) == "Abdul   Amir"


def test_sentence_at_can_reach_over_several(nlp):
    text = "One came. Two left. Three stayed."
    aligned = language.analyse(text, nlp)
    assert aligned.slice(aligned.sentence_at(0, text.index("left"))) == "One came. Two left."
    assert aligned.sentence_at(11) == Span(10, 19)


def test_an_empty_text_has_no_tokens(nlp):
    aligned = language.analyse("  \n ", nlp)
    assert len(aligned.doc) == 0
    assert aligned.sentences == ()


def test_a_very_long_paragraph_is_read_to_its_end(nlp):
    text = "The envoy met the minister in Basra. " * 600
    aligned = language.analyse(text, nlp)
    assert aligned.ends[-1] == len(text.rstrip())
    assert len(aligned.sentences) == 600
