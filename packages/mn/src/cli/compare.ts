// `mn compare`, and the options and the outcome that it shares with `mn ablate`.
// The work is in steps/.

import { type Command, Option } from "commander";
import type { Comparison } from "../run/comparison.js";
import type { Shard } from "../run/shard.js";
import { commaSeparated, duration, path, wholeNumber, wholeNumbers } from "./arguments.js";
import { type DatasetFlags, datasetOptions } from "./check.js";
import { EXIT } from "./failure.js";
import { shardOption } from "./shard.js";
import { examples, print, printJson, withProgress } from "./terminal.js";

/** What decides a comparison, whatever its rows are. */
export interface ComparisonFlags extends DatasetFlags {
  readonly out: string;
  readonly labelled?: readonly number[];
  readonly seeds?: readonly number[];
  readonly budget?: number;
  readonly equal?: "time" | "updates";
  readonly test?: number;
  readonly shard?: Shard;
  readonly device?: string;
  readonly classNames?: readonly string[];
  readonly network2d?: string;
  readonly network3d?: string;
  readonly loss?: string;
  readonly json?: boolean;
}

/** Adds the options of {@link ComparisonFlags}. */
export function comparisonOptions(command: Command): Command {
  command
    .requiredOption("-o, --out <folder>", "the folder for the runs and for what they come to", path)
    .option("-b, --budget <time>", "of each training: 10m, 1h30m; needed for equal time", duration)
    .addOption(
      new Option(
        "--equal <what>",
        "what every training has as much of: time (default), or updates of each network",
      ).choices(["time", "updates"]),
    )
    .option(
      "--labelled <numbers>",
      "only the first n labelled scans, by name, keep their masks; a table for each of several: 4,8",
      wholeNumbers(1),
    )
    .option("--seeds <numbers>", "each training is done with each (default: 1,2,3)", wholeNumbers(0))
    .option(
      "--test <n>",
      "the last n labelled scans, by name, are for the test (default: a quarter, at most 20, where the dataset names none)",
      wholeNumber(1),
    )
    .addOption(shardOption("trainings, on several devices, or machines that share OUT"))
    .option("--class-names <names>", "the foreground classes by rising value, separated by commas", commaSeparated)
    .option("--network-2d <name>", "a 2D network by name, or a path to a file with one")
    .option("--network-3d <name>", "a 3D network by name, or a path to a file with one")
    .option("--loss <path>", "a path to a file with a loss, in place of the method's own of labelled crops")
    .option("--device <name>", "auto (default): the GPU where there is one; cpu, cuda, cuda:1")
    .option("--json", "print the outcome as JSON");
  return datasetOptions(command);
}

/** Prints a comparison's tables; a training that failed makes the exit code 1. */
export async function printComparison(comparison: Comparison, { out, json }: ComparisonFlags): Promise<void> {
  if (json) printJson(comparison);
  else {
    const { comparisonTables } = await import("../evaluation/comparison-text.js");
    print(`${comparisonTables(comparison)}\n\nPage: ${out}/compare.html; every scan: ${out}/compare.csv`);
  }
  const runs = comparison.tables.flatMap(({ rows }) => rows).flatMap((row) => row.runs);
  if (runs.some(({ state }) => state === "failed")) process.exitCode = EXIT.failed;
}

export function defineCompare(command: Command): void {
  command
    .description(
      "Trains methods alike, with several seeds, and scores them on the same test scans: planned once for each number of labels, each within the same time. Training on labels alone, 3D and pretrained 2D, is always among them. Writes OUT/compare.html, compare.json and compare.csv; each training is a run of its own in OUT. The same command goes on where it stopped. Exit code 1: a method failed; its row says why.",
    )
    .option(
      "--methods <names>",
      "all (default), or names that `mn methods` lists, or paths of methods of your own; the first is what the others are compared with",
      commaSeparated,
    );
  comparisonOptions(command)
    .addHelpText(
      "after",
      examples(
        "mn compare scans --budget 10m --labelled 4,8 --seeds 1,2 --test 10 --out comparison",
        "mn compare scans --methods mn,mean-teacher --budget 5m --out comparison",
        "mn compare scans --budget 1h --out comparison --device cuda:1 --shard 2/2",
      ),
    )
    .action(async (dataset: string, { methods, ...flags }: ComparisonFlags & { methods?: readonly string[] }) => {
      const { compareStep } = await import("../steps/compare.js");
      const { out, json: _, ...asked } = flags;
      const isAll = methods === undefined || (methods.length === 1 && methods[0] === "all");
      const comparison = await withProgress((options) =>
        compareStep(dataset, out, { ...asked, methods: isAll ? "all" : methods, ...options }),
      );
      await printComparison(comparison, flags);
    });
}
