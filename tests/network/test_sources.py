from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Report
from tieline.network import independent_sources, network, text_family
from tieline.network.sources import outlet


def evidence(publisher: str | None, family: str, article: str = "a", url: str | None = None) -> dict:
    return {"article": article, "publisher": publisher, "family": family, "url": url, "text": ""}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ([], 0),
        ([("Ledger", "t1")], 1),
        ([("Ledger", "t1"), ("Mirror", "t1"), ("Star", "t1")], 1),  # copies of one report
        ([("Ledger", "t1"), ("Ledger", "t2"), ("Ledger", "t3")], 1),  # one outlet
        ([("Ledger", "t1"), ("Mirror", "t2"), ("Star", "t3")], 3),
        ([("Ledger", "t1"), ("Mirror", "t1"), ("Mirror", "t2")], 2),  # Mirror counts by its own article
        ([("Ledger", "t1"), ("Mirror", "t1"), ("Star", "t1"), ("Star", "t2"), ("Mirror", "t2")], 2),
        ([("Ledger", "t1"), ("LEDGER", "t2")], 1),
    ],
)
def test_sources_share_neither_publisher_nor_text(printed, expected):
    assert independent_sources(evidence(*item) for item in printed) == expected


def test_the_same_long_sentence_is_a_copy_and_a_short_one_is_not():
    sentence = "Northland, which had waited for weeks, sent grain to Ally on Friday."
    long = [
        {**evidence(name, f"t {name}"), "text": words} for name, words in (("A", sentence), ("B", sentence.upper()))
    ]
    other = {**evidence("C", "t C"), "text": "Northland helped Ally in the week before, as its people had asked it to."}
    assert independent_sources([*long, other]) == 2
    assert independent_sources({**item, "text": "Northland sent grain to Ally."} for item in [*long, other]) == 3


def test_an_outlet_is_the_publisher_else_the_host_else_the_article():
    assert outlet(evidence("Ledger", "t", url="https://www.mirror.example/1")) == "Ledger"
    assert outlet(evidence(None, "t", url="https://www.mirror.example/1")) == "mirror.example"
    assert outlet(evidence(None, "t", url="https://[broken")) == "article a"
    assert outlet(evidence(None, "t")) == "article a"


def test_articles_of_unknown_origin_are_outlets_of_their_own():
    assert independent_sources([evidence(None, "t1", "a1"), evidence(None, "t2", "a2")]) == 2
    assert independent_sources([evidence(None, "t1", "a1"), evidence(None, "t1", "a2")]) == 1


def test_a_family_is_the_words_whatever_title_case_and_marks():
    one = Report("a1").event("AID", "Northland", "Ally").done().article
    copy = Report("a2", outlet="Mirror", copy_of="a1").event("AID", "Northland", "Ally").done().article
    other = Report("a3").event("AID", "Northland", "Ally").done().article
    assert text_family(one) == text_family(copy) != text_family(other)


def test_a_tie_has_the_weight_of_its_sources_and_counts_articles_beside_it():
    told = [
        Report("a1", outlet="Ledger"),
        Report("a2", outlet="Mirror", copy_of="a1"),
        Report("a3", outlet="Ledger"),
        Report("a4", outlet="Star"),
    ]
    found = network([report.event("AID", "Northland", "Ally").done() for report in told])
    ((_, _, tie),) = found.edges(data=True)
    assert (tie["weight"], tie["articles"], len(tie["evidence"])) == (3, 4, 4)


def test_families_of_near_copies_can_be_given():
    told = [Report(f"a{number}", outlet=f"o{number}").event("AID", "Northland", "Ally").done() for number in range(3)]
    ((_, _, tie),) = network(told, families={"a0": "wire", "a2": "wire"}).edges(data=True)
    assert (tie["weight"], tie["articles"]) == (2, 3)


prints = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("tuvw")), max_size=7, unique=True)


@given(prints, st.randoms(use_true_random=False))
def test_it_is_the_largest_set_without_a_shared_publisher_or_text(printed, random):
    expected = max(
        (
            size
            for size in range(len(printed) + 1)
            for chosen in combinations(printed, size)
            if len({o for o, _ in chosen}) == len({t for _, t in chosen}) == size
        ),
        default=0,
    )
    shuffled = random.sample(printed, len(printed))
    assert independent_sources(evidence(*item) for item in shuffled) == expected
