"""Golden outputs and gradients of nnU-Net's residual-encoder U-Net, and a checkpoint as nnU-Net v2 writes it.

    python parity/models/resenc.py packages/models/test/fixtures
    python parity/models/resenc.py --check FILE     whether nnU-Net's class takes the safetensors file that ours wrote

Made with dynamic_network_architectures 0.4.4.
"""

import re
import sys

import torch
from dynamic_network_architectures.architectures.unet import ResidualEncoderUNet
from golden import fill, parameter, record
from safetensors.torch import load_file
from torch import nn

ISOTROPIC = dict(features=[4, 8, 12], blocks=[1, 2, 1])
# As nnU-Net plans for thick slices.
ANISOTROPIC = dict(
    features=[4, 8, 8],
    strides=[[1, 1, 1], [1, 2, 2], [2, 2, 2]],
    kernels=[[1, 3, 3], [3, 3, 3], [3, 3, 3]],
    blocks=[1, 1, 2],
    decoderConvolutions=[2, 1],
)
KWARGS = dict(
    conv_bias=True,
    norm_op_kwargs={"eps": 1e-5, "affine": True},
    dropout_op=None,
    dropout_op_kwargs=None,
    nonlin_kwargs={"inplace": True},
)


def sizes(options):
    features = options["features"]
    return dict(
        n_stages=len(features),
        features_per_stage=features,
        strides=options.get("strides", [[1, 1, 1]] + [[2, 2, 2]] * (len(features) - 1)),
        kernel_sizes=options.get("kernels", [[3, 3, 3]] * len(features)),
        n_blocks_per_stage=options["blocks"],
        n_conv_per_stage_decoder=options.get("decoderConvolutions", [1] * (len(features) - 1)),
    )


def create(options, channels, classes):
    layers = dict(conv_op=nn.Conv3d, norm_op=nn.InstanceNorm3d, nonlin=nn.LeakyReLU)
    arguments = dict(input_channels=channels, num_classes=classes, deep_supervision=True)
    return ResidualEncoderUNet(**arguments, **sizes(options), **layers, **KWARGS)


def once(name):
    """The one name of a parameter that the state dict has several times."""
    name = name.removeprefix("decoder.") if name.startswith("decoder.encoder.") else name
    return re.sub(r"\.all_modules\.([01])\.", lambda m: (".conv.", ".norm.")[int(m[1])], name)


def write_checkpoint(path, options, channels, classes):
    """What nnU-Net v2's trainer saves, with the plans that matter."""
    names = dict(conv_op="torch.nn.modules.conv.Conv3d", norm_op="torch.nn.modules.instancenorm.InstanceNorm3d")
    kwargs = sizes(options) | names | dict(nonlin="torch.nn.LeakyReLU") | KWARGS
    class_name = "dynamic_network_architectures.architectures.unet.ResidualEncoderUNet"
    fullres = {"spacing": [3.0, 1.0, 1.0], "architecture": {"network_class_name": class_name, "arch_kwargs": kwargs}}
    plans = {"dataset_name": "Dataset001", "configurations": {"2d": {"batch_size": 2}, "3d_fullres": fullres}}
    checkpoint = {
        "network_weights": fill(create(options, channels, classes), once).state_dict(),
        "optimizer_state": {"state": {}, "param_groups": [{"lr": 0.01, "params": [0, 1]}]},
        "grad_scaler_state": None,
        "logging": {"ema_fg_dice": [0.5]},
        "_best_ema": 0.5,
        "current_epoch": 1000,
        "init_args": {"plans": plans, "configuration": "3d_fullres", "fold": 0, "dataset_json": {}},
        "trainer_name": "nnUNetTrainer",
        "inference_allowed_mirroring_axes": (0, 1, 2),
    }
    torch.save(checkpoint, path)


def check(path):
    network = create(ANISOTROPIC, 2, 3)
    network.load_state_dict(load_file(path), strict=True)
    for name, value in network.state_dict().items():
        assert torch.equal(value, parameter(once(name), tuple(value.shape))), name
    print(f"{path}: all tensors are right")


if __name__ == "__main__":
    if sys.argv[1] == "--check":
        check(sys.argv[2])
    else:
        folder = sys.argv[1]
        for name, options, channels, shape in (
            ("isotropic", ISOTROPIC, 1, (2, 1, 16, 16, 24)),
            ("anisotropic", ANISOTROPIC, 2, (1, 2, 8, 16, 24)),
        ):
            network = fill(create(options, channels, 3), once)
            options = dict(inChannels=channels, classes=3, **options)
            record(f"{folder}/resenc-{name}.safetensors", options, network, shape, once)
        write_checkpoint(f"{folder}/resenc-nnunet.pth", ANISOTROPIC, 2, 3)
