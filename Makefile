# The commands of the README. Each installs what it needs through Scripts/setup, and says what it does.
SHELL := /bin/bash
export CSR ?= TestVectors/readme/shop.example.com.txt
PREFIX ?= /usr/local
SWIFT ?= swift

.PHONY: demo test check install install-csrkit bench docs examples fuzz server server-test lint setup clean

setup:
	@Scripts/setup

demo: setup
	@Scripts/demo "$$CSR"

# The servers and checkers that some tests hold our output against come first; without them those tests are skipped.
test: setup
	@Scripts/dcv-tools
	@Scripts/test

check: setup
	@Scripts/check

lint:
	@git ls-files -z '*.swift' | xargs -0 $(SWIFT) format lint --strict --parallel

# csrkit and the programs beside it; install-csrkit is the quick way for those who need no ledger and no probe.
install: install-csrkit
	@Scripts/install-helpers "$(PREFIX)"

install-csrkit: setup
	@Scripts/install "$(PREFIX)"

# Runs a hundred thousand requests under Apache Spark and GNU parallel, and compares.
examples: setup
	@Scripts/setup parallel
	@$(SWIFT) build -c release --product csrkit
	@Examples/spark/test .build/release/csrkit
	@Examples/parallel/test .build/release/csrkit

# Searches for inputs that end the process, ten minutes for each kind; make check replays what is known.
fuzz: setup
	@Scripts/fuzz 600

bench: setup
	@Scripts/bench

docs: setup
	@Scripts/docs

clean:
	rm -rf .build .build-static Ledger/.build* Probe/.build* Benchmarks/.build Fuzz/.build Server/.build* \
	  Server/Sandbox/.build* Examples/*/.build

# The programs beside csrkit, packages of their own for their libraries' sake (docs/decisions). Their tests run the
# command too.
.PHONY: ledger-test probe-test
ledger-test: setup
	@Scripts/setup libpq-dev libsqlite3-dev
	@Scripts/dcv-tools
	@$(SWIFT) build --product csrkit
	@$(SWIFT) build --build-tests --package-path Ledger
	@$(SWIFT) test --skip-build --package-path Ledger 2>&1

probe-test: setup
	@Scripts/setup libcurl4-openssl-dev libunbound-dev
	@Scripts/dcv-tools
	@$(SWIFT) build --product csrkit
	@$(SWIFT) build --build-tests --package-path Probe
	@$(SWIFT) test --skip-build --package-path Probe 2>&1

server: setup
	@Scripts/setup libpq-dev libsqlite3-dev
	@$(SWIFT) build --package-path Server -c release --product csrkit-server --static-swift-stdlib

# Beside a Go server, under wrk; and the API's tests with ThreadSanitizer, which builds everything anew.
.PHONY: server-bench server-tsan
server-bench: server
	@Scripts/setup wrk golang-go
	@Scripts/server-bench

server-tsan: setup
	@Scripts/setup libpq-dev libsqlite3-dev
	@Scripts/server-tsan

server-test: setup
	@Scripts/setup libpq-dev libsqlite3-dev
	@Scripts/dcv-tools
	@Scripts/server-test

# The CA's endpoints without HTTP.
.PHONY: sandbox-test
sandbox-test: setup
	@$(SWIFT) build --build-tests --package-path Server/Sandbox
	@$(SWIFT) test --skip-build --package-path Server/Sandbox 2>&1
