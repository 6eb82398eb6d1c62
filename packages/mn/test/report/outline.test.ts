import assert from "node:assert/strict";
import { test } from "node:test";
import { Xoshiro128 } from "@mandn/imaging";
import { outlines, pathOf } from "../../src/report/picture.js";
import type { Plane } from "../../src/report/slices.js";

function plane(...rows: readonly string[]): Plane {
  return { rows: rows.length, columns: rows[0].length, values: [...rows.join("")].map(Number) };
}

/** How often the loops go round a point: by the lines that a ray to the right crosses, counted with their sense. */
function windings(loops: ReturnType<typeof outlines>, x: number, y: number): number {
  let count = 0;
  for (const loop of loops) {
    for (const [i, [ax, ay]] of loop.entries()) {
      const [bx, by] = loop[(i + 1) % loop.length];
      if (ay > y === by > y) continue;
      if (ax + ((y - ay) / (by - ay)) * (bx - ax) > x) count += by > ay ? 1 : -1;
    }
  }
  return count;
}

test("the outline of one voxel is a diamond through the middles of its edges", () => {
  const [loop, ...more] = outlines(plane("000", "020", "000"), 2);
  assert.deepEqual(more, []);
  assert.deepEqual(new Set(loop.map(String)), new Set(["1.5,1", "2,1.5", "1.5,2", "1,1.5"]));
});

test("voxels that touch at a corner have outlines of their own, a hole has one too", () => {
  assert.equal(outlines(plane("10", "01"), 1).length, 2);
  assert.equal(outlines(plane("01", "10"), 1).length, 2);
  assert.equal(outlines(plane("111", "101", "111"), 1).length, 2);
  assert.deepEqual(outlines(plane("111", "101", "111"), 3), []);
});

test("of any mask the outlines go round the centre of each of its voxels once, and round no other", () => {
  const random = new Xoshiro128(5);
  for (let trial = 0; trial < 40; trial++) {
    const [rows, columns] = [1 + random.below(12), 1 + random.below(12)];
    const values = Array.from({ length: rows * columns }, () => random.below(3));
    const loops = outlines({ rows, columns, values }, 1);
    const senses = new Set<number>();
    for (let i = 0; i < values.length; i++) {
      // A hair off the centre, where no corner of an outline lies on the ray.
      const winding = windings(loops, (i % columns) + 0.5, Math.floor(i / columns) + 0.5 + 1e-6);
      assert.equal(Math.abs(winding), values[i] === 1 ? 1 : 0, `voxel ${i} of ${rows} × ${columns}: ${values}`);
      if (winding !== 0) senses.add(winding);
    }
    assert.ok(senses.size <= 1);
  }
});

test("a path closes each outline, and places it where it is told", () => {
  const path = pathOf(outlines(plane("1"), 1), ([x, y]) => [10 * x, 2 * y]);
  assert.match(path, /^M[\d.]+ [\d.]+(Q[\d.]+ [\d.]+ [\d.]+ [\d.]+){4}Z$/);
  const numbers = path.match(/[\d.]+/g)?.map(Number) ?? [];
  const [xs, ys] = [0, 1].map((axis) => numbers.filter((_, i) => i % 2 === axis));
  assert.deepEqual([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)], [0, 10, 0, 2]);
  assert.equal(
    pathOf([], (point) => point),
    "",
  );
});
