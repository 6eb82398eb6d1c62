"""Compares our NIfTI reader and writer with nibabel over whole folders of scans.

    python parity/imaging/check_nifti.py FOLDER...

Every .nii and .nii.gz below the folders is read by both: voxels and affine must be equal, bit for bit where the file
stores the affine as sform. Then each is written by us and read by nibabel. Needs nibabel, numpy, and the built packages.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import nibabel as nib
import numpy as np

IO = Path(__file__).with_name("nifti-io.mjs")
REFUSED = {"complex64.nii", "complex128.nii", "rgb.nii", "int64-beyond.nii"}
CONTENT_IS_NOT_ITS_NAME = {"gzip-inside.nii", "no-gzip-inside.nii.gz"}


def node(*arguments):
    return subprocess.run(["node", IO, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def same(image, dtype, shape, affine, sha256, tolerance):
    data = np.asarray(image.dataobj)
    # [C, D, H, W], x fastest: further axes are channels, the fourth fastest.
    data = data.reshape(*data.shape[:3], *[1] * (3 - data.ndim), -1, order="F")
    assert list(data.T.shape) == shape, (data.T.shape, shape)
    stored = np.asarray(data, dtype=dtype)
    assert hashlib.sha256(stored.tobytes(order="F")).hexdigest() == sha256
    scale = {1: 1000, 3: 0.001}.get(int(image.header["xyzt_units"]) & 7, 1)
    wanted = image.affine.copy()
    wanted[:3] *= scale
    difference = np.abs(wanted.flatten() - affine).max()
    assert difference <= tolerance * scale, difference
    return difference


files = sorted(
    path
    for folder in sys.argv[1:]
    for path in Path(folder).rglob("*")
    if path.name.endswith((".nii", ".nii.gz")) and path.name not in REFUSED | CONTENT_IS_NOT_ITS_NAME
)
ours = [json.loads(line) for line in node("read", *files).splitlines()]
worst = max(same(nib.load(path), **read, tolerance=1e-12) for path, read in zip(files, ours, strict=True))
print(f"{len(files)} files read alike, affines within {worst:g} mm")

with tempfile.TemporaryDirectory() as folder:
    pairs = [(path, Path(folder, f"{i}-{path.name}")) for i, path in enumerate(files)]
    node("write", *[path for pair in pairs for path in pair])
    for (_, written), read in zip(pairs, ours, strict=True):
        image = nib.load(written)
        assert image.get_data_dtype() == read["dtype"], written
        same(image, **read, tolerance=2e-6)  # NIfTI-1 holds single precision
        if image.header["qform_code"] > 0:
            distance = np.abs(image.get_qform() - image.affine)
            assert distance.max() < 1e-2 * min(image.header.get_zooms()[:3]), (written, distance)
    print(f"{len(files)} files written by us are read alike by nibabel")
