// Gradients: whether they are recorded, how they are computed, in which precision, and gradient checkpointing. What
// PyTorch has in torch.autograd, torch.autocast and torch.utils.checkpoint:
// https://docs.pytorch.org/docs/stable/autograd.html

import type { Device, DType } from "./dtype.js";
import { TorchError } from "./errors.js";
import { native } from "./native.js";
import { guarded, refusePromise, scope } from "./scope.js";
import { Tensor, wrap } from "./tensor.js";

/** Runs `body` without recording gradients. */
export function noGrad<T>(body: () => T): T {
  return guarded("noGrad", () => native.setGradEnabled(false), native.setGradEnabled, body);
}

/** Runs `body` recording gradients, inside a {@link noGrad} too. */
export function enableGrad<T>(body: () => T): T {
  return guarded("enableGrad", () => native.setGradEnabled(true), native.setGradEnabled, body);
}

export function isGradEnabled(): boolean {
  return native.isGradEnabled();
}

export interface AutocastOptions {
  /** Default `"cpu"`. */
  readonly device?: Device;
  /** Default `"bfloat16"`. */
  readonly dtype?: "bfloat16" | "float16";
  /** Default true; false switches autocast off inside another one. */
  readonly enabled?: boolean;
}

/**
 * Runs `body` with convolutions and matrix products in a shorter type, as `torch.autocast`; what needs float32 stays there.
 * Weights are cast once for the outermost autocast.
 */
export function autocast<T>(options: AutocastOptions, body: () => T): T {
  const { device = "cpu", dtype = "bfloat16", enabled = true } = options;
  return guarded(
    "autocast",
    () => native.enterAutocast(device, enabled, dtype),
    ([before, dtypeBefore]) => native.leaveAutocast(device, before, dtypeBefore),
    body,
  );
}

/**
 * Runs `body` with anomaly detection: a backward pass that makes NaN throws and names the operator. Slow, and for the whole
 * process.
 */
export function detectAnomaly<T>(body: () => T): T {
  return guarded("detectAnomaly", () => native.setAnomalyEnabled(true), native.setAnomalyEnabled, body);
}

const handles = (tensors: readonly Tensor[] | undefined) => tensors?.map((t) => t.handle);

/** Accumulates into `grad` of every leaf that the tensors depend on, as `torch.autograd.backward`. */
export function backward(
  tensors: readonly Tensor[],
  options: {
    gradients?: readonly Tensor[];
    retainGraph?: boolean;
    createGraph?: boolean;
    inputs?: readonly Tensor[];
  } = {},
): void {
  const { gradients, createGraph = false, retainGraph = createGraph, inputs } = options;
  native.backward(
    tensors.map((t) => t.handle),
    handles(gradients),
    retainGraph,
    createGraph,
    handles(inputs),
  );
}

/** Like {@link backward}, off the main thread; the tensors must not be touched until it is done. */
export async function backwardAsync(
  tensors: readonly Tensor[],
  options: { gradients?: readonly Tensor[]; retainGraph?: boolean; createGraph?: boolean } = {},
): Promise<void> {
  const { gradients, createGraph = false, retainGraph = createGraph } = options;
  await native.backwardAsync(
    tensors.map((t) => t.handle),
    handles(gradients),
    retainGraph,
    createGraph,
  );
}

/**
 * The gradients of `outputs` with respect to `inputs`, without touching any `grad`, as `torch.autograd.grad`. With
 * `allowUnused`, inputs that the outputs do not depend on give undefined instead of an error.
 */
export function grad(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  options: {
    gradOutputs?: readonly Tensor[];
    retainGraph?: boolean;
    createGraph?: boolean;
    allowUnused?: boolean;
  } = {},
): (Tensor | undefined)[] {
  const { gradOutputs, createGraph = false, retainGraph = createGraph, allowUnused = false } = options;
  return native
    .gradients(
      outputs.map((t) => t.handle),
      inputs.map((t) => t.handle),
      handles(gradOutputs),
      retainGraph,
      createGraph,
      allowUnused,
    )
    .map((handle) => (handle === 0 ? undefined : wrap(handle)));
}

/**
 * Runs `body` without keeping its intermediates; the backward pass computes them again, with the same random numbers,
 * autocast and gradient mode. As `torch.utils.checkpoint`, but what is repeated are the recorded operators, not the
 * JavaScript: a branch on a tensor's value goes the way it went the first time. Statistics and buffers that the block
 * updates are updated once. Second derivatives are refused.
 *
 * @throws {TorchError} `autograd` if `body` changes, in place, a tensor from outside that requires gradients, or a view of
 * one from outside; or if it returns anything but a tensor or an array of tensors.
 */
export function checkpoint<T extends Tensor | readonly Tensor[]>(body: () => T): T {
  if (!native.isGradEnabled() || !native.beginCheckpoint()) return body();
  let recording = true;
  try {
    const result = scope(() => {
      const value = body();
      refusePromise(value, "checkpoint");
      const outputs = value instanceof Tensor ? [value] : (value as readonly Tensor[]);
      if (!Array.isArray(outputs) || !outputs.every((t) => t instanceof Tensor)) {
        throw new TorchError("autograd", "a checkpointed block must return a tensor or an array of tensors");
      }
      recording = false;
      const tensors = native.endCheckpoint(outputs.map((t) => t.handle)).map(wrap);
      return value instanceof Tensor ? tensors[0] : tensors;
    });
    return result as T;
  } finally {
    if (recording) native.endCheckpoint();
  }
}

export interface GradcheckOptions {
  /** Step of the finite differences; default 1e-6. */
  readonly eps?: number;
  /** Default 1e-5. */
  readonly absoluteTolerance?: number;
  /** Default 1e-3. */
  readonly relativeTolerance?: number;
}

/**
 * Compares the gradients of `f` with central finite differences, as `torch.autograd.gradcheck`. For tests: the inputs must
 * be float64 and small.
 *
 * @throws {TorchError} `autograd`, naming the input, the element and both values.
 */
export function gradcheck(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): void {
  const { eps = 1e-6, absoluteTolerance = 1e-5, relativeTolerance = 1e-3 } = options;
  const dtypes: DType[] = inputs.map((x) => x.dtype);
  if (dtypes.some((dtype) => dtype !== "float64"))
    throw new TorchError("dtype", `gradcheck needs float64 inputs, got ${dtypes}`);
  scope(() => {
    const leaves = inputs.map((x) => x.detach().clone().requiresGrad_());
    const output = f(...leaves);
    const weights = Float64Array.from({ length: output.numel }, (_, i) => Math.sin(i + 1));
    const weigh = (y: Tensor) =>
      Array.from(y.toTypedArray(), Number).reduce((sum, v, i) => sum + v * (weights[i] ?? 0), 0);
    const cotangent = wrap(native.fromBuffer(weights, output.shape, undefined, 0, "float64"));
    const analytic = grad([output], leaves, { gradOutputs: [cotangent], allowUnused: true });
    leaves.forEach((leaf, which) => {
      const found = analytic[which]?.toTypedArray() ?? new Float64Array(leaf.numel);
      const values = Float64Array.from(leaf.detach().toTypedArray(), Number);
      for (let i = 0; i < values.length; i++) {
        const at = (shift: number) =>
          scope(() => {
            const moved = values.slice();
            moved[i] = (moved[i] ?? 0) + shift;
            const shifted = wrap(native.fromBuffer(moved, leaf.shape, undefined, 0, "float64"));
            return noGrad(() => weigh(f(...leaves.map((x, j) => (j === which ? shifted : x.detach())))));
          });
        const numeric = (at(eps) - at(-eps)) / (2 * eps);
        const exact = Number(found[i]);
        if (!(Math.abs(exact - numeric) <= absoluteTolerance + relativeTolerance * Math.abs(numeric))) {
          throw new TorchError(
            "autograd",
            `gradient of input ${which}, element ${i}: ${exact}, by finite differences ${numeric}`,
          );
        }
      }
    });
  });
}
