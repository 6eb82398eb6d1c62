// An archive of tiny scans of which some cannot be predicted, with a trained run and the list of its scans; and what two folders of the
// same masks have in common. For the tests of shards.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readVolume, writeVolume } from "@mandn/imaging";
import type { RunFolder } from "../../src/run/folder.js";
import { readPredictions } from "../../src/run/predictions-folder.js";
import { predictStep } from "../../src/steps/predict.js";
import { bytesOf, TinyPlace } from "../steps/tiny-run.js";
import { writeTinyDataset } from "./tiny-dataset.js";

export class TinyArchive {
  private constructor(
    readonly place: TinyPlace,
    readonly run: RunFolder,
    readonly list: string,
    readonly scans: number,
    /** The scans that cannot be predicted, in order: constant, cut off, and where that is asked for one that is not there. */
    readonly broken: readonly string[],
  ) {}

  /** @param options at least 30 scans where one is to be missing, else 18 */
  static async create({ scans, withMissing }: { scans: number; withMissing: boolean }): Promise<TinyArchive> {
    const place = await TinyPlace.create();
    const run = await place.trained("run");
    await writeTinyDataset(place.path("archive"), { scans, labelled: 0 });
    const list = place.path("scans.csv");
    const broken = withMissing ? ["scan_17", "scan_29", "scan_3"] : ["scan_17", "scan_3"];
    const archive = new TinyArchive(place, run, list, scans, broken);
    writeFileSync(archive.image(3), readFileSync(archive.image(3)).subarray(0, 300));
    const whole = await readVolume(archive.image(17));
    const voxels = new Float32Array(whole.voxels.length);
    await writeVolume(archive.image(17), { ...whole, dtype: "float32", voxels });
    if (withMissing) rmSync(archive.image(29));
    const rows = Array.from({ length: scans }, (_, i) => `archive/images/scan_${i}.nii.gz\n`);
    writeFileSync(list, `image\n${rows.reverse().join("")}`);
    return archive;
  }

  image(i: number): string {
    return join(this.place.path("archive"), "images", `scan_${i}.nii.gz`);
  }

  /** Asserts that a folder has what one process that predicts all writes: bit for bit the masks, each in one entry, nothing else. */
  async assertAsAlone(masks: string): Promise<void> {
    const { run, list, broken, scans } = this;
    const alone = this.place.path("alone");
    const failed: string[] = [];
    const expected = await predictStep(run.root, undefined, { out: alone, list, onFailure: (id) => failed.push(id) });
    assert.deepEqual(failed.sort(), broken);
    assert.equal(expected.scans.length, scans - broken.length);
    const found = readPredictions(masks);
    assert.deepEqual(facts(found?.scans), facts(expected.scans));
    assert.deepEqual(readdirSync(masks).sort(), readdirSync(alone).sort());
    for (const { masks: own } of expected.scans) {
      assert.equal(bytesOf(join(masks, own.both.path)), bytesOf(join(alone, own.both.path)), own.both.path);
    }
    assert.deepEqual(found?.pending, []);
  }

  dispose(): void {
    this.place.dispose();
  }
}

/** What lists of the same masks have in common, by the scans' ids. */
const facts = (scans: readonly { readonly id: string }[] = []) =>
  scans.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((scan) => JSON.stringify(scan));
