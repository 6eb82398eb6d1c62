// `mn studio`: look at a run's scans, correct masks, choose the next scan and train on, in the browser and on this machine alone.
// The work is in studio/server.ts.

import { hostname } from "node:os";
import type { Command } from "commander";
import { commaSeparated, path, wholeNumber } from "./arguments.js";
import { type DatasetFlags, datasetOptions } from "./check.js";
import { describeFailure } from "./failure.js";
import { examples, moved, print, warn, withProgress } from "./terminal.js";

interface StudioFlags extends DatasetFlags {
  readonly port: number;
  readonly classNames?: readonly string[];
  readonly dataset?: string;
}

export function defineStudio(command: Command): void {
  command
    .description(
      "Serves a page on this machine alone: scans with the networks' masks, tools to correct them, which scan to label next, and the training. Of a dataset without a run it is for labelling, and begins the first run. What is saved lies in RUN/labels, or beside the dataset in DATASET-labels, one version after the other; scans and masks of the dataset are never changed. A training that is begun here outlives it.",
    )
    .option("--port <n>", "the port to listen on (default: one that is free)", wholeNumber(0), 0)
    .option("--dataset <path>", "where the scans of a run lie now, if they were moved", path)
    .option("--class-names <names>", "of a dataset: the foreground classes, separated by commas", commaSeparated);
  datasetOptions(command)
    .addHelpText(
      "after",
      examples("mn studio run", "mn studio scans --class-names liver,tumour", "mn studio run --port 8123"),
    )
    .action(async (shown: string, { dataset, ...flags }: StudioFlags) => {
      const { startStudio } = await import("../studio/server.js");
      const onFault = (error: unknown) => warn(describeFailure(error, true));
      await withProgress(async (options) => {
        await moved(path(shown), dataset, options);
        const studio = await startStudio(path(shown), { ...flags, ...options, onFault });
        print(`${studio.url}\n`);
        print(
          `Open it in a browser on this machine; whoever has it can see and change everything. From elsewhere, first:\n  ssh -L ${studio.port}:127.0.0.1:${studio.port} ${hostname()}\nCtrl-C ends it.`,
        );
        const { signal } = options;
        await new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
        await studio.close();
      });
    });
}
