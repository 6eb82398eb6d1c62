import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type TestContext, test } from "node:test";
import { File, ready } from "h5wasm/node";
import { type Dataset, datasetCsv, discoverDataset, ImagingError } from "../src/index.js";
import { brief, folderWith } from "./dataset-folders.js";
import { temporaryFolder } from "./fixtures.js";

const remarksOf = ({ remarks = [] }: Dataset) => remarks.map(({ severity, message }) => `${severity}: ${message}`);

test("a folder for each patient, with the scan and its mask, is read, and said how", async (t) => {
  const root = folderWith(t, [
    "PAT01/T1.nii.gz",
    "PAT01/T1_seg.nii.gz",
    "PAT02/T1.nii.gz",
    "PAT03/T1.nii.gz",
    "PAT03/T1_seg.nii.gz",
    "PAT03/notes.txt",
  ]);
  const dataset = await discoverDataset(root);
  assert.equal(dataset.layout, "patient-folders");
  assert.deepEqual(brief(dataset), [
    "PAT01 train T1.nii.gz T1_seg.nii.gz",
    "PAT02 train T1.nii.gz ",
    "PAT03 train T1.nii.gz T1_seg.nii.gz",
  ]);
  assert.deepEqual(dataset.channelNames, ["T1"]);
  assert.match(
    dataset.recognisedBy,
    /3 folders are taken for a patient or visit each, 2 of them with a mask \(as T1_seg/,
  );
  assert.deepEqual(dataset.remarks, []);
});

test("BraTS: channels are what names have after the patient's", async (t) => {
  const names = ["flair", "t1", "t1ce", "t2", "seg"];
  const root = folderWith(
    t,
    ["BraTS_001", "BraTS_002"].flatMap((id) => names.map((name) => `${id}/${id}_${name}.nii.gz`)),
  );
  const dataset = await discoverDataset(root);
  assert.deepEqual(dataset.channelNames, ["flair", "t1", "t1ce", "t2"]);
  assert.equal(brief(dataset)[1].split(" ").at(-1), "BraTS_002_seg.nii.gz");
  const newer = folderWith(t, ["G-0-1/G-0-1-t1c.nii.gz", "G-0-1/G-0-1-seg.nii.gz", "G-0-2/G-0-2-t1c.nii.gz"]);
  assert.deepEqual(brief(await discoverDataset(newer)), [
    "G-0-1 train G-0-1-t1c.nii.gz G-0-1-seg.nii.gz",
    "G-0-2 train G-0-2-t1c.nii.gz ",
  ]);
});

test("patients in train/ and test/, scans one folder further down, and images of any name", async (t) => {
  const root = folderWith(t, [
    "train/A/2020-01-01/ct_17.nii.gz",
    "train/A/2020-01-01/mask.nii.gz",
    "train/B/2021-05-03/ct_9.nii.gz",
    "test/C/ct_4.nii.gz",
  ]);
  assert.deepEqual(brief(await discoverDataset(root)).sort(), [
    "A train ct_17.nii.gz mask.nii.gz",
    "B train ct_9.nii.gz ",
    "C test ct_4.nii.gz ",
  ]);
});

test("what a patient lacks, has too much of, or has alone is said", async (t) => {
  const root = folderWith(t, [
    ...["A", "B", "C", "D"].map((id) => `${id}/T1.nii.gz`),
    ...["A", "B", "D"].map((id) => `${id}/T2.nii.gz`),
    "A/FLAIR.nii.gz",
    "A/mask.nii.gz",
    "B/liver_mask.nii.gz",
    "B/tumour_mask.nii.gz",
    "E/mask.nii.gz",
    "D/mask.png",
  ]);
  const dataset = await discoverDataset(root);
  assert.deepEqual(
    dataset.cases.map(({ id, label }) => `${id} ${label === undefined ? "-" : "labelled"}`),
    ["A labelled", "B -", "D -"],
  );
  const remarks = remarksOf(dataset).join("\n");
  assert.match(remarks, /error: C has no T2 and is left out/);
  assert.match(remarks, /error: E has no image and is left out/);
  assert.match(remarks, /error: B has several files named as masks, and none is used: liver_mask.nii.gz, tumour_mask/);
  assert.match(remarks, /warning: FLAIR is there for 1 of 5 and not used/);
  assert.match(remarks, /error: The file is in the place of masks, and its format is not read/);
});

test("folders of images and of something else are not taken for patients", async (t) => {
  const root = folderWith(t, ["im/a.nii", "im/b.nii", "la/a.nii", "la/b.nii"]);
  await assert.rejects(discoverDataset(root), { code: "dataset", message: /laid out as no dataset that is known/ });
});

test("a flat folder: masks beside images, named -label, _seg or _mask", async (t) => {
  const root = folderWith(t, ["a.nrrd", "a-label.nrrd", "b.nrrd", "c.nrrd", "c_seg.nrrd", "d_mask.nrrd", "e_mask.tif"]);
  const dataset = await discoverDataset(root);
  assert.equal(dataset.layout, "flat-folder");
  assert.deepEqual(brief(dataset), ["a train a.nrrd a-label.nrrd", "b train b.nrrd ", "c train c.nrrd c_seg.nrrd"]);
  assert.match(dataset.recognisedBy, /3 images in one folder, 2 of them with a mask/);
  const remarks = remarksOf(dataset).join("\n");
  assert.match(remarks, /error: The file is named as a mask, and no image has its name/);
  assert.match(remarks, /error: The file is in the place of masks, and its format is not read/);
});

test("a flat folder with several channels for each mask", async (t) => {
  const files = [
    "a_T1.nii",
    "a_T2.nii",
    "a_seg.nii",
    "b_T1.nii",
    "b_T2.nii",
    "c_0_T1.nii",
    "c_0_T2.nii",
    "c_0_seg.nii",
  ];
  const dataset = await discoverDataset(folderWith(t, files));
  assert.deepEqual(dataset.channelNames, ["T1", "T2"]);
  assert.deepEqual(brief(dataset), [
    "a train a_T1.nii a_T2.nii a_seg.nii",
    "b train b_T1.nii b_T2.nii ",
    "c_0 train c_0_T1.nii c_0_T2.nii c_0_seg.nii",
  ]);
});

test("a list in a folder of patients or of scans counts more than names", async (t) => {
  const root = folderWith(t, ["a.nii", "a_seg.nii"]);
  writeFileSync(join(root, "cases.csv"), "image,label\na.nii,a_seg.nii\n");
  assert.equal((await discoverDataset(root)).layout, "csv");
});

test("what was understood is written down as a table that reads back as the same dataset", async (t) => {
  const root = folderWith(t, [
    "=A/x_T1.nii.gz",
    "=A/x_T2.nii.gz",
    "=A/seg.nii.gz",
    'B, "b"/x_T1.nii.gz',
    'B, "b"/x_T2.nii.gz',
  ]);
  const dataset = await discoverDataset(root);
  const table = join(temporaryFolder(t), "list.csv");
  writeFileSync(table, datasetCsv(dataset, dirname(table)));
  const again = await discoverDataset(table);
  const essence = ({ cases }: Dataset) => cases.map(({ recognisedBy: _, ...one }) => one);
  assert.deepEqual(essence(again), essence(dataset));
  assert.deepEqual(again.channelNames, dataset.channelNames);
  assert.deepEqual(again.remarks, []);
});

const H5 = readFileSync(new URL("../../test/fixtures/dataset/labelled.h5", import.meta.url));

/** HDF5 cases at these paths, and lists. */
function hdf5With(t: TestContext, files: readonly string[], lists: Readonly<Record<string, string>>): string {
  return folderWith(t, { ...Object.fromEntries(files.map((name) => [name, H5])), ...lists });
}

test("UA-MT's left atrium: a folder for each scan, the lists beside their folder, from either of the two", async (t) => {
  const folder = "2018LA_Seg_Training Set";
  const root = hdf5With(
    t,
    ["Z", "A", "T", "U"].map((id) => `${folder}/${id}/mri_norm2.h5`),
    { "train.list": "Z\nA\n", "test.list": "T\r\n" },
  );
  for (const given of [root, join(root, folder)]) {
    const dataset = await discoverDataset(given);
    assert.deepEqual(
      dataset.cases.map(({ id, split }) => `${id} ${split}`),
      ["Z train", "A train", "T test"],
    );
    assert.equal(dataset.ordered, true, "who comes first in the list is to be taken first");
    assert.match(dataset.recognisedBy, /train\.list, .*test\.list, in their order; 1 files in no list are left out/);
    assert.match(remarksOf(dataset).join(), /warning: 1 \.h5 files are in no list and left out: .*U\/mri_norm2\.h5/);
  }
});

test("SSL4MIS's heart and brain: volumes in data/, slices and their list passed over, what follows a comma too", async (t) => {
  const root = hdf5With(
    t,
    ["data/p2_frame01.h5", "data/p1_frame01.h5", "data/p3_frame01.h5", "data/slices/p1_frame01_slice_0.h5"],
    {
      "train.list": "p2_frame01\n",
      "val.list": "p1_frame01\n",
      "test.list": "p3_frame01,17\n",
      "train_slices.list": "p1_frame01_slice_0\n",
    },
  );
  const dataset = await discoverDataset(root);
  assert.deepEqual(
    dataset.cases.map(({ id, split, channels }) => `${id} ${split} ${relative(root, channels[0].path)}`),
    [
      "p2_frame01 train data/p2_frame01.h5",
      "p1_frame01 validation data/p1_frame01.h5",
      "p3_frame01 test data/p3_frame01.h5",
    ],
  );
  assert.match(remarksOf(dataset).join(), /note: The list is not read: its name is none of train, val and test/);
});

test("a list above a folder that is of other cases is not taken for this one's", async (t) => {
  const root = hdf5With(t, ["cases/a.h5", "cases/b.h5"], { "test.txt": "somebody else's notes\n" });
  const dataset = await discoverDataset(join(root, "cases"));
  assert.deepEqual(
    dataset.cases.map(({ split }) => split),
    ["train", "train"],
  );
  await assert.rejects(discoverDataset(root), (error: unknown) => {
    return error instanceof ImagingError && /test\.txt: lists "somebody else's notes"/.test(error.message);
  });
});

test("HDF5 arrays of a dataset have their slices along one axis: as most shapes show it, said once, and kept in a table", async (t) => {
  const stacks = readFileSync(new URL("../../test/fixtures/hdf5/slices.h5", import.meta.url));
  const root = folderWith(t, {
    "cases/a.h5": stacks,
    "cases/b.h5": stacks,
    "cases/c.h5": H5,
    "cases/torn.h5": "no HDF5",
  });
  const axes = ({ cases }: Dataset) => [
    ...new Set(
      cases.flatMap(({ channels, label }) => [...channels, ...(label ? [label] : [])]).map((file) => file.slices),
    ),
  ];
  const dataset = await discoverDataset(join(root, "cases"));
  assert.deepEqual(axes(dataset), ["first"]);
  assert.match(
    remarksOf(dataset).join("\n"),
    /^note: The axes of the HDF5 arrays are taken as z, y, x \(slices first\): 2 of 4 images have that axis by far the shortest\.$/m,
  );
  const table = join(root, "list.csv");
  writeFileSync(table, datasetCsv(dataset, root));
  const listed = await discoverDataset(table);
  assert.deepEqual(axes(listed), ["first"]);
  assert.doesNotMatch(remarksOf(listed).join(), /axes/, "the table says it");
  writeFileSync(table, readFileSync(table, "utf8").replace("first", "middle"));
  await assert.rejects(discoverDataset(table), /line 2 has the slices "middle".* slices first and last/);
});

test("HDF5 arrays whose shapes show no slices: SSL4MIS's lie first, others last; what is asked for counts more", async (t) => {
  const slices = async (folder: string, asked?: "first" | "last") => {
    const root = hdf5With(
      t,
      ["x.h5", "y.h5"].map((name) => join(folder, name)),
      {},
    );
    const dataset = await discoverDataset(root, asked === undefined ? {} : { slices: asked });
    const remark = remarksOf(dataset).find((line) => line.includes("axes")) ?? "";
    return [dataset.cases[0].channels[0].slices, /: their shapes do not show it, and so (\S+)/.exec(remark)?.[1]];
  };
  assert.deepEqual(await slices("data"), ["first", "SSL4MIS"]);
  assert.deepEqual(await slices("cases"), ["last", "nibabel"]);
  assert.deepEqual(await slices("cases", "first"), ["first", undefined]);
  assert.deepEqual(await slices("data", "last"), ["last", undefined]);
  const scans = folderWith(t, ["images/a.nii.gz"]);
  await assert.rejects(discoverDataset(scans, { slices: "first" }), /holds no HDF5 file, whose slices could be/);
  assert.equal((await discoverDataset(scans)).cases[0].channels[0].slices, undefined);
});

test("HDF5 arrays of which some have their slices along another axis than most are warned of", async (t) => {
  const root = temporaryFolder(t);
  await ready;
  for (const [name, shape] of Object.entries({ a: [8, 9, 3], b: [9, 8, 4], c: [3, 8, 9] })) {
    const file = new File(join(root, `${name}.h5`), "w");
    file.create_dataset({ name: "image", data: new Float32Array(shape[0] * shape[1] * shape[2]), shape });
    file.close();
  }
  const dataset = await discoverDataset(root);
  assert.deepEqual(
    dataset.cases.map(({ channels }) => channels[0].slices),
    ["last", "last", "last"],
  );
  assert.match(
    remarksOf(dataset).join("\n"),
    /^warning: .* x, y, z \(slices last\): 2 of 3 images have that axis by far the shortest, but 1 the first: .*c\.h5\.$/m,
  );
});
