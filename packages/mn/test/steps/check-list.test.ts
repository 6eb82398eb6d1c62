import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { affineFromSpacing, writeVolume } from "@mandn/imaging";
import { checkStep } from "../../src/steps/check.js";

/** Two patients' folders, the first with a mask. */
async function patients(t: TestContext): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "mn-list-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const volume = (value: (i: number) => number) => ({
    shape: [1, 6, 7, 8] as const,
    affine: affineFromSpacing([1, 1, 1]),
    spacing: [1, 1, 1] as const,
    dtype: "int16" as const,
    voxels: Int16Array.from({ length: 336 }, (_, i) => value(i)),
    provenance: { path: "", format: "nifti", notes: [], fields: {} },
  });
  for (const [k, id] of ["PAT01", "PAT02"].entries()) {
    mkdirSync(join(root, "scans", id), { recursive: true });
    await writeVolume(
      join(root, "scans", id, "T1.nii.gz"),
      volume((i) => ((i + k) * 7919) % 101),
    );
  }
  await writeVolume(
    join(root, "scans", "PAT01", "T1_seg.nii.gz"),
    volume((i) => (i < 100 ? 1 : 0)),
  );
  return root;
}

const options = { cacheFolder: null, threads: 1 } as const;

test("mn check --write-csv writes down what was understood, and the table is a dataset", async (t) => {
  const root = await patients(t);
  const list = join(root, "list.csv");
  const notes: string[] = [];
  await checkStep(join(root, "scans"), { ...options, writeCsv: list, onNote: (note) => notes.push(note) });
  assert.equal(
    readFileSync(list, "utf8"),
    "id,image_T1,label,split\r\nPAT01,scans/PAT01/T1.nii.gz,scans/PAT01/T1_seg.nii.gz,train\r\n" +
      "PAT02,scans/PAT02/T1.nii.gz,,train\r\n",
  );
  assert.match(notes[0], /list\.csv lists the 2 cases as they were understood: edit it, and give it as the dataset/);
  const { dataset, passes } = await checkStep(list, options);
  assert.deepEqual([dataset.cases.length, dataset.channelNames, passes], [2, ["T1"], true]);
});

test("mn check --write-csv never writes over a file, but one that says the same", async (t) => {
  const root = await patients(t);
  const list = join(root, "list.csv");
  const write = () => checkStep(join(root, "scans"), { ...options, writeCsv: list });
  await write();
  await write();
  writeFileSync(list, "edited");
  await assert.rejects(write, { code: "usage", message: /is there already and holds something else/ });
  assert.equal(readFileSync(list, "utf8"), "edited");
  const text = join(root, "list.txt");
  await assert.rejects(checkStep(join(root, "scans"), { ...options, writeCsv: text }), { code: "usage" });
  assert.ok(!existsSync(text));
});

test("mn check --shard measures its part, says what is wrong in it, and a check of all has what every part measured", async (t) => {
  const root = await patients(t);
  const list = join(root, "list.csv");
  const line = (id: string) => `${id},scans/${id}/T1.nii.gz\n`;
  writeFileSync(list, `id,image\n${["PAT03", "PAT02", "PAT01"].map(line).join("")}`);
  const cacheFolder = join(root, "checks");
  const part = (index: number) => checkStep(list, { threads: 1, cacheFolder, shard: { index, of: 2 } });
  const kept = () =>
    readdirSync(cacheFolder, { recursive: true }).filter((name) => String(name).endsWith(".json")).length;
  const [first, second] = [await part(1), await part(2)];
  assert.deepEqual(
    [first, second].map(({ report }) => report.cases.map(({ id }) => id)),
    [["PAT01", "PAT03"], ["PAT02"]],
  );
  assert.deepEqual([first.passes, second.passes], [false, true]);
  assert.match(first.report.faults.find(({ caseId }) => caseId === "PAT03")?.message ?? "", /PAT03|not there|no such/i);
  assert.equal(kept(), 2);
  await assert.rejects(checkStep(list, { threads: 1, cacheFolder }), /1 of 3 listed files are not there/);
  writeFileSync(list, `id,image\n${["PAT02", "PAT01"].map(line).join("")}`);
  rmSync(join(root, "scans", "PAT02", "T1.nii.gz"), { force: true });
  writeFileSync(join(root, "scans", "PAT02", "T1.nii.gz"), "no scan"); // another file, which is read again
  const { report } = await checkStep(list, { threads: 1, cacheFolder });
  assert.deepEqual(
    report.faults.filter(({ severity }) => severity === "error").map(({ caseId }) => caseId),
    ["PAT02"],
  );
  assert.equal(kept(), 2);
});
