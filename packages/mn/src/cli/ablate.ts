// `mn ablate`: M&N with one part of it taken away or changed at a time.
import type { Command } from "commander";
import { commaSeparated } from "./arguments.js";
import { type ComparisonFlags, comparisonOptions, printComparison } from "./compare.js";
import { examples, withProgress } from "./terminal.js";

export function defineAblate(command: Command): void {
  command
    .description(
      "Trains M&N as planned, and with one part of it taken away or changed at a time: a random 2D network, other rules for unlabelled crops, both networks at once, each network alone, other networks. As mn compare in all else. A row whose weights are missing says so.",
    )
    .option("--rows <names>", "only these, by the names of their folders in OUT: random-2d,at-once", commaSeparated);
  comparisonOptions(command)
    .addHelpText(
      "after",
      examples(
        "mn ablate scans --budget 10m --labelled 4 --seeds 1,2 --test 10 --out ablation",
        "mn ablate scans --rows random-2d,supervised-2d --budget 5m --out ablation",
      ),
    )
    .action(async (dataset: string, { rows, ...flags }: ComparisonFlags & { rows?: readonly string[] }) => {
      const { ablateStep } = await import("../steps/compare.js");
      const { out, json: _, ...asked } = flags;
      const comparison = await withProgress((options) =>
        ablateStep(dataset, out, { ...asked, ...(rows !== undefined && { rows }), ...options }),
      );
      await printComparison(comparison, flags);
    });
}
