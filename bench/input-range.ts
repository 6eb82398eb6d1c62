// What it costs a pretrained 2D network to see values from 0 to 1, as a window of CT gives them, beside the same values in the range
// that its weights were trained with: two trainings on labels alone that differ in the plan's `inputRange` and in nothing else.
// node bench/dist/input-range.js DATASET [--labelled 4] [--test 10] [--epochs 300] [--seeds 1,2] [--out FOLDER]
// Scans of any modality will do: each channel gets a window from 0 to the median of the scans' 99.5th percentiles.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { datasetReportSchema } from "@mandn/imaging";
import { plan as planRun, score, train } from "mandn";
import { readPlan, writePlan } from "mandn/plan";
import { RunFolder } from "mandn/run";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    labelled: { type: "string", default: "4" },
    test: { type: "string", default: "10" },
    epochs: { type: "string", default: "300" },
    seeds: { type: "string", default: "1,2" },
    out: { type: "string", default: "mn-input-range" },
  },
});
const [dataset] = positionals;
if (dataset === undefined) throw new Error("Give a dataset: node bench/dist/input-range.js DATASET");

/** Spread of values from 0 to 1 against that of a z-score: plans change intensities of a window by so much less. */
const SPREAD = 0.25;

async function planned(seed: number, converted: boolean): Promise<RunFolder> {
  const folder = new RunFolder(join(values.out, `${converted ? "converted" : "as-prepared"}-${seed}`));
  if (existsSync(folder.plan)) return folder;
  const roles = { labelled: Number(values.labelled), test: Number(values.test) };
  const plan = await planRun(dataset as string, folder.root, {
    ...roles,
    method: "supervised-2d",
    device: "cpu",
    seed,
  });
  const report = datasetReportSchema.parse(JSON.parse(readFileSync(folder.check, "utf8")));
  const intensity = plan.dataset.channels.map((_, channel) => {
    const highest = report.cases.flatMap(({ facts }) => facts?.channels[channel]?.nonZero?.p99_5 ?? []);
    const high = highest.sort((a, b) => a - b)[Math.floor(highest.length / 2)] as number;
    return { kind: "window", low: 0, high } as const;
  });
  const members = Object.entries(plan.members).map(([name, member]) => {
    if (member.view !== "slices") throw new Error("a 2D network alone is meant");
    const { inputRange: _, ...prepared } = member;
    return [name, converted ? { ...prepared, inputRange: "network" as const } : prepared] as const;
  });
  const { brightness, noise, ...augmentation } = plan.augmentation;
  await writePlan(folder.root, {
    ...plan,
    preprocessing: { ...plan.preprocessing, intensity },
    augmentation: { ...augmentation, brightness: brightness * SPREAD, noise: noise * SPREAD },
    members: Object.fromEntries(members),
    training: { ...plan.training, epochs: Number(values.epochs) },
  });
  return folder;
}

console.log("| seed | values | Dice % | HD95 mm |\n|---|---|---|---|");
for (const seed of values.seeds.split(",").map(Number)) {
  for (const converted of [false, true]) {
    const folder = await planned(seed, converted);
    const { members } = await readPlan(folder.plan);
    await train(folder.root);
    const metrics = await score(folder.root);
    const summary = metrics?.sets.find(({ split }) => split === "test")?.summaries.at(-1)?.metrics;
    if (summary === undefined) throw new Error(`${folder.root}: no test scans`);
    const { mean, standardDeviation } = summary.dice;
    const dice = `${(100 * (mean ?? Number.NaN)).toFixed(1)} ± ${(100 * (standardDeviation ?? Number.NaN)).toFixed(1)}`;
    const seen = Object.values(members).every((member) => "inputRange" in member) ? "as pretrained" : "0 … 1";
    console.log(`| ${seed} | ${seen} | ${dice} | ${summary.hd95.mean?.toFixed(1) ?? "–"} |`);
  }
}
