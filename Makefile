# The commands of the README. Each installs its dependencies with Scripts/setup.
SHELL := /bin/bash
export CSR ?= TestVectors/readme/shop.example.com.txt
PREFIX ?= /usr/local
SWIFT ?= swift

.PHONY: demo test check install install-csrkit bench docs examples fuzz fuzz-replay server server-test lint setup clean

setup:
	@Scripts/setup

demo: setup
	@Scripts/demo "$$CSR"

# Building the tests needs the libraries of the optional products; other builds do not.
LIBRARIES := libcurl4-openssl-dev libunbound-dev

# Some tests compare our output with real servers and checkers; without these they are skipped.
test:
	@Scripts/setup $(LIBRARIES)
	@Scripts/dcv-tools
	@Scripts/test

check:
	@Scripts/setup $(LIBRARIES)
	@Scripts/check

lint:
	@Scripts/lint-language
	@git ls-files -z '*.swift' | xargs -0 $(SWIFT) format lint --strict --parallel

# csrkit and its companion. install-csrkit is faster and omits dcv probe and ledgers in PostgreSQL.
install:
	@Scripts/install "$(PREFIX)"

install-csrkit:
	@Scripts/install "$(PREFIX)" csrkit

# Processes 100,000 requests with Apache Spark and GNU parallel and compares the results.
examples: setup
	@Scripts/setup parallel
	@$(SWIFT) build -c release --product csrkit
	@Examples/spark/test .build/release/csrkit
	@Examples/parallel/test .build/release/csrkit

# Searches for inputs that crash, hang or violate a property, ten minutes per target. fuzz-replay runs the corpus.
fuzz: setup
	@Scripts/fuzz 600

fuzz-replay: setup
	@Scripts/fuzz

bench: setup
	@Scripts/bench

# What a version consists of: packages, archives, the image, the wheel. dist-test tests it in clean Debian systems.
.PHONY: dist dist-test wheel library
dist: setup
	@Scripts/dist

dist-test: setup
	@Scripts/dist-test

wheel: setup
	@Scripts/dist wheel

# libcsrkit.so, csrkit.h and the pkg-config file.
library: setup
	@Scripts/build-library "$(PREFIX)"

docs: setup
	@Scripts/docs

clean:
	rm -rf .build .build-demo .build-static .build-companion Benchmarks/.build Fuzz/.build* Server/.build* Examples/*/.build* \
	  Packaging/C/.build* dist

server: setup
	@$(SWIFT) build --package-path Server -c release --product csrkit-server --static-swift-stdlib

# server-bench compares the server with a Go server, using wrk. server-tsan runs its tests with ThreadSanitizer, after a
# complete build.
.PHONY: server-bench server-tsan
server-bench: server
	@Scripts/setup wrk golang-go
	@Scripts/server-bench

server-tsan: setup
	@Scripts/server-tsan

server-test: setup
	@Scripts/dcv-tools
	@Scripts/server-test
