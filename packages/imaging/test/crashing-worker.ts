// Stands in for the measuring thread: ends, throws or stays silent as the case's id says.
import { parentPort } from "node:worker_threads";
import type { MeasureRequest } from "../src/dataset/measure-worker.js";

parentPort?.on("message", ({ one }: MeasureRequest) => {
  if (one.id.startsWith("exit")) process.exit(7);
  if (one.id.startsWith("throw")) throw new Error("out of order");
  if (one.id.startsWith("exhaust")) {
    const held: number[][] = [];
    for (;;) held.push(new Array<number>(1e6).fill(held.length));
  }
  if (one.id.startsWith("silent")) return;
  if (one.id.startsWith("unforeseen")) return parentPort?.postMessage({ kind: "error", said: "f is not a function" });
  parentPort?.postMessage({ kind: "measured", measured: { facts: null, unreadable: [] } });
});
