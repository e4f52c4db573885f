# The two commands are `make run` and `make test`; they set up what they need. `make help` lists the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The interpreter that .venv is made from, even where one of a venv comes first on PATH.
NEW_ENOUGH := import sys; sys.exit("too old") if sys.version_info < (3, 11) else print(sys._base_executable)
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c '$(NEW_ENOUGH)' 2>/dev/null && break; done)
BIN := .venv/bin
# Node, when it comes from a wheel, and jlpm are in .venv.
ACTIVE := PATH="$(CURDIR)/.venv/bin:$$PATH"
JLPM := cd labextension && $(ACTIVE) jlpm
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# Where `make run` keeps notebooks and transcripts: the user's own, so outside the checkout.
NOTEBOOKS ?= $(HOME)/jupyter-interview
# More flags for JupyterLab, as in `make run LAB=--port=9000`, and for pytest, as in `make test PYTEST='-k clock'`.
LAB ?=
PYTEST ?=

AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)
HAS_SCREEN := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname))
NO_BROWSER := $(if $(HAS_SCREEN),,--no-browser)
STRICT_IMAGE := $(if $(filter true,$(CI)),--require-image)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (Debian: sudo apt-get install python3)." >&2; exit 1; }

.PHONY: run
run: python ## set up what is missing, start JupyterLab, print its URL
	@$(PYTHON) scripts/bootstrap.py
	@mkdir -p "$(NOTEBOOKS)"
	@echo "  notebooks and transcripts: $(NOTEBOOKS)"
	@$(ACTIVE) exec $(BIN)/jupyter lab --ServerApp.root_dir="$(NOTEBOOKS)" $(AS_ROOT) $(NO_BROWSER) $(LAB)

.PHONY: test
test: test-setup ## set up what only tests need, run every test but the longer ones
	@$(JLPM) test
	$(ACTIVE) $(BIN)/python -m pytest -v --durations=15 -m "not full" $(PYTEST)

.PHONY: pictures
pictures: test-setup ## sit the browser tests and keep their screenshots as the README's
	JUPYTER_INTERVIEW_PICTURES=docs/images $(ACTIVE) $(BIN)/python -m pytest -v tests/e2e

.PHONY: test-full
test-full: test-setup ## the same with the longer tests
	@$(JLPM) test
	$(ACTIVE) $(BIN)/python -m pytest -v --durations=15 $(PYTEST)

.PHONY: check-bank
check-bank: test-setup ## prove every solution of every question in the sandbox, in every language
	$(ACTIVE) $(BIN)/jupyter-interview questions check

.PHONY: test-setup
test-setup: python
	@$(PYTHON) scripts/machine.py
	@$(PYTHON) scripts/bootstrap.py --extra test --images python javascript java $(STRICT_IMAGE)

.PHONY: check
check: lint layers generated openapi lint-labextension types ## every check below; `make -k check` goes on after a failure

.PHONY: check-setup
check-setup: python
	@$(PYTHON) scripts/bootstrap.py --extra dev --extra test --no-image

.PHONY: lint
lint: check-setup ## ruff: lint and format of the Python sources
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: check-setup ## mypy and pyright
	$(BIN)/mypy
	$(ACTIVE) $(BIN)/pyright

.PHONY: layers
layers: check-setup ## import-linter: which layer may import which
	$(BIN)/lint-imports --config setup.cfg

.PHONY: generated
generated: check-setup ## the committed JSON Schema and TypeScript types are those of protocol.py
	$(ACTIVE) $(BIN)/python scripts/generate_types.py --check

.PHONY: openapi
openapi: check-setup ## the OpenAPI file is valid
	$(BIN)/openapi-spec-validator server_ext/jupyter_interview_server/openapi.yaml

.PHONY: lint-labextension
lint-labextension: check-setup ## prettier and eslint
	$(JLPM) lint:check

.PHONY: format
format: python ## let the formatters and fixers rewrite the sources
	@$(PYTHON) scripts/bootstrap.py --extra dev --no-image
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(JLPM) lint

.PHONY: bench
bench: python ## kernel and judge times as ratios to the bare interpreter
	@$(PYTHON) scripts/bootstrap.py --extra test --extra bench --images python javascript java
	$(BIN)/python scripts/bench/run.py $(BENCH)

.PHONY: load
load: python ## 200 live interviews on one hosted server: how long each waits, and what a session takes
	@$(PYTHON) scripts/bootstrap.py --extra test --images python
	$(BIN)/python scripts/bench/load.py $(LOAD)

.PHONY: clean
clean: ## remove what the other targets made here; notebooks and interviews stay
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build test-results
	rm -rf labextension/node_modules labextension/lib labextension/lib-test labextension/tsconfig.tsbuildinfo
	rm -rf server_ext/jupyter_interview_server/labextension tests/npm/node_modules
