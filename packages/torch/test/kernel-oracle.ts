// The fused operators, the same composed of aten's operators, and the comparison of both.

import assert from "node:assert/strict";
import {
  cat,
  conv2d,
  type DType,
  empty,
  grad,
  groupNorm,
  instanceNorm,
  leakyRelu,
  type MemoryFormat,
  operator,
  pad,
  randn,
  scope,
  type Tensor,
  upsampleBilinear2d,
  upsampleTrilinear3d,
  zeros,
} from "../src/index.js";
import { type DepthwiseRelu6Options, depthwiseRelu6 } from "../src/kernels.js";

const instanceNormAct = operator("mandn::instance_norm_act");
const groupNormAct = operator("mandn::group_norm_act");
const upsample2xCat = operator("mandn::upsample2x_cat");

export const FLOATS: readonly DType[] = ["float32", "bfloat16"];

/** Relative to the largest magnitude. */
const FLOAT32_TOLERANCE = 1e-5;
/** Relative to each value: half the step between two bfloat16 numbers, doubled at powers of two. */
const BFLOAT16_ROUNDING = 2 ** -8;

export type Affine = readonly [weight: Tensor | undefined, bias: Tensor | undefined];

/** Instance norm, or group norm where groups are given, and leaky ReLU. */
export function normAct(x: Tensor, [weight, bias]: Affine, slope: number, eps = 1e-5, groups?: number): Tensor {
  if (groups !== undefined) return groupNormAct.callTensor(x, groups, weight, bias, eps, slope);
  return instanceNormAct.callTensor(x, weight, bias, eps, slope);
}

export function upsampleCat(x: Tensor, skip: Tensor, skipFirst = true): Tensor {
  return upsample2xCat.callTensor(x, skip, skipFirst);
}

export function normActByAten(x: Tensor, [weight, bias]: Affine, slope: number, eps = 1e-5, groups?: number): Tensor {
  const y =
    groups === undefined
      ? instanceNorm(x, weight, bias, undefined, undefined, true, 0, eps, false)
      : groupNorm(x, groups, weight, bias, eps);
  return slope === 1 ? y : slope === 0 ? y.relu() : leakyRelu(y, slope);
}

export function upsampleCatByAten(x: Tensor, skip: Tensor, skipFirst = true): Tensor {
  const up = (x.dim === 5 ? upsampleTrilinear3d : upsampleBilinear2d)(x, skip.shape.slice(2), false);
  return cat(skipFirst ? [skip, up] : [up, skip], 1);
}

type DepthwiseInputs = readonly [x: Tensor, weight: Tensor, bias: Tensor];

/** {@link depthwiseRelu6} without its last activation, composed of aten's operators. */
function depthwiseByAten([x, weight, bias]: DepthwiseInputs, options: DepthwiseRelu6Options): Tensor {
  const kernel = weight.size(-1);
  const { stride = 1, padding: before = (kernel - 1) / 2, activateInput = false } = options;
  const a = activateInput ? x.relu6() : x;
  const [bottom, right] = a.shape.slice(2).map((size) => {
    const last = (Math.ceil(size / stride) - 1) * stride - before; // where the last window begins
    return last + kernel - size;
  }) as [number, number];
  return conv2d(pad(a, [before, right, before, bottom]), weight, bias, stride, 0, 1, a.size(1));
}

export function depthwiseRelu6ByAten(inputs: DepthwiseInputs, options: DepthwiseRelu6Options): Tensor {
  return depthwiseByAten(inputs, options).relu6();
}

/** Random values that want a gradient, strided as the format says even where one channel or voxel leaves that open. */
export function random(
  shape: readonly number[],
  dtype: DType = "float32",
  memoryFormat: MemoryFormat = shape.length === 5 ? "channels_last_3d" : "channels_last",
): Tensor {
  return empty(shape, { dtype, memoryFormat }).copy_(randn(shape)).requiresGrad_();
}

/** Random weight and bias. */
export function affine(channels: number, dtype: DType = "float32"): [Tensor, Tensor] {
  const vector = () => randn([channels]).to(dtype).requiresGrad_();
  return [vector(), vector()];
}

/** Copies in float64 and the ordinary layout: what the oracle computes from. */
function inDouble<T extends Tensor | undefined>(x: T): T {
  return x?.detach().to({ dtype: "float64", memoryFormat: "contiguous", copy: true }).requiresGrad_() as T;
}

/** Whether one of the fused kernels, and not aten, made a tensor that has a graph. */
export function isFused(y: Tensor): boolean {
  return /NormAct|UpsampleCat|DepthwiseRelu6/.test(y.gradFunction ?? "");
}

/**
 * Every value within 1e-5 of the largest magnitude and, in bfloat16, one rounding of its own; `magnitude` is that of the
 * terms of a sum that may cancel.
 */
export function assertClose(found: Tensor, expected: Tensor, what: string, magnitude = 0): void {
  assert.deepEqual(found.shape, expected.shape, what);
  scope(() => {
    const wanted = expected.detach().to("float64");
    const largest = Math.max(magnitude, wanted.abs().max().itemNumber());
    const rounding = found.dtype === "bfloat16" ? BFLOAT16_ROUNDING : 0;
    const allowed = wanted
      .abs()
      .mul(rounding)
      .add(FLOAT32_TOLERANCE * largest);
    const error = found.detach().to("float64").sub(wanted).abs();
    assert.ok(error.le(allowed).all().item(), `${what}: error ${error.max().item()}, largest value ${largest}`);
  });
}

export function assertSameBits(a: Tensor, b: Tensor, what: string): void {
  assert.deepEqual([a.dtype, a.shape], [b.dtype, b.shape], what);
  assert.ok(a.equal(b), `${what}: not the same bits`);
}

/** Compares value and gradients of the fused norm with aten's in float64. */
export function checkNormAct(
  x: Tensor,
  [weight, bias]: Affine,
  slope: number,
  what: string,
  { eps = 1e-5, fused = true, groups }: { eps?: number; fused?: boolean; groups?: number } = {},
): void {
  scope(() => {
    const [x64, weight64, bias64] = [inDouble(x), inDouble(weight), inDouble(bias)];
    const expected = normActByAten(x64, [weight64, bias64], slope, eps, groups);
    const y = normAct(x, [weight, bias], slope, eps, groups);
    assert.equal(y.dtype, x.dtype, what);
    assert.equal(isFused(y), fused, `${what}: made by ${y.gradFunction}`);
    if (fused) assert.equal(y.strides[1], 1, `${what}: not channels last`);
    assertClose(y, expected, what);

    // At the kink of the activation the last bit decides: no gradient there.
    const atKink = normActByAten(x64, [weight64, bias64], 1, eps, groups).abs().lt(1e-4);
    const dy = randn(y.shape).maskedFill(atKink, 0).to(y.dtype);
    const inputs = [x, weight, bias].filter((t) => t !== undefined);
    const found = grad([y], inputs, { gradOutputs: [dy] });
    const wanted = grad(
      [expected],
      [x64, weight64, bias64].filter((t) => t !== undefined),
      { gradOutputs: [dy.to("float64")] },
    );
    const variance = x64
      .reshape([x.size(0), groups ?? x.size(1), -1])
      .var([2], { correction: 0 })
      .min()
      .itemNumber();
    const gain = (weight64?.abs().max().itemNumber() ?? 1) / Math.sqrt(variance + eps);
    const largestDy = dy.abs().max().itemNumber();
    inputs.forEach((input, i) => {
      const [a, b] = [found[i], wanted[i]];
      assert.ok(a && b);
      assert.equal(a.dtype, input.dtype, `${what}: gradient ${i}`);
      assertClose(a, b, `${what}: gradient ${i}`, i === 0 ? largestDy * gain : largestDy);
    });
  });
}

/** Compares value and gradients of fused upsampling with aten's in float64. */
export function checkUpsampleCat(
  x: Tensor,
  skip: Tensor,
  skipFirst: boolean,
  what: string,
  { fused = true } = {},
): void {
  scope(() => {
    const [x64, skip64] = [inDouble(x), inDouble(skip)];
    const expected = upsampleCatByAten(x64, skip64, skipFirst);
    const y = upsampleCat(x, skip, skipFirst);
    assert.equal(y.dtype, x.dtype === skip.dtype ? x.dtype : "float32", what);
    assert.equal(isFused(y), fused, `${what}: made by ${y.gradFunction}`);
    assertClose(y, expected, what);
    const dy = randn(y.shape).to(y.dtype);
    const found = grad([y], [x, skip], { gradOutputs: [dy] });
    const wanted = grad([expected], [x64, skip64], { gradOutputs: [dy.to("float64")] });
    found.forEach((a, i) => {
      const b = wanted[i];
      assert.ok(a && b);
      assertClose(a, b, `${what}: gradient ${i}`);
    });
  });
}

/** Compares value and gradients of the fused depthwise convolution with aten's in float64. */
export function checkDepthwiseRelu6(
  inputs: DepthwiseInputs,
  options: DepthwiseRelu6Options,
  what: string,
  { fused = true } = {},
): void {
  scope(() => {
    const [x] = inputs;
    const precise = inputs.map(inDouble) as [Tensor, Tensor, Tensor];
    const inner = depthwiseByAten(precise, options);
    const y = depthwiseRelu6(...inputs, options);
    assert.equal(y.dtype, x.dtype, what);
    assert.equal(isFused(y), fused, `${what}: made by ${y.gradFunction}`);
    assertClose(y, inner.relu6(), what);

    // At the kinks of the activation the last bit decides: no gradient there.
    const near = (kink: number) =>
      inner
        .sub(kink)
        .abs()
        .lt(x.dtype === "bfloat16" ? 0.05 : 1e-4);
    const dy = randn(y.shape)
      .maskedFill(near(0).logicalOr(near(6)), 0)
      .to(y.dtype);
    const found = grad([y], inputs, { gradOutputs: [dy] });
    const wanted = grad([inner.relu6()], precise, { gradOutputs: [dy.to("float64")] });
    found.forEach((a, i) => {
      const b = wanted[i];
      assert.ok(a && b);
      assert.equal(a.dtype, inputs[i]?.dtype, `${what}: gradient ${i}`);
      assertClose(a, b, `${what}: gradient ${i}`, 1);
    });
  });
}

/** Compares the gradients of a fused operator's gradients with those of aten's in float64. */
export function checkSecondGradients(
  fused: (...inputs: Tensor[]) => Tensor,
  aten: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
): void {
  const second = (call: (...inputs: Tensor[]) => Tensor, given: readonly Tensor[]) => {
    const value = call(...given);
    const first = grad([value.pow(3).sum()], given, { createGraph: true });
    const total = cat(first.map((g) => (g ?? zeros([1])).square().sum().reshape([1]))).sum();
    return grad([total], given);
  };
  const wanted = second(
    aten,
    inputs.map((t) => t.detach().to("float64").requiresGrad_()),
  );
  second(fused, inputs).forEach((gradient, i) => {
    assert.ok(gradient && wanted[i]);
    assertClose(gradient, wanted[i], `input ${i}`);
  });
}
