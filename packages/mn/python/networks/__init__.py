"""The networks in plain PyTorch, under the names that their parameters have in the exported files."""

import torch
from safetensors.torch import load_file
from torch import nn

# What only training uses: further decoders and heads.
UNUSED = ("decoder_2.", "decoder_3.", "decoder_4.", "heads.", "levels.")


def create(name, options, channels, classes):
    """A network by the name and the options that model.json has."""
    if name == "unet3d":
        from .unet3d import UNet3D

        return UNet3D(channels, classes, **{key: options[key] for key in ("width", "levels", "affine", "upsampling")})
    if name == "vnet":
        from .vnet import VNet

        return VNet(channels, classes, **{key: options[key] for key in ("width", "norm", "residual")})
    if name in ("mobilenet-v2", "resnet"):
        from .encoder_unet import EncoderUnet
        from .mobilenet_v2 import MobileNetV2
        from .resnet import ResNet

        encoder = MobileNetV2(options["padding"] == "same") if name == "mobilenet-v2" else ResNet(options["depth"])
        learned = options["input"] == "learned" or channels != 1
        brightest = 1 if name == "mobilenet-v2" else 2
        return EncoderUnet(
            encoder, encoder.channels, brightest, channels, classes, options["enlarge"], options["decoderWidths"], learned
        )
    if name == "efficientnet-lite":
        from .efficientnet_lite import EfficientNetLite
        from .encoder_unet import EncoderUnet

        encoder = EfficientNetLite(options["size"])
        learned = options["input"] == "learned" or channels != 1
        return EncoderUnet(
            encoder, encoder.channels, 1, channels, classes, options["enlarge"], options["decoderWidths"], learned
        )
    if name == "segformer":
        from .segformer import Segformer2d

        return Segformer2d(options["config"], channels, classes, None, options["enlarge"], options["input"] == "learned")
    if name == "dinov2":
        from .dinov2 import Dinov2Unet

        return Dinov2Unet(options, channels, classes)
    if name == "swin-unetr":
        from .swin_unetr import SwinUNETR

        return SwinUNETR(options, channels, classes)
    if name == "resenc":
        from .resenc import ResEnc

        return ResEnc(options, channels, classes)
    raise SystemExit(f"model.json names a network {name}, which is not here.")


class Ranged(nn.Module):
    """A network over slices whose channels are first given the range that it knows: scale * x + shift."""

    def __init__(self, network, scale, shift):
        super().__init__()
        self.network = network
        self.register_buffer("scale", torch.tensor(scale, dtype=torch.float32).reshape(-1, 1, 1), persistent=False)
        self.register_buffer("shift", torch.tensor(shift, dtype=torch.float32).reshape(-1, 1, 1), persistent=False)

    def forward(self, x):
        return self.network(x * self.scale + self.shift)


def load(path, reference, channels, classes):
    """A network with the weights of a file."""
    network = create(reference["network"], reference["options"], channels, classes)
    rename = getattr(network, "rename", lambda name: name)
    ours = load_file(path)
    wanted = network.state_dict()
    found = {name: ours[rename(name)] for name in wanted if rename(name) in ours}
    missing = [name for name in wanted if name not in found and not name.endswith("num_batches_tracked")]
    used = {rename(name) for name in found}
    unused = [name for name in ours if name not in used and not name.startswith(UNUSED)]
    if missing or unused:
        raise SystemExit(f"{path} does not fit {reference['network']}: missing {missing[:5]}, unused {unused[:5]}")
    network.load_state_dict(found, strict=False)
    return network if reference["scale"] is None else Ranged(network, reference["scale"], reference["shift"])
