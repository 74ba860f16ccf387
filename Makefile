# tieline: every target sets up what it needs under .venv; `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DATA ?= ../shared
PYTHON_FOLDERS := benchmarks corpus graph queries scripts tests training

.PHONY: help demo test lint score bench bench-language train dist clean
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
	$(BIN)/python -m pytest

score: $(READY)  ## Measure accuracy on the gold sets under DATA/benchmarks; rewrite docs/accuracy.md
	$(BIN)/python benchmarks/score.py $(DATA)/benchmarks

bench: $(READY)  ## Measure speed and memory on the sample corpus
	$(BIN)/python benchmarks/speed.py

bench-language: $(READY)  ## Measure speed, memory and loading time of the two language pipelines
	$(BIN)/python benchmarks/language.py

train: $(READY)  ## Train the language pipelines from DATA/training (hours on two cores; resumes where it stopped)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group train
	PATH="$(CURDIR)/$(BIN):$$PATH" sh training/train.sh $(DATA)/training

dist: $(READY)  ## Build the wheel and the source archive into dist/
	$(BIN)/python -m build

clean:  ## Remove what the other targets made, the environment included
	rm -rf $(VENV) build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
