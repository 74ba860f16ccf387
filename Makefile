# tieline: every target sets up what it needs under .venv; `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DATA ?= ../shared
PYTHON_FOLDERS := benchmarks corpus graph queries scripts tests training

.PHONY: help demo test lint score bench bench-language bench-identity bench-loading bench-check bench-queries docs train dist clean
.DEFAULT_GOAL := help

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is missing or older than Python 3.11, which tieline needs; try: make PYTHON=python3.12 ..." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(READY)  ## Build the graph of the sample corpus; write Turtle and HTML under demo/
	$(BIN)/tieline demo

lint: $(READY)  ## ruff, mypy (strict), the floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check $(PYTHON_FOLDERS)
	$(BIN)/mypy graph
	$(BIN)/lint-imports

test: $(READY) lint  ## All checks, in a real Chromium where there is one
	@sh scripts/browser.sh $(BIN)/python
	@sh scripts/virtuoso.sh
	$(BIN)/python -m pytest

score: $(READY)  ## Measure accuracy on the gold sets under DATA/benchmarks; rewrite docs/accuracy.md
	$(BIN)/python benchmarks/score.py $(DATA)/benchmarks

bench: $(READY)  ## Measure speed and memory on the sample corpus
	$(BIN)/python benchmarks/speed.py

bench-language: $(READY)  ## Measure speed, memory and loading time of the two language pipelines
	$(BIN)/python benchmarks/language.py

bench-identity: $(READY)  ## Measure how fast names are resolved and joined over many articles
	$(BIN)/python benchmarks/identity.py

bench-check: $(READY)  ## Measure how fast tieline check re-reads 100,000 quads
	$(BIN)/python benchmarks/check.py

bench-queries: $(READY)  ## Measure every query of the library over a million quads, and against rdflib
	$(BIN)/python benchmarks/queries.py

docs: $(READY)  ## Write the pages made from the code: docs/cli.md, python.md, queries.md, vocabulary.md
	$(BIN)/python scripts/make_vocabulary.py
	$(BIN)/python scripts/make_queries_doc.py
	$(BIN)/python scripts/make_reference.py

bench-loading: $(READY)  ## Measure how fast graphs are written, against Oxigraph's bulk loader
	$(BIN)/python benchmarks/loading.py

train: $(READY)  ## Train the language pipelines from DATA/training (hours on two cores; resumes where it stopped)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group train
	PATH="$(CURDIR)/$(BIN):$$PATH" sh training/train.sh $(DATA)/training

dist: $(READY)  ## Build the wheel and the source archive into dist/
	$(BIN)/python -m build

clean:  ## Remove what the other targets made, the environment included
	rm -rf $(VENV) build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
