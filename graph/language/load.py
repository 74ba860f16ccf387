"""Load a spaCy pipeline: one of the two in the package, or any installed English pipeline by name."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ModelNotFound
from .lexicon import table

if TYPE_CHECKING:
    from spacy.language import Language

SHIPPED = ("accurate", "small")
"""Names of the pipelines in the package: docs/model.md compares them."""
DEFAULT = "accurate"


def load(name: str | None = None) -> Language:
    """Return the spaCy pipeline `name`, loaded once per process, without any network access.

    Args:
        name: "accurate" (what None stands for) or "small" for one in the package, else the name or path of an
            installed English pipeline with a parser and named entities ("en_core_web_sm").

    Raises:
        ModelNotFound: if no such pipeline is installed or it lacks a parser or named entities.
    """
    return _load(name or DEFAULT)


@cache
def _load(name: str) -> Language:
    import spacy  # takes most of a second: only who reads text pays for it
    from spacy.tokenizer import Tokenizer

    from . import boundaries, encoder  # noqa: F401 -- register the component and the layer

    if name in SHIPPED:
        nlp = spacy.load(_folder(name))
    else:
        try:
            nlp = spacy.load(name)
        except OSError as error:
            raise ModelNotFound(
                f"unknown model {name!r}: expected {' or '.join(SHIPPED)}, or an installed spaCy pipeline; "
                f"install one with: python -m spacy download {name}"
            ) from error
    if missing := {"parser", "ner"} - set(nlp.pipe_names):
        raise ModelNotFound(f"model {name!r} has no {' and no '.join(sorted(missing))}; choose another pipeline")
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    for row in table("abbreviations"):
        if row["kind"] != "number":  # "No." is a word and a full stop as well
            tokenizer.add_special_case(row["abbreviation"], [{"ORTH": row["abbreviation"]}])
    nlp.add_pipe("tieline_boundaries", before="parser")
    return nlp


def model_version(name: str | None = None) -> str:
    """Return "name-version" of a pipeline, as graphs record it; the shipped one is not loaded for that."""
    name = name or DEFAULT
    shipped = name in SHIPPED
    meta = json.loads((_folder(name) / "meta.json").read_text(encoding="utf8")) if shipped else load(name).meta
    return f"{meta['name']}-{meta['version']}"


def _folder(name: str) -> Path:
    return Path(str(files(__package__))) / "models" / name
