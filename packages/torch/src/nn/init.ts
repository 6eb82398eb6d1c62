// The functions of torch.nn.init: each fills a tensor in place, draws the numbers that PyTorch draws from the same
// seed, and returns the tensor. https://docs.pytorch.org/docs/stable/nn.init.html

import { noGrad } from "../autograd.js";
import { tensor as makeTensor } from "../creation.js";
import { TorchError } from "../errors.js";
import { emptyLike, linalgQr, where } from "../generated/operators.js";
import type { Generator } from "../random.js";
import { scope } from "../scope.js";
import type { Tensor } from "../tensor.js";

export interface RandomOptions {
  /** Where the numbers come from; by default from the device's default generator. */
  readonly generator?: Generator;
}

export type Nonlinearity = "linear" | "sigmoid" | "tanh" | "relu" | "leaky_relu" | "selu";

export interface KaimingOptions extends RandomOptions {
  /** Negative slope of the leaky ReLU that follows; default 0. */
  readonly a?: number;
  /** Whether variance is kept in the forward pass (default) or in the backward pass. */
  readonly mode?: "fan_in" | "fan_out";
  /** Default `"leaky_relu"`. */
  readonly nonlinearity?: Nonlinearity;
}

export interface XavierOptions extends RandomOptions {
  /** Default 1. */
  readonly gain?: number;
}

/** A tensor on the device "meta" has no memory: nothing is drawn for it. */
function fill(tensor: Tensor, body: () => void): Tensor {
  if (tensor.device === "meta") return tensor;
  scope(() => noGrad(body));
  return tensor;
}

/** Uniform between `a` (default 0) and `b` (default 1). */
export function uniform_(
  tensor: Tensor,
  options: { readonly a?: number; readonly b?: number } & RandomOptions = {},
): Tensor {
  const { a = 0, b = 1, generator } = options;
  return fill(tensor, () => tensor.uniform_(a, b, { generator }));
}

/** Normal with `mean` (default 0) and `std` (default 1). */
export function normal_(
  tensor: Tensor,
  options: { readonly mean?: number; readonly std?: number } & RandomOptions = {},
): Tensor {
  const { mean = 0, std = 1, generator } = options;
  return fill(tensor, () => tensor.normal_(mean, std, { generator }));
}

export function constant_(tensor: Tensor, value: number): Tensor {
  return fill(tensor, () => tensor.fill_(value));
}

export function zeros_(tensor: Tensor): Tensor {
  return constant_(tensor, 0);
}

export function ones_(tensor: Tensor): Tensor {
  return constant_(tensor, 1);
}

/**
 * Normal with `mean` and `std`, cut off outside `[a, b]` (default −2 and 2, in the tensor's units, not in standard
 * deviations): numbers outside are drawn again, as PyTorch 2.13 does; earlier versions draw others.
 */
export function truncNormal_(
  tensor: Tensor,
  options: {
    readonly mean?: number;
    readonly std?: number;
    readonly a?: number;
    readonly b?: number;
  } & RandomOptions = {},
): Tensor {
  const { mean = 0, std = 1, a = -2, b = 2, generator } = options;
  return fill(tensor, () => {
    const below = (x: number) =>
      (1 +
        makeTensor((x - mean) / std / Math.SQRT2, { dtype: "float64" })
          .erf()
          .itemNumber()) /
      2;
    if (below(b) - below(a) > 0.3) redrawOutside(tensor, mean, std, a, b, generator);
    else acceptByDensity(tensor, mean, std, a, b, generator);
  });
}

/** For intervals that hold much of the distribution. */
function redrawOutside(tensor: Tensor, mean: number, std: number, a: number, b: number, generator?: Generator): void {
  const { dtype } = tensor;
  const low = makeTensor(a, { dtype }).itemNumber();
  const high = makeTensor(b, { dtype }).itemNumber();
  let result: Tensor = tensor.normal_(mean, std, { generator });
  for (;;) {
    const outside = result.lt(low).logicalOr(result.gt(high));
    if (!outside.any().item()) break;
    result = where(outside, emptyLike(result).normal_(mean, std, { generator }), result);
  }
  if (result !== tensor) tensor.copy_(result);
}

/** For intervals in a tail: uniform candidates, each accepted with the probability of its density over the highest one. */
function acceptByDensity(tensor: Tensor, mean: number, std: number, a: number, b: number, generator?: Generator): void {
  const mode = Math.max(a, Math.min(mean, b));
  const logPeak = -0.5 * ((mode - mean) / std) ** 2;
  let result: Tensor | undefined;
  let pending: Tensor | undefined;
  do {
    const candidates = emptyLike(tensor).uniform_(a, b, { generator });
    result = result === undefined || pending === undefined ? candidates : where(pending, candidates, result);
    const logDensity = candidates.sub(mean).div_(std).pow_(2).mul_(-0.5).sub_(logPeak);
    const refused = emptyLike(tensor).uniform_(0, 1, { generator }).log_().gt(logDensity);
    pending = pending === undefined ? refused : where(pending, refused, pending);
  } while (pending.any().item());
  tensor.copy_(result);
}

/** The factor by which a nonlinearity makes standard deviations smaller (or larger). */
export function calculateGain(nonlinearity: Nonlinearity, negativeSlope = 0.01): number {
  switch (nonlinearity) {
    case "tanh":
      return 5 / 3;
    case "relu":
      return Math.sqrt(2);
    case "leaky_relu":
      return Math.sqrt(2 / (1 + negativeSlope ** 2));
    case "selu":
      return 3 / 4;
    default:
      return 1;
  }
}

/** Connections into and out of one unit of a weight `[out, in, ...kernel]`. */
export function calculateFans(tensor: Tensor): { fanIn: number; fanOut: number } {
  const [out, into, ...kernel] = tensor.shape;
  if (out === undefined || into === undefined) {
    throw new TorchError("shape", `a weight needs 2 dimensions or more to have fans, got [${tensor.shape}]`);
  }
  const field = kernel.reduce((product, size) => product * size, 1);
  return { fanIn: into * field, fanOut: out * field };
}

function kaimingStd(tensor: Tensor, options: KaimingOptions): number {
  const { a = 0, mode = "fan_in", nonlinearity = "leaky_relu" } = options;
  const { fanIn, fanOut } = calculateFans(tensor);
  return calculateGain(nonlinearity, a) / Math.sqrt(mode === "fan_in" ? fanIn : fanOut);
}

/** He et al. 2015: uniform, variance kept through layers with ReLU-like activations. */
export function kaimingUniform_(tensor: Tensor, options: KaimingOptions = {}): Tensor {
  if (tensor.numel === 0) return tensor;
  const bound = Math.sqrt(3) * kaimingStd(tensor, options);
  return uniform_(tensor, { a: -bound, b: bound, generator: options.generator });
}

/** He et al. 2015: normal. */
export function kaimingNormal_(tensor: Tensor, options: KaimingOptions = {}): Tensor {
  if (tensor.numel === 0) return tensor;
  return normal_(tensor, { std: kaimingStd(tensor, options), generator: options.generator });
}

function xavierStd(tensor: Tensor, gain: number): number {
  const { fanIn, fanOut } = calculateFans(tensor);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

/** Glorot and Bengio 2010: uniform. */
export function xavierUniform_(tensor: Tensor, { gain = 1, generator }: XavierOptions = {}): Tensor {
  const bound = Math.sqrt(3) * xavierStd(tensor, gain);
  return uniform_(tensor, { a: -bound, b: bound, generator });
}

/** Glorot and Bengio 2010: normal. */
export function xavierNormal_(tensor: Tensor, { gain = 1, generator }: XavierOptions = {}): Tensor {
  return normal_(tensor, { std: xavierStd(tensor, gain), generator });
}

/** Saxe et al. 2013: rows (or columns, if there are fewer) orthogonal to each other, all dimensions but the first as one. */
export function orthogonal_(tensor: Tensor, { gain = 1, generator }: XavierOptions = {}): Tensor {
  const { dim, numel } = tensor;
  if (dim < 2) throw new TorchError("shape", `only matrices can be orthogonal, got [${tensor.shape}]`);
  if (numel === 0) return tensor;
  return fill(tensor, () => {
    const rows = tensor.size(0);
    const columns = numel / rows;
    const random = tensor.newEmpty([rows, columns]).normal_(0, 1, { generator });
    const [q, r] = linalgQr(rows < columns ? random.t_() : random);
    // Signs that make the distribution uniform over the orthogonal matrices (Mezzadri 2007).
    q.mul_(r.diag().sign());
    tensor.copy_((rows < columns ? q.t_() : q).viewAs(tensor)).mul_(gain);
  });
}
