"""Measure identity: seconds to resolve and to join the entities of many articles; print a Markdown table.

Usage: python benchmarks/identity.py [ARTICLES ...]       (default: 500 1000 2000)

The articles are records made from a seed, no text is read: in each, forty entities, half of them of the authority file
and half invented: persons with and without offices, misspelled now and then, and institutions whose names tell whose
they are or do not. The last column divides the seconds per article by those of the first row: 1 is linear.
"""

import random
import sys
import time
from datetime import date, timedelta

from tieline.identity import Authority, join, resolve
from tieline.records import Article, Entity, Extraction, Mention, Relation, Span

ENTITIES = 40
FIRST = "Adnan Basma Celik Dalia Emre Farouk Ghada Hatim Ilham Jamila Karim Lubna Marwan Nadia Othman Rana Samir Tala"
LAST = "Abzari Bektash Chamoun Darwazeh Ersoy Fakhrouri Gharbawi Halabji Izmirli Jazrawi Kiwani Lahham Mardini Nablusi"
WORDS = "Cedar Harbour Lantern Meadow Orchid Quarry Saffron Tamarind Willow Yarrow Basalt Copper Delta Ember Falcon"
HEADS = "Front Council Foundation Brigade Party Institute Movement Agency Network Union"
OFFICES = ("spokesman", "commander", "analyst", "journalist", "lawyer", "deputy minister", None, None)
TIES = ("leads", "memberOf", "spokespersonFor", "affiliatedWith")


def main(sizes: list[int]) -> None:
    """Print the table."""
    authority = Authority.shipped()
    join([resolve(article, authority) for article in corpus(50)], authority)  # fills what is made once
    print("| articles | entities | IRIs | resolve | join | against linear |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    first = 0.0
    for size in sizes:
        articles = corpus(size)
        begun = time.perf_counter()
        resolved = [resolve(article, authority) for article in articles]
        between = time.perf_counter()
        joined = join(resolved, authority)
        ended = time.perf_counter()
        first = first or (ended - begun) / size
        iris = [entity.iri for article in joined for entity in article.entities]
        counts = f"| {size:,} | {len(iris):,} | {len(set(iris)):,} |"
        seconds = f"{between - begun:.2f} s | {ended - between:.2f} s"
        print(f"{counts} {seconds} | {(ended - begun) / size / first:.2f} |")


def corpus(size: int) -> list[Extraction]:
    """Return articles; people and groups grow in number with the articles, as in news."""
    chance = random.Random(7)
    listed = [(entry.name, entry.type) for entry in Authority.shipped().entries]
    people = [person(chance, number) for number in range(size)]
    groups = [group(chance, number) for number in range(size // 2)]
    return [article(chance, number, listed, people, groups) for number in range(size)]


def person(chance: random.Random, number: int) -> str:
    """Return a name: half of them borne by nobody else, half of two common parts."""
    name = f"{chance.choice(FIRST.split())} {chance.choice(LAST.split())}"
    return name if number % 2 else f"{name}-{syllables(chance)}"


def group(chance: random.Random, number: int) -> str:
    """Return the name of an institution, every third of common words only."""
    head = chance.choice(HEADS.split())
    return f"National {head}" if number % 3 == 0 else f"{chance.choice(WORDS.split())} {syllables(chance)} {head}"


def syllables(chance: random.Random) -> str:
    return "".join(chance.choice("bdfklmnrst") + chance.choice("aiu") for _ in range(4)).capitalize()


def spelled(chance: random.Random, name: str) -> str:
    """Return a name, spelled otherwise now and then."""
    return name.replace("ou", "u").replace("K", "Q").replace("ee", "i") if chance.random() < 0.1 else name


def article(
    chance: random.Random, number: int, listed: list[tuple[str, str]], people: list[str], groups: list[str]
) -> Extraction:
    """Return one article, each entity in a sentence of its own."""
    chosen: list[tuple[str, str]] = chance.sample(listed, ENTITIES // 2)
    chosen += [(spelled(chance, name), "Person") for name in chance.sample(people, ENTITIES // 4)]
    chosen += [(name, "Organization") for name in chance.sample(groups, ENTITIES // 4)]
    text, entities, sentences, relations = "", [], [], []
    for at, (name, type_) in enumerate(chosen):
        start = len(text)
        text += f"{name} is number {at} of what article {number} names, and nothing besides is told.\n"
        sentences.append(Span(start, len(text) - 1))
        role = chance.choice(OFFICES) if type_ == "Person" else None
        mention = Mention(start, start + len(name), "name", start)
        entities.append(Entity(f"e{at}", name, type_, (mention,), role=role))
        if role and at and chance.random() < 0.5:
            span, end = sentences[-1], f"e{chance.randrange(at)}"
            relations.append(Relation(f"r{at}", chance.choice(TIES), f"e{at}", span, span, span, end))
    day = date(2024, 1, 1) + timedelta(chance.randrange(700))
    made = Article(f"a{number}", f"a{number}", text, published=day)
    return Extraction(made, tuple(sentences), tuple(entities), relations=tuple(relations))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [500, 1000, 2000])
