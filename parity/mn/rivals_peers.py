"""One step of UA-MT, CPS, MCF, CAML and DualFete on tiny networks, loss by loss and with gradients, by an independent statement of their
formulas: packages/mn/test/fixtures/rivals-peers.json.

Run with a Python that has torch: python parity/mn/rivals_peers.py
Weights, images and masks follow the formulas of rivals_decoders.py; what is drawn comes from generators that the seed and the
step's number make. Loops and masks by index stand where the methods have ranks and products. Computed in float64.
"""

import copy
import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from rivals_decoders import (
    CLASSES,
    IMAGE,
    MASK,
    ONE_HOT,
    PLACE,
    SEED,
    SHAPE,
    L,
    Tiny,
    U,
    common_loss,
    dice_squares,
    fill,
    gradients,
    labelled_loss,
    mlp,
    numbers,
    ramp,
    seed_of,
    supervised_loss,
    wave,
)
from torch import nn


def generators():
    """Seeds the default generator, and makes the step's own."""
    torch.manual_seed(seed_of(SEED, "dropout", 0))
    return torch.Generator().manual_seed(seed_of(SEED, "step", 0))


def cross_entropy_and_dice(logits, kind):
    """Twice the loss of labelled crops: the common one, or 1/2 (cross entropy + Dice of the foreground)."""
    if kind == "common":
        return 2 * common_loss(logits)
    return F.cross_entropy(logits, MASK) + dice_squares(logits)


def ua_mt(kind):
    student, teacher = fill(Tiny(), "student."), fill(Tiny(), "teacher.")
    generators()

    def noise(shape):
        return torch.clamp(torch.randn(shape, dtype=torch.float32) * 0.1, -0.2, 0.2).double()

    seen = IMAGE[:U]
    with torch.no_grad():
        target = torch.softmax(teacher(seen + noise(seen.shape))[0][0], 1)
        passes = []
        for _ in range(4):
            twice = torch.cat([seen, seen])
            p = torch.softmax(teacher(twice + noise(twice.shape))[0][0], 1)
            passes += [p[:U], p[U:]]
        mean = sum(passes) / 8
        entropy = -(mean * torch.log(mean + 1e-6)).sum(1)
    threshold = (0.75 + 0.25 * math.exp(-5 * (1 - PLACE) ** 2)) * math.log(CLASSES)
    sure = entropy < threshold
    logits = student(IMAGE)[0][0]
    squares = (torch.softmax(logits[:U], 1) - target) ** 2
    consistency = sum(squares[:, c][sure].sum() for c in range(CLASSES)) / (CLASSES * sure.sum() + 1e-16)
    loss = cross_entropy_and_dice(logits[U:], kind) / 2 + 0.1 * ramp(1) * consistency
    loss.backward()
    dice = common_loss(logits[U:]) - F.cross_entropy(logits[U:], MASK) / CLASSES if kind == "common" else dice_squares(logits[U:])
    terms = {"loss": loss, "dice": dice, "crossEntropy": F.cross_entropy(logits[U:], MASK), "consistency": consistency}
    return numbers(terms | {"sure": sure.double().mean()}), gradients(student=student)


def cps(kind):
    one, other = fill(Tiny(), "first."), fill(Tiny(), "second.")
    a, b = one(IMAGE)[0][0], other(IMAGE)[0][0]
    first, second = supervised_loss(a[U:], kind), supervised_loss(b[U:], kind)
    mutual = F.cross_entropy(a[:U], b[:U].argmax(1)) + F.cross_entropy(b[:U], a[:U].argmax(1))
    loss = first + second + 0.1 * ramp(1) * mutual
    loss.backward()
    return numbers({"loss": loss, "first": first, "second": second, "mutual": mutual}), gradients(first=one, second=other)


def mcf(kind):
    names = ("second.", "first.") if kind == "exchanged" else ("first.", "second.")
    one, other = fill(Tiny(), names[0]), fill(Tiny(), names[1])
    a, b = one(IMAGE)[0][0], other(IMAGE)[0][0]
    differ = a[U:].argmax(1) != b[U:].argmax(1)
    losses, dices = [], []
    for z in (a, b):
        p = torch.softmax(z[U:], 1)
        mistakes = sum(((p[:, c] - ONE_HOT[:, c]) ** 2)[differ].sum() for c in range(1, CLASSES)) / (CLASSES - 1)
        own = "common" if kind == "common" else "reference"
        losses.append(cross_entropy_and_dice(z[U:], own) + 0.5 * mistakes / (differ.sum() + 1e-16))
        dices.append(dice_squares(z[U:]).item())
    bad, good = (b, a) if dices[0] < dices[1] else (a, b)
    p = torch.softmax(good[:U].detach(), 1)
    target = p**10 / (p**10).sum(1, keepdim=True)
    consistency = ((torch.softmax(bad[:U], 1) - target) ** 2).mean()
    loss = losses[0] + losses[1] + 0.1 * ramp(1) * consistency
    loss.backward()
    terms = {"loss": loss, "first": losses[0], "second": losses[1], "consistency": consistency}
    better = torch.tensor(float(dices[0] < dices[1]))
    return numbers(terms | {"firstIsBetter": better}), gradients(first=one, second=other)


class Attention(nn.Module):
    """Of PyTorch's own layers, without their dropout, crop by crop and place by place."""

    def __init__(self, channels):
        super().__init__()
        self.within = nn.TransformerEncoderLayer(channels, 4, 4 * channels, 0.0)
        self.across = nn.TransformerEncoderLayer(channels, 4, 4 * channels, 0.0)

    def forward(self, x):
        n, c, d, h, w = x.shape
        places = x.movedim(1, -1).reshape(n, d * h * w, c)
        within = torch.stack([self.within(places[i][:, None])[:, 0] for i in range(n)])
        across = torch.stack([self.across(within[:, i][:, None])[:, 0] for i in range(d * h * w)], 1)
        return across.reshape(n, d, h, w, c).movedim(-1, 1)


class Refined(Tiny):
    """With attention to what the encoder makes."""

    def forward(self, x, attention=None):
        if attention is None:
            return super().forward(x)
        shared = attention(F.relu(self.norm(self.conv(x))))
        features = F.relu(self.decoders[0].conv(shared))
        return [self.decoders[0].last(features)], [features]


class Projection(nn.Module):
    def __init__(self):
        super().__init__()
        self.projector = mlp(4, 32, nn.ReLU())
        self.predictor = mlp(32, 32, nn.ReLU())


class Projections(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Projection()
        self.second = Projection()


DRAWN, KEPT, COMPARED, CASES = 8, 16, 6, 3


def remembered():
    """What is remembered of the third labelled case, which is not in the batch: features, and how many voxels they stand for."""
    return wave((CLASSES, KEPT, 32), 5), [40, 10, 1]


def caml(kind):
    one, other = fill(Tiny(), "first."), fill(Refined(), "second.")
    attention, projections = fill(Attention(4), "attention."), fill(Projections(), "projections.")
    step = generators()
    of_cases = torch.rand(CASES, CLASSES, KEPT, dtype=torch.float32, generator=step).double()
    (z1,), (f1,) = one(IMAGE)[:2]
    (z2,), (f2,) = other(IMAGE, attention)
    supervised = 0.5 * (labelled_loss(z1[U:], kind, "sums") + labelled_loss(z2[U:], kind, "sums"))
    p1, p2 = torch.softmax(z1, 1), torch.softmax(z2, 1)
    sharp = lambda p: p**10 / (p**10).sum(1, keepdim=True)  # noqa: E731
    consistency = ((p1 - sharp(p2)) ** 2).mean() + ((p2 - sharp(p1)) ** 2).mean()

    # The memory: of each class random voxels that both networks get right, then a draw from all cases.
    with torch.no_grad():
        projections.eval()
        projected = (projections.first.projector(f1[U:]) + projections.second.projector(f2[U:])) / 2
        projections.train()
    right = (z1[U:].argmax(1) == MASK) & (z2[U:].argmax(1) == MASK)
    voxels = math.prod(SHAPE)
    order = (torch.rand(L, voxels, dtype=torch.float32) + 1).double()
    of_crops = torch.rand(L, CLASSES, KEPT, dtype=torch.float32).double()
    memory = {}
    stored, counts = remembered()
    for c in range(CLASSES):
        candidates = []

        def offer(rows, count, uniform):
            for row, u in zip(rows, uniform):
                weight = count / len(rows)
                candidates.append((math.log(weight) - math.log(-math.log(u)), row))

        kept = min(counts[c], KEPT)
        offer(stored[c][:kept], counts[c], of_cases[2, c][:kept].tolist())
        for n in range(L):
            eligible = (right[n] & (MASK[n] == c)).flatten()
            ranked = [i for i in torch.argsort(order[n], descending=True).tolist() if eligible[i]]
            rows = projected[n].flatten(1).T[ranked[:KEPT]]
            offer(rows, len(ranked), of_crops[n, c][: len(rows)].tolist())
        if len(candidates) >= DRAWN:
            candidates.sort(key=lambda one: -one[0])
            memory[c] = torch.stack([row for _, row in candidates[:DRAWN]])
    columns = torch.cat(list(memory.values()))

    # Unlabelled voxels on which the networks agree, of each class the ones that the first is surest of.
    sureness, labels = p1[:U].max(1)
    agree = labels == z2[:U].argmax(1)
    chosen = []
    for c in range(CLASSES):
        places = torch.nonzero((agree & (labels == c)).flatten()).flatten()
        ranked = torch.argsort(sureness.flatten()[places], descending=True)
        chosen += places[ranked[:COMPARED]].tolist()
    correlations = []
    for features, own in ((f1, projections.first), (f2, projections.second)):
        q = own.predictor(own.projector(features[:U])).movedim(1, -1).reshape(-1, 32)[chosen]
        correlations.append(torch.softmax(q @ columns.T / 0.1, 1))
    correlation = -(correlations[1] * torch.log(correlations[0] + 1e-8)).sum(1).mean()
    loss = supervised + ramp(0.4) * (consistency + 0.05 * correlation)
    loss.backward()
    terms = {"loss": loss, "supervised": supervised, "consistency": consistency, "correlation": correlation}
    print("caml", kind, "classes in the memory:", list(memory), "voxels compared:", len(chosen))
    members = dict(first=one, second=other, attention=attention, projections=projections)
    return numbers(terms), gradients(**members)


def at_voxels(logits, labels, kind, chosen=None):
    """Dice + cross entropy / K, or 1/2 (cross entropy + Dice), at chosen voxels, crop by crop."""
    chosen = torch.ones_like(labels, dtype=torch.bool) if chosen is None else chosen
    p, y = torch.softmax(logits, 1), F.one_hot(labels, CLASSES).movedim(-1, 1).double()
    each = F.cross_entropy(logits, labels, reduction="none")
    ce = sum(each[n][chosen[n]].sum() / (chosen[n].sum() + 1e-12) for n in range(len(logits))) / len(logits)
    dice = 0
    for c in range(CLASSES):
        if kind == "common":
            a, b = p[:, c][chosen], y[:, c][chosen]
            dice += 1 - 2 * (a * b).sum() / max((a * a).sum() + (b * b).sum(), 1e-6)
            continue
        for n in range(len(logits)):
            a, b = p[n, c][chosen[n]], y[n, c][chosen[n]]
            dice += (1 - (2 * (a * b).sum() + 1e-5) / (a.sum() + b.sum() + 1e-5)) / len(logits)
    return (dice + ce) / CLASSES if kind == "common" else 0.5 * (ce + dice / CLASSES)


def draw_box(step):
    gammas = torch._standard_gamma(torch.full((2, 1), 4.0, dtype=torch.float64), generator=step)
    share = (1 - (gammas[0] / gammas.sum(0)).item()) ** 0.5
    whether = torch.rand(1, dtype=torch.float64, generator=step).item()
    places = torch.rand(3, dtype=torch.float64, generator=step).tolist()
    box = torch.zeros(SHAPE, dtype=torch.bool)
    if whether < 0.5:
        sides = [int(n * share) for n in SHAPE]
        z, y, x = (int(place * (n - side + 1)) for place, n, side in zip(places, SHAPE, sides))
        box[z : z + sides[0], y : y + sides[1], x : x + sides[2]] = True
    print("dualfete: a box of", box.sum().item())
    return box


def dualfete(kind):
    teachers, student = (fill(Tiny(), "first."), fill(Tiny(), "second.")), fill(Tiny(), "student.")
    step = generators()
    seen, known = IMAGE[:U], IMAGE[U:]
    strong = [wave((U, 1, *SHAPE), 11), wave((U, 1, *SHAPE), 12)]
    with torch.no_grad():
        (pa, la), (pb, lb) = (torch.softmax(t(seen)[0][0], 1).max(1) for t in teachers)
    agree = la == lb
    a_answers = torch.where(agree, pa < pb, pa > pb)
    taught = torch.where(a_answers, la, lb)
    start = F.cross_entropy(student(known)[0][0], MASK).item()
    feedback = []
    for chosen in (agree, ~agree):
        tried = copy.deepcopy(student)
        at_voxels(tried(seen)[0][0], taught, kind, chosen).backward()
        with torch.no_grad():
            for p in tried.parameters():
                if p.grad is not None and p.grad.norm() > 0:
                    p -= 0.05 * p.grad / p.grad.norm()
            feedback.append(start - F.cross_entropy(tried(known)[0][0], MASK).item())
    of_student = at_voxels(student(seen)[0][0], taught, kind)
    of_student.backward()
    supervised = heard = consistency = 0
    for i, teacher in enumerate(teachers):
        answers = a_answers if i == 0 else ~a_answers
        theirs, sure = ((lb, pb), (la, pa))[i]
        z = teacher(strong[i])[0][0]
        surprise = F.cross_entropy(z, z.argmax(1), reduction="none")
        for chosen, fed in ((agree & answers, feedback[0]), (~agree & answers, feedback[1])):
            heard += fed * surprise[chosen].sum() / (chosen.sum() + 1e-12)
        supervised += at_voxels(teacher(known)[0][0], MASK, kind)
        box, mixed = draw_box(step), strong[i].clone()
        mixed[:, :, box] = strong[i].flip(0)[:, :, box]
        z = teacher(mixed)[0][0]
        unmixed = z.clone()
        unmixed[:, :, box] = z.flip(0)[:, :, box]
        consistency += at_voxels(unmixed, theirs, kind, sure >= 0.7)
    loss = supervised + heard + ramp(0.2) * consistency
    loss.backward()
    terms = {"loss": loss, "supervised": supervised, "feedback": heard, "consistency": consistency, "student.loss": of_student}
    return numbers(terms), gradients(first=teachers[0], second=teachers[1], student=student)


BOTH = ["common", "reference"]
KINDS = {ua_mt: BOTH, cps: BOTH, mcf: [*BOTH, "exchanged"], caml: BOTH, dualfete: BOTH}

if __name__ == "__main__":
    found = {}
    for step, kinds in KINDS.items():
        for kind in kinds:
            terms, by_member = step(kind)
            found[f"{step.__name__.replace('_', '-')} {kind}"] = {"terms": terms, "gradients": by_member}
            print(step.__name__, kind, terms)
    target = Path(__file__).parents[2] / "packages/mn/test/fixtures/rivals-peers.json"
    target.write_text(json.dumps({"steps": found}) + "\n")
