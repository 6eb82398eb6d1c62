"""Golden outputs and gradients of MobileNetV2 in torchvision's layout, alone and under the U-Net decoder.

    python parity/models/mobilenet_v2.py packages/models/test/fixtures packages/models/weights

Written from the published layout: torchvision has no build for the CPU-only torch that the fixtures are made with. With
`same`, layers of stride 2 are padded as TensorFlow pads them.
"""

import sys

from encoder_unet import EncoderUnet, freeze_batch_norm
from golden import fill, record
from networks.mobilenet_v2 import MobileNetV2
from safetensors.torch import load_file


if __name__ == "__main__":
    folder, weights = sys.argv[1:]
    pretrained = MobileNetV2(same=True)
    pretrained.load_state_dict(load_file(f"{weights}/mobilenet-v2-imagenet.safetensors"), strict=False)
    record(f"{folder}/mobilenet-v2-imagenet.safetensors", {}, freeze_batch_norm(pretrained), (1, 3, 64, 64))
    for padding in ("symmetric", "same"):
        encoder = freeze_batch_norm(fill(MobileNetV2(padding == "same")))
        record(f"{folder}/mobilenet-v2-{padding}.safetensors", {"padding": padding}, encoder, (2, 3, 64, 96))
    for name, channels, enlarge, padding, widths in (
        ("grey", 1, 2, "same", [64, 48, 32, 24]),
        ("channels", 3, 1, "symmetric", [32, 16, 8, 8]),
    ):
        encoder = MobileNetV2(padding == "same")
        network = EncoderUnet(encoder, [16, 24, 32, 96, 320], 1, channels, 3, enlarge, widths)
        options = dict(inChannels=channels, classes=3, pretrained=False, padding=padding, enlarge=enlarge)
        options |= dict(decoderWidths=widths)
        size = 64 // enlarge
        path = f"{folder}/mobilenet-v2-unet-{name}.safetensors"
        record(path, options, freeze_batch_norm(fill(network)), (2, channels, size, 2 * size))
