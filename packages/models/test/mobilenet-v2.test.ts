import { describe, test } from "node:test";
import { assertNoLeaks, setThreads } from "@mandn/torch";
import { MobileNetV2, MobileNetV2Unet } from "../src/index.js";
import { assertParity } from "./golden.js";

setThreads(1);

describe("MobileNetV2 computes what torchvision's does, and the same gradients", () => {
  for (const padding of ["symmetric", "same"] as const) {
    for (const memoryFormat of ["contiguous", "channels_last"] as const) {
      test(`padding ${padding}, ${memoryFormat}`, () =>
        assertNoLeaks(() =>
          assertParity(`mobilenet-v2-${padding}`, () => new MobileNetV2(padding).to({ memoryFormat })),
        ));
    }
  }
});

describe("MobileNetV2Unet computes what the same decoder does in Python, and the same gradients", () => {
  for (const fixture of ["mobilenet-v2-unet-grey", "mobilenet-v2-unet-channels"]) {
    test(fixture, () => assertNoLeaks(() => assertParity(fixture, (options) => new MobileNetV2Unet(options))));
  }
});
