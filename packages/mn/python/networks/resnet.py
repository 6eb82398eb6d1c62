"""ResNet-18, -34 and -50 in torchvision's layout, without the classifier. Written from the published layout."""

from torch import nn

class Block(nn.Module):
    def __init__(self, inputs, width, stride, bottleneck):
        super().__init__()
        outputs = 4 * width if bottleneck else width
        kernels = [(1, 1), (3, stride), (1, 1)] if bottleneck else [(3, stride), (3, 1)]
        channels = [inputs, width, width, outputs] if bottleneck else [inputs, width, outputs]
        self.convs = len(kernels)
        for i, (kernel, step) in enumerate(kernels):
            conv = nn.Conv2d(channels[i], channels[i + 1], kernel, step, kernel // 2, bias=False)
            setattr(self, f"conv{i + 1}", conv)
            setattr(self, f"bn{i + 1}", nn.BatchNorm2d(channels[i + 1]))
        if stride != 1 or inputs != outputs:
            shortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False)
            self.downsample = nn.Sequential(shortcut, nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = x
        for i in range(1, self.convs + 1):
            y = getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(y))
            if i < self.convs:
                y = y.relu()
        return (y + (self.downsample(x) if hasattr(self, "downsample") else x)).relu()


class ResNet(nn.Module):
    def __init__(self, depth):
        super().__init__()
        blocks = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3)}[depth]
        expansion = 4 if depth == 50 else 1
        self.channels = [64] + [64 * 2**i * expansion for i in range(4)]
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        for i, count in enumerate(blocks):
            layer = []
            for k in range(count):
                inputs = self.channels[i] if k == 0 else self.channels[i + 1]
                layer.append(Block(inputs, 64 * 2**i, 2 if k == 0 and i > 0 else 1, depth == 50))
            setattr(self, f"layer{i + 1}", nn.Sequential(*layer))

    def forward(self, x):
        features = [self.bn1(self.conv1(x)).relu()]
        x = nn.functional.max_pool2d(features[0], 3, 2, 1)
        for i in range(1, 5):
            x = getattr(self, f"layer{i}")(x)
            features.append(x)
        return features
