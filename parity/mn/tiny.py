"""Tiny networks, crops and masks by formula, in float64: what scripts about a single step of a method have in common, and what
packages/mn/test/training/one-step.ts makes as well.
"""

import hashlib
import json
import math

import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)
CLASSES, SHAPE, SEED, PLACE = 3, (8, 8, 10), 7, 0.25


def wave(shape, phase):
    n = math.prod(shape)
    return torch.sin(torch.arange(n, dtype=torch.float64) * 0.7 + phase).float().double().reshape(shape)


def seed_of(*key):
    """As packages/mn/src/data/random.ts: 63 bits of the SHA-256 of the key's JSON."""
    text = json.dumps(key, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1


def generator_of_step():
    """What the method draws from in step 0, and PyTorch's own generator, from which dropout draws."""
    torch.manual_seed(seed_of(SEED, "dropout", 0))
    return torch.Generator().manual_seed(seed_of(SEED, "step", 0))


class Tiny(nn.Module):
    """An encoder of one convolution and a decoder of two; weights by the names of parameters, others for each shift."""

    def __init__(self, shift=0):
        super().__init__()
        self.conv = nn.Conv3d(1, 4, 3, padding=1)
        self.norm = nn.BatchNorm3d(4)
        self.up = nn.Conv3d(4, 4, 3, padding=1)
        self.last = nn.Conv3d(4, CLASSES, 1)
        state = self.double().state_dict()
        for name, tensor in state.items():
            if not tensor.is_floating_point() or "running_" in name:
                continue
            shape = tuple(tensor.shape)
            x = wave(shape, sum(name.encode()) + shift)
            if len(shape) > 1:
                state[name] = x * (2 / math.prod(shape[1:])) ** 0.5
            else:
                state[name] = 1 + x * 0.2 if name.endswith("weight") else x * 0.1
        self.load_state_dict(state)

    def encode(self, x):
        return F.relu(self.norm(self.conv(x)))

    def decode(self, features):
        return self.last(F.relu(self.up(features)))

    def forward(self, x):
        return self.decode(self.encode(x))


def soft(net, x, train=True):
    """A prediction without gradient."""
    was = net.training
    net.train(train)
    with torch.no_grad():
        found = torch.softmax(net(x), 1)
    net.train(was)
    return found


def crops(count, phase=1):
    return wave((count, 1, *SHAPE), phase)


def ball(centre, radius):
    axes = torch.meshgrid(*(torch.arange(n) for n in SHAPE), indexing="ij")
    return sum((axis - at) ** 2 for axis, at in zip(axes, centre)) <= radius**2


def masks(count):
    """Balls of classes 1 and 2 in each other, one of class 1, and both mirrored along W."""
    both = torch.stack([ball((3, 4, 5), 3).long() + ball((3, 4, 5), 1).long(), ball((5, 2, 4), 2).long()])
    return both if count == 2 else torch.cat([both, both.flip(3)])


def ramp(share):
    return math.exp(-5 * (1 - min(PLACE / share, 1)) ** 2)


def dice_squares(p, labels, counts=None):
    """All classes, sums over batch and space of the voxels that count."""
    total = 0
    counts = torch.ones_like(p[:, 0]) if counts is None else counts
    for c in range(CLASSES):
        a, b = p[:, c][counts > 0], (labels == c).double()[counts > 0]
        total += 1 - (2 * (a * b).sum() + 1e-5) / ((a * a).sum() + (b * b).sum() + 1e-5)
    return total / CLASSES


def common_loss(logits, labels):
    """1/2 (cross entropy + Dice of squares over all classes), and its parts."""
    dice, ce = dice_squares(torch.softmax(logits, 1), labels), F.cross_entropy(logits, labels)
    return 0.5 * (ce + dice), dice, ce


def sampled(x):
    flat = x.flatten()
    picks = [(i * 2654435761) % flat.numel() for i in range(8)]
    return [x.norm().item(), *(flat[i].item() for i in picks)]


def result(terms, gradients, weights=None):
    """What a step reports, with the gradients of modules and the weights of others, by the names of members."""
    return {
        "terms": {name: value.item() for name, value in terms.items()},
        "gradients": {
            member: {name: sampled(p.grad) for name, p in module.named_parameters()} for member, module in gradients.items()
        },
        "weights": {
            member: {name: sampled(p.detach()) for name, p in module.named_parameters()}
            for member, module in (weights or {}).items()
        },
    }
