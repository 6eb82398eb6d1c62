import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNoLeaks, fromTypedArray, Generator, rand, scope, type Tensor } from "@mandn/torch";
import { augmentIntensity } from "../../src/data/augment.js";
import type { Augmentation } from "../../src/plan/plan.js";
import { NO_AUGMENTATION, readFixture, wave } from "./scans.js";

const inScope = (body: () => void) => () => assertNoLeaks(() => scope(body));
const SHAPE = [100, 2, 5, 6, 7];
const SIZE = 210;
const generator = Generator.create(0);
const seeded = (seed: number) => generator.manualSeed(seed);

/** The crops' channels before and after. */
function augmented(change: Partial<Augmentation>, seed = 3): { before: number[]; after: number[] }[] {
  return scope(() => {
    const image = fromTypedArray(wave(200 * SIZE, 0.2), SHAPE);
    const before = Array.from(image.toTypedArray(), Number);
    augmentIntensity(image, { ...NO_AUGMENTATION, ...change }, seeded(seed));
    const after = Array.from(image.toTypedArray(), Number);
    const part = (all: readonly number[], n: number) => all.slice(n * SIZE, (n + 1) * SIZE);
    return Array.from({ length: 200 }, (_, n) => ({ before: part(before, n), after: part(after, n) }));
  });
}

const mean = (x: readonly number[]) => x.reduce((a, b) => a + b) / x.length;
const deviation = (x: readonly number[]) => Math.sqrt(mean(x.map((value) => (value - mean(x)) ** 2)));

/** Whether values fill a range evenly: extremes near its ends, mean in its middle. */
function assertFills(values: readonly number[], low: number, high: number): void {
  const slack = 0.05 * (high - low);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  assert.ok(least >= low - 1e-4 && least < low + slack, `least ${least} of ${low} … ${high}`);
  assert.ok(most <= high + 1e-4 && most > high - slack, `greatest ${most} of ${low} … ${high}`);
  assert.ok(Math.abs(mean(values) - (low + high) / 2) < 2 * slack, `mean ${mean(values)} of ${low} … ${high}`);
}

test(
  "all changes together equal SciPy's and PyTorch's, in the documented order of changes and draws",
  inScope(() => {
    const { settings, seed, result } = readFixture().intensities;
    const image = fromTypedArray(wave(2 * 2 * 6 * 7 * 8, 1.1), [2, 2, 6, 7, 8]);
    augmentIntensity(image, { ...NO_AUGMENTATION, ...settings }, seeded(seed));
    for (const [i, value] of Array.from(image.toTypedArray(), Number).entries()) {
      assert.ok(Math.abs(value - result[i]) < 5e-5, `voxel ${i}: ${value}, ${result[i]}`);
    }
  }),
);

test(
  "brightness adds, within its range, evenly",
  inScope(() => {
    const shifts = augmented({ brightness: 0.3 }).map(({ before, after }) => {
      const shift = mean(after) - mean(before);
      for (const [i, value] of after.entries()) assert.ok(Math.abs(value - before[i] - shift) < 1e-4);
      return shift;
    });
    assertFills(shifts, -0.3, 0.3);
  }),
);

test(
  "contrast scales about the crop's mean",
  inScope(() => {
    const factors = augmented({ contrast: 0.4 }).map(({ before, after }) => {
      assert.ok(Math.abs(mean(after) - mean(before)) < 1e-4);
      return deviation(after) / deviation(before);
    });
    assertFills(factors, 0.6, 1.4);
  }),
);

test(
  "gamma keeps each channel's range and order; its exponents are even in their logarithm",
  inScope(() => {
    const logarithms = augmented({ gamma: [0.5, 2] }).map(({ before, after }) => {
      const [low, high] = [Math.min(...before), Math.max(...before)];
      assert.ok(Math.abs(Math.min(...after) - low) < 1e-4 && Math.abs(Math.max(...after) - high) < 1e-4);
      const middle = before.reduce((best, _, i) => {
        const off = (j: number) => Math.abs((before[j] - low) / (high - low) - 0.5);
        return off(i) < off(best) ? i : best;
      }, 0);
      return Math.log((after[middle] - low) / (high - low)) / Math.log((before[middle] - low) / (high - low));
    });
    assertFills(logarithms.map(Math.log), Math.log(0.5), Math.log(2));
  }),
);

test(
  "noise has mean 0 and a standard deviation up to what the plan says",
  inScope(() => {
    const differences = augmented({ noise: 0.5 }).map(({ before, after }) =>
      after.map((value, i) => value - before[i]),
    );
    const sigmas = differences.map(deviation);
    assert.ok(Math.max(...sigmas) < 0.5 * 1.2 && Math.max(...sigmas) > 0.4 && Math.min(...sigmas) < 0.03);
    assert.ok(Math.abs(mean(sigmas) - 0.25) < 0.05);
    assert.ok(Math.abs(mean(differences.flat())) < 0.01);
  }),
);

test(
  "blur keeps constants, means far from the edges, and smooths more the wider it is",
  inScope(() => {
    const image = fromTypedArray(new Float32Array(2 * 9 ** 3), [2, 1, 9, 9, 9]);
    image.select(0, 0).add_(3);
    image.index(1, 0, 4, 4, 4).add_(1);
    const sigmas = rand([2, 1, 5], { generator: seeded(2) })
      .select(2, 0)
      .mul(1.2);
    augmentIntensity(image, { ...NO_AUGMENTATION, blur: 1.2 }, seeded(2));
    const [constant, spread] = [image.select(0, 0), image.select(0, 1)].map((x: Tensor) =>
      Array.from(x.toTypedArray(), Number),
    );
    for (const value of constant) assert.ok(Math.abs(value - 3) < 1e-5);
    assert.ok(Math.abs(spread.reduce((a, b) => a + b) - 1) < 1e-5);
    const variance = spread.reduce((sum, value, i) => sum + value * ((i % 9) - 4) ** 2, 0);
    const sigma = sigmas.select(0, 1).itemNumber();
    assert.ok(Math.abs(Math.sqrt(variance) - sigma) < 0.1, `${Math.sqrt(variance)}, ${sigma}`);
  }),
);

test(
  "nothing asked for, nothing changed, and the draws are the same",
  inScope(() => {
    for (const { before, after } of augmented({})) assert.deepEqual(after, before);
    const states = [{ blur: 1 }, { brightness: 1, contrast: 0.5 }, {}].map((change) => {
      augmentIntensity(fromTypedArray(wave(64, 0), [1, 1, 4, 4, 4]), { ...NO_AUGMENTATION, ...change }, seeded(7));
      return Array.from(generator.state().toTypedArray(), Number);
    });
    assert.deepEqual(states[1], states[0]);
    assert.deepEqual(states[2], states[0]);
  }),
);

test(
  "a constant crop stays finite under every change",
  inScope(() => {
    const image = fromTypedArray(new Float32Array(2 * 64).fill(-1.5), [2, 1, 4, 4, 4]);
    augmentIntensity(
      image,
      { ...NO_AUGMENTATION, brightness: 1, contrast: 0.5, gamma: [0.5, 2], noise: 0.1, blur: 2 },
      seeded(1),
    );
    assert.ok(image.isfinite().all().item());
  }),
);
