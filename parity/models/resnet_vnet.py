"""Golden outputs and gradients of MCF's second network: a 3D ResNet-34 (He et al. 2016, table 1) whose first convolution keeps the
size, under V-Net's decoder.

    python parity/models/resnet_vnet.py packages/models/test/fixtures

Its volumes are [N, C, W, H, D]. Dropout is off.
"""

import sys

from golden import fill, record
from torch import nn
from vnet import NAMES, Block, Step


def norm_of(channels, norm):
    return nn.BatchNorm3d(channels) if norm == "batch" else nn.InstanceNorm3d(channels)


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride, norm):
        super().__init__()
        self.conv1 = nn.Conv3d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = norm_of(outputs, norm)
        self.conv2 = nn.Conv3d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = norm_of(outputs, norm)
        self.downsample = None
        if stride > 1:
            self.downsample = nn.Sequential(nn.Conv3d(inputs, outputs, 1, stride, bias=False), norm_of(outputs, norm))

    def forward(self, x):
        y = self.bn2(self.conv2(self.bn1(self.conv1(x)).relu()))
        return (y + (x if self.downsample is None else self.downsample(x))).relu()


class ResNet(nn.Module):
    def __init__(self, channels, width, norm):
        super().__init__()
        self.conv1 = nn.Conv3d(channels, width, 7, 1, 3, bias=False)
        self.bn1 = norm_of(width, norm)
        for i, repeats in enumerate((3, 4, 6, 3)):
            w = width * 2**i
            blocks = [Residual(w, 2 * w, 2, norm)] + [Residual(2 * w, 2 * w, 1, norm) for _ in range(repeats - 1)]
            setattr(self, f"layer{i + 1}", nn.Sequential(*blocks))

    def forward(self, x):
        features = [self.bn1(self.conv1(x)).relu()]
        for i in range(4):
            features.append(getattr(self, f"layer{i + 1}")(features[-1]))
        return features


class ResNetVNet(nn.Module):
    def __init__(self, channels, classes, width, norm):
        super().__init__()
        self.resnet_encoder = ResNet(channels, width, norm)
        for name, factor, repeats in zip(NAMES[5:], (8, 4, 2, 1), (3, 3, 2, 1)):
            w = width * factor
            before = NAMES[NAMES.index(name) - 1]
            setattr(self, f"block_{before}_up", Step(nn.ConvTranspose3d, 2 * w, w, norm))
            setattr(self, f"block_{name}", Block(repeats, w, w, norm, False))
        self.out_conv = nn.Conv3d(width, classes, 1)

    def forward(self, x):
        *skips, x = self.resnet_encoder(x)
        for name in NAMES[5:]:
            before = NAMES[NAMES.index(name) - 1]
            x = getattr(self, f"block_{name}")(getattr(self, f"block_{before}_up")(x) + skips.pop())
        return self.out_conv(x)


if __name__ == "__main__":
    folder = sys.argv[1]
    cases = {
        "batch": (1, dict(width=2, norm="batch"), (2, 1, 32, 16, 16)),
        "instance": (2, dict(width=2, norm="instance"), (1, 2, 32, 16, 16)),
    }
    for name, (channels, options, shape) in cases.items():
        network = fill(ResNetVNet(channels, 2, **options))
        options |= dict(inChannels=channels, classes=2, dropout=0)
        record(f"{folder}/resnet-vnet-{name}.safetensors", options, network, shape)
