// Convolutions' own kernels against aten in float64. The whole file runs for each instruction set that this CPU has.

import assert from "node:assert/strict";
import {
  autocast,
  checkpoint,
  conv2d,
  conv3d,
  type DType,
  engineReport,
  grad,
  noGrad,
  operator,
  randn,
  scope,
  setThreads,
  slice,
  type Tensor,
  zeros,
} from "../src/index.js";
import { type DepthwiseRelu6Options, depthwiseRelu6 } from "../src/kernels.js";
import { check, repeatBelowOwnLevel, throws } from "./kernel-levels.js";
import {
  assertClose,
  assertSameBits,
  checkDepthwiseRelu6,
  checkSecondGradients,
  depthwiseRelu6ByAten,
  FLOATS,
  random,
} from "./kernel-oracle.js";

setThreads(1);

// ---- the gradient of a convolution's weight ----------------------------------------------------------------------------
/** Of shape, input and output channels, kernel and padding: channels that are no multiple of a tile, and kernels that overhang. */
const CONVOLUTIONS: readonly (readonly [
  size: number[],
  ci: number,
  co: number,
  kernel: number[],
  padding: number[],
])[] = [
  [[2, 5, 6, 7], 7, 18, [3, 3, 3], [1, 1, 1]],
  [[1, 4, 5, 3], 1, 2, [3, 3, 3], [1, 1, 1]],
  [[1, 6, 5, 9], 13, 16, [1, 3, 5], [0, 2, 1]],
  [[3, 2, 2, 1], 6, 33, [3, 3, 3], [1, 1, 1]],
  [[2, 4, 4, 4], 4, 5, [2, 3, 4], [1, 0, 3]],
  [[1, 2, 5, 35], 9, 18, [3, 3, 3], [1, 1, 1]],
  [[2, 40, 17], 24, 24, [3, 3], [1, 1]],
  [[3, 9, 33], 24, 24, [3, 3], [1, 1]],
  [[1, 3, 4], 3, 1, [5, 5], [4, 2]],
  [[3, 9, 33], 16, 40, [1, 1], [0, 0]],
  [[2, 4, 5, 6], 7, 3, [1, 1, 1], [0, 0, 0]],
  [[2, 5, 6], 5, 9, [1, 1], [1, 0]],
];

const weightGradient = operator("mandn::conv_weight_gradient");

check("a convolution's weight gets aten's gradient in float64, and so do its input and bias", () => {
  for (const [[n, ...space], ci, co, kernel, padding] of CONVOLUTIONS) {
    const memoryFormat = kernel.length === 3 ? "channels_last_3d" : "channels_last";
    const x = random([n as number, ci, ...space], "float32", memoryFormat);
    const weight = randn([co, ci, ...kernel])
      .contiguous({ memoryFormat })
      .requiresGrad_();
    const bias = randn([co]).requiresGrad_();
    const convolve = (inputs: readonly Tensor[]) => {
      const [a, w, b] = inputs as [Tensor, Tensor, Tensor];
      return kernel.length === 3 ? conv3d(a, w, b, 1, padding) : conv2d(a, w, b, 1, padding);
    };
    const what = `[${[n, ci, ...space]}] → ${co}, kernel [${kernel}], padding [${padding}]`;
    const inputs = [x, weight, bias];
    const precise = inputs.map((t) => t.detach().to("float64").contiguous().requiresGrad_());
    const y = convolve(inputs);
    const dy = randn(y.shape).contiguous({ memoryFormat });
    const expected = grad([convolve(precise)], precise, { gradOutputs: [dy.to("float64")] }) as Tensor[];
    const found = grad([y], inputs, { gradOutputs: [dy] }) as Tensor[];
    for (const [i, gradient] of found.entries()) assertClose(gradient, expected[i] as Tensor, `${what}: gradient ${i}`);
    const direct = weightGradient.callTensor(x.detach(), dy, kernel, padding);
    assertClose(direct, expected[1] as Tensor, `${what}: operator`);
    const isMatrixProduct = kernel.every((extent) => extent === 1);
    const isServed = engineReport().capability === "AVX2" && !isMatrixProduct && (y.shape.at(-1) as number) >= 32;
    if (isServed) assertSameBits(found[1] as Tensor, direct, `${what}: by the operator`);
    setThreads(2);
    assertSameBits(weightGradient.callTensor(x.detach(), dy, kernel, padding), direct, `${what}: on two threads`);
    setThreads(1);
  }
});

check("a convolution's gradient can itself be differentiated", () => {
  const x = random([1, 3, 3, 4, 3], "float32", "channels_last_3d");
  const weight = randn([2, 3, 3, 3, 3]).requiresGrad_();
  const second = (inputs: readonly [Tensor, Tensor]) => {
    const [dw] = grad(
      [
        conv3d(...inputs, undefined, 1, 1)
          .square()
          .sum(),
      ],
      [inputs[1]],
      { createGraph: true },
    ) as [Tensor];
    return grad([dw.square().sum()], [...inputs]) as Tensor[];
  };
  const found = second([x, weight]);
  const expected = second([
    x.detach().to("float64").contiguous().requiresGrad_(),
    weight.detach().to("float64").requiresGrad_(),
  ]);
  for (const [i, gradient] of found.entries()) assertClose(gradient, expected[i] as Tensor, `second gradient ${i}`);
});

check("shapes that do not belong together are refused", () => {
  const x = zeros([1, 2, 4, 4, 4]);
  assert.throws(() => weightGradient.callTensor(x, zeros([1, 3, 4, 4, 5]), [3, 3, 3], [1, 1, 1]), /is not of x/);
  assert.throws(() => weightGradient.callTensor(x, zeros([1, 3, 4, 4]), [3, 3], [1, 1]), /do not belong together/);
});

// ---- ReLU6 of a depthwise convolution ----------------------------------------------------------------------------------
const KERNELS = [3, 5] as const;

/** All that a kernel's size allows. */
function depthwiseOptions(kernel: number): DepthwiseRelu6Options[] {
  const half = (kernel - 1) / 2;
  return [
    { stride: 1, padding: half },
    { stride: 2, padding: half - 1 },
    { stride: 2, padding: half },
  ].flatMap((options) => [options, { ...options, activateInput: true }]) as DepthwiseRelu6Options[];
}

/** Values on both sides of both kinks. */
function depthwiseInputs(
  shape: readonly number[],
  kernel: number,
  dtype: DType = "float32",
  memoryFormat: "channels_last" | "contiguous" = "channels_last",
): [Tensor, Tensor, Tensor] {
  const channels = shape[1] as number;
  const x = noGrad(() => random(shape, dtype, memoryFormat).mul_(4)).requiresGrad_();
  return [x, randn([channels, 1, kernel, kernel]).requiresGrad_(), randn([channels]).mul(3).detach().requiresGrad_()];
}

check("a depthwise convolution under ReLU6 and its gradients are aten's", () => {
  for (const dtype of FLOATS) {
    for (const shape of [
      [2, 5, 6, 8],
      [1, 17, 1, 1],
      [2, 3, 2, 5],
      [3, 32, 9, 7],
      [2, 96, 16, 12],
      [1, 1, 12, 1],
      [1, 19, 3, 4],
      [1, 33, 7, 18],
    ]) {
      for (const kernel of KERNELS) {
        for (const options of depthwiseOptions(kernel)) {
          const what = `[${shape}], kernel ${kernel}, ${JSON.stringify(options)}, ${dtype}`;
          scope(() => checkDepthwiseRelu6(depthwiseInputs(shape, kernel, dtype), options, what));
        }
      }
    }
  }
  for (const kernel of KERNELS) {
    const options = { stride: 2, padding: kernel === 3 ? 0 : 1, activateInput: true } as const;
    const plain = depthwiseInputs([2, 5, 6, 8], kernel, "float32", "contiguous");
    checkDepthwiseRelu6(plain, options, `contiguous, kernel ${kernel}`, { fused: false });
    const [x, weight, bias] = depthwiseInputs([2, 5, 12, 8], kernel);
    const everyOther = x
      .detach()
      .index(slice(), slice(), slice(undefined, undefined, 2))
      .requiresGrad_();
    checkDepthwiseRelu6([everyOther, weight, bias], options, `every other row, kernel ${kernel}`);
  }
});

check(
  "a depthwise convolution gives the same bits with any number of threads, checkpointed and without gradients",
  () => {
    for (const kernel of KERNELS) {
      const inputs = depthwiseInputs([5, 40, 33, 31], kernel);
      const block = () => depthwiseRelu6(...inputs, { activateInput: true });
      const y = block();
      const wanted = grad([y.square().sum()], inputs) as Tensor[];
      assertSameBits(
        noGrad(() => block()),
        y.detach(),
        `kernel ${kernel}, without gradients`,
      );
      const asked = grad([block().square().sum()], [inputs[1]]) as Tensor[];
      assertSameBits(asked[0] as Tensor, wanted[1] as Tensor, `kernel ${kernel}, asked for alone`);
      setThreads(2);
      assertSameBits(block().detach(), y.detach(), `kernel ${kernel}, on two threads`);
      const others = [grad([block().square().sum()], inputs), grad([checkpoint(block).square().sum()], inputs)];
      setThreads(1);
      for (const found of others)
        found.forEach((gradient, i) => {
          assert.ok(gradient);
          assertSameBits(gradient, wanted[i] as Tensor, `kernel ${kernel}, input ${i}`);
        });
    }
  },
);

check("gradients of a depthwise convolution's gradients are aten's", () => {
  for (const kernel of KERNELS) {
    for (const options of depthwiseOptions(kernel)) {
      const inputs = depthwiseInputs([2, 3, 4, 6], kernel);
      checkSecondGradients(
        (x, w, b) => depthwiseRelu6(x as Tensor, w as Tensor, b as Tensor, options),
        (x, w, b) => depthwiseRelu6ByAten([x as Tensor, w as Tensor, b as Tensor], options),
        inputs,
      );
    }
  }
});

check("a depthwise convolution computes in autocast's precision, on both roads", () => {
  for (const memoryFormat of ["channels_last", "contiguous"] as const) {
    const inputs = depthwiseInputs([2, 8, 6, 6], 5, "float32", memoryFormat);
    const y = autocast({ dtype: "bfloat16" }, () => depthwiseRelu6(...inputs));
    assert.equal(y.dtype, "bfloat16");
    const gradients = grad([y.sum()], inputs) as Tensor[];
    assert.deepEqual(
      gradients.map(({ dtype }) => dtype),
      ["float32", "float32", "float32"],
    );
    const [x, weight, bias] = inputs;
    const rounded = x.detach().to("bfloat16").to("float32");
    const error = y
      .detach()
      .to("float32")
      .sub(depthwiseRelu6ByAten([rounded, weight, bias], {}));
    assert.ok(error.detach().abs().max().itemNumber() < 0.1, memoryFormat);
  }
});

check("a depthwise convolution refuses what does not belong together", () => {
  const [x, weight, bias] = depthwiseInputs([2, 4, 6, 6], 3);
  const large = zeros([4, 1, 5, 5]);
  throws("value", "stride 1 and padding 0", () => depthwiseRelu6(x, weight, bias, { padding: 0 }));
  throws("value", "stride 2 and padding 2", () => depthwiseRelu6(x, weight, bias, { stride: 2, padding: 2 }));
  throws("value", "stride 1 with padding 2, or", () => depthwiseRelu6(x, large, bias, { padding: 1 }));
  throws("value", "padding 1 or 2, got", () => depthwiseRelu6(x, large, bias, { stride: 2, padding: 0 }));
  assert.throws(() => depthwiseRelu6(x, zeros([4, 1, 7, 7]), bias), /weight \[C, 1, 3, 3\] or \[C, 1, 5, 5\]/);
  assert.throws(() => depthwiseRelu6(x, zeros([4, 1, 3, 5]), bias), /expected x/);
  assert.throws(() => depthwiseRelu6(x, zeros([5, 1, 3, 3]), bias), /expected x \[N, C, H, W\]/);
  assert.throws(() => depthwiseRelu6(x, weight, zeros([3])), /and \[3\]/);
  assert.throws(() => depthwiseRelu6(zeros([4, 6, 6]), weight, bias), /expected x/);
  assert.deepEqual(depthwiseRelu6(zeros([0, 4, 6, 6]), weight, bias, { stride: 2 }).shape, [0, 4, 3, 3]);
});

repeatBelowOwnLevel(import.meta.url);
