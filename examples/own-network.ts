/**
 * A run with a network of one's own (two-layers.ts), step by step, by a plan that the program changes.
 *
 *     npx tsc -b && node examples/dist/own-network.js SCANS RUN [EPOCHS]
 */
import { fileURLToPath } from "node:url";
import { plan, report, score, train } from "mandn";
import { writePlan } from "mandn/plan";

const [scans = "scans", out = "out", epochs = "100"] = process.argv.slice(2);
const network3d = fileURLToPath(new URL("./two-layers.js", import.meta.url));

const { members, training, ...others } = await plan(scans, out, { method: "supervised-3d", network3d, test: 2 });
await writePlan(out, {
  ...others,
  members: { "3d": { ...members["3d"], options: { width: 16 } } }, // the network's own options
  training: { ...training, epochs: Number(epochs) },
});

await train(out);
const metrics = await score(out); // predicts the test scans first
for (const { name, summaries } of metrics?.sets ?? [])
  console.log(`${name}: Dice ${summaries.at(-1)?.metrics.dice.mean}`);
console.log(`Report: ${await report(out)}`);
