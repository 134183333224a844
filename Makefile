# Both targets set up everything that they need in .venv; see CONTRIBUTING.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test kill-test fuzz clean

demo: $(VENV)/.installed
	$(BIN)/actionplans run samples/ -o outputs/
	$(BIN)/actionplans report outputs/ --source samples/
	$(BIN)/actionplans compare outputs/ --source samples/

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile

# Kills a batch of 60 documents at 50 random moments, lets it go on, and compares bytes.
kill-test: $(VENV)/.installed-dev
	$(BIN)/python -m tests.batch.kill

# Reads 1,200 damaged PDFs, and puts what the program cannot bear into fuzz-found/; throws texts at the normalisers.
fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m tests.batch.fuzz

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it, e.g. make PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[report]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed
