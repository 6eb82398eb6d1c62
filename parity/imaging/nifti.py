"""Golden fixtures of NIfTI and NPY: small files and what nibabel and NumPy read from them.

    python parity/imaging/nifti.py packages/imaging/test/fixtures/nifti

Needs nibabel and numpy. Running it again changes nothing but the dates inside the zip archives.
"""

import gzip
import itertools
import json
import sys
from pathlib import Path

import nibabel as nib
import numpy as np
from nibabel.orientations import aff2axcodes

OUT = Path(sys.argv[1])
SHAPE = (3, 4, 5)  # x, y, z
TYPES = "uint8 int8 int16 uint16 int32 uint32 int64 uint64 float32 float64".split()
rng = np.random.default_rng(20260101)
cases = {}
arrays = {}


def rotation(a, b, c):
    """Rotation by three angles about x, y, z."""
    (ca, sa), (cb, sb), (cc, sc) = [(np.cos(t), np.sin(t)) for t in (a, b, c)]
    rx = np.array([[1, 0, 0], [0, ca, -sa], [0, sa, ca]])
    ry = np.array([[cb, 0, sb], [0, 1, 0], [-sb, 0, cb]])
    rz = np.array([[cc, -sc, 0], [sc, cc, 0], [0, 0, 1]])
    return rz @ ry @ rx


def affine(linear, offset=(-10.5, 20.25, 3)):
    out = np.eye(4)
    out[:3, :3] = linear
    out[:3, 3] = offset
    return out


PERMUTED = np.array([[0, 0, 3.0], [-0.5, 0, 0], [0, 1.25, 0]])
ORIENTATIONS = {
    "ras": affine(np.diag([0.5, 1.25, 3])),
    "lps": affine(np.diag([-0.5, -1.25, 3])),
    "permuted": affine(PERMUTED),
    "oblique": affine(rotation(0.2, -0.3, 0.4) @ np.diag([0.5, 1.25, -3])),
}


def values(dtype):
    """Values over the type's whole range, but of 64-bit integers only what 32 bits hold."""
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        return (rng.standard_normal(SHAPE) * 1000).astype(dtype)
    info = np.iinfo(dtype)
    low, high = max(info.min, -(2**31)), min(info.max, 2**31 - 1 if dtype.itemsize == 8 else info.max)
    out = rng.integers(low, high, SHAPE, dtype=np.int64, endpoint=True).astype(dtype)
    out.flat[0], out.flat[1] = low, high
    return out


def numbers(array):
    """An array in file order, x fastest, as JSON numbers."""
    return [float(v) for v in np.asarray(array, dtype=np.float64).flatten(order="F")]


def expect(name, path, key=None, **extra):
    """Notes what nibabel reads from a file; channels, the fourth axis and on, come slowest."""
    image = nib.load(path)
    data = np.asarray(image.dataobj)
    if key is None:
        key = name
        arrays[key] = numbers(data)
    assert arrays[key] == numbers(data), name
    cases[name] = {
        "file": Path(path).name,
        "shape": list(data.shape),
        "affine": image.affine.flatten().tolist(),
        "axcodes": "".join(aff2axcodes(image.affine)),
        "values": key,
        **extra,
    }


def save(name, image, raw=None, key=None, **extra):
    path = OUT / name
    image.to_filename(path)
    if raw is not None:
        raw(path)
    expect(name, path, key, **extra)


def patch(offset, dtype, *numbers):
    def apply(path):
        data = bytearray(path.read_bytes())
        new = np.array(numbers, dtype=dtype).tobytes()
        data[offset : offset + len(new)] = new
        path.write_bytes(data)

    return apply


def image_of(data, where="ras", kind=nib.Nifti1Image, endian="<"):
    header = kind.header_class(endianness=endian)
    header.set_data_dtype(data.dtype)
    image = kind(data, ORIENTATIONS[where], header)
    image.set_sform(ORIENTATIONS[where], code=1)
    image.set_qform(ORIENTATIONS[where], code=1)
    image.header.set_slope_inter(1, 0)
    image.header.set_xyzt_units("mm")
    return image


OUT.mkdir(parents=True, exist_ok=True)
for old in OUT.iterdir():
    old.unlink()

# Every type, byte order and orientation; alternately NIfTI-1 and -2.
for number, (dtype, endian, where) in enumerate(itertools.product(TYPES, "<>", ORIENTATIONS)):
    if dtype not in arrays:
        data = values(dtype)
        arrays[dtype] = numbers(data)
        last = data
    kind = nib.Nifti2Image if number % 3 == 2 else nib.Nifti1Image
    name = f"{dtype}-{'little' if endian == '<' else 'big'}-{where}.nii"
    save(name, image_of(last, where, kind, endian), key=dtype, dtype="int32" if dtype.endswith("int64") else dtype)

short = values("int16")
arrays["short"] = numbers(short)
near = {"key": "short", "dtype": "int16"}

# Which transform counts.
image = image_of(short, "oblique")
image.set_sform(affine(np.diag([2.0, 2, 2])), code=2)
save("sform-and-qform-differ.nii", image, **near)
image = image_of(short, "oblique")
image.set_sform(None, code=0)
save("qform-only.nii", image, **near)
image = image_of(short, "lps")
image.set_sform(None, code=0)
image.set_qform(None, code=0)
save("no-transform.nii", image, **near)
image = image_of(short, "permuted")
image.set_qform(None, code=0)
save("sform-only.nii", image, raw=patch(76 + 4, "<f4", 7, 7, 7), **near)
image = image_of(short, "ras")
image.set_sform(None, code=0)
save("qfac-zero.nii", image, raw=patch(76, "<f4", 0), **near)
image = image_of(short, "ras")
sheared = ORIENTATIONS["ras"] @ affine([[1, 0.3, 0], [0, 1, 0.2], [0, 0, 1]], (0, 0, 0))
image.set_sform(sheared, code=1)
image.set_qform(None, code=0)
save("sheared.nii", image, **near)

# Scaling.
for name, slope, inter, dtype in [
    ("slope-zero", 0, 5, "int16"),
    ("slope-nan", np.nan, 5, "int16"),
    ("scaled", 0.1, -1024, "float32"),
    ("slope-one-inter", 1, -1024, "float32"),
]:
    save(f"{name}.nii", image_of(short), raw=patch(112, "<f4", slope, inter), dtype=dtype)
for dtype, read in [("int32", "float64"), ("float32", "float32"), ("float64", "float64"), ("uint8", "float32"), ("int64", "float64")]:
    save(f"scaled-{dtype}.nii", image_of(values(dtype)), raw=patch(112, "<f4", 0.25, 3), dtype=read)

# Dimensions.
for shape in [(3, 4), (7,), (3, 4, 5, 1), (3, 4, 5, 2), (3, 4, 2, 1, 3), (3, 4, 2, 2, 3)]:
    data = rng.integers(-500, 500, shape).astype(np.int16)
    save(f"shape-{'x'.join(map(str, shape))}.nii", image_of(data), dtype="int16")

# Units: nibabel leaves lengths as they are.
for unit in ("meter", "micron", "mm", "unknown"):
    image = image_of(short)
    image.header.set_xyzt_units(unit, "sec")
    save(f"unit-{unit}.nii", image, scale={"meter": 1000, "micron": 0.001}.get(unit, 1), **near)

# Compression told by content, file names, pairs.
image = image_of(values("uint16"), "oblique")
arrays["wide"] = numbers(image.dataobj)
plain = image.to_bytes()
packed = gzip.compress(plain, mtime=0)
near = {"key": "wide", "dtype": "uint16"}
(OUT / "compressed.nii.gz").write_bytes(packed)
expect("compressed.nii.gz", OUT / "compressed.nii.gz", **near)
(OUT / "two-members.nii.gz").write_bytes(gzip.compress(plain[:400], mtime=0) + gzip.compress(plain[400:], mtime=0))
expect("two-members.nii.gz", OUT / "two-members.nii.gz", **near)
(OUT / "Kopf ä – 頭 1.nii.gz").write_bytes(packed)
expect("Kopf ä – 頭 1.nii.gz", OUT / "Kopf ä – 頭 1.nii.gz", **near)
(OUT / "gzip-inside.nii").write_bytes(packed)
(OUT / "no-gzip-inside.nii.gz").write_bytes(plain)
for name in ("gzip-inside.nii", "no-gzip-inside.nii.gz"):
    cases[name] = cases["compressed.nii.gz"] | {"file": name}
nib.Nifti1Pair(values("uint16"), ORIENTATIONS["oblique"]).to_filename(OUT / "pair.hdr")
expect("pair.hdr", OUT / "pair.hdr", dtype="uint16")
nib.Nifti2Pair(values("float32"), ORIENTATIONS["oblique"]).to_filename(OUT / "pair2.hdr")
expect("pair2.hdr", OUT / "pair2.hdr", dtype="float32")
header = nib.Nifti1Image(short, ORIENTATIONS["ras"])
header.header.extensions.append(nib.nifti1.Nifti1Extension("comment", b"a remark"))
save("extension.nii", header, key="short", dtype="int16")

# Refused, with the error's code.
refused = {}
for name, dtype in [("complex64", np.complex64), ("complex128", np.complex128), ("rgb", [("R", "u1"), ("G", "u1"), ("B", "u1")])]:
    nib.Nifti1Image(np.zeros(SHAPE, dtype), np.eye(4)).to_filename(OUT / f"{name}.nii")
    refused[f"{name}.nii"] = "unsupported"
nib.Nifti1Image(np.full(SHAPE, 2**40, np.int64), np.eye(4), dtype=np.int64).to_filename(OUT / "int64-beyond.nii")
refused["int64-beyond.nii"] = "unsupported"
nib.AnalyzeImage(short, np.eye(4)).to_filename(OUT / "analyze.img")
refused["analyze.hdr"] = "unsupported"
(OUT / "int16-valid.bin").write_bytes(image_of(short).to_bytes())

# Orientation: all 48 permutations and flips, right-angled and oblique, of a volume of 2 x 3 x 4.
turned = []
base = np.arange(24, dtype=np.int16).reshape((2, 3, 4), order="F")
for number, (order, signs) in enumerate(itertools.product(itertools.permutations(range(3)), itertools.product((1, -1), repeat=3))):
    turn = np.zeros((3, 3))
    for axis, (to, sign) in enumerate(zip(order, signs)):
        turn[to, axis] = sign * (0.75, 1.5, 3)[axis]
    for tilt in ((0, 0, 0), rng.uniform(-0.6, 0.6, 3)):
        aff = affine(rotation(*tilt) @ turn)
        canonical = nib.as_closest_canonical(nib.Nifti1Image(base, aff))
        turned.append({
            "affine": aff.flatten().tolist(),
            "axcodes": "".join(aff2axcodes(aff)),
            "canonical": {
                "shape": list(canonical.shape),
                "affine": canonical.affine.flatten().tolist(),
                "values": np.asarray(canonical.dataobj).flatten(order="F").tolist(),
            },
        })

# NPY and NPZ, read by logical axes: the last is x.
arrays_numpy = {}
for dtype in "bool uint8 int8 int16 uint16 int32 uint32 int64 float16 float32 float64".split():
    for endian, order in (("<", "C"), (">", "F")):
        data = np.asarray(rng.standard_normal((2, 3, 4)) * 50 if dtype[0] == "f" else rng.integers(0, 2 if dtype == "bool" else 100, (2, 3, 4)))
        data = np.asarray(data.astype(np.dtype(dtype).newbyteorder(endian)), order=order)
        name = f"{dtype}-{'little-c' if endian == '<' else 'big-fortran'}.npy"
        np.save(OUT / name, data)
        arrays_numpy[name] = {"shape": list(data.shape), "values": data.astype(float).flatten().tolist()}
wide = np.asfortranarray(rng.integers(0, 99, (2, 1, 3, 4)).astype(np.int32))
for version in ((1, 0), (2, 0), (3, 0)):
    with open(OUT / f"version-{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, wide, version=version)
    arrays_numpy[f"version-{version[0]}.npy"] = {"shape": list(wide.shape), "values": wide.astype(float).flatten().tolist()}
np.save(OUT / "objects.npy", np.array([[1, None]], dtype=object), allow_pickle=True)
np.save(OUT / "records.npy", np.zeros((2, 2), dtype=[("a", "i4")]))
refused["objects.npy"] = refused["records.npy"] = "unsupported"
pair = {"image": rng.standard_normal((2, 3, 4)).astype(np.float32), "label": rng.integers(0, 3, (2, 3, 4)).astype(np.int64)}
np.savez(OUT / "stored.npz", **pair)
np.savez_compressed(OUT / "deflated.npz", **pair)
archived = {key: {"shape": list(value.shape), "values": value.astype(float).flatten().tolist()} for key, value in pair.items()}

expected = {"cases": cases, "arrays": arrays, "refused": refused, "turned": turned, "numpy": arrays_numpy, "archived": archived}
(OUT / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, separators=(",", ":")) + "\n")
