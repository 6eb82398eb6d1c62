// `mn continue`: a trained run goes on with the masks and scans that its dataset has got since.
import type { Command } from "commander";
import { duration, path, wholeNumber } from "./arguments.js";
import { printRun } from "./run.js";
import { examples, withProgress } from "./terminal.js";

interface ContinueFlags {
  readonly out: string;
  readonly dataset?: string;
  readonly budget?: number;
  readonly device?: string;
  readonly seed?: number;
  readonly json?: boolean;
}

export function defineContinue(command: Command): void {
  command
    .description(
      "Reads the dataset of a trained run again, says what is new, and trains on from the run's networks with it, in a new run: first on the labelled scans for a short while, then with the unlabelled ones. Test and validation scans stay what they are, so the two runs can be compared. The same command goes on after an interruption.",
    )
    .requiredOption("-o, --out <folder>", "the new run's folder", path)
    .option("-b, --budget <time>", "how long training may take: 15m, 90s (default: as the run had)", duration)
    .option("--dataset <path>", "where the dataset lies now, if it was moved", path)
    .option("--device <name>", "auto (default): the GPU where there is one; cpu, gpu, cuda, cuda:1")
    .option("--seed <n>", "what everything random begins with (default: the run's)", wholeNumber(0))
    .option("--json", "print the outcome as JSON")
    .addHelpText("after", examples("mn continue run --out run-2", "mn continue run --out run-2 --budget 15m"))
    .action(async (run: string, { out, json, dataset, ...flags }: ContinueFlags) => {
      const { continueStep } = await import("../steps/run-all.js");
      const result = await withProgress((options) => continueStep(run, out, { dataset, ...flags, ...options }));
      await printRun(result, json);
    });
}
