// `mn predict`: masks of scans by the networks of a run, and which of the scans to label next.
// The work is in steps/predict.ts.

import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setFlagsFromString } from "node:v8";
import { columns } from "@mandn/base";
import { type Command, Option } from "commander";
import { MnError } from "../errors.js";
import type { MaskFormat } from "../inference/predict.js";
import type { Region } from "../inference/region.js";
import type { Disagreement, Predictions } from "../run/results.js";
import type { Shard } from "../run/shard.js";
import { box, commaSeparated, path } from "./arguments.js";
import { EXIT } from "./failure.js";
import { shardOption } from "./shard.js";
import { examples, moved, print, printJson, warn, withProgress } from "./terminal.js";

interface PredictFlags {
  readonly out: string;
  readonly networks?: string;
  readonly device?: string;
  readonly format?: MaskFormat;
  readonly tta?: boolean;
  readonly probabilities?: boolean;
  readonly overwrite?: boolean;
  readonly classes?: readonly string[];
  readonly region?: Region;
  readonly statistics?: string;
  readonly preview?: "png";
  readonly dataset?: string;
  readonly list?: string;
  readonly shard?: Shard;
  readonly collect?: boolean;
  readonly retryFaults?: boolean;
  readonly json?: boolean;
}

export function definePredict(command: Command): void {
  command
    .description(
      "Writes a mask of each scan on its own grid, in its own format, with SCAN.prediction.json beside it, and predictions.json: volumes, and how much the networks disagree, which says what to label next. A SCAN is a file, the folder of a DICOM series, or a folder of scans; the files of several channels are separated by commas. Without any: every scan of the run's dataset. RUN is a run's folder, an archive of mn pack, or a folder of folds; several RUNs before the scans are averaged. Exit code 1: a scan could not be predicted, and SCAN.fault.json says why; the others are.",
    )
    .requiredOption("-o, --out <folder>", "the folder for the masks", path)
    .option("--networks <name>", "whose masks (default: all that were trained, averaged); of one alone: its name")
    .option("--device <name>", "auto, cpu, gpu, cuda, cuda:1 (default: the one that the run was trained on)")
    .addOption(
      new Option("--format <name>", "the masks' format (default: each scan's own, of DICOM NIfTI)").choices([
        "nifti",
        "nrrd",
        "metaimage",
        "dicom-seg",
      ]),
    )
    .option("--tta", "average over mirrored scans, along the axes that the plan mirrors")
    .option("--probabilities", "write each class's probability beside the masks")
    .option("--classes <names>", "keep only these classes in the masks, separated by commas", commaSeparated)
    .option("--region <box>", "predict only a box of each scan's voxels along x, y, z: 10:60,20:90,5:40", box)
    .option("--statistics <file>", "also write the volumes of all scans as a table, FILE.csv", path)
    .addOption(
      new Option("--preview <format>", "also write a picture of each scan with its mask: previews/SCAN.png").choices([
        "png",
      ]),
    )
    .option("--list <file>", "a table (columns id, image) or another list of the scans, in place of SCANs", path)
    .addOption(shardOption("scans; predictions.json is left to --collect"))
    .option("--collect", "predict nothing: join what all shards predicted, and name what is missing")
    .option("--retry-faults", "try scans again that could not be predicted and have not changed")
    .option("--dataset <path>", "where the run's dataset lies now, if it was moved", path)
    .option("--overwrite", "replace files in the folder that this program did not write (scans and references never)")
    .option("--json", "print predictions.json")
    .addHelpText(
      "after",
      examples(
        "mn predict run scan.nii.gz --out masks",
        "mn predict run new-scans/ --out masks --networks 3d --device cpu",
        "mn predict run t1.nii.gz,t2.nii.gz --out masks --probabilities",
        "mn predict model.zip scans/ --out masks --statistics volumes.csv --preview png",
        "mn predict run-1 run-2 scans/ --out masks",
        "mn predict run series/ --out masks --format dicom-seg",
        "mn predict run --list scans.csv --out masks --shard 7/200",
        "mn predict run --list scans.csv --out masks --collect --statistics volumes.csv",
      ),
    )
    .action(async (run: string, others: string[], { json, preview, dataset, ...flags }: PredictFlags) => {
      if (flags.collect) keepHeapSmall();
      const { predictStep } = await import("../steps/predict.js");
      const { isModel } = await import("../steps/ensemble.js");
      const last = others.findIndex((path) => !isModel(path));
      const runs = [run, ...(last < 0 ? others : others.slice(0, last))];
      const scans = last < 0 ? [] : others.slice(last);
      const failures = new Failures();
      const onFailure = (id: string, error: MnError) => failures.add(id, error);
      const named = scans.length === 0 ? undefined : scans;
      if (flags.collect) {
        const { collectStep } = await import("../steps/predict.js");
        if (flags.shard !== undefined) {
          const remedy = "Give --collect without --shard, once all shards have ended.";
          throw new MnError("usage", "A shard collects nothing.", { remedy });
        }
        const done = await withProgress(async (options) => {
          for (const one of runs) await moved(one, dataset, options);
          return collectStep(runs, named, { ...flags, previews: preview === "png", ...options, onFailure });
        });
        if (json) await pipeline(createReadStream(join(flags.out, "predictions.json")), process.stdout, { end: false });
        else print(masksText(done, flags.out));
      } else {
        const predictions = await withProgress(async (options) => {
          for (const one of runs) await moved(one, dataset, options);
          return predictStep(runs, named, { ...flags, previews: preview === "png", ...options, onFailure });
        });
        if (json) printJson(predictions);
        else if (flags.shard !== undefined) print(masksText(predictions.scans.length, flags.out));
        else {
          const { rankForLabelling } = await import("../inference/disagreement.js");
          print(predictionsText({ ...predictions, scans: rankForLabelling(predictions.scans) }, flags.out));
        }
      }
      if (failures.count === 0) return;
      warn(failures.text());
      process.exitCode = EXIT.failed;
    });
}

/**
 * Collecting needs as much memory for 100,000 scans as for 100; left to itself, the heap would grow with what is to be swept. Now it is
 * swept once it is a fifth larger than what is in use, and its part for new objects stays at its first size.
 */
function keepHeapSmall(): void {
  for (const flag of ["--heap-growing-percent=20", "--semi-space-growth-factor=1"]) setFlagsFromString(flag);
}

/** Scans that were not predicted: of very many the first few by their ids. */
class Failures {
  #first: { readonly id: string; readonly text: string }[] = [];
  count = 0;

  add(id: string, { subject, message }: MnError): void {
    this.count += 1;
    this.#first.push({ id, text: subject === id ? `  ${message}` : `  ${id}: ${message}` });
    if (this.#first.length > 2 * SHOWN) this.#cut();
  }

  text(): string {
    this.#cut();
    const count = this.count === 1 ? "One scan was" : `${this.count} scans were`;
    const more = this.count > SHOWN ? `\n  and ${this.count - SHOWN} others` : "";
    return `${count} not predicted:\n${this.#first.map(({ text }) => text).join("\n")}${more}`;
  }

  #cut(): void {
    this.#first = this.#first.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, SHOWN);
  }
}

/** So many scans that were not predicted are shown; the files beside the masks tell of all. */
const SHOWN = 50;

const masksText = (count: number, out: string) => `${count} ${count === 1 ? "mask" : "masks"} in ${out}.`;

/** Volumes and disagreement of every scan, in the order in which they are given. */
function predictionsText({ leading, predictors, classes, scans }: Predictions, out: string): string {
  const rows = scans.map(({ id, masks, disagreement }) => {
    const { millilitres, empty } = masks[leading];
    const notFound = empty.length > 0 ? `not found: ${empty.join(", ")}` : "";
    return [id, ...millilitres.map((volume) => volume.toFixed(2)), disagreementText(disagreement), notFound];
  });
  const head = ["scan", ...classes.map(({ name }) => `${name} ml`), "disagreement", ""];
  const next =
    predictors[leading].length > 1 && rows.length > 0
      ? " Of those without a label, label next the ones on top: there the networks found nothing, or disagree most."
      : "";
  const masks = `${masksText(scans.length, out)}${next}`;
  return rows.length === 0 ? masks : `${columns([head, ...rows])}\n\n${masks}`;
}

function disagreementText(disagreement: Disagreement): string {
  if (disagreement.kind === "value") return `${(100 * disagreement.value).toFixed(1)} %`;
  return disagreement.kind === "all-empty" ? "none found any" : "–";
}
