"""Losses of M&N's reference training step, 20 updates of each network in stage 1 and 20 alternating ones in stage 2, with a tiny
SegFormer under peft's LoRA and a tiny 3D U-Net: packages/mn/test/fixtures/reference-step.json.

    python parity/mn/reference_step.py [FILE]

Run with parity/models/requirements.txt. Weights and batches follow formulas that the test repeats. Volumes are [N, C, H, W, D], as
in the reference code, and rates are the paper's, by torch's own schedulers. Dropout is off. Computed in float64 from float32
numbers: in float32 either side strays from that by some 1e-5 towards the end.
"""

import json
import math
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn, optim

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from segformer import LORA, TINY, Segformer2d, ours  # noqa: E402
from unet3d import UNet3D  # noqa: E402

torch.set_num_threads(1)
CLASSES, BATCH, EPOCHS, UPDATES_PER_EPOCH, WARM_UP, STAGE1 = 2, 3, 15, 2, 2, 10
SHAPE = (8, 32, 32)  # D, H, W
RATES = {"2d": 1e-3, "3d": 1e-4}


def wave(shape, phase):
    n = math.prod(shape)
    return torch.sin(torch.arange(n, dtype=torch.float64) * 0.7 + phase).float().double().reshape(shape)


def fill(module, rename=lambda name: name):
    state = module.double().state_dict()
    for name, tensor in state.items():
        if not tensor.is_floating_point() or "running_" in name:
            continue
        shape = tuple(tensor.shape)
        x = wave(shape, sum(rename(name).encode()))
        if len(shape) > 1:
            state[name] = x * (2 / math.prod(shape[1:])) ** 0.5
        else:
            state[name] = 1 + x * 0.2 if name.endswith("weight") else x * 0.1
    module.load_state_dict(state)
    return module


def schedule(optimizer):
    cosine = optim.lr_scheduler.CosineAnnealingWarmRestarts
    parts = [
        optim.lr_scheduler.LinearLR(optimizer, start_factor=0.01, total_iters=WARM_UP),
        cosine(optimizer, T_0=STAGE1 - WARM_UP, eta_min=0),
        cosine(optimizer, T_0=EPOCHS - STAGE1, eta_min=0),
    ]
    return optim.lr_scheduler.SequentialLR(optimizer, schedulers=parts, milestones=[WARM_UP, STAGE1])


def dice_loss(logits, target):
    p, y = (x.transpose(0, 1).flatten(1) for x in (logits.softmax(1), target))
    return 1 - (2 * (p * y).sum(1) / ((p * p).sum(1) + (y * y).sum(1)).clamp(min=1e-6)).mean()


def over_slices(network):
    def forward(volume):  # [N, C, H, W, D]
        n, d = volume.shape[0], volume.shape[-1]
        logits = network(volume.permute(0, 4, 1, 2, 3).flatten(0, 1))
        return logits.unflatten(0, (n, d)).permute(0, 2, 3, 4, 1)

    return forward


def main(path):
    net2d = fill(Segformer2d(TINY, 1, CLASSES, LORA, 1), ours)
    net3d = fill(UNet3D(1, CLASSES, width=4, levels=4, affine=False, upsampling="convolution"))
    networks = {"2d": net2d, "3d": net3d}
    predict = {"2d": over_slices(net2d), "3d": net3d}
    optimizers = {which: optim.AdamW(network.parameters(), lr=RATES[which]) for which, network in networks.items()}
    schedules = {which: schedule(optimizer) for which, optimizer in optimizers.items()}
    divergence = nn.KLDivLoss(reduction="mean")
    losses = []
    step = 0

    def batch(unlabelled):
        nonlocal step
        images = wave((BATCH, 1, *SHAPE), step).permute(0, 1, 3, 4, 2)
        step += 1
        masks = (images[unlabelled:, 0] > 0.2).long()
        return images, F.one_hot(masks, CLASSES).permute(0, 4, 1, 2, 3).double()

    def learn(which, images, masks):
        networks[which].train()
        unlabelled = len(images) - len(masks)
        target = masks
        if unlabelled > 0:
            teacher = "3d" if which == "2d" else "2d"
            networks[teacher].eval()
            with torch.no_grad():
                soft = predict[teacher](images[:unlabelled]).softmax(1)
            target = torch.cat([soft, masks])
        logits = predict[which](images)
        dice, kl = dice_loss(logits, target), divergence(logits.log_softmax(1), target)
        (dice + kl).backward()
        optimizers[which].step()
        optimizers[which].zero_grad()
        losses.append([dice.item(), kl.item()])

    for _ in range(STAGE1):
        for _ in range(UPDATES_PER_EPOCH):
            images, masks = batch(0)
            for which in networks:
                learn(which, images, masks)
        for one in schedules.values():
            one.step()
    for epoch in range(STAGE1, EPOCHS):
        unlabelled = math.floor((epoch - STAGE1) / (EPOCHS - STAGE1) * BATCH)
        for which in networks:
            for _ in range(UPDATES_PER_EPOCH):
                learn(which, *batch(unlabelled))
            schedules[which].step()
    Path(path).write_text(json.dumps({"losses": losses}) + "\n")
    print(f"{path}: {len(losses)} updates, from {losses[0]} to {losses[-1]}")


if __name__ == "__main__":
    fixture = Path(__file__).parents[2] / "packages/mn/test/fixtures/reference-step.json"
    main(sys.argv[1] if len(sys.argv) > 1 else fixture)
