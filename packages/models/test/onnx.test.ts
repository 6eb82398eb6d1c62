// Every registered network as an ONNX file: onnxruntime's logits are ours at two sizes, and the file is no larger than its weights need.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { fromTypedArray, manualSeed, type nn, noGrad, randn, type Tensor } from "@mandn/torch";
import { writeOnnx } from "@mandn/torch/export";
import * as ort from "onnxruntime-web";
import { createNetwork2d, createNetwork3d, networks2d, networks3d, SliceModel } from "../src/index.js";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

const folder = mkdtempSync(join(tmpdir(), "mandn-networks-onnx-"));
after(() => rmSync(folder, { recursive: true }));

/** Small ones of every kind; `free`: whether the sizes of the input may vary. */
const cases: readonly { readonly name: string; readonly options: object; readonly free: boolean }[] = [
  { name: "unet3d", options: { width: 4, levels: 3 }, free: true },
  { name: "unet3d", options: { width: 4, levels: 3, affine: true, upsampling: "projection" }, free: true },
  { name: "vnet", options: { width: 4 }, free: true },
  { name: "resnet-vnet", options: { width: 4 }, free: true },
  { name: "swin-unetr", options: { width: 12, depths: [2, 1, 1, 1], window: 4 }, free: false },
  { name: "resenc", options: { features: [4, 8, 8] }, free: true },
  { name: "mobilenet-v2", options: {}, free: true },
  { name: "mobilenet-v2", options: { pretrained: false, enlarge: 1, padding: "symmetric" }, free: true },
  { name: "efficientnet-lite", options: {}, free: true },
  { name: "resnet", options: {}, free: true },
  {
    name: "dinov2",
    options: { config: { hidden_size: 24, num_attention_heads: 2, num_hidden_layers: 4 } },
    free: false,
  },
  { name: "segformer", options: { size: "b0" }, free: true },
  {
    name: "segformer",
    options: { size: "b0", enlarge: 4, lora: { rank: 2, alpha: 4, targets: ["query", "dense"] } },
    free: true,
  },
];

test("every registered network is among them", () => {
  const covered = new Set(cases.map(({ name }) => name));
  assert.deepEqual([...Object.keys(networks2d), ...Object.keys(networks3d)].sort(), [...covered].sort());
});

/** A network in evaluation mode, with numbers in all its weights and statistics. */
function create(
  name: string,
  options: object,
  inChannels: number,
): { network: nn.Module; body: (x: Tensor) => Tensor; multiples: readonly number[] } {
  manualSeed(0);
  const channels = { inChannels, classes: 3, ...options };
  const own = name in networks2d ? createNetwork2d(name, channels) : createNetwork3d(name, channels);
  noGrad(() => {
    for (const [key, tensor] of Object.entries(own.stateDict())) {
      if (key.endsWith("running_var")) tensor.uniform_(0.5, 2);
      else if (key.endsWith("running_mean") || /bias$|lora_B/.test(key)) tensor.uniform_(-0.1, 0.1);
    }
  });
  own.eval();
  if (own.sizeMultiple.length === 3) {
    return { network: own, body: (x) => own.forward(x), multiples: own.sizeMultiple };
  }
  const model = new SliceModel(own as ReturnType<typeof createNetwork2d>, {
    channels: new Array(inChannels).fill("unit"),
  });
  return { network: own, body: (x) => model.forwardSlices(x), multiples: own.sizeMultiple };
}

async function logitsOf(path: string, x: Tensor): Promise<Tensor> {
  const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(path)), {
    graphOptimizationLevel: "disabled", // which costs more than it gives here
  });
  try {
    const data = x.contiguous().toTypedArray() as Float32Array;
    const found = (await session.run({ image: new ort.Tensor("float32", data, x.shape) })).logits as ort.Tensor;
    return fromTypedArray(Float32Array.from(found.data as Float32Array), found.dims);
  } finally {
    await session.release();
  }
}

describe("onnxruntime's logits are ours to 1e-4 of the largest, at two sizes", () => {
  for (const [i, { name, options, free }] of cases.entries()) {
    const inChannels = 1 + (i % 2);
    test(`${name} ${JSON.stringify(options)}, ${inChannels} channels`, async () => {
      const { network, body, multiples } = create(name, options, inChannels);
      const path = join(folder, `${i}.onnx`);
      // Beyond the first axis, what a Swin transformer divides by is large enough.
      const others = multiples.length === 3 && multiples.every((multiple) => multiple >= 32) ? 1 : 2;
      const sizes = [2, 3].map((factor) => [
        factor - 1,
        inChannels,
        ...multiples.map((multiple, k) => multiple * (k === 0 ? factor : others)),
      ]);
      const write = (shape: readonly number[]) =>
        writeOnnx(path, body, {
          shape: [1, ...shape.slice(1)],
          multiples: [1, 1, ...multiples],
          axes: { 0: "batch", ...Object.fromEntries(multiples.map((_, k) => [k + 2, "dhw"[k] as string])) },
          names: network.stateDict(),
          ports: { input: "image", output: "logits" },
          producer: "test",
        });
      const { inputShape } = write(sizes[0] as number[]);
      assert.equal(typeof inputShape[0], "string", "the batch may have any size");
      assert.ok(
        inputShape.slice(2).every((length) => (typeof length === "string") === free),
        `sizes: ${inputShape}`,
      );
      for (const shape of sizes) {
        if (!free) write(shape);
        const x = randn(shape);
        const wanted = noGrad(() => body(x));
        const off = (await logitsOf(path, x)).sub(wanted).abs().max().itemNumber();
        const largest = wanted.abs().max().itemNumber();
        assert.ok(off <= 1e-4 * largest, `${off} of ${largest} at [${shape}]`);
      }
      network.dispose();
    });
  }

  test("the file of MobileNetV2 at its real size has at most 5 % more bytes than its weights", () => {
    const { network, body, multiples } = create("mobilenet-v2", {}, 1);
    const path = join(folder, "size.onnx");
    writeOnnx(path, body, {
      shape: [1, 1, 64, 64],
      multiples: [1, 1, ...multiples],
      names: network.stateDict(),
      producer: "test",
    });
    const weights = network.parameters().reduce((sum, { numel }) => sum + 4 * numel, 0);
    assert.ok(statSync(path).size <= 1.05 * weights, `${statSync(path).size} of ${weights}`);
    network.dispose();
  });
});
