import { describe, test } from "node:test";
import { assertNoLeaks, setThreads } from "@mandn/torch";
import { ResNetVNet } from "../src/index.js";
import { assertParity, axes } from "./golden.js";

setThreads(1);

describe("ResNetVNet computes what MCF's Resnet34 does, and the same gradients", () => {
  for (const fixture of ["resnet-vnet-batch", "resnet-vnet-instance"]) {
    for (const memoryFormat of ["contiguous", "channels_last_3d"] as const) {
      test(`${fixture}, ${memoryFormat}`, () =>
        assertNoLeaks(() =>
          assertParity(fixture, (options) => new ResNetVNet(options).to({ memoryFormat }), { layout: axes("whd") }),
        ));
    }
  }
});
