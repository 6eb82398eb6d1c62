"""The fixtures' file: tensors and a description in one gzip-compressed file.

    8 bytes      length of the JSON, little endian
    JSON         {"tensors": [[dtype, shape, offset, bytes, strides?], ...], ...whatever the writer adds}
    raw bytes    offsets count from here

A tensor is C-contiguous unless it has strides; then its bytes are the span of memory that it lies in.
"""

import gzip
import json

import torch


def raw(tensor):
    return tensor.clone(memory_format=torch.contiguous_format).view(-1).view(torch.uint8).numpy().tobytes()


class Tensors:
    """Collects tensors; equal ones are stored once."""

    def __init__(self):
        self.entries = []
        self.chunks = []
        self.size = 0
        self.known = {}

    def add(self, tensor):
        tensor = tensor.detach().resolve_conj().resolve_neg()
        if tensor.layout != torch.strided:
            tensor = tensor.to_dense()
        entry = [str(tensor.dtype).removeprefix("torch."), list(tensor.shape)]
        strides = None
        if not tensor.is_contiguous() and tensor.numel() > 0:
            strides = list(tensor.stride())
            span = 1 + sum((size - 1) * stride for size, stride in zip(tensor.shape, strides))
            tensor = tensor.as_strided((span,), (1,))
        data = raw(tensor) if tensor.numel() > 0 else b""
        key = (entry[0], tuple(entry[1]), tuple(strides or ()), data)
        if key not in self.known:
            self.known[key] = len(self.entries)
            self.entries.append([*entry, self.size, len(data), *([strides] if strides else [])])
            padding = -len(data) % 16  # every tensor's bytes are aligned
            self.chunks.append(data + bytes(padding))
            self.size += len(data) + padding
        return self.known[key]

    def get(self, index):
        """The tensor as the TypeScript side makes it from the file."""
        return tensor_of(self.entries[index], self.chunks[index])


def tensor_of(entry, data):
    name, shape, _, length, *strides = entry
    dtype = getattr(torch, name)
    if length == 0:
        return torch.empty(shape, dtype=dtype)
    flat = torch.frombuffer(bytearray(data[:length]), dtype=torch.uint8).view(dtype)
    return flat.as_strided(shape, strides[0]) if strides else flat.view(shape)


def write(path, description, tensors):
    header = json.dumps({"tensors": tensors.entries, **description}, separators=(",", ":"), allow_nan=False).encode()
    with open(path, "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", compresslevel=9, mtime=0, filename="") as out:
        out.write(len(header).to_bytes(8, "little"))
        out.write(header)
        for chunk in tensors.chunks:
            out.write(chunk)
