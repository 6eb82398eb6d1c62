"""Checks the fused operators mandn::instance_norm_act and mandn::upsample2x_cat against aten.

    python parity/torch/kernels.py LIBRARY

LIBRARY is a shared object that registers the operators (the addon itself or a build of its kernels). Every
instruction set the CPU has is checked, each in a process of its own. The oracle is aten in float64.
"""

import os
import subprocess
import sys

import torch
import torch.nn.functional as F

CHANNELS_LAST = torch.channels_last_3d
LEVELS = ["default", "avx2", "avx512"]
checks = 0


def expect(condition, what):
    global checks
    checks += 1
    if not condition:
        raise AssertionError(what)


def expect_close(found, expected, what, tolerance=1e-5, magnitude=0.0):
    """Within `tolerance` of the largest magnitude and, for bfloat16, one rounding of each value. `magnitude` is that
    of the terms of a sum that may cancel."""
    expect(found.shape == expected.shape, f"{what}: shape {tuple(found.shape)}, expected {tuple(expected.shape)}")
    found, expected = found.detach(), expected.detach()
    allowed = tolerance * max(magnitude, float(expected.abs().max()))
    if found.dtype == torch.bfloat16:
        allowed = allowed + 2.0**-8 * expected.abs()
    error = (found.double() - expected).abs()
    expect(bool((error <= allowed).all()), f"{what}: error {float(error.max()):.3g}")


def expect_error(kind, words, call):
    try:
        call()
    except kind as error:
        expect(words in str(error), f"{kind.__name__} says {error}, expected '{words}'")
        return
    raise AssertionError(f"no {kind.__name__} with '{words}'")


def channels_last(*shape, dtype=torch.float32, memory_format=CHANNELS_LAST):
    """Random values; strides of the memory format also where one channel or voxel leaves them open."""
    x = torch.empty(shape, dtype=dtype, memory_format=memory_format)
    return x.copy_(torch.randn(shape)).requires_grad_()


def norm_act_reference(x, weight, bias, eps, slope):
    y = F.instance_norm(x, weight=weight, bias=bias, eps=eps)
    return y if slope == 1 else F.relu(y) if slope == 0 else F.leaky_relu(y, slope)


def upsample_cat_reference(x, skip, skip_first=True):
    up = F.interpolate(x, size=skip.shape[2:], mode="trilinear", align_corners=False)
    return torch.cat([skip, up] if skip_first else [up, skip], 1)


def norm_act(*arguments):
    return torch.ops.mandn.instance_norm_act(*arguments)


def upsample_cat(*arguments):
    return torch.ops.mandn.upsample2x_cat(*arguments)


def is_fused(y):
    return "CppNode" in type(y.grad_fn).__name__ or "CppNode" in y.grad_fn.name()


def in_double(tensors):
    return [None if t is None else t.detach().double().contiguous().requires_grad_() for t in tensors]


def check_norm_act(x, weight, bias, slope, what, eps=1e-5, fused=True):
    tensors = [x, weight, bias]
    given = [t for t in tensors if t is not None]
    reference = in_double(tensors)
    z = norm_act_reference(*reference, eps, 1)
    expected = norm_act_reference(*reference, eps, slope)
    y = norm_act(*tensors, eps, slope)
    expect(y.dtype == x.dtype, f"{what}: dtype {y.dtype}")
    expect(is_fused(y) == fused, f"{what}: fused is {is_fused(y)}")
    if fused:
        expect(y.stride(1) == 1, f"{what}: not channels last")
    expect_close(y, expected, what)
    # At the kink of the activation the last bit of z decides: no gradient there.
    grad = torch.randn(y.shape).masked_fill(z.abs() < 1e-4, 0).to(y.dtype)
    found = torch.autograd.grad(y, given, grad)
    wanted = torch.autograd.grad(expected, [t for t in reference if t is not None], grad.double())
    deviation = reference[0].flatten(2).var(2, correction=0).add(eps).sqrt().amin()
    magnitude = float(grad.abs().max() / deviation.detach()) * (1 if weight is None else float(weight.detach().abs().max()))
    for name, a, b, of in zip(["dx", "dweight or dbias", "dbias"], found, wanted, given):
        expect(a.dtype == of.dtype, f"{what}, {name}: dtype {a.dtype}")
        expect_close(a, b, f"{what}, {name}", magnitude=magnitude if name == "dx" else 0.0)


def check_upsample_cat(x, skip, skip_first, what, fused=True):
    reference = in_double([x, skip])
    expected = upsample_cat_reference(*reference, skip_first)
    y = upsample_cat(x, skip, skip_first)
    expect(y.dtype == torch.promote_types(x.dtype, skip.dtype), f"{what}: dtype {y.dtype}")
    expect(is_fused(y) == fused, f"{what}: fused is {is_fused(y)}")
    expect_close(y, expected, what)
    grad = torch.randn(y.shape).to(y.dtype)
    found = torch.autograd.grad(y, [x, skip], grad)
    for name, a, b in zip(["dx", "dskip"], found, torch.autograd.grad(expected, reference, grad.double())):
        expect_close(a, b, f"{what}, {name}")


def affine(channels, dtype=torch.float32):
    return [torch.randn(channels).to(dtype).requires_grad_() for _ in range(2)]


def channel_counts():
    slopes = [0.0, 0.01, 1.0]
    for channels in range(1, 71):
        for dtype in (torch.float32, torch.bfloat16):
            what = f"{channels} channels, {dtype}"
            weight, bias = affine(channels) if channels % 3 else (None, None)
            x = channels_last(2, channels, 3, 5, 7, dtype=dtype)
            check_norm_act(x, weight, bias, slopes[channels % 3 if dtype == torch.float32 else 0], what)
            x = channels_last(2, channels, 2, 3, 4, dtype=dtype)
            skip = channels_last(2, 71 - channels, 4, 6, 8, dtype=dtype)
            check_upsample_cat(x, skip, channels % 2 == 0, what)


def odd_shapes():
    for dtype in (torch.float32, torch.bfloat16):
        for slope in (0.0, 0.01, 1.0):
            for shape in [(1, 1, 2), (3, 1, 1), (1, 9, 1), (5, 6, 7), (11, 13, 17)]:
                for channels in (1, 5, 16, 33):
                    x = channels_last(3, channels, *shape, dtype=dtype)
                    check_norm_act(x, *affine(channels), slope, f"{channels} × {shape}, slope {slope}, {dtype}")
        for shape in [(1, 1, 1), (1, 1, 5), (2, 1, 1), (1, 3, 1), (3, 2, 1), (5, 6, 7)]:
            for channels, beside in [(1, 1), (3, 8), (16, 16), (24, 5)]:
                x = channels_last(3, channels, *shape, dtype=dtype)
                skip = channels_last(3, beside, *[2 * n for n in shape], dtype=dtype)
                check_upsample_cat(x, skip, True, f"{channels} + {beside} × {shape}, {dtype}")


def affine_parts():
    x = channels_last(2, 6, 4, 5, 6)
    weight, bias = affine(6)
    check_norm_act(x, weight, None, 0.01, "weight only")
    check_norm_act(x, None, bias, 0.01, "bias only")
    check_norm_act(x, None, None, 0.0, "not affine")
    check_norm_act(x, *affine(6, torch.bfloat16), 0.0, "bfloat16 weight and bias")
    check_norm_act(channels_last(2, 6, 4, 5, 6, dtype=torch.bfloat16), *affine(6, torch.bfloat16), 0.0, "all bfloat16")
    check_norm_act(x, weight, bias, 0.01, "large eps", eps=0.5)
    check_norm_act(x, affine(12)[0].detach()[::2].requires_grad_(), bias, 0.0, "strided weight")


def many_chunks_and_threads():
    """Several chunks per sample; the same bits for any number of threads."""
    for channels, shape in [(16, (30, 31, 32)), (67, (12, 13, 14)), (3, (40, 40, 40))]:
        weight, bias = affine(channels)
        for dtype in (torch.float32, torch.bfloat16):
            x, results = channels_last(2, channels, *shape, dtype=dtype), []
            skip = channels_last(2, 4, *[2 * n for n in shape], dtype=dtype)
            grads = None
            for threads in (1, 2, 3):
                torch.set_num_threads(threads)
                y, up = norm_act(x, weight, bias, 1e-5, 0.01), upsample_cat(x, skip)
                grads = grads or (torch.randn_like(y), torch.randn_like(up))
                results.append([y, up, *torch.autograd.grad([y, up], [x, weight, bias, skip], grads)])
            torch.set_num_threads(1)
            for other in results[1:]:
                same = all(torch.equal(a, b) for a, b in zip(results[0], other))
                expect(same, f"{channels} × {shape}: threads change the result")
            check_norm_act(x, weight, bias, 0.01, f"{channels} × {shape}")


def one_rounding():
    """bfloat16 is the float32 computation rounded once, bit for bit."""
    x = channels_last(2, 19, 5, 6, 7, dtype=torch.bfloat16)
    skip = channels_last(2, 3, 10, 12, 14, dtype=torch.bfloat16)
    weight, bias = affine(19)
    for call, low in [(lambda x, _: norm_act(x, weight, bias, 1e-5, 0.01), [x]), (upsample_cat, [x, skip])]:
        high = [t.detach().float().requires_grad_() for t in low]
        y, expected = call(x, skip), call(high[0], high[-1])
        expect(torch.equal(y, expected.bfloat16()), "bfloat16 value is not the rounded float32 value")
        grad = torch.randn(y.shape).bfloat16()
        pairs = zip(torch.autograd.grad(y, low, grad), torch.autograd.grad(expected, high, grad.float()))
        expect(all(torch.equal(a, b.bfloat16()) for a, b in pairs), "bfloat16 gradient is not the rounded one")


def not_finite():
    x = channels_last(1, 9, 2, 2, 2, dtype=torch.bfloat16).detach()
    x[0, 0], x[0, 8], x[0, 1] = float("nan"), float("inf"), 3.3e38
    skip = torch.full((1, 8, 4, 4, 4), float("nan"), dtype=torch.bfloat16).contiguous(memory_format=CHANNELS_LAST)
    y = upsample_cat(x, skip)
    expect(bool(y[0, :9].isnan().all()) and bool(y[0, 16].isinf().all()), "NaN or infinity lost in upsampling")
    expect(bool((y[0, 9] == x[0, 1, 0, 0, 0]).all()), "largest bfloat16 changed")
    z = norm_act(x, None, None, 1e-5, 0.0)
    expect(bool(z[0, 0].isnan().all()) and not bool(z[0, 2:8].isnan().any()), "NaN lost or spread by the norm")
    zeros = norm_act(channels_last(1, 4, 4, 4, 4).detach(), None, None, 1e-5, 0.0)
    expect(not bool((zeros.signbit()).any()), "ReLU gives negative zeros")


def large_mean():
    """A large mean and a small deviation: no worse than aten in float32."""
    for mean, deviation in [(1000, 0.1), (1e4, 1.0), (-300, 0.01)]:
        x = (channels_last(2, 5, 20, 21, 22) * deviation + mean).detach().contiguous(memory_format=CHANNELS_LAST)
        expected = F.instance_norm(x.double())
        error = float((norm_act(x, None, None, 1e-5, 1.0) - expected).abs().max())
        aten = float((F.instance_norm(x.contiguous()) - expected).abs().max())
        expect(error <= max(1e-5, 1.5 * aten), f"mean {mean}, deviation {deviation}: error {error:.3g}, aten {aten:.3g}")
    constant = torch.full((1, 8, 9, 9, 9), 1234.5).contiguous(memory_format=CHANNELS_LAST)
    expect(float(norm_act(constant, None, None, 1e-5, 1.0).abs().max()) == 0, "a constant is not mapped to zero")
    outlier = (channels_last(1, 8, 20, 20, 20) + 1000).detach().contiguous(memory_format=CHANNELS_LAST)
    outlier[:, :, 0, 0, 0] = 0
    expect_close(norm_act(outlier, None, None, 1e-5, 1.0), F.instance_norm(outlier.double()), "outlier in front")


def layouts():
    big = channels_last(2, 12, 8, 10, 12)
    weight, bias = affine(12)
    check_norm_act(big[:, :, ::2], weight, bias, 0.01, "every other slice")
    check_norm_act(big[:, 3:9], *affine(6), 0.01, "channel range")
    check_norm_act(big[..., 1:-1], weight, bias, 0.0, "inner columns")
    check_upsample_cat(big[:, 2:7, :4, ::2, :6], big[:, 3:9], True, "ranges", fused=True)
    plain = torch.randn(2, 12, 4, 5, 6, requires_grad=True)
    check_norm_act(plain, weight, bias, 0.01, "contiguous", fused=False)
    check_norm_act(plain.permute(0, 1, 4, 2, 3), weight, bias, 0.01, "permuted", fused=False)
    skip = torch.randn(2, 3, 8, 10, 12, requires_grad=True)
    check_upsample_cat(plain, skip, True, "contiguous", fused=False)
    check_upsample_cat(channels_last(2, 12, 4, 5, 6), skip, True, "contiguous skip", fused=True)
    check_norm_act(channels_last(2, 9, 7, 5, memory_format=torch.channels_last), *affine(9), 0.0, "channels_last, 2D")
    check_norm_act(torch.randn(2, 9, 7, 5, requires_grad=True), *affine(9), 0.0, "contiguous, 2D", fused=False)
    check_norm_act(torch.randn(2, 9, 7, requires_grad=True), *affine(9), 0.0, "contiguous, 1D", fused=False)
    # Output gradients that are expanded or contiguous.
    x, small = channels_last(2, 12, 4, 5, 6), channels_last(2, 3, 8, 10, 12)
    for call, inputs in [(lambda: norm_act(x, weight, bias, 1e-5, 0.01), [x, weight, bias]),
                         (lambda: upsample_cat(x, small), [x, small])]:
        for grad in [torch.tensor(0.5).expand(call().shape), torch.randn(call().shape)]:
            y = call()
            laid_out = grad.contiguous(memory_format=CHANNELS_LAST)
            pairs = zip(torch.autograd.grad(y, inputs, grad), torch.autograd.grad(call(), inputs, laid_out))
            expect(all(torch.equal(a, b) for a, b in pairs), "layout of the gradient changes the result")


def parts_of_the_graph():
    x, skip = channels_last(2, 5, 3, 4, 5), channels_last(2, 3, 6, 8, 10)
    weight, bias = affine(5)
    every = torch.autograd.grad(norm_act(x, weight, bias, 1e-5, 0.1).square().sum(), [x, weight, bias])
    for i, name in enumerate(["x", "weight", "bias"]):
        tensors = [t.detach() for t in (x, weight, bias)]
        tensors[i].requires_grad_()
        loss = norm_act(*tensors, 1e-5, 0.1).square().sum()
        expect(torch.equal(torch.autograd.grad(loss, tensors[i])[0], every[i]), f"gradient of {name} alone")
        loss = norm_act(x, weight, bias, 1e-5, 0.1).square().sum()
        expect(torch.equal(torch.autograd.grad(loss, [x, weight, bias][i])[0], every[i]), f"only {name} asked for")
    only = torch.autograd.grad(norm_act(x, None, bias, 1e-5, 0.1).sum(), bias)[0]
    expect(only.shape == bias.shape, "bias without weight")
    every = torch.autograd.grad(upsample_cat(x, skip).square().sum(), [x, skip])
    for i in range(2):
        tensors = [x.detach(), skip.detach()]
        tensors[i].requires_grad_()
        found = torch.autograd.grad(upsample_cat(*tensors).square().sum(), tensors[i])[0]
        expect(torch.equal(found, every[i]), "gradient of one of x and skip")
    for mode in (torch.no_grad, torch.inference_mode):
        with mode():
            y, up = norm_act(x, weight, bias, 1e-5, 0.1), upsample_cat(x, skip)
            expect(not y.requires_grad and not up.requires_grad, f"{mode.__name__}: requires grad")
        expect(torch.equal(y, norm_act(x, weight, bias, 1e-5, 0.1).detach()), f"{mode.__name__}: other values")
        expect(torch.equal(up, upsample_cat(x, skip).detach()), f"{mode.__name__}: other values")
    y = norm_act(x, weight, bias, 1e-5, 0.1)
    with torch.no_grad():
        x += 1
    expect_error(RuntimeError, "modified by an inplace operation", lambda: y.sum().backward())


def second_derivatives():
    x, skip = channels_last(2, 5, 3, 4, 5), channels_last(2, 3, 6, 8, 10)
    weight, bias = affine(5)

    def penalty(call, inputs):
        first = torch.autograd.grad(call(*inputs).pow(3).sum(), inputs, create_graph=True)
        return torch.autograd.grad(sum(g.square().sum() for g in first), inputs)

    for call, reference, inputs in [
        (lambda *t: norm_act(*t, 1e-5, 0.1), lambda *t: norm_act_reference(*t, 1e-5, 0.1), [x, weight, bias]),
        (upsample_cat, upsample_cat_reference, [x, skip]),
    ]:
        for a, b in zip(penalty(call, inputs), penalty(reference, in_double(inputs))):
            expect_close(a, b, "second derivative", 1e-4)


def gradients_in_double():
    x, skip = channels_last(2, 3, 2, 3, 2, dtype=torch.float64), channels_last(2, 2, 4, 6, 4, dtype=torch.float64)
    weight, bias = affine(3, torch.float64)
    for slope in (0.0, 0.01, 1.0):
        call = lambda x, w, b, slope=slope: norm_act(x, w, b, 1e-5, slope)
        expect(torch.autograd.gradcheck(call, (x, weight, bias)), "gradcheck of the norm")
    expect(torch.autograd.gradcheck(upsample_cat, (x, skip)), "gradcheck of upsampling")


def mixed_dtypes():
    x, skip = channels_last(1, 5, 3, 4, 5, dtype=torch.bfloat16), channels_last(1, 3, 6, 8, 10)
    check_upsample_cat(x.detach().float().requires_grad_(), skip, True, "float32")
    weight, bias = affine(5)
    with torch.autocast("cpu", torch.bfloat16):
        for a, b, expected in [(x, skip, torch.float32), (x, skip.bfloat16(), torch.bfloat16),
                               (x.float(), skip.bfloat16(), torch.float32)]:
            for form in (torch.contiguous_format, CHANNELS_LAST):
                y = upsample_cat(a.contiguous(memory_format=form), b.contiguous(memory_format=form))
                expect(y.dtype == expected, f"autocast: {a.dtype} beside {b.dtype} gives {y.dtype}")
        expect(norm_act(x, weight, bias, 1e-5, 0.0).dtype == torch.bfloat16, "autocast: norm of bfloat16")
        expect(norm_act(skip, None, None, 1e-5, 0.0).dtype == torch.float32, "autocast: norm of float32")
    y = upsample_cat(x, skip)
    dx, dskip = torch.autograd.grad(y.sum(), [x, skip])
    expect(dx.dtype == torch.bfloat16 and dskip.dtype == torch.float32, "gradients in their inputs' dtypes")


def refusals():
    one = "Expected more than 1 spatial element when training, got input size [2, 4, 1, 1, 1]"
    for memory_format in (CHANNELS_LAST, torch.contiguous_format):
        x = channels_last(2, 4, 1, 1, 1, memory_format=memory_format)
        expect_error(ValueError, one, lambda: norm_act(x, None, None, 1e-5, 0.0))
        with torch.no_grad():
            expect_error(ValueError, one, lambda: norm_act(x, None, None, 1e-5, 0.0))
    x = channels_last(2, 4, 3, 3, 3)
    expect_error(RuntimeError, "", lambda: norm_act(x, torch.ones(5), None, 1e-5, 0.0))
    expect_error(RuntimeError, "[N, C, ...]", lambda: norm_act(torch.ones(3, 4), None, None, 1e-5, 0.0))
    for shape in [(2, 3, 6, 6, 5), (1, 3, 6, 6, 6), (2, 3, 3, 3, 3), (2, 3, 6, 6)]:
        skip = torch.zeros(shape)
        expect_error(RuntimeError, f"skip of shape {list(shape)}", lambda: upsample_cat(x, skip))
    expect(norm_act(channels_last(0, 4, 3, 3, 3), None, None, 1e-5, 0.0).shape == (0, 4, 3, 3, 3), "no samples")
    expect(upsample_cat(x[:0], channels_last(0, 2, 6, 6, 6)).shape == (0, 6, 6, 6, 6), "no samples to upsample")


def check_all(library):
    torch.ops.load_library(library)
    torch.manual_seed(0)
    torch.set_num_threads(1)
    for check in [channel_counts, odd_shapes, affine_parts, many_chunks_and_threads, one_rounding, not_finite,
                  large_mean, layouts, parts_of_the_graph, second_derivatives, gradients_in_double, mixed_dtypes,
                  refusals]:
        check()
    print(f"{torch.backends.cpu.get_cpu_capability()}: {checks} checks passed")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    library = os.path.abspath(sys.argv[1])
    if "ATEN_CPU_CAPABILITY" in os.environ:
        check_all(library)
        return
    highest = torch.backends.cpu.get_cpu_capability().lower()
    levels = LEVELS[: LEVELS.index(highest) + 1] if highest in LEVELS else LEVELS[:1]
    for level in levels:
        child = subprocess.run([sys.executable, __file__, library], env={**os.environ, "ATEN_CPU_CAPABILITY": level})
        if child.returncode:
            sys.exit(child.returncode)


if __name__ == "__main__":
    main()
