/** Methods compared on tiny scans with tiny networks: every training takes a second. */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { comparisonTables } from "../../src/evaluation/comparison-text.js";
import type { Plan } from "../../src/plan/plan.js";
import { readPlan, writePlan } from "../../src/planning/file.js";
import { type Comparison, comparisonSchema, type RunOfRow } from "../../src/run/comparison.js";
import { readEvents } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";
import { ablateStep, type CompareOptions, compareStep } from "../../src/steps/compare.js";
import { reportStep } from "../../src/steps/report.js";
import { workInChild, workOn } from "../../src/steps/work.js";
import { mn } from "../cli/mn.js";
import { isMnError } from "../planning/synthetic.js";
import { bytesOf, TINY_OPTIONS, TinyPlace, tiny } from "./tiny-run.js";

const { labelled: _, ...OPTIONS } = TINY_OPTIONS;
const ASKED: CompareOptions = {
  ...OPTIONS,
  methods: ["mn"],
  labelled: [2],
  seeds: [1],
  equal: "updates",
  work: workOn,
};
/** Rows of M&N and both kinds of training on labels alone. */
const ROWS = ["M&N, 3D network", "M&N, 2D network", "M&N, both averaged", "Labels alone, 3D", "Labels alone, 2D"];

const place = await TinyPlace.create({ scans: 18, labelled: 16 });
after(() => place.dispose());

/** A comparison's folder in which the plan is there already, changed: people may edit it too. */
async function planned(name: string, change = (plan: Plan): Plan => plan, asked = ASKED): Promise<string> {
  const out = place.path(name);
  const stop = new AbortController();
  const onNote = (note: string) => note.startsWith("Training 1") && stop.abort(new Error("planned"));
  await assert.rejects(compareStep(place.scans, out, { ...asked, signal: stop.signal, onNote }), /planned/);
  for (const labels of asked.labelled ?? []) {
    const folder = new RunFolder(join(out, `${labels}-labels-plan`));
    await writePlan(folder.root, change(tiny(await readPlan(folder.plan))));
    for (const row of ["mn", "supervised-3d", "supervised-2d", "mean-teacher"])
      rmSync(join(out, `${labels}-labels-${row}-seed-1`), { recursive: true, force: true });
  }
  return out;
}

const titles = ({ tables }: Comparison) => tables.map(({ rows }) => rows.map(({ title }) => title));
const states = ({ tables }: Comparison) =>
  tables.flatMap(({ rows }) => rows.flatMap(({ runs }) => runs.map(({ state }) => state)));
const read = (out: string) => comparisonSchema.parse(JSON.parse(readFileSync(join(out, "compare.json"), "utf8")));
const isDone = (run: RunOfRow) => run.state === "done";

describe("a comparison", { concurrency: false }, () => {
  let out = "";
  let whole: Comparison;
  before(async () => {
    out = await planned("whole");
    whole = await compareStep(place.scans, out, { ...ASKED, seeds: [1, 2] });
  });

  test("has a row for each network and their mean, of the same test scans, and labels alone always", () => {
    assert.deepEqual(titles(whole), [ROWS]);
    const [table] = whole.tables;
    assert.deepEqual([table?.labelled, table?.test], [2, ["scan_8", "scan_9"]]);
    for (const { runs } of table?.rows ?? []) {
      assert.ok(runs.every(isDone));
      for (const run of runs) assert.deepEqual(run.state === "done" && run.scans.map(({ id }) => id), table?.test);
    }
    assert.deepEqual(read(out), JSON.parse(JSON.stringify(whole)));
  });

  test("says the means over seeds and scans that stand in its runs' metrics.json", () => {
    const [row] = whole.tables[0]?.rows ?? [];
    const dice = [1, 2].map((seed) => {
      const { sets } = JSON.parse(readFileSync(join(out, `2-labels-mn-seed-${seed}`, "metrics.json"), "utf8"));
      const set = sets.find((one: { name: string }) => one.name === "M&N, 3D network");
      return set.summaries.find((one: { label: number | null }) => one.label === null).metrics.dice.mean as number;
    });
    assert.ok(Math.abs((row?.values.dice.mean ?? 0) - (dice[0] + dice[1]) / 2) < 1e-12);
    assert.deepEqual(
      row?.values.dice.bySeed.map((one) => one.toFixed(10)),
      dice.map((one) => one.toFixed(10)),
    );
  });

  test("gives each training as many updates of each network, and says what they cost", () => {
    const spent = (title: string) => {
      const run = whole.tables[0]?.rows.find((row) => row.title === title)?.runs[0];
      assert.ok(run?.state === "done");
      return run.spent;
    };
    assert.deepEqual([spent(ROWS[0]).updates, spent("Labels alone, 3D").updates], [16, 8]);
    const { withGradient, without } = spent("Labels alone, 2D");
    assert.deepEqual([withGradient, without], [8 * 3, 0]);
    assert.ok((spent("Labels alone, 2D").coreMinutes ?? 0) > 0 && (spent(ROWS[0]).peakBytes ?? 0) > 1e7);
  });

  test("keeps no component and chooses none, and says what the largest would change in a column of its own", async () => {
    const plan = await readPlan(join(out, "2-labels-mn-seed-1", "plan.json"));
    assert.deepEqual(
      [plan.inference.largestComponent, plan.inference.fillHoles],
      [
        [false, false],
        [false, false],
      ],
    );
    for (const { values, largestComponent } of whole.tables[0]?.rows ?? [])
      assert.deepEqual(largestComponent.dice.scans, values.dice.scans);
    assert.ok(existsSync(join(out, "2-labels-mn-seed-1", "metrics-largest-component.json")));
  });

  test("does nothing again, and adds what is asked besides", async () => {
    const notes: string[] = [];
    const onNote = (note: string) => notes.push(note);
    await compareStep(place.scans, out, { ...ASKED, seeds: [1, 2], onNote });
    assert.deepEqual(
      notes.filter((note) => note.startsWith("Training")),
      [],
    );
    const more = await compareStep(place.scans, out, { ...ASKED, methods: ["mn", "mean-teacher"], onNote });
    assert.deepEqual(
      notes.filter((note) => note.startsWith("Training")),
      ["Training 2 of 4: Mean Teacher, 2 labelled, seed 1."],
    );
    assert.deepEqual(titles(more), [[...ROWS.slice(0, 3), "Mean Teacher", ...ROWS.slice(3)]]);
  });

  test("writes a table with a line for each scan and class, and a page that needs nothing else", () => {
    const lines = readFileSync(join(out, "compare.csv"), "utf8").trimEnd().split("\r\n");
    assert.equal(lines.length, 1 + 6 * 2 * 3, "rows × scans × (2 classes and their mean)");
    assert.match(lines[0] ?? "", /^labelled scans,row,variant,predictors,seed,scan,class,dice,hd95 \(mm\),assd \(mm\)/);
    const page = readFileSync(join(out, "compare.html"), "utf8");
    assert.doesNotMatch(page, /<script|<link|@import|url\(|NaN|undefined|\[object/);
    const open: string[] = [];
    for (const [, slash, tag, closed] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^>]*?)?(\/?)>/g)) {
      if (slash === "/") assert.equal(open.pop(), tag);
      else if (closed !== "/" && !["meta", "br"].includes(tag ?? "")) open.push(tag ?? "");
    }
    assert.deepEqual(open, []);
    for (const title of ROWS) assert.ok(page.includes(title.replace("&", "&#38;")), title);
    assert.ok((page.match(/data:image\/png/g)?.length ?? 0) >= 6 * 2, "best and worst of each row in pictures");
    assert.match(page, /How did the losses fall/);
  });

  test("has runs of which mn report makes pages", async () => {
    const page = await reportStep(join(out, "2-labels-supervised-3d-seed-1"));
    assert.match(readFileSync(page, "utf8"), /Labels alone, 3D/);
  });

  test("refuses another question in its folder, and a folder with something else in it", async () => {
    const asked = { ...ASKED, seeds: [1, 2] };
    await assert.rejects(
      ablateStep(place.scans, out, asked),
      isMnError("run", /holds runs of mn compare .* mn ablate/),
    );
    await assert.rejects(
      compareStep(place.scans, out, { ...asked, test: 3 }),
      isMnError("run", /with test 2, and 3 is asked/),
    );
    const foreign = place.path("foreign");
    mkdirSync(foreign);
    writeFileSync(join(foreign, "notes.txt"), "mine");
    await assert.rejects(compareStep(place.scans, foreign, asked), isMnError("run", /holds other things .*notes\.txt/));
    const inside = join(place.scans, "out");
    await assert.rejects(compareStep(place.scans, inside, asked), isMnError("usage", /lies in/));
    assert.equal(existsSync(inside), false);
  });

  test("does not take a run that was made otherwise for one of its own", async () => {
    const copy = place.path("edited");
    cpSync(out, copy, { recursive: true });
    const run = join(copy, "2-labels-supervised-2d-seed-1");
    const plan = await readPlan(join(run, "plan.json"));
    await writePlan(run, { ...plan, training: { ...plan.training, warmUp: 0.2 } });
    const found = await compareStep(place.scans, copy, { ...ASKED, seeds: [1] });
    const row = found.tables[0]?.rows.find(({ title }) => title === "Labels alone, 2D");
    assert.match(JSON.stringify(row?.runs), /is not of this comparison: training\.warmUp was 0\.2/);
  });

  test("with a part of the trainings for each process comes to the same as one process does", async () => {
    const shards = await planned("shards");
    const asked = { ...ASKED, seeds: [1, 2] };
    const first = await compareStep(place.scans, shards, { ...asked, shard: { index: 1, of: 2 } });
    assert.ok(states(first).includes("waiting") && states(first).includes("done"));
    assert.match(comparisonTables(first), /not trained yet/);
    const joined = await compareStep(place.scans, shards, { ...asked, shard: { index: 2, of: 2 } });
    const values = ({ tables }: Comparison) => tables.map(({ rows }) => rows.map((row) => [row.title, row.values]));
    assert.deepEqual(values(joined), values(whole));
  });
});

test("a method that fails is a row that says why; the others go on, and it is tried again", async () => {
  const out = await planned("failing");
  const work: CompareOptions["work"] = async (run, options) => {
    if (run.includes("-mn-")) throw new Error("a network without <memory>");
    return workOn(run, options);
  };
  const failed = await compareStep(place.scans, out, { ...ASKED, work });
  assert.deepEqual(titles(failed), [["M&N", "Labels alone, 3D", "Labels alone, 2D"]]);
  assert.deepEqual(states(failed), ["failed", "done", "done"]);
  assert.match(comparisonTables(failed), /M&N .* failed: unexpected error: a network without <memory>/);
  const page = readFileSync(join(out, "compare.html"), "utf8");
  assert.match(page, /M&#38;N: failed: unexpected error: a network without &#60;memory&#62;/);
  const mended = await compareStep(place.scans, out, ASKED);
  assert.deepEqual(states(mended), Array(5).fill("done"));
});

test("a training that is killed is a row that says so; the same call goes on from its checkpoint, bit for bit", async () => {
  const often = (plan: Plan): Plan => ({
    ...plan,
    training: { ...plan.training, epochs: 12, checkpointMinutes: 1e-6 },
  });
  const [out, undisturbed] = [await planned("killed", often), await planned("undisturbed", often)];
  const lock = join(out, "2-labels-mn-seed-1", "lock");
  let isKilled = false;
  const onProgress: CompareOptions["onProgress"] = ({ what, done }) => {
    if (isKilled || what !== "training" || done < 8) return;
    isKilled = true;
    process.kill(JSON.parse(readFileSync(lock, "utf8")).pid, "SIGKILL");
  };
  const asked = { ...ASKED, work: workInChild };
  const first = await compareStep(place.scans, out, { ...asked, onProgress });
  assert.ok(isKilled);
  const [row] = first.tables[0]?.rows ?? [];
  assert.match(JSON.stringify(row?.runs), /was ended by SIGKILL/);
  assert.deepEqual(states(await compareStep(place.scans, out, asked)), Array(5).fill("done"));
  const events = readEvents(new RunFolder(join(out, "2-labels-mn-seed-1")));
  assert.ok(
    events.some(({ type }) => type === "resume"),
    "it went on from a checkpoint",
  );
  await compareStep(place.scans, undisturbed, ASKED);
  for (const network of ["network-2d.safetensors", "network-3d.safetensors"]) {
    const of = (folder: string) => bytesOf(join(folder, "2-labels-mn-seed-1", network));
    assert.equal(of(out), of(undisturbed), network);
  }
});

test("within equal time each training ends with the budget, with as many updates as fit", async () => {
  const asked: CompareOptions = {
    ...ASKED,
    methods: ["supervised-3d"],
    equal: "time",
    budget: 10,
    probe: () => async (plan, method) => ({
      steps: method
        .steps({ epoch: 0, place: 0, placeBefore: -1, stage: 0, stagePlace: 0, rate: 1 }, plan.training)
        .concat(
          method.steps({ epoch: 9, place: 0.9, placeBefore: 0.8, stage: 1, stagePlace: 0.9, rate: 0.1 }, plan.training),
        )
        .map((step) => ({ step, seconds: 0.05 })),
      preparingSeconds: 0,
      overheadSeconds: 0,
    }),
  };
  const seconds = 3;
  const out = await planned(
    "timed",
    (plan) => {
      const { budget } = plan.training;
      assert.ok(budget !== undefined);
      return { ...plan, training: { ...plan.training, epochs: 100, budget: { ...budget, seconds } } };
    },
    asked,
  );
  const { tables, budgetSeconds } = await compareStep(place.scans, out, asked);
  assert.equal(budgetSeconds, seconds);
  const spent = (tables[0]?.rows ?? []).map(({ title, runs: [run] }) => {
    assert.ok(run?.state === "done", title);
    assert.ok(run.spent.seconds <= seconds && run.spent.seconds > 0.4 * seconds, `${title}: ${run.spent.seconds} s`);
    return run.spent.updates;
  });
  assert.equal(spent.length, 2);
  assert.ok(
    spent.every((updates) => updates >= 10),
    spent.join(),
  );
});

test("two numbers of labels are two tables, each with a plan of its own", async () => {
  const asked = { ...ASKED, methods: ["supervised-3d"], labelled: [2, 3] };
  const out = await planned("labels", undefined, asked);
  const { tables } = await compareStep(place.scans, out, asked);
  assert.deepEqual(
    tables.map(({ labelled, unlabelled, reference }) => [labelled, unlabelled, reference]),
    [
      [2, 14, "2-labels-plan"],
      [3, 13, "3-labels-plan"],
    ],
  );
  assert.deepEqual(
    tables.map(({ test }) => test),
    [
      ["scan_8", "scan_9"],
      ["scan_8", "scan_9"],
    ],
  );
});

test("ablations are rows of the same engine; one whose weights are missing says so", async () => {
  const asked = { ...ASKED, rows: ["at-once", "2d-resnet-18"] };
  const { methods: _m, ...others } = asked;
  const out = place.path("ablation");
  const stop = new AbortController();
  const onNote = (note: string) => note.startsWith("Training 1") && stop.abort(new Error("planned"));
  await assert.rejects(ablateStep(place.scans, out, { ...others, signal: stop.signal, onNote }), /planned/);
  const folder = new RunFolder(join(out, "2-labels-plan"));
  await writePlan(folder.root, tiny(await readPlan(folder.plan)));
  rmSync(join(out, "2-labels-mn-seed-1"), { recursive: true, force: true });
  const home = process.env.MANDN_HOME;
  const found = await ablateStep(place.scans, out, others);
  assert.equal(process.env.MANDN_HOME, home);
  const rows = found.tables[0]?.rows ?? [];
  assert.deepEqual(
    rows.map(({ title }) => title),
    [
      ...["3D network", "2D network", "both averaged"].map((network) => `M&N as planned, ${network}`),
      ...["3D network", "2D network", "both averaged"].map((network) => `Both networks learn at once, ${network}`),
      "2D network resnet-18",
    ],
  );
  assert.match(
    JSON.stringify(rows.at(-1)?.runs),
    /the weights resnet-18 are not there\. Get them: mn weights get resnet-18/,
  );
  await assert.rejects(
    ablateStep(place.scans, out, { ...others, rows: ["nothing"] }),
    isMnError("usage", /There is no ablation "nothing".*Choose of mn, .*at-once/),
  );
});

test("what cannot be compared is said before anything is trained", async () => {
  const out = place.path("refused");
  const { equal: _e, ...timed } = ASKED;
  await assert.rejects(compareStep(place.scans, out, timed), isMnError("usage", /Give a budget/));
  await assert.rejects(compareStep(place.scans, out, { ...ASKED, seeds: [1, 1] }), isMnError("usage", /given twice/));
  await assert.rejects(
    compareStep(place.scans, out, { ...ASKED, methods: ["nm"] }),
    isMnError("usage", /no method "nm"/),
  );
  assert.equal(existsSync(out), false);
});

test("mn compare goes on after it was interrupted and after it was killed, with its table on standard output", async () => {
  const out = await planned("command", (plan) => ({
    ...plan,
    training: { ...plan.training, epochs: 60, checkpointMinutes: 5e-3 },
  }));
  const args = [
    ...["compare", place.scans, "--out", out, "--methods", "supervised-3d", "--labelled", "2", "--seeds", "1"],
    ...["--equal", "updates", "--test", "2", "--device", "cpu"],
    ...["--network-2d", String(OPTIONS.network2d), "--network-3d", String(OPTIONS.network3d)],
  ];
  const isTraining = (stderr: string) => /^training \d+/m.test(stderr);
  const interrupted = await mn(args, { interrupt: (stderr) => (isTraining(stderr) ? "SIGINT" : undefined) });
  assert.equal(interrupted.code, 130, interrupted.stderr);
  assert.match(interrupted.stderr, /What is done is kept\. The same command goes on\./);
  const killed = await mn(args, { interrupt: (stderr) => (isTraining(stderr) ? "SIGKILL" : undefined) });
  assert.equal(killed.code, null, killed.stderr);
  const { code, stdout, stderr } = await mn(args);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /2 labelled, 14 unlabelled, 2 test scans\n.*Dice % .*HD95 mm/);
  assert.match(stdout, /Labels alone, 2D/);
  assert.deepEqual(states(read(out)), ["done", "done"]);
});
