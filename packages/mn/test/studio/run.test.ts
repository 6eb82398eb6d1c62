// The studio on a run: the queue is that of `mn predict`, masks and maps are the networks', saved labels are learnt from by a run that goes
// on and by nothing that was planned before, and trainings begin and end as asked.
import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Scan, type State, scansSchema, stateSchema } from "@mandn/studio/api";
import { rankForLabelling } from "../../src/inference/disagreement.js";
import { readDataset, readInputs } from "../../src/run/dataset.js";
import { EventLog } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";
import type { Predictions } from "../../src/run/results.js";
import { datasetNews } from "../../src/steps/continue.js";
import { planStep } from "../../src/steps/plan.js";
import { predictStep } from "../../src/steps/predict.js";
import { Run } from "../../src/steps/run.js";
import { trainStep } from "../../src/steps/train.js";
import { THINNED } from "../../src/studio/progress.js";
import { type FoundBy, firstRunOf, runArguments } from "../../src/studio/target.js";
import { firstOutput, killAfter, startProgram } from "../run/support.js";
import { bytesOf, TINY_OPTIONS, TinyPlace, tiny } from "../steps/tiny-run.js";
import { Asked } from "./requests.js";

const LENGTH = 10 * 12 * 14;
const OPTIONS = { device: "cpu", cacheFolder: null } as const;

describe("the studio on a trained run", { concurrency: false }, () => {
  let place: TinyPlace;
  let run: RunFolder;
  let predictions: Predictions;
  let asked: Asked;
  before(async () => {
    // scan_0 … scan_3 have masks, of which the last two are for the test; scan_4 … scan_7 have none.
    place = await TinyPlace.create({ scans: 8, labelled: 4 });
    run = await place.trained("run", {}, (plan) => ({
      ...tiny(plan),
      training: { ...tiny(plan).training, epochs: 24 },
    }));
    predictions = await predictStep(run.root, undefined);
    asked = await Asked.open(run.root);
  });
  after(() => {
    asked[Symbol.dispose]();
    place.dispose();
  });
  const scans = async () => scansSchema.parse(await asked.json("/api/scans"));
  const state = async () => stateSchema.parse(await asked.json("/api/state"));
  const scan = async (id: string) => (await scans()).find((one) => one.id === id) as Scan;

  test("tells the run's state from its folder", async () => {
    const { name, kind, classes, networks, training, rounds, newLabels } = await state();
    assert.deepEqual([name, kind, networks, newLabels], ["run", "run", ["both", "3d", "2d"], 0]);
    assert.deepEqual(
      classes.map(({ value }) => value),
      [0, 1, 2],
    );
    assert.equal(training.status, "finished");
    assert.ok(training.updates > 0 && training.place === 1);
    assert.equal(rounds.length, 1);
    assert.equal(rounds[0]?.labelled, 2);
    const { dataset } = (await Run.open(run.root)).plan;
    const values = predictions.scans.flatMap(({ id, disagreement }) =>
      dataset.unlabelled.includes(id) && disagreement.kind === "value" ? [disagreement.value] : [],
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    assert.equal(rounds[0]?.disagreement, values.length === 0 ? null : mean);
  });

  test("queues the scans without a mask as mn predict ranks them, and at random beside", async () => {
    const { unlabelled } = (await Run.open(run.root)).plan.dataset;
    const expected = rankForLabelling(predictions.scans).flatMap(({ id }) => (unlabelled.includes(id) ? [id] : []));
    const all = await scans();
    const queued = all.filter(({ rank }) => rank !== null);
    assert.deepEqual(
      queued.map(({ id, rank }) => [id, rank]),
      expected.map((id, i) => [id, i + 1]),
    );
    assert.deepEqual(
      queued.map(({ randomRank }) => randomRank).sort(),
      expected.map((_, i) => i + 1),
    );
    assert.ok(queued.every(({ reason }) => /agree by|found anything/.test(reason)));
    assert.deepEqual(all.map(({ id }) => id).sort(), predictions.scans.map(({ id }) => id).sort());
    const roles = Object.fromEntries(all.map(({ id, role, state }) => [id, `${role} ${state}`]));
    assert.deepEqual([roles.scan_0, roles.scan_3, roles.scan_4], ["labelled done", "test done", "unlabelled to-do"]);
  });

  test("a scan that is skipped leaves the queue with its reason, and comes back", async () => {
    const skipped = await asked.post("/api/scans/scan_4/state", { state: "skipped", because: "blurred" });
    assert.deepEqual(((await skipped.json()) as Scan).skippedBecause, "blurred");
    const { rank, state } = await scan("scan_4");
    assert.deepEqual([rank, state], [null, "skipped"]);
    await asked.post("/api/scans/scan_4/state", { state: "to-do" });
    assert.notEqual((await scan("scan_4")).rank, null);
  });

  test("gives each network's mask and maps on one grid: where a class is most probable, the mask has it", async () => {
    const predicted = await asked.mask("/api/scans/scan_4/masks/both", LENGTH);
    const map = async (path: string) => {
      const response = await asked.request(`/api/scans/scan_4/maps/${path}`);
      assert.equal(response.status, 200, path);
      return new Uint8Array(await response.arrayBuffer());
    };
    const probabilities = await Promise.all(["both/0", "both/1", "both/2"].map(map));
    for (let i = 0; i < LENGTH; i++) {
      const [a, b, c] = probabilities.map((one) => one[i] as number) as [number, number, number];
      assert.ok(Math.abs(a + b + c - 255) <= 2, `voxel ${i}: ${a} + ${b} + ${c}`);
      if (predicted[i] !== 0) assert.ok((probabilities[predicted[i] as number]?.[i] ?? 0) >= Math.max(a, b, c) - 1);
    }
    const [p, q, differing] = (await Promise.all(["3d/1", "2d/1", "disagreement"].map(map))) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    for (let i = 0; i < LENGTH; i++)
      assert.ok((differing[i] as number) >= Math.abs((p[i] as number) - (q[i] as number)) / 2 - 2);
    assert.equal((await asked.mask("/api/scans/scan_4/masks/3d", LENGTH)).length, LENGTH);
    const made = statSync(join(run.maps, "scan_4", "maps.json")).mtimeMs;
    await map("both/1");
    assert.equal(statSync(join(run.maps, "scan_4", "maps.json")).mtimeMs, made, "made once");
    for (const path of ["4d/1", "3d/7", "3d/x", "__proto__/1"]) {
      assert.ok([400, 404].includes((await asked.request(`/api/scans/scan_4/maps/${path}`)).status), path);
    }
  });

  test("predicts nothing while the same processor trains, unless it is asked for now", async () => {
    const trainer = startProgram("hold-lock", run.root);
    await firstOutput(trainer);
    const refused = await asked.request("/api/scans/scan_5/maps/disagreement");
    assert.equal(refused.status, 409);
    assert.match(((await refused.json()) as { fault: string }).fault, /a training runs/);
    assert.equal((await asked.request("/api/scans/scan_4/maps/disagreement")).status, 200, "what is there is given");
    assert.equal((await asked.request("/api/scans/scan_5/maps/disagreement?now=1")).status, 200);
    assert.equal((await asked.post("/api/training", { action: "start", budgetSeconds: null })).status, 409);
    await killAfter(trainer, 0);
  });

  test("a saved label is measured against the prediction, and a run that goes on learns from it alone", async () => {
    const before = { plan: bytesOf(run.plan), inputs: bytesOf(run.inputs), network: bytesOf(run.network("3d")) };
    const reference = await asked.mask("/api/scans/scan_4/masks/both", LENGTH);
    const corrected = reference.map((value, i) => (i < 20 ? 1 : value));
    const response = await asked.put("/api/scans/scan_4/label", corrected, 0, { "x-begun-from": "both" });
    const saved = (await response.json()) as { diceToPrediction: number; changedVoxels: number };
    const changed = reference.subarray(0, 20).filter((value) => value !== 1).length;
    assert.equal(saved.changedVoxels, changed);
    const count = (mask: Uint8Array) => mask.filter((value) => value !== 0).length;
    const common = corrected.filter((value, i) => value !== 0 && value === reference[i]).length;
    assert.ok(Math.abs(saved.diceToPrediction - (2 * common) / (count(corrected) + count(reference))) < 1e-12);
    const { rounds, newLabels } = await state();
    assert.deepEqual([newLabels, rounds[0]?.correction], [1, 1 - saved.diceToPrediction]);
    assert.deepEqual([(await scan("scan_4")).rank, (await scan("scan_4")).state], [null, "done"]);
    assert.match((await datasetNews(await Run.open(run.root))) ?? "", /1 new mask \(scan_4\)/);

    const plan = await planStep(place.scans, place.path("run-2"), { ...OPTIONS, from: run.root });
    assert.deepEqual(plan.dataset.labelled, ["scan_0", "scan_1", "scan_4"]);
    const next = await Run.open(place.path("run-2"));
    const label = next.dataset.cases.find(({ id }) => id === "scan_4")?.label;
    assert.equal(label?.path, join(run.labels, ".versions", "scan_4", "0001.nii.gz"));
    assert.equal(next.labels, run.labels, "one folder of labels for all that go on");
    const inputs = readInputs(next.folder);

    // A later correction belongs to the next run: what is planned stays, also the content that it is known by.
    await asked.put("/api/scans/scan_4/label", reference, 1, { "x-begun-from": "v1" });
    assert.deepEqual(readInputs(next.folder), inputs);
    assert.equal(readDataset(next.folder)?.cases.find(({ id }) => id === "scan_4")?.label?.path, label?.path);
    assert.match((await datasetNews(await Run.open(next.folder.root))) ?? "", /1 changed mask \(scan_4\)/);
    assert.deepEqual(
      { plan: bytesOf(run.plan), inputs: bytesOf(run.inputs), network: bytesOf(run.network("3d")) },
      before,
    );

    using second = await Asked.open(next.folder.root);
    const shown = stateSchema.parse(await second.json("/api/state"));
    assert.deepEqual(
      shown.rounds.map(({ name, labelled }) => [name, labelled]),
      [
        ["run", 2],
        ["run-2", 3],
      ],
    );
    assert.equal(shown.training.status, "planned");
    assert.equal(shown.newLabels, 1);
  });

  test("a label of a test scan is kept, and changes no score's reference", async () => {
    const reference = await asked.mask("/api/scans/scan_3/masks/reference", LENGTH);
    assert.equal((await asked.put("/api/scans/scan_3/label", reference.fill(1, 0, 50), 0)).status, 200);
    const plan = await planStep(place.scans, place.path("run-3"), { ...OPTIONS, from: run.root });
    const { dataset } = await Run.open(place.path("run-3"));
    assert.ok(plan.dataset.test.includes("scan_3"));
    assert.equal(
      dataset.cases.find(({ id }) => id === "scan_3")?.label?.path,
      join(place.scans, "labels", "scan_3.nii.gz"),
    );
  });
});

describe("events", { concurrency: false }, () => {
  test("come from the log as it grows, thinned at first; a torn line waits for its end; who comes back goes on", async (t) => {
    const place = await TinyPlace.create();
    t.after(() => place.dispose());
    const folder = await place.planned("run");
    const time = 1_700_000_000_000;
    const step = (i: number) => ({
      type: "step" as const,
      time: time + i,
      step: i,
      update: i,
      epoch: i,
      place: i / 5000,
      stage: 0,
      batch: { labelled: 1, unlabelled: 0 },
      members: { "3d": { rate: 0.1, terms: { loss: 1 / (i + 1) } } },
      seconds: 0.1,
    });
    {
      using log = EventLog.open(folder);
      log.append({ type: "start", time, version: "1", engine: "2", device: "cpu" });
      for (let i = 0; i < 4000; i++) log.append(step(i));
    }
    using asked = await Asked.open(folder.root);
    const first = await listen(asked);
    const early = await first.take(3 + THINNED);
    assert.deepEqual(
      early.slice(0, 3).map(({ event }) => event),
      ["state", "scans", "event"],
    );
    const steps = early.slice(3).map(({ data }) => data.step ?? Number.NaN);
    assert.equal(steps.at(-1), 3999);
    assert.ok(steps.every((place, i) => i === 0 || place > (steps[i - 1] as number)));

    const file = readFileSync(folder.events, "utf8");
    const line = JSON.stringify(step(4000));
    appendFileSync(folder.events, line.slice(0, 50));
    await asked.studio.look();
    appendFileSync(folder.events, `${line.slice(50)}\n`);
    await asked.studio.look();
    const [grown] = await first.take(1, "event");
    assert.equal(grown?.data.step, 4000);
    assert.ok(readFileSync(folder.events, "utf8").startsWith(file));
    await first.stop();

    appendFileSync(folder.events, `${JSON.stringify(step(4001))}\n`);
    await asked.studio.look();
    const again = await listen(asked, grown?.id);
    const [missed] = await again.take(1, "event");
    assert.equal(missed?.data.step, 4001);
    await again.stop();
    const another = await listen(asked, "other-5");
    assert.equal((await another.take(1, "event"))[0]?.data.type, "start", "an id of another log begins anew");
    await another.stop();
    assert.deepEqual(asked.faults, []);
  });
});

describe("trainings begun from the page", { concurrency: false }, () => {
  test("begin, stop with a checkpoint, and go on; labels saved meanwhile are no part of them", async (t) => {
    const place = await TinyPlace.create({ scans: 6, labelled: 4 });
    t.after(() => place.dispose());
    const long = (plan: Parameters<typeof tiny>[0]) => ({
      ...tiny(plan),
      training: { ...tiny(plan).training, epochs: 3000 },
    });
    const run = await place.planned("run", {}, long);
    using asked = await Asked.open(run.root);
    const state = async (): Promise<State> => {
      await asked.studio.look();
      return stateSchema.parse(await asked.json("/api/state"));
    };
    const until = async (wanted: (state: State) => boolean) => {
      for (const begun = Date.now(); Date.now() - begun < 60_000; await sleep(100)) {
        const now = await state();
        if (wanted(now)) return now;
        assert.notEqual(now.training.status, "failed", now.training.reason ?? "");
      }
      throw new Error(`waited a minute; now ${JSON.stringify((await state()).training)}`);
    };
    assert.equal((await state()).training.status, "planned");
    const budget = await asked.post("/api/training", { action: "start", budgetSeconds: 60 });
    assert.equal(budget.status, 409, "its plan has no budget");
    assert.equal((await asked.post("/api/training", { action: "start", budgetSeconds: null })).status, 200);
    await until(({ training }) => training.status === "training" && training.updates > 3);

    // What is saved while it trains is no part of it.
    const mask = new Uint8Array(LENGTH).fill(1, 30, 60);
    assert.equal((await asked.put("/api/scans/scan_4/label", mask, 0)).status, 200);
    assert.equal((await asked.post("/api/training", { action: "stop" })).status, 200);
    const stopped = await until(({ training }) => training.status === "stopped");
    assert.ok(stopped.training.updates > 3 && (stopped.training.place ?? 0) < 1);
    assert.ok(existsSync(run.checkpoints));
    assert.deepEqual(stopped.networks, ["both", "3d", "2d"]);
    const seen = await asked.mask("/api/scans/scan_5/masks/3d", LENGTH);
    assert.ok(
      seen.every((value) => value <= 2),
      "as far as it was trained, the network can be asked",
    );
    assert.equal((await asked.request("/api/scans/scan_5/maps/disagreement")).status, 200);
    assert.equal((await asked.post("/api/training", { action: "stop" })).status, 409);
    assert.equal(
      (await asked.post("/api/training", { action: "continue", budgetSeconds: 60 })).status,
      409,
      "not trained",
    );
    assert.equal((await asked.post("/api/training", { action: "start", budgetSeconds: null })).status, 200);
    await until(({ training }) => training.status === "training" && training.updates > stopped.training.updates);
    await asked.post("/api/training", { action: "stop" });
    await until(({ training }) => training.status === "stopped");
    assert.equal(asked.studio.target.dataset.cases.find(({ id }) => id === "scan_4")?.label, undefined);
    assert.deepEqual(asked.faults, []);
  });

  test("go on with new labels in a run of their own, which is shown from its start as soon as it is planned", async (t) => {
    const place = await TinyPlace.create({ scans: 6, labelled: 4 });
    t.after(() => place.dispose());
    const run = await place.trained("run");
    using asked = await Asked.open(run.root);
    assert.equal((await asked.put("/api/scans/scan_4/label", new Uint8Array(LENGTH).fill(1, 300, 400), 0)).status, 200);
    const heard = await listen(asked);
    assert.equal((await asked.post("/api/training", { action: "continue", budgetSeconds: 12 })).status, 200);
    for (const begun = Date.now(); ; ) {
      assert.ok(Date.now() - begun < 90_000, "the new run is not shown");
      const [news] = await heard.take(1);
      if (news?.event === "state" && news.data.training?.status === "failed")
        assert.fail(news.data.training.reason ?? "");
      if (news?.event === "state" && news.data.name === "run-2") break;
    }
    const [begun] = await heard.take(1, "event");
    assert.equal(begun?.data.type, "start");
    await heard.stop();
    assert.deepEqual((await Run.open(place.path("run-2"))).plan.dataset.labelled, ["scan_0", "scan_1", "scan_4"]);
    const { name, rounds } = stateSchema.parse(await asked.json("/api/state"));
    assert.deepEqual([name, rounds.map((round) => round.name)], ["run-2", ["run", "run-2"]]);
    await stopAndWait(asked);
    assert.deepEqual(asked.faults, []);
  });

  test("begin on a dataset once each class has a mask, in a run beside the labels that is shown as soon as it is planned", async (t) => {
    const place = await TinyPlace.create({ scans: 6, labelled: 0 });
    t.after(() => place.dispose());
    using asked = await Asked.open(place.scans, { cacheFolder: null, classNames: ["a", "b"], layout: "images-labels" });
    const start = (budgetSeconds: number | null) => asked.post("/api/training", { action: "start", budgetSeconds });
    const faultOf = async (response: Response) => {
      assert.equal(response.status, 409);
      return ((await response.json()) as { fault: string }).fault;
    };
    assert.match(await faultOf(await start(60)), /no mask has the class a or b/);
    const mask = new Uint8Array(LENGTH).fill(1, 300, 500);
    assert.equal((await asked.put("/api/scans/scan_1/label", mask, 0)).status, 200);
    assert.match(await faultOf(await start(60)), /no mask has the class b,/);
    assert.equal((await asked.put("/api/scans/scan_2/label", mask.fill(2, 400, 700), 0)).status, 200);
    assert.match(await faultOf(await start(null)), /no training that could go on/);
    assert.match(await faultOf(await asked.post("/api/training", { action: "stop" })), /nothing is being trained/);

    const { target } = asked.studio;
    const run = new RunFolder(place.path("scans-run"));
    assert.deepEqual(runArguments(target, target.found as FoundBy, firstRunOf(target), 90.4), [
      ...["run", place.scans, "--out", run.root, "--budget", "90s", "--labels", `${place.scans}-labels`],
      ...["--layout", "images-labels", "--class-names", "a,b"],
    ]);
    const state = async () => stateSchema.parse(await asked.json("/api/state"));
    assert.equal((await start(3600)).status, 200);
    const { name, training } = await state();
    assert.deepEqual([name, training.status, training.reason], ["scans", "training", "planning scans-run"]);
    assert.match(await faultOf(await start(60)), /not done yet/);
    assert.equal((await asked.post("/api/training", { action: "stop" })).status, 200);
    for (const begun = Date.now(); (await state()).training.status !== "none"; await sleep(50))
      assert.ok(Date.now() - begun < 60_000, "it ends when it is asked to");

    // What its planning would have come to.
    const { layout, classNames } = target.found as FoundBy;
    const options = { ...TINY_OPTIONS, labelled: undefined, test: undefined, labels: target.labels.root };
    await planStep(place.scans, run.root, { ...options, layout, classNames });
    await asked.studio.look();
    const shown = await state();
    assert.deepEqual([shown.name, shown.kind, shown.training.status], ["scans-run", "run", "planned"]);
    const { plan, labels } = await Run.open(run.root);
    assert.deepEqual(plan.dataset.labelled, ["scan_1", "scan_2"]);
    assert.deepEqual(
      plan.dataset.classes.map((one) => one.name),
      ["background", "a", "b"],
    );
    assert.equal(labels, `${place.scans}-labels`, "what is saved for the run's scans goes on there");
    assert.equal(firstRunOf(target).root, place.path("scans-run-2"));
    assert.deepEqual(asked.faults, []);
  });

  test("a label saved while a run trains leaves its networks as they are without it, bit for bit", async (t) => {
    const place = await TinyPlace.create({ scans: 6, labelled: 4 });
    t.after(() => place.dispose());
    const [plain, corrected] = [await place.planned("plain"), await place.planned("corrected")];
    await trainStep(plain.root);
    using asked = await Asked.open(corrected.root);
    const stop = new AbortController();
    await assert.rejects(
      trainStep(corrected.root, { signal: stop.signal, onEvent: ({ type }) => type === "step" && stop.abort() }),
    );
    assert.equal((await asked.put("/api/scans/scan_4/label", new Uint8Array(LENGTH).fill(2, 0, 99), 0)).status, 200);
    assert.equal((await asked.put("/api/scans/scan_0/label", new Uint8Array(LENGTH).fill(2, 0, 99), 0)).status, 200);
    await trainStep(corrected.root);
    for (const member of ["2d", "3d"])
      assert.equal(bytesOf(corrected.network(member)), bytesOf(plain.network(member)), member);
  });
});

/** Asks a training to stop, more than once, and waits until it has, or is done. */
async function stopAndWait(asked: Asked): Promise<void> {
  for (const begun = Date.now(); Date.now() - begun < 60_000; await sleep(100)) {
    const { status } = await asked.post("/api/training", { action: "stop" });
    await asked.studio.look();
    const { training } = stateSchema.parse(await asked.json("/api/state"));
    assert.notEqual(training.status, "failed", training.reason ?? "");
    if (status === 409 && ["stopped", "finished"].includes(training.status)) return;
  }
  assert.fail("it has not stopped within a minute");
}

interface Heard {
  readonly event: string;
  readonly data: { readonly type?: string; readonly step?: number } & Partial<Pick<State, "name" | "training">>;
  readonly id: string | undefined;
}

/** Reads Server-Sent Events. */
async function listen(asked: Asked, lastId?: string) {
  const response = await asked.request("/api/events", { headers: { "last-event-id": lastId } });
  assert.match(response.headers.get("content-type") ?? "", /text\/event-stream/);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = "";
  const next = async (): Promise<Heard> => {
    for (let end = text.indexOf("\n\n"); ; end = text.indexOf("\n\n")) {
      if (end >= 0) {
        const fields = Object.fromEntries(
          text
            .slice(0, end)
            .split("\n")
            .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
        ) as { event: string; data?: string; id?: string };
        text = text.slice(end + 2);
        if (fields.data === undefined) continue; // a sign of life
        return { event: fields.event, data: JSON.parse(fields.data), id: fields.id };
      }
      const { value, done } = await reader.read();
      if (done) throw new Error("the events ended");
      text += decoder.decode(value, { stream: true });
    }
  };
  return {
    /** So many of a kind. */
    take: async (count: number, kind?: string): Promise<Heard[]> => {
      const heard: Heard[] = [];
      while (heard.length < count) {
        const one = await next();
        if (kind === undefined || one.event === kind) heard.push(one);
      }
      return heard;
    },
    stop: () => reader.cancel(),
  };
}
