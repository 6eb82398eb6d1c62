"""Every registered network as an ONNX file, at its real size: checked by onnx, and run by Python's onnxruntime.

    python parity/models/onnx_files.py [NAME…]      only these networks

onnx.checker must pass with shapes inferred; onnxruntime's logits must be ours within 1e-4 of the largest, at two sizes; the file must be
at most 5 % larger than the weights.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from safetensors.numpy import load_file

NODE = Path(__file__).parents[2] / "packages/models/dist/test/onnx-real.js"
LIMIT = 1e-4


def call(*arguments):
    return json.loads(subprocess.run(["node", NODE, *arguments], check=True, capture_output=True, text=True).stdout)


def check(name, folder):
    found = call(folder, name)
    faults, worst, share = [], 0.0, 0.0
    for file in found["files"]:
        onnx.checker.check_model(file["path"], full_check=True)
        share = max(share, Path(file["path"]).stat().st_size / file["bytes"])
        session = onnxruntime.InferenceSession(file["path"], providers=["CPUExecutionProvider"])
        case = load_file(file["input"])
        (logits,) = session.run(None, {session.get_inputs()[0].name: case["input"]})
        worst = max(worst, float(np.abs(logits - case["logits"]).max() / np.abs(case["logits"]).max()))
    if worst > LIMIT:
        faults.append(f"off by {worst:.1e}")
    if share > 1.05:
        faults.append(f"{share:.3f} of the weights")
    sizes = "free sizes" if found["free"] else "fixed sizes"
    print(f"{name:13} logits {worst:.1e} of the largest, file {share:.3f} of the weights, {sizes}", *faults, sep="  ", flush=True)
    return not faults


if __name__ == "__main__":
    names, broken = sys.argv[1:] or call("."), []
    for one in names:
        with tempfile.TemporaryDirectory() as folder:
            if not check(one, folder):
                broken.append(one)
    if broken:
        sys.exit(f"Not ours: {', '.join(broken)}")
