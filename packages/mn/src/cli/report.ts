import type { Command } from "commander";
import { examples, print, printJson } from "./action.js";

export function addReport(program: Command): void {
  program
    .command("report <run>")
    .summary("one HTML page about a run")
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
