"""Load the spaCy pipeline: the shipped one, or any installed English pipeline by name."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..errors import ModelNotFound
from .lexicon import column

if TYPE_CHECKING:
    from spacy.language import Language

SHIPPED = "small"
"""Name of the pipeline in the package."""


@cache
def load(name: str | None = None) -> Language:
    """Return the spaCy pipeline `name`, loaded once per process, without any network access.

    Args:
        name: None or "small" for the pipeline in the package, else the name or path of an installed English
            pipeline with a parser and named entities ("en_core_web_sm").

    Raises:
        ModelNotFound: if no such pipeline is installed or it lacks a parser or named entities.
    """
    import spacy  # takes most of a second: only who reads text pays for it
    from spacy.tokenizer import Tokenizer

    from . import boundaries  # noqa: F401 -- registers the component

    if name in (None, SHIPPED):
        nlp = spacy.load(str(files(__package__) / "model"))
    else:
        try:
            nlp = spacy.load(str(name))
        except OSError as error:
            raise ModelNotFound(
                f"unknown model {name!r}: expected {SHIPPED!r} or an installed spaCy pipeline; "
                f"install one with: python -m spacy download {name}"
            ) from error
    if missing := {"parser", "ner"} - set(nlp.pipe_names):
        raise ModelNotFound(f"model {name!r} has no {' and no '.join(sorted(missing))}; choose another pipeline")
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    for abbreviation in sorted(column("abbreviations", "abbreviation")):
        tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
    nlp.add_pipe("tieline_boundaries", before="parser")
    return nlp


def model_version(name: str | None = None) -> str:
    """Return "name-version" of a pipeline, as graphs record it; the shipped one is not loaded for that."""
    if name in (None, SHIPPED):
        meta = json.loads((files(__package__) / "model" / "meta.json").read_text(encoding="utf8"))
    else:
        meta = load(name).meta
    return f"{meta['name']}-{meta['version']}"
