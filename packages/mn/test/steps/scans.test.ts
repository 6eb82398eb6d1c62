import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, describe, test } from "node:test";
import type { Dataset } from "@mandn/imaging";
import { scansOf } from "../../src/steps/scans.js";
import { smallPlan } from "../small-plan.js";

const root = mkdtempSync(join(tmpdir(), "mn-scans-"));
after(() => rmSync(root, { recursive: true }));

function folderOf(name: string, files: readonly string[]): string {
  const folder = join(root, name);
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, file), "");
  return folder;
}

const idsOf = async (...args: string[]) => (await scansOf(args, smallPlan())).map(({ id }) => id);

describe("what mn predict is given", () => {
  test("a file is a scan under its name without the extension", async () => {
    const names = ["a.b.nii.gz", "c.mha", "d.dcm", "e.IMA", "f.dicom", "g.h5", "h.npz", "i.hdr.gz", "j.zip", "k"];
    const folder = folderOf("files", names);
    for (const name of names) {
      const stem = name === "a.b.nii.gz" ? "a.b" : name[0];
      assert.deepEqual(await idsOf(join(folder, name)), [stem], name);
    }
  });
  test("a folder of scans gives each of them", async () => {
    const folder = folderOf("scans", ["one.nii.gz", "two_0000.nrrd"]);
    assert.deepEqual((await idsOf(folder)).sort(), ["one", "two"]);
  });
  test("a folder of DICOM slices is one scan", async () => {
    for (const [name, files] of [
      ["series", ["1.dcm", "2.dcm", "3.IMA"]],
      ["series.named.dicom", ["1.dicom", "2.DICOM"]],
      ["no-endings", ["IM1", "IM2"]],
    ] as const) {
      assert.deepEqual(await idsOf(folderOf(name, files)), [name]);
    }
  });
  test("scans that lack channels are named, and counted beyond five", async () => {
    const plan = smallPlan();
    const dataset = { ...plan.dataset, channels: ["T1", "T2", "FLAIR"] };
    const files = Array.from({ length: 7 }, (_, i) => [`s${i}_0000.nii`, `s${i}_0001.nii`]).flat();
    await assert.rejects(scansOf([folderOf("channels", files)], { ...plan, dataset }), {
      message: /not 3 channels each: s0, s1, s2, s3, s4 and 2 more\./,
    });
  });
  test("HDF5 arrays stack their slices as those of the run's dataset", async () => {
    const path = join(folderOf("hdf5", ["new.h5"]), "new.h5");
    const known = (slices?: "first"): Dataset => ({
      ...{ root, layout: "hdf5-folder", recognisedBy: "" },
      cases: [{ id: "a", channels: [{ path: "/a.h5", ...(slices && { slices }) }], split: "train", recognisedBy: "" }],
    });
    const channelsOf = async (dataset?: Dataset) => (await scansOf([path], smallPlan(), dataset))[0]?.channels;
    assert.deepEqual(await channelsOf(known("first")), [{ path, slices: "first" }]);
    for (const dataset of [known(), undefined]) assert.deepEqual(await channelsOf(dataset), [{ path }]);
  });
  test("two scans of one name are refused", async () => {
    const [a, b] = ["x", "y"].map((name) => join(folderOf(name, ["scan.nii"]), "scan.nii"));
    await assert.rejects(idsOf(a, b), { code: "usage", message: new RegExp(basename("scan")) });
  });
});
