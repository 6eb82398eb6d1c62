// What the check says of scans and datasets, and the report that it is said in.
import assert from "node:assert/strict";
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  type Case,
  type DatasetReport,
  datasetReportSchema,
  discoverDataset,
  type Fault,
  formatDatasetReport,
  reorient,
  type Volume,
  writeVolume,
} from "../src/index.js";
import { check, image, mask, SHAPE, soundFolder, volume, type Wanted } from "./checked-scans.js";
import { sharedData, temporaryFolder } from "./fixtures.js";

const codes = ({ faults }: DatasetReport) => faults.map(({ code, caseId }) => `${code} ${caseId ?? "-"}`);

function faultOf<C extends Fault["code"]>({ faults }: DatasetReport, code: C): Fault & { code: C } {
  const found = faults.find((fault): fault is Fault & { code: C } => fault.code === code);
  assert.ok(found, `no ${code}`);
  return found;
}

test("a sound dataset has no fault, and its facts are exact", async (t) => {
  const root = await soundFolder(t, ["a", "b", "c"]);
  const report = await check(await discoverDataset(root));
  assert.deepEqual(report.faults, []);
  const { facts, ...rest } = report.cases[1];
  assert.deepEqual(rest, { id: "b", split: "train", labelled: true });
  assert.ok(facts?.label);
  assert.deepEqual([facts.shape, facts.spacing], [SHAPE, [2, 1, 1]]);
  assert.deepEqual(facts.label.values, [
    { value: 0, voxels: 10 * 12 * 14 - 27, millilitres: (10 * 12 * 14 - 27) * 0.002 },
    { value: 1, voxels: 26, millilitres: 26 * 0.002 },
    { value: 2, voxels: 1, millilitres: 0.002 },
  ]);
  assert.deepEqual(facts.label.foreground, { start: [2, 3, 3], end: [5, 6, 6] });
  const { voxels } = image(1);
  const under = [...voxels].filter((_, i) => mask(1).voxels[i] !== 0).sort((a, b) => a - b);
  const { foreground, all, nonZero } = facts.channels[0];
  assert.deepEqual(
    [foreground?.voxels, foreground?.min, foreground?.p50, foreground?.max],
    [27, under[0], under[13], under[26]],
  );
  assert.equal(all?.voxels, voxels.length);
  assert.equal(nonZero?.voxels, voxels.filter((value) => value !== 0).length);
});

test("facts do not depend on format, type, compression or orientation", async (t) => {
  const root = temporaryFolder(t);
  for (const part of ["images", "labels"]) mkdirSync(join(root, part));
  const integers = { dtype: "int16" } as const;
  await writeVolume(join(root, "images", "a.nii.gz"), image(3, integers));
  await writeVolume(join(root, "images", "b.nrrd"), reorient(image(3, integers), "PSL"));
  await writeVolume(join(root, "images", "c.mha"), reorient(image(3), "LPI"));
  await writeVolume(join(root, "labels", "a.nii.gz"), mask(3));
  await writeVolume(join(root, "labels", "b.nrrd"), reorient(mask(3), "LPS"));
  await writeVolume(join(root, "labels", "c.mha"), reorient(mask(3, { dtype: "float32" }), "LPI"));
  const report = await check(await discoverDataset(root));
  const [a, b, c] = report.cases.map(({ facts }) => {
    assert.ok(facts?.label);
    const { files, label, ...rest } = facts;
    const grid = [files[0], label.file].map(({ shape, affine, hash }) => ({ shape, affine, hash }));
    const rounded = JSON.stringify(rest, (key, value) => (key === "std" ? Number(value.toPrecision(12)) : value));
    return { ...JSON.parse(rounded), grid, values: label.values, foreground: label.foreground };
  });
  assert.deepEqual(b, a);
  assert.deepEqual(c, a);
  assert.deepEqual(codes(report), ["duplicate b", "duplicate c", "orientation-differs b"]);
  const { expected, found } = faultOf(report, "orientation-differs");
  assert.deepEqual([expected, found], ["PSL", "LPS"]);
});

test("every fault of a case is told with its size, file and remedy", async (t) => {
  const ids = ["affine", "empty", "flat", "fraction", "inf", "near", "none", "same", "shape", "short", "two", "value"];
  const root = await soundFolder(t, ids);
  const write = (part: string, id: string, made: Volume) => writeVolume(join(root, part, `${id}.nii`), made);
  await write("labels", "affine", mask(20, { origin: [3, 4, 0] }));
  await write("labels", "near", mask(21, { origin: [0.1, 0, 0] }));
  await write(
    "labels",
    "empty",
    volume(() => 0, { dtype: "uint8" }),
  );
  await write("images", "flat", image(22, { shape: [1, 12, 14] }));
  await write(
    "labels",
    "flat",
    volume((i) => i % 2, { dtype: "uint8", shape: [1, 12, 14] }),
  );
  await write(
    "labels",
    "fraction",
    volume((i) => (i < 5 ? 0.5 : i < 7 ? Number.NaN : i % 2)),
  );
  await write(
    "images",
    "inf",
    volume((i) => (i < 3 ? [Number.NaN, -1 / 0, 1 / 0][i] : (i * 7) % 1000)),
  );
  await write(
    "images",
    "same",
    volume(() => 7),
  );
  await write("labels", "shape", mask(23, { shape: [10, 12, 15] }));
  await write("labels", "two", mask(24, { channels: 2 }));
  await write(
    "labels",
    "value",
    volume((i) => (i < 4 ? 9 : i < 6 ? -1 : i % 3), { dtype: "int16" }),
  );
  truncateSync(join(root, "images", "short.nii"), 1000);
  writeFileSync(join(root, "labels", "none.nii"), "");
  const found = await discoverDataset(root);
  const report = await check({ ...found, labels: { 0: "background", 1: "one", 2: "two", 3: "three" } });
  assert.deepEqual(codes(report), [
    "affine-mismatch affine",
    "constant same",
    "fractional-label fraction",
    "label-channels two",
    "not-finite inf",
    "shape-mismatch shape",
    "undeclared-label value",
    "unreadable none",
    "unreadable short",
    "affine-mismatch near",
    "empty-label empty",
    "flat flat",
    "missing-label -",
  ]);
  for (const { message, remedy, file, caseId } of report.faults) {
    assert.match(message, /^\S.*\.$/);
    assert.match(remedy, /^\S.*\.$/);
    assert.equal(file === undefined, caseId === undefined);
  }
  assert.ok(Math.abs(faultOf(report, "affine-mismatch").millimetres - 5) < 1e-6);
  assert.match(faultOf(report, "affine-mismatch").message, /up to 5 mm off its image, whose voxels measure 1 mm/);
  assert.equal(faultOf(report, "constant").value, 7);
  assert.equal(faultOf(report, "fractional-label").voxels, 7);
  assert.equal(faultOf(report, "label-channels").found, 2);
  assert.equal(faultOf(report, "not-finite").voxels, 3);
  const { expected, found: other, file } = faultOf(report, "shape-mismatch");
  assert.deepEqual([expected, other, file], [SHAPE, [10, 12, 15], join(root, "labels", "shape.nii")]);
  assert.deepEqual(faultOf(report, "undeclared-label").values, [-1, 9]);
  assert.deepEqual(faultOf(report, "missing-label").values, [3]);
  const short = report.faults.find(({ caseId }) => caseId === "short");
  assert.match(short?.message ?? "", /images\/short.nii: is truncated: 648 of 6720 bytes of voxels are there/);
  assert.equal(short?.remedy, "Copy or download the file again.");
  assert.equal(report.cases.find(({ id }) => id === "short")?.facts, null);
  assert.equal(report.cases.find(({ id }) => id === "none")?.facts?.label, null);
});

test("channels in files of their own must lie on the first one's grid", async (t) => {
  const root = temporaryFolder(t);
  const made: [string, Volume][] = [
    ["a_0", image(1)],
    ["a_1", image(2)],
    ["b_0", image(3)],
    ["b_1", image(4, { shape: [10, 12, 15] })],
    ["c_0", image(5)],
    ["c_1", image(6, { origin: [0, 0, 9] })],
    ["label", mask(1)],
  ];
  for (const [name, one] of made) await writeVolume(join(root, `${name}.nii`), one);
  const cases = ["a", "b", "c"].map((id): Case => {
    const channels = [0, 1].map((i) => ({ path: join(root, `${id}_${i}.nii`) }));
    return { id, channels, label: { path: join(root, "label.nii") }, split: "train", recognisedBy: "" };
  });
  const report = await check({ root, layout: "nnunet", recognisedBy: "", cases });
  const places = report.faults.filter(({ code }) => code !== "duplicate-label").map(({ code, file }) => [code, file]);
  assert.deepEqual(places, [
    ["affine-mismatch", join(root, "c_1.nii")],
    ["shape-mismatch", join(root, "b_1.nii")],
  ]);
  const under = report.cases.map(({ facts }) => facts?.channels.map(({ foreground }) => foreground?.voxels));
  assert.deepEqual(under, [
    [27, 27],
    [27, undefined],
    [27, 27],
  ]);
});

test("damaged files of every format are told, and cost their case only", async (t) => {
  const root = await soundFolder(t, ["sound"]);
  const damaged = ["a.nii.gz", "b.nrrd", "c.mha", "d.h5", "e.npy", "f.npz", "g.dcm", "h.zip"];
  for (const name of damaged) writeFileSync(join(root, "images", name), "\x1f\x8bno scan");
  mkdirSync(join(root, "images", "i"));
  const report = await check(await discoverDataset(root, { layout: "images-labels" }));
  assert.deepEqual(
    codes(report),
    ["a", "b", "c", "d", "e", "f", "g", "h", "i"].map((id) => `unreadable ${id}`),
  );
  assert.ok(report.faults.every(({ code, remedy }) => code === "unreadable" && remedy !== ""));
  assert.notEqual(report.cases.find(({ id }) => id === "sound")?.facts, null);
});

test("cases are compared with each other: duplicates, channels, units, spacings, intensities, rare values", async (t) => {
  const ids = Array.from({ length: 24 }, (_, i) => `c${String(i).padStart(2, "0")}`);
  const root = await soundFolder(t, ids);
  const write = (part: string, id: string, made: Volume) => writeVolume(join(root, part, `${id}.nii`), made);
  const both = async (id: string, seed: number, wanted: Wanted) => {
    await write("images", id, image(seed, wanted));
    await write("labels", id, mask(seed, { ...wanted, dtype: "uint8" }));
  };
  await write("images", "c02", reorient(image(1), "LPI"));
  await write("images", "c03", image(0));
  await write("labels", "c05", mask(4));
  await write("images", "c06", image(6, { channels: 2 }));
  await both("c07", 7, { spacing: [0.002, 0.001, 0.001] });
  await both("c08", 8, { spacing: [20, 10, 10] });
  await both("c09", 9, { spacing: [5, 1, 1] });
  await write(
    "images",
    "c10",
    volume((i) => ((i * 31) % 1000) * 40),
  );
  await write(
    "labels",
    "c11",
    volume((i) => (i === 3 ? 255 : i % 2), { dtype: "uint8" }),
  );
  await write(
    "images",
    "c12",
    volume((i) => ((i * 37) % 1000) - 500),
  );
  const found = await discoverDataset(root);
  const cases = found.cases.map((one): Case => (one.id === "c03" ? { ...one, split: "test" } : one));
  const report = await check({ ...found, cases });
  assert.deepEqual(codes(report), [
    "channel-count c06",
    "duplicate c03",
    "wrong-units c07",
    "wrong-units c08",
    "duplicate c02",
    "duplicate-label c05",
    "intensity-outlier c10",
    "modality c12",
    "rare-label c11",
    "spacing-outlier c09",
    "orientation-differs c02",
  ]);
  const [leak, twice] = report.faults.filter(({ code }) => code === "duplicate");
  assert.match(leak.message, /same voxels as c00's, which is in the train split, this one in test/);
  assert.deepEqual([leak.severity, twice.severity], ["error", "warning"]);
  const copied = report.faults.find(({ code, caseId }) => code === "duplicate-label" && caseId === "c05");
  assert.equal(copied?.code === "duplicate-label" && copied.of, "c04");
  assert.match(report.faults.find(({ caseId }) => caseId === "c08")?.message ?? "", /spacing is 10 times/);
  assert.deepEqual(faultOf(report, "rare-label").values, [255]);
  assert.deepEqual(faultOf(report, "spacing-outlier").median, [2, 1, 1]);
});

test("many scans on other scales are one fault of the dataset, not one each", async (t) => {
  const root = await soundFolder(t, ["a", "b", "c", "d", "e", "f"]);
  for (const id of ["b", "d", "f"]) {
    await writeVolume(
      join(root, "images", `${id}.nii`),
      volume((i) => ((i * 31) % 1000) * (id === "b" ? 50 : 60)),
    );
  }
  const report = await check(await discoverDataset(root));
  assert.deepEqual(
    codes(report).filter((code) => !code.startsWith("duplicate")),
    ["intensity-scales -"],
  );
  assert.ok(faultOf(report, "intensity-scales").range[1] > 40_000);
});

test("a channel declared CT without Hounsfield units is told", async (t) => {
  const root = await soundFolder(t, ["a", "b", "c"]);
  for (const id of ["a", "b"]) {
    await writeVolume(
      join(root, "images", `${id}.nii`),
      volume((i) => ((i * (id === "a" ? 31 : 37)) % 2000) - 1000),
    );
  }
  const dataset = await discoverDataset(root);
  const report = await check({ ...dataset, channelNames: ["CT"] });
  assert.deepEqual(codes(report), ["modality c"]);
  assert.match(report.faults[0].message, /declared CT, but its values go from \d to 99\d: none is below 0/);
});

test("the report is plain data that its schema describes, the same on one thread or three", async (t) => {
  const root = await soundFolder(t, ["a", "b", "c", "d"]);
  truncateSync(join(root, "images", "b.nii"), 500);
  const dataset = await discoverDataset(root);
  const report = await check(dataset, { threads: 3 });
  assert.deepEqual(datasetReportSchema.parse(JSON.parse(JSON.stringify(report))), report);
  assert.deepEqual(await check(dataset, { threads: 1 }), report);
});

test("the report's text is a table in which nothing is wider than asked", async (t) => {
  const root = await soundFolder(t, ["a", "b", "c", "d", "e", "f"]);
  for (const id of ["a", "b", "c", "d", "e"]) truncateSync(join(root, "labels", `${id}.nii`), 700);
  await writeVolume(join(root, "labels", "f.nii"), mask(1, { origin: [3, 4, 0] }));
  const text = formatDatasetReport(await check(await discoverDataset(root)), { width: 100 });
  const lines = text.split("\n");
  assert.equal(lines[0], `${root} (images-labels): 6 cases, 6 labelled, 0 unlabelled.`);
  assert.match(lines[1], /^6 images in images\//);
  assert.equal(lines[2], "6 errors, 0 warnings, 0 notes.");
  assert.deepEqual(lines.slice(4, 12), [
    "severity  fault            cases                  what is wrong, → what mends it",
    "────────  ───────────────  ─────────────────────  ──────────────────────────────────────────────────",
    "error     affine-mismatch  f                      labels/f.nii: The label lies up to 5 mm off its",
    "                                                  image, whose voxels measure 1 mm.",
    "                                                  → See in a viewer which is right, then give the",
    "                                                  label the image's affine or resample it.",
    "error     unreadable       5: a, b, c and 2 more  5 times, first: labels/a.nii: is truncated: 348 of",
    "                                                  1680 bytes of voxels are there, 1332 are missing.",
  ]);
  assert.ok(lines.slice(4).every(({ length }) => length <= 100));
  assert.match(text, /label 1, ml +1 +0.052 +0.052 +0.052/);
});

const shared = sharedData();
test("real scans: the atrium's are sound, the hippocampus's are on several scales", {
  skip: "skip" in shared ? shared.skip : false,
}, async () => {
  assert.ok("folder" in shared);
  const la = await discoverDataset(join(shared.folder, "la"));
  const report = await check({ ...la, cases: la.cases.filter((_, i) => i % 10 === 0) });
  assert.deepEqual(codes(report), []);
  const hippocampus = await check(await discoverDataset(join(shared.folder, "hippocampus")));
  assert.deepEqual(codes(hippocampus), ["intensity-scales -"]);
  const series = await check(await discoverDataset(join(shared.folder, "dicom")));
  assert.deepEqual(codes(series), ["intensity-scales -", "spacing-outlier study2_t2"]);
});
