import assert from "node:assert/strict";
import { test } from "node:test";
import { type Affine, affineFromSpacing, applyAffine, invertAffine, type Point, type Triple } from "@mandn/imaging";
import { assertNoLeaks, Generator, rand, scope, type Tensor } from "@mandn/torch";
import type { CropScan } from "../../src/data/crops.js";
import { PLACEMENT_DRAWS, type Placement, type PlacementOptions, placeCrop } from "../../src/data/placement.js";
import type { Augmentation } from "../../src/plan/plan.js";
import { NO_AUGMENTATION, readFixture } from "./scans.js";

const WILD: Augmentation = { ...NO_AUGMENTATION, zoom: 0.3, axisZoom: 0.2, rotation: [0.8, 0.4, 0.6] };

const generator = Generator.create(0);

/** A scan without voxels: places depend on its grid and foreground alone. */
function scanOf(shape: Triple, spacing: Triple = [1, 1, 1], foreground?: readonly Int32Array[]): CropScan {
  const image = undefined as unknown as Tensor;
  return { image, grid: { shape: [1, ...shape], affine: affineFromSpacing(spacing) }, background: [0], foreground };
}

function place(count: number, scan: CropScan, options: PlacementOptions, seed = 0): Placement[] {
  const draws = scope(() => {
    generator.manualSeed(seed);
    return Array.from(rand([count, PLACEMENT_DRAWS], { dtype: "float64", generator }).toTypedArray(), Number);
  });
  return Array.from({ length: count }, (_, i) =>
    placeCrop(scan, options, Float64Array.from(draws.slice(i * PLACEMENT_DRAWS, (i + 1) * PLACEMENT_DRAWS))),
  );
}

const isShift = (map: Affine) =>
  map.every((value, i) => (i % 4 === 3 ? Number.isInteger(value) : value === +(i % 5 === 0)));
const inside = ([x, y, z]: Point, [d, h, w]: Triple, margin = 1e-9) =>
  [x, y, z].every((at, axis) => at >= -margin && at <= [w, h, d][axis] - 1 + margin);

test("places, zoom factors, rotations and flips follow from the draws as in the reference", () => {
  const { most, spacing, sizes, to, cases } = readFixture().placements;
  const augmentation: Augmentation = { ...NO_AUGMENTATION, ...most, flips: [true, true, true] };
  for (const { draws, map: expected } of cases) {
    const options = { crop: to, foregroundCrops: 0, augmentation };
    const { map, flips } = placeCrop(scanOf(sizes, spacing), options, Float64Array.from(draws));
    const drawn = draws.slice(13).map((draw) => draw < 0.5);
    assert.deepEqual(flips, drawn);
    for (const [i, value] of map.entries()) assert.ok(Math.abs(value - expected[i]) < 1e-9, `${map}, ${expected}`);
  }
});

test("without zoom and rotation crops lie on whole voxels inside the scan, everywhere equally often", () =>
  assertNoLeaks(() => {
    for (const augmentation of [undefined, NO_AUGMENTATION]) {
      const options = { crop: [4, 5, 6] as const, foregroundCrops: 1, augmentation };
      const starts = place(6000, scanOf([6, 5, 10], [0.7, 49, 1.3]), options).map(({ map }) => {
        assert.ok(isShift(map), `${map}`);
        return [map[11], map[7], map[3]];
      });
      for (const [axis, places] of [3, 1, 5].entries()) {
        const counts = new Array<number>(places).fill(0);
        for (const start of starts) counts[start[axis]] += 1;
        // Six standard deviations of a binomial count.
        const spread = 6 * Math.sqrt((6000 / places) * (1 - 1 / places));
        for (const count of counts) assert.ok(Math.abs(count - 6000 / places) <= spread, `axis ${axis}: ${counts}`);
      }
    }
  }));

test("a scan smaller than the crop lies in its middle", () => {
  for (const { map } of place(50, scanOf([3, 4, 20]), { crop: [6, 8, 5], foregroundCrops: 1 })) {
    assert.ok(isShift(map));
    assert.deepEqual([map[11], map[7]], [-2, -2]);
    assert.ok(map[3] >= 0 && map[3] <= 15);
  }
});

test("zoomed and turned crops stay inside a scan in which they fit", () => {
  const crop: Triple = [5, 6, 7];
  const last = crop.map((size) => size - 1);
  for (const { map } of place(1000, scanOf([40, 50, 60], [3, 1, 0.8]), {
    crop,
    foregroundCrops: 0,
    augmentation: WILD,
  })) {
    for (let corner = 0; corner < 8; corner++) {
      const at: Point = [corner & 1 ? last[2] : 0, corner & 2 ? last[1] : 0, corner & 4 ? last[0] : 0];
      assert.ok(inside(applyAffine(map, at), [40, 50, 60]), `${map}`);
    }
  }
});

test("crops that must hold foreground hold the voxel, at scans' corners and under any zoom and rotation too", () => {
  const crop: Triple = [8, 10, 12];
  for (const [d, h, w] of [
    [0, 0, 0],
    [19, 24, 29],
    [0, 24, 15],
    [10, 12, 15],
  ]) {
    for (const augmentation of [undefined, WILD]) {
      const scan = scanOf([20, 25, 30], [2, 1, 1], [new Int32Array(0), Int32Array.of(d, h, w)]);
      for (const { map } of place(500, scan, { crop, foregroundCrops: 1, augmentation })) {
        assert.ok(inside(applyAffine(invertAffine(map), [w, h, d]), crop, 1e-5), `${[d, h, w]}: ${map}`);
      }
    }
  }
});

test("foreground comes to lie all over the crop, each class equally often, in the share that is asked for", () => {
  const crop: Triple = [4, 4, 4];
  const many = new Int32Array(3000).fill(30);
  const rare = Int32Array.of(60, 60, 60);
  const scan = scanOf([100, 100, 100], [1, 1, 1], [many, new Int32Array(0), rare]);
  const found = { many: 0, rare: 0 };
  const seats = new Array<number>(4).fill(0);
  for (const { map } of place(4000, scan, { crop, foregroundCrops: 0.6 })) {
    for (const [name, at] of [
      ["many", 30],
      ["rare", 60],
    ] as const) {
      const [x, y, z] = applyAffine(invertAffine(map), [at, at, at]);
      if (!inside([x, y, z], crop)) continue;
      found[name] += 1;
      seats[x] += 1;
    }
  }
  const near = (count: number, expected: number) =>
    assert.ok(Math.abs(count - expected) < 6 * Math.sqrt(expected), `${count}`);
  near(found.many, 1200);
  near(found.rare, 1200);
  for (const count of seats) near(count, 600);
});

test("zoom and rotation are in millimetres about the crop's centre, within what the plan allows", () => {
  const crop: Triple = [9, 9, 9];
  const spacing: Triple = [4, 1, 0.5];
  const mm = [0.5, 1, 4];
  const most = { smallest: 2, largest: 0 };
  const turned: Augmentation = { ...NO_AUGMENTATION, zoom: 0.25, rotation: [0.7, 0, 0] };
  for (const { map } of place(2000, scanOf([200, 200, 200], spacing), {
    crop,
    foregroundCrops: 0,
    augmentation: turned,
  })) {
    const column = (c: number) => [0, 1, 2].map((row) => (map[4 * row + c] * mm[row]) / mm[c]);
    const lengths = [0, 1, 2].map((c) => Math.hypot(...column(c)));
    for (const length of lengths) assert.ok(Math.abs(length - lengths[0]) < 1e-9, "one factor for all axes");
    most.smallest = Math.min(most.smallest, 1 / lengths[0]);
    most.largest = Math.max(most.largest, 1 / lengths[0]);
    const [x, y] = [column(0), column(1)];
    assert.ok(Math.abs(x[0] * y[0] + x[1] * y[1] + x[2] * y[2]) < 1e-9, "axes stay perpendicular");
    assert.ok(x[2] === 0 && y[2] === 0);
    assert.ok(Math.abs(Math.atan2(x[1], x[0])) <= 0.7);
  }
  assert.ok(most.smallest >= 0.75 && most.smallest < 0.76 && most.largest <= 1.25 && most.largest > 1.24);
});

test("flips are drawn half of the time along the axes that the plan names alone", () => {
  const augmentation: Augmentation = { ...NO_AUGMENTATION, flips: [true, false, true] };
  const counts = [0, 0, 0];
  for (const { flips } of place(2000, scanOf([9, 9, 9]), { crop: [9, 9, 9], foregroundCrops: 0, augmentation })) {
    for (const [axis, flip] of flips.entries()) counts[axis] += Number(flip);
  }
  assert.equal(counts[1], 0);
  for (const axis of [0, 2]) assert.ok(Math.abs(counts[axis] - 1000) < 140, `${counts}`);
});
