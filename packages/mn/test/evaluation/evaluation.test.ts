import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import {
  type Affine,
  affineFromSpacing,
  type Case,
  checkDataset,
  type Dataset,
  ImagingError,
  type Point,
  reorient,
  spacingOf,
  type Volume,
  writeVolume,
} from "@mandn/imaging";
import { MnError } from "../../src/errors.js";
import {
  compareEvaluations,
  type EvaluateFolderOptions,
  evaluateFolder,
  evaluationSchema,
  summaryOf,
} from "../../src/evaluation/evaluation.js";
import { comparisonText, evaluationCsv, evaluationText, writeEvaluation } from "../../src/evaluation/tables.js";

const CLASSES = [
  { name: "left", value: 1 },
  { name: "right, upper", value: 2 },
];

interface Folders {
  readonly root: string;
  readonly predictions: string;
  readonly labels: string;
}

function folders(t: TestContext): Folders {
  const root = mkdtempSync(join(tmpdir(), "mn-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const [predictions, labels] = ["predictions", "labels"].map((name) => join(root, name));
  mkdirSync(predictions);
  mkdirSync(labels);
  return { root, predictions, labels };
}

/** A mask of 4 × 5 × 10 voxels of 2 × 1 × 1 mm: along x, so many columns of each value in turn. */
function mask(columns: readonly (readonly [value: number, count: number])[], origin: Point = [0, 0, 0]): Volume {
  const row = columns.flatMap(([value, count]) => new Array<number>(count).fill(value));
  assert.equal(row.length, 10);
  const voxels = Uint8Array.from({ length: 200 }, (_, i) => row[i % 10]);
  const affine = affineFromSpacing([2, 1, 1], origin);
  const provenance = { path: "made", format: "memory", notes: [], fields: {} };
  return { shape: [1, 4, 5, 10], affine, spacing: spacingOf(affine), dtype: "uint8", voxels, provenance };
}

/** Two cases: in `a` class 1 is found but for a column of four, in `b` class 2 is missed. */
async function twoCases({ predictions, labels }: Folders): Promise<void> {
  await writeVolume(
    join(predictions, "a.nii.gz"),
    mask([
      [1, 3],
      [0, 2],
      [2, 5],
    ]),
  );
  await writeVolume(
    join(labels, "a.nrrd"),
    mask([
      [1, 4],
      [0, 1],
      [2, 5],
    ]),
  );
  await writeVolume(
    join(predictions, "b.mha"),
    mask([
      [1, 4],
      [0, 6],
    ]),
  );
  await writeVolume(
    join(labels, "b.nii"),
    mask([
      [1, 4],
      [0, 1],
      [2, 5],
    ]),
  );
}

const evaluate = (at: Folders, options?: EvaluateFolderOptions) => evaluateFolder(at.predictions, at.labels, options);

test("masks are scored against the references of the same name, whatever their format", async (t) => {
  const at = folders(t);
  await twoCases(at);
  const done: number[] = [];
  const result = await evaluate(at, { classes: CLASSES, progress: (n, of) => done.push(n, of) });
  assert.deepEqual(done, [1, 2, 2, 2]);
  assert.deepEqual(
    result.cases.map(({ id }) => id),
    ["a", "b"],
  );
  const [a, b] = result.cases.map(({ metrics }) => metrics.classes);
  assert.ok(Math.abs((a[0].values.dice as number) - 6 / 7) < 1e-12);
  assert.equal(a[0].values.hd, 1);
  assert.ok(Math.abs((a[0].values.volumeDifference as number) + 20 * 2e-3) < 1e-12);
  assert.equal(b[1].values.dice, null);
  assert.equal(b[1].undefinedBecause, "prediction empty");
});

test("a missed class counts as 0 in the mean of overlaps, is left out of distances, and is listed either way", async (t) => {
  const at = folders(t);
  await twoCases(at);
  const result = await evaluate(at, { classes: CLASSES });
  const dice = summaryOf(result, 2, "dice");
  assert.deepEqual([dice.mean, dice.n, dice.cases], [0.5, 2, 2]);
  assert.deepEqual(dice.undefinedCases, [{ reason: "prediction empty", caseIds: ["b"], countedAs: 0 }]);
  const hd95 = summaryOf(result, 2, "hd95");
  assert.deepEqual([hd95.mean, hd95.n, hd95.undefinedCases[0].countedAs], [0, 1, null]);
  assert.ok(Math.abs((summaryOf(result, null, "dice").mean as number) - ((6 / 7 + 1) / 2 + 0.5) / 2) < 1e-12);
  assert.throws(() => summaryOf(result, 7, "dice"), MnError);
});

test("without classes every value is scored; with them what is not scored is named", async (t) => {
  const at = folders(t);
  await twoCases(at);
  const all = await evaluate(at);
  assert.deepEqual(all.classes, [
    { name: "class 1", value: 1 },
    { name: "class 2", value: 2 },
  ]);
  assert.deepEqual(all.otherValues, []);
  const one = await evaluate(at, { classes: [CLASSES[0]] });
  assert.deepEqual(one.otherValues, [2]);
  assert.match(evaluationText(one), /Not scored: the values 2\./);
});

test("references may have a common ending, and probabilities and pictures beside masks are passed over", async (t) => {
  const at = folders(t);
  const full = mask([[1, 10]]);
  for (const id of ["a", "b"]) {
    await writeVolume(join(at.predictions, `${id}.nii.gz`), full);
    await writeVolume(join(at.labels, `${id}_gt.nii.gz`), full);
  }
  mkdirSync(join(at.predictions, "probabilities"));
  await writeVolume(join(at.predictions, "probabilities", "a.nii.gz"), full);
  mkdirSync(join(at.predictions, "previews"));
  writeFileSync(join(at.predictions, "previews", "a.png"), "a picture");
  const { cases } = await evaluate(at);
  assert.deepEqual(
    cases.map(({ id, metrics }) => [id, metrics.classes[0].values.dice]),
    [
      ["a", 1],
      ["b", 1],
    ],
  );
});

test("masks and references without a partner are named, and listed where that is allowed", async (t) => {
  const at = folders(t);
  await twoCases(at);
  await writeVolume(join(at.predictions, "lonely.nii.gz"), mask([[1, 10]]));
  await writeVolume(join(at.labels, "bare.nii.gz"), mask([[1, 10]]));
  await assert.rejects(evaluate(at), (error: unknown) => {
    assert.ok(error instanceof MnError && error.code === "data");
    assert.match(error.message, /Masks without a reference: lonely\. References without a mask: bare\./);
    assert.deepEqual(error.caseIds, ["lonely", "bare"]);
    return true;
  });
  const { unpaired, cases } = await evaluate(at, { partial: true });
  assert.deepEqual(unpaired, { predictions: ["lonely"], labels: ["bare"] });
  assert.equal(cases.length, 2);
});

test("folders without a pair, and masks without a class, are errors even where pairs may lack", async (t) => {
  const at = folders(t);
  const data = (error: unknown) => error instanceof MnError && error.code === "data";
  await assert.rejects(evaluate(at, { partial: true }), data);
  await writeVolume(join(at.predictions, "a.nii.gz"), mask([[0, 10]]));
  await assert.rejects(evaluate(at, { partial: true }), data);
  await writeVolume(join(at.labels, "a.nii.gz"), mask([[0, 10]]));
  await assert.rejects(evaluate(at), data);
  await assert.rejects(evaluateFolder(join(at.root, "nowhere"), at.labels), ImagingError);
});

test("a mask at the same place in another storage order is scored", async (t) => {
  const { predictions, labels } = folders(t);
  const columns = [
    [1, 3],
    [0, 2],
    [2, 5],
  ] as const;
  const reference = mask(columns, [-9, 4, 7]);
  for (const [i, orientation] of ["LPS", "SAR", "IPL"].entries()) {
    await writeVolume(join(predictions, `${i}.nii.gz`), reorient(reference, orientation));
    await writeVolume(join(labels, `${i}.nii.gz`), reference);
  }
  const { cases } = await evaluateFolder(predictions, labels, { classes: CLASSES });
  for (const { id, metrics } of cases) {
    assert.deepEqual(
      metrics.classes.map(({ values }) => [values.dice, values.hd95]),
      [
        [1, 0],
        [1, 0],
      ],
      id,
    );
  }
});

test("a mask on another grid is refused with the case and the size of the difference", async (t) => {
  const at = folders(t);
  await writeVolume(join(at.predictions, "a.nii.gz"), mask([[1, 10]], [0, 3, 4]));
  await writeVolume(join(at.labels, "a.nii.gz"), mask([[1, 10]]));
  await assert.rejects(evaluate(at), (error: unknown) => {
    assert.ok(error instanceof MnError && error.code === "data");
    assert.deepEqual(error.caseIds, ["a"]);
    assert.match(error.message, /differ by up to 5 mm/);
    return true;
  });
});

test("results go to JSON that the schema reads back, to CSV with a row for each case and class, and to text", async (t) => {
  const at = folders(t);
  await twoCases(at);
  const result = await evaluate(at, { classes: CLASSES });
  const paths = ["json", "csv", "txt"].map((ending) => join(at.root, `result.${ending}`));
  for (const path of paths) writeEvaluation(path, result);
  const [json, csv, text] = paths.map((path) => readFileSync(path, "utf8"));
  assert.deepEqual(evaluationSchema.parse(JSON.parse(json)), result);
  const rows = csv.trimEnd().split("\r\n");
  assert.equal(csv, evaluationCsv(result));
  assert.equal(rows.length, 5);
  assert.match(rows[0], /^case,class,value,undefined because,.*dice,.*hd95 \(mm\)/);
  assert.match(rows[4], /^b,"right, upper",2,prediction empty,0,100,,/);
  assert.match(text, /^left +mean/m);
  assert.match(text, /^mean over classes/m);
  assert.match(text, /1 prediction empty \(as 0\)/);
  assert.throws(() => writeEvaluation(join(at.root, "result.xls"), result), MnError);
});

test("two results are compared case by case", async (t) => {
  const at = folders(t);
  await twoCases(at);
  const first = await evaluate(at, { classes: CLASSES });
  await writeVolume(
    join(at.predictions, "a.nii.gz"),
    mask([
      [1, 4],
      [0, 1],
      [2, 5],
    ]),
  );
  const second = await evaluate(at, { classes: CLASSES });
  const comparisons = compareEvaluations(first, second);
  const of = (label: number, metric: string) => {
    const found = comparisons.find((one) => one.label === label && one.metric === metric);
    assert.ok(found !== undefined);
    return found.comparison;
  };
  assert.ok(Math.abs((of(1, "dice").meanDifference as number) - (6 / 7 - 1) / 2) < 1e-12);
  assert.equal(of(2, "dice").n, 2);
  assert.equal(of(2, "hd95").excluded.length, 1);
  assert.match(comparisonText(comparisons, CLASSES), /left +Dice % +-7\.1/);
});

test("results over other cases or classes are not compared", async (t) => {
  const at = folders(t);
  await twoCases(at);
  const first = await evaluate(at, { classes: CLASSES });
  const data = (error: unknown) => error instanceof MnError && error.code === "data";
  assert.throws(() => compareEvaluations(first, { ...first, cases: first.cases.slice(1) }), data);
  const [one] = first.cases;
  const many = Array.from({ length: 9 }, (_, i) => ({ ...one, id: `further-${i}` }));
  assert.throws(
    () => compareEvaluations(first, { ...first, cases: [...first.cases, ...many] }),
    /further-4 and 4 more\./,
  );
  assert.throws(() => compareEvaluations(first, { ...first, classes: [CLASSES[0]] }), data);
});

test("nnU-Net's probabilities beside its masks are no second case, and what is not read is named", async (t) => {
  const at = folders(t);
  await writeVolume(join(at.predictions, "a.nii.gz"), mask([[1, 10]]));
  await writeVolume(join(at.labels, "a.nii.gz"), mask([[1, 10]]));
  for (const name of ["a.npz", "a.pkl", "b.png"]) writeFileSync(join(at.predictions, name), "no scan");
  assert.equal((await evaluate(at)).cases[0].metrics.classes[0].values.dice, 1);
  await writeVolume(join(at.labels, "b.nii.gz"), mask([[1, 10]]));
  await assert.rejects(evaluate(at), /References without a mask: b\. Of no format that is read: b\.png\./);
});

test("a reference that lies in the same place in another storage order is scored", async (t) => {
  const at = folders(t);
  const columns = [
    [1, 3],
    [0, 2],
    [2, 5],
  ] as const;
  await writeVolume(join(at.predictions, "a.nii.gz"), mask(columns, [-9, -8, -7]));
  for (const order of ["RAS", "LPS", "SAR", "PIL"]) {
    await writeVolume(join(at.labels, "a.nii.gz"), reorient(mask(columns, [-9, -8, -7]), order));
    const { cases } = await evaluate(at);
    assert.deepEqual(
      cases[0].metrics.classes.map(({ values: { dice, hd } }) => [dice, hd]),
      [
        [1, 0],
        [1, 0],
      ],
    );
  }
  await writeVolume(join(at.labels, "a.nii.gz"), reorient(mask(columns, [-9, -8, -6]), "LPS"));
  await assert.rejects(evaluate(at), /Case a: .*differ by up to 1 mm/);
});

test("on a scan of a tilted gantry mn evaluate and mn check give a mask the same volume", async (t) => {
  const at = folders(t);
  const affine: Affine = [1, 0, 0, 0, 0, 1, 1.5, 0, 0, 0, 2, 0, 0, 0, 0, 1];
  const tilted: Volume = { ...mask([[1, 10]]), affine, spacing: spacingOf(affine) };
  for (const folder of [at.predictions, at.labels]) await writeVolume(join(folder, "a.nii.gz"), tilted);
  const { values } = (await evaluate(at)).cases[0].metrics.classes[0];
  const file = { path: join(at.labels, "a.nii.gz") };
  const one: Case = { id: "a", channels: [file], label: file, split: "train", recognisedBy: "" };
  const dataset: Dataset = { root: at.root, layout: "csv", recognisedBy: "", cases: [one] };
  const { cases: checked } = await checkDataset(dataset, { cacheFolder: null, threads: 1 });
  assert.equal(values.referenceVolume, checked[0].facts?.label?.values[0].millilitres);
  assert.ok(Math.abs((values.referenceVolume ?? 0) - 0.4) < 1e-12);
  await assert.rejects(evaluate(at, { definition: "deepmind" }), /Case a: The definition deepmind knows only voxels/);
});

test("masks of one slice are scored by their outlines", async (t) => {
  const at = folders(t);
  const disc = (x: number): Volume => {
    const voxels = Uint8Array.from({ length: 400 }, (_, i) => {
      return Math.hypot((i % 20) - x, Math.floor(i / 20) - 9) <= 5 ? 1 : 0;
    });
    const affine = affineFromSpacing([5, 1, 1]);
    return { ...mask([[1, 10]]), shape: [1, 1, 20, 20], affine, spacing: [5, 1, 1], voxels };
  };
  await writeVolume(join(at.predictions, "a.nii.gz"), disc(9));
  await writeVolume(join(at.labels, "a.nii.gz"), disc(11));
  const { values } = (await evaluate(at)).cases[0].metrics.classes[0];
  assert.equal(values.asd?.toFixed(2), "1.18");
});

test("a table for spreadsheets has no formulas, a text no escapes, and few cases show each value", async (t) => {
  const at = folders(t);
  for (const name of ["=1+1", "b\u001b[2J"]) {
    await writeVolume(join(at.predictions, `${name}.nii.gz`), mask([[1, 10]]));
    await writeVolume(join(at.labels, `${name}.nii.gz`), mask([[1, 10]]));
  }
  const result = await evaluate(at);
  assert.match(evaluationCsv(result), /^'=1\+1,class 1,/m);
  const text = evaluationText(result);
  assert.ok(!text.includes("\u001b"));
  assert.match(text, /b\\u\{1b\}\[2J/);
  assert.match(text, /^class 1 +mean +sd +each/m);
  assert.match(text, /^Dice % +100\.0 +0\.0 +100\.0 100\.0 /m);
});

test("scans in the place of references are told, not scored as thousands of classes", async (t) => {
  const at = folders(t);
  await writeVolume(join(at.predictions, "a.nii.gz"), mask([[1, 10]]));
  const scan = {
    ...mask([[1, 10]]),
    shape: [1, 20, 20, 10] as const,
    voxels: Int16Array.from({ length: 4000 }, (_, i) => i),
  };
  await writeVolume(join(at.predictions, "a.nii.gz"), {
    ...scan,
    dtype: "int16",
    voxels: scan.voxels.map((v) => v % 2),
  });
  await writeVolume(join(at.labels, "a.nii.gz"), { ...scan, dtype: "int16" });
  await assert.rejects(evaluate(at), /hold 3999 different values, so that one of the folders holds scans/);
});
