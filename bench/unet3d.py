"""The U-Net of training_step.py and ddp_step.py; unet3d.ts has the same."""
import torch
from torch import nn
from torch.nn import functional as F


class ConvBlock(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv1 = nn.Conv3d(in_channels, out_channels, 3, padding=1)
        self.norm1 = nn.InstanceNorm3d(out_channels, affine=True)
        self.conv2 = nn.Conv3d(out_channels, out_channels, 3, padding=1)
        self.norm2 = nn.InstanceNorm3d(out_channels, affine=True)

    def forward(self, x):
        return F.relu(self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x))))))


class UNet3d(nn.Module):
    def __init__(self, levels, width, classes):
        super().__init__()
        widths = [width * 2**i for i in range(levels)]
        self.down = nn.ModuleList(ConvBlock(widths[i - 1] if i else 1, w) for i, w in enumerate(widths))
        self.up = nn.ModuleList(ConvBlock(3 * w, w) for w in widths[:-1])
        self.head = nn.Conv3d(width, classes, 3, padding=1)

    def forward(self, x):
        skips = []
        for i, block in enumerate(self.down):
            x = block(F.max_pool3d(x, 2) if i else x)
            skips.append(x)
        for block, skip in zip(reversed(self.up), reversed(skips[:-1])):
            x = block(torch.cat([skip, F.interpolate(x, scale_factor=2, mode="trilinear")], 1))
        return self.head(x)
