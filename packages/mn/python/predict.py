"""Makes a mask of a scan with the networks in this folder, by PyTorch and MONAI's sliding window.

    pip install -r requirements.txt
    python predict.py SCAN.nii.gz MASK.nii.gz        of several channels: T1.nii.gz,T2.nii.gz

model.json says how scans are prepared, which networks there are, and what is done to the mask; model.schema.json explains it. Arrays are
[C, D, H, W] in the RAS frame: x runs to the right along W, y to the front along H, z upward along D.
"""

import json
import sys
from pathlib import Path

import nibabel as nib
import numpy as np
import torch
from monai.inferers import sliding_window_inference
from networks import load
from scipy import ndimage

HERE = Path(__file__).parent
MODEL = json.loads((HERE / "model.json").read_text())
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


def read(paths):
    """The channels as [C, D, H, W], the first file, and millimetres between voxels along D, H, W."""
    images = [nib.load(path) for path in paths]
    for path, image in zip(paths, images):
        if image.shape[:3] != images[0].shape[:3] or not np.allclose(image.affine, images[0].affine, atol=1e-3):
            sys.exit(f"{path}: not on the grid of {paths[0]}. Resample one of them.")
    turned = [nib.as_closest_canonical(image) for image in images]
    voxels = [np.atleast_3d(one.get_fdata(dtype=np.float32)) for one in turned]
    channels = [c for one in voxels for c in (np.moveaxis(one, -1, 0) if one.ndim == 4 else [one])]
    if len(channels) != len(MODEL["channels"]):
        sys.exit(f"{','.join(paths)}: {len(channels)} channels, and the model takes {len(MODEL['channels'])}.")
    spacing = np.linalg.norm(turned[0].affine[:3, :3], axis=0)[::-1]
    return np.stack([channel.T for channel in channels]), images[0], spacing


def seen(channels, intensities):
    """The box of what is not air in any channel, as (start, end); all where nothing is."""
    kept = np.zeros(channels.shape[1:], bool)
    for x, intensity in zip(channels, intensities):
        kept |= x > intensity["low"] if intensity["kind"] == "window" else x != 0
    places = np.nonzero(kept)
    if len(places[0]) == 0:
        return np.zeros(3, int), np.array(kept.shape)
    return np.array([p.min() for p in places]), np.array([p.max() + 1 for p in places])


def intensity_map(x, intensity):
    """(low, high, shift, scale): clipped to low … high, then (x - shift) / scale."""
    if intensity["kind"] == "window":
        low, high = intensity["low"], intensity["high"]
        return low, high, low, high - low
    x = x.astype(np.float64)
    of = x[x != 0] if intensity.get("over") == "body" else x
    mean, deviation, low, high = of.mean(), of.std(), x.min(), x.max()
    if intensity["kind"] == "official-mr":
        return low, high, (mean - low) / (high - low), deviation / (high - low)
    return low, high, mean, deviation


def prepare(channels, spacing):
    """What networks see, [C, D', H', W'], and for each axis where its voxels lie: index i at start + offset + step * i."""
    preprocessing = MODEL["preprocessing"]
    start, end = np.zeros(3, int), np.array(channels.shape[1:])
    if preprocessing["cropToBody"]:
        start, end = seen(channels, preprocessing["intensity"])
    channels = channels[:, start[0] : end[0], start[1] : end[1], start[2] : end[2]]
    old = np.array(channels.shape[1:])
    step = np.array(preprocessing["spacing"]) / spacing
    new = np.maximum(1, np.floor(old / step + 0.5)).astype(int)
    offset = (old - 1 - (new - 1) * step) / 2
    variance = np.maximum(0, (step**2 - 1) / (8 * np.log(2)))
    sigma = np.sqrt(np.where(variance < 1e-4, 0, variance))
    ready = []
    for x, intensity in zip(channels, preprocessing["intensity"]):
        low, high, shift, scale = intensity_map(x, intensity)
        if intensity["kind"] == "window":
            x = np.clip(x, np.floor(low), np.ceil(high))
        if not (np.array_equal(old, new) and np.allclose(step, 1, atol=1e-6)):
            x = ndimage.gaussian_filter(x.astype(np.float64), sigma, mode="mirror", truncate=4)
            x = ndimage.affine_transform(x, step, offset, tuple(new), order=3, mode="mirror")
        ready.append(((np.clip(x, low, high) - shift) / scale).astype(np.float32))
    return np.stack(ready), [(s + o, t) for s, o, t in zip(start, offset, step)]


def predictor(entry):
    """A network as a function of windows [N, C, D, H, W]."""
    network = load(HERE / entry["file"], entry["reference"], len(MODEL["channels"]), len(MODEL["classes"])).to(DEVICE).eval()
    if entry["view"] == "volume":
        return network

    def over_slices(volume):
        total = 0
        for direction in entry["directions"]:
            axis = 2 + "dhw".index(direction)
            turned = volume.transpose(2, axis)
            logits = network(turned.transpose(1, 2).flatten(0, 1))
            total = total + logits.unflatten(0, (turned.shape[0], turned.shape[2])).transpose(1, 2).transpose(2, axis)
        return total / len(entry["directions"])

    return over_slices


def probabilities(image):
    """The mean of the networks' probabilities, [K, D', H', W']."""
    windows = MODEL["windows"]
    missing = [max(0, w - n) for w, n in zip(windows["window"], image.shape[1:])]
    sides = [(m // 2, m - m // 2) for m in missing]
    filled = np.stack([np.pad(x, sides, constant_values=x.min()) for x in image])
    mode = "gaussian" if windows["weighting"] == "gaussian" else "constant"
    total = 0
    members = {}
    for entry in MODEL["networks"]:
        members.setdefault(entry["member"], []).append(entry)
    with torch.no_grad():
        x = torch.from_numpy(filled)[None]
        for entries in members.values():
            if len(entries) > 1:
                sys.exit("A network with a file for each direction cannot be run here.")
            logits = sliding_window_inference(
                x, windows["window"], 1, predictor(entries[0]), overlap=windows["overlap"], mode=mode, sw_device=DEVICE, device="cpu"
            )
            total = total + logits[0].softmax(0).numpy()
    inside = [slice(before, n - after) for (before, after), n in zip(sides, filled.shape[1:])]
    return total[(slice(None), *inside)] / len(members)


def weights(size, count, origin, step):
    """Linear interpolation along an axis, [size, count]; one voxel and a half beyond the outermost centres the last value holds."""
    place = (np.arange(size) - origin) / step
    held = np.clip(place, 0, count - 1)
    low = np.minimum(np.floor(held).astype(int), max(0, count - 2))
    matrix = np.zeros((size, count))
    matrix[np.arange(size), low] = 1 - (held - low)
    if count > 1:
        matrix[np.arange(size), low + 1] += held - low
    matrix[(place < -1.5 - 1e-6) | (place > count + 0.5 + 1e-6)] = 0
    return matrix


def classes_on(shape, found, axes):
    """The index of each voxel's class on the scan's own grid, [D, H, W]."""
    for axis, (origin, step) in enumerate(axes):
        matrix = weights(shape[axis], found.shape[axis + 1], origin, step)
        found = np.moveaxis(np.tensordot(matrix, found, (1, axis + 1)), 0, axis + 1)
    found[0] = 1 - found[1:].sum(0)
    return found.argmax(0)


def finish(mask):
    """The rules for each foreground class, in their order."""
    background, *classes = [entry["value"] for entry in MODEL["classes"]]
    rules = MODEL["postProcessing"]
    for value, largest, fill in zip(classes, rules["largestComponent"], rules["fillHoles"]):
        if largest:
            parts, count = ndimage.label(mask == value, np.ones((3, 3, 3)))
            if count > 1:
                sizes = np.bincount(parts.ravel())[1:]
                mask[(parts > 0) & (parts != sizes.argmax() + 1)] = background
        if fill:
            mask[ndimage.binary_fill_holes(mask == value) & (mask == background)] = value
    return mask


def main(scan, out):
    channels, image, spacing = read(scan.split(","))
    prepared, axes = prepare(channels, spacing)
    values = np.array([entry["value"] for entry in MODEL["classes"]])
    mask = values[classes_on(channels.shape[1:], probabilities(prepared), axes)]
    canonical = nib.orientations.axcodes2ornt("RAS")
    back = nib.orientations.ornt_transform(canonical, nib.io_orientation(image.affine))
    stored = nib.orientations.apply_orientation(mask.T, back)
    header = nib.Nifti1Header()
    header.set_xyzt_units("mm")
    kind = np.uint8 if values.min() >= 0 and values.max() < 256 else np.int32
    nib.save(nib.Nifti1Image(finish(stored.astype(kind)), image.affine, header), out)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
