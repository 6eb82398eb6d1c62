// Scans that are too large to be shown whole: each part is the voxels that the whole has there, and what is saved of a part changes nothing
// beside it, however the scan is stored.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { crop, readHeader, readVolume, reorient, sameGrid, type Volume, writeVolume } from "@mandn/imaging";
import { type VolumeHeader, volumeHeaderSchema } from "@mandn/studio/api";
import { Images } from "../../src/studio/images.js";
import { LARGEST_SHOWN, largeScan, middleOf, partAround, partAt, readPartMask } from "../../src/studio/scan-part.js";
import { mnError } from "../run/support.js";
import { Asked } from "./requests.js";
import { NX, NY, NZ, OBLIQUE, type Stored, writeScans } from "./stored-scans.js";

/** Bytes: parts of 2 × 2 × 2 voxels of 16 bits. */
const LARGEST = 64;
const SIDE = 2;
const OPTIONS = { cacheFolder: null, classNames: ["a", "b"], layout: "images-labels", largest: LARGEST } as const;

describe("a scan that is shown in parts", { concurrency: false }, () => {
  const root = mkdtempSync(join(tmpdir(), "mn-parts-"));
  let scans: Map<string, Stored>;
  let asked: Asked;
  before(async () => {
    scans = await writeScans(join(root, "scans", "images"));
    scans.delete("dicom"); // which is small enough to be shown whole
    mkdirSync(join(root, "scans", "labels"));
    asked = await Asked.open(join(root, "scans"), OPTIONS);
  });
  after(() => {
    asked[Symbol.dispose]();
    rmSync(root, { recursive: true });
  });

  const imageOf = async (id: string, at?: readonly number[]) => {
    const response = await asked.request(`/api/scans/${id}/image${at === undefined ? "" : `?at=${at}`}`);
    assert.equal(response.status, 200, `${id}: ${await response.clone().text()}`);
    const header = volumeHeaderSchema.parse(JSON.parse(response.headers.get("x-volume") ?? ""));
    const buffer = await response.arrayBuffer();
    return { header, voxels: header.type === "uint16" ? new Uint16Array(buffer) : new Int16Array(buffer) };
  };
  /** The whole scan or mask in RAS order. */
  const whole = async (path: string) => reorient(await readVolume(path));
  const labelOf = (id: string) => {
    const saved = asked.studio.target.labels.label(id);
    assert.ok(saved !== undefined, id);
    return asked.studio.target.labels.pathOf(saved);
  };

  test("is said to be one, in the middle first, and each part has the whole's voxels and their places", async () => {
    for (const [id, { path }] of scans) {
      const all = await whole(path);
      const [, nz, ny, nx] = all.shape;
      const { header } = await imageOf(id);
      assert.deepEqual(header.shape, [SIDE, SIDE, SIDE], id);
      assert.deepEqual(header.part?.whole, [nx, ny, nz], id);
      for (const [axis, size] of [nx, ny, nz].entries()) {
        const off = Math.abs((header.part?.first[axis] as number) + (SIDE - 1) / 2 - (size - 1) / 2);
        assert.ok(off <= 0.5, `${id}: the middle of axis ${axis}`);
      }
      for (const at of [
        [0, 0, 0],
        [nx - SIDE, ny - SIDE, nz - SIDE],
        [1, 0, 1],
      ]) {
        const part = await imageOf(id, at);
        assert.deepEqual(part.header.part?.first, at);
        assert.deepEqual([...part.voxels], cut(all, at), `${id} at ${at}`);
        for (const row of [0, 1, 2]) {
          const [a, b, c, d] = all.affine.slice(4 * row, 4 * row + 4) as [number, number, number, number];
          const wanted = a * (at[0] as number) + b * (at[1] as number) + c * (at[2] as number) + d;
          assert.ok(Math.abs((part.header.affine[4 * row + 3] as number) - wanted) < 1e-6, id);
        }
      }
    }
  });

  test("is saved whole: what was painted in the part, nothing around it, and then what the version before had there", async () => {
    for (const [id, { path }] of scans) {
      const at = [0, 1, 0];
      const painted = Uint8Array.of(1, 2, 0, 1, 2, 2, 0, 1);
      const saved = await asked.put(`/api/scans/${id}/label?at=${at}`, painted, 0);
      assert.equal(saved.status, 200, `${id}: ${await saved.clone().text()}`);
      const told = (await saved.json()) as { version: number; changedVoxels: number; diceToPrediction: null };
      assert.deepEqual([told.version, told.changedVoxels, told.diceToPrediction], [1, 6, null]);
      const first = await whole(labelOf(id));
      assert.ok(sameGrid(await readHeader(path), await readHeader(labelOf(id))).same, id);
      assert.equal(first.dtype, "uint8");
      const wanted = laid(new Uint8Array(first.voxels.length), first, at, painted);
      assert.deepEqual([...first.voxels], [...wanted], id);

      const there = [1, 0, 1];
      assert.equal((await imageOf(id)).header.part?.first.length, 3);
      const other = await asked.mask(`/api/scans/${id}/masks/label?at=${there}`, SIDE ** 3);
      assert.deepEqual([...other], cut(first, there), id);
      const stale = await asked.put(`/api/scans/${id}/label?at=${there}`, other, 0);
      assert.equal(stale.status, 412, "another version is saved");
      const begun = { "x-begun-from": "v1" };
      const corrected = other.map((value, i) => (i === 7 ? 2 : value));
      assert.equal((await asked.put(`/api/scans/${id}/label?at=${there}`, corrected, 1, begun)).status, 200);
      const second = await whole(labelOf(id));
      assert.deepEqual([...second.voxels], [...laid(wanted, first, there, corrected)], id);
      assert.deepEqual(await asked.mask(`/api/scans/${id}/masks/v1?at=${at}`, SIDE ** 3), painted, "a version stays");
    }
    assert.deepEqual(asked.faults, []);
  });

  test("opens around its label, and where its draft is, which is given for that part alone", async () => {
    const id = "nifti-PIR";
    const { header } = await imageOf(id);
    const [, d, h, w] = (await whole(labelOf(id))).shape;
    const place = middle(await whole(labelOf(id)));
    const near = place.map((at, axis) =>
      Math.min(Math.max(0, Math.round(at - 0.5)), ([w, h, d][axis] as number) - SIDE),
    );
    assert.deepEqual(header.part?.first, near);
    const [x = 0, y = 0, z = 0] = near;
    const elsewhere = [x === 0 ? 1 : 0, y, z];
    const draft = Uint8Array.of(0, 0, 0, 1, 0, 0, 2, 0);
    assert.equal((await asked.put(`/api/scans/${id}/draft?at=${elsewhere}`, draft, 2)).status, 200);
    assert.deepEqual((await imageOf(id)).header.part?.first, elsewhere);
    assert.deepEqual(await asked.mask(`/api/scans/${id}/masks/draft?at=${elsewhere}`, SIDE ** 3), draft);
    const refused = await asked.request(`/api/scans/${id}/masks/draft?at=${near}`);
    assert.equal(refused.status, 409);
    assert.match(await refused.text(), /the draft of nifti-PIR is of another part/);
  });

  test("is refused a place that is missing, malformed or outside, a class that is none, and a mask of another size", async () => {
    const mask = new Uint8Array(SIDE ** 3);
    const path = "/api/scans/nrrd";
    const status = async (response: Promise<Response>) => (await response).status;
    assert.equal(await status(asked.put(`${path}/label`, mask, 2)), 400);
    assert.equal(await status(asked.request(`${path}/masks/label`)), 400);
    for (const at of ["1,1", "1,1,1,1", "-1,0,0", "1,0,x", "0,0,99", `${NX},${NY},${NZ}`, ""]) {
      assert.equal(await status(asked.request(`${path}/image?at=${at}`)), 400, at);
    }
    assert.equal(await status(asked.put(`${path}/label?at=0,0,0`, mask.fill(3), 2)), 422);
    assert.equal(await status(asked.put(`${path}/label?at=0,0,0`, new Uint8Array(60), 2)), 400);
    assert.equal(asked.studio.target.labels.label("nrrd")?.version, 2);
    using small = await Asked.open(join(root, "scans"), { ...OPTIONS, largest: 2 ** 20 });
    assert.equal(await status(small.request(`${path}/image?at=0,0,0`)), 400, "a scan that is shown whole");
  });
});

test("a series of DICOM, which cannot be read in parts, is shown and saved in parts all the same", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "mn-parts-"));
  t.after(() => rmSync(root, { recursive: true }));
  const scans = await writeScans(join(root, "scans", "images"));
  mkdirSync(join(root, "scans", "labels"));
  using asked = await Asked.open(join(root, "scans"), { ...OPTIONS, largest: 40 }); // parts of one voxel
  const all = reorient(await readVolume((scans.get("dicom") as Stored).path));
  const [, , ny, nx] = all.shape;
  const at = (1 * ny + 1) * nx + 2;
  const image = await asked.request("/api/scans/dicom/image?at=2,1,1");
  assert.equal(image.status, 200, await image.clone().text());
  assert.deepEqual([...new Uint16Array(await image.arrayBuffer())], [all.voxels[at]]);
  assert.equal((await asked.put("/api/scans/dicom/label?at=2,1,1", Uint8Array.of(2), 0)).status, 200);
  const saved = asked.studio.target.labels.label("dicom");
  const label = reorient(await readVolume(asked.studio.target.labels.pathOf(saved as NonNullable<typeof saved>)));
  assert.deepEqual([...label.voxels], [...new Uint8Array(label.voxels.length).fill(2, at, at + 1)]);
});

test("what a first label is begun from stays around the part, also where it is stored another way than the scan", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "mn-parts-"));
  t.after(() => rmSync(root, { recursive: true }));
  const scans = await writeScans(join(root, "scans", "images"), { oblique: OBLIQUE });
  mkdirSync(join(root, "scans", "labels"));
  const { path } = scans.get("nifti-oblique") as Stored;
  const scan = await readVolume(path);
  const reference = { ...scan, dtype: "uint8", voxels: Uint8Array.from(scan.voxels, (value) => value % 3) } as Volume;
  const label = join(root, "scans", "labels", "nifti-oblique.nii.gz");
  for (const orientation of ["RAS", "SPL"]) {
    await writeVolume(label, reorient(reference, orientation));
    using asked = await Asked.open(join(root, "scans"), { ...OPTIONS, labels: join(root, orientation) });
    const at = [2, 1, 3];
    const url = "/api/scans/nifti-oblique/label";
    const painted = new Uint8Array(SIDE ** 3).fill(1);
    const response = await asked.put(`${url}?at=${at}`, painted, 0, { "x-begun-from": "reference" });
    assert.equal(response.status, 200, await response.clone().text());
    const saved = asked.studio.target.labels.label("nifti-oblique");
    const file = await readVolume(asked.studio.target.labels.pathOf(saved as NonNullable<typeof saved>));
    const all = reorient(reference);
    const wanted = laid(Uint8Array.from(all.voxels), all, at, painted);
    assert.deepEqual([...reorient(file).voxels], [...wanted], orientation);
  }
});

test("a scan above 2 GiB is told by its header, and a part of it read without the rest", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "mn-parts-"));
  t.after(() => rmSync(root, { recursive: true }));
  const path = join(root, "large.nii");
  const scans = await writeScans(join(root, "images"));
  await writeVolume(path, await readVolume((scans.get("nifti-LPS") as Stored).path));
  const bytes = readFileSync(path);
  for (const axis of [0, 1, 2]) bytes.writeInt16LE([1600, 1600, 600][axis] as number, 42 + 2 * axis);
  writeFileSync(path, bytes);
  truncateSync(path, 352 + 2 * 1600 * 1600 * 600); // zeros, which take no room
  const scan = { id: "large", channels: [{ path }] };
  const large = await largeScan(scan, LARGEST_SHOWN);
  assert.ok(large !== undefined);
  assert.ok(2 * large.shape.reduce((product, size) => product * size, 1) <= LARGEST_SHOWN / 4);
  assert.deepEqual(large.shape, [668, 668, 600]);
  assert.equal(partAt(large, [933, 932, 0]), undefined);
  const part = partAround({ ...large, shape: [40, 30, 20] }, [1600, 0, 300]);
  assert.deepEqual(part.first, [1560, 0, 291]);
  const { voxels, header } = await new Images().image(scan, 0, part);
  assert.deepEqual([header.shape, voxels.length], [[40, 30, 20], 40 * 30 * 20]);
});

test("each channel of a scan is of the same part, whichever way its file is stored", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "mn-parts-"));
  t.after(() => rmSync(root, { recursive: true }));
  const scans = await writeScans(join(root, "images"));
  const { path } = scans.get("nifti-PIR") as Stored;
  const other = join(root, "other.nii.gz");
  await writeVolume(other, reorient(await readVolume(path), "LAS"));
  const scan = { id: "two", channels: [{ path }, { path: other }] };
  const large = await largeScan(scan, LARGEST);
  const images = new Images();
  const part = large && partAt(large, [1, 0, 1]);
  assert.ok(part !== undefined);
  const [one, two] = [await images.image(scan, 0, part), await images.image(scan, 1, part)];
  assert.deepEqual([...two.voxels], [...one.voxels]);
  assert.deepEqual([...one.voxels], cut(reorient(await readVolume(path)), [1, 0, 1]));
});

test("the part to begin with lies where two masks differ; masks that lie elsewhere are an error", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "mn-parts-"));
  t.after(() => rmSync(root, { recursive: true }));
  const scans = await writeScans(join(root, "images"));
  const { path } = scans.get("nifti-PIR") as Stored;
  const image = await readVolume(path);
  const mask = (...places: number[]) => {
    const voxels = new Uint8Array(image.voxels.length);
    for (const place of places) voxels[place] = 1;
    return { ...image, dtype: "uint8", voxels } as Volume;
  };
  const [a, b] = [join(root, "a.nii.gz"), join(root, "b.nii.gz")];
  await writeVolume(a, mask(3, 20));
  await writeVolume(b, reorient(mask(20, 41), "LPS"));
  const scan = { id: "one", channels: [{ path }] };
  const wanted = middle(reorient(mask(3, 41)));
  assert.deepEqual(await middleOf(scan, { path: a }, { path: b }), wanted);
  assert.deepEqual(await middleOf(scan, { path: a }), middle(reorient(mask(3, 20))));
  assert.equal(await middleOf(scan, { path: a }, { path: a }), undefined);
  const boxed = join(root, "boxed.seg.nrrd"); // which keeps the box of its segments alone
  const labels = { 0: { name: "background" }, 1: { name: "a" } };
  await writeVolume(boxed, crop(mask(3, 20), { start: [0, 0, 0], end: [1, image.shape[2], image.shape[3]] }), {
    labels,
  });
  assert.equal((await readHeader(boxed)).isBox, true);
  const first = reorient(mask(...[3, 20].filter((at) => at < image.shape[2] * image.shape[3])));
  assert.deepEqual(await middleOf(scan, { path: boxed }), middle(first));
  const large = await largeScan(scan, LARGEST);
  for (const at of [
    [0, 0, 0],
    [1, 1, 2],
    [2, 0, 1],
  ] as const) {
    const part = large && partAt(large, at);
    if (part === undefined) continue;
    assert.deepEqual([...(await readPartMask(scan, part, { path: boxed }))], cut(first, at), `${at}`);
  }
  const { path: elsewhere } = scans.get("nifti-RAS") as Stored;
  await assert.rejects(middleOf(scan, { path: elsewhere }), mnError("data", "Case one", "the grid of the scan"));
});

/** The voxels of a part. */
function cut({ voxels, shape: [, , ny, nx] }: Volume, [x0 = 0, y0 = 0, z0 = 0]: readonly number[]): number[] {
  return Array.from({ length: SIDE ** 3 }, (_, i) => {
    const [x, y, z] = [x0 + (i % SIDE), y0 + (Math.floor(i / SIDE) % SIDE), z0 + Math.floor(i / SIDE ** 2)];
    return voxels[(z * ny + y) * nx + x] as number;
  });
}

/** A mask with a part's voxels in their places. */
function laid(mask: Uint8Array, grid: Volume, [x0 = 0, y0 = 0, z0 = 0]: readonly number[], part: Uint8Array) {
  const [, , ny, nx] = grid.shape;
  const laidOn = mask.slice();
  for (const [i, value] of part.entries()) {
    const [x, y, z] = [x0 + (i % SIDE), y0 + (Math.floor(i / SIDE) % SIDE), z0 + Math.floor(i / SIDE ** 2)];
    laidOn[(z * ny + y) * nx + x] = value;
  }
  return laidOn;
}

/** The middle of a mask's foreground. */
function middle({ voxels, shape: [, , ny, nx] }: Volume): VolumeHeader["shape"] {
  const places = [...voxels.keys()].filter((at) => voxels[at] !== 0);
  const mean = (of: (at: number) => number) => places.reduce((sum, at) => sum + of(at), 0) / places.length;
  return [mean((at) => at % nx), mean((at) => Math.floor(at / nx) % ny), mean((at) => Math.floor(at / (nx * ny)))];
}
