"""What the words of a command name in a graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..records import EVENT_TYPES, RELATION_TYPES, SYMMETRIC_RELATIONS
from ..wording import folded, one_of

if TYPE_CHECKING:
    from ..identity.decisions import Tie
    from ..workspace import Graph


def entity_named(graph: Graph, name: str) -> str:
    """Return the IRI of the one actor with this name, alias or IRI.

    Raises:
        UsageError: if there is none, or there are several.
    """
    from ..network import node_named

    return node_named(graph.network(), name)


def article_named(graph: Graph, given: str) -> str:
    """Return the key of the one article with this key, beginning of a key, id or title.

    Raises:
        UsageError: if there is none, or there are several.
    """
    articles = [extraction.article for extraction in graph.extractions()]
    found = {a.key for a in articles if given in {a.key, a.id, a.title}}
    found = found or {a.key for a in articles if given and a.key.startswith(given)}
    if len(found) != 1:
        got = f"{len(found)} with" if found else "none with"
        raise UsageError(
            f"article in {graph.folder}: got {got} {given!r}, expected one; see tieline show DIR NAME --ids"
        )
    return found.pop()


def tie_named(graph: Graph, given: list[str]) -> str | Tie:
    """Return the record with an IRI, or the tie that three words name; the graph holds it.

    Raises:
        UsageError: if it does not.
    """
    from ..identity.decisions import SAYS_ABOUT, Tie

    if len(given) == 1:
        if not graph.holds_record(given[0]):
            raise UsageError(
                f"record in {graph.folder}: got {given[0]!r}, expected its IRI; see tieline show DIR NAME --ids"
            )
        return given[0]
    if len(given) != 3:
        raise UsageError(f"tie: got {len(given)} words, expected an IRI or SUBJECT TYPE OBJECT; put names in quotes")
    type_ = one_of("type of a tie", given[1], [*RELATION_TYPES, *EVENT_TYPES, SAYS_ABOUT])
    subject = entity_named(graph, given[0])
    known = graph.records()
    if type_ == "holdsOffice" and (office := _office(known, subject, given[2])):
        return office
    object_ = entity_named(graph, given[2])
    if type_ in SYMMETRIC_RELATIONS and object_ < subject:
        subject, object_ = object_, subject
    tie = Tie(subject, type_, object_)
    if tie not in known:
        types = sorted({each.type for each in known if {each.subject, each.object} >= {subject, object_}})
        hint = f"they are tied by {', '.join(types)}" if types else "nothing ties them"
        raise UsageError(f"tie in {graph.folder}: got {' '.join(given)!r}, expected one that is there; {hint}")
    return tie


def _office(known: Iterable[Tie], subject: str, words: str) -> Tie | None:
    """Return the tie of somebody to the office that these words name, whatever their letter case."""
    held = (tie for tie in known if tie.in_words and tie.subject == subject)
    return next((tie for tie in held if folded(tie.object) == folded(words)), None)
