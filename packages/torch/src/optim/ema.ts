// The exponential moving average of a module: a second module of the same kind whose parameters follow the first one's. What teachers
// in semi-supervised learning are made of (Tarvainen and Valpola, https://arxiv.org/abs/1703.01780), and often the better network.
import { noGrad } from "../autograd.js";
import { TorchError } from "../errors.js";
import type { Module } from "../nn/module.js";
import { operator } from "../operator.js";
import { float } from "../scalar.js";
import { scope } from "../scope.js";
import type { Tensor } from "../tensor.js";
import { byDeviceAndDtype } from "./optimizer.js";

export interface EmaOptions {
  /** Whether buffers, such as running statistics, follow too; false: they stay as the target's own. Default true. */
  readonly buffers?: boolean;
}

const foreachLerp_ = operator("aten::_foreach_lerp_", "Scalar");

/** A tensor of the source, and what follows it in the target. */
interface Pair {
  readonly from: Tensor;
  readonly to: Tensor;
}

/**
 * Keeps `target` at the moving average of `source`: target ← decay · target + (1 − decay) · source, for parameters and buffers of
 * floating point (or complex); other buffers (counts) are copied. All state is in the target's own tensors, so its state dict holds it. As
 * PyTorch's `AveragedModel` with `get_ema_multi_avg_fn` and `use_buffers=True`, but that the first update copies only if its decay
 * is 0.
 *
 * ```ts
 * const ema = new optim.Ema(student, teacher);
 * ema.update(0); // the teacher begins as the student
 * for (…) { optimizer.step(); ema.update(0.999); }
 * ```
 */
export class Ema {
  readonly #averaged: readonly Pair[];
  readonly #copied: readonly Pair[];

  /** @throws {TorchError} `argument` unless both modules have the same of what follows, by name and shape */
  constructor(source: Module, target: Module, { buffers = true }: EmaOptions = {}) {
    const tensorsOf = (module: Module) =>
      new Map([...module.namedParameters(), ...(buffers ? module.namedBuffers() : [])]);
    const pairs = pair(tensorsOf(source), tensorsOf(target));
    this.#averaged = pairs.filter(({ to }) => isAveraged(to));
    this.#copied = pairs.filter(({ to }) => !isAveraged(to));
  }

  /**
   * Moves the target towards the source, in place. The tensors may have been moved or converted since, each module by itself.
   *
   * @param decay the target's weight, from 0 (it becomes the source) to 1 (it stays)
   * @throws {TorchError} `value` for a decay outside
   */
  update(decay: number): void {
    if (!(decay >= 0 && decay <= 1)) throw new TorchError("value", `the decay must be from 0 to 1, got ${decay}`);
    scope(() =>
      noGrad(() => {
        for (const { from, to } of this.#copied) to.copy_(from);
        for (const part of byDeviceAndDtype(this.#averaged, ({ to }) => to)) {
          const { device, dtype } = (part[0] as Pair).to;
          foreachLerp_.call(
            part.map(({ to }) => to),
            part.map(({ from }) => from.to({ device, dtype })),
            float(1 - decay),
          );
        }
      }),
    );
  }
}

const isAveraged = (tensor: Tensor) => tensor.isFloatingPoint() || tensor.isComplex();

function pair(sources: ReadonlyMap<string, Tensor>, targets: ReadonlyMap<string, Tensor>): Pair[] {
  const faults = [
    ...[...targets.keys()].filter((name) => !sources.has(name)).map((name) => `only the target has ${name}`),
    ...[...sources.keys()].filter((name) => !targets.has(name)).map((name) => `only the source has ${name}`),
  ];
  const pairs = [...targets].flatMap(([name, to]) => {
    const from = sources.get(name);
    if (from === undefined) return [];
    if (String(from.shape) !== String(to.shape)) faults.push(`${name} is [${from.shape}], in the target [${to.shape}]`);
    return [{ from, to }];
  });
  const [first] = faults;
  if (first === undefined) return pairs;
  const more = faults.length > 1 ? `, and ${faults.length - 1} differences more` : "";
  throw new TorchError("argument", `a moving average needs two modules of the same kind: ${first}${more}`);
}
