// A whole scan in sliding windows beside MONAI's sliding_window_inference: the 25.9-million-parameter UNet3D of M&N's
// reference code, the same weights and scan, Gaussian weights. Ratios are ours / MONAI's, the median over pairs.
//   pip install -r bench/requirements.txt
//   node bench/dist/inference.js --python PATH [--pairs 1] [--quick]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { UNet3d } from "@mandn/models";
import { engineReport, manualSeed, randn, saveSafetensors, scope } from "@mandn/torch";

const { values } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    pairs: { type: "string", default: "1" },
    quick: { type: "boolean", default: false },
  },
});

/** What both predict. Sizes are D, H, W. */
export interface Task {
  readonly width: number;
  readonly levels: number;
  readonly scan: readonly [number, number, number];
  readonly window: readonly [number, number, number];
  readonly overlap: number;
  readonly threads: number;
  /** Weights, and the scan as `image`. */
  readonly weights: string;
}

/** What both print. */
interface Measured {
  readonly seconds: number;
  /** Of all threads: what a busy machine does not change much. */
  readonly cpuSeconds: number;
  /** MB, of the process. */
  readonly peak: number;
  readonly windows: number;
}

const folder = mkdtempSync(join(tmpdir(), "mn-bench-"));
const size = values.quick
  ? ({ width: 8, levels: 3, scan: [40, 56, 48], window: [32, 32, 32] } as const)
  : ({ width: 32, levels: 5, scan: [88, 320, 320], window: [64, 160, 160] } as const);
const task: Task = {
  ...size,
  overlap: 0.5,
  threads: availableParallelism(),
  weights: join(folder, "weights.safetensors"),
};

try {
  compare();
} finally {
  rmSync(folder, { recursive: true });
}

function compare(): void {
  scope(() => {
    manualSeed(0);
    using network = new UNet3d({ inChannels: 1, classes: 2, width: task.width, levels: task.levels });
    const count = network.parameters().reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    saveSafetensors(task.weights, { ...network.stateDict(), image: randn([1, ...task.scan]) });
    const machine = `${cpus()[0].model}, ${availableParallelism()} cores; libtorch ${engineReport().version}`;
    console.log(`${machine}; UNet3D of ${(count / 1e6).toFixed(1)} M parameters, ${task.scan.join("×")}`);
  });
  console.log("\n| | ours | MONAI | ratio |\n|---|---|---|---|");
  const hasBf16 = /\b(avx512_bf16|amx_bf16)\b/.test(readFileSync("/proc/cpuinfo", "utf8"));
  const precisions = hasBf16 ? (["float32", "bfloat16"] as const) : (["float32"] as const);
  const runs = precisions.map((precision) => ({ precision, ours: [] as Measured[], theirs: [] as Measured[] }));
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    for (const { precision, ours, theirs } of runs) {
      ours.push(run(process.execPath, here("inference-run.js"), "ours", precision));
      theirs.push(run(values.python, here("../inference_run.py"), "theirs", precision));
    }
  }
  const [float32, bfloat16] = runs;
  for (const { precision, ours, theirs } of runs) rows(`both ${precision}`, ours, theirs);
  if (bfloat16) rows("ours bfloat16, MONAI float32", bfloat16.ours, float32.theirs);
  const exact = logitsOf("theirs", "float32");
  const differ = distance(logitsOf("ours", "float32"), exact);
  console.log(
    `\nLogits differ by at most ${differ.most.toExponential(1)}; the largest is ${differ.largest.toFixed(2)}.`,
  );
  // Of the largest logit: each side's rounding reaches a sixth of this against float64 on one window.
  if (!(differ.most < 1e-4 * differ.largest)) throw new Error("the logits differ: not the same computation");
  if (!hasBf16) {
    console.log("\nThis CPU has no bfloat16 instructions: bfloat16 is left out.");
    return;
  }
  const [a, b] = ["ours", "theirs"].map((name) => distance(logitsOf(name, "bfloat16"), exact).share);
  console.log(`\nFrom MONAI's float32, of its norm: ours in bfloat16 ${a.toFixed(3)}, MONAI's ${b.toFixed(3)}.`);
  if (!(a < 1.5 * b)) throw new Error("our bfloat16 is further off than PyTorch's");
}

function rows(what: string, ours: readonly Measured[], theirs: readonly Measured[]): void {
  row(`${ours[0].windows} windows, ${what}: seconds`, ours, theirs, ({ seconds }) => seconds);
  row(`${what}: CPU seconds of all threads`, ours, theirs, ({ cpuSeconds }) => cpuSeconds);
  row(`${what}: peak MB`, ours, theirs, ({ peak }) => peak);
}

function here(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

function run(command: string, program: string, name: string, precision: string): Measured {
  const args = [program, JSON.stringify(task), precision, join(folder, `${name}-${precision}`)];
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${program} failed:\n${stderr}`, { cause: error });
  return JSON.parse(stdout);
}

/** The logits that a run wrote, float32. */
function logitsOf(name: string, precision: string): Float32Array {
  const { buffer, byteOffset, byteLength } = readFileSync(join(folder, `${name}-${precision}`));
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** The largest difference of `x` from `exact`, the norm of the difference as a share of that of `exact`, and its largest magnitude. */
function distance(x: Float32Array, exact: Float32Array) {
  if (x.length !== exact.length) throw new Error("the logits are not as many");
  let [most, largest, error, norm] = [0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const difference = Math.abs(x[i] - exact[i]);
    most = Math.max(most, difference);
    largest = Math.max(largest, Math.abs(exact[i]));
    error += difference ** 2;
    norm += exact[i] ** 2;
  }
  return { most, largest, share: Math.sqrt(error / norm) };
}

function row(
  what: string,
  ours: readonly Measured[],
  theirs: readonly Measured[],
  value: (measured: Measured) => number,
): void {
  const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
  const ratio = median(ours.map((one, i) => value(one) / value(theirs[i])));
  const [a, b] = [ours, theirs].map((list) => median(list.map(value)).toFixed(1));
  console.log(`| ${what} | ${a} | ${b} | ${ratio.toFixed(2)} |`);
}
