# From a fresh clone with only Python >= 3.11, git and make. Everything is installed into .venv, nothing beside it.
#   make reproduce   from transcripts to report, and the verdict of each finding
#   make test        style, types, and all tests, with the notebooks and the examples of the documentation
#   make notebooks   JupyterLab, opened on notebooks/
# Another Python: make test PYTHON=/path/to/python3.12

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)
PYTEST_ARGS ?= -n 2 --dist loadgroup
LAB_ARGS ?=
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
OFFLINE := { echo 'pip could not install what qualkit needs (see above). Is the network there? Then run make again.' >&2; exit 1; }

.PHONY: help reproduce test lint types house notebooks clean
.NOTPARALLEL:
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   //p' Makefile

reproduce: .venv/.package
	@$(BIN)/qualkit reproduce

test: lint types
	@echo 'pytest: all tests, the notebooks, the examples of the documentation'
	@$(BIN)/python -m pytest -q $(PYTEST_ARGS)

lint: .venv/.test
	@echo 'ruff: faults and format'
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --diff .

types: .venv/.test
	@echo 'mypy: types'
	@$(BIN)/mypy --no-error-summary

# The rules of the house alone (a few seconds): imports, sizes, notebooks without outputs, no private paths.
house: .venv/.test
	@$(BIN)/python -m pytest -q tests/test_house.py

notebooks: .venv/.lab
	@$(BIN)/qualkit lab $(LAB_ARGS)

# Back to a fresh clone; the study and its reports stay.
clean:
	@rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .ipynb_checkpoints notebooks/.ipynb_checkpoints
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp says that .venv holds what pyproject.toml asked for; a newer pyproject.toml installs again.
.venv/.package: pyproject.toml | .venv/.made
	@echo 'Installing qualkit into .venv (once, a minute or two)'
	@$(PIP) -e . || $(OFFLINE)
	@touch $@

.venv/.lab: pyproject.toml | .venv/.made
	@echo 'Installing qualkit and JupyterLab into .venv (once, a minute or two)'
	@$(PIP) -e '.[lab]' || $(OFFLINE)
	@touch .venv/.package $@

.venv/.test: pyproject.toml | .venv/.made
	@echo 'Installing qualkit, JupyterLab and the test tools into .venv (once, a minute or two)'
	@$(PIP) -e '.[lab,test]' || $(OFFLINE)
	@touch .venv/.package .venv/.lab $@

# A half-made .venv, or one of an older Python, is made again.
.venv/.made:
	@test -n '$(PYTHON)' || { echo 'qualkit needs Python 3.11 or newer; none was found. Install one, or name it: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'qualkit needs Python 3.11 or newer; $(PYTHON) is none.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo '$(PYTHON) cannot make an environment with pip in it. On Debian and Ubuntu: sudo apt install python3-venv' >&2; exit 1; }
	@$(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@touch $@
