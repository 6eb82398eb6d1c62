"""Golden values for packages/imaging/test/metrics, written to packages/imaging/test/fixtures/metrics.json.

    pip install numpy scipy medpy surface-distance
    pip install torch monai          # optional: checks our surface Dice by voxels against MONAI's
    python parity/imaging/metrics.py

Overlap, Hausdorff and average surface distances are MedPy's, area-weighted ones DeepMind's surface-distance's, the
distance transform and statistics SciPy's. The masks are made here from a fixed seed. Masks of one slice are given to
MedPy and surface-distance as images of two dimensions.
"""

import base64
import json
import pathlib
import zlib

import numpy as np
from scipy import ndimage, special, stats
from scipy.stats import _resampling

# surface-distance 0.1 was written for NumPy 1 and an older SciPy.
np.Inf, np.NaN = np.inf, np.nan
if not hasattr(ndimage, "filters"):
    ndimage.filters = ndimage
if not hasattr(ndimage, "morphology"):
    ndimage.morphology = ndimage

import surface_distance
from medpy.metric import binary as medpy
from surface_distance import lookup_tables

try:
    import torch
    from monai.metrics import compute_surface_dice
except ImportError:
    torch = None

OUT = pathlib.Path(__file__).parents[2] / "packages/imaging/test/fixtures/metrics.json"
rng = np.random.default_rng(20250917)


def blob(shape, threshold=0.0, sigma=1.5):
    noise = ndimage.gaussian_filter(rng.standard_normal(shape), sigma)
    return (noise > threshold * noise.std()).astype(np.uint8)


def box(shape, *ranges, label=1):
    mask = np.zeros(shape, np.uint8)
    mask[tuple(slice(a, b) for a, b in ranges)] = label
    return mask


def ball(shape, centre, radius, spacing):
    grid = np.meshgrid(*[(np.arange(n) - c) * s for n, c, s in zip(shape, centre, spacing)], indexing="ij")
    return (sum(g**2 for g in grid) <= radius**2).astype(np.uint8)


def packed(mask):
    return base64.b64encode(zlib.compress(mask.tobytes(), 9)).decode()


def medpy_values(prediction, reference, spacing, tolerance):
    def distances(result, target):
        border = lambda m: m ^ ndimage.binary_erosion(m, ndimage.generate_binary_structure(m.ndim, 1))
        return ndimage.distance_transform_edt(~border(target), sampling=spacing)[border(result)]

    both = np.concatenate([distances(prediction, reference), distances(reference, prediction)])
    surface_dice = float(np.mean(both <= tolerance))
    if torch is not None:
        as_batch = lambda m: torch.from_numpy(m[None, None].astype(np.float32))
        theirs = compute_surface_dice(
            as_batch(prediction), as_batch(reference), [tolerance], include_background=True, spacing=list(spacing)
        ).item()
        assert abs(theirs - surface_dice) < 1e-6, (theirs, surface_dice)
    values = {"surfaceDice": surface_dice}
    for name in ("hd", "hd95", "asd", "assd"):
        values[name] = float(getattr(medpy, name)(prediction, reference, spacing))
        values[name + "Voxels"] = float(getattr(medpy, name)(prediction, reference))
    return values


def deepmind_values(prediction, reference, spacing, tolerance):
    values = {}
    for suffix, unit in (("", spacing), ("Voxels", (1.0,) * len(spacing))):
        found = surface_distance.compute_surface_distances(reference, prediction, unit)
        areas = np.concatenate([found["surfel_areas_gt"], found["surfel_areas_pred"]])
        both = np.concatenate([found["distances_gt_to_pred"], found["distances_pred_to_gt"]])
        values["hd" + suffix] = float(surface_distance.compute_robust_hausdorff(found, 100))
        values["hd95" + suffix] = float(surface_distance.compute_robust_hausdorff(found, 95))
        values["asd" + suffix] = float(surface_distance.compute_average_surface_distance(found)[1])
        values["assd" + suffix] = float(np.sum(both * areas) / np.sum(areas))
        if suffix == "":
            values["surfaceDice"] = float(surface_distance.compute_surface_dice_at_tolerance(found, tolerance))
    return values


def as_slice(prediction, reference, spacing):
    """In two dimensions where the grid is one slice."""
    if prediction.shape.count(1) != 1:
        return prediction, reference, spacing
    axis = prediction.shape.index(1)
    return prediction.squeeze(axis), reference.squeeze(axis), spacing[:axis] + spacing[axis + 1 :]


def overlap_values(prediction, reference, spacing):
    millilitres = np.prod(spacing) / 1000
    values = {
        "predictionVolume": float(prediction.sum() * millilitres),
        "referenceVolume": float(reference.sum() * millilitres),
        "volumeDifference": float((int(prediction.sum()) - int(reference.sum())) * millilitres),
    }
    if prediction.any() and reference.any():
        values |= {
            "dice": float(medpy.dc(prediction, reference)),
            "jaccard": float(medpy.jc(prediction, reference)),
            "precision": float(medpy.precision(prediction, reference)),
            "recall": float(medpy.recall(prediction, reference)),
        }
    return values


def case(name, prediction, reference, spacing, tolerance, labels=(1,)):
    classes = []
    for label in labels:
        p, r = prediction == label, reference == label
        entry = {"label": label, "overlap": overlap_values(p, r, spacing)}
        if p.any() and r.any():
            entry["medpy"] = medpy_values(*as_slice(p, r, spacing), tolerance)
            entry["deepmind"] = deepmind_values(*as_slice(p, r, spacing), tolerance)
        else:
            missing = "both" if not (p.any() or r.any()) else "reference" if p.any() else "prediction"
            entry["undefinedBecause"] = missing + " empty"
        classes.append(entry)
    return {
        "name": name,
        "shape": prediction.shape,
        "spacing": spacing,
        "tolerance": tolerance,
        "prediction": packed(prediction),
        "reference": packed(reference),
        "classes": classes,
    }


def cases():
    iso, slab, odd = (0.625, 0.625, 0.625), (3.0, 0.7, 0.8), (1.25, 0.37, 2.1)
    for k, spacing in enumerate((iso, slab, odd, (1.0, 1.0, 1.0), (0.5, 5.0, 0.5))):
        shape = tuple(int(n) for n in rng.integers(6, 22, 3))
        yield case(f"random blobs {k}", blob(shape, 0.4), blob(shape, 0.4), spacing, 1.1)
        yield case(f"sparse voxels {k}", blob(shape, 2.2, 0.0), blob(shape, 2.2, 0.0), spacing, 1.1)
        yield case(f"every second voxel {k}", blob(shape, 0.0, 0.0), blob(shape, 0.3, 0.0), spacing, 0.6)
    shape = (20, 30, 32)
    for spacing in (iso, slab):
        a = ball(shape, (10, 14, 15), 5.1, spacing)
        yield case("balls", a, ball(shape, (9, 16, 14), 5.6, spacing), spacing, 1.0)
        yield case("identical", a, a, spacing, 0.0)
    small = (7, 9, 8)
    yield case("whole grid", np.ones(small, np.uint8), box(small, (1, 6), (2, 7), (3, 8)), odd, 1.1)
    yield case("touching borders", box(small, (0, 4), (0, 9), (5, 8)), box(small, (3, 7), (4, 9), (0, 8)), slab, 1.1)
    yield case("single voxels", box(small, (0, 1), (0, 1), (0, 1)), box(small, (6, 7), (8, 9), (7, 8)), odd, 1.1)
    yield case("same single voxel", box(small, (3, 4), (3, 4), (3, 4)), box(small, (3, 4), (3, 4), (3, 4)), odd, 1.1)
    yield case("thin sheets", box(small, (3, 4), (0, 9), (0, 8)), box(small, (0, 7), (4, 5), (0, 8)), slab, 1.1)
    slices = blob((1, 24, 20), 0.2), blob((1, 24, 20), 0.2)
    yield case("one slice", *slices, slab, 1.1)
    yield case("one coronal slice", *(np.moveaxis(m, 0, 1).copy() for m in slices), odd, 1.1)
    yield case("one sagittal slice", *(np.moveaxis(m, 0, 2).copy() for m in slices), odd, 1.1)
    yield case("one column", blob((30, 1, 1), 0.0, 0.7), blob((30, 1, 1), 0.0, 0.7), slab, 1.1)
    far = (4, 60, 60)
    yield case("far apart", box(far, (0, 2), (0, 9), (0, 7)), box(far, (2, 4), (50, 60), (48, 60)), iso, 1.1)
    shape = (14, 18, 16)
    multi = [sum(blob(shape, 0.2) * np.uint8(2**k) for k in range(2)).astype(np.uint8) for _ in range(2)]
    multi[0][multi[0] == 3] = 7
    multi[1][multi[1] == 3] = 7
    multi[0][0, 0, 0] = 9
    multi[1][0, 0, 1] = 11
    yield case("several classes", *multi, odd, 1.1, (1, 2, 7, 9, 11, 5))


def xoshiro128(seed):
    """xoshiro128** with its state from SplitMix64, from the authors' papers."""
    mask32, mask64 = 2**32 - 1, 2**64 - 1
    state, counter = [], seed
    for _ in range(2):
        counter = (counter + 0x9E3779B97F4A7C15) & mask64
        z = counter
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask64
        z ^= z >> 31
        state += [z & mask32, z >> 32]
    rotate = lambda x, k: ((x << k) | (x >> (32 - k))) & mask32
    while True:
        yield rotate(state[1] * 5 & mask32, 7) * 9 & mask32
        t = state[1] << 9 & mask32
        state[2] ^= state[0]
        state[3] ^= state[1]
        state[1] ^= state[2]
        state[0] ^= state[3]
        state[2] ^= t
        state[3] = rotate(state[3], 11)


def bootstrap(values, seed, resamples, level):
    stream, n = xoshiro128(seed), len(values)
    complete = 2**32 - 2**32 % n
    index = [x % n for x, _ in zip((x for x in stream if x < complete), range(n * resamples))]
    data = np.asarray(values)
    means = data[np.array(index).reshape(resamples, n)].mean(axis=1)
    tail = (1 - level) / 2
    low, high, _ = _resampling._bca_interval([data], np.mean, -1, tail, means, None, np)
    bounds = {"percentile": (tail, 1 - tail), "bca": (float(low), float(high))}
    return {
        "values": list(values),
        "seed": seed,
        "resamples": resamples,
        "level": level,
        **{method: np.percentile(means, 100 * np.array(b)).tolist() for method, b in bounds.items()},
    }


def wilcoxon(differences):
    found = stats.wilcoxon(differences)
    return {"differences": list(map(float, differences)), "statistic": found.statistic, "pValue": found.pvalue}


def statistics():
    scores = np.round(rng.beta(12, 2, 20), 4)
    stream = xoshiro128(42)
    z = [-9.0, -5.0, -2.6, -2.5, -2.4, -1.0, -1e-3, 0.0, 0.3, 1.96, 2.5, 3.0, 8.0]
    p = [1e-300, 1e-12, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999999]
    tied = np.round(rng.normal(0.4, 1, 12))
    many = np.round(rng.normal(0.2, 1, 40), 1)
    return {
        "xoshiro42": [next(stream) for _ in range(8)],
        "summary": {
            "values": scores.tolist(),
            "mean": scores.mean(),
            "sd0": scores.std(),
            "sd1": scores.std(ddof=1),
            "median": np.median(scores),
            "percentiles": {q: np.percentile(scores, q) for q in (0, 2.5, 33, 95, 100)},
        },
        "bootstrap": [bootstrap(scores.tolist(), 7, 400, 0.95), bootstrap([0.1, 0.4, 0.45, 3.0, 0.2], 123456789012, 300, 0.9)],
        "wilcoxon": [
            wilcoxon([1, 2, -3]),
            wilcoxon([0.5]),
            wilcoxon(rng.normal(0.3, 1, 9)),
            wilcoxon(rng.normal(0.3, 1, 20)),
            wilcoxon(rng.normal(0.3, 1, 50)),
            wilcoxon(rng.normal(0.3, 1, 51)),
            wilcoxon(rng.normal(-0.5, 1, 120)),
            wilcoxon(tied[tied != 0]),
            wilcoxon(tied),
            wilcoxon(many),
            wilcoxon([0.0, 0.0, 0.0]),
        ],
        "normal": {
            "z": z,
            "cumulative": special.ndtr(z).tolist(),
            "p": p,
            "quantile": special.ndtri(p).tolist(),
        },
    }


def distance_transforms():
    for spacing in ((1.0, 1.0, 1.0), (2.5, 0.8, 0.7)):
        mask = blob((5, 7, 9), -1.0, 0.0)
        yield {
            "shape": mask.shape,
            "spacing": spacing,
            "mask": packed(mask),
            "distances": ndimage.distance_transform_edt(mask, sampling=spacing).ravel().tolist(),
        }


def main():
    tables = [(1.0, 1.0, 1.0), (3.0, 0.7, 0.8)]
    fixture = {
        "cases": list(cases()),
        "areaTables": [
            {"spacing": s, "areas": lookup_tables.create_table_neighbour_code_to_surface_area(s).tolist()} for s in tables
        ],
        "distanceTransforms": list(distance_transforms()),
        "statistics": statistics(),
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
    print(OUT.name, OUT.stat().st_size, "bytes,", len(fixture["cases"]), "cases, MONAI", torch is not None)


main()
