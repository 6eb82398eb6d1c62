import assert from "node:assert/strict";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { datasetSchema, discoverDataset, ImagingError, suggestValidation } from "../src/index.js";
import { brief, folderWith } from "./dataset-folders.js";
import { sharedData, temporaryFolder } from "./fixtures.js";

async function refuses(path: string, pattern: RegExp, options?: Parameters<typeof discoverDataset>[1]): Promise<void> {
  await assert.rejects(discoverDataset(path, options), (error: unknown) => {
    assert.ok(error instanceof ImagingError, String(error));
    assert.equal(error.code, "dataset");
    assert.match(error.message, pattern);
    assert.ok(error.path !== undefined && error.remedy !== undefined && error.message.includes(error.remedy));
    return true;
  });
}

test("images/ and labels/ pair by stem, whatever the format, and images without a label are unlabelled", async (t) => {
  const root = folderWith(t, [
    "images/a.nii.gz",
    "images/b c ü.nrrd",
    "images/d.hdr",
    "images/d.img",
    "images/._a.nii.gz",
    "images/notes.txt",
    "labels/a.mha",
    "labels/d.nii",
  ]);
  const dataset = await discoverDataset(root);
  assert.equal(dataset.layout, "images-labels");
  assert.deepEqual(brief(dataset), ["a train a.nii.gz a.mha", "b c ü train b c ü.nrrd ", "d train d.hdr d.nii"]);
  assert.match(dataset.recognisedBy, /3 images in images\/, 2 of them with a label/);
  assert.match(dataset.cases[1].recognisedBy, /unlabelled/);
  assert.deepEqual(datasetSchema.parse(JSON.parse(JSON.stringify(dataset))), dataset);
});

test("symbolic links stand for what they lead to, one that leads nowhere for a file", async (t) => {
  const root = folderWith(t, ["images/a.nii", "labels/a.nii", "series/000.dcm"]);
  const linked = temporaryFolder(t);
  for (const part of ["images", "labels"]) mkdirSync(join(linked, part));
  symlinkSync(join(root, "images", "a.nii"), join(linked, "images", "a.nii"));
  symlinkSync(join(root, "labels", "a.nii"), join(linked, "labels", "a.nii"));
  symlinkSync(join(root, "series"), join(linked, "images", "b"));
  symlinkSync(join(root, "nowhere.nii"), join(linked, "images", "c.nii"));
  assert.deepEqual(brief(await discoverDataset(linked)), ["a train a.nii a.nii", "b train b ", "c train c.nii "]);

  const listed = temporaryFolder(t);
  writeFileSync(join(root, "cases.csv"), `image\n${join(root, "images", "a.nii")}\n`);
  symlinkSync(join(root, "cases.csv"), join(listed, "cases.csv"));
  assert.deepEqual(brief(await discoverDataset(listed)), ["a train a.nii "]);
});

test("a common ending of all labels' names is cut, a label without image is refused", async (t) => {
  const root = folderWith(t, ["image/a.nii", "image/b.nii", "mask/a_seg.nii", "mask/b_seg.nii"]);
  assert.deepEqual(brief(await discoverDataset(root)), ["a train a.nii a_seg.nii", "b train b.nii b_seg.nii"]);
  await refuses(
    folderWith(t, ["images/a.nii", "labels/a.nii", "labels/z.nii"]),
    /no image belongs to 1 of 2 labels: z.nii/,
  );
});

test("splits in folders of their own are kept apart and may not share a name", async (t) => {
  const root = folderWith(t, ["train/images/a.nii", "train/labels/a.nii", "val/images/b.nii", "test/images/c.nii"]);
  assert.deepEqual(brief(await discoverDataset(root)), ["c test c.nii ", "a train a.nii a.nii", "b validation b.nii "]);
  await refuses(folderWith(t, ["train/images/a.nii", "test/images/a.nii"]), /several splits hold a scan called a/);
});

test("numbered channels in images/ are grouped", async (t) => {
  const root = folderWith(t, ["images/a_0000.nii", "images/a_0001.nii", "labels/a.nii"]);
  assert.deepEqual(brief(await discoverDataset(root)), ["a train a_0000.nii a_0001.nii a.nii"]);
  await refuses(folderWith(t, ["images/a_0000.nii", "images/a_0001.nii", "images/b_0001.nii"]), /b has 0001/);
});

test("what cannot be told apart is refused with what to do", async (t) => {
  await refuses(folderWith(t, ["images/a.nii", "images/a.nrrd"]), /several scans called a/);
  await refuses(folderWith(t, ["images/a.nii", "labels/a.nii", "masks/a.nii"]), /labels\/ and masks\//);
  await refuses(folderWith(t, ["images/readme.txt"]), /holds no scan/);
  const both = { "images/a.nii": "", "cases.csv": "image,label\nimages/a.nii,\n" };
  const root = folderWith(t, both);
  await refuses(root, /images-labels \(images\/\) and csv \(cases.csv\).*`layout`/);
  assert.equal((await discoverDataset(root, { layout: "csv" })).layout, "csv");
  assert.equal((await discoverDataset(join(root, "cases.csv"))).layout, "csv");
});

test("an unknown folder is refused with what it holds, and points at datasets one level down", async (t) => {
  await refuses(folderWith(t, ["scan.nii", "readme.txt"]), /it holds readme.txt, scan.nii. Known are: images\//);
  await refuses(folderWith(t, ["one/images/a.nii", "two/images/a.nii"]), /these look like one: one\/, two\//);
  await assert.rejects(discoverDataset(join(folderWith(t, []), "none")), { code: "access" });
});

const NNUNET_2 = {
  channel_names: { "1": "DWI", "0": "T2" },
  labels: { background: 0, prostate: [1, 2], tumour: 2, ignore: 3 },
  numTraining: 2,
  file_ending: ".nii.gz",
};

test("nnU-Net 2: channels, labels, regions, unlabelled and test cases", async (t) => {
  const root = folderWith(t, {
    "dataset.json": JSON.stringify(NNUNET_2),
    "imagesTr/p1_0000.nii.gz": "",
    "imagesTr/p1_0001.nii.gz": "",
    "imagesTr/p2_0000.nii.gz": "",
    "imagesTr/p2_0001.nii.gz": "",
    "labelsTr/p1.nii.gz": "",
    "imagesTs/p3_0000.nii.gz": "",
    "imagesTs/p3_0001.nii.gz": "",
  });
  const dataset = await discoverDataset(root);
  assert.deepEqual(brief(dataset), [
    "p1 train p1_0000.nii.gz p1_0001.nii.gz p1.nii.gz",
    "p2 train p2_0000.nii.gz p2_0001.nii.gz ",
    "p3 test p3_0000.nii.gz p3_0001.nii.gz ",
  ]);
  assert.equal(dataset.layout, "nnunet");
  assert.deepEqual(dataset.channelNames, ["T2", "DWI"]);
  assert.deepEqual(dataset.labels, { 0: "background", 1: "value 1", 2: "tumour", 3: "ignore" });
  assert.deepEqual(dataset.regions, { prostate: [1, 2] });
});

test("nnU-Net: a missing channel, an unnumbered name, a wrong JSON are named", async (t) => {
  const json = JSON.stringify(NNUNET_2);
  await refuses(folderWith(t, { "dataset.json": json, "imagesTr/p1_0000.nii.gz": "" }), /p1 has 0000/);
  await refuses(folderWith(t, { "dataset.json": json, "imagesTr/p1.nii.gz": "" }), /without a channel number: p1/);
  await refuses(folderWith(t, { "dataset.json": json, "imagesTr/p1_0000.nii": "" }), /holds no scan. "file_ending"/);
  await refuses(folderWith(t, { "dataset.json": '{"channel_names": {"0": 5}}' }), /channel_names\.0.*labels/);
  await refuses(folderWith(t, { "dataset.json": '{"channel_names": ' }), /is not JSON/);
});

test("nnU-Net 1: a list of files that lie on disk with a channel number", async (t) => {
  const training = [{ image: "./imagesTr/a.nii.gz", label: "./labelsTr/a.nii.gz" }];
  const json = {
    modality: { "0": "CT" },
    labels: { "0": "background", "1": "liver" },
    numTraining: 1,
    training,
    test: [],
  };
  const root = folderWith(t, {
    "dataset.json": JSON.stringify(json),
    "imagesTr/a_0000.nii.gz": "",
    "labelsTr/a.nii.gz": "",
  });
  const dataset = await discoverDataset(root);
  assert.equal(dataset.layout, "nnunet");
  assert.deepEqual(brief(dataset), ["a train a_0000.nii.gz a.nii.gz"]);
  assert.deepEqual(dataset.labels, { 0: "background", 1: "liver" });
});

test("the Decathlon's dataset.json, its test images without label", async (t) => {
  const json = {
    modality: { "0": "MRI" },
    labels: { "0": "background", "1": "Anterior", "2": "Posterior" },
    training: [{ image: "./imagesTr/h1.nii.gz", label: "./labelsTr/h1.nii.gz" }],
    test: ["./imagesTs/h2.nii.gz"],
  };
  const root = folderWith(t, {
    "dataset.json": JSON.stringify(json),
    "imagesTr/h1.nii.gz": "",
    "labelsTr/h1.nii.gz": "",
    "imagesTs/h2.nii.gz": "",
  });
  const dataset = await discoverDataset(root);
  assert.equal(dataset.layout, "decathlon");
  assert.deepEqual(brief(dataset), ["h1 train h1.nii.gz h1.nii.gz", "h2 test h2.nii.gz "]);
  assert.deepEqual(dataset.labels, { 0: "background", 1: "Anterior", 2: "Posterior" });
  writeFileSync(join(root, "dataset.json"), JSON.stringify({ ...json, test: ["imagesTs/h3.nii.gz"] }));
  await refuses(root, /1 of 3 listed files are not there: .*h3/);
});

test("a MONAI datalist: several channels, folds, a base folder elsewhere", async (t) => {
  const scans = folderWith(t, [
    "p1/t1.nii",
    "p1/t2.nii",
    "p1/seg.nii",
    "p2/t1.nii",
    "p2/t2.nii",
    "p3/t1.nii",
    "p3/t2.nii",
  ]);
  const json = {
    training: [
      { fold: 0, image: ["p1/t1.nii", "p1/t2.nii"], label: "p1/seg.nii" },
      { fold: 1, image: ["p2/t1.nii", "p2/t2.nii"] },
    ],
    testing: [{ image: ["p3/t1.nii", "p3/t2.nii"] }],
  };
  const list = join(folderWith(t, { "list.json": JSON.stringify(json) }), "list.json");
  await refuses(list, /7 of 7 listed files are not there/);
  const dataset = await discoverDataset(list, { baseFolder: scans, fold: 0 });
  assert.equal(dataset.layout, "monai-datalist");
  assert.deepEqual(brief(dataset), [
    "p1 validation t1.nii t2.nii seg.nii",
    "p2 train t1.nii t2.nii ",
    "p3 test t1.nii t2.nii ",
  ]);
  assert.deepEqual(
    dataset.cases.map(({ fold }) => fold),
    [0, 1, undefined],
  );
  await refuses(list, /no case has the fold 7. Choose from: 0, 1/, { baseFolder: scans, fold: 7 });
});

test("CSV: quotes, separators, channels, splits, columns passed over", async (t) => {
  const root = folderWith(t, {
    "cases.csv":
      "\uFEFFid;image_t1;image_t2;Label;split;age\r\n" +
      '"p;1";"a ""1"".nii";b.nii;m.nii;train;60\r\np2;a2.nii;b2.nii;;val;\r\n\r\n',
    'a "1".nii': "",
    "b.nii": "",
    "m.nii": "",
    "a2.nii": "",
    "b2.nii": "",
  });
  const dataset = await discoverDataset(root);
  assert.deepEqual(brief(dataset), ['p;1 train a "1".nii b.nii m.nii', "p2 validation a2.nii b2.nii "]);
  assert.deepEqual(dataset.channelNames, ["t1", "t2"]);
  assert.match(dataset.recognisedBy, /columns passed over: age/);
});

test("CSV: every faulty line is named", async (t) => {
  const csv = (text: string) => join(folderWith(t, { "cases.csv": text, "a.nii": "" }), "cases.csv");
  await refuses(csv("image,split\na.nii,trian\n,test\n"), /line 2 has the split "trian", line 3 lacks an image/);
  await refuses(csv("image,label\na.nii\n"), /line 2 has 1 cells/);
  await refuses(csv("scan,label\na.nii,\n"), /Name a column "image"/);
  await refuses(csv('image,label\n"a.nii,\n'), /quotes in line 2/);
  await refuses(csv("image\na.nii\na.nii\n"), /more than once/);
  await refuses(csv("image,label\na.nii,b.nii\n"), /1 of 2 listed files are not there: .*b.nii/);
  await refuses(csv("image\n"), /no line but its header/);
});

const FIXTURES = new URL("../../test/fixtures/", import.meta.url);

test("a folder of HDF5 cases with lists", async (t) => {
  const root = folderWith(t, {
    "train.list": "labelled\nunlabelled\n",
    "test.list": "damaged\n",
    "data/damaged.h5": "no HDF5 at all",
  });
  for (const name of ["labelled", "unlabelled"]) {
    cpSync(new URL(`dataset/${name}.h5`, FIXTURES), join(root, "data", `${name}.h5`));
  }
  const dataset = await discoverDataset(root);
  assert.equal(dataset.layout, "hdf5-folder");
  assert.deepEqual(
    dataset.cases.map(({ id, split, channels, label }) => [id, split, channels[0].key, label?.key]),
    [
      ["labelled", "train", "image", "label"],
      ["unlabelled", "train", "image", undefined],
      ["damaged", "test", "image", "label"],
    ],
  );
  writeFileSync(join(root, "val.list"), "labelled\n");
  await refuses(root, /"labelled", which is in the list for train too/);
});

test("folders of DICOM series with the mask inside or beside", async (t) => {
  const shared = sharedData();
  if ("skip" in shared) return t.skip(shared.skip);
  const root = folderWith(t, ["study2_crop.nii.gz"]);
  const series = join(shared.folder, "dicom");
  cpSync(join(series, "study1_crop"), join(root, "study1_crop", "a", "b"), { recursive: true });
  cpSync(join(series, "study2_crop"), join(root, "study2_crop"), { recursive: true });
  writeFileSync(join(root, "study1_crop", "mask.nrrd"), "");
  const dataset = await discoverDataset(root);
  assert.equal(dataset.layout, "dicom-folders");
  assert.deepEqual(brief(dataset), [
    "study1_crop train study1_crop mask.nrrd",
    "study2_crop train study2_crop study2_crop.nii.gz",
  ]);
  writeFileSync(join(root, "study1_crop", "other.nii"), "");
  await refuses(root, /several files that may be its mask: study1_crop\/mask.nrrd, study1_crop\/other.nii/);
});

test("a case's folder with two series is refused unless the mask's grid tells which is meant", async (t) => {
  const shared = sharedData();
  if ("skip" in shared) return t.skip(shared.skip);
  const root = folderWith(t, []);
  const series = join(shared.folder, "dicom");
  cpSync(join(series, "study2_crop"), join(root, "p1", "crop"), { recursive: true });
  cpSync(join(series, "study2_t2"), join(root, "p1", "t2"), { recursive: true });
  await refuses(root, /holds 2 series and it cannot be told which is meant: .*MR/);
});

test("the real scans are discovered, each with its label", async (t) => {
  const shared = sharedData();
  if ("skip" in shared) return t.skip(shared.skip);
  for (const [name, count] of [
    ["la", 80],
    ["hippocampus", 180],
  ] as const) {
    const dataset = await discoverDataset(join(shared.folder, name));
    assert.equal(dataset.cases.length, count);
    assert.ok(dataset.cases.every(({ label, channels }) => label !== undefined && channels.length === 1));
  }
});

test("a suggested validation set is a share of the labelled cases, the same for the same seed", async (t) => {
  const names = Array.from({ length: 20 }, (_, i) => `case${i}`);
  const root = folderWith(t, [
    ...names.map((name) => `images/${name}.nii`),
    ...names.slice(0, 10).map((name) => `labels/${name}.nii`),
  ]);
  const dataset = await discoverDataset(root);
  const validating = (seed: number) =>
    suggestValidation(dataset, { fraction: 0.3, seed }).cases.filter(({ split }) => split === "validation");
  assert.equal(validating(1).length, 3);
  assert.ok(validating(1).every(({ label }) => label !== undefined));
  assert.deepEqual(validating(1), validating(1));
  assert.notDeepEqual(validating(1), validating(2));
  assert.throws(() => suggestValidation(dataset, { fraction: 1.5 }), { code: "argument" });
});
