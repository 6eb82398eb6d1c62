import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Dataset, discoverDataset, type ImagingError, type Remark } from "../src/index.js";
import { folderWith } from "./dataset-folders.js";
import { temporaryFolder } from "./fixtures.js";

const errorsOf = ({ remarks = [] }: Dataset): Remark[] => remarks.filter(({ severity }) => severity === "error");

async function refused(path: string): Promise<string> {
  const error = await discoverDataset(path).then(
    () => assert.fail("it was read"),
    (reason: ImagingError) => reason,
  );
  assert.equal(error.name, "ImagingError", String(error.stack));
  return `${error.code} ${error.message}`;
}

test("masks as PNG, TIFF or packed twice are named as errors, with the scan that would count as unlabelled", async (t) => {
  const root = folderWith(t, [
    ...["a", "b", "c", "d"].map((id) => `images/${id}.nii.gz`),
    "labels/a.nii.gz",
    "labels/b.png",
    "labels/c.tif",
    "labels/d.nii.gz.gz",
    "labels/a.json",
    "labels/Thumbs.db",
  ]);
  const dataset = await discoverDataset(root);
  assert.deepEqual(
    errorsOf(dataset).map(({ caseId, file }) => `${caseId} ${file.slice(root.length + 1)}`),
    ["b labels/b.png", "c labels/c.tif", "d labels/d.nii.gz.gz"],
  );
  const notes = dataset.remarks?.filter(({ severity }) => severity === "note").map(({ file }) => file);
  assert.deepEqual(notes, [join(root, "labels", "Thumbs.db"), join(root, "labels", "a.json")]);
});

test("masks in a folder of an unknown name, or among the images, are named", async (t) => {
  const elsewhere = await discoverDataset(folderWith(t, ["images/a.nii", "images/b.nii", "truth/a.nii"]));
  assert.match(errorsOf(elsewhere)[0].message, /1 files here are named as the images/);
  const among = await discoverDataset(folderWith(t, ["images/a.nii", "images/a_seg.nii"]));
  assert.match(errorsOf(among)[0].message, /named as the mask of a and lies among the images/);
  const known = await discoverDataset(folderWith(t, ["images/a.nii", "annotations/a.nii"]));
  assert.equal(known.cases[0].label?.path.endsWith("annotations/a.nii"), true);
});

test("nnU-Net: masks and images with another ending than declared are named", async (t) => {
  const description = { channel_names: { 0: "MR" }, labels: { background: 0, organ: 1 }, file_ending: ".nii.gz" };
  const root = folderWith(t, {
    "dataset.json": JSON.stringify(description),
    "imagesTr/a_0000.nii.gz": "",
    "imagesTr/b_0000.nii.gz": "",
    "imagesTr/c_0000.nii": "",
    "labelsTr/a.nii.gz": "",
    "labelsTr/b.nii": "",
  });
  const { remarks = [] } = await discoverDataset(root);
  const said = remarks.map(({ severity, caseId, message }) => `${severity} ${caseId}: ${message}`);
  assert.match(said[0], /^warning undefined: .*does not end in \.nii\.gz, as "file_ending" declares/);
  assert.match(said[1], /^error b: .*does not end in \.nii\.gz.*its scan b would count as unlabelled/);
});

/** Lists of two cases, the second image unlabelled. */
const listed = (t: TestContext, description: unknown) => {
  const root = folderWith(t, ["im/a.nii", "im/b.nii", "la/a.nii", "la/b.nii"]);
  writeFileSync(join(root, "data.json"), JSON.stringify(description));
  return join(root, "data.json");
};

test("MONAI: the key seg, a list unlabeled and folds as text are read; what is not read is an error", async (t) => {
  const seg = await discoverDataset(listed(t, { training: [{ image: "im/a.nii", seg: "la/a.nii", fold: "0" }] }));
  assert.deepEqual([seg.cases[0].label?.path.endsWith("la/a.nii"), seg.cases[0].fold], [true, 0]);
  assert.match(seg.remarks?.[0].message ?? "", /masks are taken from the key "seg"/);

  const unlabelled = await discoverDataset(
    listed(t, { training: [{ image: "im/a.nii", label: "la/a.nii" }], unlabeled: [{ image: "im/b.nii" }] }),
  );
  assert.deepEqual(
    unlabelled.cases.map(({ split, label }) => [split, label !== undefined]),
    [
      ["train", true],
      ["train", false],
    ],
  );

  const unread = await discoverDataset(
    listed(t, { training: [{ image: "im/a.nii", organ: "la/a.nii" }], extra: [{ image: "im/b.nii" }], pixdim: [1, 2] }),
  );
  const said = errorsOf(unread).map(({ message }) => message);
  assert.match(said[0], /1 entries, first training\.0, name a file under the key "organ", which is not read/);
  assert.match(said[1], /The list "extra" has 1 entries and is not read/);
  assert.equal(said.length, 2);

  const faulty = {
    training: [{ image: "im/a.nii", fold: "x" }, { label: "la/a.nii" }, { image: "im/b.nii", label: 3 }],
  };
  const message = await refused(listed(t, faulty));
  assert.match(message, /training\.0 has under the key "fold" no whole number/);
  assert.match(message, /training\.1 has no path under the key "image"/);
  assert.match(message, /training\.2 has no path under the key "label"/);
});

test("a table's column of files that is not read is an error; Windows' paths and odd encodings are read", async (t) => {
  const files = { "im/ä.nii": "", "la/ä.nii": "" };
  const table = "image;label;tumour\r\nim\\ä.nii;la\\ä.nii;la/ä.nii\r\n";
  const encodings = {
    "UTF-8": Buffer.from(table),
    "UTF-16LE": Buffer.from(`\uFEFF${table}`, "utf16le"),
    "UTF-16BE": Buffer.from(`\uFEFF${table}`, "utf16le").swap16(),
    "UTF-16 without a mark": Buffer.from(table, "utf16le"),
    "Latin-1": Buffer.from(table, "latin1"),
  };
  for (const [name, bytes] of Object.entries(encodings)) {
    const root = folderWith(t, files);
    writeFileSync(join(root, "cases.csv"), bytes);
    const dataset = await discoverDataset(root);
    const [one] = dataset.cases;
    assert.ok(existsSync(one.channels[0].path) && existsSync(one.label?.path ?? ""), name);
    assert.match(errorsOf(dataset)[0].message, /The column "tumour" names files, first "la\/ä.nii" in line 2/);
    const isSaid = dataset.remarks?.some(({ message }) => /The table is read as/.test(message));
    assert.equal(isSaid, name !== "UTF-8");
  }
});

test("tables of hospitals: ids by their usual columns, folds with a point, a cell of a million letters", async (t) => {
  const files = { "p1/a.nii": "", "p2/a.nii": "" };
  const read = async (text: string) => {
    const root = folderWith(t, files);
    writeFileSync(join(root, "cases.csv"), text);
    return (await discoverDataset(join(root, "cases.csv"))).cases.map(({ id, fold }) => [id, fold]);
  };
  assert.deepEqual(await read("case_id,image,fold\nx,p1/a.nii,0.0\ny,p2/a.nii,\n"), [
    ["x", 0],
    ["y", undefined],
  ]);
  assert.deepEqual(await read("Image ID,image\nx,p1/a.nii\ny,p2/a.nii\n"), [
    ["x", undefined],
    ["y", undefined],
  ]);
  // Two scans of one patient: the patient is no id.
  assert.deepEqual(await read("patient,image\nx,p1/a.nii\nx,p2/a.nii\n"), [
    ["p1", undefined],
    ["p2", undefined],
  ]);
  assert.deepEqual(await read(`id,image,notes\nx,p1/a.nii,"${"long, ".repeat(200_000)}"\ny,p2/a.nii,\n`), [
    ["x", undefined],
    ["y", undefined],
  ]);
});

test("names of JavaScript's own are names like others", async (t) => {
  const table = folderWith(t, { "a.nii": "", "cases.csv": "image,split\na.nii,constructor\n" });
  assert.match(await refused(table), /line 2 has the split "constructor"/);
  assert.match(await refused(folderWith(t, ["constructor/images/a.nii"])), /no dataset that is known/);
  const digits = folderWith(t, { "a.nii": "", "cases.csv": `image,fold\na.nii,${"9".repeat(400)}\n` });
  assert.match(await refused(digits), /cases\.csv: line 2 has the fold "9{20}"/);
  const ids = folderWith(
    t,
    ["__proto__", "constructor", "toString"].map((id) => `images/${id}.nii`),
  );
  assert.deepEqual(
    (await discoverDataset(ids)).cases.map(({ id }) => id),
    ["__proto__", "constructor", "toString"],
  );
});

test("a key given twice in dataset.json, and the key __proto__, are errors that name the line", async (t) => {
  const text = (labels: string) =>
    `{ "channel_names": { "0": "MR" },\n "labels": { ${labels} },\n "file_ending": ".nii" }`;
  const nnunet = (labels: string) =>
    folderWith(t, { "dataset.json": text(labels), "imagesTr/a_0000.nii": "", "labelsTr/a.nii": "" });
  assert.match(
    await refused(nnunet('"background": 0, "organ": 1, "organ": 2')),
    /line 2 has the key "organ" a second time/,
  );
  assert.match(await refused(nnunet('"background": 0, "or\\u0067an": 1, "organ": 2')), /"organ" a second time/);
  assert.match(await refused(nnunet('"background": 0, "__proto__": [1, 2]')), /line 2 has the key "__proto__"/);
  const sound = await discoverDataset(nnunet('"background": 0, "a \\"b\\": {": 1, "c": [2, 3]'));
  assert.deepEqual(sound.labels?.[1], 'a "b": {');
});

test("a pipe, a device, a link to itself or a torn list among the files ends nothing", {
  timeout: 30_000,
}, async (t) => {
  const root = folderWith(t, { "images/a.nii": "", "labels/a.nii": "", "torn.json": "{", "binary.csv": "\0\0\x01" });
  for (const name of ["notes.csv", "notes.json", "dataset.json"]) execFileSync("mkfifo", [join(root, name)]);
  symlinkSync("/dev/zero", join(root, "zero.json"));
  symlinkSync("loop.nii", join(root, "images", "loop.nii"));
  const dataset = await discoverDataset(root);
  assert.deepEqual(
    dataset.cases.map(({ id }) => id),
    ["a", "loop"],
  );
  const said = dataset.remarks?.map(({ severity, file }) => `${severity} ${file.slice(root.length + 1)}`);
  assert.deepEqual(
    said,
    ["dataset.json", "notes.json", "torn.json", "zero.json"].map((name) => `warning ${name}`),
  );

  const pipes = temporaryFolder(t);
  mkdirSync(join(pipes, "case1"));
  execFileSync("mkfifo", [join(pipes, "case1", "slice1")]);
  assert.match(await refused(pipes), /no dataset that is known/);
  const hdf5 = temporaryFolder(t);
  execFileSync("mkfifo", [join(hdf5, "case1.h5")]);
  assert.equal((await discoverDataset(hdf5)).cases.length, 1);
});

test("a torn list that would have been the dataset is named where nothing else is found", async (t) => {
  const root = folderWith(t, { "data.json": '{ "training": [', "im/a.nii": "" });
  assert.match(await refused(root), /data\.json: is not JSON/);
});

test("JSON as deep as a well is refused by its place, and a list of it costs no stack", async (t) => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const root = folderWith(t, { "dataset.json": `{"training":${deep},"fold":1}` });
  assert.match(await refused(join(root, "dataset.json")), /training\.0 is neither a path nor an object/);
});
