// The engine beside Python's torch of the same libtorch, in turn: ratios are ours / Python's, the median over pairs.
// node bench/dist/engine.js [--pairs 3] [--quick]
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { engineReport } from "@mandn/torch";
import { doctor } from "@mandn/torch/setup";

const { values } = parseArgs({
  options: { pairs: { type: "string", default: "3" }, quick: { type: "boolean", default: false } },
});
const pairs = Number(values.pairs);
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const { libtorch } = await doctor(engineReport);
const python = join(libtorch?.root ?? "", "../../../../bin/python");
if (!existsSync(python)) {
  console.error(
    "The libtorch in use has no Python beside it to compare with; activate a Python environment with torch.",
  );
  process.exit(1);
}

interface Measured {
  readonly result: string;
  readonly seconds: number;
}

function run(command: string, args: readonly string[]): Measured {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${stderr}`);
  return { result: stdout, seconds: (performance.now() - start) / 1000 };
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] as number;

function row(what: string, unit: string, ours: readonly number[], theirs: readonly number[], digits: number): void {
  const ratio = median(ours.map((x, i) => x / (theirs[i] as number)));
  console.log(
    `| ${what} | ${median(ours).toFixed(digits)} ${unit} | ${median(theirs).toFixed(digits)} ${unit} | ${ratio.toFixed(2)} |`,
  );
}

/** Both in turn, `pairs` times. */
function inPairs(
  ours: () => Measured,
  theirs: () => Measured,
  times = pairs,
): { ours: Measured[]; theirs: Measured[] } {
  const result = { ours: [] as Measured[], theirs: [] as Measured[] };
  for (let i = 0; i < times; i++) {
    result.ours.push(ours());
    result.theirs.push(theirs());
  }
  return result;
}

const cpuInfo = readFileSync("/proc/cpuinfo", "utf8");
const hasBf16 = /\b(avx512_bf16|amx_bf16)\b/.test(cpuInfo);
console.log(
  `${cpus()[0]?.model}, ${cpus().length} cores; libtorch ${libtorch?.version}; Node.js ${process.version}; ${pairs} pairs\n`,
);
console.log("| | ours | Python | ratio |\n|---|---|---|---|");

const overhead = inPairs(
  () => run(process.execPath, [here("overhead.js")]),
  () => run(python, [here("../overhead.py")]),
  3 * pairs,
);
for (const [key, what] of [
  ["add", "add of 4 elements"],
  ["grad", "the same with a gradient"],
] as const) {
  const read = ({ result }: Measured) => JSON.parse(result)[key] as number;
  row(what, "ns", overhead.ours.map(read), overhead.theirs.map(read), 0);
}

const load = inPairs(
  () => run(process.execPath, ["-e", `import("@mandn/torch").then((t) => t.zeros([1]))`]),
  () => run(python, ["-c", "import torch; torch.zeros(1)"]),
);
row(
  "process start to first tensor",
  "s",
  load.ours.map((m) => m.seconds),
  load.theirs.map((m) => m.seconds),
  2,
);

interface Step {
  readonly losses: readonly number[];
  readonly seconds: readonly number[];
  readonly peak: number;
}

const [steps, size, levels] = values.quick ? ["2", "32,32,16", "3"] : ["3", "96,96,48", "5"];
const threads = String(cpus().length);
for (const precision of hasBf16 ? ["fp32", "bf16"] : ["fp32"]) {
  for (const layout of ["contiguous", "channels_last"]) {
    const { ours, theirs } = inPairs(
      () => run(process.execPath, [here("training-step.js"), precision, steps, threads, size, levels]),
      () => run(python, [here("../training_step.py"), precision, steps, threads, size, levels, layout]),
    );
    const [a, b] = [ours, theirs].map((list) => list.map(({ result }) => JSON.parse(result) as Step)) as [
      Step[],
      Step[],
    ];
    const differ = Math.max(
      ...a.flatMap((s, i) => s.losses.map((x, j) => Math.abs(x / (b[i]?.losses[j] as number) - 1))),
    );
    const tolerance = precision === "fp32" ? 1e-3 : 2e-2;
    if (!(differ <= tolerance)) throw new Error(`the losses differ by ${differ}: not the same computation`);
    const name = `U-Net step ${precision}, Python ${layout}`;
    row(
      name,
      "s",
      a.map((s) => Math.min(...s.seconds)),
      b.map((s) => Math.min(...s.seconds)),
      2,
    );
    row(
      `${name}: peak memory`,
      "MB",
      a.map((s) => s.peak),
      b.map((s) => s.peak),
      0,
    );
  }
}
if (!hasBf16) console.log("\nThis CPU has no bfloat16 instructions: the bf16 step is left out.");
