"""Labels that are painted on the studio's page with the mouse and saved, as nibabel and SimpleITK read them.

    make parity-scans, or: python parity/imaging/studio_labels.py        (needs Chromium)

Scans in five orientations as NIfTI (by nibabel), NRRD and MetaImage (by SimpleITK) and DICOM series (by pydicom). Of each, the
label's file has the scan's grid, as the same program reads both (of a series, as its headers say), and at every place in
millimetres the class that the page has there.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import nibabel as nib
import numpy as np
import SimpleITK as sitk
from resample import LPS, rotation_of
from pydicom.uid import generate_uid
from segmentations import ROOT, series

SHAPE = (13, 17, 11)
SPACING = np.array([0.9, 1.3, 2.1])
AFFINE_MM = 1e-4


def directions():
    """RAS directions of the three axes, as columns, by name."""
    axes = {"R": (1, 0, 0), "L": (-1, 0, 0), "A": (0, 1, 0), "P": (0, -1, 0), "S": (0, 0, 1), "I": (0, 0, -1)}
    for code in ("RAS", "LPS", "PIR", "SLA"):
        yield code, np.array([axes[letter] for letter in code], float).T
    yield "oblique", rotation_of(20, -35, 50)


def scan_of(matrix, seed):
    affine = np.eye(4)
    affine[:3, :3] = matrix * SPACING
    affine[:3, 3] = (-30.5, 12.25, 7)
    voxels = np.random.default_rng(seed).integers(-100, 900, SHAPE, dtype=np.int16)
    return voxels, affine


def to_sitk(voxels, affine):
    lps = LPS @ affine
    image = sitk.GetImageFromArray(voxels.T)
    image.SetSpacing(SPACING.tolist())
    image.SetOrigin(lps[:3, 3].tolist())
    image.SetDirection((lps[:3, :3] / SPACING).ravel().tolist())
    return image


def from_sitk(path):
    image = sitk.ReadImage(str(path))
    affine = np.eye(4)
    affine[:3, :3] = np.reshape(image.GetDirection(), (3, 3)) * image.GetSpacing()
    affine[:3, 3] = image.GetOrigin()
    return sitk.GetArrayFromImage(image).T, LPS @ affine


def from_nibabel(path):
    image = nib.load(path)
    return np.asarray(image.dataobj), image.affine


def write_series(folder, matrix):
    """A series whose slices stand as the matrix says, and its grid as DICOM's headers have it: columns, rows, slices in RAS."""
    folder.mkdir()
    slices = series("axial")
    generator = np.random.default_rng(len(folder.name))
    uid = generate_uid(ROOT, [folder.name])
    lps = (LPS[:3, :3] @ matrix).round(6)
    lps[:, 2] = np.cross(lps[:, 0], lps[:, 1])  # a series has no handedness of its own
    origin = np.array([-12.5, 40.25, 7])
    for i, data in enumerate(slices):
        data.ImageOrientationPatient = [float(v) for v in np.concatenate([lps[:, 0], lps[:, 1]])]
        data.ImagePositionPatient = [round(float(v), 5) for v in origin + i * data.SliceThickness * lps[:, 2]]
        data.PixelData = generator.integers(0, 4000, (data.Rows, data.Columns), dtype=np.uint16).tobytes()
        data.SeriesInstanceUID = uid
        data.SOPInstanceUID = data.file_meta.MediaStorageSOPInstanceUID = generate_uid(ROOT, [folder.name, str(i)])
        data.save_as(folder / f"{i}.dcm", enforce_file_format=True)
    first, last = (np.array(data.ImagePositionPatient, float) for data in (slices[0], slices[-1]))
    row_spacing, column_spacing = slices[0].PixelSpacing
    affine = np.eye(4)
    affine[:3, :3] = np.stack([lps[:, 0] * column_spacing, lps[:, 1] * row_spacing, (last - first) / (len(slices) - 1)], axis=1)
    affine[:3, 3] = first
    return (slices[0].Columns, slices[0].Rows, len(slices)), LPS @ affine


def write_scans(images):
    """Of each scan the shape and the affine, and what reads its label."""
    scans = {}
    images.mkdir(parents=True)
    for code, matrix in directions():
        for ending, read in ((".nii.gz", from_nibabel), (".nrrd", from_sitk), (".mha", from_sitk)):
            name = f"{ending.split('.')[1]}-{code}"
            path = images / f"{name}{ending}"
            voxels, affine = scan_of(matrix, len(scans))
            if ending == ".nii.gz":
                nib.Nifti1Image(voxels, affine).to_filename(path)
            else:
                sitk.WriteImage(to_sitk(voxels, affine), str(path), useCompression=True)
            found = read(path)
            scans[name] = (found[0].shape, found[1], read)
        scans[f"dicom-{code}"] = (*write_series(images / f"dicom-{code}", matrix), from_nibabel)
    return scans


def compare(painted, shape, affine, read):
    mask, own = read(painted["file"])
    if mask.shape != tuple(shape):
        return f"the label has {mask.shape}, the scan {shape}"
    off = np.abs(own - affine).max()
    if off > AFFINE_MM:
        return f"the label's affine is {off} mm off the scan's"
    page = np.array(painted["voxels"], np.uint8).reshape(painted["shape"][::-1]).T
    counts = [int((page == value).sum()) for value in (1, 2)]
    if min(counts) == 0:
        return f"too little was painted: {counts}"
    # Each voxel of the page, by its place in millimetres, in the file.
    places = np.stack(np.meshgrid(*(np.arange(n) for n in page.shape), indexing="ij"), axis=-1).reshape(-1, 3)
    ones = np.ones((len(places), 1))
    millimetres = np.concatenate([places, ones], axis=1) @ np.reshape(painted["affine"], (4, 4)).T
    indices = (millimetres @ np.linalg.inv(own).T)[:, :3]
    nearest = indices.round().astype(int)
    if np.abs(indices - nearest).max() > 1e-3:
        return "the page's voxels do not lie on the file's"
    if len(np.unique(nearest, axis=0)) != mask.size:
        return "the page's voxels are not those of the file"
    differing = int((mask[tuple(nearest.T)] != page.reshape(-1)).sum())
    return None if differing == 0 else f"{differing} of {mask.size} voxels differ"


def main():
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        dataset = Path(folder, "scans")
        scans = write_scans(dataset / "images")
        (dataset / "labels").mkdir()
        command = ["node", str(Path(__file__).with_name("studio_labels.mjs")), str(dataset)]
        lines = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
        labels = {painted["id"]: painted for painted in map(json.loads, lines)}
        if labels.keys() != scans.keys():
            failures.append(f"labelled: {sorted(labels)}, scans: {sorted(scans)}")
        for name in sorted(labels.keys() & scans.keys()):
            fault = compare(labels[name], *scans[name])
            failures += [] if fault is None else [f"{name}: {fault}"]
    print("\n".join(failures) or f"labels of the studio: {len(labels)} files equal what was painted")
    sys.exit(1 if failures else 0)


main()
