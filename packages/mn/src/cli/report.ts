// `mn report`: the page about a run.
// The work is in steps/report.ts.

import type { Command } from "commander";
import { path } from "./arguments.js";
import { examples, moved, print, printJson, withProgress } from "./terminal.js";

export function defineReport(command: Command): void {
  command
    .description("Writes RUN/report.html, one page without links to elsewhere: data, plan, curves, metrics, pictures.")
    .option("--dataset <path>", "where the run's dataset lies now, if it was moved", path)
    .option("--json", "print where it lies as JSON")
    .addHelpText("after", examples("mn report run"))
    .action(async (run: string, { dataset, json }: { dataset?: string; json?: boolean }) => {
      const { reportStep } = await import("../steps/report.js");
      const report = await withProgress(async (options) => {
        await moved(run, dataset, options);
        return reportStep(run);
      });
      if (json) printJson({ report });
      else print(report);
    });
}
