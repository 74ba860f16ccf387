"""Loading the pipeline."""

from pathlib import Path

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


@pytest.mark.parametrize("name", language.SHIPPED)
def test_both_shipped_pipelines_have_every_part(name):
    nlp = language.load(name)
    assert {"tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"} <= set(nlp.pipe_names)
    doc = nlp("Iraqi Prime Minister Nadia Saleem met Iranian officials in Tehran on Monday.")
    assert ("Nadia Saleem", "PERSON") in [(ent.text, ent.label_) for ent in doc.ents]
    assert [token.lemma_ for token in doc if token.dep_ == "ROOT"] == ["meet"]


def test_accurate_is_the_default():
    assert language.load() is language.load("accurate")
    assert language.model_version() == language.model_version("accurate") != language.model_version("small")


@pytest.mark.parametrize("name", language.SHIPPED)
def test_a_text_reads_the_same_whatever_is_read_beside_it(name):
    nlp = language.load(name)
    text = "Haddad met Maliki in Basra. The Badr Organization denied it."
    alone = language.analyse(text, nlp).doc.to_json()
    many = list(language.analyse_many(["Another text.\n\nOf two paragraphs.", text, "A third."], nlp))
    assert many[1].doc.to_json() == alone


def test_the_pipelines_stay_small_enough_to_ship():
    folder = Path(language.__file__).parent / "models"
    sizes = {
        name: sum(f.stat().st_size for f in (folder / name).rglob("*") if f.is_file()) / 1e6
        for name in language.SHIPPED
    }
    assert sizes["small"] <= 20
    assert sum(sizes.values()) <= 60
