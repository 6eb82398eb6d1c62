// `mn run`: from a dataset to masks, scores and a report in one command.
// The work is in steps/run-all.ts.

import type { Command } from "commander";
import { MnError } from "../errors.js";
import type { Shard } from "../run/shard.js";
import type { RunResult } from "../steps/run-all.js";
import { wholeNumber } from "./arguments.js";
import { type PlanFlags, planOptions } from "./plan.js";
import { shardOption } from "./shard.js";
import { examples, print, printJson, withProgress } from "./terminal.js";

interface RunFlags extends PlanFlags {
  readonly folds?: number;
  readonly shard?: Shard;
  readonly json?: boolean;
}

export function defineRun(command: Command): void {
  command
    .description(
      "From a dataset to trained networks, masks of every scan, metrics of the test scans and a report. What is done already is not done again: the same command goes on after an interruption.",
    )
    .option(
      "--folds <n>",
      "cross-validation: a run for each of n parts of the labelled scans, without them",
      wholeNumber(2),
    )
    .addOption(shardOption("folds, with --folds"))
    .option("--json", "print the outcome as JSON");
  planOptions(command)
    .addHelpText(
      "after",
      examples(
        "mn run scans --out run --budget 30m",
        "mn run scans --out run --labelled 4 --test 20 --budget 1h",
        "mn run scans --out alone --method supervised-3d",
        "mn run scans --out folds --folds 5 --budget 30m",
        "mn run scans --out run-2 --from run --budget 15m",
      ),
    )
    .action(async (dataset: string, { out, json, folds, shard, ...flags }: RunFlags) => {
      if (folds !== undefined) {
        const { foldsStep } = await import("../steps/folds.js");
        const all = { ...flags, folds, shard };
        const summed = await withProgress((options) => foldsStep(dataset, out, { ...all, ...options }));
        return summed === undefined ? undefined : printRun(summed, json);
      }
      if (shard !== undefined) {
        throw new MnError("usage", "A shard is a share of folds.", {
          remedy: "Give --folds too, or leave out --shard.",
        });
      }
      const { runAll } = await import("../steps/run-all.js");
      const result = await withProgress((options) => runAll(dataset, out, { ...flags, ...options }));
      await printRun(result, json);
    });
}

/** The outcome of a run. */
export async function printRun(
  { folder, metrics, predictions, report }: Omit<RunResult, "plan">,
  asJson = false,
): Promise<void> {
  if (asJson) return printJson({ run: folder.root, report, metrics: metrics ?? null, predictions });
  const { metricsText } = await import("../evaluation/tables.js");
  print(metrics === undefined ? "No test or validation scan has a mask, so nothing was scored." : metricsText(metrics));
  print(`\n${predictions.scans.length} masks in ${folder.predictions}\nReport: ${report}`);
}
