"""The encoder of the accurate pipeline reads every token once, in the same way whatever stands beside the text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tieline import language
from tieline.language.encoder import WIDTH, encoder_of
from tieline.language.pieces import LONGEST, case_of, split

WORDS = st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12), max_size=300)


@pytest.fixture(scope="module")
def tok2vec():
    return language.load("accurate").get_pipe("tok2vec").model


@pytest.fixture(scope="module")
def shim(tok2vec):
    return encoder_of(language.load("accurate")).shims[0]


@given(words=WORDS)
@settings(max_examples=60, deadline=None)
def test_each_piece_is_read_in_one_row_of_its_own(words, shim):
    text = split(words, shim.tokenizer)
    total = sum(len(window.ids) for window in text.windows)
    assert len(text.lengths) == len(words)
    assert text.lengths.sum() == len(text.rows) == len(set(text.rows.tolist()))
    assert all(0 <= row < total for row in text.rows)
    assert all(len(window.ids) == len(window.cases) <= LONGEST + 2 for window in text.windows)


def test_windows_of_a_long_text_read_its_pieces_in_order(shim):
    words = [f"word{n}" for n in range(400)]
    text = split(words, shim.tokenizer)
    laid_out = np.concatenate([window.ids for window in text.windows])
    whole = shim.tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False).ids
    assert len(text.windows) > 3
    assert laid_out[text.rows].tolist() == whole


@pytest.mark.parametrize(
    ("word", "case"), [("and", 0), ("2024", 0), ("Najaf", 1), ("A", 1), ("PMF", 2), ("U.S.", 2), ("al-Sadr", 3)]
)
def test_case_of(word, case):
    assert case_of(word) == case


def test_vectors_do_not_depend_on_the_texts_beside():
    nlp = language.load("accurate")
    encoder = encoder_of(nlp)
    texts = [
        "Haddad met Maliki.",
        "A much longer sentence about ministries, militias and the price of wheat in Basra.",
        " ",
    ]
    together = encoder.predict([nlp.make_doc(text) for text in texts])
    for text, vectors in zip(texts, together, strict=True):
        (alone,) = encoder.predict([nlp.make_doc(text)])
        assert np.array_equal(alone, vectors)


def test_an_empty_text_has_no_vectors(tok2vec):
    nlp = language.load("accurate")
    assert [len(v) for v in tok2vec.predict([nlp.make_doc(""), nlp.make_doc("  ")])] == [0, 1]


def test_case_changes_what_the_encoder_reads():
    nlp = language.load("accurate")
    lower, upper = encoder_of(nlp).predict([nlp.make_doc("the hope party"), nlp.make_doc("the Hope Party")])
    assert lower.shape == upper.shape == (3, WIDTH)
    assert not np.allclose(lower, upper, atol=0.01)


def test_the_shipped_encoder_says_that_it_cannot_be_trained(shim):
    with pytest.raises(RuntimeError, match=r"docs/model\.md"):
        shim([], True)
