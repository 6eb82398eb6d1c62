// Parameters and modules, as torch.nn.Module: a module's properties are its state, by their names.
// Everything that learns is a module: layers here, networks in @mandn/models.

import { someOf } from "@mandn/base";
import { noGrad } from "../autograd.js";
import type { Device, DType, MemoryFormat } from "../dtype.js";
import { type StateDictFaults, TorchError } from "../errors.js";
import { empty } from "../generated/operators.js";
import { type Handle, native } from "../native.js";
import { operator } from "../operator.js";
import { keep, scope } from "../scope.js";
import { Tensor } from "../tensor.js";

const detach = operator("aten::detach");

/** Where new parameters are made. */
let parameterDevice: Device | undefined;

/**
 * Runs `make` with the parameters of the modules that it makes on a device of their own. On `"meta"` they have shapes and no
 * memory, so that a network can be counted before it is made. As PyTorch's `with torch.device(…)`, for parameters alone.
 */
export function parametersOn<T>(device: Device, make: () => T): T {
  const before = parameterDevice;
  parameterDevice = device;
  try {
    return make();
  } finally {
    parameterDevice = before;
  }
}

/** A tensor that is learnt. No scope frees it: it lives until its module is disposed, or until nothing refers to it. */
export class Parameter extends Tensor {
  /** Shares the memory of `data`, which may be freed. */
  constructor(data: Tensor, requiresGrad = true) {
    super(detach.call(data) as Handle);
    keep(this);
    this.requiresGrad = requiresGrad;
  }

  /** A parameter whose numbers are still to be drawn: see `init`. */
  static empty(shape: readonly number[]): Parameter {
    const data = empty(shape, { dtype: "float32", device: parameterDevice });
    const parameter = new Parameter(data);
    data.dispose();
    return parameter;
  }

  static full(shape: readonly number[], value: number): Parameter {
    const parameter = Parameter.empty(shape);
    noGrad(() => parameter.fill_(value));
    return parameter;
  }
}

/** Names and tensors, as a checkpoint holds them. */
export type StateDict = Readonly<Record<string, Tensor>>;

export interface ModuleToOptions {
  /** For floating-point tensors; others keep theirs. */
  readonly dtype?: DType;
  readonly device?: Device;
  /** For tensors that have as many dimensions as the format asks for. */
  readonly memoryFormat?: MemoryFormat;
}

/** What {@link Module.loadStateDict} left over with `strict: false`. */
export interface LoadedKeys {
  /** In the module, not in the dictionary. */
  readonly missing: readonly string[];
  /** In the dictionary, not in the module. */
  readonly unexpected: readonly string[];
}

/**
 * A part of a network. Its properties are its state: a {@link Parameter} is a parameter, another tensor (made with `keep`) is
 * a buffer, a module or an array of modules is a child, and the property's name is the key in the state dict, literally. So
 * `this.running_mean = keep(zeros([8]))` has the key `running_mean`, and `this.blocks = [a, b]` the keys `blocks.0.…` and
 * `blocks.1.…`. Tensors in private fields (`#x`) are none of the module's state.
 */
export abstract class Module {
  /** Whether dropout and the like are on, and batch norm uses the batch's own statistics. Set by {@link train} and {@link eval}. */
  training = true;
  readonly #nonPersistent = new Set<string>();

  /** Leaves buffers out of the state dict, by the names of their properties. */
  protected markNonPersistent(...names: readonly string[]): void {
    for (const name of names) this.#nonPersistent.add(name);
  }

  /** The modules directly inside this one. */
  *namedChildren(): Generator<[name: string, child: Module]> {
    for (const [name, value] of Object.entries(this)) {
      if (value instanceof Module) yield [name, value];
      if (Array.isArray(value)) {
        for (const [i, item] of value.entries()) if (item instanceof Module) yield [`${name}.${i}`, item];
      }
    }
  }

  /** This module (name `""`) and all inside it; a module that is used twice comes twice. */
  *namedModules(prefix = ""): Generator<[name: string, module: Module]> {
    yield [prefix, this];
    for (const [name, child] of this.namedChildren()) yield* child.namedModules(prefix ? `${prefix}.${name}` : name);
  }

  /** All parameters, each once, by their first name. */
  *namedParameters(): Generator<[name: string, parameter: Parameter]> {
    const seen = new Set<Tensor>();
    for (const [name, tensor] of this.#namedTensors()) {
      if (tensor instanceof Parameter && !seen.has(tensor)) yield [name, tensor];
      seen.add(tensor);
    }
  }

  parameters(): Parameter[] {
    return Array.from(this.namedParameters(), ([, parameter]) => parameter);
  }

  /** All buffers, non-persistent ones too, each once. */
  *namedBuffers(): Generator<[name: string, buffer: Tensor]> {
    const seen = new Set<Tensor>();
    for (const [name, tensor] of this.#namedTensors()) {
      if (!(tensor instanceof Parameter) && !seen.has(tensor)) yield [name, tensor];
      seen.add(tensor);
    }
  }

  /** Parameters and persistent buffers by PyTorch's keys: the module's own tensors, not copies. */
  stateDict(): Record<string, Tensor> {
    const dict: Record<string, Tensor> = Object.create(null);
    for (const [name, tensor, isPersistent] of this.#namedTensors()) if (isPersistent) dict[name] = tensor;
    return dict;
  }

  /**
   * Copies a state dict's numbers into the module's tensors, converting dtype and device. Nothing is copied unless all fits.
   *
   * @param options.strict whether every key must be on both sides; default true.
   * @throws {TorchError} `argument` with the missing and unexpected keys (if strict), and those of another shape: the first of
   * them in the message, all in `stateDict`.
   */
  loadStateDict(dict: StateDict, options: { readonly strict?: boolean } = {}): LoadedKeys {
    const own = this.stateDict();
    const missing = Object.keys(own).filter((key) => !(key in dict));
    const unexpected = Object.keys(dict).filter((key) => !(key in own));
    const shared = Object.entries(own).flatMap(([key, to]) => {
      const from = dict[key];
      return from === undefined ? [] : [{ key, to, from }];
    });
    const misshapen = shared
      .filter(({ to, from }) => String(to.shape) !== String(from.shape))
      .map(({ key, to, from }) => ({ key, shape: from.shape, wanted: to.shape }));
    const strict = options.strict ?? true;
    const faults = [
      ...(strict && missing.length > 0 ? [`missing: ${someOf(missing, KEYS)}`] : []),
      ...(strict && unexpected.length > 0 ? [`unexpected: ${someOf(unexpected, KEYS)}`] : []),
      ...(misshapen.length > 0 ? [`of another shape: ${someOf(misshapen.map(shapeFault), KEYS, "; ")}`] : []),
    ];
    if (faults.length > 0) {
      throw new TorchError(
        "argument",
        `the state dict does not fit ${this.constructor.name}:\n  ${faults.join("\n  ")}`,
        { stateDict: { missing, unexpected, misshapen } },
      );
    }
    noGrad(() => {
      for (const { to, from } of shared) to.copy_(from);
    });
    return { missing, unexpected };
  }

  /** Sets training mode here and in all modules inside. */
  train(mode = true): this {
    for (const [, module] of this.namedModules()) module.training = mode;
    return this;
  }

  /** Sets evaluation mode here and in all modules inside. */
  eval(): this {
    return this.train(false);
  }

  /** Converts parameters, their gradients and buffers in place: optimizers that hold them go on holding them. */
  to(options: ModuleToOptions): this {
    const seen = new Set<Tensor>();
    for (const [, tensor] of this.#namedTensors()) {
      if (seen.has(tensor)) continue;
      seen.add(tensor);
      scope(() => {
        const { grad } = tensor;
        native.setData(tensor.handle, convert(tensor.detach(), options).handle);
        if (grad !== undefined) tensor.grad = convert(grad, options);
      });
    }
    return this;
  }

  /** Sets whether gradients are wanted for all parameters. */
  requiresGrad_(required = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad = required;
    return this;
  }

  /** Frees all gradients. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = undefined;
  }

  /** Frees all parameters and buffers. */
  dispose(): void {
    for (const [, tensor] of this.#namedTensors()) tensor.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Each module's parameters, then its buffers, then its children's, as PyTorch orders them. */
  *#namedTensors(): Generator<[name: string, tensor: Tensor, isPersistent: boolean]> {
    for (const [prefix, module] of this.namedModules()) {
      const tensors = Object.entries(module).filter(([, value]) => value instanceof Tensor) as [string, Tensor][];
      const isParameter = ([, tensor]: [string, Tensor]) => tensor instanceof Parameter;
      for (const [name, tensor] of [...tensors.filter(isParameter), ...tensors.filter((t) => !isParameter(t))]) {
        yield [prefix ? `${prefix}.${name}` : name, tensor, !module.#nonPersistent.has(name)];
      }
    }
  }
}

/** Keys of one kind that an error lists; all are in its `stateDict`. */
const KEYS = 5;

function shapeFault({ key, shape, wanted }: StateDictFaults["misshapen"][number]): string {
  return `${key} is [${shape.join(", ")}], must be [${wanted.join(", ")}]`;
}

/** A module from one tensor to one tensor. */
export interface Layer extends Module {
  forward(x: Tensor): Tensor;
}

function convert(tensor: Tensor, { dtype, device, memoryFormat }: ModuleToOptions): Tensor {
  const dimensions = { channels_last: 4, channels_last_3d: 5 }[memoryFormat as string];
  return tensor.to({
    dtype: tensor.isFloatingPoint() ? dtype : undefined,
    device,
    memoryFormat: dimensions === undefined || dimensions === tensor.dim ? memoryFormat : undefined,
  });
}

/** One size for each of `dims` spatial dimensions, D, H, W; a number stands for all. */
export type Size = number | readonly number[];

/** @throws {TorchError} `argument` unless there is one number, or one for each dimension. */
export function expandSize(size: Size, dims: number, name: string): number[] {
  const sizes = typeof size === "number" ? Array<number>(dims).fill(size) : [...size];
  if (sizes.length === dims) return sizes;
  throw new TorchError("argument", `${name} must be a number or ${dims} numbers, got [${sizes}]`);
}
