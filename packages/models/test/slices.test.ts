import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertNoLeaks,
  cpuAllocator,
  manualSeed,
  nn,
  noGrad,
  randn,
  scope,
  setThreads,
  type Tensor,
} from "@mandn/torch";
import { UNet3d } from "../src/index.js";
import { convolveSlices, doubledSlices } from "../src/slices.js";

setThreads(2);

const inScope = (body: () => void) => () => assertNoLeaks(() => scope(body));
const furthest = (a: Tensor, b: Tensor) => scope(() => a.sub(b).abs().max().itemNumber());

describe("a convolution of slices", () => {
  test(
    "is the convolution of the whole, which is never made where no gradients are recorded",
    inScope(() => {
      manualSeed(0);
      const shape = [1, 64, 21, 160, 160] as const;
      using conv = new nn.Conv3d(64, 3, 3, { padding: 1 });
      const whole = randn(shape);
      const made: string[] = [];
      const make = (from: number, to: number) => {
        made.push(`${from}-${to}`);
        return whole.narrow(2, from, to - from).clone();
      };
      const sliced = noGrad(() => convolveSlices(conv, () => ({ shape, of: [whole], make })));
      assert.deepEqual(made.splice(0), ["0-9", "7-17", "15-21"]);
      assert.ok(sliced.isContiguous("channels_last_3d"));
      assert.ok(
        furthest(
          sliced,
          noGrad(() => conv.forward(whole)),
        ) < 1e-5,
      );
      assert.ok(convolveSlices(conv, () => ({ shape, of: [whole], make })).requiresGrad);
      assert.deepEqual(made, ["0-21"]);
    }),
  );

  test(
    "slices of a doubled volume are those of the whole",
    inScope(() => {
      const x = randn([2, 3, 7, 4, 5]);
      const double = (part: Tensor) => nn.functional.interpolate(part, { scaleFactor: 2, mode: "trilinear" });
      const whole = double(x);
      const make = doubledSlices(7, (from, to) => double(x.narrow(2, from, to - from)));
      for (let from = 0; from < 14; from++) {
        for (let to = from + 1; to <= 14; to++) {
          assert.ok(make(from, to).equal(whole.narrow(2, from, to - from)), `slices ${from} to ${to}`);
        }
      }
    }),
  );
});

for (const upsampling of ["convolution", "projection"] as const) {
  test(`a large volume through a UNet3D with upsampling by ${upsampling}: the same logits without gradients, in less memory`, () =>
    assertNoLeaks(() =>
      scope(() => {
        manualSeed(1);
        using network = new UNet3d({ inChannels: 1, classes: 2, width: 4, levels: 2, upsampling });
        network.to({ memoryFormat: "channels_last_3d" });
        const volume = randn([1, 1, 64, 256, 256]);
        const map = 4 * 4 * volume.numel;
        const recorded = scope(() => network.forward(volume).detach().clone());
        const before = cpuAllocator.memory().allocated;
        cpuAllocator.resetPeak();
        const logits = noGrad(() => network.forward(volume));
        const peak = (cpuAllocator.memory().peak - before) / map;
        assert.ok(furthest(logits, recorded) < 1e-4);
        // The skip, what comes from below and what the convolution makes of both, and some slices; four with the concatenation.
        assert.ok(peak > 2 && peak < 3.6, `${peak} feature maps of the first level at once`);
      }),
    ));
}
