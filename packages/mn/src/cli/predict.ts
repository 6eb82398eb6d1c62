import type { Command } from "commander";
import { examples, print, printJson, warn, withProgress } from "./action.js";
import { path } from "./arguments.js";
import { EXIT } from "./failure.js";

interface PredictFlags {
  readonly out: string;
  readonly networks?: string;
  readonly device?: string;
  readonly tta?: boolean;
  readonly probabilities?: boolean;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

export function definePredict(command: Command): void {
  command
    .description(
      "Writes a mask of each scan on its own grid, in its own format, and predictions.json: volumes, and how much the networks disagree, which says what to label next. A SCAN is a file, the folder of a DICOM series, or a folder of scans; the files of several channels are separated by commas. Without any: every scan of the run's dataset. Exit code 1: a scan could not be predicted; the others are.",
    )
    .requiredOption("-o, --out <folder>", "the folder for the masks", path)
    .option("--networks <name>", "whose masks (default: all that were trained, averaged); of one alone: its name")
    .option("--device <name>", "cpu, cuda, cuda:1 (default: the one that the run was trained on)")
    .option("--tta", "average over mirrored scans, along the axes that the plan mirrors")
    .option("--probabilities", "write each class's probability beside the masks")
    .option("--overwrite", "replace files in the folder that this program did not write (scans and references never)")
    .option("--json", "print predictions.json")
    .addHelpText(
      "after",
      examples(
        "mn predict run scan.nii.gz --out masks",
        "mn predict run new-scans/ --out masks --networks 3d --device cpu",
        "mn predict run t1.nii.gz,t2.nii.gz --out masks --probabilities",
      ),
    )
    .action(async (run: string, scans: string[], { json, ...flags }: PredictFlags) => {
      const { predictStep } = await import("../steps/predict.js");
      const failures: { readonly id: string; readonly error: Error }[] = [];
      const onFailure = (id: string, error: Error) => void failures.push({ id, error });
      const predictions = await withProgress((options) =>
        predictStep(run, scans.length === 0 ? undefined : scans, { ...flags, ...options, onFailure }),
      );
      if (json) printJson(predictions);
      else {
        const { predictionsText } = await import("./predictions-text.js");
        print(predictionsText(predictions, flags.out));
      }
      if (failures.length === 0) return;
      const count = failures.length === 1 ? "One scan was" : `${failures.length} scans were`;
      warn(`${count} not predicted:\n${failures.map(({ id, error }) => `  ${id}: ${error.message}`).join("\n")}`);
      process.exitCode = EXIT.failed;
    });
}
