# The two commands: `make run` does the main job on the sample corpus, `make test` checks the project.
# Each works alone on a fresh machine with git, make and Python 3.11 to 3.13: it makes .venv and installs what is pinned.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test test-fast lint bench clean
.DEFAULT_GOAL := help

help:
	@echo "make run    ingest, annotate and export the sample corpus (installs first where needed)"
	@echo "make test   run the tests"
	@echo "make test-fast  those that start no server, browser or flow"
	@echo "make lint   ruff and mypy"
	@echo "make bench  benchmarks (not part of the tests)"

run: $(READY)
	$(BIN)/zhengce run

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-fast: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

clean:
	rm -rf $(VENV) .zhengce build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
		|| { echo "zhengce needs Python 3.11 to 3.13; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "installing into $(VENV) (a minute or two, once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(READY)
