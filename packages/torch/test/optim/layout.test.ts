import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertNoLeaks, fromTypedArray, nn, noGrad, optim, scope, type Tensor } from "../../src/index.js";

const OPTIMIZERS = {
  AdamW: (parameters: Tensor[], fused: boolean) => new optim.AdamW(parameters, { lr: 0.1, fused }),
  Adam: (parameters: Tensor[], fused: boolean) => new optim.Adam(parameters, { lr: 0.1, amsgrad: true, fused }),
  SGD: (parameters: Tensor[], fused: boolean) => new optim.SGD(parameters, { lr: 1e-3, momentum: 0.9, fused }),
};

/** The weights after three updates, the optimizer's state saved and loaded, or the weights laid out anew, after the first. */
function train(
  make: (typeof OPTIMIZERS)[keyof typeof OPTIMIZERS],
  fused: boolean,
  between: "nothing" | "load contiguous" | "channels_last",
): number[] {
  return scope(() => {
    const layer = new nn.Conv3d(2, 3, 3);
    for (const [i, p] of layer.parameters().entries()) {
      const values = Float32Array.from({ length: p.numel }, (_, k) => Math.sin(k + i));
      noGrad(() => p.copy_(fromTypedArray(values, p.shape)));
    }
    if (between === "load contiguous") layer.to({ memoryFormat: "channels_last_3d" });
    const x = fromTypedArray(
      Float32Array.from({ length: 250 }, (_, k) => Math.cos(k * 0.3)),
      [1, 2, 5, 5, 5],
    );
    let optimizer: ReturnType<typeof make> = make(layer.parameters(), fused);
    const update = () => {
      optimizer.zeroGrad();
      layer.forward(x).square().sum().backward();
      optimizer.step();
    };
    update();
    if (between === "load contiguous") {
      const { state, param_groups } = optimizer.stateDict();
      const saved = Object.entries(state).map(([i, own]) => [
        i,
        Object.fromEntries(Object.entries(own).map(([name, tensor]) => [name, tensor.contiguous().clone()])),
      ]);
      const loaded = make(layer.parameters(), fused);
      loaded.loadStateDict({ state: Object.fromEntries(saved), param_groups });
      optimizer.dispose();
      optimizer = loaded;
    }
    if (between === "channels_last") layer.to({ memoryFormat: "channels_last_3d" });
    update();
    update();
    const weights = layer.parameters().flatMap((p) => Array.from(p.contiguous().toTypedArray(), Number));
    optimizer.dispose();
    layer.dispose();
    return weights;
  });
}

describe("weights that do not lie contiguously", () => {
  for (const [name, make] of Object.entries(OPTIMIZERS)) {
    for (const fused of [true, false]) {
      for (const between of ["load contiguous", "channels_last"] as const) {
        test(`${name}, ${fused ? "fused" : "by operators"}: ${between} between updates changes nothing`, async () => {
          await assertNoLeaks(() => {
            const expected = train(make, fused, "nothing");
            for (const [i, w] of train(make, fused, between).entries()) {
              const { [i]: known = Number.NaN } = expected;
              assert.ok(Math.abs(w - known) < 1e-5 * Math.max(1, Math.abs(known)), `${i}: ${w}, ${known}`);
            }
          });
        });
      }
    }
  }
});
