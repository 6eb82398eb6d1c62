// `mn doctor`: what there is of an engine on this machine.
// The work is in @mandn/torch/setup.

import type { Command } from "commander";
import { EXIT } from "./failure.js";
import { examples, print, printJson } from "./terminal.js";

export function defineDoctor(command: Command): void {
  command
    .description("Says what the machine offers, what is missing, and what mends it. Exit code 1: something is missing.")
    .option("--json", "print it as JSON")
    .addHelpText("after", examples("mn doctor"))
    .action(async ({ json }: { json?: boolean }) => {
      const { doctor, formatReport } = await import("@mandn/torch/setup");
      const report = await doctor(async () => (await import("@mandn/torch")).engineReport());
      if (json) printJson(report);
      else print(formatReport(report));
      process.exitCode = report.problems.length > 0 ? EXIT.failed : EXIT.done;
    });
}
