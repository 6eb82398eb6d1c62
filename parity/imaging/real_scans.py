"""Holds what @mandn/imaging makes of whole datasets of real scans against nibabel, NumPy, SciPy and SimpleITK.

    make parity-scans                                    the datasets beside the repository (MANDN_SHARED)
    python parity/imaging/real_scans.py FOLDER...        others: images/ and labels/ in NIfTI

Of every scan and mask: voxels and affine as nibabel reads them; turned to one of the 48 orientations as nibabel turns
it, and back, all bit for bit; the facts of checkDataset as NumPy measures them; resampled to 1.25 mm as SciPy (cubic with
anti-aliasing; labels class by class) and SimpleITK (linear; nearest) do. Tolerances are below.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nibabel as nib
import numpy as np
from resample import blurred, class_wise, positions, scipy_resample, sitk_image, sitk_resample
from scipy import ndimage

ROOT = Path(__file__).resolve().parents[2]
SPACING = 1.25
# Single precision: largest difference as a share of the scan's range of values.
RESAMPLED = 1e-6
# Voxels of a mask that may differ; for nearest but those whose centre lies, within 1e-6 voxels, between two old ones.
LABELS = 0
# Mean and standard deviation, relative.
SUMS = 1e-9
RANKS = {"min": 0, "p0_5": 0.005, "p5": 0.05, "p50": 0.5, "p95": 0.95, "p99_5": 0.995, "max": 1}


def sha256(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def check_values(found, values):
    if values.size == 0:
        assert found is None
        return
    values = np.sort(values.astype(np.float64))
    assert found["voxels"] == values.size
    for name, rank in RANKS.items():
        assert found[name] == values[int(rank * (values.size - 1))], (name, found)
    for name, value in (("mean", values.mean()), ("std", values.std())):
        assert abs(found[name] - value) <= SUMS * max(1, abs(value)), (name, found[name], value)


def check_box(found, inside):
    if not inside.any():
        assert found is None
        return
    places = np.argwhere(inside)
    assert [found["start"], found["end"]] == [places.min(0).tolist(), (places.max(0) + 1).tolist()]


def check_facts(facts, image, label):
    """`image` and `label`: (voxels [D, H, W], affine) in the canonical frame."""
    voxels, affine = image
    assert facts["shape"] == list(voxels.shape)
    assert np.allclose(facts["spacing"], np.linalg.norm(affine[:3, :3], axis=0)[::-1], rtol=1e-12, atol=0)
    [channel] = facts["channels"]
    assert channel["nonFinite"] == 0
    check_values(channel["all"], voxels.ravel())
    check_values(channel["nonZero"], voxels[voxels != 0])
    check_values(channel["foreground"], voxels[label[0] != 0])
    check_box(facts["nonZero"], voxels != 0)
    check_box(facts["label"]["foreground"], label[0] != 0)
    values, counts = np.unique(label[0], return_counts=True)
    assert [v["value"] for v in facts["label"]["values"]] == values.tolist()
    assert [v["voxels"] for v in facts["label"]["values"]] == counts.tolist()
    millilitres = counts * abs(np.linalg.det(label[1][:3, :3])) / 1000
    assert np.allclose([v["millilitres"] for v in facts["label"]["values"]], millilitres, rtol=1e-12)
    for file, (array, _) in ((facts["files"][0], image), (facts["label"]["file"], label)):
        text = "1x" + "x".join(map(str, array.shape)) + "\n"
        small = np.array_equal(array.astype(np.uint8), array)
        content = np.ascontiguousarray(array, np.uint8 if small else np.float32).tobytes()
        assert file["hash"] == hashlib.sha256(text.encode() + content).hexdigest()


def check_file(file):
    """Voxels [D, H, W] and affine, as stored and in the canonical frame."""
    stored = nib.load(file["path"])
    data = np.asarray(stored.dataobj).astype(file["dtype"])
    assert [1, *data.T.shape] == file["shape"] and sha256(data.T) == file["sha256"]
    assert np.array_equal(stored.affine.ravel(), file["affine"])
    assert file["exact"], "turned and turned back"
    to = nib.orientations.axcodes2ornt(tuple(file["turned"]["code"]))
    turned = stored.as_reoriented(nib.orientations.ornt_transform(nib.io_orientation(stored.affine), to))
    assert sha256(np.asarray(turned.dataobj).astype(file["dtype"]).T) == file["turned"]["sha256"]
    assert np.abs(turned.affine.ravel() - file["turned"]["affine"]).max() < 1e-9
    canonical = nib.as_closest_canonical(stored)
    return data.T, stored.affine, (np.asarray(canonical.dataobj).astype(file["dtype"]).T, canonical.affine)


def cubic(voxels, source, target, shape):
    """scipy_resample's cubic, by affine_transform: the grids run along each other."""
    _, m = positions(source, target, (1, 1, 1))
    diagonal, offset = np.diag(m[:3, :3])[::-1], m[:3, 3][::-1]
    data = blurred(voxels.astype(np.float64), m)
    return ndimage.affine_transform(data, diagonal, offset, shape, order=3, mode="mirror")


def between_two(source, target, shape):
    """Where a new voxel's centre lies in the middle between two old ones, so that rounding decides which is nearest."""
    _, m = positions(source, target, (1, 1, 1))
    steps, offsets = np.diag(m[:3, :3])[::-1], m[:3, 3][::-1]
    halves = [np.abs((o + s * np.arange(n)) % 1 - 0.5) < 1e-6 for s, o, n in zip(steps, offsets, shape)]
    return halves[0][:, None, None] | halves[1][:, None] | halves[2]


def check_dataset(dataset):
    worst = dict.fromkeys(("cubic SciPy", "linear SimpleITK", "labels SciPy", "nearest SimpleITK"), 0.0)
    with tempfile.TemporaryDirectory() as folder:
        command = ["node", ROOT / "parity/imaging/real_scans.mjs", dataset, folder, str(SPACING)]
        ours = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        report = json.loads(ours.stdout.readline())
        for case in report["cases"]:
            print(case["id"], file=ours.stdin, flush=True)
            answer = json.loads(ours.stdout.readline())
            assert answer["id"] == case["id"]
            read = [check_file(file) for file in answer["files"]]
            check_facts(case["facts"], read[0][2], read[1][2])
            for file, (voxels, affine, _) in zip(answer["files"], read):
                shape = tuple(file["grid"]["shape"][1:])
                target = np.reshape(file["grid"]["affine"], (4, 4))
                assert np.allclose(np.linalg.norm(target[:3, :3], axis=0), SPACING, rtol=1e-12)

                def result(name, dtype):
                    return np.fromfile(Path(folder, f"{file['part']} {name}"), dtype).reshape(shape)

                if file["part"] == "image":
                    span = float(np.ptp(voxels))
                    expected = {"cubic SciPy": cubic(voxels, affine, target, shape)}
                    linear = sitk_resample(voxels, affine, target, shape, "linear", False, 0.0)
                    expected["linear SimpleITK"] = linear
                    for name, values in expected.items():
                        worst[name] = max(worst[name], np.abs(result(name, np.float32) - values).max() / span)
                else:
                    differs = result("labels SciPy", file["dtype"]) != class_wise(voxels, affine, target, shape)
                    worst["labels SciPy"] += np.count_nonzero(differs)
                    nearest = sitk_resample(voxels, affine, target, shape, "nearest", False, 0.0)
                    differs = result("nearest SimpleITK", file["dtype"]) != nearest
                    worst["nearest SimpleITK"] += np.count_nonzero(differs & ~between_two(affine, target, shape))
        ours.stdin.close()
        assert ours.wait() == 0
    print(f"{dataset}: {len(report['cases'])} scans and masks read, turned, turned back and measured as by nibabel and NumPy")
    for name, difference in worst.items():
        masks = name.startswith(("labels", "nearest"))
        limit, what = (LABELS, "voxels that differ") if masks else (RESAMPLED, "largest difference / range")
        print(f"  to {SPACING} mm, {name:18} {what}: {difference:.2g} (allowed {limit:.2g})")
        assert difference <= limit, name


def main():
    shared = Path(os.environ.get("MANDN_SHARED", ROOT.parent / "shared")) / "data"
    for dataset in sys.argv[1:] or [shared / "la", shared / "hippocampus"]:
        check_dataset(Path(dataset).resolve())


main()
