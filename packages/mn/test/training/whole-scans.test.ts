import assert from "node:assert/strict";
import { test } from "node:test";
import type { Triple } from "@mandn/imaging";
import { assertNoLeaks, noGrad, ones, scope } from "@mandn/torch";
import type { PreparedScan } from "../../src/data/prepare.js";
import { predictForeground, type WholeScanPlan } from "../../src/training/whole-scans.js";
import { Recording } from "../inference/networks.js";

const planWith = (window: Triple): WholeScanPlan => ({
  device: "cpu",
  precision: "float32",
  inference: {
    window: [...window],
    overlap: 0.5,
    weighting: "gaussian",
    mirrorAxes: [false, false, false],
    windowsPerBatch: 1,
    largestComponent: [],
    fillHoles: [],
  },
});

/** Foreground (where the image is negative) that is found among some voxels d, h, w, and the windows that it took. */
function find(shape: Triple, window: Triple, voxels: readonly Triple[]) {
  return scope(() => {
    const image = ones([1, ...shape]);
    noGrad(() => {
      for (const [d, h, w] of voxels) image.select(1, d).select(1, h).select(1, w).fill_(-1);
    });
    const network = new Recording();
    const [found] = predictForeground({ image } as PreparedScan, [{ network }], 2, planWith(window));
    const places = Array.from({ length: found.length / 3 }, (_, i) => [...found.slice(3 * i, 3 * i + 3)]);
    return { places, windows: network.calls.map(({ shape }) => shape.slice(2)) };
  });
}

test("a scan a little larger than a window is seen in its middle, places being the scan's", () =>
  assertNoLeaks(() => {
    const { places, windows } = find(
      [11, 16, 22],
      [8, 16, 16],
      [
        [0, 0, 0],
        [1, 0, 3],
        [8, 15, 18],
        [10, 15, 21],
      ],
    );
    assert.deepEqual(places, [
      [1, 0, 3],
      [8, 15, 18],
    ]);
    assert.deepEqual(windows, [[8, 16, 16]]);
  }));

test("where half a window or more would be left out, all is seen", () =>
  assertNoLeaks(() => {
    const { places, windows } = find(
      [12, 16, 32],
      [8, 16, 16],
      [
        [0, 0, 0],
        [11, 15, 31],
      ],
    );
    assert.deepEqual(places, [
      [0, 0, 0],
      [11, 15, 31],
    ]);
    assert.equal(windows.length, 4);
  }));

test("a scan smaller than a window is seen whole", () =>
  assertNoLeaks(() => {
    const { places, windows } = find([5, 16, 9], [8, 16, 16], [[4, 15, 8]]);
    assert.deepEqual(places, [[4, 15, 8]]);
    assert.deepEqual(windows, [[8, 16, 16]]);
  }));
