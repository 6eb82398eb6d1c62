// What going on with more labels is worth: a run on 2 labelled scans, the first 4 scans of its queue labelled by their references, and then
// the run that goes on beside one with 4 scans drawn at random instead, and beside runs that are trained anew on the queue's 6 labels, for as
// many updates and for twice as many.
// node bench/dist/more-labels.js DATASET [--test 20] [--seeds 0,1] [--budget 40 | --epochs 60] [--coarser 1] [--out FOLDER]
// DATASET: images/ and labels/ with a mask for every scan. The budget, in seconds, decides how many epochs the first run has, or these are
// given, for a machine too busy to be measured; --coarser 2 takes voxels of twice the length, and smaller crops. From then on updates are counted, so that what else the machine does changes nothing.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Metrics, plan as planRun, predict, score, train } from "mandn";
import { rankForLabelling } from "mandn/inference";
import { type Plan, readPlan, writePlan } from "mandn/plan";
import { RunFolder } from "mandn/run";

const FIRST = 2;
const MORE = 4;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    test: { type: "string", default: "20" },
    seeds: { type: "string", default: "0,1" },
    budget: { type: "string", default: "40" },
    epochs: { type: "string" },
    coarser: { type: "string", default: "1" },
    out: { type: "string", default: "mn-more-labels" },
  },
});
const [dataset] = positionals;
if (dataset === undefined) throw new Error("Give a dataset: node bench/dist/more-labels.js DATASET");
const test = Number(values.test);

/** A dataset with all scans, and masks of the first ones, of some more, and of the test scans. */
function datasetWith(name: string, more: readonly string[]): string {
  const [from, to] = [dataset as string, join(values.out, name)];
  const files = readdirSync(join(from, "images")).sort();
  for (const folder of ["images", "labels"]) mkdirSync(join(to, folder), { recursive: true });
  const labelled = new Set([...files.slice(0, FIRST), ...files.slice(-test), ...more]);
  for (const file of files) {
    for (const folder of labelled.has(file) ? ["images", "labels"] : ["images"]) {
      copyFileSync(join(from, folder, file), join(to, folder, file));
    }
  }
  return to;
}

/** Plans, or keeps the plan that is there, trains and scores. */
async function run(
  scans: string,
  out: string,
  options: Parameters<typeof planRun>[2],
  change: (plan: Plan) => Plan,
): Promise<Metrics> {
  const folder = new RunFolder(join(values.out, out));
  if (!existsSync(folder.plan)) {
    const { training, ...plan } = await planRun(scans, folder.root, { device: "cpu", ...options });
    const { budget: _, ...fixed } = training; // updates are counted
    await writePlan(folder.root, change({ ...plan, training: fixed }));
  }
  const begun = performance.now();
  if (await train(folder.root))
    console.error(`${out}: ${((performance.now() - begun) / 1000).toFixed(0)} s of training`);
  const metrics = await score(folder.root);
  if (metrics === undefined) throw new Error(`${out}: no test scans`);
  return metrics;
}

/** By which scans are drawn: the same for a seed in every run. */
const digest = (seed: number, id: string) => createHash("sha256").update(`${seed} ${id}`).digest("hex");

const rows = new Map<string, Metrics[]>();
const note = (name: string, metrics: Metrics) => rows.set(name, [...(rows.get(name) ?? []), metrics]);
for (const seed of values.seeds.split(",").map(Number)) {
  const [first, next] = [`first-${seed}`, `next-${seed}`];
  const before = datasetWith("before", []);
  const length = values.epochs === undefined ? { budget: Number(values.budget) } : {};
  const given = (plan: Plan): Plan => {
    const epochs = Number(values.epochs ?? plan.training.epochs);
    const factor = Number(values.coarser);
    if (factor === 1) return { ...plan, training: { ...plan.training, epochs } };
    const crop = plan.training.crop.map((size) => 16 * Math.ceil(size / factor / 16)) as [number, number, number];
    const spacing = plan.preprocessing.spacing.map((mm) => factor * mm) as [number, number, number];
    return {
      ...plan,
      preprocessing: { ...plan.preprocessing, spacing },
      training: { ...plan.training, epochs, crop },
      inference: { ...plan.inference, window: crop },
    };
  };
  note(`${FIRST} labels`, await run(before, first, { test, seed, ...length }, given));
  const { training } = await readPlan(new RunFolder(join(values.out, first)).plan);
  const unlabelled = new Set((await readPlan(new RunFolder(join(values.out, first)).plan)).dataset.unlabelled);
  const { scans } = await predict(join(values.out, first), undefined);
  const queue = rankForLabelling(scans.filter(({ id }) => unlabelled.has(id))).slice(0, MORE);
  const filesOf = (ids: readonly string[]) => ids.map((id) => `${id}.nii.gz`);
  const queued = queue.map(({ id }) => id);
  const drawn = [...unlabelled].sort((a, b) => (digest(seed, a) < digest(seed, b) ? -1 : 1)).slice(0, MORE);
  const after = datasetWith(`after-${seed}`, filesOf(queued));
  const random = datasetWith(`random-${seed}`, filesOf(drawn));
  const epochs = (times: number) => (plan: Plan) => ({
    ...plan,
    training: { ...plan.training, epochs: times * training.epochs },
  });
  const by = { from: join(values.out, first), seed };
  note(`${FIRST + MORE} labels, going on`, await run(after, next, by, epochs(1)));
  note(`${FIRST + MORE} labels, ${MORE} at random, going on`, await run(random, `next-random-${seed}`, by, epochs(1)));
  const sizes = { test, seed, ...length };
  const anew = (times: number) => (plan: Plan) => epochs(times)(given(plan));
  note(`${FIRST + MORE} labels, anew`, await run(after, `anew-${seed}`, sizes, anew(1)));
  note(`${FIRST + MORE} labels, anew, twice as long`, await run(after, `anew-twice-${seed}`, sizes, anew(2)));
  console.error(
    `seed ${seed}: ${training.epochs} epochs; labelled next: ${queued.join(", ")}; at random: ${drawn.join(", ")}`,
  );
}

console.log("| run | network | Dice %, each seed | HD95 mm, each seed |");
console.log("| --- | --- | --- | --- |");
for (const [name, all] of rows) {
  for (const [i, set] of (all[0] as Metrics).sets.entries()) {
    const of = (metrics: Metrics) => metrics.sets[i]?.summaries.at(-1)?.metrics;
    const dice = all.map((metrics) => (100 * (of(metrics)?.dice.mean ?? Number.NaN)).toFixed(1));
    const distances = all.map((metrics) => of(metrics)?.hd95.mean?.toFixed(2) ?? "–");
    console.log(`| ${name} | ${set.name} | ${dice.join(", ")} | ${distances.join(", ")} |`);
  }
}
