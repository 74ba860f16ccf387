"""Loading the pipeline."""

import pytest
from tieline import language
from tieline.errors import ModelNotFound


def test_the_shipped_pipeline_is_loaded_once():
    assert language.load() is language.load()
    assert {"tagger", "parser", "ner"} <= set(language.load().pipe_names)


def test_a_missing_pipeline_says_how_to_install_it():
    with pytest.raises(ModelNotFound, match="python -m spacy download en_core_web_xx"):
        language.load("en_core_web_xx")


def test_the_version_names_the_pipeline():
    meta = language.load().meta
    assert language.model_version() == f"{meta['name']}-{meta['version']}"
