"""Reads every file that pydicom ships for its own tests with @mandn/imaging, each as a scan of its own, and compares with
pydicom (where that cannot decode, SimpleITK): voxels after rescaling. Each must be read rightly or be refused with a typed error.

    python dicom_files.py          needs numpy, pydicom, SimpleITK, pylibjpeg with its plugins, and the built packages
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import pydicom
import SimpleITK as sitk

HERE = pathlib.Path(__file__).parent


def expected(path):
    """[frames, rows, columns] after rescaling, or the reason why pydicom gives none."""
    try:
        data = pydicom.dcmread(path, force=True)
        pixels = data.pixel_array
        slope, intercept = float(data.get("RescaleSlope", 1)), float(data.get("RescaleIntercept", 0))
        if "SharedFunctionalGroupsSequence" in data:
            shared = data.SharedFunctionalGroupsSequence[0]
            if "PixelValueTransformationSequence" in shared:
                values = shared.PixelValueTransformationSequence[0]
                slope, intercept = float(values.RescaleSlope), float(values.RescaleIntercept)
        if pixels.ndim == 2:
            pixels = pixels[None]
        return pixels.astype(np.float64) * slope + intercept, data
    except Exception as error:  # noqa: BLE001 - whatever pydicom raises on its own broken files
        try:
            return sitk.GetArrayFromImage(sitk.ReadImage(path)).astype(np.float64), pydicom.dcmread(path, force=True)
        except RuntimeError:
            return f"{type(error).__name__}: {str(error)[:60]}", None


def main():
    root = pathlib.Path(pydicom.__file__).parent / "data" / "test_files"
    paths = sorted(str(path) for path in root.rglob("*") if path.is_file())
    verdicts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        lines = "\n".join(json.dumps({"path": path}) for path in paths)
        command = ["node", str(HERE / "read_volumes.mjs"), folder]
        answers = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
        for path, line in zip(paths, answers, strict=True):
            ours = json.loads(line)
            name = str(pathlib.Path(path).relative_to(root))
            if "error" in ours:
                verdict = f"refused ({ours['code']})" if ours["error"] == "ImagingError" else "UNTYPED ERROR"
                detail = ours["message"].replace(path, "it")[:150]
            else:
                theirs, data = expected(path)
                voxels = np.fromfile(ours["data"], ours["dtype"]).reshape(ours["shape"])[0]
                detail = f"{ours['shape']} {ours['dtype']} {'; '.join(ours['notes'])}"[:150]
                if isinstance(theirs, str):
                    verdict, detail = "read, pydicom does not", f"{detail} | {theirs}"
                elif theirs.shape != voxels.shape:
                    verdict, detail = "DIFFERENT SHAPE", f"{detail} | {theirs.shape}"
                else:
                    away = float(np.abs(theirs - voxels).max())
                    scale = max(1.0, float(np.abs(theirs).max()))
                    lossy = data.file_meta.TransferSyntaxUID in LOSSY if "file_meta" in data.__dict__ and "TransferSyntaxUID" in data.file_meta else False
                    right = away <= (2 if lossy else 1e-6 * scale)
                    verdict = "read rightly" if right else "DIFFERENT VOXELS"
                    detail = f"{detail} | largest difference {away:g}"
            verdicts[verdict] += 1
            print(f"{verdict:28} {name:50} {detail}")
    print()
    for verdict, count in verdicts.most_common():
        print(f"{count:4} {verdict}")
    wrong = sum(count for verdict, count in verdicts.items() if verdict.isupper())
    sys.exit(1 if wrong else 0)


# JPEG baseline and extended: decoders may round differently by one or two grey values.
LOSSY = ("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51")

if __name__ == "__main__":
    main()
