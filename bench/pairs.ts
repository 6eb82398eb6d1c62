// Pairs of the real networks on a few real scans: they learn, go on exactly after a stop, and predict. A smoke test, no result.
// node bench/dist/pairs.js DATASET [--out FOLDER] [--spacing 3] [--epochs 6] [--pair 1]
// DATASET: any that `mn check` takes, with 6 labelled scans or more: 2 keep their masks, 3 count as unlabelled, 1 is the test.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { plan as planRun, score, train } from "mandn";
import { type PlannedMember, writePlan } from "mandn/plan";
import { type RunEvent, RunFolder, readEvents } from "mandn/run";
import { trainWithStop } from "./train-with-stop.js";

type Network = Pick<PlannedMember, "options"> & { readonly name: string };
type Triple = [number, number, number];
type Pair = readonly [of2d: Network, of3d: Network, crop: Triple];

/** Crops are the least that the networks take, or the next: SwinUNETR wants multiples of 32. */
const PAIRS: readonly Pair[] = [
  [{ name: "segformer", options: { size: "b0", enlarge: 2 } }, { name: "unet3d", options: {} }, [16, 32, 32]],
  [
    { name: "resnet", options: { depth: 18, enlarge: 2 } },
    { name: "swin-unetr", options: { width: 24 } },
    [32, 32, 64],
  ],
  [{ name: "dinov2", options: { size: "small" } }, { name: "vnet", options: { width: 16 } }, [16, 32, 32]],
  [
    { name: "mobilenet-v2", options: { enlarge: 2 } },
    { name: "resenc", options: { features: [16, 32, 64, 128] } },
    [16, 32, 32],
  ],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: "mn-pairs" },
    spacing: { type: "string", default: "3" },
    epochs: { type: "string", default: "6" },
    pair: { type: "string" },
  },
});
const [dataset] = positionals;
if (dataset === undefined) throw new Error("Give a dataset: node bench/dist/pairs.js DATASET");
const millimetres = Number(values.spacing);

/** Plans by the networks' names as `mn plan --network-2d --network-3d` does, then makes the plan small. */
async function planned(name: string, [of2d, of3d, crop]: Pair): Promise<RunFolder> {
  const folder = new RunFolder(join(values.out, name));
  const options = { labelled: 2, test: 1, network2d: of2d.name, network3d: of3d.name };
  const plan = await planRun(dataset as string, folder.root, options);
  const spacing: Triple = [millimetres, millimetres, millimetres];
  await writePlan(folder.root, {
    ...plan,
    dataset: { ...plan.dataset, unlabelled: plan.dataset.unlabelled.slice(0, 3) },
    preprocessing: { ...plan.preprocessing, spacing },
    method: { ...plan.method, settings: { ...plan.method.settings, pseudoMaskRefreshes: [0.5] } },
    members: Object.fromEntries(
      Object.entries(plan.members).map(([name, member]) => [
        name,
        member.view === "slices"
          ? { ...member, options: of2d.options, slicesPerVolume: 4 }
          : { ...member, options: of3d.options },
      ]),
    ),
    training: { ...plan.training, crop, volumesPerBatch: 2, epochs: Number(values.epochs) },
    inference: { ...plan.inference, window: crop },
  });
  return folder;
}

const weights = (folder: RunFolder) =>
  Buffer.concat((["2d", "3d"] as const).map((which) => readFileSync(folder.network(which))));

const isStep = (event: RunEvent) => event.type === "step";

console.log("| networks | updates | 2D loss, first → last | 3D loss, first → last | seconds | resume exact | Dice % |");
console.log("|---|---|---|---|---|---|---|");
for (const [i, pair] of PAIRS.entries()) {
  if (values.pair !== undefined && Number(values.pair) !== i + 1) continue;
  const [whole, stopped] = [
    await planned(`${pair[0].name}-whole`, pair),
    await planned(`${pair[0].name}-stopped`, pair),
  ];
  const begun = performance.now();
  await train(whole.root);
  const seconds = (performance.now() - begun) / 1000;
  const steps = readEvents(whole).filter(isStep);
  await trainWithStop(stopped, steps.length / 2);
  const losses = (["2d", "3d"] as const).map((network) => {
    const own = steps.flatMap(({ members }) => members[network]?.terms.loss ?? []);
    return `${own.at(0)?.toFixed(3)} → ${own.at(-1)?.toFixed(3)}`;
  });
  const metrics = await score(whole.root);
  const dice = metrics?.sets[0]?.summaries.at(-1)?.metrics.dice.mean;
  const isExact = weights(whole).equals(weights(stopped));
  const names = `${pair[0].name} + ${pair[1].name}`;
  const cells = [names, steps.length, ...losses, seconds.toFixed(0), isExact ? "yes" : "no"];
  console.log(`| ${cells.join(" | ")} | ${dice == null ? "–" : (100 * dice).toFixed(1)} |`);
  if (!isExact) process.exitCode = 1;
}
