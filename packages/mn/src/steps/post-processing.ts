// The choice of what is done to masks: as the plan says or, where it leaves that to validation, what helps on the validation scans.
// It is made when training ends, for all sets of networks in one pass, and kept in post-processing.json until what it was made from changes.
import type { Case } from "@mandn/imaging";
import { z } from "zod";
import { MnError } from "../errors.js";
import {
  fixedPostProcessing,
  type PostProcessing,
  PostProcessingChoice,
  pooledRules,
} from "../inference/post-processing.js";
import { caseSources } from "../run/dataset.js";
import { readProduct, writeJsonFile } from "../run/files.js";
import { isFresh, madeFrom, madeFromSchema, type Sources } from "../run/freshness.js";
import { type Model, networkSources, type Run, type StepOptions, settingsSource } from "./run.js";
import { referenceOf } from "./scans.js";
import { PredictionSession } from "./session.js";

const score = z.number().nullable();
const chosenSchema = z.strictObject({
  largestComponent: z.array(z.boolean()),
  fillHoles: z.array(z.boolean()),
  effects: z
    .array(z.strictObject({ none: score, largestComponent: score, fillHoles: score, both: score }))
    .nullable()
    .describe("mean Dice of each foreground class on the validation scans, by the rules applied"),
  madeFrom: madeFromSchema.describe("the networks, settings, scans and references that it was chosen by"),
});
const VERSION = 2;
/** `post-processing.json`: what was chosen for the masks of each set of networks. */
const postProcessingSchema = z.strictObject({
  version: z.literal(VERSION),
  chosen: z.record(z.string(), chosenSchema),
});

/** Rules by set; undefined where they are still to be chosen. */
export type Rules = Readonly<Record<string, PostProcessing | undefined>>;

/**
 * The rules for the masks of sets of networks, as far as the plan says them or they were chosen, and nothing has changed since.
 *
 * Of several runs a rule holds where more than half of them have it.
 *
 * @throws MnError `"run"` when a network is not there or was trained by another plan, `"usage"` for a plan with rules for other classes
 */
export async function knownRules(model: Model, sets: readonly string[]): Promise<Rules> {
  const [run, ...others] = model.runs;
  if (run === undefined || others.length > 0) return commonRules(model, sets);
  const { plan, folder } = run;
  const fixed = fixedPostProcessing(plan.dataset.classes, plan.inference);
  const kept = fixed === undefined ? readProduct(folder.postProcessing, postProcessingSchema)?.chosen : {};
  const rules: Record<string, PostProcessing | undefined> = {};
  for (const set of sets) {
    const chosen = kept?.[set];
    const isCurrent = chosen !== undefined && (await isFresh(chosen.madeFrom, await sourcesOf(run, set)));
    rules[set] = isCurrent ? { largestComponent: chosen.largestComponent, fillHoles: chosen.fillHoles } : fixed;
  }
  return rules;
}

async function commonRules(model: Model, sets: readonly string[]): Promise<Rules> {
  const common: Record<string, PostProcessing | undefined> = {};
  for (const set of sets) {
    const all: PostProcessing[] = [];
    for (const run of model.runs) {
      const own = model.setIn(run, set);
      const rules = (await knownRules(run, [own]))[own];
      if (rules !== undefined) all.push(rules);
    }
    const most = (rule: keyof PostProcessing) =>
      all[0]?.[rule].map((_, i) => 2 * all.filter((rules) => rules[rule][i]).length > all.length) ?? [];
    const isKnown = all.length === model.runs.length;
    common[set] = isKnown ? { largestComponent: most("largestComponent"), fillHoles: most("fillHoles") } : undefined;
  }
  return common;
}

/**
 * {@link knownRules}, where those that are still to be chosen are chosen now.
 *
 * @throws as predicting does
 */
export async function rulesFor(
  model: Model,
  sets: readonly string[],
  options: StepOptions & { readonly device?: string | undefined },
): Promise<Readonly<Record<string, PostProcessing>>> {
  for (const run of model.runs) {
    const own = [...new Set(sets.map((set) => model.setIn(run, set)))];
    const known = await knownRules(run, own);
    const unknown = own.filter((set) => known[set] === undefined);
    if (unknown.length === 0) continue;
    const { device } = options;
    using session = await PredictionSession.open(run, { ...(device !== undefined && { device }), sets: unknown });
    await chooseRules(run, unknown, session, options);
  }
  return (await knownRules(model, sets)) as Readonly<Record<string, PostProcessing>>;
}

/**
 * Chooses the rules by the validation scans of all runs together, and keeps the choice in each of them.
 *
 * @param runs whose rules were chosen each by its own validation scans, see {@link rulesFor}
 */
export function poolRules(runs: readonly Run[], sets: readonly string[]): void {
  for (const set of sets) {
    const own = runs.map(({ folder }) => readProduct(folder.postProcessing, postProcessingSchema)?.chosen[set]);
    const effects = own.flatMap((chosen, i) => {
      const scans = runs[i]?.plan.dataset.validation.length ?? 0;
      return chosen?.effects ? [{ effects: chosen.effects, scans }] : [];
    });
    const [first] = runs;
    if (first === undefined || effects.length < runs.length) continue; // the plan says the rules
    const { largestComponent, fillHoles } = pooledRules(effects, first.plan.inference);
    for (const [i, { folder }] of runs.entries()) {
      const rules = { largestComponent: [...largestComponent], fillHoles: [...fillHoles] };
      const chosen = { ...(own[i] as NonNullable<(typeof own)[number]>), ...rules };
      const kept = readProduct(folder.postProcessing, postProcessingSchema)?.chosen;
      writeJsonFile(folder.postProcessing, { version: VERSION, chosen: { ...kept, [set]: chosen } });
    }
  }
}

/**
 * Chooses the rules for the masks of sets of networks by the validation scans, which are predicted once, and keeps the choice.
 *
 * @throws as predicting does
 */
export async function chooseRules(
  run: Run,
  sets: readonly string[],
  session: PredictionSession,
  { signal, onProgress }: StepOptions,
): Promise<Readonly<Record<string, PostProcessing>>> {
  const { plan, folder } = run;
  const { classes } = plan.dataset;
  const sources = await Promise.all(sets.map((set) => sourcesOf(run, set)));
  const marks = await madeFrom(Object.assign({}, ...sources));
  const choices = sets.map(() => new PostProcessingChoice(classes, plan.inference));
  const cases = validationCases(run);
  for (const [i, scan] of cases.entries()) {
    const onWindows = ({ done, total }: { readonly done: number; readonly total: number }) =>
      onProgress?.({
        what: "validating",
        done: i + done / total,
        total: cases.length,
        unit: "scans",
        detail: `${scan.id}, ${done} of ${total} windows`,
      });
    const prediction = await session.predict(scan, { sets, signal, onWindows });
    const reference = await referenceOf(scan, prediction.masks[sets[0]].mask);
    for (const [s, set] of sets.entries()) choices[s].add({ prediction: prediction.masks[set].mask, reference });
  }
  const made = sets.map((set, s) => {
    const own = Object.fromEntries(Object.keys(sources[s]).map((name) => [name, marks[name]]));
    return [set, { ...choices[s].made(), madeFrom: own }] as const;
  });
  const kept = readProduct(folder.postProcessing, postProcessingSchema)?.chosen;
  writeJsonFile(folder.postProcessing, { version: VERSION, chosen: { ...kept, ...Object.fromEntries(made) } });
  return Object.fromEntries(
    made.map(([set, { largestComponent, fillHoles }]) => [set, { largestComponent, fillHoles }]),
  );
}

async function sourcesOf(run: Run, set: string): Promise<Sources> {
  const networks = await networkSources(run, run.predictors[set] ?? []);
  return { ...networks, plan: settingsSource(run.plan), ...caseSources(validationCases(run)) };
}

function validationCases({ plan, dataset, folder }: Run): Case[] {
  return plan.dataset.validation.map((id) => {
    const scan = dataset.cases.find((one) => one.id === id);
    if (scan === undefined) throw new MnError("data", `${folder.dataset} has no scan ${id}.`, { caseIds: [id] });
    return scan;
  });
}
