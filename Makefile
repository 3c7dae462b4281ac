# Two commands matter: `make demo` starts the playground, `make test` passes the suite.
PYTHON ?= python3
BIN := .venv/bin
BIOME_VERSION := 2.6.8
BIOME := .biome/$(BIOME_VERSION)/node_modules/.bin/biome
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock"

# Whatever starts below, hundreds of processes in the tests alone, would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test pictures check manifests lint format types imports definitions signal-eval jd-eval jd-ledger jd-bench bench drills fuzz biome test-long lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/app ## Install into .venv and start the playground in your browser (PORT=8300 for another port, NO_BROWSER=1)
	@trap : INT; $(BIN)/debrief playground $(if $(PORT),--port $(PORT)) $(if $(NO_BROWSER),--no-browser) || [ $$? -eq 130 ]  # Ctrl-C

test: .venv/test ## Install what the tests need and run the whole suite (SQLite and PostgreSQL)
	@$(BIN)/pytest -n auto --dist worksteal $(ARGS)

test-long: .venv/test ## The long tests, which `make test` leaves out: walks at random from many more seeds, properties on many more examples
	@$(BIN)/pytest -n auto -m long $(ARGS)
	@$(BIN)/pytest -n auto --hypothesis-profile thorough tests/rubrics $(ARGS)

fuzz: .venv/test ## Send 100,000 hostile requests to the whole app, about five minutes on two cores (N=… and SEED=… for others)
	@$(BIN)/python -m tests.fuzz --inputs $(or $(N),100000) --seed $(or $(SEED),1)

pictures: .venv/test ## Take the documents' pictures and measure every surface (TO=folder: pictures of all, at both widths, light and dark)
	@$(BIN)/python -W ignore -m tests.browser.pictures $(if $(TO),--to $(TO)) $(if $(ONLY),--only $(ONLY))

check: lint types imports definitions test ## Everything CI runs

manifests: .venv/app ## Write manifest.json and manifest.http.json anew from what the code declares
	@$(BIN)/debrief manifest > manifest.json
	@$(BIN)/debrief manifest --http YOUR-HOST > manifest.http.json

lint: .venv/test ## ruff: style and format; biome: the page's JavaScript, where `make biome` has fetched it
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@if [ -x $(BIOME) ]; then $(BIOME) ci --error-on-warnings; else echo "The page's JavaScript was not linted: 'make biome' fetches the linter (needs npm)."; fi

biome: $(BIOME) ## Fetch biome, which lints the page's JavaScript, with npm

# No wheel carries biome, so npm fetches it, into a folder of its own: no package.json, no lock file, nothing of npm in
# the repository. One version, so that a lint rule of tomorrow fails nothing today.
$(BIOME):
	@command -v npm >/dev/null || { echo "biome comes through npm, and npm was not found. On Debian or Ubuntu: apt install npm"; exit 2; }
	@npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix .biome/$(BIOME_VERSION) @biomejs/biome@$(BIOME_VERSION)

format: .venv/test ## Let ruff format and fix what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: .venv/test ## mypy --strict
	@$(BIN)/mypy

imports: .venv/test ## import-linter: the rings and the rooms
	@$(BIN)/lint-imports --no-logo

definitions: .venv/app ## Check the built-in definitions
	@$(BIN)/debrief definitions check

signal-eval: .venv/app ## Measure the hire signal on simulated panels, a few minutes (FAST=1: a first look)
	@FAST=$(FAST) $(BIN)/python -m tests.evaluations.signal_report

jd-eval: .venv/app ## Measure JD review on labeled postings (JD_DEV names their folder)
	@$(BIN)/python -m tests.evaluations.jd_report

jd-ledger: .venv/app ## Print how often each rule of JD review was judged wrong by reading, and whether its rank is earned
	@$(BIN)/python -m tests.evaluations.jd_ledger

bench: .venv/test ## Measure what a request, growth, starting, a JD and a signal cost, as Markdown (FAST=1: a first look)
	@$(BIN)/python -W ignore -m tests.benchmarks.bench_http $(if $(FAST),--fast)
	@echo '```' && $(BIN)/python -W ignore -m tests.benchmarks.bench_growth $(if $(FAST),--large 200000 --seconds 1)
	@$(BIN)/python -W ignore -m tests.benchmarks.bench_startup
	@$(BIN)/python -W ignore -m tests.benchmarks.bench_jd
	@$(BIN)/python -W ignore -m tests.benchmarks.bench_signal && echo '```'

drills: .venv/test ## Kill, restart, cut the power, fill the disk … and count what was lost (FAST=1: fewer of each)
	@$(BIN)/python -W ignore -m tests.drills $(if $(FAST),--short) $(if $(SEED),--seed $(SEED)) $(ARGS)

jd-bench: .venv/app ## Measure the speed of JD review
	@$(BIN)/python -m tests.benchmarks.bench_jd

# pip, with one line of progress: which package of how many. Over a terminal the line is written anew, elsewhere every
# tenth is printed. What goes wrong is on stderr, and ends the recipe as pip itself would.
define installed
{ $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --require-hashes -r $(1) || echo "failed"; } | { \
  seen=0; total=$$(grep -c '==' $(1)); failed=; \
  while read -r does what; do case "$$does" in \
    Collecting|Processing) seen=$$((seen + 1)); what=$${what%% *}; what=$${what##*/}; \
      if [ -t 1 ]; then printf '\r\033[K  %d of %d  %s' $$seen $$total "$${what%%-py*}"; \
      elif [ $$((seen % 10)) -eq 0 ]; then echo "  $$seen of $$total"; fi;; \
    Installing) if [ -t 1 ]; then printf '\r\033[K'; fi; echo "  $$seen packages are here; putting them into .venv …";; \
    failed) failed=1;; \
  esac; done; [ -z "$$failed" ]; }
endef

# The virtual environment; each missing piece gets a sentence with what to do.
.venv/made:
	@command -v $(PYTHON) >/dev/null || { echo "Debrief needs Python 3.11 or newer, and '$(PYTHON)' was not found. Install it, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Debrief needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) -V). Name a newer one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python cannot make virtual environments (ensurepip is missing). On Debian or Ubuntu: apt install python3-venv"; exit 2; }
	@echo "Making a virtual environment in .venv …"
	@rm -rf .venv && $(PYTHON) -m venv .venv && touch $@

.venv/app: .venv/made requirements.lock pyproject.toml
	@echo "Installing Debrief into .venv (once; about half a minute) …"
	@$(call installed,requirements.lock)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/test: .venv/app requirements-test.lock
	@echo "Installing what the tests need (once) …"
	@$(call installed,requirements-test.lock)
	@touch $@

lock: .venv/made ## Write the two lock files anew from pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(UV_COMPILE) pyproject.toml --group build -o requirements.lock
	@$(UV_COMPILE) pyproject.toml --group build --group test -o requirements-test.lock

clean: ## Remove the environment and every file made by running
	@rm -rf .venv .biome .playground .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info build
