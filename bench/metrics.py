"""Times the metrics of left-atrium mask pairs, ours and MedPy's side by side, and compares their values.

    pip install numpy scipy medpy surface-distance nibabel
    python bench/metrics.py [number of scans]

The reference is a scan's mask, the prediction the same mask shifted, dilated or eroded and dotted with stray voxels.
The masks are read from la/labels in the data folder of MANDN_SHARED, or of shared/ beside the repository.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import nibabel
import numpy as np
from scipy import ndimage

np.Inf, np.NaN = np.inf, np.nan  # surface-distance 0.1 was written for NumPy 1
import surface_distance
from medpy.metric import binary as medpy

ROOT = pathlib.Path(__file__).resolve().parents[1]
SHARED = pathlib.Path(os.environ.get("MANDN_SHARED", ROOT.parent / "shared"))
FIVE = ("dc", "hd", "hd95", "asd", "assd")
OURS = {"dc": "dice"}


def pairs(count):
    rng = np.random.default_rng(0)
    for k, path in enumerate(sorted((SHARED / "data/la/labels").glob("*.nii.gz"))[:count]):
        image = nibabel.load(path)
        reference = np.ascontiguousarray(np.asarray(image.dataobj).T) > 0
        prediction = np.roll(reference, (1, 2, -1), (0, 1, 2))
        morph = (ndimage.binary_dilation, ndimage.binary_erosion)[k % 2]
        prediction = morph(prediction, iterations=1 + k % 3)
        if k % 3 == 2:
            prediction |= rng.random(prediction.shape) > 0.999995
        yield path.name.split(".")[0], prediction, reference, [float(s) for s in image.header.get_zooms()[::-1]]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    if not (SHARED / "data/la/labels").is_dir():
        return print("No masks to score are here (MANDN_SHARED).")
    theirs, described = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for name, prediction, reference, spacing in pairs(count):
            for part, mask in (("prediction", prediction), ("reference", reference)):
                mask.astype(np.uint8).tofile(pathlib.Path(folder, f"{name}.{part}"))
            described.append({"name": name, "shape": reference.shape, "spacing": spacing})
            begin = time.perf_counter()
            values = {m: getattr(medpy, m)(prediction, reference, *([spacing] if m != "dc" else [])) for m in FIVE}
            seconds = time.perf_counter() - begin
            begin = time.perf_counter()
            found = surface_distance.compute_surface_distances(reference, prediction, spacing)
            deepmind = {
                "hd": surface_distance.compute_robust_hausdorff(found, 100),
                "hd95": surface_distance.compute_robust_hausdorff(found, 95),
                "asd": surface_distance.compute_average_surface_distance(found)[1],
                "surfaceDice": surface_distance.compute_surface_dice_at_tolerance(found, 1),
            }
            theirs[name] = {"medpy": (values, seconds), "deepmind": (deepmind, time.perf_counter() - begin)}
        pathlib.Path(folder, "pairs.json").write_text(json.dumps(described))
        run = subprocess.run(["node", ROOT / "bench/metrics.mjs", folder], check=True, stdout=subprocess.PIPE, cwd=ROOT)
    print(f"{'scan':8} {'definition':10} {'theirs':>9} {'ours':>9} {'ratio':>6}  largest relative difference")
    for ours in json.loads(run.stdout):
        for definition, (values, seconds) in theirs[ours["name"]].items():
            mine = ours[definition]
            difference = max(abs(mine["values"][OURS.get(m, m)] - v) / max(abs(v), 1e-12) for m, v in values.items())
            ratio = seconds / mine["seconds"]
            times = f"{1000 * seconds:6.0f} ms {1000 * mine['seconds']:6.1f} ms {ratio:5.1f}x"
            print(f"{ours['name']:8} {definition:10} {times}  {difference:.1e}")
            if difference > 1e-6:
                sys.exit("The values differ.")


main()
