import { describe, test } from "node:test";
import { assertNoLeaks, setThreads } from "@mandn/torch";
import { UNet3d } from "../src/index.js";
import { assertParity, axes } from "./golden.js";

setThreads(1);

describe("UNet3d computes what the reference code's does, and the same gradients", () => {
  for (const fixture of ["unet3d-reference", "unet3d-light"]) {
    for (const memoryFormat of ["contiguous", "channels_last_3d"] as const) {
      test(`${fixture}, ${memoryFormat}`, () =>
        assertNoLeaks(() =>
          assertParity(fixture, (options) => new UNet3d(options).to({ memoryFormat }), { layout: axes("hwd") }),
        ));
    }
  }
});
