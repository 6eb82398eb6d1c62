// What `mn predict` writes beside masks when it is asked to: a table of volumes, and pictures to look the masks over.
// Both are checked for before anything is predicted.
import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { writeAtomicallySync } from "@mandn/base";
import { fileNameOf, tableText } from "@mandn/imaging";
import type { ScanFiles } from "../data/prepare.js";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { isPreview, previewPng } from "../report/preview.js";
import { readPictured } from "../report/slices.js";
import { orRefused, writePieces } from "../run/files.js";
import { checkOutputs } from "../run/outputs.js";
import { PREVIEWS, type PredictedScan, type Predictions } from "../run/results.js";
import { pathsOf, type StepOptions } from "./run.js";

interface Beside extends StepOptions {
  /** The masks' folder. */
  readonly out: string;
  readonly statistics?: string;
  readonly previews?: boolean;
  readonly overwrite?: boolean;
  /** What else is read and stays as it is: lists and references. */
  readonly sources: readonly string[];
}

const previewOf = (out: string, id: string) => join(out, PREVIEWS, `${fileNameOf(id)}.png`);

/** The first columns of the table; the classes' volumes follow. */
const HEAD = ["scan", "disagreement"] as const;

/**
 * Makes sure, before anything is predicted, that what is asked for may be written.
 *
 * @param all the scans, as often as they are asked for
 * @throws MnError `"usage"` as `checkOutputs`, and for a table whose name does not end in .csv
 */
export async function checkBeside(
  all: () => Iterable<ScanFiles>,
  { out, statistics, previews, overwrite, sources: others }: Beside,
): Promise<void> {
  if (statistics === undefined && previews !== true) return;
  function* sources(): Generator<string> {
    yield* others;
    yield* pathsOf(all());
  }
  if (statistics !== undefined) {
    if (!statistics.toLowerCase().endsWith(".csv")) {
      const remedy = "Give it a name that ends in .csv.";
      throw new MnError("usage", "volumes are written as a table", {
        path: statistics,
        remedy,
      });
    }
    const isOurs = (path: string) => readFileSync(path, "utf8").startsWith(HEAD.join(","));
    await checkOutputs([resolve(statistics)], {
      sources: sources(),
      isOurs,
      ...(overwrite !== undefined && { overwrite }),
    });
  }
  if (previews !== true) return;
  const paths = Array.from(all(), ({ id }) => previewOf(out, id));
  const isOurs = (path: string) => isPreview(readFileSync(path));
  await checkOutputs(paths, { sources: sources(), isOurs, ...(overwrite !== undefined && { overwrite }) });
}

/** Scans that are predicted, as often as they are asked for, and what their masks have in common. */
interface Predicted extends Pick<Predictions, "leading" | "classes"> {
  scans(): Iterable<PredictedScan>;
}

/** Writes what {@link checkBeside} has looked at. */
export async function writeBeside(
  predicted: Predicted,
  plan: Plan,
  options: Omit<Beside, "sources" | "overwrite">,
): Promise<void> {
  const { out, statistics, previews, signal, onProgress } = options;
  if (statistics !== undefined) writePieces(resolve(statistics), volumesCsv(predicted));
  if (previews !== true) return;
  const { leading, classes } = predicted;
  const folder = join(out, PREVIEWS);
  orRefused(folder, "made", () => mkdirSync(folder, { recursive: true }));
  let [total, done] = [0, 0];
  for (const _ of predicted.scans()) total += 1;
  for (const { id, image, masks } of predicted.scans()) {
    await setImmediate(); // lets signals in
    signal?.throwIfAborted();
    done += 1;
    onProgress?.({ what: "picturing", done, total, unit: "scans", detail: id });
    const mask = masks[leading];
    if (mask === undefined || image[0] === undefined) continue;
    const scan = await readPictured({
      image: image[0],
      prediction: { path: join(out, mask.path) },
      reference: undefined,
    });
    writeAtomicallySync(
      previewOf(out, id),
      previewPng(
        scan,
        plan,
        classes.map(({ value }) => value),
      ),
    );
  }
}

/** A row for each scan: the volume of each class in millilitres, and how much the networks disagree, 0 … 1 (RFC 4180). */
function* volumesCsv({ scans, classes, leading }: Predicted): Generator<string> {
  yield tableText([[...HEAD, ...classes.map(({ name }) => `${name} (ml)`)]]);
  for (const { id, masks, disagreement } of scans()) {
    const differ = disagreement.kind === "value" ? disagreement.value : "";
    yield tableText([[id, differ, ...(masks[leading]?.millilitres ?? [])]]);
  }
}
