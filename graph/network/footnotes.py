"""A tie in words: who to whom, on how many sources, and the sentence with its outlet, date and voice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ..records import SYMMETRIC_RELATIONS
from .sources import told

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIGN_WORDS = {1: "cooperative", 0: "neutral", -1: "conflict"}
_FACTUALITY = ("happened", "claimed", "planned", "possible", "denied")


def tie_line(tie: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Write a tie: its ends and type, sign, sources, period; where nobody asserts it, who claims, plans or denies it.

    Args:
        tie: edge attributes with `subject` and `object`.
        labels: node -> name.
    """
    arrow = "↔" if tie["type"] in SYMMETRIC_RELATIONS else "→"
    facts = [_SIGN_WORDS[tie["sign"]], _sources(tie), _period(tie)]
    if not tie["asserted"]:
        facts.append(_standing(tie))
    ends = f"{labels[tie['subject']]} —{tie['type']}{arrow} {labels[tie['object']]}"
    return f"{ends}  ({'; '.join(fact for fact in facts if fact)})"


def citation(evidence: Mapping[str, Any]) -> str:
    """Write a piece of evidence as a footnote: the sentence, outlet, day, and whose word it is if not the article's."""
    words = " ".join(evidence["text"].split())
    source = ", ".join(
        part for part in (evidence["publisher"] or evidence["title"], written_day(evidence["published"])) if part
    )
    notes = [source or f"article {evidence['article']}"]
    if evidence["date"] and evidence["date"] != evidence["published"]:
        notes.append(f"of {written_day(evidence['date'])}")
    if evidence["factuality"] != "happened":
        voice = f" by {evidence['voice']}" if evidence["voice"] else ""
        notes.append(f"{evidence['factuality']}{voice}")
    if evidence["former"]:
        notes.append("a former tie")
    if evidence.get("copied_from"):
        notes.append(f"first printed by {evidence['copied_from']}")
    return f"“{words}” {notes[0]}{''.join(f' [{note}]' for note in notes[1:])}"


def best_evidence(tie: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the evidence to show first.

    Asserted goes before claimed, planned, possible, denied; standing before former ties; then the newest, and among
    these the first in the order of evidence.
    """
    ranked = sorted(tie["evidence"], key=lambda item: item["date"] or "", reverse=True)
    best: Mapping[str, Any] = min(ranked, key=lambda item: (_FACTUALITY.index(item["factuality"]), item["former"]))
    return best


def _sources(tie: Mapping[str, Any]) -> str:
    sources, articles = tie["weight"], tie["articles"]
    counted = f"{sources} source{'s' * (sources != 1)}"
    return counted if articles == sources else f"{counted} in {articles} articles"


def _period(tie: Mapping[str, Any]) -> str:
    if not tie["first"]:
        return ""
    return str(tie["first"]) if tie["first"] == tie["last"] else f"{tie['first']} to {tie['last']}"


def _standing(tie: Mapping[str, Any]) -> str:
    """Tell what an unasserted tie rests on: "claimed by A and B", "planned", "denied by C"."""
    parts = []
    for factuality in sorted({item["factuality"] for item in told(tie) or tie["evidence"]}, key=_FACTUALITY.index):
        voices = sorted(
            {item["voice"] for item in tie["evidence"] if item["factuality"] == factuality and item["voice"]}
        )
        parts.append(f"{factuality} by {' and '.join(voices)}" if voices else factuality)
    return f"only {', '.join(parts)}"


def written_day(value: str | None) -> str:
    """Write an ISO day as "3 January 2020"; a month or year stays as it is."""
    if not value or len(value) != len("2020-01-03"):
        return value or ""
    day = date.fromisoformat(value)
    return f"{day.day} {day:%B} {day.year}"
