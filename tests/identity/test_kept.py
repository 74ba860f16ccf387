"""What is kept of articles is enough: identities and happenings are those that the articles themselves give."""

import json
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tieline.identity import Authority, join, resolve
from tieline.identity.happenings import happenings_told
from tieline.identity.joining import identities, likeness
from tieline.identity.members import beside, kept, members
from tieline.identity.tellings import Kinship, Telling
from tieline.identity.tellings_kept import clues, line, related, telling
from tieline.records import DEFAULT_BASE, Article, Entity, Extraction, Mention, Relation, Span

NAMES = Authority.shipped()
PEOPLE = ("Lina Haddad", "Leena Haddad", "Omar Said", "Marsh Water Board", "Levant Policy Forum", "Interior Ministry")
ROLES = (None, "spokesman", "journalist", "minister")


@st.composite
def articles(draw):
    """A few articles that name some of the same people and bodies, each in a sentence, some with offices and ties."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        text, entities, sentences, relations = "", [], [], []
        for at, name in enumerate(draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True))):
            person = name in PEOPLE[:3]
            start = len(text)
            text += f"{name} was named on page {draw(st.integers(1, 2))} of what was printed there.\n"
            sentences.append(Span(start, len(text) - 1))
            role = draw(st.sampled_from(ROLES)) if person else None
            mention = Mention(start, start + len(name), "name", start)
            type_ = "Person" if person else "Organization"
            entities.append(Entity(f"e{at}", name, type_, (mention,), role=role))
            if at and draw(st.booleans()):
                span = sentences[-1]
                relations.append(Relation(f"r{at}", "memberOf", f"e{at}", span, span, span, f"e{at - 1}"))
        day = draw(st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 9)))
        article = Article(f"a{number}", f"a{number}", text, title=draw(st.none() | st.just("News")), published=day)
        made.append(Extraction(article, tuple(sentences), tuple(entities), relations=tuple(relations)))
    return [resolve(one, NAMES) for one in made]


@settings(max_examples=60, deadline=None)
@given(articles())
def test_identities_are_found_from_what_is_kept(resolved):
    namesakes = {}
    for one in resolved:
        named, told = json.loads(json.dumps(kept(one, NAMES)))
        for key, ones in told.items():
            namesakes.setdefault(key, []).extend(members(ones, one.article, beside(named)))
    found = {}
    for ones in namesakes.values():
        found |= identities(ones, likeness(NAMES))
    for one, joined in zip(resolved, join(resolved, NAMES), strict=True):
        for entity, other in zip(one.entities, joined.entities, strict=True):
            iri, reason = found.get((one.article.key, entity.id), (entity.iri, entity.reason))
            assert replace(entity, iri=iri, reason=reason) == other


PARTIES = tuple(f"{DEFAULT_BASE}entity/{name}" for name in ("iran", "iraq", "person/omar-said", "group/river-front"))
SOME = st.frozensets(st.sampled_from(PARTIES), max_size=2)


@st.composite
def tellings(draw):
    """What a few articles tell, few parties and days, so that much of it is related."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        day = draw(st.none() | st.integers(0, 12).map(lambda days: date(2024, 1, 1) + timedelta(days)))
        article = Article(f"a{number}", f"a{number}", "", published=day)
        one = []
        for at in range(draw(st.integers(0, 3))):
            standing = draw(st.sampled_from(("actual", "actual", "denied", "planned")))
            told = Telling(
                article,
                at,
                (f"{DEFAULT_BASE}event/a{number}-{at}",),
                frozenset({"happened" if standing == "actual" else standing}),
                draw(st.sampled_from(("ASSAULT", "CONSULT"))),
                standing,
                draw(SOME),
                draw(SOME),
                (frozenset(), frozenset({"troops"})),
                draw(st.sampled_from((frozenset(), frozenset({"2024-01-03"}), frozenset({"2024-01"})))),
                draw(st.sampled_from(({}, {f"{DEFAULT_BASE}entity/place/lorin": "Place"}))),
                draw(st.frozensets(st.sampled_from(("strike", "meet")), max_size=1)),
                draw(st.frozensets(st.sampled_from(("one", "two")), max_size=1)),
            )
            one.append(told)
        made.append(one)
    return made


@settings(max_examples=200, deadline=None)
@given(tellings())
def test_happenings_are_found_among_related_tellings(told):
    flat = [one for ones in told for one in ones]
    assert [telling(line(one)) for one in flat] == flat
    kinship = Kinship(NAMES)
    found = []
    sets = related((len(ones), clues(ones)) for ones in told)
    for numbers in sets:
        found += happenings_told([flat[number] for number in numbers], kinship)
    assert sorted(number for numbers in sets for number in numbers.tolist()) == list(range(len(flat)))
    assert sorted(found, key=lambda one: one.iri) == happenings_told(flat, kinship)
