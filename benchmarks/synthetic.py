"""Synthetic news: any number of articles from templates and the sample corpus, with what they tell known.

Usage: python benchmarks/synthetic.py COUNT [--seed N] [--copies SHARE] [-o FILE.jsonl]

People, groups and towns are invented. An outlet has a house style for Arabic names, so one person is spelled in several
ways; a share of the articles are copies of earlier ones, printed by another outlet as they are, shortened, or with a
paragraph of its own. Article n of a seed is the same whatever the count, so corpora of different sizes begin alike.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

GIVEN = (  # each name as two houses of style spell it
    *(("Khalid", "Khaled"), ("Yusuf", "Yousef"), ("Hussein", "Husayn"), ("Mustafa", "Mostafa"), ("Karim", "Kareem")),
    *(("Jamal", "Gamal"), ("Qasim", "Qassem"), ("Faysal", "Faisal"), ("Umar", "Omar"), ("Tariq", "Tarek")),
    *(("Munir", "Mounir"), ("Walid", "Waleed"), ("Nuri", "Nouri"), ("Salih", "Saleh"), ("Ridha", "Rida")),
)
FAMILY = (
    *(
        ("al-Barzunji", "al-Barzounji"),
        ("al-Tamari", "Al-Tamari"),
        ("al-Rukabi", "al-Roukabi"),
        ("Shadidi", "Shadeedi"),
    ),
    *(("al-Halfaya", "al-Halfayah"), ("Marzuqi", "Marzouqi"), ("al-Zubaydan", "al-Zubaidan"), ("Tuwayri", "Tuwairi")),
    *(("al-Kaysum", "al-Kaisoum"), ("Dulaymani", "Dulaimani"), ("al-Qarmali", "Al-Qarmali"), ("Sufyawi", "Soufyawi")),
)
COLOURS = ("Green", "Silver", "Amber", "Crimson", "Golden", "White", "Black", "Blue", "Northern", "Southern")
SIGNS = ("Falcon", "River", "Cedar", "Lantern", "Harbour", "Mountain", "Compass", "Desert", "Orchard", "Meadow")
FORMS = ("Brigade", "Movement", "Front", "Battalion", "Legion")
TOWNS = (
    "Tell Marwan",
    "Qasr Nadim",
    "Bir Salama",
    "Umm Rashad",
    "Wadi Karam",
    "Ain Jubara",
    "Deir Halim",
    "Kafr Sadun",
)
OUTLETS = tuple(f"{place} {kind}" for place in ("Lakeside", "Upland", "Harbour City", "Eastern", "Capital")
                for kind in ("Gazette", "Courier", "Tribune", "Daily", "Observer", "Chronicle"))  # fmt: skip
EVENTS = (  # PLOVER type, sentence with {actor}, {recipient} and {town}
    ("ASSAULT", "{Actor} attacked {recipient} near {town} on {day}."),
    ("ASSAULT", "{Actor} shelled {recipient} outside {town} on {day}."),
    ("ACCUSE", "{Actor} accused {recipient} of breaking the truce in {town}."),
    ("CONSULT", "{Actor} met with {recipient} in {town} on {day}."),
    ("SUPPORT", "{Actor} signed an agreement with {recipient} in {town} on {day}."),
    ("COERCE", "{Actor} arrested two members of {recipient} in {town} on {day}."),
    ("AID", "{Actor} sent food and medicine to {recipient} in {town} on {day}."),
    ("SUPPORT", "{Actor} praised {recipient} for its work in {town}."),
    ("THREATEN", "{Actor} threatened {recipient} with reprisals."),
    ("REJECT", "{Actor} rejected a proposal by {recipient}."),
)
DENIED = "{Actor} denied that it had attacked {recipient} in {town}."
SAID = (
    '"The road to {town} will stay open," {speaker} said on {day}.',
    "{speaker}, {role}, said that the talks in {town} would go on.",
    '{speaker} told reporters that the {town} market would reopen. "We ask for patience," he added.',
)
LEADS = "{speaker}, {role}, arrived in {town} on {day}."
ALLIES = "{Actor} is allied with {recipient}."
PLAIN = (
    "Shops in {town} were open on {day}, and traffic was light.",
    "Residents of {town} described a quiet morning.",
    "The weather in {town} was dry for the third week.",
    "The school in {town} stayed closed because of repairs to its roof.",
    "Farmers near {town} have begun to bring in the harvest.",
    "The bridge to {town} was opened again after two weeks of work.",
    "Electricity in {town} was cut for some hours in the afternoon.",
    "A new bakery has opened beside the bus station of {town}.",
    "No further details were available by the evening.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_DAY = date(2021, 3, 1)


@dataclass(frozen=True)
class Fact:
    """What one sentence tells: a PLOVER type with names of actor and recipient, or "leads" and "alliedWith"."""

    type: str
    actor: str
    recipient: str
    factuality: str = "happened"


@dataclass(frozen=True)
class SyntheticArticle:
    """One article and what it tells.

    Attributes:
        facts: in the order of the text, actors under their first spelling.
        copy_of: id of the article it copies, None for an original.
        speakers: persons who say something, under their first spelling.
        spellings: spelling used -> first spelling, of the persons in it.
    """

    id: str
    title: str
    text: str
    published: str
    publisher: str
    facts: tuple[Fact, ...]
    copy_of: str | None = None
    speakers: tuple[str, ...] = ()
    spellings: dict[str, str] = field(default_factory=dict)

    def line(self) -> str:
        """Return it as a JSON line that `tieline build` reads, without what is known of it."""
        kept = ("id", "title", "text", "published", "publisher")
        return json.dumps({name: value for name, value in asdict(self).items() if name in kept}, ensure_ascii=False)


@dataclass(frozen=True)
class _Group:
    name: str
    leader: tuple[str, str]  # under the two spellings


@cache
def groups(seed: int) -> tuple[_Group, ...]:
    """Return the groups of a seed's world, each with its leader."""
    chance = random.Random(f"world {seed}")
    names = [f"{colour} {sign} {chance.choice(FORMS)}" for colour in COLOURS for sign in SIGNS]
    people = [(f"{given[0]} {family[0]}", f"{given[1]} {family[1]}") for given in GIVEN for family in FAMILY]
    chance.shuffle(names)
    chance.shuffle(people)
    return tuple(_Group(name, leader) for name, leader in zip(names, people, strict=False))


def articles(count: int, *, seed: int = 0, copies: float = 0.1) -> Iterator[SyntheticArticle]:
    """Yield articles, oldest first.

    Args:
        count: how many.
        seed: of the world and of every article in it.
        copies: share of articles that copy one of the fifty before them.
    """
    recent: list[SyntheticArticle] = []
    for number in range(count):
        chance = random.Random(f"article {seed} {number}")
        copied = recent and chance.random() < copies
        made = _copy(chance.choice(recent), number, chance) if copied else _original(number, seed, chance)
        yield made
        if made.copy_of is None:
            recent = [*recent[-49:], made]


def _published(number: int) -> date:
    return FIRST_DAY + timedelta(days=number // 40)


def _original(number: int, seed: int, chance: random.Random) -> SyntheticArticle:
    world = groups(seed)
    outlet = chance.randrange(len(OUTLETS))
    style = outlet % 2
    towns = chance.sample(TOWNS, 2)
    cast = chance.sample(world, min(len(world), 5))
    facts: list[Fact] = []
    speakers: list[str] = []
    spellings: dict[str, str] = {}
    paragraphs: list[str] = []
    for group in cast[:2]:
        name = group.leader[style]
        spellings[name] = group.leader[0]
        facts.append(Fact("leads", group.leader[0], group.name))
        paragraphs.append(_filled(LEADS, chance, towns, speaker=name, role=f"the leader of the {group.name}"))
    for _ in range(chance.randint(5, 10)):
        actor, recipient = chance.sample(cast, 2)
        names = {"actor": f"the {actor.name}", "recipient": f"the {recipient.name}"}
        kind = chance.random()
        if kind < 0.1:
            facts.append(Fact("ASSAULT", actor.name, recipient.name, "denied"))
            sentence = _filled(DENIED, chance, towns, **names)
        elif kind < 0.2:
            facts.append(Fact("alliedWith", actor.name, recipient.name))
            sentence = _filled(ALLIES, chance, towns, **names)
        else:
            type_, template = chance.choice(EVENTS)
            facts.append(Fact(type_, actor.name, recipient.name))
            sentence = _filled(template, chance, towns, **names)
        paragraphs.append(f"{sentence} {_filled(chance.choice(PLAIN), chance, towns)}")
    for group in cast[: chance.randint(1, 3)]:
        name = group.leader[style]
        spellings[name] = group.leader[0]
        speakers.append(group.leader[0])
        role = f"the leader of the {group.name}"
        paragraphs.append(_filled(chance.choice(SAID), chance, towns, speaker=name, role=role))
    middle = paragraphs[2:]
    chance.shuffle(middle)
    background = [chance.choice(_background()) for _ in range(chance.randint(0, 2))]
    text = "\n\n".join([*paragraphs[:2], *middle, *background])
    return SyntheticArticle(
        id=f"{seed}-{number:07d}",
        title=f"{cast[0].name} and {cast[1].name} in {towns[0]}: report {number}",
        text=text,
        published=_published(number).isoformat(),
        publisher=OUTLETS[outlet],
        facts=tuple(sorted(facts, key=lambda fact: (fact.type, fact.actor, fact.recipient))),
        speakers=tuple(sorted(set(speakers))),
        spellings=spellings,
    )


def _filled(template: str, chance: random.Random, towns: list[str], **names: str) -> str:
    capital = {"Actor": names["actor"][0].upper() + names["actor"][1:]} if "actor" in names else {}
    return template.format(town=chance.choice(towns), day=chance.choice(DAYS), **capital, **names)


def _copy(root: SyntheticArticle, number: int, chance: random.Random) -> SyntheticArticle:
    """Print an article again in another outlet: as it is, cut, or with a paragraph of the outlet's own."""
    outlet = chance.choice([name for name in OUTLETS if name != root.publisher])
    paragraphs = root.text.split("\n\n")
    how = chance.choice(("same", "cut", "added"))
    if how == "cut":
        paragraphs = paragraphs[: max(3, len(paragraphs) * 2 // 3)]
    elif how == "added":
        extra = f"{outlet} has asked officials in {chance.choice(TOWNS)} for comment and has had no answer yet."
        paragraphs.insert(chance.randrange(1, len(paragraphs)), extra)
    text = "\n\n".join(paragraphs)
    return SyntheticArticle(
        id=f"{root.id.split('-')[0]}-{number:07d}",
        title=root.title if chance.random() < 0.5 else f"{outlet}: {root.title}",
        text=text,
        published=max(_published(number).isoformat(), root.published),
        publisher=outlet,
        facts=root.facts if how != "cut" else (),
        copy_of=root.id,
        speakers=root.speakers if how != "cut" else (),
        spellings=root.spellings,
    )


@cache
def _background() -> tuple[str, ...]:
    """Return the paragraphs of the sample corpus: what real pages have around what is looked for."""
    corpus = files("tieline.corpus")
    texts = sorted(file.read_text(encoding="utf-8") for file in corpus.iterdir() if file.name.endswith(".md"))
    bodies = [re.split(r"^---$", text, flags=re.MULTILINE)[-1] for text in texts]
    return tuple(part.strip() for body in bodies for part in body.split("\n\n") if len(part.split()) > 20)


def main() -> None:
    """Write a corpus as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--copies", type=float, default=0.1)
    parser.add_argument("-o", "--output")
    asked = parser.parse_args()
    with open(asked.output, "w", encoding="utf-8") if asked.output else sys.stdout as stream:  # noqa: PTH123
        for article in articles(asked.count, seed=asked.seed, copies=asked.copies):
            stream.write(article.line() + "\n")


if __name__ == "__main__":
    main()
