# Two commands: `make read` opens the reader on the seeds, `make test` runs the whole suite.
# Both create the environment when it is missing and start at once when it is there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: read test lint types contracts unit measure bench clean

read: $(VENV)/.ready
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
	$(BIN)/pytest -n auto

measure: $(VENV)/.ready
	$(BIN)/python tests/gold/measure.py $(GOLD)

bench: $(VENV)/.ready
	$(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# pip learnt dependency groups in 25.1; a fresh venv may carry an older one.
$(VENV)/.ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Variorum needs Python 3.11 or newer; set PYTHON=python3.x") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@
