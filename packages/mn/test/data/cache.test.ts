import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { promisify } from "node:util";
import { type Case, readVolume } from "@mandn/imaging";
import { assertNoLeaks, saveSafetensors, scope, zeros } from "@mandn/torch";
import { type CachePlan, type CacheProgress, ScanCache } from "../../src/data/cache.js";
import { prepareScan } from "../../src/data/prepare.js";
import { MnError, type MnErrorCode } from "../../src/errors.js";
import { caseOf, datasetOf, HIPPOCAMPUS, HIPPOCAMPUS_CLASSES, temporaryFolder, Z_SCORE } from "./scans.js";

const [LABELLED, UNLABELLED, VALIDATION, TEST] = [1, 3, 8, 11].map((n) => `hippocampus_${String(n).padStart(3, "0")}`);
const IDS = [LABELLED, UNLABELLED, VALIDATION];

/** Copies of some scans, and a plan and a cache folder for them. */
async function setUp(t: TestContext) {
  const root = await temporaryFolder(t);
  const cases: Case[] = [];
  for (const id of [...IDS, TEST]) {
    const [image, label] = ["images", "labels"].map((kind) => join(root, kind, `${id}.nii.gz`));
    for (const path of [image, label]) await mkdir(join(path, ".."), { recursive: true });
    await copyFile(join(HIPPOCAMPUS, "images", `${id}.nii.gz`), image);
    await copyFile(join(HIPPOCAMPUS, "labels", `${id}.nii.gz`), label);
    cases.push(caseOf(id, image, label));
  }
  const plan: CachePlan = {
    preprocessing: Z_SCORE,
    dataset: {
      root,
      channels: ["T1"],
      classes: HIPPOCAMPUS_CLASSES,
      labelled: [LABELLED],
      unlabelled: [UNLABELLED],
      validation: [VALIDATION],
      test: [TEST],
      unlabelledHoldsTest: false,
    },
  };
  return { root, plan, dataset: datasetOf(root, cases), folder: join(root, "cache") };
}

type SetUp = Awaited<ReturnType<typeof setUp>>;

/** Opens the cache, and says which scans were made and what was repaired. */
async function open({ plan, dataset, folder }: SetUp, change: Partial<CachePlan> = {}) {
  const progress: CacheProgress[] = [];
  const repairs: string[] = [];
  const cache = await ScanCache.open({ ...plan, ...change }, dataset, {
    folder,
    onProgress: (one) => progress.push(one),
    onRepair: (note) => repairs.push(note),
  });
  const made = progress.filter((one) => one.made).map(({ id }) => id);
  return { cache, progress, made, repairs };
}

async function madeBy(files: SetUp, change?: Partial<CachePlan>): Promise<string[]> {
  const { cache, made, repairs } = await open(files, change);
  cache.dispose();
  assert.deepEqual(repairs, []);
  return made;
}

const fails = (work: () => Promise<unknown>, code: MnErrorCode, message: RegExp, caseIds?: string[]) =>
  assert.rejects(work, (error) => {
    assert.ok(error instanceof MnError, String(error));
    assert.equal(error.code, code);
    assert.deepEqual(error.caseIds, caseIds);
    assert.match(error.message, message);
    return true;
  });

test("scans are prepared once; masks lie beside those that may show them; test scans stay out", (t) =>
  assertNoLeaks(async () => {
    const files = await setUp(t);
    const first = await open(files);
    assert.deepEqual(
      first.progress.map(({ id, done, total }) => [id, done, total]),
      [LABELLED, VALIDATION, UNLABELLED].map((id, i) => [id, i + 1, 3]),
    );
    assert.equal(first.made.length, 3);
    const again = await open(files);
    assert.deepEqual(again.made, []);

    const scan = again.cache.labelled(LABELLED);
    const direct = await prepareScan(files.dataset.cases[0], Z_SCORE);
    assert.deepEqual(scan.image.toTypedArray(), direct.image.toTypedArray());
    assert.deepEqual({ grid: scan.grid, original: scan.original }, { grid: direct.grid, original: direct.original });
    const least = (direct.image.toTypedArray() as Float32Array).reduce((a, b) => Math.min(a, b));
    assert.deepEqual(scan.background, [least]);
    const label = await readVolume(join(HIPPOCAMPUS, "labels", `${LABELLED}.nii.gz`));
    assert.deepEqual(Array.from(scan.mask.toTypedArray(), Number), Array.from(label.voxels));
    for (const value of [1, 2]) {
      assert.equal(scan.foreground?.[value - 1].length, 3 * label.voxels.filter((one) => one === value).length);
    }

    assert.deepEqual(Object.keys(again.cache.get(LABELLED)), Object.keys(again.cache.get(UNLABELLED)));
    assert.equal("mask" in again.cache.get(LABELLED), false);
    assert.ok(again.cache.labelled(VALIDATION).mask);
    for (const id of [UNLABELLED, TEST]) assert.throws(() => again.cache.labelled(id), /not among the labelled/);
    assert.throws(() => again.cache.get(TEST), /not among the scans/);
    direct.image.dispose();
    first.cache.dispose();
    again.cache.dispose();
  }));

test("a change of a file, the preprocessing or the classes makes anew what depends on it", (t) =>
  assertNoLeaks(async () => {
    const files = await setUp(t);
    assert.equal((await madeBy(files)).length, 3);
    const { channels, label } = files.dataset.cases[1];
    await utimes(channels[0].path, new Date(), new Date());
    assert.deepEqual(await madeBy(files), [UNLABELLED]);
    await utimes(String(label?.path), new Date(), new Date());
    assert.deepEqual(await madeBy(files), []);

    const { preprocessing, dataset } = files.plan;
    assert.equal((await madeBy(files, { preprocessing: { ...preprocessing, spacing: [1, 1, 2] } })).length, 3);
    const swapped = [dataset.classes[0], { name: "anterior", value: 2 }, { name: "posterior", value: 1 }];
    assert.deepEqual(await madeBy(files, { dataset: { ...dataset, classes: swapped } }), [LABELLED, VALIDATION]);
    const more = { ...dataset, labelled: [LABELLED, UNLABELLED], unlabelled: [] };
    const before = (await readdir(files.folder)).length;
    assert.deepEqual(await madeBy(files, { dataset: more }), [UNLABELLED]);
    assert.equal((await readdir(files.folder)).length, before + 1, "the image of a scan that gets a label is kept");
    assert.deepEqual(await madeBy(files), []);

    // A new image may lie on a new grid, where the old mask does not.
    const filesBefore = (await readdir(files.folder)).length;
    await utimes(files.dataset.cases[0].channels[0].path, new Date(), new Date());
    assert.deepEqual(await madeBy(files), [LABELLED]);
    assert.equal((await readdir(files.folder)).length, filesBefore + 2);
  }));

test("damaged files of the cache are said and made anew", (t) =>
  assertNoLeaks(async () => {
    const files = await setUp(t);
    await madeBy(files);
    const expected = new Map<string, Buffer>();
    const names = (await readdir(files.folder)).sort();
    for (const name of names) expected.set(name, await readFile(join(files.folder, name)));
    assert.equal(names.length, 5);
    const paths = names.map((name) => join(files.folder, name));
    await truncate(paths[0], 5000);
    await writeFile(paths[1], "");
    await writeFile(paths[2], "not a safetensors file at all");
    scope(() => saveSafetensors(paths[3], { image: zeros([1, 2, 3, 4]) }, { place: "{}" }));
    scope(() => saveSafetensors(paths[4], { mask: zeros([2, 3, 4]) }));
    const { cache, made, repairs } = await open(files);
    cache.dispose();
    assert.equal(made.length, 3);
    assert.equal(repairs.length, 5);
    for (const path of paths) assert.ok(repairs.some((note) => note.startsWith(path) && note.includes("damaged")));
    assert.deepEqual((await readdir(files.folder)).sort(), names);
    for (const [name, bytes] of expected) assert.ok((await readFile(join(files.folder, name))).equals(bytes), name);
  }));

test("a prepared scan in which bits changed is said and made anew, never trained on", (t) =>
  assertNoLeaks(async () => {
    const files = await setUp(t);
    await madeBy(files);
    const names = (await readdir(files.folder)).sort();
    const whole = await Promise.all(names.map((name) => readFile(join(files.folder, name))));
    const changes: ((bytes: Buffer, start: number) => unknown)[] = [
      (bytes, start) => bytes.writeUInt8(bytes[start] ^ 1, start), // a mantissa's last bit
      (bytes) => bytes.writeUInt8(bytes[bytes.length - 1] ^ 0x40, bytes.length - 1),
      (bytes, start) => bytes.fill(200, start), // no class, and places far outside
    ];
    for (const change of changes) {
      for (const [i, name] of names.entries()) {
        const bytes = Buffer.from(whole[i]);
        change(bytes, 8 + Number(bytes.readBigUInt64LE(0)));
        await writeFile(join(files.folder, name), bytes);
      }
      const { cache, made, repairs } = await open(files);
      cache.dispose();
      assert.deepEqual([made.length, repairs.length], [3, names.length]);
      for (const note of repairs)
        assert.match(note, /is damaged: its content does not fit its checksum; it is made anew/);
      for (const [i, name] of names.entries()) {
        assert.ok((await readFile(join(files.folder, name))).equals(whole[i]), name);
      }
    }
  }));

test("a pipe in the place of a prepared scan is told, not waited for", (t) =>
  assertNoLeaks(async () => {
    const files = await setUp(t);
    await madeBy(files);
    const path = join(files.folder, (await readdir(files.folder))[0]);
    await rm(path);
    await promisify(execFile)("mkfifo", [path]);
    await fails(() => open(files), "run", /prepared scans cannot be kept: it is no file/);
  }));

test("what vanished or is missing is an error that names the case, and nothing is left open", (t) =>
  assertNoLeaks(async () => {
    const files = await setUp(t);
    await madeBy(files);
    const { dataset } = files.plan;
    const named = (labelled: string[]) => ({ dataset: { ...dataset, labelled } });
    await fails(() => open(files, named(["stranger"])), "data", /stranger is in the plan but not/, ["stranger"]);
    const unlabelled = { ...files.dataset, cases: files.dataset.cases.map(({ label: _, ...one }) => one) };
    await fails(() => open({ ...files, dataset: unlabelled }), "data", /has no mask/, [LABELLED]);
    await rm(files.dataset.cases[2].channels[0].path);
    await fails(() => open(files), "data", /hippocampus_008\.nii\.gz.*Bring the file back/, [VALIDATION]);
  }));

test("a folder that cannot be written is an error, and an aborted signal ends the work", (t) =>
  assertNoLeaks(async () => {
    const files = await setUp(t);
    const blocked = join(files.root, "file");
    await writeFile(blocked, "");
    await fails(() => open({ ...files, folder: join(blocked, "cache") }), "run", /prepared scans cannot be kept/);
    const signal = AbortSignal.abort(new MnError("interrupted", "Ended."));
    const { plan, dataset, folder } = files;
    await fails(() => ScanCache.open(plan, dataset, { folder, signal }), "interrupted", /Ended/);
  }));

test("two processes at once fill one cache with the same files", async (t) => {
  const files = await setUp(t);
  const alone = { ...files, folder: join(files.root, "alone") };
  await assertNoLeaks(async () => void (await madeBy(alone)));
  const script = `
    import { ScanCache } from ${JSON.stringify(new URL("../../src/data/cache.js", import.meta.url).href)};
    const { plan, dataset, folder } = JSON.parse(process.argv[1]);
    (await ScanCache.open(plan, dataset, { folder })).dispose();`;
  const run = () => promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(files)]);
  await Promise.all([run(), run()]);
  const names = (await readdir(files.folder)).sort();
  assert.deepEqual(names, (await readdir(alone.folder)).sort());
  for (const name of names) {
    assert.ok((await readFile(join(files.folder, name))).equals(await readFile(join(alone.folder, name))), name);
  }
});

test("a scan whose voxels lie in another file, wherever that is, is made anew when they change", (t) =>
  assertNoLeaks(async () => {
    const files = await setUp(t);
    const raw = join(files.root, "raw", "voxels.bin");
    await mkdir(dirname(raw));
    const image = await readVolume(files.dataset.cases[1].channels[0].path);
    const { shape, voxels, spacing } = image;
    const float = Float32Array.from(voxels);
    await writeFile(raw, new Uint8Array(float.buffer));
    const sizes = shape.slice(1).toReversed().join(" ");
    const meta = `ObjectType = Image\nNDims = 3\nBinaryData = True\nDimSize = ${sizes}\nElementSpacing = ${[...spacing].reverse().join(" ")}\nElementType = MET_FLOAT\nElementByteOrderMSB = False\nElementDataFile = ../raw/voxels.bin\n`;
    const nrrd = `NRRD0004\ntype: float\ndimension: 3\nsizes: ${sizes}\nencoding: raw\nendian: little\ndata file: ../raw/voxels.bin\n\n`;
    for (const [name, header] of [
      ["scan.mhd", meta],
      ["scan.nhdr", nrrd],
    ]) {
      const path = join(files.root, "images", name);
      await writeFile(path, header);
      const cases = files.dataset.cases.map((one) => (one.id === UNLABELLED ? { ...one, channels: [{ path }] } : one));
      const own = { ...files, folder: join(files.root, name), dataset: { ...files.dataset, cases } };
      await madeBy(own);
      assert.deepEqual(await madeBy(own), []);
      await writeFile(raw, new Uint8Array(float.buffer));
      assert.deepEqual(await madeBy(own), [UNLABELLED], name);
      const { atime, mtime } = await stat(raw);
      float[0] += 1;
      await writeFile(raw, new Uint8Array(float.buffer));
      await utimes(raw, atime, mtime); // as rsync -t and cp -p leave it
      assert.deepEqual(await madeBy(own), [UNLABELLED], `${name}, its time kept`);
    }
  }));

test("parts of the scans that are prepared one by one are all that the whole needs", async (t) => {
  const files = await setUp(t);
  const { plan, dataset, folder } = files;
  for (const [index, ids] of [[LABELLED, VALIDATION], [UNLABELLED]].entries()) {
    using part = await ScanCache.open(plan, dataset, { folder, shard: { index: index + 1, of: 2 } });
    for (const id of ids) assert.equal(part.get(id).id, id);
    for (const id of IDS.filter((one) => !ids.includes(one))) assert.throws(() => part.get(id), MnError);
  }
  assert.deepEqual(await madeBy(files), []);
});
