"""docs/queries.md says of every query what its header says; `make docs` writes it anew."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from tieline.rdf import list_queries

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")


def script():
    spec = importlib.util.spec_from_file_location("make_queries_doc", ROOT / "scripts" / "make_queries_doc.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_the_document_has_title_purpose_and_parameters_of_every_query(query):
    assert script().heading(query) in DOCUMENT, "run: make docs"


def test_the_document_has_no_query_but_these():
    headings = [line.removeprefix("## ") for line in DOCUMENT.splitlines() if line.startswith("## ")]
    assert headings == [query.name for query in list_queries()], "run: make docs"
