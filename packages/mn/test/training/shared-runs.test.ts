/** Runs that several processes train together: stopped and gone on with by as many or others, killed, and what each fault ends in. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Xoshiro128 } from "@mandn/imaging";
import { readEvents } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";
import { type Ended, reportsOf, runRanks } from "./ranks.js";
import { differenceOfRuns, type Fault, type Seen, type SharedRun, weightsOfRun as weights } from "./shared-training.js";

// make distributed: the longer campaign.
const KILLS = Number(process.env.MANDN_RANK_KILLS ?? 2);
const SEED = Number(process.env.MANDN_KILLS_SEED ?? 1);
/** Of the small run. */
const STEPS = 24;

const root = mkdtempSync(join(tmpdir(), "mn-shared-"));
after(() => rmSync(root, { recursive: true }));
let runs = 0;

function newFolder(): string {
  const folder = join(root, String(++runs));
  mkdirSync(folder);
  return folder;
}

const runOf = (count: number, run: SharedRun): Promise<Ended<Seen>[]> => runRanks<Seen>("run", count, run);

const [reference, stopped] = [newFolder(), newFolder()];
before(async () => {
  reportsOf(await runOf(2, { folder: reference }));
  reportsOf(await runOf(2, { folder: stopped, stop: { rank: 1, step: 9 } }));
});

const copyOfStopped = () => {
  const folder = newFolder();
  cpSync(stopped, folder, { recursive: true });
  return folder;
};

test("all ranks stop after the same step when one is asked to, and what one writes says why", () => {
  const events = readEvents(new RunFolder(stopped));
  assert.equal(events.filter(({ type }) => type === "step").length, 10);
  const { reason } = events.findLast((event) => event.type === "interrupted") ?? {};
  assert.equal(reason, "enough");
});

test("a run that two processes trained goes on with two bit for bit, with one and with four up to rounding", async (t) => {
  const [two, one, four] = [copyOfStopped(), copyOfStopped(), copyOfStopped()];
  reportsOf(await runOf(2, { folder: two }));
  assert.deepEqual(weights(two), weights(reference));
  for (const [count, folder] of [
    [1, one],
    [4, four],
  ] as const) {
    reportsOf(await runOf(count, { folder }));
    const off = differenceOfRuns(folder, reference);
    t.diagnostic(`with ${count} the weights differ by ${off.toExponential(1)}`);
    assert.ok(off < 1e-6, `${count} processes: ${off}`);
  }
  const steps = readEvents(new RunFolder(four)).filter(({ type }) => type === "step").length;
  assert.equal(steps, STEPS);
});

test(`a run of two processes of which one is killed, ${KILLS} times, has the weights of one that was left alone, bit for bit`, async () => {
  const random = new Xoshiro128(SEED);
  for (let kills = 0; kills < KILLS; ) {
    const folder = newFolder();
    for (let from = 0; ; ) {
      const step = from + random.below(STEPS);
      const ended = await runOf(2, { folder, fault: { kind: "kill", rank: kills % 2, step } });
      if (ended.every(({ code }) => code === 0)) break;
      kills++;
      from = step;
    }
    assert.deepEqual(weights(folder), weights(reference), `after ${kills} kills, seed ${SEED}`);
  }
});

const TIMEOUT_SECONDS = 2;
const faults: readonly (Fault & { readonly reasons: readonly string[] })[] = [
  { kind: "kill", rank: 1, step: 3, reasons: ["peer"] },
  { kind: "kill", rank: 0, step: 3, reasons: ["peer"] },
  { kind: "throw", rank: 1, step: 3, reasons: ["peer"] },
  { kind: "stop", rank: 1, step: 3, reasons: ["timeout"] },
  { kind: "late", rank: 1, step: 3, ms: 1000 * (TIMEOUT_SECONDS + 1), reasons: ["timeout"] },
];

for (const fault of faults) {
  const { kind, rank, reasons } = fault;
  test(`where rank ${rank} of 3 meets "${kind}", the others end within the timeout and 3 s, and say so`, async (t) => {
    const folder = newFolder();
    const ended = await runRanks<Seen>(
      "run",
      3,
      { folder, fault, timeoutSeconds: TIMEOUT_SECONDS },
      { onReport: (_, __, ranks) => kind === "stop" && setTimeout(() => ranks[rank]?.kill("SIGKILL"), 3000) },
    );
    const happened = Number(readFileSync(join(folder, "fault"), "utf8"));
    const others = ended.filter((_, one) => one !== rank);
    for (const { code, report, at } of others) {
      assert.equal(code, 1);
      assert.equal(report?.code, "distributed", report?.message);
      assert.ok(reasons.includes(report?.reason ?? ""), report?.message);
      assert.equal(report?.rank, rank, report?.message);
      if (kind === "throw") assert.match(report?.words ?? "", /no more of this/);
      assert.ok(at - happened < 1000 * (TIMEOUT_SECONDS + 3), `${at - happened} ms`);
    }
    t.diagnostic(`${others.map(({ at }) => at - happened).join(" and ")} ms`);
  });
}

test("a run goes on after a fault where its last checkpoint is", async () => {
  const folder = newFolder();
  await runOf(2, { folder, fault: { kind: "throw", rank: 1, step: 5 } });
  reportsOf(await runOf(2, { folder }));
  assert.deepEqual(weights(folder), weights(reference));
});
