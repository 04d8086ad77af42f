# Needs Python 3.11 or newer and make, nothing else. What is installed goes into .venv.

PYTHON ?= python3
ARGS ?=
BASE ?= HEAD

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help serve test quick test-long test-browser test-office witnesses check format bench lock clean
.DELETE_ON_ERROR:

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/.runtime ## Start the server, with a database of its own and a made-up city in it
	@$(BIN)/renda serve $(ARGS)

test: check ## Check everything and run all tests; ARGS goes to pytest
	@echo "Running the tests"
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

quick: $(VENV)/.dev ## Check what was changed since BASE (by default what is not committed), and run the tests it touches
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@touched=$$($(BIN)/python -m tests.touched $(BASE)) && $(BIN)/python -m pytest -n 2 $$touched $(ARGS)

test-long: $(VENV)/.dev ## Search freely, walk far and race in crowds: what takes minutes; docs/testing.md has the last figures
	@$(BIN)/python -m pytest -n 2 -m long $(ARGS)

test-browser: $(VENV)/.dev ## Open the pages in Chromium
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	{ echo "Chromium is missing; install it, for instance with: apt-get install chromium" >&2; exit 1; }
	@$(BIN)/python -m pytest -m browser tests/browser $(ARGS)

test-office: $(VENV)/.dev ## Open the documents in LibreOffice and a reader of PDF
	@command -v soffice >/dev/null || \
	{ echo "LibreOffice is missing; install it, for instance with: apt-get install libreoffice-writer" >&2; exit 1; }
	@command -v pdftotext >/dev/null || \
	{ echo "pdftotext is missing; install it, for instance with: apt-get install poppler-utils" >&2; exit 1; }
	@$(BIN)/python -m pytest -m office tests/office $(ARGS)

witnesses: $(VENV)/.dev ## Search for an operation that shows each planted fault, and store it; ARGS="-k fault" for one
	@RENDA_WITNESSES=write $(BIN)/python -m pytest -n 2 -m long tests/oracle/test_planted_faults.py $(ARGS)

check: $(VENV)/.dev ## Check style, types, the contracts between packages, the GraphQL schema and the workflows
	@echo "Checking the style"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@echo "Checking the types"
	@$(BIN)/mypy
	@echo "Checking the contracts between packages"
	@$(BIN)/lint-imports --no-logo
	@echo "Checking schema/schema.graphql, docs/workflows and docs/reference.md"
	@$(BIN)/renda check

format: $(VENV)/.dev ## Lay out the code and sort the imports
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format

bench: $(VENV)/.dev ## Measure the server against a plain one; takes minutes
	@$(BIN)/python -m bench.load $(ARGS)

lock: $(VENV)/.dev ## Lock the newest releases that pyproject.toml allows
	@echo "Locking"
	@$(PIP) install uv
	@$(COMPILE) --upgrade --group build --output-file requirements.txt
	@$(COMPILE) --group dev --constraint requirements.txt --upgrade --output-file requirements-dev.txt

clean: ## Remove what was installed, built and cached; the database in .renda stays
	@rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .renda-test .ruff_cache
	@find bench core plugins schema tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: each is as new as what it was installed from.

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Renda needs Python 3.11 or newer; name one: make PYTHON=python3.11 ..." >&2; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing what Renda needs"
	@$(PIP) install --require-hashes --requirement requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing what the tests need"
	@$(PIP) install --require-hashes --requirement requirements-dev.txt
	@touch $@
