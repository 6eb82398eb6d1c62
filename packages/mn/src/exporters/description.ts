/**
 * `model.json`, which lies beside every exported model: all that a program must know to make masks with the networks. How a scan
 * becomes what they see, how windows slide, and what is done to the mask. `model.schema.json` is its JSON Schema.
 */
import { z } from "zod";
import type { PostProcessing } from "../inference/post-processing.js";
import { inferenceSchema, preprocessingSchema } from "../plan/plan.js";
import type { Run } from "../steps/run.js";
import { VERSION } from "../version.js";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const length = z.union([z.int().positive(), z.string().min(1)]);

const port = z.strictObject({
  name: z.string().min(1),
  shape: z.array(length).describe("the length of each axis, or the name of one that may vary"),
});

const networkSchema = z.strictObject({
  member: z.string().min(1).describe("its name in the plan"),
  title: z.string().min(1),
  file: z.string().min(1).describe("relative to this file"),
  view: z
    .enum(["volume", "slices"])
    .describe("volume: it takes windows [N, C, D, H, W]; slices: slices of windows [N, C, H, W]"),
  directions: z
    .array(z.enum(["d", "h", "w"]))
    .min(1)
    .describe(
      "for slices: the axes that windows are cut along. The window's axis D changes places with that axis (W, H, D for w), each slice along the first axis is seen alone, the logits change places back; of several axes the mean of the logits is taken",
    ),
  reference: z
    .strictObject({
      network: z.string().min(1).describe("as `mn models` lists it"),
      options: z.record(z.string(), z.json()).describe("what it is made with: `mn models NAME`"),
      scale: z
        .array(z.number())
        .nullable()
        .describe("of each channel, before it goes in: scale · x + shift; null: as it is"),
      shift: z.array(z.number()).nullable(),
    })
    .nullable()
    .describe("for files of weights alone: the network that they are of; null: the file holds what it computes"),
  multiples: z.array(z.int().positive()).describe("what the lengths of its input's spatial axes must be multiples of"),
  input: port,
  output: port.describe("logits, one channel for each class"),
});

export const descriptionSchema = z.strictObject({
  $schema: z.string(),
  version: z.literal(1),
  program: z.string().describe("what wrote this, with its version"),
  method: z.strictObject({ name: z.string(), title: z.string(), url: z.string() }),
  opset: z.int().nullable().describe("of the ONNX files; null where there are none"),
  networks: z
    .array(networkSchema)
    .min(1)
    .describe("their probabilities (softmax of the logits over the classes) are averaged over `member`"),
  channels: z.array(z.string()).min(1).describe("of a scan, in the order in which networks take them"),
  classes: z
    .array(z.strictObject({ name: z.string().min(1), value: z.int() }))
    .min(2)
    .describe("in the order of the logits, background first; value: what stands in masks"),
  frame: z
    .literal("RAS")
    .describe("a scan's axes are turned, without interpolation, until x runs to the right, y to the front, z upward"),
  preprocessing: preprocessingSchema.describe(
    "then: cropped to what is not air, clipped to the intensity's range, resampled by cubic B-splines to the spacing, made the intensity that is asked for",
  ),
  windows: z
    .strictObject({
      window: inferenceSchema.shape.window,
      overlap: inferenceSchema.shape.overlap,
      weighting: inferenceSchema.shape.weighting.describe(
        "of a window's voxels; gaussian: standard deviation of an eighth of the window, not below 0.001 or the least weight, whichever is larger",
      ),
      outside: z
        .literal("least")
        .describe("a scan that is smaller than a window is filled on both sides with each channel's least value"),
    })
    .describe(
      "logits of windows are averaged by the weights; then softmax; then interpolated linearly to the scan's own grid",
    ),
  postProcessing: z
    .strictObject({ largestComponent: z.array(z.boolean()), fillHoles: z.array(z.boolean()) })
    .describe(
      "for each foreground class, in this order: only its largest component (26 neighbours) is kept, holes are filled",
    ),
  files: z.record(z.string(), sha256).describe("SHA-256 of every other file that was written, by its path from here"),
});

export type Description = z.infer<typeof descriptionSchema>;
export type DescribedNetwork = z.infer<typeof networkSchema>;

/** What wrote the files. */
export const PROGRAM = `mandn ${VERSION}`;

/** What a run says, whatever its networks are written as. */
export function describeRun(
  { plan, method }: Run,
  { largestComponent, fillHoles }: PostProcessing,
): Omit<Description, "$schema" | "version" | "files" | "networks" | "opset"> {
  const { dataset, preprocessing, inference } = plan;
  const { window, overlap, weighting } = inference;
  const { name, title, cite } = method.definition;
  return {
    program: PROGRAM,
    method: { name, title, url: cite.url },
    channels: dataset.channels,
    classes: dataset.classes,
    frame: "RAS",
    preprocessing,
    windows: { window, overlap, weighting, outside: "least" },
    postProcessing: { largestComponent: [...largestComponent], fillHoles: [...fillHoles] },
  };
}
