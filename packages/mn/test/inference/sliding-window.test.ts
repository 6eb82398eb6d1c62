import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { inflateSync } from "node:zlib";
import type { Triple } from "@mandn/imaging";
import type { Network3d } from "@mandn/models";
import { assertNoLeaks, cpuAllocator, fromTypedArray, keep, nn, rand, scope, type Tensor, zeros } from "@mandn/torch";
import { MnError } from "../../src/errors.js";
import { type Slab, windowWeights } from "../../src/inference/slab-sums.js";
import { slideWindows, slidingWindow, type WindowOptions } from "../../src/inference/sliding-window.js";
import { windowAxis } from "../../src/inference/windows.js";
import { Recording, Wrapped } from "./networks.js";

interface Packed {
  readonly shape: readonly number[];
  readonly data: string;
}

/** What parity/mn/inference.py writes. */
interface Golden {
  readonly network: Readonly<Record<string, Packed>>;
  readonly predictions: readonly (Omit<WindowOptions, "device"> & {
    readonly image: Packed;
    readonly logits: Packed;
  })[];
  readonly starts: readonly { size: number; window: number; overlap: number; starts: number[] }[];
  readonly weights: readonly { readonly window: Triple; readonly weights: Packed }[];
}

const golden: Golden = JSON.parse(
  readFileSync(new URL("../../../test/fixtures/inference.json", import.meta.url), "utf8"),
);

function unpack({ shape, data }: Packed): Tensor {
  const bytes = new Uint8Array(inflateSync(Buffer.from(data, "base64")));
  return fromTypedArray(new Float32Array(bytes.buffer), shape);
}

const network = goldenNetwork();
after(() => network.dispose());

function goldenNetwork(): Wrapped {
  const body = new nn.Sequential(
    new nn.Conv3d(2, 4, 3, { padding: 1 }),
    new nn.InstanceNorm3d(4),
    new nn.ReLU(),
    new nn.Conv3d(4, 3, 3, { padding: 1 }),
  );
  scope(() =>
    body.loadStateDict(
      Object.fromEntries(Object.entries(golden.network).map(([name, value]) => [name, unpack(value)])),
    ),
  );
  return new Wrapped(body);
}

const OPTIONS: WindowOptions = { window: [4, 4, 4], overlap: 0.5, weighting: "uniform", windowsPerBatch: 3 };

const largestDifference = (a: Tensor, b: Tensor) => scope(() => a.sub(b).abs().max().itemNumber());

for (const { image, logits, ...options } of golden.predictions) {
  const { window, overlap, weighting } = options;
  test(`${image.shape.slice(1)} in windows of ${window}, overlap ${overlap}, ${weighting}: logits are MONAI's`, () =>
    assertNoLeaks(() =>
      scope(() => {
        const ours = slidingWindow(unpack(image), network, options);
        assert.deepEqual(ours.shape, logits.shape);
        assert.ok(largestDifference(ours, unpack(logits)) < 1e-5);
      }),
    ));
}

test("windows begin where MONAI's do", () => {
  for (const { size, window, overlap, starts } of golden.starts) {
    assert.deepEqual(windowAxis(size, window, overlap).starts, starts, `${size} voxels, ${window}, ${overlap}`);
  }
});

test("Gaussian weights are MONAI's, the floor included", () =>
  scope(() => {
    for (const { window, weights } of golden.weights) {
      assert.ok(largestDifference(windowWeights(window, "gaussian"), unpack(weights)) < 1e-6);
    }
    assert.ok(Math.abs(windowWeights([32, 32, 32], "gaussian").min().itemNumber() - 1e-3) < 1e-9);
  }));

test("the size of the batches does not change the result", () =>
  scope(() => {
    const image = rand([2, 10, 9, 11]);
    const one = slidingWindow(image, network, { ...OPTIONS, weighting: "gaussian", windowsPerBatch: 1 });
    for (const windowsPerBatch of [2, 5, 1000]) {
      const other = slidingWindow(image, network, { ...OPTIONS, weighting: "gaussian", windowsPerBatch });
      assert.ok(largestDifference(one, other) < 1e-5);
    }
  }));

test("slabs come in order, each slice once, and what is averaged twice over is the same", () =>
  scope(() => {
    const image = rand([1, 23, 6, 5]);
    const seen: number[] = [];
    slideWindows(
      image,
      [{ network: new Recording() }, { network: new Recording() }],
      { ...OPTIONS, window: [6, 4, 4], overlap: 0.6, weighting: "gaussian" },
      ({ start, logits: [first, second] }: Slab) => {
        for (let i = 0; i < first.size(1); i++) seen.push(start + i);
        assert.ok(largestDifference(first.select(0, 0), image.select(0, 0).narrow(0, start, first.size(1))) < 1e-6);
        assert.equal(largestDifference(first, second), 0);
      },
    );
    assert.deepEqual(
      seen,
      Array.from({ length: 23 }, (_, i) => i),
    );
  }));

test("mirrored axes are averaged: a network that only looks back becomes symmetric", () =>
  scope(() => {
    // Finds what lies one voxel before along W.
    class Shift extends nn.Module implements Network3d {
      readonly sizeMultiple = [1, 1, 1] as const;
      forward(x: Tensor): Tensor {
        return scope(() => nn.functional.pad(x, [1, 0]).narrow(-1, 0, x.size(-1)));
      }
    }
    const image = zeros([1, 1, 1, 5]);
    image.select(-1, 2).fill_(1);
    const options = { ...OPTIONS, window: [1, 1, 5] as const };
    const values = (mirrorAxes?: [boolean, boolean, boolean]) =>
      Array.from(slidingWindow(image, new Shift(), { ...options, mirrorAxes }).toTypedArray() as Float32Array);
    assert.deepEqual(values(), [0, 0, 0, 1, 0]);
    assert.deepEqual(values([false, false, true]), [0, 0.5, 0, 0.5, 0]);
    assert.deepEqual(values([true, true, true]), [0, 0.5, 0, 0.5, 0]);
  }));

test("a 2D network's directions turn the volume, and their logits are averaged", () =>
  scope(() => {
    const image = rand([1, 4, 6, 8]);
    const recording = new Recording([2, 1, 4]);
    const options = { ...OPTIONS, window: [4, 6, 8] as const };
    // Along H: [6, 4, 8]; along W [8, 6, 4].
    const logits = slidingWindow(image, { network: recording, directions: ["d", "h", "w"] }, options);
    assert.deepEqual(
      recording.calls.map(({ shape }) => shape),
      [
        [1, 1, 4, 6, 8],
        [1, 1, 6, 4, 8],
        [1, 1, 8, 6, 4],
      ],
    );
    assert.ok(largestDifference(logits.select(0, 0), image.select(0, 0)) < 1e-6);
  }));

test("networks predict in evaluation mode and get their mode back, also when something fails", () =>
  scope(() => {
    const image = rand([1, 4, 4, 4]);
    const recording = new Recording();
    slidingWindow(image, recording, OPTIONS);
    assert.equal(recording.training, true);
    assert.ok(recording.calls.every(({ training }) => !training));
    const stop = () => {
      throw new Error("stop");
    };
    assert.throws(() => slidingWindow(image, recording, { ...OPTIONS, progress: stop }), /stop/);
    assert.equal(recording.training, true);
  }));

test("beyond a small scan networks see 0, another value, or the least of each channel", () =>
  scope(() => {
    class Sums extends nn.Module implements Network3d {
      readonly sizeMultiple = [1, 1, 1] as const;
      sums: number[] = [];
      forward(x: Tensor): Tensor {
        this.sums = Array.from(x.sum([0, 2, 3, 4]).toTypedArray(), Number);
        return scope(() => x.mul(1));
      }
    }
    const image = fromTypedArray(Float32Array.of(-3, 5, 2, 4), [2, 1, 1, 2]);
    const network = new Sums();
    const seen = (outside?: number | "least") => {
      const logits = slidingWindow(image, network, { ...OPTIONS, window: [1, 2, 3], outside });
      assert.deepEqual(logits.toTypedArray(), image.toTypedArray());
      return network.sums;
    };
    assert.deepEqual(seen(), [2, 6]);
    assert.deepEqual(seen(1), [6, 10]);
    assert.deepEqual(seen("least"), [2 + 4 * -3, 6 + 4 * 2]);
  }));

test("no tensor is left, whether it ends or fails", () =>
  assertNoLeaks(() => {
    const image = keep(rand([1, 9, 9, 9]));
    let calls = 0;
    slidingWindow(image, new Recording(), { ...OPTIONS, progress: () => calls++ }).dispose();
    assert.equal(calls, Math.ceil(4 ** 3 / 3));
    const fail = () => {
      throw new Error("full");
    };
    assert.throws(() => slideWindows(image, [{ network: new Recording() }], OPTIONS, fail), /full/);
    image.dispose();
  }));

test("windows that a network does not take are refused before anything is predicted", () =>
  scope(() => {
    const image = rand([1, 8, 8, 8]);
    const refused = (
      network: Recording,
      options: Partial<WindowOptions>,
      directions?: readonly ("d" | "h" | "w")[],
    ) => {
      const usage = (error: unknown) => error instanceof MnError && error.code === "usage";
      assert.throws(() => slidingWindow(image, { network, directions }, { ...OPTIONS, ...options }), usage);
      assert.equal(network.calls.length, 0);
    };
    refused(new Recording([4, 4, 8]), {});
    refused(new Recording([2, 4, 4]), { window: [2, 4, 8] }, ["d", "h"]);
    refused(new Recording(), { overlap: 1 });
    refused(new Recording(), { overlap: Number.NaN });
    refused(new Recording(), { window: [4, 0, 4] });
    refused(new Recording(), { windowsPerBatch: 0 });
  }));

test("memory does not grow with the scan: only as many slices as a window is deep are held", () =>
  scope(() => {
    const peakOf = (depth: number) => {
      const image = zeros([1, depth, 96, 96]);
      cpuAllocator.resetPeak();
      const { allocated } = cpuAllocator.memory();
      const options = { ...OPTIONS, window: [16, 96, 96] as const, windowsPerBatch: 1 };
      slideWindows(image, [{ network: new Recording() }], options, () => {});
      const { peak } = cpuAllocator.memory();
      image.dispose();
      return peak - allocated;
    };
    const short = peakOf(64);
    assert.ok(short > 2 ** 20);
    assert.equal(peakOf(640), short);
  }));
