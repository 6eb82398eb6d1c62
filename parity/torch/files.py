"""Makes the golden checkpoint files of packages/torch/test/fixtures/files and what reading them must give.

    python parity/torch/files.py [folder]

Needs torch == 2.13.0, numpy and safetensors. Each NAME.pth / NAME.safetensors has a NAME.json beside it:
a tensor is {"$tensor": dtype, shape, strides, offset, storage, hex}, storage being a number that tensors of one
storage share, hex the elements in row-major order, little-endian.
"""

import argparse
import collections
import io
import json
import os
import pathlib
import struct
import sys
import zipfile

import numpy as np
import torch
from safetensors import torch as safetensors_torch

FOLDER = pathlib.Path(__file__).parents[2] / "packages/torch/test/fixtures/files"

DTYPES = [
    torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int8, torch.uint8, torch.int16, torch.uint16,
    torch.int32, torch.uint32, torch.int64, torch.uint64, torch.bool, torch.complex64, torch.complex128,
    torch.float8_e4m3fn, torch.float8_e5m2,
]  # fmt: skip


def every_dtype():
    values = torch.tensor([0.0, 1.0, 2.0, 3.0, 96.0, 1.5])
    return {str(dtype).removeprefix("torch."): values.to(dtype).reshape(2, 3) for dtype in DTYPES}


def views():
    base = torch.arange(24.0)
    cube = base.view(2, 3, 4)
    return {
        "whole": cube,
        "tail": base[20:],
        "every_second": base[::2],
        "transposed": cube.permute(2, 0, 1),
        "expanded": torch.tensor([7.0]).expand(3, 2),
        "channels_last": torch.arange(16.0).view(1, 2, 2, 4).contiguous(memory_format=torch.channels_last),
        "scalar": torch.tensor(3.25),
        "empty": torch.zeros(0, 3),
    }


def training_checkpoint():
    torch.manual_seed(0)
    model = torch.nn.Sequential(
        collections.OrderedDict(conv=torch.nn.Conv2d(1, 2, 3, bias=False), norm=torch.nn.BatchNorm2d(2))
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    model(torch.randn(2, 1, 5, 5)).square().mean().backward()
    optimizer.step()
    schedule = torch.optim.lr_scheduler.MultiStepLR(optimizer, [2, 2, 5])
    return {
        "epoch": 3,
        "state_dict": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "milestones": schedule.state_dict()["milestones"],
        "best": None,
        "args": argparse.Namespace(lr=0.001, name="U-Net ü", resume=False),
    }


def values():
    return {
        "integers": [0, -1, 255, 256, -70000, 2**31, 2**53 - 1, 2**53, -(2**70)],
        "floats": [0.5, float("inf"), -1e300],
        "text": "ß 漢 😀",
        "flags": (True, False, None),
        "bytes": b"\x00\xff",
        "bytearray": bytearray(b"ab"),
        "empty_bytes": b"",
        "set": {3},
        "frozenset": frozenset([4]),
        "complex": 1 - 2j,
        "size": torch.Size([1, 2]),
        "dtype": torch.bfloat16,
        "device": torch.device("cuda", 1),
        "defaultdict": collections.defaultdict(list, {1: [2]}),
        "np_float": np.float64(0.1),
        "np_half": np.float16(-0.333),
        "np_int": np.int64(-5),
        "np_bool": np.bool_(True),
        "np_array": np.arange(6, dtype=np.int16).reshape(2, 3),
        "np_fortran": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        "parameter": torch.nn.Parameter(torch.ones(2)),
        "shared_list": [[1], [2]],
    }


class Describe:
    """Turns a loaded object into JSON, numbering the storages as they come."""

    def __init__(self):
        self.storages = {}

    def tensor(self, tensor):
        tensor = tensor.detach()
        storage = tensor.untyped_storage()
        key = storage.data_ptr() or ("empty", len(self.storages))
        number = self.storages.setdefault(key, len(self.storages))
        content = tensor.contiguous().clone().untyped_storage()
        return {
            "$tensor": str(tensor.dtype).removeprefix("torch."),
            "shape": list(tensor.shape),
            "strides": list(tensor.stride()),
            "offset": tensor.storage_offset(),
            "storage": number,
            "hex": bytes(content.tolist()).hex(),
        }

    def array(self, array):
        number = self.storages.setdefault(("array", len(self.storages)), len(self.storages))
        return {
            "$tensor": str(array.dtype),
            "shape": list(array.shape),
            "strides": [stride // array.itemsize for stride in array.strides],
            "offset": 0,
            "storage": number,
            "hex": array.tobytes("C").hex(),
        }

    def __call__(self, value):
        if isinstance(value, torch.Tensor):
            return self.tensor(value)
        if isinstance(value, np.ndarray):
            return self.array(value)
        if isinstance(value, np.generic):
            return value.item()
        if isinstance(value, argparse.Namespace):
            return self(vars(value))
        if isinstance(value, dict):
            return {str(key): self(item) for key, item in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self(item) for item in value]
        if isinstance(value, (bytes, bytearray)):
            return {"$bytes": value.hex()}
        if isinstance(value, complex):
            return {"real": value.real, "imag": value.imag}
        if isinstance(value, (torch.dtype, torch.device)):
            return str(value).removeprefix("torch.")
        if isinstance(value, float) and value in (float("inf"), float("-inf")):
            return {"$float": str(value)}
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53:
            return {"$bigint": str(value)}
        return value


def save(name, value, **options):
    torch.save(value, FOLDER / f"{name}.pth", **options)
    loaded = torch.load(FOLDER / f"{name}.pth", weights_only=False)
    (FOLDER / f"{name}.json").write_text(json.dumps(Describe()(loaded), ensure_ascii=False) + "\n")


def save_legacy(name, value):
    save(f"{name}-legacy", value, _use_new_zipfile_serialization=False)


def save_checkpoints():
    save("dtypes", every_dtype())
    without_class = {"uint16", "uint32", "uint64", "float8_e4m3fn", "float8_e5m2"}  # torch.load itself cannot read those
    save_legacy("dtypes", {name: tensor for name, tensor in every_dtype().items() if name not in without_class})
    save("views", views())
    save_legacy("views", views())
    save("views-1", views(), pickle_protocol=1)
    save("training", training_checkpoint())
    save_legacy("training", training_checkpoint())
    for protocol in (2, 4, 5):
        save(f"values-{protocol}", values(), pickle_protocol=protocol)
    torch.serialization.set_crc32_options(False)
    save("no-checksums", {"x": torch.arange(3)})
    torch.serialization.set_crc32_options(True)
    deflated()


def deflated():
    """A checkpoint that someone packed again, with compression."""
    buffer = io.BytesIO()
    torch.save({"weight": torch.arange(64.0), "twin": torch.ones(2, 2)}, buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(FOLDER / "deflated.pth", "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry), zipfile.ZIP_DEFLATED)
    buffer.seek(0)
    loaded = torch.load(buffer, weights_only=False)
    (FOLDER / "deflated.json").write_text(json.dumps(Describe()(loaded)) + "\n")


class Call:
    """Pickles as a call of `function` with `arguments`."""

    def __init__(self, function, *arguments):
        self.function, self.arguments = function, arguments

    def __reduce__(self):
        return self.function, self.arguments


def save_refused():
    """Files that want what is not allowed, each with the name that must stand in the error."""
    cases = {
        "system": (Call(os.system, "echo executed"), "posix.system"),
        "eval": ({"x": Call(eval, "1 + 1")}, "builtins.eval"),
        "getattr": (Call(getattr, Call(__import__, "os"), "system"), "builtins.getattr"),
        "import": (Call(__import__, "os"), "builtins.__import__"),
        "partial": ([Call(__import__("functools").partial, print)], "functools.partial"),
        "module": (torch.nn.Linear(1, 1), "torch.nn.modules.linear.Linear"),
        "numpy-load": (Call(np.load, "file"), "numpy.load"),
        "path": ({"path": pathlib.PurePosixPath("a")}, "pathlib.PurePosixPath"),
    }
    expected = {}
    for name, (value, wanted) in cases.items():
        for suffix, options in {"": {}, "-legacy": {"_use_new_zipfile_serialization": False}, "-4": {"pickle_protocol": 4}}.items():
            if name == "module" and suffix == "-legacy":
                continue  # it would carry the source of the class and its path
            torch.save(value, FOLDER / f"refused-{name}{suffix}.pth", **options)
            expected[f"refused-{name}{suffix}.pth"] = wanted
    torch.save({"x": torch.ones(2, dtype=torch.complex64).conj()}, FOLDER / "refused-conj.pth")
    expected["refused-conj.pth"] = "conj"
    buffer = io.BytesIO()
    torch.save({"x": torch.ones(2)}, buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(FOLDER / "refused-big-endian.pth", "w") as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), b"big" if entry.filename.endswith("byteorder") else old.read(entry))
    expected["refused-big-endian.pth"] = "big-endian"
    (FOLDER / "refused.json").write_text(json.dumps(expected, indent=1) + "\n")


def save_safetensors():
    tensors = {name: tensor for name, tensor in every_dtype().items() if name != "complex128"}
    tensors |= {"scalar": torch.tensor(3.25), "empty": torch.zeros(0, 3), "zü": torch.ones(1), "z\U0001f600\"": torch.ones(1), "zﬀ": torch.ones(1)}
    for name, chosen, metadata in [("all", tensors, {"format": "pt\n\x1f\u2028"}), ("none", {}, None), ("plain", {"a": torch.arange(3)}, None)]:
        (FOLDER / f"{name}.safetensors").write_bytes(safetensors_torch.save(chosen, metadata))
        content = {key: Describe().tensor(tensor) for key, tensor in chosen.items()}
        (FOLDER / f"{name}.json").write_text(json.dumps({"metadata": metadata or {}, "tensors": content}, ensure_ascii=False) + "\n")


def save_header_verdicts():
    """Headers, sound and not, with the data's length and whether the reference reader takes them."""
    tensor = '{"dtype":"U8","shape":[1],"data_offsets":[0,1]}'

    def of(dtype="U8", shape="[1]", offsets="[0,1]", more=""):
        return f'{{"a":{{"dtype":"{dtype}","shape":{shape},"data_offsets":{offsets}{more}}}}}'

    def two(first, second, shapes=("[2]", "[2]")):
        return f'{{"a":{{"dtype":"U8","shape":{shapes[0]},"data_offsets":{first}}},"b":{{"dtype":"U8","shape":{shapes[1]},"data_offsets":{second}}}}}'

    deep = "[" * 200 + "]" * 200
    cases = [
        (f'{{"a":{tensor}}}', 1), (f'{{"a":{tensor}}}  \n\t\r', 1), (f' {{"a":{tensor}}}', 1), ("{}", 0), ("{ }", 0), ("", 0), ("[]", 0), ("{", 0),
        ("{}\x00", 0), ("{}x", 0), (f'{{"a":{tensor},}}', 1), (f'{{"a":{tensor}}}', 0), (f'{{"a":{tensor}}}', 2), ("{}", 3),
        (f'{{"a":{tensor},"a":{tensor}}}', 1), (of(more=',"dtype":"U8"'), 1), (of(more=',"shape":[1]'), 1), (of(more=',"other":[{"x":null},-1.5e-3,true]'), 1),
        (of(more=f',"other":{deep}'), 1), (of(more=',"other":01'), 1), (of(more=',"other":nul'), 1), (of(more=',"other":"\\x"'), 1),
        (of("F4"), 1), (of("X"), 1), (of("u8"), 1), (of("C64", "[1]", "[0,8]"), 8), (of("F64", "[1]", "[0,8]"), 8), (of("F64", "[1]", "[0,1]"), 1),
        (of(shape="[1.0]"), 1), (of(shape="[1e0]"), 1), (of(shape="[-1]"), 1), (of(shape="[-0]", offsets="[0,0]"), 0), (of(shape="[01]"), 1), (of(shape="1"), 1),
        (of(shape="null"), 1), (of(shape='["1"]'), 1), (of(shape="[]"), 1), (of(shape="[1,1,1]"), 1), (of(shape="[0]", offsets="[0,0]"), 0),
        (of(shape="[9223372036854775808,2]", offsets="[0,0]"), 0), (of(shape="[4294967296,4294967296]", offsets="[0,0]"), 0),
        (of(shape="[4294967296,4294967296,0]", offsets="[0,0]"), 0), (of(shape="[99999999999999999999]"), 1), (of("F64", "[2305843009213693952]", "[0,0]"), 0),
        (of(offsets="[0]"), 1), (of(offsets="[0,1,2]"), 1), (of(offsets="[1,0]"), 1), (of(offsets="[-1,0]"), 1), (of(offsets="[0,18446744073709551615]"), 1),
        (of(offsets="[1,2]"), 2), (of(offsets="null"), 1), ('{"a":{"dtype":"U8","shape":[1]}}', 1), ('{"a":{}}', 0), ('{"a":null}', 0), ('{"a":1}', 0), ('{"a":["U8",[1],[0,1]]}', 1),
        (two("[0,2]", "[2,4]"), 4), (two("[2,4]", "[0,2]"), 4), (two("[0,2]", "[1,3]"), 3), (two("[0,2]", "[0,2]"), 2), (two("[0,2]", "[3,5]"), 5), (two("[0,2]", "[2,5]"), 5),
        (two("[0,0]", "[0,2]", ("[0]", "[2]")), 2), (two("[2,2]", "[0,2]", ("[0]", "[2]")), 2), (two("[1,1]", "[0,2]", ("[0]", "[2]")), 2), (two("[0,2]", "[0,0]", ("[2]", "[0]")), 2),
        (f'{{"__metadata__":{{}},"a":{tensor}}}', 1), (f'{{"__metadata__":{{"k":"v","l":"\\u00fc\\n"}},"a":{tensor}}}', 1), (f'{{"__metadata__":null,"a":{tensor}}}', 1),
        (f'{{"__metadata__":{{"k":1}},"a":{tensor}}}', 1), (f'{{"__metadata__":{{"k":null}},"a":{tensor}}}', 1), (f'{{"__metadata__":[],"a":{tensor}}}', 1),
        (f'{{"__metadata__":{{"k":"1","k":"2"}},"a":{tensor}}}', 1), (f'{{"__metadata__":{{}},"__metadata__":{{}},"a":{tensor}}}', 1), (f'{{"__proto__":{tensor}}}', 1), (f'{{"":{tensor}}}', 1),
        (f'{{"a\\ud800":{tensor}}}', 1), (f'{{"a\\ud83d\\ude00":{tensor}}}', 1), (f'{{"a\x01":{tensor}}}', 1), (f'{{a:{tensor}}}', 1), (f"{{'a':{tensor}}}", 1), (f'{{"a" {tensor}}}', 1), (f'{{"a":{tensor}', 1),
        ('{"a":{"dtype":{"U8":null},"shape":[1],"data_offsets":[0,1]}}', 1), (f'\ufeff{{"a":{tensor}}}', 1),
    ]  # fmt: skip
    verdicts = []
    for header, length in cases:
        encoded = header.encode()
        try:
            safetensors_torch.load(struct.pack("<Q", len(encoded)) + encoded + bytes(length))
            taken = True
        except Exception:
            taken = False
        verdicts.append([header, length, taken])
    (FOLDER / "header-verdicts.json").write_text(json.dumps(verdicts, ensure_ascii=False, indent=0) + "\n")


if __name__ == "__main__":
    FOLDER = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    FOLDER.mkdir(parents=True, exist_ok=True)
    save_checkpoints()
    save_refused()
    save_safetensors()
    save_header_verdicts()
