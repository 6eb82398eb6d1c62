/**
 * The plan of a run, version 2: every setting as data, `RUN/plan.json`. What a method needs stands under `method.settings`,
 * what belongs to one network under `members`; all else is the same whatever the method is. Version 1 is read by upgrade.ts.
 * At the end: what differs between two plans, since a run goes on by its own only.
 */

import { z } from "zod";

const triple = <T extends z.ZodType>(item: T) => z.tuple([item, item, item]);
const fraction = z.number().min(0).max(1);
/** A plan has no more epochs, however long its budget. */
export const MOST_EPOCHS = 1_000_000;

/** No setting may be absurd: these bounds keep a slip of the pen from filling the memory or running for ever. */
const MOST = {
  /** Along one axis. */
  voxels: 2048,
  volumes: 1024,
  epochs: MOST_EPOCHS,
  updatesPerEpoch: 10_000,
  validations: 10_000,
  rate: 100,
  /** Millimetres between voxels. */
  spacing: 1000,
  /** Standard deviation of a blur, in voxels. */
  blur: 20,
  classes: 256,
} as const;

const range = z.tuple([z.number(), z.number()]).refine(([low, high]) => low <= high, "low must not be above high");

/** How intensities become what networks see; one for each channel. */
export const intensitySchema = z.discriminatedUnion("kind", [
  z
    .strictObject({
      kind: z.literal("z-score"),
      over: z.enum(["body", "volume"]).describe("mean and standard deviation of the non-zero voxels, or of all"),
    })
    .describe("mean 0, standard deviation 1; for MR"),
  z
    .strictObject({ kind: z.literal("official-mr") })
    .describe(
      "the reference code's slip: mean and standard deviation of the scan scaled to 0 … 1, applied to the scan as it is",
    ),
  z
    .strictObject({ kind: z.literal("window"), low: z.number(), high: z.number() })
    .describe("clipped to low … high, then 0 … 1; for CT in Hounsfield units"),
]);

export const preprocessingSchema = z.strictObject({
  spacing: triple(z.number().positive().max(MOST.spacing)).describe(
    "millimetres between voxels along D, H, W of the canonical (RAS) frame",
  ),
  intensity: z.array(intensitySchema).min(1).describe("one for each channel"),
  cropToBody: z.boolean().describe("whether air around the body is cut off before training and prediction"),
});

const betas = z.tuple([z.number().min(0).lt(1), z.number().min(0).lt(1)]);

/** How a member's weights follow their gradients. */
export const optimizerSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("adamw"),
    weightDecay: z.number().nonnegative(),
    betas: betas.default([0.9, 0.999]),
  }),
  z.strictObject({
    kind: z.literal("adam"),
    weightDecay: z.number().nonnegative(),
    betas: betas.default([0.9, 0.999]),
  }),
  z.strictObject({
    kind: z.literal("sgd"),
    weightDecay: z.number().nonnegative(),
    momentum: z.number().min(0).lt(1),
    nesterov: z.boolean().default(false),
  }),
]);

const network = {
  network: z.string().min(1).describe("a name that `mn models` lists, or the path of a file with one network"),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be a SHA-256: 64 hexadecimal digits")
    .optional()
    .describe("of that file's content: with another the file is not run. Noted by mn plan and mn train"),
  options: z.record(z.string(), z.json()).default({}).describe("the network's own options"),
  learningRate: z.number().positive().max(MOST.rate).describe("the highest rate of the schedule"),
  optimizer: optimizerSchema,
};

/** A network that takes part in a method, by how it sees a scan. */
export const memberSchema = z.discriminatedUnion("view", [
  z.strictObject({ view: z.literal("volume").describe("sees whole crops"), ...network }),
  z.strictObject({
    view: z.literal("slices").describe("a 2D network that sees slices of crops"),
    ...network,
    slicesPerVolume: z.int().positive().max(MOST.voxels).describe("slices of each crop that an update sees"),
    sliceDirections: z
      .array(z.enum(["d", "h", "w"]))
      .min(1)
      .describe(
        "axes along which volumes are cut into slices; several: one is drawn at each update, predictions are averaged",
      ),
    inputRange: z
      .literal("network")
      .optional()
      .describe(
        "channels from 0 to 1 are stretched to the range that the network's pretrained weights were trained with; without this setting the network sees what preprocessing gives",
      ),
  }),
]);

const byte = z.int().min(0).max(255);
/** Red, green and blue. */
const color = z.tuple([byte, byte, byte]);

export const methodSchema = z.strictObject({
  name: z.string().min(1).describe("a name that `mn methods` lists, or the path of a file with a method of one's own"),
  settings: z.record(z.string(), z.json()).default({}).describe("the method's own settings: `mn methods NAME`"),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe("of the file with a method of one's own, as it was when the run was planned"),
});

export const budgetSchema = z
  .strictObject({
    seconds: z.number().positive().describe("that training may take, with preparing the scans"),
    measuredOn: z.string().describe("the machine and device that the number of epochs was measured on"),
  })
  .describe(
    "the schedule follows the share of the budget that is spent, so that the run ends with it, whatever the machine's speed; without this setting the number of epochs is fixed",
  );

const lossSchema = z
  .strictObject({
    path: z.string().includes("/").describe("of the file with it"),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("of that file's content when the run was planned: with another it is not run"),
  })
  .describe("a loss of one's own, by which labelled crops are learnt; without this setting the method's own");

export const trainingSchema = z.strictObject({
  crop: triple(z.int().positive().max(MOST.voxels)).describe("voxels along D, H, W"),
  volumesPerBatch: z.int().positive().max(MOST.volumes).describe("crops in a batch, B of the paper"),
  epochs: z
    .int()
    .positive()
    .max(MOST.epochs)
    .describe("rounds in which each network learns; every position below is a share of the run"),
  updatesPerEpoch: z.int().positive().max(MOST.updatesPerEpoch),
  budget: budgetSchema.optional(),
  warmUp: fraction.describe("end of the linear warm-up"),
  annealing: z
    .discriminatedUnion("kind", [
      z
        .strictObject({ kind: z.literal("cosine") })
        .describe("to 0 along a half cosine, anew in each stage that restarts the rate"),
      z.strictObject({ kind: z.literal("poly"), power: z.number().positive() }).describe("(1 − x)^power"),
      z.strictObject({ kind: z.literal("constant") }),
      z
        .strictObject({ kind: z.literal("steps"), at: z.array(fraction).min(1), factor: z.number().positive().lt(1) })
        .describe("times the factor at each of these shares"),
    ])
    .default({ kind: "cosine" })
    .describe("how the rate falls after the warm-up"),
  foregroundCrops: fraction.describe("share of crops that must contain foreground"),
  validations: z
    .int()
    .nonnegative()
    .max(MOST.validations)
    .describe("how often the validation scans are predicted during training"),
  checkpointMinutes: z.number().positive().describe("minutes between checkpoints"),
  loss: lossSchema.optional(),
});

export const augmentationSchema = z.strictObject({
  zoom: z.number().min(0).max(0.9).describe("±, one factor for all axes"),
  axisZoom: z.number().min(0).max(0.9).describe("±, one factor more for each axis"),
  rotation: triple(z.number().min(0).max(Math.PI)).describe("± radians about D, H, W"),
  flips: triple(z.boolean()).describe(
    "mirrored half of the time along D, H, W; anatomy with a fixed orientation does not want it",
  ),
  brightness: z.number().nonnegative().describe("±, added"),
  contrast: z.number().min(0).max(0.9).describe("±, factor"),
  gamma: range.describe("exponent between these; [1, 1]: none").refine(([low]) => low > 0, "must be above 0"),
  noise: z.number().nonnegative().describe("largest standard deviation of Gaussian noise"),
  blur: z.number().nonnegative().max(MOST.blur).describe("largest standard deviation of Gaussian blur, in voxels"),
});

export const inferenceSchema = z.strictObject({
  window: triple(z.int().positive().max(MOST.voxels)).describe("voxels along D, H, W"),
  overlap: z.number().min(0).max(0.95).describe("share of a window that the next one covers again"),
  weighting: z.enum(["gaussian", "uniform"]),
  mirrorAxes: triple(z.boolean()).describe("axes that test-time augmentation (--tta) mirrors: D, H, W"),
  windowsPerBatch: z.int().positive().max(MOST.volumes),
  largestComponent: z
    .union([z.literal("validation"), z.array(z.boolean())])
    .describe(
      "for each foreground class whether only its largest component is kept; `validation`: where that helped there",
    ),
  fillHoles: z
    .union([z.literal("validation"), z.array(z.boolean())])
    .describe("for each foreground class whether holes are filled; `validation`: where that helped there"),
});

const ids = z.array(z.string().min(1));

export const startSchema = z
  .strictObject({
    run: z.string().min(1).describe("the folder of the run that the networks come from"),
    networks: z
      .record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))
      .describe("by member, the SHA-256 of the network in `start-MEMBER.safetensors`"),
  })
  .describe("the trained networks that the members start from; without this setting they start untrained");

export const planSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(2),
  method: methodSchema,
  preset: z.enum(["clean", "official"]),
  seed: z.int().nonnegative(),
  device: z.string().regex(/^(cpu|cuda(:\d+)?)$/, "must be cpu, cuda or cuda:N"),
  precision: z.enum(["float32", "bfloat16", "float16"]).describe("of convolutions and matrix products"),
  dataset: z.strictObject({
    root: z.string().min(1).describe("the folder or file that was given"),
    channels: z.array(z.string()).min(1),
    classes: z
      .array(z.strictObject({ name: z.string().min(1), value: z.int(), color: color.optional() }))
      .min(2)
      .max(MOST.classes)
      .describe("background first; value: what stands in the masks"),
    labelled: ids.min(1),
    unlabelled: ids,
    validation: ids,
    test: ids.describe("never looked at before the end"),
    unlabelledHoldsTest: z
      .boolean()
      .describe(
        "whether the unlabelled scans include validation and test scans (transductive), as in the official code",
      ),
  }),
  start: startSchema.optional(),
  preprocessing: preprocessingSchema,
  members: z
    .record(
      z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "must be a name of small letters, digits and hyphens"),
      memberSchema,
    )
    .describe("the networks that learn, by the names that the method gives them"),
  training: trainingSchema,
  augmentation: augmentationSchema,
  inference: inferenceSchema,
  reasons: z.record(z.string(), z.string()).describe("why, for each setting by its path (`training.crop`)"),
});

/** Everything that a run does, as data: `RUN/plan.json`. */
export type Plan = z.infer<typeof planSchema>;
export type Preprocessing = z.infer<typeof preprocessingSchema>;
export type Intensity = z.infer<typeof intensitySchema>;
export type PlannedMember = z.infer<typeof memberSchema>;
export type Training = z.infer<typeof trainingSchema>;
export type Augmentation = z.infer<typeof augmentationSchema>;
export type Inference = z.infer<typeof inferenceSchema>;

/** Settings that may change while a run is under way: training does not depend on them. */
const FREE = ["$schema", "reasons", "device", "dataset.root", "start.run", "training.checkpointMinutes", "inference"];

/** One setting of a plan that is not as it was. */
interface PlanChange {
  /** `training.epochs` */
  readonly path: string;
  /** Undefined where it was or is not there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Every setting that training depends on and that differs between two plans, as JSON holds them. */
export function planChanges(before: unknown, after: unknown, path = ""): PlanChange[] {
  if (FREE.includes(path)) return [];
  if (!isObject(before) || !isObject(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const isSameFile = before.sha256 !== undefined && before.sha256 === after.sha256;
  if (isSameFile) for (const key of ["network", "path"]) keys.delete(key); // a file is what is in it, wherever it lies
  return [...keys].flatMap((key) => planChanges(before[key], after[key], path === "" ? key : `${path}.${key}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A change as half a sentence: `training.epochs was 100 and is 200`. */
export function describeChange({ path, before, after }: PlanChange): string {
  return `${path} was ${shown(before)} and is ${shown(after)}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value) && value.length > 6) return `a list of ${value.length}`;
  return value === undefined ? "absent" : JSON.stringify(value);
}
