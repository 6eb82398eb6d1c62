// How large everything is on a machine, what is halved when time is short, and boxes and spacings of at most so many
// voxels. The numbers are from experiments in bench/RESULTS.md.

import type { Triple } from "./fingerprint.js";

/** What the machine that trains offers. */
export interface Machine {
  /** `"cpu"`, `"cuda"` or `"cuda:N"`. */
  readonly device: string;
  /** What the device is, in words. */
  readonly name: string;
  /** Of the device. */
  readonly memoryBytes: number;
  /** Of convolutions and matrix products, and why. */
  readonly precision: { readonly choice: "float32" | "bfloat16"; readonly reason: string };
}

/** How large everything is: what a plan gives up first when time or memory is short. */
export interface Scale {
  /** Most voxels of the median scan: sets the spacing. */
  readonly scanVoxels: number;
  /** Most voxels of a crop. */
  readonly cropVoxels: number;
  readonly volumesPerBatch: number;
  /** Channels of the 3D network's first level. */
  readonly width3d: number;
  readonly slicesPerVolume: number;
  readonly epochs: number;
}

/**
 * The experiments that the preset `clean` comes from ran at the CPU's scale: 1.25 mm for scans of the left atrium. Two volumes in a
 * batch, for updates are what a CPU is short of: on the left atrium 760 of two came to 85.6 % Dice, 400 of four, which take as long, to
 * 84.4 % (bench/RESULTS.md).
 */
const CPU: Scale = {
  scanVoxels: 300_000,
  cropVoxels: 165_000,
  volumesPerBatch: 2,
  width3d: 16,
  slicesPerVolume: 8,
  epochs: 800,
};

/** The paper's crop and the reference network's width. */
const GPU: Scale = {
  scanVoxels: 40_000_000,
  cropVoxels: 160 * 160 * 64,
  volumesPerBatch: 4,
  width3d: 32,
  slicesPerVolume: 32,
  epochs: 4000,
};

/** Feature maps of the first level's size that a 3D update holds at once (measured: 5 levels, width 32, one crop: 5.4 GB). */
const MAPS = 26;
/** Share of the memory that an update may take. */
const SHARE = 0.5;

/** Bytes that an update of the 3D network takes at most, about. */
export function updateBytes(scale: Scale, { precision }: Machine): number {
  return MAPS * scale.volumesPerBatch * scale.cropVoxels * scale.width3d * (precision.choice === "bfloat16" ? 2 : 4);
}

/** The scale for a machine: its device's, with smaller crops where memory asks for that. */
export function scaleFor(machine: Machine): Scale {
  let scale = machine.device === "cpu" ? CPU : GPU;
  while (updateBytes(scale, machine) > SHARE * machine.memoryBytes && scale.cropVoxels > SMALLEST.cropVoxels) {
    scale = { ...scale, cropVoxels: Math.round(scale.cropVoxels / 2) };
  }
  return scale;
}

/** Most windows of a scan that are predicted at once: more fill no GPU better. */
const MOST_WINDOWS = 16;
/** Fewest on a GPU. */
const LEAST_WINDOWS = 4;

/** How many windows of a whole scan are predicted at once: on a GPU as many as an update's memory holds, which keeps more of each. */
export function windowsAtOnce(scale: Scale, machine: Machine): number {
  if (machine.device === "cpu") return 1;
  const fitting = Math.floor((SHARE * machine.memoryBytes) / updateBytes({ ...scale, volumesPerBatch: 1 }, machine));
  return Math.min(MOST_WINDOWS, Math.max(LEAST_WINDOWS, fitting));
}

/** What is never gone below. */
const SMALLEST = { scanVoxels: 75_000, cropVoxels: 40_000, width3d: 8, slicesPerVolume: 4 } as const;

/**
 * What is halved, in turn, while fewer updates of each network than these fit into the time. Coarser scans come first and smaller crops
 * last: what a network teaches is only as good as what it sees of the organ. On the left atrium, 4 labels, M&N on crops of a quarter of a
 * scan fell behind its networks on labels alone. Slices are worth more than updates from some 400 on: on the hippocampus, 2 labels,
 * four volumes in a batch, 250 updates on 8 slices came to 80.5 % Dice, 320 on 4 slices of smaller crops to 78.5 %. On the left
 * atrium an update of both networks takes 0.55 s at width 8 and 0.90 s at 16, and at width 8 1000 updates came to 87.3 %, 760 to 85.7 %
 * (bench/RESULTS.md).
 */
const TURNS = [
  { key: "scanVoxels", below: 600 },
  { key: "scanVoxels", below: 600 },
  { key: "width3d", below: 900 },
  { key: "slicesPerVolume", below: 400 },
  { key: "cropVoxels", below: 400 },
] as const;

/** Updates of each network that are enough for a run after so many turns. */
export function enoughUpdates(turn: number): number {
  return TURNS[Math.min(turn, TURNS.length - 1)].below;
}

/** A smaller scale, with the setting that was halved; undefined when all are at their smallest. */
export function smaller(
  scale: Scale,
  turn: number,
): { readonly scale: Scale; readonly halved: keyof Scale } | undefined {
  for (let i = 0; i < TURNS.length; i++) {
    const { key } = TURNS[(turn + i) % TURNS.length];
    if (scale[key] > SMALLEST[key]) {
      return { scale: { ...scale, [key]: Math.max(SMALLEST[key], Math.round(scale[key] / 2)) }, halved: key };
    }
  }
  return undefined;
}

const AXES = [0, 1, 2] as const;

export const volumeOf = ([d, h, w]: Triple): number => d * h * w;

const mapTriple = (f: (axis: 0 | 1 | 2) => number): [number, number, number] => [f(0), f(1), f(2)];

/**
 * The finest spacing at which a scan has at most `voxels` voxels: the finest axes are coarsened first, all to one spacing, and
 * those that are coarser already stay.
 *
 * @param shape voxels along D, H, W at the spacing given
 */
export function boundedSpacing(shape: Triple, spacing: Triple, voxels: number): Triple {
  if (volumeOf(shape) <= voxels) return spacing;
  const finest = [...AXES].sort((a, b) => spacing[a] - spacing[b]);
  const extent = volumeOf(mapTriple((axis) => shape[axis] * spacing[axis])); // mm³
  let coarse = volumeOf(spacing);
  for (const [i, axis] of finest.entries()) {
    coarse /= spacing[axis];
    const common = (extent / voxels / coarse) ** (1 / (i + 1));
    const next = finest[i + 1];
    if (next === undefined || common <= spacing[next]) return raise(spacing, common);
  }
  return spacing;
}

/** No axis finer than `least` millimetres. */
export function raise(spacing: Triple, least: number): Triple {
  return mapTriple((axis) => Math.max(spacing[axis], least));
}

/** Voxels of a scan at another spacing. */
export function shapeAt(shape: Triple, from: Triple, to: Triple): Triple {
  return mapTriple((axis) => Math.max(1, Math.round((shape[axis] * from[axis]) / to[axis])));
}

/**
 * A box of at most `voxels` voxels: the scan's shape, rounded to the multiples, made smaller along the axis where it covers the
 * largest share of the scan until it is small enough (nnU-Net's rule).
 *
 * @param covered share of the scan along an axis that is enough; 1: all of it, so that shapes are rounded up
 */
export function boxWithin(shape: Triple, multiples: Triple, voxels: number, covered = 1): [number, number, number] {
  const box = mapTriple((axis) => Math.max(1, Math.ceil((covered * shape[axis]) / multiples[axis])) * multiples[axis]);
  while (volumeOf(box) > voxels) {
    const [fullest] = AXES.filter((axis) => box[axis] > multiples[axis]).sort(
      (a, b) => box[b] / shape[b] - box[a] / shape[a],
    );
    if (fullest === undefined) return box;
    box[fullest] -= multiples[fullest];
  }
  return box;
}

/** Millimetres as people write them: to 0.05 mm from half a millimetre on, to 0.01 below. */
export function neat(millimetres: number): number {
  const step = millimetres >= 0.5 ? 20 : 100;
  return Math.round(millimetres * step) / step;
}
