// What mn predict can leave out, and write beside masks: some classes, a box of a scan, a table of volumes, pictures.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readHeader, readVolume } from "@mandn/imaging";
import { assertNoLeaks } from "@mandn/torch";
import { decode } from "fast-png";
import type { RunFolder } from "../../src/run/folder.js";
import { type PredictStepOptions, predictStep } from "../../src/steps/predict.js";
import { mnError } from "../run/support.js";
import { TinyPlace } from "./tiny-run.js";

const SERIES = fileURLToPath(new URL("../../../../imaging/test/fixtures/segmentations/", import.meta.url));

describe("masks of a scan", { concurrency: false }, () => {
  let place: TinyPlace;
  let run: RunFolder;
  let whole: Uint8Array;
  const scan = () => join(place.scans, "images", "scan_6.nii.gz");
  const voxelsIn = async (out: string) =>
    (await readVolume(join(place.path(out), "scan_6.nii.gz"))).voxels as Uint8Array;
  const predict = (out: string, options: PredictStepOptions = {}) =>
    predictStep(run.root, [scan()], { out: place.path(out), ...options });
  before(async () => {
    place = await TinyPlace.create();
    run = await place.trained("run", { classNames: ["left", "right"] }, (plan) => ({
      ...plan,
      training: { ...plan.training, epochs: 40 },
    }));
    await predict("whole");
    whole = await voxelsIn("whole");
  });
  after(() => place.dispose());

  test("hold both classes, else nothing here would be told apart", () => {
    assert.deepEqual([...new Set(whole)].sort(), [0, 1, 2]);
  });

  test("keep the classes that are asked for, and volumes are of these", async () => {
    const { classes, scans } = await predict("right", { classes: ["right"] });
    assert.deepEqual(
      await voxelsIn("right"),
      whole.map((value) => (value === 1 ? 0 : value)),
    );
    assert.deepEqual(classes, [{ name: "right", value: 2 }]);
    const millilitres = whole.filter((value) => value === 2).length / 1000;
    assert.ok(Math.abs((scans[0]?.masks.both?.millilitres[0] as number) - millilitres) < 1e-9);
    await assert.rejects(
      predict("none", { classes: ["middle"] }),
      mnError("usage", `no class "middle"`, "left, right"),
    );
    assert.ok(!existsSync(place.path("none")));
    const other = join(place.scans, "images", "scan_7.nii.gz");
    await assert.rejects(
      predictStep(run.root, [other], { out: place.path("right") }),
      mnError("usage", "lists masks by other networks or settings"),
    );
  });

  test("are DICOM segmentations of their series where these are asked for, also beside a series that can have none", async () => {
    const incoming = place.path("incoming");
    for (const name of ["oblique", "axial"]) cpSync(join(SERIES, name), join(incoming, name), { recursive: true });
    for (const name of readdirSync(join(incoming, "axial"))) {
      const bytes = readFileSync(join(incoming, "axial", name));
      // An element that nobody knows instead of the study's UID.
      bytes[bytes.indexOf(Buffer.from([0x20, 0, 0x0d, 0, 0x55, 0x49])) + 2] = 0x0c;
      writeFileSync(join(incoming, "axial", name), bytes);
    }
    const failures: string[] = [];
    const onFailure = (id: string, { message }: Error) => void failures.push(`${id}: ${message}`);
    const segmented = { out: place.path("segmented"), format: "dicom-seg", onFailure } as const;
    const { scans } = await predictStep(run.root, [incoming], segmented);
    assert.deepEqual(
      scans.map(({ id }) => id),
      ["oblique"],
    );
    assert.equal(failures.length, 1);
    assert.match(failures[0] ?? "", /^axial: .*does not say which study it is of.*another format.*--retry-faults/);
    const { labelNames, provenance } = await readHeader(place.path("segmented", "oblique.dcm"));
    assert.deepEqual(labelNames, { 0: "background", 1: "left", 2: "right" });
    assert.equal(provenance.fields.Modality, "SEG");
  });

  test("are limited to a box, as they are there without it, and background elsewhere", async () => {
    // The scan is smaller than two windows: with half a window around it, the box sees all of it.
    const region = { start: [2, 0, 1], end: [9, 12, 10] } as const;
    await assertNoLeaks(async () => void (await predict("box", { region })));
    const found = await voxelsIn("box");
    const inside = (at: number) => {
      const [x, z] = [at % 14, Math.floor(at / 168)] as const;
      return x >= 2 && x < 9 && z >= 1;
    };
    assert.ok(found.some((value) => value !== 0));
    assert.ok(found.every((value, at) => inside(at) || value === 0));
    const differing = found.filter((value, at) => inside(at) && value !== whole[at]).length;
    assert.ok(differing <= 0.05 * found.length, `${differing} of ${found.length} voxels differ inside`);
    await assert.rejects(
      predict("outside", { region: { start: [0, 0, 0], end: [15, 12, 10] } }),
      mnError("usage", "0:15,0:12,0:10 does not lie in scan_6", "0:14, 0:12, 0:10"),
    );
  });

  test("have their volumes in a table, which replaces nothing but such a table", async () => {
    const statistics = place.path("volumes.csv");
    const { scans, leading } = await predict("table", { statistics });
    const [head, row, ...rest] = readFileSync(statistics, "utf8").trim().split(/\r?\n/);
    assert.equal(head, "scan,disagreement,left (ml),right (ml)");
    assert.deepEqual(row?.split(",").slice(2).map(Number), scans[0]?.masks[leading]?.millilitres);
    assert.deepEqual(rest, []);
    await predict("table", { statistics });
    writeFileSync(statistics, "somebody's own");
    await assert.rejects(predict("table", { statistics }), mnError("usage", "volumes.csv", "--overwrite"));
    await predict("table", { statistics, overwrite: true });
    await assert.rejects(predict("table", { statistics: "volumes.xls" }), mnError("usage", ".csv"));
  });

  test("have their volumes in a table that never replaces the list of scans, whatever is asked for", async () => {
    const list = place.path("list.csv");
    writeFileSync(list, `id,image\nscan_6,${scan()}\n`);
    const written = predictStep(run.root, undefined, {
      out: place.path("listed"),
      list,
      statistics: list,
      overwrite: true,
    });
    await assert.rejects(written, mnError("usage", "never replaced", list));
  });

  test("have a picture beside them, with their outlines in colours", async () => {
    await predict("pictured", { previews: true });
    const path = join(place.path("pictured"), "previews", "scan_6.png");
    const { width, height, channels, data } = decode(readFileSync(path));
    assert.ok(width > height && channels === 3);
    const colours = new Set<string>();
    for (let at = 0; at < data.length; at += 3) {
      const [r, g, b] = [data[at], data[at + 1], data[at + 2]];
      if (r !== g || g !== b) colours.add(`${r} ${g} ${b}`);
    }
    assert.deepEqual([...colours].sort(), ["230 159 0", "86 180 233"]);
    await predict("pictured", { previews: true });
    const other = place.path("foreign", "previews");
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, "scan_6.png"), "somebody's own");
    await assert.rejects(predict("foreign", { previews: true }), mnError("usage", "scan_6.png", "--overwrite"));
    assert.ok(!existsSync(place.path("foreign", "scan_6.nii.gz")), "nothing is half-written");
  });
});
