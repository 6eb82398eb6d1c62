// Runs with a budget of time as a user has them: the plan is measured with its own networks, the run ends with the time, and the
// demonstration puts a run on labels alone beside one with a budget.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { readPlan, writePlan } from "../../src/planning/file.js";
import { detectMachine } from "../../src/planning/machine.js";
import { readEvents } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";
import { demoStep } from "../../src/steps/demo.js";
import { planStep } from "../../src/steps/plan.js";
import { trainStep } from "../../src/steps/train.js";
import { TINY_OPTIONS, TinyPlace, tiny } from "./tiny-run.js";

/** Seconds that plans are made for: enough on a busy machine too. Nothing is trained for so long. */
const BUDGET = 600;

describe("a budget", { concurrency: false }, () => {
  let place: TinyPlace;
  before(async () => {
    place = await TinyPlace.create();
  });
  after(() => place.dispose());

  test("is planned by steps that were measured here, and training ends with it, its rates annealed", async () => {
    const folder = new RunFolder(place.path("run"));
    const measured: number[] = [];
    const plan = await planStep(place.scans, folder.root, {
      ...TINY_OPTIONS,
      budget: BUDGET,
      onProgress: ({ what, done }) => what === "measuring" && measured.push(done),
    });
    assert.ok(measured.length >= 2, "several kinds of step are measured");
    assert.equal(plan.training.budget?.seconds, BUDGET);
    assert.equal(plan.training.budget?.measuredOn, detectMachine("cpu").name);
    assert.ok(plan.training.epochs * plan.training.updatesPerEpoch >= 60);
    assert.match(
      plan.reasons["training.epochs"] ?? "",
      /^what fits into 600 s, as measured here: .* s an update of each/,
    );
    assert.deepEqual((await readPlan(folder.plan)).training, plan.training);

    const budget = { seconds: 3, measuredOn: "a test" };
    const { training } = tiny(plan);
    await writePlan(folder.root, { ...tiny(plan), training: { ...training, epochs: plan.training.epochs, budget } });
    await trainStep(folder.root);
    const events = readEvents(folder);
    const { seconds = Number.NaN } = events.findLast((event) => event.type === "end") ?? {};
    assert.ok(seconds > 1 && seconds < 30, `${seconds} s, and 3 were given`);
    const steps = events.filter((event) => event.type === "step");
    assert.ok(steps.length < plan.training.epochs * plan.training.updatesPerEpoch, "the clock ends it, not the plan");
    assert.ok(events.some((event) => event.type === "pace"));
    for (const name of Object.keys(plan.members)) {
      const rates = events.flatMap((event) => (event.type === "step" ? (event.members[name]?.rate ?? []) : []));
      assert.ok(rates.length > 0 && (rates.at(-1) as number) < 0.1 * Math.max(...rates), `${name} is annealed`);
    }
  });

  test("of a demonstration gives a run and, beside it, each network on labels alone for the same time, in one report", async () => {
    const out = place.path("demo");
    const options = { ...TINY_OPTIONS, budget: BUDGET / 3 };
    const folder = new RunFolder(join(out, "mn"));
    const { training, ...rest } = tiny(await planStep(place.scans, folder.root, options));
    const plan = { ...rest, training: { ...training, budget: { seconds: 2, measuredOn: "a test" } } };
    await writePlan(folder.root, plan);
    const notes: string[] = [];
    const demo = () =>
      demoStep(place.scans, out, { budget: BUDGET, labelled: 2, test: 2, onNote: (note) => notes.push(note) });

    const { metrics, report } = await demo();
    const names = metrics.sets.map(({ name }) => name);
    assert.deepEqual(names, [
      "M&N, both averaged",
      "M&N, 3D network",
      "M&N, 2D network",
      "Labels alone, 3D",
      "Labels alone, 2D",
    ]);
    assert.ok(existsSync(report));
    for (const { masks = {} } of metrics.sets) {
      assert.equal(Object.keys(masks).length, 2);
      for (const path of Object.values(masks)) assert.ok(existsSync(join(folder.root, path)), path);
    }
    for (const name of ["supervised-3d", "supervised-2d"]) {
      const alone = await readPlan(new RunFolder(join(out, name)).plan);
      assert.deepEqual([alone.method.name, alone.training.budget], [name, plan.training.budget], "as much time");
      assert.deepEqual(alone.dataset, plan.dataset);
    }

    notes.length = 0;
    assert.deepEqual((await demo()).metrics, metrics);
    assert.equal(notes.filter((note) => /is trained already/.test(note)).length, 3, "nothing is done twice");
  });

  test("of a demonstration without a scan to test on is refused before anything is trained", async (t) => {
    const few = await TinyPlace.create({ scans: 4, labelled: 3 });
    t.after(() => few.dispose());
    const out = few.path("demo");
    await assert.rejects(demoStep(few.scans, out, { budget: BUDGET }), { code: "usage", message: /Give --test/ });
    assert.ok(!existsSync(out));
  });
});
