// Boxes and slices read from files without the rest of the scan, and volumes written slice by slice: the same as with all of it in memory.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import {
  affineFromSpacing,
  type Box,
  crop,
  ImagingError,
  readBox,
  readHeader,
  readVolume,
  type Volume,
  writeNiftiSlices,
  writeVolume,
} from "../src/index.js";

const [D, H, W] = [5, 7, 6];
const BOX: Box = { start: [1, 2, 3], end: [4, 6, 5] };

function counting(channels: number): Volume<"int16"> {
  return {
    shape: [channels, D, H, W],
    affine: affineFromSpacing([1, 2, 3]),
    spacing: [3, 2, 1],
    dtype: "int16",
    voxels: Int16Array.from({ length: channels * D * H * W }, (_, i) => 3 * i - 500),
    provenance: { path: "counting", format: "memory", notes: [], fields: {} },
  };
}

describe("a box of a file", () => {
  const root = mkdtempSync(join(tmpdir(), "mandn-boxes-"));
  after(() => rmSync(root, { recursive: true }));

  for (const channels of [1, 2]) {
    for (const ending of [".nii", ".nii.gz", ".nrrd", ".nhdr", ".mha", ".mhd"]) {
      test(`is what crop gives of the whole: ${ending}, ${channels} channels`, async () => {
        const path = join(root, `scan-${channels}${ending}`);
        await writeVolume(path, counting(channels));
        for (let channel = 0; channel < channels; channel++) {
          const all = await readVolume(path);
          const length = D * H * W;
          const own: Volume = {
            ...all,
            shape: [1, D, H, W],
            voxels: all.voxels.subarray(channel * length, (channel + 1) * length),
          };
          for (const box of [BOX, { start: [0, 0, 0], end: [D, H, W] } as const]) {
            const { voxels, affine, shape } = await readBox(path, box, { channel });
            const wanted = crop(own, box);
            assert.deepEqual([shape, affine, voxels], [wanted.shape, wanted.affine, wanted.voxels]);
          }
        }
        await assert.rejects(readBox(path, { start: [0, 0, 0], end: [D, H, W + 1] }), imagingError("argument"));
        await assert.rejects(readBox(path, BOX, { channel: channels }), imagingError("argument"));
      });
    }
  }

  test("has its intensities scaled as the whole has", async () => {
    const path = join(root, "scaled.nii");
    await writeVolume(path, counting(1));
    const bytes = readFileSync(path);
    bytes.writeFloatLE(0.25, 112);
    bytes.writeFloatLE(-3, 116);
    writeFileSync(path, bytes);
    const box = await readBox(path, BOX);
    assert.equal(box.dtype, "float32");
    assert.deepEqual(box.voxels, crop(await readVolume(path), BOX).voxels);
  });

  test("that the file breaks off before is an error, also of a compressed one", async () => {
    const path = join(root, "cut.nii.gz");
    await writeVolume(path, counting(1));
    truncateSync(path, 200);
    await assert.rejects(readBox(path, BOX), imagingError("malformed"));
    const plain = join(root, "cut.nii");
    await writeVolume(plain, counting(1));
    truncateSync(plain, 352 + 100);
    await assert.rejects(readBox(plain, BOX), imagingError("malformed"));
  });

  test("is read where the file is far larger than memory would be", async () => {
    const path = join(root, "large.nii");
    await writeVolume(path, counting(1));
    const bytes = readFileSync(path);
    for (const axis of [0, 1, 2]) bytes.writeInt16LE(3000, 42 + 2 * axis);
    writeFileSync(path, bytes);
    truncateSync(path, 352 + 2 * 3000 ** 3); // 50 GiB of zeros that take no room
    const { voxels } = await readBox(path, { start: [2998, 2999, 2990], end: [3000, 3000, 3000] });
    assert.deepEqual(voxels, new Int16Array(20));
  });
});

describe("a volume written slice by slice", () => {
  const root = mkdtempSync(join(tmpdir(), "mandn-slices-"));
  after(() => rmSync(root, { recursive: true }));

  test("is the file that writing it at once makes", async () => {
    const volume = counting(1);
    async function* slices() {
      for (let z = 0; z < D; z++) yield volume.voxels.subarray(z * H * W, (z + 1) * H * W);
    }
    for (const ending of [".nii", ".nii.gz"]) {
      const [whole, sliced] = [join(root, `whole${ending}`), join(root, `sliced${ending}`)];
      await writeVolume(whole, volume);
      await writeNiftiSlices(sliced, volume, slices());
      assert.deepEqual((await readVolume(sliced)).voxels, volume.voxels);
      assert.deepEqual((await readHeader(sliced)).affine, (await readHeader(whole)).affine);
    }
  });

  test("with too few or too many voxels, or when a slice cannot be had, leaves no file and keeps the one before", async () => {
    const path = join(root, "kept.nii.gz");
    const volume = counting(1);
    await writeVolume(path, volume);
    const before = readFileSync(path);
    const broken = function* () {
      yield volume.voxels.subarray(0, H * W);
      throw new Error("no more");
    };
    const wrong: readonly (readonly [Iterable<Int16Array | Uint8Array>, RegExp])[] = [
      [[volume.voxels.subarray(1)], /209 voxels do not fill/],
      [[volume.voxels, volume.voxels.subarray(0, 1)], /more voxels do not fill/],
      [[new Uint8Array(D * H * W)], /voxels of 1 bytes are no int16/],
      [broken(), /no more/],
    ];
    for (const [slices, fault] of wrong) await assert.rejects(writeNiftiSlices(path, volume, slices), fault);
    assert.deepEqual(readFileSync(path), before);
  });
});

const imagingError = (code: ImagingError["code"]) => (error: unknown) => {
  assert.ok(error instanceof ImagingError, String(error));
  assert.equal(error.code, code, error.message);
  return true;
};
