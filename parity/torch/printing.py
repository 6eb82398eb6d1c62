"""Golden prints: packages/torch/test/fixtures/print.json.

    python parity/torch/printing.py

The elements of each tensor are given by their bytes, so that both sides print the same ones.
"""

import json
from pathlib import Path

import torch

FIXTURE = Path(__file__).parents[2] / "packages/torch/test/fixtures/print.json"
nan, inf = float("nan"), float("inf")
T = torch.tensor

TENSORS = [
    T(3.0), T(3.5), T(0.0), T(-0.0), T(nan), T(-inf), T(7), T(True), T(1e10), T(1e-10), T(123456.789),
    T([1.0, 2.0, 3.0]), T([1.0, 2.5, -3.25]), T([1e-5, 1.0]), T([1e9, 1.0]), T([1.0, 1001.0, 0.5]), T([0.001, 1.0, 1000.0]),
    T([0.0, 0.0]), T([1.0, nan]), T([1.5, inf, -inf, nan]), T([inf, -inf]), T([nan]), T([-1.0, 10.0, 100.0]), T([1e8, 2e8]), T([2e8, 3.0e8]),
    T([0.00005, 0.5]), T([1e-20, 1e-20]), T([123456.0, 1.0]), T([-0.5, 0.25]), T([100000.5, 1.5]), T([1e30, 1.0, nan]),
    T([1, -20, 300]), T([[1, 2], [3, 4]]), T([True, False]), T([[True], [False]]),
    T([1.0, 2.0], dtype=torch.float64), T([1, 2], dtype=torch.int32), T([1, 2], dtype=torch.uint8), T([1.5], dtype=torch.bfloat16),
    T([1.5, 1000.0], dtype=torch.float16), T([0.1, 0.2], dtype=torch.float64), T([0.1, 0.2], dtype=torch.bfloat16),
    T([]), torch.zeros(0, 3), torch.zeros(2, 0, dtype=torch.int64), torch.zeros(0, dtype=torch.int64), torch.zeros(0, dtype=torch.bool),
    torch.arange(24.0).reshape(2, 3, 4), torch.arange(16).reshape(2, 2, 2, 2), torch.arange(40.0), torch.arange(30), torch.arange(1000),
    torch.arange(1001.0), torch.arange(2000), torch.arange(1200.0).reshape(30, 40), torch.arange(4000).reshape(10, 20, 20), torch.arange(1200).reshape(4, 300),
    (torch.arange(1200.0) / 7).reshape(200, 6), torch.arange(1008.0).reshape(7, 144), torch.arange(18.0).reshape(6, 3) / 1e5, T([[1e-3, 1.0], [2000.0, 3.0]]),
    T([1 + 2j, -0.5j]), T([[1 + 1j, 2 - 3j]]), T(1.5 - 2j), T([1 + 2j, nan + 1j], dtype=torch.complex128), T([1 + 2j, 3 - 4j]), T([0.5 + 1e-7j]), T([0.03125, 0.09375, -0.15625]), T([1000050.0, 1.0]), T([0.0, -0.0, 1.5]), T([-0.0, 2.0]),
]


def row(t):
    flat = t.contiguous().reshape(-1)
    raw = flat.view(torch.uint8).numpy().tobytes() if t.numel() else b""
    return {"dtype": str(t.dtype).removeprefix("torch."), "shape": list(t.shape), "hex": raw.hex(), "text": str(t)}


leaf = T([1.0, 2.0], requires_grad=True)
graph = {
    "leaf": str(leaf),
    "sum": str(leaf.sum()),
    "mul": str(leaf * leaf),
    "meta": str(torch.empty(2, 3, device="meta")),
    "metaInt": str(torch.empty(2, device="meta", dtype=torch.int64)),
}


def stored(entry):
    # Large ones are ranges: divided, reshaped.
    if len(entry["hex"]) > 2000:
        t = entry.pop("tensor")
        flat = t.flatten()
        entry["hex"] = ""
        entry["range"] = [flat.numel(), 7 if flat.numel() == 1200 and t.shape[0] == 200 else 1]
    else:
        entry.pop("tensor")
    return entry


rows = [stored({**row(t), "tensor": t}) for t in TENSORS]
FIXTURE.write_text('{"tensors": [\n' + ",\n".join(json.dumps(r) for r in rows) + '\n], "graph": ' + json.dumps(graph) + "}\n")
