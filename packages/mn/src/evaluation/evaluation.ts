// `mn evaluate`: a folder of masks scored against a folder of references. Masks are paired by name, each pair is brought onto one grid,
// imaging computes every metric; the result is data, and two of them over the same cases can be compared. tables.ts writes it for people.

import { basename, dirname, resolve } from "node:path";
import { someOf } from "@mandn/base";
import {
  caseValues,
  comparePaired,
  DistanceBuffers,
  evaluateCase,
  ImagingError,
  type LabelArray,
  labelSuffix,
  METRICS,
  type MetricName,
  MOST_CLASSES,
  masksIn,
  type PairedComparison,
  type Scan,
  type Summary,
  type SurfaceDefinition,
} from "@mandn/imaging";
import { z } from "zod";
import { MnError } from "../errors.js";
import {
  type Metrics,
  metricsSchema,
  missedAs,
  PREVIEWS,
  PROBABILITIES,
  type ResultSet,
  resultSetSchema,
  summarizeResults,
} from "../run/results.js";
import { type Mask, onGridOf, readMask } from "./masks.js";

const ids = z.array(z.string().min(1));

/** What `mn evaluate` finds: every metric of every case and class, and their statistics. */
export const evaluationSchema = resultSetSchema.pick({ cases: true, summaries: true }).extend({
  version: z.literal(1),
  predictions: z.string().min(1).describe("the folder of the masks that were scored"),
  labels: z.string().min(1).describe("the folder of the references"),
  classes: metricsSchema.shape.classes,
  otherValues: z.array(z.int()).describe("values that the masks hold beside the background and `classes`: not scored"),
  unpaired: z.strictObject({
    predictions: ids.describe("masks without a reference"),
    labels: ids.describe("references without a mask"),
  }),
});

export type Evaluation = z.infer<typeof evaluationSchema>;

/** One metric of one class in two results over the same cases. Differences are first minus second. */
export interface MetricComparison {
  /** The class's value in the masks. */
  readonly label: number;
  readonly metric: MetricName;
  readonly comparison: PairedComparison;
}

/**
 * Compares two results over the same cases, pair by pair, for every class and metric that says how good a mask is.
 *
 * @throws MnError `"data"` where cases or classes differ.
 */
export function compareEvaluations(first: Evaluation, second: Evaluation): MetricComparison[] {
  const labels = first.classes.map(({ value }) => value);
  const others = new Set(second.classes.map(({ value }) => value));
  if (labels.length !== others.size || !labels.every((label) => others.has(label))) {
    throw new MnError("data", "The two results are not of the same classes.", {
      remedy: "Evaluate both for the same classes.",
    });
  }
  const firstIds = new Set(first.cases.map(({ id }) => id));
  const secondIds = new Set(second.cases.map(({ id }) => id));
  const alone = [...firstIds]
    .filter((id) => !secondIds.has(id))
    .concat([...secondIds].filter((id) => !firstIds.has(id)));
  if (alone.length > 0) {
    throw new MnError("data", `Only one of the two results has ${someOf(alone, 5)}.`, { caseIds: alone });
  }
  const values = ({ cases }: Evaluation, label: number, metric: MetricName) =>
    caseValues(
      cases.map(({ id, metrics }) => [id, metrics] as const),
      label,
      metric,
    );
  return labels.flatMap((label) =>
    QUALITY.map((metric) => ({
      label,
      metric,
      comparison: comparePaired(values(first, label, metric), values(second, label, metric), {
        undefinedAs: missedAs(metric),
      }),
    })),
  );
}

/** The metrics that say how good a mask is: all but the volumes. */
const QUALITY = METRICS.filter(({ better }) => better !== null).map(({ key }) => key);

/** The statistics of a metric of a class; of the mean over the classes for `null`. */
export function summaryOf(
  { summaries }: Pick<Evaluation, "summaries">,
  label: number | null,
  metric: MetricName,
): Summary {
  const found = summaries.find((entry) => entry.label === label);
  if (found === undefined) throw new MnError("usage", `The result has no class ${label}.`);
  return found.metrics[metric];
}

export interface EvaluateFolderOptions {
  /**
   * The foreground classes to score; default every value but 0 that a mask or reference holds, named `class <value>`.
   */
  readonly classes?: Metrics["classes"];
  /** Whether masks without a reference and references without a mask are listed instead of refused. Default false. */
  readonly partial?: boolean;
  /** What a surface is; default `"medpy"`. */
  readonly definition?: SurfaceDefinition;
  /** Tolerance of the surface Dice in millimetres; default 1. */
  readonly tolerance?: number;
  /** Told after every case. */
  readonly progress?: (done: number, cases: number) => void;
}

/** A mask and its reference, by the stem they share. */
interface Pair {
  readonly id: string;
  readonly prediction: string;
  readonly label: string;
}

/**
 * Scores every mask in a folder against the reference of the same name in another: all metrics of each case and class,
 * mean, standard deviation and 95 % interval. Names are compared without their format's extension; all references may
 * have `_label`, `_seg`, `_mask` or `_gt` after theirs. Probabilities are passed over: ours in their folder, nnU-Net's
 * `<case>.npz` beside its masks. A mask that lies in its reference's place, stored with other axes first or the other
 * way round, is turned.
 *
 * @throws MnError `"data"` naming every mask or reference that has no partner (unless `partial`), for scans in the
 * place of masks, and the first case whose two grids differ, with the size of the difference, or which cannot be
 * scored; ImagingError for files that cannot be read or hold no integers.
 */
export async function evaluateFolder(
  predictions: string,
  labels: string,
  options: EvaluateFolderOptions = {},
): Promise<Evaluation> {
  const { definition, tolerance, progress } = options;
  const { pairs, unpaired } = await pairFiles(predictions, labels, options.partial ?? false);
  const classes = options.classes ?? (await classesIn(pairs));
  if (classes.length === 0) {
    throw new MnError(
      "data",
      `Neither ${predictions} nor ${labels} holds a voxel of any class: nothing can be scored.`,
    );
  }
  const values = classes.map(({ value }) => value);
  const present = new Set<number>();
  const buffers = new DistanceBuffers();
  const cases: ResultSet["cases"] = [];
  for (const pair of pairs) {
    const [prediction, reference] = await readPair(pair);
    for (const { voxels } of [prediction, reference]) addValues(present, voxels);
    const metrics = ofCase(pair, () =>
      evaluateCase(prediction, reference, { labels: values, definition, tolerance, buffers }),
    );
    cases.push({ id: pair.id, metrics });
    progress?.(cases.length, pairs.length);
  }
  return summarizeResults({
    version: 1 as const,
    predictions: resolve(predictions),
    labels: resolve(labels),
    classes: [...classes],
    otherValues: [...present].filter((value) => value !== 0 && !values.includes(value)).sort((a, b) => a - b),
    unpaired,
    cases,
  });
}

async function pairFiles(
  predictionFolder: string,
  labelFolder: string,
  partial: boolean,
): Promise<{ pairs: Pair[]; unpaired: Evaluation["unpaired"] }> {
  const [predicted, referenced] = await Promise.all([masksIn(predictionFolder), masksIn(labelFolder)]);
  const predictions = predicted.scans.filter(({ path }) => ![PROBABILITIES, PREVIEWS].includes(basename(path)));
  const labels = referenced.scans;
  const suffix = labelSuffix(new Set(predictions.map(({ stem }) => stem)), labels);
  const references = new Map(labels.map(({ stem, path }) => [stem.slice(0, stem.length - suffix.length), path]));
  const pairs = predictions.flatMap(({ stem, path }: Scan): Pair[] => {
    const label = references.get(stem);
    return label === undefined ? [] : [{ id: stem, prediction: path, label }];
  });
  const paired = new Set(pairs.map(({ id }) => id));
  const unpaired = {
    predictions: predictions.map(({ stem }) => stem).filter((stem) => !paired.has(stem)),
    labels: [...references.keys()].filter((stem) => !paired.has(stem)),
  };
  const alone = [...unpaired.predictions, ...unpaired.labels];
  if (pairs.length === 0 || (alone.length > 0 && !partial)) {
    const faults = [
      ["Masks without a reference", unpaired.predictions],
      ["References without a mask", unpaired.labels],
    ] as const;
    const said = faults.filter(([, ids]) => ids.length > 0).map(([fault, ids]) => `${fault}: ${someOf(ids)}.`);
    const unread = [...predicted.others, ...referenced.others].map((path) => basename(path));
    const others = unread.filter((name) => alone.some((id) => name.startsWith(`${id}.`) || name.startsWith(`${id}_`)));
    if (others.length > 0) said.push(`Of no format that is read: ${someOf(others)}.`);
    const what = said.length > 0 ? said.join(" ") : "They hold no masks.";
    const remedy = "Give masks and references the same names, or score only the pairs that there are: --partial.";
    const subject = `${predictionFolder} and ${labelFolder}`;
    throw new MnError("data", { subject, fault: what, remedy, caseIds: alone });
  }
  return { pairs, unpaired };
}

/** A class for every value but 0 in masks and references. */
async function classesIn(pairs: readonly Pair[]): Promise<Metrics["classes"]> {
  const present = new Set<number>();
  for (const pair of pairs) {
    for (const { voxels } of await readPair(pair)) addValues(present, voxels);
  }
  present.delete(0);
  if (present.size > MOST_CLASSES) {
    const remedy = "Give masks: whole numbers that stand for classes.";
    const fault = `They hold ${present.size} different values, so that one of the folders holds scans, and no masks.`;
    const subject = `${dirname(pairs[0].prediction)} and ${dirname(pairs[0].label)}`;
    throw new MnError("data", { subject, fault, remedy });
  }
  return [...present].sort((a, b) => a - b).map((value) => ({ name: `class ${value}`, value }));
}

function addValues(present: Set<number>, voxels: LabelArray): void {
  let last = 0;
  for (let i = 0; i < voxels.length; i++) {
    if (voxels[i] === last) continue;
    last = voxels[i];
    present.add(last);
  }
}

/** A mask and its reference on one grid, in the reference's storage order. */
async function readPair({ id, prediction, label }: Pair): Promise<readonly [Mask, Mask]> {
  const reference = await readMask(label);
  const remedy = "Resample the mask onto the reference's grid, or give the reference that belongs to it.";
  return [onGridOf(await readMask(prediction), reference, { id, remedy }), reference];
}

/** An error of imaging as one that names the case. */
function ofCase<T>({ id, prediction }: Pair, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ImagingError)) throw error;
    const { sentence: fault, remedy } = error;
    const subject = `Case ${id}`;
    throw new MnError("data", { subject, fault, remedy, caseIds: [id], path: prediction, cause: error });
  }
}
