import { describe, test } from "node:test";
import { assertNoLeaks, setThreads, type Tensor } from "@mandn/torch";
import { UNet3d } from "../src/index.js";
import { assertParity, type Layout } from "./golden.js";

setThreads(1);

/** The reference code's volumes and kernels have D last. */
const lastIsDepth: Layout = {
  toOurs: (x: Tensor) => (x.dim === 5 ? x.permute([0, 1, 4, 2, 3]) : x),
  toTheirs: (x: Tensor) => (x.dim === 5 ? x.permute([0, 1, 3, 4, 2]) : x),
  rename: (name) => name,
};

describe("UNet3d computes what the reference code's does, and the same gradients", () => {
  for (const fixture of ["unet3d-reference", "unet3d-light"]) {
    for (const memoryFormat of ["contiguous", "channels_last_3d"] as const) {
      test(`${fixture}, ${memoryFormat}`, () =>
        assertNoLeaks(() =>
          assertParity(fixture, (options) => new UNet3d(options).to({ memoryFormat }), { layout: lastIsDepth }),
        ));
    }
  }
});
