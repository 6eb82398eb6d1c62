// An archive predicted in shards, several at once, killed at random moments and started again with other numbers of shards, beside one
// process that predicts all of it. `make archive` runs it at the size of a thousand scans: MANDN_ARCHIVE=scans, MANDN_ARCHIVE_SEED.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, mock, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Xoshiro128 } from "@mandn/imaging";
import { collectStep, type PredictStepOptions, predictStep } from "../../src/steps/predict.js";
import { PredictionSession } from "../../src/steps/session.js";
import { mnError } from "../run/support.js";
import { bytesOf } from "../steps/tiny-run.js";
import { mn } from "./mn.js";
import { TinyArchive } from "./tiny-archive.js";

const SCANS = Number(process.env.MANDN_ARCHIVE ?? 40);
const SEED = Number(process.env.MANDN_ARCHIVE_SEED ?? 1);
const IS_LARGE = SCANS > 100;
/** Shards, and how many of them run at a time. */
const [SHARDS, AT_ONCE] = IS_LARGE ? [8, 4] : [4, 2];
const BIN = fileURLToPath(new URL("../../../bin/mn.js", import.meta.url));

describe("an archive", { concurrency: false }, () => {
  let archive: TinyArchive;
  let [run, list] = ["", ""];
  let broken: readonly string[] = [];
  const out = () => archive.place.path("masks");
  before(async () => {
    archive = await TinyArchive.create({ scans: SCANS, withMissing: IS_LARGE });
    ({ list, broken } = archive);
    run = archive.run.root;
  });
  after(() => archive.dispose());

  const inProcess = (options: PredictStepOptions) => predictStep(run, undefined, { out: out(), list, ...options });
  const args = (...more: readonly string[]) => ["predict", run, "--list", list, "--out", out(), ...more];

  /** Starts a shard and kills it when it has written some files, or nearly so: within the writing of one, too. */
  async function killed(random: Xoshiro128, index: number, of: number): Promise<number | null> {
    const child = spawn(process.execPath, [BIN, ...args("--shard", `${index}/${of}`)], {
      env: { ...process.env, OMP_NUM_THREADS: "1", MN_DEBUG: "" },
      stdio: "ignore",
    });
    const files = random.below(Math.ceil((6 * SCANS) / of));
    const ended = once(child, "exit");
    const stop = killAfter(child, files);
    const [code] = await ended;
    stop();
    return code as number | null;
  }

  /** Kills a process once it and the others have written so many files into the masks' folder. */
  function killAfter(child: ChildProcess, files: number): () => void {
    mkdirSync(out(), { recursive: true });
    let seen = 0;
    const watcher = watch(out(), () => {
      seen += 1;
      if (seen > files) child.kill("SIGKILL");
    });
    return () => watcher.close();
  }

  /** Does a work for all numbers, some at once. */
  async function atOnce(count: number, work: (index: number) => Promise<void>): Promise<void> {
    let next = 1;
    const worker = async () => {
      while (next <= count) await work(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  test("that shards predict, killed and started again with other numbers, has the masks of one process, each in one entry", async (t) => {
    const random = new Xoshiro128(SEED);
    const begun = performance.now();
    let kills = 0;
    for (const of of [SHARDS, SHARDS - 1]) {
      await atOnce(of, async (index) => {
        if ((await killed(random, index, of)) === null) kills += 1;
      });
    }
    t.diagnostic(`${kills} of ${2 * SHARDS - 1} shards were killed`);
    assert.ok(kills > SHARDS / 2, `${kills} kills`);
    await assert.rejects(collectStep(run, undefined, { out: out(), list }), mnError("data", "not predicted yet"));
    const said: string[] = [];
    await atOnce(SHARDS - 2, async (index) => {
      const { code, stderr } = await mn(args("--shard", `${index}/${SHARDS - 2}`));
      assert.equal(code, /not predicted:/.test(stderr) ? 1 : 0, stderr);
      said.push(stderr);
    });
    t.diagnostic(`shards: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    for (const id of broken) assert.equal(said.filter((one) => one.includes(`  ${id}:`)).length, 1, id);

    const statistics = archive.place.path("volumes.csv");
    const collected = await mn(args("--collect", "--statistics", statistics));
    assert.equal(collected.code, 1);
    assert.match(collected.stderr, new RegExp(`${broken.length} scans were not predicted:`));
    assert.doesNotMatch(collected.stderr, /not predicted yet/);
    for (const id of broken) assert.match(collected.stderr, new RegExp(`\\n {2}${id}: `));

    await archive.assertAsAlone(out());
    assert.equal(readFileSync(statistics, "utf8").trim().split("\n").length, 1 + SCANS - broken.length);
  });

  test("is left as it is by shards that come again, and faults are tried again only when that is asked for", async () => {
    const whole = { index: 1, of: 1 };
    /** Which scans were tried, and which are told as failures. */
    const again = async (options: PredictStepOptions = {}) => {
      const spy = mock.method(PredictionSession.prototype, "predict");
      const failed: string[] = [];
      await inProcess({ shard: whole, onFailure: (id) => failed.push(id), ...options });
      spy.mock.restore();
      return { tried: spy.mock.calls.map(({ arguments: [scan] }) => scan.id).sort(), failed: failed.sort() };
    };
    const files = () => readdirSync(out()).map((name) => `${name} ${bytesOf(join(out(), name))}`);
    const before = files();
    const readable = broken.filter((id) => id !== "scan_29"); // one that is not there is looked for again
    assert.deepEqual(await again(), { tried: [], failed: broken });
    assert.deepEqual(files(), before);
    assert.deepEqual((await again({ retryFaults: true })).tried, readable);
    writeFileSync(archive.image(3), readFileSync(archive.image(4))); // mended
    assert.deepEqual(await again(), { tried: ["scan_3"], failed: broken.filter((id) => id !== "scan_3") });
    assert.ok(existsSync(join(out(), "scan_3.nii.gz")) && !existsSync(join(out(), "scan_3.fault.json")));
  });

  test("refuses what a shard cannot know", async () => {
    const shard = { index: 1, of: 2 };
    const collecting = await mn(args("--shard", "1/2", "--collect"));
    assert.equal(collecting.code, 2);
    assert.match(collecting.stderr, /A shard collects nothing/);
    await assert.rejects(inProcess({ shard, statistics: "no.csv" }), mnError("usage", "--collect"));
    await assert.rejects(inProcess({ shard: { index: 3, of: 2 } }), mnError("usage", "no shard 3 of 2"));
    const both = predictStep(run, [archive.place.scans], { out: out(), list });
    await assert.rejects(both, mnError("usage", "A list of scans is given, and scans beside it"));
  });
});
