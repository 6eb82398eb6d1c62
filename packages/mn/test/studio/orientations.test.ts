// What is painted on the page lies in the file where it was painted: for scans stored in five ways, each voxel by its place in millimetres.
// A scan's intensities say which voxel of its file each is, and so where it lies, by formula.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import {
  type Affine,
  applyAffine,
  orientationOf,
  readHeader,
  readVolume,
  sameGrid,
  toAffine,
  type Volume,
  writeVolume,
} from "@mandn/imaging";
import { volumeHeaderSchema } from "@mandn/studio/api";
import { Asked } from "./requests.js";

/** Of imaging's tests: slices of 2 rows and 3 columns at 1.5 mm whose values are 10 · slice + place in the slice. */
interface DicomFile {
  writeSeries(folder: string, positions: readonly (readonly number[])[], orientation?: readonly number[]): string;
}
const { writeSeries } = (await import(
  new URL("../../../../imaging/dist/test/dicom-file.js", import.meta.url).href
)) as DicomFile;

/** A grid of 4 × 3 × 5 voxels along x, y, z. */
const [NX, NY, NZ] = [4, 3, 5];
const AFFINES: Readonly<Record<string, Affine>> = {
  RAS: toAffine([1.5, 0, 0, -10, 0, 2, 0, 4, 0, 0, 3, 7]),
  LPS: toAffine([-1.5, 0, 0, 10, 0, -2, 0, 4, 0, 0, 3, 7]),
  PIR: toAffine([0, 0, 3, 1, -1.5, 0, 0, 2, 0, -2, 0, 3]),
  oblique: toAffine([-1.41, 0.5, 0.1, 10, 0.5, 1.9, -0.6, 4, 0.1, 0.4, 2.9, 7]),
};
/** An oblique series, sagittal: rows run backwards (P), columns down (F), slices to the left. */
const ROW = [0.1, 0.9949874371, 0];
const COLUMN = [0, 0, -1];
const positionOf = (slice: number) => [5 + 2.5 * slice * 0.9949874371, -3 - 2.5 * slice * 0.1, 20];

interface Stored {
  readonly path: string;
  /** RAS millimetres of the voxel with this intensity. */
  readonly placeOf: (value: number) => readonly number[];
  readonly ending: string;
}

async function writeScans(images: string): Promise<Map<string, Stored>> {
  mkdirSync(images, { recursive: true });
  const scans = new Map<string, Stored>();
  const add = async (id: string, affine: Affine, ending: string) => {
    const path = join(images, `${id}${ending}`);
    await writeVolume(path, counting(affine));
    const placeOf = (value: number) =>
      applyAffine(affine, [value % NX, Math.floor(value / NX) % NY, Math.floor(value / (NX * NY))]);
    scans.set(id, { path, placeOf, ending });
  };
  for (const [name, affine] of Object.entries(AFFINES)) await add(`nifti-${name}`, affine, ".nii.gz");
  await add("nrrd", AFFINES.PIR as Affine, ".nrrd");
  await add("meta", AFFINES.LPS as Affine, ".mha");
  const path = writeSeries(join(images, "dicom"), [0, 1, 2, 3].map(positionOf), [...ROW, ...COLUMN]);
  const placeOf = (value: number) => {
    const [slice, place] = [Math.floor(value / 10), value % 10];
    const [column, row] = [place % 3, Math.floor(place / 3)];
    const lps = positionOf(slice).map(
      (at, axis) => at + 1.5 * column * (ROW[axis] as number) + 1.5 * row * (COLUMN[axis] as number),
    ) as [number, number, number];
    return [-lps[0], -lps[1], lps[2]];
  };
  scans.set("dicom", { path, placeOf, ending: ".nii.gz" });
  return scans;
}

function counting(affine: Affine): Volume<"int16"> {
  const spacing = [2, 1, 0].map((axis) => Math.hypot(...[0, 1, 2].map((row) => affine[4 * row + axis] as number)));
  return {
    shape: [1, NZ, NY, NX],
    affine,
    spacing: spacing as [number, number, number],
    dtype: "int16",
    voxels: Int16Array.from({ length: NX * NY * NZ }, (_, i) => i),
    provenance: { path: "counting", format: "memory", notes: [], fields: {} },
  };
}

describe("a label painted in the studio", { concurrency: false }, () => {
  const root = mkdtempSync(join(tmpdir(), "mn-orientations-"));
  let scans: Map<string, Stored>;
  let asked: Asked;
  before(async () => {
    scans = await writeScans(join(root, "scans", "images"));
    mkdirSync(join(root, "scans", "labels"));
    asked = await Asked.open(join(root, "scans"), {
      cacheFolder: null,
      classNames: ["a", "b"],
      layout: "images-labels",
    });
  });
  after(() => {
    asked[Symbol.dispose]();
    rmSync(root, { recursive: true });
  });

  test("lies in each file where it was painted, on the scan's own grid and in its own format", async () => {
    assert.deepEqual([...asked.studio.target.cases.keys()].sort(), [...scans.keys()].sort());
    for (const [id, { path, placeOf, ending }] of scans) {
      const image = await asked.request(`/api/scans/${id}/image?channel=0`);
      const header = volumeHeaderSchema.parse(JSON.parse(image.headers.get("x-volume") ?? ""));
      const buffer = await image.arrayBuffer();
      const values = header.type === "uint16" ? new Uint16Array(buffer) : new Int16Array(buffer);
      const [nx, ny, nz] = header.shape;
      assert.equal(values.length, nx * ny * nz, id);
      assert.equal(orientationOf(header.affine as unknown as Affine), "RAS");
      for (const [i, value] of values.entries()) {
        const place = applyAffine(header.affine as unknown as Affine, [
          i % nx,
          Math.floor(i / nx) % ny,
          Math.floor(i / (nx * ny)),
        ]);
        const off = Math.hypot(...placeOf(value).map((at, axis) => at - (place[axis] as number)));
        assert.ok(off < 1e-3, `${id}: voxel ${i} is shown ${off} mm from its place`);
      }
      const painted = Uint8Array.from(values, (value) => value % 3);
      const saved = await asked.put(`/api/scans/${id}/label`, painted, 0);
      assert.equal(saved.status, 200, `${id}: ${await saved.clone().text()}`);
      assert.deepEqual(await asked.mask(`/api/scans/${id}/masks/label`, painted.length), painted);

      const [version] = asked.studio.target.labels.versions(id);
      assert.ok(version?.file.endsWith(`0001${ending}`), `${id}: ${version?.file}`);
      const [scan, label] = [
        await readVolume(path),
        await readVolume(asked.studio.target.labels.pathOf(version as NonNullable<typeof version>)),
      ];
      assert.ok(sameGrid(await readHeader(path), label).same, id);
      assert.deepEqual(
        Array.from(label.voxels),
        Array.from(scan.voxels, (value) => value % 3),
        id,
      );
      assert.equal(label.dtype, "uint8");
    }
  });

  test("keeps the forms of the scan's header, so that every program lays it over the scan", () => {
    for (const [id, { path }] of scans) {
      if (!id.startsWith("nifti")) continue;
      const [version] = asked.studio.target.labels.versions(id);
      const label = asked.studio.target.labels.pathOf(version as NonNullable<typeof version>);
      const [a, b] = [path, label].map((file) => {
        const bytes = gunzipSync(readFileSync(file));
        return Buffer.concat([bytes.subarray(76, 92), bytes.subarray(252, 328)]).toString("hex");
      });
      assert.equal(b, a, id);
    }
  });

  test("counts what changed since what it began from, and is told to whoever asks for its versions", async () => {
    const id = "nifti-LPS";
    const length = NX * NY * NZ;
    const before = await asked.mask(`/api/scans/${id}/masks/v1`, length);
    const changed = before.map((value, i) => (i < 7 ? (value === 1 ? 2 : 1) : value));
    const response = await asked.put(`/api/scans/${id}/label`, changed, 1, { "x-begun-from": "v1", "x-seconds": "80" });
    const saved = (await response.json()) as { version: number; changedVoxels: number; diceToPrediction: null };
    assert.deepEqual([saved.version, saved.changedVoxels, saved.diceToPrediction], [2, 7, null]);
    const versions = await asked.json<{ version: number; begunFrom: string; seconds: number; changedVoxels: number }[]>(
      `/api/scans/${id}/versions`,
    );
    assert.deepEqual(
      versions.map(({ version, begunFrom, seconds, changedVoxels }) => [version, begunFrom, seconds, changedVoxels]),
      [
        [1, "nothing", 12.5, before.filter((value) => value !== 0).length],
        [2, "v1", 80, 7],
      ],
    );
    assert.deepEqual(await asked.mask(`/api/scans/${id}/masks/v1`, length), before, "a version stays");
    const stale = await asked.put(`/api/scans/${id}/label`, before, 1);
    assert.equal(stale.status, 412);
    const { fault, version } = (await stale.json()) as { fault: string; version: number };
    assert.match(fault, /version 2 was saved by/);
    assert.equal(version, 2);
  });

  test("keeps its draft with what it began from, for a page that is opened again", async () => {
    const path = "/api/scans/nrrd/draft";
    const mask = new Uint8Array(NX * NY * NZ).fill(2, 3, 9);
    const first = await asked.put(path, mask, 1, { "x-begun-from": "v1", "x-draft": "0" });
    const { time } = (await first.json()) as { time: number };
    const kept = await asked.request("/api/scans/nrrd/masks/draft");
    assert.deepEqual(
      ["etag", "x-draft", "x-begun-from", "x-seconds"].map((name) => kept.headers.get(name)),
      ['"1"', String(time), "v1", "12.5"],
    );
    assert.deepEqual(await asked.mask("/api/scans/nrrd/masks/draft", mask.length), mask);
    assert.equal((await asked.put(path, mask, 1, { "x-draft": "0" })).status, 412, "another tab's draft");
    assert.equal((await asked.put(path, mask, 0)).status, 412, "begun before version 1");
    assert.equal((await asked.put(path, mask.fill(3), 1)).status, 422);
    const { state } =
      (await asked.json<{ id: string; state: string }[]>("/api/scans")).find(({ id }) => id === "nrrd") ?? {};
    assert.equal(state, "draft");
    assert.deepEqual(asked.faults, []);
  });
});
