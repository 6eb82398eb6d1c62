// `mn prepare`: prepares the scans that a run trains on, in parts that a scheduler shares out.
// The work is in steps/train.ts.

import { type Command, Option } from "commander";
import type { Shard } from "../run/shard.js";
import { path } from "./arguments.js";
import { shardOption } from "./shard.js";
import { examples, moved, print, printJson, withProgress } from "./terminal.js";

interface PrepareFlags {
  readonly shard?: Shard;
  readonly prepared?: string;
  readonly dataset?: string;
  readonly json?: boolean;
}

/** The option that says where prepared scans lie. */
export const preparedOption = (): Option =>
  new Option(
    "--prepared <folder>",
    "where prepared scans are kept, such as a node's own disk (default: prepared in MANDN_HOME)",
  ).argParser(path);

export function definePrepare(command: Command): void {
  command
    .description(
      "Prepares the scans that a run trains on: the plan's spacing and intensities, kept in the cache. mn train does it too; where there are thousands of scans, several processes prepare a part each before it.",
    )
    .addOption(shardOption("scans"))
    .addOption(preparedOption())
    .option("--dataset <path>", "where the run's dataset lies now, if it was moved", path)
    .option("--json", "print the outcome as JSON")
    .addHelpText("after", examples("mn prepare run", "mn prepare run --shard 3/16", "mn prepare run --shard auto"))
    .action(async (run: string, { dataset, json, ...flags }: PrepareFlags) => {
      const { prepareStep } = await import("../steps/train.js");
      const outcome = await withProgress(async (options) => {
        await moved(run, dataset, options);
        return prepareStep(run, { ...flags, ...options });
      });
      if (json) printJson(outcome);
      else print(`${outcome.scans} scans are prepared, ${outcome.made} of them now. Next: mn train ${run}`);
    });
}
