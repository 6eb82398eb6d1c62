import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  learningRateFactor,
  placeInSchedule,
  type Schedule,
  StepSequence,
  unlabelledCrops,
} from "../../src/cotraining/schedule.js";

const official = {
  epochs: 4000,
  updatesPerEpoch: 8,
  warmUp: 0.0125,
  stage1: 0.125,
  alternating: true,
  sampling: "epoch",
  volumesPerBatch: 5,
} as const;

/** Unlabelled crops in the epochs of a run of the planned length. */
const countsOf = (schedule: Schedule) =>
  Array.from({ length: schedule.epochs }, (_, epoch) => unlabelledCrops({ epoch, place: epoch }, schedule));

describe("learning-rate-guided sampling", () => {
  test("by epoch, the paper's settings give 1, 2, 3, 4 unlabelled volumes from epochs 1200, 1900, 2600, 3300 and never 5", () => {
    const counts = countsOf(official);
    const starts = [1, 2, 3, 4, 5].map((count) => counts.indexOf(count));
    assert.deepEqual(starts, [1200, 1900, 2600, 3300, -1]);
    assert.equal(Math.max(...counts.slice(0, 500)), 0);
  });
  test("by learning rate, a batch holds more unlabelled volumes as the annealed rate falls, and one labelled to the end", () => {
    const schedule = {
      ...official,
      sampling: "learning-rate",
      epochs: 240,
      stage1: 1 / 3,
      volumesPerBatch: 4,
    } as const;
    const counts = countsOf(schedule);
    assert.equal(counts[79], 0);
    for (let epoch = 80; epoch < 240; epoch++) {
      assert.equal(counts[epoch], Math.min(3, Math.floor(4 * (1 - learningRateFactor(epoch, schedule)))));
      assert.ok((counts[epoch] as number) >= (counts[epoch - 1] as number));
    }
    assert.equal(counts[239], 3);
  });
  test("by learning rate on average, each stretch of epochs holds its rates' share of unlabelled volumes, however small the batch", () => {
    for (const volumesPerBatch of [2, 3, 5]) {
      const schedule = { ...official, sampling: "learning-rate-average", epochs: 600, volumesPerBatch } as const;
      const counts = countsOf(schedule);
      assert.ok(counts.slice(0, 75).every((count) => count === 0));
      for (let from = 75; from < 600; from += 75) {
        let wanted = 0;
        let held = 0;
        for (let epoch = from; epoch < from + 75; epoch++) {
          const share = volumesPerBatch * (1 - learningRateFactor(epoch, schedule));
          wanted += Math.min(share, volumesPerBatch - 1);
          held += counts[epoch] as number;
          assert.ok([Math.floor(share), Math.ceil(share), volumesPerBatch - 1].includes(counts[epoch] as number));
        }
        assert.ok(Math.abs(held - wanted) < 2, `${held} for ${wanted} from epoch ${from} on`);
      }
      assert.equal(counts.at(-1), volumesPerBatch - 1);
    }
  });
  test("a fixed number begins with stage 2 and leaves one labelled crop", () => {
    const counts = countsOf({ ...official, sampling: 9 });
    assert.deepEqual(
      [499, 500, 3999].map((epoch) => counts[epoch]),
      [0, 4, 4],
    );
  });
});

describe("the learning rate", () => {
  test("warms up from a hundredth, anneals to 0, restarts at the full rate and anneals again", () => {
    const at = (epoch: number) => learningRateFactor(epoch, official);
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
    const short = { ...official, epochs: 400 };
    for (const epoch of [0, 5, 20, 50, 200, 399]) {
      assert.ok(Math.abs(learningRateFactor(epoch, short) - learningRateFactor(epoch * 10, official)) < 1e-12);
    }
  });
});

describe("the steps of a run", () => {
  const schedule = { ...official, epochs: 4, updatesPerEpoch: 2, stage1: 0.5 };
  const list = (networks: readonly ("2d" | "3d")[], alternating = true) => {
    const steps = new StepSequence({ ...schedule, alternating }, networks);
    return Array.from({ length: steps.length }, (_, i) => {
      const { stage, epoch, students, opensEpoch } = steps.at(i);
      return `${stage}.${epoch} ${students.join("+")}${opensEpoch ? "*" : ""} ${steps.updatesBefore(i)}`;
    });
  };
  test("both networks learn from each batch of stage 1, then alternate by epochs of their own", () => {
    assert.deepEqual(list(["2d", "3d"]), [
      "1.0 2d+3d* 0",
      "1.0 2d+3d 2",
      "1.1 2d+3d* 4",
      "1.1 2d+3d 6",
      "2.2 2d* 8",
      "2.2 2d 9",
      "2.2 3d 10",
      "2.2 3d 11",
      "2.3 2d* 12",
      "2.3 2d 13",
      "2.3 3d 14",
      "2.3 3d 15",
    ]);
  });
  test("or go on learning from each batch together", () => {
    assert.deepEqual(list(["2d", "3d"], false), [
      "1.0 2d+3d* 0",
      "1.0 2d+3d 2",
      "1.1 2d+3d* 4",
      "1.1 2d+3d 6",
      "2.2 2d+3d* 8",
      "2.2 2d+3d 10",
      "2.3 2d+3d* 12",
      "2.3 2d+3d 14",
    ]);
  });
  test("one network goes through the same epochs alone", () => {
    assert.deepEqual(list(["3d"], false), list(["3d"]));
    assert.deepEqual(list(["3d"]), [
      "1.0 3d* 0",
      "1.0 3d 1",
      "1.1 3d* 2",
      "1.1 3d 3",
      "2.2 3d* 4",
      "2.2 3d 5",
      "2.3 3d* 6",
      "2.3 3d 7",
    ]);
  });
});

describe("a run whose length changes on the way", () => {
  const schedule = { ...official, epochs: 100, updatesPerEpoch: 1, warmUp: 0.1, stage1: 0.3 };

  test("goes through the rest of the schedule in the epochs it then has", () => {
    const changes = [{ epoch: 40, epochs: 70 }];
    const places = [0, 39, 40, 41, 55, 69].map((epoch) => placeInSchedule(epoch, schedule, changes));
    assert.deepEqual(places, [0, 39, 40, 42, 70, 98]);
    const twice = [...changes, { epoch: 55, epochs: 115 }];
    assert.deepEqual(
      [54, 55, 57, 114].map((epoch) => placeInSchedule(epoch, schedule, twice)),
      [68, 70, 71, 99.5],
    );
  });

  test("leaves stage 1 where the schedule has its end, and both networks keep the same epochs", () => {
    const steps = new StepSequence(schedule, ["2d", "3d"], [{ epoch: 10, epochs: 55 }]);
    assert.equal(steps.epochs, 55);
    assert.equal(steps.length, 20 + 2 * 35);
    assert.deepEqual(
      [19, 20, 21, 22].map((step) => steps.at(step).stage),
      [1, 2, 2, 2],
    );
    assert.deepEqual(
      [20, 21, 22].map((step) => steps.at(step).epoch),
      [20, 20, 21],
    );
    assert.equal(learningRateFactor(steps.at(20).place, schedule), 1);
    assert.equal(steps.updatesBefore(steps.length), 110);
  });
});
