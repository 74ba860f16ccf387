"""What is left of a text for comparing it with others: its runs of four words, each as a number.

Case, marks, accents and British or American spelling do not count. Quotations are kept apart: two reporters who heard
the same speech print the same quotations and are no copies of each other.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ..records import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Shingles = NDArray[np.uint32]

RUN = 4
"""Words of a shingle."""
# To the end of the paragraph where the mark is not closed.
_QUOTATION = re.compile(r"[\"“„«][^\"“”„«»\n]*[\"”»]?|(?<!\w)‘[^‘\n]*?(?:’(?!\w)|$)", re.MULTILINE)
_DROPPED = re.compile(r"[’'‘ʼʿʾ`´]|(?<=\w)\.(?=\w)|(?<=\d),(?=\d)|[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_SPELLINGS = (
    (re.compile(r"(?<=\w\w)our"), "or"),
    (re.compile(r"(?<=\w\w\w)([iy])s(?=e[drs]?$|ing$|ations?$)"), r"\1z"),
    (re.compile(r"(?<=\w\w)enc(?=e)"), "ens"),
    (re.compile(r"(?<=\w\w)ll"), "l"),
    (re.compile(r"(?<=\w\w\w)tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=\w)mme(?=s?$)"), "m"),
    (re.compile(r"(?<=\w)ogue(?=s?$)"), "og"),
)
"""British to American, roughly: the outcome is compared and never shown."""
_DATELINE = re.compile(r"[^\n.()]{2,60}\(([^()\n]{2,60})\)\s*[-–—:]")
_CREDIT = re.compile(r"^\W*(?:source|via|credit)s?:\s*([^\n.]{2,60})", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, eq=False, slots=True)
class Sketch:
    """What is kept of an article to find its copies.

    Attributes:
        key, published: of the article.
        words: digest of all its words; equal where only marks and case differ.
        reprint: the text credits another house than its publisher.
        own, quoted: its shingles outside and inside quotations as unsigned 32-bit numbers, sorted, each once.
    """

    key: str
    published: date | None
    words: str
    reprint: bool
    own: Shingles
    quoted: Shingles

    @classmethod
    def of(cls, article: Article) -> Sketch:
        """Return the sketch of an article, the same on every machine."""
        import numpy as np

        marked = _marked(article.text)
        digest = hashlib.sha256(" ".join(word for word, _ in marked).encode("utf-8", "replace")).hexdigest()[:16]
        numbers = _numbers([word for word, _ in marked])
        before = np.concatenate(
            [[0], np.cumsum([quoted for _, quoted in marked], dtype=np.int64)]
        )  # words in quotations
        touched = before[RUN:][: len(numbers)] > before[: len(numbers)]
        own, quoted = np.unique(numbers[~touched]), np.unique(numbers[touched])
        return cls(article.key, article.published, digest, _is_reprint(article), own, quoted)

    def to_bytes(self) -> bytes:
        """Return it in the form that `from_bytes` reads."""
        day = self.published.isoformat() if self.published else "-" * 10
        head = f"{self.key}\n{day}\n{self.words}\n{int(self.reprint)}\n{len(self.own)}\n".encode()
        return head + self.own.astype("<u4").tobytes() + self.quoted.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Sketch:
        """Return the sketch that `to_bytes` wrote.

        Raises:
            ValueError: if it is none.
        """
        import numpy as np

        key, day, words, reprint, size, rest = data.split(b"\n", 5)
        numbers = np.frombuffer(rest, dtype="<u4")
        published = None if day.startswith(b"-") else date.fromisoformat(day.decode())
        own, quoted = numbers[: int(size)], numbers[int(size) :]
        return cls(key.decode(), published, words.decode(), reprint == b"1", own, quoted)


def words_of(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", text))
    return [_spelled(word) for word in _WORD.findall(plain.casefold())]


def _marked(text: str) -> list[tuple[str, bool]]:
    """Give each word and whether it stands in quotation marks."""
    marked: list[tuple[str, bool]] = []
    at = 0
    for found in _QUOTATION.finditer(text):
        marked += ((word, False) for word in words_of(text[at : found.start()]))
        marked += ((word, True) for word in words_of(found[0]))
        at = found.end()
    marked += ((word, False) for word in words_of(text[at:]))
    return marked


@lru_cache(maxsize=1 << 16)
def _spelled(word: str) -> str:
    for pattern, other in _SPELLINGS if len(word) > 4 else ():
        word = pattern.sub(other, word)
    return word


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _numbers(words: list[str]) -> Shingles:
    """Hash each run of four words: a sum of the words' numbers by place, mixed (splitmix64), upper half."""
    import numpy as np

    if len(words) < RUN:
        return np.empty(0, dtype=np.uint32)
    numbers = np.array([_number(word) for word in words], dtype=np.uint64)
    mixed = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for place in range(RUN):
        factor = np.uint64(_number(f"place {place}") | 1)
        mixed += numbers[place : len(words) - RUN + 1 + place] * factor
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _is_reprint(article: Article) -> bool:
    """Tell whether the dateline, or a line that names the source, credits somebody who is not the publisher."""
    found = _DATELINE.match(article.text) or _CREDIT.search(article.text)
    if found is None:
        return False
    credited, publisher = words_of(found[1]), words_of(article.publisher or "")
    return not set(credited) <= set(publisher)
