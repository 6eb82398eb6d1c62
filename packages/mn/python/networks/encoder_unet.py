"""The U-Net decoder that stands over a network for photographs; its parameters have our names. Slices are [N, C, H, W]."""

import torch
import torch.nn.functional as F
from torch import nn


class EncoderUnet(nn.Module):
    """`encoder(image)` gives features at strides 2, 4, 8, 16, 32, of `channels`."""

    def __init__(self, encoder, channels, brightest, in_channels, classes, enlarge, widths, learned=None):
        super().__init__()
        self.brightest, self.enlarge = brightest, enlarge
        if in_channels != 1 if learned is None else learned:
            self.input = nn.Conv2d(in_channels, 3, 1)
        self.encoder = encoder
        blocks = []
        below = channels[-1]
        for skip, width in zip(channels[-2::-1], widths):
            conv = nn.Conv2d(below + skip, width, 3, padding=1, bias=False)
            blocks.append(nn.ModuleDict({"conv": conv, "norm": nn.GroupNorm(4, width)}))
            below = width
        self.decoder = nn.ModuleList(blocks)
        self.head = nn.Conv2d(below + in_channels, classes, 3, padding=1)

    def forward(self, slices):
        grey = (slices / 2).clamp(-1, 1)
        image = F.interpolate(grey, scale_factor=self.enlarge, mode="bilinear") * self.brightest
        image = self.input(image) if hasattr(self, "input") else image.repeat(1, 3, 1, 1)
        *skips, x = self.encoder(image)
        for skip, block in zip(skips[::-1], self.decoder):
            x = F.interpolate(x, size=skip.shape[2:], mode="bilinear")
            x = block["norm"](block["conv"](torch.cat([x, skip], 1))).relu()
        x = F.interpolate(x, size=slices.shape[2:], mode="bilinear")
        return self.head(torch.cat([x, grey], 1))
