// The order in which scans are to be labelled, and the reason that each is given, from predictions that are written by hand.
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Case } from "@mandn/imaging";
import { rankForLabelling } from "../../src/inference/disagreement.js";
import { LabelsFolder } from "../../src/run/labels-folder.js";
import type { Disagreement, Predictions } from "../../src/run/results.js";
import { scansOf } from "../../src/studio/queue.js";
import type { Target } from "../../src/studio/target.js";

const CLASSES = [
  { name: "background", value: 0 },
  { name: "liver", value: 3 },
];

function targetOf(ids: readonly string[], seed = 0): Target {
  const cases = ids.map(
    (id): Case => ({ id, channels: [{ path: `/scans/${id}` }], split: "train", recognisedBy: "a test" }),
  );
  return {
    kind: "dataset",
    name: "scans",
    run: undefined,
    dataset: { root: "/scans", layout: "csv", recognisedBy: "a test", cases },
    cases: new Map(cases.map((one) => [one.id, one])),
    classes: CLASSES,
    channels: ["image"],
    labels: new LabelsFolder(join(tmpdir(), "no-labels-here")),
    seed,
  };
}

function predictionsOf(
  scans: Readonly<Record<string, { disagreement: Disagreement; millilitres: number }>>,
): Predictions {
  return {
    version: 2,
    leading: "both",
    predictors: { both: ["3d", "2d"] },
    testTimeAugmentation: false,
    classes: CLASSES.slice(1),
    madeFrom: {},
    files: {},
    pending: [],
    scans: Object.entries(scans).map(([id, { disagreement, millilitres }]) => ({
      id,
      image: [{ path: `/scans/${id}` }],
      content: { sha256: "0".repeat(64) },
      masks: {
        both: {
          path: id,
          postProcessing: { largestComponent: [false], fillHoles: [false] },
          millilitres: [millilitres],
          empty: [],
        },
      },
      disagreement,
    })),
  };
}

const value = (share: number): Disagreement => ({ kind: "value", value: share, classes: [share] });

test("empty predictions come first, then the largest disagreement, then one network's, then what was not predicted; each says why", () => {
  const predictions = predictionsOf({
    a: { disagreement: value(0.1), millilitres: 5 },
    b: { disagreement: { kind: "single" }, millilitres: 5 },
    c: { disagreement: { kind: "all-empty" }, millilitres: 0 },
    d: { disagreement: value(0.4), millilitres: 5 },
  });
  const scans = scansOf(targetOf(["a", "b", "c", "d", "e"]), predictions, []);
  assert.deepEqual(
    scans.map(({ id, rank, reason, disagreement }) => [id, rank, reason, disagreement]),
    [
      ["c", 1, "no network found anything", null],
      ["d", 2, "the networks agree by 60.0 %", 0.4],
      ["a", 3, "the networks agree by 90.0 %", 0.1],
      ["b", 4, "one network alone was asked", null],
      ["e", 5, "no network was asked", null],
    ],
  );
  assert.deepEqual(
    scans.slice(0, 4).map(({ id }) => id),
    rankForLabelling(predictions.scans).map(({ id }) => id),
  );
  assert.deepEqual([scans[1]?.millilitres, scans[4]?.millilitres], [{ 3: 5 }, null]);
});

test("of several classes the one is named that the networks agree on least, or the one alone that they found", () => {
  const classes = [...CLASSES, { name: "tumour", value: 4 }, { name: "cyst", value: 5 }];
  const of = (...values: (number | null)[]): Disagreement => ({ kind: "value", value: 0.25, classes: values });
  const predictions = predictionsOf({
    a: { disagreement: of(0.1, 0.4, null), millilitres: 5 },
    b: { disagreement: of(null, 0.25, null), millilitres: 5 },
  });
  const target = { ...targetOf(["a", "b"]), classes };
  const scans = scansOf(target, { ...predictions, classes: classes.slice(1) }, []);
  assert.deepEqual(
    scans.map(({ reason }) => reason),
    [
      "the networks agree by 75.0 %, least on tumour (60.0 %)",
      "the networks agree by 75.0 % on tumour, and found nothing else",
    ],
  );
});

test("the random order depends on the seed, and on no scan that is gone", () => {
  const ids = Array.from({ length: 12 }, (_, i) => `scan_${i}`);
  const order = (some: readonly string[], seed: number) =>
    scansOf(targetOf(some, seed), undefined, [])
      .toSorted((a, b) => (a.randomRank ?? 0) - (b.randomRank ?? 0))
      .map(({ id }) => id);
  assert.deepEqual(order(ids, 1), order(ids, 1));
  assert.notDeepEqual(order(ids, 1), order(ids, 2));
  const rest = ids.filter((_, i) => i % 3 !== 0);
  assert.deepEqual(
    order(rest, 1),
    order(ids, 1).filter((id) => rest.includes(id)),
  );
});

test("a volume far from the others' is said", () => {
  const usual = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [`s${i}`, { disagreement: value(0.1), millilitres: 4 + i / 10 }]),
  );
  const predictions = predictionsOf({ ...usual, odd: { disagreement: value(0.1), millilitres: 40 } });
  const reasons = scansOf(targetOf([...Object.keys(usual), "odd"]), predictions, []).map(
    ({ id, reason }) => [id, reason] as const,
  );
  for (const [id, reason] of reasons) {
    const expected = "the networks agree by 90.0 %";
    assert.equal(reason, id === "odd" ? `${expected}; 40.0 ml of liver, mostly 4.2 to 4.7 in the others` : expected);
  }
});
