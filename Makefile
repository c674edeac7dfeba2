# make run: install, fetch the embedding model, index seeds/ and serve the page
# make test: the fast tests (SLOW=1 adds those that need the LLM or a browser)
# make check: style, types, floors          make bench NEWS=…: reading, measured

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 7860

.PHONY: run test check bench clean
.DELETE_ON_ERROR:

run: $(VENV)/installed
	$(BIN)/huiwen models pull
	$(BIN)/huiwen index
	$(BIN)/huiwen serve --port $(PORT)

test: $(VENV)/installed-dev
	$(BIN)/huiwen models pull
	$(BIN)/python -m pytest $(if $(SLOW),,-m "not slow")

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_floors.py

bench: $(VENV)/installed-dev
	$(BIN)/python -m bench.reading --news $(or $(NEWS),$(error make bench NEWS=news.jsonl.xz: see bench/README.md))

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Huiwen needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --upgrade pip
	$(BIN)/python -m pip install --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --group dev
	touch $@

clean:
	rm -rf $(VENV) index/CURRENT index/versions index/segments index/verified
