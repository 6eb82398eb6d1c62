// How a check runs: what it keeps for the next one, how it is ended early, and what it costs when a cache cannot be
// written, a thread is lost or memory lacks.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import type { Measured } from "../src/dataset/measure.js";
import { measureCases } from "../src/dataset/measure-threads.js";
import { type CheckProgress, checkDataset, discoverDataset, writeVolume } from "../src/index.js";
import { caseOf, check, image, soundFolder } from "./checked-scans.js";
import { temporaryFolder } from "./fixtures.js";
import { onSmallDisk } from "./small-disk.js";

test("a second check reads only what has changed", async (t) => {
  const root = await soundFolder(t, ["a", "b", "c"]);
  const cacheFolder = join(temporaryFolder(t), "made", "checks");
  const dataset = await discoverDataset(root);
  const cachedOf = async () => {
    const said: CheckProgress[] = [];
    const report = await check(dataset, { cacheFolder, onProgress: (progress) => said.push(progress) });
    assert.deepEqual(
      said.map(({ done }) => done),
      [1, 2, 3],
    );
    assert.deepEqual(said.map(({ caseId }) => caseId).sort(), ["a", "b", "c"]);
    return { report, cached: said[2].cached };
  };
  const first = await cachedOf();
  assert.equal(first.cached, 0);
  assert.deepEqual(await cachedOf(), { ...first, cached: 3 });

  const path = join(root, "images", "b.nii");
  const { atime, mtime } = statSync(path);
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] ^= 1;
  writeFileSync(path, bytes);
  utimesSync(path, atime, mtime); // Its size and time of modification are as before.
  const changed = await cachedOf();
  assert.equal(changed.cached, 2);
  assert.notEqual(changed.report.cases[1].facts?.files[0].hash, first.report.cases[1].facts?.files[0].hash);

  truncateSync(path, 1000);
  assert.equal((await cachedOf()).cached, 2);
  assert.equal((await cachedOf()).cached, 2, "what cannot be read is tried again");
  const files = readdirSync(cacheFolder, { recursive: true }).map(String);
  for (const name of files) if (name.endsWith(".json")) writeFileSync(join(cacheFolder, name), "{damaged");
  assert.equal((await cachedOf()).cached, 0);
});

test("checks of parts of a dataset, at once, keep what each of them measured", async (t) => {
  const dataset = await discoverDataset(await soundFolder(t, ["a", "b", "c", "d"]));
  const cacheFolder = temporaryFolder(t);
  const part = (cases: typeof dataset.cases) => check({ ...dataset, cases }, { cacheFolder });
  await Promise.all([part(dataset.cases.slice(0, 2)), part(dataset.cases.slice(2))]);
  let cached = 0;
  await check(dataset, { cacheFolder, onProgress: (progress) => (cached = progress.cached) });
  assert.equal(cached, 4);
});

test("a change in a data file beside its header is noticed", async (t) => {
  const root = temporaryFolder(t);
  mkdirSync(join(root, "images"));
  await writeVolume(join(root, "images", "a.nhdr"), image(1), { compressionLevel: 0 });
  const dataset = await discoverDataset(root);
  const cacheFolder = temporaryFolder(t);
  const hash = async () => (await check(dataset, { cacheFolder })).cases[0].facts?.files[0].hash;
  const before = await hash();
  assert.equal(await hash(), before);
  await writeVolume(join(root, "images", "a2.nhdr"), image(2), { compressionLevel: 0 });
  writeFileSync(join(root, "images", "a.raw"), readFileSync(join(root, "images", "a2.raw")));
  assert.notEqual(await hash(), before);
});

test("an aborted check rejects with the reason, keeps what it has, and leaves no thread", async (t) => {
  const root = await soundFolder(t, ["a", "b", "c", "d", "e", "f"]);
  const dataset = await discoverDataset(root);
  const cacheFolder = temporaryFolder(t);
  const stop = new AbortController();
  const reason = new Error("enough");
  const aborted = check(dataset, {
    cacheFolder,
    threads: 1,
    signal: stop.signal,
    onProgress: ({ done }) => done === 2 && stop.abort(reason),
  });
  await assert.rejects(aborted, reason);
  let cached = 0;
  await check(dataset, { cacheFolder, onProgress: (progress) => (cached = progress.cached) });
  assert.equal(cached, 2);
  await assert.rejects(check(dataset, { signal: AbortSignal.abort(reason) }), reason);

  const module = new URL("../src/index.js", import.meta.url).href;
  const program = `
    const { checkDataset, discoverDataset } = await import("${module}");
    const stop = new AbortController();
    const dataset = await discoverDataset(${JSON.stringify(root)});
    const options = { cacheFolder: null, signal: stop.signal, onProgress: () => stop.abort() };
    await checkDataset(dataset, options).catch((error) => console.log(error.name));`;
  const args = ["--input-type=module", "-e", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
  assert.equal(stdout, "AbortError\n");
});

test("a thread that ends, throws or exhausts its heap costs the case it was at", { timeout: 60_000 }, async () => {
  const program = new URL("./crashing-worker.js", import.meta.url);
  const results = new Map<string, Measured>();
  const cases = ["good1", "exit", "good2", "throw", "good3", "exhaust", "good4"].map((id) => caseOf(id));
  await measureCases(cases, {
    threads: 2,
    memory: 1e9,
    program,
    onMeasured: (one, measured) => results.set(one.id, measured),
  });
  const said = Object.fromEntries([...results].map(([id, { unreadable }]) => [id, unreadable[0]?.message]));
  assert.match(said.exit ?? "", /ended its thread \(the thread ended with status 7\)/);
  assert.match(said.throw ?? "", /out of order/);
  assert.match(said.exhaust ?? "", /memory/);
  assert.deepEqual(
    [1, 2, 3, 4].map((n) => said[`good${n}`]),
    [undefined, undefined, undefined, undefined],
  );
  assert.equal(results.get("exit")?.unreadable[0].reason, "decoder");
  const stop = new AbortController();
  const silent = measureCases([caseOf("silent")], {
    threads: 1,
    memory: 1e9,
    program,
    signal: stop.signal,
    onMeasured() {},
  });
  setTimeout(() => stop.abort(new Error("late")), 100);
  await assert.rejects(silent, /late/);
});

test("a case larger than its share of the memory is read alone, one larger than all is refused", async (t) => {
  const root = await soundFolder(t, ["a", "b", "c"]);
  await writeVolume(join(root, "images", "b.nii"), image(9, { shape: [20, 24, 28] }));
  await writeVolume(join(root, "images", "c.nii"), image(9, { shape: [40, 48, 56] }));
  const { cases } = await discoverDataset(root);
  const order: string[] = [];
  const refused: string[] = [];
  const needed = 20 * 24 * 28 * 20;
  await measureCases(cases, {
    threads: 3,
    memory: needed + 1,
    onMeasured: ({ id }, { unreadable }) => {
      order.push(id);
      refused.push(...unreadable.map(({ message, reason }) => `${id} ${reason} ${message}`));
    },
  });
  assert.equal(order[0], "a");
  assert.deepEqual(order.toSorted(), ["a", "b", "c"]);
  assert.equal(refused.length, 1);
  assert.match(refused[0], /^c decoder .*c.nii needs 2.05 MiB of memory; 263 KiB are free/);
});

test("a cache that cannot be written or read costs a note, not the report", async (t) => {
  const of = await discoverDataset(await soundFolder(t, ["a"]));
  const file = join(temporaryFolder(t), "file");
  writeFileSync(file, "");
  for (const cacheFolder of [file, join(file, "checks")]) {
    const notes: string[] = [];
    const report = await checkDataset(of, { cacheFolder, threads: 1, onNote: (note) => notes.push(note) });
    assert.equal(report.cases[0].facts?.label?.values.length, 3);
    assert.match(notes[0], /What was measured is not kept for the next time: .*cannot be/, cacheFolder);
  }
});

test("a full disk under the cache costs a note", async (t) => {
  const program = `
    const { checkDataset } = await import(${JSON.stringify(new URL("../src/index.js", import.meta.url).href)});
    const cases = Array.from({ length: 40 }, (_, i) => ({ id: "c" + i, channels: [{ path: process.argv[1], key: "k" + i }], split: "train", recognisedBy: "" }));
    const notes = [];
    const onNote = (note) => notes.push(note);
    const report = await checkDataset({ root: "/x", layout: "csv", recognisedBy: "", cases }, { cacheFolder: process.env.DISK, threads: 1, onNote });
    console.log(report.cases.length, notes.join());`;
  const scan = join(temporaryFolder(t), "x.nii");
  await writeVolume(scan, image(1));
  const printed = onSmallDisk(t, 16, program, scan);
  if (printed === undefined) return;
  const said = /^40 What was measured is not kept for the next time: .*The disk is full/;
  assert.match(printed.stdout, said, printed.stderr);
});

test("a case that meets an error that nobody foresaw costs that case only", async () => {
  const program = new URL("./crashing-worker.js", import.meta.url);
  const results = new Map<string, Measured>();
  const cases = ["good1", "unforeseen", "good2"].map((id) => caseOf(id));
  await measureCases(cases, {
    threads: 1,
    memory: 1e9,
    program,
    onMeasured: (one, measured) => results.set(one.id, measured),
  });
  assert.match(results.get("unforeseen")?.unreadable[0].message ?? "", /cannot be measured: f is not a function/);
  assert.deepEqual(results.get("good2")?.unreadable, []);
});
