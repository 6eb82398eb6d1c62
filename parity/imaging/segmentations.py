"""DICOM segmentations, both ways, beside highdicom and pydicom.

    python segmentations.py --make     writes the fixtures: series by pydicom, their segmentations by highdicom
    make parity-scans, or: python segmentations.py
        each series' mask and probabilities written by us, read by highdicom, the mask by dcmqi too, and validated by dciodvfy

Series: axial, oblique, stored upside down, and a single slice. Masks have two segments, and a slice that holds nothing.

PyPI's dicom-validator is not used: it downloads the text of the standard from its publisher when it first runs, and holds none itself.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import highdicom as hd
import numpy as np
import pydicom
import SimpleITK as sitk
from highdicom.sr.coding import CodedConcept
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sr.codedict import codes
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "packages" / "imaging" / "test" / "fixtures" / "segmentations"
SHAPE = (5, 6, 7)
SPACING = (2.5, 0.8, 1.1)
ROOT = "1.2.826.0.1.3680043.10.1."


def rotation(x, y, z):
    cos, sin = np.cos(np.radians([x, y, z])), np.sin(np.radians([x, y, z]))
    about_x = np.array([[1, 0, 0], [0, cos[0], -sin[0]], [0, sin[0], cos[0]]])
    about_y = np.array([[cos[1], 0, sin[1]], [0, 1, 0], [-sin[1], 0, cos[1]]])
    about_z = np.array([[cos[2], -sin[2], 0], [sin[2], cos[2], 0], [0, 0, 1]])
    return about_z @ about_y @ about_x


def series(name):
    """Data sets of a series in the order of their files, which is not always that of their places."""
    directions = rotation(20, -35, 50) if name == "oblique" else np.eye(3)
    count = 1 if name == "single" else SHAPE[0]
    generator = np.random.default_rng(5)
    study, uid, frame = (generate_uid(ROOT, [name, part]) for part in ("study", "series", "frame"))
    slices = []
    for i in range(count):
        data = Dataset()
        data.file_meta = FileMetaDataset()
        data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        data.SpecificCharacterSet = "ISO_IR 100"
        data.SOPClassUID = "1.2.840.10008.5.1.4.1.1.4"
        data.SOPInstanceUID = generate_uid(ROOT, [name, str(i)])
        data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID
        data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
        data.StudyDate, data.StudyTime, data.AccessionNumber = "20240102", "030405", "A1"
        data.ReferringPhysicianName, data.PatientName = "", "Müller^Jörg"
        data.PatientID, data.PatientBirthDate, data.PatientSex = "P1", "19500102", "O"
        data.StudyInstanceUID, data.SeriesInstanceUID, data.FrameOfReferenceUID = study, uid, frame
        data.StudyID, data.SeriesNumber, data.InstanceNumber = "1", 2, i + 1
        data.Modality, data.Manufacturer, data.SeriesDescription = "MR", "none", name
        data.PositionReferenceIndicator = ""
        data.ImageOrientationPatient = [round(float(v), 6) for v in np.concatenate([directions[:, 0], directions[:, 1]])]
        row, column = (np.array(data.ImageOrientationPatient[k : k + 3], float) for k in (0, 3))
        position = np.array([-12.5, 40.25, 7]) + i * SPACING[0] * np.cross(row, column)
        data.ImagePositionPatient = [round(float(v), 5) for v in position]
        data.PixelSpacing, data.SliceThickness = list(SPACING[1:]), SPACING[0]
        data.Rows, data.Columns, data.SamplesPerPixel, data.PhotometricInterpretation = SHAPE[1], SHAPE[2], 1, "MONOCHROME2"
        data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 12, 11, 0
        data.PixelData = generator.integers(0, 4000, SHAPE[1:], dtype=np.uint16).tobytes()
        slices.append(data)
    return slices[::-1] if name == "reversed" else slices


def mask_of(count):
    """[D, H, W] in the order of places along the normal, of the values 0, 1, 2; the fourth slice is empty."""
    mask = np.random.default_rng(7).integers(0, 3, (count, *SHAPE[1:]), dtype=np.uint8)
    if count > 3:
        mask[3] = 0
    return mask


def segment(number, label):
    return hd.seg.SegmentDescription(
        segment_number=number,
        segment_label=label,
        segmented_property_category=codes.SCT.AnatomicalStructure,
        segmented_property_type=codes.SCT.Heart,
        algorithm_type=hd.seg.SegmentAlgorithmTypeValues.MANUAL,
    )


def written_by_highdicom(images, pixels, kind, labels, overlap=None):
    made = hd.seg.Segmentation(
        source_images=images,
        pixel_array=pixels,
        segmentation_type=kind,
        segment_descriptions=[segment(i + 1, label) for i, label in enumerate(labels)],
        series_instance_uid=generate_uid(ROOT, [images[0].SeriesDescription, "seg", str(kind)]),
        series_number=9,
        sop_instance_uid=generate_uid(ROOT, [images[0].SeriesDescription, "seg instance", str(kind)]),
        instance_number=1,
        manufacturer="none",
        manufacturer_model_name="none",
        software_versions="1",
        device_serial_number="1",
        omit_empty_frames=True,
    )
    return made


def make():
    expected = {}
    for name in ("axial", "oblique", "reversed", "single"):
        folder = FIXTURES / name
        folder.mkdir(parents=True, exist_ok=True)
        images = series(name)
        for i, data in enumerate(images):
            data.save_as(folder / f"{i}.dcm", enforce_file_format=True)
        placed = images[::-1] if name == "reversed" else images
        mask = mask_of(len(images))
        binary = hd.seg.SegmentationTypeValues.BINARY
        written_by_highdicom(placed, mask, binary, ["left atrium", "vein"]).save_as(FIXTURES / f"{name}.dcm")
        expected[name] = {"shape": list(mask.shape), "voxels": mask.ravel().tolist()}
    images = series("axial")
    both = np.stack([mask_of(5) == 1, mask_of(5) > 0], axis=-1).astype(np.uint8)
    written_by_highdicom(images, both, hd.seg.SegmentationTypeValues.BINARY, ["a", "b"]).save_as(FIXTURES / "overlapping.dcm")
    expected["overlapping"] = {"shared": int((mask_of(5) == 1).sum())}
    fractions = (mask_of(5) == 1).astype(np.float64)
    fractional = hd.seg.SegmentationTypeValues.FRACTIONAL
    written_by_highdicom(images, fractions, fractional, ["a"]).save_as(FIXTURES / "fractional.dcm")
    labelmap = hd.seg.SegmentationTypeValues.LABELMAP
    written_by_highdicom(images, mask_of(5), labelmap, ["left atrium", "vein"]).save_as(FIXTURES / "labelmap.dcm")
    (FIXTURES / "expected.json").write_text(json.dumps(expected) + "\n")


def check():
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        jobs = [{"series": str(FIXTURES / name), "to": f"{folder}/{name}"} for name in ("axial", "oblique", "reversed", "single")]
        command = ["node", str(HERE / "segmentations.mjs")]
        lines = "\n".join(json.dumps(job) for job in jobs)
        answers = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
        concepts = json.loads(answers.pop())
        for job, line in zip(jobs, answers, strict=True):
            failures += compare(job, json.loads(line))
        failures += validate(sorted(Path(folder).glob("*.dcm")))
    failures += [f"{c} is not in pydicom's dictionary" for c in concepts if not is_known(c)]
    print("\n".join(failures) or "segmentations: all equal")
    sys.exit(1 if failures else 0)


def compare(job, written):
    name = Path(job["series"]).name
    images = [pydicom.dcmread(path) for path in Path(job["series"]).glob("*.dcm")]
    images.sort(key=lambda data: np.dot(data.ImagePositionPatient, np.cross(data.ImageOrientationPatient[:3], data.ImageOrientationPatient[3:])))
    uids = [data.SOPInstanceUID for data in images]
    failures = []
    mask = hd.seg.segread(f"{job['to']}.dcm")
    found = mask.get_pixels_by_source_instance(uids, combine_segments=True, assert_missing_frames_are_empty=True)
    if not np.array_equal(found.ravel(), written["mask"]):
        failures.append(f"{name}: highdicom reads other voxels")
    if not np.array_equal(read_by_dcmqi(f"{job['to']}.dcm", images).ravel(), written["mask"]):
        failures.append(f"{name}: dcmqi reads other voxels")
    by_uid = {data.SOPInstanceUID: data for data in images}
    shared = mask.SharedFunctionalGroupsSequence[0]
    near = lambda a, b: np.allclose(np.array(a, float), np.array(b, float), atol=1e-4)
    if not near(shared.PlaneOrientationSequence[0].ImageOrientationPatient, images[0].ImageOrientationPatient):
        failures.append(f"{name}: another orientation")
    if not near(shared.PixelMeasuresSequence[0].PixelSpacing, images[0].PixelSpacing):
        failures.append(f"{name}: another pixel spacing")
    for frame in mask.PerFrameFunctionalGroupsSequence:
        source = by_uid[frame.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID]
        if not near(frame.PlanePositionSequence[0].ImagePositionPatient, source.ImagePositionPatient):
            failures.append(f"{name}: a frame lies elsewhere than its source")
    fractions = hd.seg.segread(f"{job['to']}-fractions.dcm")
    read = fractions.get_pixels_by_source_instance(uids, segment_numbers=[1], assert_missing_frames_are_empty=True)[..., 0]
    if np.abs(read.ravel() - np.array(written["fractions"])).max() > 0.5 / 255 + 1e-6:
        failures.append(f"{name}: highdicom reads other fractions")
    for data in (mask, fractions):
        same = ("PatientName", "PatientID", "StudyInstanceUID", "FrameOfReferenceUID")
        failures += [f"{name}: another {tag}" for tag in same if data.get(tag) != images[0].get(tag)]
        if data.ReferencedSeriesSequence[0].SeriesInstanceUID != images[0].SeriesInstanceUID:
            failures.append(f"{name}: refers to another series")
    return failures


def read_by_dcmqi(path, images):
    """[D, H, W]: what dcmqi makes of a mask, a file for each segment, laid on the grid of the series by where its voxels are in space."""
    first = images[0]
    row, column = (np.array(first.ImageOrientationPatient[k : k + 3], float) for k in (0, 3))
    origin = np.array(first.ImagePositionPatient, float)
    y, x = map(float, first.PixelSpacing)
    z = np.array(images[1].ImagePositionPatient, float) - origin if len(images) > 1 else np.cross(row, column) * float(first.SliceThickness)
    to_index = np.linalg.inv(np.stack([row * x, column * y, z], axis=1))
    mask = np.zeros((len(images), first.Rows, first.Columns), np.uint8)
    with tempfile.TemporaryDirectory() as folder:
        tool = Path(sys.executable).with_name("segimage2itkimage")
        subprocess.run([tool, "--inputDICOM", path, "--outputDirectory", folder, "--outputType", "nrrd"], check=True, capture_output=True)
        for number in (1, 2):
            found = sitk.ReadImage(f"{folder}/{number}.nrrd")
            places = np.argwhere(sitk.GetArrayFromImage(found) != 0)[:, ::-1]
            step = np.array(found.GetDirection()).reshape(3, 3) * np.array(found.GetSpacing())
            index = (places @ step.T + np.array(found.GetOrigin()) - origin) @ to_index.T
            assert np.abs(index - index.round()).max() < 1e-2, f"{path}: dcmqi's voxels lie between those of the series"
            i, j, k = index.round().astype(int).T
            mask[k, j, i] = number
    return mask


def validate(paths):
    """What dciodvfy (Debian's dicom3tools) says against the definition of the object."""
    if shutil.which("dciodvfy") is None:
        print("dciodvfy is not there: conformance was not looked at (Debian: dicom3tools)")
        return []
    said = [(path, subprocess.run(["dciodvfy", str(path)], capture_output=True, text=True).stderr) for path in paths]
    return [f"{path.name}: {line}" for path, text in said for line in text.splitlines() if line.startswith("Error")]


def is_known(concept):
    if concept["scheme"] != "SCT":
        return True
    known = pydicom.sr._concepts_dict.concepts["SCT"].values()
    return any(concept["value"] in entry and entry[concept["value"]][0].lower() == concept["meaning"].lower() for entry in known)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--make", action="store_true")
    make() if parser.parse_args().make else check()
