# make demo, make test: everything they need is installed first, on a fresh Debian too.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BROWSER := $(VENV)/.browser

.PHONY: install demo test faults monkey lint bench screenshots translations installer bundle bundle-test installer-test clean

install: $(READY)

$(READY): pyproject.toml constraints.txt .ci/system-libraries
	sh .ci/system-libraries
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[api]" --group dev
	touch $@

$(BROWSER): $(READY)
	sh .ci/system-libraries test installer
	touch $@

demo: $(READY)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/hmi --demo; \
	else \
		echo "No display here: the demo plant runs for 30 s in this terminal. (hmi collect --demo runs until Ctrl+C.)"; \
		$(BIN)/hmi collect --demo --duration 30; \
	fi

# Three at a time, also on two cores, a file on one of them: most tests wait for sockets and processes.
test: $(BROWSER)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 3 --dist loadfile

# The long form of every proof of the promises, and their table; some 15 minutes.
faults: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m promise --long --promises -o faulthandler_timeout=900

# Ten minutes of random clicks and keys over a running demo plant.
monkey: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -X faulthandler -m tests.window.monkey

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

# Every page in every language, scheme and scale, the window's and the browser's; README's own go to resources/screenshots.
screenshots: $(BROWSER)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.window.make_screenshots build/screenshots --readme resources/screenshots
	$(BIN)/python -m tests.api.make_screenshots build/screenshots/page --readme resources/screenshots

# The Windows set-up, the MSI, and what goes with them into dist/; two runs give the same bytes.
installer: $(READY)
	sh .ci/system-libraries installer
	$(BIN)/python -m installer windows

# The same program for Linux, as a folder that needs no Python.
bundle: $(READY)
	sh .ci/system-libraries bundle
	$(BIN)/python -m installer linux

# Builds it, runs it in another folder and on an X display, and says what was proven.
bundle-test: $(READY)
	sh .ci/system-libraries bundle bundle-test
	$(BIN)/python -m installer linux --test

# Installs, runs, upgrades and uninstalls it in a fresh Wine; says so where there is no Wine.
installer-test: $(READY)
	sh .ci/system-libraries installer wine
	$(BIN)/python -m installer test

translations: $(READY)
	@for language in ko ja; do \
		ts=resources/translations/lineside_$$language.ts; \
		$(BIN)/pyside6-lupdate -silent -locations none -no-obsolete $$(find hmi/window -name '*.py' | sort) -ts $$ts; \
		$(BIN)/pyside6-lrelease $$ts; \
	done

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
