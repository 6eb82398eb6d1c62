"""One step of URPC, MC-Net+, DTC, SASSNet, SS-Net and MutRel on tiny networks, loss by loss and with gradients, by an independent
statement of their formulas: packages/mn/test/fixtures/rivals-decoders.json.

Run with a Python that has torch: python parity/mn/rivals_decoders.py
Weights, images and masks follow formulas that the test repeats; SS-Net's first disturbance is drawn from a generator that the
seed and the step's number make. Loops stand where the methods have products of matrices. Computed in float64.
"""

import hashlib
import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)
CLASSES, U, L, SHAPE, SEED, PLACE = 3, 2, 2, (8, 8, 10), 7, 0.25


def wave(shape, phase):
    n = math.prod(shape)
    return torch.sin(torch.arange(n, dtype=torch.float64) * 0.7 + phase).float().double().reshape(shape)


def seed_of(*key):
    """As packages/mn/src/data/random.ts: 63 bits of the SHA-256 of the key's JSON."""
    text = json.dumps(key, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1


def fill(module, member=""):
    state = module.double().state_dict()
    for name, tensor in state.items():
        if not tensor.is_floating_point() or "running_" in name:
            continue
        shape = tuple(tensor.shape)
        x = wave(shape, sum(f"{member}{name}".encode()))
        if len(shape) > 1:
            state[name] = x * (2 / math.prod(shape[1:])) ** 0.5
        else:
            state[name] = 1 + x * 0.2 if name.endswith("weight") else x * 0.1
    module.load_state_dict(state)
    return module


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv3d(4, 4, 3, padding=1)
        self.last = nn.Conv3d(4, CLASSES, 1)


class Tiny(nn.Module):
    """An encoder of one convolution, and as many decoders, heads and levels as are wanted."""

    def __init__(self, decoders=1, heads=0, levels=0):
        super().__init__()
        self.conv = nn.Conv3d(1, 4, 3, padding=1)
        self.norm = nn.BatchNorm3d(4)
        self.decoders = nn.ModuleList(Decoder() for _ in range(decoders))
        self.heads = nn.ModuleList(nn.Conv3d(4, CLASSES - 1, 1) for _ in range(heads))
        self.levels = nn.ModuleList(nn.Conv3d(4, CLASSES, 1) for _ in range(levels))

    def forward(self, x):
        shared = F.relu(self.norm(self.conv(x)))
        all_logits, all_features = [], []
        for decoder in self.decoders:
            features = F.relu(decoder.conv(shared))
            all_features.append(features)
            all_logits.append(decoder.last(features))
        first = all_features[0]
        distances = [torch.tanh(head(first)) for head in self.heads]
        coarser = []
        for i, level in enumerate(self.levels):
            small = level(F.adaptive_avg_pool3d(first, [n >> (i + 1) for n in SHAPE]))
            coarser.append(F.interpolate(small, size=SHAPE, mode="trilinear", align_corners=False))
        return all_logits, all_features, distances, coarser


IMAGE = wave((U + L, 1, *SHAPE), 1)


def ball(centre, radius):
    axes = torch.meshgrid(*(torch.arange(n) for n in SHAPE), indexing="ij")
    return sum((axis - at) ** 2 for axis, at in zip(axes, centre)) <= radius**2


# The second crop has nothing of class 2.
MASK = torch.stack([ball((3, 4, 5), 3).long() + ball((3, 4, 5), 1).long(), ball((5, 2, 4), 2).long()])
ONE_HOT = F.one_hot(MASK, CLASSES).movedim(-1, 1).double()


def ramp(share):
    return math.exp(-5 * (1 - min(PLACE / share, 1)) ** 2)


def common_loss(logits):
    """Dice of squares over all classes, and cross entropy over their number."""
    p = torch.softmax(logits, 1)
    dice = 0
    for c in range(CLASSES):
        a, b = p[:, c], ONE_HOT[:, c]
        dice += 1 - 2 * (a * b).sum() / max((a * a).sum() + (b * b).sum(), 1e-6)
    return dice / CLASSES + F.cross_entropy(logits, MASK) / CLASSES


def dice_squares(logits, first=1):
    p, total = torch.softmax(logits, 1), 0
    for c in range(first, CLASSES):
        a, b = p[:, c], ONE_HOT[:, c]
        total += 1 - (2 * (a * b).sum() + 1e-5) / ((a * a).sum() + (b * b).sum() + 1e-5)
    return total / (CLASSES - first)


def supervised_loss(logits, kind):
    """The common loss, or 1/2 (cross entropy + Dice of squares over all classes)."""
    return common_loss(logits) if kind == "common" else 0.5 * (F.cross_entropy(logits, MASK) + dice_squares(logits, 0))


def dice_sums(p, y, first):
    total = 0
    for c in range(first, CLASSES):
        a, b = p[:, c], y[:, c]
        total += 1 - (2 * (a * b).sum() + 1e-8) / (a.sum() + b.sum() + 1e-8)
    return total / (CLASSES - first)


def labelled_loss(logits, kind, own):
    if kind == "common":
        return common_loss(logits)
    return dice_squares(logits) if own == "squares" else dice_sums(torch.softmax(logits, 1), ONE_HOT, 1)


def signed_distances():
    """By comparing all pairs of voxels."""
    places = torch.stack(torch.meshgrid(*(torch.arange(n) for n in SHAPE), indexing="ij"), -1).reshape(-1, 3).double()
    out = torch.zeros(L, CLASSES - 1, *SHAPE, dtype=torch.float64)
    for n in range(L):
        for c in range(1, CLASSES):
            inside = (MASK[n] == c).flatten()
            if inside.sum() == 0 or inside.all():
                out[n, c - 1] = -1.0 if inside.all() else 1.0
                continue
            apart = torch.cdist(places, places)
            to_inside = apart[:, inside].min(1).values
            to_outside = apart[:, ~inside].min(1).values
            signed = to_inside / to_inside.max() - to_outside / to_outside.max()
            touches = ((apart <= 1) & ~inside[None, :]).any(1)
            signed[inside & touches] = 0
            out[n, c - 1] = signed.reshape(SHAPE)
    return out


def sampled(gradient):
    flat = gradient.flatten()
    picks = [(i * 2654435761) % flat.numel() for i in range(8)]
    return [gradient.norm().item(), *(flat[i].item() for i in picks)]


def gradients(**modules):
    return {
        member: {name: sampled(p.grad) for name, p in module.named_parameters() if p.grad is not None}
        for member, module in modules.items()
    }


def numbers(terms):
    return {name: value.item() for name, value in terms.items()}


def urpc(kind):
    net = fill(Tiny(levels=2))
    logits, _, _, coarser = net(IMAGE)
    scales = [logits[0], *coarser]
    supervised = sum(supervised_loss(s[U:], kind) for s in scales) / len(scales)
    ps = [torch.softmax(s[:U], 1) for s in scales]
    mean = sum(ps) / len(ps)
    consistency = 0
    for p in ps:
        d = (mean * (mean.log() - p.log())).sum(1, keepdim=True)
        e = torch.exp(-d)
        consistency += (e * (mean - p) ** 2).mean() / (e.mean() + 1e-8) + d.mean()
    consistency /= len(ps)
    loss = supervised + 0.1 * ramp(1) * consistency
    loss.backward()
    return numbers({"loss": loss, "supervised": supervised, "consistency": consistency}), gradients(student=net)


def mc_net(kind):
    net = fill(Tiny(decoders=3))
    logits, _, _, _ = net(IMAGE)
    supervised = 0.5 * sum(labelled_loss(z[U:], kind, "sums") for z in logits)
    ps = [torch.softmax(z, 1) for z in logits]
    sharp = [p**10 / (p**10).sum(1, keepdim=True) for p in ps]
    consistency = sum(((ps[i] - sharp[j]) ** 2).mean() for i in range(3) for j in range(3) if i != j)
    loss = supervised + ramp(0.4) * consistency
    loss.backward()
    return numbers({"loss": loss, "supervised": supervised, "consistency": consistency}), gradients(student=net)


def dtc(kind):
    net = fill(Tiny(heads=1))
    logits, _, (s,), _ = net(IMAGE)
    supervised = labelled_loss(logits[0][U:], kind, "squares")
    distance = F.mse_loss(s[U:], signed_distances())
    consistency = ((torch.sigmoid(-1500 * s) - torch.softmax(logits[0], 1)[:, 1:]) ** 2).mean()
    loss = supervised + 0.3 * distance + ramp(1) * consistency
    loss.backward()
    terms = {"loss": loss, "supervised": supervised, "distance": distance, "consistency": consistency}
    return numbers(terms), gradients(student=net)


class Discriminator(nn.Module):
    """Without its dropout; sides of 8 allow three halvings."""

    def __init__(self):
        super().__init__()
        self.ofDistances = nn.Conv3d(CLASSES - 1, 64, 4, 2, 1)
        self.ofImage = nn.Conv3d(1, 64, 4, 2, 1)
        self.convolutions = nn.ModuleList([nn.Conv3d(64, 128, 4, 2, 1), nn.Conv3d(128, 256, 4, 2, 1)])
        self.classifier = nn.Linear(256, 2)

    def forward(self, distances, image):
        x = F.leaky_relu(self.ofDistances(distances) + self.ofImage(image), 0.2)
        for conv in self.convolutions:
            x = F.leaky_relu(conv(x), 0.2)
        return self.classifier(x.mean((2, 3, 4)))


def sassnet(kind):
    net, judge = fill(Tiny(heads=1)), fill(Discriminator())
    logits, _, (s,), _ = net(IMAGE)
    supervised = labelled_loss(logits[0][U:], kind, "squares")
    distance = F.mse_loss(s[U:], signed_distances())
    adversary = F.cross_entropy(judge(s[:U], IMAGE[:U]), torch.ones(U).long())
    loss = supervised + 0.3 * distance + 0.01 * ramp(1) * adversary
    loss.backward()
    judge.zero_grad()
    with torch.no_grad():
        guessed = net.eval()(IMAGE)[2][0]
    told = F.cross_entropy(judge(guessed, IMAGE), torch.tensor([0] * U + [1] * L))
    told.backward()
    terms = {"loss": loss, "supervised": supervised, "distance": distance, "adversary": adversary, "discriminator": told}
    return numbers(terms), gradients(student=net, discriminator=judge)


def mlp(inputs, outputs, activation):
    return nn.Sequential(nn.Conv3d(inputs, 32, 1), nn.BatchNorm3d(32), activation, nn.Conv3d(32, outputs, 1))


class Separation(nn.Module):
    def __init__(self):
        super().__init__()
        self.projector = mlp(4, 32, nn.ReLU())
        self.predictor = mlp(32, 32, nn.ReLU())
        self.selectors = nn.ModuleList(mlp(32, 1, nn.LeakyReLU(0.2)) for _ in range(CLASSES))
        self.memorySelectors = nn.ModuleList(mlp(32, 1, nn.LeakyReLU(0.2)) for _ in range(CLASSES))


MEMORY = 6


def remember(separation, features, logits):
    separation.eval()
    with torch.no_grad():
        projected = separation.projector(features)
        memory = {}
        for c in range(CLASSES):
            right = (logits.argmax(1) == MASK) & (MASK == c)
            if not right.any():
                continue
            scores = torch.sigmoid(separation.memorySelectors[c](projected))[:, 0][right]
            best = torch.sort(scores, descending=True).indices[:MEMORY]
            memory[c] = projected.movedim(1, -1)[right][best]
    separation.train()
    return memory


def separate(separation, memory, features, labels):
    q = separation.predictor(separation.projector(features))
    losses = []
    for c in range(CLASSES):
        scores = torch.sigmoid(separation.selectors[c](q.detach()))[:, 0]
        m = memory.get(c)
        # A class without memory moves its selector's statistics alone.
        if m is None or not (labels == c).any():
            continue
        padded = torch.zeros(MEMORY, 32, dtype=torch.float64)
        padded[: len(m)] = m
        weights_m = torch.sigmoid(separation.memorySelectors[c](padded.T.reshape(1, 32, -1, 1, 1))).flatten()[: len(m)]
        weights_q = scores[labels == c]
        weights_m = weights_m / weights_m.mean()
        weights_q = weights_q / weights_q.mean()
        own = q.movedim(1, -1)[labels == c]
        cosines = F.normalize(own, dim=1) @ F.normalize(m, dim=1).T
        losses.append(((1 - cosines) * weights_q[:, None] * weights_m[None, :]).mean())
    return sum(losses) / max(1, len(losses))


def length_one(x):
    return x / x.flatten(1).norm(dim=1).reshape(-1, 1, 1, 1, 1)


def ss_net(kind):
    net, separation = fill(Tiny()), fill(Separation())
    with torch.no_grad():
        before = torch.softmax(net(IMAGE)[0][0], 1)
    generator = torch.Generator().manual_seed(seed_of(SEED, "step", 0))
    start = torch.rand(IMAGE.shape, generator=generator, dtype=torch.float32).double() - 0.5
    direction = length_one(start).requires_grad_()
    moved = torch.softmax(net(IMAGE + 10 * direction)[0][0], 1)
    (steepest,) = torch.autograd.grad(dice_sums(moved, before, 0), direction)
    logits, features, _, _ = net(IMAGE)
    z, f = logits[0], features[0]
    memory = remember(separation, f[U:].detach(), z[U:])
    supervised = labelled_loss(z[U:], kind, "sums")
    smoothness = dice_sums(torch.softmax(net(IMAGE + 10 * length_one(steepest))[0][0], 1), before, 0)
    apart = separate(separation, memory, f[U:], MASK) + separate(separation, memory, f[:U], z[:U].argmax(1))
    loss = supervised + ramp(0.4) * (smoothness + 0.1 * apart)
    loss.backward()
    terms = {"loss": loss, "supervised": supervised, "smoothness": smoothness, "separation": apart}
    return numbers(terms), gradients(student=net, separation=separation)


def teach(z, z_other, f_other):
    entropy = lambda x: -(torch.softmax(x, 1) * torch.log_softmax(x, 1)).sum(1)  # noqa: E731
    surer = (entropy(z) > entropy(z_other)).double()
    labels = z_other.argmax(1)
    weights = torch.zeros_like(surer)
    for n in range(U + L):
        for c in range(CLASSES):
            chosen = labels[n] == c
            prototype = f_other[n][:, chosen].mean(1) if chosen.any() else torch.zeros(4, dtype=torch.float64)
            cosine = F.cosine_similarity(f_other[n], prototype[:, None, None, None], dim=0)
            weights[n] += (1 - (cosine - torch.softmax(z_other[n], 0)[c]) ** 2) / CLASSES
    ce = F.cross_entropy(z, labels, reduction="none")
    return (surer * weights.detach() * ce).sum() / (surer.sum() + 1e-6)


def mutrel(kind):
    net = fill(Tiny(decoders=2))
    (z1, z2), (f1, f2), _, _ = net(IMAGE)
    supervised = 0.5 * (labelled_loss(z1[U:], kind, "sums") + labelled_loss(z2[U:], kind, "sums"))
    mutual = teach(z1, z2.detach(), f2.detach()) + teach(z2, z1.detach(), f1.detach())
    loss = supervised + ramp(0.4) * mutual
    loss.backward()
    return numbers({"loss": loss, "supervised": supervised, "mutual": mutual}), gradients(student=net)


METHODS = {"urpc": urpc, "mc-net": mc_net, "dtc": dtc, "sassnet": sassnet, "ss-net": ss_net, "mutrel": mutrel}

if __name__ == "__main__":
    found = {}
    for method, step in METHODS.items():
        for kind in ("common", "reference"):
            terms, by_member = step(kind)
            found[f"{method} {kind}"] = {"terms": terms, "gradients": by_member}
    target = Path(__file__).parents[2] / "packages/mn/test/fixtures/rivals-decoders.json"
    target.write_text(json.dumps({"signedDistances": signed_distances().flatten()[::7].tolist(), "steps": found}) + "\n")
