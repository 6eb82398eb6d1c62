"""The folders that `mn export --python` writes: what predict.py makes of a scan must be the mask that `mn predict` makes.

    python parity/mn/exported_python.py [NETWORK…]      all pairs of networks, or those with one of these

A run for each pair of networks is trained for some updates on the hippocampus scans of the repository, so that its masks are not trivial.
Compared are masks of whole scans: at least 99.9 % of the voxels of every class must be the same (Dice).
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nibabel as nib
import numpy as np

ROOT = Path(__file__).parents[2]
MN = ["node", str(ROOT / "packages/mn/bin/mn.js")]
SCANS = ROOT / "examples/hippocampus"
SEGFORMER = dict(hidden_sizes=[8, 16, 20, 32], depths=[1, 1, 1, 1], decoder_hidden_size=16)
DINOV2 = dict(hidden_size=24, num_hidden_layers=4, num_attention_heads=3)
PAIRS = [
    (("mobilenet-v2", {}), ("unet3d", dict(width=8, levels=3))),
    (("resnet", {}), ("vnet", dict(width=4))),
    (("segformer", dict(config=SEGFORMER, lora=dict(rank=2, alpha=4, targets=["query", "dense"]))), ("resenc", dict(features=[8, 16, 32]))),
    (("dinov2", dict(config=DINOV2)), ("swin-unetr", dict(width=12, depths=[1, 1, 1, 1]))),
]


def mn(*arguments):
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    subprocess.run([*MN, *map(str, arguments)], check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def dice(a, b, value):
    total = (a == value).sum() + (b == value).sum()
    return 1.0 if total == 0 else 2 * ((a == value) & (b == value)).sum() / total


def check(two, three, folder):
    run = folder / "run"
    mn("plan", SCANS, "--out", run, "--network-2d", two[0], "--network-3d", three[0], "--device", "cpu")
    plan = json.loads((run / "plan.json").read_text())
    plan["members"]["2d"]["options"], plan["members"]["3d"]["options"] = two[1], three[1]
    plan["precision"] = "float32"
    size = [64 if three[0] == "swin-unetr" else 32, 32, 32]  # more than one voxel at its coarsest
    plan["training"] |= dict(crop=size, epochs=8, updatesPerEpoch=4, volumesPerBatch=2)
    for member in plan["members"].values():
        member["learningRate"] = 3e-3  # so few updates find something with it
    plan["training"].pop("budget", None)
    plan["preprocessing"]["spacing"] = [1.25, 1.1, 0.9]
    plan["inference"] |= dict(window=size, largestComponent=[True, False], fillHoles=[False, True])
    (run / "plan.json").write_text(json.dumps(plan))
    mn("train", run)
    mn("export", run, "--python", folder / "python")
    scans = sorted((SCANS / "test/images").iterdir())[:2]
    mn("predict", run, *scans, "--out", folder / "ours")
    worst = 1.0
    for scan in scans:
        out = folder / f"theirs-{scan.name}"
        subprocess.run([sys.executable, "-W", "ignore", folder / "python/predict.py", scan, out], check=True)
        ours, theirs = nib.load(folder / "ours" / scan.name), nib.load(out)
        assert np.array_equal(ours.affine, theirs.affine), "another grid"
        a, b = np.asarray(ours.dataobj), np.asarray(theirs.dataobj)
        values = np.unique(a)
        assert len(values) > 1, f"{scan.name}: nothing was found, so nothing is compared"
        worst = min(worst, *(dice(a, b, value) for value in np.union1d(values, np.unique(b))))
    print(f"{two[0]} and {three[0]}: Dice of ours and PyTorch's {worst:.5f}", flush=True)
    return worst >= 0.999


if __name__ == "__main__":
    words, broken = sys.argv[1:], []
    for two, three in PAIRS:
        if words and two[0] not in words and three[0] not in words:
            continue
        with tempfile.TemporaryDirectory() as folder:
            if not check(two, three, Path(folder)):
                broken.append(f"{two[0]} and {three[0]}")
    if broken:
        sys.exit(f"Not ours: {'; '.join(broken)}")
