"""Golden outputs and gradients of a 3D U-Net laid out as in M&N's reference code.

    python parity/models/unet3d.py packages/models/test/fixtures

The reference code fixes five levels, norm without weights and upsampling by convolution; the other options of ours are made here
alike. Its volumes are [N, C, H, W, D].
"""

import sys

from golden import fill, record
from networks.unet3d import UNet3D


if __name__ == "__main__":
    folder = sys.argv[1]
    cases = {
        "unet3d-reference": (1, 2, dict(width=4, levels=5, affine=False, upsampling="convolution"), (1, 1, 48, 32, 32)),
        "unet3d-light": (2, 3, dict(width=8, levels=3, affine=True, upsampling="projection"), (2, 2, 8, 12, 4)),
    }
    for name, (channels, classes, options, shape) in cases.items():
        network = fill(UNet3D(channels, classes, **options))
        record(f"{folder}/{name}.safetensors", dict(inChannels=channels, classes=classes, **options), network, shape)
