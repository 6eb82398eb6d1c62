// A longer campaign of mutations than the tests': `make mutations`, or
// node packages/imaging/dist/test/mutation-campaign.js [copies of each file] [seed]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { readMutations, TARGETS } from "./mutations.js";

const [count, seed] = [process.argv[2] ?? 4000, process.argv[3] ?? 1].map(Number);
const folder = mkdtempSync(join(tmpdir(), "imaging-"));
let all = 0;
try {
  for (const target of TARGETS) {
    const begin = performance.now();
    const voxelsEvery = Math.min(10, target.voxelsEvery);
    const { read, refused, slowest } = await readMutations(folder, { ...target, count, voxelsEvery }, seed);
    all += count;
    const name = `${basename(dirname(target.path))}/${basename(target.path)}`;
    const mebibytes = Math.round(process.memoryUsage().rss / 2 ** 20);
    console.log(
      `${name.padEnd(34)} ${read} read, ${refused} refused, slowest ${slowest.toFixed(0)} ms, ` +
        `${((performance.now() - begin) / 1000).toFixed(0)} s, process ${mebibytes} MiB`,
    );
  }
  console.log(`${all} damaged files: each was read soundly or refused with a typed error.`);
} finally {
  rmSync(folder, { recursive: true });
}
