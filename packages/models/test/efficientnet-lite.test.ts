import { describe, test } from "node:test";
import { assertNoLeaks, setThreads } from "@mandn/torch";
import { EfficientNetLite, EfficientNetLiteUnet } from "../src/index.js";
import { assertParity } from "./golden.js";

setThreads(1);

describe("EfficientNet-Lite computes what the published layout does in Python, and the same gradients", () => {
  for (const size of ["lite0", "lite2"] as const) {
    for (const memoryFormat of ["contiguous", "channels_last"] as const) {
      test(`${size}, ${memoryFormat}`, () =>
        assertNoLeaks(() =>
          assertParity(`efficientnet-${size}`, () => new EfficientNetLite(size).to({ memoryFormat })),
        ));
    }
  }

  test("under the U-Net decoder", () =>
    assertNoLeaks(() => assertParity("efficientnet-lite-unet", (options) => new EfficientNetLiteUnet(options))));
});
