"""A 3D U-Net laid out as in M&N's reference code; its options are those of ours. Volumes are [N, C, D, H, W]."""

import torch
from torch import nn

def block(inputs, outputs, repeats, affine):
    layers = []
    for i in range(repeats):
        layers += [nn.Conv3d(outputs if i else inputs, outputs, 3, padding=1), nn.InstanceNorm3d(outputs, affine=affine)]
        layers += [nn.ReLU()]
    return layers


class UNet3D(nn.Module):
    def __init__(self, channels, classes, width, levels, affine, upsampling):
        super().__init__()
        self.levels = levels
        widths = [width << level for level in range(levels)]
        for level, w in enumerate(widths):
            before = widths[level - 1] if level else channels
            setattr(self, f"conv2d_d{level + 1}", nn.Sequential(*block(before, w, 2, affine)))
        for i, w in enumerate(widths[-2::-1]):
            if upsampling == "projection":
                up = nn.Conv3d(2 * w, w, 1)
            else:
                up = nn.Sequential(nn.Upsample(scale_factor=2, mode="trilinear"), *block(2 * w, w, 1, affine))
            setattr(self, f"up_{i + 1}", up)
            setattr(self, f"conv2d_u{i + 1}", nn.Sequential(*block(2 * w, w, 2, affine)))
        self.pred_final = nn.Sequential(nn.Conv3d(width, classes, 3, padding=1))

    def forward(self, x):
        skips = []
        for level in range(self.levels):
            x = getattr(self, f"conv2d_d{level + 1}")(x if level == 0 else nn.functional.max_pool3d(x, 2))
            skips.append(x)
        skips.pop()
        for i in range(1, self.levels):
            x = getattr(self, f"up_{i}")(x)
            skip = skips.pop()
            if x.shape[2] != skip.shape[2]:
                x = nn.functional.interpolate(x, scale_factor=2, mode="trilinear")
            x = getattr(self, f"conv2d_u{i}")(torch.cat([skip, x], 1))
        return self.pred_final(x)
