"""MONAI's side of inference.ts: predicts the scan, writes the logits, prints time and peak memory as JSON."""
import json
import resource
import struct
import sys
import time

import numpy as np
import torch
from monai.inferers import sliding_window_inference
from torch import nn

task, _precision, out = json.loads(sys.argv[1]), sys.argv[2], sys.argv[3]
torch.set_num_threads(task["threads"])


def read_safetensors(path):
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            yield name, torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32).reshape(entry["shape"])


def conv_block(in_channels, out_channels, repeats):
    layers = []
    for i in range(repeats):
        conv = nn.Conv3d(out_channels if i else in_channels, out_channels, 3, padding=1)
        layers += [conv, nn.InstanceNorm3d(out_channels), nn.ReLU()]
    return layers


class UNet3D(nn.Module):
    def __init__(self, width, levels):
        super().__init__()
        widths = [width * 2**level for level in range(levels)]
        self.levels = levels
        for i, w in enumerate(widths):
            setattr(self, f"conv2d_d{i + 1}", nn.Sequential(*conv_block(widths[i - 1] if i else 1, w, 2)))
        for i, w in enumerate(reversed(widths[:-1])):
            upsample = nn.Upsample(scale_factor=2, mode="trilinear")
            setattr(self, f"up_{i + 1}", nn.Sequential(upsample, *conv_block(2 * w, w, 1)))
            setattr(self, f"conv2d_u{i + 1}", nn.Sequential(*conv_block(2 * w, w, 2)))
        self.pred_final = nn.Sequential(nn.Conv3d(width, 2, 3, padding=1))

    def forward(self, x):
        skips = []
        for level in range(self.levels):
            x = getattr(self, f"conv2d_d{level + 1}")(nn.functional.max_pool3d(x, 2) if level else x)
            skips.append(x)
        skips.pop()
        for i in range(self.levels - 1):
            x = torch.cat([skips.pop(), getattr(self, f"up_{i + 1}")(x)], 1)
            x = getattr(self, f"conv2d_u{i + 1}")(x)
        return self.pred_final(x)


state = dict(read_safetensors(task["weights"]))
image = state.pop("image")
model = UNet3D(task["width"], task["levels"]).eval()
model.load_state_dict(state)
windows = 0


def predict(x):
    global windows
    windows += 1
    return model(x)


start, cpu_start = time.perf_counter(), time.process_time()
with torch.no_grad():
    logits = sliding_window_inference(image[None], task["window"], 1, predict, overlap=task["overlap"], mode="gaussian")
seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
np.ascontiguousarray(logits[0].numpy()).tofile(out)
print(json.dumps({"seconds": seconds, "cpuSeconds": cpu_seconds, "peak": peak, "windows": windows}))
