// Masks of one folder scored against those of another, and the result written.
// `mn evaluate`.

import { masksIn } from "@mandn/imaging";
import { type EvaluateFolderOptions, type Evaluation, evaluateFolder } from "../evaluation/evaluation.js";
import { checkEvaluationPath, writeEvaluation } from "../evaluation/tables.js";
import type { StepOptions } from "./run.js";

interface EvaluateStepOptions extends Omit<EvaluateFolderOptions, "progress">, StepOptions {
  /** A file for the result; its ending says the format: `.json`, `.csv` or `.txt`. */
  readonly out?: string;
  /** Replaces a file at `out` that is no earlier result; masks and references never. Default false. */
  readonly overwrite?: boolean;
}

/**
 * Scores the masks of one folder against those of another, and writes the result where that is asked for.
 *
 * @throws MnError and ImagingError as `evaluateFolder` and `writeEvaluation`.
 */
export async function evaluateStep(
  predictions: string,
  labels: string,
  { out, overwrite = false, onProgress, signal, onNote: _onNote, ...options }: EvaluateStepOptions = {},
): Promise<Evaluation> {
  const progress = (done: number, total: number) => {
    signal?.throwIfAborted();
    onProgress?.({ what: "evaluating", done, total, unit: "cases" });
  };
  if (out !== undefined) {
    const scored = [...(await masksIn(predictions)).scans, ...(await masksIn(labels)).scans];
    await checkEvaluationPath(out, { sources: scored.map(({ path }) => path), overwrite });
  }
  const evaluation = await evaluateFolder(predictions, labels, { ...options, progress });
  if (out !== undefined) writeEvaluation(out, evaluation);
  return evaluation;
}
