// `mn demo`: a whole run and trainings on labels alone beside it, on the example scans.
// The work is in steps/demo.ts.

import type { Command } from "commander";
import { duration, path, wholeNumber } from "./arguments.js";
import { examples, print, printJson, withProgress } from "./terminal.js";

interface DemoFlags {
  readonly out: string;
  readonly budget: number;
  readonly labelled?: number;
  readonly test?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

export function defineDemo(command: Command): void {
  command
    .description(
      "Trains by the method and, for the same time each, its 3D network and its pretrained 2D network on the labels alone, then scores all on test scans: on the scans of the hippocampus that come with the program, or on a dataset of one's own.",
    )
    .option("-o, --out <folder>", "the folder for the runs", path, "mn-demo")
    .option("-b, --budget <time>", "how long the three trainings may take together", duration, 300)
    .option("--labelled <n>", "labelled scans (default: 1 of the example scans, 2 of others)", wholeNumber(1))
    .option("--test <n>", "test scans, where the dataset names none (default: a quarter, at most 20)", wholeNumber(1))
    .option("--seed <n>", "what everything random begins with (default: 0)", wholeNumber(0))
    .option("--json", "print the outcome as JSON")
    .addHelpText("after", examples("mn demo", "mn demo scans --labelled 4 --budget 20m --out demo"))
    .action(async (dataset: string | undefined, { out, json, ...flags }: DemoFlags) => {
      const { demoStep } = await import("../steps/demo.js");
      const { metrics, report } = await withProgress((options) => demoStep(dataset, out, { ...flags, ...options }));
      if (json) return printJson({ report, metrics });
      const { metricsText } = await import("../evaluation/tables.js");
      print(`${metricsText(metrics)}\n\nReport: ${report}`);
    });
}
