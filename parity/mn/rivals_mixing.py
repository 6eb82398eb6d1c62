"""One step of BCP, SDCL, UniMatch-3D, FixMatch-3D, CrossMatch, AD-MT, TraCoCo, entropy minimisation, ICT, self-training, and M&N with
averages and targets of both networks, on tiny networks, by an independent statement of their formulas, with gradients, and the
boxes and mixtures that they draw: packages/mn/test/fixtures/rivals-mixing.json.

Run with a Python that has torch: python parity/mn/rivals_mixing.py
Loops over voxels, crops and classes stand where the methods have products of tensors.
"""

import itertools
import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from rivals_decoders import CLASSES, MASK, PLACE, SEED, SHAPE, Tiny, fill, gradients, numbers, ramp, sampled, seed_of, wave


class Net(Tiny):
    """Its encoder and decoder apart; weights by the names of the member and its parameters."""

    def __init__(self, member):
        super().__init__()
        fill(self, f"{member}.")

    def encode(self, x):
        return F.relu(self.norm(self.conv(x)))

    def decode(self, features):
        return self.decoders[0].last(F.relu(self.decoders[0].conv(features)))

    def forward(self, x):
        return self.decode(self.encode(x))


def soft(net, x, train=True):
    """A prediction without gradient."""
    net.train(train)
    with torch.no_grad():
        found = torch.softmax(net(x), 1)
    net.train()
    return found


def crops(count, phase=1):
    return wave((count, 1, *SHAPE), phase)


def masks(count):
    return MASK if count == 2 else torch.cat([MASK, MASK.flip(3)])


def generator_of_step():
    """What the method draws from; PyTorch's own generator, from which dropout draws, is seeded besides."""
    torch.manual_seed(seed_of(SEED, "dropout", 0))
    return torch.Generator().manual_seed(seed_of(SEED, "step", 0))


def dice_squares(p, labels, counts=None, first=0):
    """Mean over classes from `first` on, sums over batch and space of the voxels that count."""
    counts = torch.ones_like(labels) if counts is None else counts
    total = 0
    for c in range(first, CLASSES):
        a, b = p[:, c][counts > 0], (labels == c).double()[counts > 0]
        total += 1 - (2 * (a * b).sum() + 1e-5) / ((a * a).sum() + (b * b).sum() + 1e-5)
    return total / (CLASSES - first)


def common_dice(p, labels, counts=None):
    """M&N's, of all classes: sums of squares over batch and space of the voxels that count."""
    counts = torch.ones_like(labels) if counts is None else counts
    total = 0
    for c in range(CLASSES):
        a, b = p[:, c][counts > 0], (labels == c).double()[counts > 0]
        total += 1 - 2 * (a * b).sum() / max((a * a).sum() + (b * b).sum(), 1e-6)
    return total / CLASSES


def supervised_loss(logits, labels, kind, first=0):
    """Dice + cross entropy / K, or 1/2 (cross entropy + Dice of squares from the class `first` on), and its parts."""
    p, ce = torch.softmax(logits, 1), F.cross_entropy(logits, labels)
    if kind == "common":
        dice = common_dice(p, labels)
        return dice + ce / CLASSES, dice, ce
    dice = dice_squares(p, labels, first=first)
    return 0.5 * (ce + dice), dice, ce


def result(terms, nets, teachers=None):
    """What a step reports, the gradients of a network, or of two, and the weights of teachers."""
    weights = {
        name: {key: sampled(p.detach()) for key, p in teacher.named_parameters()} for name, teacher in (teachers or {}).items()
    }
    learning = {"first": nets[0], "second": nets[1]} if isinstance(nets, list) else {"student": nets}
    return {"terms": numbers(terms), "gradients": gradients(**learning), "weights": weights}


def uniform(generator, count):
    return torch.rand(count, dtype=torch.float64, generator=generator).tolist()


def fill_box(start, end):
    box = torch.zeros(SHAPE, dtype=torch.bool)
    box[start[0] : end[0], start[1] : end[1], start[2] : end[2]] = True
    return box


def place(sides, draws):
    start = [math.floor(u * (n - s + 1)) for u, n, s in zip(draws, SHAPE, sides)]
    return fill_box(start, [a + s for a, s in zip(start, sides)])


def box_of_share(generator, share):
    return place([math.floor(n * share) for n in SHAPE], uniform(generator, 3))


def box_of_volume(generator, p, volumes, aspects):
    whether, of_volume, of_aspect, *places = uniform(generator, 6)
    if whether >= p:
        return torch.zeros(SHAPE, dtype=torch.bool)
    v = (volumes[0] + of_volume * (volumes[1] - volumes[0])) * math.prod(SHAPE)
    r = aspects[0] + of_aspect * (aspects[1] - aspects[0])
    sides = [v ** (1 / 3), (v * r) ** (1 / 3), (v / r) ** (1 / 3)]
    return place([min(n, math.floor(s)) for n, s in zip(SHAPE, sides)], places)


def box_around_voxel(generator, lam):
    start, end = [], []
    for u, n in zip(uniform(generator, 3), SHAPE):
        cut = int(n * math.sqrt(1 - lam))
        centre = n // 8 + math.floor(u * (n - n // 8))
        start.append(max(0, centre - cut // 2))
        end.append(min(n, centre + cut // 2))
    return fill_box(start, end)


def beta(generator, alpha, count):
    gammas = torch._standard_gamma(torch.full((2, count), alpha, dtype=torch.float64), generator=generator)
    return (gammas[0] / (gammas[0] + gammas[1])).tolist()


def paste(own, other, box):
    """Voxels of `other` where the box is; crops, labels or certainties."""
    mixed = own.clone()
    mixed[..., box] = other[..., box]
    return mixed


def largest_part(labels):
    """Of each foreground class its largest component alone, by walking over 26 neighbours."""
    found = torch.zeros_like(labels)
    steps = [s for s in itertools.product((-1, 0, 1), repeat=3) if s != (0, 0, 0)]
    for c in range(1, CLASSES):
        left = set(map(tuple, torch.nonzero(labels == c).tolist()))
        parts = []
        while left:
            start = min(left)
            left.remove(start)
            part, todo = [start], [start]
            while todo:
                at = todo.pop()
                for step in steps:
                    near = tuple(a + b for a, b in zip(at, step))
                    if near in left:
                        left.remove(near)
                        part.append(near)
                        todo.append(near)
            parts.append(part)
        for at in max(parts, key=len, default=[]):
            found[at] = c
    return found


def loss_of_region(logits, labels, region, kind):
    """Dice + cross entropy / K, or 1/2 (cross entropy + Dice), of a region's voxels."""
    p = torch.softmax(logits, 1)
    ce = F.cross_entropy(logits, labels, reduction="none")[:, region].mean()
    if kind == "common":
        counts = region.double().expand(len(logits), *SHAPE)
        return common_dice(p, labels, counts) + ce / CLASSES
    scores = []
    for n in range(len(logits)):
        for c in range(CLASSES):
            a, b = p[n, c][region], (labels[n] == c).double()[region]
            scores.append((2 * (a * b).sum() + 1e-5) / (a.sum() + b.sum() + 1e-5))
    return 0.5 * (ce + 1 - sum(scores) / len(scores))


def bcp_first_stage(kind):
    net, labels, x = Net("student"), masks(2), crops(2)
    box = box_of_share(generator_of_step(), 2 / 3)
    mixed, known = paste(x[:1], x[1:], box), paste(labels[:1], labels[1:], box)
    loss = loss_of_region(net(mixed), known, torch.ones(SHAPE, dtype=torch.bool), kind)
    loss.backward()
    return result({"loss": loss}, net)


def bcp(kind):
    net, teacher, labels, x = Net("student"), Net("teacher"), masks(4), crops(8)
    box = box_of_share(generator_of_step(), 2 / 3)
    ua, ub, la, lb = x[:2], x[2:4], x[4:6], x[6:]
    pa, pb = (torch.stack([largest_part(one) for one in soft(teacher, u).argmax(1)]) for u in (ua, ub))
    z = net(paste(la, ua, box))
    outward = loss_of_region(z, labels[:2], ~box, kind) + 0.5 * loss_of_region(z, pa, box, kind)
    z = net(paste(ub, lb, box))
    inward = 0.5 * loss_of_region(z, pb, ~box, kind) + loss_of_region(z, labels[2:], box, kind)
    loss = outward + inward
    loss.backward()
    return result({"loss": loss, "outward": outward, "inward": inward}, net)


def sdcl_first_stage(kind):
    nets, labels, x = [Net("first"), Net("second")], masks(2), crops(2)
    box = box_of_share(generator_of_step(), 2 / 3)
    mixed, known = paste(x[:1], x[1:], box), paste(labels[:1], labels[1:], box)
    first, second = (loss_of_region(net(mixed), known, torch.ones(SHAPE, dtype=torch.bool), kind) for net in nets)
    loss = first + second
    loss.backward()
    return result({"loss": loss, "first": first, "second": second}, nets)


def sdcl(kind):
    nets, teacher, labels, x = [Net("first"), Net("second")], Net("teacher"), masks(4), crops(8)
    box = box_of_share(generator_of_step(), 2 / 3)
    ua, ub, la, lb = x[:2], x[2:4], x[4:6], x[6:]
    pa, pb = (torch.stack([largest_part(one) for one in soft(teacher, u).argmax(1)]) for u in (ua, ub))
    pasted, distance, doubt = 0, 0, 0
    ways = (la, labels[:2], 1, ua, pa, 0.5), (ub, pb, 0.5, lb, labels[2:], 1)
    for outer, of_outer, w_outer, inner, of_inner, w_inner in ways:
        known = paste(of_outer, of_inner, box)
        weight = torch.where(box, w_inner, w_outer).double().expand(2, *SHAPE)
        logits = [net(paste(outer, inner, box)) for net in nets]
        differ = logits[0].argmax(1) != logits[1].argmax(1)
        assert differ.any()
        for z in logits:
            pasted = pasted + w_outer * loss_of_region(z, of_outer, ~box, kind)
            pasted = pasted + w_inner * loss_of_region(z, of_inner, box, kind)
            squares = (torch.softmax(z, 1) - F.one_hot(known, CLASSES).movedim(-1, 1)) ** 2
            distance = distance + (weight * squares.mean(1))[differ].sum() / differ.sum()
            wrong = differ & (z.argmax(1) != known)
            doubt = doubt + (weight * -F.log_softmax(z, 1).mean(1))[wrong].sum() / wrong.sum()
    loss = pasted + 0.5 * distance + 0.05 * doubt
    loss.backward()
    return result({"loss": loss, "pasted": pasted, "distance": distance, "doubt": doubt}, nets)


THRESHOLD, UNLIKELY = 0.45, 0.3
BOXES = (0.9, (0.02, 0.4), (0.3, 1 / 0.3))


def unimatch(kind, views, view_weight, feature_weight, share):
    net, x, labels = Net("student"), crops(6), masks(2)
    generator = generator_of_step()
    boxes = [[box_of_volume(generator, *BOXES) for _ in range(2)] for _ in range(views)]
    of_partner, partner = soft(net, x[2:4], train=False).max(1)
    features = net.encode(torch.cat([x[:2], x[4:]]))
    z = net.decode(features)
    certainty, classes = torch.softmax(z[:2].detach(), 1).max(1)
    supervised, _, _ = supervised_loss(z[2:], labels, kind)
    seen = []
    for v in range(views):
        strong = crops(4, 11 + v)
        seen += [paste(strong[n], strong[2 + n], boxes[v][n]) for n in range(2)]
    found = torch.softmax(net(torch.stack(seen)), 1)
    view = 0
    for v in range(views):
        target = torch.stack([paste(classes[n], partner[n], boxes[v][n]) for n in range(2)])
        sure = torch.stack([paste(certainty[n], of_partner[n], boxes[v][n]) for n in range(2)]) >= THRESHOLD
        view = view + dice_squares(found[2 * v : 2 * v + 2], target, sure) / views
    loss = supervised + share * views * view_weight * view
    terms = {"supervised": supervised, "view": view, "sure": (certainty >= THRESHOLD).double().mean()}
    assert 0.1 < terms["sure"].item() < 0.9
    if feature_weight:
        poorer = F.dropout3d(features[:2], 0.5, True)
        feature = dice_squares(torch.softmax(net.decode(poorer), 1), classes, certainty >= THRESHOLD)
        loss, terms["feature"] = loss + share * feature_weight * feature, feature
    loss = loss / 2
    loss.backward()
    return result({"loss": loss, **terms}, net)


def crossmatch(kind, first, share):
    net, x, labels = Net("student"), crops(6), masks(2)
    generator = generator_of_step()
    boxes = [[box_of_volume(generator, *BOXES) for _ in range(2)] for _ in range(2)]
    least = (first + (1 - first) * math.exp(-5 * (1 - PLACE * 14 / 17) ** 2)) * math.log(2)

    def poorer(features):
        return F.dropout3d(features, 0.25, True), F.dropout3d(features, 0.75, True)

    with torch.no_grad():
        net.eval()
        f = net.encode(x[2:4])
        partner = torch.softmax(net.decode(torch.cat([f, *poorer(f)])), 1).max(1)
        net.train()
    f = net.encode(torch.cat([x[4:], x[:2]]))
    z = net.decode(torch.cat([f, *poorer(f[2:])]))
    own = torch.softmax(z[2:].detach(), 1).max(1)
    strong = [crops(4, 11), crops(4, 12)]
    seen = [paste(strong[v][n], strong[v][2 + n], boxes[v][n]) for v in range(2) for n in range(2)]
    f = net.encode(torch.stack(seen))
    y = net.decode(torch.cat([f, *poorer(f[2:])]))

    def learn(logits, features, v=None):
        """From what is found by one kind of features (0: all, 1 and 2: with few and with most dropped), mixed as view v is."""
        certainty, classes = (one[2 * features : 2 * features + 2].clone() for one in own)
        if v is not None:
            for n in range(2):
                certainty[n] = paste(certainty[n], partner[0][2 * features + n], boxes[v][n])
                classes[n] = paste(classes[n], partner[1][2 * features + n], boxes[v][n])
        return dice_squares(torch.softmax(logits, 1), classes, certainty >= least, first=1)

    view = (learn(y[:2], 0, 0) + learn(y[2:4], 0, 1)) / 2
    feature = 0.7 / 4 * (learn(z[4:6], 0) + learn(z[6:], 0) + learn(y[4:6], 0, 1) + learn(y[6:], 0, 1))
    feature = feature + 0.3 / 2 * (learn(y[4:6], 1, 1) + learn(y[6:], 2, 1))
    supervised, _, _ = supervised_loss(z[:2], labels, kind, first=1)
    sure = (own[0][:2] >= least).double().mean()
    assert 0.1 < sure.item() < 0.9
    loss = (supervised + share * (2 * 0.25 * view + feature)) / 2
    loss.backward()
    terms = {"loss": loss, "supervised": supervised, "view": view, "feature": feature, "sure": sure}
    return result(terms, net)


def ad_mt(kind, active, since):
    """A step in which a turn begins, that of the other teacher than before."""
    net, teachers, x, labels = Net("student"), [Net("first"), Net("second")], crops(4), masks(2)
    generator = generator_of_step()
    uniform(generator, 1)  # how long the turn will be
    (lam,) = beta(generator, 4, 1)
    boxes = [box_around_voxel(generator, lam) for _ in range(2)]
    order = torch.randperm(2, generator=generator).tolist()
    u = x[:2]
    if active == 1:
        changed = torch.stack([paste(u[n], u[order[n]], boxes[n]) for n in range(2)])
    else:
        changed = crops(2, 11)
    p1, p2 = (soft(teacher, u, train=i == active) for i, teacher in enumerate(teachers))
    h1, h2 = (-(p * torch.log2(p + 1e-10)).sum(1) for p in (p1, p2))
    w1 = torch.exp(-h1) / (torch.exp(-h1) + torch.exp(-h2))
    z = net(torch.cat([x, changed]))
    certainty, classes = (w1[:, None] * p1 + (1 - w1)[:, None] * p2).max(1)
    own_certainty, own = torch.softmax(z[:2].detach(), 1).max(1)
    surer = (p1.argmax(1) != p2.argmax(1)) & (own != classes) & (own_certainty > certainty)
    assert surer.any()
    classes[surer], certainty[surer] = own[surer], own_certainty[surer]
    if active == 1:
        before = classes.clone(), certainty.clone()
        for n in range(2):
            classes[n] = paste(before[0][n], before[0][order[n]], boxes[n])
            certainty[n] = paste(before[1][n], before[1][order[n]], boxes[n])
    sure = certainty >= THRESHOLD
    taught = F.cross_entropy(z[4:].movedim(1, -1)[sure], classes[sure])
    supervised, dice, ce = supervised_loss(z[2:4], labels, kind)
    loss = supervised + 2 * ramp(0.4) * taught
    loss.backward()
    terms = {"loss": loss, "dice": dice, "crossEntropy": ce, "taught": taught, "sure": sure.double().mean()}
    assert 0.1 < terms["sure"].item() < 0.9
    decay = min(1 - 1 / (since // 2 + 1), 0.99)
    with torch.no_grad():
        for follows, leads in zip(teachers[active].parameters(), net.parameters()):
            follows.mul_(decay).add_((1 - decay) * leads)
    return result(terms, net, {"first": teachers[0], "second": teachers[1]})


SHIFTS = ((2, -1, 3), (-3, 0, 1), (0, 4, -2), (1, 1, -5))


def overlap(a, b, shift):
    """What two crops `[C, D, H, W]` have in common, where a place of the one is so many voxels further on in the other."""
    for axis, (n, s) in enumerate(zip(SHAPE, shift)):
        a, b = a.narrow(axis + 1, max(0, -s), n - abs(s)), b.narrow(axis + 1, max(0, s), n - abs(s))
    return a, b


def tracoco(kind, share):
    """Both networks learn by what the other knew before."""
    nets, x, beside, labels = [Net("first"), Net("second")], crops(4), crops(4, 31), masks(2)
    generator = generator_of_step()

    def noise(image):
        largest, least = (f(image.flatten(2), 2).reshape(4, 1, 1, 1, 1) for f in (torch.amax, torch.amin))
        return (2 * torch.rand(image.shape, generator=generator).double() - 1) * 0.2 * (largest - least)

    noises = [[noise(image) for _ in nets] for image in (x, beside, x)]
    (lam,) = beta(generator, 4, 1)
    boxes = [box_around_voxel(generator, lam).any(0).expand(SHAPE) for _ in range(4)]
    order = torch.randperm(4, generator=generator).tolist()
    targets = [soft(net, x) for net in reversed(nets)]
    terms = {}
    for i, (net, target) in enumerate(zip(nets, targets)):
        strong = x
        if i == 1:
            strong, target = (torch.stack([paste(t[n], t[order[n]], boxes[n]) for n in range(4)]) for t in (x, target))
        z, other = net(x + noises[0][i]), net(beside + noises[1][i])
        spatial, sureness = 0, 0
        for n in range(4):
            p, q = (torch.softmax(one, 0) for one in overlap(z[n], other[n], SHIFTS[n]))
            spatial = spatial + (q * (q.log() - p.log())).mean()
            sureness = sureness + sum((one * one.log()).sum(0).mean() for one in (p, q)) / 8
        found, target = torch.softmax(net(strong + noises[2][i])[:2], 1), target[:2]
        sure, unlikely = [], []
        for n, d, h, w in itertools.product(range(2), *(range(size) for size in SHAPE)):
            own, wanted = found[n, :, d, h, w], target[n, :, d, h, w]
            c = wanted.argmax()
            if wanted[c] >= THRESHOLD:
                sure.append(-wanted[c] * own[c].log())
            unlikely += [-wanted[c] * torch.clamp(1 - own[c], min=1e-6).log() for c in range(CLASSES) if wanted[c] < UNLIKELY]
        assert 100 < len(sure) < 1200 and len(unlikely) > 100
        taught = torch.stack(sure).mean() + torch.stack(unlikely).mean()
        supervised, _, _ = supervised_loss(z[2:], labels, kind, first=1)
        loss = supervised + 0.3 * share * (taught + 0.3 * spatial + 0.1 * sureness)
        loss.backward()
        own = {"loss": loss, "supervised": supervised, "taught": taught, "spatial": spatial, "sureness": sureness}
        terms |= own if i == 0 else {"second.loss": loss}
    return result(terms, nets)


def entropy(kind):
    net, labels = Net("student"), masks(2)
    z = net(crops(4))
    supervised, dice, ce = supervised_loss(z[2:], labels, kind)
    p = torch.softmax(z, 1)
    unsure = -(p * p.log()).sum(1).mean() / math.log(CLASSES)
    loss = supervised + 0.1 * ramp(1) * unsure
    loss.backward()
    return result({"loss": loss, "dice": dice, "crossEntropy": ce, "entropy": unsure}, net)


def ict(kind):
    net, teacher, x, labels = Net("student"), Net("teacher"), crops(4), masks(2)
    (share,) = beta(generator_of_step(), 0.2, 1)
    target = (1 - share) * soft(teacher, x[:1]) + share * soft(teacher, x[1:2])
    z = net(torch.cat([(1 - share) * x[:1] + share * x[1:2], x[2:]]))
    supervised, dice, ce = supervised_loss(z[1:], labels, kind)
    consistency = ((torch.softmax(z[:1], 1) - target) ** 2).mean()
    loss = supervised + 0.1 * ramp(1) * consistency
    loss.backward()
    return result({"loss": loss, "dice": dice, "crossEntropy": ce, "consistency": consistency}, net)


def masks_of_scans():
    """What soft pseudo-masks of whole scans say of the unlabelled crops."""
    return torch.softmax(wave((2, CLASSES, *SHAPE), 21).double(), 1)


def self_training(kind):
    net = Net("student")
    loss, dice, ce = supervised_loss(net(crops(4)), torch.cat([masks_of_scans().argmax(1), masks(2)]), kind)
    loss.backward()
    return result({"loss": loss, "dice": dice, "crossEntropy": ce}, net)


def certainty(p):
    """1 - H(p) / log K of each voxel, and a thousandth."""
    entropy = -sum(p[:, c] * torch.log(torch.clamp(p[:, c], min=1e-8)) for c in range(CLASSES))
    return (1 - entropy / math.log(CLASSES) + 1e-3).unsqueeze(1)


def mn(average, teaching, of="step"):
    """
    Both networks learn by what the others knew before, or by masks that were made of whole scans: Dice + KL over all crops of the batch.
    """
    nets = {name: Net(name) for name in ("2d", "3d")}
    knowing = {name: Net(f"{name}-average") for name in nets} if average else nets
    x, known = crops(4), F.one_hot(masks(2), CLASSES).movedim(-1, 1).double()
    terms = {}
    for name, net in nets.items():  # running statistics, if not weights, are those after the first network's update
        if of == "scan":
            fused = masks_of_scans()
        else:
            guesses = [soft(knowing[other], x[:2], train=False) for other in nets if other != name or teaching == "both"]
            sure = [certainty(p) for p in guesses]
            fused = sum(w * p for w, p in zip(sure, guesses)) / sum(sure) if len(guesses) > 1 else guesses[0]
        y = torch.cat([fused, known])
        log_p = torch.log_softmax(net(x), 1)
        p, dice = torch.exp(log_p), 0
        for c in range(CLASSES):
            dice += 2 * (p[:, c] * y[:, c]).sum() / max((p[:, c] ** 2).sum() + (y[:, c] ** 2).sum(), 1e-6)
        dice, kl = 1 - dice / CLASSES, F.kl_div(log_p, y, reduction="mean")
        (dice + kl).backward()
        terms |= {"loss": dice + kl, "dice": dice, "kl": kl} if name == "2d" else {f"{name}.loss": dice + kl}
    return {"terms": numbers(terms), "gradients": gradients(**nets)}


def batch(unlabelled, labelled, strong=0):
    return {"unlabelled": unlabelled, "labelled": labelled, "strong": strong}


UNIMATCH = {"threshold": THRESHOLD, "cutMix": BOXES[0]}
steps = []
for kind in ("common", "reference"):
    own = {"method": "bcp", "settings": {"supervised": kind}}
    steps.append({**own, "batch": batch(0, 2), "step": bcp_first_stage(kind)})
    steps.append({**own, "batch": batch(4, 4), "step": bcp(kind)})
    own = {"method": "sdcl", "settings": {"supervised": kind}}
    steps.append({**own, "batch": batch(0, 2), "step": sdcl_first_stage(kind)})
    steps.append({**own, "batch": batch(4, 4), "step": sdcl(kind)})
    rise = 0.4 if kind == "common" else 0
    own = {"supervised": kind, "threshold": 0.6, "cutMix": BOXES[0], "ramp": rise}
    step = crossmatch(kind, 0.6, ramp(rise) if rise else 1)
    steps.append({"method": "crossmatch", "settings": own, "batch": batch(4, 2, 2), "step": step})
    own = {"supervised": kind, "threshold": THRESHOLD, "unlikely": UNLIKELY, "ramp": 0.4}
    step = tracoco(kind, ramp(0.4))
    steps.append({"method": "tracoco", "settings": own, "batch": batch(2, 2), "overlapping": True, "step": step})
for kind, rise, share in (("reference", 0, 1), ("common", 0.4, ramp(0.4))):
    for name, views, weights in (("unimatch", 2, (0.25, 0.5)), ("fixmatch", 1, (1, 0))):
        own = {"method": name, "settings": {**UNIMATCH, "supervised": kind, "ramp": rise}}
        steps.append({**own, "batch": batch(4, 2, views), "step": unimatch(kind, views, *weights, share)})
for kind, active, since in (("common", 0, 0), ("reference", 0, 5), ("common", 1, 5), ("reference", 1, 1000)):
    own = {"method": "ad-mt", "settings": {"supervised": kind, "threshold": THRESHOLD}, "turns": [1 - active, 0, since]}
    steps.append({**own, "batch": batch(2, 2, 1), "step": ad_mt(kind, active, since)})
for kind in ("common", "reference"):
    for name, step in (("entropy", entropy), ("ict", ict), ("self-training", self_training)):
        own = {"method": name, "settings": {"supervised": kind}, "soft": name == "self-training"}
        steps.append({**own, "batch": batch(2, 2), "step": step(kind)})
for settings in (
    {"average": 0.99, "teaching": "other"},
    {"average": 0, "teaching": "both"},
    {"average": 0.99, "teaching": "both"},
):
    steps.append({"method": "mn", "settings": settings, "batch": batch(2, 2), "step": mn(**settings)})
    own = {**settings, "masks": "scan"}
    steps.append({"method": "mn", "settings": own, "batch": batch(2, 2), "soft": True, "step": mn(**settings, of="scan")})

generator = torch.Generator().manual_seed(5)


def places(box):
    return box.flatten().nonzero().flatten().tolist()


drawn = {
    "boxOfShare": [places(box_of_share(generator, share)) for share in (2 / 3, 1, 0.2)],
    "boxOfVolume": [places(box_of_volume(generator, *BOXES)) for _ in range(8)],
    "boxAroundVoxel": [places(box_around_voxel(generator, lam)) for lam in (0.2, 0.5, 0.9)],
    "beta": beta(generator, 4, 5) + beta(generator, 0.2, 5),
}
target = Path(__file__).parents[2] / "packages/mn/test/fixtures/rivals-mixing.json"
target.write_text(json.dumps({"steps": steps, "drawn": drawn}) + "\n")
