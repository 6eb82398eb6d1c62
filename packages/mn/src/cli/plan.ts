// `mn plan`, and the options that decide a plan, which `mn run` and `mn demo` have too.
// The work is in steps/plan.ts.

import { columns } from "@mandn/base";
import { type Command, Option } from "commander";
import type { Plan } from "../plan/plan.js";
import { commaSeparated, duration, numberOrPath, path, wholeNumber } from "./arguments.js";
import { type DatasetFlags, datasetOptions } from "./check.js";
import { examples, print, printJson, withProgress } from "./terminal.js";

/** What decides a plan. */
export interface PlanFlags extends DatasetFlags {
  readonly out: string;
  readonly labelled?: number;
  readonly validation?: number;
  readonly test?: number | string;
  readonly officialFold?: number;
  readonly preset?: Plan["preset"];
  readonly method?: string;
  readonly classNames?: readonly string[];
  readonly labelFile?: string;
  readonly network2d?: string;
  readonly network3d?: string;
  readonly loss?: string;
  readonly budget?: number;
  readonly device?: string;
  readonly seed?: number;
  readonly from?: string;
}

/** Adds the options of {@link PlanFlags}. */
export function planOptions(command: Command): Command {
  command
    .requiredOption("-o, --out <folder>", "the run's folder", path)
    .option(
      "-b, --budget <time>",
      "how long training may take, with preparing the scans: 30m, 1h30m, 90s; predicting and scoring come on top",
      duration,
    )
    .option(
      "--labelled <n>",
      "only the first n labelled scans, by name or of their list, keep their masks",
      wholeNumber(1),
    )
    .option(
      "--validation <n>",
      "labelled scans for validation (default: a fifth where 8 or more are labelled)",
      wholeNumber(0),
    )
    .option(
      "--test <n|run>",
      "the last n labelled scans, by name or of their list, are for the test; or the test scans of an earlier run",
      numberOrPath,
    )
    .option("--official-fold <n>", "of the preset official: which of its five folds (default: 1)", wholeNumber(1))
    .addOption(
      new Option("--preset <name>", "clean (default), or official: the reference code's constants").choices([
        "clean",
        "official",
      ]),
    )
    .option("--method <name>", "a method that `mn methods` lists, or a path to a file with one (default: mn)")
    .option("--class-names <names>", "the foreground classes by rising value, separated by commas", commaSeparated)
    .option(
      "--label-file <path>",
      "a file that names the masks' values: label descriptions of ITK-SNAP, a colour table of 3D Slicer",
      path,
    )
    .option("--network-2d <name>", "a 2D network by name, or a path to a file with one")
    .option("--network-3d <name>", "a 3D network by name, or a path to a file with one")
    .option("--loss <path>", "a path to a file with a loss, in place of the method's own of labelled crops")
    .option("--device <name>", "auto (default): the GPU where there is one; cpu, gpu, cuda, cuda:1")
    .option("--seed <n>", "what everything random begins with (default: 0)", wholeNumber(0))
    .option("--from <run>", "go on from a trained run's networks, with its settings and the dataset's new masks", path);
  return datasetOptions(command);
}

export function definePlan(command: Command): void {
  command
    .description(
      "Looks at the scans and the machine and writes RUN/plan.json: every setting of a run, with its reason. Edit it as you like.",
    )
    .option("--overwrite", "replace the plan that is there")
    .option("--json", "print the plan as JSON");
  planOptions(command)
    .addHelpText(
      "after",
      examples(
        "mn plan scans --out run --budget 30m",
        "mn plan scans --out run --labelled 4 --test 20",
        "mn plan scans --out run-2 --test run",
        "mn plan scans --out paper --preset official --device cuda --labelled 4",
      ),
    )
    .action(async (dataset: string, { out, json, ...flags }: PlanFlags & { overwrite?: boolean; json?: boolean }) => {
      const { planStep } = await import("../steps/plan.js");
      const plan = await withProgress((options) => planStep(dataset, out, { ...flags, ...options }));
      if (json) printJson(plan);
      else print(planSummary(plan, out));
    });
}

/** What was decided, and why, for people. */
function planSummary({ reasons, dataset }: Plan, out: string): string {
  const counts = (["labelled", "unlabelled", "validation", "test"] as const).map(
    (role) => `${dataset[role].length} ${role}`,
  );
  const classes = dataset.classes.slice(1).map(({ name }) => name);
  return [
    `${dataset.root}: ${counts.join(", ")} scans; classes: ${classes.join(", ")}`,
    "",
    columns(Object.entries(reasons), { alignment: ["left", "left"] }),
    "",
    `${out}/plan.json is written. Edit it if you like, then: mn train ${out}`,
  ].join("\n");
}
