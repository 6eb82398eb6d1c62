import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertNoLeaks, cpuAllocator, manualSeed, randn, scope, setThreads, type Tensor } from "@mandn/torch";
import { SwinUnetr, type SwinUnetrOptions } from "../src/index.js";
import { assertParity, fill } from "./golden.js";

setThreads(1);

type Options = SwinUnetrOptions & { readonly inChannels: number; readonly classes: number };

describe("SwinUnetr computes what MONAI's does, and the same gradients", () => {
  for (const fixture of ["swin-unetr-v1", "swin-unetr-v2", "swin-unetr-1.3"]) {
    for (const memoryFormat of ["contiguous", "channels_last_3d"] as const) {
      test(`${fixture}, ${memoryFormat}`, () =>
        assertNoLeaks(() => assertParity(fixture, (options: Options) => new SwinUnetr(options).to({ memoryFormat }))));
    }
  }

  test("with gradient checkpointing too", () =>
    assertNoLeaks(() =>
      assertParity("swin-unetr-v1", (options: Options) => new SwinUnetr({ ...options, checkpointing: true })),
    ));
});

test("SwinUnetr sees a volume in the order of axes that it is told", () =>
  scope(() => {
    const options = { inChannels: 1, classes: 2, width: 12, window: 4 };
    const [plain, turned] = [new SwinUnetr(options), new SwinUnetr({ ...options, axes: "whd" })];
    fill(plain);
    fill(turned);
    const volume = randn([1, 1, 32, 32, 64]);
    const expected = plain.forward(volume.permute([0, 1, 4, 3, 2])).permute([0, 1, 4, 3, 2]);
    assert.ok(turned.forward(volume).allclose(expected, { rtol: 1e-4, atol: 1e-4 }));
    plain.dispose();
    turned.dispose();
  }));

test("gradient checkpointing lowers the peak of memory and changes no gradient, also where paths are dropped", () => {
  const bytesOf = (grad: Tensor | null | undefined) => {
    const values = grad?.toTypedArray() ?? new Float32Array();
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  };
  /** Of a forward and backward pass: the most bytes in tensors of 1 MiB and more beside the network, and all gradients. */
  const measure = (checkpointing: boolean) =>
    scope(() => {
      manualSeed(0);
      const options: SwinUnetrOptions = { width: 12, depths: [4, 1, 1, 1], dropPath: 0.5, checkpointing };
      const network = new SwinUnetr({ inChannels: 1, classes: 2, ...options });
      const volume = randn([1, 1, 32, 32, 64]);
      const before = cpuAllocator.memory().allocated;
      cpuAllocator.resetPeak();
      network.forward(volume).square().mean().backward();
      const peak = cpuAllocator.memory().peak - before;
      const gradients = Buffer.concat(network.parameters().map(({ grad }) => bytesOf(grad)));
      network.dispose();
      return { peak, gradients };
    });
  assert.ok(cpuAllocator.memory().caching, "memory is counted by the engine's own allocator");
  const [plain, saving] = [measure(false), measure(true)];
  assert.ok(saving.gradients.equals(plain.gradients));
  assert.ok(saving.peak < 0.7 * plain.peak, `${saving.peak} bytes with it, ${plain.peak} without`);
});
