"""Decisions: what they change, what they leave alone, and that their order does not matter."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Report, iri
from tieline.errors import UsageError
from tieline.identity.decisions import (
    SAYS_ABOUT,
    Confirm,
    Merge,
    Reject,
    Rename,
    Retype,
    Split,
    Tie,
    check,
    described,
    ordered,
)
from tieline.identity.decisions_applied import Applying, corrected, former
from tieline.network.signs import SAYS_ABOUT as SIGN_OF_SAYING
from tieline.rdf.triples import record_iris
from tieline.records import AuthorityEntry

NAMES = ["Marsh Brigade", "Reed Guard", "River Front", "Salt Corps"]
MARSH, REED, RIVER, SALT = map(iri, NAMES)


def news():
    """Two articles of four groups."""
    one = Report("k1", day=date(2024, 1, 2)).event("ASSAULT", "Marsh Brigade", "Reed Guard")
    one.relation("supports", "River Front", "Marsh Brigade").says("River Front", "Reed Guard", "Reed Guard fled")
    two = Report("k2", day=date(2024, 1, 9)).event("AID", "Marsh Brigade", "Salt Corps")
    two.relation("alliedWith", "Salt Corps", "Reed Guard", voice="e1", factuality="claimed")
    return [one.done(), two.done()]


def apply(decisions, articles, moved=None):
    applying = Applying(decisions, articles, record_iris=record_iris, former=moved or {})
    return applying.applied([applying.to(article) for article in articles])


def applied(*decisions, articles=None):
    return apply(decisions, news() if articles is None else articles)


def irises(extractions):
    return [{entity.name: entity.iri for entity in extraction.entities} for extraction in extractions]


def entity(extractions, iri_, article=0):
    return next(e for e in extractions[article].entities if e.iri == iri_)


def test_no_decision_changes_nothing():
    assert applied().extractions == news()


def test_a_merged_entity_takes_iri_name_and_type_of_the_other_and_says_why():
    articles = [
        replace(x, entities=tuple(replace(e, type="Organization") if e.iri == REED else e for e in x.entities))
        for x in news()
    ]
    done = applied(Merge(REED, SALT, why="same flag"), articles=articles)
    merged = next(e for e in done.extractions[1].entities if e.id == "e2")
    assert (merged.name, merged.iri, merged.type) == ("Reed Guard", REED, "Organization")
    assert merged.reason == "decision: merged into Reed Guard because same flag"
    assert (done.stale, done.reached) == ([], {Merge(REED, SALT, why="same flag"): (REED,)})


def test_merges_chain_whatever_their_order():
    merges = [Merge(RIVER, REED, why="b"), Merge(REED, SALT, why="a")]
    done = applied(*merges)
    assert done == applied(*reversed(merges))
    assert {e.iri for x in done.extractions for e in x.entities} == {MARSH, RIVER}


def test_what_is_merged_into_nobody_in_the_articles_keeps_its_name():
    done = applied(Merge(iri("Nobody"), SALT, why="x"))
    assert entity(done.extractions, iri("Nobody"), 1).name == "Salt Corps"


def test_a_split_by_article_or_name_gives_an_iri_of_its_own():
    by_article = Split(MARSH, ("k2",), name="Marsh Brigade (south)", why="another valley")
    done = applied(by_article)
    assert entity(done.extractions, MARSH).name == "Marsh Brigade"
    new = entity(done.extractions, by_article.new, 1)
    assert new.name == "Marsh Brigade (south)"
    assert new.reason == "decision: split off as Marsh Brigade (south) because another valley"
    by_name = Split(MARSH, called=("marsh  BRIGADE",), why="x")
    done = applied(by_name)
    assert [x["Marsh Brigade"] for x in irises(done.extractions)] == [by_name.new] * 2


def test_a_split_of_a_merged_entity_takes_what_was_merged_too():
    split = Split(REED, ("k2",), why="x")
    done = applied(Merge(REED, SALT, why="y"), split)
    assert {e.iri for e in done.extractions[1].entities} == {MARSH, split.new}
    before_merge = Split(SALT, ("k2",), why="x")
    done = applied(Merge(REED, SALT, why="y"), before_merge)
    assert {e.iri for e in done.extractions[1].entities} == {MARSH, REED, before_merge.new}


def test_what_was_split_off_can_be_merged_and_renamed():
    split = Split(MARSH, ("k2",), why="x")
    done = applied(Rename(RIVER, "Delta Front", why="z"), Merge(RIVER, split.new, why="y"), split)
    assert entity(done.extractions, RIVER, 1).name == "Delta Front"
    assert done.stale == []


def test_rename_and_retype_hold_in_every_article_and_say_why():
    done = applied(Rename(MARSH, "Fen Brigade", why="as it signs"), Retype(MARSH, "MilitaryUnit", why="by decree"))
    for article in (0, 1):
        changed = entity(done.extractions, MARSH, article)
        assert (changed.name, changed.type) == ("Fen Brigade", "MilitaryUnit")
        assert changed.reason == (
            "decision: renamed from Marsh Brigade because as it signs; "
            "decision: retyped from ArmedGroup to MilitaryUnit because by decree"
        )


def test_the_authority_entry_is_renamed_and_retyped_too():
    entry = AuthorityEntry("marsh", "Marsh Brigade", "ArmedGroup", {"MB": "acronym"})
    at = "https://example.org/id/entity/marsh"
    decisions = [Rename(at, "Fen Brigade", why="x"), Retype(at, "MilitaryUnit", why="y")]
    (made,) = corrected([entry], decisions, base="https://example.org/id/")
    assert (made.name, made.type) == ("Fen Brigade", "MilitaryUnit")
    assert made.aliases == {"MB": "acronym", "Marsh Brigade": "name"}
    assert corrected([entry], [], base="https://example.org/id/") == [entry]


def test_a_rejected_record_leaves_and_the_rest_stays():
    first = news()[0]
    address = record_iris(first)[first.events[0]]
    done = applied(Reject(address, why="x"))
    assert done.extractions == [replace(first, events=()), news()[1]]
    assert done.reached[Reject(address, why="x")] == (address,)


def test_a_confirmed_claim_stays_a_claim():
    done = applied(Confirm(Tie(REED, "alliedWith", SALT), why="heard the tape"))
    (relation,) = done.extractions[1].relations
    assert (relation.confidence, relation.factuality, relation.voice) == (1.0, "claimed", "e1")
    assert done.extractions[0] == news()[0]


@pytest.mark.parametrize(
    ("tie", "part", "left"),
    [
        (Tie(MARSH, "ASSAULT", REED), "events", 0),
        (Tie(REED, "ASSAULT", MARSH), "events", 1),
        (Tie(RIVER, "supports", MARSH), "relations", 0),
        (Tie(MARSH, "supports", RIVER), "relations", 1),
    ],
)
def test_a_rejected_tie_leaves_in_its_direction_only(tie, part, left):
    done = applied(Reject(tie, why="x"))
    assert len(getattr(done.extractions[0], part)) == left
    assert len(done.stale) == left


def test_a_symmetric_tie_is_rejected_either_way_round():
    for tie in (Tie(SALT, "alliedWith", REED), Tie(REED, "alliedWith", SALT)):
        assert applied(Reject(tie, why="x")).extractions[1].relations == ()


def test_a_rejected_tie_of_a_merged_entity_is_rejected_by_both_names():
    for subject in (MARSH, RIVER):
        done = applied(Merge(RIVER, MARSH, why="y"), Reject(Tie(subject, "ASSAULT", REED), why="x"))
        assert done.extractions[0].events == ()
    done = applied(Merge(MARSH, RIVER, why="y"), Reject(Tie(RIVER, "ASSAULT", REED), why="x"))
    assert len(done.extractions[0].events) == 1  # the River Front itself did not do it: nothing to reject


def test_what_words_are_about_is_rejected_and_the_words_stay():
    assert SAYS_ABOUT == SIGN_OF_SAYING
    done = applied(Reject(Tie(RIVER, SAYS_ABOUT, REED), why="another guard"))
    (statement,) = done.extractions[0].statements
    assert statement == replace(news()[0].statements[0], about=())


def test_an_office_is_rejected_by_its_words():
    story = Report("k1", types={"Lina Haddad": "Person"}).relation("holdsOffice", "Lina Haddad", "Reed Guard").done()
    story = replace(story, relations=(replace(story.relations[0], object_text="Mayor of\nReeds"),))
    for office, left in (("mayor of reeds", 0), (REED, 0), ("mayor of salt", 1), (SALT, 1)):
        done = applied(Reject(Tie(iri("Lina Haddad"), "holdsOffice", office), why="x"), articles=[story])
        assert len(done.extractions[0].relations) == left


def many_ended():
    story = Report("k1").event(
        "ASSAULT", "Marsh Brigade", "Reed Guard", "Marsh Brigade and River Front hit Reed Guard."
    )
    story.describe("River Front").describe("Salt Corps")
    extraction = story.done()
    (event,) = extraction.events
    ids = {e.name: e.id for e in extraction.entities}
    wide = replace(
        event, actors=(ids["Marsh Brigade"], ids["River Front"]), recipients=(ids["Reed Guard"], ids["Salt Corps"])
    )
    return replace(extraction, events=(wide,)), ids


def test_one_pair_of_an_event_is_rejected_and_all_others_stay():
    extraction, ids = many_ended()
    done = applied(Reject(Tie(MARSH, "ASSAULT", REED), why="x"), articles=[extraction])
    pairs = {(a, r) for event in done.extractions[0].events for a in event.actors for r in event.recipients}
    everyone = {(ids[a], ids[r]) for a in ("Marsh Brigade", "River Front") for r in ("Reed Guard", "Salt Corps")}
    assert pairs == everyone - {(ids["Marsh Brigade"], ids["Reed Guard"])}


def test_what_is_left_of_an_event_can_be_rejected_in_turn():
    extraction, _ = many_ended()
    first = Reject(Tie(MARSH, "ASSAULT", REED), why="x")
    rest = applied(first, articles=[extraction]).extractions[0]
    for address in record_iris(rest).values():
        left = applied(first, Reject(address, why="y"), articles=[extraction])
        assert len(left.extractions[0].events) == 1
        assert left.stale == []


def test_a_record_confirmed_by_its_iri_survives_the_rejection_of_its_tie():
    first = news()[0]
    address = record_iris(first)[first.events[0]]
    done = applied(Reject(Tie(MARSH, "ASSAULT", REED), why="x"), Confirm(address, why="y"))
    assert [event.confidence for event in done.extractions[0].events] == [1.0]


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (Merge(MARSH, iri("Nobody"), why="x"), "nothing in the graph is <https://example.org/id/nobody>"),
        (Split(MARSH, ("k9",), why="x"), "nowhere in these articles"),
        (Split(iri("Nobody"), ("k1",), why="x"), "nothing in the graph"),
        (Rename(iri("Nobody"), "Somebody", why="x"), "nothing in the graph"),
        (Retype(iri("Nobody"), "Person", why="x"), "nothing in the graph"),
        (Reject(iri("nothing"), why="x"), "no article says so"),
        (Confirm(Tie(MARSH, "funds", REED), why="x"), "no article says so"),
    ],
)
def test_a_decision_without_object_is_reported_and_does_nothing(decision, words):
    done = applied(decision)
    assert done.extractions == news()
    (line,) = done.stale
    assert line.startswith(f"decision 1 ({described(decision)}) no longer applies: ")
    assert words in line
    assert done.holding == []


def test_a_rename_of_what_is_merged_away_is_reported():
    done = applied(Merge(REED, SALT, why="x"), Rename(SALT, "Salters", why="y"))
    (line,) = done.stale
    assert f"it is merged into <{REED}>" in line


@pytest.mark.parametrize(
    "decisions",
    [
        [Merge(MARSH, REED, why="x"), Merge(REED, MARSH, why="y")],
        [Merge(MARSH, REED, why="x"), Merge(REED, SALT, why="z"), Merge(SALT, MARSH, why="y")],
        [Merge(MARSH, MARSH, why="x")],
        [Split(MARSH, ("k1",), why="x"), Merge(MARSH, Split(MARSH, ("k1",), why="x").new, why="y")],
        [Merge(MARSH, SALT, why="x"), Merge(REED, SALT, why="y")],
        [Rename(MARSH, "Fen Brigade", why="x"), Rename(MARSH, "Bog Brigade", why="y")],
        [Retype(MARSH, "Person", why="x"), Retype(MARSH, "Place", why="y")],
        [Reject(Tie(MARSH, "opposes", REED), why="x"), Confirm(Tie(REED, "opposes", MARSH), why="y")],
    ],
)
def test_decisions_that_cannot_hold_together_are_all_named(decisions):
    with pytest.raises(UsageError) as error:
        check(decisions)
    assert all(described(decision) in str(error.value) for decision in decisions)
    with pytest.raises(UsageError):
        applied(*reversed(decisions))


def joined(under):
    """The two articles, with the Marsh Brigade of both joined under one of their own IRIs."""
    before = [
        replace(
            x, entities=tuple(replace(e, iri=f"{e.iri}-{x.article.key}") if e.iri == MARSH else e for e in x.entities)
        )
        for x in news()
    ]
    own = {f"{MARSH}-k1", f"{MARSH}-k2"}
    after = [
        replace(x, entities=tuple(replace(e, iri=f"{MARSH}-{under}") if e.iri in own else e for e in x.entities))
        for x in before
    ]
    pairs = ((a, b) for x, y in zip(before, after, strict=True) for a, b in zip(x.entities, y.entities, strict=True))
    return after, former((a.iri, b.iri) for a, b in pairs)


def test_a_decision_follows_an_entity_that_was_joined_under_another_iri():
    decision = Rename(f"{MARSH}-k1", "Fen Brigade", why="x")
    for under in ("k1", "k2"):
        done = apply([decision], *joined(under))
        assert done.stale == []
        assert [entity(done.extractions, f"{MARSH}-{under}", n).name for n in (0, 1)] == ["Fen Brigade"] * 2


def test_what_joining_made_contradictory_or_needless_is_reported():
    kept, other = Rename(f"{MARSH}-k1", "Fen Brigade", why="x"), Rename(f"{MARSH}-k2", "Bog Brigade", why="y")
    needless = Merge(f"{MARSH}-k1", f"{MARSH}-k2", why="z")
    done = apply([kept, other, needless], *joined("k1"))
    assert done.holding == [kept]
    assert len(done.stale) == 2
    assert entity(done.extractions, f"{MARSH}-k1", 1).name == "Fen Brigade"


IRIS = st.sampled_from([MARSH, REED, RIVER, SALT])
KEYS = st.lists(st.sampled_from(["k1", "k2"]), min_size=1, unique=True).map(tuple)
TIES = st.builds(Tie, IRIS, st.sampled_from(["ASSAULT", "AID", "supports", "alliedWith", SAYS_ABOUT]), IRIS)
MERGES = st.builds(Merge, IRIS, IRIS, why=st.just("w"))
SPLITS = st.builds(Split, IRIS, KEYS, why=st.just("w"))
ANY = st.one_of(
    MERGES,
    SPLITS,
    SPLITS.flatmap(lambda split: st.builds(Merge, IRIS, st.just(split.new), why=st.just("w"))),
    st.builds(Rename, IRIS, st.sampled_from(["A", "B"]), why=st.just("w")),
    st.builds(Retype, IRIS, st.sampled_from(["Person", "Place"]), why=st.just("w")),
    st.builds(Reject, TIES, why=st.just("w")),
    st.builds(Confirm, TIES, why=st.just("w")),
)


def consistent(decisions):
    """Leave out what contradicts the ones before."""
    kept = []
    for decision in decisions:
        try:
            check([*kept, decision])
        except UsageError:
            continue
        kept.append(decision)
    return kept


@given(st.lists(ANY, max_size=8).map(consistent), st.randoms(use_true_random=False), st.booleans())
def test_neither_the_order_of_decisions_nor_of_articles_matters(decisions, random, backwards):
    shuffled = random.sample(decisions, len(decisions))
    articles = news()[::-1] if backwards else news()
    one, other = applied(*decisions), applied(*shuffled, articles=articles)
    assert (one.stale, one.reached) == (other.stale, other.reached)
    assert one.extractions == (other.extractions[::-1] if backwards else other.extractions)


@given(st.lists(ANY, max_size=8).map(consistent))
def test_applied_again_they_change_nothing(decisions):
    once = applied(*decisions).extractions
    assert applied(*decisions, articles=once).extractions == once


@given(st.lists(ANY, max_size=6).map(consistent))
def test_every_decision_applies_or_is_reported(decisions):
    done = applied(*decisions)
    assert set(done.reached) == set(decisions)
    numbers = {n for n, d in enumerate(ordered(decisions), 1) if not done.reached[d]}
    assert numbers == {int(line.split()[1]) for line in done.stale}
