import assert from "node:assert/strict";
import { test } from "node:test";
import { MnError } from "../../src/errors.js";
import { methodOf } from "../../src/methods/index.js";
import { MOST_EPOCHS, type Plan } from "../../src/plan/plan.js";
import { epochAt, steady } from "../../src/plan/schedule.js";
import { makePlanWithin, type Probe } from "../../src/planning/budget.js";
import { parsePlan } from "../../src/planning/file.js";
import type { PlanOptions } from "../../src/planning/make.js";
import { volumeOf } from "../../src/planning/scale.js";
import { type Costs, kindsToMeasure } from "../../src/training/costs.js";
import type { StepSpec } from "../../src/training/method.js";
import { cpu, synthetic } from "./synthetic.js";

/** A machine whose time goes with the sizes: `speed` 1 takes about half a second for an update at the CPU's scale. */
function machine(speed: number, overheadSeconds = 20) {
  const probed: Plan[] = [];
  const probe: Probe = async (plan, method): Promise<Costs> => {
    probed.push(plan);
    const kinds = kindsToMeasure(method, plan.training);
    return {
      steps: kinds.map((step) => ({ step, seconds: stepSeconds(step, plan) / speed })),
      preparingSeconds: overheadSeconds / 2,
      overheadSeconds: overheadSeconds / 2,
    };
  };
  /** What the whole run takes on this machine, added up step by step. */
  const runSeconds = (plan: Plan) => {
    const { training } = plan;
    const method = methodOf(plan);
    const epochs = Array.from({ length: training.epochs }, (_, epoch) =>
      method.steps(epochAt(epoch, [steady(training.epochs)], method.stages, training), training),
    );
    return epochs.flat().reduce((sum, step) => sum + stepSeconds(step, plan) / speed, overheadSeconds);
  };
  return { probe, probed, runSeconds };
}

/** Of a step at speed 1, by its students. */
function stepSeconds({ students }: StepSpec, { training, members }: Plan): number {
  const crops = training.volumesPerBatch;
  return students.reduce((sum, name) => {
    const member = members[name];
    if (member.view === "slices") return sum + (crops * member.slicesPerVolume) / 64;
    return sum + (crops * volumeOf(training.crop) * (Number(member.options.width) / 16) ** 2) / 1_200_000;
  }, 0);
}

const widthOf = ({ members }: Plan) => members["3d"].options.width;

const { dataset, report } = synthetic({ shape: [88, 144, 192] });
const within = (seconds: number, speed: number, options: Partial<PlanOptions> = {}, overhead?: number) => {
  const { probe, probed, runSeconds } = machine(speed, overhead);
  return makePlanWithin(seconds, probe, dataset, report, { machine: cpu, ...options }).then((plan) => {
    return { plan: parsePlan(plan, "plan.json"), probed, runSeconds };
  });
};

for (const [seconds, speed] of [
  [1800, 1],
  [600, 4],
  [36_000, 1],
  [300, 1],
] as const) {
  test(`${seconds} s at speed ${speed} are used to within 10 %`, async () => {
    const { plan, runSeconds } = await within(seconds, speed);
    const planned = runSeconds(plan);
    assert.ok(planned <= seconds && planned >= 0.9 * seconds, `${planned} s of ${seconds}`);
    assert.deepEqual(plan.training.budget, { seconds, measuredOn: "a CPU" });
    assert.match(plan.reasons["training.epochs"] ?? "", new RegExp(`fits into ${seconds} s`));
  });
}

test("a fast machine keeps its scale and is probed once", async () => {
  const { plan, probed } = await within(600, 4);
  assert.equal(probed.length, 1);
  assert.equal(widthOf(plan), 16);
  assert.ok(plan.training.epochs >= 600);
});

test("a budget for more epochs than a plan may have gets as many as it may", async () => {
  const { plan } = await within(36_000, 1e6);
  assert.equal(plan.training.epochs, MOST_EPOCHS);
});

test("where too few updates fit, scans, width, slices and crop are halved in turn, and the reason says so", async () => {
  const { plan, probed } = await within(300, 1);
  const spacings = probed.map((one) => one.preprocessing.spacing[0]);
  assert.deepEqual(spacings, [1.25, 1.6]);
  assert.equal(widthOf(plan), 16);
  assert.equal(plan.reasons["training.epochs"]?.replace(/.*; /, ""), "halved for it: voxels of a scan");
  const shorter = await within(60, 1, {}, 0);
  assert.ok(shorter.probed.length <= 4, `${shorter.probed.length} measurements`);
  assert.ok(volumeOf(shorter.plan.training.crop) < volumeOf(plan.training.crop));
  assert.match(
    shorter.plan.reasons["training.epochs"] ?? "",
    /voxels of a scan, voxels of a scan, width of the 3D network, slices per volume/,
  );
});

test("a size that is far too slow is given up by its first steps, and the plan is the same", async () => {
  const { probe } = machine(1, 0);
  const asked: boolean[] = [];
  const early: Probe = async (plan, method, isTooSlow) => {
    const costs = await probe(plan, method, isTooSlow);
    const least = { ...costs, overheadSeconds: 0 };
    asked.push(isTooSlow(least));
    return asked.at(-1) === true ? least : costs;
  };
  const plan = await makePlanWithin(60, early, dataset, report, { machine: cpu });
  assert.deepEqual(plan, (await within(60, 1, {}, 0)).plan);
  assert.deepEqual(asked.slice(0, -1).includes(false), false, "all but the last");
  assert.equal(asked.at(-1), false);
  assert.ok(asked.length > 1);
});

test("the smallest size is measured to the end, however slow it is", async () => {
  const answers: boolean[] = [];
  const { probe } = machine(0.01, 0);
  const slow: Probe = async (plan, method, isTooSlow) => {
    const costs = await probe(plan, method, isTooSlow);
    answers.push(isTooSlow(costs));
    return costs;
  };
  await assert.rejects(makePlanWithin(30, slow, dataset, report, { machine: cpu }), /budget of \d+ s or more/);
  assert.equal(answers.at(-1), false);
});

test("halving what changes nothing is not measured and not mentioned", async () => {
  const small = synthetic({ shape: [20, 24, 24], spacing: [1, 1, 1] });
  const { probe, probed } = machine(0.02);
  const plan = await makePlanWithin(900, probe, small.dataset, small.report, { machine: cpu });
  assert.equal(
    new Set(
      probed.map(({ members, training, preprocessing }) => JSON.stringify([members, training.crop, preprocessing])),
    ).size,
    probed.length,
  );
  assert.doesNotMatch(plan.reasons["training.epochs"] ?? "", /voxels of a scan/);
});

test("a budget that allows nothing is refused with the least that does", async () => {
  const refused = await within(30, 0.01).catch((error: unknown) => error);
  assert.ok(refused instanceof MnError && refused.code === "usage", String(refused));
  const least = Number(/budget of (\d+) s/.exec(refused.message)?.[1]);
  assert.equal((await within(least, 0.01)).plan.training.epochs, 60);
});

test("a budget smaller than what a run takes besides is refused", async () => {
  await assert.rejects(within(60, 1, {}, 90), /budget of \d+ s or more/);
});

test("the preset official gets fewer epochs and nothing smaller", async () => {
  const { plan, probed } = await within(36_000, 1, { preset: "official" });
  assert.equal(probed.length, 1);
  assert.deepEqual(plan.training.crop, [64, 160, 160]);
  assert.ok(plan.training.epochs < 4000);
});

test("a method with one network gives it all the time", async () => {
  const both = await within(600, 4);
  const alone = await within(600, 4, { method: "supervised-3d" });
  assert.ok(alone.plan.training.epochs > 1.5 * both.plan.training.epochs);
});
