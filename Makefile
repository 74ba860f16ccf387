# tieline: every target sets up what it needs under .venv; `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DATA ?= ../shared
MINUTES ?= 10
JOBS ?= 2
PYTHONS ?=
PYTHON_FOLDERS := benchmarks corpus graph queries scripts tests training

.PHONY: help demo test lint score bench fuzz docs lock licences lowest release-check train dist clean
.DEFAULT_GOAL := help

help:  ## List the targets
	@grep -hE '^[a-z%-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 15

$(READY): pyproject.toml requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is missing or older than Python 3.11, which tieline needs; try: make PYTHON=python3.12 ..." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
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
	$(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal

score: $(READY)  ## Measure accuracy on the gold sets under DATA/benchmarks; rewrite docs/accuracy.md
	$(BIN)/python benchmarks/score.py $(DATA)/benchmarks

bench: bench-speed  ## Measure speed and memory on the sample corpus

bench-%: $(READY)  ## Measure one thing: building, check, copies, identity, language, loading, network, page, queries, scale, splitting
	$(BIN)/python benchmarks/$*.py

fuzz: $(READY)  ## Feed broken and hostile input to readers, parsers and writers for MINUTES (10)
	$(BIN)/python scripts/fuzz.py --minutes $(MINUTES)

docs: $(READY)  ## Write the pages made from the code: docs/cli.md, python.md, queries.md, vocabulary.md
	$(BIN)/python scripts/make_vocabulary.py
	$(BIN)/python scripts/make_queries_doc.py
	$(BIN)/python scripts/make_reference.py

lock: $(READY)  ## Write requirements-dev.txt: one version and its hashes of everything, for all systems
	$(BIN)/uv pip compile --quiet pyproject.toml --group dev --all-extras --universal --generate-hashes --upgrade \
	  --custom-compile-command "make lock" --output-file requirements-dev.txt

licences: $(READY)  ## List the licences of all dependencies; fail on one that forbids shipping with it
	@$(BIN)/python scripts/licences.py

lowest: $(READY)  ## Try the oldest versions of the dependencies that pyproject.toml allows
	$(BIN)/python scripts/lowest.py

release-check: $(READY) licences  ## Build the archives, check them, install them on each Python at hand (or PYTHONS)
	$(BIN)/python scripts/release_check.py $(PYTHONS)

train: $(READY)  ## Train the language pipelines from DATA/training (hours on two cores; resumes where it stopped)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group train
	PATH="$(CURDIR)/$(BIN):$$PATH" sh training/train.sh $(DATA)/training

dist: $(READY)  ## Build the wheel and the source archive into dist/
	$(BIN)/python -m build

clean:  ## Remove what the other targets made, the environment included
	rm -rf $(VENV) build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
