"""Makes packages/imaging/test/fixtures/resample: volumes resampled by SciPy and SimpleITK.

    python resample.py        (needs numpy, scipy, SimpleITK)

Arrays are (D, H, W); affines map voxel indices (x, y, z) to RAS millimetres.
"""

import json
from pathlib import Path

import numpy as np
import SimpleITK as sitk
from scipy import ndimage

FOLDER = Path(__file__).parents[2] / "packages" / "imaging" / "test" / "fixtures" / "resample"
LPS = np.diag([-1.0, -1.0, 1.0, 1.0])


def affine_of(spacing_xyz, origin, rotation=np.eye(3)):
    affine = np.eye(4)
    affine[:3, :3] = rotation @ np.diag(spacing_xyz)
    affine[:3, 3] = origin
    return affine


def rotation_of(degrees_x, degrees_y, degrees_z):
    matrix = np.eye(3)
    for axis, degrees in enumerate((degrees_x, degrees_y, degrees_z)):
        a = np.radians(degrees)
        i, j = [k for k in range(3) if k != axis]
        r = np.eye(3)
        r[i, i] = r[j, j] = np.cos(a)
        r[i, j], r[j, i] = -np.sin(a), np.sin(a)
        matrix = r @ matrix
    return matrix


def positions(source, target, shape):
    """Source indices (D, H, W) of every target voxel."""
    m = np.linalg.inv(source) @ target
    z, y, x = np.meshgrid(*[np.arange(n, dtype=float) for n in shape], indexing="ij")
    xyz = np.einsum("ij,jdhw->idhw", m[:3, :3], np.stack([x, y, z])) + m[:3, 3].reshape(3, 1, 1, 1)
    return xyz[::-1], m


def blurred(voxels, m):
    """Cardoso et al. 2015: sigma^2 = ((M M^T)_ii - 1) / (8 ln 2) along each source axis."""
    variance = (np.diag(m[:3, :3] @ m[:3, :3].T) - 1) / (8 * np.log(2))
    for axis, v in enumerate(variance[::-1]):
        if v > 1e-4:
            voxels = ndimage.gaussian_filter1d(voxels, np.sqrt(v), axis, mode="mirror", truncate=4)
    return voxels


def scipy_resample(voxels, source, target, shape, interpolation, anti_aliasing, outside):
    where, m = positions(source, target, shape)
    data = voxels.astype(np.float64)
    if anti_aliasing and interpolation != "nearest":
        data = blurred(data, m)
    limits = np.array(voxels.shape).reshape(3, 1, 1, 1)
    inside = np.all((where >= -0.5 - 1e-6) & (where <= limits - 0.5 + 1e-6), axis=0)
    order, mode = {"nearest": (0, "nearest"), "linear": (1, "nearest"), "cubic": (3, "mirror")}[interpolation]
    return np.where(inside, ndimage.map_coordinates(data, where, order=order, mode=mode), outside)


def sitk_image(voxels, affine):
    lps = LPS @ affine
    spacing = np.linalg.norm(lps[:3, :3], axis=0)
    image = sitk.GetImageFromArray(voxels.astype(np.float64))
    image.SetSpacing(spacing.tolist())
    image.SetOrigin(lps[:3, 3].tolist())
    image.SetDirection((lps[:3, :3] / spacing).ravel().tolist())
    return image


def sitk_resample(voxels, source, target, shape, interpolation, _anti_aliasing, outside):
    kind = {"nearest": sitk.sitkNearestNeighbor, "linear": sitk.sitkLinear, "cubic": sitk.sitkBSpline}[interpolation]
    reference = sitk_image(np.zeros(shape), target)
    image = sitk.Resample(sitk_image(voxels, source), reference, sitk.Transform(), kind, outside, sitk.sitkFloat64)
    return sitk.GetArrayFromImage(image)


def class_wise(voxels, source, target, shape):
    values = np.unique(voxels)
    shares = [scipy_resample(voxels == v, source, target, shape, "linear", False, 0) for v in values]
    best = np.full(shape, 1e-5)
    result = np.zeros(shape, np.uint8)
    for value, share in zip(values, shares):
        larger = share > best
        result[larger] = value
        best = np.maximum(best, share + 1e-5)
    return result


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    rng = np.random.default_rng(4)
    image = (1000 * ndimage.gaussian_filter(rng.normal(size=(9, 12, 14)), 0.8)).astype(np.float32)
    labels = np.digitize(ndimage.gaussian_filter(rng.normal(size=(9, 12, 14)), 1.5), [-0.08, 0, 0.1]).astype(np.uint8)
    labels[labels == 2] = 7
    np.save(FOLDER / "image.npy", image)
    np.save(FOLDER / "labels.npy", labels)

    oblique = affine_of((0.8, 1.0, 2.5), (-30, 12, 7), rotation_of(10, -20, 30))
    straight = affine_of((0.8, 1.0, 2.5), (-30, 12, 7))

    def index_affine(source, m, offset):
        inner = np.eye(4)
        inner[:3, :3] = m
        inner[:3, 3] = offset
        return source @ inner

    cases = [
        ("finer", oblique, index_affine(oblique, np.diag([0.7, 0.55, 0.4]), (0.13, -0.2, -0.33)), (11, 12, 11)),
        ("coarser", straight, index_affine(straight, np.diag([2.3, 1.7, 1.2]), (0.6, 0.4, 0.1)), (7, 7, 6)),
        ("permuted", oblique, index_affine(oblique, np.array([[0, 0, 1.9], [-1.3, 0, 0], [0, 0.6, 0]]), (0.53, 10.83, 0.2)), (7, 13, 8)),
        ("beyond", straight, index_affine(straight, np.diag([1.1, 0.9, 0.8]), (-3.3, 4.2, -2.1)), (9, 10, 8)),
        ("rotated", straight, index_affine(straight, rotation_of(20, 35, -15) @ np.diag([1.4, 0.9, 0.8]), (-2.0, 1.0, -3.0)), (9, 10, 8)),
    ]
    expected = []
    for name, source, target, shape in cases:
        jobs = [("SciPy", scipy_resample, i, a) for i, a in (("nearest", False), ("linear", True), ("cubic", True))]
        jobs += [("SimpleITK", sitk_resample, i, False) for i in ("linear", "cubic")]
        for oracle, function, interpolation, anti_aliasing in jobs:
            outside = -50.0 if name in ("beyond", "rotated") else 0.0
            result = function(image, source, target, shape, interpolation, anti_aliasing, outside)
            file = f"{name}-{interpolation}-{oracle}.npy"
            np.save(FOLDER / file, result.astype(np.float32))
            expected.append(
                dict(file=file, source=source[:3].ravel().tolist(), target=target[:3].ravel().tolist(), shape=shape,
                     interpolation=interpolation, antiAliasing=anti_aliasing, outside=outside)
            )
        file = f"{name}-labels.npy"
        np.save(FOLDER / file, class_wise(labels, source, target, shape))
        expected.append(dict(file=file, source=source[:3].ravel().tolist(), target=target[:3].ravel().tolist(), shape=shape,
                             interpolation="labels", antiAliasing=False, outside=0))
    (FOLDER / "expected.json").write_text(json.dumps(expected))


if __name__ == "__main__":
    main()
