"""An unlisted actor is one over articles for its full name and a second reason; namesakes stay apart."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tieline.identity import Authority, join, resolve
from tieline.identity.distinctive import telling
from tieline.records import Article, Entity, Extraction, Mention, Relation, Span

AUTHORITY = Authority.shipped()
DOVAN = ("Lina Dovan", "Person")
GUILD = ("Lantern Guild of Ruvo", "Organization")


def article(key, *lines, ties=(), day=None):
    """Make a resolved article of lines, each (name, type) or (name, type, role or None, text of the line).

    Args:
        ties: (number of the line of the subject, relation type, number of the line of the object).
        day: of publication.
    """
    text, entities, sentences = "", [], []
    for number, (name, type_, *rest) in enumerate(lines):
        role, told = [*rest, None, None][:2]
        line = told or f"{name} here {key} {number}."
        start = len(text) + line.index(name)
        mentions = [Mention(start, start + len(name), "name", start)]
        if "(" in line:  # what stands in brackets describes it
            first, last = line.index("(") + 1, line.index(")")
            mentions.append(Mention(len(text) + first, len(text) + last, "nominal"))
        entities.append(Entity(f"e{number}", name, type_, tuple(mentions), role=role))
        sentences.append(Span(len(text), len(text) + len(line)))
        text += line + "\n"
    relations = []
    for subject, type_, object_, *former in ties:
        span = sentences[subject]
        relations.append(
            Relation(f"r{len(relations)}", type_, f"e{subject}", span, span, span, f"e{object_}", former=bool(former))
        )
    made = Article(key, key, text, title=f"Title of {key}", published=day)
    found = Extraction(made, tuple(sentences), tuple(entities), relations=tuple(relations))
    return resolve(found, AUTHORITY)


def iris(*articles, line=0):
    return [joined.entities[line].iri for joined in join(articles, AUTHORITY)]


def are_one(*articles):
    return len(set(iris(*articles))) == 1


JOINED = {
    "the same office": ([(*DOVAN, "spokesman")], [(*DOVAN, "spokeswoman")], ()),
    "the same description": (
        [(*DOVAN, None, "Lina Dovan (a Ruvo-based economist) is named.")],
        [(*DOVAN, None, "It is Lina Dovan (the Ruvo-based economist), they say.")],
        (),
    ),
    "office and organization": ([(*DOVAN, "head"), GUILD], [(*DOVAN, "head"), GUILD], [(0, "leads", 1)]),
    "a tie to the same": ([DOVAN, GUILD], [DOVAN, GUILD], [(0, "memberOf", 1)]),
    "a tie to what is listed": (
        [DOVAN, ("Hamas", "ArmedGroup")],
        [DOVAN, ("the Islamic Resistance Movement", "ArmedGroup")],
        [(0, "affiliatedWith", 1)],
    ),
    "the same organization beside": ([DOVAN, GUILD], [DOVAN, GUILD], ()),
    "the same person beside": ([DOVAN, ("Omo Tarek Vissen", "Person")], [DOVAN, ("Omo Tariq Vissen", "Person")], ()),
    "the same sentence": (
        [(*DOVAN, None, "Lina Dovan opened the new bridge over the river on Monday.")],
        [(*DOVAN, None, "Lina Dovan opened the new bridge, over the river, on Monday!")],
        (),
    ),
    "another spelling": ([("Yousef Dovani", "Person", "envoy")], [("Yusuf Dovany", "Person", "envoy")], ()),
    "a middle initial": ([("Lina R. Dovan", "Person", "envoy")], [(*DOVAN, "envoy")], ()),
    "many bear the name, but a tie is the same": (
        [("Ali Hassan", "Person"), GUILD],
        [("Ali Hassan", "Person"), GUILD],
        [(0, "leads", 1)],
    ),
    "a distinctive name": ([GUILD], [GUILD], ()),
    "a distinctive name, spelled otherwise": (
        [("Saraya Oulia al-Dam", "ArmedGroup")],
        [("Saraya Ulia ad-Dam", "ArmedGroup")],
        (),
    ),
    "a name that tells its state": (
        [("Syrian National Council", "Organization")],
        [("Syrian National Council", "Organization")],
        (),
    ),
    "a common name, the state before it": (
        [("Harbour Ministry", "GovernmentBody", None, "Iraq's Harbour Ministry spoke.")],
        [("Harbour Ministry", "GovernmentBody", None, "The Iraqi Harbour Ministry was silent.")],
        (),
    ),
    "a common name, the same parent": (
        [("Special Unit", "MilitaryUnit"), GUILD],
        [("Special Unit", "MilitaryUnit"), GUILD],
        [(0, "partOf", 1)],
    ),
    "letters, the same beside": ([("LGX", "Organization"), DOVAN], [("LGX", "Organization"), DOVAN], ()),
    "a common name, in articles about one state": (
        [("Harbour Ministry", "GovernmentBody"), ("Iraq", "State"), ("Iraqis", "Nationality"), ("Baghdad", "Place")],
        [("Harbour Ministry", "GovernmentBody"), ("Iraqi", "Nationality"), ("Iraq", "State"), ("Baghdad", "Place")],
        (),
    ),
    "Ben is a given name": ([("Ben Dovan", "Person", "envoy")], [("Ben Dovan", "Person", "envoy")], ()),
    "offices in two places": (
        [(*DOVAN, "senator"), ("Ruvo", "Place"), GUILD],
        [(*DOVAN, "senator"), ("Tasso", "Place"), GUILD],
        [(0, "holdsOffice", 1)],
    ),
    "a past employer is no other person": (
        [DOVAN, GUILD, ("Mirvat Institute", "Organization")],
        [DOVAN, GUILD, ("Mirvat Institute", "Organization")],
        [(0, "leads", 1)],
    ),
}


@pytest.mark.parametrize("why", JOINED)
def test_a_second_reason_joins(why):
    one, other, ties = JOINED[why]
    there = [(0, "leads", 2, "former")] if "past" in why else ties
    first, second = article("a", *one, ties=ties), article("b", *other, ties=there)
    assert are_one(first, second)
    for joined, where in zip(join([first, second], AUTHORITY), "ba", strict=True):
        assert joined.entities[0].reason.startswith("same full name")
        assert joined.entities[0].reason.endswith(f"as in “Title of {where}”")


APART = {
    "a name alone": ([DOVAN], [DOVAN], (), ()),
    "only a state beside": ([DOVAN, ("Iraq", "State")], [DOVAN, ("Iraq", "State")], (), ()),
    "only what all name beside": (
        [DOVAN, ("United Nations", "InternationalOrganization"), ("Donald Trump", "Person")],
        [DOVAN, ("United Nations", "InternationalOrganization"), ("Donald Trump", "Person")],
        (),
        (),
    ),
    "no office": ([(*DOVAN, "resident")], [(*DOVAN, "resident")], (), ()),
    "many bear the name": (
        [("Ali Hassan", "Person", "doctor"), GUILD],
        [("Ali Hassan", "Person", "doctor"), GUILD],
        (),
        (),
    ),
    "a lone surname": ([("Dovan", "Person", "envoy")], [("Dovan", "Person", "envoy")], (), ()),
    "other states": (
        [(*DOVAN, "envoy"), ("Iraq", "State")],
        [(*DOVAN, "envoy"), ("Syria", "State")],
        [(0, "holdsOffice", 1)],
        [(0, "holdsOffice", 1)],
    ),
    "other employers": (
        [(*DOVAN, "spokesman"), ("Mirvat Institute", "Organization")],
        [(*DOVAN, "spokesman"), GUILD],
        [(0, "spokespersonFor", 1)],
        [(0, "spokespersonFor", 1)],
    ),
    "other walks of life": ([(*DOVAN, "surgeon"), GUILD], [(*DOVAN, "general"), GUILD], (), ()),
    "names known to be two": (
        [("Hassan Dovan", "Person", "envoy")],
        [("Hussein Dovan", "Person", "envoy")],
        (),
        (),
    ),
    "two middle initials": ([("Lina R. Dovan", "Person", "envoy")], [("Lina B. Dovan", "Person", "envoy")], (), ()),
    "a father's name more": ([("Lina Omar Dovan", "Person", "envoy")], [(*DOVAN, "envoy")], (), ()),
    "letters that sound alike": ([("JFK", "Organization"), DOVAN], [("GfK", "Organization"), DOVAN], (), ()),
    "a name as frequent as can be": (
        [("John Smith", "Person", "envoy"), GUILD],
        [("John Smith", "Person", "envoy"), GUILD],
        (),
        (),
    ),
    "only a party beside": (
        [DOVAN, ("Democratic Party", "PoliticalParty")],
        [DOVAN, ("Democratic Party", "PoliticalParty")],
        (),
        (),
    ),
    "a person and a group": ([("Ruvo Dovan", "Person"), GUILD], [("Ruvo Dovan", "Organization"), GUILD], (), ()),
    "a common name": ([("Harbour Ministry", "GovernmentBody")], [("Harbour Ministry", "GovernmentBody")], (), ()),
    "a common name, other states before it": (
        [("Harbour Ministry", "GovernmentBody", None, "Iraq's Harbour Ministry spoke.")],
        [("Harbour Ministry", "GovernmentBody", None, "The Syrian Harbour Ministry spoke.")],
        (),
        (),
    ),
    "a common name, the same beside": (
        [("Harbour Ministry", "GovernmentBody"), DOVAN],
        [("Harbour Ministry", "GovernmentBody"), DOVAN],
        (),
        (),
    ),
    "one of a state's many": ([("US embassy", "GovernmentBody")], [("US embassy", "GovernmentBody")], (), ()),
    "a distinctive name in two states": (
        [GUILD, ("Iraq", "State")],
        [GUILD, ("Syria", "State")],
        [(0, "partOf", 1)],
        [(0, "partOf", 1)],
    ),
}


@pytest.mark.parametrize("why", APART)
def test_namesakes_stay_apart(why):
    one, other, ties, there = APART[why]
    assert not are_one(article("a", *one, ties=ties), article("b", *other, ties=there))


def test_what_is_kept_apart_says_so():
    kept = join([article("a", DOVAN), article("b", DOVAN)], AUTHORITY)
    assert {found.entities[0].reason for found in kept} == {
        "full name, kept apart from namesakes in other articles: nothing else says that they are one"
    }


def test_a_namesake_does_not_come_in_by_way_of_a_third():
    iraqi = article("a", (*DOVAN, "envoy"), ("Iraq", "State"), ties=[(0, "holdsOffice", 1)])
    syrian = article("b", (*DOVAN, "envoy"), ("Syria", "State"), ties=[(0, "holdsOffice", 1)])
    unclear = article("c", (*DOVAN, "envoy"))
    assert len(set(iris(iraqi, syrian, unclear))) == 3
    again = article("d", (*DOVAN, "envoy"), ("Iraq", "State"), ties=[(0, "holdsOffice", 1)])
    one, two, _, other = iris(iraqi, syrian, unclear, again)
    assert one == other != two


def test_one_article_has_the_iri_of_extract():
    alone = article("a", DOVAN, GUILD, ("Harbour Ministry", "GovernmentBody"))
    assert join([alone, article("b", ("Omo Vissen", "Person"))], AUTHORITY)[0] == alone


def test_the_earliest_article_gives_the_iri():
    late, early, undated = (
        article(key, (*DOVAN, "envoy"), day=day)
        for key, day in (("a", date(2024, 5, 1)), ("b", date(2024, 1, 1)), ("c", None))
    )
    assert set(iris(late, early, undated)) == {early.entities[0].iri}
    assert set(iris(early, undated)) == {early.entities[0].iri}


def test_an_entity_told_twice_in_an_article_is_one():
    twice = article("a", (*DOVAN, "envoy"), DOVAN)
    other = article("b", (*DOVAN, "envoy"))
    first, second = join([twice, other], AUTHORITY)
    assert {entity.iri for entity in (*first.entities, *second.entities)} == {twice.entities[0].iri}


def test_listed_entities_and_places_are_left_alone():
    told = [article(key, ("Hezbollah", "ArmedGroup"), ("Ruvo", "Place"), ("Dovan", "Person")) for key in "ab"]
    assert join(told, AUTHORITY) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Saraya Awliya al-Dam", "distinctive"),
        ("Rojava Information Center", "distinctive"),
        ("Interior Ministry", "common"),
        ("Supreme Court", "common"),
        ("Central Bank", "common"),
        ("42nd Brigade", "common"),
        ("Foreign Ministry", "common"),
        ("Turkish consulate", "common"),
        ("Syrian National Council", "stated"),
        ("Baghdad Operations Command", "stated"),
        ("United States Treasury", "stated"),
        ("LGX", "acronym"),
    ],
)
def test_what_a_name_tells(name, told):
    assert telling(name, AUTHORITY) == told


# --- laws ------------------------------------------------------------------------------------------------------------

NAMES = (
    "Lina Dovan",
    "Leena Dovan",
    "Ali Hassan",
    "Yousef Dovani",
    "Yusuf Dovany",
    "Hassan Dovan",
    "Hussein Dovan",
    "Okonjo",
)
GROUPS = ("Lantern Guild of Ruvo", "Interior Ministry", "LGX", "Hamas", "Syrian National Council", "Iraq", "Syria")
OFFICES = st.sampled_from([None, "spokesman", "spokeswoman", "surgeon", "general", "resident"])
PEOPLE = st.tuples(st.sampled_from(NAMES), st.just("Person"), OFFICES)
BODIES = st.tuples(st.sampled_from(GROUPS), st.just("Organization"))
TIES = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["leads", "memberOf", "partOf"]), st.integers(0, 2)).filter(
        lambda tie: tie[0] != tie[2]
    ),
    max_size=2,
)
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 3))
ARTICLES = st.lists(st.tuples(st.tuples(PEOPLE, PEOPLE | BODIES, BODIES), TIES, DAYS), min_size=1, max_size=7).map(
    lambda told: [article(f"k{n}", *lines, ties=ties, day=day) for n, (lines, ties, day) in enumerate(told)]
)


@settings(deadline=None, max_examples=150)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(articles, chance):
    forward = {found.article.key: found for found in join(articles, AUTHORITY)}
    chance.shuffle(articles)
    assert {found.article.key: found for found in join(articles, AUTHORITY)} == forward


@settings(deadline=None, max_examples=60)
@given(ARTICLES, st.integers(0, 7))
def test_what_was_joined_before_does_not_matter(articles, cut):
    """However the articles come in builds, the last one joins them all from what each tells by itself."""
    join(articles[:cut], AUTHORITY)
    join(articles[cut:], AUTHORITY)
    assert join(articles, AUTHORITY) == join([replace(each) for each in articles], Authority.shipped())


@settings(deadline=None, max_examples=100)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_articles_about_others_change_no_iri(articles, chance):
    others = [
        article(
            f"{'0z'[n % 2]}{n}", ("Omo Vissen", "Person", "envoy"), ("Ember Fund of Tasso", "Organization"), day=day
        )
        for n, day in enumerate([None, date(2023, 1, 1), date(2025, 1, 1)])
    ]
    alone = {found.article.key: found for found in join(articles, AUTHORITY)}
    mixed = [*articles, *others]
    chance.shuffle(mixed)
    found = {found.article.key: found for found in join(mixed, AUTHORITY)}
    assert {key: found[key] for key in alone} == alone


@settings(deadline=None, max_examples=100)
@given(ARTICLES)
def test_no_two_that_clash_are_joined(articles):
    names: dict[str, set[str]] = {}
    for found in join(articles, AUTHORITY):
        for entity in found.entities:
            names.setdefault(entity.iri, set()).add(entity.name)
    for together in names.values():
        assert not {"Hassan Dovan", "Hussein Dovan"} <= together
        assert not any(AUTHORITY.never_merge(a, b) for a in together for b in together if "Dovan" in a and "Dovan" in b)


def test_a_great_many_articles_join_alike_in_any_order():
    chance = random.Random(5)
    many = [
        article(
            f"m{n}",
            (chance.choice(NAMES), "Person", chance.choice(["envoy", "general", None])),
            (chance.choice(GROUPS), "Organization"),
            ties=[(0, "memberOf", 1)] if n % 3 else [],
        )
        for n in range(300)
    ]
    forward = {found.article.key: found for found in join(many, AUTHORITY)}
    assert {found.article.key: found for found in join(many[::-1], AUTHORITY)} == forward
    assert len({found.entities[0].iri for found in forward.values()}) < 250
