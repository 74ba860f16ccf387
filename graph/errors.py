"""Everything tieline raises on purpose.

    TielineError
    ├── UsageError            wrong arguments, unknown names           (exit status 2)
    ├── UnreadableInput       one input that cannot be read; the rest goes on
    ├── ModelNotFound         no spaCy pipeline of that name is installed
    ├── GraphFolderError      a graph folder that is missing, broken or in use
    └── RemoteStoreError      a SPARQL server that cannot be reached, refuses or fails

Messages read `<what> in <where>: got <value>, expected <rule>; <next step>`, one line, lower case, no full stop.
"""

from __future__ import annotations


class TielineError(Exception):
    """Base of all errors a caller may want to catch."""


class UsageError(TielineError):
    """The caller asked for something that cannot be done; the message names the next step."""


class UnreadableInput(TielineError):
    """One input could not be read. `where` names it, so that a report can list it.

    Args:
        where: the file, line or URL as the user gave it.
        why: the fault and what to do about it.
    """

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class ModelNotFound(TielineError):
    """No spaCy pipeline of the given name is installed."""


class GraphFolderError(TielineError):
    """A graph folder is missing, damaged or in use by another process."""


class RemoteStoreError(TielineError):
    """A SPARQL server cannot be reached, refuses or fails. Messages hold no password."""


class Interrupted(TielineError):
    """The user stopped a build. What was read so far is kept."""
