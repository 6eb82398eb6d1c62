"""The Python networks that ours are compared with, and the reading of our weights."""
import json
import struct

import torch
from torch import nn


def read_safetensors(path):
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            dtype = {"F32": torch.float32, "I64": torch.int64}[entry["dtype"]]
            yield name, torch.frombuffer(bytearray(data[begin:end]), dtype=dtype).reshape(entry["shape"])


def conv_block(in_channels, out_channels, repeats):
    layers = []
    for i in range(repeats):
        conv = nn.Conv3d(out_channels if i else in_channels, out_channels, 3, padding=1)
        layers += [conv, nn.InstanceNorm3d(out_channels), nn.ReLU()]
    return layers


class UNet3D(nn.Module):
    """That of M&N's reference code."""

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


class SegformerB2(nn.Module):
    """transformers', without dropout; logits at stride 4."""

    def __init__(self):
        super().__init__()
        from transformers import SegformerConfig, SegformerForSemanticSegmentation

        config = SegformerConfig(
            hidden_sizes=[64, 128, 320, 512],
            depths=[3, 4, 6, 3],
            decoder_hidden_size=768,
            drop_path_rate=0,
            classifier_dropout_prob=0,
        )
        self.network = SegformerForSemanticSegmentation(config)

    def load_state_dict(self, state):
        self.network.load_state_dict(state)

    def forward(self, x):
        return self.network(x).logits


def create(name):
    if name == "segformer-b2":
        return SegformerB2()
    if name == "swin-unetr":
        from monai.networks.nets import SwinUNETR

        return SwinUNETR(in_channels=1, out_channels=2, feature_size=36)
    return UNet3D(32, 5)
