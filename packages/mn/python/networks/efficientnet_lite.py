"""EfficientNet-Lite under the names of lukemelas' port, without the classifier. Written from the published layout (Tan and Le 2019, table
1; Lite: no squeeze and excitation, ReLU6). Padded as TensorFlow pads."""

import math

import torch.nn.functional as F
from torch import nn

# kernel, expansion, channels, blocks, stride of the first block
STAGES = [
    (3, 1, 16, 1, 1),
    (3, 6, 24, 2, 2),
    (5, 6, 40, 2, 2),
    (3, 6, 80, 3, 2),
    (5, 6, 112, 3, 1),
    (5, 6, 192, 4, 2),
    (3, 6, 320, 1, 1),
]
SCALES = {"lite0": (1.0, 1.0), "lite1": (1.0, 1.1), "lite2": (1.1, 1.2)}
EPSILON = 1e-3


def scaled(channels, factor):
    wanted = channels * factor
    near = max(8, int(wanted + 4) // 8 * 8)
    return near + 8 if near < 0.9 * wanted else near


class SameConv2d(nn.Conv2d):
    def forward(self, x):
        sides = []
        for size in reversed(x.shape[2:]):
            stride, kernel = self.stride[0], self.kernel_size[0]
            total = max((math.ceil(size / stride) - 1) * stride + kernel - size, 0)
            sides += [total // 2, total - total // 2]
        return super().forward(F.pad(x, sides))


class Block(nn.Module):
    def __init__(self, inputs, outputs, kernel, expansion, stride):
        super().__init__()
        hidden = inputs * expansion
        if expansion > 1:
            self._expand_conv = nn.Conv2d(inputs, hidden, 1, bias=False)
            self._bn0 = nn.BatchNorm2d(hidden, eps=EPSILON)
        self._depthwise_conv = SameConv2d(hidden, hidden, kernel, stride, groups=hidden, bias=False)
        self._bn1 = nn.BatchNorm2d(hidden, eps=EPSILON)
        self._project_conv = nn.Conv2d(hidden, outputs, 1, bias=False)
        self._bn2 = nn.BatchNorm2d(outputs, eps=EPSILON)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        hidden = F.relu6(self._bn0(self._expand_conv(x))) if hasattr(self, "_expand_conv") else x
        hidden = F.relu6(self._bn1(self._depthwise_conv(hidden)))
        y = self._bn2(self._project_conv(hidden))
        return x + y if self.residual else y


class EfficientNetLite(nn.Module):
    def __init__(self, size):
        super().__init__()
        wider, deeper = SCALES[size]
        self._conv_stem = SameConv2d(3, 32, 3, 2, bias=False)
        self._bn0 = nn.BatchNorm2d(32, eps=EPSILON)
        self.channels, self.ends = [], []
        blocks, inputs = [], 32
        for i, (kernel, expansion, width, repeats, stride) in enumerate(STAGES):
            outputs = scaled(width, wider)
            for k in range(repeats if i in (0, len(STAGES) - 1) else math.ceil(repeats * deeper)):
                blocks.append(Block(inputs, outputs, kernel, expansion, stride if k == 0 else 1))
                inputs = outputs
            if i + 1 == len(STAGES) or STAGES[i + 1][4] == 2:
                self.channels.append(outputs)
                self.ends.append(len(blocks) - 1)
        self._blocks = nn.ModuleList(blocks)

    def forward(self, x):
        found = []
        x = F.relu6(self._bn0(self._conv_stem(x)))
        for i, block in enumerate(self._blocks):
            x = block(x)
            if i in self.ends:
                found.append(x)
        return found
