import { existsSync, statSync } from "node:fs";
import { writeFileAtomic } from "@mandn/torch";
import { z } from "zod";
import { MnError } from "../errors.js";
import { choosePostProcessing, type PostProcessing, type ValidationCase } from "../inference/post-processing.js";
import { windowOptions } from "../inference/predict.js";
import type { Predictor } from "../inference/predictor.js";
import type { Plan } from "../plan/plan.js";
import type { RunFolder } from "../run/folder.js";
import { readJsonFile } from "../run/json-file.js";
import { networkFiles } from "../training/networks.js";
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
  chosen: z.record(z.string(), chosenSchema),
});

/**
 * What is done to masks: as the plan says or, where it leaves that to validation, what helps on the validation scans. That is
 * found out once and kept in `post-processing.json` until the networks or the plan change.
 */
export async function postProcessingOf(
  folder: RunFolder,
  plan: Plan,
  networks: Networks,
  predictors: readonly Predictor[],
  options: StepOptions,
): Promise<PostProcessing> {
  const { largestComponent, fillHoles } = plan.inference;
  if (largestComponent !== "validation" && fillHoles !== "validation") return { largestComponent, fillHoles };
  const kept = readChosen(folder, plan);
  const before = kept[networks];
  if (before !== undefined) return before;
  const cases = validationCases(folder, plan, predictors, options);
  const chosen = await choosePostProcessing(cases, plan.dataset.classes, plan.inference);
  const text = JSON.stringify({ version: 1, chosen: { ...kept, [networks]: chosen } }, null, 2);
  writeFileAtomic(folder.postProcessing, [Buffer.from(`${text}\n`)]);
  return chosen;
}

async function* validationCases(
  folder: RunFolder,
  plan: Plan,
  predictors: readonly Predictor[],
  { signal, onProgress }: StepOptions,
): AsyncIterable<ValidationCase> {
  const { cases } = readRunDataset(folder);
  const total = plan.dataset.validation.length;
  for (const [i, id] of plan.dataset.validation.entries()) {
    signal?.throwIfAborted();
    const scan = cases.find((one) => one.id === id);
    if (scan === undefined) throw new MnError("data", `${folder.dataset} has no scan ${id}.`, { caseIds: [id] });
    const settings = { ...windowOptions(plan), classes: plan.dataset.classes };
    const { mask } = await predictOne(scan, plan, predictors, settings);
    yield { id, prediction: mask, reference: await referenceOf(scan) };
    onProgress?.({ what: "validating", done: i + 1, total, unit: "scans", detail: id });
  }
}

function readChosen(folder: RunFolder, plan: Plan): z.infer<typeof postProcessingSchema>["chosen"] {
  const path = folder.postProcessing;
  const found = readJsonFile(path, postProcessingSchema);
  if (found === undefined) return {};
  const made = statSync(path).mtimeMs;
  const sources = [folder.plan, ...networkFiles(folder, plan)].filter((source) => existsSync(source));
  return sources.some((source) => statSync(source).mtimeMs > made) ? {} : found.chosen;
}
