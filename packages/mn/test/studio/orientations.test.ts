// What is painted on the page lies in the file where it was painted: for scans whose axes run in each of the 48 ways, oblique ones, and other
// formats, each voxel by its place in millimetres.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { type Affine, applyAffine, orientationOf, readHeader, readVolume, sameGrid } from "@mandn/imaging";
import { volumeHeaderSchema } from "@mandn/studio/api";
import { Asked } from "./requests.js";
import { everyOrientation, NX, NY, NZ, OBLIQUE, type Stored, writeScans } from "./stored-scans.js";

describe("a label painted in the studio", { concurrency: false }, () => {
  const root = mkdtempSync(join(tmpdir(), "mn-orientations-"));
  let scans: Map<string, Stored>;
  let asked: Asked;
  before(async () => {
    scans = await writeScans(join(root, "scans", "images"), { ...everyOrientation(), oblique: OBLIQUE });
    assert.equal(scans.size, 48 + 1 + 3);
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
