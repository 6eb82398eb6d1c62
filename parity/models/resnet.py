"""Golden outputs and gradients of ResNet-18, -34 and -50 in torchvision's layout, and of ResNet-18 under the U-Net decoder.

    python parity/models/resnet.py packages/models/test/fixtures

Written from the published layout, as mobilenet_v2.py.
"""

import sys

from encoder_unet import EncoderUnet, freeze_batch_norm
from golden import fill, record
from networks.resnet import ResNet


if __name__ == "__main__":
    folder = sys.argv[1]
    for depth in (18, 34, 50):
        path = f"{folder}/resnet{depth}.safetensors"
        record(path, {"depth": depth}, freeze_batch_norm(fill(ResNet(depth))), (1, 3, 32, 64))
    encoder = ResNet(18)
    widths = [32, 16, 8, 8]
    network = freeze_batch_norm(fill(EncoderUnet(encoder, encoder.channels, 2, 2, 3, 2, widths)))
    options = dict(inChannels=2, classes=3, depth=18, decoderWidths=widths)
    record(f"{folder}/resnet-unet.safetensors", options, network, (1, 2, 32, 16))
