import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { affineFromSpacing, type Case, type Dataset, type Triple, type Volume, writeVolume } from "@mandn/imaging";
import type { Augmentation, Preprocessing } from "../../src/plan/plan.js";

const ROOT = fileURLToPath(new URL("../../../../../", import.meta.url));

/** The real scans of the repository that are for training: four have masks. */
export const HIPPOCAMPUS = join(ROOT, "examples", "hippocampus", "train");
export const HIPPOCAMPUS_CLASSES = [
  { name: "background", value: 0 },
  { name: "anterior", value: 1 },
  { name: "posterior", value: 2 },
];

/** What `parity/mn/data.py` makes. */
export interface Fixture {
  readonly crops: {
    readonly outside: readonly number[];
    readonly to: Triple;
    readonly cases: readonly {
      readonly map: readonly number[];
      readonly image: readonly number[];
      readonly mask: readonly number[];
    }[];
  };
  readonly placements: {
    readonly most: Pick<Augmentation, "zoom" | "axisZoom" | "rotation">;
    readonly spacing: Triple;
    readonly sizes: Triple;
    readonly to: Triple;
    readonly cases: readonly { readonly draws: readonly number[]; readonly map: readonly number[] }[];
  };
  readonly intensities: {
    readonly settings: Pick<Augmentation, "brightness" | "contrast" | "gamma" | "noise" | "blur">;
    readonly seed: number;
    readonly result: readonly number[];
  };
  readonly prepared: {
    readonly old: Triple;
    readonly new: Triple;
    readonly shape: Triple;
    readonly result: readonly number[];
  };
}

export function readFixture(): Fixture {
  return JSON.parse(readFileSync(join(ROOT, "packages", "mn", "test", "fixtures", "data.json"), "utf8"));
}

/** The image that the fixture's results were made from. */
export function wave(length: number, phase: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * 0.05 + phase) + Math.cos(i * 0.31 + phase));
}

/** Nothing is changed. */
export const NO_AUGMENTATION: Augmentation = {
  zoom: 0,
  axisZoom: 0,
  rotation: [0, 0, 0],
  flips: [false, false, false],
  brightness: 0,
  contrast: 0,
  gamma: [1, 1],
  noise: 0,
  blur: 0,
};

export const Z_SCORE: Preprocessing = {
  spacing: [1, 1, 1],
  intensity: [{ kind: "z-score", over: "volume" }],
  cropToBody: false,
};

/** A folder that is removed when the test ends. */
export async function temporaryFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mandn-data-"));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A volume in memory: one channel unless `voxels` holds more. */
export function volumeOf(voxels: Float32Array, sizes: Triple, spacing: Triple = [1, 1, 1]): Volume<"float32"> {
  const channels = voxels.length / (sizes[0] * sizes[1] * sizes[2]);
  const provenance = { path: "memory", format: "nifti", notes: [], fields: {} };
  return {
    shape: [channels, ...sizes],
    affine: affineFromSpacing(spacing),
    spacing,
    dtype: "float32",
    provenance,
    voxels,
  };
}

export async function write(path: string, volume: Volume): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeVolume(path, volume);
  return path;
}

/** A case of one image file. */
export function caseOf(id: string, image: string, label?: string): Case {
  const channels = [{ path: image }];
  const files = label === undefined ? { channels } : { channels, label: { path: label } };
  return { id, ...files, split: "train", recognisedBy: "its name" };
}

export function datasetOf(root: string, cases: Case[]): Dataset {
  return { root, layout: "images-labels", recognisedBy: "two folders", cases };
}
