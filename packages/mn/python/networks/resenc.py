"""nnU-Net's U-Net with a residual encoder. Volumes are [N, C, D, H, W]."""

import re

from dynamic_network_architectures.architectures.unet import ResidualEncoderUNet
from torch import nn


class ResEnc(ResidualEncoderUNet):
    def __init__(self, options, channels, classes):
        features = options["features"]
        super().__init__(
            input_channels=channels,
            n_stages=len(features),
            features_per_stage=features,
            conv_op=nn.Conv3d,
            kernel_sizes=options["kernels"],
            strides=options["strides"],
            n_blocks_per_stage=options["blocks"],
            num_classes=classes,
            n_conv_per_stage_decoder=options["decoderConvolutions"],
            conv_bias=True,
            norm_op=nn.InstanceNorm3d,
            norm_op_kwargs={"eps": 1e-5, "affine": True},
            nonlin=nn.LeakyReLU,
            nonlin_kwargs={"inplace": True},
            deep_supervision=False,
        )

    @staticmethod
    def rename(name):
        """The one name of a parameter that the state dict has several times."""
        name = name.removeprefix("decoder.") if name.startswith("decoder.encoder.") else name
        return re.sub(r"\.all_modules\.([01])\.", lambda match: (".conv.", ".norm.")[int(match[1])], name)
