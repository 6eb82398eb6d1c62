// `mn check`, and the options by which every command finds a dataset.
// The work is in steps/check.ts.

import type { LayoutName } from "@mandn/imaging";
import { type Command, Option } from "commander";
import type { Shard } from "../run/shard.js";
import { path, wholeNumber } from "./arguments.js";
import { EXIT } from "./failure.js";
import { shardOption } from "./shard.js";
import { examples, print, printJson, width, withProgress } from "./terminal.js";

// Imaging's names, every one; spelt out, since imaging is not loaded for the help.
const LAYOUTS = Object.keys({
  "images-labels": true,
  nnunet: true,
  decathlon: true,
  "monai-datalist": true,
  csv: true,
  "hdf5-folder": true,
  "dicom-folders": true,
  "patient-folders": true,
  "flat-folder": true,
} satisfies Record<LayoutName, true>);

/** How a dataset is found. */
export interface DatasetFlags {
  readonly layout?: LayoutName;
  readonly fold?: number;
  readonly baseFolder?: string;
  readonly slices?: "first" | "last";
  readonly labels?: string;
}

/** Adds the options of {@link DatasetFlags}. */
export function datasetOptions(command: Command): Command {
  return command
    .addOption(new Option("--layout <name>", "how to read a folder that could be read as several").choices(LAYOUTS))
    .option("--fold <n>", "cases of this fold are for validation, where the list has folds", wholeNumber(0))
    .option("--base-folder <path>", "what paths in a JSON or CSV file are relative to (default: the file's folder)")
    .addOption(
      new Option("--slices <axis>", "along which axis HDF5 arrays stack their slices (default: as they look)").choices([
        "first",
        "last",
      ]),
    )
    .option("--labels <folder>", "labels saved in the studio, which take the place of the dataset's masks", path);
}

interface CheckFlags extends DatasetFlags {
  readonly json?: boolean;
  readonly threads?: number;
  readonly writeCsv?: string;
  readonly shard?: Shard;
}

export function defineCheck(command: Command): void {
  command
    .description("Finds the scans of a dataset and says every fault in them. Exit code 1: training must not start.")
    .option("--threads <n>", "worker threads (default: as many as there are cores, at most 8)", wholeNumber(1))
    .option("--write-csv <file>", "write down what was found as a table, which can be edited and given as the dataset")
    .addOption(shardOption("scans; the same line without it then says what is wrong with all, and reads none again"))
    .option("--json", "print the whole report, with what was measured of every scan, as JSON");
  datasetOptions(command)
    .addHelpText(
      "after",
      examples(
        "mn check scans",
        "mn check dataset.json --fold 0",
        "mn check scans --write-csv list.csv",
        "mn check scans --json > report.json",
        "mn check scans.csv --shard 7/200",
      ),
    )
    .action(async (dataset: string, { json, ...flags }: CheckFlags) => {
      const { checkStep } = await import("../steps/check.js");
      const { report, passes } = await withProgress((options) => checkStep(dataset, { ...flags, ...options }));
      if (json) printJson(report);
      else {
        const { formatDatasetReport } = await import("@mandn/imaging");
        print(formatDatasetReport(report, { width: width() }));
      }
      process.exitCode = passes ? EXIT.done : EXIT.failed;
    });
}
