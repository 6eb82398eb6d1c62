"""Times the check of a dataset: every scan and mask read, compared and measured, by us and by nibabel and NumPy.

    pip install numpy nibabel
    python bench/check_scans.py [pairs of runs [folder]]

Ours is checkDataset without its cache. The peer does the same by NumPy's own functions: shapes and affines compared;
finite voxels; mean, deviation and seven percentiles of all voxels, of those not 0 and of those under the mask; boxes;
the mask's values and how often; a SHA-256 of the voxels. Both run in processes of their own, in turn, start and imports
included, on one core and on all; the peer with a pool of processes. What both measure is compared.
"""

import hashlib
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MANDN_SHARED", ROOT.parent / "shared"))
NAMES = ("min", "p0_5", "p5", "p50", "p95", "p99_5", "max")


def intensities(np, values):
    ranks = np.percentile(values, (0, 0.5, 5, 50, 95, 99.5, 100), method="lower")
    return {"mean": float(values.mean()), "std": float(values.std()), **dict(zip(NAMES, ranks.tolist()))}


def box(np, inside):
    ends = []
    for axis in range(3):
        along = np.flatnonzero(inside.any(axis=tuple(a for a in range(3) if a != axis)))
        ends.append((int(along[0]), int(along[-1]) + 1))
    return ends[::-1]


def measure(path):
    import nibabel
    import numpy as np

    image = nibabel.load(path)
    mask = nibabel.load(path.parent.parent / "labels" / path.name)
    voxels, label = np.asarray(image.dataobj), np.asarray(mask.dataobj)
    assert voxels.shape == label.shape and np.allclose(image.affine, mask.affine)
    assert np.isfinite(voxels).all() and np.isfinite(label).all()
    values, counts = np.unique(label, return_counts=True)
    return {
        "all": intensities(np, voxels),
        "nonZero": intensities(np, voxels[voxels != 0]),
        "foreground": intensities(np, voxels[label != 0]),
        "boxes": [box(np, voxels != 0), box(np, label != 0)],
        "values": dict(zip(values.tolist(), counts.tolist())),
        "hashes": [hashlib.sha256(array.tobytes(order="F")).hexdigest() for array in (voxels, label)],
    }


def peer(folder, processes):
    paths = sorted((Path(folder) / "images").glob("*.nii.gz"))
    if processes == 1:
        results = [measure(path) for path in paths]
    else:
        with multiprocessing.Pool(processes) as pool:
            results = pool.map(measure, paths)
    print(json.dumps(results))


def timed(*command):
    begin = time.perf_counter()
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout
    return time.perf_counter() - begin, json.loads(out)


def compare(report, theirs):
    assert len(report["cases"]) == len(theirs)
    for case, other in zip(report["cases"], theirs):
        facts = case["facts"]
        [channel] = facts["channels"]
        for population in ("all", "nonZero", "foreground"):
            for name, value in other[population].items():
                assert abs(channel[population][name] - value) <= 1e-6 * max(1, abs(value)), (case["id"], population, name)
        boxes = [facts["nonZero"], facts["label"]["foreground"]]
        assert [list(map(list, zip(b["start"], b["end"]))) for b in boxes] == other["boxes"], case["id"]
        assert {str(v["value"]): v["voxels"] for v in facts["label"]["values"]} == other["values"]


def main():
    if sys.argv[1:2] == ["peer"]:
        return peer(sys.argv[2], int(sys.argv[3]))
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    folder = sys.argv[2] if len(sys.argv) > 2 else str(SHARED / "data" / "la")
    if not Path(folder, "images").is_dir():
        return print(f"{folder}: no scans to read are here (MANDN_SHARED).")
    for cores in sorted({1, len(os.sched_getaffinity(0))}):
        runs = []
        for _ in range(pairs):
            seconds, report = timed("node", "bench/check_scans.mjs", folder, str(cores))
            their_seconds, theirs = timed(sys.executable, __file__, "peer", folder, str(cores))
            compare(report, theirs)
            runs.append((seconds, their_seconds))
        ours, python, ratio = (statistics.median(v) for v in zip(*[(a, b, a / b) for a, b in runs]))
        print(f"{len(theirs)} scans and masks, {cores} core{'s' if cores > 1 else ''}: ours {ours:.2f} s, nibabel and NumPy {python:.2f} s, ratio {ratio:.2f}")


main()
