"""Words as messages show them and names as they are compared, the same on every floor."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from .errors import UsageError, printable

__all__ = ["folded", "one_line", "one_of", "printable", "shortened", "suggestion"]


def folded(name: str) -> str:
    """Return a name as it is compared: without letter case, runs of white space as one blank."""
    return one_line(name).casefold()


def one_line(words: object) -> str:
    """Return words on one line, runs of white space as one blank."""
    return " ".join(str(words).split())


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters; "…" ends one that was cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def suggestion(given: str, known: Iterable[str], otherwise: str, *, cutoff: float = 0.6) -> str:
    """Return "did you mean 'this' or 'that'?" with at most three names that are like the one given or have such a word.

    Args:
        given: as typed; letter case does not matter.
        known: names there are.
        otherwise: what to say where none of them is like it.
        cutoff: likeness from which a name counts, 0 to 1 (`difflib`).
    """
    names: dict[str, str] = {}
    for name in sorted(known):
        names.setdefault(folded(name), name)
    wanted = folded(given)
    close = [names[name] for name in get_close_matches(wanted, names, n=3, cutoff=cutoff)]
    if not close:  # "kataib" of "Kataib Hezbollah"
        words = {word for name in names for word in name.split() if len(word) > 3}
        like = set(get_close_matches(wanted, words, n=3, cutoff=max(cutoff, 0.8)))
        close = [names[name] for name in names if like.intersection(name.split())][:3]
    return f"did you mean {' or '.join(map(repr, close))}?" if close else otherwise


def one_of(what: str, given: str, known: Iterable[str]) -> str:
    """Return a word if it is one of those known.

    Args:
        what: what the word stands for, as the message names it ("--format", "type of a tie").
        given: the word as typed.
        known: in the order in which the message lists them.

    Raises:
        UsageError: if it is none of them; close ones are suggested.
    """
    names = list(known)
    if given in names:
        return given
    hint = suggestion(given, names, "choose one of them")
    raise UsageError(f"{what}: got {given!r}, expected one of {', '.join(names)}; {hint}")
