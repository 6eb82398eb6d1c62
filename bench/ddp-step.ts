// Steps of two ranks that share each batch, for shared-training.ts: node ddp-step.js DTYPE STEPS FOLDER, in the place that the environment
// says. The sum of the loss is added up before the loss is formed, then the gradients, as in a training. As ddp_step.py.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cat, type DType, manualSeed, nn, optim, randint, randn, scope, setThreads, tensor } from "@mandn/torch";
import { type Place, ProcessGroup, peersOf, placeFromEnvironment } from "@mandn/torch/distributed";
import { UNet3d } from "./unet3d.js";

const [dtype, steps, folder] = process.argv.slice(2) as [DType, string, string];
setThreads(1);
const group = await ProcessGroup.join(placeFromEnvironment() as Place, { backend: "gloo", signature: "" });
const peers = peersOf(group);
manualSeed(0);
const model = new UNet3d(4, 16, 2).to({ dtype });
const [images, masks] = [randn([4, 1, 48, 48, 32]), randint(2, [4, 48, 48, 32])];
const own = tensor(
  [0, 1, 2, 3].filter((i) => i % peers.count === peers.rank),
  { dtype: "int64" },
);
const layout = dtype === "float32" ? ({ memoryFormat: "channels_last_3d" } as const) : {};
const image = images.indexSelect(0, own).to(dtype).contiguous(layout);
const mask = masks.indexSelect(0, own);
model.to(layout);
const parameters = model.parameters();
const optimizer = new optim.AdamW(parameters, { lr: 1e-3 });
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const seconds: number[] = [];
let gradients: number[] = [];
for (let step = 0; step < Number(steps); step++) {
  peers.barrier();
  let begun = cpuSeconds();
  scope(() => {
    optimizer.zeroGrad();
    const sum = nn.functional.crossEntropy(model.forward(image), mask, { reduction: "sum" });
    const count = mask.numel * peers.count;
    const whole = sum.detach().clone();
    peers.sum([whole]);
    sum.div(count).backward();
    peers.sumGradients(parameters);
    if (step === 0) {
      const all = cat(parameters.map((one) => (one.grad as typeof one).reshape([-1])));
      gradients = Array.from(all.toTypedArray(), Number);
      begun = cpuSeconds();
    }
    optimizer.step();
    whole.div(count).itemNumber();
  });
  seconds.push(cpuSeconds() - begun);
}
writeFileSync(join(folder, `ours-${peers.rank}.json`), JSON.stringify({ seconds, gradients }));
await group.close();
