"""Crops, augmented intensities and prepared scans by SciPy: packages/mn/test/fixtures/data.json.

Run with a Python that has torch and scipy: python parity/mn/data.py
Images and masks follow formulas that the test repeats. Arrays are (…, D, H, W); maps take voxel indices (x, y, z).
"""

import json
import math
from pathlib import Path

import numpy as np
import torch
from scipy import ndimage


def wave(shape, phase):
    i = np.arange(math.prod(shape), dtype=np.float64)
    return (np.sin(i * 0.05 + phase) + np.cos(i * 0.31 + phase)).astype(np.float32).reshape(shape)


def listed(array):
    return [float(f"{value:.7g}") for value in np.asarray(array, dtype=np.float64).ravel()]


def affine_map(spacing_xyz, zooms_xyz, angles_xyz, half_xyz, centre_xyz):
    """Zoom, then rotation about x, y, z, in millimetres about the crop's centre, which lands at `centre`."""
    (cx, cy, cz), (sx, sy, sz) = np.cos(angles_xyz), np.sin(angles_xyz)
    rx = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    ry = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    rz = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    mm = np.diag(spacing_xyz)
    matrix = np.linalg.inv(mm) @ rz @ ry @ rx @ np.diag(1 / np.array(zooms_xyz)) @ mm
    return matrix, np.array(centre_xyz) - matrix @ np.array(half_xyz)


def crop(channel, matrix, offset, shape, order, outside):
    reverse = np.eye(3)[::-1]
    return ndimage.affine_transform(
        channel, reverse @ matrix @ reverse, offset[::-1], shape, order=order, mode="grid-constant", cval=outside
    )


def crops():
    image, outside = wave((2, 9, 11, 13), 0.4), [-1.5, 0.25]
    mask = (np.arange(9 * 11 * 13).reshape(9, 11, 13) // 7 % 3).astype(np.uint8)
    to = (5, 6, 7)
    half = [(n - 1) / 2 for n in to[::-1]]
    cases = []
    for spacing, zooms, angles, centre in [
        ((1, 1, 1), (0.9, 0.9, 0.9), (0, 0, 0), (6.1, 5.2, 3.9)),
        ((1, 1, 1), (1.2, 1.1, 0.8), (0, 0, 0), (4.07, 5.03, 4.21)),
        ((0.8, 1.1, 3), (1.07, 0.95, 1.01), (0.1, -0.2, 0.7), (6.4, 5.3, 4.6)),
        ((2, 0.5, 1), (0.7, 0.8, 0.9), (0.4, 0.3, -1.1), (1.3, 9.7, 7.1)),
    ]:
        matrix, offset = affine_map(spacing, zooms, angles, half, centre)
        cases.append(
            {
                "map": [*np.column_stack([matrix, offset]).ravel().tolist(), 0, 0, 0, 1],
                "image": listed([crop(c, matrix, offset, to, 1, air) for c, air in zip(image, outside)]),
                "mask": crop(mask, matrix, offset, to, 0, 0).ravel().tolist(),
            }
        )
    return {"outside": outside, "to": to, "cases": cases}


def placements():
    """Crops that may lie anywhere, by the documented order of draws; D, H, W become x, y, z."""
    most = {"zoom": 0.3, "axisZoom": 0.2, "rotation": [0.8, 0.4, 0.6]}
    spacing, sizes, to = (3, 1, 0.8), (40, 50, 60), (5, 6, 7)
    cases = []
    for draws in torch.rand(4, 16, dtype=torch.float64, generator=torch.Generator().manual_seed(2)).tolist():
        place, zoom, axis_zooms, angles = (np.array(draws[a:b]) for a, b in [(3, 6), (6, 7), (7, 10), (10, 13)])
        zooms = (1 + (2 * zoom - 1) * most["zoom"]) * (1 + (2 * axis_zooms - 1) * most["axisZoom"])
        angles = (2 * angles - 1) * most["rotation"]
        half = (np.array(to[::-1]) - 1) / 2
        matrix, _ = affine_map(spacing[::-1], zooms[::-1], angles[::-1], half, (0, 0, 0))
        reach = np.abs(matrix) @ half
        room = np.array(sizes[::-1]) - 1 - 2 * reach
        centre = reach + np.floor(place[::-1] * (np.floor(room) + 1))
        cases.append({"draws": draws, "map": [*np.column_stack([matrix, centre - matrix @ half]).ravel(), 0, 0, 0, 1]})
    return {"most": most, "spacing": spacing, "sizes": sizes, "to": to, "cases": cases}


def intensities():
    settings = {"brightness": 0.3, "contrast": 0.4, "gamma": [0.6, 1.8], "noise": 0.2, "blur": 1.3}
    x = wave((2, 2, 6, 7, 8), 1.1).astype(np.float64)
    generator = torch.Generator().manual_seed(11)
    draws = torch.rand(2, 2, 5, generator=generator).numpy().astype(np.float64)
    noise = torch.randn(*x.shape, generator=generator).numpy()
    result = np.empty_like(x)
    low, high = settings["gamma"]
    for n in range(2):
        for c in range(2):
            blur, contrast, brightness, gamma, sigma = draws[n, c]
            one = ndimage.gaussian_filter(x[n, c], blur * settings["blur"], mode="nearest", radius=4)
            factor = 1 + (2 * contrast - 1) * settings["contrast"]
            one = (one - one.mean()) * factor + one.mean() + (2 * brightness - 1) * settings["brightness"]
            exponent = low * (high / low) ** gamma
            least, width = one.min(), one.max() - one.min()
            one = ((one - least) / width) ** exponent * width + least
            result[n, c] = one + noise[n, c] * sigma * settings["noise"]
    return {"settings": settings, "seed": 11, "result": listed(result)}


def prepared():
    image, old, new = wave((8, 12, 14), 0.9) * 100, (2, 1, 1), (2, 2, 1.25)
    image[0, 0, :5] = 0
    body = image[image != 0].astype(np.float64)
    shape = [max(1, math.floor(n * a / b + 0.5)) for n, a, b in zip(image.shape, old, new)]
    ratios = [b / a for a, b in zip(old, new)]
    sigmas = [math.sqrt(max(0, r * r - 1) / (8 * math.log(2))) for r in ratios]
    blurred = ndimage.gaussian_filter(image.astype(np.float64), sigmas, mode="mirror")
    at = [(n - 1 - (m - 1) * r) / 2 + np.arange(m) * r for n, m, r in zip(image.shape, shape, ratios)]
    result = ndimage.map_coordinates(blurred, np.meshgrid(*at, indexing="ij"), order=3, mode="mirror")
    result = np.clip(result, image.min(), image.max())
    return {"old": old, "new": new, "shape": shape, "result": listed((result - body.mean()) / body.std())}


TARGET = Path(__file__).parents[2] / "packages" / "mn" / "test" / "fixtures" / "data.json"
CONTENT = {"crops": crops(), "placements": placements(), "intensities": intensities(), "prepared": prepared()}
TARGET.write_text(json.dumps(CONTENT) + "\n")
