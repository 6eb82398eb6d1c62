"""What is frozen of a network for photographs under EncoderUnet's decoder."""

import golden  # noqa: F401, finds `networks`
from networks.encoder_unet import EncoderUnet  # noqa: F401
from torch import nn


def freeze_batch_norm(module):
    """Statistics and scale fixed, the bias learns."""
    for norm in module.modules():
        if isinstance(norm, nn.BatchNorm2d):
            norm.eval()
            norm.weight.requires_grad_(False)
    return module
