// What several processes gain: CPU time of a training step of M&N with the networks that a plan of a dataset has, by one process and by
// two that share its batches, one thread each; how much of it the calls between them take; and how far their weights are apart. By CPU
// time, so that a busy machine disturbs little. Crops are of noise. With --float64 the weights can be compared.
// Then, where Python has torch, a U-Net's step by two ranks beside torchrun and DistributedDataParallel: the same weights, crops and, or
// it fails, gradients. Without DATASET that alone.
// node bench/dist/shared-training.js [DATASET] [--steps 12] [--ranks 2] [--float64] [--python PATH]
import assert from "node:assert/strict";
import { fork, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "@mandn/base";
import { cat, randint, randn, scope, setThreads, type Tensor } from "@mandn/torch";
import { alone, Meeting, type Peers, ProcessGroup, peersOf, placeFromEnvironment } from "@mandn/torch/distributed";
import { plan } from "mandn";
import { readPlan } from "mandn/plan";
import { type CropSource, createMembers, methodOf, Randomness, Trainer } from "mandn/training";

const { values, positionals } = parseArgs({
  options: {
    steps: { type: "string", default: "12" },
    ranks: { type: "string", default: "2" },
    float64: { type: "boolean", default: false },
    python: { type: "string", default: "python3" },
  },
  allowPositionals: true,
});
const [first = ""] = positionals;
const WARM_UP = 3;

interface Measured {
  /** CPU seconds of a step, and of the calls in it. */
  readonly step: number;
  readonly calls: number;
  readonly weights: readonly number[];
}

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** The same peers, the CPU time of whose calls is counted. */
function counted(peers: Peers): { readonly peers: Peers; readonly spent: () => number } {
  let seconds = 0;
  const timed = new Proxy(peers, {
    get(of, name) {
      const value = Reflect.get(of, name);
      if (typeof value !== "function") return value;
      return (...given: unknown[]) => {
        const begun = cpuSeconds();
        const found = Reflect.apply(value, of, given);
        seconds += cpuSeconds() - begun;
        return found;
      };
    },
  });
  return { peers: timed, spent: () => seconds };
}

async function measure(run: string, steps: number, given: Peers): Promise<Measured> {
  setThreads(1);
  const { training, method: chosen, ...others } = await readPlan(join(run, "plan.json"));
  // Half of the run is stage 2, where batches are half unlabelled.
  const settings = { ...chosen.settings, pseudoMaskRefreshes: [], stage1: 0.5, sampling: 2 };
  const epochs = { epochs: 2, updatesPerEpoch: Math.ceil((steps + WARM_UP) / 3) };
  const short = {
    ...others,
    method: { ...chosen, settings },
    training: { ...training, ...epochs, volumesPerBatch: 4 },
  };
  const method = methodOf(short);
  const members = await createMembers(short, method);
  const dtype = values.float64 ? "float64" : "float32";
  for (const { module } of members) module.to({ dtype });
  const { peers, spent } = counted(given);
  const { channels, classes } = short.dataset;
  const crops: CropSource = {
    draw: ({ step, unlabelled, labelled, random, part }) =>
      scope(() => {
        const one = (i: number) => {
          using generator = random.generator("noise", step, i);
          const image = randn([1, channels.length, ...training.crop], { generator, dtype });
          return { image, mask: randint(classes.length, [1, ...training.crop], { generator }) };
        };
        const own = part?.own ?? Array.from({ length: unlabelled.length + labelled.length }, (_, i) => i);
        const drawn = own.map((i) => ({ i, ...one(i) }));
        const masks = drawn.filter(({ i }) => i >= unlabelled.length).map(({ mask }) => mask);
        const image = cat(drawn.map(({ image }) => image));
        const nothing = () => image.select(1, 0).narrow(0, 0, 0).to("int64");
        return { image, mask: masks.length > 0 ? cat(masks) : nothing(), strong: [] };
      }),
  };
  const nobody = { scan: absent, labelledScan: absent };
  const random = new Randomness(short.seed);
  const trainer = new Trainer({ method, plan: short, members, crops, scans: nobody, random, peers });
  let [cpu, calls, done] = [0, 0, 0];
  while (!trainer.isDone) {
    const [cpuBefore, callsBefore] = [cpuSeconds(), spent()];
    trainer.advance();
    if (done++ < WARM_UP) continue;
    cpu += cpuSeconds() - cpuBefore;
    calls += spent() - callsBefore;
  }
  const weights = members.flatMap(({ module }) => scope(() => module.parameters().flatMap(sample)));
  return { step: cpu / (done - WARM_UP), calls: calls / (done - WARM_UP), weights };
}

function absent(): never {
  throw new Error("No scan is looked at.");
}

const sample = (x: Tensor): number[] =>
  Array.from(x.detach().flatten().narrow(0, 0, Math.min(4, x.numel)).toTypedArray(), Number);

/** Runs a program of this folder in so many processes, and gives what each told. */
async function launched(program: string, args: readonly string[], count: number): Promise<unknown[]> {
  const meeting = await Meeting.open();
  try {
    return await Promise.all(
      Array.from({ length: count }, (_, rank) => {
        const place = {
          RANK: `${rank}`,
          WORLD_SIZE: `${count}`,
          MASTER_ADDR: "127.0.0.1",
          MASTER_PORT: `${meeting.port}`,
        };
        const env = { ...process.env, ...place, TORCHELASTIC_USE_AGENT_STORE: "True" };
        const child = fork(fileURLToPath(new URL(program, import.meta.url)), args, { env });
        let told: unknown;
        return new Promise<unknown>((resolve, reject) => {
          child.on("message", (found) => {
            told = found;
          });
          child.once("error", reject);
          child.once("exit", (code) => {
            if (code === 0) resolve(told);
            else reject(new Error(`Rank ${rank} of ${program} ended with ${code}.`));
          });
        });
      }),
    );
  } finally {
    meeting.close();
  }
}

/** The reports of the processes of a training. */
async function trained(run: string, count: number): Promise<Measured[]> {
  return (await launched("./shared-training.js", [run, ...process.argv.slice(3)], count)) as Measured[];
}

/** Runs of each program, of which the median counts. */
const PAIRS = 3;
const DDP_STEPS = 12;
/** The largest difference that gradients may have, as a share of the largest gradient. */
const TOLERANCE = 1e-12;

interface Steps {
  readonly seconds: readonly number[];
  readonly gradients: readonly number[];
}

/** Prints CPU time of a step beside DistributedDataParallel's; throws where the gradients are not the same. */
async function besideDdp(folder: string, python: string): Promise<void> {
  const { status } = spawnSync(python, ["-c", "import torch"]);
  if (status !== 0) {
    console.log(`| beside DistributedDataParallel | not measured: ${python} has no torch (--python) |`);
    return;
  }
  const script = fileURLToPath(new URL("../ddp_step.py", import.meta.url));
  const results = (who: string) =>
    [0, 1].map((rank) => JSON.parse(readFileSync(join(folder, `${who}-${rank}.json`), "utf8")) as Steps);
  const ours = async (dtype: string, steps: number) => {
    await launched("./ddp-step.js", [dtype, `${steps}`, folder], 2);
    return results("ours");
  };
  const theirs = (dtype: string, steps: number) => {
    const launcher = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"];
    const env = { ...process.env, OMP_NUM_THREADS: "1" };
    const { status, stderr } = spawnSync(python, [...launcher, script, dtype, `${steps}`, folder], { env });
    assert.equal(status, 0, stderr.toString());
    return results("python");
  };
  const [mine] = await ours("float64", 1);
  const [other] = theirs("float64", 1);
  const [a, b] = [mine?.gradients ?? [], other?.gradients ?? []];
  assert.ok(a.length > 0 && a.length === b.length, `${a.length} gradients, and ${b.length}`);
  const most = (values: readonly number[]) => values.reduce((one, other) => Math.max(one, Math.abs(other)), 0);
  const apart = most(a.map((x, i) => x - (b[i] as number))) / most(b);
  assert.ok(apart < TOLERANCE, `gradients differ by ${apart} of the largest one`);
  const pairs: [ours: number, theirs: number][] = [];
  for (let pair = 0; pair < PAIRS; pair++)
    pairs.push([slowest(await ours("float32", DDP_STEPS)), slowest(theirs("float32", DDP_STEPS))]);
  const ratios = pairs.map(([own, ddp]) => own / ddp);
  const [own, ddp] = [median(pairs.map(([one]) => one)), median(pairs.map(([, one]) => one))];
  console.log(`| a U-Net's step by two ranks | ${own.toFixed(3)} s CPU, by DDP ${ddp.toFixed(3)} s |`);
  console.log(`| beside DDP | ${median(ratios).toFixed(2)} (${ratios.map((one) => one.toFixed(2)).join(", ")}) |`);
  console.log(`| its gradients in float64 differ from DDP's by | ${apart.toExponential(1)} of the largest |`);
}

/** Of the ranks' steps, but for the first ones. */
const slowest = (ranks: readonly Steps[]) => Math.max(...ranks.map(({ seconds }) => median(seconds.slice(2))));

/** Prints CPU time of a step of M&N by one process and by several. */
async function besideOne(folder: string): Promise<void> {
  await plan(first, join(folder, "run"), { labelled: 2 });
  const ranks = Number(values.ranks);
  const [one] = await trained(join(folder, "run"), 1);
  const all = await trained(join(folder, "run"), ranks);
  if (one === undefined) throw new Error("There is no report.");
  const longest = Math.max(...all.map(({ step }) => step));
  const share = Math.max(...all.map(({ step, calls }) => calls / step));
  const apart = Math.max(
    ...all.flatMap(({ weights }) => weights.map((w, i) => Math.abs(w - (one.weights[i] as number)))),
  );
  console.log(`| one process | ${one.step.toFixed(3)} s CPU a step |`);
  for (const [rank, { step, calls }] of all.entries())
    console.log(`| rank ${rank} of ${ranks} | ${step.toFixed(3)} s CPU a step, ${calls.toFixed(3)} s of it in calls |`);
  console.log(`| speed-up by CPU time of the slowest | ${(one.step / longest).toFixed(2)} |`);
  console.log(`| calls' share | ${(100 * share).toFixed(1)} % |`);
  console.log(`| weights differ by at most | ${apart.toExponential(1)} |`);
}

const place = placeFromEnvironment();
if (place !== undefined) {
  const isAlone = place.worldSize === 1;
  const group = isAlone ? undefined : await ProcessGroup.join(place, { backend: "gloo", signature: "" });
  process.send?.(await measure(first, Number(values.steps), group === undefined ? alone : peersOf(group)));
  await group?.close();
  process.disconnect();
} else {
  const folder = mkdtempSync(join(tmpdir(), "mn-shared-"));
  try {
    if (first !== "") await besideOne(folder);
    await besideDdp(folder, values.python);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
