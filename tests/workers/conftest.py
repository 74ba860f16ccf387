from __future__ import annotations

import os
import sys

import pytest
from tieline.identity import Authority

FRAGILE = """
import os, re, signal
from pathlib import Path
from spacy.language import Language

@Language.factory("fragile")
def fragile(nlp, name):
    def read(doc):
        words = {token.text for token in doc}
        once = Path(__file__).with_name("once")
        if "Crash" in words or ("Stumble" in words and not once.exists()):
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "Linger" in words:
            re.match(r"(a+)+$", "a" * 64 + "b")
        if "Refuse" in words:
            raise ValueError("no such word")
        return doc
    return read
"""


@pytest.fixture(scope="session")
def fragile(tmp_path_factory):
    """A pipeline of somebody else that ends its process at "Crash", once at "Stumble", and never ends at "Linger"."""
    import spacy
    from tieline.language.load import _folder

    home = tmp_path_factory.mktemp("fragile")
    (home / "fragile.py").write_text(FRAGILE)
    (home / "sitecustomize.py").write_text("import sys\nsys.modules['torch'] = None\n")  # it takes long to import
    (home / "fragile-1.0.dist-info").mkdir()
    (home / "fragile-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: fragile\nVersion: 1.0\n")
    (home / "fragile-1.0.dist-info" / "entry_points.txt").write_text("[spacy_factories]\nfragile = fragile:fragile\n")
    sys.path.insert(0, str(home))
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(home), before)))
    import fragile  # noqa: F401 -- registers the component

    nlp = spacy.load(_folder("small"))
    nlp.add_pipe("fragile", first=True)
    nlp.meta["name"] = "fragile"
    nlp.to_disk(home / "pipeline")
    yield str(home / "pipeline")
    sys.path.remove(str(home))
    os.environ["PYTHONPATH"] = before or ""


@pytest.fixture(scope="session")
def made_by():
    """What findings of a recipe without files are made by."""
    return lambda recipe: recipe.made_by(Authority.shipped())
