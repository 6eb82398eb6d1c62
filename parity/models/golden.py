"""Fixtures that say what a network of a reference implementation computes, in safetensors.

Weights, inputs and cotangents are not stored: both sides make them by one rule from their names and shapes. The k-th element of
the tensor NAME is, with all integers modulo 2^32,

    h = FNV-1a(NAME) + k · 0x9E3779B1;  h ^= h >> 15;  h *= 0x85EBCA77;  h ^= h >> 13;  h *= 0xC2B2AE3D;  h ^= h >> 16
    u = h / 2^31 − 1, in [−1, 1)

and a parameter or buffer is: with two dimensions or more, u · sqrt(3 / fan in); `running_var` 1 + u / 2; another one-dimensional
`*weight` 1 + u / 5; else u / 5. The input is u · sqrt(3), cotangents are u.

A fixture's metadata has as JSON the "options" of our network, the input's "shape" and whether it is "smooth" there (see `record`),
and the "input"'s name. Its tensors:
    output.I          the I-th output
    gradient.NAME     of sum over outputs of (output · cotangent.I).sum() by a parameter, or by the input (`gradient.input`)
each as a row: its elements, then its Euclidean norm. An output of more than 512 elements, or a gradient of more than 32, is given
by that many: the i-th is (i · 0x9E3779B1 mod 2^32) mod
numel.
"""

import json
import os
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

# The networks that are written out in PyTorch: `mn export --python` ships them too.
sys.path.insert(0, str(Path(__file__).parents[2] / "packages/mn/python"))


def uniform(name, shape):
    seed = 0x811C9DC5
    for byte in name.encode():
        seed = (seed ^ byte) * 0x01000193 & 0xFFFFFFFF
    k = np.arange(int(np.prod(shape)), dtype=np.uint64)
    mask = np.uint64(0xFFFFFFFF)
    h = (np.uint64(seed) + k * np.uint64(0x9E3779B1)) & mask
    for shift, factor in ((15, 0x85EBCA77), (13, 0xC2B2AE3D), (16, 1)):
        h = ((h ^ (h >> np.uint64(shift))) * np.uint64(factor)) & mask
    return torch.from_numpy((h.astype(np.float64) / 2.0**31 - 1).reshape(shape))


def parameter(name, shape):
    u = uniform(name, shape)
    if len(shape) > 1:
        return (u * (3 / np.prod(shape[1:])) ** 0.5).float()
    if name.endswith("running_var"):
        return (1 + u / 2).float()
    return (1 + u / 5 if name.endswith("weight") else u / 5).float()


def fill(module, rename=lambda name: name):
    """Gives every parameter and floating-point buffer its numbers, under the name that `rename` gives it."""
    state = module.state_dict()
    for name, tensor in state.items():
        if tensor.is_floating_point():
            state[name] = parameter(rename(name), tuple(tensor.shape))
    module.load_state_dict(state)
    return module


def sampled(tensor, count):
    flat = tensor.detach().flatten()
    if flat.numel() <= count:
        return flat.clone()
    return flat[[(i * 0x9E3779B1 & 0xFFFFFFFF) % flat.numel() for i in range(count)]].clone()


def run(module, name, shape, call, noise=0.0):
    """Outputs and gradients, also of the input; with `noise`, that much of it relative to every parameter and the input."""
    generator = torch.Generator().manual_seed(0)
    shaken = lambda t: t * (1 + noise * torch.randn(t.shape, generator=generator, dtype=torch.float64))
    state = {key: t.clone() for key, t in module.state_dict().items()}
    module.load_state_dict({key: shaken(t) if t.is_floating_point() else t for key, t in state.items()})
    x = shaken((uniform(name, shape) * 3**0.5).float().double()).requires_grad_()
    outputs = call(x)
    outputs = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
    loss = sum((y * uniform(f"cotangent.{i}", tuple(y.shape)).float().double()).sum() for i, y in enumerate(outputs))
    module.zero_grad()
    loss.backward()
    gradients = {"input": x.grad} | {key: p.grad.clone() for key, p in module.named_parameters() if p.grad is not None}
    module.load_state_dict(state)
    return outputs, gradients


def record(path, options, module, shape, rename=lambda name: name, call=None):
    """Writes the fixture of a filled module for one input of `shape`: from float32 numbers, computed in float64.

    Where some ReLU is within rounding of its kink, gradients are not defined to float32's precision. So inputs `input.0`,
    `input.1`, … are tried until noise of that size leaves all gradients as they are; if none is found, metadata "smooth" is false.
    """
    module.double()
    smooth = False
    for attempt in range(10):
        name = f"input.{attempt}"
        outputs, gradients = run(module, name, shape, call or module)
        shaken = run(module, name, shape, call or module, noise=1e-6)[1]
        steepest = max(gradient.abs().max() for gradient in gradients.values())
        off = lambda key: (shaken[key] - gradients[key]).abs().max() / gradients[key].abs().max()
        smooth = all(gradients[key].abs().max() < 1e-9 * steepest or off(key) < 1e-4 for key in gradients)
        if smooth:
            break
    found = {f"output.{i}": (y, 512) for i, y in enumerate(outputs)}
    found |= {f"gradient.{key if key == 'input' else rename(key)}": (g, 32) for key, g in gradients.items()}
    tensors = {}
    for key, (tensor, count) in found.items():
        tensors[key] = torch.cat([sampled(tensor, count), tensor.detach().norm().float().reshape(1)])
    metadata = {"options": json.dumps(options), "input": name, "shape": json.dumps(shape), "smooth": json.dumps(smooth)}
    save_file(tensors, path, metadata)
    os.chmod(path, 0o644)
    print(path, name, "smooth" if smooth else "with kinks", os.path.getsize(path) // 1000, "kB")
