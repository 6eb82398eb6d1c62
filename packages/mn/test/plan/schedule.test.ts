/** The schedule's pure functions: rates, stages, places, the steps of M&N and of one network alone. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { methodNamed } from "../../src/methods/index.js";
import { type MnSettings, mn, unlabelledCrops } from "../../src/methods/mn.js";
import type { Training } from "../../src/plan/plan.js";
import { epochAt, expectedEpochs, isEnd, placeOf, rateFactor, steady } from "../../src/plan/schedule.js";
import { smallPlan } from "../small-plan.js";

const official: MnSettings = {
  stage1: 0.125,
  alternating: true,
  sampling: "epoch",
  pseudoMaskRefreshes: [],
  average: 0,
  teaching: "other",
  masks: "step",
  lastStage: 0,
};
const training: Training = {
  ...smallPlan().training,
  epochs: 4000,
  updatesPerEpoch: 8,
  warmUp: 0.0125,
  volumesPerBatch: 5,
};

function epochOf(epoch: number, settings: MnSettings, plan: Training) {
  return epochAt(epoch, [steady(plan.epochs)], mn.with(settings).stages, plan);
}

/** Unlabelled crops in the epochs of a run of the planned length. */
const countsOf = (settings: MnSettings, plan: Training) =>
  Array.from({ length: plan.epochs }, (_, epoch) => unlabelledCrops(epochOf(epoch, settings, plan), settings, plan));

describe("learning-rate-guided sampling", () => {
  test("by epoch, the paper's settings give 1, 2, 3, 4 unlabelled volumes from epochs 1200, 1900, 2600, 3300 and never 5", () => {
    const counts = countsOf(official, training);
    const starts = [1, 2, 3, 4, 5].map((count) => counts.indexOf(count));
    assert.deepEqual(starts, [1200, 1900, 2600, 3300, -1]);
    assert.equal(Math.max(...counts.slice(0, 500)), 0);
  });
  test("by learning rate, a batch holds more unlabelled volumes as the annealed rate falls, and one labelled to the end", () => {
    const settings: MnSettings = { ...official, sampling: "learning-rate", stage1: 1 / 3 };
    const plan = { ...training, epochs: 240, volumesPerBatch: 4 };
    const counts = countsOf(settings, plan);
    assert.equal(counts[79], 0);
    for (let epoch = 80; epoch < 240; epoch++) {
      assert.equal(counts[epoch], Math.min(3, Math.floor(4 * (1 - epochOf(epoch, settings, plan).rate))));
      assert.ok((counts[epoch] as number) >= (counts[epoch - 1] as number));
    }
    assert.equal(counts[239], 3);
  });
  test("by learning rate on average, each stretch of epochs holds its rates' share of unlabelled volumes, however small the batch", () => {
    for (const volumesPerBatch of [2, 3, 5]) {
      const settings: MnSettings = { ...official, sampling: "learning-rate-average" };
      const plan = { ...training, epochs: 600, volumesPerBatch };
      const counts = countsOf(settings, plan);
      assert.ok(counts.slice(0, 75).every((count) => count === 0));
      for (let from = 75; from < 600; from += 75) {
        let wanted = 0;
        let held = 0;
        for (let epoch = from; epoch < from + 75; epoch++) {
          const share = volumesPerBatch * (1 - epochOf(epoch, settings, plan).rate);
          wanted += Math.min(share, volumesPerBatch - 1);
          held += counts[epoch] as number;
          assert.ok([Math.floor(share), Math.ceil(share), volumesPerBatch - 1].includes(counts[epoch] as number));
        }
        assert.ok(Math.abs(held - wanted) < 2, `${held} for ${wanted} from epoch ${from} on`);
      }
      assert.equal(counts.at(-1), volumesPerBatch - 1);
    }
  });
  test("in a last stage all crops but one are unlabelled, and the rate has fallen to 0 before and starts again", () => {
    const settings: MnSettings = { ...official, lastStage: 0.25 };
    const counts = countsOf(settings, training);
    assert.ok(counts.slice(3000).every((count) => count === 4));
    const rates = [2999, 3000, 3999].map((epoch) => epochOf(epoch, settings, training).rate);
    assert.ok((rates[0] as number) < 1e-5 && rates[1] === 1 && (rates[2] as number) < 1e-5, String(rates));
    const soft = mn.with(settings).pseudoMasks.filter((one) => one.soft);
    assert.deepEqual(soft, [{ at: 0.75, by: ["2d", "3d"], soft: true }]);
  });
  test("masks of whole scans are both networks', or their averages', at each refresh", () => {
    const settings: MnSettings = { ...official, pseudoMaskRefreshes: [0.125, 0.5] };
    const by = (own: Partial<MnSettings>) =>
      mn.with({ ...settings, ...own }).pseudoMasks.map((one) => [one.by, one.soft]);
    assert.deepEqual(by({}), Array(2).fill([["3d"], undefined]));
    assert.deepEqual(by({ masks: "scan" }), Array(2).fill([["2d", "3d"], true]));
    assert.deepEqual(by({ masks: "scan", average: 0.99 }), Array(2).fill([["2d-average", "3d-average"], true]));
  });
  test("a fixed number begins with stage 2 and leaves one labelled crop", () => {
    const counts = countsOf({ ...official, sampling: 9 }, training);
    assert.deepEqual(
      [499, 500, 3999].map((epoch) => counts[epoch]),
      [0, 4, 4],
    );
  });
});

describe("the learning rate", () => {
  test("warms up from a hundredth, anneals to 0, restarts at the full rate and anneals again", () => {
    const at = (epoch: number) => epochOf(epoch, official, training).rate;
    assert.equal(at(0), 0.01);
    assert.ok(Math.abs(at(25) - 0.505) < 1e-12);
    assert.equal(at(50), 1);
    assert.ok(Math.abs(at(275) - 0.5) < 1e-12);
    assert.ok(at(499) < 1e-4);
    assert.equal(at(500), 1);
    assert.ok(Math.abs(at(2250) - 0.5) < 1e-12);
    assert.ok(at(3999) < 1e-6);
  });
  test("has its positions at the same shares of a shorter run", () => {
    const short = { ...training, epochs: 400 };
    for (const epoch of [0, 5, 20, 50, 200, 399]) {
      const [one, other] = [epochOf(epoch, official, short).rate, epochOf(epoch * 10, official, training).rate];
      assert.ok(Math.abs(one - other) < 1e-12);
    }
  });
  test("falls along a power, by steps, or not at all, as the plan says", () => {
    const stages = [{ name: "training", until: 1 }];
    const at = (place: number, annealing: Training["annealing"]) => rateFactor(place, stages, { warmUp: 0, annealing });
    assert.ok(Math.abs(at(0.5, { kind: "poly", power: 0.9 }) - 0.5 ** 0.9) < 1e-12);
    const steps = { kind: "steps", at: [0.4, 0.8], factor: 0.1 } as const;
    for (const [place, wanted] of [
      [0.39, 1],
      [0.4, 0.1],
      [0.8, 0.01],
    ] as const)
      assert.ok(Math.abs(at(place, { ...steps, at: [...steps.at] }) - wanted) < 1e-12);
    assert.equal(at(0.99, { kind: "constant" }), 1);
  });
});

describe("the steps of a run", () => {
  const plan = { ...training, epochs: 4, updatesPerEpoch: 2 };
  function list(name: string, settings: Readonly<Record<string, unknown>>): string[] {
    const method = methodNamed(name).with(settings);
    return Array.from({ length: plan.epochs }, (_, epoch) =>
      epochAt(epoch, [steady(plan.epochs)], method.stages, plan),
    ).flatMap((at) => method.steps(at, plan).map(({ students }) => `${at.stage}.${at.epoch} ${students.join("+")}`));
  }
  const settings = { ...official, stage1: 0.5 };

  test("both networks learn from each batch of stage 1, then alternate by epochs of their own", () => {
    const stage1 = ["0.0 2d+3d", "0.0 2d+3d", "0.1 2d+3d", "0.1 2d+3d"];
    const stage2 = ["1.2 2d", "1.2 2d", "1.2 3d", "1.2 3d", "1.3 2d", "1.3 2d", "1.3 3d", "1.3 3d"];
    assert.deepEqual(list("mn", settings), [...stage1, ...stage2]);
  });
  test("or go on learning from each batch together", () => {
    const all = ["0.0", "0.1", "1.2", "1.3"].flatMap((at) => [`${at} 2d+3d`, `${at} 2d+3d`]);
    assert.deepEqual(list("mn", { ...settings, alternating: false }), all);
  });
  test("one network goes through the same epochs and rates alone", () => {
    const all = ["0.0", "0.1", "1.2", "1.3"].flatMap((at) => [`${at} 3d`, `${at} 3d`]);
    assert.deepEqual(list("supervised-3d", { restart: 0.5 }), all);
    const [alone, together] = [methodNamed("supervised-3d").with({ restart: 0.125 }), mn.with(official)];
    for (const epoch of [0, 49, 50, 499, 500, 3999]) {
      const rate = (method: typeof alone) => epochAt(epoch, [steady(4000)], method.stages, training).rate;
      assert.equal(rate(alone), rate(together));
    }
  });
});

describe("a run whose speed changes on the way", () => {
  test("goes through the rest of the schedule at its new speed, without a jump", () => {
    const speeds = [steady(100), { epoch: 40, place: 0.4, epochs: 50, until: 1 }];
    const near = (epoch: number, wanted: number) => assert.ok(Math.abs(placeOf(epoch, speeds) - wanted) < 1e-12);
    for (const [epoch, place] of [
      [0, 0],
      [39, 0.39],
      [40, 0.4],
      [41, 0.42],
      [55, 0.7],
      [69, 0.98],
      [70, 1],
    ] as const)
      near(epoch, place);
    assert.equal(expectedEpochs(speeds), 70);
    assert.ok(isEnd(placeOf(70, speeds)));
  });

  test("waits where the next decision is due", () => {
    const speeds = [{ epoch: 0, place: 0, epochs: 100, until: 0.05 }];
    assert.deepEqual(
      [4, 5, 6, 50].map((epoch) => placeOf(epoch, speeds)),
      [0.04, 0.05, 0.05, 0.05],
    );
  });
});
