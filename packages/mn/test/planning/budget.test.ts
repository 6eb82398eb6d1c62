import assert from "node:assert/strict";
import { test } from "node:test";
import { MnError } from "../../src/errors.js";
import { type Costs, makePlanWithin, plannedSeconds } from "../../src/plan/budget.js";
import { parsePlan } from "../../src/plan/file.js";
import type { PlanOptions } from "../../src/plan/make.js";
import type { Plan } from "../../src/plan/plan.js";
import { volumeOf } from "../../src/plan/sizes.js";
import { cpu, synthetic } from "./synthetic.js";

/** A machine whose time goes with the sizes: `speed` 1 takes about half a second for an update at the CPU's scale. */
function machine(speed: number, overheadSeconds = 20) {
  const probed: Plan[] = [];
  const probe = async (plan: Plan): Promise<Costs> => {
    probed.push(plan);
    const { training, network2d, network3d, method } = plan;
    const width = Number(network3d.options.width);
    const crops = training.volumesPerBatch;
    const in2d = (crops * network2d.slicesPerVolume) / 64 / speed;
    const in3d = (crops * volumeOf(training.crop) * (width / 16) ** 2) / 1_200_000 / speed;
    return {
      stepSeconds: { "2d": twice(in2d), "3d": twice(in3d), both: twice(method === "mn" ? in2d + in3d : 0) },
      preparingSeconds: overheadSeconds / 2,
      besidesSeconds: overheadSeconds / 2,
    };
  };
  return { probe, probed };
}

const twice = (seconds: number) => [seconds, seconds] as const;

const { dataset, report } = synthetic({ shape: [88, 144, 192] });
const within = (seconds: number, speed: number, options: Partial<PlanOptions> = {}, overhead?: number) => {
  const { probe, probed } = machine(speed, overhead);
  return makePlanWithin(seconds, probe, dataset, report, { machine: cpu, ...options }).then((plan) => {
    return { plan: parsePlan(plan, "plan.json"), probed, probe };
  });
};

for (const [seconds, speed] of [
  [1800, 1],
  [600, 4],
  [36_000, 1],
  [300, 1],
] as const) {
  test(`${seconds} s at speed ${speed} are used to within 10 %`, async () => {
    const { plan, probe } = await within(seconds, speed);
    const planned = plannedSeconds(plan, await probe(plan));
    assert.ok(planned <= seconds && planned >= 0.9 * seconds, `${planned} s of ${seconds}`);
    assert.match(plan.reasons["training.epochs"] ?? "", new RegExp(`fits into ${seconds} s`));
  });
}

test("a fast machine keeps its scale and is probed once", async () => {
  const { plan, probed } = await within(600, 4);
  assert.equal(probed.length, 1);
  assert.equal(plan.network3d.options.width, 16);
  assert.ok(plan.training.epochs >= 600);
});

test("where too few updates fit, scans, width, slices and crop are halved in turn, and the reason says so", async () => {
  const { plan, probed } = await within(300, 1);
  const spacings = probed.map((one) => one.preprocessing.spacing[0]);
  assert.deepEqual(spacings, [1.25, 1.6]);
  assert.equal(plan.network3d.options.width, 16);
  assert.equal(plan.reasons["training.epochs"]?.replace(/.*; /, ""), "halved for it: voxels of a scan");
  const shorter = await within(60, 1, {}, 0);
  assert.ok(shorter.probed.length <= 4, `${shorter.probed.length} measurements`);
  assert.ok(volumeOf(shorter.plan.training.crop) < volumeOf(plan.training.crop));
  assert.match(
    shorter.plan.reasons["training.epochs"] ?? "",
    /voxels of a scan, voxels of a scan, width of the 3D network, slices per volume/,
  );
});

test("halving what changes nothing is not measured and not mentioned", async () => {
  const small = synthetic({ shape: [20, 24, 24], spacing: [1, 1, 1] });
  const { probe, probed } = machine(0.02);
  const plan = await makePlanWithin(900, probe, small.dataset, small.report, { machine: cpu });
  assert.equal(
    new Set(
      probed.map(({ network2d, network3d, training, preprocessing }) =>
        JSON.stringify([network2d, network3d, training.crop, preprocessing]),
      ),
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
