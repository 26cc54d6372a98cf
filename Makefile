# The commands of the README. Each installs what it needs through Scripts/setup, and says what it does.
SHELL := /bin/bash
CSR ?= TestVectors/readme/shop.example.com.txt
PREFIX ?= /usr/local
SWIFT ?= swift

.PHONY: demo test check install bench examples fuzz server server-test lint setup clean

setup:
	@Scripts/setup

demo: setup
	@Scripts/demo "$(CSR)"

test: setup
	@Scripts/test

check: setup
	@Scripts/check

lint:
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

install: setup
	@Scripts/install "$(PREFIX)"

# Runs a hundred thousand requests under Apache Spark and GNU parallel, and compares.
examples: setup
	@$(SWIFT) build -c release --product csrkit
	@Examples/spark/test .build/release/csrkit
	@Examples/parallel/test .build/release/csrkit

bench: setup
	@Scripts/bench

clean:
	rm -rf .build Benchmarks/.build Fuzz/.build Server/.build Server/Sandbox/.build Examples/*/.build

# The programs beside csrkit, packages of their own for their libraries' sake (docs/decisions).
.PHONY: ledger ledger-test probe probe-test
ledger:
	@Scripts/setup libpq-dev libsqlite3-dev
	@$(SWIFT) build --package-path Ledger -c release --product csrkit-ledger

probe:
	@Scripts/setup libcurl4-openssl-dev libunbound-dev
	@$(SWIFT) build --package-path Probe -c release --product csrkit-probe

ledger-test:
	@Scripts/setup libpq-dev libsqlite3-dev
	@Scripts/dcv-tools
	@$(SWIFT) test --package-path Ledger

probe-test:
	@Scripts/setup libcurl4-openssl-dev libunbound-dev
	@Scripts/dcv-tools
	@$(SWIFT) test --package-path Probe

# The CA's endpoints without HTTP.
.PHONY: sandbox-test
sandbox-test: setup
	@$(SWIFT) test --package-path Server/Sandbox

server: setup
	@$(SWIFT) build --package-path Server -c release --product csrkit-server

server-test: setup
	@Scripts/server-test
