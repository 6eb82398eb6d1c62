// The rivals as their authors wrote them (preset `official`: own network, loss, optimiser and schedule) at a small scale: smaller crops, few
// updates, ramps and stages at the same places. It shows that losses fall and masks do not collapse, and reproduces nothing.
// node bench/dist/official.js DATASET [--methods a,b] [--labelled 2] [--updates 200] [--crop 32,48,32] [--seed 1]
//   [--first-stage SHARE: of methods with a first stage of labelled crops, which few updates would make too short] [--out FOLDER]
// Goes on where it stopped. A line for each method: its members' losses in the first and the last tenth of the steps, and Dice on the test scans.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Plan, plan as planRun, score, train } from "mandn";
import { readPlan, writePlan } from "mandn/plan";
import { type RunEvent, RunFolder, readEvents } from "mandn/run";
import { METHODS } from "mandn/training";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    methods: { type: "string" },
    labelled: { type: "string", default: "2" },
    updates: { type: "string", default: "200" },
    crop: { type: "string", default: "32,48,32" },
    seed: { type: "string", default: "1" },
    "first-stage": { type: "string" },
    out: { type: "string", default: "mn-official" },
  },
});
const [dataset] = positionals;
if (dataset === undefined) throw new Error("Give a dataset: node bench/dist/official.js DATASET");

/** M&N's own weights are a download; labels alone are no rival. */
const NOT_RIVALS = ["mn", "supervised-3d", "supervised-2d"];
const methods = values.methods?.split(",") ?? [...METHODS.keys()].filter((name) => !NOT_RIVALS.includes(name));

async function planned(method: string): Promise<RunFolder> {
  const folder = new RunFolder(join(values.out, method));
  if (existsSync(folder.plan)) return folder;
  const roles = { labelled: Number(values.labelled), seed: Number(values.seed) };
  await planRun(dataset as string, folder.root, { ...roles, method, preset: "official", device: "cpu" });
  const plan = await readPlan(folder.plan);
  const crop = values.crop.split(",").map(Number) as Plan["training"]["crop"];
  const epochs = Math.max(1, Math.round(Number(values.updates) / plan.training.updatesPerEpoch));
  const { settings } = plan.method;
  const share = values["first-stage"];
  const asked: Plan["method"]["settings"] =
    share !== undefined && "stage1" in settings ? { stage1: Number(share) } : {};
  await writePlan(folder.root, {
    ...plan,
    method: { ...plan.method, settings: { ...settings, ...asked } },
    training: { ...plan.training, crop, epochs },
    inference: { ...plan.inference, window: crop },
  });
  return folder;
}

type Step = Extract<RunEvent, { type: "step" }>;

/** A member's mean loss in the first and in the last tenth of its steps. */
function losses(steps: readonly Step[], member: string): string {
  const all = steps.flatMap(({ members }) => members[member]?.terms.loss ?? []);
  const tenth = Math.max(1, Math.floor(all.length / 10));
  const mean = (some: readonly number[]) => (some.reduce((sum, one) => sum + one, 0) / some.length).toFixed(3);
  return `${mean(all.slice(0, tenth))} → ${mean(all.slice(-tenth))}`;
}

console.log("| method | networks | losses | Dice % | updates | seconds |\n|---|---|---|---|---|---|");
for (const method of methods) {
  const folder = await planned(method);
  await train(folder.root);
  const metrics = await score(folder.root);
  const steps = readEvents(folder).filter((event) => event.type === "step");
  const { members } = await readPlan(folder.plan);
  const learners = Object.keys(members).filter((name) => steps.some((step) => name in step.members));
  const dice = metrics?.sets.flatMap(({ split, summaries }) => {
    const mean = summaries.at(-1)?.metrics.dice.mean;
    return split === "test" && typeof mean === "number" ? [(100 * mean).toFixed(1)] : [];
  });
  const networks = learners.map((name) => members[name]?.network).join(", ");
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  const told = learners.map((name) => losses(steps, name)).join("; ");
  console.log(
    `| ${METHODS.get(method)?.title ?? method} | ${networks} | ${told} | ${dice?.join(", ")} | ${steps.length} | ${seconds.toFixed(0)} |`,
  );
}
