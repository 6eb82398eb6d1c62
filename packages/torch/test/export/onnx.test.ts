// ONNX files of layers and operators, run by onnxruntime: the numbers are ours, at the traced size and at others.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { writeOnnx } from "../../src/export/index.js";
import {
  assertNoLeaks,
  cat,
  manualSeed,
  nn,
  noGrad,
  randn,
  roll,
  scaledDotProductAttention,
  scope,
  slice,
  type Tensor,
  TorchError,
  tensor,
} from "../../src/index.js";
import { depthwiseRelu6, groupNormRelu, instanceNormRelu, upsample2xCat } from "../../src/kernels.js";
import { runOnnx } from "./runtime.js";

const folder = mkdtempSync(join(tmpdir(), "mandn-onnx-"));
after(() => rmSync(folder, { recursive: true }));

interface Case {
  readonly body: (x: Tensor) => Tensor;
  readonly shape: readonly number[];
  readonly multiples?: readonly number[];
  /** Axes that must come out as free. */
  readonly free: readonly number[];
  readonly other?: readonly number[];
  readonly names?: Readonly<Record<string, Tensor>>;
}

const volume = [1, 4, 8, 8, 8];
const image = [2, 4, 8, 8];
const weights = (...shape: number[]) => {
  const made = randn(shape);
  return made;
};

function cases(): Record<string, Case> {
  const all = [0, 2, 3, 4];
  const other = [2, 4, 12, 10, 6];
  const flat = { shape: image, free: [0, 2, 3], other: [1, 4, 14, 10] };
  const solid = { shape: volume, free: all, other };
  const conv = new nn.Conv3d(4, 5, 3, { stride: 2, padding: 1 });
  const up = new nn.ConvTranspose3d(4, 3, 2, { stride: 2 });
  const skip = weights(1, 3, 16, 16, 16);
  const flatSkip = weights(2, 3, 16, 16);
  const same = new nn.Conv2d(4, 4, 3, { padding: "same", dilation: 2, groups: 2 });
  const reflected = new nn.Conv2d(4, 3, 3, { padding: 1, paddingMode: "reflect" });
  const group = new nn.GroupNorm(2, 4);
  const batch = new nn.BatchNorm3d(4).eval();
  const linear = new nn.Linear(4, 6);
  const layer = new nn.LayerNorm(4);
  const depthwise = [weights(4, 1, 3, 3), weights(4)] as const;
  const depthwise5 = [weights(4, 1, 5, 5), weights(4)] as const;
  const [scale, shift] = [weights(4), weights(4)];
  return {
    convolution: { ...solid, body: (x) => conv.forward(x), multiples: [1, 1, 2, 2, 2], names: conv.stateDict() },
    "transposed convolution": { ...solid, body: (x) => up.forward(x) },
    "convolution with padding same, dilation and groups": { ...flat, body: (x) => same.forward(x) },
    "convolution with reflected padding": { ...flat, body: (x) => reflected.forward(x) },
    "batch norm": { ...solid, body: (x) => batch.forward(x) },
    "group norm": { ...flat, body: (x) => group.forward(x) },
    "instance norm and leaky ReLU": {
      ...solid,
      body: (x) => instanceNormRelu(x, { weight: scale, bias: shift, negativeSlope: 0.1 }),
    },
    "group norm and leaky ReLU": {
      ...flat,
      body: (x) => groupNormRelu(x, 2, { weight: scale, bias: shift, negativeSlope: 0.1 }),
    },
    "upsampling beside a skip": { shape: volume, free: [], body: (x) => upsample2xCat(x, skip) },
    "upsampling of images beside a skip": { shape: image, free: [], body: (x) => upsample2xCat(x, flatSkip, false) },
    "depthwise convolution, even": {
      ...flat,
      multiples: [1, 1, 2, 2],
      body: (x) => depthwiseRelu6(x, ...depthwise, { stride: 2, padding: 0, activateInput: true }),
    },
    "depthwise convolution, stride 1": { ...flat, body: (x) => depthwiseRelu6(x, ...depthwise) },
    "depthwise convolution of 5², even": {
      ...flat,
      multiples: [1, 1, 2, 2],
      body: (x) => depthwiseRelu6(x, ...depthwise5, { stride: 2, padding: 1 }),
    },
    "depthwise convolution of 5², stride 2": {
      ...flat,
      multiples: [1, 1, 2, 2],
      body: (x) => depthwiseRelu6(x, ...depthwise5, { stride: 2, activateInput: true }),
    },
    "depthwise convolution of 5², stride 1": { ...flat, body: (x) => depthwiseRelu6(x, ...depthwise5) },
    "tokens and attention": {
      ...flat,
      body: (x) => {
        const tokens = layer.forward(x.flatten(2).transpose(1, 2)); // [N, H · W, 4]
        const heads = linear.forward(tokens).unflatten(-1, [3, 2, 1]).permute([2, 0, 3, 1, 4]);
        const [q, k, v] = heads.unbind(0) as [Tensor, Tensor, Tensor];
        return scaledDotProductAttention(q, k, v).transpose(1, 2).flatten(2);
      },
    },
    "bilinear to a size": {
      ...flat,
      body: (x) =>
        nn.functional.interpolate(x, { size: x.shape.slice(2).map((size) => 3 * size), mode: "bilinear" }).gelu(),
    },
    "trilinear with aligned corners": {
      ...solid,
      body: (x) => nn.functional.interpolate(x, { scaleFactor: 2, mode: "trilinear", alignCorners: true }),
    },
    "nearest and bicubic": {
      ...flat,
      body: (x) => {
        const options = { scaleFactor: 2 } as const;
        const [a, b] = [
          nn.functional.interpolate(x, options),
          nn.functional.interpolate(x, { ...options, mode: "bicubic" }),
        ];
        return a.add(b);
      },
    },
    "mean over whole windows": {
      ...flat,
      multiples: [1, 1, 2, 2],
      body: (x) => nn.functional.interpolate(x, { size: x.shape.slice(2).map((size) => size / 2), mode: "area" }),
    },
    pooling: {
      ...solid,
      multiples: [1, 1, 2, 2, 2],
      body: (x) => cat([nn.functional.maxPool3d(x, 2), nn.functional.avgPool3d(x, 2)], 1),
    },
    "parts of tensors, changed in place": {
      ...flat,
      body: (x) => {
        const [a, b] = x.clone().chunk(2, 1) as [Tensor, Tensor];
        const every = cat([a.clone().relu_(), b], 1).index("...", slice(0, undefined, 2), slice());
        return every.mul(2).sub_(0.5).clamp(-1, 1).sigmoid();
      },
      multiples: [1, 1, 2, 1],
    },
    "what runs out at one end comes in at the other": {
      ...flat,
      multiples: [1, 1, 4, 4],
      body: (x) => roll(x, [-3, 2], [2, 3]),
    },
    "a constant of the width that it was made with": {
      shape: [1, 4, 6, 6],
      free: [0, 2],
      other: [4, 4, 9, 6],
      body: (x) => x.add(tensor(Array.from({ length: x.size(3) }, (_, i) => i))),
    },
  };
}

describe("ONNX files compute what our operators do", () => {
  manualSeed(1);
  const list = cases();
  for (const [name, { body, shape, multiples, free, other, names }] of Object.entries(list)) {
    test(name, async () => {
      const path = join(folder, "case.onnx");
      const axes = { 0: "n", ...Object.fromEntries(shape.slice(2).map((_, i) => [i + 2, "xyz"[i] as string])) };
      const facts = writeOnnx(path, body, { shape, multiples, axes, names, producer: "test" });
      const found = facts.inputShape.flatMap((length, axis) => (typeof length === "string" ? [axis] : []));
      assert.deepEqual(found, free);
      for (const size of [shape, ...(other === undefined ? [] : [other])]) {
        const x = randn(size);
        const wanted = noGrad(() => body(x));
        const got = await runOnnx(path, x);
        assert.deepEqual(got.shape, wanted.shape);
        const largest = wanted.abs().max().itemNumber();
        const off = got.sub(wanted).abs().max().itemNumber();
        assert.ok(off <= 1e-5 * largest, `${off} of ${largest} at [${size}]`);
      }
    });
  }

  test("a table of all pairs that is the same for every input is made where it is needed, and is not in the file", async () => {
    const regions = tensor(Array.from({ length: 300 }, (_, i) => i % 3));
    const path = join(folder, "pairs.onnx");
    const body = (x: Tensor) => {
      const isApart = regions.unsqueeze(0).ne(regions.unsqueeze(1));
      return x.add(isApart.to(x.dtype).mul_(-100));
    };
    writeOnnx(path, body, { shape: [2, 300, 300], producer: "test" });
    assert.ok(statSync(path).size < 10_000, `${statSync(path).size} bytes for 90,000 pairs`);
    const x = randn([2, 300, 300]);
    assert.ok((await runOnnx(path, x)).equal(body(x)));
  });

  test("weights have the names of the state dict, and no tensor is left", async () => {
    const conv = new nn.Conv3d(4, 2, 3);
    const path = join(folder, "names.onnx");
    await assertNoLeaks(() => {
      scope(() =>
        writeOnnx(path, (x) => conv.forward(x), { shape: volume, names: conv.stateDict(), producer: "test" }),
      );
    });
    const { readFileSync } = await import("node:fs");
    const text = readFileSync(path).toString("latin1");
    for (const name of ["weight", "bias"]) assert.ok(text.includes(name), name);
    conv.dispose();
  });
});

describe("what cannot be written is refused, and no file is left", () => {
  const refused = (body: (x: Tensor) => Tensor, pattern: RegExp) => {
    const path = join(folder, "refused.onnx");
    const isRefusal = (error: unknown) =>
      error instanceof TorchError && error.code === "not-implemented" && pattern.test(error.message);
    assert.throws(() => writeOnnx(path, body, { shape: image, producer: "test" }), isRefusal);
    assert.ok(!existsSync(path));
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith("refused")),
      [],
    );
  };

  test("an operator without a counterpart, by name", () => refused((x) => x.fftFft().real(), /aten::\w+/));
  test("a decision by a tensor's value", () =>
    refused((x) => (x.sum().itemNumber() > 0 ? x : x.neg()), /reads a tensor's value/));
  test("a value that JavaScript read on its own", () =>
    refused((x) => x.add(Math.max(...Array.from(x.toTypedArray(), Number))), /depends on its input's values/));
  test("chance", () => refused((x) => nn.functional.dropout(x, 0.5, true), /chance|drops values/));
  test("a view that is read after its base was changed in place", () =>
    refused((x) => {
      const y = x.mul(2);
      const view = y.flatten();
      y.relu_();
      return view.add(1);
    }, /clone\(\)/));
});
