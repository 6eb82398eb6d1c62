"""Golden values for layers, initialisation, optimisers and schedules, from Python's torch.

    python parity/torch/nn.py packages/torch/test/fixtures/nn.json.gz

The file is JSON, compressed with gzip. A tensor is {"dtype", "shape", "data": base64 of its C-contiguous bytes}; every
other number is a float64 that round-trips exactly. Layers, their arguments and all options have PyTorch's names:
"args" are positional, "kwargs" by keyword.

  torch           version
  cpu_capability  "AVX2", "AVX512", …: another instruction set may give other last bits
  initialisation  [{seed, layers, after}]: `manual_seed(seed)`, then the layers constructed one after the other:
    layers        [{class, args, kwargs, parameters: {name: digest}}]; running statistics and other buffers are left out
    after         tensor: torch.rand(4) drawn after the last layer, equal only if each layer drew as many numbers
  initialisers    [{function, args, kwargs, seed, shape, digest}]: `manual_seed(seed)`, torch.empty(shape), function
    digest        {shape, first: tensor of the first 8 values, sum: sum in float64, sha256: of the float32 bytes,
                  exact}; exact: false where the numbers come from log and cos or a factorisation, whose last bit
                  depends on the CPU's instruction set: compare `first` and `sum` there
  optimisers      {inputs: {x, y, a, b}, runs}: the loss is d = a * x + b - y; (d * d).mean(), x and y [6, 5], parameters
                  a [6, 5] and b [5]; 60 times: zero gradients, loss, backward, clip if asked for, step
    runs          [{name, optimiser, groups: [{params: ["a", ...], kwargs}], kwargs, clip, losses, norms, parameters,
                  state}]
      clip        null, {"norm": max_norm, "norm_type": p} or {"value": clip_value}; over all parameters
      losses      tensor [60], before each step; norms: tensor [60] as clip_grad_norm_ returned them, or null
      parameters  {"10": {a, b}, "30": ..., "60": ...} after that many steps
      state       {a: {exp_avg: tensor, step: number or tensor, ...}, b} at the end
  averages        {initial, drift: {name: tensor}, runs: [{decay, after: {"1": {name: tensor}, "5": ..., "20": ...}}]}: a batch
                  norm behind a linear layer, `drift` added to its parameters and buffers before each of 20 updates of
                  AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay), use_buffers=True), whose first copies
  schedules       [{name, schedule, lrs: [[lr of group 0, lr of group 1], ...]}]: 401 entries, the first before any step;
                  group 0 starts from 0.1, group 1 from 0.003
    schedule      {class, kwargs}; SequentialLR has kwargs.schedulers: [schedule, ...]; LambdaLR and MultiplicativeLR
                  have kwargs.lr_lambda: the name of the function, "1/(1+t)", "0.95^t" or (MultiplicativeLR) "0.99"
  layers          [{class, args, kwargs, mode, seed, state, inputs, output, gradients, buffers}]
    mode          "train" or "eval"; seed: manual_seed before forward, null where nothing is random
    state         {name: tensor}: all parameters and buffers before
    inputs        tensors, for losses (input, target); output: tensor
    gradients     {"input": tensor (absent for integer input), name of a parameter: tensor} of (output * c).sum(),
                  c's k-th element being ((7 k) mod 11 - 5) / 8
    buffers       {name: tensor} after forward
  attention       [{inputs: [query, key, value], mask, causal, output, gradients: [q, k, v]}], same cotangent
"""

import base64
import gzip
import hashlib
import json
import sys

import torch
from torch import nn
from torch.optim import lr_scheduler
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn


def pack(tensor):
    tensor = tensor.detach().contiguous()
    data = bytes(tensor.reshape(-1).view(torch.uint8).numpy())
    return {"dtype": str(tensor.dtype).removeprefix("torch."), "shape": list(tensor.shape), "data": base64.b64encode(data).decode()}


def digest(tensor, exact):
    flat = tensor.detach().reshape(-1)
    return {
        "shape": list(tensor.shape),
        "first": pack(flat[:8]),
        "sum": flat.double().sum().item(),
        "sha256": hashlib.sha256(bytes(flat.view(torch.uint8).numpy())).hexdigest(),
        "exact": exact,
    }


def cotangent(like):
    k = torch.arange(like.numel(), dtype=torch.int64)
    return (((7 * k) % 11 - 5).double() / 8).to(like.dtype).reshape(like.shape)


# Initialisation

CONSTRUCTED = [
    ("Conv3d", [1, 16, 3], {"padding": 1}),
    ("InstanceNorm3d", [16], {"affine": True}),
    ("Conv3d", [16, 8, 3], {"bias": False}),
    ("Conv2d", [3, 16, 3], {}),
    ("Conv2d", [16, 16, [3, 5]], {"groups": 4}),
    ("BatchNorm2d", [16], {}),
    ("BatchNorm3d", [16], {}),
    ("ConvTranspose2d", [8, 6, 2], {"stride": 2}),
    ("ConvTranspose3d", [8, 4, 2], {"stride": 2}),
    ("ConvTranspose3d", [8, 4, 3], {"groups": 2, "bias": False}),
    ("Linear", [32, 20], {}),
    ("Linear", [7, 3], {"bias": False}),
    ("Embedding", [11, 6], {}),
    ("Embedding", [5, 3], {"padding_idx": 1}),
    ("LayerNorm", [12], {}),
    ("LayerNorm", [[4, 6]], {}),
    ("GroupNorm", [4, 16], {}),
    ("PReLU", [4], {}),
    ("Linear", [1, 1], {}),
]

INITIALISERS = [
    ("uniform_", [], {"a": -0.5, "b": 2.0}, [5, 7], True),
    ("normal_", [], {"mean": 1.0, "std": 0.02}, [3, 4], False),
    ("normal_", [], {"mean": 0.0, "std": 1.0}, [40, 9], False),
    ("trunc_normal_", [], {"std": 0.02}, [40, 9], False),
    ("trunc_normal_", [], {"mean": 1.0, "std": 2.0, "a": -1.0, "b": 2.5}, [6, 5], False),
    ("constant_", [0.3], {}, [3, 5], True),
    ("zeros_", [], {}, [3, 5], True),
    ("ones_", [], {}, [3, 5], True),
    ("kaiming_uniform_", [], {}, [8, 4, 3, 3, 3], True),
    ("kaiming_uniform_", [], {"a": 2.23606797749979}, [8, 4, 3, 3], True),
    ("kaiming_uniform_", [], {"mode": "fan_out", "nonlinearity": "relu"}, [8, 4, 3, 3], True),
    ("kaiming_normal_", [], {}, [8, 4, 3, 3, 3], False),
    ("kaiming_normal_", [], {"mode": "fan_out", "nonlinearity": "relu"}, [8, 4, 3, 3], False),
    ("kaiming_normal_", [], {"a": 0.01, "nonlinearity": "leaky_relu"}, [20, 30], False),
    ("xavier_uniform_", [], {}, [20, 30], True),
    ("xavier_uniform_", [], {"gain": 1.6666666666666667}, [8, 4, 3, 3], True),
    ("xavier_normal_", [], {}, [20, 30], False),
    ("xavier_normal_", [], {"gain": 0.5}, [8, 4, 3, 3, 3], False),
    ("orthogonal_", [], {}, [6, 10], False),
    ("orthogonal_", [], {"gain": 1.5}, [10, 6], False),
    ("orthogonal_", [], {}, [8, 2, 3], False),
]


def layer(name, args, kwargs):
    return getattr(nn, name)(*[tuple(a) if isinstance(a, list) else a for a in args], **kwargs)


def initialisation():
    runs = []
    for seed in range(3):
        torch.manual_seed(seed)
        layers = []
        for name, args, kwargs in CONSTRUCTED:
            module = layer(name, args, kwargs)
            layers.append({
                "class": name,
                "args": args,
                "kwargs": kwargs,
                "parameters": {key: digest(value, name != "Embedding") for key, value in module.named_parameters()},
            })
        runs.append({"seed": seed, "layers": layers, "after": pack(torch.rand(4))})
    return runs


def initialisers():
    runs = []
    for function, args, kwargs, shape, exact in INITIALISERS:
        for seed in (0, 1):
            torch.manual_seed(seed)
            tensor = torch.empty(shape)
            getattr(nn.init, function)(tensor, *args, **kwargs)
            runs.append({
                "function": function, "args": args, "kwargs": kwargs, "seed": seed, "shape": shape, "digest": digest(tensor, exact),
            })
    return runs


# Optimisers

BOTH = [{"params": ["a", "b"], "kwargs": {}}]
APART = [{"params": ["a"], "kwargs": {}}, {"params": ["b"], "kwargs": {"lr": 0.3, "weight_decay": 0.0}}]
ADAM = {"lr": 0.05}
OPTIMISERS = [
    ("AdamW", BOTH, ADAM, None),
    ("AdamW", BOTH, {"lr": 0.02, "betas": [0.8, 0.99], "eps": 1e-6, "weight_decay": 0.1}, None),
    ("AdamW", BOTH, {"lr": 0.02, "amsgrad": True}, None),
    ("AdamW", APART, {"lr": 0.02, "weight_decay": 0.05}, None),
    ("AdamW", BOTH, ADAM, {"norm": 0.05, "norm_type": 2.0}),
    ("Adam", BOTH, ADAM, None),
    ("Adam", BOTH, {"lr": 0.02, "betas": [0.8, 0.99], "weight_decay": 0.1}, None),
    ("Adam", BOTH, {"lr": 0.02, "amsgrad": True}, None),
    ("Adam", APART, {"lr": 0.02}, {"value": 0.01}),
    ("SGD", BOTH, {"lr": 0.5}, None),
    ("SGD", BOTH, {"lr": 0.5, "momentum": 0.9}, None),
    ("SGD", BOTH, {"lr": 0.5, "momentum": 0.9, "dampening": 0.1, "weight_decay": 1e-3}, None),
    ("SGD", BOTH, {"lr": 0.5, "momentum": 0.99, "nesterov": True, "weight_decay": 3e-5}, None),
    ("SGD", APART, {"lr": 0.5, "momentum": 0.9, "nesterov": True}, {"norm": 0.1, "norm_type": 2.0}),
    ("SGD", BOTH, {"lr": 0.5, "momentum": 0.9}, {"norm": 0.05, "norm_type": float("inf")}),
]


def optimisers():
    torch.manual_seed(7)
    inputs = {"x": torch.randn(6, 5), "y": torch.randn(6, 5), "a": torch.randn(6, 5), "b": torch.randn(5)}
    runs = []
    for name, groups, kwargs, clip in OPTIMISERS:
        for way, path in (("plain", {"foreach": False, "fused": False}), ("foreach", {"foreach": True}), ("fused", {"fused": True})):
            parameters = {key: inputs[key].clone().requires_grad_() for key in "ab"}
            optimiser = getattr(torch.optim, name)(
                [{"params": [parameters[key] for key in group["params"]], **group["kwargs"]} for group in groups], **kwargs, **path,
            )
            losses, norms, at = [], [], {}
            for step in range(1, 61):
                optimiser.zero_grad()
                d = parameters["a"] * inputs["x"] + parameters["b"] - inputs["y"]
                loss = (d * d).mean()
                loss.backward()
                losses.append(loss.detach())
                if clip and "norm" in clip:
                    norms.append(nn.utils.clip_grad_norm_(parameters.values(), clip["norm"], clip["norm_type"]))
                elif clip:
                    nn.utils.clip_grad_value_(parameters.values(), clip["value"])
                optimiser.step()
                if step in (10, 30, 60):
                    at[str(step)] = {key: pack(value) for key, value in parameters.items()}
            state = {
                key: {
                    entry: pack(item) if isinstance(item, torch.Tensor) else item
                    for entry, item in optimiser.state[value].items() if item is not None
                }
                for key, value in parameters.items()
            }
            described = None if clip is None else {key: "inf" if item == float("inf") else item for key, item in clip.items()}
            runs.append({
                "name": f"{name} {json.dumps(kwargs)} {way}{' in two groups' if groups is APART else ''}"
                        f"{' clipped ' + json.dumps(described) if clip else ''}",
                "optimiser": name, "groups": groups, "kwargs": {**kwargs, **path}, "clip": described,
                "losses": pack(torch.stack(losses)), "norms": pack(torch.stack(norms)) if norms else None,
                "parameters": at, "state": state,
            })
    return {"inputs": {key: pack(value) for key, value in inputs.items()}, "runs": runs}


# Moving averages

def floating(model):
    return {name: value for name, value in model.state_dict().items() if value.is_floating_point()}


def averages():
    torch.manual_seed(9)
    model = nn.Sequential(nn.Linear(5, 3), nn.BatchNorm1d(3))
    for value in floating(model).values():
        value.copy_(torch.randn_like(value))
    initial = {name: value.clone() for name, value in floating(model).items()}
    drift = {name: torch.randn_like(value) / 8 for name, value in initial.items()}
    runs = []
    for decay in (0.5, 0.9, 0.999):
        for name, value in floating(model).items():
            value.copy_(initial[name])
        average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay), use_buffers=True)
        after = {}
        for update in range(1, 21):
            for name, value in floating(model).items():
                value.add_(drift[name])
            average.update_parameters(model)
            if update in (1, 5, 20):
                after[str(update)] = {name: pack(value) for name, value in floating(average.module).items()}
        runs.append({"decay": decay, "after": after})
    packed = lambda values: {name: pack(value) for name, value in values.items()}
    return {"initial": packed(initial), "drift": packed(drift), "runs": runs}


# Schedules

LAMBDAS = {"1/(1+t)": lambda t: 1 / (1 + t), "0.95^t": lambda t: 0.95**t, "0.99": lambda t: 0.99}


def one(name, **kwargs):
    return {"class": name, "kwargs": kwargs}


SCHEDULES = {
    "linear warm-up": one("LinearLR"),
    "linear over 100 steps": one("LinearLR", start_factor=0.01, end_factor=1.0, total_iters=100),
    "linear down to nothing": one("LinearLR", start_factor=1.0, end_factor=0.0, total_iters=400),
    "cosine over 400": one("CosineAnnealingLR", T_max=400),
    "cosine, up again": one("CosineAnnealingLR", T_max=150, eta_min=1e-5),
    "restarts of equal length": one("CosineAnnealingWarmRestarts", T_0=50),
    "restarts, doubling": one("CosineAnnealingWarmRestarts", T_0=30, T_mult=2, eta_min=1e-4),
    "polynomial of power 0.9": one("PolynomialLR", total_iters=400, power=0.9),
    "polynomial of power 2, ending early": one("PolynomialLR", total_iters=250, power=2.0),
    "steps": one("StepLR", step_size=30, gamma=0.5),
    "milestones": one("MultiStepLR", milestones=[20, 100, 100, 333], gamma=0.1),
    "constant, then full": one("ConstantLR"),
    "constant quarter for 50": one("ConstantLR", factor=0.25, total_iters=50),
    "exponential": one("ExponentialLR", gamma=0.99),
    "one over t": one("LambdaLR", lr_lambda="1/(1+t)"),
    "powers of 0.95": one("LambdaLR", lr_lambda="0.95^t"),
    "times 0.99": one("MultiplicativeLR", lr_lambda="0.99"),
    "warm-up, then cosine": one(
        "SequentialLR",
        schedulers=[one("LinearLR", start_factor=0.1, total_iters=40), one("CosineAnnealingLR", T_max=360)],
        milestones=[40],
    ),
    "constant, exponential, polynomial": one(
        "SequentialLR",
        schedulers=[one("ConstantLR", factor=0.5, total_iters=10), one("ExponentialLR", gamma=0.98), one("PolynomialLR", total_iters=100)],
        milestones=[25, 200],
    ),
}


def scheduler(optimiser, schedule):
    kwargs = dict(schedule["kwargs"])
    if "lr_lambda" in kwargs:
        kwargs["lr_lambda"] = LAMBDAS[kwargs["lr_lambda"]]
    if "schedulers" in kwargs:
        kwargs["schedulers"] = [scheduler(optimiser, inner) for inner in kwargs["schedulers"]]
    return getattr(lr_scheduler, schedule["class"])(optimiser, **kwargs)


def schedules():
    runs = []
    for name, schedule in SCHEDULES.items():
        groups = [{"params": [torch.zeros(1, requires_grad=True)], "lr": lr} for lr in (0.1, 0.003)]
        optimiser = torch.optim.SGD(groups, lr=1.0)
        made = scheduler(optimiser, schedule)
        lrs = [[float(group["lr"]) for group in optimiser.param_groups]]
        for _ in range(400):
            optimiser.step()
            made.step()
            lrs.append([float(group["lr"]) for group in optimiser.param_groups])
        runs.append({"name": name, "schedule": schedule, "lrs": lrs})
    return runs


# Layers

IMAGE, VOLUME = [2, 4, 6, 5], [2, 4, 3, 4, 5]
CLASSES = "classes"
LAYERS = [
    ("Conv2d", [4, 3, 3], {}, [IMAGE]),
    ("Conv2d", [4, 6, [3, 2]], {"stride": 2, "padding": [1, 0], "groups": 2}, [IMAGE]),
    ("Conv2d", [4, 3, 3], {"padding": "same", "dilation": 2, "bias": False}, [IMAGE]),
    ("Conv2d", [4, 3, 3], {"padding": 1, "padding_mode": "reflect"}, [IMAGE]),
    ("Conv3d", [4, 3, 3], {"padding": 1}, [VOLUME]),
    ("Conv3d", [4, 4, [1, 3, 3]], {"stride": [1, 2, 2], "padding": [0, 1, 1], "bias": False}, [VOLUME]),
    ("Conv3d", [4, 8, 2], {"groups": 4, "dilation": [1, 2, 1]}, [VOLUME]),
    ("ConvTranspose2d", [4, 3, 2], {"stride": 2}, [IMAGE]),
    ("ConvTranspose2d", [4, 6, 3], {"stride": 2, "padding": 1, "output_padding": 1, "groups": 2, "bias": False}, [IMAGE]),
    ("ConvTranspose3d", [4, 2, 2], {"stride": 2}, [VOLUME]),
    ("ConvTranspose3d", [4, 3, 3], {"stride": [1, 2, 2], "padding": 1, "output_padding": [0, 1, 1], "dilation": 1}, [VOLUME]),
    ("Linear", [5, 3], {}, [IMAGE]),
    ("Linear", [5, 3], {"bias": False}, [[2, 5]]),
    ("Embedding", [11, 6], {"padding_idx": 3}, [CLASSES]),
    ("InstanceNorm2d", [4], {}, [IMAGE]),
    ("InstanceNorm2d", [4], {"affine": True, "track_running_stats": True}, [IMAGE]),
    ("InstanceNorm3d", [4], {"affine": True}, [VOLUME]),
    ("InstanceNorm3d", [4], {"affine": True, "eps": 1e-3}, [VOLUME]),
    ("BatchNorm2d", [4], {}, [IMAGE]),
    ("BatchNorm3d", [4], {"momentum": 0.3, "eps": 1e-3}, [VOLUME]),
    ("BatchNorm3d", [4], {"affine": False, "momentum": None}, [VOLUME]),
    ("BatchNorm2d", [4], {"track_running_stats": False}, [IMAGE]),
    ("LayerNorm", [5], {}, [IMAGE]),
    ("LayerNorm", [[6, 5]], {"eps": 1e-3, "bias": False}, [IMAGE]),
    ("LayerNorm", [5], {"elementwise_affine": False}, [IMAGE]),
    ("GroupNorm", [2, 4], {}, [VOLUME]),
    ("GroupNorm", [4, 4], {"affine": False, "eps": 1e-3}, [IMAGE]),
    ("Dropout", [], {"p": 0.3}, [IMAGE]),
    ("Dropout2d", [], {"p": 0.4}, [IMAGE]),
    ("Dropout3d", [], {}, [VOLUME]),
    ("AlphaDropout", [], {"p": 0.3}, [IMAGE]),
    ("ReLU", [], {}, [IMAGE]),
    ("ReLU", [], {"inplace": True}, [IMAGE]),
    ("LeakyReLU", [], {}, [IMAGE]),
    ("LeakyReLU", [0.2], {"inplace": True}, [IMAGE]),
    ("PReLU", [], {}, [IMAGE]),
    ("PReLU", [4], {"init": 0.1}, [VOLUME]),
    ("ReLU6", [], {}, [IMAGE]),
    ("ELU", [], {"alpha": 0.7}, [IMAGE]),
    ("SELU", [], {}, [IMAGE]),
    ("CELU", [], {}, [IMAGE]),
    ("GELU", [], {}, [IMAGE]),
    ("GELU", [], {"approximate": "tanh"}, [IMAGE]),
    ("SiLU", [], {}, [IMAGE]),
    ("Mish", [], {}, [IMAGE]),
    ("Hardswish", [], {}, [IMAGE]),
    ("Hardsigmoid", [], {}, [IMAGE]),
    ("Hardtanh", [], {"min_val": -0.5, "max_val": 0.7}, [IMAGE]),
    ("Sigmoid", [], {}, [IMAGE]),
    ("LogSigmoid", [], {}, [IMAGE]),
    ("Tanh", [], {}, [IMAGE]),
    ("Softplus", [], {"beta": 2.0, "threshold": 3.0}, [IMAGE]),
    ("Softsign", [], {}, [IMAGE]),
    ("Softmax", [], {"dim": 1}, [VOLUME]),
    ("LogSoftmax", [], {"dim": 1}, [VOLUME]),
    ("Identity", [], {}, [IMAGE]),
    ("Flatten", [], {}, [IMAGE]),
    ("Flatten", [], {"start_dim": 0, "end_dim": 2}, [IMAGE]),
    ("MaxPool2d", [2], {}, [IMAGE]),
    ("MaxPool2d", [3], {"stride": 2, "padding": 1, "ceil_mode": True}, [IMAGE]),
    ("MaxPool3d", [2], {}, [VOLUME]),
    ("MaxPool3d", [[1, 2, 2]], {"stride": [1, 1, 2], "dilation": [1, 2, 1]}, [VOLUME]),
    ("AvgPool2d", [2], {}, [IMAGE]),
    ("AvgPool2d", [3], {"stride": 2, "padding": 1, "count_include_pad": False}, [IMAGE]),
    ("AvgPool3d", [2], {"ceil_mode": True}, [VOLUME]),
    ("AvgPool3d", [[1, 2, 2]], {"divisor_override": 3}, [VOLUME]),
    ("AdaptiveAvgPool2d", [[2, 3]], {}, [IMAGE]),
    ("AdaptiveAvgPool2d", [1], {}, [IMAGE]),
    ("AdaptiveAvgPool3d", [2], {}, [VOLUME]),
    ("AdaptiveMaxPool2d", [2], {}, [IMAGE]),
    ("AdaptiveMaxPool3d", [[1, 2, 2]], {}, [VOLUME]),
    ("Upsample", [], {"scale_factor": 2}, [IMAGE]),
    ("Upsample", [], {"scale_factor": 2, "mode": "bilinear", "align_corners": True}, [IMAGE]),
    ("Upsample", [], {"size": [9, 7], "mode": "bilinear"}, [IMAGE]),
    ("Upsample", [], {"scale_factor": 2, "mode": "nearest"}, [VOLUME]),
    ("Upsample", [], {"scale_factor": 2, "mode": "trilinear", "align_corners": True}, [VOLUME]),
    ("Upsample", [], {"scale_factor": 2, "mode": "trilinear", "align_corners": False}, [VOLUME]),
    ("Upsample", [], {"scale_factor": [1, 2, 1.5], "mode": "trilinear"}, [VOLUME]),
    ("Upsample", [], {"size": [5, 9], "mode": "bicubic"}, [IMAGE]),
    ("PixelShuffle", [2], {}, [IMAGE]),
    ("ZeroPad2d", [[1, 2, 0, 1]], {}, [IMAGE]),
    ("ReflectionPad3d", [1], {}, [VOLUME]),
    ("ReplicationPad3d", [[1, 0, 2, 1, 1, 1]], {}, [VOLUME]),
]
LOSSES = [
    ("CrossEntropyLoss", [], {}, [2, 4, 3, 5], "target"),
    ("CrossEntropyLoss", [], {"ignore_index": 2, "reduction": "sum"}, [2, 4, 3, 5], "target"),
    ("CrossEntropyLoss", [], {"label_smoothing": 0.1, "weight": [0.5, 1.0, 2.0, 0.25]}, [2, 4, 3, 5], "target"),
    ("CrossEntropyLoss", [], {"reduction": "none"}, [2, 4, 3, 5], "target"),
    ("CrossEntropyLoss", [], {}, [2, 4, 3, 5], "probabilities"),
    ("NLLLoss", [], {}, [2, 4, 3], "target"),
    ("KLDivLoss", [], {"reduction": "batchmean"}, [2, 4, 3, 5], "probabilities"),
    ("KLDivLoss", [], {"reduction": "mean", "log_target": True}, [2, 4, 3, 5], "same"),
    ("KLDivLoss", [], {"reduction": "none"}, [2, 4, 3, 5], "probabilities"),
    ("MSELoss", [], {}, IMAGE, "same"),
    ("MSELoss", [], {"reduction": "sum"}, IMAGE, "same"),
    ("L1Loss", [], {}, IMAGE, "same"),
    ("SmoothL1Loss", [], {"beta": 0.5}, IMAGE, "same"),
    ("HuberLoss", [], {"delta": 0.5}, IMAGE, "same"),
    ("BCEWithLogitsLoss", [], {}, IMAGE, "probabilities"),
    ("BCEWithLogitsLoss", [], {"pos_weight": [2.0]}, IMAGE, "probabilities"),
]


def run(module, name, args, kwargs, mode, inputs):
    module.train(mode == "train")
    state = {key: pack(value) for key, value in module.state_dict().items()}
    torch.manual_seed(5)
    before = torch.get_rng_state()
    if inputs[0].is_floating_point():
        inputs[0].requires_grad_()
    given = [inputs[0].clone() if inputs[0].is_floating_point() else inputs[0], *inputs[1:]]  # a copy, as some work in place
    output = module(*given)
    seed = None if torch.equal(before, torch.get_rng_state()) else 5
    (output * cotangent(output)).sum().backward()
    gradients = {key: pack(value.grad) for key, value in module.named_parameters()}
    if inputs[0].grad is not None:
        gradients["input"] = pack(inputs[0].grad)
    return {
        "class": name, "args": args, "kwargs": kwargs, "mode": mode, "seed": seed, "state": state,
        "inputs": [pack(value) for value in inputs], "output": pack(output), "gradients": gradients,
        "buffers": {key: pack(value) for key, value in module.named_buffers()},
    }


def layers():
    torch.manual_seed(11)
    runs = []
    for name, args, kwargs, shapes in LAYERS:
        for mode in ("train", "eval"):
            module = layer(name, args, {key: tuple(value) if isinstance(value, list) else value for key, value in kwargs.items()})
            for value in [*module.parameters(), *module.buffers()]:
                if value.is_floating_point():
                    torch.nn.init.uniform_(value, 0.25, 1.0)  # norms' scales are ones otherwise, and would hide a fault
            if mode == "eval" and "Norm" not in name and "Dropout" not in name:
                continue
            inputs = [torch.randint(0, 11, (3, 5)) if shape == CLASSES else torch.randn(shape) for shape in shapes]
            runs.append(run(module, name, args, kwargs, mode, inputs))
    for name, args, kwargs, shape, target in LOSSES:
        module = getattr(nn, name)(*args, **{key: torch.tensor(value) if isinstance(value, list) else value for key, value in kwargs.items()})
        logits = torch.randn(shape)
        inputs = [logits.log_softmax(1) if name in ("NLLLoss", "KLDivLoss") else logits, {
            "target": lambda: torch.randint(0, shape[1], [shape[0], *shape[2:]]),
            "probabilities": lambda: torch.randn(shape).softmax(1),
            "same": lambda: torch.randn(shape).log_softmax(1),
        }[target]()]
        runs.append(run(module, name, args, kwargs, "train", inputs))
    return runs


def attention():
    torch.manual_seed(13)
    runs = []
    for shape, masked, causal in (([2, 2, 5, 4], None, False), ([2, 2, 5, 4], None, True), ([1, 3, 6, 4], "bool", False), ([1, 3, 6, 4], "float", False)):
        inputs = [torch.randn(shape, requires_grad=True) for _ in range(3)]
        mask = None if masked is None else torch.randn(shape[2], shape[2])
        if masked == "bool":
            mask = (mask > 0) | torch.eye(shape[2], dtype=torch.bool)
        output = nn.functional.scaled_dot_product_attention(*inputs, attn_mask=mask, is_causal=causal)
        (output * cotangent(output)).sum().backward()
        runs.append({
            "inputs": [pack(value) for value in inputs], "mask": None if mask is None else pack(mask), "causal": causal,
            "output": pack(output), "gradients": [pack(value.grad) for value in inputs],
        })
    return runs


def main():
    torch.set_num_threads(1)
    golden = {
        "torch": torch.__version__.split("+")[0],
        "cpu_capability": torch.backends.cpu.get_cpu_capability(),
        "initialisation": initialisation(),
        "initialisers": initialisers(),
        "optimisers": optimisers(),
        "averages": averages(),
        "schedules": schedules(),
        "layers": layers(),
        "attention": attention(),
    }
    text = json.dumps(golden, separators=(",", ":"), allow_nan=False)
    with open(sys.argv[1], "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", compresslevel=9, mtime=0, filename="") as out:
        out.write(text.encode())
    print(f"{len(golden['layers'])} layers, {len(golden['optimisers']['runs'])} optimiser runs, {len(golden['schedules'])} schedules")


if __name__ == "__main__":
    main()
