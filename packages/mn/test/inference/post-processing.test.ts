import assert from "node:assert/strict";
import { test } from "node:test";
import type { LabelMap } from "@mandn/imaging";
import { MnError } from "../../src/errors.js";
import { applyPostProcessing, choosePostProcessing } from "../../src/inference/post-processing.js";

const CLASSES = [
  { name: "background", value: 9 },
  { name: "ring", value: 1 },
  { name: "blob", value: 2 },
];

/** A mask of one slice from rows of digits; `.` is the background. */
function slice(...rows: readonly string[]): LabelMap {
  const voxels = Uint8Array.from(rows.join(""), (one) => (one === "." ? 9 : Number(one)));
  return { shape: [1, rows.length, rows[0].length], spacing: [1, 1, 1], voxels };
}

/** Holes are closed in from all sides, so what stands in the middle slice needs one before and one after. */
function closed(before: LabelMap, middle: LabelMap): LabelMap {
  const [, h, w] = middle.shape;
  const voxels = Uint8Array.of(...before.voxels, ...middle.voxels, ...before.voxels);
  return { shape: [3, h, w], spacing: [1, 1, 1], voxels };
}

const RING = closed(slice("11111..", "11111..", "11111.."), slice("11111.2", "11.11.2", "11111.2"));
const FILLED = closed(slice("11111..", "11111..", "11111.."), slice("11111.2", "11111.2", "11111.2"));

test("rules are applied class by class, the plan's background standing for what is taken away", () => {
  const mask = closed(slice("11111.1", "11111..", "11111.."), slice("11111.2", "11.11..", "11111.2"));
  applyPostProcessing(mask, CLASSES, { largestComponent: [true, true], fillHoles: [true, false] });
  const expected = closed(slice("11111..", "11111..", "11111.."), slice("11111.2", "11111..", "11111.."));
  assert.deepEqual(mask.voxels, expected.voxels);
});

test("a rule is chosen where it raises the mean Dice on validation, and only for the class that it helps", async () => {
  // The ring's hole is wrong in both cases; the blob has two true parts, and a stray voxel of the ring is wrong.
  const withStray = closed(slice("11111.1", "11111..", "11111.."), slice("11111.2", "11.11..", "11111.2"));
  const reference = closed(slice("11111..", "11111..", "11111.."), slice("11111.2", "11111..", "11111.2"));
  const cases = [
    { id: "a", prediction: withStray, reference },
    { id: "b", prediction: RING, reference: FILLED },
  ];
  const before = withStray.voxels.slice();
  const chosen = await choosePostProcessing(cases, CLASSES, {
    largestComponent: "validation",
    fillHoles: "validation",
  });
  assert.deepEqual(chosen.largestComponent, [true, false]);
  assert.deepEqual(chosen.fillHoles, [true, false]);
  assert.deepEqual(withStray.voxels, before);
  const [ring, blob] = chosen.effects ?? [];
  // 45 voxels in the reference; 46 predicted of which 44 are right, then 44 and 44.
  assert.ok(Math.abs((ring.none as number) - (88 / 91 + 88 / 89) / 2) < 1e-12);
  assert.ok(Math.abs((ring.largestComponent as number) - 88 / 89) < 1e-12);
  assert.equal(ring.both, 1);
  assert.deepEqual(blob, { none: 1, largestComponent: (2 / 3 + 1) / 2, fillHoles: 1, both: (2 / 3 + 1) / 2 });
});

test("what the plan fixes is kept, and the other rule is chosen given it", async () => {
  const cases = [{ id: "b", prediction: RING, reference: FILLED }];
  const fixed = { largestComponent: [false, true], fillHoles: [false, false] };
  assert.deepEqual(await choosePostProcessing(cases, CLASSES, fixed), { ...fixed, effects: null });
  const half = await choosePostProcessing(cases, CLASSES, { ...fixed, fillHoles: "validation" });
  assert.deepEqual(
    [half.largestComponent, half.fillHoles],
    [
      [false, true],
      [true, false],
    ],
  );
});

test("a class in neither mask does not count, a missed one counts as 0", async () => {
  const none = slice("....");
  const there = slice("11..");
  const cases = [
    { id: "absent", prediction: none, reference: none },
    { id: "missed", prediction: none, reference: there },
    { id: "found", prediction: there, reference: there },
  ];
  const allowed = { largestComponent: "validation", fillHoles: "validation" } as const;
  const { effects } = await choosePostProcessing(cases, CLASSES, allowed);
  assert.equal(effects?.[0].none, 0.5);
  assert.equal(effects?.[1].none, null);
  const without = await choosePostProcessing([], CLASSES, allowed);
  assert.deepEqual(
    [without.largestComponent, without.fillHoles],
    [
      [false, false],
      [false, false],
    ],
  );
});

test("cases may come one by one", async () => {
  async function* cases() {
    yield { id: "b", prediction: RING, reference: FILLED };
  }
  const { fillHoles } = await choosePostProcessing(cases(), CLASSES, {
    largestComponent: [false, false],
    fillHoles: "validation",
  });
  assert.deepEqual(fillHoles, [true, false]);
});

test("rules for another number of classes are refused", async () => {
  const usage = (error: unknown) => error instanceof MnError && error.code === "usage";
  assert.throws(() => applyPostProcessing(slice("1."), CLASSES, { largestComponent: [true], fillHoles: [] }), usage);
  const wrong = { largestComponent: "validation", fillHoles: [true, true, true] } as const;
  await assert.rejects(choosePostProcessing([], CLASSES, { ...wrong, fillHoles: [...wrong.fillHoles] }), usage);
});
