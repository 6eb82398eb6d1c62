// What all optimizers share: groups of parameters with options, steps by device and dtype, state with PyTorch's keys.
// An optimizer is a file beside this one that says how one group is updated.

import { noGrad } from "../autograd.js";
import { TorchError } from "../errors.js";
import { emptyLike } from "../generated/operators.js";
import { native } from "../native.js";
import { keep, scope } from "../scope.js";
import { Tensor } from "../tensor.js";

/** What every optimizer has for each group. */
export interface GroupOptions {
  /** Learning rate. */
  lr: number;
  /** What a schedule started from. */
  initialLr?: number;
  /** Whether to go up the gradient; default false. */
  maximize: boolean;
  /** Whether to use the operator that updates all parameters in one pass; default true. */
  fused: boolean;
}

/** Parameters with options of their own. */
export type ParameterGroup<Options> = Partial<Options> & { readonly params: Iterable<Tensor> };

type Group<Options> = Options & { readonly params: readonly Tensor[] };

/** An optimizer's state as PyTorch's `state_dict()` has it: tensors by the parameter's number and name, options by group. */
export interface OptimizerState {
  readonly state: Readonly<Record<number, Readonly<Record<string, Tensor>>>>;
  readonly param_groups: readonly Readonly<Record<string, unknown>>[];
}

/**
 * What optimizers have in common: parameters in groups, and tensors of state for each parameter, which live until
 * {@link dispose}. Options can be changed between steps in {@link paramGroups}.
 */
export abstract class Optimizer<Options extends GroupOptions = GroupOptions> {
  readonly paramGroups: readonly Group<Options>[];
  /** @internal */
  protected readonly state = new Map<Tensor, Record<string, Tensor>>();
  /** Options that PyTorch has and we have not: for its `load_state_dict`. */
  protected abstract readonly pythonOptions: Readonly<Record<string, unknown>>;

  constructor(params: Iterable<Tensor> | readonly ParameterGroup<Options>[], defaults: Options) {
    const list = [...params];
    const groups = list[0] instanceof Tensor ? [{ params: list as Tensor[] }] : (list as ParameterGroup<Options>[]);
    this.paramGroups = groups.map((group) => ({ ...defaults, ...group, params: [...group.params] }));
    const all = this.#parameters();
    if (all.length === 0) throw new TorchError("argument", "an optimizer needs parameters, got none");
    if (new Set(all).size < all.length) throw new TorchError("argument", "a parameter must be in one group only, once");
    const strange = all.find((p) => !p.isLeaf);
    if (strange)
      throw new TorchError("argument", `a tensor made by an operator (${strange.gradFunction}) cannot be optimized`);
  }

  /** Updates parameters of one device and dtype, all with gradients. */
  protected abstract update(group: Options, params: Tensor[], grads: Tensor[]): void;

  /** The names of the state that a parameter of the group must have after a step. */
  protected abstract stateNames(group: Options): readonly string[];

  /** Updates every parameter that has a gradient. */
  step(): void {
    scope(() =>
      noGrad(() => {
        for (const group of this.paramGroups) {
          const pairs = group.params.flatMap((param) => {
            const { grad } = param;
            if (grad === undefined) return [];
            this.#layOut(param);
            return [{ param, grad: laidOutAs(grad, param) }];
          });
          for (const part of byDeviceAndDtype(pairs, ({ param }) => param)) {
            this.update(
              group,
              part.map(({ param }) => param),
              part.map(({ grad }) => grad),
            );
          }
        }
      }),
    );
  }

  /** Frees all gradients, so that parameters which the next loss does not depend on are left alone. */
  zeroGrad(): void {
    for (const param of this.#parameters()) param.grad = undefined;
  }

  /** The state in PyTorch's form, which its `load_state_dict` takes. Tensors are the optimizer's own, not copies. */
  stateDict(): OptimizerState {
    const numbers = new Map(this.#parameters().map((param, i) => [param, i]));
    const state: Record<number, Record<string, Tensor>> = {};
    for (const [param, number] of numbers) {
      const own = this.state.get(param);
      if (own) state[number] = { ...own };
    }
    const groups = this.paramGroups.map(({ params, ...options }) => ({
      ...this.pythonOptions,
      ...Object.fromEntries(Object.entries(options).map(([name, value]) => [snakeCase(name), value])),
      params: params.map((param) => numbers.get(param)),
    }));
    return { state, param_groups: groups };
  }

  /**
   * Takes over state and options of {@link stateDict}, or of PyTorch's: tensors are copied to each parameter's device and dtype.
   *
   * @throws {TorchError} `argument` for other groups, other numbers of parameters, missing entries or other shapes; nothing
   * is changed then.
   */
  loadStateDict(dict: OptimizerState): void {
    const sizes = this.paramGroups.map(({ params }) => params.length);
    const given = dict.param_groups.map(({ params }) => (Array.isArray(params) ? params.length : 0));
    if (String(sizes) !== String(given)) {
      throw new TorchError("argument", `the state is for groups of [${given}] parameters, these are of [${sizes}]`);
    }
    const options = this.paramGroups.map((group, i) => readOptions(group, dict.param_groups[i] ?? {}));
    const loaded: { param: Tensor; group: Options; entries: Record<string, Tensor> }[] = [];
    this.paramGroups.forEach((group, i) => {
      const numbers = dict.param_groups[i]?.params as readonly number[];
      group.params.forEach((param, k) => {
        const number = Number(numbers[k]);
        const entries = dict.state[number];
        if (entries === undefined) return;
        for (const name of this.stateNames({ ...group, ...options[i] })) {
          const entry = entries[name];
          if (entry === undefined) throw new TorchError("argument", `the state of parameter ${number} lacks ${name}`);
          if (name !== "step" && String(entry.shape) !== String(param.shape)) {
            throw new TorchError(
              "argument",
              `${name} of parameter ${number} is [${entry.shape}], the parameter [${param.shape}]`,
            );
          }
        }
        loaded.push({ param, group, entries });
      });
    });
    this.#disposeState();
    this.paramGroups.forEach((group, i) => void Object.assign(group, options[i]));
    for (const { param, group, entries } of loaded) {
      const own: Record<string, Tensor> = {};
      for (const name of this.stateNames(group)) {
        const dtype = name === "step" ? "float32" : param.dtype;
        const device = name === "step" && !group.fused ? "cpu" : param.device;
        own[name] = scope(() => {
          const copy = (entries[name] as Tensor).detach().to({ dtype, device, copy: true });
          return keep(name === "step" ? copy : laidOutAs(copy, param));
        });
      }
      this.state.set(param, own);
    }
  }

  /** Frees the state; the parameters are their module's. */
  dispose(): void {
    this.#disposeState();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #parameters(): Tensor[] {
    return this.paramGroups.flatMap(({ params }) => params);
  }

  /** Fused operators go through memory in order, so the state lies as its parameter does, also after `Module.to`. */
  #layOut(param: Tensor): void {
    const own = this.state.get(param);
    if (own === undefined) return;
    for (const [name, tensor] of Object.entries(own)) {
      if (name === "step" || hasLayoutOf(tensor, param)) continue;
      own[name] = keep(laidOutAs(tensor, param));
      tensor.dispose();
    }
  }

  #disposeState(): void {
    for (const own of this.state.values()) for (const tensor of Object.values(own)) tensor.dispose();
    this.state.clear();
  }
}

function hasLayoutOf(tensor: Tensor, like: Tensor): boolean {
  return native.sameStrides(tensor.handle, like.handle);
}

/** The tensor, copied where its elements lie in another order than those of `like`, of the same shape. */
function laidOutAs(tensor: Tensor, like: Tensor): Tensor {
  return hasLayoutOf(tensor, like) ? tensor : emptyLike(like, { dtype: tensor.dtype }).copy_(tensor);
}

/** The items of one device and dtype together, in order. */
export function byDeviceAndDtype<T>(items: readonly T[], tensorOf: (item: T) => Tensor): T[][] {
  const parts = new Map<string, T[]>();
  for (const item of items) {
    const tensor = tensorOf(item);
    const key = `${tensor.device} ${tensor.dtype}`;
    const part = parts.get(key);
    if (part) part.push(item);
    else parts.set(key, [item]);
  }
  return [...parts.values()];
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A group's options from PyTorch's names; what is not there or null stays as it is. */
function readOptions<Options extends object>(
  group: Options,
  entry: Readonly<Record<string, unknown>>,
): Partial<Options> {
  const names = [...new Set([...Object.keys(group), "initialLr"])].filter((name) => name !== "params");
  const known = names.map((name) => [name, entry[snakeCase(name)]] as const);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined && value !== null)) as Partial<Options>;
}
