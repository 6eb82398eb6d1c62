import type { LayoutName } from "@mandn/imaging";
import { type Command, Option } from "commander";
import { examples, print, printJson, width, withProgress } from "./action.js";
import { wholeNumber } from "./arguments.js";
import { EXIT } from "./failure.js";

const LAYOUTS: readonly LayoutName[] = [
  "images-labels",
  "nnunet",
  "decathlon",
  "monai-datalist",
  "csv",
  "hdf5-folder",
  "dicom-folders",
];

/** How a dataset is found. */
export interface DatasetFlags {
  readonly layout?: LayoutName;
  readonly fold?: number;
  readonly baseFolder?: string;
}

/** Adds the options of {@link DatasetFlags}. */
export function datasetOptions(command: Command): Command {
  return command
    .addOption(new Option("--layout <name>", "how to read a folder that could be read as several").choices(LAYOUTS))
    .option("--fold <n>", "cases of this fold are for validation, where the list has folds", wholeNumber(0))
    .option("--base-folder <path>", "what paths in a JSON or CSV file are relative to (default: the file's folder)");
}

interface CheckFlags extends DatasetFlags {
  readonly json?: boolean;
  readonly threads?: number;
}

export function defineCheck(command: Command): void {
  command
    .description("Finds the scans of a dataset and says every fault in them. Exit code 1: training must not start.")
    .option("--threads <n>", "worker threads (default: as many as there are cores, at most 8)", wholeNumber(1))
    .option("--json", "print the whole report, with what was measured of every scan, as JSON");
  datasetOptions(command)
    .addHelpText(
      "after",
      examples("mn check scans", "mn check dataset.json --fold 0", "mn check scans --json > report.json"),
    )
    .action(async (path: string, { json, ...flags }: CheckFlags) => {
      const { checkStep } = await import("../steps/check.js");
      const { report, passes } = await withProgress((options) => checkStep(path, { ...flags, ...options }));
      if (json) printJson(report);
      else {
        const { formatDatasetReport } = await import("@mandn/imaging");
        print(formatDatasetReport(report, { width: width() }));
      }
      process.exitCode = passes ? EXIT.done : EXIT.failed;
    });
}
