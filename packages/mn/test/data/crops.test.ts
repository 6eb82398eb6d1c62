import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { affineFromSpacing, type Triple, toAffine } from "@mandn/imaging";
import { assertNoLeaks, empty, fromTypedArray, Generator, scope, type Tensor } from "@mandn/torch";
import { type CropOptions, cropSampler, drawCrops, type LabelledCropScan } from "../../src/data/crops.js";
import { drawShift, sampleForeground } from "../../src/data/placement.js";
import { MnError } from "../../src/errors.js";
import type { Augmentation } from "../../src/plan/plan.js";
import { prepareLabelledScan } from "../labelled-scan.js";
import { HIPPOCAMPUS, HIPPOCAMPUS_CLASSES, NO_AUGMENTATION, readFixture, wave, Z_SCORE } from "./scans.js";

const inScope = (body: () => void) => () => assertNoLeaks(() => scope(body));
const values = (x: Tensor) => Array.from(x.toTypedArray(), Number);
const CLEAN: Augmentation = {
  zoom: 0.2,
  axisZoom: 0.1,
  rotation: [0.3, 0.1, 0.1],
  flips: [false, true, true],
  brightness: 0.25,
  contrast: 0.25,
  gamma: [0.7, 1.5],
  noise: 0.1,
  blur: 0.7,
};

/** Each voxel knows where it lies: channels are its d, h, w, and the mask counts classes along all three. */
function mapScan([d, h, w]: Triple, spacing: Triple = [1, 1, 1]): LabelledCropScan {
  const place = (i: number) => [Math.floor(i / (h * w)), Math.floor(i / w) % h, i % w];
  const size = d * h * w;
  const image = Float32Array.from({ length: 3 * size }, (_, i) => place(i % size)[Math.floor(i / size)]);
  const classes = Uint8Array.from(
    { length: size },
    (_, i) => place(i).reduce((sum, at) => sum + Math.floor(at / 2), 0) % 3,
  );
  const mask = fromTypedArray(classes, [d, h, w]);
  return {
    image: fromTypedArray(image, [3, d, h, w]),
    mask,
    grid: { shape: [3, d, h, w], affine: affineFromSpacing(spacing) },
    background: [-1, -2, -3],
    foreground: sampleForeground(mask, 3),
  };
}

const generator = Generator.create(0);
const options = (seed: number, change: Partial<CropOptions> = {}): CropOptions => ({
  crop: [6, 8, 10],
  foregroundCrops: 0.5,
  generator: generator.manualSeed(seed),
  ...change,
});

test(
  "crops equal SciPy's affine_transform, images trilinear and masks nearest",
  inScope(() => {
    const { outside, to, cases } = readFixture().crops;
    const image = fromTypedArray(wave(2 * 9 * 11 * 13, 0.4), [2, 9, 11, 13]);
    const classes = Uint8Array.from({ length: 9 * 11 * 13 }, (_, i) => Math.floor(i / 7) % 3);
    const mask = fromTypedArray(classes, [1, 9, 11, 13]);
    for (const { map, image: expected, mask: expectedMask } of cases) {
      const sample = cropSampler(toAffine(map), [9, 11, 13], to, "cpu");
      const sampled = empty([2, ...to], { dtype: "float32" });
      const classes = empty([1, ...to], { dtype: "uint8" });
      sample(image, { interpolation: "trilinear", outside }, sampled);
      sample(mask, { interpolation: "nearest", outside: [0] }, classes);
      for (const [i, value] of values(sampled).entries())
        assert.ok(Math.abs(value - expected[i]) < 2e-5, `${map}: ${i}`);
      assert.deepEqual(values(classes), expectedMask);
    }
  }),
);

test(
  "by the same draws a crop that lies so many voxels further on shows the same there, turned, zoomed and mirrored too",
  inScope(() => {
    const scan = mapScan([12, 13, 14]);
    const shift: Triple = [2, -3, 4];
    const augmentation = {
      ...NO_AUGMENTATION,
      zoom: 0.2,
      rotation: [0.3, 0.1, 0.1],
      flips: [true, true, true],
    } as const;
    for (const own of [undefined, augmentation]) {
      const [crop, other] = [{}, { shift }].map((which) =>
        drawCrops(Array(8).fill(scan), options(1, { ...(own && { augmentation: own as Augmentation }), ...which })),
      );
      const common = ({ image }: { readonly image: Tensor }, sign: number) =>
        [6, 8, 10].reduce(
          (part, size, axis) => part.narrow(axis + 2, Math.max(0, sign * shift[axis]), size - Math.abs(shift[axis])),
          image,
        );
      const [here, there] = [common(crop, -1), common(other, 1)];
      assert.deepEqual(here.shape, [8, 3, 4, 5, 6]);
      assert.ok(here.sub(there).abs().max().itemNumber() < 1e-3);
      assert.ok(!crop.image.equal(other.image));
    }
  }),
);

test(
  "a crop that lies beside its scan shows what is outside",
  inScope(() => {
    for (const shift of [
      [9, 0, 0],
      [0, -12, 0],
    ] as const) {
      const { image } = drawCrops([mapScan([4, 4, 4])], options(1, { shift }));
      for (const [channel, outside] of [-1, -2, -3].entries())
        assert.ok(image.select(1, channel).eq(outside).all().item());
    }
  }),
);

test(
  "a shift is at most its share of a crop's side, to either side, and each is drawn",
  inScope(() => {
    const drawn = Array.from({ length: 500 }, (_, i) => drawShift([6, 8, 10], 0.5, generator.manualSeed(i)));
    for (const [axis, most] of [3, 4, 5].entries()) {
      const found = new Set(drawn.map((shift) => shift[axis]));
      assert.deepEqual(
        [...found].sort((a, b) => a - b),
        Array.from({ length: 2 * most + 1 }, (_, i) => i - most),
      );
    }
  }),
);

test(
  "without augmentation a crop is an exact slice of image and mask",
  inScope(() => {
    const scan = mapScan([12, 13, 14]);
    for (const augmentation of [undefined, NO_AUGMENTATION]) {
      const { image, mask } = drawCrops(Array(8).fill(scan), options(1, { augmentation }));
      assert.deepEqual([image.shape, image.dtype], [[8, 3, 6, 8, 10], "float32"]);
      assert.deepEqual([mask.shape, mask.dtype], [[8, 6, 8, 10], "uint8"]);
      for (let n = 0; n < 8; n++) {
        const start = [0, 1, 2].map((channel) => image.index(n, channel, 0, 0, 0).itemNumber());
        const cut = (x: Tensor, dims: readonly number[]) =>
          dims.reduce((part, dim, axis) => part.narrow(dim, start[axis], [6, 8, 10][axis]), x);
        assert.deepEqual(values(image.select(0, n)), values(cut(scan.image, [1, 2, 3])));
        assert.deepEqual(values(mask.select(0, n)), values(cut(scan.mask, [0, 1, 2])));
      }
    }
  }),
);

test(
  "mirrored crops are exact slices backwards, image and mask alike",
  inScope(() => {
    const scan = mapScan([6, 8, 10]);
    const flips: Augmentation["flips"] = [true, true, true];
    const { image, mask } = drawCrops(
      Array(16).fill(scan),
      options(6, { augmentation: { ...NO_AUGMENTATION, flips } }),
    );
    const seen = new Set<string>();
    for (let n = 0; n < 16; n++) {
      const first = [0, 1, 2].map((channel) => image.index(n, channel, 0, 0, 0).itemNumber());
      const mirrored = [0, 1, 2].filter((axis) => first[axis] !== 0);
      seen.add(`${mirrored}`);
      const dims = mirrored.map((axis) => axis + 1);
      assert.deepEqual(values(image.select(0, n)), values(scan.image.flip(dims)));
      assert.deepEqual(values(mask.select(0, n)), values(scan.mask.flip(mirrored)));
    }
    assert.ok(seen.size > 4);
  }),
);

test(
  "outside a scan smaller than the crop stand its background and class 0",
  inScope(() => {
    const scan = mapScan([3, 20, 4]);
    for (const augmentation of [undefined, { ...NO_AUGMENTATION, zoom: 0.01 }]) {
      const { image, mask } = drawCrops([scan], options(2, { augmentation }));
      for (const [channel, air] of [-1, -2, -3].entries()) {
        for (const outside of [
          image.index(0, channel, 0),
          image.index(0, channel, 5),
          image.index(0, channel, 3, 3, 9),
        ]) {
          for (const value of values(outside)) assert.ok(Math.abs(value - air) < 1e-6);
        }
      }
      assert.equal(mask.select(1, 0).sum().itemNumber() + mask.select(1, 5).sum().itemNumber(), 0);
      assert.ok(mask.sum().itemNumber() > 0);
    }
  }),
);

test(
  "a zoomed, turned and mirrored image and its mask stay on each other",
  inScope(() => {
    const scan = mapScan([40, 60, 50], [3, 1, 2]);
    const augmentation: Augmentation = {
      ...NO_AUGMENTATION,
      zoom: 0.2,
      axisZoom: 0.1,
      rotation: [0.5, 0.2, 0.2],
      flips: [true, true, true],
    };
    const { image, mask } = drawCrops(Array(6).fill(scan), options(3, { augmentation, foregroundCrops: 0 }));
    // Each channel is linear in space, so trilinear interpolation gives the very place that a voxel was taken from.
    const voxels = 6 * 8 * 10;
    const [places, classes] = [values(image), values(mask)];
    let ties = 0;
    for (let i = 0; i < 6 * voxels; i++) {
      const at = [0, 1, 2].map((channel) => places[(Math.floor(i / voxels) * 3 + channel) * voxels + (i % voxels)]);
      if (at.some((x) => Math.abs(x - Math.floor(x) - 0.5) < 1e-3)) ties += 1;
      else assert.equal(classes[i], at.reduce((sum, x) => sum + Math.floor(Math.round(x) / 2), 0) % 3);
    }
    assert.ok(ties < 60);
  }),
);

test("batches depend on the generator's state alone, and take equally much of it whatever the scans", () =>
  assertNoLeaks(() =>
    scope(() => {
      const [large, small] = [mapScan([20, 30, 25], [2, 1, 1]), mapScan([4, 9, 5])];
      const { mask: _mask, foreground: _foreground, ...bare } = large;
      const settings = options(5, { augmentation: CLEAN });
      const draw = (scans: readonly LabelledCropScan[]) => {
        const { image, mask } = drawCrops(scans, settings);
        return [values(image), values(mask)];
      };
      const begin = generator.state();
      const first = draw([large, small]);
      const end = values(generator.state());
      const second = draw([large, small]);
      generator.setState(begin);
      assert.deepEqual(draw([large, small]), first);
      assert.notDeepEqual(second, first);
      for (const scans of [
        [small, small],
        [bare, bare],
      ]) {
        generator.setState(begin);
        drawCrops(scans, settings);
        assert.deepEqual(values(generator.state()), end);
      }
    }),
  ));

test("crops of a real scan's rare class hold it", () =>
  assertNoLeaks(async () => {
    const [channels, label] = ["images", "labels"].map((kind) => ({
      path: join(HIPPOCAMPUS, kind, "hippocampus_001.nii.gz"),
    }));
    const scan = await prepareLabelledScan({ id: "1", channels: [channels], label }, Z_SCORE, HIPPOCAMPUS_CLASSES);
    scope(() => {
      const [, posterior] = sampleForeground(scan.mask, 3);
      const cropScan = {
        ...scan,
        background: [scan.image.min().itemNumber()],
        foreground: [new Int32Array(0), posterior],
      };
      const { image, mask } = drawCrops(
        Array(20).fill(cropScan),
        options(4, { crop: [16, 16, 16], foregroundCrops: 1, augmentation: { ...CLEAN, zoom: 0.1 } }),
      );
      for (let n = 0; n < 20; n++) assert.ok(mask.select(0, n).eq(2).any().item(), `crop ${n}`);
      assert.ok(image.isfinite().all().item());
    });
    scan.image.dispose();
    scan.mask.dispose();
  }));

test(
  "misuse is refused",
  inScope(() => {
    const scan = mapScan([6, 8, 10]);
    const { mask: _, ...bare } = scan;
    const refused = (scans: readonly Omit<LabelledCropScan, "mask">[]) =>
      assert.throws(
        () => drawCrops(scans, options(0)),
        (error) => error instanceof MnError && error.code === "usage",
      );
    refused([]);
    refused([scan, bare]);
  }),
);
