// Planned anew after more labels, a dataset's last scans are others: what would be trained on though an earlier run tests by it is told,
// and the earlier run's test scans can be taken over.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { foldsOf } from "../../src/run/folder.js";
import { assertAsked, requestOf } from "../../src/run/request.js";
import { foldsStep } from "../../src/steps/folds.js";
import { type PlanStepOptions, planStep } from "../../src/steps/plan.js";
import { Run } from "../../src/steps/run.js";
import { mnError } from "../run/support.js";
import { TINY_OPTIONS, TinyPlace } from "./tiny-run.js";

describe("test scans after more labels", { concurrency: false }, () => {
  let place: TinyPlace;
  before(async () => {
    // scan_0 … scan_3 have masks, of which the last two are for the test; then scan_4 and scan_5 get one.
    place = await TinyPlace.create({ scans: 7, labelled: 4 });
    await place.planned("run");
    for (const id of ["scan_4", "scan_5"])
      cpSync(place.path("scans", "labels", "scan_0.nii.gz"), place.path("scans", "labels", `${id}.nii.gz`));
    mkdirSync(place.path("no-run"));
    writeFileSync(place.path("no-run", "plan.json"), "no plan");
  });
  after(() => place.dispose());

  async function planned(name: string, options: PlanStepOptions) {
    const notes: string[] = [];
    const onNote = (note: string) => notes.push(note);
    const { dataset } = await planStep(place.scans, place.path(name), {
      ...TINY_OPTIONS,
      labelled: undefined,
      onNote,
      ...options,
    });
    return { dataset, moved: notes.filter((note) => note.includes("for the test in")) };
  }

  test("that a plan would train on are named, with the run that tests by them", async () => {
    const { dataset, moved } = await planned("run-2", { test: 2 });
    assert.deepEqual(
      [dataset.test, dataset.labelled],
      [
        ["scan_4", "scan_5"],
        ["scan_0", "scan_1", "scan_2", "scan_3"],
      ],
    );
    const run = place.path("run");
    assert.deepEqual(moved, [
      `2 scans (scan_2, scan_3) for the test in ${run} are trained on by this plan, so the two cannot be compared. --test ${run} takes the same test scans.`,
    ]);
  });

  test("are named when the plan itself is replaced", async () => {
    await planned("replaced", { test: 3 });
    const { moved } = await planned("replaced", { test: 1, overwrite: true });
    const [here, ...others] = moved.filter((note) => note.includes("the plan that was here"));
    assert.match(here ?? "", /^2 scans \(scan_3, scan_4\) .*--test \S+replaced takes/);
    assert.deepEqual(others, []);
    rmSync(place.path("replaced"), { recursive: true });
  });

  test("are an earlier run's where it is named, also in folds and when the same is asked again, and nothing is told", async () => {
    const run = place.path("run");
    rmSync(place.path("run-2"), { recursive: true, force: true });
    const { dataset, moved } = await planned("same", { test: run });
    assert.deepEqual(
      [dataset.test, dataset.labelled, moved],
      [["scan_2", "scan_3"], ["scan_0", "scan_1", "scan_4", "scan_5"], []],
    );
    const { plan, dataset: found, request, folder } = await Run.open(place.path("same"));
    assertAsked(requestOf(place.scans, { test: run }), { plan, dataset: found, request, path: folder.plan });
    const stop = new AbortController();
    const onNote = (note: string) => note.startsWith("Fold 1 ") && stop.abort(); // all folds are planned then
    const options = { ...TINY_OPTIONS, labelled: undefined, test: run, folds: 2, onNote, signal: stop.signal };
    await assert.rejects(foldsStep(place.scans, place.path("folds"), options));
    const folds = await Promise.all((foldsOf(place.path("folds")) ?? []).map((one) => Run.open(one)));
    assert.deepEqual(
      folds.map((one) => one.plan.dataset.test),
      [dataset.test, dataset.test],
    );
  });

  test("of a folder that is no run, of a run without any, or without their masks are refused", async () => {
    await planned("untested", { test: 0 });
    const refused = (name: string) => planned("refused", { test: place.path(name) });
    await assert.rejects(refused("nothing"), mnError("run", place.path("nothing"), "is no run"));
    await assert.rejects(refused("untested"), mnError("run", place.path("untested"), "keeps no scans for the test"));
    rmSync(place.path("scans", "labels", "scan_3.nii.gz"));
    await assert.rejects(
      refused("run"),
      mnError("data", place.scans, "no mask of scan_3, which is to be for the test"),
    );
  });
});
