import { describe, test } from "node:test";
import { assertNoLeaks, setThreads } from "@mandn/torch";
import { SwinUnetr, type SwinUnetrOptions } from "../src/index.js";
import { assertParity } from "./golden.js";

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
