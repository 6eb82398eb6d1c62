// `mn report`: the page about a run.
// The work is in steps/report.ts.

import type { Command } from "commander";
import { examples, print, printJson } from "./terminal.js";

export function defineReport(command: Command): void {
  command
    .description("Writes RUN/report.html, one page without links to elsewhere: data, plan, curves, metrics, pictures.")
    .option("--json", "print where it lies as JSON")
    .addHelpText("after", examples("mn report run"))
    .action(async (run: string, { json }: { json?: boolean }) => {
      const { reportStep } = await import("../steps/report.js");
      const report = await reportStep(run);
      if (json) printJson({ report });
      else print(report);
    });
}
