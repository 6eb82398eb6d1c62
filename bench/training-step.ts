// One training run of the U-Net, for engine.ts: prints its times, losses and peak memory as JSON.
import { readFileSync } from "node:fs";
import { autocast, manualSeed, nn, optim, randint, randn, scope, setThreads } from "@mandn/torch";
import { UNet3d } from "./unet3d.js";

const [precision = "fp32", steps = "3", threads = "2", size = "96,96,48", levels = "5"] = process.argv.slice(2);
const shape = size.split(",").map(Number);
setThreads(Number(threads));
manualSeed(0);
const model = new UNet3d(Number(levels), 16, 2);
model.to({ memoryFormat: "channels_last_3d" });
const image = randn([2, 1, ...shape]).contiguous({ memoryFormat: "channels_last_3d" });
const mask = randint(2, [2, ...shape]);
const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-3 });

const losses: number[] = [];
const seconds: number[] = [];
for (let step = 0; step < Number(steps); step++) {
  const start = performance.now();
  scope(() => {
    optimizer.zeroGrad();
    const error = autocast({ enabled: precision === "bf16" }, () =>
      scope(() => nn.functional.crossEntropy(model.forward(image).to("float32"), mask)),
    );
    error.backward();
    optimizer.step();
    losses.push(error.itemNumber());
  });
  seconds.push((performance.now() - start) / 1000);
}
const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024;
console.log(JSON.stringify({ losses, seconds, peak }));
