import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertNoLeaks, randn, scope, setThreads } from "@mandn/torch";
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
