"""MobileNetV2 in torchvision's layout, without the classifier. Written from the published layout. With `same`, layers of stride 2 are
padded as TensorFlow pads them."""

import torch.nn.functional as F
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
        self.channels = [16, 24, 32, 96, 320]
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
