"""What a build reads does not depend on the order in which it meets its inputs, nor on when articles are taken."""

import json
import random
import unicodedata
from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st
from tieline.intake.spool import Spool
from tieline.records import Article, Source

TEXT = "Rana Saadé met Omar Said in Cairo."
FORMS = (unicodedata.normalize("NFC", TEXT), unicodedata.normalize("NFD", TEXT))


def article(key, file, form):
    text = FORMS[form] + key
    return Article(key, key, text, source=Source(file, 0, len(text)))


ARTICLES = st.builds(article, st.sampled_from("abc"), st.sampled_from(["1.md", "2.md", "3.md"]), st.integers(0, 1))


def read(placed, *, early):
    """Add articles of inputs, taking some in between; return the last text taken of each key, and the inputs."""
    taken = {}
    with closing(Spool(lambda key: key == "c")) as spool:
        for n, (path, one) in enumerate(placed):
            spool.add(path, one)
            if n in early:
                taken |= dict(spool.take(1))
        while more := spool.take(2) or (spool.again() and spool.take(2)):
            taken |= dict(more)
        texts = {key: json.loads(data)["text"] for key, data in taken.items()}
        return texts, [(path, list(inputs)) for path, inputs in spool.inputs(without={"b": "failed"})]


@settings(deadline=None)
@given(st.lists(ARTICLES, max_size=8), st.sets(st.integers(0, 7)), st.randoms(use_true_random=False))
def test_the_order_of_inputs_does_not_matter(articles, early, chance: random.Random):
    placed = [(one.source.file, one) for one in {(one.key, one.source.file): one for one in articles}.values()]
    first = read(placed, early=set())
    chance.shuffle(placed)
    assert read(placed, early=early) == first
    taken, inputs = first
    assert taken == {
        key: min((one for _, one in placed if one.key == key), key=lambda one: one.source.file).text
        for key in {one.key for _, one in placed} - {"c"}
    }
    assert [path for path, _ in inputs] == sorted({path for path, _ in placed})
    assert all(one.key != "b" for _, found in inputs for one in found)


def test_an_input_without_articles_is_one():
    with closing(Spool(lambda _: False)) as spool:
        spool.expect("gone.md")
        assert not spool.add("here.md", article("a", "here.md", 0))
        assert spool.add("there.md", article("a", "there.md", 0))
        assert [(path, len(list(found))) for path, found in spool.inputs(without={})] == [
            ("gone.md", 0),
            ("here.md", 1),
            ("there.md", 1),
        ]
        assert (spool.todo, spool.unchanged, spool.characters) == (1, 0, len(TEXT) + 1)
        assert spool.names("gone.md")
        assert not spool.names("elsewhere.md")
        assert spool.holds("a")
        assert spool.file_of("a") == "here.md"
