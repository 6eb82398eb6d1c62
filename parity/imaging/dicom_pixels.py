"""Makes the fixtures of DICOM pixels: one slice each, whose header and codestream agree or contradict each other, and
expected.json with the first values that were encoded and the SHA-256 of all as int64, or the reason why the file must be refused.

    python dicom_pixels.py          needs numpy, pydicom, pyjpegls, pylibjpeg-openjpeg

Values come from NumPy and are encoded by CharLS, OpenJPEG and the encoder of lossless JPEG below (ITU-T T.81 H.1), so that what is
right does not depend on any decoder.
"""

import hashlib
import json
import pathlib
import shutil
import struct

import jpeg_ls
import numpy as np
from openjpeg.utils import encode_array
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

OUT = pathlib.Path(__file__).parents[2] / "packages" / "imaging" / "test" / "fixtures" / "dicom-pixels"
SHAPE = (36, 33)
random = np.random.default_rng(7)
expected = []


def lossless_jpeg(values, precision):
    """Process 14, selection value 1: differences to the left neighbour, all categories with codes of 5 bits."""
    rows, columns = values.shape
    head = b"\xff\xd8\xff\xc3" + struct.pack(">HBHHB", 11, precision, rows, columns, 1) + bytes([1, 0x11, 0])
    head += b"\xff\xc4" + struct.pack(">HB", 36, 0) + bytes([0, 0, 0, 0, 17] + [0] * 11) + bytes(range(17))
    head += b"\xff\xda" + struct.pack(">HB", 8, 1) + bytes([1, 0, 1, 0, 0])
    bits = ""
    for y in range(rows):
        for x in range(columns):
            before = values[y, x - 1] if x > 0 else values[y - 1, x] if y > 0 else 1 << (precision - 1)
            difference = (int(values[y, x]) - int(before) + 32768) % 65536 - 32768
            category = 16 if difference == -32768 else abs(difference).bit_length()
            bits += f"{category:05b}"
            if 0 < category < 16:
                code = difference if difference > 0 else difference + (1 << category) - 1
                bits += f"{code:0{category}b}"
    bits += "1" * (-len(bits) % 8)
    data = bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)).replace(b"\xff", b"\xff\x00")
    return head + data + b"\xff\xd9"


def dataset(stored, bits_stored, signed, syntax, **elements):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = syntax
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.4"
    meta.MediaStorageSOPInstanceUID = "1.2.3.9"
    data = Dataset()
    data.file_meta = meta
    data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    data.StudyInstanceUID, data.SeriesInstanceUID, data.Modality = "1.2.3", "1.2.3.4", "MR"
    data.Rows, data.Columns = SHAPE
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit = stored.dtype.itemsize * 8, bits_stored, bits_stored - 1
    data.PixelRepresentation = int(signed)
    data.ImagePositionPatient, data.ImageOrientationPatient = [0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]
    data.PixelSpacing, data.SliceThickness = [2.0, 3.0], 4.0
    big = stored.astype(stored.dtype.newbyteorder(">")) if syntax == ExplicitVRBigEndian else stored
    data.PixelData = big.tobytes()
    data["PixelData"].VR = "OW" if data.BitsAllocated > 8 else "OB"
    for name, value in elements.items():
        setattr(data, name, value)
    return data


def save(name, data, values=None, words=None, code="unsupported"):
    data.save_as(OUT / f"{name}.dcm", enforce_file_format=True)
    said = {"code": code, "words": words}
    if values is not None:
        stored = values.astype("<i8")
        said = {"first": stored.ravel()[:6].tolist(), "sha256": hashlib.sha256(stored.tobytes()).hexdigest()}
    expected.append({"file": f"{name}.dcm", **said})


def some(bits, signed=False):
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    ramp = np.linspace(low, high, SHAPE[0] * SHAPE[1]).reshape(SHAPE)  # CharLS makes no room for pure noise
    return np.clip(ramp + random.normal(0, 2 ** (bits - 6), SHAPE), low, high).round().astype(np.int64)


def typed(values, allocated, signed):
    return values.astype(f"{'int' if signed else 'uint'}{allocated}")


def compressed(name, kind, encoded, *, precision, allocated, stored, signed=False, sign_in_stream=None, **says):
    """`encoded` as a codestream of `precision` bits; the header speaks of `stored` bits in `allocated`."""
    masked = encoded & ((1 << precision) - 1)
    if kind == "jls":
        narrow = masked.astype("u1" if precision <= 8 else "u2")
        stream, syntax = bytes(jpeg_ls.encode_buffer(narrow.tobytes(), *SHAPE, 1, precision)), JPEGLSLossless
    elif kind == "j2k":
        signed_stream = signed if sign_in_stream is None else sign_in_stream
        array = typed(encoded if signed_stream else masked, 8 if precision <= 8 else 16, signed_stream)
        stream, syntax = encode_array(array, bits_stored=precision, photometric_interpretation=2), JPEG2000Lossless
    else:
        stream, syntax = lossless_jpeg(masked, precision), JPEGLosslessSV1
    data = dataset(typed(encoded, allocated, signed), stored, signed, syntax)
    data.PixelData = encapsulate([bytes(stream)])
    data["PixelData"].VR, data["PixelData"].is_undefined_length = "OB", True
    save(name, data, **says)


def sound():
    """Header and codestream agree, or differ without harm."""
    for kind in ("jls", "j2k", "jpeg"):
        for precision, allocated, stored, signed in [(8, 8, 8, False), (12, 16, 12, False), (12, 16, 12, True), (16, 16, 16, True)]:
            values = some(precision, signed)
            name = f"{kind}-{'signed' if signed else 'unsigned'}-{stored}-of-{allocated}"
            compressed(name, kind, values, precision=precision, allocated=allocated, stored=stored, signed=signed, values=values)
        # As DCMTK compresses: all 16 bits, of which the header calls 12 stored.
        for signed in (False, True):
            values = some(12, signed)
            name = f"{kind}-{'signed' if signed else 'unsigned'}-16-for-12"
            compressed(name, kind, values, precision=16, allocated=16, stored=12, signed=signed, values=values)
    # Negative values of 12 bits whose unused bits are empty.
    values = some(12, True)
    data_values = values & 0xFFF
    compressed("jpeg-sign-in-12-of-16", "jpeg", data_values, precision=16, allocated=16, stored=12, signed=True, values=values)
    values = some(12, True)
    save("rle-signed-12-of-16", rle(dataset(typed(values, 16, True), 12, True, ExplicitVRLittleEndian)), values)


def rle(data):
    data.compress(RLELossless, generate_instance_uid=False)
    return data


def plain():
    """Uncompressed pixels, unused bits included."""
    for name, syntax in (("little", ExplicitVRLittleEndian), ("big", ExplicitVRBigEndian), ("deflated", DeflatedExplicitVRLittleEndian)):
        for allocated, stored, signed in [(8, 8, False), (8, 7, True), (16, 12, True), (16, 16, False), (32, 20, True), (32, 32, False)]:
            values = some(stored, signed)
            said = f"{name}-{'signed' if signed else 'unsigned'}-{stored}-of-{allocated}"
            save(said, dataset(typed(values, allocated, signed), stored, signed, syntax), values)
    values = some(12, True)
    save("plain-sign-in-12", dataset(typed(values & 0xFFF, 16, True), 12, True, ExplicitVRLittleEndian), values)
    values = some(12)
    overlaid = typed(values | (random.integers(0, 2, SHAPE) << 15), 16, False)
    data = dataset(overlaid, 12, False, ExplicitVRLittleEndian)
    data.add_new(0x60000100, "US", 16)
    data.add_new(0x60000102, "US", 15)
    save("plain-overlay-in-bit-15", data, values)


def refused():
    """What the decoder would give other values for, or what its header does not tell."""
    misread = "does not read rightly"
    for precision, stored in ((8, 8), (8, 12), (6, 6)):
        compressed(f"jls-{precision}-for-{stored}-of-16", "jls", some(precision), precision=precision, allocated=16, stored=stored, words=misread)
    for kind in ("jls", "j2k", "jpeg"):
        compressed(f"{kind}-12-of-8", kind, some(8), precision=12, allocated=8, stored=8, words=misread)
        compressed(f"{kind}-beyond-12", kind, some(16), precision=16, allocated=16, stored=12, words="its header allows 0 to 4095")
    for kind in ("jls", "jpeg"):
        compressed(f"{kind}-sign-lost", kind, some(10, True), precision=10, allocated=16, stored=12, signed=True, words=misread)
    compressed("j2k-sign-lost", "j2k", some(8, True), precision=8, allocated=16, stored=8, signed=True, sign_in_stream=False, words=misread)
    save("rle-8-of-16", rle(dataset(typed(some(8), 16, False), 8, False, ExplicitVRLittleEndian)), words=misread)
    other = dataset(typed(some(8), 8, False), 8, False, JPEGLSLossless)
    other.PixelData = encapsulate([lossless_jpeg(some(8), 8)])
    other["PixelData"].VR, other["PixelData"].is_undefined_length = "OB", True
    save("jpeg-called-jls", other, words="it holds JPEG of 33 × 36 pixels", code="malformed")
    smaller = dataset(typed(some(8), 8, False), 8, False, JPEGLosslessSV1)
    smaller.PixelData = encapsulate([lossless_jpeg(some(8)[:4], 8)])
    smaller["PixelData"].VR, smaller["PixelData"].is_undefined_length = "OB", True
    save("jpeg-of-4-rows", smaller, words="JPEG of 33 × 4 pixels", code="malformed")
    save("plain-beyond-12", dataset(typed(some(16) | 0x8000, 16, False), 12, False, ExplicitVRLittleEndian), words="says that it holds 12 bits")
    save("plain-high-bit-15", dataset(typed(some(12) << 4, 16, False), 12, False, ExplicitVRLittleEndian, HighBit=15), words="up to bit 15")


if __name__ == "__main__":
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    sound()
    plain()
    refused()
    (OUT / "expected.json").write_text("[\n" + ",\n".join(json.dumps(case) for case in expected) + "\n]\n")
