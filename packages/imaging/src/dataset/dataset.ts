// A dataset as plain data: its cases, their files, what each is for. Layouts make it, the check and the run use it.
// It is kept as dataset.json of a run.

import { createHash } from "node:crypto";
import { z } from "zod";
import { ImagingError } from "../errors.js";

/** One array on disk. */
const fileSchema = z.strictObject({
  /** Absolute path of the file, or of the folder or zip of a DICOM series. */
  path: z.string().min(1),
  /** Which array of a file that holds several: an HDF5 name, a Series Instance UID. As `ReadOptions.key`. */
  key: z.string().optional(),
  /** Along which axis an HDF5 array stacks its slices. As `ReadOptions.slices`. */
  slices: z.enum(["first", "last"]).optional(),
  /** Of a mask that names its segments: what stands for each name. As `ReadOptions.segments`. */
  segments: z.record(z.string(), z.int().positive()).optional(),
});

/** What a case is for. A `"train"` case without a label is unlabelled data. */
export const splitSchema = z.enum(["train", "validation", "test"]);

/** `"error"`: training on it would be wrong. `"warning"`: look at it. `"note"`: odd, but resolved. */
export const severitySchema = z.enum(["error", "warning", "note"]);

export const layoutSchema = z.enum([
  "images-labels",
  "nnunet",
  "decathlon",
  "monai-datalist",
  "csv",
  "hdf5-folder",
  "dicom-folders",
  "patient-folders",
  "flat-folder",
]);

export const caseSchema = z.strictObject({
  /** Unique in its dataset. */
  id: z.string().min(1),
  /** The files of the image, one or more channels each, in the order of the dataset's channel names. */
  channels: z.array(fileSchema).min(1),
  label: fileSchema.optional(),
  /** As the layout says; `"train"` where it says nothing. */
  split: splitSchema,
  /** The cross-validation fold in which the case validates, where the layout has folds. */
  fold: z.int().nonnegative().optional(),
  /** Why these files belong together, as half a sentence. */
  recognisedBy: z.string(),
});

/** Something to say of how the files were found, beside the cases. `checkDataset` makes a fault of it. */
const remarkSchema = z.strictObject({
  /** `"not-read"`: a file or entry was left aside. `"layout"`: how something was understood. */
  code: z.enum(["not-read", "layout"]),
  severity: severitySchema,
  /** The case concerned, if it is one. */
  caseId: z.string().optional(),
  /** The file or folder concerned. */
  file: z.string(),
  /** A sentence. */
  message: z.string(),
  /** What mends it, as a sentence. */
  remedy: z.string(),
});

/** A dataset as plain data: which scans there are, which have labels, what the labels' values mean. */
export const datasetSchema = z.strictObject({
  /** Absolute path of what was given: a folder, a JSON or a CSV file. */
  root: z.string().min(1),
  layout: layoutSchema,
  /** How the layout was told and what was made of it, as a sentence. */
  recognisedBy: z.string(),
  channelNames: z.array(z.string()).optional(),
  /** Names of the labels' values, background included; absent where the layout declares none. */
  labels: z.record(z.string().regex(/^-?\d+$/), z.string()).optional(),
  /** nnU-Net's regions: names for unions of values. */
  regions: z.record(z.string(), z.array(z.int())).optional(),
  cases: z.array(caseSchema).min(1),
  /** True: the cases are in their authors' order, in which those come first that are to be taken first. Else they go by id. */
  ordered: z.literal(true).optional(),
  /** What else is to be said of how these were found. */
  remarks: z.array(remarkSchema).optional(),
});

export type CaseFile = z.infer<typeof fileSchema>;
export type Split = z.infer<typeof splitSchema>;
export type Severity = z.infer<typeof severitySchema>;
export type Remark = z.infer<typeof remarkSchema>;
export type LayoutName = z.infer<typeof layoutSchema>;
export type Case = z.infer<typeof caseSchema>;
export type Dataset = z.infer<typeof datasetSchema>;

/** The `"dataset"` error for a folder, table or JSON file. */
export function datasetError(path: string, fault: string, remedy: string, cause?: unknown): ImagingError {
  return new ImagingError("dataset", fault, { path, remedy, cause });
}

/**
 * The dataset with a validation set of its own: of the labelled cases for training, the share `fraction` (rounded, at
 * least one of two or more) become `"validation"`. The choice depends on `seed` and each case's id alone, by SHA-256,
 * so adding cases moves few of the others. A dataset that has validation cases already is returned unchanged.
 *
 * @param fraction between 0 and 1.
 * @throws ImagingError `"argument"` for a fraction outside 0 … 1.
 */
export function suggestValidation(dataset: Dataset, { fraction = 0.2, seed = 0 } = {}): Dataset {
  if (!(fraction >= 0 && fraction < 1)) {
    throw new ImagingError(
      "argument",
      `A validation share of ${fraction}: give a number from 0 up to, not including, 1.`,
    );
  }
  if (dataset.cases.some(({ split }) => split === "validation")) return dataset;
  const rank = (id: string) => createHash("sha256").update(`${seed}\0${id}`).digest("hex");
  const labelled = dataset.cases.filter(({ split, label }) => split === "train" && label !== undefined);
  const ranked = labelled.map(({ id }) => ({ id, rank: rank(id) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const wanted = Math.round(labelled.length * fraction);
  const count = fraction > 0 && labelled.length > 1 ? Math.max(1, wanted) : wanted;
  const chosen = new Set(ranked.slice(0, count).map(({ id }) => id));
  const cases = dataset.cases.map((one): Case => (chosen.has(one.id) ? { ...one, split: "validation" } : one));
  return { ...dataset, cases };
}
