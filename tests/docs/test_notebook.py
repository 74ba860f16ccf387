"""The notebook of the tutorial runs from the first cell to the last, and its outputs are not in the repository."""

import os
from pathlib import Path

import nbclient
import nbformat
import pytest

NOTEBOOK = Path(__file__).parent.parent.parent / "docs" / "tutorial.ipynb"


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """The notebook after a run in an empty folder: source of each cell -> what it printed and showed."""
    folder = tmp_path_factory.mktemp("notebook")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    places = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR")
    environment = os.environ | {name: str(folder / name.lower()) for name in places}
    client = nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    inline = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    client.execute(env=environment | inline | {"OMP_NUM_THREADS": "1"})
    return {cell.source: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def shown(done, words):
    (outputs,) = [outputs for source, outputs in done.items() if words in source]
    return "\n".join(output.get("text") or output["data"].get("text/plain", "") for output in outputs)


@pytest.mark.model
def test_a_tie_is_shown_with_its_sentences_and_the_outlet_they_were_copied_from(done):
    said = shown(done, 'graph.ties("United States", "Kataib Hezbollah")')
    assert "Potomac Wire Service (sample), 2020-01-03, says the article:" in said
    assert "(first printed by Potomac Wire Service (sample))" in said
    assert "American aircraft bombed positions of the group" in said


@pytest.mark.model
@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("report = tieline.build", "17 articles,"),
        ("asserted=True)", "of them asserted"),
        ("ties.sort_values", "Popular Mobilization Forces"),
        ('graph.measure("actors")', "United States"),
        ("graph.path(", "Iran – United States: ASSAULT, sign -1"),
        ("claims-not-facts", "American forces"),
        ("ORDER BY DESC(?articles)", "Gulf Ledger (sample)"),
    ],
)
def test_a_cell_shows_what_its_text_promises(done, cell, words):
    assert words in shown(done, cell)


@pytest.mark.model
def test_the_picture_is_drawn(done):
    (outputs,) = [outputs for source, outputs in done.items() if "years.plot" in source]
    assert any("image/png" in output.get("data", {}) for output in outputs)


def test_the_notebook_is_kept_without_outputs():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert all(not cell.outputs and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code")
