"""transformers' DINOv2 under a light decoder; its parameters have our names. Slices are [N, C, H, W]."""

import torch
import torch.nn.functional as F
from torch import nn
from transformers import Dinov2Backbone, Dinov2Config


def block(inputs, outputs, stride):
    conv = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
    return nn.ModuleDict({"conv": conv, "norm": nn.GroupNorm(4, outputs)})


def run(layers, x):
    return layers["norm"](layers["conv"](x)).relu()


def resize(x, size):
    return x if x.shape[2:] == tuple(size) else F.interpolate(x, size=tuple(size), mode="bilinear")


class Dinov2Unet(nn.Module):
    def __init__(self, options, channels, classes):
        super().__init__()
        if options["positionOffset"] != 0.1:
            raise SystemExit("Position embeddings are interpolated with an offset of 0.1 here, as in transformers before 4.46.")
        config, width = options["config"], options["width"]
        self.enlarge, self.patch = options["enlarge"], config["patch_size"]
        if options["input"] == "learned" or channels != 1:
            self.input = nn.Conv2d(channels, 3, 1)
        layers = config["num_hidden_layers"]
        stages = [f"stage{i + 1}" for i in range(layers) if (i + 1) * 4 % layers == 0]
        self.encoder = Dinov2Backbone(Dinov2Config(**config, out_features=stages))
        self.projections = nn.ModuleList(nn.Conv2d(config["hidden_size"], width, 1) for _ in range(4))
        widths = [width // 4, width // 2, width]  # at strides 2, 4, 8
        self.stem = nn.ModuleList(block(before, w, 2) for before, w in zip([channels, *widths], widths))
        self.decoder = nn.ModuleList(block(below + w, w, 1) for below, w in zip([width, *widths[:0:-1]], widths[::-1]))
        self.head = nn.Conv2d(width // 4 + channels, classes, 3, padding=1)

    def forward(self, slices):
        grey = (slices / 2).clamp(-1, 1)
        # As JavaScript rounds: halves up.
        size = [max(1, int(n * self.enlarge / self.patch + 0.5)) * self.patch for n in slices.shape[2:]]
        large = resize(grey, size) * 2
        image = self.input(large) if hasattr(self, "input") else large.expand(-1, 3, -1, -1)
        features = self.encoder(image).feature_maps
        x = sum(project(one) for project, one in zip(self.projections, features))
        skips = [grey]
        for layers in self.stem:
            skips.append(run(layers, skips[-1]))
        for layers in self.decoder:
            skip = skips.pop()
            x = run(layers, torch.cat([resize(x, skip.shape[2:]), skip], 1))
        return self.head(torch.cat([resize(x, slices.shape[2:]), grey], 1))
