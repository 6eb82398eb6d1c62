"""Golden values for packages/imaging/test/components, written to packages/imaging/test/fixtures/components.json.

    pip install numpy scipy
    python parity/imaging/components.py

Masks are made here from a fixed seed; components are scipy.ndimage.label's, with 6, 18 and 26 neighbours, filled holes
scipy.ndimage.binary_fill_holes'.
"""

import base64
import json
import pathlib
import zlib

import numpy as np
from scipy import ndimage

OUT = pathlib.Path(__file__).parents[2] / "packages/imaging/test/fixtures/components.json"
rng = np.random.default_rng(20251124)


def packed(array):
    return base64.b64encode(zlib.compress(np.ascontiguousarray(array).tobytes(), 9)).decode()


def shell(shape, holes):
    grid = np.meshgrid(*[np.linspace(-1, 1, n) for n in shape], indexing="ij")
    radius = np.sqrt(sum(g**2 for g in grid))
    mask = (radius < 0.95) & (radius > 0.5)
    for place in holes:
        mask[place] = False
    return mask


MASKS = {
    "noise 20 %": rng.random((9, 11, 13)) < 0.2,
    "noise 35 %": rng.random((12, 10, 9)) < 0.35,
    "noise 70 %": rng.random((10, 9, 12)) < 0.7,
    "smooth": ndimage.gaussian_filter(rng.standard_normal((16, 20, 18)), 1.2) > 0.1,
    "one slice": rng.random((1, 20, 20)) < 0.4,
    "one column": rng.random((20, 20, 1)) < 0.4,
    "closed shell": shell((17, 19, 15), []),
    "shell with a hole through a face": shell((17, 19, 15), [(8, 9, slice(0, 7))]),
    "shell at the grid's edge": shell((17, 19, 15), [])[:, :, :8],
    "empty": np.zeros((3, 4, 5), bool),
    "full": np.ones((3, 4, 5), bool),
    "diagonals": np.eye(6, dtype=bool)[:, None, :] & np.eye(6, dtype=bool)[None, :, :],
}

cases = []
for name, mask in MASKS.items():
    labelled = {
        str(n): ndimage.label(mask, ndimage.generate_binary_structure(3, order))[0].astype(np.int32)
        for n, order in ((6, 1), (18, 2), (26, 3))
    }
    cases.append(
        {
            "name": name,
            "shape": mask.shape,
            "mask": packed(mask.astype(np.uint8)),
            "labels": {n: packed(labels) for n, labels in labelled.items()},
            "filled": packed(ndimage.binary_fill_holes(mask).astype(np.uint8)),
        }
    )
OUT.write_text(json.dumps(cases, indent=1) + "\n")
print(f"{OUT}: {OUT.stat().st_size} bytes")
