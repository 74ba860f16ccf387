"""Families of copies: what is one, which is the first, and that nothing else decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tieline.articles.copies import Copies, find_copies
from tieline.articles.reused import reused
from tieline.articles.shingles import Sketch, words_of
from tieline.records import Article, Event, Extraction, Span

WORDS = """
harbour river engineer mayor ferry crew grain union lock crane barge customs house tower dock council inspected closed
repaired measured painted insured before spring flood quarrel money press court order shipowner heavy rain the a of
under without after near against log pier item keeps northern southern old new signal rope anchor chain market bridge
road railway minister clerk budget vote committee letter storm island lamp engine cargo oil salt
""".split()  # noqa: SIM905 -- one to a line would hide what they are


def report(number: int, sentences: int = 16) -> list[str]:
    """Write sentences that no report of another number has."""
    chosen = Random(number)
    return [f"{' '.join(chosen.choices(WORDS, k=14)).capitalize()}, it says." for _ in range(sentences)]


def article(key: str, sentences: list[str], day: int | None = 1, **page) -> Article:
    published = date(2024, 3, day) if day else None
    return Article(key, key, "\n".join(sentences), published=published, **page)


def found(*articles: Article):
    return find_copies(Sketch.of(one) for one in articles)


def families(*articles: Article) -> set[tuple[str, ...]]:
    return {keys for keys in found(*articles).families.values() if len(keys) > 1}


WIRE = report(1)
EDITS = {
    "word for word": WIRE,
    "marks and case": [one.upper().replace(",", " –") for one in WIRE],
    "new lead": ["Our own correspondent went to look at the harbour on Monday.", *WIRE],
    "cut to a third with two sentences added": [*report(9, 1), *WIRE[:5], *report(8, 1)],
    "half of it replaced": [*report(9, 5), *WIRE[:9]],
    "words dropped": [one.replace(" the ", " ") for one in WIRE],
}


@pytest.mark.parametrize("edited", EDITS.values(), ids=EDITS)
def test_an_edited_text_is_a_copy_of_the_earlier_one(edited):
    assert families(article("b", WIRE), article("a", edited, 2), article("c", report(2))) == {("b", "a")}


@pytest.mark.parametrize(
    "other",
    [report(2), [*report(2), WIRE[3]], [*report(2), *WIRE[:2]], ["Nothing was said."], []],
    ids=["another report", "one sentence in common", "two of eighteen", "a line", "nothing"],
)
def test_another_report_is_no_copy(other):
    assert found(article("a", WIRE), article("b", other, 2)) == Copies({}, {}, {})


def test_the_same_quotations_make_no_copy_unless_there_is_nothing_else():
    speech = [f"“{one}”" for one in report(5, 8)]
    ours = [f"{a} {b}" for a, b in zip(report(1, 8), speech, strict=True)]
    theirs = [f"{a} {b}" for a, b in zip(report(2, 8), speech, strict=True)]
    assert families(article("a", ours), article("b", theirs)) == set()
    assert families(article("a", ["He said:", *speech]), article("b", ["She heard:", *speech])) == {("a", "b")}


def test_spelling_marks_and_accents_do_not_count():
    british = "The organisation’s defence programme, at 3,000 dinars, was “cancelled” in Kata'ib labour centres"
    american = 'The organization\'s defense program, at 3000 dinars, was "canceled" in Kataib labor centers'
    assert words_of(british) == words_of(american)
    assert words_of("The U.S. café") == ["the", "us", "cafe"]


def test_the_earliest_is_the_first_then_who_credits_nobody_then_the_key():
    credited = ["OSMAR (River Wire) – The pier is closed.", *WIRE]
    assert families(article("a", WIRE, None), article("b", WIRE, 3), article("c", WIRE, 2)) == {("c", "b", "a")}
    same_day = (article("a", credited, publisher="Star"), article("b", WIRE, publisher="River Wire"))
    assert families(*same_day) == {("b", "a")}
    own = (article("a", credited, publisher="River Wire"), article("b", WIRE, publisher="Star"))
    assert families(*own) == {("a", "b")}


@pytest.mark.parametrize("days", [(1, 2, 3), (1, 1, 1), (2, 2, None), (None, None, None), (None, 2, 2)])
def test_a_digest_does_not_join_the_reports_it_prints(days):
    one, other = report(1), report(2)
    pages = [article("b", one, days[0]), article("c", other, days[1]), article("a", [*one, *other], days[2])]
    copies = found(*pages, article("d", one[:8], 9), article("e", [*other, "A tug sank."], 9))
    made = copies.copies["a"]
    assert made.root == "a"
    assert sorted(sorted(copies.families[source]) for source in made.sources) == [["b", "d"], ["c", "e"]]


def test_a_report_with_a_short_item_added_stays_in_its_family_and_names_both_sources():
    long, item = report(1, 20), report(2, 5)
    copies = found(article("a", long), article("b", item), article("c", [*long, *item], 2))
    assert copies.families["a"] == ("a", "c")
    assert copies.copies["c"].sources == ("a", "b")


def test_a_copy_of_a_copy_belongs_to_the_first():
    once = [*WIRE[:10], *report(7, 8)]
    again = [*once[6:], *report(6, 2)]
    assert families(article("a", WIRE), article("b", once, 2), article("c", again, 3)) == {("a", "b", "c")}


def test_hundreds_of_copies_are_one_family_and_a_sentence_that_all_use_joins_none():
    many = [article(f"k{at:03}", [*WIRE, *report(at + 20, 1)], 1 + at % 28) for at in range(150)]
    others = [article(f"o{at:03}", [*report(at + 200), WIRE[0]], 1 + at % 28) for at in range(150)]
    (family,) = families(*many, *others)
    assert set(family) == {one.key for one in many}


PAGES = st.lists(
    st.tuples(
        st.lists(st.integers(1, 4), min_size=1, max_size=2, unique=True),
        st.integers(0, 10),
        st.integers(6, 16),
        st.sampled_from([1, 2, None]),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(PAGES, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(pages, random):
    made = [
        article(f"k{at}", [one for number in numbers for one in report(number)[start : start + length]], day)
        for at, (numbers, start, length, day) in enumerate(pages)
    ]
    copies = found(*made)
    assert found(*random.sample(made, len(made))) == copies
    placed = [key for keys in copies.families.values() for key in keys]
    assert len(placed) == len(set(placed))
    for copy in copies.copies.values():
        assert copy.key in copies.families[copy.root]
        assert copy.sources
        assert copy.key not in copies.earlier(copy.key)
        assert set(copy.sources) <= set(copies.earlier(copy.key))


@settings(deadline=None)
@given(st.text(max_size=400), st.sampled_from([None, date(1999, 12, 31)]))
def test_a_sketch_comes_back_as_it_was_kept(text, day):
    made = Sketch.of(Article("a", "a", text, published=day))
    back = Sketch.from_bytes(made.to_bytes())
    assert (back.key, back.published, back.words, back.reprint) == (made.key, made.published, made.words, made.reprint)
    assert (back.own.tolist(), back.quoted.tolist()) == (made.own.tolist(), made.quoted.tolist())


def test_a_sketch_is_the_same_everywhere():
    assert Sketch.of(article("a", ["Six ferry crews repaired the lock."])).own.tolist() == [
        int(number) for number in Sketch.of(article("b", ["six ferry crews, repaired the lock"])).own
    ]


def told(one: Article) -> Extraction:
    """Let every line be the evidence of an event."""
    spans, at = [], 0
    for line in one.text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    events = (Event(f"ev{n}", "AID", span, span, (), ()) for n, span in enumerate(spans))
    return Extraction(one, tuple(spans), events=tuple(events))


def origins(*articles: Article) -> dict[str, list[str | None]]:
    """Give for each copy who printed each of its lines first."""
    by_key = {one.key: told(one) for one in articles}
    copies = found(*articles)
    first = {(key, span): source for key, span, source in reused(copies, by_key.__getitem__)}
    return {key: [first.get((key, span)) for span in by_key[key].sentences] for key in copies.copies}


def test_what_a_copy_adds_is_its_own_and_what_another_copies_of_that_is_the_copys():
    added = report(7, 2)
    copy = [added[0], *WIRE[:8], added[1]]
    again = [*WIRE[:3], added[1], "A tug sank."]
    found_first = origins(article("a", WIRE), article("b", copy, 2), article("c", [*again, *WIRE[3:8]], 3))
    assert found_first["b"] == [None, *["a"] * 8, None]
    assert found_first["c"] == [*["a"] * 3, "b", None, *["a"] * 5]


def test_an_edited_sentence_is_still_the_first_ones():
    edited = [WIRE[0].replace(", it", " - it").split(" ", 1)[1], *WIRE[1:6]]
    assert origins(article("a", WIRE), article("b", edited, 2))["b"] == ["a"] * 6


def test_sentences_of_a_digest_are_those_of_the_reports_it_prints():
    one, other = report(1, 10), report(2, 10)
    pages = article("a", one), article("b", other), article("c", [*one, "Now the news of pier two.", *other], 2)
    assert origins(*pages)["c"] == [*["a"] * 10, None, *["b"] * 10]


def test_who_published_it_does_not_matter():
    one, other = article("a", WIRE, publisher="Star"), article("b", WIRE, 2, publisher="Ledger")
    assert found(one, other) == found(replace(one, publisher="Ledger"), replace(other, title="Another"))
