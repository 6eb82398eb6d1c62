// Our side of inference.ts: predicts the scan, writes the logits slab by slab, prints time and peak memory as JSON.
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { UNet3d } from "@mandn/models";
import { loadSafetensors, setThreads } from "@mandn/torch";
import { slideWindows } from "mandn/inference";
import type { Task } from "./inference.js";

const [description, precision, out] = process.argv.slice(2);
const { width, levels, window, overlap, threads, weights }: Task = JSON.parse(description);
setThreads(threads);
const { image, ...state } = loadSafetensors(weights).tensors;
const network = new UNet3d({ inChannels: 1, classes: 2, width, levels });
network.loadStateDict(state);
network.to({ memoryFormat: "channels_last_3d" });

const [, depth, height, imageWidth] = image.shape;
const file = openSync(out, "w");
const start = performance.now();
const cpuStart = process.cpuUsage();
let windows = 0;
const options = {
  window,
  overlap,
  weighting: "gaussian",
  windowsPerBatch: 1,
  precision: precision as "float32" | "bfloat16",
  progress: (done: number) => {
    windows = done;
  },
} as const;
slideWindows(image, [{ network }], options, ({ start: slice, logits: [logits] }) => {
  for (const [k, one] of logits.unbind().entries()) {
    writeSync(file, one.toTypedArray(), 0, undefined, 4 * (k * depth + slice) * height * imageWidth);
  }
});
closeSync(file);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpuStart);
const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024;
console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, peak, windows }));
