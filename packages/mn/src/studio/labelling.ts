// Masks by their names on the wire, and what is done when one comes back: its values are checked, what it changes is counted, and it
// becomes a draft or a version of the scan's label.

import { userInfo } from "node:os";
import { join } from "node:path";
import type { Case, VolumeHeader } from "@mandn/imaging";
import type { Saved, Versions } from "@mandn/studio/api";
import { decodeRuns, LARGEST_VALUE, type MaskVoxels, valuesOfRuns } from "@mandn/studio/runs";
import type { Predictions } from "../run/results.js";
import { gridOfScan, maskEnding, writeRasMask } from "../steps/scan-masks.js";
import type { Images } from "./images.js";
import type { Maps } from "./maps.js";
import { Refused } from "./refusal.js";
import type { Target } from "./target.js";

/** What masks are found by. */
export interface Sight {
  readonly target: Target;
  readonly predictions: Predictions | undefined;
  readonly images: Images;
  readonly maps: Maps;
}

/**
 * A mask of a scan by its name: `reference`, a set of networks, `label`, `draft`, `v3`; on the grid in RAS order.
 *
 * @param mayPredict as `Maps.map` asks; for networks whose masks are not there yet
 * @throws Refused 404 where there is none of that name
 */
export async function maskNamed(sight: Sight, scan: Case, name: string, mayPredict: () => void): Promise<MaskVoxels> {
  const { target, images, maps } = sight;
  const { labels, run } = target;
  const draft = name === "draft" ? labels.draft(scan.id) : undefined;
  if (draft !== undefined) return decoded(draft.mask, await gridOfScan(scan), target);
  const file = fileNamed(sight, scan, name);
  if (file !== undefined) return images.mask(scan, file);
  if (run !== undefined && Object.hasOwn(run.predictors, name)) return maps.mask(run, scan, name, mayPredict);
  throw new Refused(404, `the scan ${scan.id} has no mask "${name}"`);
}

/** The file of a mask that is there. */
function fileNamed({ target, predictions }: Sight, { id, label }: Case, name: string): Case["label"] {
  const { labels, run } = target;
  if (name === "reference") return label;
  const saved = name === "label" ? labels.label(id) : labels.versions(id).find(({ version }) => name === `v${version}`);
  if (saved !== undefined) return { path: labels.pathOf(saved) };
  const masks = predictions?.scans.find((scan) => scan.id === id)?.masks ?? {};
  const predicted = Object.hasOwn(masks, name) ? masks[name] : undefined;
  return run === undefined || predicted === undefined
    ? undefined
    : { path: join(run.folder.predictions, predicted.path) };
}

/** The voxels of runs that came from a page. @throws RunsError when they do not fill the grid, Refused 422 for a value that is no class */
function decoded(runs: Uint8Array, { shape: [, d, h, w] }: VolumeHeader, { classes }: Target): MaskVoxels {
  const known = new Set(classes.map(({ value }) => value));
  const strange = [...valuesOfRuns(runs)].find((value) => value <= LARGEST_VALUE && !known.has(value));
  if (strange !== undefined) {
    throw new Refused(422, `the mask holds ${strange}, which is no class`, "Paint it with one of the classes.");
  }
  const voxels = Math.max(...known) > 255 ? new Uint16Array(d * h * w) : new Uint8Array(d * h * w);
  decodeRuns(runs, voxels);
  return voxels;
}

/** What came with a mask. */
export interface Sent {
  readonly runs: Uint8Array;
  /** The version of the label that it began from. */
  readonly version: number;
  /** The name of the mask that it began from, or `nothing`. */
  readonly begunFrom: string;
  /** That were spent on it. */
  readonly seconds: number;
}

/**
 * Keeps a draft.
 *
 * @param onto the time of the draft that the page knows, 0 for none; undefined: whichever
 * @throws as {@link decoded}; OtherVersion
 */
export async function saveDraft(
  { target }: Sight,
  scan: Case,
  { runs: mask, ...sent }: Sent,
  onto: number | undefined,
): Promise<Saved> {
  decoded(mask, await gridOfScan(scan), target);
  const time = await target.labels.saveDraft(scan.id, { ...sent, who: who(), mask }, onto);
  return { version: sent.version, time, diceToPrediction: null, changedVoxels: null };
}

/**
 * Saves a label: a new version on the scan's own grid, in its own format.
 *
 * @throws Refused 422 for a value that is no class, 400 for a beginning that is no mask of the scan; RunsError; OtherVersion
 */
export async function saveLabel(sight: Sight, scan: Case, sent: Sent): Promise<Saved> {
  const { target, predictions } = sight;
  const { labels, run, classes } = target;
  const { runs, version, begunFrom, seconds } = sent;
  const grid = await gridOfScan(scan);
  const voxels = decoded(runs, grid, target);
  const noPrediction = () => {
    throw new Refused(400, `the mask cannot have begun from "${begunFrom}": that was never predicted`);
  };
  const before =
    begunFrom === "nothing"
      ? undefined
      : begunFrom === "draft"
        ? voxels
        : await maskNamed(sight, scan, begunFrom, noPrediction);
  const leading = predictions?.scans.some(({ id }) => id === scan.id) ? predictions.leading : undefined;
  const predicted = leading === undefined ? undefined : await maskNamed(sight, scan, leading, noPrediction);
  const diceToPrediction = predicted === undefined ? null : diceOf(voxels, predicted);
  const changedVoxels = changes(voxels, before);
  const facts = {
    who: who(),
    begunFrom,
    seconds,
    changedVoxels,
    diceToPrediction,
    run: run === undefined ? null : target.name,
  };
  const saved = await labels.save(scan.id, version, {
    ending: maskEnding(scan),
    facts,
    write: (path) => writeRasMask(path, scan, { grid, voxels, classes }),
  });
  return { version: saved.version, time: saved.time, diceToPrediction, changedVoxels };
}

/** The versions of a scan's label, as the page shows them. */
export const versionsOf = ({ labels }: Target, { id }: Case): Versions =>
  labels.versions(id).map(({ version, time, who: author, begunFrom, seconds, changedVoxels, diceToPrediction }) => {
    return { version, time, who: author, begunFrom, seconds, changedVoxels, diceToPrediction };
  });

/** Who is at work: the system's name for the person who started the studio. */
export const who = (): string => userInfo().username;

/** Voxels that differ; undefined: from nothing. */
function changes(voxels: MaskVoxels, before: MaskVoxels | undefined): number {
  let count = 0;
  if (before === undefined) {
    for (let i = 0; i < voxels.length; i++) if (voxels[i] !== 0) count++;
  } else for (let i = 0; i < voxels.length; i++) if (voxels[i] !== before[i]) count++;
  return count;
}

/** Dice of all foreground at once: a voxel is common to both where it has the same class in both. 1 where neither has any. */
export function diceOf(a: MaskVoxels, b: MaskVoxels): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [a[i] as number, b[i] as number];
    if (p === 0 && q === 0) continue;
    if (p !== 0) either++;
    if (q !== 0) either++;
    if (p === q) both++;
  }
  return either === 0 ? 1 : (2 * both) / either;
}
