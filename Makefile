# Everything begins with `make setup`, which each target that needs it runs; a second run finds all in place.
.DEFAULT_GOAL := help
.PHONY: help setup test check clean demo generate distributed archive parity parity-networks parity-export parity-scans bench gpu-check mutations kills packages changeset version api

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1	/' | expand -t 14

setup: ## packages, TypeScript, libtorch and the addon
	@node scripts/setup.mjs

test: setup ## all tests; the last line counts them
	@node scripts/test.mjs

PARITY_PYTHON = .parity/venv/bin/python

$(PARITY_PYTHON): parity/requirements.txt
	@python3 -m venv .parity/venv && $(PARITY_PYTHON) -m pip install --quiet -r parity/requirements.txt && touch $@

parity: setup $(PARITY_PYTHON) parity-networks ## PyTorch's own operator tests, all of them, against Python's torch of the same version; and parity-networks
	@$(PARITY_PYTHON) parity/torch/operators.py --whole .parity/operators
	@MANDN_OPERATOR_CASES=.parity/operators node scripts/test.mjs torch/dist/test/operators

NETWORKS_PYTHON = .parity/networks/bin/python

# MONAI 1.3 lies beside the environment, whose MONAI is the current one.
$(NETWORKS_PYTHON): parity/models/requirements.txt
	@python3 -m venv .parity/networks && $(NETWORKS_PYTHON) -m pip install --quiet -r parity/models/requirements.txt
	@rm -rf .parity/monai-1.3 && $(NETWORKS_PYTHON) -m pip install --quiet --no-deps --target .parity/monai-1.3 monai==1.3.2 && touch $@

parity-networks: setup $(NETWORKS_PYTHON) ## every network and the training step, live beside the reference implementations, tiny and at real size
	@$(NETWORKS_PYTHON) -W ignore parity/models/live.py
	@PYTHONPATH=.parity/monai-1.3 $(NETWORKS_PYTHON) -W ignore parity/models/live.py SwinUNETR
	@$(NETWORKS_PYTHON) -W ignore parity/mn/reference_step.py .parity/reference-step.json
	@MANDN_REFERENCE_STEP=$(CURDIR)/.parity/reference-step.json node scripts/test.mjs training/reference-step

EXPORT_PYTHON = .parity/export/bin/python

$(EXPORT_PYTHON): parity/models/requirements.txt parity/export-requirements.txt
	@python3 -m venv .parity/export && $(EXPORT_PYTHON) -m pip install --quiet -r parity/models/requirements.txt -r parity/export-requirements.txt && touch $@

parity-export: setup $(EXPORT_PYTHON) ## exported networks at real size by Python's onnx and onnxruntime, and masks of exported PyTorch folders beside ours
	@$(EXPORT_PYTHON) -W ignore parity/models/onnx_files.py
	@$(EXPORT_PYTHON) -W ignore parity/mn/exported_python.py

IMAGING_PYTHON = .parity/imaging/bin/python

$(IMAGING_PYTHON): parity/imaging/requirements.txt
	@python3 -m venv .parity/imaging && $(IMAGING_PYTHON) -m pip install --quiet -r parity/imaging/requirements.txt && touch $@

parity-scans: setup $(IMAGING_PYTHON) ## formats, real scans and labels painted in the studio (with Chromium) against nibabel, SciPy and SimpleITK
	@$(IMAGING_PYTHON) parity/imaging/round_trips.py
	@$(IMAGING_PYTHON) parity/imaging/real_scans.py
	@$(IMAGING_PYTHON) parity/imaging/segmentations.py
	@$(IMAGING_PYTHON) parity/imaging/studio_labels.py

mutations: setup ## 180,000 damaged scans, each read soundly or refused (SEED=number for others)
	@node packages/imaging/dist/test/mutation-campaign.js 4000 $(or $(SEED),1)

kills: setup ## training killed at KILLS=500 random moments, also within a checkpoint's writing, bit for bit the same (SEED=number for others); the saving of labels at 100, and a studio within it at 100
	@MANDN_KILLS=$(or $(KILLS),500) MANDN_KILLS_SEED=$(or $(SEED),1) node scripts/test.mjs mn/dist/test/training/kill
	@MANDN_LABEL_KILLS=100 MANDN_SERVER_KILLS=100 node scripts/test.mjs mn/dist/test/run/labels-folder mn/dist/test/studio/killed

distributed: setup ## processes that train together: their calls, the same results, faults, and KILLS=30 kills of a rank (SEED=number for others)
	@MANDN_RANK_KILLS=$(or $(KILLS),30) MANDN_KILLS_SEED=$(or $(SEED),1) node scripts/test.mjs distributed training/shared cli/devices

archive: setup ## SCANS=1000 small scans predicted in 8 shards, killed at random and started again, beside one process; by GNU parallel and, with MANDN_SLURM=1, Slurm; what a scan costs in long lists
	@MANDN_ARCHIVE=$(or $(SCANS),1000) MANDN_ARCHIVE_SEED=$(or $(SEED),1) node scripts/test.mjs mn/dist/test/cli/archive mn/dist/test/cli/schedulers
	@node bench/dist/archive.js

check: setup ## formatter, linter and types
	@npx --no-install biome check .
	@npx --no-install tsc -b

packages: setup ## packs every package, looks at the archives with publint and attw, and tries them in an empty project (NODES=20,22,24: in one for each)
	@NODES=$(NODES) node scripts/packages.mjs

api: setup ## the API reference, as pages in docs/api
	@npm ci --silent --ignore-scripts --prefix scripts/api
	@cd scripts/api && npx --no-install typedoc
	@echo "docs/api/index.html"

CHANGESETS = scripts/release/node_modules/.bin/changeset

$(CHANGESETS): scripts/release/package-lock.json
	@npm ci --silent --ignore-scripts --prefix scripts/release && touch $@

changeset: $(CHANGESETS) ## (Node.js 22 or newer) write down what a change brings, and whether it breaks something, for the next version
	@$(CHANGESETS)

version: $(CHANGESETS) ## (Node.js 22 or newer) raise the version of all packages as the changesets say
	@node scripts/release/version.mjs

clean: ## remove compiled TypeScript (not libtorch or the addon: npx mandn-torch clean)
	rm -rf packages/*/dist bench/dist examples/dist

demo: setup ## the whole method on real scans, beside labels alone (DATA=folder for your own)
	@node packages/mn/bin/mn.js demo $(DATA)

generate: setup ## write the operators again from the libtorch in use
	@node packages/torch/dist/generate/operators.js
	@npx --no-install tsc -b

BENCH_PYTHON = .parity/bench/bin/python

$(BENCH_PYTHON): bench/requirements.txt
	@python3 -m venv .parity/bench && $(BENCH_PYTHON) -m pip install --quiet -r bench/requirements.txt && touch $@

bench: setup $(IMAGING_PYTHON) $(BENCH_PYTHON) ## the engine, networks and the reading and scoring of scans beside Python: time and memory, as ratios
	@node bench/dist/engine.js
	@node bench/dist/networks.js --python $(BENCH_PYTHON)
	@$(IMAGING_PYTHON) bench/metrics.py
	@$(IMAGING_PYTHON) bench/check_scans.py
	@node bench/dist/inference.js --python $(BENCH_PYTHON)

gpu-check: setup ## what works and may be trusted on this machine's CUDA device, in under ten minutes (DATA=folder for your own scans)
	@node bench/dist/gpu-check.js $(if $(DATA),--data $(DATA))
