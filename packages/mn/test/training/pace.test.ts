import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "../../src/cotraining/pace.js";
import { learningRateFactor, StepSequence, unlabelledCrops } from "../../src/cotraining/schedule.js";
import type { Training } from "../../src/plan/plan.js";
import { smallPlan } from "../small-plan.js";

const BUDGET = 600;
/** 211 epochs of two updates: with 20 s besides they fill 97 % of the budget as measured. */
const training: Training & { readonly budget: NonNullable<Training["budget"]> } = {
  ...smallPlan().training,
  volumesPerBatch: 4,
  epochs: 211,
  warmUp: 0.05,
  stage1: 0.3,
  alternating: true,
  budget: {
    seconds: BUDGET,
    stepSeconds: { "2d": [0.5, 0.8], "3d": [0.6, 1], both: [1.1, 1.8] },
    besidesSeconds: 20,
  },
};

/** Runs against a clock of its own on a machine that takes `slowness` times what was measured. */
function simulate(slowness: (spent: number) => number, prepared = 0) {
  let spent = prepared;
  let steps = new StepSequence(training, ["2d", "3d"]);
  const pace = new Pace(training, spent);
  const rates: number[] = [];
  const unlabelled: number[] = [];
  let besides = 0;
  for (let i = 0; i < steps.length; i++) {
    const { opensEpoch, epoch } = steps.at(i);
    const length = opensEpoch ? pace.newLength(steps, i, spent) : undefined;
    if (length !== undefined) {
      steps = new StepSequence(training, ["2d", "3d"], [...steps.changes, { epoch, epochs: length }]);
    }
    const step = steps.at(i);
    const crops = unlabelledCrops(step, training);
    if (opensEpoch) {
      rates.push(learningRateFactor(step.place, training));
      unlabelled.push(crops);
    }
    const [without, withMost] = training.budget.stepSeconds[step.stage === 1 ? "both" : step.students[0]];
    const seconds = slowness(spent) * (without + (crops / 3) * (withMost - without));
    pace.step(step);
    spent += seconds;
    const due = (20 * step.place) / training.epochs;
    pace.besides(due - besides);
    spent += due - besides;
    besides = due;
  }
  return { spent, steps, rates, unlabelled };
}

test("a machine as fast as measured keeps the plan's epochs, whatever the plan is off by within 2 %", () => {
  const { spent, steps } = simulate(() => 0.99);
  assert.deepEqual(steps.changes, []);
  assert.equal(steps.epochs, 211);
  assert.ok(Math.abs(spent - 0.97 * BUDGET) < 6, String(spent));
});

for (const [name, slowness] of [
  ["three times slower", () => 3],
  ["twice as fast", () => 0.5],
  ["three times slower from the middle on", (spent) => (spent > BUDGET / 2 ? 3 : 1)],
  ["slower for a while", (spent) => (spent > 100 && spent < 250 ? 4 : 1)],
  ["busy now and then", (spent) => (Math.floor(spent / 20) % 3 === 0 ? 2.5 : 1)],
] as readonly (readonly [string, (spent: number) => number])[]) {
  test(`a machine that is ${name} ends within 10 % of the budget, with an annealed rate`, () => {
    const { spent, rates, unlabelled, steps } = simulate(slowness);
    assert.ok(spent > 0.9 * BUDGET && spent < 1.1 * BUDGET, `${spent} s of ${BUDGET}`);
    assert.ok(steps.changes.length > 0 && steps.changes.length < 16, `${steps.changes.length} changes`);
    assert.equal(rates.length, steps.epochs);
    assert.ok(rates[rates.length - 1] < 0.01, `ends at ${rates[rates.length - 1]} of the rate`);
    const restart = rates.findIndex((rate, i) => i > 20 && rate > 0.9 && rates[i - 1] < 0.5);
    for (let i = restart + 1; i < rates.length; i++) {
      assert.ok(rates[i] < rates[i - 1] && rates[i - 1] - rates[i] < 0.15, `from ${rates[i - 1]} to ${rates[i]}`);
      assert.ok(unlabelled[i] >= unlabelled[i - 1]);
    }
    assert.deepEqual([unlabelled[restart - 1], unlabelled.at(-1)], [0, 3]);
  });
}

test("preparing that took long is made up for", () => {
  const { spent, steps } = simulate(() => 1, 200);
  assert.ok(spent > 0.9 * BUDGET && spent < 1.1 * BUDGET, `${spent} s of ${BUDGET}`);
  assert.ok(steps.epochs < 160);
});

test("a run that is late beyond remedy still anneals over ten epochs", () => {
  const { rates, steps } = simulate((spent) => (spent > 400 ? 30 : 1));
  const [{ epoch, epochs }] = steps.changes.slice(-1);
  assert.ok(epochs - epoch >= 10);
  assert.ok(rates[rates.length - 1] < 0.01);
});
