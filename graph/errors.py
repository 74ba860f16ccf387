"""Everything tieline raises on purpose.

    TielineError
    ├── UsageError            wrong arguments, unknown names           (exit status 2)
    ├── UnreadableInput       one input that cannot be read; the rest goes on
    │   ├── OtherLanguage     an article that is not English
    │   └── LeftOut           what is no article and was not meant to be one; nothing is wrong
    ├── ModelNotFound         no spaCy pipeline of that name is installed
    ├── GraphFolderError      a graph folder that is missing, broken or in use
    ├── RemoteStoreError      a SPARQL server that cannot be reached, refuses or fails
    ├── ClusterError          a Dask cluster that cannot be reached or fails
    └── Interrupted           the user stopped a build

Messages read `<what> in <where>: got <value>, expected <rule>; <next step>`, one line, lower case, no full stop.
"""

from __future__ import annotations


def printable(text: str) -> str:
    """Return text for one line of a report: control characters and broken file names escaped."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


class TielineError(Exception):
    """Base of all errors a caller may want to catch."""


class UsageError(TielineError):
    """The caller asked for something that cannot be done; the message names the next step."""


class UnreadableInput(TielineError):
    """One input could not be read. `where` names it, so that a report can list it.

    Both are one printable line: they may hold names of files and words of libraries about damaged data.

    Args:
        where: the file, line or URL as the user gave it.
        why: the fault and what to do about it.
    """

    def __init__(self, where: str, why: str) -> None:
        self.where, self.why = printable(where), printable(why)
        super().__init__(f"{self.where}: {self.why}")

    def __reduce__(self) -> tuple[type[UnreadableInput], tuple[str, str]]:
        return type(self), (self.where, self.why)


class OtherLanguage(UnreadableInput):
    """An article is not English; `language` is its ISO 639-1 code."""

    def __init__(self, where: str, language: str) -> None:
        super().__init__(where, f'got an article in language "{language}", expected English; leave it out')
        self.language = language

    def __reduce__(self) -> tuple[type[OtherLanguage], tuple[str, str]]:
        return OtherLanguage, (self.where, self.language)


class LeftOut(UnreadableInput):
    """Parts of an input that are no articles and were not meant to be, counted: `read` tells, it never raises it."""


class ModelNotFound(TielineError):
    """No spaCy pipeline of the given name is installed."""


class GraphFolderError(TielineError):
    """A graph folder is missing, damaged or in use by another process."""


class RemoteStoreError(TielineError):
    """A SPARQL server cannot be reached, refuses or fails. Messages hold no password."""


class ClusterError(TielineError):
    """A Dask cluster cannot be reached or fails. What was read so far is kept."""


class Interrupted(TielineError):
    """The user stopped a build. What was read so far is kept."""
