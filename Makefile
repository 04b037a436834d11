# `make read` opens the reader on the seeds, `make test` runs the whole suite. Both make the environment when it is not
# there, of the versions that constraints.txt names and no others, and start at once when it is.
# `make lock` renews constraints.txt; `make newest` and `make lowest` run the suite on the newest and on the lowest
# versions that pyproject.toml allows, each in an environment of its own; `make dist` builds a release and tries it.
PYTHON ?= python3
VENV := .venv
PINS := constraints.txt
BIN := $(VENV)/bin
# An installation takes nothing, its build tools included, in another version than the pinned one.
PINNED = --constraint $(PINS) --build-constraint $(PINS)
INSTALL = $(BIN)/python -m pip install --quiet $(PINNED)
# What takes a minute says so: a short line for each package that is fetched; the mark tells whether all went well.
TOLD = | sed -n -e 's/^Collecting \([A-Za-z0-9._-]*\).*/  \1/p' -e 's/^Installing collected.*/  putting them in place .../p'
RESOLVE = $(BIN)/uv pip compile --quiet --upgrade --universal --all-extras --group dev --group docs --group setup \
	--custom-compile-command 'make lock' pyproject.toml

.PHONY: read test lint types contracts unit servers lock newest lowest python dist measure siege bench site pictures clean

read: $(VENV)/.reader
	@$(BIN)/variorum seeds

test: lint types contracts unit

lint: $(VENV)/.ready
	$(BIN)/ruff check index tui tests
	$(BIN)/ruff format --check index tui tests

types: $(VENV)/.ready
	$(BIN)/mypy

contracts: $(VENV)/.ready
	$(BIN)/lint-imports

unit: $(VENV)/.ready
	$(BIN)/pytest -n auto --dist loadgroup

# The servers that shared archives are tested on besides the one in memory; once, where there are Java and Maven.
servers: $(VENV)/.ready
	$(BIN)/python -m tests.archive_servers

lock: $(BIN)/uv
	$(RESOLVE) --output-file constraints.txt

newest: $(BIN)/uv
	mkdir -p build
	$(RESOLVE) --output-file build/newest.txt
	$(MAKE) test VENV=.venv-newest PINS=build/newest.txt

lowest: $(BIN)/uv
	mkdir -p build
	$(RESOLVE) --resolution lowest-direct --output-file build/lowest.txt
	$(MAKE) test VENV=.venv-lowest PINS=build/lowest.txt

# The suite on another Python, on the pinned versions: make python PYTHON=python3.13
python:
	$(MAKE) test VENV=.venv-$(notdir $(PYTHON)) PYTHON=$(PYTHON)

# Wheel and source archive, tried in an empty environment.
dist: $(BIN)/uv
	rm -rf dist
	$(BIN)/uv build --quiet --build-constraints $(PINS) --out-dir dist
	$(BIN)/python tests/release/smoke.py dist/*.whl dist/*.tar.gz $(PINS)

measure: $(VENV)/.ready
	$(BIN)/python tests/gold/measure.py $(GOLD)

siege: $(VENV)/.ready
	$(BIN)/python -m tests.siege.damage
	$(BIN)/python -m tests.siege.kills
	$(BIN)/python -m tests.siege.faults
	$(BIN)/python -m tests.siege.queries
	$(BIN)/python -m tests.siege.keys
	$(BIN)/python -m tests.siege.pages
	$(BIN)/python -m tests.siege.sync
	$(BIN)/python -m tests.siege.writers
	$(BIN)/python -m tests.siege.shapes 2 drawn repeat list

site: $(VENV)/.reader
	@$(INSTALL) --group docs
	$(BIN)/sphinx-build --fail-on-warning --quiet docs build/site
	@echo "build/site/index.html"

pictures: $(VENV)/.ready
	$(BIN)/python -m tests.pictures

# What it measures beside this program is installed in an environment of its own; what can't be is left out of the page.
bench:
	$(MAKE) .venv-bench/.ready VENV=.venv-bench
	-.venv-bench/bin/python -m pip install --quiet -r tests/bench/rivals.txt
	.venv-bench/bin/python -m tests.bench $(if $(CORPUS),--corpus $(CORPUS))

clean:
	rm -rf .venv .venv-newest .venv-lowest .venv-bench .venv-python* build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Other pins, another environment: nothing of the old one is left in it.
$(VENV)/.pinned: $(PINS)
	@$(PYTHON) -c 'import sys; sys.exit("Variorum needs Python 3.11 or newer; set PYTHON=python3.x") if sys.version_info < (3, 11) else None'
	@echo "Making an environment in $(VENV); this happens once and may take a minute ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --constraint $(PINS) pip
	@touch $@

$(VENV)/.reader: pyproject.toml $(VENV)/.pinned
	@echo "Installing what reading needs (Textual, Whoosh, PyYAML, readers of web pages and PDF) ..."
	@rm -f $@
	@{ $(BIN)/python -m pip install --progress-bar off $(PINNED) --editable '.[all]' && touch $@; } $(TOLD)
	@test -e $@

$(VENV)/.ready: $(VENV)/.reader
	@echo "Installing what the tests need (pytest, mypy, ruff and a few more) ..."
	@$(INSTALL) --group dev
	@touch $@

$(BIN)/uv: $(VENV)/.pinned
	@$(INSTALL) uv
