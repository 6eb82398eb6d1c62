import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, describe, test } from "node:test";
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
    const folder = folderOf("files", ["a.b.nii.gz"]);
    assert.deepEqual(await idsOf(join(folder, "a.b.nii.gz")), ["a.b"]);
  });
  test("a folder of scans gives each of them", async () => {
    const folder = folderOf("scans", ["one.nii.gz", "two_0000.nrrd"]);
    assert.deepEqual((await idsOf(folder)).sort(), ["one", "two"]);
  });
  test("a folder of DICOM slices is one scan", async () => {
    const folder = folderOf("series", ["1.dcm", "2.dcm", "3.IMA"]);
    assert.deepEqual(await idsOf(folder), ["series"]);
  });
  test("two scans of one name are refused", async () => {
    const [a, b] = ["x", "y"].map((name) => join(folderOf(name, ["scan.nii"]), "scan.nii"));
    await assert.rejects(idsOf(a, b), { code: "usage", message: new RegExp(basename("scan")) });
  });
});
