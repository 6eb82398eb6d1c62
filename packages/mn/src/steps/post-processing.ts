import { existsSync, readFileSync, statSync } from "node:fs";
import type { LabelMap } from "@mandn/imaging";
import { writeFileAtomic } from "@mandn/torch";
import { z } from "zod";
import { MnError } from "../errors.js";
import { choosePostProcessing, type PostProcessing, type ValidationCase } from "../inference/post-processing.js";
import { type Predictors, windowOptions } from "../inference/predict.js";
import type { Plan } from "../plan/plan.js";
import type { RunFolder } from "../run/folder.js";
import { readRunDataset } from "./dataset.js";
import { type Networks, predictOne } from "./predict.js";
import { referenceOf } from "./reference.js";
import type { StepOptions } from "./step.js";

const score = z.number().nullable();
const chosenSchema = z.strictObject({
  largestComponent: z.array(z.boolean()),
  fillHoles: z.array(z.boolean()),
  effects: z
    .array(z.strictObject({ none: score, largestComponent: score, fillHoles: score, both: score }))
    .nullable()
    .describe("mean Dice of each foreground class on the validation scans, by the rules applied"),
});
/** `post-processing.json`: what was chosen for the masks of each network, and of both averaged. */
export const postProcessingSchema = z.strictObject({
  version: z.literal(1),
  chosen: z.partialRecord(z.enum(["2d", "3d", "both"]), chosenSchema),
});

/** More validation scans than these are not looked at for it. */
const MOST_SCANS = 10;

/**
 * What is done to masks: as the plan says or, where it leaves that to validation, what helps on the validation scans. That is
 * found out once and kept in `post-processing.json` until the networks or the plan change.
 */
export async function postProcessingOf(
  folder: RunFolder,
  plan: Plan,
  networks: Networks,
  predictors: Predictors,
  { signal, onProgress }: StepOptions,
): Promise<PostProcessing> {
  const { largestComponent, fillHoles } = plan.inference;
  if (largestComponent !== "validation" && fillHoles !== "validation") return { largestComponent, fillHoles };
  const kept = readChosen(folder);
  const before = kept[networks];
  if (before !== undefined) return before;
  const dataset = readRunDataset(folder);
  const ids = plan.dataset.validation.slice(0, MOST_SCANS);
  const cases: ValidationCase[] = [];
  for (const [i, id] of ids.entries()) {
    signal?.throwIfAborted();
    const scan = dataset.cases.find((one) => one.id === id);
    if (scan === undefined) throw new MnError("data", `${folder.dataset} has no scan ${id}.`, { caseIds: [id] });
    const settings = { ...windowOptions(plan), classes: plan.dataset.classes };
    const { mask } = await predictOne(scan, plan, predictors, settings);
    cases.push({ id, prediction: mask as LabelMap, reference: await referenceOf(scan) });
    onProgress?.({ what: "validating", done: i + 1, total: ids.length, unit: "scans", detail: id });
  }
  const chosen = choosePostProcessing(cases, plan.dataset.classes, plan.inference);
  const text = JSON.stringify({ version: 1, chosen: { ...kept, [networks]: chosen } }, null, 2);
  writeFileAtomic(folder.postProcessing, [Buffer.from(`${text}\n`)]);
  return chosen;
}

function readChosen(folder: RunFolder): z.infer<typeof postProcessingSchema>["chosen"] {
  const path = folder.postProcessing;
  if (!existsSync(path)) return {};
  const made = statSync(path).mtimeMs;
  const sources = [folder.plan, folder.network("2d"), folder.network("3d")].filter((source) => existsSync(source));
  if (sources.some((source) => statSync(source).mtimeMs > made)) return {};
  return postProcessingSchema.parse(JSON.parse(readFileSync(path, "utf8"))).chosen;
}
