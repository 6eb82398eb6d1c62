/**
 * One step of each method that mixes crops, changes them strongly or learns from its own guesses equals an independent statement of
 * its formulas in PyTorch: parity/mn/rivals_mixing.py. So do the boxes and shares that they draw.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNoLeaks, fromTypedArray, Generator, scope, setThreads, zeros } from "@mandn/torch";
import { decayAfter } from "../../src/methods/ad-mt.js";
import { largestParts } from "../../src/methods/bcp.js";
import { beta, boxAroundVoxel, boxOfShare, boxOfVolume, inBoxes } from "../../src/methods/mixing.js";
import { fixture, SHAPE, type Step, type StepOptions, testStep } from "./rival-steps.js";

setThreads(1);

const { steps, drawn } = fixture("rivals-mixing") as {
  readonly steps: readonly (Pick<StepOptions, "batch" | "soft" | "overlapping" | "settings"> & {
    readonly method: string;
    /** AD-MT's: whose turn it is, how much of it is left, and how many steps there were since copying ended. */
    readonly turns?: readonly number[];
    readonly step: Step;
  })[];
  readonly drawn: Readonly<Record<"boxOfShare" | "boxOfVolume" | "boxAroundVoxel", readonly (readonly number[])[]>> & {
    readonly beta: readonly number[];
  };
};

for (const { method, batch, soft, overlapping, settings = {}, turns, step } of steps) {
  testStep(
    method,
    `of ${batch?.unlabelled} + ${batch?.labelled} crops with ${JSON.stringify({ ...settings, turns })}`,
    step,
    {
      batch,
      ...(soft && { soft }),
      ...(overlapping && { overlapping }),
      settings,
      prefix: ({ name }) => `${name}.`,
      ...(turns && { state: () => ({ turns: fromTypedArray(Float64Array.from(turns)) }) }),
    },
  );
}

test("boxes and shares of mixtures are those of the same draws in PyTorch", () =>
  assertNoLeaks(() => {
    using generator = Generator.create(5);
    const volumes = { cutMix: 0.9, boxVolume: [0.02, 0.4], boxAspect: [0.3, 1 / 0.3] } as const;
    const boxes = {
      boxOfShare: [2 / 3, 1, 0.2].map((share) => boxOfShare(SHAPE, share, generator)),
      boxOfVolume: drawn.boxOfVolume.map(() => boxOfVolume(SHAPE, volumes, generator)),
      boxAroundVoxel: [0.2, 0.5, 0.9].map((lambda) => boxAroundVoxel(SHAPE, lambda, generator)),
    };
    for (const [name, all] of Object.entries(boxes)) {
      for (const [i, box] of all.entries()) {
        const voxels = scope(() =>
          Array.from(inBoxes([box], SHAPE).flatten().nonzero().flatten().toTypedArray(), Number),
        );
        assert.deepEqual(voxels, drawn[name as keyof typeof boxes][i], `${name} ${i}`);
      }
    }
    for (const [i, share] of [...beta(4, 5, generator), ...beta(0.2, 5, generator)].entries()) {
      assert.ok(Math.abs(share - (drawn.beta[i] as number)) < 1e-12, `share ${i}: ${share}`);
    }
  }));

test("boxes of any crop stay within it", () => {
  using generator = Generator.create(0);
  for (const shape of [
    [1, 1, 1],
    [2, 64, 3],
    [5, 4, 48],
  ] as const) {
    const volumes = { cutMix: 1, boxVolume: [0.02, 1], boxAspect: [0.3, 1 / 0.3] } as const;
    for (let i = 0; i < 200; i++) {
      for (const { start, end } of [
        boxOfShare(shape, 2 / 3, generator),
        boxOfVolume(shape, volumes, generator),
        boxAroundVoxel(shape, i / 200, generator),
      ]) {
        for (const [axis, from] of start.entries()) {
          const to = end[axis] as number;
          assert.ok(from >= 0 && from <= to && to <= (shape[axis] as number), `${start} … ${end} of ${shape}`);
        }
      }
    }
  }
});

test("a pseudo-mask keeps the largest part of each class, and the background what else there was", () =>
  assertNoLeaks(() =>
    scope(() => {
      const row = [1, 0, 1, 1, 0, 2, 2, 1, 2, 0];
      const soft = zeros([1, 3, 1, 1, row.length], { dtype: "float32" });
      for (const [x, c] of row.entries()) soft.select(1, c).select(-1, x).fill_(1);
      const kept = largestParts(soft);
      assert.deepEqual([kept.dtype, kept.shape], ["int64", [1, 1, 1, row.length]]);
      assert.deepEqual(Array.from(kept.toTypedArray(), Number), [0, 0, 1, 1, 0, 2, 2, 0, 0, 0]);
      const none = largestParts(fromTypedArray(new Float32Array(20), [1, 2, 1, 1, 10]));
      assert.ok(none.eq(0).all().item());
    }),
  ));

test("AD-MT's teachers copy at first, then remember more and more, up to the decay", () => {
  const decays = [0, 1, 2, 3, 4, 198, 199, 200, 5000].map((steps) => decayAfter(steps, 0.99));
  assert.deepEqual(decays, [0, 0, 1 / 2, 1 / 2, 1 - 1 / 3, 0.99, 0.99, 0.99, 0.99]);
});
