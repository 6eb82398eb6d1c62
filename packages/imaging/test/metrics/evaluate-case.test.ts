import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Affine,
  countOverlap,
  DistanceBuffers,
  determinant,
  evaluateCase,
  ImagingError,
  keepLargestComponent,
  type LabelMap,
  type Point,
  spacingOf,
  surfaceDistances,
  type Triple,
  voxelToWorld,
  Xoshiro128,
} from "../../src/index.js";
import { assertClose } from "./golden.js";
import { boxMask, randomMask, randomShape, randomSpacing } from "./masks.js";

const definitions = ["medpy", "deepmind"] as const;
const evaluate = (p: LabelMap, r: LabelMap, definition: (typeof definitions)[number] = "medpy", tolerance = 1) =>
  evaluateCase(p, r, { labels: [1], definition, tolerance }).classes[0];

test("a mask scored against itself is perfect", () => {
  const random = new Xoshiro128(3);
  for (let round = 0; round < 20; round++) {
    const mask = randomMask(random, randomShape(random, 9), randomSpacing(random), 0.5);
    if (!mask.voxels.includes(1)) continue;
    for (const definition of definitions) {
      const { values } = evaluate(mask, mask, definition, 0);
      for (const name of ["dice", "jaccard", "precision", "recall", "surfaceDice"] as const)
        assert.equal(values[name], 1);
      for (const name of ["hd", "hd95", "asd", "assd", "hdVoxels", "volumeDifference"] as const) {
        assert.equal(values[name], 0);
      }
    }
  }
});

test("exchanging prediction and reference exchanges precision and recall and leaves symmetric metrics", () => {
  const random = new Xoshiro128(4);
  for (let round = 0; round < 20; round++) {
    const shape = randomShape(random, 9);
    const spacing = randomSpacing(random);
    const a = randomMask(random, shape, spacing, 0.3);
    const b = randomMask(random, shape, spacing, 0.5);
    for (const definition of definitions) {
      const ab = evaluate(a, b, definition);
      const ba = evaluate(b, a, definition);
      if (ab.undefinedBecause !== null) continue;
      assert.equal(ab.values.precision, ba.values.recall);
      for (const name of ["dice", "jaccard", "hd", "hd95", "assd", "surfaceDice", "hd95Voxels"] as const) {
        assertClose(ab.values[name], ba.values[name] ?? Number.NaN, name, 1e-12);
      }
      assertClose(ab.values.volumeDifference, -(ba.values.volumeDifference ?? Number.NaN), "volume difference");
    }
  }
});

test("the Hausdorff distance obeys the triangle inequality and bounds the others", () => {
  const random = new Xoshiro128(5);
  for (let round = 0; round < 20; round++) {
    const shape = randomShape(random, 8);
    const spacing = randomSpacing(random);
    const [a, b, c] = [0.2, 0.4, 0.6].map((density) => randomMask(random, shape, spacing, density));
    const hd = (x: LabelMap, y: LabelMap): number => evaluate(x, y).values.hd ?? Number.NaN;
    if (Number.isNaN(hd(a, b) + hd(b, c))) continue;
    assert.ok(hd(a, c) <= hd(a, b) + hd(b, c) + 1e-9);
    for (const definition of definitions) {
      const { hd = 0, hd95, assd, asd, dice, jaccard } = evaluate(a, b, definition).values;
      for (const lesser of [hd95, assd, asd]) assert.ok((lesser ?? Number.NaN) <= (hd ?? Number.NaN) + 1e-12);
      assertClose(jaccard, (dice ?? 0) / (2 - (dice ?? 0)), "Jaccard from Dice");
    }
  }
});

test("a box moved by one voxel lies one voxel away, in millimetres along each axis", () => {
  const shape: Triple = [12, 13, 14];
  const spacing: Triple = [3, 0.5, 0.7];
  const box = boxMask(shape, spacing, [2, 3, 4], [8, 9, 10]);
  spacing.forEach((step, axis) => {
    const move = (at: Triple): Triple => [at[0] + +(axis === 0), at[1] + +(axis === 1), at[2] + +(axis === 2)];
    const moved = boxMask(shape, spacing, move([2, 3, 4]), move([8, 9, 10]));
    for (const definition of definitions) {
      const { values } = evaluate(moved, box, definition, step);
      assertClose(values.hd, step, "hd");
      assertClose(values.hdVoxels, 1, "hd in voxels");
      assert.equal(values.surfaceDice, 1);
      assertClose(values.dice, 5 / 6, "Dice");
    }
  });
});

test("distances do not change when both masks move together or the grid grows", () => {
  const random = new Xoshiro128(6);
  const spacing = randomSpacing(random);
  const small: Triple = [6, 7, 5];
  const large: Triple = [15, 16, 17];
  const a = randomMask(random, small, spacing, 0.3);
  const b = randomMask(random, small, spacing, 0.4);
  const placed = ({ voxels }: LabelMap): LabelMap => {
    const out = new Int16Array(15 * 16 * 17);
    voxels.forEach((value, i) => {
      const [d, h, w] = [Math.floor(i / 35), Math.floor(i / 5) % 7, i % 5];
      out[((d + 4) * 16 + h + 9) * 17 + w + 1] = value;
    });
    return { shape: large, spacing, voxels: out };
  };
  for (const definition of definitions) {
    assert.deepEqual(evaluate(placed(a), placed(b), definition), evaluate(a, b, definition));
  }
});

test("an empty mask gives null and a reason for all but volumes", () => {
  const shape: Triple = [4, 4, 4];
  const empty: LabelMap = { shape, spacing: [1, 1, 2], voxels: new Uint8Array(64) };
  const box = boxMask(shape, [1, 1, 2], [1, 1, 1], [3, 3, 3]);
  for (const definition of definitions) {
    for (const [p, r, reason] of [
      [empty, empty, "both empty"],
      [empty, box, "prediction empty"],
      [box, empty, "reference empty"],
    ] as const) {
      const { values, undefinedBecause } = evaluate(p, r, definition);
      assert.equal(undefinedBecause, reason);
      const { predictionVolume, referenceVolume, volumeDifference, ...others } = values;
      assert.equal(predictionVolume, p === box ? 0.016 : 0);
      assert.equal(referenceVolume, r === box ? 0.016 : 0);
      assert.equal(volumeDifference, (predictionVolume ?? 0) - (referenceVolume ?? 0));
      assert.ok(Object.values(others).every((value) => value === null));
      assert.equal(surfaceDistances(p, r, 1, definition), null);
    }
  }
});

test("classes are scored apart, in every integer type, and with memory used again", () => {
  const random = new Xoshiro128(7);
  const shape: Triple = [7, 8, 9];
  const spacing: Triple = [2, 1, 1];
  const values = [0, 1, 2, 5];
  const draw = () => Array.from({ length: 7 * 8 * 9 }, () => values[random.below(4)]);
  const [p, r] = [draw(), draw()];
  const expected = [5, 1, 2].map((label) => {
    const only = (voxels: number[]) => Uint8Array.from(voxels, (v) => (v === label ? 1 : 0));
    return evaluate({ shape, spacing, voxels: only(p) }, { shape, spacing, voxels: only(r) }).values;
  });
  const buffers = new DistanceBuffers();
  for (const type of [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array]) {
    const { classes } = evaluateCase(
      { shape: [1, ...shape], spacing, voxels: type.from(p) },
      { shape, spacing, voxels: type.from(r) },
      { labels: [5, 1, 2], buffers },
    );
    assert.deepEqual(
      classes.map((c) => c.values),
      expected,
    );
  }
});

test("class 0 can be scored, and its box is the whole of where it lies", () => {
  const a = boxMask([5, 5, 5], [1, 1, 1], [0, 0, 0], [5, 5, 4]);
  const { values } = evaluateCase(a, a, { labels: [0] }).classes[0];
  assert.equal(values.hd, 0);
  assertClose(values.predictionVolume, 0.025, "volume");
});

test("masks on different grids, and arguments without sense, are refused", () => {
  const mask = boxMask([4, 4, 4], [1, 1, 1], [1, 1, 1], [3, 3, 3]);
  const code = (expected: string) => (error: unknown) =>
    error instanceof ImagingError && error.code === expected && error.remedy !== undefined;
  const other = (change: Partial<LabelMap>): LabelMap => ({ ...mask, ...change });
  assert.throws(() => evaluate(other({ shape: [4, 2, 8] }), mask), code("geometry"));
  assert.throws(() => evaluate(other({ shape: [4, 4, 5] }), mask), code("geometry"));
  assert.throws(() => evaluate(other({ shape: [2, 2, 4, 4] }), mask), code("geometry"));
  assert.throws(() => evaluate(other({ spacing: [1, 1, 1.01] }), mask), code("geometry"));
  assert.throws(() => evaluate(other({ spacing: [1, 1, -1] }), mask), code("argument"));
  assert.doesNotThrow(() => evaluate(other({ spacing: [1, 1, Math.fround(1.0000001)] }), mask));
  const floats = Object.assign({}, mask, { voxels: new Float32Array(64) });
  assert.throws(() => evaluate(floats as unknown as LabelMap, mask), code("argument"));
  for (const labels of [[], [1, 1], [0.5], [0, 2 ** 40]]) {
    assert.throws(() => evaluateCase(mask, mask, { labels }), code("argument"));
  }
  assert.throws(() => evaluate(mask, mask, "medpy", -1), code("argument"));
  assert.throws(() => evaluate(mask, mask, "medpy", Number.NaN), code("argument"));
});

/** A mask on a grid whose slices are shifted against each other, as a CT's with a tilted gantry. */
function tilted(mask: LabelMap, affine: Affine): LabelMap & { readonly affine: Affine } {
  return { ...mask, affine, spacing: spacingOf(affine) };
}

const AFFINES: Readonly<Record<string, Affine>> = {
  "a gantry tilted by 27 degrees": [0.8, 0, 0, -40, 0, 0.8, 1.5, 20, 0, 0, 3, -7, 0, 0, 0, 1],
  "sheared along every axis": [0.8, 0.3, -0.2, 0, 0.1, 1.1, 0.4, 0, -0.3, 0.2, 2, 0, 0, 0, 0, 1],
};

test("on a sheared grid volumes and distances are those of the voxels' places in millimetres", () => {
  const random = new Xoshiro128(11);
  for (const [name, affine] of Object.entries(AFFINES)) {
    for (const density of [0.02, 0.3]) {
      const [p, r] = [0, 1].map(() => tilted(randomMask(random, [7, 9, 8], [1, 1, 1], density), affine));
      const { values, predictionVoxels } = evaluate(p, r);
      assertClose(values.predictionVolume, (predictionVoxels * Math.abs(determinant(affine))) / 1000, name);
      const [toReference, toPrediction] = [byBruteForce(p, r), byBruteForce(r, p)];
      const mean = (list: readonly number[]) => list.reduce((a, b) => a + b) / list.length;
      const both = [...toReference, ...toPrediction];
      assertClose(values.hd, Math.max(...both), `${name}: hd`);
      assertClose(values.asd, mean(toReference), `${name}: asd`);
      assertClose(values.assd, mean(both), `${name}: assd`);
      assertClose(values.surfaceDice, both.filter((d) => d <= 1).length / both.length, `${name}: surface Dice`);
      // Voxels have no angles.
      const { affine: _affine, ...straight } = p;
      const { affine: _other, ...reference } = r;
      assert.equal(values.hdVoxels, evaluate(straight, reference).values.hdVoxels);
    }
  }
});

/** From each surface voxel of one mask to the nearest of the other, in millimetres, looking at every pair. */
function byBruteForce(from: LabelMap & { affine: Affine }, to: LabelMap & { affine: Affine }): number[] {
  const edge = ({ shape: [depth, height, width], voxels, affine }: typeof from): Point[] => {
    const at = (d: number, h: number, w: number) =>
      d >= 0 && d < depth && h >= 0 && h < height && w >= 0 && w < width ? voxels[(d * height + h) * width + w] : 0;
    const places: Point[] = [];
    for (let d = 0; d < depth; d++) {
      for (let h = 0; h < height; h++) {
        for (let w = 0; w < width; w++) {
          const sides = [at(d - 1, h, w), at(d + 1, h, w), at(d, h - 1, w), at(d, h + 1, w), at(d, h, w - 1)];
          if (at(d, h, w) === 1 && [...sides, at(d, h, w + 1)].includes(0))
            places.push(voxelToWorld(affine, [w, h, d]));
        }
      }
    }
    return places;
  };
  const targets = edge(to);
  return edge(from).map(([x, y, z]) => Math.min(...targets.map(([a, b, c]) => Math.hypot(x - a, y - b, z - c))));
}

test("DeepMind's areas are refused on a sheared grid, and masks whose axes stand otherwise", () => {
  const [affine] = Object.values(AFFINES);
  const box = tilted(boxMask([6, 6, 6], [1, 1, 1], [1, 1, 1], [4, 4, 4]), affine);
  assert.throws(() => evaluate(box, box, "deepmind"), { code: "geometry", message: /sheared.*medpy/ });
  const { affine: _affine, ...straight } = box;
  assert.throws(() => evaluate(straight, box), { code: "geometry", message: /stand at 90.00.*63.43/ });
});

test("in a scan of one slice distances are those of its outlines, along whichever axis it was cut", () => {
  const flat = (axis: number, first: number, end: number): LabelMap => {
    const place = (inPlane: number, across: number): Triple => {
      const at = [inPlane, inPlane, inPlane];
      at[axis] = across;
      return [at[0], at[1], at[2]];
    };
    return boxMask(place(20, 1), [1, 1, 1], place(first, 0), place(end, 1));
  };
  for (const axis of [0, 1, 2]) {
    for (const definition of definitions) {
      const { values } = evaluate(flat(axis, 4, 14), flat(axis, 6, 12), definition);
      assertClose(values.hd, Math.hypot(2, 2), `${definition}, axis ${axis}`);
      assert.ok((values.asd ?? 0) >= 2, `${definition}, axis ${axis}: ${values.asd}`); // every outline voxel is 2 away
    }
  }
});

test("sparse masks of any type and width, wherever they begin in memory, are counted as voxel by voxel, boxes too", () => {
  const random = new Xoshiro128(11);
  const types = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array] as const;
  for (let round = 0; round < 300; round++) {
    const shape: Triple = [1 + random.below(4), 1 + random.below(6), 1 + random.below(17)];
    const size = shape[0] * shape[1] * shape[2];
    const sparse = (): LabelMap => {
      const Type = types[random.below(types.length)] as (typeof types)[number];
      const begin = random.below(5);
      const memory = new Type(begin + size + random.below(5)).fill(1); // 1 all around
      const voxels = memory.subarray(begin, begin + size).fill(0);
      for (let count = random.below(4); count > 0; count--) voxels[random.below(size)] = 1 + random.below(2);
      return { shape, spacing: [1, 1, 1], voxels };
    };
    const [p, r] = [sparse(), sparse()];
    for (const { label, prediction, reference, intersection, box } of countOverlap(p, r, [1, 2])) {
      const places = Array.from({ length: size }, (_, i) => i);
      const inP = places.filter((i) => p.voxels[i] === label);
      const inR = places.filter((i) => r.voxels[i] === label);
      assert.deepEqual(
        [prediction, reference, intersection],
        [inP.length, inR.length, inP.filter((i) => inR.includes(i)).length],
      );
      const either = [...inP, ...inR].map((i) => [
        Math.floor(i / (shape[1] * shape[2])),
        Math.floor(i / shape[2]) % shape[1],
        i % shape[2],
      ]);
      const most = (pick: (...values: number[]) => number) =>
        [0, 1, 2].map((axis) => pick(...either.map((place) => place[axis] as number)));
      assert.deepEqual(box, either.length === 0 ? null : { first: most(Math.min), last: most(Math.max) });
    }
    // Components are found on runs, which pass over rows of zeros likewise.
    const kept = p.voxels.slice();
    keepLargestComponent({ ...p, voxels: kept }, 1, { background: 0 });
    const count = (voxels: ArrayLike<number>, value: number) => Array.from(voxels).filter((v) => v === value).length;
    assert.equal(count(kept, 2), count(p.voxels, 2));
    assert.equal(count(kept, 1) > 0, count(p.voxels, 1) > 0);
  }
});
