import { z } from "zod";

const triple = <T extends z.ZodType>(item: T) => z.tuple([item, item, item]);
const fraction = z.number().min(0).max(1);
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
  spacing: triple(z.number().positive()).describe(
    "millimetres between voxels along D, H, W of the canonical (RAS) frame",
  ),
  intensity: z.array(intensitySchema).min(1).describe("one for each channel"),
  cropToBody: z.boolean().describe("whether air around the body is cut off before training and prediction"),
});

const networkSchema = z.strictObject({
  name: z.string().min(1).describe("a name that `mn models` lists, or a path to a file with one network"),
  options: z.record(z.string(), z.json()).default({}).describe("the network's own options"),
  learningRate: z.number().positive().describe("the highest rate of the schedule"),
});

const stepSeconds = z
  .tuple([z.number().nonnegative(), z.number().nonnegative()])
  .describe(
    "seconds of a step without unlabelled crops, and with as many as a batch can hold; 0 where the run has none",
  );

export const budgetSchema = z
  .strictObject({
    seconds: z.number().positive().describe("that training may take, with preparing the scans"),
    stepSeconds: z
      .strictObject({ "2d": stepSeconds, "3d": stepSeconds, both: stepSeconds })
      .describe("by the networks that learn in it"),
    besidesSeconds: z.number().nonnegative().describe("of pseudo-masks and validations, in the whole run"),
  })
  .describe(
    "where the machine turns out slower or faster than measured, training changes its number of epochs to end with the budget; without this setting the number is fixed",
  );

export const trainingSchema = z.strictObject({
  crop: triple(z.int().positive()).describe("voxels along D, H, W"),
  volumesPerBatch: z.int().positive().describe("crops in a batch, B of the paper"),
  epochs: z.int().positive().describe("epochs of each network; every position below is a fraction of it"),
  updatesPerEpoch: z.int().positive(),
  budget: budgetSchema.optional(),
  warmUp: fraction.describe("end of the linear warm-up"),
  stage1: fraction.describe("end of stage 1 (labelled scans only); the rate restarts here. T of the paper"),
  alternating: z
    .boolean()
    .describe(
      "true: in stage 2 the networks take turns, an epoch each; false: both learn from each batch, by what the other knew before it, and a CPU computes both at the same time, in stage 1 too",
    ),
  sampling: z
    .union([z.enum(["learning-rate", "learning-rate-average", "epoch"]), z.int().nonnegative()])
    .describe(
      "what sets the unlabelled crops per batch in stage 2: the annealed rate, rounded down or so that its share is met on average, the epoch, or a fixed number",
    ),
  foregroundCrops: fraction.describe("share of crops that must contain foreground"),
  pseudoMaskRefreshes: z
    .array(fraction)
    .describe("when the 3D network's masks of whole unlabelled scans, which steer their crops, are made anew"),
  weightDecay: z.number().nonnegative(),
  validations: z.int().nonnegative().describe("how often the validation scans are predicted during training"),
  checkpointMinutes: z.number().positive().describe("minutes between checkpoints"),
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
  blur: z.number().nonnegative().describe("largest standard deviation of Gaussian blur, in voxels"),
});

export const inferenceSchema = z.strictObject({
  window: triple(z.int().positive()).describe("voxels along D, H, W"),
  overlap: z.number().min(0).lt(1).describe("share of a window that the next one covers again"),
  weighting: z.enum(["gaussian", "uniform"]),
  mirrorAxes: triple(z.boolean()).describe("axes that test-time augmentation (--tta) mirrors: D, H, W"),
  windowsPerBatch: z.int().positive(),
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

export const planSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  method: z.enum(["mn", "supervised-2d", "supervised-3d"]),
  preset: z.enum(["clean", "official"]),
  seed: z.int().nonnegative(),
  device: z.string().regex(/^(cpu|cuda(:\d+)?)$/, "must be cpu, cuda or cuda:N"),
  precision: z.enum(["float32", "bfloat16", "float16"]).describe("of convolutions and matrix products"),
  dataset: z.strictObject({
    root: z.string().min(1).describe("the folder or file that was given"),
    channels: z.array(z.string()).min(1),
    classes: z
      .array(z.strictObject({ name: z.string().min(1), value: z.int() }))
      .min(2)
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
  preprocessing: preprocessingSchema,
  network2d: networkSchema.extend({
    slicesPerVolume: z.int().positive().describe("slices of each crop that an update of the 2D network sees"),
    sliceDirections: z
      .array(z.enum(["d", "h", "w"]))
      .min(1)
      .describe(
        "axes along which volumes are cut into slices; several: one is drawn at each update, predictions are averaged",
      ),
  }),
  network3d: networkSchema,
  training: trainingSchema,
  augmentation: augmentationSchema,
  inference: inferenceSchema,
  reasons: z.record(z.string(), z.string()).describe("why, for each setting by its path (`training.crop`)"),
});

/** Everything that a run does, as data: `RUN/plan.json`. */
export type Plan = z.infer<typeof planSchema>;
export type Preprocessing = z.infer<typeof preprocessingSchema>;
export type Intensity = z.infer<typeof intensitySchema>;
export type Training = z.infer<typeof trainingSchema>;
export type Augmentation = z.infer<typeof augmentationSchema>;
export type Inference = z.infer<typeof inferenceSchema>;
