# make site: builds the demonstration into site/.   make test: runs all tests.
# Both need Python 3.11+ and make; everything else they install into .venv (Chromium and Node through apt).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site serve test check format bench screenshots clean

site: $(VENV)/kbgen
	$(BIN)/kbgen build --strict

serve: $(VENV)/kbgen
	$(BIN)/kbgen serve

test: $(VENV)/test $(VENV)/whoosh3 $(VENV)/helpdesk $(VENV)/trackers node_modules/.done chromium
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	node_modules/.bin/tsc --noEmit
	node --test tests/js/
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile
	PYTHONPATH=$(VENV)/whoosh3 KBGEN_WHOOSH=3.54.0 $(BIN)/pytest tests/search

format: $(VENV)/test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/test
	$(BIN)/python tests/bench/build.py $(DATA)

screenshots: $(VENV)/test chromium
	$(BIN)/python tests/browser/screenshots.py

clean:
	rm -rf $(VENV) node_modules site .kbgen dist

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kbgen needs Python 3.11 or newer; run: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/kbgen: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/test: pyproject.toml $(VENV)/kbgen
	$(BIN)/python -m pip install --quiet --group test
	touch $@

# The search tests run once more with the maintained fork of Whoosh, in front of the frozen one on the path.
$(VENV)/whoosh3: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --no-deps --target $@ whoosh3==3.54.0

# Desks that tests send requests to. Each runs in a process of its own, so that its packages meet none of ours.
$(VENV)/helpdesk: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --target $@ django-helpdesk==2.6.1 Django==5.2.19

$(VENV)/trackers: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --target $@ roundup==2.6.0 Trac==1.6 setuptools==80.10.2

node_modules/.done: package.json package-lock.json | node
	npm ci --silent --no-audit --no-fund
	touch $@

.PHONY: node chromium
node:
	@command -v npm >/dev/null || tests/install nodejs npm

chromium:
	@command -v chromium >/dev/null || tests/install chromium
