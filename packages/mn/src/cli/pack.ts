// `mn pack`: a trained run as one file. The work is in steps/travel.ts.
// Packed runs are opened by run/pack.ts.

import type { Command } from "commander";
import { path } from "./arguments.js";
import { examples, print, printJson } from "./terminal.js";

export function definePack(command: Command): void {
  command
    .description(
      "Writes what predicting needs of a trained run into one file, with its plan, metrics and report: mn predict takes it in place of the run. It holds no scans, but the scans' names, and the report's pictures of slices.",
    )
    .requiredOption("-o, --out <file>", "the archive, a name that ends in .zip", path)
    .option("--overwrite", "replace a file of that name")
    .option("--json", "print what is in it as JSON")
    .addHelpText("after", examples("mn pack run --out model.zip", "mn predict model.zip scan.nii.gz --out masks"))
    .action(async (run: string, { out, json, ...flags }: { out: string; overwrite?: boolean; json?: boolean }) => {
      const { packStep } = await import("../steps/pack.js");
      const files = await packStep(run, out, flags);
      if (json) printJson({ archive: out, files });
      else print(`${out}: ${files.join(", ")}`);
    });
}
