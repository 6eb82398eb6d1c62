"""Records which operators of the library a Python-level call is made of, and runs such a recording again.

A recording is what the TypeScript test does, written as data: a list of steps, each the call of one `aten` operator
with positional arguments in schema order and keyword-only arguments by name. Operators are caught above autograd, so
composite ones (`conv2d`, `dropout`, `layer_norm`, ...) stay whole.

A value inside a step is written as
  number, string, boolean, null, list   itself (dtypes "float32", devices "cpu", layouts "strided", memory formats
                                        "channels_last")
  {"input": i}                          the i-th input tensor
  {"step": s, "path": [k, ...]}         what step s returned; the path goes into tuples and lists
  {"float": x}                          an integral number that has to be a float where the schema says Scalar
  {"number": "inf" | "-inf" | "nan"}    what JSON cannot say
  {"bigint": "..."}                     an integer beyond 2^53
  {"complex": [re, im]}                 a complex scalar
"""

import math
import re

import torch
from torch._dispatch.python import enable_python_dispatcher, no_python_dispatcher
from torch._subclasses.schema_check_mode import SchemaCheckMode


# What the library leaves out or writes by hand: internals, builds and devices that it does not serve.
NOT_PUBLIC = re.compile(
    r"_.*|.*backward.*|sym_.*|cudnn_.*|miopen_.*|mkldnn_.*|fbgemm_.*|quantized_.*|fake_quantize_.*|fused_moving.*|q_.*|"
    r"qscheme|int_repr|choose_qparams.*|batch_norm_.*|.*_jvp|linalg__.*|.*_overrideable|to_mkldnn.*|empty_quantized|"
    r"nested_to_padded_tensor|to_padded_tensor|from_file|hash_tensor|get_gradients|set_data|data|set|set_|output_nr|"
    r"requires_grad_|retain_grad|retains_grad|is_leaf|is_contiguous|is_vulkan_available|is_inference|is_distributed|"
    r"record_stream|stride|size|dim|numel|storage_offset|get_device|fft_.*_copy|resize_as_sparse.*|copy_sparse.*|"
    r"flatten_dense_tensors|unflatten_dense_tensors|native_.*|slice_inverse|can_cast|sparse_resize.*|det_.*"
)
# Factories whose dtype Python infers from int or float, which JavaScript does not tell apart: ours ask for it.
NEEDS_DTYPE = {"full", "arange", "range", "scalar_tensor"}


class NotCovered(Exception):
    """The call cannot be written as calls of public operators; the text is the reason."""


def camel(name):
    """`fft_fft` -> `fftFft`, `add_` -> `add_`, `special_erfcx` -> `specialErfcx`."""
    ending = "_" if name.endswith("_") else ""
    head, *rest = name.removesuffix("_").split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in rest) + ending


def element_type(kind):
    while kind.kind() in ("OptionalType", "ListType"):
        kind = kind.getElementType()
    return kind.kind()


class Recorder(SchemaCheckMode):
    """Dispatch mode above autograd. The library admits only its own kinds there; of them this is the plain one."""

    def __init__(self, inputs):
        super().__init__()
        self._dispatch_key = torch._C.DispatchKey.PreDispatch
        self.steps = []
        self.inputs = []
        self.references = {}
        self.last = None
        self.alive = []  # an id is only good while its tensor lives
        for tensor in inputs:
            self.add_input(tensor)

    def add_input(self, tensor):
        if id(tensor) not in self.references:
            self.references[id(tensor)] = {"input": len(self.inputs)}
            self.inputs.append(tensor)

    def find(self, tensor):
        """The reference to a tensor, or None. Python's factories return their operator's result in a new object."""
        if id(tensor) not in self.references and not tensor.requires_grad and tensor.layout == torch.strided:
            place = (tensor.data_ptr(), tensor.dtype, tensor.shape, tensor.stride())
            for made in reversed(self.alive):
                if made.layout == torch.strided and (made.data_ptr(), made.dtype, made.shape, made.stride()) == place:
                    self.alive.append(tensor)
                    self.references[id(tensor)] = self.references[id(made)]
                    break
        return self.references.get(id(tensor))

    def encode(self, value, kind):
        if isinstance(value, torch.Tensor):
            if self.find(value) is None:
                if value.requires_grad or value.layout != torch.strided:
                    raise NotCovered("uses a tensor made outside of the operators")
                self.alive.append(value)
                self.add_input(value)  # a constant
            return self.references[id(value)]
        if value is None or isinstance(value, (str, bool)):
            return value
        if isinstance(value, (list, tuple)):
            return [self.encode(item, kind) for item in value]
        if isinstance(value, int):
            return value if abs(value) <= 2**53 else {"bigint": str(value)}
        if isinstance(value, float):
            if not math.isfinite(value):
                return {"number": str(value)}
            return {"float": value} if kind == "NumberType" and value.is_integer() else value
        if isinstance(value, complex):
            if not (math.isfinite(value.real) and math.isfinite(value.imag)):
                raise NotCovered("complex scalar that is not finite")
            return {"complex": [value.real, value.imag]}
        if isinstance(value, torch.device):
            return str(value)
        if isinstance(value, (torch.dtype, torch.layout, torch.memory_format)):
            return str(value).removeprefix("torch.").removesuffix("_format")
        raise NotCovered(f"argument of type {type(value).__name__}")

    def positional(self, args, names, kinds, kwargs):
        """Positional arguments; all of them, the last as null, where keyword arguments follow in an object."""
        encoded = [self.encode(value, kinds[name]) for name, value in zip(names, args)]
        return encoded + [None] * (len(names) - len(encoded)) if kwargs else encoded

    def remember(self, value, path):
        """Names what the last step returned."""
        if isinstance(value, torch.Tensor):
            if not path or id(value) not in self.references:
                self.references[id(value)] = {"step": len(self.steps) - 1, "path": path}
            self.alive.append(value)
        elif isinstance(value, (list, tuple)):
            for index, item in enumerate(value):
                self.remember(item, [*path, index])

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        namespace, name = func._schema.name.split("::")
        if namespace != "aten":
            raise NotCovered(f"calls {namespace}::{name}, which is not an aten operator")
        if name == "lift_fresh" or (name == "detach_" and not args[0].requires_grad):  # the making of a constant
            return args[0]
        if NOT_PUBLIC.fullmatch(name):
            raise NotCovered(f"calls {name}, which is not public")
        if any(argument.is_out for argument in func._schema.arguments):
            raise NotCovered(f"calls the out-variant {name}.{func._schema.overload_name}")
        if len(func._schema.returns) > 1 and any(str(value.type) != "Tensor" for value in func._schema.returns):
            raise NotCovered(f"calls {name}, which returns tensors and lists of them: not exposed")
        schema = func._schema.arguments
        kinds = {argument.name: element_type(argument.type) for argument in schema}
        positional = [argument.name for argument in schema if not argument.kwarg_only]
        self.steps.append({
            "name": name,
            "overload": func._schema.overload_name,
            "args": self.positional(args, positional, kinds, kwargs),
            "kwargs": {key: self.encode(value, kinds[key]) for key, value in kwargs.items()},
        })
        with no_python_dispatcher():
            result = func(*args, **kwargs)
        if name in NEEDS_DTYPE and kwargs.get("dtype") is None:
            self.steps[-1]["kwargs"]["dtype"] = self.encode(result.dtype, "ScalarTypeType")
        self.remember(result, [])
        self.last = result
        return result


def tensors_in(value):
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, (list, tuple)):
        return [tensor for item in value for tensor in tensors_in(item)]
    if isinstance(value, dict):
        return [tensor for item in value.values() for tensor in tensors_in(item)]
    return []


def leaves_in(value):
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in leaves_in(item)]
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves_in(item)]
    return [value]


def record(call, arguments):
    """Runs `call()`; gives (input tensors, steps, references to the results, the results)."""
    inputs = tensors_in(arguments)
    for tensor in inputs:
        if tensor.is_nested or tensor.is_quantized:
            raise NotCovered("nested or quantised input")
        if tensor.layout != torch.strided:
            raise NotCovered("sparse input")
    versions = [tensor._version for tensor in inputs]
    recorder = Recorder(inputs)
    with enable_python_dispatcher(), recorder:
        result = call()
    if not recorder.steps:
        raise NotCovered("calls no operator")
    leaves = [leaf for leaf in leaves_in(result) if isinstance(leaf, torch.Tensor)]
    if not leaves and isinstance(result, (bool, int, float)) and recorder.last == result and math.isfinite(result):
        return recorder.inputs, recorder.steps, [{"step": len(recorder.steps) - 1, "path": []}], [result]
    if not leaves:
        raise NotCovered("returns neither a tensor nor an operator's number")
    # What was changed in place is a result too.
    leaves += [tensor for tensor, version in zip(inputs, versions) if tensor._version != version and not tensor.requires_grad]
    for leaf in leaves:
        if leaf.is_nested or leaf.is_quantized:
            raise NotCovered("nested or quantised result")
        if recorder.find(leaf) is None:
            raise NotCovered("returns a tensor made outside of the operators")
    return recorder.inputs, recorder.steps, [recorder.find(leaf) for leaf in leaves], leaves


DTYPES = {str(value).removeprefix("torch."): value for value in vars(torch).values() if isinstance(value, torch.dtype)}


def decode(value, kind, inputs, outputs):
    if isinstance(value, list):
        return [decode(item, kind, inputs, outputs) for item in value]
    if isinstance(value, dict):
        if "input" in value:
            return inputs[value["input"]]
        if "step" in value:
            return resolve(value, inputs, outputs)
        if "bigint" in value:
            return int(value["bigint"])
        if "complex" in value:
            return complex(*value["complex"])
        return float(value.get("float", value.get("number")))
    if isinstance(value, str):
        if kind == "ScalarTypeType":
            return DTYPES[value]
        if kind in ("LayoutType", "MemoryFormatType"):
            return getattr(torch, f"{value}_format" if value in ("contiguous", "preserve") else value)
        if kind == "DeviceObjType":
            return torch.device(value)
    return value


def resolve(reference, inputs, outputs):
    if "input" in reference:
        return inputs[reference["input"]]
    value = outputs[reference["step"]]
    for index in reference["path"]:
        value = value[index]
    return value


def replay(inputs, steps, results):
    """The recording again, by `torch.ops.aten`: what our binding has to reproduce."""
    outputs = []
    for step in steps:
        overload = getattr(getattr(torch.ops.aten, step["name"]), step["overload"] or "default")
        arguments = overload._schema.arguments
        kinds = {argument.name: element_type(argument.real_type) for argument in arguments}
        positional = [argument.name for argument in arguments if not argument.kwarg_only]
        given = list(zip(positional, step["args"]))
        while given and given[-1][1] is None:  # left out, as undefined is in JavaScript
            given.pop()
        outputs.append(overload(
            *[decode(value, kinds[key], inputs, outputs) for key, value in given],
            **{key: decode(value, kinds[key], inputs, outputs) for key, value in step["kwargs"].items()},
        ))
    return [resolve(reference, inputs, outputs) for reference in results]
