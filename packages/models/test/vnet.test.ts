import { describe, test } from "node:test";
import { assertNoLeaks, setThreads } from "@mandn/torch";
import { VNet } from "../src/index.js";
import { assertParity, axes } from "./golden.js";

setThreads(1);

describe("VNet computes what UA-MT's does, and the same gradients", () => {
  for (const fixture of ["vnet-batch", "vnet-batch-eval", "vnet-group-residual"]) {
    for (const memoryFormat of ["contiguous", "channels_last_3d"] as const) {
      test(`${fixture}, ${memoryFormat}`, () =>
        assertNoLeaks(() =>
          assertParity(fixture, (options) => new VNet(options).train(!fixture.endsWith("eval")).to({ memoryFormat }), {
            layout: axes("whd"),
          }),
        ));
    }
  }
});
