// The runs of gpu-check: some of the scans of a folder, listed in a table, and plans for them that differ in what a part says.
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Case, datasetCsv, discoverDataset } from "@mandn/imaging";
import { type Plan, plan as planRun, Run } from "mandn";
import { writePlan } from "mandn/plan";
import { type RunEvent, RunFolder, readEvents } from "mandn/run";
import type { Bench } from "./checks.js";

/** Scans of each role. */
const COUNTS = { labelled: 4, unlabelled: 16, test: 10 } as const;
const QUICK_COUNTS = { labelled: 2, unlabelled: 2, test: 1 } as const;

export const labelledCount = ({ quick }: Bench): number => (quick ? QUICK_COUNTS : COUNTS).labelled;

/**
 * A table of some of the scans: the first labelled ones, others whose masks are not used, and the test scans of the dataset, or else
 * the last of those with a mask.
 */
export async function tableOfScans(bench: Bench): Promise<string> {
  const path = join(bench.folder, "scans.csv");
  if (existsSync(path)) return path;
  const counts = bench.quick ? QUICK_COUNTS : COUNTS;
  const dataset = await discoverDataset(bench.data);
  const [given, others] = [true, false].map((isTest) =>
    dataset.cases.filter(({ split, label }) => (split === "test" && label !== undefined) === isTest),
  );
  const withMask = ({ label }: Case) => label !== undefined;
  const test = given.length > 0 ? given.slice(0, counts.test) : others.filter(withMask).slice(-counts.test);
  const pool = others.filter((one) => !test.includes(one) && one.split !== "test");
  const labelled = pool.filter(withMask).slice(0, counts.labelled);
  if (labelled.length < counts.labelled || test.length === 0) {
    throw new Error(`${bench.data} has too few masks: ${counts.labelled} for training and one for the test are needed`);
  }
  const unlabelled = pool.filter((one) => !labelled.includes(one)).slice(0, counts.unlabelled);
  const cases: Case[] = [
    ...[...labelled, ...unlabelled].map((one): Case => ({ ...one, split: "train" })),
    ...test.map((one): Case => ({ ...one, split: "test" })),
  ];
  mkdirSync(bench.folder, { recursive: true });
  writeFileSync(path, datasetCsv({ ...dataset, cases }, bench.folder));
  return path;
}

/**
 * A run by a plan of the CPU's scale, whose sizes are those that long trainings are known of, for the device, with fixed lengths.
 *
 * @param change what is special about it
 */
export async function plannedRun(bench: Bench, name: string, change: (plan: Plan) => Plan): Promise<RunFolder> {
  const first = new RunFolder(join(bench.folder, "base"));
  if (!existsSync(first.plan)) {
    const labelled = labelledCount(bench);
    await planRun(await tableOfScans(bench), first.root, { labelled, validation: 0, device: "cpu", seed: 1 });
  }
  const { plan } = await Run.open(first.root);
  const run = RunFolder.create(join(bench.folder, name));
  copyFileSync(first.dataset, run.dataset);
  await writePlan(run.root, change(forDevice(bench, plan)));
  return run;
}

/** The batch of plans for GPUs; tiny sizes where it must be quick. */
export function forDevice({ device, quick }: Bench, plan: Plan): Plan {
  const { training, inference, members, preprocessing } = plan;
  if (!quick) {
    return {
      ...plan,
      device,
      training: { ...training, volumesPerBatch: 4 },
      inference: { ...inference, windowsPerBatch: 4 },
    };
  }
  const crop: [number, number, number] = [16, 16, 16];
  const small = Object.entries(members).map(([name, member]) => [
    name,
    member.view === "slices"
      ? { ...member, slicesPerVolume: 2, options: { ...member.options, enlarge: 2 } }
      : { ...member, options: { ...member.options, width: 4, levels: 3 } },
  ]);
  return {
    ...plan,
    device,
    preprocessing: { ...preprocessing, spacing: preprocessing.spacing.map((mm) => 2 * mm) as typeof crop },
    members: Object.fromEntries(small),
    training: { ...training, crop, volumesPerBatch: 2 },
    inference: { ...inference, window: crop, windowsPerBatch: 4 },
  };
}

type Step = Extract<RunEvent, { type: "step" }>;

export const stepsOf = (run: RunFolder): Step[] => readEvents(run).filter((event) => event.type === "step");

/** What a training did, as far as it came. */
export function done(steps: readonly Step[]): string {
  const updates = steps.reduce((sum, { members }) => sum + Object.keys(members).length, 0);
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  const epochs = (steps.at(-1)?.epoch ?? -1) + 1;
  const each = ((1000 * seconds) / Math.max(1, steps.length)).toFixed(0);
  return `${epochs} epochs and ${updates} updates done, ${each} ms a step`;
}

/** Seconds of the first steps of each kind in a process, by who learns and how many crops are unlabelled. */
export function firstSteps(steps: readonly Step[], count: number): string {
  const kinds = new Map<string, number[]>();
  for (const { members, batch, seconds } of steps) {
    const kind = `${Object.keys(members).join(" + ")}, ${batch.unlabelled} unlabelled`;
    const of = kinds.get(kind) ?? [];
    kinds.set(kind, of);
    if (of.length < count) of.push(seconds);
  }
  return Array.from(kinds, ([kind, list]) => `${kind}: ${list.map((one) => one.toFixed(2)).join(", ")} s`).join("; ");
}
