"""Lines about the writer of an article, below it ("Ana Ruiz is a reporter for the Marsh Herald.")."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 400
_MOST_SENTENCES = 3
_NAME = r"[A-ZÀ-Þ][\w.'’\-]*(?: (?:[A-ZÀ-Þ][\w.'’\-]*|al-\w+|bin|bint|ibn|de|el|la|van|von|der|den|of)){1,4}"
_JOB = (
    r"(?:reporter|correspondent|editor|writer|columnist|journalist|bureau chief|contributor|producer|photographer"
    r"|photojournalist|commentator|anchor|presenter|host)s?\b"
)
_OFFICE = (
    r"(?:fellow|professor|lecturer|director|researcher|scholar|analyst|author|historian|lawyer|expert|president)s?\b"
)
_ABOUT = re.compile(
    rf"(?P<name>{_NAME}(?:(?:,| and) {_NAME}){{0,3}})(?:, [^.,]{{3,60}},)? (?:"
    rf"(?:is|are|was) [^.“”\"]{{0,80}}?(?:(?P<job>{_JOB})|(?P<office>{_OFFICE}))"
    r"|(?P<writes>(?:writes|reports|teaches|lectures|edits|hosts|runs|blogs|tweets|covers|cover|write|report)\b[^.“”\"]{0,80}\b(?:for|about|from|on|at|and|in|is)\b)"
    r"|(?P<has>(?:has|have) (?:reported|written|covered|worked)\b[^.“”\"]{0,60}\b(?:for|about|from|since|on)\b))"
)
_SURE = re.compile(
    r"\b(?:views expressed|(?:opinions|views) are|his own|her own|their own|follow (?:him|her|them|me)|@\w+|e-?mail)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"[“”\"]|\b(?:said|says|told|added|arrested|killed|kidnapped|wounded|detained)\b")


def is_bio(paragraph: str, bylines: Sequence[str]) -> bool:
    """Whether the last paragraph of an article is about its writer.

    A journalist's job is enough; another office ("fellow", "professor") counts only with a name of the byline or words
    such as "views expressed".
    """
    if len(paragraph) > _LONGEST or _NOT.search(paragraph):
        return False
    if len(re.findall(r"[.!?](?:\s|$)", paragraph)) > _MOST_SENTENCES:
        return False
    match = _ABOUT.match(paragraph)
    if not match:
        return False
    if match["job"] or _SURE.search(paragraph):
        return True
    written = any(match["name"].casefold() in names.casefold() for names in bylines)
    return written or (bool(match["writes"] or match["has"]) and len(paragraph) < 160)
