// Training steps (forward, Dice + KL, backward, AdamW) of whole networks beside transformers', MONAI's and the reference code's,
// the same weights and data, whose losses must agree. Ratios are ours / Python's, the median over pairs.
//   pip install torch numpy transformers==4.41.2 einops && pip install --no-deps monai==1.6.1
//   node bench/dist/networks.js --python PATH [--device cpu|cuda] [--pairs 1] [--steps 3] [NAME …]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { engineReport, manualSeed, randn, saveSafetensors, scope } from "@mandn/torch";
import { createNetwork, type Name, names, shapes } from "./benchmark-networks.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: "string", default: "python3" },
    device: { type: "string", default: "cpu" },
    pairs: { type: "string", default: "1" },
    steps: { type: "string", default: "3" },
  },
});

/** What both do. */
export interface Task {
  readonly name: Name;
  /** Weights, and the data as `image` and `target`. */
  readonly weights: string;
  readonly device: "cpu" | "cuda";
  readonly steps: number;
  readonly threads: number;
}

/** What both print. */
interface Measured {
  readonly losses: readonly number[];
  readonly seconds: readonly number[];
  /** MB, of the process, or on a GPU of its tensors. */
  readonly peak: number;
}

if (values.device !== "cpu" && values.device !== "cuda")
  throw new Error(`--device is cpu or cuda, not ${values.device}`);
const { device } = values;
const folder = mkdtempSync(join(tmpdir(), "mn-bench-"));
const hasBf16 = device === "cuda" || /\b(avx512_bf16|amx_bf16)\b/.test(readFileSync("/proc/cpuinfo", "utf8"));
try {
  const { version, devices } = engineReport();
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores; ${devices.join(", ")}; libtorch ${version}`);
  console.log("\n| | ours | Python | ratio |\n|---|---|---|---|");
  for (const name of names) if (positionals.length === 0 || positionals.includes(name)) compare(name);
  if (!hasBf16) console.log("\nThis CPU has no bfloat16 instructions: bfloat16 is left out.");
} finally {
  rmSync(folder, { recursive: true });
}

function compare(name: Name): void {
  const task: Task = {
    name,
    weights: join(folder, "weights.safetensors"),
    device,
    steps: Number(values.steps),
    threads: availableParallelism(),
  };
  writeTask(task);
  const precisions = hasBf16 ? (["float32", "bfloat16"] as const) : (["float32"] as const);
  const runs = precisions.map((precision) => ({ precision, ours: [] as Measured[], theirs: [] as Measured[] }));
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    for (const { precision, ours, theirs } of runs) {
      ours.push(run(process.execPath, "network-run.js", task, precision));
      theirs.push(run(values.python, "../network_run.py", task, precision));
      agree(ours.at(-1) as Measured, theirs.at(-1) as Measured, precision === "float32" ? 1e-3 : 3e-2);
    }
  }
  const [float32, bfloat16] = runs;
  for (const { precision, ours, theirs } of runs) row(`${name}, ${precision}`, ours, theirs);
  if (bfloat16) row(`${name}, ours bfloat16, Python float32`, bfloat16.ours, float32.theirs);
}

function writeTask({ name, weights }: Task): void {
  const { image, logits } = shapes[name];
  scope(() => {
    manualSeed(0);
    using network = createNetwork(name);
    saveSafetensors(weights, { ...network.stateDict(), image: randn(image), target: randn(logits).softmax(1) });
  });
}

function run(command: string, file: string, task: Task, precision: string): Measured {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const { status, stdout, stderr, error } = spawnSync(command, [program, JSON.stringify(task), precision], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command} ${program} failed:\n${stderr}`, { cause: error });
  return JSON.parse(stdout);
}

/** The first losses: later ones drift apart with every rounding. */
function agree(ours: Measured, theirs: Measured, tolerance: number): void {
  const first = ours.losses.slice(0, 3);
  const differ = Math.max(...first.map((loss, i) => Math.abs(loss / theirs.losses[i] - 1)));
  if (!(differ <= tolerance)) {
    throw new Error(`the losses differ by ${differ} (${ours.losses}; ${theirs.losses}): not the same computation`);
  }
}

function row(what: string, ours: readonly Measured[], theirs: readonly Measured[]): void {
  const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
  const print = (name: string, unit: string, digits: number, value: (one: Measured) => number) => {
    const [a, b] = [ours, theirs].map((list) => `${median(list.map(value)).toFixed(digits)} ${unit}`);
    const ratio = median(ours.map((one, i) => value(one) / value(theirs[i])));
    console.log(`| ${name} | ${a} | ${b} | ${ratio.toFixed(2)} |`);
  };
  print(what, "s", 2, ({ seconds }) => Math.min(...seconds));
  print(`${what}: peak memory`, "MB", 0, ({ peak }) => peak);
}
