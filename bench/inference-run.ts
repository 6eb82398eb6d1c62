// Our side of inference.ts: predicts the scan, writes the logits, prints time and peak memory as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { UNet3d } from "@mandn/models";
import { loadSafetensors, setThreads } from "@mandn/torch";
import { slidingWindow } from "mandn";
import type { Task } from "./inference.js";

const [description, precision, out] = process.argv.slice(2);
const { width, levels, window, overlap, threads, weights }: Task = JSON.parse(description);
setThreads(threads);
const { image, ...state } = loadSafetensors(weights).tensors;
const network = new UNet3d({ inChannels: 1, classes: 2, width, levels });
network.loadStateDict(state);
network.to({ memoryFormat: "channels_last_3d" });

const start = performance.now();
let windows = 0;
const logits = slidingWindow(image, network, {
  window,
  overlap,
  weighting: "gaussian",
  windowsPerBatch: 1,
  precision: precision as "float32" | "bfloat16",
  progress: (done) => {
    windows = done;
  },
});
const seconds = (performance.now() - start) / 1000;
const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024;
writeFileSync(out, logits.toTypedArray() as Float32Array);
console.log(JSON.stringify({ seconds, peak, windows }));
