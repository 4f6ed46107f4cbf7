# What can be done here: `make help`. CI runs .ci/run, which is `make check` and the short forms of what is slow.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

SWIFT ?= swift
PREFIX ?= /usr/local
# An import that Package.swift does not declare is an error, so that the direction of imports holds.
BUILD_FLAGS := --explicit-target-dependency-import-check error
# A few tests at a time: with all of them at once, one that talks over sockets would wait for a turn longer than its own timeouts.
TEST_FLAGS := --skip-build --disable-xctest --experimental-maximum-parallelization-width 16 $(BUILD_FLAGS)
DEBUG := .build/debug
RELEASE := .build/release
SWIFT_SOURCES := Package.swift Sources Tests Benchmarks examples
# Where the scripts are that start real engines, and what they installed is kept.
export PENSTOCK_SHARED ?= ../shared
export PENSTOCK_ENGINES_CACHE ?= .engines
RUN_ARGS ?=

.PHONY: help
help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 24

.PHONY: run
run: release ## Run the gateway on embedded defaults (RUN_ARGS adds arguments)
	$(RELEASE)/penstock gateway run $(RUN_ARGS)

.PHONY: swift
swift:
	@tools/need-swift.sh
	@tools/need.sh libsqlite3-dev

.PHONY: build
build: swift ## Build everything, tests too, without optimisation
	$(SWIFT) build --build-tests $(BUILD_FLAGS)

# Everything in one go: a build of one product and then of another makes the package manager build their common parts twice.
.PHONY: release
release: swift ## Build the executables, optimised, with the Swift runtime inside: one file to copy
	@tools/static-libraries.sh .build/static
	$(SWIFT) build -c release --static-swift-stdlib $(BUILD_FLAGS) -Xlinker -L$(CURDIR)/.build/static

.PHONY: test
test: build ## Run all Swift tests; what failed is said again at the end
	@$(SWIFT) test $(TEST_FLAGS) 2>&1 | tee .build/test.log || { \
	  echo "What failed:"; grep -a -A4 -E "recorded an issue|Program crashed|crashed:$$|error: " .build/test.log | cut -c1-1000 | tail -150; exit 1; }

.PHONY: lint
lint: swift ## Check the format of all Swift, and that the scripts can be read
	$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	python3 -m compileall -q tools Tests/engines docs/verify_audit.py
	bash -n tools/*.sh .ci/run

.PHONY: format
format: swift ## Format all Swift
	$(SWIFT) format format --in-place --parallel --recursive $(SWIFT_SOURCES)

.PHONY: examples
examples: build ## Check every example configuration with the executable
	@for file in $$(find examples -name '*.yaml' 2> /dev/null | sort); do \
	  $(DEBUG)/penstock config check "$$file" || { echo "$$file does not pass" >&2; exit 1; }; \
	done

.PHONY: commands
commands: build ## Check that the commands which the documentation prints exist
	python3 tools/check_commands.py $(DEBUG)/penstock $$(ls README.md CONTRIBUTING.md SECURITY.md 2> /dev/null; find docs -name '*.md' 2> /dev/null | sort)

.PHONY: client-docs
client-docs: build ## Write the Swift client's documentation to .build/client-docs; check its links and the tutorial's code
	tools/client_docs.sh

.PHONY: check
check: lint test examples commands client-docs ## Everything that must pass before a change is proposed

.PHONY: docs
docs: build ## Write the generated pages of docs/ anew
	PENSTOCK_UPDATE_DOCS=1 $(SWIFT) test $(TEST_FLAGS) --filter "Docs|Reference"

.PHONY: test-damage
test-damage: build ## kill -9 under load, PENSTOCK_KILLS times (default 200): the audit log verifies after each
	PENSTOCK_KILLS=$${PENSTOCK_KILLS:-200} $(SWIFT) test $(TEST_FLAGS) --filter "KillTests"

.PHONY: test-chaos
test-chaos: build ## Engines die, stall and lie under load for PENSTOCK_CHAOS_SECONDS (default 300), from seed PENSTOCK_CHAOS_SEED on: no answer is lost or cut
	PENSTOCK_CHAOS_SECONDS=$${PENSTOCK_CHAOS_SECONDS:-300} $(SWIFT) test $(TEST_FLAGS) --filter "ChaosTests"

.PHONY: fuzz
fuzz: build ## Run the seeded fuzz tests for PENSTOCK_FUZZ_SECONDS (default 300) each
	suites=$$(grep -rl 'FuzzBudget\.run' Tests --include='*Tests.swift' | sed 's|.*/||; s|\.swift$$||' | sort | paste -sd'|'); \
	PENSTOCK_FUZZ_SECONDS=$${PENSTOCK_FUZZ_SECONDS:-300} $(SWIFT) test $(TEST_FLAGS) --filter "Fuzz|$$suites"

.PHONY: prove
prove: build ## The random proofs of exact streaming redaction, PENSTOCK_FUZZ_CASES cases each (default 1000000)
	PENSTOCK_FUZZ_CASES=$${PENSTOCK_FUZZ_CASES:-1000000} $(SWIFT) test $(TEST_FLAGS) \
	  --filter 'randomRulesTextsAndCuts|StreamingTests/randomTextsAndCuts|everyLaneComesOutAsTheRedactionOfItsWholeText'

.PHONY: bench-tools
bench-tools: release
	@tools/need.sh nginx haproxy gcc python3

.PHONY: bench
bench: bench-tools ## Penstock beside nginx and haproxy, about six minutes (BENCH_ARGS adds arguments)
	python3 tools/bench.py $(BENCH_ARGS)

.PHONY: bench-short
bench-short: bench-tools ## The same in about a minute: right answers, rough figures
	python3 tools/bench.py --short $(BENCH_ARGS)

.PHONY: bench-fleet
bench-fleet: release ## The fleet at saturation: every strategy on three shapes of traffic, and fairness, about seven minutes (BENCH_ARGS: --short, --engines, ...)
	python3 tools/bench_fleet.py $(BENCH_ARGS)

.PHONY: bench-fleet-short
bench-fleet-short: release ## The same in about a minute: right answers, rough figures
	python3 tools/bench_fleet.py --short $(BENCH_ARGS)

.PHONY: bench-allocations
bench-allocations: bench-tools ## Heap allocations of the hot path against the committed thresholds
	python3 tools/bench_allocations.py

.PHONY: eval
eval: release ## How well detectors and classifiers do on the sets in PENSTOCK_EVAL (default ../shared/eval; EVAL_ARGS: --format json, --no-presidio)
	@tools/need.sh python3 python3-venv
	@python3 tools/eval/evaluate.py $(EVAL_ARGS)

.PHONY: bench-policies
bench-policies: swift ## What policies cost: MB/s, microseconds a request, and what of a stream is sent at once
	@$(SWIFT) build -c release --product PolicyEval --scratch-path .build/eval >&2
	@.build/eval/release/PolicyEval cost

.PHONY: bench-routing
bench-routing: swift ## What the choice of a replica costs: 100 replicas, prompts of 8k tokens
	@$(SWIFT) build -c release --product FleetBench --scratch-path .build/eval >&2
	@.build/eval/release/FleetBench

.PHONY: bench-audit
bench-audit: swift ## What a record of the audit log costs: records a second, the wait for the disk, verification (AUDIT_BENCH_ARGS: directory, seconds, connections)
	@$(SWIFT) build -c release --product AuditBench --scratch-path .build/audit-bench-build >&2
	@.build/audit-bench-build/release/AuditBench $(AUDIT_BENCH_ARGS)

.PHONY: profile
profile: bench-tools ## Where processor time and allocations of the hot path go (PROFILE_ARGS: a scenario); needs perf and root
	@tools/need.sh perf:linux-perf
	python3 tools/profile.py cpu $(PROFILE_ARGS)
	python3 tools/profile.py allocations $(PROFILE_ARGS)

# The Python tests have an environment of their own.
VENV := .venv
$(VENV)/.ready: Tests/engines/requirements.txt
	@tools/need.sh python3 python3-venv
	rm -rf $(VENV)
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Tests/engines/requirements.txt
	touch $@
PYTEST := $(VENV)/bin/python -m pytest -p no:cacheprovider Tests/engines

.PHONY: test-sdk
test-sdk: build $(VENV)/.ready ## The official OpenAI client against gateway and simulator
	$(PYTEST) -m sdk $(PYTEST_ARGS)

.PHONY: test-engines
test-engines: build $(VENV)/.ready ## Real vLLM and llama.cpp behind the gateway, compared with their direct answers
	@tools/need.sh curl gcc
	$(PYTEST) -m 'vllm or llama' $(PYTEST_ARGS)

.PHONY: test-engines-short
test-engines-short: build $(VENV)/.ready ## The same with vLLM only
	@tools/need.sh curl
	$(PYTEST) -m vllm $(PYTEST_ARGS)

.PHONY: install
install: release ## Install the executable under PREFIX (default /usr/local)
	install -D -m 0755 $(RELEASE)/penstock $(DESTDIR)$(PREFIX)/bin/penstock
	install -D -m 0644 LICENSE $(DESTDIR)$(PREFIX)/share/doc/penstock/LICENSE
	@if [ -f README.md ]; then install -D -m 0644 README.md $(DESTDIR)$(PREFIX)/share/doc/penstock/README.md; fi

.PHONY: clean
clean: ## Remove what was built and the Python environment; the engines' cache stays
	rm -rf .build $(VENV)
