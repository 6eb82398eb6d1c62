// `mn evaluate`: two folders of masks, one scored against the other.
// The work is in steps/evaluate.ts.

import type { SurfaceDefinition } from "@mandn/imaging";
import { type Command, Option } from "commander";
import { notNegative, path } from "./arguments.js";
import { examples, print, printJson, withProgress } from "./terminal.js";

interface EvaluateFlags {
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly partial?: boolean;
  readonly definition?: SurfaceDefinition;
  readonly tolerance?: number;
  readonly json?: boolean;
}

export function defineEvaluate(command: Command): void {
  command
    .description(
      "Scores every mask in a folder against the reference of the same name in another: all metrics of each case and class, mean, standard deviation and 95 % interval; distances in millimetres and voxels.",
    )
    .option("-o, --out <file>", "also write the result, as the name's ending says: .json, .csv or .txt", path)
    .option("--overwrite", "replace a file of that name that is no earlier result")
    .option("--partial", "list masks and references without a partner instead of refusing them")
    .addOption(new Option("--definition <name>", "what a surface is (default: medpy)").choices(["medpy", "deepmind"]))
    .option("--tolerance <mm>", "of the surface Dice (default: 1 mm)", notNegative)
    .option("--json", "print the result as JSON")
    .addHelpText("after", examples("mn evaluate masks labels", "mn evaluate masks labels --out metrics.csv"))
    .action(async (predictions: string, labels: string, { json, ...flags }: EvaluateFlags) => {
      const { evaluateStep } = await import("../steps/evaluate.js");
      const evaluation = await withProgress((options) => evaluateStep(predictions, labels, { ...flags, ...options }));
      if (json) printJson(evaluation);
      else {
        const { evaluationText } = await import("../evaluation/tables.js");
        print(evaluationText(evaluation));
      }
    });
}
