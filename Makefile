# Everything that is run by hand; `make` alone lists it.
.DEFAULT_GOAL := help
BIN := .venv/bin
READY := .venv/.ready
BROWSER := .venv/.browser
BROWSER_LOG := .venv/browser.log
FAST := not browser and not postgres and not process

# The first CPython from 3.11 to 3.13 of these; `make PYTHON=/path/to/python` names another.
FITS := import sys; sys.exit(sys.implementation.name != "cpython" or not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c '$(FITS)' 2>/dev/null && echo "$$p" && break; done)

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
HAS_BROWSER := $(BIN)/python -c 'import os, subprocess, sys; from crawler.browser import find_browser; \
	path = find_browser(os.environ.get("FAKEWATCH_BROWSER")); \
	sys.exit(not path or subprocess.run([path, "--version"], capture_output=True).returncode)'

BENCHMARKS := quality.report quality.matching quality.images quality.obfuscation quality.admissions quality.prices \
	quality.price_flags quality.network pages screen_cost demo_worlds

.PHONY: help setup demo test check lint bench lock
.DELETE_ON_ERROR:

help:  ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(BROWSER)  ## .venv with everything in it, and a Chromium

demo: $(BROWSER)  ## the whole service on the built-in marketplace, results in demo-output/
	@$(BIN)/fakewatch demo --dir demo-output

test: lint $(BROWSER)  ## linters and all tests
	@$(BIN)/python -m pytest

check: lint  ## linters and the fast tests, offline
	@$(BIN)/python -m pytest -m "$(FAST)"

lint: $(READY)  ## format, lint, types, import contracts, Dockerfile
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/hadolint Dockerfile

bench: $(BROWSER)  ## what measures speed and quality, one command each
	@for name in $(BENCHMARKS); do \
	echo "== $$name"; $(BIN)/python -m "benchmarks.$$name" || exit; done

lock: $(READY)  ## pin the dependencies anew, for developers and for the image
	@test -x $(BIN)/uv || { echo "Pinning needs uv: run $(BIN)/pip install uv" >&2; exit 1; }
	@$(LOCK) --upgrade --extra dev pyproject.toml --output-file requirements.lock
	@echo hatchling | $(LOCK) --constraints requirements.lock pyproject.toml - --output-file image.lock

$(READY): requirements.lock
	@test -n "$(PYTHON)" || { echo "No CPython 3.11 to 3.13 found: install one, or name it: make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Setting up .venv with $(PYTHON)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# An existing Chromium, else Playwright's download, else the Debian package; without one everything else still works.
$(BROWSER): $(READY)
	@$(HAS_BROWSER) \
	|| { echo "Fetching a Chromium"; timeout 300 $(BIN)/playwright install chromium >$(BROWSER_LOG) 2>&1 && $(HAS_BROWSER); } \
	|| { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && { apt-get update --quiet && \
	DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends chromium; } >>$(BROWSER_LOG) 2>&1 && $(HAS_BROWSER); } \
	|| echo "No Chromium (see $(BROWSER_LOG)): shops that need JavaScript are left out until one is installed."
	@touch $@
