# Two commands matter: `make run` shows Dari, `make test` proves it.
.PHONY: run test bench-nlu fmt wire

run: ## build everything and start the demo
	cargo run --locked -- demo

test: ## everything: format, lints, both engines, browser, licences, spelling
	bash tests/all.sh

bench-nlu: ## heads on public sets with the shipped encoder (DATA=folder, QUICK=1 without NSMC)
	bash models/training/benchmarks.sh

fmt:
	cargo fmt --all

wire: ## generate bot/web/src/wire.ts from the Rust types
	DARI_UPDATE=1 cargo test --locked -p bot wire
