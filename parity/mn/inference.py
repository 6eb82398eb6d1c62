"""Golden values for packages/mn/test/inference, written to packages/mn/test/fixtures/inference.json.

    pip install torch==2.13.0 numpy && pip install --no-deps monai==1.5.2
    python parity/mn/inference.py

What a small network predicts in whole images is monai.inferers.sliding_window_inference's, as are the places and weights
of windows. Arrays are float32, zlib, base64.
"""

import base64
import json
import pathlib
import zlib

import numpy as np
import torch
from monai.data.utils import compute_importance_map, dense_patch_slices
from monai.inferers import sliding_window_inference
from monai.inferers.utils import _get_scan_interval
from torch import nn

OUT = pathlib.Path(__file__).parents[2] / "packages/mn/test/fixtures/inference.json"
torch.manual_seed(20251124)
torch.set_num_threads(1)


def packed(tensor):
    array = np.ascontiguousarray(tensor.detach().numpy().astype(np.float32))
    return {"shape": array.shape, "data": base64.b64encode(zlib.compress(array.tobytes(), 9)).decode()}


# Padding and instance norm make what is predicted for a voxel depend on the window around it.
network = nn.Sequential(nn.Conv3d(2, 4, 3, padding=1), nn.InstanceNorm3d(4), nn.ReLU(), nn.Conv3d(4, 3, 3, padding=1))

CASES = [
    # image, window, overlap, mode, windows per batch
    ((10, 13, 9), (4, 8, 8), 0.5, "gaussian", 4),
    ((10, 13, 9), (4, 8, 8), 0.5, "constant", 1),
    ((10, 13, 9), (4, 4, 4), 0.25, "gaussian", 7),
    ((10, 13, 9), (4, 8, 8), 0.7, "constant", 5),
    ((6, 13, 5), (8, 8, 8), 0.5, "gaussian", 2),
    ((5, 3, 6), (8, 8, 8), 0.5, "constant", 3),
    ((9, 10, 9), (8, 8, 8), 0.9, "gaussian", 3),
    ((8, 8, 8), (8, 8, 8), 0.5, "gaussian", 1),
]

predictions = []
for shape, window, overlap, mode, batch in CASES:
    image = torch.randn(1, 2, *shape)
    with torch.no_grad():
        logits = sliding_window_inference(image, window, batch, network, overlap=overlap, mode=mode)
    predictions.append(
        {
            "image": packed(image[0]),
            "window": window,
            "overlap": overlap,
            "weighting": "uniform" if mode == "constant" else mode,
            "windowsPerBatch": batch,
            "logits": packed(logits[0]),
        }
    )

starts = []
for size in (5, 8, 16, 17, 31, 88, 320):
    for window in (4, 8, 16, 64, 160):
        if window > size:
            continue
        for overlap in (0, 0.1, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99):
            interval = _get_scan_interval((size,), (window,), 1, (overlap,))
            slices = dense_patch_slices((size,), (window,), interval)
            starts.append({"size": size, "window": window, "overlap": overlap, "starts": [int(s[0].start) for s in slices]})

weights = [
    {"window": window, "weights": packed(compute_importance_map(window, mode="gaussian"))}
    for window in ((4, 8, 8), (6, 5, 1), (24, 16, 8))
]

OUT.parent.mkdir(parents=True, exist_ok=True)
state = {name: packed(value) for name, value in network.state_dict().items()}
OUT.write_text(json.dumps({"network": state, "predictions": predictions, "starts": starts, "weights": weights}) + "\n")
print(f"{OUT}: {OUT.stat().st_size} bytes")
