// Scans by a formula, with masks of two networks that differ, and a run that is under way: what the page is tried on.
import type { Scan, State } from "../src/api.js";
import { type SmallScan, SmallServer } from "./small-server.js";

export const SHAPE = [48, 40, 32] as const;
export const SPACING = [1, 1.25, 1.5] as const;
const SIZE = SHAPE[0] * SHAPE[1] * SHAPE[2];

export const placeOf = (at: number) =>
  [at % SHAPE[0], Math.floor(at / SHAPE[0]) % SHAPE[1], Math.floor(at / (SHAPE[0] * SHAPE[1]))] as const;

/** Millimetres between two places in voxels. */
export const apart = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...SPACING.map((step, axis) => step * ((a[axis] as number) - (b[axis] as number))));

/** The voxels of a mask by a formula. */
export function maskOf(value: (voxel: readonly [number, number, number]) => number): Uint8Array {
  return Uint8Array.from({ length: SIZE }, (_, at) => value(placeOf(at)));
}

/** What lies in the phantom: a large ball of class 1 and a small one of class 2, at the patient's right, to the front and below. */
const LARGE = [24, 20, 16] as const;
const SMALL = [36, 30, 8] as const;

/** A box of one intensity lies in the upper corner that is right, front and up: 900 on a ground of 100. */
export const CORNER = { first: [44, 36, 28], intensity: 900 } as const;

export function phantom(turn = 0): SmallScan {
  const voxels = Int16Array.from({ length: SIZE }, (_, at) => {
    const place = placeOf(at);
    if (place.every((index, axis) => index >= (CORNER.first[axis] as number))) return CORNER.intensity;
    if (apart(place, LARGE) <= 10) return 500;
    return apart(place, SMALL) <= 5 ? 700 : 100;
  });
  const balls = (large: number, small: number) =>
    maskOf((voxel) => (apart(voxel, LARGE) <= large ? 1 : apart(voxel, SMALL) <= small ? 2 : 0));
  const masks = { "2d": balls(9, 5), "3d": balls(11, 4 + turn), both: balls(10, 5) };
  const disagreement = maskOf((voxel) => (Math.abs(apart(voxel, LARGE) - 10) < 1 ? 255 : 0));
  const affine = [SPACING[0], 0, 0, -20, 0, SPACING[1], 0, -30, 0, 0, SPACING[2], 5, 0, 0, 0, 1];
  return {
    header: { type: "int16", shape: [...SHAPE], spacing: [...SPACING], affine, window: [0, 1000], part: null },
    voxels,
    masks,
    maps: { disagreement, "2d/1": masks["2d"].map((value) => (value === 1 ? 200 : 0)), "3d/1": disagreement },
  };
}

export function stateOf(change: Partial<State> = {}): State {
  return {
    name: "liver-run",
    kind: "run",
    classes: [
      { value: 0, name: "background", colour: [0, 0, 0] },
      { value: 1, name: "liver", colour: [230, 159, 0] },
      { value: 2, name: "tumour", colour: [86, 180, 233] },
    ],
    channels: ["CT"],
    networks: ["2d", "3d", "both"],
    training: {
      status: "training",
      reason: null,
      updates: 120,
      place: 0.4,
      secondsSpent: 240,
      budgetSeconds: 600,
      secondsLeft: 360,
    },
    rounds: [
      {
        name: "liver-run-1",
        labelled: 2,
        updates: 900,
        seconds: 600,
        validation: { "2d": 0.81, "3d": 0.78, both: 0.83 },
        disagreement: 0.22,
        correction: 0.16,
      },
      {
        name: "liver-run",
        labelled: 6,
        updates: 120,
        seconds: 240,
        validation: { "2d": 0.86, "3d": 0.85, both: 0.88 },
        disagreement: 0.12,
        correction: 0.07,
      },
    ],
    newLabels: 0,
    ...change,
  };
}

export function scanOf(id: string, rank: number | null, change: Partial<Scan> = {}): Scan {
  return {
    id,
    role: rank === null ? "labelled" : "unlabelled",
    state: "to-do",
    skippedBecause: null,
    version: 0,
    masks: ["2d", "3d", "both"],
    disagreement: rank === null ? null : 0.4 / rank,
    reason: rank === null ? "it has a mask" : `the networks agree by ${100 - Math.round(40 / rank)} %`,
    rank,
    randomRank: rank === null ? null : rank <= 3 ? 4 - rank : rank,
    millilitres: { 1: 4.2, 2: 0.5 },
    ...change,
  };
}

/** A studio with three scans in the queue and one with a mask. */
export function smallStudio(): SmallServer {
  const scans = [scanOf("case-7", 1), scanOf("case-2", 2), scanOf("case-5", 3), scanOf("case-1", null)];
  return new SmallServer(stateOf(), scans, Object.fromEntries(scans.map(({ id }, i) => [id, phantom(i)])));
}

/** An event of training, as the trainer writes it. */
export function stepEvent(step: number) {
  const loss = (phase: number) => 0.9 * Math.exp(-step / 60) + 0.05 * Math.sin(step * phase) + 0.1;
  return {
    type: "step",
    time: 1_790_000_000_000 + 1000 * step,
    step,
    update: 2 * step,
    epoch: 0,
    place: step / 200,
    stage: step < 30 ? 0 : 1,
    batch: { labelled: 2, unlabelled: step < 30 ? 0 : Math.min(6, Math.floor(step / 20)) },
    members: {
      "2d": { rate: 1e-3 * (1 - step / 200), terms: { loss: loss(1.3) } },
      "3d": { rate: 2e-3 * (1 - step / 200), terms: { loss: loss(2.1) } },
    },
    seconds: 1,
  };
}
