"""One training run of the U-Net in PyTorch, eager: prints its times, losses and peak memory as JSON."""
import json
import resource
import sys
import time

import torch
from torch.nn import functional as F
from unet3d import UNet3d

precision, steps, threads, size, levels, layout = sys.argv[1:7]
torch.set_num_threads(int(threads))
shape = [int(n) for n in size.split(",")]
memory_format = torch.channels_last_3d if layout == "channels_last" else torch.contiguous_format


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
