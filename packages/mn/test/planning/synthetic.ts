import assert from "node:assert/strict";
import type { CaseFacts, Dataset, DatasetReport, Intensities, Split } from "@mandn/imaging";
import { MnError } from "../../src/errors.js";
import type { Plan, PlannedMember } from "../../src/plan/plan.js";
import { parsePlan } from "../../src/planning/file.js";
import { makePlan, type PlanOptions } from "../../src/planning/make.js";
import type { Machine } from "../../src/planning/scale.js";

type Triple = [number, number, number];

export interface Synthetic {
  readonly labelled?: number;
  readonly unlabelled?: number;
  readonly validation?: number;
  readonly test?: number;
  readonly shape?: Triple;
  readonly spacing?: Triple;
  readonly channelNames?: readonly string[];
  readonly channels?: number;
  /** 0.5th and 99.5th percentile of all voxels, and of the foreground. */
  readonly range?: readonly [number, number];
  readonly foreground?: readonly [number, number];
  readonly values?: readonly number[];
  readonly millilitres?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly body?: Triple;
}

const precision = { choice: "bfloat16", reason: "a CPU computes in bfloat16" } as const;
export const cpu: Machine = { device: "cpu", name: "a CPU", memoryBytes: 16 * 2 ** 30, precision };
export const gpu: Machine = { device: "cuda", name: "a GPU", memoryBytes: 80 * 2 ** 30, precision };

/** A dataset and its report as `discoverDataset` and `checkDataset` would give them; by default left-atrium MR. */
export function synthetic({
  labelled = 4,
  unlabelled = 10,
  validation = 0,
  test = 0,
  shape = [88, 144, 192],
  spacing = [0.625, 0.625, 0.625],
  channelNames,
  channels = channelNames?.length ?? 1,
  range = [0, 250],
  foreground = [60, 200],
  values = [0, 1],
  millilitres = 60,
  labels,
  body = shape,
}: Synthetic = {}): { dataset: Dataset; report: DatasetReport } {
  const kinds: { split: Split; hasLabel: boolean }[] = [
    ...Array.from({ length: labelled }, () => ({ split: "train" as const, hasLabel: true })),
    ...Array.from({ length: unlabelled }, () => ({ split: "train" as const, hasLabel: false })),
    ...Array.from({ length: validation }, () => ({ split: "validation" as const, hasLabel: true })),
    ...Array.from({ length: test }, () => ({ split: "test" as const, hasLabel: true })),
  ];
  const cases = kinds.map(({ split, hasLabel }, i) => {
    const id = `case_${String(i).padStart(3, "0")}`;
    return {
      id,
      channels: [{ path: `/scans/images/${id}.nii.gz` }],
      ...(hasLabel ? { label: { path: `/scans/labels/${id}.nii.gz` } } : {}),
      split,
      recognisedBy: "the test",
    };
  });
  const file = (path: string, dtype: "float32" | "uint8") => ({
    path,
    format: "nifti",
    dtype,
    orientation: "RAS",
    shape: [channels, ...shape] as [number, number, number, number],
    affine: [spacing[2], 0, 0, 0, 0, spacing[1], 0, 0, 0, 0, spacing[0], 0, 0, 0, 0, 1],
    hash: path.padEnd(64, "0").slice(-64),
    notes: [],
  });
  const facts = (path: string, hasLabel: boolean): CaseFacts => ({
    shape,
    spacing,
    files: [file(path, "float32")],
    channels: Array.from({ length: channels }, () => ({
      nonFinite: 0,
      all: intensities(range),
      nonZero: intensities(range),
      foreground: hasLabel ? intensities(foreground) : null,
    })),
    nonZero: { start: [0, 0, 0], end: body },
    label: hasLabel
      ? {
          file: file(path.replace("images", "labels"), "uint8"),
          values: values.map((value) => ({ value, voxels: 1000, millilitres })),
          distinct: values.length,
          fractional: 0,
          neighbours: { pairs: 0, differing: 0 },
          foreground: { start: [0, 0, 0], end: body },
        }
      : null,
  });
  const shared = {
    root: "/scans",
    layout: "images-labels" as const,
    ...(channelNames === undefined ? {} : { channelNames: [...channelNames] }),
    ...(labels === undefined ? {} : { labels }),
  };
  return {
    dataset: { ...shared, recognisedBy: "the test", cases },
    report: {
      version: 1,
      ...shared,
      cases: cases.map(({ id, split, channels: [image], label }) => ({
        id,
        split,
        labelled: label !== undefined,
        facts: facts(image?.path ?? "", label !== undefined),
      })),
      faults: [],
    },
  };
}

/** A plan for invented scans, which is valid. */
export function planFor(scans: Synthetic = {}, options: Partial<PlanOptions> = {}): Plan {
  const { dataset, report } = synthetic(scans);
  return parsePlan(makePlan(dataset, report, { machine: cpu, ...options }), "plan.json");
}

/** The entry of M&N's 2D network. */
export function slicesOf({ members }: Pick<Plan, "members">): Extract<PlannedMember, { view: "slices" }> {
  const member = members["2d"];
  assert.ok(member.view === "slices");
  return member;
}

export const isMnError = (code: string, words: RegExp) => (error: unknown) =>
  error instanceof MnError && error.code === code && words.test(error.message);

export const CT: Synthetic = { shape: [300, 512, 512], spacing: [1, 0.8, 0.8], range: [-1000, 1200], millilitres: 80 };

function intensities([low, high]: readonly [number, number]): Intensities {
  const mean = (low + high) / 2;
  return {
    voxels: 1000,
    mean,
    std: (high - low) / 5,
    min: low,
    p0_5: low,
    p5: low,
    p50: mean,
    p95: high,
    p99_5: high,
    max: high,
  };
}
