"""PyTorch's side of networks.ts, eager: prints times, losses and peak memory of training steps as JSON."""
import json
import resource
import sys
import time

import torch
from reference_networks import create, read_safetensors

task, precision = json.loads(sys.argv[1]), sys.argv[2]
device = task["device"]
torch.set_num_threads(task["threads"])
state = dict(read_safetensors(task["weights"]))
image, target = state.pop("image").to(device), state.pop("target").to(device)
model = create(task["name"]).train()
model.load_state_dict(state)
model.to(device)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)


def dice_and_kl(logits, target):
    log_probabilities = logits.float().log_softmax(1)
    probabilities = log_probabilities.exp()
    space = [0, *range(2, target.dim())]
    overlap = (probabilities * target).sum(space)
    sizes = (probabilities**2).sum(space) + (target**2).sum(space)
    dice = 1 - (2 * overlap / sizes.clamp(min=1e-6)).mean()
    return dice + torch.nn.functional.kl_div(log_probabilities, target)


losses, seconds = [], []
for _ in range(task["steps"]):
    start = time.perf_counter()
    optimizer.zero_grad()
    with torch.autocast(device, torch.bfloat16, enabled=precision == "bfloat16"):
        logits = model(image)
    loss = dice_and_kl(logits, target)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
    seconds.append(time.perf_counter() - start)
resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
peak = torch.cuda.max_memory_allocated() / 2**20 if device == "cuda" else resident
print(json.dumps({"losses": losses, "seconds": seconds, "peak": peak}))
