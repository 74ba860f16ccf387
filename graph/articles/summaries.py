"""Machine-made summaries on aggregator pages: found by what they repeat, kept out of the evidence.

Such a summary stands right behind a headline and is put together from sentences of the article that follows,
cut and joined so that it may say what the article does not. A paragraph of the article itself repeats next to nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from .lines import Line

_SHINGLE = 4
_REACH = 6000  # words after a paragraph that are searched for its sentences
_LEAST_WORDS = 25
_MOST_WORDS = 600
_REPEATED = 0.35  # share of a summary's words that the article repeats in runs of four
_LISTED = 0.5  # the same for a list
_HINTED = 0.15  # the same where the page is known to be a digest, or where the punctuation is broken
_BROKEN = re.compile(r"(?<!\.)\.\.(?!\.)|[a-z]{3,}\. [a-z]|[a-z]{3,}\.[A-Z][a-z]|\s\.\s")
_BULLET = re.compile(r"[-*•·▪►■◦–]\s")
_WORD = re.compile(r"\w+(?:[.'’]\w+)*")


def find_summaries(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of the lines that are machine-made summaries."""
    words = [_words(line.text) for line in lines]
    repeats = Counter(gram for line in words for gram in _grams(line))
    found = _labelled(lines, words, repeats)
    candidates = [index for index in range(1, len(lines)) if index not in found and _is_candidate(lines, words, index)]
    share = {index: _share(words, index, repeats) for index in candidates}
    found |= {index for index in candidates if share[index] >= _bar(lines[index], digest=False)}
    found |= _lists(lines, words)
    if found:  # one summary on the page: the others may repeat less
        found |= {index for index in candidates if share[index] >= _bar(lines[index], digest=True)}
    for index in sorted(found):
        after = index + 1
        while after < len(lines) and after not in found and _goes_on(lines, words, after, repeats):
            found.add(after)
            after += 1
    return frozenset(found)


def _labelled(lines: Sequence[Line], words: Sequence[list[str]], repeats: Counter[tuple[str, ...]]) -> set[int]:
    """Summaries that the page itself calls so: the next paragraph, or all of a list.

    Under a label that does not say that a machine made it ("Key takeaways") a paragraph must repeat the article.
    """
    found = {index for index, line in enumerate(lines) if line.kind == "summary_text"}
    for index, line in enumerate(lines[:-1]):
        if line.kind not in {"summary", "points"}:
            continue
        first = index + 1
        while first < len(lines) - 1 and lines[first].kind == "furniture":
            first += 1
        after = first
        while after < len(lines) and _is_bullet(lines[after]):
            found.add(after)
            after += 1
        plain = after == first and lines[after].kind == "prose"
        if plain and (line.kind == "summary" or _share(words, after, repeats) >= _HINTED):
            found.add(after)
    return found


def _lists(lines: Sequence[Line], words: Sequence[list[str]]) -> set[int]:
    """Lists above the first paragraph of an article most of whose words it repeats."""
    found: set[int] = set()
    first = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and _is_bullet(lines[index]):
            continue
        if index - first > 1 and first and _is_bullet(lines[first]) and lines[first - 1].kind != "prose":
            own = [word for line in words[first:index] for word in line]
            after = [word for line in words[index : index + 40] for word in line]
            if _covered(own, set(_grams(after))) >= _LISTED:
                found.update(range(first, index))
        first = index + 1 if index < len(lines) and not _is_bullet(lines[index]) else index
    return found


def _is_bullet(line: Line) -> bool:
    return line.kind == "prose" and bool(_BULLET.match(line.text))


def _is_candidate(lines: Sequence[Line], words: Sequence[list[str]], index: int) -> bool:
    """A paragraph of some length right behind a headline, furniture between them passed over."""
    if lines[index].kind != "prose" or not _LEAST_WORDS <= len(words[index]) <= _MOST_WORDS:
        return False
    before = index - 1
    while before > 0 and lines[before].kind in {"furniture", "caption"}:
        before -= 1
    return lines[before].kind in {"title", "label"}


def _goes_on(lines: Sequence[Line], words: Sequence[list[str]], index: int, repeats: Counter[tuple[str, ...]]) -> bool:
    """Whether a paragraph behind a summary is more of it."""
    return (
        lines[index].kind == "prose"
        and lines[index - 1].kind == "prose"
        and len(words[index]) >= _LEAST_WORDS // 2
        and _share(words, index, repeats) >= 0.6
    )


def _bar(line: Line, *, digest: bool) -> float:
    return _HINTED if digest or len(_BROKEN.findall(line.text)) >= 2 else _REPEATED


def _share(words: Sequence[list[str]], index: int, repeats: Counter[tuple[str, ...]]) -> float:
    """Share of a paragraph's words that stand in runs of four in what follows; 0 for a copy of one passage."""
    own = words[index]
    if _covered(own, {gram for gram in _grams(own) if repeats[gram] > 1}) < _HINTED:
        return 0.0  # nothing on the whole page repeats it: no need to look closer
    after: list[str] = []
    for line in words[index + 1 :]:
        if line == own:
            return 0.0
        after.extend(line)
        if len(after) > _REACH:
            break
    if _is_copy(own, after):
        return 0.0
    return _covered(own, set(_grams(after)))


def _is_copy(own: list[str], after: list[str]) -> bool:
    """Whether the page holds the paragraph once more as a whole: the same article printed twice."""
    matcher = SequenceMatcher(None, own, after, autojunk=False)
    return len(own) >= 40 and matcher.find_longest_match().size >= 0.8 * len(own)


def _covered(own: list[str], grams: set[tuple[str, ...]]) -> float:
    hit = {place + step for place, gram in enumerate(_grams(own)) if gram in grams for step in range(_SHINGLE)}
    return len(hit) / max(1, len(own))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[place : place + _SHINGLE]) for place in range(len(words) - _SHINGLE + 1)]
