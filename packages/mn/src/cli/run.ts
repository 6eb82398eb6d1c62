// `mn run`: from a dataset to masks, scores and a report in one command.
// The work is in steps/run-all.ts.

import type { Command } from "commander";
import { type PlanFlags, planOptions } from "./plan.js";
import { examples, print, printJson, withProgress } from "./terminal.js";

export function defineRun(command: Command): void {
  command
    .description(
      "From a dataset to trained networks, masks of every scan, metrics of the test scans and a report. What is done already is not done again: the same command goes on after an interruption.",
    )
    .option("--json", "print the outcome as JSON");
  planOptions(command)
    .addHelpText(
      "after",
      examples(
        "mn run scans --out run --budget 30m",
        "mn run scans --out run --labelled 4 --test 20 --budget 1h",
        "mn run scans --out alone --method supervised-3d",
      ),
    )
    .action(async (dataset: string, { out, json, ...flags }: PlanFlags & { json?: boolean }) => {
      const { runAll } = await import("../steps/run-all.js");
      const result = await withProgress((options) => runAll(dataset, out, { ...flags, ...options }));
      const { folder, metrics, predictions, report } = result;
      if (json) return printJson({ run: folder.root, report, metrics: metrics ?? null, predictions });
      const { metricsText } = await import("./metrics-text.js");
      print(
        metrics === undefined ? "No test or validation scan has a mask, so nothing was scored." : metricsText(metrics),
      );
      print(`\n${predictions.scans.length} masks in ${folder.predictions}\nReport: ${report}`);
    });
}
