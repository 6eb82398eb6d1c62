"""Golden outputs and gradients of MobileNetV2 in torchvision's layout, alone and under the U-Net decoder.

    python parity/models/mobilenet_v2.py packages/models/test/fixtures packages/models/weights

Written from the published layout: torchvision has no build for the CPU-only torch that the fixtures are made with. With
`same`, layers of stride 2 are padded as TensorFlow pads them.
"""

import sys

import torch.nn.functional as F
from encoder_unet import EncoderUnet, freeze_batch_norm
from golden import fill, record
from safetensors.torch import load_file
from torch import nn



def conv_norm_relu6(inputs, outputs, kernel, stride, groups, same):
    padding = 0 if same and stride == 2 else kernel // 2
    conv = nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False)
    if same and stride == 2:
        conv.register_forward_pre_hook(lambda _, args: (F.pad(args[0], [0, 1, 0, 1]),))
    return nn.Sequential(conv, nn.BatchNorm2d(outputs), nn.ReLU6())


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion, same):
        super().__init__()
        hidden = inputs * expansion
        layers = [conv_norm_relu6(inputs, hidden, 1, 1, 1, same)] if expansion != 1 else []
        layers.append(conv_norm_relu6(hidden, hidden, 3, stride, hidden, same))
        self.conv = nn.Sequential(*layers, nn.Conv2d(hidden, outputs, 1, bias=False), nn.BatchNorm2d(outputs))
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.conv(x) if self.residual else self.conv(x)


STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]


class MobileNetV2(nn.Module):
    def __init__(self, same):
        super().__init__()
        features, inputs = [conv_norm_relu6(3, 32, 3, 2, 1, same)], 32
        for expansion, outputs, blocks, stride in STAGES:
            for i in range(blocks):
                features.append(InvertedResidual(inputs, outputs, stride if i == 0 else 1, expansion, same))
                inputs = outputs
        self.features = nn.Sequential(*features)

    def forward(self, x):
        found = []
        for i, feature in enumerate(self.features):
            x = feature(x)
            if i in (1, 3, 6, 13, 17):
                found.append(x)
        return found


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
