# Two commands matter: `make run` shows Dari, `make test` proves it.
.PHONY: run test check browser fmt wire

run: ## build everything and start the demo
	cargo run --locked -- demo

test: ## everything: format, lints, docs, both engines, browser, licences, spelling
	bash tests/all.sh

fmt:
	cargo fmt --all

wire: ## generate bot/web/src/wire.ts from the Rust types
	DARI_UPDATE=1 cargo test --locked -p bot wire
