"""Our own annotated passages: their texts, their gold, and the third that is only measured, never read."""

import hashlib
import json
import re
from pathlib import Path

TRAINING = Path(__file__).resolve().parent.parent / "training"
MARK = re.compile(r"\[([^\[\]|]+)\|[A-Z]+\]")


def in_test_third(doc: str, annotation: str) -> bool:
    """Tell whether a passage is only measured, never read for errors: by a fixed hash of its id.

    Args:
        doc: id of the passage.
        annotation: "events" (and ties) or "attributions"; each has a third of its own, as errors were read apart.
    """
    if annotation == "attributions":
        return int.from_bytes(hashlib.sha256(doc.encode("utf8")).digest()[:8]) % 3 == 0
    return int(hashlib.md5(doc.encode("utf8"), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def annotations(name: str) -> list[dict]:
    """Return the gold records of `training/annotations/{name}.jsonl` ("events", "attributions"), in file order."""
    lines = (TRAINING / "annotations" / f"{name}.jsonl").read_text(encoding="utf8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def passage(doc: str) -> str:
    """Return the text of a passage ("iran-63") without its marks; offsets of no gold count on it."""
    stem, _, number = doc.rpartition("-")
    text = (TRAINING / "passages" / f"{stem}.txt").read_text(encoding="utf8")
    return MARK.sub(r"\1", re.split(r"^---\s*$", text, flags=re.MULTILINE)[int(number)])
