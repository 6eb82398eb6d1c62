"""PyTorch's own operator tests as data: the sample inputs of `op_db` with the values and gradients that Python's torch
gives for them, written as calls of our functions.

    python parity/torch/operators.py --compact FILE      a few small samples per operator, into one file
    python parity/torch/operators.py --whole FOLDER      every sample, one file per entry of op_db

Each file is a container (container.py) whose JSON holds
  cases     [{op, variant, dtype, sample, random, inputs, steps, results, expected, gradients, check}, ...]
              variant    "" or "in-place"
              random     true: both sides call manual_seed(42) first
              inputs     [[tensor, requiresGrad], ...]
              steps      [[function, overload, args, options], ...]    values as recorder.py says
              results    references to what the case returns
              expected   tensors, one for each result (sparse ones made dense), or {"value": a number or boolean}
              gradients  null, or one per input: tensor or null. The loss is the sum over the results that require a
                         gradient of sum(result * cotangent), complex results seen as real; the cotangent's k-th
                         element is ((7 k) mod 11 - 5) / 8
              check      "values", or "shape" where the values are not defined (empty and its like)
  skipped   [[op, variant, dtype, reason, samples], ...]

Every case has been run a second time in Python from what is written, and gave the bits of the original call.
"""

import argparse
import collections
import json
import math
import os
import sys
import warnings

import torch
from torch.testing._internal.common_methods_invocations import op_db

from container import Tensors, write
from recorder import NotCovered, camel, record, replay, tensors_in

DTYPES = [torch.float32, torch.bfloat16, torch.int64, torch.bool]
UNDEFINED = {"empty", "empty_like", "empty_strided", "empty_permuted", "new_empty", "new_empty_strided", "resize_", "resize_as_"}
SEED = 42  # op_db's own wrappers set this one
LARGEST = 1 << 20  # bytes of one case


def same_bits(one, other):
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    if one.layout != torch.strided:
        one, other = one.to_dense(), other.to_dense()
    return torch.equal(one, other) or torch.allclose(one, other, rtol=0, atol=0, equal_nan=True)


def same(one, other, check):
    if not isinstance(one, torch.Tensor):
        return type(one) is type(other) and one == other
    if check == "shape":
        return (one.dtype, one.shape) == (other.dtype, other.shape)
    return same_bits(one, other.detach())


def cotangent(like):
    k = torch.arange(like.numel(), dtype=torch.int64)
    return (((7 * k) % 11 - 5).to(torch.float64) / 8).to(like.dtype).reshape(like.shape)


def loss_of(results):
    total = None
    for result in results:
        if not isinstance(result, torch.Tensor) or not result.requires_grad:
            continue
        if result.layout != torch.strided:
            result = result.to_dense()
        result = torch.view_as_real(result.resolve_conj()) if result.is_complex() else result
        term = (result * cotangent(result)).sum()
        total = term if total is None else total + term.to(total.dtype)
    return total


def fresh(inputs, tensors):
    """Inputs as they are in the file."""
    return [tensors.get(index).requires_grad_(needs) for index, needs in inputs]


def make_case(call, arguments, with_gradient):
    """The case's description with its own tensors."""
    if sum(tensor.numel() * tensor.element_size() for tensor in tensors_in(arguments)) > LARGEST:
        raise NotCovered("larger than 1 MiB")
    tensors = Tensors()
    known = {id(tensor): tensors.add(tensor) for tensor in tensors_in(arguments) if tensor.layout == torch.strided}
    torch.manual_seed(SEED)
    inputs, steps, results, original = record(call, arguments)
    original = [result.detach().clone() if isinstance(result, torch.Tensor) else result for result in original]
    described = [
        [known[id(tensor)] if id(tensor) in known else tensors.add(tensor), with_gradient and tensor.requires_grad]
        for tensor in inputs
    ]

    def again():
        torch.manual_seed(SEED)
        values = fresh(described, tensors)
        return values, replay(values, steps, results)

    names = {step["name"] for step in steps}
    check = "shape" if names & UNDEFINED else "values"
    values, outcome = again()
    state = torch.get_rng_state()
    torch.manual_seed(SEED)
    random = not torch.equal(state, torch.get_rng_state())
    if any(not same(one, other, check) for one, other in zip(original, outcome, strict=True)):
        raise NotCovered("the same calls by themselves give other values")
    expected = [tensors.add(result) if isinstance(result, torch.Tensor) else {"value": result} for result in outcome]
    gradients = None
    loss = loss_of(outcome) if with_gradient and check == "values" else None
    if loss is not None:
        loss.backward()
        gradients = [value.grad for value in values]
        values, outcome = again()
        loss_of(outcome).backward()
        for one, value in zip(gradients, values, strict=True):
            if (one is None) != (value.grad is None) or (one is not None and not same_bits(one, value.grad)):
                raise NotCovered("the gradient differs from run to run")
        gradients = [None if gradient is None else tensors.add(gradient) for gradient in gradients]
    if tensors.size > LARGEST:
        raise NotCovered("larger than 1 MiB")
    case = {
        "random": random,
        "inputs": described,
        "steps": [
            [camel(step["name"]), step["overload"], step["args"], {camel(key): value for key, value in step["kwargs"].items()}]
            for step in steps
        ],
        "results": results,
        "expected": expected,
        "gradients": gradients,
        "check": check,
    }
    return case, tensors, names


def calls_of(op, sample):
    """(variant, call) of a sample. In place, the operator works on a copy."""
    arguments = (sample.input, sample.args, sample.kwargs)
    yield "", lambda: op.op(sample.input, *sample.args, **sample.kwargs), arguments
    inplace = op.get_inplace()
    if inplace is not None and isinstance(sample.input, torch.Tensor) and not sample.broadcasts_input:
        yield "in-place", lambda: inplace(sample.input.clone(), *sample.args, **sample.kwargs), arguments


def reason_of(error):
    text = str(error).split("\n")[0][:160]
    return text if isinstance(error, NotCovered) else f"{type(error).__name__}: {text}"


def cases_of(op, most):
    """(variant, dtype, number of the sample, case or reason) of every sample."""
    dtypes = [dtype for dtype in DTYPES if dtype in op.supported_dtypes("cpu")] or [torch.complex64]
    for dtype in dtypes:
        name = str(dtype).removeprefix("torch.")
        with_gradient = dtype == torch.float32 and op.supports_autograd
        torch.manual_seed(0)
        try:
            samples = list(op.sample_inputs("cpu", dtype, requires_grad=with_gradient))
        except Exception as error:  # a sample generator that fails is a reason in the list
            yield "", name, 0, f"no sample inputs: {reason_of(error)}"
            continue
        for number, sample in enumerate(samples[:most]):
            for variant, call, arguments in calls_of(op, sample):
                gradient = with_gradient and (variant == "" or op.supports_inplace_autograd)
                try:
                    yield variant, name, number, make_case(call, arguments, gradient)
                except Exception as error:  # what Python refuses or the recorder cannot write is a reason in the list
                    yield variant, name, number, reason_of(error)


def full_name(op):
    return f"{op.name}.{op.variant_test_name}" if op.variant_test_name else op.name


class File:
    """Cases that go into one file."""

    def __init__(self):
        self.tensors = Tensors()
        self.cases = []

    def add(self, case, tensors, **names):
        moved = {}

        def move(index):
            if index is None:
                return None
            if index not in moved:
                moved[index] = self.tensors.add(tensors.get(index))
            return moved[index]

        self.cases.append({
            **names,
            **case,
            "inputs": [[move(index), needs] for index, needs in case["inputs"]],
            "expected": [index if isinstance(index, dict) else move(index) for index in case["expected"]],
            "gradients": case["gradients"] and [move(index) for index in case["gradients"]],
        })


def few(cases, per_dtype):
    """For each dtype the smallest sample of each kind of call, up to `per_dtype`; in place and not float32, up to two."""
    chosen = []
    seen = set()
    counts = collections.Counter()
    for item in sorted(cases, key=lambda item: (elements(item) < 4, item[3][1].size + len(json.dumps(item[3][0])))):
        variant, dtype, _, (case, tensors, _) = item
        kind = json.dumps([variant, dtype, *[[step[0], step[1], len(step[2]), sorted(step[3])] for step in case["steps"]]])
        most = per_dtype if dtype == "float32" and variant == "" else 2
        if kind in seen or counts[variant, dtype] >= most or tensors.size > 12000:
            continue
        seen.add(kind)
        counts[variant, dtype] += 1
        chosen.append(item)
    return chosen


def elements(item):
    """How many elements the case's results have: the fewest say little."""
    case, tensors, _ = item[3]
    shapes = [tensors.entries[index][1] for index in case["expected"] if not isinstance(index, dict)]
    return sum(math.prod(shape) for shape in shapes)


def write_reasons(path, reasons):
    """One line for each entry of op_db, variant and reason, with the dtypes and the number of samples."""
    grouped = {}
    for name, variant, dtype, reason, count in reasons:
        dtypes, total = grouped.get((name, variant, reason), ([], 0))
        grouped[name, variant, reason] = ([*dtypes, dtype], total + count)
    with open(path, "w") as file:
        file.write("entry of op_db\tvariant\tdtypes\tsamples\tnot covered because\n")
        for (name, variant, reason), (dtypes, count) in grouped.items():
            file.write(f"{name}\t{variant or 'functional'}\t{' '.join(dtypes)}\t{count}\t{reason}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--compact", metavar="FILE")
    parser.add_argument("--whole", metavar="FOLDER")
    parser.add_argument("--only", help="entries of op_db whose name contains this")
    parser.add_argument("--most", type=int, default=200, help="samples per operator and dtype (200)")
    parser.add_argument("--per-dtype", type=int, default=6, help="compact: kinds of call per operator in float32 (6)")
    parser.add_argument("--reasons", metavar="FILE", help="writes what is not covered, and why")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    compact = File()
    reasons = []
    covered = set()
    total = 0
    for op in op_db:
        name = full_name(op)
        if options.only and options.only not in name:
            continue
        whole = File()
        good = []
        refused = collections.Counter()
        for variant, dtype, number, case in cases_of(op, options.most):
            if isinstance(case, str):
                refused[variant, dtype, case] += 1
                continue
            total += 1
            covered |= case[2]
            good.append((variant, dtype, number, case))
        skipped = [[name, *key, count] for key, count in refused.items()]
        reasons += skipped
        for file, cases in ((whole, good if options.whole else []), (compact, few(good, options.per_dtype))):
            for variant, dtype, number, (case, tensors, _) in cases:
                file.add(case, tensors, op=name, variant=variant, dtype=dtype, sample=number)
        if options.whole and whole.cases:
            os.makedirs(options.whole, exist_ok=True)
            write(os.path.join(options.whole, f"{name}.gz"), {"cases": whole.cases, "skipped": skipped}, whole.tensors)
        print(f"{name}: {len(good)} cases, {sum(refused.values())} skipped", file=sys.stderr)
    if options.compact:
        write(options.compact, {"cases": compact.cases, "skipped": []}, compact.tensors)
    if options.reasons:
        write_reasons(options.reasons, reasons)
    in_compact = {step[0] for case in compact.cases for step in case["steps"]}
    print(f"{total} cases, {len(covered)} operators; compact: {len(compact.cases)} cases, {len(in_compact)} operators; "
          f"{len(reasons)} reasons")


if __name__ == "__main__":
    main()
