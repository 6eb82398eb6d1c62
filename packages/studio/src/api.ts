// What the page and the server tell each other: each request and reply as a schema. The server sends what it has checked by them, and the
// page checks it again. Scans and masks are bytes: voxels in RAS order, x fastest, and masks as runs (mask/runs.ts).

import * as z from "zod";

const id = z.string().min(1);
const count = z.int().nonnegative();
const seconds = z.number().nonnegative();
const share = z.number().min(0).max(1);

/**
 * The routes:
 *
 * GET  /api/state                                  State
 * GET  /api/scans                                  Scans
 * GET  /api/events            Server-Sent Events: `event` (an event of the run, id = its place in events.jsonl), `state` (State), `scans`
 * POST /api/training          TrainingRequest   →  State
 * GET  /api/scans/ID/image?channel=0               raw voxels, little-endian; the header x-volume is a VolumeHeader
 * GET  /api/scans/ID/masks/NAME                    runs; NAME is `reference`, a network ("2d", "3d", "both"), `label`, `draft` or `v3`;
 *                                                  the header etag is the version of the label where NAME is `label` or `draft`.
 *                                                  `?now=1` asks networks that were not asked yet, which takes seconds to a minute
 * GET  /api/scans/ID/maps/NAME/VALUE               probability of a class by a network, a byte a voxel (0 … 255 for 0 … 1); `?now=1` as above
 * GET  /api/scans/ID/maps/disagreement             half of Σ |p − q| over the classes, a byte a voxel; `?now=1` as above
 * PUT  /api/scans/ID/draft    runs              →  Saved; If-Match: "VERSION" of the saved label that the draft began from (0: none);
 *                                                  x-begun-from: NAME, or `nothing`; x-seconds: time spent; x-draft: Saved.time of the
 *                                                  draft that the page knows, 0 for none: another one there is 412, without it the
 *                                                  last one wins. GET masks/draft gives all three back
 * PUT  /api/scans/ID/label    runs              →  Saved; If-Match, x-begun-from and x-seconds as above; the draft is gone then
 * POST /api/scans/ID/state    StateRequest      →  Scan
 * GET  /api/scans/ID/versions                      Versions
 *
 * Of a scan that is too large to be shown whole, images, masks, drafts and labels are those of a box of it: the query `at=X,Y,Z` says where it
 * begins. Without it an image is of the box around what is drafted, labelled or disagreed on, else of the middle, and its x-volume says
 * which. What is saved keeps all that lies outside the box.
 *
 * Each refusal is a Refusal: 400 malformed, 401 no cookie, 403 not from this page, 404 not there, 409 not now (with the reason), 412 another
 * version is saved, 413 too large, 422 a value that is no class. Changes need the header `x-mandn: studio`.
 */
export const API = "/api";

/** The header that each change carries, which no form of another page can send. */
export const CHANGE_HEADER = "x-mandn";
export const CHANGE_VALUE = "studio";

/** Every refusal: what is wrong, and what mends it. */
export const refusalSchema = z.strictObject({
  fault: z.string(),
  remedy: z.string().nullable(),
  /** Of 412: the version that is saved now. */
  version: count.nullable(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** A class of the masks. */
export const classSchema = z.strictObject({
  value: z.int().min(0).max(65_535),
  name: z.string(),
  /** Red, green, blue, 0 … 255. */
  colour: z.tuple([count, count, count]),
});
export type MaskClass = z.infer<typeof classSchema>;

/** A round of training: a run and those that it went on from. */
export const roundSchema = z.strictObject({
  name: z.string(),
  /** Scans with masks that it learnt from. */
  labelled: count,
  updates: count,
  seconds,
  /** Mean Dice on the validation scans, of each set of networks; null where there is none. */
  validation: z.record(z.string(), share.nullable()),
  /** Mean disagreement of the networks over the unlabelled scans; null where nothing was predicted. */
  disagreement: share.nullable(),
  /** Mean of 1 − Dice between the predicted and the saved mask of the labels saved in it; null without any. */
  correction: share.nullable(),
});
export type Round = z.infer<typeof roundSchema>;

export const stateSchema = z.strictObject({
  /** The folder's name. */
  name: z.string(),
  /** A dataset has no networks, and no training until its first run is planned. */
  kind: z.enum(["run", "dataset"]),
  /** The background first. */
  classes: z.array(classSchema).min(1),
  channels: z.array(z.string()).min(1),
  /** Sets of networks, each with masks of its own: "3d", "2d", "both". */
  networks: z.array(z.string()),
  training: z.strictObject({
    status: z.enum(["none", "planned", "training", "stopping", "stopped", "finished", "failed"]),
    /** Why it stopped or failed, in words. */
    reason: z.string().nullable(),
    updates: count,
    /** How far the schedule is. */
    place: share.nullable(),
    secondsSpent: seconds,
    /** Null without a budget. */
    budgetSeconds: seconds.nullable(),
    secondsLeft: seconds.nullable(),
  }),
  /** The first round first; this run is the last. */
  rounds: z.array(roundSchema),
  /** Labels saved since this run was planned: what `continue` would learn from. */
  newLabels: count,
});
export type State = z.infer<typeof stateSchema>;

export const labelStates = ["to-do", "draft", "done", "skipped"] as const;
export type LabelState = (typeof labelStates)[number];

export const scanSchema = z.strictObject({
  id,
  role: z.enum(["labelled", "unlabelled", "validation", "test"]),
  state: z.enum(labelStates),
  /** Of a scan that is skipped. */
  skippedBecause: z.string().nullable(),
  /** Of the saved label; 0 where none was saved here. */
  version: count,
  /** Masks that can be fetched: `reference`, networks, `label`, `draft`, versions as `v1`. */
  masks: z.array(z.string()),
  /** 0 … 1; null where no two networks were asked, or both found nothing. */
  disagreement: share.nullable(),
  /** Why it stands where it stands in the queue: "the networks agree by 71.0 %, least on tumour (52.3 %)", "no network found anything". */
  reason: z.string(),
  /** Its place in the queue, from 1; null for scans that are not in it (labelled, skipped, of the test). */
  rank: z.int().min(1).nullable(),
  /** Its place in a random order of the same scans, drawn once for the run. */
  randomRank: z.int().min(1).nullable(),
  /** Millilitres by the class's value, of the networks' common mask; null where none was predicted. */
  millilitres: z.record(z.string(), z.number()).nullable(),
});
export type Scan = z.infer<typeof scanSchema>;
export const scansSchema = z.array(scanSchema);

/** What the voxels of an image are: of the grid in RAS order. */
export const volumeHeaderSchema = z.strictObject({
  type: z.enum(["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"]),
  /** Along x, y, z. */
  shape: z.tuple([count, count, count]),
  /** Millimetres along x, y, z. */
  spacing: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
  /** From (x, y, z) to millimetres in RAS, row by row: 4 × 4. */
  affine: z.array(z.number()).length(16),
  /** Where most intensities lie, for the first window: the 0.5th and the 99.5th percentile. */
  window: z.tuple([z.number(), z.number()]),
  /** Of a scan that is too large to be shown whole: where the box that is shown begins, and the size of the whole, both along x, y, z. */
  part: z.strictObject({ first: z.tuple([count, count, count]), whole: z.tuple([count, count, count]) }).nullable(),
});
export type VolumeHeader = z.infer<typeof volumeHeaderSchema>;

export const trainingRequestSchema = z.discriminatedUnion("action", [
  /** Begins or goes on; a budget only where training has not begun. Of a dataset: a run of it, with a budget, which is shown then. */
  z.strictObject({ action: z.literal("start"), budgetSeconds: z.number().positive().nullable() }),
  z.strictObject({ action: z.literal("stop") }),
  /** A new run with the new labels; the studio shows it from then on. */
  z.strictObject({ action: z.literal("continue"), budgetSeconds: z.number().positive() }),
]);
export type TrainingRequest = z.infer<typeof trainingRequestSchema>;

export const stateRequestSchema = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("skipped"), because: z.string().trim().min(1).max(500) }),
  z.strictObject({ state: z.literal("to-do") }),
]);
export type StateRequest = z.infer<typeof stateRequestSchema>;

export const savedSchema = z.strictObject({
  /** Of the saved label; a draft has that of the label that it began from. */
  version: count,
  /** Milliseconds since 1970. */
  time: z.number(),
  /** Dice of the foreground between what was predicted and what is saved; null where nothing was predicted, or for a draft. */
  diceToPrediction: share.nullable(),
  /** Voxels that differ from what it began from. */
  changedVoxels: count.nullable(),
});
export type Saved = z.infer<typeof savedSchema>;

/** The saved labels of a scan, the first first. */
export const versionsSchema = z.array(
  z.strictObject({
    version: z.int().min(1),
    time: z.number(),
    who: z.string(),
    /** What it began from: a network, a version, "nothing". */
    begunFrom: z.string(),
    seconds,
    changedVoxels: count,
    diceToPrediction: share.nullable(),
  }),
);
export type Versions = z.infer<typeof versionsSchema>;
