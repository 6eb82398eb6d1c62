"""Golden outputs and gradients of MONAI's SwinUNETR.

    python parity/models/swin_unetr.py packages/models/test/fixtures

Run with MONAI 1.6.1, and with 1.3.2 for the patch merging that it had then: only the fixtures of the version that is installed are
written. M&N's reference code uses 1.3.2.
"""

import sys

import monai
from golden import fill, record
from monai.networks.nets import SwinUNETR

CASES = {
    # Windows of 4 in 16 × 32 × 16 tokens: whole ones, padded ones, and stages smaller than a window.
    "v1": ("1.6", dict(window=4, depths=[2, 2, 1, 2], heads=[1, 2, 3, 4]), "merging", (1, 2, 32, 64, 32)),
    "v2": ("1.6", dict(window=3, depths=[1, 2, 1, 1], heads=[1, 2, 3, 4], v2=True), "merging-v2", (1, 1, 32, 32, 64)),
    "1.3": ("1.3", dict(depths=[2, 1, 1, 1], heads=[1, 2, 3, 4]), "merging-1.3", (1, 1, 64, 32, 32)),
}


def create(options, merging, channels, shape, width=12):
    names = dict(depths="depths", heads="num_heads", window="window_size", v2="use_v2")
    arguments = {names[name]: value for name, value in options.items()}
    if "img_size" in SwinUNETR.__init__.__annotations__:
        arguments["img_size"] = shape
    downsample = "mergingv2" if merging == "merging-v2" else "merging"
    return SwinUNETR(in_channels=channels, out_channels=2, feature_size=width, downsample=downsample, **arguments)


if __name__ == "__main__":
    folder = sys.argv[1]
    for name, (version, options, merging, shape) in CASES.items():
        if not monai.__version__.startswith(version):
            continue
        network = fill(create(options, merging, shape[1], shape[2:])).train()
        options = dict(inChannels=shape[1], classes=2, width=12, merging=merging, **options)
        record(f"{folder}/swin-unetr-{name}.safetensors", options, network, shape)
