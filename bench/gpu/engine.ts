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
import { check, must } from "./checks.js";

/** Milliseconds of a training step by the device's own clock. */
function timeStep(precision: "float32" | "bfloat16" | "float16"): string {
  const model = new UNet3d(5, 16, 2);
  model.to({ device: "cuda", memoryFormat: "channels_last_3d" });
  const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-3 });
  const image = randn([2, 1, 96, 96, 48], { device: "cuda" }).contiguous({ memoryFormat: "channels_last_3d" });
  const mask = randint(2, [2, 96, 96, 48], { device: "cuda" });
  const step = () =>
    scope(() => {
      optimizer.zeroGrad();
      const dtype = precision === "float16" ? "float16" : "bfloat16";
      const logits = autocast({ device: "cuda", dtype, enabled: precision !== "float32" }, () => model.forward(image));
      const error = nn.functional.crossEntropy(logits.to("float32"), mask);
      error.backward();
      optimizer.step();
      return error.itemNumber();
    });
  for (let i = 0; i < 5; i++) step();
  cuda.resetPeakMemory();
  const start = cuda.recordEvent();
  let error = 0;
  for (let i = 0; i < 10; i++) error = step();
  const milliseconds = start.millisecondsTo(cuda.recordEvent()) / 10;
  optimizer.dispose();
  model.dispose();
  must(Number.isFinite(error), `the loss is ${error}`);
  return `${milliseconds.toFixed(1)} ms, peak ${(cuda.memory().peak / 2 ** 20).toFixed(0)} MiB`;
}

const checkInScope = (what: string, body: () => string) => check(what, () => scope(body));

/** The binding's own ways to the device, and the time of a U-Net's training step. */
export async function checkEngine(): Promise<void> {
  await checkInScope("memory statistics, before anything else", () => {
    const before = cuda.memory().allocated;
    const x = ones([1 << 20], { device: "cuda" });
    must(cuda.memory().allocated >= before + 4 * x.numel, "4 MiB are not counted");
    return `${(cuda.memory().total / 2 ** 30).toFixed(0)} GiB in all`;
  });
  await checkInScope("copies to the device and back, pinned and not waiting", () => {
    const x = randn([1000]).pinMemory();
    const y = x.to({ device: "cuda", nonBlocking: true });
    cuda.synchronize();
    must(x.equal(y.to("cpu")), "the numbers changed");
    return "equal";
  });
  await checkInScope("generator: state saved and restored", () => {
    const generator = Generator.create(3, "cuda");
    const state = generator.state();
    const first = randn([5], { generator, device: "cuda" });
    generator.setState(state);
    must(first.equal(randn([5], { generator, device: "cuda" })), "other numbers");
    return "equal";
  });
  await checkInScope("switches: TF32, cuDNN benchmark", () => {
    const before = cuda.setTf32({ matmul: true, convolution: true });
    const switched = cuda.setTf32(before);
    must(switched.matmul && switched.convolution, "TF32 was not switched on");
    const benchmark = cuda.setCudnnBenchmark(true);
    must(cuda.setCudnnBenchmark(benchmark), "the benchmark was not switched on");
    return "restored";
  });
  await checkInScope("checkpoint with dropout: gradients are the forward pass's", () => {
    const x = ones([1000], { device: "cuda" }).requiresGrad_();
    const y = checkpoint(() => dropout(x, 0.5, true).mul(3));
    y.sum().backward();
    must(
      noGrad(() => y.equal((x.grad as Tensor).mul(x))),
      "another mask in the backward pass",
    );
    return "equal";
  });
  await checkInScope("recorded loss: values and gradients are the plain ones", () => {
    const [w, recorded] = [1, 2].map(() => ones([64, 64], { device: "cuda" }).requiresGrad_());
    const inputs = [1, 2].map(() => randn([32, 64], { device: "cuda" }));
    const lossOf = (x: Tensor, weight: Tensor) =>
      autocast({ device: "cuda" }, () => matmul(x, weight))
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
  for (const precision of ["float32", "bfloat16", "float16"] as const) {
    await checkInScope(`U-Net step, 2 × 96×96×48, ${precision}`, () => timeStep(precision));
  }
}
