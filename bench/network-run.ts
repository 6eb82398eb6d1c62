// Our side of networks.ts: prints times, losses and peak memory of training steps as JSON.
import { readFileSync } from "node:fs";
import { autocast, cuda, loadSafetensors, optim, scope, setThreads } from "@mandn/torch";
import { diceAndKl } from "mandn/training";
import { createNetwork } from "./benchmark-networks.js";
import type { Task } from "./networks.js";

const [description, precision] = process.argv.slice(2);
const { name, weights, device, steps, threads }: Task = JSON.parse(description);
setThreads(threads);
const { image, target: onCpu, ...state } = loadSafetensors(weights).tensors;
const target = onCpu.to(device);
const network = createNetwork(name);
network.loadStateDict(state);
const isFlat = image.dim === 4;
const memoryFormat = isFlat ? "channels_last" : "channels_last_3d";
network.to({ device, memoryFormat });
const input = image.to({ device, memoryFormat });
const optimizer = new optim.AdamW(network.parameters(), { lr: 1e-4 });

const losses: number[] = [];
const seconds: number[] = [];
for (let step = 0; step < steps; step++) {
  const start = performance.now();
  scope(() => {
    optimizer.zeroGrad();
    const logits = autocast({ device, dtype: "bfloat16", enabled: precision === "bfloat16" }, () =>
      network.forward(input),
    );
    const { total } = isFlat ? diceAndKl(logits.unsqueeze(2), target.unsqueeze(2)) : diceAndKl(logits, target);
    total.backward();
    optimizer.step();
    losses.push(total.itemNumber());
  });
  seconds.push((performance.now() - start) / 1000);
}
const resident = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024;
const peak = device === "cuda" ? cuda.memory().peak / 2 ** 20 : resident;
console.log(JSON.stringify({ losses, seconds, peak }));
