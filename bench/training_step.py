"""One training run of the U-Net in PyTorch, eager: prints its times, losses and peak memory as JSON."""
import json
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

precision, steps, threads, size, levels, layout = sys.argv[1:7]
torch.set_num_threads(int(threads))
shape = [int(n) for n in size.split(",")]
memory_format = torch.channels_last_3d if layout == "channels_last" else torch.contiguous_format


class ConvBlock(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv1 = nn.Conv3d(in_channels, out_channels, 3, padding=1)
        self.norm1 = nn.InstanceNorm3d(out_channels, affine=True)
        self.conv2 = nn.Conv3d(out_channels, out_channels, 3, padding=1)
        self.norm2 = nn.InstanceNorm3d(out_channels, affine=True)

    def forward(self, x):
        return F.relu(self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x))))))


class UNet3d(nn.Module):
    def __init__(self, levels, width, classes):
        super().__init__()
        widths = [width * 2**i for i in range(levels)]
        self.down = nn.ModuleList(ConvBlock(widths[i - 1] if i else 1, w) for i, w in enumerate(widths))
        self.up = nn.ModuleList(ConvBlock(3 * w, w) for w in widths[:-1])
        self.head = nn.Conv3d(width, classes, 3, padding=1)

    def forward(self, x):
        skips = []
        for i, block in enumerate(self.down):
            x = block(F.max_pool3d(x, 2) if i else x)
            skips.append(x)
        for block, skip in zip(reversed(self.up), reversed(skips[:-1])):
            x = block(torch.cat([skip, F.interpolate(x, scale_factor=2, mode="trilinear")], 1))
        return self.head(x)


torch.manual_seed(0)
model = UNet3d(int(levels), 16, 2).to(memory_format=memory_format)
image = torch.randn(2, 1, *shape)
mask = torch.randint(2, (2, *shape))
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
losses, seconds = [], []
for _ in range(int(steps)):
    start = time.perf_counter()
    optimizer.zero_grad()
    with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16"):
        loss = F.cross_entropy(model(image.contiguous(memory_format=memory_format)).float(), mask)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
    seconds.append(time.perf_counter() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"losses": losses, "seconds": seconds, "peak": peak}))
