// Cross-validation: every labelled scan is scored by the fold that did not learn from it, folds are averaged, and a stop at any fold
// costs nothing that was done.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { readVolume } from "@mandn/imaging";
import { MnError } from "../../src/errors.js";
import { pooledRules } from "../../src/inference/post-processing.js";
import type { Plan } from "../../src/plan/plan.js";
import { writePlan } from "../../src/planning/file.js";
import { foldFolder, foldsOf, RunFolder } from "../../src/run/folder.js";
import { metricsSchema } from "../../src/run/results.js";
import { Ensemble, isModel, openModel } from "../../src/steps/ensemble.js";
import { type FoldsOptions, foldsStep } from "../../src/steps/folds.js";
import { predictStep } from "../../src/steps/predict.js";
import { Run } from "../../src/steps/run.js";
import { trainStep } from "../../src/steps/train.js";
import { mnError } from "../run/support.js";
import { bytesOf, TINY_OPTIONS, TinyPlace, tiny } from "./tiny-run.js";

const FOLDS = 3;
const { labelled: _labelled, ...PLANNED } = TINY_OPTIONS;
const OPTIONS: FoldsOptions = { ...PLANNED, folds: FOLDS, test: 1 };

describe("three folds of five labelled scans", { concurrency: false }, () => {
  let place: TinyPlace;
  let root: string;
  const fold = (n: number) => new RunFolder(foldFolder(root, n));
  const planOf = async (n: number) => (await Run.open(fold(n).root)).plan;
  before(async () => {
    place = await TinyPlace.create({ scans: 8, labelled: 6 });
    root = place.path("folds");
  });
  after(() => place.dispose());

  test("are planned alike, and each labelled scan is held out once", async () => {
    const stop = new AbortController();
    stop.abort(new MnError("interrupted", "before the first update"));
    await assert.rejects(foldsStep(place.scans, root, { ...OPTIONS, signal: stop.signal }), mnError("interrupted"));
    // Stopped while it looked at the scans: nothing is planned by halves.
    assert.equal(foldsOf(root), undefined);
    await assert.rejects(
      foldsStep(place.scans, root, { ...OPTIONS, shard: { index: 1, of: 1 }, ...stopAtTraining() }),
      mnError("interrupted"),
    );
    const plans: Plan[] = [];
    for (let n = 1; n <= FOLDS; n++) plans.push(await planOf(n));
    const held = plans.flatMap(({ dataset }) => dataset.validation);
    assert.deepEqual(held.sort(), ["scan_0", "scan_1", "scan_2", "scan_3", "scan_4"]);
    for (const { dataset, reasons, ...settings } of plans) {
      const { dataset: _, reasons: __, ...first } = plans[0] as Plan;
      assert.deepEqual(settings, first);
      assert.deepEqual([...dataset.labelled, ...dataset.validation].sort(), held);
      assert.deepEqual(dataset.test, ["scan_5"]);
      assert.match(reasons["dataset.validation"] ?? "", /^fold \d of 3/);
    }
    rmSync(fold(1).checkpoints, { recursive: true }); // by the plan as it was
    for (let n = 1; n <= FOLDS; n++) {
      const { training, ...others } = tiny(plans[n - 1] as Plan);
      await writePlan(fold(n).root, { ...others, training: { ...training, validations: 0 } });
    }
  });

  test("a share trains its folds, and nothing is summed up before all are trained", async () => {
    const notes: string[] = [];
    const onNote = (note: string) => void notes.push(note);
    assert.equal(await foldsStep(place.scans, root, { ...OPTIONS, shard: { index: 2, of: 2 }, onNote }), undefined);
    assert.ok(existsSync(fold(2).network("3d")));
    assert.ok(!existsSync(fold(1).network("3d")) && !existsSync(fold(3).network("3d")));
    assert.match(notes.join("\n"), /2 folds of other parts not trained yet: 1, 3/);
  });

  test("a stop in any fold is gone on from, without doing again what is done", async () => {
    const { mtimeMs } = statSync(fold(2).network("3d"));
    await assert.rejects(foldsStep(place.scans, root, { ...OPTIONS, ...stopAtTraining(3) }), mnError("interrupted"));
    assert.ok(!existsSync(fold(3).network("3d")));
    const done = await foldsStep(place.scans, root, OPTIONS);
    assert.ok(done !== undefined);
    assert.equal(statSync(fold(2).network("3d")).mtimeMs, mtimeMs);
    const test = done.metrics.sets.filter(({ split }) => split === "test");
    const held = done.metrics.sets.filter(({ split }) => split === "validation");
    assert.match(test[0]?.name ?? "", /^M&N, both averaged, 3 runs averaged$/);
    assert.match(held[0]?.name ?? "", /3 folds, each scan by the one that did not see it/);
    assert.deepEqual(held[0]?.cases.map(({ id }) => id).sort(), ["scan_0", "scan_1", "scan_2", "scan_3", "scan_4"]);
    for (let n = 1; n <= FOLDS; n++) {
      const own = metricsSchema.parse(JSON.parse(readFileSync(fold(n).metrics, "utf8")));
      const scored = own.sets.find(({ split }) => split === "validation");
      for (const one of scored?.cases ?? []) {
        assert.deepEqual(
          held[0]?.cases.find(({ id }) => id === one.id),
          one,
          `${one.id} is scored by fold ${n}`,
        );
      }
    }
    const page = readFileSync(done.report, "utf8");
    assert.match(page, /How do the folds compare\?[\s\S]*href="fold-1\/report\.html"[\s\S]*fold-3/);
    assert.doesNotMatch(page, /It has not begun/);
  });

  test("have the same rules for masks, those that help over all held-out scans together", async () => {
    const rules = [1, 2, 3].map((n) => {
      const { chosen } = JSON.parse(readFileSync(fold(n).postProcessing, "utf8"));
      return { rules: [chosen.both.largestComponent, chosen.both.fillHoles], effects: chosen.both.effects };
    });
    const plans = [await planOf(1), await planOf(2), await planOf(3)];
    const pooled = pooledRules(
      rules.map(({ effects }, i) => ({ effects, scans: plans[i]?.dataset.validation.length ?? 0 })),
      (plans[0] as Plan).inference,
    );
    for (const one of rules) assert.deepEqual(one.rules, [pooled.largestComponent, pooled.fillHoles]);
  });

  test("are asked for again with other options, and refused", async () => {
    await assert.rejects(foldsStep(place.scans, root, { ...OPTIONS, folds: 5 }), mnError("run", "folds 3, and 5"));
    await assert.rejects(
      foldsStep(place.scans, place.path("many"), { ...OPTIONS, folds: 6 }),
      mnError("data", "6 folds"),
    );
    await assert.rejects(
      foldsStep(place.scans, place.path("both"), { ...OPTIONS, validation: 1 }),
      mnError("usage", "--validation"),
    );
  });

  test("average their probabilities, whichever way they are named", async () => {
    const scan = join(place.scans, "images", "scan_7.nii.gz");
    const folders = foldsOf(root) ?? [];
    assert.ok(isModel(root) && isModel(folders[0] as string) && !isModel(scan));
    const options = { probabilities: true };
    const whole = await predictStep(root, [scan], { out: place.path("whole"), ...options });
    await predictStep(folders, [scan], { out: place.path("listed"), ...options });
    assert.equal(bytesOf(place.path("whole", "scan_7.nii.gz")), bytesOf(place.path("listed", "scan_7.nii.gz")));
    assert.deepEqual(whole.predictors.both?.length, 2 * FOLDS);
    const probabilities = async (out: string) =>
      (await readVolume(join(place.path(out), "probabilities", "scan_7.nii.gz"))).voxels as Float32Array;
    const mean = await probabilities("whole");
    const each: Float32Array[] = [];
    for (const [i, folder] of folders.entries()) {
      await predictStep(folder, [scan], { out: place.path(`alone-${i}`), ...options });
      each.push(await probabilities(`alone-${i}`));
    }
    let farthest = 0;
    for (let at = 0; at < mean.length; at++) {
      const expected = each.reduce((sum, one) => sum + (one[at] as number), 0) / each.length;
      farthest = Math.max(farthest, Math.abs(expected - (mean[at] as number)));
    }
    assert.ok(farthest < 1e-5, `${farthest} off the mean of the runs' probabilities`);
  });

  test("are not averaged with a run that sees scans otherwise", async () => {
    const other = await place.trained("other", {}, (plan) => ({
      ...plan,
      preprocessing: { ...plan.preprocessing, spacing: [2, 1, 1] },
    }));
    await assert.rejects(
      openModel([fold(1).root, other.root]),
      mnError("usage", "differ in preprocessing", "cannot be averaged"),
    );
    const alone = await openModel([fold(1).root]);
    assert.ok(alone instanceof Run && !(alone instanceof Ensemble));
    await trainStep(alone); // trained: nothing to do
  });
});

/** Aborts at the third update of a fold. */
function stopAtTraining(fold = 1): Pick<FoldsOptions, "signal" | "onEvent" | "onNote"> {
  const stop = new AbortController();
  let [current, steps] = [0, 0];
  return {
    signal: stop.signal,
    onNote: (note) => {
      const found = /^Fold (\d+) of/.exec(note);
      if (found !== null) current = Number(found[1]);
    },
    onEvent: ({ type }) => {
      if (type === "step" && current === fold && ++steps === 3)
        stop.abort(new MnError("interrupted", "a test stops it"));
    },
  };
}
