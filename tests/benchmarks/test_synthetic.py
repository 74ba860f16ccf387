"""Synthetic corpora: what they are said to tell, to copy and to spell is what is in them, and what tieline finds."""

import json
import sys
from itertools import islice
from pathlib import Path

import pytest
import tieline
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from synthetic import articles


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000), few=st.integers(1, 30), more=st.integers(0, 30))
def test_a_longer_corpus_begins_with_the_shorter_one(seed, few, more):
    assert list(islice(articles(few + more, seed=seed), few)) == list(articles(few, seed=seed))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000))
def test_a_copy_follows_its_root_in_another_outlet_and_has_its_words(seed):
    made = {article.id: article for article in articles(60, seed=seed, copies=0.3)}
    copies = [article for article in made.values() if article.copy_of]
    assert copies
    for article in copies:
        root = made[article.copy_of]
        assert root.copy_of is None
        assert root.id < article.id
        assert root.published <= article.published
        assert root.publisher != article.publisher
        shared = set(root.text.split("\n\n")) & set(article.text.split("\n\n"))
        assert len(shared) >= 3


def test_a_line_holds_what_a_build_reads_and_nothing_of_what_is_known():
    article = next(articles(1))
    assert json.loads(article.line()).keys() == {"id", "title", "text", "published", "publisher"}


def test_names_of_facts_and_speakers_stand_in_the_text_under_one_of_their_spellings():
    for article in articles(40, copies=0):
        used = {first: spelling for spelling, first in article.spellings.items()}
        for fact in article.facts:
            assert used.get(fact.actor, fact.actor) in article.text
            assert fact.recipient in article.text
        assert all(used[speaker] in article.text for speaker in article.speakers)


def test_one_person_is_spelled_in_several_ways_across_outlets():
    ways = {}
    for article in articles(200):
        for spelling, first in article.spellings.items():
            ways.setdefault(first, set()).add(spelling)
    assert any(len(spellings) > 1 for spellings in ways.values())


@pytest.mark.model
def test_the_facts_of_an_article_are_found():
    told, missing = 0, []
    for article in articles(8, seed=7, copies=0):
        found = tieline.extract(article.text, model="small")
        names = {entity.id: entity.name.removeprefix("the ") for entity in found.entities} | {None: ""}
        seen = {
            (event.type, names[actor], names[recipient], event.factuality)
            for event in found.events
            for actor in event.actors or (None,)
            for recipient in event.recipients or (None,)
        }
        for tie in found.relations:
            ends = (names[tie.subject], names[tie.object])
            seen |= {(tie.type, *ends, tie.factuality), (tie.type, *ends[::-1], tie.factuality)}
        used = {first: spelling for spelling, first in article.spellings.items()}
        for fact in article.facts:
            told += 1
            if (fact.type, used.get(fact.actor, fact.actor), fact.recipient, fact.factuality) not in seen:
                missing.append(fact)
    assert told > 50
    assert len(missing) <= told / 20, missing
