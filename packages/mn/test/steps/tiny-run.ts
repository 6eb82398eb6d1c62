// A run on tiny scans with the two small networks of the tests, planned and trained in a second or two: what tests of predicting,
// scoring and reporting begin with.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plan } from "../../src/plan/plan.js";
import { writePlan } from "../../src/planning/file.js";
import { RunFolder } from "../../src/run/folder.js";
import { type PlanStepOptions, planStep } from "../../src/steps/plan.js";
import { trainStep } from "../../src/steps/train.js";
import { writeTinyDataset } from "../cli/tiny-dataset.js";

const network = (name: string) => fileURLToPath(new URL(`../networks/${name}.js`, import.meta.url));

/** What a tiny run is planned with. */
export const TINY_OPTIONS = {
  network2d: network("small-2d"),
  network3d: network("small-3d"),
  device: "cpu",
  cacheFolder: null,
  labelled: 2,
  test: 2,
} satisfies PlanStepOptions;

/** A plan that is trained in a second. */
export const tiny = (plan: Plan): Plan => ({
  ...plan,
  precision: "float32",
  training: { ...plan.training, crop: [8, 8, 8], epochs: 8, volumesPerBatch: 3 },
  inference: { ...plan.inference, window: [8, 12, 12] },
});

/** A 2D network that sees slices along D alone, so that crops may have few of them. */
export function axial(member: Plan["members"][string] | undefined): Plan["members"][string] {
  if (member?.view !== "slices") throw new Error("a network over slices is meant");
  return { ...member, sliceDirections: ["d"] };
}

/** A folder of the tests' own, with `scans/` in it, and runs as they are asked for. */
export class TinyPlace {
  readonly root = mkdtempSync(join(tmpdir(), "mn-tiny-"));
  readonly scans = this.path("scans");

  static async create(options?: Parameters<typeof writeTinyDataset>[1]): Promise<TinyPlace> {
    const place = new TinyPlace();
    await writeTinyDataset(place.scans, options);
    return place;
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  /** A planned run. */
  async planned(
    name: string,
    options: PlanStepOptions = {},
    change = (plan: Plan): Plan => plan,
    dataset = this.scans,
  ): Promise<RunFolder> {
    const folder = new RunFolder(this.path(name));
    const plan = await planStep(dataset, folder.root, { ...TINY_OPTIONS, ...options });
    await writePlan(folder.root, change(tiny(plan)));
    return folder;
  }

  /** A trained run. */
  async trained(...planned: Parameters<TinyPlace["planned"]>): Promise<RunFolder> {
    const folder = await this.planned(...planned);
    await trainStep(folder.root);
    return folder;
  }

  dispose(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** A file's bytes, to be compared. */
export const bytesOf = (path: string): string => readFileSync(path).toString("base64");
