// The report of a check as data: what was measured of each case, and every fault. It is what a plan is made from.
// It is kept as check.json of a run; report-text.ts writes it for people.

import { z } from "zod";
import { layoutSchema, severitySchema, splitSchema } from "./dataset.js";

const triple = <T extends z.ZodType>(item: T) => z.tuple([item, item, item]).readonly();
const count = z.int().nonnegative();
const dhw = triple(count);

/** A box of voxels in array order (D, H, W) of the canonical frame: from `start` up to, not including, `end`. */
const boxSchema = z.strictObject({ start: dhw, end: dhw });

/**
 * The values of a population of voxels. `p0_5` is the 0.5th percentile: of the n values in order the one at index
 * ⌊0.005 (n − 1)⌋, so always a value that occurs. Exact for 8- and 16-bit integers and float32; other types are rounded
 * to float32 first.
 */
const intensitiesSchema = z.strictObject({
  voxels: count.min(1),
  mean: z.number(),
  /** Standard deviation of the population (divided by n). */
  std: z.number().nonnegative(),
  min: z.number(),
  p0_5: z.number(),
  p5: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99_5: z.number(),
  max: z.number(),
});

/** One channel of a case's image. */
const channelFactsSchema = z.strictObject({
  /** Voxels that are NaN or infinite; they are in no population below. */
  nonFinite: count,
  /** All finite voxels; null when there is none. */
  all: intensitiesSchema.nullable(),
  /** Those that are not 0: the body, where the air around it is 0. */
  nonZero: intensitiesSchema.nullable(),
  /** Those whose label is not 0; null without a label on the image's grid, or with an empty one. */
  foreground: intensitiesSchema.nullable(),
});

/** One file as it was read and turned into the canonical frame (axes nearest to RAS; exact, nothing interpolated). */
const fileFactsSchema = z.strictObject({
  path: z.string().min(1),
  /** Which array of the file, as in `Case`. */
  key: z.string().optional(),
  /** As in `Provenance`. */
  format: z.string().min(1),
  /** Type of the voxels once read, intensity scaling applied. */
  dtype: z.enum(["int8", "uint8", "int16", "uint16", "int32", "uint32", "float32", "float64"]),
  /** DICOM's modality, `"CT"` or `"MR"`, where the file says it. */
  modality: z.string().optional(),
  /** The file's own orientation, such as `"LPS"`, before it was turned. */
  orientation: z.string().length(3),
  /** `[C, D, H, W]` of the canonical frame. */
  shape: z.tuple([count, count, count, count]).readonly(),
  /** From canonical voxel indices (x, y, z) to RAS millimetres, row by row. */
  affine: z.array(z.number()).length(16).readonly(),
  /**
   * SHA-256 of the canonical shape and voxels: equal for the same scan in another format, type, compression or
   * orientation; position and spacing do not count. Voxels are rounded to float32.
   */
  hash: z.string().length(64),
  /** Oddities of the file and how they were resolved, as in `Provenance`. */
  notes: z.array(z.string()),
});

/** A case's mask. */
const labelFactsSchema = z.strictObject({
  file: fileFactsSchema,
  /** Distinct values from the smallest, at most 256 of them, with how often they occur; background included. */
  values: z.array(z.strictObject({ value: z.number(), voxels: count.min(1), millilitres: z.number() })),
  /** How many distinct values there are; beyond 65536 they are not counted. */
  distinct: count,
  /** Voxels that are NaN, infinite, or not whole numbers. */
  fractional: count,
  /**
   * Voxels next to each other along W that are both not 0, and how many of these pairs differ: few in a mask, which is
   * of one value over whole regions; most in a scan.
   */
  neighbours: z.strictObject({ pairs: count, differing: count }),
  /** The smallest box that holds every voxel that is not 0; null for an empty mask. */
  foreground: boxSchema.nullable(),
});

/**
 * What was measured of one case: what a plan needs to know of it. Everything is in the canonical frame (axes nearest to
 * RAS), in array order D, H, W, so it does not depend on how the file lies on disk.
 */
export const caseFactsSchema = z.strictObject({
  /** Voxels along D, H, W. */
  shape: dhw,
  /** Millimetres between voxel centres along D, H, W. */
  spacing: triple(z.number().positive()),
  /** The image's files, in the order of the case's channels. */
  files: z.array(fileFactsSchema).min(1),
  /** The channels of all files, one after the other. */
  channels: z.array(channelFactsSchema).min(1),
  /** The smallest box that holds every voxel, of any channel, that is neither 0 nor NaN; null when there is none. */
  nonZero: boxSchema.nullable(),
  /** Null for an unlabelled case and for a label that cannot be read. */
  label: labelFactsSchema.nullable(),
});

const fault = <C extends string, D extends z.ZodRawShape>(code: C, data: D) =>
  z.strictObject({
    code: z.literal(code),
    severity: severitySchema,
    /** The case concerned; absent when it is the whole dataset. */
    caseId: z.string().optional(),
    /** The file or folder concerned. */
    file: z.string().optional(),
    /** What is wrong, as a sentence with the numbers. */
    message: z.string(),
    /** What mends it, as a sentence. */
    remedy: z.string(),
    ...data,
  });

/** One fault. `code` says what kind it is and which data come with it. */
const faultSchema = z.discriminatedUnion("code", [
  /**
   * Missing, truncated, damaged, of an unknown kind, or too large for the memory. `reason`: the `ImagingError`'s code.
   */
  fault("unreadable", { reason: z.string() }),
  /** Channel or label has other D, H, W than the image's first file. */
  fault("shape-mismatch", { expected: dhw, found: dhw }),
  /** Channel or label lies elsewhere than the image's first file, by up to so many millimetres. */
  fault("affine-mismatch", { millimetres: z.number() }),
  /** Files of a case lie in one place but are stored in different orientations. */
  fault("orientation-differs", { expected: z.string(), found: z.string() }),
  /** Other number of channels than declared, or than most cases have. */
  fault("channel-count", { expected: count, found: count }),
  /** A mask with several channels. */
  fault("label-channels", { found: count }),
  /** NaN or infinite voxels in a channel, counted from 0. */
  fault("not-finite", { channel: count, voxels: count }),
  /** All finite voxels of a channel have one value. */
  fault("constant", { channel: count, value: z.number().nullable() }),
  /** Fewer than two voxels along an axis: a single slice. */
  fault("flat", { shape: dhw }),
  /** Values in a mask that are not whole numbers. */
  fault("fractional-label", { voxels: count }),
  /** Whole numbers in a mask that the dataset does not declare. */
  fault("undeclared-label", { values: z.array(z.number()) }),
  /** A scan in the place of a mask: too many values, or another at almost every voxel, or an image's own voxels. */
  fault("label-is-image", { distinct: count }),
  /** More classes than can be told apart. */
  fault("too-many-classes", { found: count }),
  /** Masks with regions that nobody has judged, which methods here cannot leave out. */
  fault("ignored-label", { value: z.number() }),
  /** Values that masks of one byte cannot hold: masks are written with more. */
  fault("large-label", { value: z.number() }),
  /** Values that hardly any mask has although none declares them: 255 among masks of 0 and 1. */
  fault("rare-label", { values: z.array(z.number()) }),
  /** A declared value that no mask has. */
  fault("missing-label", { values: z.array(z.number()) }),
  /** A mask of background only. */
  fault("empty-label", {}),
  /** Two cases have the same image. */
  fault("duplicate", { of: z.string() }),
  /** Two different images have the same mask, which is not empty. */
  fault("duplicate-label", { of: z.string() }),
  /** A spacing along D, H or W far from the other cases'. */
  fault("spacing-outlier", { spacing: triple(z.number()), median: triple(z.number()) }),
  /** Sizes that no scan in millimetres has, or that differ from the other cases' by a power of ten. */
  fault("wrong-units", { spacing: triple(z.number()), extent: triple(z.number()) }),
  /** Intensities of a channel far from the other cases'; `range`: 0.5th and 99.5th percentile where they are not 0. */
  fault("intensity-outlier", { channel: count, range: z.tuple([z.number(), z.number()]) }),
  /** Many cases are far from the others: the 99.5th percentiles of the voxels that are not 0 go from … to …. */
  fault("intensity-scales", { channel: count, range: z.tuple([z.number(), z.number()]) }),
  /** CT without Hounsfield units, or more than one modality in a channel. */
  fault("modality", { channel: count, modalities: z.array(z.string()) }),
  /** An oddity of a file that reading has resolved. */
  fault("oddity", {}),
  /** An id that cannot stand for a file, or whose files would have the same name as another's. */
  fault("case-id", { fileName: z.string() }),
  /** A file or entry that was not read: one in the place of a mask is an error. */
  fault("not-read", {}),
  /** How the folder or list was understood, where it could be meant otherwise. */
  fault("layout", {}),
]);

/** Every fault of a dataset, and the facts of every case. Plain data: `JSON.stringify` and back gives the same. */
export const datasetReportSchema = z.strictObject({
  version: z.literal(1),
  root: z.string().min(1),
  layout: layoutSchema,
  /** How the layout was told and what was made of it, as in `Dataset`. */
  recognisedBy: z.string().optional(),
  channelNames: z.array(z.string()).optional(),
  /** Names of the labels' values as the dataset declares them. */
  labels: z.record(z.string(), z.string()).optional(),
  /** In the dataset's order. */
  cases: z.array(
    z.strictObject({
      id: z.string().min(1),
      split: splitSchema,
      labelled: z.boolean(),
      /** Null when the image cannot be read. */
      facts: caseFactsSchema.nullable(),
    }),
  ),
  /** Errors first, then warnings, then notes; within these by code, then in the dataset's order. */
  faults: z.array(faultSchema),
});

export type Intensities = z.infer<typeof intensitiesSchema>;
export type ChannelFacts = z.infer<typeof channelFactsSchema>;
export type FileFacts = z.infer<typeof fileFactsSchema>;
export type LabelFacts = z.infer<typeof labelFactsSchema>;
export type CaseFacts = z.infer<typeof caseFactsSchema>;
export type Fault = z.infer<typeof faultSchema>;
export type FaultCode = Fault["code"];
export type DatasetReport = z.infer<typeof datasetReportSchema>;
