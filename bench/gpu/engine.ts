// The binding's own ways to the device, and the time of a U-Net's training step under each switch.
import {
  autocast,
  backwardTogether,
  checkpoint,
  cuda,
  dropout,
  Generator,
  matmul,
  nn,
  noGrad,
  ones,
  optim,
  RecordedLoss,
  randint,
  randn,
  scope,
  type Tensor,
} from "@mandn/torch";
import { UNet3d } from "../unet3d.js";
import { type Bench, check, must, skipped } from "./checks.js";

type Precision = "float32" | "bfloat16" | "float16";

/** How a step is timed. */
interface Timing {
  readonly precision: Precision;
  /** Sets switches for the step, and returns what puts them back. */
  readonly under?: () => () => void;
}

const unetSize = ({ quick }: Bench) => (quick ? [16, 16, 16] : [96, 96, 48]);

/** Milliseconds of a training step by the device's own clock, on a CPU by the machine's. */
function timeStep(bench: Bench, { precision, under = () => () => {} }: Timing): string {
  const { device, quick } = bench;
  const size = unetSize(bench);
  const steps = quick ? 2 : 10;
  const model = new UNet3d(quick ? 3 : 5, 16, 2);
  model.to({ device, memoryFormat: "channels_last_3d" });
  const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-3 });
  const image = randn([2, 1, ...size], { device }).contiguous({ memoryFormat: "channels_last_3d" });
  const mask = randint(2, [2, ...size], { device });
  const step = () =>
    scope(() => {
      optimizer.zeroGrad();
      const dtype = precision === "float16" ? "float16" : "bfloat16";
      const logits = autocast({ device, dtype, enabled: precision !== "float32" }, () => model.forward(image));
      const error = nn.functional.crossEntropy(logits.to("float32"), mask);
      error.backward();
      optimizer.step();
      return error.itemNumber();
    });
  const putBack = under();
  try {
    const first = performance.now();
    for (let i = 0; i < 5; i++) step();
    const warmUp = (performance.now() - first) / 1000;
    if (device === "cuda") cuda.resetPeakMemory();
    const clock = device === "cuda" ? cuda.recordEvent() : performance.now();
    let error = 0;
    for (let i = 0; i < steps; i++) error = step();
    const all = typeof clock === "number" ? performance.now() - clock : clock.millisecondsTo(cuda.recordEvent());
    must(Number.isFinite(error), `the loss is ${error}`);
    const peak = device === "cuda" ? `, peak ${(cuda.memory().peak / 2 ** 20).toFixed(0)} MiB` : "";
    return `${(all / steps).toFixed(1)} ms${peak}; the five steps before took ${warmUp.toFixed(1)} s`;
  } finally {
    putBack();
    optimizer.dispose();
    model.dispose();
  }
}

const TIMINGS: readonly (readonly [how: string, timing: Timing])[] = [
  ["float32 with TF32", { precision: "float32", under: () => tf32Convolutions(true) }],
  ["float32 without TF32", { precision: "float32", under: () => tf32Convolutions(false) }],
  ["bfloat16", { precision: "bfloat16" }],
  ["bfloat16, cuDNN's benchmark", { precision: "bfloat16", under: () => restoring(cuda.setCudnnBenchmark, true) }],
  ["bfloat16 without cuDNN", { precision: "bfloat16", under: () => restoring(cuda.setCudnn, false) }],
  ["float16", { precision: "float16" }],
];

/** Sets a switch, and returns what puts it back. */
function restoring(set: (to: boolean) => boolean, to: boolean): () => void {
  const before = set(to);
  return () => void set(before);
}

function tf32Convolutions(convolution: boolean): () => void {
  const before = cuda.setTf32({ convolution });
  return () => void cuda.setTf32(before);
}

/** Switches can be set and read without a GPU. */
function switches(): string {
  const before = cuda.setTf32({ matmul: true, convolution: true });
  const switched = cuda.setTf32(before);
  must(switched.matmul && switched.convolution, "TF32 was not switched on");
  for (const [name, set] of Object.entries({ benchmark: cuda.setCudnnBenchmark, cuDNN: cuda.setCudnn })) {
    const found = set(false);
    must(!set(true) && set(found), `${name} was not switched`);
    must(set(found) === found, `${name} was not put back`);
  }
  return `restored; TF32 of matrix products ${before.matmul ? "on" : "off"}, of convolutions ${before.convolution ? "on" : "off"}`;
}

export async function checkEngine(bench: Bench): Promise<void> {
  const { device } = bench;
  const inScope = (what: string, body: () => string) => check(bench, what, () => scope(body));
  const onGpu = (what: string, body: () => string) =>
    device === "cuda" ? inScope(what, body) : skipped(what, "needs a CUDA device");
  await onGpu("memory statistics, before anything else", () => {
    const before = cuda.memory().allocated;
    const x = ones([1 << 20], { device });
    must(cuda.memory().allocated >= before + 4 * x.numel, "4 MiB are not counted");
    return `${(cuda.memory().total / 2 ** 30).toFixed(0)} GiB in all`;
  });
  await onGpu("copies to the device and back, pinned and not waiting", () => {
    const x = randn([1000]).pinMemory();
    const y = x.to({ device, nonBlocking: true });
    cuda.synchronize();
    must(x.equal(y.to("cpu")), "the numbers changed");
    return "equal";
  });
  await inScope("generator: state saved and restored", () => {
    const generator = Generator.create(3, device);
    const state = generator.state();
    const first = randn([5], { generator, device });
    generator.setState(state);
    must(first.equal(randn([5], { generator, device })), "other numbers");
    return "equal";
  });
  await inScope("switches: TF32, cuDNN, its benchmark", switches);
  await inScope("checkpoint with dropout: gradients are the forward pass's", () => {
    const x = ones([1000], { device }).requiresGrad_();
    const y = checkpoint(() => dropout(x, 0.5, true).mul(3));
    y.sum().backward();
    must(
      noGrad(() => y.equal((x.grad as Tensor).mul(x))),
      "another mask in the backward pass",
    );
    return "equal";
  });
  await inScope("recorded loss: values and gradients are the plain ones", () => {
    const [w, recorded] = [1, 2].map(() => ones([64, 64], { device }).requiresGrad_());
    const inputs = [1, 2].map(() => randn([32, 64], { device }));
    const lossOf = (x: Tensor, weight: Tensor) =>
      autocast({ device }, () => matmul(x, weight))
        .to("float32")
        .square()
        .mean();
    using loss = RecordedLoss.record([inputs[0]], (x) => [lossOf(x, recorded)]);
    for (const x of inputs) {
      const plain = lossOf(x, w);
      plain.backward();
      const [[value]] = backwardTogether([{ loss, inputs: [x] }]);
      must(value.equal(plain) && (recorded.grad as Tensor).equal(w.grad as Tensor), "another value or gradient");
    }
    return "equal";
  });
  for (const [how, timing] of TIMINGS) {
    const what = `U-Net step, 2 × ${unetSize(bench).join("×")}, ${how}`;
    if (device === "cpu" && timing.precision === "float16") skipped(what, "slow on a CPU, and no method uses it there");
    else await inScope(what, () => timeStep(bench, timing));
  }
}
