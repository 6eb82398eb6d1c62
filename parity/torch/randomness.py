"""Golden random numbers: packages/torch/test/fixtures/random.json.

    python parity/torch/randomness.py
"""

import hashlib
import json
from pathlib import Path

import torch

FIXTURE = Path(__file__).parents[2] / "packages/torch/test/fixtures/random.json"
numbers = {}


def hex_of(t):
    return t.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes().hex()


def state_hash(generator):
    return hashlib.sha256(generator.get_state().numpy().tobytes()).hexdigest()


def draw(name, seed, make):
    torch.manual_seed(seed)
    numbers[name] = hex_of(make())


draw("randn", 1, lambda: torch.randn(5))
draw("randnLong", 2, lambda: torch.randn(40)[::8])
draw("rand", 3, lambda: torch.rand(2, 3))
draw("randFloat64", 4, lambda: torch.rand(4, dtype=torch.float64))
draw("randint", 5, lambda: torch.randint(10, (8,)))
draw("randintBetween", 6, lambda: torch.randint(-5, 5, (8,), dtype=torch.int32))
draw("randperm", 7, lambda: torch.randperm(20))
draw("bernoulli", 8, lambda: torch.bernoulli(torch.full((12,), 0.3)))
draw("dropout", 9, lambda: torch.dropout(torch.ones(20), 0.5, True))
draw("normal_", 10, lambda: torch.zeros(6).normal_(2, 3))
draw("uniform_", 11, lambda: torch.zeros(6).uniform_(-1, 2))
draw("randnBfloat16", 12, lambda: torch.randn(6, dtype=torch.bfloat16))
draw("multinomial", 13, lambda: torch.multinomial(torch.tensor([0.1, 0.2, 0.7]), 6, replacement=True))
draw("exponential_", 14, lambda: torch.zeros(4).exponential_())
draw("largeSeed", 2**63 + 5, lambda: torch.randn(3))
draw("negativeSeed", -7, lambda: torch.randn(3))

own = torch.Generator().manual_seed(99)
numbers["own"] = hex_of(torch.randn(5, generator=own))
states = {"own": state_hash(own)}
for seed in (0, 42):
    torch.manual_seed(seed)
    states[f"seed {seed}"] = state_hash(torch.default_generator)
    torch.randn(3)
    states[f"seed {seed} after randn(3)"] = state_hash(torch.default_generator)

FIXTURE.write_text(json.dumps({"numbers": numbers, "states": states}, indent=1) + "\n")
