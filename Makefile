# Everything begins with `make setup`, which each target that needs it runs; a second run finds all in place.
.DEFAULT_GOAL := help
.PHONY: help setup test check clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1	/' | expand -t 12

setup: ## packages, TypeScript, libtorch and the addon
	@node scripts/setup.mjs

test: setup ## all tests; the last line counts them
	@node scripts/test.mjs

check: ## formatter, linter and types
	@npx --no-install biome check .
	@npx --no-install tsc -b

clean: ## remove compiled TypeScript (not libtorch or the addon: npx mandn-torch clean)
	rm -rf packages/*/dist
