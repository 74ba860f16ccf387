"""One actor is one node over all articles, for a stated reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tieline.identity import Authority, resolve, used_entries
from tieline.records import Article, Entity, Extraction, Mention

AUTHORITY = Authority.shipped()


def article(key, *entities):
    """Make an extraction whose text is the names of its entities, one per line."""
    text, made = "", []
    for n, (name, type_, *rest) in enumerate(entities, 1):
        mention = Mention(len(text), len(text) + len(name), "name", len(text))
        made.append(Entity(f"e{n}", name, type_, (mention,), role=rest[0] if rest else None, generic=len(rest) > 1))
        text += name + "\n"
    return Extraction(Article(key, key, text), entities=tuple(made))


def iri(key, *entity):
    return resolve(article(key, entity), AUTHORITY).entities[0].iri


def test_spellings_of_the_authority_file_are_one():
    assert iri("a", "Kataib Hezbollah", "ArmedGroup") == iri("b", "Kata'ib Hizballah", "Organization")
    assert iri("a", "PMF", "Organization") == iri("b", "Popular Mobilization Forces", "MilitaryUnit")


def test_kataib_hezbollah_and_hezbollah_are_two():
    assert iri("a", "Kataib Hezbollah", "ArmedGroup") != iri("a", "Hezbollah", "ArmedGroup")


def test_khamenei_and_khomeini_are_two():
    assert iri("a", "Ali Khamenei", "Person") != iri("a", "Ruhollah Khomeini", "Person")


def test_middle_names_do_not_part_a_person():
    assert iri("a", "Mohammed Shia al-Sudani", "Person") == iri("b", "Mohammed Shiite al-Sudani", "Person")


def test_an_unlisted_full_name_alone_is_each_articles_own():
    assert iri("a", "Lina Haddad-Keller", "Person") != iri("b", "Lina Haddad-Keller", "Person")
    assert iri("a", "Interior Ministry", "GovernmentBody") != iri("b", "Interior Ministry", "GovernmentBody")


def test_a_distinctive_name_of_an_institution_is_one_over_articles():
    assert iri("a", "Rojava Information Center", "Organization") == iri("b", "Rojava Information Center", "ThinkTank")


def test_an_ambiguous_name_counts_in_an_article_about_its_state():
    about = [("Iraq", "State"), ("Iraqi", "Nationality"), ("Baghdad", "Place")]
    lone = ("Council of Representatives", "GovernmentBody")
    found = resolve(article("a", lone, *about), AUTHORITY).entities[0]
    assert found.iri.endswith("/council-of-representatives-of-iraq")
    assert found.reason == "authority file: the only 'Council of Representatives' there, in an article about Iraq"
    for others in ([], about[:2], [*about, ("Iran", "State"), ("Iranian", "Nationality")]):
        assert resolve(article("a", lone, *others), AUTHORITY).entities[0].reason.startswith("a name that several bear")
    several = resolve(article("a", ("Foreign Ministry", "GovernmentBody"), *about), AUTHORITY).entities[0]
    assert several.iri.endswith("/foreign-ministry-a")


def test_long_names_that_begin_alike_are_two():
    long = "Lantern " * 12
    assert iri("a", f"{long}Ruvo", "Organization") != iri("a", f"{long}Tasso", "Organization")


def test_a_lone_surname_stays_in_its_article():
    assert iri("a", "Okonjo", "Person") != iri("b", "Okonjo", "Person")


def test_a_person_and_a_party_of_one_name_are_two():
    assert iri("a", "Pim Fortuyn", "Person") != iri("a", "Pim Fortuyn", "PoliticalParty")


def test_every_identity_has_a_reason():
    found = resolve(article("a", ("PMF", "Organization"), ("Okonjo", "Person"), ("Lina Haddad", "Person")), AUTHORITY)
    assert all(entity.reason for entity in found.entities)
    assert "Popular Mobilization Forces" in found.entities[0].reason


def test_used_entries_bring_their_state():
    found = resolve(article("a", ("Quds Force", "MilitaryUnit")), AUTHORITY)
    assert "iran" in {entry.id for entry in used_entries([found], AUTHORITY)}


NAMES = st.sampled_from(
    ["Lina Haddad", "Haddad", "PMF", "Kataib Hezbollah", "Hezbollah", "Rana Müller", "كتائب", "O'Hara"]
)
ENTITIES = st.lists(st.tuples(NAMES, st.sampled_from(["Person", "Organization", "ArmedGroup"])), min_size=1, max_size=4)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from("abcdef"), ENTITIES, min_size=1), st.randoms())
def test_the_order_of_articles_does_not_matter(articles, random):
    extractions = [article(key, *entities) for key, entities in articles.items()]
    forward = {x.article.key: resolve(x, AUTHORITY) for x in extractions}
    random.shuffle(extractions)
    assert {x.article.key: resolve(x, AUTHORITY) for x in extractions} == forward


@pytest.mark.parametrize("name", ['x"> <script>', "a b\nc", "../../etc", "é" * 300, "\u202egnp"])
def test_hostile_names_give_plain_iris(name):
    made = iri("a", name, "Organization")
    assert made.isascii()
    assert not set(made) & set(' "<>\\^`{|}\n')


def test_another_spelling_counts_where_the_article_gives_a_second_reason():
    alone = resolve(article("a", ("Ghasem Sulaimani", "Person")), AUTHORITY).entities[0]
    named = resolve(article("b", ("Ghasem Sulaimani", "Person"), ("Iran", "State")), AUTHORITY).entities[0]
    assert named.iri == iri("c", "Qasem Soleimani", "Person") != alone.iri
    assert "a spelling of Qassem Soleimani, in an article that names" in named.reason


def test_a_spelling_of_a_group_needs_a_second_reason_too():
    known = iri("a", "Harakat Hezbollah al-Nujaba", "ArmedGroup")
    named = resolve(article("b", ("Harakat Hizbullaah an-Nujabaa", "ArmedGroup"), ("Iraqi", "Nationality")), AUTHORITY)
    assert named.entities[0].iri == known
    assert iri("c", "Harakat Hizbullaah an-Nujabaa", "ArmedGroup") != known


def test_look_alikes_stay_two_whatever_the_article_names():
    context = [("Iran", "State"), ("Iraq", "State"), ("Lebanon", "State")]
    pairs = [("Ali Khomeini", "Ali Khamenei"), ("Hussein Nasrallah", "Hassan Nasrallah")]
    for look_alike, known in pairs:
        found = resolve(article("a", (look_alike, "Person"), *context), AUTHORITY).entities[0]
        assert found.iri != iri("b", known, "Person")
