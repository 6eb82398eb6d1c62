import assert from "node:assert/strict";
import { copyFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { affineFromSpacing, readVolume, reorient, sameGrid, type Volume } from "@mandn/imaging";
import { assertNoLeaks, type Tensor } from "@mandn/torch";
import { type PreparedScan, prepareMask, prepareScan } from "../../src/data/prepare.js";
import { MnError } from "../../src/errors.js";
import type { Preprocessing } from "../../src/plan/plan.js";
import { prepareLabelledScan } from "../labelled-scan.js";
import {
  caseOf,
  HIPPOCAMPUS,
  HIPPOCAMPUS_CLASSES,
  readFixture,
  temporaryFolder,
  volumeOf,
  wave,
  write,
  Z_SCORE,
} from "./scans.js";

const SCAN = {
  id: "hippocampus_001",
  channels: [{ path: join(HIPPOCAMPUS, "images", "hippocampus_001.nii.gz") }],
  label: { path: join(HIPPOCAMPUS, "labels", "hippocampus_001.nii.gz") },
};
const BINARY = [
  { name: "background", value: 0 },
  { name: "organ", value: 7 },
];
const window = (low: number, high: number): Preprocessing => ({
  ...Z_SCORE,
  intensity: [{ kind: "window", low, high }],
});
const values = (x: Tensor) => Array.from(x.toTypedArray(), Number);

/** Prepares, hands on what is wanted, and frees: scans in tests are small. */
async function prepared<T>(scan: Promise<PreparedScan>, take: (scan: PreparedScan) => T): Promise<T> {
  const result = await scan;
  try {
    return take(result);
  } finally {
    result.image.dispose();
  }
}

function near(actual: readonly number[], expected: ArrayLike<number>, tolerance: number): void {
  assert.equal(actual.length, expected.length);
  const worst = actual.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), 0);
  assert.ok(worst <= tolerance, `differs by ${worst}`);
}

async function fails(work: Promise<unknown>, id: string, message: RegExp): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof MnError, String(error));
    assert.equal(error.code, "data");
    assert.deepEqual(error.caseIds, [id]);
    assert.match(error.message, message);
    return error.message.startsWith(id);
  });
}

test("a scan at the plan's spacing keeps its voxels, standardised, and its mask", () =>
  assertNoLeaks(async () => {
    const file = await readVolume(SCAN.channels[0].path);
    const label = await readVolume(SCAN.label.path);
    const scan = await prepareLabelledScan(SCAN, Z_SCORE, HIPPOCAMPUS_CLASSES);
    const all = Array.from(file.voxels);
    const mean = all.reduce((a, b) => a + b) / all.length;
    const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
    near(
      values(scan.image),
      all.map((value) => (value - mean) / deviation),
      1e-5,
    );
    assert.deepEqual(values(scan.mask), Array.from(label.voxels));
    assert.equal(scan.mask.dtype, "uint8");
    assert.deepEqual(scan.grid, { shape: file.shape, affine: file.affine });
    assert.deepEqual(scan.original, scan.grid);
    scan.image.dispose();
    scan.mask.dispose();
  }));

test("files in another orientation give the same prepared scan, and the grid of the file", (t) =>
  assertNoLeaks(async () => {
    const folder = await temporaryFolder(t);
    const turned = reorient(await readVolume(SCAN.channels[0].path), "PIL");
    const image = await write(join(folder, "image.nii.gz"), turned);
    const label = await write(join(folder, "label.nii.gz"), reorient(await readVolume(SCAN.label.path), "SRP"));
    const plan: Preprocessing = { ...Z_SCORE, spacing: [2, 1.5, 1] };
    const straight = await prepareLabelledScan(SCAN, plan, HIPPOCAMPUS_CLASSES);
    const other = { id: "turned", channels: [{ path: image }], label: { path: label } };
    const scan = await prepareLabelledScan(other, plan, HIPPOCAMPUS_CLASSES);
    near(values(scan.image), values(straight.image), 1e-5);
    assert.deepEqual(values(scan.mask), values(straight.mask));
    assert.ok(sameGrid(scan.grid, straight.grid, 1e-4).same);
    assert.deepEqual(scan.original.shape, turned.shape);
    assert.ok(sameGrid(scan.original, turned, 1e-4).same);
    for (const { image, mask } of [straight, scan]) for (const tensor of [image, mask]) tensor.dispose();
  }));

test("another spacing is had as SciPy's blur and cubic splines give it, with statistics of the non-zero voxels before", (t) =>
  assertNoLeaks(async () => {
    const { old, new: spacing, shape, result } = readFixture().prepared;
    const image = wave(8 * 12 * 14, 0.9).map((value) => value * 100);
    image.fill(0, 0, 5);
    const path = await write(join(await temporaryFolder(t), "wave.nii"), volumeOf(image, [8, 12, 14], old));
    const plan: Preprocessing = {
      spacing: [...spacing],
      intensity: [{ kind: "z-score", over: "body" }],
      cropToBody: false,
    };
    await prepared(prepareScan(caseOf("wave", path), plan), ({ image, grid }) => {
      assert.deepEqual(grid.shape, [1, ...shape]);
      near(values(image), result, 2e-4);
    });
  }));

test("the reference code's MR statistics are of the scan scaled to 0 … 1, applied to the scan as it is", (t) =>
  assertNoLeaks(async () => {
    const voxels = Float32Array.from({ length: 512 }, (_, i) => 40 + (i % 7) * 30); // 40 … 220
    const scaled = Array.from(voxels, (value) => (value - 40) / 180);
    const mean = scaled.reduce((a, b) => a + b) / 512;
    const deviation = Math.sqrt(scaled.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 512);
    const path = await write(join(await temporaryFolder(t), "mr.nii"), volumeOf(voxels, [8, 8, 8]));
    const plan: Preprocessing = { spacing: [1, 1, 1], intensity: [{ kind: "official-mr" }], cropToBody: false };
    await prepared(prepareScan(caseOf("mr", path), plan), ({ image }) => {
      const expected = Array.from(voxels, (value) => (value - mean) / deviation);
      near(values(image), expected, 1e-2); // of 700
    });
  }));

test("a window maps low … high to 0 … 1, and metal outside it does not ring into its surroundings", (t) =>
  assertNoLeaks(async () => {
    const voxels = new Float32Array(512).fill(50);
    voxels[4 * 64 + 4 * 8 + 4] = 3000;
    voxels[0] = -1000;
    const path = await write(join(await temporaryFolder(t), "ct.nii"), volumeOf(voxels, [8, 8, 8]));
    await prepared(prepareScan(caseOf("ct", path), window(-175, 250)), ({ image }) => {
      const tissue = 225 / 425;
      const kept = values(image);
      assert.equal(kept[0], 0);
      assert.equal(kept[4 * 64 + 4 * 8 + 4], 1);
      assert.ok(kept.filter((value) => Math.abs(value - tissue) < 1e-6).length === 510);
    });
    await prepared(prepareScan(caseOf("ct", path), { ...window(-175, 250), spacing: [0.5, 0.5, 0.5] }), ({ image }) => {
      const all = values(image);
      assert.ok(Math.min(...all.slice(all.length / 2)) > 225 / 425 - 0.15);
      assert.ok(Math.min(...all) >= 0 && Math.max(...all) <= 1);
    });
  }));

test("cropping to the body cuts off what networks would not see, moves the grid and takes the mask along", (t) =>
  assertNoLeaks(async () => {
    const folder = await temporaryFolder(t);
    const voxels = new Float32Array(8 * 9 * 10).fill(-1000);
    const mask = new Float32Array(voxels.length);
    const at = (d: number, h: number, w: number) => (d * 9 + h) * 10 + w;
    for (let d = 2; d < 5; d++) for (let h = 1; h < 6; h++) for (let w = 3; w < 10; w++) voxels[at(d, h, w)] = d + h;
    mask[at(3, 4, 5)] = 7;
    const image = await write(join(folder, "image.nii"), volumeOf(voxels, [8, 9, 10], [2, 1, 1]));
    const label = await write(join(folder, "label.nii"), volumeOf(mask, [8, 9, 10], [2, 1, 1]));
    const files = { ...caseOf("body", image), label: { path: label } };
    const plan: Preprocessing = { ...window(-175, 250), spacing: [2, 1, 1], cropToBody: true };
    const scan = await prepareLabelledScan(files, plan, BINARY);
    assert.deepEqual(scan.grid, { shape: [1, 3, 5, 7], affine: affineFromSpacing([2, 1, 1], [3, 1, 4]) });
    assert.deepEqual(scan.original.shape, [1, 8, 9, 10]);
    const expected = [2, 3, 4].flatMap((d) =>
      [1, 2, 3, 4, 5].flatMap((h) => new Array<number>(7).fill((d + h + 175) / 425)),
    );
    near(values(scan.image), expected, 1e-6);
    const kept = values(scan.mask);
    assert.equal(kept.indexOf(1), (1 * 5 + 3) * 7 + 2);
    assert.equal(kept.lastIndexOf(1), kept.indexOf(1));
    scan.image.dispose();
    scan.mask.dispose();
  }));

test("channels from several files, each with its own intensity, keep their order", (t) =>
  assertNoLeaks(async () => {
    const folder = await temporaryFolder(t);
    const [first, second] = [1, 2].map((phase) => volumeOf(wave(120, phase), [4, 5, 6]));
    const channels = [
      { path: await write(join(folder, "first.nii"), first) },
      { path: await write(join(folder, "second.nii"), reorient(second, "LPS")) },
    ];
    const plan: Preprocessing = {
      ...Z_SCORE,
      intensity: [
        { kind: "window", low: -1, high: 1 },
        { kind: "window", low: -2, high: 2 },
      ],
    };
    await prepared(prepareScan({ id: "two", channels }, plan), ({ image, grid }) => {
      assert.deepEqual(grid.shape, [2, 4, 5, 6]);
      const expected = [
        ...Array.from(first.voxels, (value) => (Math.min(1, Math.max(-1, value)) + 1) / 2),
        ...Array.from(second.voxels, (value) => (value + 2) / 4),
      ];
      near(values(image), expected, 1e-6);
    });
    await fails(prepareScan({ id: "two", channels }, Z_SCORE), "two", /2 channels.*intensities of 1/);
  }));

test("channels and masks elsewhere are refused with the size of the difference", (t) =>
  assertNoLeaks(async () => {
    const folder = await temporaryFolder(t);
    const volume = volumeOf(wave(120, 1), [4, 5, 6]);
    const moved: Volume = { ...volume, affine: affineFromSpacing([1, 1, 1], [0, 2.5, 0]) };
    const image = { path: await write(join(folder, "image.nii"), volume) };
    const other = { path: await write(join(folder, "moved.nii"), moved) };
    const small = { path: await write(join(folder, "small.nii"), volumeOf(new Float32Array(60), [4, 5, 3])) };
    const plan = { ...Z_SCORE, intensity: [Z_SCORE.intensity[0], Z_SCORE.intensity[0]] };
    await fails(prepareScan({ id: "a", channels: [image, other] }, plan), "a", /2\.5 mm/);
    await fails(prepareLabelledScan({ id: "b", channels: [image], label: small }, Z_SCORE, BINARY), "b", /4×5×3/);
  }));

test("faulty files are refused with the case's name", (t) =>
  assertNoLeaks(async () => {
    const folder = await temporaryFolder(t);
    const gone = caseOf("gone", join(folder, "gone.nii.gz"));
    await fails(prepareScan(gone, Z_SCORE), "gone", /does not exist/);

    const cut = join(folder, "cut.nii.gz");
    await copyFile(SCAN.channels[0].path, cut);
    await truncate(cut, 20_000);
    await fails(prepareScan(caseOf("cut", cut), Z_SCORE), "cut", /cut\.nii\.gz/);

    const voxels = wave(120, 1);
    voxels[17] = Number.NaN;
    const nan = await write(join(folder, "nan.nii"), volumeOf(voxels, [4, 5, 6]));
    await fails(prepareScan(caseOf("nan", nan), Z_SCORE), "nan", /NaN or infinite/);
    await fails(prepareScan(caseOf("nan", nan), window(0, 1)), "nan", /NaN or infinite/);

    const empty = await write(join(folder, "empty.nii"), volumeOf(new Float32Array(120), [4, 5, 6]));
    const body: Preprocessing = { ...Z_SCORE, intensity: [{ kind: "z-score", over: "body" }], cropToBody: true };
    await fails(prepareScan(caseOf("empty", empty), body), "empty", /channel 0 is constant/);
  }));

test("a mask's values become indices of classes; one that no class has is refused", (t) =>
  assertNoLeaks(async () => {
    const folder = await temporaryFolder(t);
    const voxels = Float32Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? 7 : 0));
    const image = await write(join(folder, "image.nii"), volumeOf(wave(120, 1), [4, 5, 6]));
    const label = await write(join(folder, "label.nii"), volumeOf(voxels, [4, 5, 6]));
    const files = { id: "labelled", channels: [{ path: image }], label: { path: label } };
    await prepared(prepareScan(files, Z_SCORE), (scan) => scan).then(async (scan) => {
      const mask = await prepareMask(files, scan, BINARY);
      assert.deepEqual(
        values(mask),
        Array.from(voxels, (value) => (value === 7 ? 1 : 0)),
      );
      mask.dispose();
      const others = [BINARY[0], { name: "organ", value: 1 }];
      await fails(prepareMask(files, scan, others), "labelled", /holds 7.*0 background, 1 organ/);
    });
  }));
