import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertNoLeaks,
  manualSeed,
  nn,
  scaledDotProductAttention,
  scope,
  type Tensor,
  tensor,
} from "../../src/index.js";
import { assertSame, construct, cotangent, difference, golden, type LayerCase, unpack } from "../golden.js";

// Layers that PyTorch has and we have not: their operators are functions.
const notOurs = new Set(
  "AlphaDropout SELU CELU Mish Hardsigmoid Hardtanh LogSigmoid Softsign AdaptiveMaxPool2d AdaptiveMaxPool3d ZeroPad2d ReflectionPad3d ReplicationPad3d NLLLoss SmoothL1Loss HuberLoss".split(
    " ",
  ),
);
// Convolutions and matrix products: their libraries choose the order of sums by the CPU's caches too.
const toRounding = /^(Conv|Linear)/;
// Weights of losses are tensors, which the fixture writes as arrays.
const tensorOptions = new Set(["weight", "pos_weight"]);

function run(layerCase: LayerCase): void {
  const kwargs = Object.fromEntries(
    Object.entries(layerCase.kwargs).map(([key, value]) => [
      key,
      tensorOptions.has(key) ? tensor(value as number[]) : value,
    ]),
  );
  const layer = construct(layerCase.class, { args: layerCase.args, kwargs });
  assert.ok(layer, `there is no layer ${layerCase.class}`);
  assert.deepEqual(Object.keys(layer.stateDict()), Object.keys(layerCase.state));
  layer.loadStateDict(Object.fromEntries(Object.entries(layerCase.state).map(([key, value]) => [key, unpack(value)])));
  layer.train(layerCase.mode === "train");
  if (layerCase.seed !== null) manualSeed(layerCase.seed);
  const [first, ...others] = layerCase.inputs.map(unpack) as [Tensor, ...Tensor[]];
  if (first.isFloatingPoint()) first.requiresGrad_();
  const output = layer.forward(first.isFloatingPoint() ? first.clone() : first, ...others);
  const tolerance = toRounding.test(layerCase.class) ? 1e-6 : undefined;
  assertSame(output, layerCase.output, "output", tolerance);
  output.mul(cotangent(output)).sum().backward();
  const leaves = new Map<string, Tensor>(layer.namedParameters()).set("input", first);
  for (const [name, expected] of Object.entries(layerCase.gradients)) {
    const gradient = leaves.get(name)?.grad;
    assert.ok(gradient, `no gradient of ${name}`);
    assertSame(gradient, expected, `gradient of ${name}`, tolerance);
  }
  const buffers = new Map(layer.namedBuffers());
  assert.deepEqual([...buffers.keys()], Object.keys(layerCase.buffers));
  for (const [name, expected] of Object.entries(layerCase.buffers))
    assertSame(buffers.get(name) as Tensor, expected, name);
  layer.dispose();
}

describe("layers give PyTorch's output, gradients and buffers, and leave no tensors", () => {
  for (const layerCase of golden.layers.filter((c) => !notOurs.has(c.class))) {
    const { args, kwargs, mode, inputs } = layerCase;
    const written = JSON.stringify([...args, kwargs]).slice(1, -1);
    test(`${layerCase.class}(${written}) of [${inputs[0]?.shape}], ${mode}`, () =>
      assertNoLeaks(() => scope(() => run(layerCase))));
  }
});

describe("scaledDotProductAttention gives PyTorch's output and gradients", () => {
  for (const [i, { inputs, mask, causal, output, gradients }] of golden.attention.entries()) {
    test(`case ${i}: ${mask?.dtype ?? "no"} mask${causal ? ", causal" : ""}`, () =>
      scope(() => {
        const leaves = inputs.map((input) => unpack(input).requiresGrad_()) as [Tensor, Tensor, Tensor];
        const result = scaledDotProductAttention(...leaves, {
          attnMask: mask ? unpack(mask) : undefined,
          isCausal: causal,
        });
        assertSame(result, output, "output", 1e-6);
        result.mul(cotangent(result)).sum().backward();
        for (const [k, expected] of gradients.entries())
          assert.ok(difference(leaves[k]?.grad as Tensor, expected) < 1e-6);
      }));
  }
});

test("every layer of the fixture is either ours or listed as not ours", () => {
  for (const { class: name } of golden.layers) assert.equal(name in nn, !notOurs.has(name), name);
});
