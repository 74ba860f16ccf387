"""Copies found among planted ones: pairwise precision and recall, by what was done to the text.

    python benchmarks/copies.py [--seed 1] [--held-back] [--originals 7050] [--limits]

Originals are made of our own passages (training/passages), five in a row each, with the sample corpus beside them. The
operations and passages of `--held-back` were not looked at while thresholds were set.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import tieline  # noqa: E402
from tieline.articles.copies import Copies, find_copies  # noqa: E402
from tieline.articles.shingles import Sketch  # noqa: E402
from tieline.records import Article  # noqa: E402

HELD_BACK = frozenset({"analysis_and_statements", "iran", "levant_and_militias"})
_MARKS = re.compile(r"\[([^|\]]*)\|[A-Z_]+\]")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_BRITISH = (("organiz", "organis"), ("defense", "defence"), ("labor", "labour"), ("program", "programme"))


@dataclass
class Planted:
    """An article of the collection: `family` is equal for copies of one; `made` is the operation; `of` the sources."""

    article: Article
    family: str
    made: str
    of: tuple[str, ...] = ()


def passages(*, held_back: bool) -> list[str]:
    found = []
    for file in sorted((ROOT / "training" / "passages").glob("*.txt")):
        if (file.stem in HELD_BACK) == held_back:
            found += [_MARKS.sub(r"\1", part).strip() for part in file.read_text("utf8").split("\n---\n")]
    return [text for text in found if len(text.split()) > 30]


def sentences(text: str) -> list[str]:
    return [one for one in _SENTENCE.split(" ".join(text.split())) if one]


def paragraphs(parts: list[str]) -> str:
    return "\n\n".join(" ".join(parts[at : at + 3]) for at in range(0, len(parts), 3))


def reprint(text: str, _more: str, _rng: random.Random) -> str:
    return text


def marks(text: str, _more: str, _rng: random.Random) -> str:
    plain = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("—", "-")
    for other, british in _BRITISH:
        plain = plain.replace(other, british)
    return plain.replace("\n\n", "\n")


def credited(text: str, _more: str, _rng: random.Random) -> str:
    return f"CAIRO (Meridian Wire) – {text}\n\nSource: Meridian Wire"


def cut_tail(text: str, _more: str, rng: random.Random) -> str:
    parts = sentences(text)
    return paragraphs(parts[: max(4, int(len(parts) * rng.uniform(0.5, 0.8)))])


def cut_to_a_third(text: str, more: str, _rng: random.Random) -> str:
    parts = sentences(text)
    return paragraphs([*parts[: max(4, round(len(parts) / 3))], *sentences(more)[:2]])


def words_edited(text: str, more: str, rng: random.Random) -> str:
    words, others = text.split(" "), more.split()
    return " ".join(rng.choice(others) if rng.random() < 0.05 else word for word in words if rng.random() > 0.02)


def added(text: str, more: str, _rng: random.Random) -> str:
    return f"{paragraphs(sentences(more)[:4])}\n\n{text}\n\n{paragraphs(sentences(more)[4:8])}"


def cut_and_edited(text: str, more: str, rng: random.Random) -> str:
    return words_edited(cut_to_a_third(text, more, rng), more, rng)


def updated(text: str, more: str, _rng: random.Random) -> str:
    parts = sentences(text)
    return paragraphs([*sentences(more)[: len(parts) // 3], *parts[: round(len(parts) * 0.7)]])


def reordered(text: str, _more: str, rng: random.Random) -> str:
    parts = text.split("\n\n")
    rng.shuffle(parts)
    return "\n\n".join(parts)


def middle_cut(text: str, _more: str, _rng: random.Random) -> str:
    parts = sentences(text)
    return paragraphs(parts[: len(parts) // 4] + parts[len(parts) * 3 // 4 :])


def sentences_edited(text: str, _more: str, _rng: random.Random) -> str:
    """Drop what stands between commas or in front of them, and every sixth sentence."""
    kept = [one for at, one in enumerate(sentences(text)) if at % 6 != 5]
    return paragraphs([re.sub(r", [^,.“”\"]{3,60},", "", one) for one in kept])


def names_respelled(text: str, _more: str, _rng: random.Random) -> str:
    def respelled(found: re.Match[str]) -> str:
        return found[1].replace("ei", "ai").replace("ou", "u").replace("ss", "s")

    return re.sub(r"\b([A-Z][a-z]{3,})\b", respelled, text)


def shortened_with_lead(text: str, more: str, _rng: random.Random) -> str:
    parts = sentences(text)
    return paragraphs([*sentences(more)[:3], *parts[1 : max(6, int(len(parts) * 0.45))]])


COPIES = (reprint, marks, credited, cut_tail, cut_to_a_third, words_edited, added, cut_and_edited, updated)
COPIES_HELD_BACK = (
    *(reordered, middle_cut, sentences_edited, names_respelled),
    *(shortened_with_lead, cut_to_a_third, updated),
)


ALONE = frozenset({"original", "sample corpus", "same quotations", "same background", "digest"})


def same_quotations(text: str, more: str) -> str:
    """Another reporter's text with all quotations of the first and one sentence in common."""
    quotations = _QUOTED.findall(text)
    other = [_QUOTED.sub("as much", one) for one in sentences(more)]
    told = [f"{one} {quoted} the speech went on." for one, quoted in zip(other, quotations, strict=False)]
    return paragraphs([*told, *other[len(told) :], *sentences(text)[1:2]])


def same_background(text: str, more: str) -> str:
    parts = sentences(text)
    return paragraphs([*sentences(more), *parts[-max(2, len(parts) // 6) :]])


def collection(seed: int, *, held_back: bool, originals: int = 0) -> list[Planted]:
    """Make originals, copies of some of them, other reports that quote the same, and digests of two or three."""
    rng = random.Random(seed)
    pool = passages(held_back=held_back)
    rng.shuffle(pool)
    texts = ["\n\n".join(pool[at : at + 5]) for at in range(0, len(pool) - 5, 5)]
    spare = iter(_fresh(pool, rng))
    while len(texts) < originals:
        texts.append(paragraphs(sentences(next(spare))))
    made: list[Planted] = []

    def put(text: str, family: str, how: str, day: date, *of: str) -> str:
        key = f"k{rng.getrandbits(64):016x}"
        article = Article(key, key, text, publisher=f"Outlet {rng.randrange(60)}", published=day)
        made.append(Planted(article, family, how, of))
        return key

    kinds = COPIES_HELD_BACK if held_back else COPIES
    whole: list[tuple[str, str, date]] = []
    for at, text in enumerate(texts):
        day = date(2024, 1, 1) + timedelta(days=rng.randrange(300))
        root = put(text, f"f{at}", "original", day)
        whole.append((root, text, day))
        chosen = at % 4
        if chosen in {0, 1}:
            for kind in rng.sample(kinds, 1 if chosen else 4):
                put(kind(text, next(spare), rng), f"f{at}", kind.__name__, day + timedelta(days=rng.randrange(1, 3)))
        elif chosen == 2:
            put(same_quotations(text, next(spare)), f"q{at}", "same quotations", day)
            put(same_background(text, next(spare)), f"b{at}", "same background", day + timedelta(days=9))
    for at in range(0, len(whole) - 3, 12):
        parts = whole[at : at + (3 if held_back else 2)]
        text = "\n\n".join(part for _, part, _ in parts)
        put(text, f"d{at}", "digest", max(day for *_, day in parts), *(root for root, *_ in parts))
    sample = [Planted(one, f"c {one.title}", "sample corpus") for one in tieline.read([ROOT / "corpus"])]
    original = next(one for one in sample if "Iran's Soleimani" in (one.article.title or ""))
    reprinted = next(one for one in sample if "Iranian general Soleimani" in (one.article.title or ""))
    reprinted.family = original.family
    return [*made, *sample]


def _fresh(pool: list[str], rng: random.Random) -> Iterator[str]:
    """Make texts that stand nowhere else in runs of words, from the words and sentence lengths of the pool."""
    while True:
        told = sentences(re.sub(r"[“”\"]", "", " ".join(rng.sample(pool, 5))))
        shuffled = (" ".join(rng.sample(one.split(), len(one.split()))) for one in told)
        yield " ".join(f"{one.capitalize().rstrip('.,')}." for one in shuffled)


def scored(planted: list[Planted], copies: Copies) -> None:
    """Print pairwise precision and recall, by operation, and what became of the digests."""
    root = {one.article.key: one.article.key for one in planted}
    root.update((key, copy.root) for key, copy in copies.copies.items())
    true, found = _pairs(planted, lambda one: one.family), _pairs(planted, lambda one: root[one.article.key])
    right = len(true & found)
    rates = f"precision {right / max(1, len(found)):.3f}, recall {right / len(true):.3f}"
    print(f"pairs: {rates} ({len(true):,} true, {len(found):,} found)")
    by_key = {one.article.key: one for one in planted}
    kinds: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    for one in planted:
        first = root[one.article.key]
        kinds[one.made] += 1
        if one.made in ALONE:
            members = copies.families.get(first, ())
            joined[one.made] += any(by_key[key].family != one.family for key in members)
        else:
            joined[one.made] += first != one.article.key and by_key[first].family == one.family
    for kind, number in sorted(kinds.items()):
        told = "in a wrong family" if kind in ALONE else "found"
        print(f"  {kind:22} {number:6,} articles, {joined[kind]:6,} {told}")
    digests = [one for one in planted if one.made == "digest" and one.article.key in copies.copies]
    sources = sum(set(copies.copies[one.article.key].sources) >= set(one.of) for one in digests)
    print(f"  digests whose sources are all found: {sources} of {kinds['digest']}")


def _pairs(planted: list[Planted], name: Callable[[Planted], str]) -> set[tuple[str, str]]:
    groups: dict[str, list[str]] = {}
    for one in planted:
        groups.setdefault(name(one), []).append(one.article.key)
    return {pair for keys in groups.values() for pair in combinations(sorted(keys), 2)}


def limits(seed: int) -> None:
    """Print which part of 100 copies is found as less of them is taken over, or more of their words are replaced."""
    rng = random.Random(seed)
    pool = passages(held_back=False)
    spare = _fresh(pool, rng)
    texts = ["\n\n".join(rng.sample(pool, 5)) for _ in range(100)]
    for part in (0.2, 0.3, 0.4, 0.5, 0.6):
        copies = [paragraphs(_mixed(sentences(text), spare, part)) for text in texts]
        print(f"  {part:.0%} of the copy stands in the original: {_found(texts, copies)} of 100 found")
    for part in (0.05, 0.1, 0.15, 0.2, 0.3):
        copies = [
            " ".join(rng.choice(pool).split()[0] if rng.random() < part else word for word in text.split(" "))
            for text in texts
        ]
        print(f"  {part:.0%} of the words replaced: {_found(texts, copies)} of 100 found")


def _mixed(taken: list[str], spare: Iterator[str], part: float) -> list[str]:
    """Put own sentences before the first sixth of a text until it makes up no more than a part."""
    mixed = taken[: max(3, len(taken) // 6)]
    wanted = len(" ".join(mixed).split()) / part
    own = sentences(" ".join(next(spare) for _ in range(5)))
    while len(" ".join(mixed).split()) < wanted:
        mixed.insert(0, own.pop())
    return mixed


def _found(texts: list[str], copies: list[str]) -> int:
    pairs = [
        [Sketch.of(Article(name, name, text, published=date(2024, 1, 1))) for name, text in (("a", one), ("b", other))]
        for one, other in zip(texts, copies, strict=True)
    ]
    return sum(bool(find_copies(pair).copies) for pair in pairs)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--held-back", action="store_true")
    options.add_argument("--originals", type=int, default=0, help="fill up with originals of shuffled words")
    options.add_argument("--limits", action="store_true", help="only: how much must be left of the original")
    given = options.parse_args()
    if given.limits:
        limits(given.seed)
        return
    planted = collection(given.seed, held_back=given.held_back, originals=given.originals)
    started = time.process_time()
    sketches = [Sketch.of(one.article) for one in planted]
    sketched = time.process_time()
    copies = find_copies(sketches)
    ended = time.process_time()
    size = sum(len(sketch.to_bytes()) for sketch in sketches)
    number, memory = len(planted), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    each = f"{(sketched - started) / number * 1000:.2f} ms and {size / number:,.0f} bytes each"
    print(f"{number:,} articles; sketches {each}; families {ended - sketched:.2f} s; peak memory {memory} MB")
    scored(planted, copies)


if __name__ == "__main__":
    main()
