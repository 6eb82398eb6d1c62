"""Golden results of indexing: packages/torch/test/fixtures/indexing.json.

    python parity/torch/indexing.py

Each case is an index in JSON: integers, booleans, null, "...", {"slice": [start, stop, step]}, {"mask": …},
{"at": …}. Reading gives the shape and the elements; writing gives all elements afterwards.
"""

import json
from pathlib import Path

import torch

FIXTURE = Path(__file__).parents[2] / "packages/torch/test/fixtures/indexing.json"


def s(start=None, stop=None, step=1):
    return {"slice": [start, stop, step]}


def at(indices):
    return {"at": indices}


def mask(values):
    return {"mask": values}


ROWS = mask([True, False, True])
PLANE = mask([[i % 2 == j % 3 == 0 for j in range(4)] for i in range(3)])
CUBE = mask([[[(i + 2 * j + k) % 4 == 0 for k in range(5)] for j in range(4)] for i in range(3)])
NONE = mask([False, False, False])

CASES = [
    [0], [-1], [2], [0, 1], [0, -1, 2], [-3, -4, -5], [1, s(), 3], [3], [-4], [0, 4], [0, 0, 0, 0],
    [s()], [s(1)], [s(None, 2)], [s(0, -1)], [s(-2)], [s(0, 3, 2)], [s(1, 1)], [s(2, 1)], [s(-100, 100)], [s(5, 9)],
    [s(), s(1, None, 2), s(None, None, 3)], [s(), -1, s(-3, -1)], [s(1, 2), 0],
    ["..."], ["...", 0], [0, "..."], [0, "...", 1], ["...", s(1, 3), 0], [0, 1, "...", 2], [0, 1, 2, "..."],
    [0, "...", 0, 0, 0],
    [None], [None, 0], [0, None], ["...", None], [s(), None, 1], [None, "...", None], [1, None, s(0, 2), None, 0],
    [at([0, 2])], [at([-1])], [at([[0, 1], [2, 0]])], [at(1)], [s(), at([3, 0, 3])], ["...", at([4, -5])],
    [at([0, 1]), at([2, 3])], [at([[0], [2]]), at([1, 3])], [at([0, 1]), s(), at([2, 3])], [0, at([1, 2])],
    [at([0, 1]), 1], [at([0, 1]), s(), 1], [s(), at([0, 2]), at([1, 1])], [at([]), 0], [at([3])], [at([0, 1]), at([0, 1, 2])],
    [at([0, 2]), None], [None, at([0, 2])], [s(1), at([0, 2]), s(None, 2)], [at([0, 1]), "...", at([1, 2])],
    [ROWS], [s(), mask([True, False, False, True])], [PLANE], [CUBE], [s(1), mask([[True] * 5] * 4)], [NONE],
    [PLANE, 0], [PLANE, s(1, 3)], [PLANE, at([1])], ["...", mask([True, False, False, False, True])], [ROWS, s(), at([0, 1])],
    [ROWS, at([1, 2])], [mask([True, False])], [mask([[True, False, True]] * 3)], [True], [False], [0, True], [s(), False],
    [True, at([0, 1])],
]


def index_of(item):
    if item == "...":
        return Ellipsis
    if not isinstance(item, dict):
        return item
    if "slice" in item:
        return slice(*item["slice"])
    if "at" in item:
        return torch.tensor(item["at"], dtype=torch.int64)
    return torch.tensor(item["mask"], dtype=torch.bool)


def base():
    return torch.arange(60, dtype=torch.float32).reshape(3, 4, 5)


def run(case):
    index = tuple(index_of(item) for item in case)
    try:
        found = base()[index]
    except (IndexError, RuntimeError, ValueError) as error:
        return {"index": case, "error": type(error).__name__}
    written = base()
    written[index] = -1.0
    copied = base()
    copied[index] = (100 + torch.arange(found.numel(), dtype=torch.float32)).reshape(found.shape)
    return {
        "index": case,
        "shape": list(found.shape),
        "values": found.flatten().tolist(),
        "written": [i for i, x in enumerate(written.flatten().tolist()) if x == -1.0],
        "copied": copied.flatten().tolist(),
    }


FIXTURE.write_text("[\n" + ",\n".join(json.dumps(run(case)) for case in CASES) + "\n]\n")
