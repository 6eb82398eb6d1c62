"""Makes the golden fixtures of NRRD, MetaImage, DICOM and HDF5: tiny files and expected.json, which says for each what
SimpleITK (NRRD, MetaImage) or pydicom and the geometry they were made from (DICOM) or h5py (HDF5) read from it.

    python itk.py          needs numpy, SimpleITK, pydicom, h5py
"""

import json
import pathlib
import shutil
import zipfile

import h5py
import numpy as np
import SimpleITK as sitk
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import CTImageStorage, DeflatedExplicitVRLittleEndian, EnhancedMRImageStorage, ExplicitVRBigEndian
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless

OUT = pathlib.Path(__file__).parents[2] / "packages" / "imaging" / "test" / "fixtures" / "itk"
LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])
DTYPES = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "float32", "float64"]
random = np.random.default_rng(4)
expected = []


def rotation(a, b, c):
    ca, sa, cb, sb, cc, sc = np.cos(a), np.sin(a), np.cos(b), np.sin(b), np.cos(c), np.sin(c)
    return np.array([[cc, -sc, 0], [sc, cc, 0], [0, 0, 1]]) @ np.array([[cb, 0, sb], [0, 1, 0], [-sb, 0, cb]]) @ np.array(
        [[1, 0, 0], [0, ca, -sa], [0, sa, ca]]
    )


FRAMES = {
    "identity": np.eye(3),
    "flipped": np.array([[0.0, 0, -1], [-1, 0, 0], [0, 1, 0]]),
    "oblique": rotation(0.3, -0.2, 0.7),
    "lefthanded": rotation(0.1, 0.4, -0.5) @ np.diag([1.0, -1, 1]),
}
SPACING = np.array([0.625, 1.5, 3.3])  # x, y, z
ORIGIN = np.array([-12.5, 30.25, 7.0])


def ras(direction, spacing, origin):
    lps = np.eye(4)
    lps[:3, :3] = np.asarray(direction).reshape(3, 3) * spacing
    lps[:3, 3] = origin
    return (LPS_TO_RAS @ lps)[:3].ravel().tolist()


def values_of(array):
    return [float(v) if array.dtype.kind == "f" else int(v) for v in array.ravel()]


def say(file, array, affine, **more):
    """array: [C, D, H, W] as it must be read."""
    dtype = {"int64": "int32", "uint64": "int32", "bool": "uint8"}.get(str(array.dtype), str(array.dtype))
    expected.append({"file": file, "shape": list(array.shape), "dtype": dtype, "affine": affine, "values": values_of(array), **more})


def refuse(file, code, words, **more):
    expected.append({"file": file, "code": code, "words": words, **more})


def say_as_itk_reads(file):
    image = sitk.ReadImage(str(OUT / file))
    array = sitk.GetArrayFromImage(image)  # [D, H, W] or [D, H, W, C]
    array = np.moveaxis(array, -1, 0) if image.GetNumberOfComponentsPerPixel() > 1 else array[None]
    say(file, array, ras(image.GetDirection(), image.GetSpacing(), image.GetOrigin()))


def some(dtype, shape):
    if np.dtype(dtype).kind == "f":
        return (random.standard_normal(shape) * 100).astype(dtype)
    info = np.iinfo("int32" if dtype == "int64" else dtype)
    return random.integers(info.min, info.max, shape, dtype=dtype, endpoint=True)


def image_of(array, frame="oblique", is_vector=False):
    image = sitk.GetImageFromArray(array, isVector=is_vector)
    image.SetSpacing(SPACING.tolist())
    image.SetOrigin(ORIGIN.tolist())
    image.SetDirection(FRAMES[frame].ravel().tolist())
    return image


def itk_files():
    for dtype in DTYPES:
        for extension in ("nrrd", "mha"):
            file = f"{dtype}.{extension}"
            sitk.WriteImage(image_of(some(dtype, (2, 3, 4))), str(OUT / file), dtype in ("int16", "float32", "uint8"))
            say_as_itk_reads(file)
    for frame in FRAMES:
        for extension in ("nrrd", "mha"):
            sitk.WriteImage(image_of(some("int16", (2, 3, 4)), frame), str(OUT / f"{frame}.{extension}"))
            say_as_itk_reads(f"{frame}.{extension}")
    for extension in ("nhdr", "mhd"):
        for compressed in (False, True):
            file = f"detached{'-compressed' if compressed else ''}-{extension}.{extension}"
            sitk.WriteImage(image_of(some("uint16", (2, 3, 4))), str(OUT / file), compressed)
            say_as_itk_reads(file)
    for extension in ("nrrd", "mha"):
        sitk.WriteImage(image_of(some("float32", (2, 3, 4, 2)), is_vector=True), str(OUT / f"vector.{extension}"), True)
        say_as_itk_reads(f"vector.{extension}")
    unusual_nrrd()
    unusual_metaimage()


def unusual_nrrd():
    array = some("int16", (2, 3, 4))
    # Named spaces: the same numbers lie elsewhere.
    for space, to_ras in (("right-anterior-superior", [1, 1, 1]), ("left-anterior-superior", [-1, 1, 1])):
        head = f"NRRD0005\ntype: short\ndimension: 3\nspace: {space}\nsizes: 4 3 2\nkinds: domain domain domain\nendian: big\n"
        head += "encoding: raw\nspace directions: (2,0,0) (0,0,3) (0,1,0)\nspace origin: (5,6,7)\nname:=two words\n\n"
        file = f"{space}.nrrd"
        (OUT / file).write_bytes(head.encode() + array.astype(">i2").tobytes())
        affine = np.array([[2, 0, 0, 5], [0, 0, 1, 6], [0, 3, 0, 7]], dtype=float) * np.array(to_ras)[:, None]
        say(file, array[None], affine.ravel().tolist())
    head = "NRRD0001\ntype: int\ndimension: 3\nsizes: 4 3 2\nspacings: 1.5 2 3\nencoding: ascii\n\n"
    (OUT / "text.nrrd").write_text(head + " ".join(map(str, array.ravel())) + "\n")
    say("text.nrrd", array.astype("int32")[None], ras(np.eye(3), [1.5, 2, 3], [0, 0, 0]), notes="space is not named")
    # Channels along the last axis, data in one file per slice.
    two = some("uint8", (2, 2, 3, 4))
    common = "NRRD0005\ntype: uchar\ndimension: 4\nspace: left-posterior-superior\nsizes: 4 3 2 2\n"
    common += "space directions: (1,0,0) (0,1,0) (0,0,2) none\nkinds: domain domain domain list\nencoding: raw\nspace origin: (0,0,0)\n"
    (OUT / "channels-last.nrrd").write_bytes((common + "\n").encode() + two.tobytes())
    say("channels-last.nrrd", two, ras(np.eye(3), [1, 1, 2], [0, 0, 0]))
    for i, plane in enumerate(two.reshape(4, 3, 4)):
        (OUT / f"slice{i}.raw").write_bytes(plane.tobytes())
    (OUT / "list.nhdr").write_text(common + "data file: LIST 2\n" + "".join(f"slice{i}.raw\n" for i in range(4)))
    say("list.nhdr", two, ras(np.eye(3), [1, 1, 2], [0, 0, 0]))
    (OUT / "pattern.nhdr").write_text(common + "data file: slice%d.raw 0 3 1 2\n\n")
    say("pattern.nhdr", two, ras(np.eye(3), [1, 1, 2], [0, 0, 0]))
    (OUT / "missing.nhdr").write_text(common + "data file: nowhere.raw\n\n")
    refuse("missing.nhdr", "access", "nowhere.raw")
    (OUT / "truncated.nrrd").write_bytes((common + "\n").encode() + two.tobytes()[:-1])
    refuse("truncated.nrrd", "malformed", "truncated")
    (OUT / "bzip2.nrrd").write_bytes((common.replace("raw", "bzip2") + "\n").encode() + two.tobytes())
    refuse("bzip2.nrrd", "unsupported", "bzip2")
    big = np.full((2, 3, 4), 2**40, dtype="int64")
    sitk.WriteImage(image_of(big), str(OUT / "beyond.nrrd"), True)
    refuse("beyond.nrrd", "unsupported", "int32")


def unusual_metaimage():
    array = some("int16", (2, 3, 4))
    head = "ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = True\nElementSpacing = 1 2 3\nDimSize = 4 3 2\nElementType = MET_SHORT\n"
    (OUT / "msb.mha").write_bytes((head + "ElementDataFile = LOCAL\n").encode() + array.astype(">i2").tobytes())
    say_as_itk_reads("msb.mha")
    for i, plane in enumerate(array):
        (OUT / f"plane{i}.raw").write_bytes(plane.astype(">i2").tobytes())
    (OUT / "list.mhd").write_text(head + "ElementDataFile = LIST\nplane0.raw\nplane1.raw\n")
    say_as_itk_reads("list.mhd")
    (OUT / "missing.mhd").write_text(head + "ElementDataFile = nowhere.raw\n")
    refuse("missing.mhd", "access", "nowhere.raw")
    (OUT / "truncated.mha").write_bytes((head + "ElementDataFile = LOCAL\n").encode() + array.tobytes()[:-1])
    refuse("truncated.mha", "malformed", "truncated")
    text = head.replace("BinaryData = True", "BinaryData = False").replace("MSB = True", "MSB = False")
    (OUT / "text.mha").write_text(text + "ElementDataFile = LOCAL\n" + " ".join(map(str, array.ravel())) + "\n")
    say_as_itk_reads("text.mha")
    from_nifti = image_of(array)
    for name, value in (("dim[0]", "3"), ("descrip", "a b = c"), ("xyzt_units", "10")):  # as NIfTI's fields end up here
        from_nifti.SetMetaData(name, value)
    sitk.WriteImage(from_nifti, str(OUT / "metadata.mha"))
    say_as_itk_reads("metadata.mha")
    sitk.WriteImage(from_nifti, str(OUT / "metadata.nrrd"))
    say_as_itk_reads("metadata.nrrd")
    sitk.WriteImage(image_of(array), str(OUT / "damaged.mha"), True)
    damaged = bytearray((OUT / "damaged.mha").read_bytes())
    damaged[-12] ^= 0xFF  # ITK's own reader prints "Uncompress failed" and returns what it has.
    (OUT / "damaged.mha").write_bytes(damaged)
    refuse("damaged.mha", "malformed", "damaged")
    sitk.WriteImage(sitk.JoinSeries([sitk.GetImageFromArray(array), sitk.GetImageFromArray(array + 1)]), str(OUT / "four.mha"))
    say("four.mha", np.stack([array, array + 1]), ras(np.eye(3), [1, 1, 1], [0, 0, 0]), notes="fourth axis")


def dataset(array, syntax, position, frame=FRAMES["oblique"], **elements):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = syntax
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = elements.get("SOPInstanceUID", "1.2.3.9")
    encoding = {"is_implicit_VR": syntax.is_implicit_VR, "is_little_endian": syntax.is_little_endian}
    data = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128, **encoding)
    data.SOPClassUID = CTImageStorage
    data.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    data.StudyInstanceUID, data.SeriesInstanceUID = "1.2.3", "1.2.3.4"
    data.Modality, data.SeriesDescription, data.PatientName = "CT", "tiny", "Nobody^At^All"
    data.Rows, data.Columns = array.shape[-2:]
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    bits = array.dtype.itemsize * 8
    data.BitsAllocated, data.BitsStored, data.HighBit = bits, bits, bits - 1
    data.PixelRepresentation = int(array.dtype.kind == "i")
    data.PixelSpacing = [SPACING[1], SPACING[0]]
    data.SliceThickness = 99
    if frame is not None:
        data.ImageOrientationPatient = [f"{v:.14g}"[:16] for v in (*frame[:, 0], *frame[:, 1])]
    if position is not None:
        data.ImagePositionPatient = [f"{v:.12g}"[:16] for v in position]
    for name, value in elements.items():
        if value is None:
            delattr(data, name)
        else:
            setattr(data, name, value)
    pixels = array.astype(array.dtype.newbyteorder(">")) if syntax == ExplicitVRBigEndian else array
    data.PixelData = pixels.tobytes() + b"\0" * (array.nbytes % 2)
    data["PixelData"].VR = "OW" if bits > 8 else "OB"
    if syntax == RLELossless:
        data.compress(RLELossless, array, generate_instance_uid=False)
    return data


def series(name, array, syntax=ExplicitVRLittleEndian, frame="oblique", order=None, skip=(), step=None, tweak=None, **elements):
    """One file per slice, named in `order`; returns the grid from SimpleITK's convention: positions along the normal."""
    folder = OUT / "dicom" / name
    folder.mkdir(parents=True, exist_ok=True)
    direction = FRAMES[frame]
    step = direction[:, 2] * SPACING[2] if step is None else step
    for k, plane in enumerate(array):
        if k in skip:
            continue
        more = {"SOPInstanceUID": f"1.2.3.4.{k + 1}", "InstanceNumber": k + 1, **elements, **(tweak(k) if tweak else {})}
        data = dataset(plane, syntax, ORIGIN + k * step, direction, **more)
        data.save_as(folder / f"{(order or range(len(array)))[k]:03d}", enforce_file_format=True)
    lps = np.column_stack([direction[:, 0] * SPACING[0], direction[:, 1] * SPACING[1], step, ORIGIN])
    return f"dicom/{name}", (np.diag([-1.0, -1, 1]) @ lps).ravel().tolist()


def dicom_files():
    syntaxes = {"explicit": ExplicitVRLittleEndian, "implicit": ImplicitVRLittleEndian, "big": ExplicitVRBigEndian}
    syntaxes |= {"deflated": DeflatedExplicitVRLittleEndian, "rle": RLELossless}
    for name, syntax in syntaxes.items():
        array = some("int16", (3, 4, 6))
        say(*arranged(series(name, array, syntax), array))
    for dtype in ("uint8", "uint16", "int32"):
        array = some(dtype, (3, 4, 6))
        say(*arranged(series(dtype, array), array))
    for frame in ("identity", "flipped"):
        array = some("int16", (3, 4, 6))
        say(*arranged(series(frame, array, frame=frame), array))
    array = some("int16", (4, 4, 6))
    say(*arranged(series("reversed", array, order=[3, 0, 2, 1]), array))
    hounsfield = random.integers(0, 4096, (3, 4, 6), dtype="uint16")
    bits = {"BitsStored": 12, "HighBit": 11, "RescaleSlope": 1, "RescaleIntercept": -1024}
    say(*arranged(series("hounsfield", hounsfield, **bits), hounsfield.astype("int16") - np.int16(1024)))
    slopes = [0.37, 1.0, 0.37, 2.5]
    activity = random.integers(0, 4096, (4, 4, 6), dtype="uint16")
    found = series("slopes", activity, tweak=lambda k: {"RescaleSlope": slopes[k], "RescaleIntercept": k})
    scaled = activity * np.array(slopes)[:, None, None] + np.arange(4)[:, None, None]
    say(*arranged(found, scaled.astype("float32")))
    tilted = some("int16", (3, 4, 6))
    step = FRAMES["oblique"] @ np.array([0, 1.0, 3.0])
    refuse(series("tilted", tilted, step=step)[0], "geometry", "tilted gantry")
    repeated = some("int16", (3, 4, 6))
    found = series("repeated", repeated)
    shutil.copy(OUT / found[0] / "001", OUT / found[0] / "copy")
    say(*arranged(found, repeated), notes="1 files repeat")
    bare = some("int16", (3, 4, 6))
    name, _ = series("unoriented", bare, tweak=lambda k: {"ImageOrientationPatient": None, "ImagePositionPatient": [1, 2, 3 * k]})
    say(name, bare[None], ras(np.eye(3), [SPACING[0], SPACING[1], 3], [1, 2, 0]), notes="no orientation given")

    refuse(series("gap", some("int16", (5, 4, 6)), skip=(2,))[0], "geometry", "1 missing")
    refuse(series("clash", some("int16", (3, 4, 6)), tweak=lambda k: {"ImagePositionPatient": [0, 0, min(k, 1)]})[0], "geometry", "lie where one lies")
    refuse(series("uneven", some("int16", (4, 4, 6)), tweak=lambda k: {"ImagePositionPatient": (FRAMES["oblique"][:, 2] * [0, 1, 2, 3.4][k]).round(6).tolist()})[0], "geometry", "unevenly")
    refuse(series("unplaced", some("int16", (3, 4, 6)), tweak=lambda k: {"ImagePositionPatient": None})[0], "geometry", "gives no position")
    refuse(series("turned", some("int16", (3, 4, 6)), tweak=lambda k: {"ImageOrientationPatient": [0, 1, 0, 1, 0, 0]} if k == 1 else {})[0], "geometry", "orientation")
    refuse(series("inverted", some("uint16", (2, 4, 6)), PhotometricInterpretation="MONOCHROME1")[0], "unsupported", "MONOCHROME1")
    refuse(series("video", some("uint16", (1, 4, 6)), tweak=lambda k: {})[0], "unsupported", "1.2.840.10008.1.2.4.102")
    video = OUT / "dicom" / "video" / "000"
    video.write_bytes(video.read_bytes().replace(b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2.4.102\0").replace(b"\x02\0\x10\0UI\x14\0", b"\x02\0\x10\0UI\x18\0"))
    cut = series("cut", some("int16", (2, 4, 6)))[0]
    file = OUT / cut / "001"
    file.write_bytes(file.read_bytes()[:-10])
    refuse(cut, "malformed", "truncated")

    two = some("int16", (3, 4, 6)), some("int16", (3, 4, 6))
    first, affine = series("several/a", two[0], SeriesInstanceUID="1.2.3.5")
    series("several/b", two[1], SeriesInstanceUID="1.2.3.6")
    (OUT / "dicom" / "several" / "readme.txt").write_text("not DICOM\n")
    refuse("dicom/several", "argument", "1.2.3.6")
    say("dicom/several", two[1][None], affine, key="1.2.3.6")
    with zipfile.ZipFile(OUT / "dicom" / "series.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((OUT / first).iterdir()):
            archive.writestr(zipfile.ZipInfo(f"study/{path.name}"), path.read_bytes(), zipfile.ZIP_DEFLATED)
    say("dicom/series.zip", two[0][None], affine)
    enhanced()


def arranged(found, array):
    file, affine = found
    return file, array[None], affine


def enhanced():
    array = some("int16", (3, 4, 6))
    data = dataset(array, ExplicitVRLittleEndian, None, None, NumberOfFrames=3)
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = EnhancedMRImageStorage
    del data.PixelSpacing
    direction = FRAMES["flipped"]
    shared, measures, plane = Dataset(), Dataset(), Dataset()
    measures.PixelSpacing, measures.SliceThickness = [SPACING[1], SPACING[0]], 5
    plane.ImageOrientationPatient = [*direction[:, 0], *direction[:, 1]]
    shared.PixelMeasuresSequence, shared.PlaneOrientationSequence = Sequence([measures]), Sequence([plane])
    data.SharedFunctionalGroupsSequence = Sequence([shared])
    frames = []
    for k in (1, 0, 2):  # frames are stored out of order
        group, position = Dataset(), Dataset()
        position.ImagePositionPatient = (ORIGIN + k * SPACING[2] * direction[:, 2]).tolist()
        group.PlanePositionSequence = Sequence([position])
        frames.append(group)
    data.PerFrameFunctionalGroupsSequence = Sequence(frames)
    data.save_as(OUT / "dicom" / "enhanced.dcm", enforce_file_format=True)
    say("dicom/enhanced.dcm", array[[1, 0, 2]][None], ras(direction, SPACING, ORIGIN))


def hdf5_file():
    image, label = some("float32", (5, 4, 3)), random.integers(0, 2, (5, 4, 3), dtype="uint8")
    with h5py.File(OUT / "case.h5", "w") as file:
        file.create_dataset("image", data=image, compression="gzip", shuffle=True)
        file.create_dataset("label", data=label)
        file.create_dataset("label64", data=label.astype("int64"))
        file.create_dataset("slice", data=image[:, :, 0])
        file.create_dataset("foreground", data=label > 0)
        file.create_dataset("lzf", data=image, compression="lzf")
        file["half"] = image.astype("float16")
        file["name"] = "case"
    one = ras(np.eye(3) * [-1, -1, 1], [1, 1, 1], [0, 0, 0])
    for key, array in (("image", image), ("label", label), ("label64", label.astype("int64")), ("foreground", label > 0)):
        say("case.h5", array.T[None], one, key=key, notes="no spacing")
    say("case.h5", image[:, :, :1].T[None], one, key="slice")
    refuse("case.h5", "unsupported", "lzf", key="lzf")
    say("case.h5", image.astype("float16").astype("float32").T[None], one, key="half")
    refuse("case.h5", "unsupported", "HDF5 class 3", key="name")
    refuse("case.h5", "argument", "label64", key="mask")


if __name__ == "__main__":
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    itk_files()
    dicom_files()
    hdf5_file()
    (OUT / "expected.json").write_text("[\n" + ",\n".join(json.dumps(case) for case in expected) + "\n]\n")
