# Gradwalk's commands. Each does its own set-up, and nothing twice: `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
STAMP := .make
FRONTEND := $(shell find frontend/src frontend/building frontend/public -type f 2>/dev/null) $(wildcard frontend/*.html frontend/*.ts frontend/*.json)

# One thread: torch must have it in a process that forks, and the tests measure nothing that more would speed up.
export OMP_NUM_THREADS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

# These tests look at nothing that all share; the others count what a sandbox leaves, and how long it takes.
TOGETHER := tests/service tests/recorder tests/explain tests/backend
BESIDE := $(TOGETHER) --numprocesses auto --maxprocesses 4 --dist loadfile
ALONE := $(TOGETHER:%=--ignore %)

.PHONY: help run doctor test test-full lint format types names fixtures dev bench load clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: $(STAMP)/python $(STAMP)/graphviz $(STAMP)/build ## Serve http://127.0.0.1:8000 (HOST=, PORT=)
	@exec $(BIN)/gradwalk serve --host $(HOST) --port $(PORT)

doctor: $(STAMP)/python $(STAMP)/graphviz ## Say which layers of the sandbox hold here, what is missing, and what to do
	@$(BIN)/gradwalk doctor

test: lint $(STAMP)/graphviz $(STAMP)/redis $(STAMP)/webkit $(STAMP)/chromium $(STAMP)/build ## Everything that CI runs: lint, unit, sandbox and browser tests
	$(BIN)/pytest -m "not full" $(BESIDE)
	$(BIN)/pytest -m "not full" $(ALONE)
	cd frontend && npx vitest run
	cd frontend && npx playwright test --config ../tests/e2e/playwright.config.ts

test-full: lint $(STAMP)/graphviz $(STAMP)/redis $(STAMP)/webkit $(STAMP)/chromium $(STAMP)/build ## The same with the slow sweeps in full
	$(BIN)/pytest $(BESIDE)
	$(BIN)/pytest $(ALONE)
	cd frontend && npx vitest run
	cd frontend && npx playwright test --config ../tests/e2e/playwright.config.ts

lint: $(STAMP)/python $(STAMP)/node ## ruff, mypy --strict, import-linter, tsc, Biome, generated types up to date
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/python -m gradwalk.recording.schema | diff -u frontend/src/recording/schema.json - || { echo "The front end's types are stale: run 'make types'."; exit 1; }
	@cd frontend && npx json2ts $(JSON2TS) -o ../$(STAMP)/types.gen.ts && diff -u src/recording/types.gen.ts ../$(STAMP)/types.gen.ts || { echo "The front end's types are stale: run 'make types'."; exit 1; }
	cd frontend && npx tsc --noEmit
	cd frontend && npx biome check --error-on-warnings . ../tests/frontend ../tests/e2e

format: $(STAMP)/python $(STAMP)/node ## Format and fix what can be fixed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	cd frontend && npx biome check --write . ../tests/frontend ../tests/e2e

JSON2TS := -i src/recording/schema.json --unreachableDefinitions --no-additionalProperties --bannerComment '/* Generated from the backend models by make types; do not edit. */'

types: $(STAMP)/python $(STAMP)/node ## Generate the JSON schema and the TypeScript types from the models
	$(BIN)/python -m gradwalk.recording.schema > frontend/src/recording/schema.json
	cd frontend && npx json2ts $(JSON2TS) -o src/recording/types.gen.ts

names: $(STAMP)/python ## Generate what the editor completes from torch itself
	$(BIN)/python frontend/completion/torch_names.py > frontend/src/editor/torchNames.gen.json

fixtures: $(STAMP)/python $(STAMP)/graphviz ## Record the programs that the tests on both sides fold
	$(BIN)/python -m tests.fixtures

dev: $(STAMP)/python $(STAMP)/graphviz $(STAMP)/node ## The server, restarted on change, and Vite with hot reload on :5173
	@trap 'kill 0' EXIT; $(BIN)/gradwalk serve --reload --host $(HOST) --port $(PORT) & cd frontend && GRADWALK_BACKEND=http://$(HOST):$(PORT) npx vite

bench: $(STAMP)/python $(STAMP)/graphviz $(STAMP)/chromium $(STAMP)/build ## Measure, as ratios, in one run on this machine
	$(BIN)/python -m tests.benchmarks

load: $(STAMP)/python $(STAMP)/graphviz ## A crowd and hostile programs against a server; 1 if anything is left over (CLIENTS=, REQUESTS=)
	@$(BIN)/python -m tests.load

clean: ## Remove what the commands above made
	rm -rf .venv $(STAMP) frontend/node_modules frontend/dist backend/gradwalk/export/player tests/node_modules

# ---------- set-up, each step once

$(STAMP)/python: pyproject.toml constraints.txt
	@mkdir -p $(STAMP)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Gradwalk needs Python 3.11 or newer; PYTHON=/path/to/python3 chooses one."; exit 1; }
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(STAMP)/node: frontend/package.json frontend/package-lock.json
	@mkdir -p $(STAMP)
	@command -v npm >/dev/null || { echo "Gradwalk's front end needs Node 20 or newer with npm."; exit 1; }
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	ln -sfn ../frontend/node_modules tests/node_modules
	@touch $@

$(STAMP)/build: $(STAMP)/node $(FRONTEND)
	cd frontend && npm run --silent build
	@touch $@

$(STAMP)/graphviz:
	@mkdir -p $(STAMP)
	@command -v dot >/dev/null || $(call install,graphviz)
	@touch $@

# For one test alone, which is skipped where it is not there.
$(STAMP)/redis:
	@mkdir -p $(STAMP)
	@command -v redis-server >/dev/null || [ "$$(id -u)" != 0 ] || ( $(call install,redis-server) ) || true
	@touch $@

# Safari's engine, the same.
$(STAMP)/webkit:
	@mkdir -p $(STAMP)
	@{ command -v WebKitWebDriver && command -v Xvfb; } >/dev/null || [ "$$(id -u)" != 0 ] || ( $(call install,webkit2gtk-driver xvfb) ) || true
	@touch $@

# With the fonts of tests/e2e/fonts.conf.
$(STAMP)/chromium: tests/e2e/fonts.conf
	@mkdir -p $(STAMP)
	@command -v chromium >/dev/null || $(call install,chromium)
	@for font in dejavu/DejaVuSans.ttf wqy/wqy-microhei.ttc; do [ -f /usr/share/fonts/truetype/$$font ] || { $(call install,fonts-dejavu-core fonts-wqy-microhei); break; }; done
	@touch $@

# Debian's package as root, else one line that says what to do.
install = { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; else echo "Please install $(1) first: sudo apt-get install $(1)"; exit 1; fi; }
