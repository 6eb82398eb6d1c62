// Scores the mask pairs that bench/metrics.py has laid out in a folder; prints values and seconds as JSON.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DistanceBuffers, evaluateCase } from "@mandn/imaging";

const folder = process.argv[2];
const pairs = JSON.parse(readFileSync(join(folder, "pairs.json"), "utf8"));
const buffers = new DistanceBuffers();
const score = ({ name, shape, spacing }, definition) => {
  const read = (part) => ({ shape, spacing, voxels: new Uint8Array(readFileSync(join(folder, `${name}.${part}`))) });
  const [prediction, reference] = [read("prediction"), read("reference")];
  const begin = performance.now();
  const { classes } = evaluateCase(prediction, reference, { labels: [1], definition, tolerance: 1, buffers });
  return { seconds: (performance.now() - begin) / 1000, values: classes[0].values };
};
const results = pairs.map((pair) => ({
  name: pair.name,
  ...Object.fromEntries(
    ["medpy", "deepmind"].map((definition) => {
      const runs = Array.from({ length: 5 }, () => score(pair, definition)).sort((a, b) => a.seconds - b.seconds);
      return [definition, { ...runs[0], seconds: runs[2].seconds }]; // the median of five
    }),
  ),
}));
console.log(JSON.stringify(results));
