// `mn train`: trains the networks of a plan, or goes on where it stopped.
// The work is in steps/train.ts.

import type { Command } from "commander";
import { path } from "./arguments.js";
import { preparedOption } from "./prepare.js";
import { examples, moved, print, printJson, withProgress } from "./terminal.js";

interface TrainFlags {
  readonly dataset?: string;
  readonly prepared?: string;
  readonly json?: boolean;
}

export function defineTrain(command: Command): void {
  command
    .description(
      "Trains the networks of a run, or goes on where it stopped: on the CPU bit for bit as if it never had. Ctrl-C and SIGTERM end it after the update that is under way, with a checkpoint.",
    )
    .option("--dataset <path>", "where the run's dataset lies now, if it was moved", path)
    .addOption(preparedOption())
    .option("--json", "print the outcome as JSON")
    .addHelpText("after", examples("mn train run", "mn train run --dataset /data/scans"))
    .action(async (run: string, { dataset, json, ...flags }: TrainFlags) => {
      const { trainStep } = await import("../steps/train.js");
      const trained = await withProgress(async (options) => {
        await moved(run, dataset, options);
        return trainStep(run, { ...flags, ...options });
      });
      if (json) printJson({ run, trained });
      else print(`${run} is trained. Next: mn predict ${run} SCAN --out masks, or mn report ${run}`);
    });
}
