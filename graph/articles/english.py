"""Whether a text is English: other languages are reported, not misread."""

from __future__ import annotations

from ..errors import OtherLanguage

_LEAST_LETTERS = 200  # shorter texts give no sure answer
_SAMPLE = 5_000
_FREQUENT = frozenset({"the", "of", "and", "to"})
_SURELY = 0.1
"""Share of the four most frequent words of English among all; news has 12% and more, other languages next to none."""


def require_english(text: str, where: str) -> None:
    """Raise for a text that is surely not English; texts of 200 letters or fewer pass.

    Args:
        text: the cleaned text; its first 5,000 characters decide.
        where: the article for the error.

    Raises:
        OtherLanguage: names the language found, by its ISO 639-1 code.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) <= _LEAST_LETTERS:
        return
    words = sample.lower().split()
    if sum(word in _FREQUENT for word in words) >= _SURELY * len(words):  # a tenth of the classifier's time
        return
    # Loaded late: the classifier takes longer to load than most inputs to read.
    from py3langid import classify

    language, _ = classify(sample)
    if language != "en":
        raise OtherLanguage(where, language)
