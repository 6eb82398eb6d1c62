/**
 * A whole run: from a folder of scans to trained networks, masks, scores and a report. The same line goes on after a stop.
 *
 *     npx tsc -b && node examples/dist/whole-run.js SCANS RUN
 */
import { run } from "mandn";

const [scans = "scans", out = "out"] = process.argv.slice(2);

// Half an hour of training. The last two labelled scans, by name, are for the test.
const result = await run(scans, out, { method: "mn", budget: 1800, test: 2, onNote: console.error });

for (const { split, name, summaries } of result.metrics?.sets ?? []) {
  const { dice, hd95 } = summaries.at(-1)?.metrics ?? {}; // the last summary is the mean over the classes
  console.log(`${split}: ${name}: Dice ${dice?.mean?.toFixed(3)}, HD95 ${hd95?.mean?.toFixed(2)} mm`);
}
console.log(`Report: ${result.report}`);
