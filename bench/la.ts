// The paper's effect on real scans: the method beside each network on labels alone, and beside a 2D network with random weights.
// node bench/dist/la.js DATASET [--labelled 4] [--test 10] [--seeds 1,2] [--budget 600] [--device auto] [--out FOLDER]
// DATASET: any that `mn check` takes; the first labelled scans keep their masks, the last are for the test. A run that was
// stopped goes on, and what is done is not done again.
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Metrics, plan as planRun, score, train } from "mandn";
import { readPlan, withMethod, writePlan } from "mandn/plan";
import { RunFolder } from "mandn/run";

const CONFIGURATIONS: readonly {
  readonly name: string;
  readonly method: string;
  readonly pretrained: boolean;
}[] = [
  { name: "3D on labels alone", method: "supervised-3d", pretrained: true },
  { name: "2D pretrained on labels alone", method: "supervised-2d", pretrained: true },
  { name: "2D from random weights on labels alone", method: "supervised-2d", pretrained: false },
  { name: "M&N", method: "mn", pretrained: true },
  { name: "M&N with a random 2D network", method: "mn", pretrained: false },
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    labelled: { type: "string", default: "4" },
    test: { type: "string", default: "10" },
    seeds: { type: "string", default: "1,2" },
    budget: { type: "string", default: "600" },
    device: { type: "string", default: "auto" },
    out: { type: "string", default: "mn-la" },
  },
});
const [dataset] = positionals;
if (dataset === undefined) throw new Error("Give a dataset: node bench/dist/la.js DATASET");

const roles = { labelled: Number(values.labelled), test: Number(values.test) };
const first = new RunFolder(join(values.out, "mn-pretrained"));
/** Planned once, for the method within the budget: all runs have its settings and as many updates of each network. */
const planned = existsSync(first.plan)
  ? await readPlan(first.plan)
  : await planRun(dataset, first.root, { ...roles, budget: Number(values.budget), device: values.device });

async function run(method: string, pretrained: boolean, seed: number): Promise<Metrics> {
  const out = join(values.out, `${method}-${pretrained ? "pretrained" : "random"}-${seed}`);
  const folder = RunFolder.create(out);
  if (!existsSync(folder.plan)) {
    copyFileSync(first.dataset, folder.dataset);
    const plan = withMethod(planned, method);
    const members = Object.entries(plan.members).map(([name, member]) => {
      const isRandom = member.view === "slices" && !pretrained;
      return [name, isRandom ? { ...member, options: { ...member.options, pretrained: false } } : member] as const;
    });
    const { budget: _, ...training } = planned.training; // the number of updates is fixed
    await writePlan(folder.root, { ...plan, seed, training, members: Object.fromEntries(members) });
  }
  const before = process.cpuUsage();
  if (await train(out)) {
    const { user, system } = process.cpuUsage(before);
    console.error(`${out}: ${planned.training.epochs} epochs, ${((user + system) / 60e6).toFixed(1)} core-minutes`);
  }
  const metrics = await score(out);
  if (metrics === undefined) throw new Error(`${out}: no test scans`);
  return metrics;
}

const seeds = values.seeds.split(",").map(Number);
console.log(`| run | network |${seeds.map((seed) => ` Dice %, seed ${seed} |`).join("")} HD95 mm, means |`);
console.log(`|---|---|${seeds.map(() => "---|").join("")}---|`);
for (const { name, method, pretrained } of CONFIGURATIONS) {
  const results: Metrics[] = [];
  for (const seed of seeds) results.push(await run(method, pretrained, seed));
  for (const [i, set] of results[0].sets.filter(({ split }) => split === "test").entries()) {
    const of = (metrics: Metrics) => metrics.sets.filter(({ split }) => split === "test")[i].summaries.at(-1)?.metrics;
    const dice = results.map((metrics) => {
      const { mean, standardDeviation } = of(metrics)?.dice ?? {};
      return ` ${(100 * (mean ?? Number.NaN)).toFixed(1)} ± ${(100 * (standardDeviation ?? Number.NaN)).toFixed(1)} |`;
    });
    const distances = results.map((metrics) => of(metrics)?.hd95.mean?.toFixed(1) ?? "–");
    console.log(`| ${name} | ${set.name} |${dice.join("")} ${distances.join(", ")} |`);
  }
}
