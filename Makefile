# The two commands: `make run` does the main job on the sample corpus, `make test` checks the project.
# Each works alone on a fresh machine with git, make and Python 3.11 to 3.13: it makes .venv and installs what is pinned.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-compile
# All packages are pinned, and nothing is resolved again (--no-deps): pip looks for the newest release of a package asked
# for with an extra, httpx[http2], and refuses it as it has no hash here.
# Packages are installed without bytecode, which Python writes as modules are first imported: half the time and size.
unexport PYTHONDONTWRITEBYTECODE
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

.PHONY: run test test-fast lint accuracy bench docs pictures lock clean
.DEFAULT_GOAL := help

help:
	@echo "make run    ingest, annotate and export the sample corpus (installs first where needed)"
	@echo "make test   run the tests"
	@echo "make test-fast  in a minute: without the modules of tests/slow.txt"
	@echo "make lint   ruff and mypy"
	@echo "make accuracy  how accurate it is, on the texts of tests/accuracy, against what was recorded"
	@echo "make bench  benchmarks (not part of the tests)"
	@echo "make docs   the manual, as pages in docs/_build/html"
	@echo "make pictures  the pictures of README and manual (needs Chromium)"
	@echo "make lock   pin the requirements again (needs uv)"

run: $(READY)
	$(BIN)/zhengce run

test: $(READY_DEV)
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-fast: $(READY_DEV)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

lint: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

accuracy: $(READY_DEV)
	$(BIN)/python -m tests.accuracy

bench: $(READY_DEV)
	$(BIN)/python -m tests.benchmarks

pictures: $(READY_DEV)
	$(BIN)/python docs/pictures.py

docs: $(READY_DEV)
	$(BIN)/python -m sphinx -W --keep-going -q docs docs/_build/html

lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --group dev --group docs -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf $(VENV) .zhengce build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
		|| { echo "zhengce needs Python 3.11 to 3.13; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "installing into $(VENV) (a minute or two, once)"
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) --no-deps --require-hashes -r requirements.txt
	@$(INSTALL) --no-deps --editable .
	@# The checkout has models and corpora; an editable install copies them all the same.
	@rm -rf $(VENV)/lib/python3*/site-packages/flows/_bundled
	@touch $(READY)

$(READY_DEV): $(READY) requirements-dev.txt
	@echo "installing what tests and manual need"
	@$(INSTALL) --no-deps --require-hashes -r requirements-dev.txt
	@touch $(READY_DEV)
