import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readVolume, reorient, sameGrid, type Triple, type Volume } from "@mandn/imaging";
import { resample } from "@mandn/imaging/tensor";
import { assertNoLeaks, cpuAllocator, fromTypedArray, scope, tensor, zeros } from "@mandn/torch";
import { MnError } from "../../src/errors.js";
import { DisagreementCounter, rankForLabelling } from "../../src/inference/disagreement.js";
import type { PostProcessing } from "../../src/inference/post-processing.js";
import {
  finishMask,
  type PredictOptions,
  predictionPaths,
  predictionSteps,
  predictScan,
  writePrediction,
} from "../../src/inference/predict.js";
import type { Predictor } from "../../src/inference/predictor.js";
import { inTurns, slidingWindow } from "../../src/inference/sliding-window.js";
import type { Disagreement } from "../../src/run/results.js";
import { above, pointwise, Wrapped } from "./networks.js";
import { ellipsoid, prepared, volumeOf } from "./scans.js";

const CLASSES = [
  { name: "background", value: 0 },
  { name: "organ", value: 1 },
];
const OPTIONS: Omit<PredictOptions, "probabilities"> = {
  window: [6, 8, 8],
  overlap: 0.5,
  weighting: "gaussian",
  windowsPerBatch: 4,
  classes: CLASSES,
};

const asked = (threshold: number) => [{ network: above(threshold) }];

/** The mean of all networks: its mask, and what is told of it. */
function predictMean(
  scan: Parameters<typeof predictScan>[0],
  networks: readonly Predictor[],
  options: Omit<PredictOptions, "probabilities" | "sets"> & { rules?: PostProcessing; probabilities?: boolean },
) {
  const named = Object.fromEntries(networks.map((one, i) => [`network ${i}`, one]));
  const { rules, probabilities, ...others } = options;
  const { masks, disagreement } = predictScan(scan, named, { ...others, probabilities: probabilities ? ["mean"] : [] });
  return { ...masks.mean, ...finishMask(masks.mean.mask, options.classes, rules), disagreement };
}

const countDifferent = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  assert.equal(a.length, b.length);
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
};

test("on the scan's own grid the mask is what the network finds, voxel for voxel", () => {
  const networks = asked(0.4321);
  return assertNoLeaks(() =>
    scope(() => {
      const volume = volumeOf([13, 11, 9], [2, 1, 1.5], ellipsoid([12, 5, 6], [9, 4, 5]));
      const { mask, millilitres, empty, disagreement } = predictMean(prepared(volume), networks, OPTIONS);
      const expected = Uint8Array.from(volume.voxels, (value) => (value > 0.4321 ? 1 : 0));
      assert.deepEqual(mask.voxels, expected);
      assert.deepEqual(mask.shape, [1, 13, 11, 9]);
      assert.deepEqual(mask.affine, volume.affine);
      const voxels = expected.reduce((sum, one) => sum + one, 0);
      assert.ok(Math.abs(millilitres[0] - voxels * 0.003) < 1e-9);
      assert.deepEqual(empty, []);
      assert.deepEqual(disagreement, { kind: "single" });
    }),
  );
});

// What is put together slab by slab equals probabilities that are resampled as a whole.
for (const { name, spacing, orientation, margin } of [
  { name: "coarser than the scan", spacing: [3.1, 1.9, 2.3], orientation: "RAS", margin: 0 },
  { name: "finer than the scan", spacing: [0.9, 0.7, 1.1], orientation: "RAS", margin: 0 },
  { name: "of a scan whose axes are permuted and flipped", spacing: [1.7, 1.3, 1.2], orientation: "PIL", margin: 0 },
  { name: "of a sagittal scan with the body cut out", spacing: [1.1, 2.2, 1.4], orientation: "ASR", margin: 2 },
] satisfies { name: string; spacing: Triple; orientation: string; margin: number }[]) {
  test(`a prediction at a spacing ${name} comes back onto the scan's grid`, () =>
    scope(() => {
      const three = pointwise([0, 3, 6], [0, 0, -6]); // background below 0, then 1, from 2 mm inside 2
      const volume = reorient(volumeOf([22, 24, 20], [1.5, 1, 1.3], ellipsoid([16, 12, 13], [11, 7, 8])), orientation);
      const scan = prepared(volume, spacing, margin);
      const classes = [...CLASSES, { name: "core", value: 2 }];
      const options = { ...OPTIONS, classes, probabilities: true };
      const { mask, probabilities } = predictMean(scan, [{ network: three }], options);
      const whole = slidingWindow(scan.image, three, OPTIONS).softmax(0);
      const volumeOfAll: Volume = {
        ...volume,
        shape: [3, ...scan.grid.shape.slice(1)] as unknown as Volume["shape"],
        affine: scan.grid.affine,
        voxels: whole.contiguous().toTypedArray() as Float32Array,
      };
      const expected = resample(volumeOfAll, volume, { interpolation: "linear", antiAliasing: false });
      const shares = fromTypedArray(expected.voxels, expected.shape);
      const isSeen = shares.sum([0]).gt(0.999); // the prepared field of view
      const found = shares.argmax(0).to("uint8");
      for (const value of [1, 2]) assert.ok(found.eq(value).sum().itemNumber() > 300);
      const ours = fromTypedArray(mask.voxels, mask.shape.slice(1));
      assert.equal(ours.ne(found).logicalAnd(isSeen).sum().itemNumber(), 0);
      assert.ok(sameGrid(mask, volume).same);
      assert.deepEqual(probabilities?.shape, [3, ...volume.shape.slice(1)]);
      const kept = fromTypedArray(probabilities?.voxels as Float32Array, expected.shape);
      assert.ok(kept.sum([0]).sub(1).abs().max().itemNumber() < 1e-5);
      const organ = kept.select(0, 1).sub(shares.select(0, 1)).abs();
      assert.ok(
        organ
          .mul(shares.sum([0]).gt(0.999))
          .max()
          .itemNumber() < 1e-4,
      );
    }));
}

test("what is found at the edge of the field of view reaches the edge of the scan", () =>
  scope(() => {
    const volume = volumeOf([20, 20, 20], [0.4, 0.5, 0.7], () => 1);
    const { mask } = predictMean(prepared(volume, [3, 3.2, 3.3]), asked(0), OPTIONS);
    assert.ok(mask.voxels.every((value) => value === 1));
  }));

test("outside the cut-out body there is background", () =>
  scope(() => {
    const volume = volumeOf([20, 20, 20], [1, 1, 1], () => 1);
    const { mask } = predictMean(prepared(volume, [1, 1, 1], 5), asked(0), OPTIONS);
    const inside = Array.from(mask.voxels).filter((value) => value === 1).length;
    assert.equal(inside, 12 ** 3); // the 10³ that were seen, and one and a half voxels beyond the outermost centres
  }));

test("masks hold the plan's values, whatever they are", () =>
  scope(() => {
    const volume = volumeOf([6, 8, 8], [1, 1, 1], (d) => d - 3);
    const scan = prepared(volume);
    for (const [low, high, dtype] of [
      [0, 7, "uint8"],
      [3, 0, "uint8"],
      [0, 300, "int32"],
      [-1, 1, "int32"],
    ] as const) {
      const classes = [
        { name: "background", value: low },
        { name: "organ", value: high },
      ];
      const { mask, millilitres } = predictMean(scan, asked(-0.5), { ...OPTIONS, classes });
      assert.equal(mask.dtype, dtype);
      assert.deepEqual([mask.voxels[0], mask.voxels.at(-1)], [low, high]);
      assert.ok(Math.abs(millilitres[0] - 3 * 64 * 1e-3) < 1e-9);
    }
  }));

test("two networks' probabilities are averaged, and their disagreement is measured", () =>
  scope(() => {
    // Voxels at 0, 1, 2, 3; the one network finds those above 0.5, the other, less sure, those above 1.5.
    const volume = volumeOf([6, 8, 4], [1, 1, 1], (_d, _h, w) => w);
    const both = [{ network: above(0.5, 10) }, { network: above(1.5, 2) }];
    const { mask, disagreement } = predictMean(prepared(volume), both, { ...OPTIONS, window: [6, 8, 4] });
    const p = [-5, 5, 15, 25].map((x) => 1 / (1 + Math.exp(-x)));
    const q = [-3, -1, 1, 3].map((x) => 1 / (1 + Math.exp(-x)));
    assert.deepEqual(
      Array.from(mask.voxels.slice(0, 4)),
      p.map((one, i) => ((one + q[i]) / 2 > 0.5 ? 1 : 0)),
    );
    const dice = (2 * 2) / (3 + 2);
    assert.ok(disagreement.kind === "value" && Math.abs(disagreement.value - (1 - dice)) < 1e-9);
  }));

test("an empty result is said, and where both networks find nothing there is no disagreement to speak of", () =>
  scope(() => {
    const scan = prepared(volumeOf([6, 8, 8], [1, 1, 1], () => 0));
    const network = pointwise([0, 0, 0], [5, 0, 1]);
    const classes = [...CLASSES, { name: "core", value: 2 }];
    const nothing = predictMean(scan, [{ network }, { network }], { ...OPTIONS, classes });
    assert.deepEqual(nothing.empty, ["organ", "core"]);
    assert.deepEqual(nothing.millilitres, [0, 0]);
    assert.deepEqual(nothing.disagreement, { kind: "all-empty" });
    const value = (one: number): Disagreement => ({ kind: "value", value: one });
    const order = rankForLabelling([
      { id: "one network", disagreement: { kind: "single" } },
      { id: "agree", disagreement: value(0.1) },
      { id: "nothing", disagreement: nothing.disagreement },
      { id: "differ", disagreement: value(0.7) },
    ]);
    assert.deepEqual(
      order.map(({ id }) => id),
      ["nothing", "differ", "agree", "one network"],
    );
  }));

test("three networks disagree by the mean over their pairs, and each set of them has its mask, from one pass", () => {
  let calls = 0;
  const counting = (threshold: number, slope: number) => {
    const network = above(threshold, slope);
    const forward = network.forward.bind(network);
    network.forward = (x) => {
      calls++;
      return forward(x);
    };
    return { network };
  };
  const networks = { a: counting(0.5, 10), b: counting(1.5, 10), c: counting(2.5, 10) };
  return assertNoLeaks(() =>
    scope(() => {
      const volume = volumeOf([6, 8, 4], [1, 1, 1], (_d, _h, w) => w); // voxels at 0, 1, 2, 3
      const sets = { all: ["a", "b", "c"], pair: ["a", "c"], c: ["c"] };
      const options = { ...OPTIONS, window: [6, 8, 4] as Triple, windowsPerBatch: 1, sets, disagreementMap: true };
      const { masks, disagreement, disagreementMap } = predictScan(prepared(volume), networks, options);
      assert.equal(calls, 3, "one window, each network once");
      const found = (set: string) => Array.from(masks[set].mask.voxels.slice(0, 4));
      assert.deepEqual(
        [found("all"), found("c")],
        [
          [0, 0, 1, 1],
          [0, 0, 0, 1],
        ],
      );
      assert.deepEqual(Object.keys(masks), ["all", "pair", "c"]);
      // Voxels found: a 3, b 2, c 1; Dice of a and b 4/5, of a and c 2/4, of b and c 2/3.
      const expected = 1 - (4 / 5 + 2 / 4 + 2 / 3) / 3;
      assert.ok(disagreement.kind === "value" && Math.abs(disagreement.value - expected) < 1e-9);
      assert.deepEqual(disagreement.classes, [disagreement.value], "there is one class");
      const p = (threshold: number, x: number) => 1 / (1 + Math.exp(-10 * (x - threshold)));
      for (const x of [0, 1, 2, 3]) {
        const [a, b, c] = [0.5, 1.5, 2.5].map((threshold) => p(threshold, x));
        const mean = (Math.abs(a - b) + Math.abs(a - c) + Math.abs(b - c)) / 3;
        assert.ok(Math.abs((disagreementMap?.voxels[x] ?? Number.NaN) - mean) < 1e-5, `at ${x}`);
      }
      assert.deepEqual(disagreementMap?.shape, [1, 6, 8, 4]);
    }),
  );
});

test("networks disagree class by class: about one that neither found nothing is said", () => {
  // Eight voxels; one network finds class 1 in three of them and class 2 in two, the other one class 1 in one and class 2 in four.
  const masks = [
    [1, 1, 1, 2, 2, 0, 0, 0],
    [1, 2, 2, 2, 2, 0, 0, 0],
  ];
  const result = scope(() => {
    const counter = new DisagreementCounter(2, 4);
    const probabilities = masks.map((mask) =>
      tensor([0, 1, 2, 3].map((label) => [[mask.map((value) => Number(value === label))]])),
    );
    counter.add(probabilities);
    return counter.result();
  });
  assert.ok(result.kind === "value");
  const classes = [1 - 2 / 4, 1 - 4 / 6, null];
  assert.deepEqual(
    result.classes?.map((value) => value?.toFixed(9)),
    classes.map((value) => value?.toFixed(9)),
  );
  assert.ok(Math.abs(result.value - (1 / 2 + 1 / 3) / 2) < 1e-9);
});

test("a prediction ends between two batches of windows when it is asked to, and nothing of it is left", () => {
  const scan = scope(() => prepared(volumeOf([24, 24, 24], [1, 1, 1], () => 1)));
  return assertNoLeaks(async () => {
    const network = above(0);
    const stop = new AbortController();
    let batches = 0;
    const steps = predictionSteps(scan, { network: { network } }, { ...OPTIONS, windowsPerBatch: 1 });
    const onStep = () => {
      if (++batches === 3) setImmediate(() => stop.abort(new Error("stopped")));
    };
    await assert.rejects(inTurns(steps, { signal: stop.signal, onStep }), /stopped/);
    assert.equal(batches, 3);
    network.dispose();
  });
});

test("post-processing applies to the mask on the scan's own grid", () =>
  scope(() => {
    const volume = volumeOf([6, 8, 8], [1, 1, 1], (d, h, w) =>
      w === 0 || (w > 2 && !(d === 3 && h === 4 && w === 5)) ? 1 : -1,
    );
    const rules = { largestComponent: [true], fillHoles: [true] };
    const { mask, millilitres } = predictMean(prepared(volume), asked(0), { ...OPTIONS, rules });
    assert.ok(mask.voxels.every((value, i) => value === (i % 8 > 2 ? 1 : 0)));
    assert.ok(Math.abs(millilitres[0] - 6 * 8 * 5 * 1e-3) < 1e-9);
  }));

test("logits that are not finite, no network, and another number of classes are errors with the scan's id", () => {
  const broken = [{ network: pointwise([0, Number.NaN], [0, 0]) }];
  const three = [{ network: pointwise([0, 1, 2], [0, 0, 0]) }];
  return assertNoLeaks(() =>
    scope(() => {
      const scan = prepared(volumeOf([6, 8, 8], [1, 1, 1], () => 1));
      const error = (code: string, caseId?: string) => (thrown: unknown) =>
        thrown instanceof MnError && thrown.code === code && thrown.caseIds?.[0] === caseId;
      assert.throws(() => predictMean(scan, broken, OPTIONS), error("diverged", "scan"));
      assert.throws(() => predictMean(scan, [], OPTIONS), error("usage"));
      assert.throws(() => predictMean(scan, three, OPTIONS), error("usage"));
    }),
  );
});

test("a mask is written in its scan's format where that is written, with its grid and its values", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "mn-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const volume = reorient(
    volumeOf([6, 8, 8], [2, 1, 1.5], (d) => d - 3),
    "LPS",
  );
  const classes = [CLASSES[0], { name: "organ", value: 300 }];
  const prediction = scope(() =>
    predictMean(prepared(volume), asked(-0.5), { ...OPTIONS, classes, probabilities: true }),
  );
  for (const [source, expected] of [
    ["/scans/A.nii.gz", "scan.nii.gz"],
    ["/scans/A.NRRD", "scan.nrrd"],
    ["/scans/A.mhd", "scan.mha"],
    ["/scans/A.nii", "scan.nii"],
    ["/scans/A.nhdr", "scan.nrrd"],
    ["/scans/A.hdr", "scan.nii.gz"],
    ["/scans/A.dcm", "scan.nii.gz"],
    ["/scans/A.h5", "scan.nii.gz"],
    ["/scans/series", "scan.nii.gz"],
  ]) {
    const paths = predictionPaths(folder, "scan", source);
    await writePrediction(paths, prediction, { classes, method: "a method" });
    assert.equal(paths.mask, join(folder, expected));
    const back = await readVolume(paths.mask);
    assert.ok(sameGrid(back, volume).same);
    assert.equal(countDifferent(back.voxels, prediction.mask.voxels), 0);
  }
  const probabilities = await readVolume(join(folder, "probabilities", "scan.nii.gz"));
  assert.deepEqual(probabilities.shape, [2, ...volume.shape.slice(1)]);
});

test("memory does not grow with the scan's depth, original grid and five classes included", () =>
  scope(() => {
    const network = pointwise([0, 1, 2, 3, 4], [0, 0, 0, 0, 0]);
    const classes = Array.from({ length: 5 }, (_, value) => ({ name: `class ${value}`, value }));
    const peakOf = (depth: number) => {
      const affine = volumeOf([1, 1, 1], [1.5, 1, 1], () => 0).affine;
      const original = { shape: [1, depth * 2, 96, 96] as const, affine };
      const fine = volumeOf([1, 1, 1], [3, 2, 2], () => 0).affine;
      const grid = { shape: [1, depth, 48, 48] as const, affine: fine };
      const image = zeros(grid.shape);
      cpuAllocator.resetPeak();
      const { allocated } = cpuAllocator.memory();
      predictMean({ id: "deep", image, grid, original }, [{ network }], { ...OPTIONS, window: [16, 48, 48], classes });
      const { peak } = cpuAllocator.memory();
      image.dispose();
      return peak - allocated;
    };
    const short = peakOf(64);
    assert.ok(short > 2 ** 20);
    assert.equal(peakOf(192), short);
  }));

test("a network whose windows need not be cubes of one size predicts a flat scan", () =>
  scope(() => {
    const volume = volumeOf([3, 11, 9], [5, 1, 1], ellipsoid([5, 5, 4], [9, 4, 3]));
    const network = new Wrapped(above(0.0123), [2, 4, 4]);
    const { mask } = predictMean(prepared(volume), [{ network }], OPTIONS);
    assert.deepEqual(
      mask.voxels,
      Uint8Array.from(volume.voxels, (value) => (value > 0 ? 1 : 0)),
    );
  }));
