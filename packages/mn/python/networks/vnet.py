"""The semi-supervised field's V-Net, laid out as in UA-MT (and, with `residual`, BCP), without dropout. Volumes are [N, C, D, H, W]."""

from torch import nn

def norm_relu(channels, norm):
    layer = {"batch": nn.BatchNorm3d, "instance": nn.InstanceNorm3d, "group": lambda c: nn.GroupNorm(16, c)}.get(norm)
    return ([layer(channels)] if layer else []) + [nn.ReLU()]


class Block(nn.Module):
    def __init__(self, repeats, inputs, outputs, norm, residual):
        super().__init__()
        layers = []
        for i in range(repeats):
            layers += [nn.Conv3d(outputs if i else inputs, outputs, 3, padding=1), *norm_relu(outputs, norm)]
        self.conv = nn.Sequential(*(layers[:-1] if residual else layers))
        self.residual = residual

    def forward(self, x):
        return (self.conv(x) + x).relu() if self.residual else self.conv(x)


class Step(nn.Module):
    def __init__(self, convolution, inputs, outputs, norm):
        super().__init__()
        self.conv = nn.Sequential(convolution(inputs, outputs, 2, stride=2), *norm_relu(outputs, norm))

    def forward(self, x):
        return self.conv(x)


NAMES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


class VNet(nn.Module):
    def __init__(self, channels, classes, width, norm, residual):
        super().__init__()
        widths = [width * factor for factor in (1, 2, 4, 8, 16, 8, 4, 2, 1)]
        for i, (name, w, repeats) in enumerate(zip(NAMES, widths, (1, 2, 3, 3, 3, 3, 3, 2, 1))):
            block = Block(repeats, channels if i == 0 else w, w, norm, residual)
            setattr(self, f"block_{name}", block)
            if i < 4:
                setattr(self, f"block_{name}_dw", Step(nn.Conv3d, w, 2 * w, norm))
            elif i < 8:
                setattr(self, f"block_{name}_up", Step(nn.ConvTranspose3d, w, w // 2, norm))
        self.out_conv = nn.Conv3d(width, classes, 1)

    def forward(self, x):
        skips = []
        for name in NAMES[:4]:
            skips.append(getattr(self, f"block_{name}")(x))
            x = getattr(self, f"block_{name}_dw")(skips[-1])
        for name in NAMES[4:8]:
            x = getattr(self, f"block_{name}_up")(getattr(self, f"block_{name}")(x)) + skips.pop()
        return self.out_conv(self.block_nine(x))
