import type { Command } from "commander";
import type { Networks } from "../steps/predict.js";
import { examples, print, printJson, withProgress } from "./action.js";

interface PredictFlags {
  readonly out: string;
  readonly networks?: Networks;
  readonly device?: string;
  readonly tta?: boolean;
  readonly probabilities?: boolean;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

export function definePredict(command: Command): void {
  command
    .description(
      "Writes a mask of each scan on its own grid, in its own format, and predictions.json: volumes, and how much the two networks disagree, which says what to label next. A SCAN is a file, the folder of a DICOM series, or a folder of scans; the files of several channels are separated by commas. Without any: every scan of the run's dataset.",
    )
    .requiredOption("-o, --out <folder>", "the folder for the masks")
    .option(
      "--networks <which>",
      "whose masks: a set of the method's predictors, both, 3d or 2d of M&N (default: its answer)",
    )
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
      const predictions = await withProgress((options) =>
        predictStep(run, scans.length === 0 ? undefined : scans, { ...flags, ...options }),
      );
      if (json) printJson(predictions);
      else {
        const { predictionsText } = await import("./predictions-text.js");
        print(predictionsText(predictions, flags.out));
      }
    });
}
