# The daily commands. CI calls `make check`; everything else is for people.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Warnings about optional package folders that a machine does not have say nothing about this project.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.PHONY: help setup run test check lint types contracts install-check bench bench-segments bench-duplicates bench-stories bench-polling bench-push chaos lock clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: $(VENV)/.run $(VENV)/.dev ## Make .venv with all that `make run` and `make test` need

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Slugline needs Python 3.11 or newer")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV), once: half a minute …"
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing the test tools into $(VENV), once …"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/.run ## Install what is needed, then start everything (ARGS="--no-demo --quiet" passes options)
	@exec $(BIN)/slugline up $(ARGS)

test: $(VENV)/.dev ## Run the tests
	$(BIN)/pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

install-check: $(VENV)/.run ## Install into an empty venv without developer tools and import every module
	$(BIN)/python .ci/clean_install.py

check: lint types contracts install-check test ## Lint, types, contracts, clean install, tests: what CI runs

bench: $(VENV)/.dev ## Run the benchmarks (those that want ../shared/data say so when it is absent)
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

bench-segments: $(VENV)/.dev ## Score segments, principals and links on the development data beside the project
	@test -d ../shared/data || echo "skipped: no development data beside the project (../shared/data)"
	@test ! -d ../shared/data || for file in segments principals links; do \
	  echo "== python benchmarks/$$file.py"; $(BIN)/python benchmarks/$$file.py || exit 1; done
	@echo "The shipped model has learned from the pages of segments.py. On documents that a model has not seen:"
	@echo "   PYTHONHASHSEED=0 PYTHONPATH=. python benchmarks/train_gaps.py --cross-validate"

bench-duplicates: $(VENV)/.dev ## Score copies by class, count false merges, and draw the lookup's curve to a million articles
	$(BIN)/python benchmarks/duplicates.py
	$(BIN)/python benchmarks/duplicate_index.py --most 1000000

bench-stories: $(VENV)/.dev ## Score stories in two orders of arrival, and measure linking as the store grows
	$(BIN)/python benchmarks/stories.py --orders 1
	$(BIN)/python benchmarks/linking.py
	@echo "The shipped model has learned from these stories. On stories that a model has not seen (needs lightgbm):"
	@echo "   PYTHONPATH=. python benchmarks/train_pairs.py --cross-validate"

bench-push: $(VENV)/.dev ## Measure how long after a push an article's records are committed, at 50 articles a second
	$(BIN)/python benchmarks/push.py

bench-polling: $(VENV)/.dev ## Replay publication times: how long entries wait under our rule and under those of four readers
	$(BIN)/python benchmarks/polling.py

chaos: $(VENV)/.dev ## Kill, flush and freeze at random, many times (minutes)
	$(BIN)/python benchmarks/chaos/run.py $(ARGS)

lock: $(VENV)/.dev ## Resolve the dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --extra postgres --constraint requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet \
	  --output-file requirements-postgres.lock
	uv pip compile pyproject.toml --extra dev --constraint requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet \
	  --output-file requirements-dev.lock

clean: ## Remove what the tools leave behind (not .venv, not your data)
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
