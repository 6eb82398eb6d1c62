/** The programs under examples/, each run as its first lines say: with the folders of the scans and of the run. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { writePlan } from "../src/planning/file.js";
import { RunFolder } from "../src/run/folder.js";
import { metricsSchema } from "../src/run/results.js";
import { planStep } from "../src/steps/plan.js";
import { Workplace } from "./cli/mn.js";
import { writeTinyDataset } from "./cli/tiny-dataset.js";
import { TINY_OPTIONS, tiny } from "./steps/tiny-run.js";

const EXAMPLES = fileURLToPath(new URL("../../../../examples/dist/", import.meta.url));

describe("the examples", { concurrency: false }, () => {
  const place = new Workplace();
  const scans = place.path("scans");
  const example = (name: string, run: RunFolder, ...more: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(EXAMPLES, `${name}.js`), scans, run.root, ...more],
      { env: { ...process.env, OMP_NUM_THREADS: "1", ...place.env }, encoding: "utf8" },
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, new RegExp(`^Report: ${run.report}$`, "m"));
    assert.ok(existsSync(run.report));
    return {
      stdout,
      names: metricsSchema.parse(JSON.parse(readFileSync(run.metrics, "utf8"))).sets.map(({ name }) => name),
    };
  };
  before(() => writeTinyDataset(scans));
  after(() => place.dispose());

  test("a whole run says how good the masks of each set of networks are", async () => {
    const run = new RunFolder(place.path("whole"));
    const options = { ...TINY_OPTIONS, method: "mn", budget: 1800 };
    const plan = tiny(await planStep(scans, run.root, options));
    // Asked for the half hour of the example, but with small networks and three seconds.
    const training = { ...plan.training, budget: { seconds: 3, measuredOn: "a test" } };
    await writePlan(run.root, { ...plan, training });
    const { stdout, names } = example("whole-run", run);
    assert.deepEqual(names, ["M&N, both averaged", "M&N, 3D network", "M&N, 2D network"]);
    for (const name of names) assert.match(stdout, new RegExp(`^test: ${name}: Dice 0\\.\\d{3}, HD95 `, "m"));
  });

  test("a network of one's own trains with the options that its plan has", () => {
    const run = new RunFolder(place.path("own-network"));
    const { stdout, names } = example("own-network", run, "4");
    assert.deepEqual(names, ["Labels alone, 3D"]);
    assert.match(stdout, /^Labels alone, 3D: Dice 0/m);
    assert.equal(JSON.parse(readFileSync(run.plan, "utf8")).members["3d"].options.width, 16);
  });

  test("a method of one's own trains, scores and reports by its name", () => {
    const run = new RunFolder(place.path("own-method"));
    assert.deepEqual(example("own-method", run, "2").names, ["Least entropy"]);
    const [step] = readFileSync(run.events, "utf8")
      .split("\n")
      .map((line) => JSON.parse(line || "{}"))
      .filter(({ type }) => type === "step");
    assert.deepEqual(Object.keys(step.members.network.terms), ["loss", "supervised", "entropy"]);
    assert.match(readFileSync(run.report, "utf8"), /Least entropy/);
  });
});
