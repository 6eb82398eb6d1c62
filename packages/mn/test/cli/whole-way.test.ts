import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { copyFile, cp, mkdir, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readVolume, sameGrid } from "@mandn/imaging";
import type { Plan } from "../../src/plan/plan.js";
import { metricsSchema, predictionsSchema } from "../../src/run/results.js";
import { mn, type RunOptions, Workplace } from "./mn.js";
import { writeTinyDataset } from "./tiny-dataset.js";

const network = (name: string) => fileURLToPath(new URL(`../networks/${name}.js`, import.meta.url));
const NETWORKS = ["--network-2d", network("small-2d"), "--network-3d", network("small-3d")];

/** The plan in a run folder, changed. */
function editPlan(run: string, change: (plan: Plan) => Plan): void {
  const path = join(run, "plan.json");
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")) as Plan)));
}

/** A run that takes a second or two. */
const short = (plan: Plan): Plan => ({
  ...plan,
  precision: "float32",
  training: { ...plan.training, crop: [8, 8, 8], epochs: 8, volumesPerBatch: 3 },
  inference: { ...plan.inference, window: [8, 12, 12] },
});

describe("from scans to a report", { concurrency: false }, () => {
  const place = new Workplace();
  const scans = place.path("scans");
  const run = place.path("run");
  const call = (args: readonly string[], options: RunOptions = {}) =>
    mn(args, { ...options, env: { ...place.env, ...options.env } });
  before(() => writeTinyDataset(scans));
  after(() => place.dispose());

  test("check says what is there; results go to standard output, progress to standard error", async () => {
    const { code, stdout, stderr } = await call(["check", scans]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /8 cases, 6 labelled, 2 unlabelled/);
    assert.match(stderr, /checking 8\/8 scans/);
    const asJson = await call(["check", scans, "--json"]);
    assert.equal(JSON.parse(asJson.stdout).cases.length, 8);
  });

  test("plan writes plan, schema, dataset and report, and says why", async () => {
    const { code, stdout, stderr } = await call([
      "plan",
      scans,
      "--out",
      run,
      "--labelled",
      "2",
      "--test",
      "2",
      ...NETWORKS,
    ]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /2 labelled, 4 unlabelled, 0 validation, 2 test scans; classes: class 1, class 2/);
    assert.match(stdout, /training\.crop +\d+ × \d+ × \d+ voxels/);
    assert.deepEqual(readdirSync(run).sort(), [
      "check.json",
      "dataset.json",
      "inputs.json",
      "plan.json",
      "plan.schema.json",
      "request.json",
    ]);
  });

  test("a fold of a dataset without folds is refused, not passed over", async () => {
    for (const command of ["check", "plan", "run"]) {
      const args = command === "check" ? [] : ["--out", place.path("folded")];
      const { code, stderr } = await call([command, scans, "--fold", "0", ...args]);
      assert.equal(code, 2, command);
      assert.match(stderr, /scans: has no folds\. Leave out --fold/);
    }
  });

  test("a plan that is there is not replaced unless asked", async () => {
    const { code, stderr } = await call(["plan", scans, "--out", run]);
    assert.equal(code, 1);
    assert.match(stderr, /plan\.json: is there already\. .*--overwrite/);
    const forced = await call([
      "plan",
      scans,
      "--out",
      run,
      "--labelled",
      "2",
      "--test",
      "2",
      "--seed",
      "3",
      "--overwrite",
      "--json",
      ...NETWORKS,
    ]);
    assert.equal(JSON.parse(forced.stdout).seed, 3);
  });

  test("a faulty plan is told with path and allowed values", async () => {
    const whole = await readFile(join(run, "plan.json"), "utf8");
    editPlan(run, (plan) => ({ ...plan, training: { ...plan.training, warmUp: 0.9 } }));
    const { code, stderr } = await call(["train", run]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /plan\.json: has a fault:\n {2}training\.warmUp is 0\.9: must be below 0\.3333, where the rate restarts/,
    );
    await writeFile(join(run, "plan.json"), whole);
  });

  test("what needs trained networks says that they are missing", async () => {
    const { code, stderr } = await call(["predict", run, "--out", place.path("masks")]);
    assert.equal(code, 1);
    assert.match(stderr, /network-2d\.safetensors.*\. Train the run to its end with `mn train`/);
  });

  test("training is interrupted with a checkpoint, by SIGTERM with code 143", async () => {
    editPlan(run, (plan) => ({ ...short(plan), training: { ...short(plan).training, epochs: 100_000 } }));
    const { code, stderr } = await call(["train", run], {
      interrupt: (text) => (text.includes("training ") ? "SIGTERM" : undefined),
    });
    assert.equal(code, 143, stderr);
    assert.match(stderr, /Interrupted by SIGTERM\. The run is saved\. Go on: mn train/);
    assert.equal(readdirSync(join(run, "checkpoints")).length, 1);
  });

  test("a scan that vanished meanwhile is named, nothing is lost, and with it back training goes on", async () => {
    const scan = join(scans, "images", "scan_0.nii.gz");
    const checkpoint = readdirSync(join(run, "checkpoints"));
    await rename(scan, place.path("scan_0.nii.gz"));
    const { code, stderr } = await call(["train", run]);
    assert.equal(code, 1);
    assert.match(stderr, /scan_0.*scan_0\.nii\.gz.*Bring the file back/);
    assert.deepEqual(readdirSync(join(run, "checkpoints")), checkpoint);
    await rename(place.path("scan_0.nii.gz"), scan);
    const again = await call(["train", run], {
      interrupt: (text) => (text.includes("training ") ? "SIGINT" : undefined),
    });
    assert.equal(again.code, 130, again.stderr);
    assert.match(readFileSync(join(run, "events.jsonl"), "utf8"), /"type":"resume"/);
    for (const name of ["checkpoints", "events.jsonl", "tensorboard"]) await rm(join(run, name), { recursive: true });
    editPlan(run, short);
  });

  test("run does what is left: trains, predicts, scores, reports", async () => {
    const { code, stdout, stderr } = await call(["run", scans, "--out", run]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /plan\.json is there and used as it is \(8 epochs\)/);
    assert.match(stderr, /training 16\/16 updates/);
    assert.match(stdout, /Test scans\n +class +Dice % /);
    assert.match(stdout, /^M&N, both averaged +class 1 /m);
    assert.ok(existsSync(join(run, "report.html")));
    const predictions = predictionsSchema.parse(
      JSON.parse(readFileSync(join(run, "predictions", "predictions.json"), "utf8")),
    );
    assert.equal(predictions.scans.length, 8);
    for (const { id, masks } of predictions.scans) {
      const [image, found] = [
        await readVolume(join(scans, "images", `${id}.nii.gz`)),
        await readVolume(join(run, "predictions", masks[predictions.leading].path)),
      ];
      assert.ok(sameGrid(image, found).same, id);
    }
    const { sets } = metricsSchema.parse(JSON.parse(readFileSync(join(run, "metrics.json"), "utf8")));
    assert.deepEqual(
      sets.map(({ name, split, cases, masks }) => [name, split, cases.map(({ id }) => id).join(), masks?.scan_4]),
      [
        ["M&N, both averaged", "test", "scan_4,scan_5", "predictions/scan_4.nii.gz"],
        ["M&N, 3D network", "test", "scan_4,scan_5", "predictions-3d/scan_4.nii.gz"],
        ["M&N, 2D network", "test", "scan_4,scan_5", "predictions-2d/scan_4.nii.gz"],
      ],
    );
  });

  test("run again does nothing twice", async () => {
    const made = () =>
      ["network-3d.safetensors", "metrics.json", "predictions/scan_0.nii.gz"].map(
        (name) => statSync(join(run, name)).mtimeMs,
      );
    const before = made();
    const { code, stderr } = await call(["run", scans, "--out", run, "--json"]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /is trained already[\s\S]*8 scans are predicted already[\s\S]*metrics\.json is up to date/);
    assert.deepEqual(made(), before);
  });

  test("the plan of trained networks is neither replaced nor trained by again when it was edited", async () => {
    const whole = await readFile(join(run, "plan.json"), "utf8");
    const weights = readFileSync(join(run, "network-3d.safetensors")).toString("base64");
    const forced = await call(["plan", scans, "--out", run, "--overwrite"]);
    assert.equal(forced.code, 1);
    assert.match(forced.stderr, /plan\.json: belongs to networks or checkpoints that are there, and is not replaced/);
    editPlan(run, (plan) => ({ ...plan, preprocessing: { ...plan.preprocessing, spacing: [4, 4, 4] } }));
    for (const args of [
      ["train", run],
      ["report", run],
      ["predict", run, "--out", place.path("edited")],
      ["run", scans, "--out", run],
    ]) {
      const { code, stderr } = await call(args);
      assert.equal(code, 1, args[0]);
      assert.match(stderr, /was trained by another plan: preprocessing\.spacing was \[1,1,1\] and is \[4,4,4\]\. Put/);
    }
    await writeFile(join(run, "plan.json"), whole);
    assert.equal(readFileSync(join(run, "network-3d.safetensors")).toString("base64"), weights);
    assert.ok(!existsSync(place.path("edited")));
  });

  test("a copy of a trained run is trained, also without checkpoints and with other times", async () => {
    const copy = place.path("copy");
    await cp(run, copy, { recursive: true });
    await rm(join(copy, "checkpoints"), { recursive: true });
    await utimes(join(copy, "plan.json"), new Date(), new Date(Date.now() + 60_000));
    const { code, stderr } = await call(["train", copy]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /is trained already/);
  });

  test("run refuses a folder that was planned for something else", async () => {
    const { code, stderr } = await call(["run", scans, "--out", run, "--seed", "7"]);
    assert.equal(code, 1);
    assert.match(stderr, /planned with seed 3, and 7 is asked now/);
    const other = await call(["run", place.path("home"), "--out", run]);
    assert.match(other.stderr, /planned with dataset .*scans, and .*home is asked now/);
    const all = ["--labelled", "4", "--test", "2", "--budget", "30m", "--class-names", "a,b", "--network-2d", "resnet"];
    const more = await call(["run", scans, "--out", run, ...all]);
    assert.equal(more.code, 1);
    const [budget, labelled] = ["budget, and 1800", "labelled 2, and 4"];
    const classes = 'class-names \\["class 1","class 2"\\], and \\["a","b"\\]';
    const differ = `planned with ${labelled} is asked now; with ${classes} is asked now; with network-2d .*small-2d.js, and resnet is asked now; without ${budget} is asked now\\. Take another`;
    assert.match(more.stderr, new RegExp(differ));
  });

  test("predict takes files and folders, and leaves what is done", async () => {
    const masks = place.path("masks");
    const one = join(scans, "images", "scan_0.nii.gz");
    const first = await call(["predict", run, one, "--out", masks, "--networks", "3d", "--probabilities"]);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /^scan_0 /m);
    assert.ok(existsSync(join(masks, "probabilities", "scan_0.nii.gz")));
    const all = await call(["predict", run, join(scans, "images"), "--out", masks, "--networks", "3d", "--json"]);
    assert.match(all.stderr, /1 scans? (are|is) predicted already/);
    assert.equal(JSON.parse(all.stdout).scans.length, 8);
  });

  test("a run from a machine with another device predicts here when told so", async () => {
    const whole = await readFile(join(run, "plan.json"), "utf8");
    editPlan(run, (plan) => ({ ...plan, device: "cuda:99" }));
    const args = ["predict", run, join(scans, "images", "scan_0.nii.gz"), "--out", place.path("elsewhere")];
    const refused = await call(args);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /There is no device "cuda:99" on this machine\. Choose another one with --device/);
    const { code, stderr } = await call([...args, "--device", "cpu"]);
    assert.equal(code, 0, stderr);
    const untrained = place.path("untrained");
    await mkdir(untrained);
    for (const name of ["plan.json", "dataset.json"]) await copyFile(join(run, name), join(untrained, name));
    const training = await call(["train", untrained]);
    assert.match(training.stderr, /There is no device "cuda:99".*Set device in .*plan\.json/);
    await writeFile(join(run, "plan.json"), whole);
  });

  test("predict refuses what cannot be", async () => {
    const one = join(scans, "images", "scan_0.nii.gz");
    const masks = place.path("refused");
    const cases: [args: string[], words: RegExp][] = [
      [[one, "--networks", "4d"], /has no networks "4d"\. Choose one of both, 3d, 2d\./],
      [[one, one], /Two of the scans are called scan_0/],
      [[one, "--tta"], /The plan mirrors no axis/],
      [[`${one},${one}`], /channels/],
    ];
    for (const [args, words] of cases) {
      const { code, stderr } = await call(["predict", run, ...args, "--out", masks]);
      assert.ok(code === 2 || code === 1, String(code));
      assert.match(stderr, words);
    }
  });

  test("evaluate scores masks against references and writes the result", async () => {
    const [references, chosen] = [place.path("references"), place.path("chosen")];
    for (const folder of [references, chosen]) await mkdir(folder);
    for (const id of ["scan_4", "scan_5"]) {
      await copyFile(join(scans, "labels", `${id}.nii.gz`), join(references, `${id}.nii.gz`));
      await copyFile(join(run, "predictions", `${id}.nii.gz`), join(chosen, `${id}.nii.gz`));
    }
    const csv = place.path("metrics.csv");
    const { code, stdout, stderr } = await call(["evaluate", chosen, references, "--out", csv, "--json"]);
    assert.equal(code, 0, stderr);
    const { sets } = metricsSchema.parse(JSON.parse(readFileSync(join(run, "metrics.json"), "utf8")));
    assert.deepEqual(JSON.parse(stdout).cases, sets[0]?.cases);
    assert.equal(readFileSync(csv, "utf8").split("\r\n").length, 1 + 4 + 1);
    const whole = await call([
      ...["evaluate", join(run, "predictions"), join(scans, "labels")],
      ...["--partial", "--json"],
    ]);
    const { unpaired } = JSON.parse(whole.stdout) as { unpaired: unknown };
    assert.deepEqual(unpaired, { predictions: ["scan_6", "scan_7"], labels: [] });
    const wrong = await call(["evaluate", chosen, references, "--out", place.path("metrics.doc")]);
    assert.equal(wrong.code, 2);
  });

  test("report writes the page of a run", async () => {
    const { code, stdout } = await call(["report", run]);
    assert.deepEqual([code, stdout], [0, `${join(run, "report.html")}\n`]);
  });
});

describe("faulty scans", () => {
  const place = new Workplace();
  const scans = place.path("scans");
  before(async () => {
    await writeTinyDataset(scans, { scans: 4, labelled: 2 });
    await writeFile(join(scans, "images", "scan_3.nii.gz"), "not a scan");
  });
  after(() => place.dispose());

  test("check ends with code 1 and names them", async () => {
    const { code, stdout } = await mn(["check", scans], { env: place.env });
    assert.equal(code, 1);
    assert.match(stdout, /error +unreadable +scan_3/);
  });

  test("plan refuses them and leaves nothing behind that looks like a run", async () => {
    const run = place.path("run");
    const { code, stderr } = await mn(["plan", scans, "--out", run], { env: place.env });
    assert.equal(code, 1);
    assert.match(stderr, /has a fault that training must not start with:\n {2}scan_3: [\s\S]*mn check/);
    assert.equal(existsSync(join(run, "plan.json")), false);
  });
});

test("doctor says what there is, also as JSON", async () => {
  const { code, stdout } = await mn(["doctor", "--json"]);
  const report = JSON.parse(stdout);
  assert.equal(code, report.problems.length > 0 ? 1 : 0);
  assert.ok(report.memory.total > 0 && report.cpu.cores > 0);
});
