"""How many independent sources stand behind a tie: the one place where that is decided."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..records import Article


_WORD = re.compile(r"[^\W_]+")

COPIED = 10
"""Words from which on the same sentence in two articles is a copy, not a coincidence."""


def text_family(article: Article) -> str:
    """Return the same text for articles whose words are the same: copies of one report.

    Letter case, punctuation and spacing do not count, nor do title, publisher and date.
    """
    return hashlib.sha256(" ".join(_words(article.text)).encode("utf-8", "replace")).hexdigest()[:16]


def outlet(evidence: Mapping[str, Any]) -> str:
    """Return who published a piece of evidence: the publisher, else the host of the address, else the article itself.

    An article of unknown origin is an outlet of its own: nothing tells that two such come from one house.
    """
    if evidence["publisher"]:
        return str(evidence["publisher"])
    try:
        host = urlsplit(evidence["url"] or "").hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or f"article {evidence['article']}"


def independent_sources(evidences: Iterable[Mapping[str, Any]]) -> int:
    """Count independent sources: the most articles of which no two share a publisher or a text.

    Ten copies of one report are one source, and so are ten articles of one outlet; an outlet that prints a copy and
    an article of its own beside the original counts, by its own. Two articles with the same sentence of `COPIED`
    words or more as evidence are taken as one text. A sentence that a copy has from an earlier article counts as that
    article's, what the copy adds as its own. Nothing is known of who copies in other words.

    Args:
        evidences: of one tie or pair, with `article`, `publisher`, `url`, `text` and `family` (`text_family`, or any
            name of the group of copies an article belongs to); and `copied_from`, the outlet that printed it first,
            where that was another article.

    Returns:
        0 for no evidence. It is the size of a largest matching between outlets and families of texts.

    Source: augmenting paths (Berge, 1957; Kuhn, 1955).
    """
    cited = list(evidences)
    texts_of = _texts(cited)
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for evidence in cited:
        printed[(evidence.get("copied_from") or outlet(evidence)).casefold()].add(texts_of[evidence["family"]])
    families = set().union(*printed.values())
    if len(families) == 1 or all(len(texts) == 1 for texts in printed.values()):
        return len(families)
    held: dict[str, str] = {}
    return sum(_place(name, printed, held, set()) for name in sorted(printed))


def copied_sentence(text: str) -> str:
    """Return the words of a sentence that shows a copy where it stands in two articles, "" for one too short."""
    words = _words(text)
    return " ".join(words) if len(words) >= COPIED else ""


def told(tie: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Return the evidence of a tie that does not deny it: what measures and paths count."""
    return tuple(item for item in tie["evidence"] if item["factuality"] != "denied")


def _texts(cited: list[Mapping[str, Any]]) -> dict[str, str]:
    """Map each family to the first of those that share a long sentence with it, directly or through others."""
    first = {evidence["family"]: evidence["family"] for evidence in cited}
    held: dict[str, str] = {}
    for evidence in cited if len(first) > 1 else ():
        if sentence := copied_sentence(evidence["text"]):
            other = held.setdefault(sentence, evidence["family"])
            pair = {first[other], first[evidence["family"]]}
            first = {family: min(pair) if of in pair else of for family, of in first.items()}
    return first


def _words(text: str) -> list[str]:
    """Give the words of a text in lower case, without marks."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _place(name: str, printed: Mapping[str, set[str]], held: dict[str, str], tried: set[str]) -> bool:
    """Give an outlet a text that no other holds, moving others where they have another text."""
    for family in sorted(printed[name] - tried):
        tried.add(family)
        if family not in held or _place(held[family], printed, held, tried):
            held[family] = name
            return True
    return False
