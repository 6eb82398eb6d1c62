// The measurement behind a budget: what of a plan is measured, and what is left behind by it.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { liveTensors } from "@mandn/torch";
import { methodOf } from "../../src/methods/index.js";
import { planSchema } from "../../src/plan/plan.js";
import { withMethod } from "../../src/planning/make.js";
import { Run } from "../../src/steps/run.js";
import { kindsToMeasure } from "../../src/training/costs.js";
import { probeFor } from "../../src/training/probe.js";
import { TinyPlace } from "../steps/tiny-run.js";

describe("a plan's costs", { concurrency: false }, () => {
  let place: TinyPlace;
  let run: Run;
  before(async () => {
    place = await TinyPlace.create();
    run = await Run.open((await place.planned("run")).root);
  });
  after(() => place.dispose());

  test("are the seconds of each kind of step, of preparing the scans, and of pseudo-masks", async () => {
    const { plan, dataset, method } = run;
    const cache = place.path("cache");
    const told: [done: number, total: number][] = [];
    const onProgress = (done: number, total: number) => told.push([done, total]);
    const before = liveTensors();
    const costs = await probeFor(dataset, { folder: cache, onProgress })(plan, method);
    assert.equal(liveTensors(), before, "nothing of the networks is left");
    const kinds = kindsToMeasure(method, plan.training);
    assert.ok(kinds.length > 1);
    assert.deepEqual(
      costs.steps.map(({ step }) => step),
      kinds,
    );
    for (const { seconds } of costs.steps) assert.ok(seconds > 0 && seconds < 10, `${seconds} s`);
    // A first round and up to three more, of which the last are left out where two agree.
    const most = 4 * kinds.length;
    assert.ok(told.length >= 3 * kinds.length && told.length <= most, `${told.length} of ${most}`);
    assert.deepEqual(
      told,
      told.map((_, i) => [i + 1, most]),
    );
    assert.ok(costs.preparingSeconds > 0 && costs.overheadSeconds > 0);
    assert.ok(readdirSync(cache).length > 0);

    const again = await probeFor(dataset, { folder: cache })(plan, method);
    assert.equal(again.preparingSeconds, 0, "scans that are prepared cost nothing more");
  });

  test("have no pseudo-masks where a method makes none, and validations where a plan has them", async () => {
    const alone = withMethod(run.plan, "supervised-3d");
    const probe = probeFor(run.dataset, { folder: place.path("cache") });
    assert.equal((await probe(alone, methodOf(alone))).overheadSeconds, 0);
    const { labelled, ...others } = alone.dataset;
    const [first, second] = labelled as [string, string];
    const watched = planSchema.parse({
      ...alone,
      dataset: { ...others, labelled: [first], validation: [second] },
      training: { ...alone.training, validations: 3 },
    });
    assert.ok((await probe(watched, methodOf(watched))).overheadSeconds > 0);
  });

  test("are given up when the plan is no longer wanted", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const before = liveTensors();
    await assert.rejects(
      probeFor(run.dataset, { folder: place.path("cache"), signal })(run.plan, run.method),
      /enough/,
    );
    assert.equal(liveTensors(), before);
  });
});
