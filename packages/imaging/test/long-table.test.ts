import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Case, discoverDataset, ImagingError, LongTable } from "../src/index.js";
import { temporaryFolder } from "./fixtures.js";

function tableOf(t: TestContext, content: string | Uint8Array, name = "cases.csv"): string {
  const path = join(temporaryFolder(t), name);
  writeFileSync(path, content);
  return path;
}

const opened = (path: string) => LongTable.open(path) ?? assert.fail("not read as a stream");

const whole = async (path: string): Promise<Case[]> =>
  (await discoverDataset(path, { lookForFiles: false })).cases.map((one) => one);

test("a table read as a stream has the cases that one read at once has", async (t) => {
  const long = Array.from(
    { length: 5000 },
    (_, i) => `s/${(i * 7919) % 5000}/ä-${i}.nii,"a, ""b""\n${"x".repeat(i % 90)}"`,
  );
  const texts = {
    "many rows, quoted cells over several lines": `image,notes\n${long.join("\n")}\n`,
    "carriage returns, empty lines": `id,image\r\n${Array.from({ length: 1200 }, (_, i) => `c${i},im/${i}.nii\r\n\r\n`).join("")}`,
    "a cell longer than any piece": `id,image,notes\nx,a.nii,"${"long, ".repeat(50_000)}"\ny,b.nii,`,
    "semicolons, labels, splits, channels, folds":
      "case;image_T1;image_T2;label;split;fold\nb;1.nii;2.nii;;test;\na;3.nii;4.nii;5.nii;;2\n",
    "patients with two scans each": "patient,image\np,p1/a.nii\np,p2/a.nii\nq,p3/a.nii\n",
    "patients with one": "patient,image\np,p1/a.nii\nq,p2/a.nii\n",
    "folders and names only together unique": "image\n1/x/a.nii\n1/x/b.nii\n1/y/a.nii\n",
    "guarded cells": "image\n'=a.nii\n-b.nii\n",
  };
  for (const [name, text] of Object.entries(texts)) {
    const path = tableOf(t, text);
    assert.deepEqual([...opened(path).cases()], await whole(path), name);
  }
  const encoded = `image\r\n${Array.from({ length: 1200 }, (_, i) => `ä-€-${i}.nii\r\n`).join("")}`;
  for (const bytes of [
    Buffer.from(`\uFEFF${encoded}`),
    Buffer.from(`\uFEFF${encoded}`, "utf16le"),
    Buffer.from(encoded.replaceAll("€", ""), "latin1"),
  ]) {
    const path = tableOf(t, bytes);
    assert.deepEqual([...opened(path).cases()], await whole(path));
  }
});

test("parts by the order of ids are all cases, each once, wherever they stand", (t) => {
  const ids = Array.from({ length: 1000 }, (_, i) => `id-${(i * 617) % 1000}`);
  const path = tableOf(t, `id,image\n${ids.map((id) => `${id},${id}.nii\n`).join("")}`);
  const table = opened(path);
  assert.equal(table.length, 1000);
  const sorted = [...ids].sort();
  for (const part of [0, 1, 2]) {
    const found = Array.from(
      table.cases((place) => place % 3 === part),
      ({ id }) => id,
    );
    assert.deepEqual(
      found.sort(),
      sorted.filter((_, place) => place % 3 === part),
    );
  }
});

test("faults of a table are those that it has when it is read at once", async (t) => {
  const texts = [
    "image,split\na.nii,tset\nb.nii,train\n",
    "id,image\nx,a.nii\nx,b.nii\n",
    "id,image\nx,a.nii\n,b.nii\n",
    "image\nd/a.nii\nd/a.nii\n",
    "image,x\na.nii\n",
    'image\n"a.nii\n',
    'image\n"a"b.nii\n',
    "image\n",
    "",
    "scan\na.nii\n",
    "image,fold\na.nii,x\n",
  ];
  for (const text of texts) {
    const path = tableOf(t, text);
    const message = (error: unknown) => (error instanceof ImagingError ? error.message : assert.fail(String(error)));
    const expected = await whole(path).then(() => assert.fail(text), message);
    assert.throws(
      () => LongTable.open(path),
      (error) => {
        assert.equal(message(error), expected);
        return true;
      },
    );
  }
});

test("what is no table, and HDF5 files whose axes are decided by all of them, are left to discovery", (t) => {
  assert.equal(LongTable.open(tableOf(t, "{}", "cases.json")), undefined);
  assert.equal(LongTable.open(tableOf(t, "image\na.nii\nb.h5\n")), undefined);
  assert.equal(opened(tableOf(t, "image,slices\na.h5,first\n")).length, 1);
  assert.throws(() => LongTable.open(join(temporaryFolder(t), "no.csv")), /does not exist/);
});
