# Two commands:
#   make run     the page on http://localhost:8501 (PORT=8502 make run: on another port)
#   make test    all tests, with those in a browser
# and for developers: make bench, make screenshots, make clean. On Windows: the plain pip commands in README.md.

SHELL  := /bin/sh
PORT   ?= 8501
PYTHON ?=
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check --quiet

.PHONY: run test bench screenshots install clean

run: $(VENV)/.installed
	@exec $(PY) tools/serve.py $(PORT)

test: $(VENV)/.installed-dev
	@$(PY) tools/browser.py --install
	@$(PY) -m pytest

bench: $(VENV)/.installed-dev
	@$(PY) tools/browser.py --install
	@for each in validity territories taking_in maps briefing desk; do $(PY) -m bench.$$each || exit 1; done

screenshots: $(VENV)/.installed-dev
	@$(PY) tools/browser.py --install
	@$(PY) tools/screenshots.py docs

install: $(VENV)/.installed

clean:
	rm -rf $(VENV)

$(VENV)/.installed: requirements.txt constraints.txt
	@PYTHON="$(PYTHON)" sh tools/venv.sh $(VENV)
	@echo "Installing the pinned packages into $(VENV) (once, some minutes) ..."
	@$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the tests need as well ..."
	@$(PIP) install -r requirements-dev.txt
	@touch $@
