# Two commands matter: `make demo` and `make test`. Both install what they need into .venv first; nothing needs root.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PIP := $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --no-deps

.PHONY: install browser demo test check lint types imports tests distributed deploy-tests scenarios bench bench-pictures bench-speed samples lock clean

install: $(INSTALLED)

# The venv is made without pip of its own (a bare Debian lacks ensurepip); the system's pip installs into it.
$(INSTALLED): requirements/lock.txt pyproject.toml packaging/opencv-contrib-python/pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 13) else "Python 3.11 to 3.13 is needed; name one with make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear --without-pip $(VENV)
	$(PIP) --require-hashes -r requirements/lock.txt
	$(PIP) --no-build-isolation ./packaging/opencv-contrib-python -e .
	@touch $@

# What drives Chromium in tests/browser; Chromium itself is the system's. Without both, those tests are skipped.
browser: install
	$(PIP) --require-hashes -r requirements/browser.txt

demo: install
	$(BIN)/beian check samples/demo/* --out build/demo

test: check tests

check: lint types imports

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

imports: install
	$(BIN)/lint-imports

tests: install
	$(BIN)/pytest $(ARGS)

# Dask and stores such as S3, for batches over several machines (deploy/README.md).
distributed: install
	$(PIP) --require-hashes -r requirements/distributed.txt

# A real installation on this machine: PostgreSQL, server, workers, cluster, S3. Minutes, so apart from `make test`.
deploy-tests: distributed
	$(PIP) --require-hashes -r requirements/deploy.txt
	$(BIN)/pytest -m deploy tests/deploy $(ARGS)

# Every scenario of the domain notes on rendered documents: minutes, so apart from `make test`, which runs a few of them.
scenarios: install
	$(BIN)/pytest -m scenarios tests/scenarios $(ARGS)

# The numbers of the README: a seed that nothing was tuned on, clean and mild.
bench: install
	$(BIN)/python -m benchmarks.bench --count $(or $(COUNT),200) --seed $(or $(SEED),77) --level clean --level mild $(ARGS)

# A folder of pictures with their truth.json, measured in place: make bench-pictures FOLDER=…
bench-pictures: install
	$(BIN)/python -m benchmarks.pictures $(FOLDER) $(ARGS)

# How fast, beside plain OCR programs on the same pages, which RapidOCR is one of.
bench-speed: install
	$(PIP) --require-hashes -r requirements/speed.txt
	$(BIN)/python -m benchmarks.speed --count $(or $(COUNT),6) --seed $(or $(SEED),79) $(ARGS)

samples: install
	$(BIN)/beian samples build/samples --count $(or $(COUNT),10) --seed $(or $(SEED),1)

# Needs uv. No index address may stand in the lock: whoever installs names their own.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --group dev pyproject.toml --generate-hashes \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements/lock.txt
	uv pip compile --quiet --universal --python-version 3.11 --group browser -c requirements/lock.txt --generate-hashes \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements/browser.txt
	uv pip compile --quiet --universal --python-version 3.11 --group distributed -c requirements/lock.txt --generate-hashes \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements/distributed.txt
	uv pip compile --quiet --universal --python-version 3.11 --group deploy -c requirements/distributed.txt -c requirements/lock.txt \
	  --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements/deploy.txt
	uv pip compile --quiet --universal --python-version 3.11 --group speed -c requirements/lock.txt --generate-hashes \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements/speed.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
