from hypothesis import given
from hypothesis import strategies as st
from tieline.serve.marking import Span, pieces, place

TEXT = "Ada Wenn leads. 𝔐arsh!"
SPANS = st.builds(
    Span, st.integers(-2, 25), st.integers(-2, 25), st.booleans(), st.sampled_from(["", "x:a", "x:b"]), st.just("A")
)


@given(st.lists(SPANS, max_size=8))
def test_the_pieces_are_the_text_and_every_sound_span_begins_at_one(spans):
    cut = list(pieces(TEXT, spans))
    assert "".join(piece.text for piece in cut) == TEXT
    starts, at = {}, 0
    for piece in cut:
        starts[at] = piece.anchors
        at += len(piece.text)
    for span in spans:
        if 0 <= span.start < span.end <= len(TEXT):
            assert f"char={span.start},{span.end}" in starts[span.start]


def test_the_shortest_mention_counts_and_sentences_mark():
    spans = [
        Span(0, 15, sentence=True),
        Span(0, 8, entity="x:ada", name="Ada"),
        Span(4, 8, entity="x:wenn", name="Wenn"),
    ]
    found = [(piece.text, piece.sentence, piece.entity) for piece in pieces(TEXT, spans)]
    assert found == [("Ada ", 0, "x:ada"), ("Wenn", 0, "x:wenn"), (" leads.", 0, ""), (" 𝔐arsh!", -1, "")]


def test_a_text_without_characters_has_no_pieces():
    assert list(pieces("", [Span(0, 1)])) == []


def test_places_are_read_from_iris():
    assert place("https://example.org/article/a#char=3,14") == (3, 14)
    assert place("https://example.org/article/a") is None
