"""Every format × type × orientation: written by SimpleITK or nibabel and read by us; written by us and read by SimpleITK,
NIfTI by nibabel too.

    make parity-scans, or: python parity/imaging/round_trips.py

48 axis permutations and flips and an oblique grid; voxels and types must be equal, affines to 1e-4 mm (float32 headers
of NIfTI; SimpleITK's own orthonormal directions).
"""

import hashlib
import itertools
import json
import subprocess
import tempfile
from pathlib import Path

import nibabel as nib
import numpy as np
import SimpleITK as sitk
from resample import LPS, rotation_of

TYPES = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "float32", "float64"]
EXTENSIONS = [".nii", ".nii.gz", ".nrrd", ".nhdr", ".mha", ".mhd"]
SHAPE = (3, 4, 5)
SPACING = np.array([0.7, 1.1, 2.5])
AFFINE_MM = 1e-4


def affines():
    """Named RAS affines."""
    directions = {}
    for order in itertools.permutations(range(3)):
        for signs in itertools.product((1, -1), repeat=3):
            matrix = np.zeros((3, 3))
            for column, (row, sign) in enumerate(zip(order, signs)):
                matrix[row, column] = sign
            directions[f"{''.join(map(str, order))}{''.join('+-'[s < 0] for s in signs)}"] = matrix
    directions["oblique"] = rotation_of(20, -35, 50)
    for name, matrix in directions.items():
        affine = np.eye(4)
        affine[:3, :3] = matrix * SPACING
        affine[:3, 3] = (-30.5, 12.25, 7)
        yield name, affine


def to_sitk(voxels, affine):
    lps = LPS @ affine
    image = sitk.GetImageFromArray(voxels)
    image.SetSpacing(SPACING.tolist())
    image.SetOrigin(lps[:3, 3].tolist())
    image.SetDirection((lps[:3, :3] / SPACING).ravel().tolist())
    return image


def from_sitk(path):
    image = sitk.ReadImage(str(path))
    affine = np.eye(4)
    affine[:3, :3] = np.reshape(image.GetDirection(), (3, 3)) * image.GetSpacing()
    affine[:3, 3] = image.GetOrigin()
    return sitk.GetArrayFromImage(image), LPS @ affine


def from_nibabel(path):
    image = nib.load(path)
    return np.asarray(image.dataobj).T, image.affine


def same(found, voxels, affine, what):
    array, other = found
    assert array.dtype == voxels.dtype and np.array_equal(array, voxels), what
    assert np.abs(other - affine).max() <= AFFINE_MM, (what, other, affine)


def main():
    rng = np.random.default_rng(0)
    counts = {"read": 0, "written": 0}
    node = ["node", Path(__file__).with_name("round_trips.mjs")]
    with tempfile.TemporaryDirectory() as folder, subprocess.Popen(
        node, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as ours:

        def ask(**request):
            print(json.dumps(request), file=ours.stdin, flush=True)
            return json.loads(ours.stdout.readline())

        for kind, (name, affine) in itertools.product(TYPES, affines()):
            low, high = (-1000, 1000) if kind.startswith("float") else (np.iinfo(kind).min, np.iinfo(kind).max)
            voxels = rng.uniform(low, high, SHAPE).astype(kind)
            digest = hashlib.sha256(voxels.tobytes()).hexdigest()
            stem = Path(folder, f"{kind} {name}")
            sources = [Path(f"{stem}{extension}") for extension in EXTENSIONS]
            for source in sources:
                sitk.WriteImage(to_sitk(voxels, affine), str(source), useCompression=source.suffix in (".nrrd", ".mha"))
            sources.append(Path(f"{stem} pair.hdr"))
            nib.Nifti1Pair(voxels.T, affine).to_filename(sources[-1])
            for source in sources:
                to = {"to": f"{stem} ours", "extensions": EXTENSIONS} if source.suffix == ".nrrd" else {}
                found = ask(path=str(source), **to)
                assert found["shape"] == [1, *SHAPE] and found["dtype"] == kind and found["sha256"] == digest, source
                assert np.abs(np.reshape(found["affine"], (4, 4)) - affine).max() <= AFFINE_MM, source
                counts["read"] += 1
            for extension in EXTENSIONS:
                written = f"{stem} ours{extension}"
                same(from_sitk(written), voxels, affine, written)
                if extension.startswith(".nii"):
                    same(from_nibabel(written), voxels, affine, written)
                counts["written"] += 1
            for file in Path(folder).iterdir():
                file.unlink()
    print(f"{counts['read']} files of {len(TYPES)} types in 49 orientations read as they were written,")
    print(f"{counts['written']} written by us read alike by SimpleITK, NIfTI by nibabel too.")


main()
