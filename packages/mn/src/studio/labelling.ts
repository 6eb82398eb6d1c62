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
import { largeScan, partAround, partAt, type ScanPart, type Three, writePartMask } from "./scan-part.js";
import type { Target } from "./target.js";

/** What masks are found by. */
export interface Sight {
  readonly target: Target;
  readonly predictions: Predictions | undefined;
  readonly images: Images;
  readonly maps: Maps;
  /** Bytes of a channel from which on a part of the scan is shown. */
  readonly largest: number;
}

/**
 * The part of a scan that is shown; undefined for a scan that is shown whole.
 *
 * @param at where the part begins; undefined: around what is drafted, labelled or disagreed on, else in the middle
 * @throws Refused 400 for a place where no part begins
 */
export async function partOf(sight: Sight, scan: Case, at: Three | undefined): Promise<ScanPart | undefined> {
  const large = await largeScan(scan, sight.largest);
  if (large === undefined) {
    if (at !== undefined) throw new Refused(400, `the scan ${scan.id} is shown whole, and has no parts`);
    return undefined;
  }
  const part = at === undefined ? undefined : partAt(large, at);
  if (at !== undefined && part === undefined) throw new Refused(400, `no part of the scan ${scan.id} begins at ${at}`);
  if (part !== undefined) return part;
  const drafted = sight.target.labels.draft(scan.id)?.at;
  const ofDraft = drafted === undefined ? undefined : partAt(large, drafted);
  return ofDraft ?? partAround(large, (await middleToShow(sight, scan)) ?? middleOfGrid(large.grid));
}

/** What is to be looked at: the label, else the reference, else where two networks differ, else what the networks found. */
async function middleToShow(sight: Sight, scan: Case): Promise<Three | undefined> {
  const { images, target, predictions } = sight;
  const file = (name: string) => fileNamed(sight, scan, name);
  const single = Object.entries(target.run?.predictors ?? {}).flatMap(([name, { length }]) =>
    length === 1 ? name : [],
  );
  const [a, b] = single.map(file);
  const leading = predictions === undefined ? undefined : file(predictions.leading);
  for (const [first, second] of [[file("label")], [file("reference")], a && b ? [a, b] : [], [leading]]) {
    const middle = first === undefined ? undefined : await images.middle(scan, [first, second]);
    if (middle !== undefined) return middle;
  }
  return undefined;
}

const middleOfGrid = ({ shape: [, d, h, w] }: VolumeHeader): Three => [(w - 1) / 2, (h - 1) / 2, (d - 1) / 2];

/**
 * A mask of a scan by its name: `reference`, a set of networks, `label`, `draft`, `v3`; on the grid in RAS order.
 *
 * @param mayPredict as `Maps.map` asks; for networks whose masks are not there yet
 * @param part of a scan that is too large to be shown whole
 * @throws Refused 404 where there is none of that name; of a part 409 where it is not predicted yet, or the draft is of another part
 */
export async function maskNamed(
  sight: Sight,
  scan: Case,
  name: string,
  mayPredict: () => void,
  part?: ScanPart,
): Promise<MaskVoxels> {
  const { target, images, maps } = sight;
  const { labels, run } = target;
  const draft = name === "draft" ? labels.draft(scan.id) : undefined;
  if (draft !== undefined) {
    if (String(draft.at) !== String(part?.first)) {
      const remedy = "Open the scan anew: it opens where the draft is.";
      throw new Refused(409, `the draft of ${scan.id} is of another part of the scan`, remedy);
    }
    return decoded(draft.mask, part?.header ?? (await gridOfScan(scan)), target);
  }
  const file = fileNamed(sight, scan, name);
  if (file !== undefined) return images.mask(scan, file, part);
  if (run !== undefined && Object.hasOwn(run.predictors, name)) {
    if (part === undefined) return maps.mask(run, scan, name, mayPredict);
    const fault = `no mask of ${name} was predicted yet, and ${scan.id} is too large for that to be done while you wait`;
    throw new Refused(409, fault, "Run mn predict, and open the scan again.");
  }
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
  /** Of a scan that is too large to be shown whole: what the runs are of. */
  readonly part: ScanPart | undefined;
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
  { runs: mask, part, ...sent }: Sent,
  onto: number | undefined,
): Promise<Saved> {
  decoded(mask, part?.header ?? (await gridOfScan(scan)), target);
  const at = part === undefined ? {} : { at: [...part.first] as [number, number, number] };
  const time = await target.labels.saveDraft(scan.id, { ...sent, ...at, who: who(), mask }, onto);
  return { version: sent.version, time, diceToPrediction: null, changedVoxels: null };
}

/**
 * Saves a label: a new version on the scan's own grid, in its own format. Of a part the rest stays as it was: as in the version before; of the
 * first version, as in the mask that it began from, where that is a file. It is NIfTI then, which is written as a stream, and how much of
 * what was predicted stayed is not told, since that would be of the whole scan.
 *
 * @throws Refused 422 for a value that is no class, 400 for a beginning that is no mask of the scan; RunsError; OtherVersion
 */
export async function saveLabel(sight: Sight, scan: Case, sent: Sent): Promise<Saved> {
  const { target, predictions } = sight;
  const { labels, run, classes } = target;
  const { runs, version, begunFrom, seconds, part } = sent;
  const grid = await gridOfScan(scan);
  const voxels = decoded(runs, part?.header ?? grid, target);
  const noPrediction = () => {
    throw new Refused(400, `the mask cannot have begun from "${begunFrom}": that was never predicted`);
  };
  const before =
    begunFrom === "nothing"
      ? undefined
      : begunFrom === "draft"
        ? voxels
        : await maskNamed(sight, scan, begunFrom, noPrediction, part);
  const isPredicted = part === undefined && predictions?.scans.some(({ id }) => id === scan.id);
  const leading = isPredicted ? predictions?.leading : undefined;
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
    ending: part === undefined ? maskEnding(scan) : ".nii.gz",
    facts,
    write: async (path) => {
      if (part === undefined) return writeRasMask(path, scan, { grid, voxels, classes });
      const base = fileNamed(sight, scan, "label") ?? fileNamed(sight, scan, begunFrom);
      await writePartMask(path, scan, part, { voxels, classes, base });
    },
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
