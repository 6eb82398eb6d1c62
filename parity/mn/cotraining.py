"""Losses of M&N's two stages on tiny networks, step by step, alternating in stage 2 and not:
packages/mn/test/fixtures/cotraining.json.

Run with a Python that has torch: python parity/mn/cotraining.py
Weights, images and masks follow formulas that the test repeats; slices and directions are drawn from a generator that the
seed and the step's number make.
"""

import hashlib
import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

CLASSES, BATCH, EPOCHS, UPDATES_PER_EPOCH, WARM_UP, STAGE1, SLICES = 3, 3, 20, 2, 2, 10, 3
SHAPE = (6, 8, 10)
SEED = 7


def wave(shape, phase):
    n = math.prod(shape)
    return torch.sin(torch.arange(n, dtype=torch.float64) * 0.7 + phase).to(torch.float32).reshape(shape)


class Small3d(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv3d(1, 4, 3, padding=1)
        self.b = nn.Conv3d(4, CLASSES, 3, padding=1)

    def forward(self, x):
        return self.b(F.relu(self.a(x)))


class Small2d(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(1, 4, 3, padding=1)
        self.b = nn.Conv2d(4, CLASSES, 3, padding=1)

    def forward(self, x):
        n, c, d, h, w = x.shape
        slices = x.permute(0, 2, 1, 3, 4).reshape(n * d, c, h, w)
        y = self.b(F.relu(self.a(slices)))
        return y.reshape(n, d, CLASSES, h, w).permute(0, 2, 1, 3, 4)


def fill(model):
    with torch.no_grad():
        for i, p in enumerate(model.parameters()):
            p.copy_(wave(p.shape, i) * 0.3)


def dice_and_kl(logits, target):
    p = torch.softmax(logits, 1).transpose(0, 1).flatten(1)
    y = target.transpose(0, 1).flatten(1)
    dice = 2 * (p * y).sum(1) / torch.clamp((p * p).sum(1) + (y * y).sum(1), min=1e-6)
    kl = nn.KLDivLoss(reduction="mean")(torch.log_softmax(logits, 1), target)
    return 1 - dice.mean(), kl


def seed_of(*key):
    """As packages/mn/src/data/random.ts: 63 bits of the SHA-256 of the key's JSON."""
    text = json.dumps(key, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1


def rate(epoch):
    if epoch < WARM_UP:
        return 0.01 + 0.99 * epoch / WARM_UP
    start, end = (WARM_UP, STAGE1) if epoch < STAGE1 else (STAGE1, EPOCHS)
    return 0.5 * (1 + math.cos(math.pi * (epoch - start) / (end - start)))


def run(alternating):
    net2d, net3d = Small2d(), Small3d()
    fill(net2d)
    fill(net3d)
    optimizers = {
        "2d": torch.optim.AdamW(net2d.parameters(), lr=1e-2, weight_decay=0.01),
        "3d": torch.optim.AdamW(net3d.parameters(), lr=2e-2, weight_decay=0.01),
    }
    generator = None
    losses = []

    def learn(students, epoch, images, masks):
        for which in students:
            losses.append(differentiate(which, epoch, images, masks))
        for which in students:
            optimizers[which].step()

    def differentiate(which, epoch, images, masks):
        student, teacher = (net2d, net3d) if which == "2d" else (net3d, net2d)
        unlabelled = images.shape[0] - masks.shape[0]
        target = F.one_hot(masks, CLASSES).permute(0, 4, 1, 2, 3).float()
        if unlabelled > 0:
            axis = 2 + torch.randint(2, (1,), generator=generator).item() if which == "3d" else 2
            with torch.no_grad():
                soft = torch.softmax(teacher(images[:unlabelled].transpose(2, axis)), 1).transpose(2, axis)
            target = torch.cat([soft, target])
        if which == "2d":
            axis = 2 + torch.randint(2, (1,), generator=generator).item()
            turned, target = images.transpose(2, axis), target.transpose(2, axis)
            places = torch.rand((images.shape[0], turned.shape[2]), generator=generator).argsort(1)[:, :SLICES].sort(1)[0]
            images = torch.stack([turned[i].index_select(1, places[i]) for i in range(len(turned))])
            target = torch.stack([target[i].index_select(1, places[i]) for i in range(len(target))])
        optimizer = optimizers[which]
        for group, base in zip(optimizer.param_groups, [1e-2 if which == "2d" else 2e-2]):
            group["lr"] = base * rate(epoch)
        dice, kl = dice_and_kl(student(images), target)
        optimizer.zero_grad()
        (dice + kl).backward()
        return [dice.item(), kl.item()]

    def batch(step, unlabelled):
        nonlocal generator
        generator = torch.Generator().manual_seed(seed_of(SEED, "step", step))
        images = wave((BATCH, 1, *SHAPE), step)
        masks = torch.floor((images[unlabelled:, 0] + 1) * 1.49).to(torch.int64)
        return images, masks

    step = 0
    for epoch in range(STAGE1):
        for _ in range(UPDATES_PER_EPOCH):
            images, masks = batch(step, 0)
            step += 1
            learn(["2d", "3d"], epoch, images, masks)
    for epoch in range(STAGE1, EPOCHS):
        unlabelled = math.floor((epoch - STAGE1) / (EPOCHS - STAGE1) * BATCH)
        for students in [["2d"], ["3d"]] if alternating else [["2d", "3d"]]:
            for _ in range(UPDATES_PER_EPOCH):
                images, masks = batch(step, unlabelled)
                step += 1
                learn(students, epoch, images, masks)
    weights = {
        which: {name: p.detach().flatten().tolist() for name, p in net.named_parameters()}
        for which, net in (("2d", net2d), ("3d", net3d))
    }
    return {"losses": losses, "weights": weights}


def main():
    out = Path(__file__).parents[2] / "packages/mn/test/fixtures/cotraining.json"
    out.write_text(json.dumps({"alternating": run(True), "together": run(False)}))


main()
