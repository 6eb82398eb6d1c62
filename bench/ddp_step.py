"""Steps of two ranks by DistributedDataParallel over gloo, for shared-training.ts: torchrun ddp_step.py DTYPE STEPS FOLDER.

Each rank writes its CPU seconds of every step and the gradients of the first one into FOLDER/python-RANK.json. ddp-step.ts does the same.
"""
import json
import os
import sys
import time

import torch
import torch.distributed as dist
from torch.nn import functional as F
from torch.nn.parallel import DistributedDataParallel
from unet3d import UNet3d

dtype, steps, folder = getattr(torch, sys.argv[1]), int(sys.argv[2]), sys.argv[3]
torch.set_num_threads(1)
dist.init_process_group("gloo")
rank, ranks = dist.get_rank(), dist.get_world_size()
torch.manual_seed(0)
model = UNet3d(4, 16, 2).to(dtype=dtype)
images, masks = torch.randn(4, 1, 48, 48, 32), torch.randint(2, (4, 48, 48, 32))
image, mask = images[rank::ranks].to(dtype), masks[rank::ranks].contiguous()
# What is faster on a CPU: channels last in float32, which float64 has no kernels for.
layout = torch.channels_last_3d if dtype == torch.float32 else torch.contiguous_format
image, model = image.contiguous(memory_format=layout), model.to(memory_format=layout)
network = DistributedDataParallel(model)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
seconds, gradients = [], []
for step in range(steps):
    dist.barrier()
    begun = time.process_time()
    optimizer.zero_grad()
    loss = F.cross_entropy(network(image), mask)
    loss.backward()
    if step == 0:
        gradients = torch.cat([p.grad.reshape(-1) for p in model.parameters()]).tolist()
        begun = time.process_time()
    optimizer.step()
    loss.item()
    seconds.append(time.process_time() - begun)
with open(os.path.join(folder, f"python-{rank}.json"), "w") as file:
    json.dump({"seconds": seconds, "gradients": gradients}, file)
dist.destroy_process_group()
