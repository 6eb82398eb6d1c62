// What the check says of datasets that are not as they should be: scans in the place of masks, ids that clash, names
// that hold escapes, files that are none.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import {
  type Affine,
  type Case,
  checkDataset,
  type Dataset,
  type DatasetReport,
  discoverDataset,
  formatDatasetReport,
  spacingOf,
  type Volume,
  type VoxelType,
  writeVolume,
} from "../src/index.js";
import { volume as volumeOf } from "./checked-scans.js";
import { randomNumbers, temporaryFolder } from "./fixtures.js";

const SHAPE = [8, 10, 12] as const;

const volume = (value: (i: number) => number, dtype: VoxelType = "int16") => volumeOf(value, { dtype, shape: SHAPE });

function noise(seed: number, values: number, least = 0, dtype: VoxelType = "int16"): Volume {
  const random = randomNumbers(100 + seed);
  return volume(() => least + random(values), dtype);
}

/** A mask of three blocks of different values. */
const mask = (first = 1) => volume((i) => (i < 300 ? 0 : i < 500 ? first : i < 600 ? first + 1 : 0));

/** `images/` and `labels/` with these. */
async function dataset(
  t: TestContext,
  cases: Readonly<Record<string, readonly [image: Volume, label?: Volume]>>,
): Promise<Dataset> {
  const root = temporaryFolder(t);
  for (const part of ["images", "labels"]) mkdirSync(join(root, part));
  for (const [id, [image, label]] of Object.entries(cases)) {
    await writeVolume(join(root, "images", `${id}.nii`), image);
    if (label !== undefined) await writeVolume(join(root, "labels", `${id}.nii`), label);
  }
  return discoverDataset(root);
}

const check = (of: Dataset) => checkDataset(of, { cacheFolder: null, threads: 1 });
const errors = ({ faults }: DatasetReport) =>
  faults
    .filter(({ severity }) => severity === "error")
    .map(({ code, caseId, message }) => `${code} ${caseId}: ${message}`);

test("a scan in the place of a mask is an error that says so, whatever gives it away", async (t) => {
  const image = noise(1, 400);
  const report = await check(
    await dataset(t, {
      many: [noise(2, 400), noise(3, 3000, -1000)],
      "few-values": [noise(4, 400), noise(5, 60, 1)],
      own: [image, image],
      others: [noise(6, 400), volume((i) => 10 * Math.floor(i / 100))],
      blocks: [volume((i) => 10 * Math.floor(i / 100)), mask()],
      sound: [noise(7, 400), mask()],
      blank: [noise(8, 400), volume(() => 0)],
    }),
  );
  assert.deepEqual(
    errors(report).map((error) => error.replace(/\d+ different/, "n different").replace(/\d+ of \d+/, "n of n")),
    [
      "label-is-image few-values: The label has another value at most voxels: n of n neighbours differ: it is a scan, and no mask.",
      "label-is-image many: The label has n different values: it is a scan, and no mask.",
      "label-is-image others: The label has the same voxels as the image of blocks: it is a scan, and no mask.",
      "label-is-image own: The label has the same voxels as the image: it is a scan, and no mask.",
    ],
  );
  assert.ok(
    !report.faults.some(({ code, caseId }) => code === "rare-label" && caseId !== "others"),
    "nothing hides it",
  );
  assert.doesNotMatch(formatDatasetReport(report), /label -\d/);
});

test("masks of many thin structures, and of single voxels, are masks", async (t) => {
  const stripes = volume((i) => (i % 12 < 6 ? 1 + (Math.floor(i / 12) % 200) : 0), "uint8");
  const dots = volume((i) => (i % 37 === 0 ? 1 : 0), "uint8");
  const report = await check(await dataset(t, { stripes: [noise(1, 400), stripes], dots: [noise(2, 400), dots] }));
  assert.deepEqual(errors(report), []);
});

test("more classes than 256 are an error, values above 255 a note", async (t) => {
  const blocks = (first: number) =>
    volume((i) => (i % 2 === 0 ? first + Math.floor(i / 8) : first + Math.floor(i / 8)));
  const many = await check(
    await dataset(t, {
      a: [noise(1, 400), blocks(0)],
      b: [noise(2, 400), blocks(60)],
      c: [noise(3, 400), blocks(200)],
    }),
  );
  assert.match(errors(many).join(), /too-many-classes undefined: The labels have 3\d\d classes/);
  const large = await check(await dataset(t, { a: [noise(1, 400), mask(2034)] }));
  const { severity, message } = large.faults.find(({ code }) => code === "large-label") ?? {};
  assert.deepEqual([severity, message], ["note", "The label has values up to 2035, more than a byte holds."]);
});

test("regions to ignore are an error before anything is planned", async (t) => {
  const plain = await dataset(t, { a: [noise(1, 400), mask(1)] });
  const report = await check({ ...plain, labels: { 0: "background", 1: "organ", 2: "rest", 255: "ignore" } });
  assert.match(errors(report).join(), /ignored-label .*regions to ignore \(value 255\)/);
});

test("volumes of masks are right on a sheared grid, as mn evaluate's", async (t) => {
  const tilted: Affine = [1, 0, 0, 0, 0, 1, 1.5, 0, 0, 0, 2, 0, 0, 0, 0, 1];
  const on = ({ voxels, dtype, ...rest }: Volume) => ({
    ...rest,
    voxels,
    dtype,
    affine: tilted,
    spacing: spacingOf(tilted),
  });
  const report = await check(await dataset(t, { a: [on(noise(1, 400)), on(mask())] }));
  const values = report.cases[0].facts?.label?.values.map(({ millilitres }) => Number(millilitres.toPrecision(12)));
  assert.deepEqual(values?.slice(1), [0.4, 0.2]);
});

test("ids whose files would have one name are an error, ids told apart by case alone a warning", async (t) => {
  const root = temporaryFolder(t);
  await writeVolume(join(root, "x.nii"), noise(1, 400));
  const of = (ids: readonly string[]): Dataset => ({
    root,
    layout: "csv",
    recognisedBy: "",
    cases: ids.map((id): Case => ({ id, channels: [{ path: join(root, "x.nii") }], split: "train", recognisedBy: "" })),
  });
  const about = async (ids: readonly string[]) =>
    (await check(of(ids))).faults
      .filter(({ code }) => code === "case-id")
      .map(({ severity, caseId, message }) => `${severity} ${caseId}: ${message}`);
  assert.deepEqual(await about(["a", "b", "../../b", "a.b", "a/b", "L".repeat(300)]), []);
  const [clash] = await about(["a/b", "a_b-c14cddc0"]);
  assert.match(clash, /^error a_b-c14cddc0: Its files would have the same name, a_b-c14cddc0, as those of a\/b\./);
  const warned = await about(["Case", "case", "\u00e9", "e\u0301"]);
  assert.match(
    warned[0],
    /^warning case: .*differs from that of Case's in letters that some systems do not tell apart/,
  );
  assert.match(warned[1], /^warning e\u0301: /);
  const unseen = await about(["a\0b", "a\x1b[2J", "a\u202eb", "\ud800"]);
  assert.equal(unseen.length, 4);
  for (const one of unseen) assert.match(one, /^error .*characters that cannot be seen/s);
});

test("notes of different kinds are told each, those of one kind once", async (t) => {
  const report = await check(await dataset(t, { a: [noise(1, 400), mask()] }));
  const oddity = (caseId: string, message: string) =>
    ({
      code: "oddity",
      severity: "note",
      caseId,
      file: `${report.root}/images/${caseId}.nii`,
      message,
      remedy: "…",
    }) as const;
  const many = ["a", "b", "c", "d", "e"].map((id) => oddity(id, "Big-endian."));
  const lengths = ["a", "b", "c", "d", "e"].map((id, i) =>
    oddity(id, `Sform and qform differ by up to ${i + 1}.5 mm.`),
  );
  const text = formatDatasetReport({ ...report, faults: [...many, ...lengths, oddity("f", "Units unknown.")] });
  assert.match(text, /5 times, first: images\/a\.nii: Big-endian/);
  assert.match(text, /5 times, first: images\/a\.nii: Sform and qform differ by up to 1\.5/);
  assert.match(text, /images\/f\.nii: Units unknown/);
});

test("nothing out of a file reaches the terminal unescaped", async (t) => {
  const report = await check(await dataset(t, { a: [noise(1, 400), mask()] }));
  const evil = "\x1b[2Jx\u202ey\x07\x9b31m\r\n0 errors";
  const faults = report.faults.concat({
    code: "oddity",
    severity: "note",
    caseId: evil,
    file: `${report.root}/${evil}`,
    message: `Says ${evil}.`,
    remedy: evil,
  });
  const spoilt: DatasetReport = {
    ...report,
    root: `/x${evil}`,
    recognisedBy: evil,
    channelNames: [evil],
    labels: { 0: "background", 1: evil },
    faults,
  };
  const text = formatDatasetReport(spoilt);
  assert.doesNotMatch(text, /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  assert.doesNotMatch(text, /^0 errors$/m);
  assert.match(text, /\\u\{1b\}\[2Jx\\u\{202e\}y\\u\{7\}/);
});

test("a report of a hundred thousand kinds of fault is written", async (t) => {
  const report = await check(await dataset(t, { a: [noise(1, 400), mask()] }));
  const letters = (i: number) => String.fromCodePoint(0x4e00 + (i % 400), 0x4e00 + Math.floor(i / 400));
  const faults = Array.from({ length: 125_000 }, (_, i) => {
    return { code: "oddity", severity: "note", message: `${letters(i)}.`, remedy: "None." } as const;
  });
  assert.ok(formatDatasetReport({ ...report, faults }).length > 1e6);
});

test("one file whose header nobody foresaw leaves the others' report", async (t) => {
  const of = await dataset(t, { a: [noise(1, 400)], b: [noise(2, 400)] });
  const odd = join(of.root, "images", "odd.mha");
  const header = "ObjectType = Image\nNDims = 3\nDimSize = 4 4 4\nElementType = constructor\nElementDataFile = LOCAL\n";
  writeFileSync(odd, header);
  const report = await check(await discoverDataset(of.root));
  assert.deepEqual(
    report.cases.map(({ id, facts }) => [id, facts !== null]),
    [
      ["a", true],
      ["b", true],
      ["odd", false],
    ],
  );
  assert.match(errors(report).join(), /unreadable odd: .*odd\.mha/);
});

test("pipes and devices in the place of scans are told, and nothing waits for them", { timeout: 30_000 }, async (t) => {
  const of = await dataset(t, { a: [noise(1, 400), mask()] });
  execFileSync("mkfifo", [join(of.root, "images", "pipe.nii")]);
  execFileSync("mkfifo", [join(of.root, "labels", "pipe.nii")]);
  const report = await check(await discoverDataset(of.root));
  assert.equal(errors(report).filter((error) => error.startsWith("unreadable pipe")).length, 2);
});
